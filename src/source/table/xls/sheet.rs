//! The cells of one sheet of an old workbook.
//!
//! Nothing says that cells come in order, so that those of a sheet are sorted first. Their texts
//! stay where they are.

use super::super::fault::Step;
use super::super::note::{Merged, Oddity};
use super::super::row::Rows;
use super::record::{self, Record};
use super::strings::Field;
use super::{Shared, Stream};

/// A cell; both numbers count from 0.
struct Cell {
    row: u16,
    column: u16,
    value: Value,
}

/// What is in a cell.
enum Value {
    /// A text that cells share, by its number.
    Shared(u32),
    Text(Box<str>),
    /// A number with its style.
    Number(f64, u16),
    Truth(bool),
    Error,
    /// A formula whose result is the text that follows.
    Awaited,
}

/// Reads the sheet that begins here into `rows`.
pub(super) fn read(records: &mut Stream<'_>, shared: &Shared, rows: &mut Rows<'_>) -> Step {
    let (mut cells, mut hidden, mut depth) = (Vec::new(), Vec::new(), 0);
    while let Some(record) = records.next()? {
        match record.kind {
            record::BEGIN => depth += 1,
            record::END => depth -= 1,
            // What is deeper is a chart within the sheet.
            _ if depth > 1 => continue,
            _ => {
                take(&record, shared, &mut cells).ok_or_else(record::broken)?;
                note_layout(&record, rows, &mut hidden).ok_or_else(record::broken)?;
            }
        }
        if depth <= 0 {
            break;
        }
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    hidden.sort_unstable();
    for row in hidden {
        rows.note(Oddity::HiddenRow, row, None);
    }
    give(&cells, shared, rows)
}

/// Takes the cells of a record; none when it is damaged.
fn take(record: &Record, shared: &Shared, cells: &mut Vec<Cell>) -> Option<()> {
    let mut field = Field::new(record);
    if record.kind == record::RESULT_TEXT {
        if let Some(cell) = cells.last_mut().filter(|cell| matches!(cell.value, Value::Awaited)) {
            cell.value = Value::Text(field.long_text(shared.charset)?.into());
        }
        return Some(());
    }
    if !is_cell(record.kind) {
        return Some(());
    }
    let (row, mut column) = (field.u16()?, field.u16()?);
    if record.kind == record::SHORT_NUMBERS {
        while field.left() >= 8 {
            let (style, number) = (field.u16()?, short_number(field.u32()?));
            cells.push(Cell { row, column, value: Value::Number(number, style) });
            column = column.checked_add(1)?;
        }
        return Some(());
    }
    let style = field.u16()?;
    let value = match record.kind {
        record::NUMBER => Value::Number(f64::from_le_bytes(field.array()?), style),
        record::SHORT_NUMBER => Value::Number(short_number(field.u32()?), style),
        record::SHARED_TEXT => Value::Shared(field.u32()?),
        record::FORMULA => result(field.array()?, style),
        record::TRUTH_OR_ERROR => match (field.u8()?, field.u8()?) {
            (truth, 0) => Value::Truth(truth > 0),
            _ => Value::Error,
        },
        _ => Value::Text(field.long_text(shared.charset)?.into()),
    };
    cells.push(Cell { row, column, value });
    Some(())
}

fn is_cell(kind: u16) -> bool {
    matches!(
        kind,
        record::NUMBER
            | record::SHORT_NUMBER
            | record::SHORT_NUMBERS
            | record::SHARED_TEXT
            | record::TEXT
            | record::RICH_TEXT
            | record::FORMULA
            | record::TRUTH_OR_ERROR
    )
}

/// The result of a formula: a number, unless its last bytes say that it is none.
fn result(bytes: [u8; 8], style: u16) -> Value {
    match bytes {
        [0, .., 0xff, 0xff] => Value::Awaited,
        [1, _, truth, .., 0xff, 0xff] => Value::Truth(truth > 0),
        [2, .., 0xff, 0xff] => Value::Error,
        [_, .., 0xff, 0xff] => Value::Text("".into()),
        number => Value::Number(f64::from_le_bytes(number), style),
    }
}

/// A number in 32 bits: a whole one or the upper half of another, perhaps times a hundred.
fn short_number(bits: u32) -> f64 {
    let number = if bits & 2 > 0 {
        f64::from(bits.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if bits & 1 > 0 { number / 100.0 } else { number }
}

/// Takes what a record says of hidden rows and columns and of merged ranges; none when it is damaged.
fn note_layout(record: &Record, rows: &mut Rows<'_>, hidden: &mut Vec<u32>) -> Option<()> {
    const HIDDEN: u8 = 0x20;
    let mut field = Field::new(record);
    match record.kind {
        record::ROW => {
            let row = u32::from(field.u16()?) + 1;
            field.skip(10)?;
            if field.u8()? & HIDDEN > 0 {
                hidden.push(row);
            }
        }
        record::COLUMNS => {
            let mut number = || Some(u32::from(field.u16()?) + 1);
            let (first, last) = (number()?, number()?);
            field.skip(4)?;
            if field.u8()? & 1 > 0 {
                rows.sheet().hidden_columns.push(first..=last);
            }
        }
        record::MERGED => {
            for _ in 0..field.u16()? {
                let mut number = || Some(u32::from(field.u16()?) + 1);
                let (first_row, last_row) = (number()?, number()?);
                let (first_column, last_column) = (number()?, number()?);
                let merged = Merged { first_row, last_row, first_column, last_column };
                rows.sheet().merged.push(merged);
            }
        }
        _ => {}
    }
    Some(())
}

fn give(cells: &[Cell], shared: &Shared, rows: &mut Rows<'_>) -> Step {
    for row in cells.chunk_by(|one, other| one.row == other.row) {
        let number = u32::from(row[0].row) + 1;
        for cell in row {
            write(cell, number, shared, rows).ok_or_else(record::broken)?;
        }
        rows.finish_row(number)?;
    }
    Ok(())
}

/// Appends a cell to its row; none when it refers to nothing.
fn write(cell: &Cell, row: u32, shared: &Shared, rows: &mut Rows<'_>) -> Option<()> {
    let column = u32::from(cell.column) + 1;
    match &cell.value {
        Value::Shared(at) => {
            rows.text().push_str(shared.strings.get(usize::try_from(*at).ok()?)?);
        }
        Value::Text(text) => rows.text().push_str(text),
        Value::Truth(truth) => rows.text().push_str(if *truth { "TRUE" } else { "FALSE" }),
        Value::Error => rows.note(Oddity::ErrorValue, row, Some(column)),
        Value::Awaited => rows.note(Oddity::NoResult, row, Some(column)),
        Value::Number(number, style) => {
            let format = shared.format(*style);
            let whole = format.write(rows.text(), &number.to_string(), shared.epoch);
            if !whole? {
                rows.note(Oddity::DigitsLost, row, Some(column));
            }
        }
    }
    rows.finish_cell(column);
    Some(())
}
