//! The sheets of an `OpenDocument` table, as a stream.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::super::fault::{Step, TooLarge};
use super::super::format::{Epoch, Format, write_duration};
use super::super::note::{Merged, Oddity, SheetState};
use super::super::row::Rows;
use super::super::{LAST_COLUMN, LAST_ROW, MOST_SHEETS, TableFault, TableOptions};
use super::styles::Styles;
use crate::source::xml::{Xml, append, attribute};

/// How many merged ranges are kept of a sheet.
const MOST_MERGED: usize = 1 << 20;

/// What noting something costs, in bytes of the rows.
const NOTE: u64 = 16;

/// A sheet while it is read.
struct Reading<'s, 'r, 'e> {
    styles: &'s Styles,
    rows: &'r mut Rows<'e>,
    /// The style of each column's cells that have none of their own, up to its last column.
    columns: Vec<(u32, String)>,
    /// How many rows and columns are done; one more than there can be when there are too many.
    row: u32,
    column: u32,
    /// How often the row that is being read is repeated, and in which style.
    repeated: u32,
    style: Option<String>,
    hidden: bool,
    text: String,
    /// What is odd in the row that is being read.
    odd: Vec<(Oddity, u32)>,
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    kind: String,
    value: Option<String>,
    style: Option<String>,
    formula: bool,
    repeated: u32,
    columns: u32,
    rows: u32,
}

/// Reads the sheets in `xml` that `options` ask for into `rows`; gives the names of all.
pub(super) fn read<R: BufRead>(
    mut xml: Xml<R>,
    styles: &Styles,
    options: &TableOptions,
    rows: &mut Rows<'_>,
) -> Step<Vec<String>> {
    let mut names = Vec::new();
    loop {
        match xml.next()? {
            Event::Eof => return Ok(names),
            Event::Start(e) => match e.local_name().as_ref() {
                b"table" => {
                    let name = attribute(&e, "name").unwrap_or_default();
                    let style = attribute(&e, "style-name").unwrap_or_default();
                    names.push(name.clone());
                    if names.len() > MOST_SHEETS {
                        return Err(TableFault::TooLarge(TooLarge::Count).into());
                    }
                    match options.state(&name, true, styles.hides(&style)) {
                        SheetState::Read => {
                            rows.open_sheet(name);
                            Reading::new(styles, rows).read(&mut xml)?;
                        }
                        state => {
                            rows.skip_sheet(name, state);
                            xml.skip()?;
                        }
                    }
                }
                b"tracked-changes" | b"dde-links" | b"automatic-styles" => xml.skip()?,
                _ => {}
            },
            _ => {}
        }
    }
}

impl<'s, 'r, 'e> Reading<'s, 'r, 'e> {
    fn new(styles: &'s Styles, rows: &'r mut Rows<'e>) -> Self {
        Self {
            styles,
            rows,
            columns: Vec::new(),
            row: 0,
            column: 0,
            repeated: 1,
            style: None,
            hidden: false,
            text: String::new(),
            odd: Vec::new(),
        }
    }

    /// Reads the sheet that was opened last, up to its end.
    fn read<R: BufRead>(mut self, xml: &mut Xml<R>) -> Step {
        let mut depth = 1;
        while depth > 0 {
            match xml.next()? {
                Event::Start(e) => match e.local_name().as_ref() {
                    b"table-column" => {
                        self.open_column(&e);
                        depth += 1;
                    }
                    b"table-row" => {
                        self.open_row(&e);
                        depth += 1;
                    }
                    b"table-cell" | b"covered-table-cell" => {
                        let cell = Cell::open(&e);
                        self.read_cell(xml, &cell)?;
                    }
                    b"shapes" | b"forms" | b"table" | b"table-source" => xml.skip()?,
                    _ => depth += 1,
                },
                Event::End(e) => {
                    depth -= 1;
                    if e.local_name().as_ref() == b"table-row" {
                        self.finish_row()?;
                    }
                }
                Event::Eof => return Err(xml.broken().into()),
                _ => {}
            }
        }
        Ok(())
    }

