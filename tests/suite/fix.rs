//! `fengbei check --fix`: what it changes, what it says of it, and how it ends.

use std::fs;

use fengbei::source::{Encoding, encode};
use serde_json::{Value, json};

use crate::desk::{ARTICLE, Desk, Said, TODAY};

fn fix(desk: &Desk, words: &[&str]) -> Said {
    desk.run(&[&["check", "--fix", "--today", TODAY], words].concat())
}

fn article(text: &str) -> String {
    ARTICLE.replace("军爱民、民拥军。", text)
}

#[test]
fn what_was_changed_is_told_place_by_place() {
    let desk = Desk::small();
    desk.write("content/news/a.md", article("同志们,大家好!\n\n走访(慰问)军属;其余再议"));
    desk.write("content/news/b.md", article("甲:乙"));
    let said = fix(&desk, &[]);
    let told = "content/news/a.md:6: 同志们,大家好! → 同志们，大家好！\n\
                content/news/a.md:8: 走访(慰问)军属;其余再议 → 走访（慰问）军属；其余再议\n\
                content/news/b.md:6: 甲:乙 → 甲：乙\n\
                mended: 3 places.\n\
                nothing was found.\n";
    assert_eq!((said.code, said.err.as_str(), said.out.as_str()), (0, told, ""));
    let said = fix(&desk, &[]);
    assert_eq!((said.code, said.err.as_str()), (0, "mended: 0 places.\nnothing was found.\n"));
}

#[test]
fn what_was_changed_is_told_to_programs() {
    let desk = Desk::small();
    desk.write("content/news/a.md", article("甲,乙"));
    let said = fix(&desk, &["--json", "--quiet"]);
    let value: Value = serde_json::from_str(&said.out).expect("JSON was printed");
    let change =
        json!({ "file": "content/news/a.md", "line": 6, "before": "甲,乙", "after": "甲，乙" });
    assert_eq!(value["fixed"], json!([change]));
    assert_eq!((said.code, said.err.as_str(), said.rules()), (0, "", Vec::new()));
    let said = desk.run(&["check", "--json", "--today", TODAY]);
    let value: Value = serde_json::from_str(&said.out).expect("JSON was printed");
    assert_eq!(value.get("fixed"), None, "nothing was asked for");
}

#[test]
fn errors_that_are_left_decide_how_it_ends() {
    let desk = Desk::small();
    desk.write("content/news/a.md", article("甲,乙\n\n[丙](没有.md)"));
    let said = fix(&desk, &[]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("mended: 1 place.\n"), "{said:?}");
    assert!(said.err.contains("found: 1 error, 0 warnings, 0 notes."), "{said:?}");
    desk.write("content/news/a.md", article("甲,乙\n\n::: 看点\n丙"));
    let said = fix(&desk, &[]);
    assert_eq!(said.code, 1, "an open box is for the writer to close: {said:?}");
}

#[test]
fn fixing_keeps_the_encoding_and_the_line_ends() {
    let desk = Desk::small();
    let text = article("甲,乙").replace('\n', "\r\n");
    let marked = format!("\u{feff}{text}");
    let news = desk.root().join("content/news");
    let gbk = encode(&text, Encoding::Gb18030);
    for (name, bytes) in [("gbk.md", gbk.as_slice()), ("bom.md", marked.as_bytes())] {
        fs::write(news.join(name), bytes).expect("a file");
    }
    let said = fix(&desk, &[]);
    assert!(said.err.ends_with("mended: 2 places.\nnothing was found.\n"), "{said:?}");
    let right = text.replace("甲,乙", "甲，乙");
    let read = |name: &str| fs::read(news.join(name)).expect("a file");
    assert_eq!(read("gbk.md"), encode(&right, Encoding::Gb18030));
    assert_eq!(read("bom.md"), format!("\u{feff}{right}").into_bytes());
    let files = fs::read_dir(&news).expect("a folder").count();
    assert_eq!(files, 4, "no draft is left behind");
}
