//! Small tables an office keeps: rows under a known header. Never knows what a row means.

use std::ops::ControlFlow;

use super::{BAD_VALUE, MISSING_REQUIRED, UNKNOWN_FIELD};
use crate::diag::{Diagnostic, Message, Place, Report};
use crate::say;
use crate::source::File;
use crate::source::table::{Row, TableOptions, read_table};
use crate::text::half_width;

/// Endings of the files that hold tables.
pub const TABLES: [&str; 6] = ["csv", "tsv", "xlsx", "xls", "ods", "et"];

/// Rows in which the header is looked for.
const TITLE_ROWS: usize = 20;

/// The columns a table may have.
#[derive(Debug)]
pub struct Headers {
    /// Each with its key and its names, the Chinese one first and the English one second.
    pub columns: &'static [(&'static str, &'static [&'static str])],
    /// Those that every row must fill in.
    pub required: &'static [&'static str],
}

/// A row with something in every required column.
#[derive(Debug)]
pub struct SheetRow {
    cells: Vec<(&'static str, String, Place)>,
}

impl SheetRow {
    /// What the row says in the column `key`; none when nothing.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.cells.iter().find(|(known, ..)| *known == key).map(|(_, text, _)| text.as_str())
    }

    /// The cell of `key`, or the first of the row.
    pub fn place(&self, key: &str) -> Place {
        let known = self.cells.iter().find(|(known, ..)| *known == key);
        known.or(self.cells.first()).map_or(Place::Site, |(.., place)| place.clone())
    }

    /// What the row says in the column `key`, with its cell.
    pub fn placed(&self, key: &str) -> Option<(&str, Place)> {
        Some((self.text(key)?, self.place(key)))
    }

    /// Several words of one cell.
    pub fn several(&self, key: &str) -> Vec<String> {
        let parts = self.text(key).unwrap_or_default().split(['、', ',', '，', ';', '；']);
        parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    }
}

/// A header that was found: the sheet, and each known column with its number from 1.
struct Found {
    sheet: String,
    columns: Vec<(&'static str, u32)>,
}

/// Every complete row of `file`; what cannot be read is a finding.
pub fn read_sheet(file: &File, headers: &Headers, report: &mut Report) -> Vec<SheetRow> {
    let mut rows = Vec::new();
    let mut header: Option<Found> = None;
    let mut seen = 0;
    let told = read_table(file, &TableOptions::default(), &mut |row| {
        if let Some(found) = header.as_ref().filter(|found| found.sheet == row.sheet) {
            rows.extend(entry(file, headers, found, &row, report));
            return ControlFlow::Continue(());
        }
        header = find(file, headers, &row, report);
        seen += 1;
        if header.is_none() && seen >= TITLE_ROWS {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    match told {
        Ok(_) if header.is_none() => report.push(no_header(file, headers)),
        Ok(_) => {}
        Err(fault) => {
            let finding = super::roll::table_fault(file, &fault, &super::roll::OF_ROLLS);
            report.push(Diagnostic { rule: &BAD_VALUE, ..finding });
        }
    }
    rows
}

/// The header, when `row` is one: it has every required column.
fn find(file: &File, headers: &Headers, row: &Row<'_>, report: &mut Report) -> Option<Found> {
    let mut columns = Vec::new();
    let mut unknown = Vec::new();
    for (number, cell) in row.cells.iter() {
        let typed = fold(cell);
        match headers.columns.iter().find(|(_, names)| names.contains(&typed.as_str())) {
            Some((key, _)) => columns.push((*key, number)),
            None if typed.is_empty() || typed == "序号" => {}
            None => unknown.push((number, cell.trim().to_owned())),
        }
    }
    let has = |key: &&str| columns.iter().any(|(known, _)| known == key);
    headers.required.iter().all(has).then(|| {
        let finding =
            |(n, typed): (u32, String)| unknown_header(cell(file, row, n), headers, &typed);
        report.extend(unknown.into_iter().map(finding));
        Found { sheet: row.sheet.to_owned(), columns }
    })
}

/// Without spaces and signs of necessity, in lower case.
fn fold(typed: &str) -> String {
    let plain = typed.chars().map(half_width).filter(|c| !c.is_whitespace() && *c != '*');
    plain.flat_map(char::to_lowercase).collect()
}

fn entry(
    file: &File,
    headers: &Headers,
    found: &Found,
    row: &Row<'_>,
    report: &mut Report,
) -> Option<SheetRow> {
    let said = |(key, column): &(&'static str, u32)| {
        let text = row.cells.get(*column).trim();
        (!text.is_empty()).then(|| (*key, text.to_owned(), cell(file, row, *column)))
    };
    let entry = SheetRow { cells: found.columns.iter().filter_map(said).collect() };
    if entry.cells.is_empty() {
        return None;
    }
    let missing = headers.required.iter().find(|key| entry.text(key).is_none());
    if let Some(key) = missing {
        let column = found.columns.iter().find(|(known, _)| known == key);
        let place = cell(file, row, column.map_or(1, |(_, column)| *column));
        report.push(incomplete(place, headers, key));
        return None;
    }
    Some(entry)
}

fn cell(file: &File, row: &Row<'_>, column: u32) -> Place {
    Place::Cell { file: file.path.clone(), sheet: row.sheet.to_owned(), row: row.number, column }
}

/// The names of a column in both languages.
fn names(headers: &Headers, key: &str) -> (&'static str, &'static str) {
    let column = headers.columns.iter().find(|(known, _)| *known == key);
    column.map_or(("", ""), |(_, names)| (names[0], names[1]))
}

fn incomplete(place: Place, headers: &Headers, key: &str) -> Diagnostic {
    let (zh, en) = names(headers, key);
    Diagnostic::new(
        &MISSING_REQUIRED,
        place,
        Message::new(
            format!("这一行缺“{zh}”，没有读"),
            format!("this row lacks {en} and was not read"),
        ),
    )
    .help(say!("补上，或删去这一行", "fill it in, or delete the row"))
}

fn unknown_header(place: Place, headers: &Headers, typed: &str) -> Diagnostic {
    Diagnostic::new(
        &UNKNOWN_FIELD,
        place,
        say!("不认识“{typed}”这一列", "the column “{typed}” is unknown"),
    )
    .help(known(headers, headers.columns.iter().map(|(key, _)| *key)))
}

fn no_header(file: &File, headers: &Headers) -> Diagnostic {
    Diagnostic::new(
        &BAD_VALUE,
        Place::File(file.path.clone()),
        say!("没有找到表头，这张表没有读", "no header was found, so this table was not read"),
    )
    .help(known(headers, headers.required.iter().copied()))
}

fn known(headers: &Headers, keys: impl Iterator<Item = &'static str>) -> Message {
    let (zh, en): (Vec<_>, Vec<_>) = keys.map(|key| names(headers, key)).unzip();
    Message::new(
        format!("表头的列：{}", zh.join("、")),
        format!("columns of the header: {}", en.join(", ")),
    )
}
