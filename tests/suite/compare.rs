//! Two editions of a roll compared, and one put in order, by the real program.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::tables::read;

const OLD: &str = "编号,姓名,性别,出生日期,牺牲日期,籍贯,单位,批次,亲属
M1,甲一,男,1920,1942-05-01,山西省文水县,第一团,第1批,不公开
M2,乙二丁,男,1921-02,1943,山西省离石县,第二团,第1批,
M3,劉丙,男,,1944,湖北省黄安县,,第1批,
M4,章丁一,男,1918,1940,河南省确山县,,第1批,
M5,戊□己,女,1915,,山东省胶县,,第1批,
M6,庚辛,男,1919,1949,江西省金溪县,,第2批,
M7,壬癸,,,,,,第2批,
合计,7人,,,,,,,
";
const NEW: &str = "烈士姓名,编号,性别,出生年月,牺牲时间,籍贯,单位,批次
乙二丁,N2,男,1921年2月,1943,离石县,第二团,第1批
甲一,N1,男,1920,1942.5.1,山西文水,第一团二营,第1批
刘丙,N3,男,,1944,湖北省黄安县（今红安县）,,第1批
张丁一,N4,男,1918,1940,河南确山,,第1批
戊戊己,N5,女,1915,,山东胶县,,第1批
壬癸,N7,,,,,,第2批
=cmd(),N8,男,1920,1945,山西省文水县,,2024清明增补
新一,N9,男,1922,1946,山西省文水县,,2024清明增补
";

/// What came of a run.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {} {}", self.out, self.err))
    }
}

fn run(folder: &Path, args: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fengbei"));
    let output = command.current_dir(folder).arg("roll").args(args).args(["--lang", "zh"]).output();
    let output = output.expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    let code = output.status.code().expect("the program ends by itself");
    Ran { code, out: text(output.stdout), err: text(output.stderr) }
}

fn compare(folder: &Path) -> Ran {
    let words = ["compare", "old.csv", "new.csv", "-o", "out", "--json", "--today", "2026-08-01"];
    run(folder, &words)
}

/// A folder with two editions.
fn editions(old: &str, new: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("old.csv"), old).expect("written");
    std::fs::write(folder.path().join("new.csv"), new).expect("written");
    folder
}

