//! The cells of one sheet, as a stream.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::super::fault::{Step, TooLarge};
use super::super::note::{Merged, Oddity};
use super::super::row::Rows;
use super::super::{LAST_COLUMN, LAST_ROW, TableFault};
use super::Shared;
use super::strings::{read_rich, unescape};
use crate::source::xml::{Xml, attribute, says_yes};

/// How many merged ranges are kept of a sheet.
const MOST_MERGED: usize = 1 << 20;

/// A cell while it is read.
#[derive(Debug, Default)]
struct Cell {
    column: u32,
    style: usize,
    kind: Kind,
}

/// What a cell says its value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Inline,
    Truth,
    Error,
    Date,
}

struct Reading<'s, 'r, 'e> {
    shared: &'s Shared,
    rows: &'r mut Rows<'e>,
    row: u32,
    column: u32,
    value: String,
}

/// Reads the sheet in `xml` into `rows`.
pub(super) fn read<R: BufRead>(mut xml: Xml<R>, shared: &Shared, rows: &mut Rows<'_>) -> Step {
    let mut reading = Reading { shared, rows, row: 0, column: 0, value: String::new() };
    loop {
        match xml.next()? {
            Event::Eof => return Ok(()),
            Event::Start(e) => match e.local_name().as_ref() {
                b"row" => {
                    let sound = reading.open_row(&e)?;
                    sound.ok_or_else(|| xml.broken())?;
                }
                b"c" => {
                    let cell = reading.open_cell(&e)?.ok_or_else(|| xml.broken())?;
                    reading.read_cell(&mut xml, &cell)?;
                }
                b"mergeCell" => reading.merge(&e)?,
                b"col" if says_yes(&e, "hidden") => reading.hide(&e),
                _ => {}
            },
            Event::End(e) if e.local_name().as_ref() == b"row" => {
                reading.rows.finish_row(reading.row)?;
            }
            _ => {}
        }
    }
}

impl Reading<'_, '_, '_> {
    /// Begins a row; none when it stands before an earlier one.
    fn open_row(&mut self, element: &BytesStart<'_>) -> Step<Option<()>> {
        let next = self.row + 1;
        self.row = attribute(element, "r").and_then(|r| r.parse().ok()).unwrap_or(next);
        self.column = 0;
        if self.row > LAST_ROW {
            return Err(self.too_far());
        }
        if says_yes(element, "hidden") {
            self.rows.note(Oddity::HiddenRow, self.row, None);
        }
        Ok((self.row >= next).then_some(()))
    }

    /// The cell that `element` opens; none when it stands before an earlier one. A cell without a
    /// place follows the one before.
    fn open_cell(&mut self, element: &BytesStart<'_>) -> Step<Option<Cell>> {
        let next = self.column + 1;
        let mut cell = Cell { column: next, ..Cell::default() };
        for attribute in element.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                b"r" => cell.column = column(&attribute.value).unwrap_or(cell.column),
                b"s" => cell.style = number(&attribute.value).unwrap_or(0),
                b"t" => cell.kind = kind(&attribute.value),
                _ => {}
            }
        }
        self.column = cell.column;
        if cell.column > LAST_COLUMN {
            return Err(self.too_far());
        }
        Ok((cell.column >= next).then_some(cell))
    }

    fn too_far(&self) -> super::super::fault::Stop {
        TableFault::TooLarge(TooLarge::Reach { row: self.row }).into()
    }

    /// Reads what is in a cell up to its end.
    fn read_cell<R: BufRead>(&mut self, xml: &mut Xml<R>, cell: &Cell) -> Step {
        let (mut formula, mut valued) = (false, false);
        loop {
            match xml.next()? {
                Event::Start(e) => match e.local_name().as_ref() {
                    b"v" => {
                        self.value.clear();
                        xml.read_text(&mut self.value)?;
                        valued |= !self.value.is_empty() || cell.kind == Kind::Text;
                        self.write(cell).ok_or_else(|| xml.broken())?;
                    }
                    b"is" => {
                        read_rich(xml, self.rows.text())?;
                        valued = true;
                    }
                    b"f" => {
                        formula = true;
                        xml.skip()?;
                    }
                    _ => xml.skip()?,
                },
                Event::End(_) => break,
                Event::Eof => return Err(xml.broken().into()),
                _ => {}
            }
        }
        if formula && !valued {
            self.rows.note(Oddity::NoResult, self.row, Some(cell.column));
        }
        self.rows.finish_cell(cell.column);
        Ok(())
    }

    /// Appends the value as text; none when it is not what the cell says it is.
    fn write(&mut self, cell: &Cell) -> Option<()> {
        let (value, text) = (self.value.as_str(), self.rows.text());
        let whole = match cell.kind {
            Kind::Shared => {
                text.push_str(self.shared.strings.get(value.trim().parse().ok()?)?);
                true
            }
            Kind::Text | Kind::Inline => {
                let start = text.len();
                text.push_str(value);
                unescape(text, start);
                true
            }
            Kind::Truth => {
                text.push_str(if value.trim() == "0" { "FALSE" } else { "TRUE" });
                true
            }
            Kind::Error => {
                self.rows.note(Oddity::ErrorValue, self.row, Some(cell.column));
                true
            }
            Kind::Date => {
                let format = self.shared.styles.get(cell.style);
                if format.write_date(text, value.trim()).is_none() {
                    text.push_str(value);
                }
                true
            }
            Kind::Number if value.is_empty() => true,
            Kind::Number => {
                self.shared.styles.get(cell.style).write(text, value, self.shared.epoch)?
            }
        };
        if !whole {
            self.rows.note(Oddity::DigitsLost, self.row, Some(cell.column));
        }
        Some(())
    }

    /// Tells of columns that are hidden.
    fn hide(&mut self, element: &BytesStart<'_>) {
        let number = |name| attribute(element, name)?.parse::<u32>().ok();
        let (Some(first), Some(last)) = (number("min"), number("max")) else { return };
        let hidden = &mut self.rows.sheet().hidden_columns;
        if hidden.len() < LAST_COLUMN as usize {
            hidden.push(first..=last.min(LAST_COLUMN));
        }
    }

    fn merge(&mut self, element: &BytesStart<'_>) -> Step {
        let Some(merged) = attribute(element, "ref").and_then(|range| merged(&range)) else {
            return Ok(());
        };
        let all = &mut self.rows.sheet().merged;
        if all.len() == MOST_MERGED {
            return Err(TableFault::TooLarge(TooLarge::Count).into());
        }
        all.push(merged);
        Ok(())
    }
}

fn kind(name: &[u8]) -> Kind {
    match name {
        b"s" => Kind::Shared,
        b"str" => Kind::Text,
        b"inlineStr" => Kind::Inline,
        b"b" => Kind::Truth,
        b"e" => Kind::Error,
        b"d" => Kind::Date,
        _ => Kind::Number,
    }
}

fn number(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// The column of a place such as `AB12`; columns that no office program knows are beyond the last.
fn column(place: &[u8]) -> Option<u32> {
    let letters = place.iter().take_while(|b| b.is_ascii_alphabetic());
    let column = letters.fold(0_u32, |column, letter| {
        column.saturating_mul(26).saturating_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    (column > 0).then_some(column)
}

/// A range such as `A1:C3`.
fn merged(range: &str) -> Option<Merged> {
    let (first, last) = range.split_once(':')?;
    let row = |place: &str| {
        place.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().ok()
    };
    Some(Merged {
        first_row: row(first)?,
        last_row: row(last)?,
        first_column: column(first.as_bytes())?,
        last_column: column(last.as_bytes())?,
    })
}
