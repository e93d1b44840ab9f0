//! Rows of a roll's tables → people. Every row becomes a person, a group or a finding.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::headers::{Header, header};
use super::private::{Context, Private, ROLL_PRIVACY};
use super::sums::{Marks, Sum};
use super::{ROLL_HEADER, ROLL_REQUIRED, ROLL_ROW, ROLL_TABLE};
use crate::diag::{Capped, Diagnostic, Message, Place};
use crate::model::{
    Level, PeopleBuilder, RollField, RollSettings, RollTable, RollTotals, RowPlace, is_group,
};
use crate::say;
use crate::source::File;
use crate::source::table::{Row, TableOptions, read_table};

/// Rows in which the header is looked for.
const TITLE_ROWS: u32 = 20;

/// What was read so far.
#[derive(Debug, Default)]
pub struct Rows {
    /// The people.
    pub people: PeopleBuilder,
    /// Where each stands.
    pub places: Vec<RowPlace>,
    /// The tables.
    pub tables: Vec<RollTable>,
    /// What became of the rows.
    pub totals: RollTotals,
    /// What was found.
    pub found: Capped,
    /// Where sums are taken from.
    marks: Marks,
}

/// The header of a sheet, once it is found.
struct Sheet {
    table: u16,
    columns: Vec<Option<RollField>>,
    /// Fields that every person of the sheet must have, and for which it has a column.
    required: Vec<RollField>,
}

impl Sheet {
    /// The column of `field`, from 1; where there is none, the first.
    fn column(&self, field: RollField) -> u32 {
        let at = self.columns.iter().position(|there| *there == Some(field)).unwrap_or(0);
        u32::try_from(at + 1).unwrap_or(1)
    }

    /// What else a row says.
    fn context(&self, row: &Row<'_>) -> Context {
        let has = |field| self.columns.contains(&Some(field));
        let said = |field| if has(field) { row.cells.get(self.column(field)).trim() } else { "" };
        let status = said(RollField::Status);
        Context {
            is_of_living: ["健在", "在世"].iter().any(|word| status.contains(word)),
            names_relatives: !said(RollField::Relatives).is_empty(),
        }
    }
}

impl Rows {
    /// Reads one file of the roll.
    pub fn read(&mut self, file: &File, settings: &RollSettings) {
        let mut sheet: Option<(String, Result<Sheet, u32>)> = None;
        let mut each = |row: Row<'_>| {
            if sheet.as_ref().is_none_or(|(name, _)| name != row.sheet) {
                sheet = Some((row.sheet.to_owned(), Err(0)));
            }
            let (_, state) = sheet.as_mut().expect("set above");
            match state {
                Ok(sheet) => self.row(file, sheet, &row, settings),
                Err(seen) => {
                    *seen += 1;
                    match self.header(file, &row, settings) {
                        Some(header) => *state = Ok(header),
                        None if *seen >= TITLE_ROWS => {
                            self.found.push(no_header(file, row.sheet));
                            return ControlFlow::Break(());
                        }
                        None => {}
                    }
                }
            }
            ControlFlow::Continue(())
        };
        let told = read_table(file, &TableOptions::default(), &mut each);
        let found_none = sheet.as_ref().is_none_or(|(_, state)| state.is_err());
        match told {
            Ok(told) => {
                super::told::notes(file, &told, &mut self.found);
                if found_none
                    && sheet
                        .as_ref()
                        .is_none_or(|(_, s)| s.as_ref().is_err_and(|n| *n < TITLE_ROWS))
                {
                    self.found.push(no_header(file, ""));
                }
            }
            Err(fault) => self.found.push(super::told::fault(file, &fault)),
        }
    }

    /// The header, when `row` is one: it names people and something else, or people alone in a
    /// table of one column.
    fn header(&mut self, file: &File, row: &Row<'_>, settings: &RollSettings) -> Option<Sheet> {
        let means: Vec<(u32, &str, Header)> = row
            .cells
            .iter()
            .map(|(column, cell)| (column, cell.trim(), header(cell, &settings.headers)))
            .collect();
        let fields = means.iter().filter(|(.., means)| matches!(means, Header::Field(_))).count();
        let named = means.iter().any(|(.., means)| *means == Header::Field(RollField::Name));
        if !named || (fields < 2 && means.len() > 1) {
            return None;
        }
        let mut columns: Vec<Option<RollField>> = vec![None; row.cells.width() as usize];
        for (column, typed, means) in means {
            let place = || cell_place(file, row, column);
            match means {
                Header::Field(field) if columns.contains(&Some(field)) => {
                    self.found.push(header_twice(place(), field, typed));
                }
                Header::Field(field) => columns[column as usize - 1] = Some(field),
                Header::Unknown if !typed.is_empty() => {
                    self.found.push(unknown_header(place(), typed));
                }
                Header::Rank | Header::Unknown => {}
            }
        }
        let table = u16::try_from(self.tables.len()).expect("fewer than 65 536 tables");
        self.tables.push(RollTable {
            file: file.path.clone(),
            sheet: row.sheet.to_owned(),
            columns: columns.clone(),
        });
        self.marks = Marks { sheet: self.totals, sum: self.totals };
        let (required, missing): (Vec<_>, Vec<_>) =
            settings.required.iter().partition(|field| columns.contains(&Some(**field)));
        for field in missing {
            let place = || cell_place(file, row, 1);
            self.found.add(&ROLL_REQUIRED, || no_column(place(), field));
        }
        Some(Sheet { table, columns, required })
    }

    fn row(&mut self, file: &File, sheet: &Sheet, row: &Row<'_>, settings: &RollSettings) {
        let mut said: Vec<(RollField, Cow<'_, str>)> = Vec::with_capacity(sheet.columns.len());
        let mut is_blank = true;
        if let Some(sum) = Sum::read(&row.cells, sheet.column(RollField::Name)) {
            let place = |column| cell_place(file, row, column);
            self.marks.compare(&sum, self.totals, place, &mut self.found);
            self.totals.sums += 1;
            return;
        }
        let has_kind = sheet.columns.contains(&Some(RollField::Kind));
        let is_entry_of_group =
            has_kind && is_group(row.cells.get(sheet.column(RollField::Kind)).trim());
        for (column, cell) in row.cells.iter() {
            let cell = cell.trim();
            is_blank &= cell.is_empty();
            let field = sheet.columns.get(column as usize - 1).copied().flatten();
            let Some(field) = field.filter(|_| !cell.is_empty()) else { continue };
            let place = || cell_place(file, row, column);
            let level = *settings.levels.get(&field).unwrap_or(&Level::Public);
            if let Some(private) = Private::find(field, cell, || sheet.context(row)) {
                if level != Level::Internal {
                    self.found.add(&ROLL_PRIVACY, || private.finding(place(), field));
                }
                continue;
            }
            if field == RollField::Name && !is_name(cell) {
                continue;
            }
            let value = if is_entry_of_group && field == RollField::Name {
                // Titles of groups hold what no person's name does.
                Cow::Borrowed(cell)
            } else {
                super::value::tidy(field, cell, &place, &mut self.found)
            };
            match level {
                Level::Internal => {}
                Level::Masked => said.push((field, super::value::mask(field, &value).into())),
                Level::Public => said.push((field, value)),
            }
        }
        if is_blank {
            return;
        }
        self.totals.rows += 1;
        if !said.iter().any(|(field, name)| *field == RollField::Name && is_name(name)) {
            self.totals.rejected += 1;
            let place = || cell_place(file, row, sheet.column(RollField::Name));
            self.found.add(&ROLL_ROW, || nameless(place()));
            return;
        }
        if !is_entry_of_group {
            self.missing(file, sheet, row);
        }
        self.people.add(said.iter().map(|(field, said)| (*field, &**said)));
        self.places.push(RowPlace { table: sheet.table, row: row.number });
        if is_entry_of_group {
            self.totals.groups += 1;
        } else {
            self.totals.people += 1;
        }
    }

    /// Tells the required fields that a person does not have.
    fn missing(&mut self, file: &File, sheet: &Sheet, row: &Row<'_>) {
        for field in &sheet.required {
            let column = sheet.column(*field);
            if row.cells.get(column).trim().is_empty() {
                let name = row.cells.get(sheet.column(RollField::Name)).trim();
                let place = || cell_place(file, row, column);
                self.found.add(&ROLL_REQUIRED, || no_value(place(), *field, name));
            }
        }
    }
}