    fn open_column(&mut self, element: &BytesStart<'_>) {
        let last = self.columns.last().map_or(0, |(last, _)| *last);
        let style = attribute(element, "default-cell-style-name").unwrap_or_default();
        let last = last.saturating_add(times(element, "number-columns-repeated"));
        if last <= LAST_COLUMN {
            if attribute(element, "visibility").is_some_and(|seen| seen != "visible") {
                let first = self.columns.last().map_or(0, |(last, _)| *last) + 1;
                self.rows.sheet().hidden_columns.push(first..=last);
            }
            self.columns.push((last, style));
        }
    }

    fn open_row(&mut self, element: &BytesStart<'_>) {
        self.column = 0;
        self.repeated = times(element, "number-rows-repeated");
        self.style = attribute(element, "default-cell-style-name");
        let seen = attribute(element, "visibility");
        self.hidden = seen.is_some_and(|seen| seen != "visible");
    }

    /// Gives the row as often as it is repeated. One without text costs nothing.
    fn finish_row(&mut self) -> Step {
        let first = self.row;
        self.row = first.saturating_add(self.repeated).min(LAST_ROW + 1);
        let odd = std::mem::take(&mut self.odd);
        if self.rows.is_blank() && odd.is_empty() {
            return Ok(());
        }
        if self.row > LAST_ROW {
            return Err(TableFault::TooLarge(TooLarge::Reach { row: self.row }).into());
        }
        self.rows.charge(odd.len() as u64 * u64::from(self.repeated) * NOTE)?;
        for row in first + 1..=self.row {
            if self.hidden {
                self.rows.note(Oddity::HiddenRow, row, None);
            }
            for (oddity, column) in &odd {
                self.rows.note(*oddity, row, Some(*column));
            }
        }
        self.rows.finish_rows(first + 1..=self.row)
    }

    /// Reads the cell that was opened last, up to its end.
    fn read_cell<R: BufRead>(&mut self, xml: &mut Xml<R>, cell: &Cell) -> Step {
        self.text.clear();
        let shown = read_paragraphs(xml, &mut self.text)?;
        let first = self.column;
        self.column = first.saturating_add(cell.repeated).min(LAST_COLUMN + 1);
        let odd = self.write(cell, first + 1, shown);
        if odd.is_none() && self.text.is_empty() {
            return self.merge(cell, first + 1);
        }
        if self.column > LAST_COLUMN {
            return Err(TableFault::TooLarge(TooLarge::Reach { row: self.row + 1 }).into());
        }
        for column in first + 1..=self.column {
            self.rows.text().push_str(&self.text);
            self.rows.finish_cell(column);
            self.odd.extend(odd.map(|odd| (odd, column)));
        }
        self.merge(cell, first + 1)
    }

    /// Makes the text of a cell of its value, or of what it shows when that says more; says what
    /// is odd about it.
    fn write(&mut self, cell: &Cell, column: u32, shown: bool) -> Option<Oddity> {
        let value = cell.value.as_deref().unwrap_or_default();
        let mut typed = String::new();
        let whole = match cell.kind.as_str() {
            "float" | "currency" | "percentage" => {
                self.format(cell, column).write(&mut typed, value, Epoch::Y1900)
            }
            "date" => self.format(cell, column).write_date(&mut typed, value).map(|()| true),
            "time" => write_duration(&mut typed, value).map(|()| true),
            "boolean" => {
                typed.push_str(if value == "true" { "TRUE" } else { "FALSE" });
                Some(true)
            }
            "error" => {
                self.text.clear();
                return Some(Oddity::ErrorValue);
            }
            "string" if !shown => {
                typed.push_str(value);
                Some(true)
            }
            "" if cell.formula && !shown => return Some(Oddity::NoResult),
            _ => None,
        };
        if whole.is_some() {
            self.text = typed;
        }
        (whole == Some(false)).then_some(Oddity::DigitsLost)
    }

    /// The format of a cell: its own, or its row's, or its column's.
    fn format(&self, cell: &Cell, column: u32) -> Format {
        let of_column = || {
            let at = self.columns.partition_point(|(last, _)| *last < column);
            self.columns.get(at).map(|(_, style)| style.as_str())
        };
        let style = cell.style.as_deref().or(self.style.as_deref()).or_else(of_column);
        let format = self.styles.format(style.unwrap_or_default());
        if cell.kind == "percentage" { Format::Percent } else { format }
    }

