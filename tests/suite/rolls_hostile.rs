//! Tables that something is wrong with, through the whole build: each ends in a finding at its cell
//! or in a roll that is as it should be, and nobody is lost.

use fengbei::diag::{Place, Severity};
use fengbei::model::{PersonId, RollField, RollTotals};
use fengbei::source::{Content, Encoding, File, SourcePath, encode};

use super::example::{Built, build, ends};
use super::rolls::{built, files_with, findings, names, roll, site};
use super::tables::{archive, specimen, workbook, workbook_of};

/// A built site with one roll of this file.
fn of_bytes(name: &str, bytes: &[u8]) -> Built {
    let draft = site("", "").without("content/martyrs/roll.csv");
    let index = draft.0["content/martyrs/_index.md"].replace("roll.csv", name);
    let mut sources = draft.with("content/martyrs/_index.md", &index).sources();
    let path = SourcePath::new(&format!("content/martyrs/{name}"));
    sources.insert(File::new(path, Content::Bytes(bytes.into())));
    build("hostile", sources)
}

/// The English words of every finding of the roll.
fn words(built: &Built) -> String {
    let of_roll = built.work.report.iter().filter(|d| d.rule.name.starts_with("roll-"));
    of_roll.map(|d| format!("{}\n", d.message.en)).collect()
}

/// The place of what is wrong with a file as a whole.
const FILE: (u32, u32) = (0, 0);

/// That a file holds no roll, is told once by what it is, and the site stands all the same.
fn refused(name: &str, bytes: &[u8], (row, column): (u32, u32), why: &str) {
    let built = of_bytes(name, bytes);
    assert_eq!(findings(&built), [("roll-table", row, column)], "{why}");
    assert!(words(&built).contains(why), "{why}: {}", words(&built));
    assert_eq!(roll(&built).totals, RollTotals::default(), "{why}");
    assert!(built.text("martyrs/index.html").contains("英名录"), "{why}");
}

/// A workbook of one sheet with the rows of XML.
fn sheet(rows: &str) -> Vec<u8> {
    workbook(rows, "<sst/>")
}

/// A row of XML with these texts.
fn texts(texts: &[&str]) -> String {
    let cell = |text: &&str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
    format!("<row>{}</row>", texts.iter().map(cell).collect::<String>())
}

#[test]
fn files_that_hold_no_table_are_named() {
    refused("roll.csv", b"", FILE, "the table is empty");
    refused("roll.xlsx", b"", FILE, "the table is empty");
    refused("roll.csv", b",,\n,,\n", FILE, "the table is empty");
    let whole = specimen("roll.xlsx");
    refused("roll.xlsx", &whole[..whole.len() / 2], FILE, "the workbook is damaged\n");
    let mut compound = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("made");
    compound.create_stream("/EncryptedPackage").expect("made");
    compound.flush().expect("in memory");
    refused("roll.xlsx", &compound.into_inner().into_inner(), FILE, "the table has a password");
    let bomb = "<!DOCTYPE sst [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>\
                <sst><si><t>&b;</t></si></sst>";
    refused("roll.xlsx", &workbook("", bomb), FILE, "(xl/sharedStrings.xml)");
    refused("roll.xlsx", &archive(&[("word/document.xml", "<a/>")]), FILE, "a text document");
    let mixed = [
        encode("编号,姓名\nA1,甲一\n", Encoding::Utf8),
        encode("A2,乙二\n", Encoding::Gb18030),
        encode(&"A3,丙三\n".repeat(30), Encoding::Utf8),
    ];
    refused("roll.csv", &mixed.concat(), (3, 1), "1 row is in another encoding");
    refused("roll.csv", "编号,姓名\nA1,\"甲一\n".as_bytes(), (2, 2), "never closed");
    refused("roll.csv", "甲一,乙二\n丙三,丁四\n".as_bytes(), (1, 1), "no header was found");
}

#[test]
fn sheets_without_a_header_are_told_one_by_one_and_the_others_are_read() {
    let header = texts(&["编号", "姓名"]);
    let people = |letter: &str, count: usize| -> String {
        (0..count).map(|at| texts(&[&format!("{letter}{at}"), "甲一"])).collect()
    };
    let (first, last) = (header.clone() + &people("A", 2), header + &people("D", 1));
    let (short, long) = (people("B", 1), people("C", 30));
    let notes = texts(&["由某办整理"]) + &texts(&["有错请改"]);
    let sheets = [("一", &first), ("续", &short), ("说明", &notes), ("长", &long), ("二", &last)];
    let built =
        of_bytes("roll.xlsx", &workbook_of(&sheets.map(|(name, rows)| (name, rows.as_str()))));
    assert_eq!(names(&built).len(), 3);
    let told = built.work.report.iter().filter(|d| d.rule.name == "roll-table");
    let told: Vec<_> = told
        .map(|d| match &d.place {
            Place::Cell { sheet, .. } => (sheet.as_str(), d.severity),
            place => panic!("{place:?}"),
        })
        .collect();
    let expected = [("续", Severity::Error), ("说明", Severity::Warning), ("长", Severity::Error)];
    assert_eq!(told, expected, "notes are nobody; rows of a table may be somebody");
}

