//! The ledger of figures (数字台账): what is typed once and quoted everywhere.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::diag::Place;
use crate::markup::QuoteLedger;
use crate::text::{Amount, AsOf};

/// Index of a figure in [`Figures`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId(pub u32);

/// A figure of the ledger.
#[derive(Debug, Clone)]
pub struct Figure {
    /// 编号: what texts and addresses name it by; never changes.
    pub id: String,
    /// 名称: what is counted.
    pub label: String,
    /// 别名: other wordings of the label.
    pub names: Vec<String>,
    /// 单位; empty for a bare number.
    pub unit: String,
    /// Its values over time, oldest first; never empty.
    pub values: Vec<FigureValue>,
    /// 统计期: the time it is counted over, as typed.
    pub period: Option<String>,
    /// 口径: what counts and what does not.
    pub definition: Option<String>,
    /// 目标
    pub target: Option<Amount>,
    /// 分项: figures that must add up to it, as typed.
    pub parts: Vec<String>,
    /// Where it is declared.
    pub place: Place,
}

/// What a figure was on a day.
#[derive(Debug, Clone)]
pub struct FigureValue {
    /// The number.
    pub amount: Amount,
    /// 截至; none when it holds whenever it is asked for.
    pub as_of: Option<AsOf>,
    /// 来源
    pub source: Option<String>,
    /// Where it is typed.
    pub place: Place,
}

impl Figure {
    /// The value that was known on `day`: the last counted until then, or, when nothing had been
    /// counted, the first there is.
    pub fn on(&self, day: Date) -> &FigureValue {
        let known = self.values.partition_point(|value| value.is_known_on(day));
        &self.values[known.saturating_sub(1)]
    }

    /// Every wording of what is counted, the label first.
    pub fn wordings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.label.as_str()).chain(self.names.iter().map(String::as_str))
    }

    /// An amount of this figure's unit, as people write it: `12 306张`.
    pub fn with_unit(&self, amount: Amount) -> String {
        format!("{amount}{}", self.unit)
    }
}

impl FigureValue {
    /// Whether it had been counted by the end of `day`.
    pub fn is_known_on(&self, day: Date) -> bool {
        self.as_of.is_none_or(|as_of| as_of.last_day() <= day)
    }
}

/// What a text quotes from a ledger.
#[derive(Debug, Clone)]
pub struct QuotedEntry {
    /// The ledger.
    pub ledger: QuoteLedger,
    /// The number of the entry in it.
    pub entry: u32,
    /// What the reader sees.
    pub words: String,
    /// The day whose value it is, when the text's own day decides.
    pub pinned: Option<Date>,
    /// Where in the file it is quoted.
    pub place: Range<usize>,
}

impl QuotedEntry {
    /// The figure, when it is one.
    pub fn figure(&self) -> Option<FigureId> {
        (self.ledger == QuoteLedger::Figures).then_some(FigureId(self.entry))
    }

    /// Whether it is a figure that keeps the value of its own day, and that of `today` is another.
    pub fn is_of_another_day(&self, figures: &Figures, today: Date) -> bool {
        let Some((id, day)) = self.figure().zip(self.pinned) else { return false };
        let figure = figures.get(id);
        figure.on(day).amount != figure.on(today).amount
    }
}

/// A quoted figure that keeps the value of its text's day, which is another today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinnedFigure {
    /// The file of the text.
    pub file: String,
    /// What the figure is called.
    pub label: String,
    /// What the text shows.
    pub then: String,
    /// What it is today, with its unit.
    pub now: String,
}

/// Every figure of a site.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    list: Vec<Figure>,
    by_name: HashMap<String, FigureId>,
}

impl Figures {
    /// Path of the column that shows the ledger.
    pub const COLUMN: &'static str = "figures";

    /// A ledger of `list`. Of two figures with one name the first has it.
    pub fn new(list: Vec<Figure>) -> Self {
        let mut by_name = HashMap::new();
        for (id, figure) in ids(&list) {
            for name in std::iter::once(figure.id.as_str()).chain(figure.wordings()) {
                by_name.entry(name.to_owned()).or_insert(id);
            }
        }
        Self { list, by_name }
    }

    /// The figure that `name` is the id, the label or another wording of.
    pub fn find(&self, name: &str) -> Option<FigureId> {
        self.by_name.get(name).copied()
    }

    /// The figure `id`.
    pub fn get(&self, id: FigureId) -> &Figure {
        &self.list[id.0 as usize]
    }

    /// Every figure, in the order of the ledger.
    pub fn iter(&self) -> impl Iterator<Item = (FigureId, &Figure)> {
        ids(&self.list)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

fn ids(list: &[Figure]) -> impl Iterator<Item = (FigureId, &Figure)> {
    (0u32..).map(FigureId).zip(list)
}
