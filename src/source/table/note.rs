//! What is told of a table beside its rows.

use std::ops::RangeInclusive;

use super::super::Encoding;
use super::{Separator, TableKind};

/// How many places of one oddity are kept; all are counted.
const PLACES: usize = 100;

/// What was learnt of a table while it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What kind of table it is.
    pub kind: TableKind,
    /// The encoding of a text table; none for workbooks, which have no choice.
    pub encoding: Option<Encoding>,
    /// What stands between the cells of a text table; none for workbooks.
    pub separator: Option<Separator>,
    /// Every sheet of a workbook in its order, read or not; for a text table, one without a name.
    pub sheets: Vec<SheetTold>,
    /// What is odd, in the order in which it was first seen.
    pub notes: Vec<TableNote>,
}

/// What was learnt of one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetTold {
    /// Its name; empty for text tables.
    pub name: String,
    /// Whether it was read.
    pub state: SheetState,
    /// The number of the last row that holds text; 0 when none does.
    pub last_row: u32,
    /// How many rows hold text.
    pub rows: u32,
    /// The merged ranges, in the order of the file. As a rule only the first cell of
    /// such a range has text; it is not copied to the others.
    pub merged: Vec<Merged>,
    /// Columns that are hidden in the office program, from 1. They were read: whoever publishes
    /// them should know.
    pub hidden_columns: Vec<RangeInclusive<u32>>,
}

/// Whether a sheet was read, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetState {
    /// It was read.
    Read,
    /// Other sheets were asked for.
    NotAsked,
    /// It is hidden, and was not asked for by name.
    Hidden,
    /// It has no cells: a chart or a macro.
    NoCells,
}

/// A merged range; all four numbers count from 1 and belong to the range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// Its first row, whose first cell holds the text.
    pub first_row: u32,
    /// Its last row.
    pub last_row: u32,
    /// Its first column.
    pub first_column: u32,
    /// Its last column.
    pub last_column: u32,
}

/// Something odd that a reader of the table should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableNote {
    /// What it is.
    pub oddity: Oddity,
    /// The sheet it is on; empty for text tables.
    pub sheet: String,
    /// Where it is, the first hundred places.
    pub spots: Vec<Spot>,
    /// How often it is there.
    pub count: u64,
}

/// A place in a sheet; both numbers count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The row's number.
    pub row: u32,
    /// The column's number; none for the whole row.
    pub column: Option<u32>,
}

/// What may be odd in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Oddity {
    /// Rows above the first one with two cells hold one cell only: a title, not a header.
    TitleRow,
    /// A row is hidden in the office program, by hand or by a filter. It was read.
    HiddenRow,
    /// A number has more than fifteen digits: office programs forget those after the fifteenth,
    /// so the number must be typed anew as text.
    DigitsLost,
    /// A cell shows an error such as `#N/A`; it is given as empty.
    ErrorValue,
    /// A cell holds a formula whose result was never saved; it is given as empty.
    NoResult,
    /// Control characters, such as NUL, were in a cell; they were left out.
    ControlCharacter,
    /// A byte order mark was within a cell, as when files are put together; it was left out.
    InnerMark,
    /// Text follows a closing quote within a cell: a quote too many or too few.
    StrayQuote,
}

/// The notes of a table while they are collected.
#[derive(Debug, Default)]
pub(super) struct Notes(pub(super) Vec<TableNote>);

impl Notes {
    /// Notes an oddity of `sheet` at `spot`.
    pub(super) fn add(&mut self, oddity: Oddity, sheet: &str, spot: Spot) {
        let known = self.0.iter_mut().rev().find(|n| n.oddity == oddity && n.sheet == sheet);
        let note = if let Some(note) = known {
            note
        } else {
            let (sheet, spots) = (sheet.to_owned(), Vec::new());
            self.0.push(TableNote { oddity, sheet, spots, count: 0 });
            self.0.last_mut().expect("pushed just now")
        };
        note.count += 1;
        if note.spots.len() < PLACES {
            note.spots.push(spot);
        }
    }
}