#[test]
fn an_encoding_that_was_guessed_is_told() {
    let table = "编号,姓名,籍贯\nA1,甲一,示例省示例县\n";
    let built = of_bytes("roll.csv", &encode(table, Encoding::Gb18030));
    assert_eq!(names(&built), ["甲一"]);
    assert!(words(&built).contains("seems to be in GB 18030"), "{}", words(&built));
    assert!(!words(&of_bytes("roll.csv", table.as_bytes())).contains("seems to be"));
}

#[test]
fn a_header_alone_is_a_roll_of_nobody() {
    let built = built("", "编号,姓名,籍贯\n");
    let told = vec![("roll-table", 1, 1)];
    assert_eq!((findings(&built), roll(&built).totals), (told, RollTotals::default()));
    assert!(built.text("martyrs/index.html").contains("英名录"));
}

#[test]
fn three_hundred_columns_are_known_or_told() {
    let mut header = vec!["编号".to_owned(), "姓名".to_owned()];
    header.extend((3..=299).map(|n| format!("附列{n}")));
    header.push("籍贯".to_owned());
    let mut row = vec!["A1".to_owned(), "甲一".to_owned()];
    row.extend((3..=299).map(|n| format!("密{n}")));
    row.push("示例县".to_owned());
    let built = built("", &format!("{}\n{}\n", header.join(","), row.join(",")));
    let expected: Vec<_> = (3..=103).map(|column| ("roll-header", 1, column)).collect();
    assert_eq!(findings(&built), expected, "a hundred are told, and how many more there are");
    assert!(words(&built).contains("197 more of this kind"), "{}", words(&built));
    assert_eq!(roll(&built).people.get(PersonId(0), RollField::Native), "示例县");
    assert_eq!(files_with(&built, "密300"), Vec::<&str>::new());
    assert_eq!(files_with(&built, "密3"), Vec::<&str>::new(), "unknown columns are internal");
}

#[test]
fn a_cell_of_twenty_megabytes_is_told_and_not_published() {
    let long = "长".repeat(7_000_000);
    let table = format!("编号,姓名,事迹\nA1,甲一,\"{long}\"\nA2,{long},\nA3,丙三,短\n");
    let built = built("", &table);
    let expected = [("roll-cell", 2, 3), ("roll-cell", 3, 2), ("roll-row", 3, 2)];
    assert_eq!(findings(&built), expected);
    assert!(words(&built).contains("7000000 characters"));
    assert_eq!(names(&built), ["丙三", "甲一"]);
    let largest = built.files.values().map(Vec::len).max();
    assert!(largest < Some(1 << 20), "a file of {largest:?} bytes");
    let fits = "字".repeat(32_767);
    let built = self::built("", &format!("编号,姓名,事迹\nA1,甲一,{fits}\n"));
    assert_eq!(findings(&built), []);
}

#[test]
fn formulas_are_their_results_or_told() {
    let rows = [
        texts(&["编号", "姓名", "籍贯", "年龄"]),
        "<row><c t='str'><f>A9</f><v>A1</v></c><c t='str'><f>B9</f><v>甲一</v></c>\
         <c t='str'><f>cmd()</f></c><c><f>1+1</f><v>28</v></c></row>"
            .to_owned(),
        texts(&["A2", "乙二", "=cmd()", "28"]),
        "<row><c t='inlineStr'><is><t>A3</t></is></c><c t='inlineStr'><is><t>丙三</t></is></c>\
         <c t='e'><v>#N/A</v></c><c><f>1</f></c></row>"
            .to_owned(),
    ];
    let built = of_bytes("roll.xlsx", &sheet(&rows.concat()));
    assert_eq!(
        findings(&built),
        [("roll-cell", 2, 3), ("roll-cell", 4, 3), ("roll-cell", 4, 4)],
        "{}",
        words(&built)
    );
    let native = |person| roll(&built).people.get(PersonId(person), RollField::Native);
    assert_eq!([0, 1, 2].map(native), ["", "=cmd()", ""]);
    // Nobody who opens the public table runs it.
    let tables: Vec<_> = built.files.keys().filter(|path| ends(path, "csv")).collect();
    assert!(!tables.is_empty());
    for path in tables {
        let text = built.text(path);
        assert!(text.contains("'=cmd()") && !text.contains(",=cmd()"), "{path}: {text}");
    }
}

