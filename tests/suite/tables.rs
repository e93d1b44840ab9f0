//! Tables of every kind, as an office program would show them.

use std::ops::ControlFlow;

use fengbei::source::table::{TableFault, TableOptions, Told, read_table};
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
    use rust_xlsxwriter::{Format, Formula, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("名录").expect("a name");
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    sheet.write(0, 0, "姓名").expect("written");
    sheet.write(0, 1, "牺牲日期").expect("written");
    sheet.write(2, 0, "张三").expect("written");
    sheet.write_with_format(2, 1, 11970, &day).expect("written");
    sheet.write(2, 3, 0.1 + 0.2).expect("written");
    sheet.write(3, 0, Formula::new("=A3").set_result("张三")).expect("written");
    let bytes = book.save_to_buffer().expect("saved");
    let (rows, told) = read("a.xlsx", &bytes);
    assert_eq!(
        rows,
        ["名录!1: 1=姓名|2=牺牲日期", "名录!3: 1=张三|2=1932-10-08|4=0.3", "名录!4: 1=张三",]
    );
    assert_eq!(told.expect("a table").notes, []);
}