/// Whether a name is one: a number alone is none.
fn is_name(name: &str) -> bool {
    !name.bytes().all(|b| b.is_ascii_digit())
}

fn cell_place(file: &File, row: &Row<'_>, column: u32) -> Place {
    Place::Cell { file: file.path.clone(), sheet: row.sheet.to_owned(), row: row.number, column }
}

fn nameless(place: Place) -> Diagnostic {
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

fn no_header(file: &File, sheet: &str) -> Diagnostic {
    let place = Place::Cell { file: file.path.clone(), sheet: sheet.to_owned(), row: 1, column: 1 };
    Diagnostic::new(
        &ROLL_TABLE,
        place,
        say!("前 {TITLE_ROWS} 行里没有找到表头，这张表没有读", "no header was found in the first {TITLE_ROWS} rows, so this table was not read"),
    )
    .help(say!(
        "表头里要有“姓名”一列；列名不同的，在 _index.md 的 [roll] 里写 headers = [\"列名 = 姓名\"]",
        "the header needs a column 姓名 (name); if it is called otherwise, write headers = [\"Column = name\"] in [roll] of _index.md"
    ))
}

fn unknown_header(place: Place, typed: &str) -> Diagnostic {
    Diagnostic::new(
        &ROLL_HEADER,
        place,
        say!(
            "不认识“{typed}”这一列，它的内容没有公开",
            "the column “{typed}” is unknown, so nothing of it is published"
        ),
    )
    .help(say!(
        "要公开，在 _index.md 的 [roll] 里写 headers = [\"{typed} = 字段名\"]；不公开，可写 headers = [\"{typed} = 亲属\"]（内部字段）",
        "to publish it, write headers = [\"{typed} = field\"] in [roll] of _index.md; to keep it internal, headers = [\"{typed} = relatives\"]"
    ))
}

fn header_twice(place: Place, field: RollField, typed: &str) -> Diagnostic {
    let (zh, en) = (field.title(), field.key());
    let message: Message = say!(
        "“{typed}”和前面一列都是“{zh}”，只用了前面的",
        "“{typed}” is {en} like a column before it; only the first is used"
    );
    Diagnostic::new(&ROLL_HEADER, place, message).help(say!(
        "给其中一列改名，或用 headers 指明各是什么",
        "rename one of them, or say with headers what each is"
    ))
}
