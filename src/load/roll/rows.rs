//! Rows of a roll's tables → people. Every row becomes a person, a group or a finding.

use std::borrow::Cow;

use super::number::{Changed, ROLL_NUMBER, unwrapped};
use super::plain::Plain;
use super::private::{Context, Private, ROLL_PRIVACY};
use super::sheets::{RollPart, RollSheet, RollTables, cell_place};
use super::signs::Signs;
use super::sums::{Marks, Sum};
use super::{ROLL_CELL, ROLL_REQUIRED, ROLL_ROW};
use crate::diag::{Capped, Diagnostic, Place};
use crate::model::{
    Level, PeopleBuilder, RollField, RollSettings, RollTotals, RowPlace, TextId, is_group,
};
use crate::say;
use crate::source::File;
use crate::source::table::{Row, TableKind};

/// What was read so far.
#[derive(Debug, Default)]
pub struct Rows {
    /// The people.
    pub people: PeopleBuilder,
    /// Where each stands.
    pub places: Vec<RowPlace>,
    /// What became of the rows.
    pub totals: RollTotals,
    /// Where sums are taken from.
    marks: Marks,
    /// Whether the file is a workbook, whose program may have changed numbers.
    is_workbook: bool,
    /// Fields that every person of the sheet must have, and for which it has a column.
    required: Vec<RollField>,
    /// Signs that are not what they look like.
    pub signs: Signs,
    /// Cells that need no second look.
    plain: Plain,
}

/// What a cell says.
enum Said<'a> {
    /// Words that were read before in the same field and are plain.
    Again(TextId),
    /// Other words, and whether they are plain.
    New(Cow<'a, str>, bool),
}

impl Said<'_> {
    fn text<'a>(&'a self, people: &'a PeopleBuilder) -> &'a str {
        match self {
            Self::Again(text) => people.so_far().say(*text),
            Self::New(text, _) => text,
        }
    }
}

/// Characters (of UTF-16, as office programs count) that a cell can hold. More stand there only
/// where a quote is missing and rows run together.
const LONGEST: usize = 32_767;

impl Rows {
    /// Reads one file of the roll.
    pub fn read(&mut self, file: &File, settings: &RollSettings, tables: &mut RollTables) {
        // What a workbook may hold and what a text table may are two things.
        self.plain = Plain::default();
        tables.read(file, &settings.headers, &mut |part, found| match part {
            RollPart::Title(_) => {}
            RollPart::Header(row, sheet) => self.begin(file, sheet, &row, settings, found),
            RollPart::Entry(row, sheet) => self.row(file, sheet, &row, settings, found),
        });
    }

    /// Begins a sheet.
    fn begin(
        &mut self,
        file: &File,
        sheet: &RollSheet,
        row: &Row<'_>,
        settings: &RollSettings,
        found: &mut Capped,
    ) {
        self.marks = Marks { sheet: self.totals, sum: self.totals };
        self.is_workbook = TableKind::of(&file.path) != Some(TableKind::Text);
        let has = |field: &RollField| sheet.columns.contains(&Some(*field));
        for field in settings.required.iter().filter(|field| !has(field)) {
            found.add(&ROLL_REQUIRED, || no_column(cell_place(file, row, 1), *field));
        }
        self.required = settings.required.iter().copied().filter(has).collect();
    }

