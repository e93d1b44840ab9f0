//! Rows typed as `[[row]]` in a TOML file. Never looks at what a value means.

use std::ops::Range;

use super::rows::Rows;
use super::rules::{DATASET_HEADER, DATASET_TABLE};
use super::sheets::named;
use crate::diag::{Capped, Diagnostic, Place};
use crate::load::data::{Data, Table, Value, read_toml};
use crate::load::front::broken;
use crate::load::record::as_text;
use crate::model::{DatasetTable, FieldId};
use crate::say;
use crate::source::File;

/// Reads `file`.
pub fn read(file: &File, rows: &mut Rows<'_>, found: &mut Capped) {
    // A file that cannot be decoded is told of with the other files.
    let Some(text) = file.text() else { return };
    let (table, faults) = read_toml(text, 0..text.len());
    for fault in faults {
        found.push(broken(&file.path, fault));
    }
    let records = records(&table);
    if records.is_empty() {
        found.push(no_rows(file));
        return;
    }
    let mut read: Vec<Vec<(FieldId, String, Range<usize>)>> = Vec::new();
    for record in records {
        read.push(values(file, record, rows, found));
    }
    let mut columns: Vec<FieldId> = read.iter().flatten().map(|(field, ..)| *field).collect();
    columns.sort_unstable();
    columns.dedup();
    let spans = |row: &Vec<(FieldId, String, Range<usize>)>| {
        row.iter().map(|(field, _, span)| (*field, span.clone())).collect()
    };
    let table = DatasetTable {
        file: file.path.clone(),
        sheet: String::new(),
        columns: columns.into_iter().map(Some).collect(),
        spans: read.iter().map(spans).collect(),
    };
    rows.begin(table, &Place::File(file.path.clone()), found);
    for (number, row) in (1..).zip(&read) {
        let said: Vec<(FieldId, &str)> =
            row.iter().map(|(field, text, _)| (*field, text.as_str())).collect();
        if !said.is_empty() {
            rows.take(number, &said, found);
        }
    }
}

/// The tables of every list at the top, whatever it is called: `[[row]]`, `[[行]]`.
fn records(table: &Table) -> Vec<&Table> {
    let lists = table.entries.iter().filter_map(|(_, _, data)| match &data.value {
        Value::List(list) => Some(list),
        Value::Empty | Value::Text(_) | Value::Number(_) | Value::Flag(_) | Value::Table(_) => None,
    });
    lists.flatten().filter_map(as_table).collect()
}

fn as_table(data: &Data) -> Option<&Table> {
    match &data.value {
        Value::Table(table) => Some(table),
        Value::Empty | Value::Text(_) | Value::Number(_) | Value::Flag(_) | Value::List(_) => None,
    }
}

fn values(
    file: &File,
    record: &Table,
    rows: &Rows<'_>,
    found: &mut Capped,
) -> Vec<(FieldId, String, Range<usize>)> {
    let mut values = Vec::new();
    for (key, place, data) in &record.entries {
        match named(rows.settings, key) {
            Some(field) => {
                values.extend(as_text(data).map(|text| (field, text, data.span.clone())));
            }
            None => found.add(&DATASET_HEADER, || {
                super::sheets::unknown_header(Place::span(&file.path, place.clone()), key)
            }),
        }
    }
    values
}

fn no_rows(file: &File) -> Diagnostic {
    Diagnostic::new(
        &DATASET_TABLE,
        Place::File(file.path.clone()),
        say!("文件里没有一行 [[row]]", "the file has no [[row]]"),
    )
    .help(say!(
        "每一行写一个 [[row]]，下面写 字段 = \"内容\"",
        "write [[row]] for each row, and below it field = \"value\""
    ))
}
