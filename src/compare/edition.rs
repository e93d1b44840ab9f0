//! One edition of a roll: a table file as people. Every row below a header becomes a person, a
//! group or a finding.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diag::Report;
use crate::load::{RollPart, RollReader, RollSheet, RollTables, cell_place, is_roll_sum, nameless};
use crate::model::{
    People, PeopleBuilder, PersonId, RollField, RollTable, RollTotals, RowPlace, is_group,
};
use crate::source::File;
use crate::source::table::Row;
use crate::text::PersonName;

/// An edition of a roll.
#[derive(Debug)]
pub struct Edition {
    /// The file it was read from.
    pub name: String,
    /// Its people and groups, in the order of the file. What is said of relatives is not kept.
    pub people: People,
    /// Where each stands, by [`PersonId`].
    pub places: Vec<RowPlace>,
    /// The sheets that were read.
    pub tables: Vec<RollTable>,
    /// What became of the rows.
    pub totals: RollTotals,
    /// Rows above a header, or in sheets that have none.
    pub titles: usize,
    /// What was found on the way.
    pub report: Report,
}

impl Edition {
    /// Reads `file`; `own` are headers of the office's own.
    pub fn read(file: &File, own: &BTreeMap<String, RollField>) -> Self {
        let mut tables = RollTables { reader: RollReader::Command, ..RollTables::default() };
        let mut rows = Rows::default();
        tables.read(file, own, &mut |part, found| match part {
            RollPart::Title(_) => rows.titles += 1,
            RollPart::Header(..) => {}
            RollPart::Entry(row, sheet) => rows.add(file, sheet, &row, found),
        });
        Self {
            name: file.path.name().to_owned(),
            people: rows.people.finish(),
            places: rows.places,
            tables: tables.tables,
            totals: rows.totals,
            titles: rows.titles,
            report: tables.found.finish(),
        }
    }

    /// Whether all of the file could be read.
    pub fn is_whole(&self) -> bool {
        super::is_whole(&self.report)
    }

    /// Where a person stands, as an office program shows it: `12`, or `名录!12` in a workbook.
    pub fn row(&self, person: PersonId) -> String {
        let place = self.places[person.0 as usize];
        let sheet = &self.tables[usize::from(place.table)].sheet;
        if sheet.is_empty() { place.row.to_string() } else { format!("{sheet}!{}", place.row) }
    }

    /// Whether it has a column for `field`.
    pub fn has(&self, field: RollField) -> bool {
        self.tables.iter().any(|table| table.columns.contains(&Some(field)))
            && field != RollField::Relatives
    }

    /// What is known of a person beside the name, for somebody who has to decide.
    pub fn about(&self, person: PersonId) -> String {
        const FIELDS: [(RollField, &str); 5] = [
            (RollField::Native, ""),
            (RollField::Birth, "生"),
            (RollField::Death, "卒"),
            (RollField::Unit, ""),
            (RollField::Post, ""),
        ];
        let said = FIELDS.into_iter().filter(|(field, _)| !self.get(person, *field).is_empty());
        let said = said.map(|(field, word)| format!("{}{word}", self.get(person, field)));
        said.collect::<Vec<_>>().join("，")
    }

    /// What `field` says of a person.
    pub fn get(&self, person: PersonId, field: RollField) -> &str {
        self.people.get(person, field)
    }
}

#[derive(Default)]
struct Rows {
    people: PeopleBuilder,
    places: Vec<RowPlace>,
    totals: RollTotals,
    titles: usize,
}

impl Rows {
    fn add(
        &mut self,
        file: &File,
        sheet: &RollSheet,
        row: &Row<'_>,
        found: &mut crate::diag::Capped,
    ) {
        let kind = sheet.columns.contains(&Some(RollField::Kind));
        let group = kind && is_group(row.cells.get(sheet.column(RollField::Kind)).trim());
        let said: Vec<(RollField, Cow<'_, str>)> = row
            .cells
            .iter()
            .filter_map(|(column, cell)| {
                let field = sheet.columns.get(column as usize - 1).copied().flatten()?;
                let said = (field != RollField::Relatives).then(|| cell.trim())?;
                Some((field, if group { said.into() } else { tidy(field, said) }))
            })
            .collect();
        if row.cells.iter().all(|(_, cell)| cell.trim().is_empty()) {
            return;
        }
        if is_roll_sum(&row.cells, sheet.column(RollField::Name)) {
            self.totals.sums += 1;
            return;
        }
        self.totals.rows += 1;
        if !said.iter().any(|(field, said)| *field == RollField::Name && !said.is_empty()) {
            self.totals.rejected += 1;
            found.push(nameless(cell_place(file, row, sheet.column(RollField::Name))));
            return;
        }
        self.people.add(said.iter().map(|(field, said)| (*field, &**said)));
        self.places.push(RowPlace { table: sheet.table, row: row.number });
        if group {
            self.totals.groups += 1;
        } else {
            self.totals.people += 1;
        }
    }
}

fn tidy(field: RollField, said: &str) -> Cow<'_, str> {
    match field {
        RollField::Name | RollField::Corrected if !said.is_empty() => {
            let name = PersonName::read(said).stored;
            if name == said { said.into() } else { name.into() }
        }
        _ => said.into(),
    }
}