fn text(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Pairs of a list as `old>new`, by name.
fn pairs(found: &Value, list: &str) -> Vec<String> {
    let list = found[list].as_array().expect("a list").iter();
    let name = |person: &Value| person["name"].as_str().expect("a name").to_owned();
    list.map(|pair| format!("{}>{}", name(&pair["old"]), name(&pair["new"]))).collect()
}

fn names(found: &Value, list: &str) -> Vec<String> {
    let list = found[list].as_array().expect("a list").iter();
    list.map(|person| person["name"].as_str().expect("a name").to_owned()).collect()
}

/// That everybody of either edition is counted once.
fn adds_up(found: &Value) {
    for edition in ["old", "new"] {
        let count = |what: &str| found[edition][what].as_u64().expect("a number");
        let parts = count("matched") + count("near") + count("only") + count("rejected");
        assert_eq!(count("rows"), parts, "{edition}: {found}");
    }
    let length = |list: &str| found[list].as_array().expect("a list").len() as u64;
    assert_eq!(found["old"]["matched"], length("matched"));
    assert_eq!(found["old"]["near"], length("near"));
    assert_eq!(
        (&found["old"]["only"], &found["new"]["only"]),
        (&length("only_old").into(), &length("only_new").into())
    );
}

/// Writes a verdict behind every question whose old name is in `verdicts`.
fn decide(folder: &Path, verdicts: &[(&str, &str)]) {
    let path = folder.join("out/核对结论.csv");
    let table = text(folder, "out/核对结论.csv");
    let lines = table.lines().map(|line| {
        let (start, code) = line.rsplit_once(",,,,,").unwrap_or((line, ""));
        match verdicts.iter().find(|(name, _)| line.contains(&format!(",{name},"))) {
            Some((_, verdict)) => format!("{start},{verdict},同村核实,经办甲,2026-08-01,{code}"),
            None => line.to_owned(),
        }
    });
    std::fs::write(path, lines.collect::<Vec<_>>().join("\r\n")).expect("written");
}

#[test]
fn two_editions_are_compared_and_everybody_is_counted() {
    let folder = editions(OLD, NEW);
    let ran = compare(folder.path());
    assert_eq!(ran.code, 1, "{}", ran.err);
    let found = ran.json();
    adds_up(&found);
    assert_eq!(found["old"]["rejected"], 0, "a row of sums is nobody");
    assert_eq!(pairs(&found, "matched"), ["甲一>甲一", "乙二丁>乙二丁", "壬癸>壬癸"]);
    assert_eq!(pairs(&found, "near"), ["劉丙>刘丙", "章丁一>张丁一", "戊□己>戊戊己"]);
    assert_eq!(
        (names(&found, "only_old"), names(&found, "only_new")),
        (vec!["庚辛".into()], vec!["=cmd()".into(), "新一".to_owned()])
    );
    assert_eq!(found["supplement"], serde_json::json!([{ "batch": "2024清明增补", "count": 2 }]));
    let reason = found["near"][1]["reason"]["zh"].as_str().expect("words");
    assert_eq!(reason, "姓名同音；籍贯相同；出生同年；牺牲同年");
    let differences: Vec<_> = found["differences"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|d| d["new_row"] == "3" && d["field"] != "id")
        .map(|d| format!("{} {} {} {}", d["field"], d["old"], d["new"], d["kind"]).replace('"', ""))
        .collect();
    assert_eq!(
        differences,
        [
            "death 1942-05-01 1942.5.1 form",
            "native_place 山西省文水县 山西文水 form",
            "unit 第一团 第一团二营 content",
        ]
    );
    assert!(ran.err.contains("旧版：7 行 = 一致 3 + 疑似 3 + 只在这一版 1\n"), "{}", ran.err);
    assert!(ran.err.contains("新版：8 行 = 一致 3 + 疑似 3 + 只在这一版 2\n"), "{}", ran.err);
    assert_eq!(
        (text(folder.path(), "old.csv"), text(folder.path(), "new.csv")),
        (OLD.into(), NEW.into())
    );
}

#[test]
fn an_edition_that_says_no_ids_differs_in_none() {
    let folder = editions(
        "编号,姓名,籍贯,出生日期\n,甲一,示例县,1912\n,乙二,示例县,1913\n",
        "编号,姓名,籍贯,出生日期\nA1,甲一,示例县,1912\nA2,乙二,示例县,1914\n",
    );
    let found = compare(folder.path()).json();
    assert_eq!(found["matched"].as_array().expect("a list").len(), 1, "{found}");
    assert_eq!(found["differences"], serde_json::json!([]));
    let page = text(folder.path(), "out/比对报告.html");
    assert_eq!(page.matches("旧版“编号”一列是空的，编号没有比对").count(), 1);
}

#[test]
fn the_reports_need_nothing_else_and_hold_no_formula() {
    let folder = editions(OLD, NEW);
    compare(folder.path());
    let page = text(folder.path(), "out/比对报告.html");
    for word in ["7 = 一致 3 + 疑似 3 + 只在这一版 1", "2024清明增补（2）", "2026-08-01"]
    {
        assert!(page.contains(word), "{word}: {page}");
    }
    for word in ["<script", "http:", "https:", "src=", "url(", "不公开"] {
        assert!(!page.contains(word), "{word}");
    }
    let bytes = std::fs::read(folder.path().join("out/比对结果.xlsx")).expect("a workbook");
    let (rows, told) = read("a.xlsx", &bytes);
    let told = told.expect("a workbook that can be read");
    let sheets: Vec<_> =
        told.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.rows)).collect();
    let expected = [
        ("概况", 9),
        ("一致", 4),
        ("疑似", 4),
        ("仅旧版", 2),
        ("仅新版", 3),
        ("差异", 9),
        ("增补", 3),
    ];
    assert_eq!(sheets, expected);
    assert!(told.notes.is_empty(), "{:?}", told.notes);
    assert!(
        rows.contains(
            &"增补!2: 1=2024清明增补|2=8|3=N8|4==cmd()|5=1920|6=1945|7=山西省文水县|9=2024清明增补"
                .to_owned()
        ),
        "{rows:?}"
    );
    let again = editions(OLD, NEW);
    compare(again.path());
    for name in ["out/比对结果.xlsx", "out/比对报告.html", "out/核对结论.csv"] {
        let bytes = |folder: &Path| std::fs::read(folder.join(name)).expect("a report");
        assert_eq!(bytes(folder.path()), bytes(again.path()), "{name}");
    }
}

