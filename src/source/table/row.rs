//! Rows on their way to the caller, in one buffer that is used for all of them.

use std::ops::{ControlFlow, RangeInclusive};

use super::fault::{Step, Stop, TooLarge};
use super::note::{Notes, Oddity, SheetState, SheetTold, Spot, Told};
use super::{LARGEST_ROW, Separator, TableFault, TableKind};
use crate::source::Encoding;

/// One row that holds text.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The sheet's name; empty for text tables.
    pub sheet: &'a str,
    /// The row's number as the office program shows it, from 1. Rows without text have numbers
    /// too and are not given.
    pub number: u32,
    /// Its cells.
    pub cells: Cells<'a>,
}

/// The cells of one row that hold text. Columns count from 1.
#[derive(Debug, Clone, Copy)]
pub struct Cells<'a> {
    text: &'a str,
    pieces: &'a [Piece],
}

/// A cell's place: its column, and where its text ends in that of the row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) column: u32,
    pub(super) end: usize,
}

impl<'a> Cells<'a> {
    /// The text in `column`; empty when there is none.
    pub fn get(&self, column: u32) -> &'a str {
        let likely = (column as usize).wrapping_sub(1);
        let known = |at: &usize| self.pieces.get(*at).is_some_and(|p| p.column == column);
        let at = Some(likely)
            .filter(known)
            .or_else(|| self.pieces.binary_search_by_key(&column, |p| p.column).ok());
        at.map_or("", |at| self.slice(at))
    }

    /// The cells that hold text, with their columns, from left to right.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (u32, &'a str)> + use<'a> {
        let cells = *self;
        (0..self.pieces.len()).map(move |at| (cells.pieces[at].column, cells.slice(at)))
    }

    /// How many cells hold text.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether none holds text, which no row given to a caller is.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The last column that holds text.
    pub fn width(&self) -> u32 {
        self.pieces.last().map_or(0, |piece| piece.column)
    }

    fn slice(&self, at: usize) -> &'a str {
        let start = at.checked_sub(1).map_or(0, |before| self.pieces[before].end);
        &self.text[start..self.pieces[at].end]
    }
}

/// The way of all rows to the caller, and what is told of them.
pub(super) struct Rows<'e> {
    each: &'e mut dyn FnMut(Row<'_>) -> ControlFlow<()>,
    /// How many bytes the rows may still have: a small workbook may name a long text often.
    budget: u64,
    told: Told,
    notes: Notes,
    sheet: SheetTold,
    titles: Option<Vec<Spot>>,
    text: String,
    pieces: Vec<Piece>,
    mark: memchr::memmem::Finder<'static>,
}

