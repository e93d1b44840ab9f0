//! Whatever is called a table is read or refused with a reason, never with a panic.

use fengbei::source::Encoding;
use fengbei::source::table::{Found, TableFault, TableOptions, TooLarge};
use proptest::prelude::*;

use super::tables::{archive, notes, read, read_with, specimen, workbook};

const NAMES: [&str; 5] = ["a.csv", "a.tsv", "a.xlsx", "a.xls", "a.ods"];

fn fault(name: &str, bytes: &[u8]) -> TableFault {
    read(name, bytes).1.expect_err("no table")
}

fn broken(part: &str) -> TableFault {
    TableFault::Broken { part: part.into() }
}

/// An `OpenDocument` table of the `rows` of one sheet.
fn open_workbook(rows: &str) -> Vec<u8> {
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let content = format!("<a><body><table name='表'>{rows}</table></body></a>");
    archive(&[("mimetype", kind), ("content.xml", &content)])
}

#[test]
fn a_file_under_a_wrong_name_is_named() {
    let page = "<html><table><tr><td>姓名</td></tr></table></html>";
    let xml = "\u{feff}<?xml version='1.0'?>\n<Workbook/>";
    let zip = archive(&[("a.txt", "x")]);
    let document = archive(&[("word/document.xml", "<a/>")]);
    let binary = archive(&[("xl/workbook.bin", "x")]);
    let cases: [(&str, &[u8], Found); 12] = [
        ("a.xls", page.as_bytes(), Found::Html),
        ("a.xls", xml.as_bytes(), Found::Xml),
        ("a.xls", "姓名\t籍贯\n".as_bytes(), Found::Text),
        ("a.xls", &specimen("roll.xlsx"), Found::Xlsx),
        ("a.xlsx", &specimen("roll.xls"), Found::Xls),
        ("a.xlsx", &specimen("roll.ods"), Found::Ods),
        ("a.csv", &specimen("roll.xlsx"), Found::Xlsx),
        ("a.csv", &zip, Found::Archive),
        ("a.xlsx", &document, Found::Document),
        ("a.xlsx", &binary, Found::Xlsb),
        ("a.csv", b"%PDF-1.7", Found::Pdf),
        ("a.ods", b"\x89PNG\r\n", Found::Picture),
    ];
    for (name, bytes, found) in cases {
        assert_eq!(fault(name, bytes), TableFault::OtherKind(found), "{name}");
    }
    assert_eq!(fault("a.docx", b"x"), TableFault::NoTable);
}

#[test]
fn files_without_text_are_empty() {
    for name in NAMES {
        assert_eq!(fault(name, b""), TableFault::Empty, "{name}");
    }
    for blank in ["\n\n\r\n", "\u{feff}", ",,\n,,\n", "\"\"\n"] {
        assert_eq!(fault("a.csv", blank.as_bytes()), TableFault::Empty, "{blank:?}");
    }
    let styled = "<row r='1048576'><c r='XFD1048576' s='1'/></row>";
    assert_eq!(fault("a.xlsx", &workbook(styled, "<sst/>")), TableFault::Empty);
    assert_eq!(read("a.csv", "姓名,籍贯".as_bytes()).0, ["1: 1=姓名|2=籍贯"], "a header only");
}

#[test]
fn passwords_are_named() {
    let mut compound = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("made");
    compound.create_stream("/EncryptedPackage").expect("made");
    compound.flush().expect("in memory");
    let bytes = compound.into_inner().into_inner();
    assert_eq!(fault("a.xlsx", &bytes), TableFault::Encrypted);
    let manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>";
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let parts = [("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", "?")];
    assert_eq!(fault("a.ods", &archive(&parts)), TableFault::Encrypted);
}

#[test]
fn damaged_workbooks_say_where() {
    let sheet = "xl/worksheets/sheet1.xml";
    let cut = specimen("roll.xlsx");
    assert_eq!(fault("a.xlsx", &cut[..cut.len() / 2]), broken(""));
    let cases = [
        "<row><c><v>1</v></c>",
        "<row><c t='s'><v>7</v></c></row>",
        "<row><c><v>keine</v></c></row>",
        "<row r='2'/><row r='1'><c><v>1</v></c></row>",
        "<row><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>",
        "<row><c t='inlineStr'><is><t>&laugh;</t></is></c></row>",
    ];
    for rows in cases {
        assert_eq!(fault("a.xlsx", &workbook(rows, "<sst/>")), broken(sheet), "{rows}");
    }
    let far = fault("a.xlsx", &workbook("<row><c r='ZZZZZZZ1'><v>1</v></c></row>", "<sst/>"));
    assert_eq!(far, TableFault::TooLarge(TooLarge::Reach { row: 1 }));
}