#[test]
fn decisions_are_read_back_and_stay_when_rows_move_and_ids_change() {
    let folder = editions(OLD, NEW);
    assert_eq!(compare(folder.path()).json()["decisions"]["fresh"], 3);
    decide(folder.path(), &[("劉丙", "同一人"), ("章丁一", "不是同一人"), ("戊□己", "待查")]);
    let decided = text(folder.path(), "out/核对结论.csv");
    // The rows of the new edition are turned round, and all ids change.
    let (header, rows) = NEW.split_once('\n').expect("a header");
    let mut turned: Vec<_> = rows.lines().map(|row| row.replace(",N", ",Z1")).collect();
    turned.reverse();
    let moved = format!("{header}\n{}\n", turned.join("\n"));
    std::fs::write(folder.path().join("new.csv"), moved).expect("written");
    let ran = compare(folder.path());
    let found = ran.json();
    adds_up(&found);
    assert_eq!(
        found["decisions"],
        serde_json::json!({ "used": 2, "idle": 0, "pending": 1, "fresh": 0 })
    );
    assert_eq!(pairs(&found, "near"), ["戊□己>戊戊己"]);
    assert!(pairs(&found, "matched").contains(&"劉丙>刘丙".to_owned()));
    assert_eq!(names(&found, "only_old"), ["章丁一", "庚辛"]);
    assert_eq!(ran.code, 1);
    let kept = text(folder.path(), "out/核对结论.csv");
    assert_eq!(kept.lines().count(), decided.lines().count());
    assert_eq!(kept.matches("同村核实,经办甲,2026-08-01").count(), 3);
    assert!(kept.contains("Z13,7,刘丙"), "{kept}");
    // Once the last question is answered, nothing is left to ask.
    std::fs::write(folder.path().join("out/核对结论.csv"), kept.replace(",待查,", ",同一人,"))
        .expect("written");
    std::fs::write(folder.path().join("old.csv"), OLD).expect("written");
    let ran = compare(folder.path());
    assert_eq!((ran.code, pairs(&ran.json(), "near").len()), (0, 0), "{}", ran.err);
}

#[test]
fn a_decision_outlives_the_people_it_speaks_of() {
    let folder = editions(OLD, NEW);
    compare(folder.path());
    decide(folder.path(), &[("劉丙", "同一人"), ("章丁一", "大概是")]);
    let without: Vec<_> = OLD.lines().filter(|line| !line.contains("劉丙")).collect();
    std::fs::write(folder.path().join("old.csv"), without.join("\n")).expect("written");
    let ran = compare(folder.path());
    assert_eq!(
        ran.json()["decisions"],
        serde_json::json!({ "used": 0, "idle": 1, "pending": 2, "fresh": 0 })
    );
    assert!(ran.err.contains("结论“大概是”看不懂，当作待查"), "{}", ran.err);
    let kept = text(folder.path(), "out/核对结论.csv");
    assert!(kept.contains("劉丙") && kept.contains("大概是"), "{kept}");
    std::fs::write(folder.path().join("old.csv"), OLD).expect("written");
    assert_eq!(compare(folder.path()).json()["decisions"]["used"], 1);
    // A file that is no table of decisions is not written over.
    std::fs::write(folder.path().join("out/核对结论.csv"), NEW).expect("written");
    let ran = compare(folder.path());
    assert_eq!(
        (ran.code, text(folder.path(), "out/核对结论.csv")),
        (2, NEW.to_owned()),
        "{}",
        ran.err
    );
}

