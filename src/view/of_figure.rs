//! Views of the ledger of figures: the list of all, and the page of each.

use rust_decimal::Decimal;

use super::builder::Builder;
use super::chart::ChartView;
use super::figure::{FigurePartView, FigureQuoteView, FigureValueView, FigureView};
use super::item::AttachmentView;
use super::of_item::format_of;
use super::page::PageView;
use super::site::LinkView;
use crate::chart::{Chart, ChartKind, Series};
use crate::markup::QuoteLedger;
use crate::model::{Figure, FigureId, FigureValue, Figures, QuotedEntry};
use crate::plan::{DataForm, ledger_data};
use crate::text::{Amount, percent_encode};

impl Builder<'_> {
    /// The path of a figure's page, encoded; none when the site shows no ledger.
    pub(super) fn figure_path(&self, id: FigureId) -> Option<String> {
        Some(percent_encode(self.plan.figures.get(id.0 as usize)?))
    }

    /// What is counted, when and where it comes from.
    pub(super) fn figure_about(&self, id: FigureId) -> String {
        let figure = self.site.figures.get(id);
        let value = figure.on(self.site.today);
        let as_of = value.as_of.map(|as_of| format!("截至{}", as_of.chinese()));
        let source = value.source.as_ref().map(|source| format!("来源：{source}"));
        let said = [Some(figure.label.clone()), as_of, source];
        said.into_iter().flatten().collect::<Vec<_>>().join("，")
    }

    /// Every figure, for the column of the ledger.
    pub(super) fn figures(&self) -> Vec<FigureView> {
        self.site.figures.iter().map(|(id, figure)| self.figure(id, figure)).collect()
    }

    /// The page of a figure.
    pub(super) fn figure_page(&self, path: &str, id: FigureId) -> PageView {
        let figure = self.site.figures.get(id);
        let column = self.site.column_at(Figures::COLUMN).expect("figures have pages in a column");
        let mut page = self.within(column, "figure", path, &figure.label);
        page.styles.extend(self.assets.ledger_styles.iter().cloned());
        let quoted = self.quoted(id);
        let chart = history(figure);
        if chart.is_some() {
            page.styles.extend(self.assets.chart_styles.iter().cloned());
        }
        page.figure = Some(Box::new(FigureView { chart, quoted, ..self.figure(id, figure) }));
        page
    }

    /// The data of a ledger, to take away, where it has any.
    pub(super) fn ledger_downloads(&self, ledger: QuoteLedger) -> Vec<AttachmentView> {
        let file = |form: DataForm| {
            let path = ledger_data(ledger, form);
            self.plan.output(&path).map(|_| AttachmentView {
                title: "公开数据".into(),
                path: percent_encode(&path),
                format: format_of(form.extension()),
                size: String::new(),
            })
        };
        DataForm::ALL.into_iter().filter_map(file).collect()
    }

    fn figure(&self, id: FigureId, figure: &Figure) -> FigureView {
        let now = figure.on(self.site.today);
        FigureView {
            label: figure.label.clone(),
            names: figure.names.clone(),
            path: self.figure_path(id).unwrap_or_default(),
            number: now.amount.to_string(),
            unit: figure.unit.clone(),
            exact: now.amount.plain(),
            as_of: now.as_of.map(crate::text::AsOf::chinese),
            period: figure.period.clone(),
            definition: figure.definition.clone(),
            source: now.source.clone(),
            target: figure.target.map(|target| figure.with_unit(target)),
            reached: figure.target.and_then(|target| share(now.amount, target)),
            parts: figure.parts.iter().filter_map(|name| self.part(name)).collect(),
            series: series(figure),
            chart: None,
            quoted: Vec::new(),
        }
    }

    fn part(&self, name: &str) -> Option<FigurePartView> {
        let id = self.site.figures.find(name)?;
        let figure = self.site.figures.get(id);
        let path = self.figure_path(id).unwrap_or_default();
        let value = figure.with_unit(figure.on(self.site.today).amount);
        Some(FigurePartView { link: LinkView { title: figure.label.clone(), path }, value })
    }

    /// Every page that quotes the figure, newest first, columns before them.
    fn quoted(&self, id: FigureId) -> Vec<FigureQuoteView> {
        let of_columns = self.site.columns().filter_map(|(column, it)| {
            let quoted = it.quoted.iter().find(|quoted| quoted.figure() == Some(id))?;
            Some(self.quote(self.column_link(column), String::new(), quoted))
        });
        let of_datasets = self.site.datasets().filter_map(|(_, dataset)| {
            let shown = dataset.quotes(id)?;
            let words = [shown.amount.to_string(), shown.unit.clone()].concat();
            let (link, date) = (self.column_link(dataset.column), String::new());
            Some(FigureQuoteView { link, date, words, pinned: false })
        });
        let of_lives = self.site.rolls().flat_map(|(roll, it)| {
            let quoting = it.lives.iter().filter_map(move |(person, life)| {
                Some((*person, life.quoted.iter().find(|quoted| quoted.figure() == Some(id))?))
            });
            quoting.map(move |(person, quoted)| {
                self.quote(self.desk(roll).link(person), String::new(), quoted)
            })
        });
        let newest = self.site.newest(crate::model::ColumnId::HOME);
        let of_items = newest.iter().filter_map(|item| {
            let it = self.site.item(*item);
            let quoted = it.quoted.iter().find(|quoted| quoted.figure() == Some(id))?;
            let date = it.date.map(crate::text::Moment::iso_date).unwrap_or_default();
            Some(self.quote(self.item_link(*item), date, quoted))
        });
        of_columns.chain(of_datasets).chain(of_lives).chain(of_items).collect()
    }

    fn quote(&self, link: LinkView, date: String, quoted: &QuotedEntry) -> FigureQuoteView {
        let pinned = quoted.is_of_another_day(&self.site.figures, self.site.today);
        FigureQuoteView { link, date, words: quoted.words.clone(), pinned }
    }
}

fn series(figure: &Figure) -> Vec<FigureValueView> {
    let shown = |value: &FigureValue| FigureValueView {
        as_of: value.as_of.map(crate::text::AsOf::chinese).unwrap_or_default(),
        value: figure.with_unit(value.amount),
        source: value.source.clone().unwrap_or_default(),
    };
    if figure.values.len() < 2 { Vec::new() } else { figure.values.iter().map(shown).collect() }
}

/// The values over time, drawn. Bars, since the days are seldom equally far apart, as a line would
/// say they are.
fn history(figure: &Figure) -> Option<ChartView> {
    if figure.values.len() < 2 {
        return None;
    }
    let day = |value: &FigureValue| value.as_of.map(crate::text::AsOf::chinese).unwrap_or_default();
    let values = figure.values.iter().map(|value| Some(value.amount)).collect();
    let chart = Chart {
        title: figure.label.clone(),
        description: figure.definition.clone().unwrap_or_default(),
        kind: ChartKind::Bar,
        unit: figure.unit.clone(),
        labels: figure.values.iter().map(day).collect(),
        series: vec![Series { name: figure.label.clone(), values }],
        target: figure.target,
    };
    Some(ChartView::of(&chart, 1))
}

/// How much of `whole` is reached, to a tenth of a percent.
fn share(amount: Amount, whole: Amount) -> Option<String> {
    let ratio = amount.decimal().checked_div(whole.decimal())?;
    let percent = (ratio * Decimal::ONE_HUNDRED).round_dp(1).normalize();
    Some(format!("{percent}%"))
}
