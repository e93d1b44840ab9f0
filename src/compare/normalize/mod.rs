//! One table of a roll, put in order: standard headers in the standard order, names and dates in
//! their standard forms, and a log of every change. Loses nothing: what it does not know it keeps,
//! what it leaves out it says.

mod change;
mod write;

use std::collections::BTreeMap;

pub use self::change::Change;
use self::change::{Spot, date_why, name_why, signs_why};
pub use self::write::TextTable;
use crate::diag::Report;
use crate::load::{
    RollPart, RollReader, RollSheet, RollTables, cell_place, clean, is_roll_sum, nameless,
};
use crate::model::{RollField, is_group};
use crate::say;
use crate::source::File;
use crate::source::table::Row;
use crate::text::{PersonName, UncertainDate};

/// A table in order.
#[derive(Debug, Default)]
pub struct Normalized {
    /// The file it was read from.
    pub name: String,
    /// Titles of columns that are no standard field, as they were typed.
    extra: Vec<String>,
    /// By row, the column of every text.
    rows: Vec<Vec<(usize, Box<str>)>>,
    /// Everything that is otherwise than in the original, in the order of the original.
    pub changes: Vec<Change>,
    /// Rows below a header that were not blank.
    pub read: usize,
    /// Rows that have no name and are not in the table; the log has them.
    pub rejected: usize,
    /// What was found on the way.
    pub report: Report,
}

/// The first column that is no standard field.
const EXTRA: usize = RollField::ALL.len();
/// The column that says which sheet a row was in, when there were several.
const SHEET: &str = "原工作表";

/// Puts the table `file` in order; `own` are headers of the office's own.
pub fn normalize(file: &File, own: &BTreeMap<String, RollField>) -> Normalized {
    let mut tables = RollTables { reader: RollReader::Command, ..RollTables::default() };
    let mut work = Work {
        file,
        columns: Vec::new(),
        sheets: Vec::new(),
        done: Normalized { name: file.path.name().to_owned(), ..Normalized::default() },
    };
    tables.read(file, own, &mut |part, found| match part {
        RollPart::Title(row) => work.title(&row),
        RollPart::Header(row, sheet) => work.header(&row, sheet),
        RollPart::Entry(row, sheet) => work.row(&row, sheet, found),
    });
    let Work { sheets, mut done, .. } = work;
    done.report = tables.found.finish();
    if tables.tables.len() > 1 {
        let column = EXTRA + done.extra.len();
        done.extra.push(SHEET.to_owned());
        for (row, table) in done.rows.iter_mut().zip(sheets) {
            row.push((column, tables.tables[usize::from(table)].sheet.as_str().into()));
        }
    }
    done
}

impl Normalized {
    /// Whether all of the file could be read.
    pub fn is_whole(&self) -> bool {
        super::is_whole(&self.report)
    }

    /// Rows that were written.
    pub fn written(&self) -> usize {
        self.rows.len()
    }
}

struct Work<'f> {
    file: &'f File,
    /// Where each column of the present sheet goes, from the left.
    columns: Vec<usize>,
    /// By row, the sheet it was in.
    sheets: Vec<u16>,
    done: Normalized,
}