#[test]
fn of_two_who_are_equally_like_nobody_is_guessed() {
    let old = "姓名,籍贯,出生日期\n甲一,山西文水,1920\n乙一,,\n";
    let new = "姓名,籍贯,出生日期,单位\n甲一,山西文水,1920-03,第一团\n甲一,山西文水,1920-08,第二团\n乙一,,,第三团\n";
    let folder = editions(old, new);
    let found = compare(folder.path()).json();
    adds_up(&found);
    assert_eq!(
        (pairs(&found, "near"), pairs(&found, "matched")),
        (vec!["甲一>甲一".to_owned()], vec!["乙一>乙一".to_owned()])
    );
    assert_eq!(found["near"][0]["ground"], "several");
    // One id, given to two people: a question; the same one in another row: none.
    let folder = editions(
        "编号,姓名,出生日期\n1,甲一,1920\n2,乙一,1921\n",
        "编号,姓名,出生日期\n1,乙一,1921\n3,丙丁,1930\n",
    );
    let found = compare(folder.path()).json();
    assert_eq!(
        (pairs(&found, "matched"), pairs(&found, "near")),
        (vec!["乙一>乙一".to_owned()], Vec::new())
    );
    let folder = editions("编号,姓名,出生日期\n1,甲一,1920\n", "编号,姓名,出生日期\n1,丙丁,1930\n");
    assert_eq!(pairs(&compare(folder.path()).json(), "near"), ["甲一>丙丁"]);
}

