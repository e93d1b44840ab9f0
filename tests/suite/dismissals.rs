//! Findings that are set aside: the entry, what is shown afterwards, and when they come back.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const SITE: &str = "title = \"示例市双拥网\"\naddress = \"https://www.example.gov.cn/\"\n\n\
                    [portal]\ndomain = \"www.example.gov.cn\"\ncode = \"1400000001\"\n";
const COLUMN: &str = "+++\ntitle = \"要闻\"\ncolumn_type = \"工作动态\"\n+++\n";
const HEAD: &str = "+++\ntitle = \"走访\"\ndate = 2026-07-01 09:00\n+++\n";

fn site(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("content/news")).expect("a folder");
    for (file, said) in [("site.toml", SITE), ("content/news/_index.md", COLUMN)] {
        fs::write(folder.path().join(file), said).expect("a file");
    }
    write(folder.path(), text);
    folder
}

fn write(folder: &Path, text: &str) {
    fs::write(folder.join("content/news/a.md"), format!("{HEAD}{text}")).expect("a file");
}

fn check(folder: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fengbei"))
        .args(["check", "--lang", "zh", "--today", "2026-08-01", "--root"])
        .arg(folder)
        .args(more)
        .output()
        .expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The names of the rules of the findings that are shown, and of those that were set aside.
fn rules(folder: &Path) -> [Vec<String>; 2] {
    let output = check(folder, &["--json", "--quiet"]);
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    ["findings", "dismissed"].map(|key| {
        let list = value[key].as_array().expect("a list");
        list.iter().map(|f| f["rule"].as_str().expect("a name").to_owned()).collect()
    })
}

fn dismiss(folder: &Path, rule: &str, at: &str) -> Output {
    let words = ["--dismiss", rule, "--at", at, "--reason", "原文如此", "--by", "示例编辑"];
    check(folder, &words)
}

#[test]
fn a_finding_is_set_aside_and_comes_back_when_its_text_changes() {
    let site = site("这是全市的的第一家。\n\n另一段写的的不好。\n");
    let folder = site.path();
    assert_eq!(rules(folder)[0], ["doubled-character", "doubled-character"]);
    let output = dismiss(folder, "doubled-character", "content/news/a.md:5");
    assert!(said(&output).contains("另有 1 条已忽略"), "{}", said(&output));
    let [shown, aside] = rules(folder);
    assert_eq!((shown.len(), aside.len()), (1, 1));
    let entry = fs::read_to_string(folder.join("dismissals.toml")).expect("it was written");
    for line in ["words = \"的的\"", "by = \"示例编辑\"", "on = 2026-08-01"] {
        assert!(entry.contains(line), "{entry}");
    }
    write(folder, "这是全县的的第一家。\n\n另一段写得好。\n");
    assert_eq!(
        rules(folder),
        [vec!["doubled-character".to_owned(), "stale-dismissal".into()], vec![]]
    );
    write(folder, "这是全市的第一家。\n");
    assert_eq!(rules(folder), [vec!["stale-dismissal".to_owned()], vec![]]);
}

#[test]
fn a_second_entry_is_put_behind_the_first_and_a_build_counts_both() {
    let site = site("这是全市的的第一家。\n\n另一段写的的不好。\n");
    let folder = site.path();
    dismiss(folder, "doubled-character", "content/news/a.md:5");
    // Who keeps the file in Chinese finds it in Chinese.
    let file = folder.join("dismissals.toml");
    let kept = fs::read_to_string(&file).expect("it was written");
    fs::write(&file, kept.replace("[[dismiss]]", "[[忽略]]")).expect("a file");
    dismiss(folder, "doubled-character", "content\\news\\a.md:7");
    assert_eq!(rules(folder)[0], Vec::<String>::new());
    let built = |_: usize| {
        let output = Command::new(env!("CARGO_BIN_EXE_fengbei"))
            .args(["build", "--lang", "zh", "--today", "2026-08-01", "--root"])
            .arg(folder)
            .output()
            .expect("the program runs");
        assert!(said(&output).contains("另有 2 条已忽略"), "{}", said(&output));
    };
    // The second build finds that nothing changed, and tells the same.
    (0..2).for_each(built);
}

#[test]
fn what_cannot_be_set_aside_is_told_and_nothing_is_written() {
    let site = site("见[通知](b.md)。\n");
    let folder = site.path();
    for (rule, at, told) in [
        ("broken-link", "content/news/a.md:5", "是错误，不能忽略"),
        ("doubled-character", "content/news/a.md:5", "没有“doubled-character”这样的问题"),
    ] {
        let output = dismiss(folder, rule, at);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(told), "{}", said(&output));
    }
    let half = check(folder, &["--dismiss", "broken-link"]);
    assert!(said(&half).contains("--reason 理由"), "{}", said(&half));
    assert!(!folder.join("dismissals.toml").exists());
}
