//! The tables of a dataset, row by row: where the header is, and which field each column is. Never
//! looks at what a row says.

use std::ops::ControlFlow;

use super::rows::{Rows, is_sum};
use super::rules::{DATASET_CELL, DATASET_HEADER, DATASET_TABLE};
use crate::diag::{Capped, Diagnostic, Place, Severity};
use crate::load::roll::{Telling, cell_place, fold_header as fold, is_rank, notes, table_fault};
use crate::model::{DatasetSettings, DatasetTable, FieldId};
use crate::say;
use crate::source::File;
use crate::source::table::{Row, TableOptions, read_table};

/// Rows in which the header is looked for.
const TITLE_ROWS: u32 = 20;

/// How the oddities of a table are told.
static TELLING: Telling = Telling {
    table: &DATASET_TABLE,
    cell: &DATASET_CELL,
    title_row: (
        "这一行当作表的标题，没有当作数据",
        "this row was taken for the table's title, not for data",
    ),
};

/// The field that a header names.
pub fn named(settings: &DatasetSettings, header: &str) -> Option<FieldId> {
    let wanted = fold(header);
    if wanted.is_empty() {
        return None;
    }
    let is = |name: &String| fold(name) == wanted;
    let by_name = settings.fields().find(|(_, field)| is(&field.name) || is(&field.key));
    let by_alias = || settings.fields().find(|(_, field)| field.aliases.iter().any(is));
    by_name.or_else(by_alias).map(|(id, _)| id)
}

/// A sheet while it is read.
enum Sheet {
    /// Rows in which no header was found yet, and whether one has two cells, as tables have and
    /// notes have not.
    Above { seen: u32, is_table: bool },
    /// The header, which may go on in the next row where cells are merged.
    Header { columns: Vec<Option<FieldId>>, unknown: Vec<(u32, String, Place)>, place: Place },
    /// Below the header.
    Below(Vec<Option<FieldId>>),
}

impl Sheet {
    const fn above() -> Self {
        Self::Above { seen: 0, is_table: false }
    }
}

/// Reads `file`.
pub fn read(file: &File, rows: &mut Rows<'_>, found: &mut Capped) {
    let mut reading = Reading { file, rows, found, name: String::new(), sheet: Sheet::above() };
    let told = read_table(file, &TableOptions::default(), &mut |row| reading.row(&row));
    match told {
        Ok(told) => {
            reading.end();
            notes(file, &told, &TELLING, found);
        }
        Err(why) => {
            reading.end_header();
            found.push(table_fault(file, &why, &TELLING));
        }
    }
}

struct Reading<'r, 'a> {
    file: &'r File,
    rows: &'r mut Rows<'a>,
    found: &'r mut Capped,
    /// The sheet's name.
    name: String,
    sheet: Sheet,
}

impl Reading<'_, '_> {
    fn row(&mut self, row: &Row<'_>) -> ControlFlow<()> {
        if self.name != row.sheet {
            self.end();
            row.sheet.clone_into(&mut self.name);
            self.sheet = Sheet::above();
        }
        match &mut self.sheet {
            Sheet::Above { seen, is_table } if *seen < TITLE_ROWS => {
                *seen += 1;
                *is_table |= row.cells.len() > 1;
                self.header(row);
            }
            Sheet::Above { .. } => {}
            Sheet::Header { .. } => {
                if !self.goes_on(row) {
                    self.end_header();
                    self.entry(row);
                }
            }
            Sheet::Below(_) => self.entry(row),
        }
        ControlFlow::Continue(())
    }

    /// Ends a sheet: what stands in one without a header is told to be missing.
    fn end(&mut self) {
        self.end_header();
        if let Sheet::Above { seen: 1.., is_table } = self.sheet {
            let mut finding = no_header(self.file, &self.name, self.rows.settings);
            if !(is_table || self.name.is_empty()) {
                finding.severity = Severity::Warning;
            }
            self.found.push(finding);
        }
    }

    /// Takes `row` for the header when it is one: it has the column that names a row, and another
    /// field unless it is alone.
    fn header(&mut self, row: &Row<'_>) {
        let settings = self.rows.settings;
        let fields: Vec<(u32, &str, Option<FieldId>)> =
            row.cells.iter().map(|(at, cell)| (at, cell.trim(), named(settings, cell))).collect();
        let known = fields.iter().filter(|(.., field)| field.is_some()).count();
        let has_title = fields.iter().any(|(.., field)| *field == Some(settings.title));
        if !has_title || known < 2 && fields.len() > 1 {
            return;
        }
        let mut columns = vec![None; row.cells.width() as usize];
        let mut unknown = Vec::new();
        for (at, typed, field) in fields {
            match field {
                Some(field) if columns.contains(&Some(field)) => {
                    let name = &settings.field(field).name;
                    let place = cell_place(self.file, row, at);
                    self.found.add(&DATASET_HEADER, || header_twice(place, name, typed));
                }
                Some(field) => columns[at as usize - 1] = Some(field),
                None if typed.is_empty() || is_rank(typed) => {}
                None => unknown.push((at, typed.to_owned(), cell_place(self.file, row, at))),
            }
        }
        let place = cell_place(self.file, row, 1);
        self.sheet = Sheet::Header { columns, unknown, place };
    }

