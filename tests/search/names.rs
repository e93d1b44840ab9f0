//! The search of a roll: every person of a roll of twenty thousand is found by each of their keys.

use std::fmt::Write as _;

use fengbei::plan::RollPlan;
use fengbei::render::names::{characters, files};
use fengbei::text::NameReading;
use serde_json::json;

use crate::draft::Draft;

/// Numbers that look like chance and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).expect("below a usize")
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const SURNAMES: [&str; 24] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "单", "解", "仇", "曾", "区", "查", "欧阳",
    "司马", "尉迟", "肖", "邱", "付", "閆", "葉", "鄧", "覃",
];
const GIVEN: [&str; 42] = [
    "安", "恩", "德", "明", "文", "华", "建", "志", "永", "福", "成", "光", "春", "荣", "生", "金",
    "玉", "海", "林", "清", "贵", "山", "胜", "祥", "兴", "学", "世", "宝", "忠", "庆", "長", "樂",
    "国", "國", "蘭", "兰", "行", "重", "□", "𠮷", "峰", "峯",
];
const PLACES: [&str; 4] = ["甲省乙县", "甲省丙县", "丁省戊县", ""];

const FOREIGN: [&str; 3] = ["Bethrand", "Kotniss", "Rhyll"];

/// The first character as it is read and the first letters of the rest; none where both together
/// may be read as syllables.
fn mixed(reading: &NameReading) -> String {
    let letters = reading.letters(" ");
    let (first, rest) = letters.split_once(' ').expect("names have two characters");
    let rest: String = rest.split(' ').filter_map(|syllable| syllable.chars().next()).collect();
    if rest.starts_with(['g', 'n', 'r']) || rest.contains(['a', 'e', 'o']) {
        String::new()
    } else {
        format!("{first}{rest}")
    }
}

/// A roll of made-up people: its rows, and what each must be found by.
fn roll(people: usize) -> (String, Vec<serde_json::Value>) {
    let mut chance = Chance(7);
    let mut csv = "编号,姓名,别名,籍贯,牺牲日期,单位\n".to_owned();
    let mut wanted = Vec::new();
    for number in 0..people {
        let surname = chance.of(&SURNAMES);
        let count = 1 + usize::from(chance.below(5) > 0);
        let given: String = (0..count).map(|_| chance.of(&GIVEN)).collect();
        let (name, place) = (format!("{surname}{given}"), chance.of(&PLACES));
        let alias =
            if chance.below(10) == 0 { format!("小{}", chance.of(&GIVEN)) } else { String::new() };
        let foreign = if number % 50 == 0 {
            format!("Xeno Fictus {}", chance.of(&FOREIGN))
        } else {
            String::new()
        };
        let year = 1930 + chance.below(20);
        writeln!(csv, "T{number:05},{name},{alias};{foreign},{place},{year},第{}团", number % 90)
            .expect("a string");
        let reading = NameReading::of(&name);
        let whole = !name.contains('□');
        wanted.push(json!({
            "id": format!("T{number:05}"),
            "name": name,
            "alias": alias,
            "foreign": foreign,
            "place": place,
            "pinyin": if whole { reading.letters("") } else { String::new() },
            "initials": if whole { reading.initials() } else { String::new() },
            "mixed": if whole { mixed(&reading) } else { String::new() },
        }));
    }
    (csv, wanted)
}

#[test]
fn everybody_is_found_by_every_key() {
    let (csv, wanted) = roll(20_000);
    let head =
        "+++\ntitle = \"名录\"\ncolumn_type = \"数据发布\"\n[roll]\nsource = \"roll.csv\"\n+++\n";
    let folder = written(head, &csv, 20_000);
    std::fs::write(folder.path().join("people.json"), json!(wanted).to_string()).expect("ours");
    super::node("names.mjs", folder.path());
}

/// A folder with the search of a roll.
fn written(head: &str, csv: &str, people: usize) -> tempfile::TempDir {
    let draft =
        Draft::new().with("content/roll/_index.md", head).with("content/roll/roll.csv", csv);
    let work = draft.work();
    let (roll, plan): (_, &RollPlan) = (&work.site.rolls[0], &work.plan.rolls[0]);
    assert_eq!(roll.order.len(), people);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut largest = 0;
    for (path, bytes) in files(roll, plan).into_iter().chain(characters("roll/characters")) {
        let place = folder.path().join(path.strip_prefix("roll/").expect("below the roll"));
        std::fs::create_dir_all(place.parent().expect("below search/")).expect("folder is ours");
        largest = largest.max(bytes.len());
        std::fs::write(place, bytes).expect("folder is ours");
    }
    assert!(largest < 64 << 10, "a shard has {largest} bytes");
    folder
}

#[test]
fn a_place_or_a_unit_alone_leads_to_its_list() {
    let mut csv = "编号,姓名,籍贯,单位,区划代码,类别,牺牲地点\n".to_owned();
    let mut wanted = Vec::new();
    // One province in every form, of the last only its code.
    let places = ["湖南省长沙县", "湖南湘潭", "浏阳", "湖南省长沙县", "湖北黄安"];
    for (number, place) in places.into_iter().enumerate() {
        let code = if place == "浏阳" { "430181" } else { "" };
        writeln!(csv, "P{number},甲乙,{place},,{code}").expect("a string");
    }
    writeln!(csv, "G1,合成七烈士,,,,群体,湖南省醴陵县某村").expect("a string");
    // As many counties and units as a roll of two million has.
    for number in 0..5400 {
        let at = |of: usize| [of / 42 / 42, of / 42 % 42, of % 42].map(|at| GIVEN[at]).concat();
        let (county, unit) =
            (format!("{}县", at(number % 2700)), format!("{}团", at(number % 1200)));
        writeln!(csv, "T{number:05},甲乙,示例省{county},{unit},").expect("a string");
        if number < 2700 && !county.contains('□') {
            wanted.push(json!([county, 2]));
        }
        if number < 1200 && !unit.contains('□') {
            wanted.push(json!([unit, if number < 600 { 5 } else { 4 }]));
        }
    }
    let head =
        "+++\ntitle = \"名录\"\ncolumn_type = \"数据发布\"\n[roll]\nsource = \"roll.csv\"\n+++\n";
    let folder = written(head, &csv, 5406);
    std::fs::write(folder.path().join("ways.json"), json!(wanted).to_string()).expect("ours");
    super::node("ways.mjs", folder.path());
}

#[test]
fn the_order_of_rows_changes_no_shard_but_for_pages() {
    let (csv, _) = roll(300);
    let of = |csv: &str| {
        let head = "+++\ntitle = \"名录\"\n[roll]\nsource = \"roll.csv\"\n+++\n";
        let draft = Draft::new().with("content/roll/_index.md", head);
        let work = draft.with("content/roll/roll.csv", csv).work();
        files(&work.site.rolls[0], &work.plan.rolls[0])
    };
    assert!(of(&csv) == of(&csv), "the same roll gives the same files");
}
