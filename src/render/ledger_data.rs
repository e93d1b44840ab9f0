//! The data of the ledgers, to take away: figures with all their values, honours with all their
//! namings, as CSV and as JSON. The tables have the headers that such tables are read by, so that
//! they can be put into a site's folder as they are. Never rounds.

use serde::Serialize;

use super::csv::Csv;
use crate::markup::QuoteLedger;
use crate::model::{Figure, FigureValue, HolderId, HonourStanding, Naming, Site};
use crate::plan::DataForm;
use crate::text::{Amount, AsOf};

/// The data of `ledger`.
pub fn data(site: &Site, ledger: QuoteLedger, form: DataForm) -> String {
    match (ledger, form) {
        (QuoteLedger::Figures, DataForm::Csv) => figures_csv(site),
        (QuoteLedger::Figures, DataForm::Json) => {
            let figures: Vec<_> = site.figures.iter().map(|(_, it)| FigureData::of(it)).collect();
            serde_json::json!({ "figures": figures }).to_string()
        }
        (QuoteLedger::Honours, DataForm::Csv) => honours_csv(site),
        (QuoteLedger::Honours, DataForm::Json) => {
            serde_json::json!({ "namings": namings(site) }).to_string()
        }
    }
}

/// One row a value.
fn figures_csv(site: &Site) -> String {
    const HEADERS: [&str; 11] =
        ["编号", "名称", "别名", "数值", "单位", "截至", "统计期", "口径", "来源", "目标", "分项"];
    let mut out = Csv::new();
    out.row(HEADERS.iter());
    for (_, figure) in site.figures.iter() {
        for value in &figure.values {
            out.row(figure_row(figure, value).iter());
        }
    }
    out.finish()
}

fn figure_row(figure: &Figure, value: &FigureValue) -> [String; 11] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        figure.id.clone(),
        figure.label.clone(),
        figure.names.join("、"),
        value.amount.plain(),
        figure.unit.clone(),
        value.as_of.map(AsOf::chinese).unwrap_or_default(),
        text(&figure.period),
        text(&figure.definition),
        text(&value.source),
        figure.target.map(Amount::plain).unwrap_or_default(),
        figure.parts.join("、"),
    ]
}

#[derive(Serialize)]
struct FigureData<'a> {
    id: &'a str,
    label: &'a str,
    names: &'a [String],
    unit: &'a str,
    period: Option<&'a str>,
    definition: Option<&'a str>,
    target: Option<String>,
    parts: &'a [String],
    values: Vec<ValueData<'a>>,
}

impl<'a> FigureData<'a> {
    fn of(figure: &'a Figure) -> Self {
        Self {
            id: &figure.id,
            label: &figure.label,
            names: &figure.names,
            unit: &figure.unit,
            period: figure.period.as_deref(),
            definition: figure.definition.as_deref(),
            target: figure.target.map(Amount::plain),
            parts: &figure.parts,
            values: figure.values.iter().map(ValueData::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct ValueData<'a> {
    value: String,
    as_of: Option<String>,
    source: Option<&'a str>,
}

impl<'a> ValueData<'a> {
    fn of(value: &'a FigureValue) -> Self {
        Self {
            value: value.amount.plain(),
            as_of: value.as_of.map(AsOf::iso),
            source: value.source.as_deref(),
        }
    }
}

/// A naming, with what the record comes to on its day.
#[derive(Serialize)]
struct NamingData<'a> {
    holder: &'a str,
    level: &'a str,
    date: String,
    title: Option<&'a str>,
    round: Option<u32>,
    body: Option<&'a str>,
    document: Option<&'a str>,
    evidence: Option<&'a str>,
    running: u32,
    times: u32,
    #[serde(skip)]
    day: String,
}

impl<'a> NamingData<'a> {
    fn of(naming: &'a Naming, then: &HonourStanding<'_>) -> Self {
        Self {
            holder: &naming.holder,
            level: &naming.level,
            date: naming.date.iso(),
            title: naming.title.as_deref(),
            round: naming.round,
            body: naming.body.as_deref(),
            document: naming.document.as_deref(),
            evidence: naming.evidence.as_deref(),
            running: then.running,
            times: then.times,
            day: naming.date.chinese(),
        }
    }

    fn row(&self) -> [String; 10] {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        [
            self.holder.to_owned(),
            self.level.to_owned(),
            self.day.clone(),
            text(self.title),
            self.round.map(|round| round.to_string()).unwrap_or_default(),
            text(self.body),
            text(self.document),
            self.running.to_string(),
            self.times.to_string(),
            text(self.evidence),
        ]
    }
}

/// Every naming up to today, holder by holder.
fn namings(site: &Site) -> Vec<NamingData<'_>> {
    let of_holder = |id: HolderId| {
        let levels = site.honours.holder(id).levels.iter();
        levels.flat_map(move |(level, namings)| {
            let due = namings.iter().filter(|naming| naming.date.last_day() <= site.today);
            due.filter_map(move |naming| {
                let then = site.honours.standing(id, level, naming.date.last_day())?;
                Some(NamingData::of(naming, &then))
            })
        })
    };
    site.honours.holders().flat_map(|(id, _)| of_holder(id)).collect()
}

fn honours_csv(site: &Site) -> String {
    const HEADERS: [&str; 10] =
        ["地方", "级别", "日期", "称号", "届次", "机关", "文件", "连冠", "次数", "依据"];
    let mut out = Csv::new();
    out.row(HEADERS.iter());
    for naming in namings(site) {
        out.row(naming.row().iter());
    }
    out.finish()
}
