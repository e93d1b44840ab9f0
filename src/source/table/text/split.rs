//! Text into rows and cells, as office programs split it.
//!
//! A quote opens a cell only as its first character; two quotes within are one; what follows the
//! closing quote belongs to the cell and is noted. Every line break outside quotes ends a row, be
//! it CR, LF or both, so that row numbers are those of the office program.

use super::super::fault::{Step, TooLarge};
use super::super::note::Oddity;
use super::super::row::{Piece, Rows};
use super::super::{LARGEST_ROW, LAST_COLUMN, Separator, TableFault};
use crate::source::Encoding;

/// The splitter, which keeps one row.
pub(super) struct Splitter<'r, 'e> {
    rows: &'r mut Rows<'e>,
    separator: u8,
    state: State,
    text: Vec<u8>,
    pieces: Vec<Piece>,
    /// Where the text of the cell that is being read begins.
    start: usize,
    row: u32,
    column: u32,
    /// Where the quote stands that was opened last.
    quote: (u32, u32),
    begun: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first character of a cell.
    Fresh,
    /// Within a cell without quotes, or after those.
    Plain,
    /// Within quotes.
    Quoted,
    /// After a quote that closes the cell, unless another follows.
    Closed,
    /// After CR; an LF belongs to it.
    Returned,
}

impl<'r, 'e> Splitter<'r, 'e> {
    pub(super) fn new(separator: Separator, rows: &'r mut Rows<'e>) -> Self {
        Self {
            rows,
            separator: separator.byte(),
            state: State::Fresh,
            text: Vec::new(),
            pieces: Vec::new(),
            start: 0,
            row: 1,
            column: 1,
            quote: (1, 1),
            begun: false,
        }
    }

    /// Takes the next piece of the text.
    pub(super) fn feed(&mut self, mut piece: &[u8]) -> Step {
        if !std::mem::replace(&mut self.begun, true)
            && let Some((_, length)) = super::separator::named(piece)
        {
            piece = &piece[length..];
        }
        while let Some((&byte, rest)) = piece.split_first() {
            piece = match self.state {
                State::Fresh => self.open(byte, piece),
                State::Plain => self.plain(piece)?,
                State::Quoted => self.quoted(piece)?,
                State::Closed => self.closed(byte, piece),
                State::Returned => {
                    self.state = State::Fresh;
                    if byte == b'\n' { rest } else { piece }
                }
            };
        }
        Ok(())
    }

    /// Gives the last row, which needs no line break.
    pub(super) fn finish(mut self) -> Step {
        if self.state == State::Quoted {
            return Err(self.open_quote().into());
        }
        self.end_cell()?;
        self.end_row()
    }

    fn open<'p>(&mut self, byte: u8, piece: &'p [u8]) -> &'p [u8] {
        if byte == b'"' {
            self.state = State::Quoted;
            self.quote = (self.row, self.column);
            return &piece[1..];
        }
        self.state = State::Plain;
        piece
    }

    fn plain<'p>(&mut self, piece: &'p [u8]) -> Step<&'p [u8]> {
        let Some(end) = memchr::memchr3(self.separator, b'\n', b'\r', piece) else {
            self.append(piece)?;
            return Ok(&[]);
        };
        self.append(&piece[..end])?;
        self.end_cell()?;
        self.state = State::Fresh;
        if piece[end] != self.separator {
            self.end_row()?;
            if piece[end] == b'\r' {
                self.state = State::Returned;
            }
        }
        Ok(&piece[end + 1..])
    }

    fn quoted<'p>(&mut self, piece: &'p [u8]) -> Step<&'p [u8]> {
        let end = memchr::memchr(b'"', piece);
        self.append(&piece[..end.unwrap_or(piece.len())])?;
        let Some(end) = end else { return Ok(&[]) };
        self.state = State::Closed;
        Ok(&piece[end + 1..])
    }

    fn closed<'p>(&mut self, byte: u8, piece: &'p [u8]) -> &'p [u8] {
        if byte == b'"' {
            self.text.push(b'"');
            self.state = State::Quoted;
            return &piece[1..];
        }
        if byte != self.separator && byte != b'\n' && byte != b'\r' {
            self.rows.note(Oddity::StrayQuote, self.row, Some(self.column));
        }
        self.state = State::Plain;
        piece
    }

    fn append(&mut self, text: &[u8]) -> Step {
        self.text.extend_from_slice(text);
        if self.text.len() <= LARGEST_ROW {
            return Ok(());
        }
        Err(match self.state {
            State::Quoted => self.open_quote().into(),
            _ => TableFault::TooLarge(TooLarge::Row(self.row)).into(),
        })
    }

    fn end_cell(&mut self) -> Step {
        if self.text.len() > self.start {
            if self.column > LAST_COLUMN {
                return Err(TableFault::TooLarge(TooLarge::Reach { row: self.row }).into());
            }
            self.start = self.text.len();
            self.pieces.push(Piece { column: self.column, end: self.start });
        }
        self.column = self.column.saturating_add(1);
        Ok(())
    }

    fn end_row(&mut self) -> Step {
        if !self.pieces.is_empty() {
            let Ok(text) = simdutf8::basic::from_utf8(&self.text) else {
                let rows = vec![self.row];
                return Err(TableFault::Encoding { most: Encoding::Utf8, rows, count: 1 }.into());
            };
            self.rows.give(self.row, text, &self.pieces)?;
        }
        self.text.clear();
        self.pieces.clear();
        (self.start, self.column) = (0, 1);
        self.row = self.row.saturating_add(1);
        Ok(())
    }

    fn open_quote(&self) -> TableFault {
        TableFault::OpenQuote { row: self.quote.0, column: self.quote.1 }
    }
}
