//! A table in order as a workbook or as text tables.

use super::{EXTRA, Normalized, title_of};
use crate::compare::book::{Book, BookFault, Cell, Column, Sheets};
use crate::compare::csv::Writer;
use crate::model::RollField;

/// The columns of the log.
const LOG: [Column<'_>; 7] = [
    ("文件", 20.0),
    ("工作表", 14.0),
    ("单元格", 10.0),
    ("列", 14.0),
    ("原来", 32.0),
    ("现在", 32.0),
    ("原因", 48.0),
];
/// Headers that number the rows of a sheet.
const RANK: &str = "序号";

/// A text table, and how many of its cells would have been taken for formulas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextTable {
    /// The table.
    pub text: String,
    /// Cells that got an apostrophe.
    pub guarded: usize,
}

impl Normalized {
    /// The columns that are used, in the standard order: the rank, the fields, the others.
    fn columns(&self) -> Vec<usize> {
        let mut used = vec![false; EXTRA + self.extra.len()];
        for (column, _) in self.rows.iter().flatten() {
            used[*column] = true;
        }
        used[RollField::Name as usize] = true;
        let mut columns: Vec<_> = (0..used.len()).filter(|column| used[*column]).collect();
        columns.sort_by_key(|column| (title_of(&self.extra, *column) != RANK, *column));
        columns
    }

    /// The texts of every row, in the order of `columns`.
    fn laid_out<'n>(&'n self, columns: &[usize]) -> impl Iterator<Item = Vec<&'n str>> {
        let mut places = vec![None; EXTRA + self.extra.len()];
        for (place, column) in columns.iter().enumerate() {
            places[*column] = Some(place);
        }
        let count = columns.len();
        self.rows.iter().map(move |row| {
            let mut cells = vec![""; count];
            for (column, text) in row {
                if let Some(place) = places[*column] {
                    cells[place] = text;
                }
            }
            cells
        })
    }

    /// The rows of the log.
    fn log(&self) -> impl Iterator<Item = [&str; 7]> {
        self.changes.iter().map(|change| {
            [
                &*self.name,
                &change.sheet,
                &change.cell,
                &change.column,
                &change.before,
                &change.after,
                &change.why.zh,
            ]
        })
    }

    /// The table and its log as a workbook of two sheets.
    pub fn to_xlsx(&self) -> Result<Sheets, BookFault> {
        let mut book = Book::new("名录");
        let columns = self.columns();
        let titles = columns.iter().map(|column| title_of(&self.extra, *column));
        let headers: Vec<Column<'_>> = titles.map(|title| (title, 14.0)).collect();
        let rows = self.laid_out(&columns).map(|row| row.into_iter().map(Cell::from).collect());
        book.sheet("名录", &headers, rows)?;
        let guarded = book.guarded;
        book.sheet(
            "修改记录",
            &LOG,
            self.log().map(|row| row.into_iter().map(Cell::from).collect()),
        )?;
        // The log says again what was guarded.
        Ok(Sheets { guarded, ..book.finish()? })
    }

    /// The table as text.
    pub fn to_csv(&self) -> TextTable {
        let columns = self.columns();
        let mut table = Writer::new();
        table.row(columns.iter().map(|column| title_of(&self.extra, *column)));
        for row in self.laid_out(&columns) {
            table.row(row);
        }
        TextTable { guarded: table.guarded, text: table.finish() }
    }

    /// The log as text.
    pub fn log_to_csv(&self) -> String {
        let mut table = Writer::new();
        table.row(LOG.iter().map(|(title, _)| *title));
        for row in self.log() {
            table.row(row);
        }
        table.finish()
    }
}
