//! Workbooks: sheets of text with a header that stays in sight. Never writes a formula: every text
//! is written as text, and marked as such where it looks like a formula.

use std::borrow::Cow;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::csv::is_formula;
use crate::diag::Message;
use crate::say;

/// The rows of a sheet, its header included.
const ROWS: u32 = 1 << 20;
/// The characters of a cell, in UTF-16, as office programs count.
const CHARACTERS: usize = 32_767;
/// What stands at the end of a text that a cell cannot hold.
const CUT: &str = "……（超过一格的上限，未写全）";

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A number that can be added up.
    Number(usize),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

/// A column: its header, and its width in digits.
pub type Column<'a> = (&'a str, f64);

/// Why a workbook cannot be made.
#[derive(Debug)]
pub struct BookFault(XlsxError);

impl From<XlsxError> for BookFault {
    fn from(error: XlsxError) -> Self {
        Self(error)
    }
}

impl BookFault {
    /// In words.
    pub fn message(&self) -> Message {
        say!("工作簿做不出来：{}", "the workbook could not be made: {}", self.0)
    }
}

/// A workbook, and what became of its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheets {
    /// The workbook.
    pub bytes: Vec<u8>,
    /// Cells that look like formulas and were written as texts.
    pub guarded: usize,
    /// Cells that are longer than a workbook can hold: they end with a remark that says so.
    pub cut: usize,
}

/// A workbook under way.
pub struct Book {
    workbook: Workbook,
    looks: Looks,
    /// Texts that look like formulas and were marked as texts.
    pub guarded: usize,
    /// Texts that were longer than a cell can hold and lost their end.
    pub cut: usize,
}

/// How cells look.
struct Looks {
    header: Format,
    plain: Format,
    guarded: Format,
}

impl Book {
    /// An empty workbook.
    pub fn new(title: &str) -> Self {
        let mut book = Workbook::new();
        // The same content, the same bytes: a workbook does not say when it was made.
        let day = ExcelDateTime::from_ymd(2000, 1, 1).expect("a day");
        let properties = DocProperties::new().set_title(title).set_creation_datetime(&day);
        book.set_properties(&properties);
        let header = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(Color::RGB(0x00F2_E6E4))
            .set_border_bottom(FormatBorder::Thin);
        let plain = Format::new().set_align(FormatAlign::Top);
        let guarded = plain.clone().set_quote_prefix();
        Self { workbook: book, looks: Looks { header, plain, guarded }, guarded: 0, cut: 0 }
    }

    /// Adds a sheet, and others of its name with a number when it is too long for one.
    pub fn sheet<'a>(
        &mut self,
        name: &str,
        columns: &[Column<'_>],
        rows: impl IntoIterator<Item = Vec<Cell<'a>>>,
    ) -> Result<(), BookFault> {
        let mut rows = rows.into_iter().peekable();
        let mut number = 1;
        loop {
            let name = if number == 1 { name.to_owned() } else { format!("{name}（{number}）") };
            let mut sheet = self.open(&name, columns)?;
            let mut row = 1;
            while row < ROWS
                && let Some(cells) = rows.next()
            {
                for (column, cell) in (0..).zip(cells) {
                    self.cell(&mut sheet, row, column, cell)?;
                }
                row += 1;
            }
            if let Some(last) = columns.len().checked_sub(1).and_then(|n| u16::try_from(n).ok()) {
                sheet.autofilter(0, 0, row - 1, last)?;
            }
            self.workbook.push_worksheet(sheet);
            if rows.peek().is_none() {
                return Ok(());
            }
            number += 1;
        }
    }

    fn open(&self, name: &str, columns: &[Column<'_>]) -> Result<Worksheet, BookFault> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        for (column, (header, width)) in (0..).zip(columns) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(0, column, *header, &self.looks.header)?;
        }
        Ok(sheet)
    }

    fn cell(
        &mut self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        cell: Cell<'_>,
    ) -> Result<(), BookFault> {
        match cell {
            Cell::Text(text) if text.is_empty() => {}
            Cell::Text(text) => {
                let guard = is_formula(&text);
                self.guarded += usize::from(guard);
                let look = if guard { &self.looks.guarded } else { &self.looks.plain };
                let text = match beginning(&text) {
                    None => text.into_owned(),
                    Some(beginning) => {
                        self.cut += 1;
                        [beginning, CUT].concat()
                    }
                };
                sheet.write_string_with_format(row, column, text, look)?;
            }
            Cell::Number(number) => {
                #[expect(clippy::cast_precision_loss, reason = "counts of rows are small")]
                sheet.write_number_with_format(row, column, number as f64, &self.looks.plain)?;
            }
        }
        Ok(())
    }

    /// The workbook.
    pub fn finish(mut self) -> Result<Sheets, BookFault> {
        let bytes = self.workbook.save_to_buffer()?;
        Ok(Sheets { bytes, guarded: self.guarded, cut: self.cut })
    }
}

/// As much of `text` as a cell can hold with a remark; none when it can hold all.
fn beginning(text: &str) -> Option<&str> {
    if text.len() <= CHARACTERS || text.encode_utf16().count() <= CHARACTERS {
        return None;
    }
    let mut room = CHARACTERS - CUT.encode_utf16().count();
    let end = text.char_indices().find(|(_, c)| match room.checked_sub(c.len_utf16()) {
        Some(left) => {
            room = left;
            false
        }
        None => true,
    });
    Some(&text[..end.map_or(text.len(), |(at, _)| at)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_only_where_a_cell_cannot_hold_it() {
        for c in ["a", "字", "𠮷"] {
            let most = CHARACTERS / c.encode_utf16().count();
            assert_eq!(beginning(&c.repeat(most)), None, "{c}");
            let long = c.repeat(most + 1);
            let cut = beginning(&long).expect("too long");
            let units = [cut, CUT].concat().encode_utf16().count();
            assert!(cut.ends_with(c) && (CHARACTERS - 1..=CHARACTERS).contains(&units), "{units}");
        }
    }
}
