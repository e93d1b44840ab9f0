//! Books of rolls: everybody stands in the body once, everything that the roll says stands somewhere,
//! and the indexes tell the truth about pages.

use std::collections::{BTreeMap, BTreeSet};

use fengbei::diag::Place;
use fengbei::model::RollId;
use fengbei::plan::Sheet;
use fengbei::print::Purpose;
use fengbei::render::{NoStore, Studio};
use fengbei::source::SourcePath;
use serde_json::Value;

use super::draft::SETTINGS;
use super::example::{Built, build};
use super::rolls::{built, site};

/// What the print template sees of a volume.
fn book(built: &Built, volume: usize) -> Value {
    let work = &built.work;
    let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, &NoStore);
    let view = studio.sheet(Sheet::Book(RollId(0), volume), Purpose::Archive);
    serde_json::from_str(&view.view).expect("views are JSON")
}

/// `count` people of a few places, some without a place, and a group.
fn table(count: usize) -> String {
    let places = ["山西省文水县云周西村", "山西离石", "河北省丰润县", "铜山", "", "北京市"];
    let mut table = String::from("编号,姓名,类别,出生日期,籍贯,单位,所属群体,备注\n");
    let digits = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
    for at in 0..count {
        let name = format!("王{}{}", digits[at / 10 % 10], digits[at % 10]);
        let (place, group) = (places[at % places.len()], if at < 3 { "示例群体" } else { "" });
        let note = "资料甚长，".repeat(at % 7 * 60);
        table += &format!("T{at},{name},,19{:02},{place},合成第{at}团,{group},{note}\n", at % 40);
    }
    table + "G1,示例群体,群体,,,,,三人\n"
}

/// All words of a value, in order.
fn words(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        Value::Array(values) => values.iter().map(words).collect(),
        Value::Object(fields) => fields.values().map(words).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => String::new(),
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Each name of the body with its pages, and how many names stand there.
fn found(book: &Value) -> (BTreeMap<String, BTreeSet<u64>>, usize) {
    let mut found: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    let mut count = 0;
    for page in list(book, "pages") {
        let number = page["number"].as_u64().expect("pages have numbers");
        for row in list(page, "rows").iter().filter(|row| row["t"] == "names") {
            for cell in list(row, "cells") {
                let name = words(&cell["lines"]).replace('　', "");
                found.entry(name).or_default().insert(number);
                count += 1;
            }
        }
    }
    (found, count)
}

/// Each name of an index with its pages, which may go on in lines without a name.
fn indexed(index: &Value) -> BTreeMap<String, BTreeSet<u64>> {
    let pages = list(index, "pages").iter().flat_map(|page| list(page, "columns"));
    let lines = pages.flat_map(|column| column.as_array().expect("lines"));
    let mut indexed: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    let mut last = String::new();
    for line in lines.filter(|line| line["t"] == "name") {
        let name = (words(&line["surname"]) + &words(&line["name"])).replace('　', "");
        if !name.is_empty() {
            last = name;
        }
        let pages = words(&line["pages"]);
        let pages = pages.split('、').filter(|page| !page.is_empty());
        let pages = pages.map(|page| page.parse::<u64>().expect("a page"));
        indexed.entry(last.clone()).or_default().extend(pages);
    }
    indexed
}

#[test]
fn an_index_gives_every_name_the_page_it_stands_on() {
    let built = built("book = \"names\"", &table(1000));
    let book = book(&built, 1);
    let (mut found, count) = found(&book);
    assert_eq!((count, found.len(), list(&book, "pages").len() > 3), (1000, 100, true));
    let group = list(&book, "groups")[0]["number"].as_u64().expect("a number");
    assert_eq!(group, list(&book, "pages").len() as u64 + 1);
    found.insert("示例群体".into(), [group].into());
    let indexes = list(&book, "indexes");
    assert_eq!(indexes.len(), 2);
    for index in indexes {
        assert_eq!(indexed(index), found, "{}", index["title"]);
    }
}

#[test]
fn no_page_is_fuller_than_it_can_be_and_nothing_is_left_out() {
    let built = built("book = \"full\"", &table(60));
    let book = book(&built, 1);
    for page in list(&book, "pages").iter().chain(list(&book, "groups")) {
        let units: u64 = list(page, "rows").iter().filter_map(|row| row["units"].as_u64()).sum();
        assert!(units <= 148, "{units} units on page {}", page["number"]);
    }
    let rows = list(&book, "pages").iter().flat_map(|page| list(page, "rows"));
    let said: String = rows.map(|row| words(&row["cells"]) + &words(&row["lines"])).collect();
    let note = "资料甚长，".repeat(360);
    assert!(said.contains(&note), "the longest note is whole");
    for at in 0..60 {
        assert!(said.contains(&format!("合成第{at}团")), "{at}");
    }
    let provinces: Vec<String> = list(&book, "contents")
        .iter()
        .filter(|line| line["inner"] == true)
        .map(|line| words(&line["title"]))
        .collect();
    assert_eq!(provinces, ["北京市", "河北省", "山西省", "其他", "籍贯不详"]);
}

#[test]
fn a_table_too_thick_for_a_binding_is_divided() {
    let built = built("book = \"table\"", &table(8001));
    let volumes = [book(&built, 1), book(&built, 2)];
    let people = |book: &Value| {
        let rows = list(book, "pages").iter().flat_map(|page| list(page, "rows"));
        rows.filter(|row| row["t"] == "person").count()
    };
    assert_eq!(volumes.each_ref().map(people), [4001, 4000]);
    assert_eq!(volumes.each_ref().map(|book| words(&book["volume"]["number"])), ["第1册", "第2册"]);
    assert_eq!(volumes.each_ref().map(|book| list(book, "groups").len()), [0, 1]);
    assert_eq!(list(&volumes[1], "pages")[0]["number"], 1);
}

#[test]
fn a_character_that_no_font_has_is_stood_for_and_told_with_its_cell() {
    let (described, bare) = ('\u{323A0}', '\u{323A1}');
    let table = format!("编号,姓名,籍贯\nA1,王{described}明,山西省\nA2,李{bare},山西省\n");
    let settings = SETTINGS.to_owned()
        + &format!("[[print.glyphs]]\ncharacter = \"{described}\"\nparts = \"⿰王景\"\n");
    let draft = site("book = \"table\"", &table).with("site.toml", &settings);
    let built = build("glyphs", draft.sources());
    let work = &built.work;
    let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, &NoStore);
    let view = studio.sheet(Sheet::Book(RollId(0), 1), Purpose::Archive);
    let report = studio.print(&view).expect("it can be printed").report;
    assert_eq!(report.standard, "PDF/A-2a, PDF/UA-1", "no box is left, so it is an archive");
    let missing: Vec<_> =
        report.missing.iter().map(|it| (it.character, it.near[0].clone())).collect();
    assert_eq!(missing, [(described, format!("王{described}明")), (bare, format!("李　{bare}"))]);
    let cells: Vec<_> = studio.printed().0.iter().map(|found| found.place.clone()).collect();
    let cell = |row| Place::Cell {
        file: SourcePath::new("content/martyrs/roll.csv"),
        sheet: String::new(),
        row,
        column: 2,
    };
    assert_eq!(cells, [cell(2), cell(3)]);
}