    fn row(
        &mut self,
        file: &File,
        sheet: &RollSheet,
        row: &Row<'_>,
        settings: &RollSettings,
        found: &mut Capped,
    ) {
        let mut said: Vec<(RollField, Said<'_>)> = Vec::with_capacity(sheet.columns.len());
        let mut is_blank = true;
        if let Some(sum) = Sum::read(&row.cells, sheet.column(RollField::Name)) {
            let place = |column| cell_place(file, row, column);
            self.marks.compare(&sum, self.totals, place, found);
            self.totals.sums += 1;
            return;
        }
        let has_kind = sheet.columns.contains(&Some(RollField::Kind));
        let is_entry_of_group =
            has_kind && is_group(row.cells.get(sheet.column(RollField::Kind)).trim());
        for (column, typed) in row.cells.iter() {
            let typed = typed.trim();
            is_blank &= typed.is_empty();
            let field = sheet.columns.get(column as usize - 1).copied().flatten();
            let Some(field) = field.filter(|_| !typed.is_empty()) else { continue };
            let before = self.people.find(typed);
            if let Some(text) = before.filter(|text| self.plain.has(field, *text)) {
                said.push((field, Said::Again(text)));
                continue;
            }
            let (found_before, asked) = (found.total(), std::cell::Cell::new(false));
            let place = || cell_place(file, row, column);
            if is_too_long(typed) {
                found.add(&ROLL_CELL, || too_long(place(), field, typed));
                continue;
            }
            let level = *settings.levels.get(&field).unwrap_or(&Level::Public);
            let cell = self.signs.clean(field, unwrapped(typed), &place);
            if let Some(private) = Private::find(field, &cell, || {
                asked.set(true);
                context(sheet, row)
            }) {
                if level != Level::Internal {
                    found.add(&ROLL_PRIVACY, || private.finding(place(), field));
                }
                continue;
            }
            if let Some(changed) = Changed::find(field, &cell, self.is_workbook) {
                found.add(&ROLL_NUMBER, || changed.finding(place(), field, &cell));
            }
            if field == RollField::Name && !is_name(&cell) {
                continue;
            }
            // Titles of groups hold what no person's name does.
            let is_title = is_entry_of_group && field == RollField::Name;
            let value = match cell {
                _ if is_title => cell,
                Cow::Borrowed(cell) => super::value::tidy(field, cell.trim(), &place, found),
                Cow::Owned(cell) => {
                    super::value::tidy(field, cell.trim(), &place, found).into_owned().into()
                }
            };
            match level {
                Level::Internal => {}
                Level::Masked => {
                    said.push((field, Said::New(super::value::mask(field, &value).into(), false)));
                }
                Level::Public => {
                    // What the rest of the row decided may be decided otherwise in another.
                    let is_plain = *value == *typed
                        && matches!(value, Cow::Borrowed(_))
                        && !(is_title || asked.get())
                        && found.total() == found_before;
                    said.push((field, Said::New(value, is_plain)));
                }
            }
        }
        if is_blank {
            return;
        }
        self.totals.rows += 1;
        let is_named = |(field, name): &(RollField, Said<'_>)| {
            *field == RollField::Name && is_name(name.text(&self.people))
        };
        if !said.iter().any(is_named) {
            self.totals.rejected += 1;
            let place = || cell_place(file, row, sheet.column(RollField::Name));
            found.add(&ROLL_ROW, || nameless(place()));
            return;
        }
        if !is_entry_of_group {
            self.missing(file, sheet, row, found);
        }
        self.add(&said);
        self.places.push(RowPlace { table: sheet.table, row: row.number });
        if is_entry_of_group {
            self.totals.groups += 1;
        } else {
            self.totals.people += 1;
        }
    }

    fn add(&mut self, said: &[(RollField, Said<'_>)]) {
        let mut texts = Vec::with_capacity(said.len());
        for (field, said) in said {
            let text = match said {
                Said::Again(text) => *text,
                Said::New(text, _) => self.people.text(text),
            };
            if matches!(said, Said::New(_, true)) {
                self.plain.add(*field, text);
            }
            texts.push((*field, text));
        }
        self.people.add_texts(texts);
    }

    /// Tells the required fields that a person does not have.
    fn missing(&self, file: &File, sheet: &RollSheet, row: &Row<'_>, found: &mut Capped) {
        for field in &self.required {
            let column = sheet.column(*field);
            if row.cells.get(column).trim().is_empty() {
                let name = row.cells.get(sheet.column(RollField::Name)).trim();
                let place = || cell_place(file, row, column);
                found.add(&ROLL_REQUIRED, || no_value(place(), *field, name));
            }
        }
    }
}

/// What else a row says.
fn context(sheet: &RollSheet, row: &Row<'_>) -> Context {
    let has = |field| sheet.columns.contains(&Some(field));
    let said = |field| if has(field) { row.cells.get(sheet.column(field)).trim() } else { "" };
    let status = said(RollField::Status);
    Context {
        is_of_living: ["健在", "在世"].iter().any(|word| status.contains(word)),
        names_relatives: !said(RollField::Relatives).is_empty(),
    }
}

/// Whether a name is one: a number alone is none.
fn is_name(name: &str) -> bool {
    !name.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a cell is longer than any that an office program wrote.
fn is_too_long(cell: &str) -> bool {
    cell.len() > LONGEST && cell.encode_utf16().count() > LONGEST
}

fn too_long(place: Place, field: RollField, typed: &str) -> Diagnostic {
    let (zh, en, count) = (field.title(), field.key(), typed.chars().count());
    Diagnostic::new(
        &ROLL_CELL,
        place,
        say!(
            "“{zh}”这一格有 {count} 个字，超过表格软件一格的上限（{LONGEST}），没有收进名录",
            "this cell of {en} has {count} characters, more than office programs allow ({LONGEST}), and was not taken into the roll"
        ),
    )
    .help(say!(
        "多半是前后少了一个英文引号，几行并成了一格；真有这么长的，写到 people/ 的生平里",
        "a quote is probably missing, so that rows ran together; a text that really is so long belongs in a life below people/"
    ))
}

/// A row without a name.
pub fn nameless(place: Place) -> Diagnostic {
    Diagnostic::new(
        &ROLL_ROW,
        place,
        say!("这一行没有姓名，没有收进名录", "this row has no name and is not in the roll"),
    )
    .help(say!(
        "补上姓名；姓名不详的写“□□□”或“无名烈士”；不是人的行（合计、说明）请移到表外",
        "fill in the name; write □□□ or 无名烈士 when it is unknown; move rows that are nobody (totals, notes) out of the table"
    ))
}

fn no_column(place: Place, field: RollField) -> Diagnostic {
    let (zh, en) = (field.title(), field.key());
    Diagnostic::new(
        &ROLL_REQUIRED,
        place,
        say!("这张表没有“{zh}”一列，而它是必填的", "this table has no column {en}, which is required"),
    )
    .help(say!(
        "补上这一列；列名不同的，在 [roll] 里写 headers = [\"列名 = {zh}\"]；不必填的，从 required 里去掉",
        "add the column; if it is called otherwise, write headers = [\"Column = {en}\"] in [roll]; or take it out of required"
    ))
}

fn no_value(place: Place, field: RollField, name: &str) -> Diagnostic {
    let (zh, en) = (field.title(), field.key());
    Diagnostic::new(&ROLL_REQUIRED, place, say!("“{name}”没有填“{zh}”", "“{name}” has no {en}"))
        .help(say!(
            "查档案补上；查不到的写“不详”",
            "fill it in from the files; write 不详 when it is unknown"
        ))
}
