//! Numbers → a picture that says the same, as inline SVG, and the words of the table beside it.
//! Never knows the site.
//!
//! Drawn by our own hand: of the libraries that were looked at, one draws by running a browser's
//! script, and the others write fixed colours and fixed sizes, measure Chinese labels wrongly or not
//! at all, and have no title and no description for those who do not see the picture.
//!
//! Three things hold for every chart. Nothing is cut short: a label that is too long goes on in the
//! next line. Colour never tells alone: every series has a hatching, a dash and a mark of its own,
//! and numbers stand beside what they belong to. And every colour is written twice, as an attribute
//! that print and plain readers of SVG understand, and as a class that a theme may colour anew.

mod axis;
mod bars;
mod canvas;
mod columns;
mod describe;
mod donut;
mod dots;
mod frame;
mod lettering;
mod line;
mod number;
mod progress;
mod rows;
mod style;
#[cfg(test)]
mod tests;

use xxhash_rust::xxh3::xxh3_64;

use crate::text::Amount;
use canvas::Canvas;

/// How many series a chart can tell apart.
pub const MOST_SERIES: usize = 6;
/// Parts of a ring beyond which it is drawn as bars.
const MOST_PARTS: usize = 6;

/// What is to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// More for those who do not see it; may be empty, as the numbers are always described.
    pub description: String,
    /// How it is drawn.
    pub kind: ChartKind,
    /// What the numbers count, such as 人, or `%`; may be empty.
    pub unit: String,
    /// What the numbers belong to, in order.
    pub labels: Vec<String>,
    /// The numbers, one row for each label.
    pub series: Vec<Series>,
    /// What was to be reached.
    pub target: Option<Amount>,
}

/// Numbers of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What they are.
    pub name: String,
    /// One for each label of the chart; none where nothing is known.
    pub values: Vec<Option<Amount>>,
}

/// The numbers of a chart as words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub head: Vec<String>,
    /// Each label with its numbers.
    pub rows: Vec<(String, Vec<String>)>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// 柱状图: bars side by side, in groups when there are several series.
    Bar,
    /// 堆叠图: the series of a label in one bar.
    Stacked,
    /// 折线图: a line for each series.
    Line,
    /// 环形图: parts of a whole.
    Donut,
    /// 进度图: how much of the target, or of the second series, is done.
    Progress,
    /// 点图: marks on a common scale.
    DotPlot,
}

/// How wide a chart is drawn. Letters have the same size in both, so the form decides how much
/// stands beside what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a page of paper or a wide screen: 720 units.
    Wide,
    /// For a phone, on which its letters are 11 pixels high at least: 340 units.
    Narrow,
}

impl ChartKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Bar, Self::Stacked, Self::Line, Self::Donut, Self::Progress, Self::DotPlot];

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bar => "柱状图",
            Self::Stacked => "堆叠图",
            Self::Line => "折线图",
            Self::Donut => "环形图",
            Self::Progress => "进度图",
            Self::DotPlot => "点图",
        }
    }

    /// The kind that an office calls `word`, in Chinese or English.
    pub fn named(word: &str) -> Option<Self> {
        Some(match word {
            "柱状图" | "柱形图" | "条形图" | "分组图" | "bar" | "grouped" => Self::Bar,
            "堆叠图" | "堆积图" | "stacked" => Self::Stacked,
            "折线图" | "line" => Self::Line,
            "环形图" | "饼图" | "donut" | "pie" => Self::Donut,
            "进度图" | "进度" | "progress" => Self::Progress,
            "点图" | "dots" => Self::DotPlot,
            _ => return None,
        })
    }
}

impl Format {
    fn width(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Narrow => 340.0,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }
}

impl Chart {
    /// The chart for a page: both forms, of which `chart.css` shows the one that fits. `number` says
    /// which chart of its text it is, from 1.
    pub fn html(&self, number: usize) -> String {
        [Format::Wide, Format::Narrow].map(|format| self.svg(format, number)).concat()
    }