impl<'e> Rows<'e> {
    pub(super) fn new(
        kind: TableKind,
        budget: u64,
        each: &'e mut dyn FnMut(Row<'_>) -> ControlFlow<()>,
    ) -> Self {
        let (sheets, notes) = (Vec::new(), Vec::new());
        Self {
            each,
            budget,
            told: Told { kind, encoding: None, separator: None, sheets, notes },
            notes: Notes::default(),
            sheet: unread(String::new(), SheetState::NotAsked),
            titles: None,
            text: String::new(),
            pieces: Vec::new(),
            mark: memchr::memmem::Finder::new("\u{feff}"),
        }
    }

    /// Tells how a text table is written.
    pub(super) fn tell(&mut self, encoding: Encoding, separator: Separator) {
        self.told.encoding = Some(encoding);
        self.told.separator = Some(separator);
    }

    /// Tells of a sheet that is not read.
    pub(super) fn skip_sheet(&mut self, name: String, state: SheetState) {
        self.close_sheet();
        self.told.sheets.push(unread(name, state));
    }

    /// Begins a sheet; what follows is on it.
    pub(super) fn open_sheet(&mut self, name: String) {
        self.close_sheet();
        self.sheet = unread(name, SheetState::Read);
        self.titles = Some(Vec::new());
    }

    /// The sheet that is being read.
    pub(super) fn sheet(&mut self) -> &mut SheetTold {
        &mut self.sheet
    }

    fn close_sheet(&mut self) {
        let none = unread(String::new(), SheetState::NotAsked);
        let sheet = std::mem::replace(&mut self.sheet, none);
        if sheet.state == SheetState::Read {
            self.told.sheets.push(sheet);
        }
    }

    /// Whether no row was given to the caller.
    pub(super) fn is_empty(&self) -> bool {
        self.sheet.rows == 0 && self.told.sheets.iter().all(|sheet| sheet.rows == 0)
    }

    pub(super) fn into_told(mut self) -> Told {
        self.close_sheet();
        self.told.notes = self.notes.0;
        self.told
    }

    /// Notes something odd on the sheet that is being read.
    pub(super) fn note(&mut self, oddity: Oddity, row: u32, column: Option<u32>) {
        self.notes.add(oddity, &self.sheet.name, Spot { row, column });
    }

    /// The text of the row that is being made, to append the next cell to.
    pub(super) fn text(&mut self) -> &mut String {
        &mut self.text
    }

    /// Ends the cell whose text was appended. Columns come in ascending order; of two cells in one
    /// column the first counts.
    pub(super) fn finish_cell(&mut self, column: u32) {
        let (start, last) = self.pieces.last().map_or((0, 0), |last| (last.end, last.column));
        if column <= last {
            self.text.truncate(start);
        } else if self.text.len() > start {
            self.pieces.push(Piece { column, end: self.text.len() });
        }
    }

    /// Whether the row that is being made holds no text.
    pub(super) fn is_blank(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Gives the row that was made to the caller.
    pub(super) fn finish_row(&mut self, number: u32) -> Step {
        self.finish_rows(number..=number)
    }

    /// Gives the row that was made to the caller once for each of `numbers`.
    pub(super) fn finish_rows(&mut self, numbers: RangeInclusive<u32>) -> Step {
        let mut text = std::mem::take(&mut self.text);
        let mut pieces = std::mem::take(&mut self.pieces);
        for number in numbers {
            self.give(number, &text, &pieces)?;
        }
        text.clear();
        pieces.clear();
        (self.text, self.pieces) = (text, pieces);
        Ok(())
    }

    /// Takes `cost` bytes off what the rows may still have.
    pub(super) fn charge(&mut self, cost: u64) -> Step {
        self.budget = self.budget.checked_sub(cost).ok_or(TableFault::TooLarge(TooLarge::Rows))?;
        Ok(())
    }

    /// Gives a row to the caller, unless it holds no text.
    pub(super) fn give(&mut self, number: u32, text: &str, pieces: &[Piece]) -> Step {
        if text.len() > LARGEST_ROW {
            return Err(TableFault::TooLarge(TooLarge::Row(number)).into());
        }
        self.charge((text.len() + size_of_val(pieces)) as u64)?;
        if text.bytes().any(is_control) || self.mark.find(text.as_bytes()).is_some() {
            let (text, pieces) = self.cleaned(number, text, pieces);
            return self.hand_over(number, Cells { text: &text, pieces: &pieces });
        }
        self.hand_over(number, Cells { text, pieces })
    }

    fn hand_over(&mut self, number: u32, cells: Cells<'_>) -> Step {
        if cells.is_empty() {
            return Ok(());
        }
        self.watch_for_titles(number, cells);
        self.sheet.rows += 1;
        self.sheet.last_row = self.sheet.last_row.max(number);
        match (self.each)(Row { sheet: &self.sheet.name, number, cells }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stop::Asked),
        }
    }

    /// Rows of one cell above the first of several are titles, if there are few.
    fn watch_for_titles(&mut self, row: u32, cells: Cells<'_>) {
        const MOST: usize = 10;
        match (&mut self.titles, cells.len()) {
            (Some(titles), 1) if titles.len() < MOST => {
                titles.push(Spot { row, column: cells.iter().next().map(|(column, _)| column) });
            }
            (Some(_), 1) => self.titles = None,
            (titles @ Some(_), _) => {
                for spot in titles.take().unwrap_or_default() {
                    self.note(Oddity::TitleRow, spot.row, spot.column);
                }
            }
            (None, _) => {}
        }
    }

    /// The row without control characters and byte order marks, each of which is noted.
    fn cleaned(&mut self, row: u32, text: &str, pieces: &[Piece]) -> (String, Vec<Piece>) {
        let (mut clean, mut kept) = (String::with_capacity(text.len()), Vec::new());
        for (column, cell) in (Cells { text, pieces }).iter() {
            let start = clean.len();
            clean.extend(cell.chars().filter(|c| !c.is_ascii_control() || is_space(*c)));
            if clean.len() - start < cell.len() {
                self.note(Oddity::ControlCharacter, row, Some(column));
            }
            if clean[start..].contains('\u{feff}') {
                let cell = clean.split_off(start);
                clean.extend(cell.chars().filter(|c| *c != '\u{feff}'));
                self.note(Oddity::InnerMark, row, Some(column));
            }
            if clean.len() > start {
                kept.push(Piece { column, end: clean.len() });
            }
        }
        (clean, kept)
    }
}

fn is_control(byte: u8) -> bool {
    byte.is_ascii_control() && !is_space(byte.into())
}

fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r')
}

fn unread(name: String, state: SheetState) -> SheetTold {
    let (merged, hidden_columns) = (Vec::new(), Vec::new());
    SheetTold { name, state, last_row: 0, rows: 0, merged, hidden_columns }
}