#[test]
fn numbers_say_the_same_as_texts() {
    let header = texts(&["编号", "姓名", "年龄", "出生日期", "牺牲日期"]);
    let number = "<row><c><v>12</v></c><c t='inlineStr'><is><t>甲一</t></is></c><c><v>28</v></c>\
                  <c><v>1914</v></c><c><v>19420525</v></c></row>";
    let text = texts(&["12", "甲一", "28", "1914", "19420525"]);
    for row in [number, &text] {
        let built = of_bytes("roll.xlsx", &sheet(&format!("{header}{row}")));
        assert_eq!(findings(&built), [], "{}", words(&built));
        let said = |field| roll(&built).people.get(PersonId(0), field);
        let said = [RollField::Id, RollField::Age, RollField::Birth, RollField::Death].map(said);
        assert_eq!(said, ["12", "28", "1914", "19420525"]);
    }
    // Days without the format of a date, and the two ways in which a number is cut.
    let row = "<row><c><v>12</v></c><c t='inlineStr'><is><t>乙二</t></is></c><c><v>1.42E+17</v></c>\
               <c><v>5273</v></c><c><v>15486.25</v></c></row>";
    let built = of_bytes("roll.xlsx", &sheet(&format!("{header}{row}")));
    let expected = [("roll-cell", 2, 3), ("roll-date", 2, 4), ("roll-date", 2, 5)];
    assert_eq!(findings(&built), expected);
    let words = words(&built);
    assert!(
        words.contains("perhaps 1914-06-08") && words.contains("perhaps 1942-05-25"),
        "{words}"
    );
}

#[test]
fn signs_that_nobody_sees_are_told_at_their_cell() {
    let table = "编号,姓名,籍贯\nA1,甲\0一,示例县\nA2,乙\u{200f}二,示例\u{202e}县\nA3,\u{e000}三,\u{feff}示例县\n";
    let built = built("", table);
    let expected = [
        ("roll-cell", 2, 2),
        ("roll-cell", 4, 3),
        ("roll-name", 3, 2),
        ("roll-sign", 3, 3),
        ("roll-sign", 4, 2),
    ];
    assert_eq!(findings(&built), expected);
    assert_eq!(names(&built).len(), 3);
    for sign in ["\u{200f}", "\u{202e}", "\0"] {
        assert_eq!(files_with(&built, sign), Vec::<&str>::new());
    }
    let native = |person| roll(&built).people.get(PersonId(person), RollField::Native);
    assert_eq!([0, 1, 2].map(native), ["示例县"; 3]);
}

#[test]
fn a_name_of_two_hundred_characters_and_an_id_that_is_taken_are_told() {
    let long = "甲".repeat(200);
    let built = built("", &format!("编号,姓名\nA1,{long}\nA1,乙二\nA2,丙三\n"));
    assert_eq!(findings(&built), [("roll-id", 3, 1), ("roll-name", 2, 2)]);
    assert!(words(&built).contains("the name has 200 characters"));
    assert_eq!(names(&built), ["丙三", long.as_str()]);
}

#[test]
fn characters_of_every_extension_are_kept_and_told() {
    // One of each of the extensions A to I, and a compatibility form.
    let rare = [
        '\u{3447}',
        '\u{20087}',
        '\u{2A700}',
        '\u{2B740}',
        '\u{2B820}',
        '\u{2CEB0}',
        '\u{30000}',
        '\u{31350}',
        '\u{2EBF0}',
        '\u{F9DC}',
    ];
    let mut table = "编号,姓名\n".to_owned();
    for (number, c) in (1..).zip(rare) {
        table += &format!("A{number},{c}一\n");
    }
    let built = built("order = \"source\"", &table);
    let told: Vec<_> =
        findings(&built).into_iter().filter(|(rule, ..)| *rule != "roll-order").collect();
    let expected: Vec<_> = (3..=11).map(|row| ("roll-rare-character", row, 2)).collect();
    assert_eq!(told, expected);
    assert_eq!(roll(&built).totals.people, rare.len());
    for c in rare {
        assert!(!files_with(&built, &c.to_string()).is_empty(), "{c} is published as it is");
    }
}