    /// The chart as SVG that stands on its own. Ids in it are its own on a page as long as two charts
    /// of the same title have different numbers.
    pub fn svg(&self, format: Format, number: usize) -> String {
        let id = format!("chart{number}-{:08x}", xxh3_64(self.title.as_bytes()) & 0xFFFF_FFFF);
        let mut canvas = Canvas::new(format, &id);
        match self.drawn_as(format) {
            Drawing::Rows => bars::draw(self, &mut canvas),
            Drawing::Columns => columns::draw(self, &mut canvas),
            Drawing::Line => line::draw(self, &mut canvas),
            Drawing::Donut => donut::draw(self, &mut canvas),
            Drawing::Progress => progress::draw(self, &mut canvas),
            Drawing::Dots => dots::draw(self, &mut canvas),
        }
        canvas.finish(&self.title, &describe::sentence(self))
    }

    /// What it shows, in a sentence, for those who do not see it.
    pub fn sentence(&self) -> String {
        describe::sentence(self)
    }

    /// The table that says what the chart shows.
    pub fn table(&self) -> Table {
        let names = self.series.iter().map(|series| series.name.clone());
        let cell = |series, label| bars::said(self.value(series, label), &self.unit);
        let row = |(index, label): (usize, &String)| {
            let cells = (0..self.series.len()).map(|series| cell(series, index)).collect();
            (label.clone(), cells)
        };
        Table {
            head: std::iter::once("项目".to_owned()).chain(names).collect(),
            rows: self.labels.iter().enumerate().map(row).collect(),
        }
    }

    /// What the table beside the chart is called: the title with the unit of the numbers.
    pub fn caption(&self) -> String {
        match number::unit_note(&self.unit) {
            Some(note) => format!("{}（{note}）", self.title),
            None => self.title.clone(),
        }
    }

    /// Bytes of memory, the struct included.
    pub fn size(&self) -> usize {
        let words = self.labels.iter().chain(self.series.iter().map(|series| &series.name));
        let values: usize = self.series.iter().map(|series| size_of_val(&*series.values)).sum();
        size_of::<Self>()
            + size_of_val(&*self.labels)
            + size_of_val(&*self.series)
            + self.title.len()
            + self.description.len()
            + self.unit.len()
            + words.map(String::len).sum::<usize>()
            + values
    }

    fn drawn_as(&self, format: Format) -> Drawing {
        match self.kind {
            ChartKind::Line => Drawing::Line,
            ChartKind::Progress => Drawing::Progress,
            ChartKind::DotPlot => Drawing::Dots,
            ChartKind::Donut if self.is_a_whole() => Drawing::Donut,
            ChartKind::Bar | ChartKind::Stacked | ChartKind::Donut => {
                if columns::fits(self, format) { Drawing::Columns } else { Drawing::Rows }
            }
        }
    }

    /// Whether the numbers can be parts of a ring: one series, few parts, nothing below zero.
    fn is_a_whole(&self) -> bool {
        let [series] = &self.series[..] else { return false };
        let numbers = || series.values.iter().flatten().map(|value| number::real(*value));
        series.values.len() <= MOST_PARTS
            && numbers().all(|value| value >= 0.0)
            && numbers().sum::<f64>() > 0.0
    }

    fn value(&self, series: usize, label: usize) -> Option<Amount> {
        self.series[series].values.get(label).copied().flatten()
    }

    /// Every number there is.
    fn values(&self) -> impl Iterator<Item = Amount> {
        self.series.iter().flat_map(|series| series.values.iter().flatten().copied())
    }

    fn is_stacked(&self) -> bool {
        self.kind == ChartKind::Stacked
    }
}

/// What is really drawn: a kind may be drawn in more than one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drawing {
    Rows,
    Columns,
    Line,
    Donut,
    Progress,
    Dots,
}