impl Work<'_> {
    fn title(&mut self, row: &Row<'_>) {
        for (column, cell) in row.cells.iter().filter(|(_, cell)| !cell.trim().is_empty()) {
            let spot = Spot::of(row, column, "");
            let why = say!("表头以上的文字，没有写进", "a text above the header; left out");
            self.done.changes.push(spot.change(cell, "", why));
        }
    }

    fn header(&mut self, row: &Row<'_>, sheet: &RollSheet) {
        self.columns.clear();
        for (at, field) in (1..).zip(&sheet.columns) {
            let typed = row.cells.get(at);
            let column = match field {
                Some(field) => *field as usize,
                None => self.extra(typed, at),
            };
            self.columns.push(column);
            let title = self.title_of(column);
            if title != typed {
                let spot = Spot::of(row, at, &title);
                let why = say!("列名改为标准写法", "the standard header");
                self.done.changes.push(spot.change(typed, &title, why));
            }
        }
    }

    /// The column for what is headed `typed`; another sheet's of that title is the same.
    fn extra(&mut self, typed: &str, at: u32) -> usize {
        let typed = typed.trim();
        let letters = || format!("未命名列{}", crate::diag::column_letters(at));
        let mut title = if typed.is_empty() { letters() } else { typed.to_owned() };
        while RollField::ALL.iter().any(|(.., standard)| *standard == title)
            || self.columns.iter().any(|column| self.title_of(*column) == title)
        {
            title.push_str("（又）");
        }
        let known = self.done.extra.iter().position(|other| *other == title);
        let at = known.unwrap_or_else(|| {
            self.done.extra.push(title);
            self.done.extra.len() - 1
        });
        EXTRA + at
    }

    fn title_of(&self, column: usize) -> String {
        title_of(&self.done.extra, column).to_owned()
    }

    fn row(&mut self, row: &Row<'_>, sheet: &RollSheet, found: &mut crate::diag::Capped) {
        if row.cells.iter().all(|(_, cell)| cell.trim().is_empty()) {
            return;
        }
        let column = sheet.column(RollField::Name);
        if is_roll_sum(&row.cells, column) {
            let why = say!("合计行不是人，没有写进", "a row of sums is nobody; left out");
            self.done.changes.push(Spot::of(row, column, "姓名").change(&whole(row), "", why));
            return;
        }
        self.done.read += 1;
        let has = |field| sheet.columns.contains(&Some(field));
        let said = |field| row.cells.get(sheet.column(field)).trim();
        if !has(RollField::Name) || PersonName::read(said(RollField::Name)).stored.is_empty() {
            self.reject(row, sheet, found);
            return;
        }
        let group = has(RollField::Kind) && is_group(said(RollField::Kind));
        let mut cells = Vec::with_capacity(row.cells.len());
        for (at, cell) in row.cells.iter() {
            while self.columns.len() < at as usize {
                let beyond = u32::try_from(self.columns.len() + 1).expect("few columns");
                let column = self.extra("", beyond);
                self.columns.push(column);
            }
            let column = self.columns[at as usize - 1];
            let field = RollField::ALL.get(column).map(|(field, ..)| *field);
            let said = self.tidy(row, (at, column), cell, field.filter(|_| !group));
            if !said.is_empty() {
                cells.push((column, said.into_boxed_str()));
            }
        }
        self.done.rows.push(cells);
        self.sheets.push(sheet.table);
    }

    fn reject(&mut self, row: &Row<'_>, sheet: &RollSheet, found: &mut crate::diag::Capped) {
        self.done.rejected += 1;
        let column = sheet.column(RollField::Name);
        found.push(nameless(cell_place(self.file, row, column)));
        let why = say!("这一行没有姓名，没有写进", "this row has no name and was left out");
        self.done.changes.push(Spot::of(row, column, "姓名").change(&whole(row), "", why));
    }

    /// What a cell says in its standard form; a change is logged.
    fn tidy(
        &mut self,
        row: &Row<'_>,
        (at, column): (u32, usize),
        cell: &str,
        field: Option<RollField>,
    ) -> String {
        let said = cell.trim();
        let (tidy, why) = match field {
            Some(RollField::Name | RollField::Corrected) if !said.is_empty() => {
                let name = PersonName::read(said);
                let why = name_why(&name, said);
                (name.stored, why)
            }
            Some(RollField::Birth | RollField::Death | RollField::Joined) if !said.is_empty() => {
                match UncertainDate::parse(said) {
                    Ok(date) => (date.chinese(), date_why(None)),
                    Err(fault) => (said.to_owned(), date_why(Some(fault))),
                }
            }
            Some(field) => {
                let (clean, signs) = clean(field, said);
                (clean.into_owned(), signs_why(&signs))
            }
            None => (said.to_owned(), None),
        };
        let remark = why.as_ref().filter(|(always, _)| *always);
        if tidy != cell || remark.is_some() {
            let spaces = say!("去掉首尾的空白", "spaces at the ends were taken out");
            let why =
                why.filter(|(always, _)| *always || tidy != said).map_or(spaces, |(_, why)| why);
            let title = self.title_of(column);
            self.done.changes.push(Spot::of(row, at, &title).change(cell, &tidy, why));
        }
        tidy
    }
}

/// All that a row says, in one.
fn whole(row: &Row<'_>) -> String {
    row.cells.iter().map(|(_, cell)| cell.trim()).collect::<Vec<_>>().join(" | ")
}

fn title_of(extra: &[String], column: usize) -> &str {
    match RollField::ALL.get(column) {
        Some((.., title)) => title,
        None => &extra[column - EXTRA],
    }
}
