//! What a template knows of a chart.

use super::contract::contract;
use crate::chart::Chart;

contract! {
    /// A chart: the drawing, and the table that says the same. Show it with `{{ <chart chart={chart} /> }}`.
    pub struct ChartView {
        /// What it shows.
        pub title: String,
        /// The drawing (HTML): one form for wide screens and paper, one for phones; `chart.css` shows the
        /// one that fits.
        pub svg: String,
        /// Its numbers.
        pub table: ChartTableView,
        /// What must be said beside it; empty when there is nothing.
        pub note: String,
    }

    /// The numbers of a chart as a table.
    pub struct ChartTableView {
        /// What it is a table of, with the unit.
        pub caption: String,
        /// The names of its columns.
        pub head: Vec<String>,
        /// Its rows.
        pub rows: Vec<ChartRowView>,
        /// The row that adds them up; empty when they are not added up.
        pub sum: Vec<ChartRowView>,
    }

    /// A row of a chart's table.
    pub struct ChartRowView {
        /// What it is about.
        pub label: String,
        /// Its numbers, ready to show.
        pub cells: Vec<String>,
    }
}

impl ChartView {
    /// The view of `chart`, the `number`th of its page from 1.
    pub(super) fn of(chart: &Chart, number: usize) -> Self {
        let row = |(label, cells)| ChartRowView { label, cells };
        let table = chart.table();
        Self {
            title: chart.title.clone(),
            svg: chart.html(number),
            table: ChartTableView {
                caption: chart.caption(),
                head: table.head,
                rows: table.rows.into_iter().map(row).collect(),
                sum: Vec::new(),
            },
            note: String::new(),
        }
    }
}
