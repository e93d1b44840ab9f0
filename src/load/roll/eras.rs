//! The table of names that were in use for some time only (名称年代) → [`Era`]s.

use std::ops::ControlFlow;

use super::{ROLL_DATE, ROLL_TABLE};
use crate::diag::{Capped, Diagnostic, Place};
use crate::model::Era;
use crate::say;
use crate::source::File;
use crate::source::table::{Row, TableOptions, read_table};
use crate::text::UncertainDate;

/// Headers of the columns of name, beginning and end.
const HEADERS: [&[&str]; 3] = [
    &["名称", "name", "单位", "地名"],
    &["起", "from", "开始", "启用", "起始日期"],
    &["止", "to", "结束", "停用", "终止日期"],
];

/// Every name of `file`.
pub fn read_eras(file: &File, found: &mut Capped) -> Vec<Era> {
    let mut columns: Option<[u32; 3]> = None;
    let mut eras = Vec::new();
    let mut each = |row: Row<'_>| {
        match columns {
            None => columns = header(&row),
            Some(columns) => eras.extend(era(file, &row, columns, found)),
        }
        ControlFlow::Continue(())
    };
    let read = read_table(file, &TableOptions::default(), &mut each);
    match read {
        Err(fault) => found.push(super::table_fault(file, &fault, &super::OF_ROLLS)),
        Ok(_) if columns.is_none() => found.push(no_header(file)),
        Ok(_) => {}
    }
    eras
}

/// The columns of the header that `row` is; 0 for one that is not there.
fn header(row: &Row<'_>) -> Option<[u32; 3]> {
    let column = |names: &[&str]| {
        let named = |cell: &str| names.contains(&cell.trim().to_ascii_lowercase().as_str());
        row.cells.iter().find(|(_, cell)| named(cell)).map_or(0, |(column, _)| column)
    };
    let columns = HEADERS.map(column);
    (columns[0] > 0 && (columns[1] > 0 || columns[2] > 0)).then_some(columns)
}

fn era(file: &File, row: &Row<'_>, columns: [u32; 3], found: &mut Capped) -> Option<Era> {
    let [name, from, to] = columns;
    let mut date = |column: u32| {
        let typed = if column == 0 { "" } else { row.cells.get(column).trim() };
        match UncertainDate::parse(typed) {
            Ok(date) => date,
            Err(_) if typed.is_empty() => UncertainDate::UNKNOWN,
            Err(_) => {
                found.add(&ROLL_DATE, || bad_date(cell(file, row, column), typed));
                UncertainDate::UNKNOWN
            }
        }
    };
    let (from, to) = (date(from), date(to));
    let name = row.cells.get(name).trim().to_owned();
    (!name.is_empty()).then_some(Era { name, from, to })
}

fn cell(file: &File, row: &Row<'_>, column: u32) -> Place {
    Place::Cell { file: file.path.clone(), sheet: row.sheet.to_owned(), row: row.number, column }
}

fn bad_date(place: Place, typed: &str) -> Diagnostic {
    Diagnostic::new(
        &ROLL_DATE,
        place,
        say!("“{typed}”作日期读不懂", "“{typed}” is not understood as a date"),
    )
    .help(say!("写成 1937、1937年8月 或 1937-08-25", "write 1937, 1937-08 or 1937-08-25"))
}

fn no_header(file: &File) -> Diagnostic {
    Diagnostic::new(
        &ROLL_TABLE,
        Place::File(file.path.clone()),
        say!(
            "名称年代表没有表头，没有读",
            "the table of names and their years has no header and was not read"
        ),
    )
    .help(say!("表头写“名称、起、止”三列", "its header needs the columns name, from and to"))
}