#[test]
fn a_table_that_cannot_be_read_fails_and_own_headers_are_told() {
    let folder = editions("名号,何处人\n甲一,山西文水\n", "姓名,籍贯\n甲一,山西文水\n");
    let ran = compare(folder.path());
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(!folder.path().join("out").exists());
    let words =
        ["compare", "old.csv", "new.csv", "--header", "名号=姓名", "--header", "何处人=籍贯"];
    let ran = run(folder.path(), &words);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(folder.path().join("new-比对/比对报告.html").exists());
    let ran = run(folder.path(), &["compare", "old.csv", "new.csv", "--header", "名号"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("请写成 列名=字段"), "{}", ran.err);
    let ran = run(folder.path(), &["compare", "old.csv", "new.csv", "--decisions", "new.csv"]);
    assert_eq!(
        (ran.code, text(folder.path(), "new.csv").as_str()),
        (2, "姓名,籍贯\n甲一,山西文水\n")
    );
}

const ROUGH: &str = "某县烈士名录\n序号,牺牲时间,姓 名,何处人,出生,走访情况,备注\n1,民国二十一年十月,甲　一, 山西文水 ,1905.3,=HYPERLINK(1),第１连\u{e000}\n2,某年春,乙・二,,一九一〇年,,-\n3,,,合计两人,,,\n合计,,2人,,,,\n";

#[test]
fn a_table_is_put_in_order_and_every_change_is_told() {
    let folder = editions(ROUGH, "");
    let ran = run(folder.path(), &["normalize", "old.csv", "--header", "何处人=籍贯", "--json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let done = &ran.json()["normalized"];
    assert_eq!(
        (&done["read"], &done["written"], &done["rejected"], &done["guarded"]),
        (&3.into(), &2.into(), &1.into(), &2.into())
    );
    assert_eq!(
        text(folder.path(), "old-规范.csv"),
        "\u{feff}序号,姓名,出生日期,牺牲日期,籍贯,备注,走访情况\r\n\
         1,甲一,1905年3月,1932年10月,山西文水,第1连\u{e000},\"'=HYPERLINK(1)\"\r\n\
         2,乙·二,1910年,某年春,,\"'-\",\r\n"
    );
    let log = text(folder.path(), "old-规范-修改记录.csv");
    for line in [
        "old.csv,,A1,,某县烈士名录,,表头以上的文字，没有写进",
        "old.csv,,C3,姓名,甲　一,甲一,去掉为了对齐而加的空格，统一全角半角",
        "old.csv,,B3,牺牲日期,民国二十一年十月,1932年10月,日期改为标准写法",
        "old.csv,,D3,籍贯, 山西文水 ,山西文水,去掉首尾的空白",
        "old.csv,,G3,备注,第１连\u{e000},第1连\u{e000},“\u{e000}”（U+E000）是旧系统自造的字，没有改，请换成标准汉字；全角的字母、数字改为半角",
        "old.csv,,B4,牺牲日期,某年春,某年春,日期读不懂，照原样保留，请核对",
        "old.csv,,C4,姓名,乙・二,乙·二,间隔号“・”改为“·”",
        "old.csv,,C5,姓名,3 | 合计两人,,这一行没有姓名，没有写进",
        "old.csv,,C6,姓名,合计 | 2人,,合计行不是人，没有写进",
    ] {
        assert!(log.contains(line), "{line}\n{log}");
    }
    assert_eq!(text(folder.path(), "old.csv"), ROUGH);
    assert!(ran.err.contains("前面加了一个撇号"), "{}", ran.err);
}

#[test]
fn a_clean_workbook_is_read_back_and_never_written_over_the_original() {
    let folder = editions(ROUGH, "");
    let words = |target| ["normalize", "old.csv", "--header", "何处人=籍贯", "-o", target];
    assert_eq!(run(folder.path(), &words("新.xlsx")).code, 1);
    let bytes = std::fs::read(folder.path().join("新.xlsx")).expect("a workbook");
    let (rows, told) = read("a.xlsx", &bytes);
    let told = told.expect("a workbook that can be read");
    let sheets: BTreeMap<_, _> = told.sheets.iter().map(|s| (s.name.as_str(), s.rows)).collect();
    assert_eq!(sheets["名录"], 3);
    assert!(sheets["修改记录"] > 7 && told.notes.is_empty(), "{told:?}");
    assert_eq!(
        rows[1],
        "名录!2: 1=1|2=甲一|3=1905年3月|4=1932年10月|5=山西文水|6=第1连\u{e000}|7==HYPERLINK(1)"
    );
    for target in ["新.xlsx", "old.csv", "名录.txt"] {
        let ran = run(folder.path(), &words(target));
        assert_eq!(ran.code, 2, "{target}: {}", ran.err);
    }
    assert_eq!(std::fs::read(folder.path().join("新.xlsx")).expect("a workbook"), bytes);
    assert_eq!(text(folder.path(), "old.csv"), ROUGH);
}

#[test]
fn a_cell_that_no_workbook_can_hold_is_told() {
    let long = "长".repeat(40_000);
    let old = format!("姓名,籍贯,事迹\n甲一,山西文水,{long}\n");
    let folder = editions(&old, "姓名,籍贯,事迹\n甲一,山西文水,短\n");
    let ran = compare(folder.path());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("1 个单元格超过 32767 字"), "{}", ran.err);
    let bytes = std::fs::read(folder.path().join("out/比对结果.xlsx")).expect("a workbook");
    let (rows, _) = read("a.xlsx", &bytes);
    let cut = rows.iter().find(|row| row.contains("长长")).expect("the difference is there");
    assert!(cut.contains("长……（超过一格的上限，未写全）"), "the cell says that it is cut");
    let ran = run(folder.path(), &["normalize", "old.csv", "-o", "新.xlsx"]);
    assert!(ran.code == 2 && ran.err.contains("超过 32767 字"), "{}", ran.err);
    assert!(!folder.path().join("新.xlsx").exists());
    assert_eq!(run(folder.path(), &["normalize", "old.csv", "-o", "新.csv"]).code, 0);
    assert!(text(folder.path(), "新.csv").contains(&long), "a text table holds it");
}
