//! Tables of every kind, as an office program would show them.

use std::io::{Cursor, Write as _};
use std::ops::ControlFlow;

use fengbei::source::table::{
    Merged, Separator, SheetTold, Spot, TableFault, TableOptions, Told, read_table,
};
use fengbei::source::{Content, File, SourcePath};
use proptest::prelude::*;

/// Every row of a table as `sheet!number: column=text|…`, and what is told of it.
pub fn read(name: &str, bytes: &[u8]) -> (Vec<String>, Result<Told, TableFault>) {
    read_with(name, bytes, &TableOptions::default())
}

pub fn read_with(
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
pub fn specimen(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/tables/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("a file of the project")
}

/// The notes as `oddity sheet row,column …`.
pub fn notes(told: &Told) -> Vec<String> {
    let spot = |spot: &Spot| match spot.column {
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

/// Every sheet as `name state last row`.
fn sheets(told: &Told) -> String {
    let sheet = |s: &SheetTold| format!("{} {:?} {}", s.name, s.state, s.last_row);
    told.sheets.iter().map(sheet).collect::<Vec<_>>().join(", ")
}

fn merged(first: (u32, u32), last: (u32, u32)) -> Merged {
    Merged { first_row: first.0, first_column: first.1, last_row: last.0, last_column: last.1 }
}

/// A workbook of the `rows` of one sheet and of `strings` that cells share.
pub fn workbook(rows: &str, strings: &str) -> Vec<u8> {
    const BOOK: &str =
        r#"<workbook xmlns:r="r"><sheets><sheet name="表" r:id="a"/></sheets></workbook>"#;
    const RELATIONS: &str = r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="../xl/./worksheets/sheet1.xml"/></Relationships>"#;
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    archive(&[
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/sharedStrings.xml", strings),
    ])
}

/// A workbook of `sheets`, each a name and the XML of its rows.
pub fn workbook_of(sheets: &[(&str, &str)]) -> Vec<u8> {
    let (mut list, mut relations) = (String::new(), String::new());
    let mut parts = Vec::new();
    for (at, (name, rows)) in sheets.iter().enumerate() {
        list += &format!(r#"<sheet name="{name}" r:id="r{at}"/>"#);
        relations += &format!(r#"<Relationship Id="r{at}" Type="x/worksheet" Target="{at}.xml"/>"#);
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/{at}.xml"), sheet));
    }
    let book = format!(r#"<workbook xmlns:r="r"><sheets>{list}</sheets></workbook>"#);
    let relations = format!("<Relationships>{relations}</Relationships>");
    parts.push(("xl/workbook.xml".into(), book));
    parts.push(("xl/_rels/workbook.xml.rels".into(), relations));
    let parts: Vec<_> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    archive(&parts)
}

/// A ZIP archive of `parts`.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).expect("a part");
        zip.write_all(text.as_bytes()).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
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
    assert_eq!(
        rows,
        [
            "名录!1: 1=烈士名录（示例）",
            "名录!2: 1=姓名|2=生年|3=备注|4=证号",
            "名录!3: 1=张三|2=1932-10|4=110101193210080000",
            "名录!4: 1=李四|4=TRUE",
            "名录!5: 1==cmd()|3=同村",
            "名录!6: 1=\u{200f}右",
        ]
    );
    let told = told.expect("a table");
    assert_eq!(
        notes(&told),
        [
            "TitleRow 名录 1,1",
            "DigitsLost 名录 3,4",
            "HiddenRow 名录 4",
            "NoResult 名录 4,2",
            "ErrorValue 名录 4,3",
        ]
    );
    assert_eq!(sheets(&told), "名录 Read 6, 隐藏 Hidden 0, 很隐藏 Hidden 0, 图 NoCells 0");
    let merged = [merged((1, 1), (1, 4)), merged((5, 3), (7, 3))];
    assert_eq!(told.sheets[0].merged, merged);
}

#[test]
fn an_old_workbook_is_read_as_it_is_shown() {
    let (rows, told) = read("a.xls", &specimen("roll.xls"));
    let short =
        |row: &String| row.replace(&"长".repeat(1500), "长…").replace(&"y".repeat(3000), "y…");
    assert_eq!(
        rows.iter().map(short).collect::<Vec<_>>(),
        [
            "烈士名录!1: 1=烈士名录（示例）",
            "烈士名录!2: 1=姓名|2=性别|3=出生|4=牺牲|5=编号|6=备注",
            "烈士名录!3: 1=张三|2=男|3=1932-10|4=1949-10-01|5=00123|6=TRUE",
            "烈士名录!5: 1=李四|3=1911-03-04 05:06|4=12.5%|5=110101193210080020",
            "烈士名录!6: 1=1234567|2=-0.5|3=0.3|4=12345678.91|6=甲乙",
            "烈士名录!7: 1=a|2=三行",
            "烈士名录!11: 1=0长…|2=0y…尾",
            "烈士名录!12: 1=1长…x|2=1y…尾",
            "烈士名录!13: 1=2长…xx|2=2y…尾",
            "烈士名录!14: 1=3长…xxx|2=3y…尾",
            "烈士名录!15: 1=4长…xxxx|2=4y…尾",
            "烈士名录!16: 1=5长…xxxxx|2=5y…尾",
            "第二!1: 1=乙表",
        ]
    );
    let told = told.expect("a table");
    let odd = ["HiddenRow 烈士名录 5", "TitleRow 烈士名录 1,1", "DigitsLost 烈士名录 5,5"];
    assert_eq!(notes(&told), odd);
    assert_eq!(sheets(&told), "烈士名录 Read 16, 隐藏 Hidden 0, 第二 Read 1");
    assert_eq!(told.sheets[0].merged, [merged((7, 2), (9, 2)), merged((1, 1), (1, 6))]);
}

#[test]
fn an_open_document_table_is_read_as_it_is_shown() {
    let (rows, told) = read("a.ods", &specimen("roll.ods"));
    assert_eq!(
        rows,
        [
            "名录!1: 1=烈士名录",
            "名录!2: 1=姓名|2=生|3=卒|4=数|5=编号",
            "名录!5: 1=张  三\n又名|2=1932-10|3=1949-10-01 06:00|4=12|5=00123",
            "名录!6: 1=黄安|2=12.5%|3=TRUE|4=12:30|5=142100000000000000",
            "名录!7: 2=7|3=7",
            "名录!8: 2=7|3=7",
            "第二!1: 1=乙表",
        ]
    );
    let told = told.expect("a table");
    let odd =
        ["TitleRow 名录 1,1", "HiddenRow 名录 5", "DigitsLost 名录 6,5", "NoResult 名录 7,1 8,1"];
    assert_eq!(notes(&told), odd);
    assert_eq!(sheets(&told), "名录 Read 8, 隐藏 Hidden 0, 第二 Read 1");
    assert_eq!(told.sheets[0].merged, [merged((1, 1), (1, 4))]);
}

#[test]
fn the_macintosh_counts_days_from_1904() {
    assert_eq!(read("a.xls", &specimen("macintosh.xls")).0, ["a!1: 1=1932-10-08"]);
    assert_eq!(read("a.xlsx", &specimen("macintosh.xlsx")).0, ["a!1: 1=1932-10-08 06:00"]);
}

#[test]
fn what_another_program_writes_is_read() {
    use rust_xlsxwriter::{Format, Formula, Workbook};
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let sheet = book.add_worksheet().set_name("名录").expect("a name");
    sheet.write(0, 0, "姓名").expect("written");
    sheet.write_with_format(2, 1, 11970, &day).expect("written");
    sheet.write(2, 3, 0.1 + 0.2).expect("written");
    sheet.write(3, 0, Formula::new("=A3").set_result("张三")).expect("written");
    sheet.write(3, 299, "第三百列").expect("written");
    let (rows, told) = read("a.xlsx", &book.save_to_buffer().expect("saved"));
    assert_eq!(
        rows,
        ["名录!1: 1=姓名", "名录!3: 2=1932-10-08|4=0.3", "名录!4: 1=张三|300=第三百列"]
    );
    assert_eq!(notes(&told.expect("a table")), ["TitleRow 名录 1,1"]);
}

#[test]
fn readings_above_characters_are_no_text() {
    let cells = r#"<row><c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>李</t></r><r><t xml:space="preserve"> 四</t></r></is></c><c><v>1.0</v></c><c t="str"><f>x</f><v>a_x000D_&amp;&#x4e00;</v></c><c t="d"><v>1932-10-08T00:00:00</v></c></row>"#;
    let strings = "<sst><si><r><t>黄</t></r><r><t>安</t></r><rPh><t>コウアン</t></rPh><phoneticPr/></si></sst>";
    let (rows, told) = read("a.xlsx", &workbook(cells, strings));
    assert_eq!(rows, ["表!1: 1=黄安|2=李 四|3=1|4=a\r&一|5=1932-10-08"]);
    assert_eq!(notes(&told.expect("a table")), [""; 0]);
}

#[test]
fn sheets_are_read_by_name() {
    let options = |name: &str| TableOptions { sheets: vec![name.into()], ..Default::default() };
    for (file, name) in [("a.xls", "roll.xls"), ("a.ods", "roll.ods")] {
        let (rows, told) = read_with(file, &specimen(name), &options("第二"));
        assert_eq!(rows, ["第二!1: 1=乙表"]);
        assert!(sheets(&told.expect("a table")).contains("NotAsked"), "{file}");
    }
    for (file, name) in [("a.xls", "roll.xls"), ("a.ods", "roll.ods"), ("a.xlsx", "roll.xlsx")] {
        let (rows, _) = read_with(file, &specimen(name), &options("隐藏"));
        assert_eq!(rows, ["隐藏!1: 1=不见"], "a hidden sheet that is asked for");
        let (_, told) = read_with(file, &specimen(name), &options("没有"));
        assert!(
            matches!(told, Err(TableFault::NoSheet { asked, there }) if asked == "没有" && there.len() > 2),
            "{file}"
        );
    }
}

#[test]
fn hidden_columns_are_told() {
    for (name, sheet, column) in [("roll.xlsx", 0, 3), ("roll.xls", 2, 3), ("roll.ods", 2, 3)] {
        let told = read(name, &specimen(name)).1.expect("a table");
        assert_eq!(told.sheets[sheet].hidden_columns, [column..=column], "{name}");
    }
}

#[test]
fn a_caller_who_has_seen_enough_is_told_what_was_seen() {
    for name in ["roll.xls", "roll.xlsx", "roll.ods"] {
        let file = File::new(SourcePath::new(name), Content::Bytes(specimen(name).into()));
        let mut seen = 0;
        let told = read_table(&file, &TableOptions::default(), &mut |_| {
            seen += 1;
            ControlFlow::Break(())
        });
        assert_eq!((seen, told.expect("a table").sheets[0].rows), (1, 1), "{name}");
    }
}

#[test]
fn text_tables_show_how_they_are_written() {
    let cases = [
        ("a.csv", "a,b;c\n1,2\n", Separator::Comma, 2),
        ("a.csv", "姓名;生平\n张三;1932,1949\n李四;不详\n", Separator::Semicolon, 2),
        ("a.csv", "a\tb\n1,5\t2,5\n", Separator::Tab, 2),
        ("a.tsv", "a,b\n1,2\n", Separator::Comma, 2),
        ("a.tsv", "只有一列\n张三\n", Separator::Tab, 1),
        ("a.csv", "sep=;\r\na,b;c\r\n", Separator::Semicolon, 2),
        ("a.csv", "只有一列\n张三\n", Separator::Comma, 1),
        ("a.csv", "\"a;b;c\",d\n\"x\",y\n", Separator::Comma, 2),
    ];
    for (name, text, separator, width) in cases {
        let file = File::new(SourcePath::new(name), Content::text(text));
        let mut widest = 0;
        let told = read_table(&file, &TableOptions::default(), &mut |row| {
            widest = widest.max(row.cells.width());
            ControlFlow::Continue(())
        });
        assert_eq!((told.expect("a table").separator, widest), (Some(separator), width), "{text}");
    }
    let forced = TableOptions { separator: Some(Separator::Semicolon), ..Default::default() };
    assert_eq!(read_with("a.csv", b"a,b\n", &forced).0, ["1: 1=a,b"]);
}

#[test]
fn quotes_hold_separators_and_line_breaks() {
    let cases: [(&str, &[&str]); 6] = [
        ("\"a,b\",c\n", &["1: 1=a,b|2=c"]),
        ("\"a\"\"b\",c\r\nd", &["1: 1=a\"b|2=c", "2: 1=d"]),
        ("a\"b,c\n", &["1: 1=a\"b|2=c"]),
        ("\"\",c\n\"\"\n", &["1: 2=c"]),
        ("\"a\r\n\r\nb\",c\n\nd\n", &["1: 1=a\r\n\r\nb|2=c", "3: 1=d"]),
        ("a\rb\r\rc\r\n", &["1: 1=a", "2: 1=b", "4: 1=c"]),
    ];
    for (text, rows) in cases {
        assert_eq!(read("a.csv", text.as_bytes()).0, rows, "{text}");
    }
    let (rows, told) = read("a.csv", "甲,乙\n\"张\"三,丁\n".as_bytes());
    assert_eq!(rows, ["1: 1=甲|2=乙", "2: 1=张三|2=丁"]);
    assert_eq!(notes(&told.expect("a table")), ["StrayQuote 2,1"]);
}

proptest! {
    /// What a common reader of CSV finds, this one finds too.
    #[test]
    fn text_tables_are_split_as_usual(text in "([ab,\"\n\r]|张|\"\"|\",\"){0,40}") {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let usual: Vec<_> = reader
            .records()
            .map(|record| {
                let record = record.expect("text");
                let cells = record.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
                cells.map(|(at, cell)| format!("{}={cell}", at + 1)).collect::<Vec<_>>().join("|")
            })
            .filter(|row| !row.is_empty())
            .collect();
        let options = TableOptions { separator: Some(Separator::Comma), ..Default::default() };
        let (rows, told) = read_with("a.csv", text.as_bytes(), &options);
        if told.is_ok() {
            let rows: Vec<_> =
                rows.iter().map(|row| row.split_once(": ").expect("a number").1.to_owned()).collect();
            prop_assert_eq!(rows, usual);
        }
    }
}
