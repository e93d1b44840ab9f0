//! Tables of every kind, as an office program would show them.

use std::ops::ControlFlow;

use fengbei::source::table::{
    Merged, Oddity, SheetState, TableFault, TableOptions, Told, read_table,
};
use fengbei::source::{Content, File, SourcePath};

/// Every row of a table as `sheet!number: column=text|…`, and what is told of it.
fn read(name: &str, bytes: &[u8]) -> (Vec<String>, Result<Told, TableFault>) {
    read_with(name, bytes, &TableOptions::default())
}

fn read_with(
    name: &str,
    bytes: &[u8],
    options: &TableOptions,
) -> (Vec<String>, Result<Told, TableFault>) {
    let file = File::new(SourcePath::new(name), Content::Bytes(bytes.into()));
    let mut rows = Vec::new();
    let told = read_table(&file, options, &mut |row| {
        let cells: Vec<_> = row.cells.iter().map(|(at, text)| format!("{at}={text}")).collect();
        let sheet = if row.sheet.is_empty() { String::new() } else { format!("{}!", row.sheet) };
        rows.push(format!("{sheet}{}: {}", row.number, cells.join("|")));
        ControlFlow::Continue(())
    });
    (rows, told)
}

/// A file of `tests/tables`.
fn specimen(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/tables/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("a file of the project")
}

/// The notes as `oddity sheet row,column …`.
fn notes(told: &Told) -> Vec<String> {
    let spot = |spot: &fengbei::source::table::Spot| match spot.column {
        Some(column) => format!("{},{column}", spot.row),
        None => spot.row.to_string(),
    };
    told.notes
        .iter()
        .map(|note| {
            let spots: Vec<_> = note.spots.iter().map(spot).collect();
            format!("{:?} {} {}", note.oddity, note.sheet, spots.join(" ")).replace("  ", " ")
        })
        .collect()
}

#[test]
fn a_text_table_keeps_its_row_numbers() {
    let text = "姓名,籍贯\r\n\r\n张三,\"黄安\n七里坪\"\r李四,,1932\n\n";
    let (rows, told) = read("a.csv", text.as_bytes());
    assert_eq!(rows, ["1: 1=姓名|2=籍贯", "3: 1=张三|2=黄安\n七里坪", "4: 1=李四|3=1932"]);
    let told = told.expect("a table");
    assert_eq!((told.sheets[0].rows, told.sheets[0].last_row), (3, 4));
}

#[test]
fn a_workbook_is_read_as_it_is_shown() {
    let (rows, told) = read("a.xlsx", &specimen("roll.xlsx"));
    println!("{rows:#?} {told:#?}");
    let (rows, told) = read("a.xls", &specimen("roll.xls"));
    let rows: Vec<_> = rows.iter().map(|r| r.replace(&"长".repeat(1500), "L").replace(&"y".repeat(3000), "Y")).collect();
    println!("{rows:#?} {told:#?}");
    let (rows, told) = read("a.ods", &specimen("roll.ods"));
    println!("{rows:#?} {told:#?}");
    let (rows, told) = read("a.xls", &specimen("macintosh.xls"));
    println!("{rows:#?} {told:?}");
    let (rows, told) = read("a.xlsx", &specimen("macintosh.xlsx"));
    println!("{rows:#?} {told:?}");
    println!("{:?}", notes(&told.unwrap()));
    let _ = (Oddity::TitleRow, SheetState::Read, std::any::type_name::<Merged>());
}
