//! A chart by itself, for sheets that take one out of its text. Never looks at the text.

use super::{Block, Inline, PrintSurroundings, Table};
use crate::chart::{Chart, Format};

/// `chart` as a block of its own.
pub fn chart(chart: &Chart, surroundings: &mut dyn PrintSurroundings) -> Block {
    Block::Chart {
        title: chart.title.clone(),
        about: chart.sentence(),
        file: surroundings.drawing(chart.svg(Format::Wide, 1)),
        table: numbers(chart),
    }
}

/// The numbers of `chart`.
pub fn numbers(chart: &Chart) -> Table {
    let cell = |words: &String| vec![Inline::words(words.as_str())];
    let table = chart.table();
    let values = table.head.len().saturating_sub(1);
    Table {
        align: std::iter::once('l').chain(std::iter::repeat_n('r', values)).collect(),
        head: table.head.iter().map(cell).collect(),
        rows: table
            .rows
            .iter()
            .map(|(label, cells)| std::iter::once(label).chain(cells).map(cell).collect())
            .collect(),
    }
}