#[test]
fn bombs_do_not_go_off() {
    let lol =
        "<!DOCTYPE sst [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'>]><sst><si><t>&b;</t></si></sst>";
    assert_eq!(fault("a.xlsx", &workbook("", lol)), broken("xl/sharedStrings.xml"));
    let deep = "<a>".repeat(100_000);
    assert_eq!(fault("a.xlsx", &workbook(&deep, "<sst/>")), broken("xl/worksheets/sheet1.xml"));
    let options = TableOptions { largest_part: 1 << 20, ..Default::default() };
    let bomb = "<row><c><v>1</v></c></row>".repeat(50_000);
    let part = TooLarge::Part { part: "xl/worksheets/sheet1.xml".into(), limit: 1 << 20 };
    let (rows, told) = read_with("a.xlsx", &workbook(&bomb, "<sst/>"), &options);
    assert_eq!((rows.len() > 30_000, told), (true, Err(TableFault::TooLarge(part))));
    let long = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(60_000));
    let often = "<row><c t='s'><v>0</v></c></row>".repeat(100);
    let (_, told) = read_with("a.xlsx", &workbook(&often, &long), &options);
    assert_eq!(told, Err(TableFault::TooLarge(TooLarge::Rows)));
    let many = format!("<sst>{}</sst>", "<si><t>长</t></si>".repeat(40_000));
    let (_, told) = read_with("a.xlsx", &workbook("", &many), &options);
    let part = TooLarge::Part { part: "xl/sharedStrings.xml".into(), limit: 1 << 18 };
    assert_eq!(told, Err(TableFault::TooLarge(part)));
}

#[test]
fn repeated_cells_are_no_bomb() {
    let options = TableOptions { largest_part: 1 << 20, ..Default::default() };
    let bomb = "<table-row number-rows-repeated='1048576'><table-cell value-type='string' number-columns-repeated='16384'><p>x</p></table-cell></table-row>";
    let (_, told) = read_with("a.ods", &open_workbook(bomb), &options);
    assert_eq!(told, Err(TableFault::TooLarge(TooLarge::Rows)));
    let odd = "<table-row number-rows-repeated='1048576'><table-cell formula='x' number-columns-repeated='16384'/></table-row>";
    assert_eq!(fault("a.ods", &open_workbook(odd)), TableFault::TooLarge(TooLarge::Rows));
    let far = "<table-row number-rows-repeated='4294967295'/><table-row number-rows-repeated='4294967295'><table-cell><p>x</p></table-cell></table-row>";
    let reach = TooLarge::Reach { row: (1 << 20) + 1 };
    assert_eq!(fault("a.ods", &open_workbook(far)), TableFault::TooLarge(reach));
    let wide =
        "<table-row><table-cell number-columns-repeated='4294967295'/><table-cell/></table-row>";
    assert_eq!(fault("a.ods", &open_workbook(wide)), TableFault::Empty);
}

#[test]
fn names_in_an_archive_lead_nowhere() {
    let book = "<workbook xmlns:r='r'><sheets><sheet name='表' r:id='a'/></sheets></workbook>";
    let target = |target: &str| {
        let relations = format!(
            "<Relationships><Relationship Id='a' Type='x/worksheet' Target='{target}'/></Relationships>"
        );
        archive(&[
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", &relations),
            ("../../etc/passwd", "<a/>"),
        ])
    };
    assert_eq!(fault("a.xlsx", &target("../../../etc/passwd")), broken("etc/passwd"));
    assert_eq!(fault("a.xlsx", &target("file:///etc/passwd")), broken("xl/file:/etc/passwd"));
}

#[test]
fn an_open_quote_is_found_where_it_opens() {
    let text = "姓名,籍贯\n\n张三,\"黄安\n李四,新县\n王五,光山\n";
    assert_eq!(fault("a.csv", text.as_bytes()), TableFault::OpenQuote { row: 3, column: 2 });
}

#[test]
fn rows_in_another_encoding_are_named() {
    let gb = |text: &str| fengbei::source::encode(text, Encoding::Gb18030);
    let rest = "王五,光山\n".repeat(20);
    let mixed =
        ["姓名,籍贯\n".into(), gb("张三,黄安\n"), "李四,新县\n".into(), rest.into()].concat();
    let found = TableFault::Encoding { most: Encoding::Utf8, rows: vec![2], count: 1 };
    assert_eq!(fault("a.csv", &mixed), found);
    let rest = gb("王五,光山\n").repeat(20);
    let mixed = [gb("姓名,籍贯\n"), rest, "阿·买提,新县\n".into(), gb("é,ж\n")].concat();
    let found = TableFault::Encoding { most: Encoding::Gb18030, rows: vec![22], count: 1 };
    assert_eq!(fault("a.csv", &mixed), found);
    let damaged = [gb("姓名,籍贯\n张三,黄安\n"), b"\xff\xff,\x80\n".into(), gb("李四")].concat();
    let found = TableFault::Encoding { most: Encoding::Gb18030, rows: vec![3], count: 1 };
    assert_eq!(fault("a.csv", &damaged), found);
}