    fn merge(&mut self, cell: &Cell, first_column: u32) -> Step {
        if cell.columns <= 1 && cell.rows <= 1 {
            return Ok(());
        }
        let first_row = self.row + 1;
        let last_row = self.row.saturating_add(cell.rows);
        let last_column = (first_column - 1).saturating_add(cell.columns);
        let all = &mut self.rows.sheet().merged;
        if all.len() == MOST_MERGED {
            return Err(TableFault::TooLarge(TooLarge::Count).into());
        }
        all.push(Merged { first_row, last_row, first_column, last_column });
        Ok(())
    }
}

impl Cell {
    fn open(element: &BytesStart<'_>) -> Self {
        let mut cell = Self { repeated: 1, columns: 1, rows: 1, ..Self::default() };
        let mut by_calc = String::new();
        for attribute in element.attributes().with_checks(false).flatten() {
            let Ok(text) = attribute.unescape_value() else { continue };
            let number = || text.parse().ok().filter(|n| *n > 0).unwrap_or(1);
            match attribute.key.as_ref() {
                b"calcext:value-type" => by_calc = text.into_owned(),
                key => match key.rsplit(|b| *b == b':').next().unwrap_or_default() {
                    b"value-type" => cell.kind = text.into_owned(),
                    b"value" | b"date-value" | b"time-value" | b"boolean-value"
                    | b"string-value" => cell.value = Some(text.into_owned()),
                    b"style-name" => cell.style = Some(text.into_owned()),
                    b"formula" => cell.formula = true,
                    b"number-columns-repeated" => cell.repeated = number(),
                    b"number-columns-spanned" => cell.columns = number(),
                    b"number-rows-spanned" => cell.rows = number(),
                    _ => {}
                },
            }
        }
        if by_calc == "error" {
            cell.kind = by_calc;
        }
        cell
    }
}

fn times(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|n| n.parse().ok()).filter(|n| *n > 0).unwrap_or(1)
}

/// Appends the paragraphs of the cell that was opened last, without comments, pictures and the
/// readings above characters. Whether there were any.
fn read_paragraphs<R: BufRead>(xml: &mut Xml<R>, text: &mut String) -> Step<bool> {
    let (mut depth, mut paragraphs) = (1, 0);
    while depth > 0 {
        let event = xml.next()?;
        match &event {
            Event::Start(e) => {
                match e.local_name().as_ref() {
                    b"p" if paragraphs > 0 => text.push('\n'),
                    b"tab" => text.push('\t'),
                    b"line-break" => text.push('\n'),
                    b"s" => (0..times(e, "c").min(1 << 15)).for_each(|_| text.push(' ')),
                    b"annotation" | b"frame" | b"ruby-text" | b"table" | b"detective"
                    | b"custom-shape" | b"g" | b"line" | b"rect" => {
                        xml.skip()?;
                        continue;
                    }
                    _ => {}
                }
                paragraphs += u32::from(e.local_name().as_ref() == b"p");
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(xml.broken().into()),
            // Between paragraphs there is only what makes the file look neat.
            event if depth > 1 => {
                let start = text.len();
                append(event, text).ok_or_else(|| xml.broken())?;
                collapse(text, start);
            }
            _ => {}
        }
    }
    Ok(paragraphs > 0)
}

/// Makes one space of all white space from `start` on, of which there are more in the file only
/// for its looks.
fn collapse(text: &mut String, start: usize) {
    let neat = |c: char| matches!(c, '\t' | '\n' | '\r' | ' ');
    let written = &text[start..];
    if !written.contains(['\t', '\n', '\r']) && !written.contains("  ") {
        return;
    }
    let written = text.split_off(start);
    let mut before = text.ends_with([' ', '\n']) || text.is_empty();
    for c in written.chars() {
        if !neat(c) {
            text.push(c);
        } else if !before {
            text.push(' ');
        }
        before = neat(c);
    }
}