    /// Whether `row` is the lower half of a header whose upper half has merged cells: every cell of
    /// it names a field that has no column yet, below one that is no field.
    fn goes_on(&mut self, row: &Row<'_>) -> bool {
        let Sheet::Header { columns, unknown, .. } = &mut self.sheet else { return false };
        let settings = self.rows.settings;
        let mut lower: Vec<(u32, FieldId)> = Vec::new();
        for (at, cell) in row.cells.iter().filter(|(_, cell)| !cell.trim().is_empty()) {
            let is_free = columns.get(at as usize - 1).is_none_or(Option::is_none);
            let field =
                named(settings, cell).filter(|field| is_free && !columns.contains(&Some(*field)));
            let Some(field) = field else { return false };
            lower.push((at, field));
        }
        for (at, field) in &lower {
            let at = *at as usize;
            columns.resize(columns.len().max(at), None);
            columns[at - 1] = Some(*field);
        }
        // What stood above them headed them together.
        let first = lower.iter().map(|(at, _)| *at).min().unwrap_or(0);
        let last = lower.iter().map(|(at, _)| *at).max().unwrap_or(0);
        unknown.retain(|(at, ..)| !(first..=last).contains(at));
        !lower.is_empty()
    }

    /// Ends the header, when one is being read.
    fn end_header(&mut self) {
        let Sheet::Header { columns, unknown, place } = &mut self.sheet else { return };
        let (columns, unknown) = (std::mem::take(columns), std::mem::take(unknown));
        let place = place.clone();
        for (_, typed, place) in unknown {
            self.found.add(&DATASET_HEADER, || unknown_header(place, &typed));
        }
        let table = DatasetTable {
            file: self.file.path.clone(),
            sheet: self.name.clone(),
            columns: columns.clone(),
            spans: Vec::new(),
        };
        self.rows.begin(table, &place, self.found);
        self.sheet = Sheet::Below(columns);
    }

    fn entry(&mut self, row: &Row<'_>) {
        let Sheet::Below(columns) = &self.sheet else { return };
        let field = |at: u32| columns.get(at as usize - 1).copied().flatten();
        let said: Vec<(FieldId, &str)> =
            row.cells.iter().filter_map(|(at, cell)| Some((field(at)?, cell))).collect();
        let title = said.iter().find(|(field, _)| *field == self.rows.settings.title);
        // A sum may say where names stand how many rows it is of.
        let is_name = |cell: &str| !(is_sum(cell) || cell.bytes().all(|b| b.is_ascii_digit()));
        let is_named = title.is_some_and(|(_, cell)| is_name(cell.trim()));
        if !is_named && row.cells.iter().any(|(_, cell)| is_sum(cell)) {
            self.rows.totals.sums += 1;
        } else if row.cells.iter().any(|(_, cell)| !cell.trim().is_empty()) {
            self.rows.take(row.number, &said, self.found);
        }
    }
}

/// A key or a column that is no field.
pub fn unknown_header(place: Place, typed: &str) -> Diagnostic {
    Diagnostic::new(
        &DATASET_HEADER,
        place,
        say!(
            "不认识“{typed}”这一列，它的内容没有公开",
            "the column “{typed}” is unknown, so nothing of it is published"
        ),
    )
    .help(say!(
        "要公开，在 _index.md 里加 [[dataset.field]] 和 name = \"{typed}\"；不公开的，再加 level = \"内部\"",
        "to publish it, add [[dataset.field]] with name = \"{typed}\" in _index.md; to keep it internal, level = \"internal\" as well"
    ))
}

fn header_twice(place: Place, name: &str, typed: &str) -> Diagnostic {
    Diagnostic::new(
        &DATASET_HEADER,
        place,
        say!(
            "“{typed}”和前面一列都是“{name}”，只用了前面的",
            "“{typed}” is {name} like a column before it; only the first is used"
        ),
    )
    .help(say!(
        "给其中一列改名，再用 [[dataset.field]] 说明它是什么",
        "rename one of them, and say with [[dataset.field]] what it is"
    ))
}

fn no_header(file: &File, sheet: &str, settings: &DatasetSettings) -> Diagnostic {
    let place = Place::Cell { file: file.path.clone(), sheet: sheet.to_owned(), row: 1, column: 1 };
    let title = &settings.field(settings.title).name;
    Diagnostic::new(
        &DATASET_TABLE,
        place,
        say!(
            "前 {TITLE_ROWS} 行里没有找到表头，这张表没有读",
            "no header was found in the first {TITLE_ROWS} rows, so this table was not read"
        ),
    )
    .help(say!(
        "表头里要有“{title}”一列；列名不同的，在 [[dataset.field]] 里写 name = \"{title}\"、aliases = [\"表里的列名\"]；不是这些数据的工作表，请移出这个文件",
        "the header needs a column {title}; if it is called otherwise, write name = \"{title}\" and aliases = [\"the header\"] in [[dataset.field]]; take sheets that hold other things out of the file"
    ))
}
