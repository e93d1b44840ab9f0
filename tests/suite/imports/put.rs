//! Where items go: written whole, once, and never over anything.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::WORD;

/// The example site's settings with two columns, in a folder.
pub fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        (
            "site.toml",
            "title = \"示例\"\naddress = \"https://www.example.gov.cn/a/\"\n[portal]\ndomain = \"www.example.gov.cn\"\ncode = \"1400000001\"\n",
        ),
        ("content/news/_index.md", "+++\ntitle = \"要闻\"\ncolumn_type = \"工作动态\"\n+++\n"),
        (
            "content/documents/_index.md",
            "+++\ntitle = \"发文\"\ncolumn_type = \"政策文件\"\nkind = \"document\"\n+++\n",
        ),
    ];
    for (path, text) in files {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder is made");
        fs::write(place, text).expect("a file is written");
    }
    folder
}

fn fengbei(folder: &Path, args: &[&str]) -> (i32, Value) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fengbei"));
    let output = command.current_dir(folder).args(args).arg("--json").output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let value = serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}"));
    (output.status.code().expect("it ends by itself"), value)
}

fn listed(folder: &Path) -> Vec<String> {
    let mut found: Vec<String> = walkdir::WalkDir::new(folder.join("content"))
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned()
        })
        .collect();
    found.sort();
    found
}

#[test]
fn an_item_is_written_once_and_the_site_is_sound() {
    let site = site();
    let before = listed(site.path());
    let from = WORD.join("dispatch.docx");
    let from = from.to_string_lossy();
    let words = ["import", &from, "--into", "news", "--today", "2026-11-22"];
    let (code, value) = fengbei(site.path(), &[&words[..], &["--dry-run"]].concat());
    assert_eq!((code, &value["written"]), (0, &Value::Bool(false)));
    assert_eq!(listed(site.path()), before, "a dry run writes nothing");
    let (code, value) = fengbei(site.path(), &words);
    assert_eq!(code, 0, "{value}");
    let item = "content/news/2026-11-22-jun-min-tong-xin-pu-xin";
    assert_eq!(
        value["imported"][0]["files"],
        serde_json::json!([format!("{item}/index.md"), format!("{item}/01.png")])
    );
    let after = listed(site.path());
    // What a process that is gone was writing.
    let left = site.path().join("content/news/.a.md.4294967295.part");
    fs::write(&left, "half of").expect("a file is written");
    let (code, value) = fengbei(site.path(), &words);
    assert_eq!(
        (code, &value["there"][0]["at"], value["refused"].as_array().map(Vec::len)),
        (0, &Value::from(format!("{item}/index.md")), Some(0)),
    );
    assert_eq!(listed(site.path()), after, "what was left half is gone");
    let index = site.path().join(item).join("index.md");
    fs::write(&index, "somebody's own words").expect("a file is written");
    let (code, value) = fengbei(site.path(), &words);
    assert_eq!(
        (code, &value["imported"][0]["files"][0]),
        (0, &Value::from(format!("{item}-2/index.md")))
    );
    let first = &value["imported"][0]["guesses"][0];
    assert_eq!(first["field"], "file");
    assert!(first["zh"].as_str().is_some_and(|said| said.contains(item)), "{first}");
    assert_eq!(fs::read_to_string(index).expect("it is there"), "somebody's own words");
    fs::remove_dir_all(site.path().join(item)).expect("it is there");
    let (code, value) = fengbei(site.path(), &["check", "--today", "2026-11-22"]);
    let rules: Vec<_> =
        value["findings"].as_array().expect("a list").iter().map(|it| &it["rule"]).collect();
    // The column of documents was blank before.
    assert_eq!((code, rules), (0, vec![&Value::from("blank-column")]), "{value}");
}

#[test]
fn a_folder_is_imported_whole_and_columns_are_checked() {
    let site = site();
    let folder = WORD.to_string_lossy();
    let (code, value) =
        fengbei(site.path(), &["import", &folder, "--into", "documents", "--today", "2026-11-22"]);
    assert_eq!((code, value["imported"].as_array().map(Vec::len)), (0, Some(8)), "{value}");
    for column in ["nowhere", "../x", "/", ".", "news/../../x"] {
        let (code, value) = fengbei(site.path(), &["import", &folder, "--into", column]);
        assert_eq!(code, 2, "{column}");
        assert!(
            value["error"]["zh"].as_str().is_some_and(|said| said.contains("没有栏目")),
            "{value}"
        );
    }
}

#[test]
fn pictures_outside_of_a_pages_folder_stay_there() {
    let site = site();
    let page = tempfile::tempdir().expect("a folder");
    let png = fs::read(WORD.join("red.png")).expect("a script wrote it");
    fs::write(page.path().join("secret.png"), &png).expect("a file is written");
    fs::create_dir_all(page.path().join("in")).expect("a folder is made");
    fs::write(page.path().join("in/b.png"), &png).expect("a file is written");
    let html = "<h1>题目</h1><div><p>正文很长，有逗号，有句号。</p><img src=\"../secret.png\"><img src=\"./b.png\"></div>";
    fs::write(page.path().join("in/a.html"), html).expect("a file is written");
    let path = page.path().join("in/a.html");
    let (code, value) = fengbei(
        site.path(),
        &["import", &path.to_string_lossy(), "--into", "news", "--today", "2026-11-22"],
    );
    assert_eq!(
        (code, value["imported"][0]["files"].as_array().map(Vec::len)),
        (0, Some(2)),
        "{value}"
    );
    let kinds: Vec<_> = value["imported"][0]["losses"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it["kind"].clone())
        .collect();
    assert!(kinds.contains(&Value::from("picture-missing")), "{kinds:?}");
}
