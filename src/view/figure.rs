//! What a template knows of the ledger of figures.

use super::chart::ChartView;
use super::contract::contract;
use super::site::LinkView;

contract! {
    /// A figure of the ledger (数字台账).
    pub struct FigureView {
        /// What is counted.
        pub label: String,
        /// Other wordings of the label.
        pub names: Vec<String>,
        /// Path of its page.
        pub path: String,
        /// The number now, ready to show.
        pub number: String,
        /// Its unit; empty for a bare number.
        pub unit: String,
        /// The number as machines write it.
        pub exact: String,
        /// When it was counted, such as `2026年6月30日`; absent when it holds at any time.
        pub as_of: Option<String>,
        /// The time it is counted over.
        pub period: Option<String>,
        /// What counts and what does not (口径).
        pub definition: Option<String>,
        /// Where it comes from.
        pub source: Option<String>,
        /// The value to reach, with its unit.
        pub target: Option<String>,
        /// How much of the target is reached, such as `94.6%`.
        pub reached: Option<String>,
        /// Figures that add up to it.
        pub parts: Vec<FigurePartView>,
        /// Its values over time, oldest first; empty when there is but one.
        pub series: Vec<FigureValueView>,
        /// A drawing of its values over time; absent in the list of all figures, and when there is but one.
        pub chart: Option<ChartView>,
        /// Where it is quoted; empty in the list of all figures.
        pub quoted: Vec<FigureQuoteView>,
    }

    /// A part of a figure.
    pub struct FigurePartView {
        /// What is counted, with the path of its page.
        pub link: LinkView,
        /// The value with its unit.
        pub value: String,
    }

    /// What a figure was on a day.
    pub struct FigureValueView {
        /// The day, month or year; empty when none was said.
        pub as_of: String,
        /// The value with its unit.
        pub value: String,
        /// Where it came from; empty when nothing was said.
        pub source: String,
    }

    /// A page that quotes a figure.
    pub struct FigureQuoteView {
        /// The page.
        pub link: LinkView,
        /// Its date; empty when it has none.
        pub date: String,
        /// What it shows.
        pub words: String,
        /// Whether it shows the value of its own day, which is another than that of today.
        pub pinned: bool,
    }
}