#[test]
fn sixteen_bits_are_told_from_stray_zeros() {
    let text = "姓名,单位\n赵一,第一团\n王五,上海一连\n";
    let rows = ["1: 1=姓名|2=单位", "2: 1=赵一|2=第一团", "3: 1=王五|2=上海一连"];
    let units = || text.encode_utf16();
    let low_first: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
    let high_first: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
    let stray = text.replace('赵', "赵\0");
    assert_eq!(stray.len() % 2, 0, "as many bytes as whole units have");
    for (bytes, encoding) in [
        (low_first, Encoding::Utf16),
        (high_first, Encoding::Utf16),
        (stray.into_bytes(), Encoding::Utf8),
    ] {
        let (read, told) = read("a.csv", &bytes);
        assert_eq!(
            (read.as_slice(), told.expect("a table").encoding),
            (&rows.map(str::to_owned)[..], Some(encoding))
        );
    }
}

#[test]
fn signs_that_nobody_sees_are_noted() {
    let text = "姓名,籍贯\n张\0三,\u{feff}黄安\n=cmd(),\u{200f}右\n\0,\u{7f}\n";
    let (rows, told) = read("a.csv", text.as_bytes());
    assert_eq!(rows, ["1: 1=姓名|2=籍贯", "2: 1=张三|2=黄安", "3: 1==cmd()|2=\u{200f}右"]);
    assert_eq!(notes(&told.expect("a table")), ["ControlCharacter 2,1 4,1 4,2", "InnerMark 2,2"]);
}

#[test]
fn long_cells_and_wide_rows_are_read() {
    let long = "长".repeat(7_000_000);
    let (rows, _) = read("a.csv", format!("a,\"{long}\"\nb\n").as_bytes());
    assert_eq!((rows.len(), rows[0].len()), (2, long.len() + 9));
    let cell = format!("<row><c t='inlineStr'><is><t>{long}</t></is></c></row>");
    let (rows, _) = read("a.xlsx", &workbook(&cell, "<sst/>"));
    assert_eq!(rows[0].len(), long.len() + "表!1: 1=".len());
    let wide: Vec<_> = (1..=300).map(|n| n.to_string()).collect();
    let (rows, _) = read("a.csv", format!("{}\na,b,c\n", wide.join(",")).as_bytes());
    assert!(rows[0].ends_with("|300=300") && rows[1] == "2: 1=a|2=b|3=c", "{rows:?}");
    let far = ",".repeat(20_000) + "x";
    let reach = TableFault::TooLarge(TooLarge::Reach { row: 1 });
    assert_eq!(fault("a.csv", far.as_bytes()), reach);
    let row = fault("a.csv", "长".repeat(23_000_000).as_bytes());
    assert_eq!(row, TableFault::TooLarge(TooLarge::Row(1)));
}

/// A sheet's XML with a few words of its own and of others.
fn sheets() -> impl Strategy<Value = String> {
    let words = [
        "<row>",
        "</row>",
        "<row r='5' hidden='1'>",
        "<c>",
        "</c>",
        "<c t='s'>",
        "<c r='C5' s='9'>",
        "<v>",
        "</v>",
        "0",
        "1e300",
        "-1",
        "<is>",
        "</is>",
        "<t>",
        "</t>",
        "<f/>",
        "<rPh>",
        "张",
        "<mergeCell ref='A1:B9'/>",
        "&amp;",
        "&#0;",
        "<![CDATA[x]]>",
        "<!--",
        "<c t='d'/>",
    ];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..40)
        .prop_map(|words| words.concat())
}

/// An `OpenDocument` sheet's XML, likewise.
fn open_sheets() -> impl Strategy<Value = String> {
    let words = [
        "<table-row>",
        "</table-row>",
        "<table-row number-rows-repeated='9' visibility='filter'>",
        "<table-cell>",
        "</table-cell>",
        "<table-cell value-type='float' value='1'>",
        "<p>",
        "</p>",
        "<table-cell value-type='date' date-value='0' number-columns-repeated='4294967295'>",
        "<table-cell value-type='time' time-value='PT1H'/>",
        "<table-cell formula='x'/>",
        "张",
        "\n",
        "<table-column number-columns-repeated='4294967295'/>",
        "<annotation>",
        "</annotation>",
        "<table-cell number-rows-spanned='4294967295' number-columns-spanned='0'/>",
        "<s c='9'/>",
    ];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..40)
        .prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn any_open_sheet_is_read_or_refused(rows in open_sheets()) {
        let _ = read("a.ods", &open_workbook(&rows));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in NAMES {
            let _ = read(name, &bytes);
        }
    }

    #[test]
    fn damage_is_no_panic(
        file in 0..4_usize,
        places in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let name = ["roll.xls", "roll.xlsx", "roll.ods", "macintosh.xls"][file];
        let mut bytes = specimen(name);
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        let options = TableOptions { largest_part: 1 << 22, ..Default::default() };
        let _ = read_with(name, &bytes, &options);
        bytes.truncate(cut.index(bytes.len()));
        let _ = read_with(name, &bytes, &options);
    }

    #[test]
    fn any_sheet_is_read_or_refused(rows in sheets()) {
        let _ = read("a.xlsx", &workbook(&rows, "<sst><si><t>张三</t></si></sst>"));
    }
}
