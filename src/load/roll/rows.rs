//! Rows of a roll's tables → people. Every row becomes a person, a group or a finding.

use std::borrow::Cow;

use super::ROLL_ROW;
use super::found::Found;
use super::sheets::{RollPart, RollSheet, RollTables, cell_place};
use crate::diag::{Diagnostic, Place};
use crate::model::{Level, PeopleBuilder, RollField, RollSettings, RollTotals, RowPlace, is_group};
use crate::say;
use crate::source::File;
use crate::source::table::Row;

/// What was read so far.
#[derive(Debug, Default)]
pub struct Rows {
    /// The people.
    pub people: PeopleBuilder,
    /// Where each stands.
    pub places: Vec<RowPlace>,
    /// What became of the rows.
    pub totals: RollTotals,
}

impl Rows {
    /// Reads one file of the roll.
    pub fn read(&mut self, file: &File, settings: &RollSettings, tables: &mut RollTables) {
        tables.read(file, &settings.headers, &mut |part, found| match part {
            RollPart::Title(_) | RollPart::Header(..) => {}
            RollPart::Entry(row, sheet) => self.row(file, sheet, &row, settings, found),
        });
    }

    fn row(
        &mut self,
        file: &File,
        sheet: &RollSheet,
        row: &Row<'_>,
        settings: &RollSettings,
        found: &mut Found,
    ) {
        let mut said: Vec<(RollField, Cow<'_, str>)> = Vec::with_capacity(sheet.columns.len());
        let mut is_blank = true;
        let kind = sheet.columns.iter().position(|field| *field == Some(RollField::Kind));
        let kind = kind.and_then(|at| u32::try_from(at + 1).ok()).map(|at| row.cells.get(at));
        let is_entry_of_group = kind.is_some_and(|kind| is_group(kind.trim()));
        for (column, cell) in row.cells.iter() {
            let cell = cell.trim();
            is_blank &= cell.is_empty();
            let field = sheet.columns.get(column as usize - 1).copied().flatten();
            let Some(field) = field.filter(|_| !cell.is_empty()) else { continue };
            let place = || cell_place(file, row, column);
            let value = if is_entry_of_group && field == RollField::Name {
                // Titles of groups hold what no person's name does.
                Cow::Borrowed(cell)
            } else {
                super::value::tidy(field, cell, &place, found)
            };
            match settings.levels.get(&field).unwrap_or(&Level::Public) {
                Level::Internal => {}
                Level::Masked => said.push((field, super::value::mask(field, &value).into())),
                Level::Public => said.push((field, value)),
            }
        }
        if is_blank {
            return;
        }
        self.totals.rows += 1;
        if !said.iter().any(|(field, name)| *field == RollField::Name && !name.is_empty()) {
            self.totals.rejected += 1;
            found.push(nameless(cell_place(file, row, sheet.column(RollField::Name))));
            return;
        }
        self.people.add(said.iter().map(|(field, said)| (*field, &**said)));
        self.places.push(RowPlace { table: sheet.table, row: row.number });
        if is_entry_of_group {
            self.totals.groups += 1;
        } else {
            self.totals.people += 1;
        }
    }
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
