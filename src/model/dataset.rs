//! Datasets (数据表): what an office says of a table as a whole, and its rows as typed cells.
//!
//! Never holds what is internal: such cells are dropped while rows are read.

use std::ops::Range;

use super::{ColumnId, DatasetSettings, FieldId, FieldKind, FigureId, RowPlace};
use crate::source::SourcePath;
use crate::text::{Amount, UncertainDate};

/// Index of a dataset in [`Site::datasets`](super::Site::datasets).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DatasetId(pub u32);

/// Index of a row of a dataset, in the order of its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub u32);

/// A cell, as typed as its field says. What does not fit stays a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing, or nothing that may be seen.
    Empty,
    /// Words.
    Text(Box<str>),
    /// A number, without its unit.
    Number(Amount),
    /// A date.
    Date(UncertainDate),
    /// A word of the field, by its place among its choices.
    Choice(u16),
    /// A link.
    Link(Box<DatasetLink>),
    /// A figure of the ledger.
    Figure(Box<DatasetFigure>),
}

/// A figure of the ledger in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetFigure {
    /// The figure.
    pub figure: FigureId,
    /// Its value on the day of the build.
    pub amount: Amount,
    /// Its unit; empty when it has none.
    pub unit: String,
}

/// A link in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetLink {
    /// What is shown; the address itself when nothing else was typed.
    pub title: String,
    /// Where it leads, as typed: an address, or a file of the site folder.
    pub address: String,
}

/// A table that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetTable {
    /// The file.
    pub file: SourcePath,
    /// The sheet; empty for a text.
    pub sheet: String,
    /// Which field each column is, from the left.
    pub columns: Vec<Option<FieldId>>,
    /// Of a text of records, where the values of each row stand; empty for a spreadsheet.
    pub spans: Vec<Vec<(FieldId, Range<usize>)>>,
}

/// Where a value was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatasetPlace<'a> {
    /// A cell, as the office program shows it: both numbers count from 1.
    Cell {
        /// The file.
        file: &'a SourcePath,
        /// The sheet; empty for a text table.
        sheet: &'a str,
        /// The row.
        row: u32,
        /// The column.
        column: u32,
    },
    /// Bytes of a text.
    Span(&'a SourcePath, Range<usize>),
}

impl DatasetTable {
    /// Where `field` of the row `row` of this table stands; without such a value, where `instead`
    /// does.
    pub fn place(&self, row: u32, field: FieldId, instead: FieldId) -> DatasetPlace<'_> {
        let Some(spans) = (row as usize).checked_sub(1).and_then(|at| self.spans.get(at)) else {
            let column = |field| self.columns.iter().position(|there| *there == Some(field));
            let column = column(field).or_else(|| column(instead)).unwrap_or(0);
            let column = u32::try_from(column + 1).unwrap_or(1);
            return DatasetPlace::Cell { file: &self.file, sheet: &self.sheet, row, column };
        };
        let span = |field| spans.iter().find(|(of, _)| *of == field).map(|(_, span)| span.clone());
        let first = || spans.first().map(|(_, span)| span.clone()).unwrap_or_default();
        let span = span(field).or_else(|| span(instead)).unwrap_or_else(first);
        DatasetPlace::Span(&self.file, span)
    }
}

/// What became of the rows of a dataset: rows read = kept + rejected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DatasetTotals {
    /// Rows below a header that were not blank.
    pub rows: usize,
    /// Rows that are in the dataset.
    pub kept: usize,
    /// Rows that became a finding.
    pub rejected: usize,
    /// Rows that are sums (合计) of the others; they are not among the rows.
    pub sums: usize,
}

/// The totals of a dataset, with what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetCount {
    /// The folder of its column below `content/`.
    pub path: String,
    /// The title of its column.
    pub title: String,
    /// What became of its rows.
    pub totals: DatasetTotals,
}

/// A dataset.
#[derive(Debug)]
pub struct Dataset {
    /// Its column.
    pub column: ColumnId,
    /// What `[dataset]` says.
    pub settings: DatasetSettings,
    /// Cells, row by row, as many a row as there are fields.
    pub cells: Vec<Cell>,
    /// Where each row stands.
    pub places: Vec<RowPlace>,
    /// The tables they were read from.
    pub tables: Vec<DatasetTable>,
    /// The rows in the order of the list.
    pub order: Vec<RowId>,
    /// What became of the rows.
    pub totals: DatasetTotals,
}

impl Dataset {
    /// A cell.
    pub fn cell(&self, row: RowId, field: FieldId) -> &Cell {
        &self.cells[row.0 as usize * self.settings.fields.len() + usize::from(field.0)]
    }

    /// Every row, in the order of the files.
    pub fn rows(&self) -> impl Iterator<Item = RowId> + use<> {
        (0..u32::try_from(self.places.len()).expect("fewer than 2^32 rows")).map(RowId)
    }

    /// Fields of which some row says something that may be seen.
    pub fn told(&self) -> Vec<FieldId> {
        let is_told =
            |field: &FieldId| self.rows().any(|row| *self.cell(row, *field) != Cell::Empty);
        self.settings.fields().map(|(field, _)| field).filter(is_told).collect()
    }

    /// The first cell that shows a figure of the ledger.
    pub fn quotes(&self, figure: FigureId) -> Option<&DatasetFigure> {
        let of_figures =
            self.settings.fields().filter(|(_, field)| field.kind == FieldKind::Figure);
        let fields: Vec<FieldId> = of_figures.map(|(id, _)| id).collect();
        let cells = self.rows().flat_map(|row| fields.iter().map(move |id| self.cell(row, *id)));
        cells.into_iter().find_map(|cell| match cell {
            Cell::Figure(shown) if shown.figure == figure => Some(&**shown),
            Cell::Figure(_)
            | Cell::Empty
            | Cell::Text(_)
            | Cell::Number(_)
            | Cell::Date(_)
            | Cell::Choice(_)
            | Cell::Link(_) => None,
        })
    }

    /// Where a cell was typed; where there is none, where the row's name was.
    pub fn place(&self, row: RowId, field: FieldId) -> DatasetPlace<'_> {
        let RowPlace { table, row } = self.places[row.0 as usize];
        self.tables[usize::from(table)].place(row, field, self.settings.title)
    }

    /// The last day of a row's time, when it is known.
    pub fn due(&self, row: RowId) -> Option<jiff::civil::Date> {
        match self.cell(row, self.settings.deadline?) {
            Cell::Date(date) => date.latest(),
            Cell::Empty
            | Cell::Text(_)
            | Cell::Number(_)
            | Cell::Choice(_)
            | Cell::Link(_)
            | Cell::Figure(_) => None,
        }
    }

    /// Whether a row says that it is closed (办结).
    pub fn is_done(&self, row: RowId) -> bool {
        self.settings.fields().any(|(id, field)| match self.cell(row, id) {
            Cell::Choice(word) => field.done.contains(&field.choices[usize::from(*word)]),
            Cell::Empty
            | Cell::Text(_)
            | Cell::Number(_)
            | Cell::Date(_)
            | Cell::Link(_)
            | Cell::Figure(_) => false,
        })
    }

    /// By how many days a row is late on the day `today`; none when it is not.
    pub fn days_late(&self, row: RowId, today: jiff::civil::Date) -> Option<i32> {
        let days = (today - self.due(row)?).get_days();
        (days > 0 && !self.is_done(row)).then_some(days)
    }
}
