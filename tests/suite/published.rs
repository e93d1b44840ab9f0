//! The publishing ledger: what was published when, and whether somebody touched it.

use std::fs;

use crate::desk::{ARTICLE, Desk, Said};

/// A site that was built for the public twice, with an article changed between.
fn published() -> Desk {
    let desk = Desk::small();
    desk.built(&["--target", "live"]);
    desk.write("content/news/a.md", ARTICLE.replace("军爱民", "军爱人民"));
    desk.built(&["--target", "live"]);
    desk
}

fn verify(desk: &Desk, more: &[&str]) -> (i32, serde_json::Value, Said) {
    let said = desk.run(&[&["ledger", "verify", "--json", "--today", "2026-08-02"], more].concat());
    let value = serde_json::from_str(&said.out).unwrap_or_else(|e| panic!("{e}: {said:?}"));
    (said.code, value, said)
}

fn ledger(desk: &Desk) -> String {
    fs::read_to_string(desk.root().join("publishing.lock")).expect("a live build keeps it")
}

#[test]
fn a_ledger_that_nobody_touched_is_whole() {
    let desk = published();
    let text = ledger(&desk);
    assert!(text.lines().last().is_some_and(|line| line.contains("修改")), "{text}");
    let (code, value, said) = verify(&desk, &[]);
    assert_eq!((code, &value["good"]), (0, &true.into()), "{said:?}");
    assert_eq!(value["entries"], text.lines().count());
    assert_eq!(value["seal"].as_str().map(str::len), Some(12), "{value}");
}

#[test]
fn a_line_that_was_changed_or_taken_out_is_told() {
    let desk = published();
    let text = ledger(&desk);
    desk.write("publishing.lock", text.replacen("2026-08-01", "2026-07-30", 1));
    assert_eq!(verify(&desk, &[]).0, 1);
    let rest = text.split_once('\n').expect("several lines").1;
    desk.write("publishing.lock", rest);
    assert_eq!(verify(&desk, &[]).0, 1);
}

#[test]
fn an_end_that_was_cut_off_is_told_to_who_wrote_the_seal_down() {
    let desk = published();
    let seal = verify(&desk, &[]).1["seal"].as_str().expect("a seal").to_owned();
    assert_eq!(verify(&desk, &["--seal", &seal]).0, 0);
    let text = ledger(&desk);
    let kept: Vec<&str> = text.lines().collect();
    desk.write("publishing.lock", format!("{}\n", kept[..kept.len() - 1].join("\n")));
    // What is left is a whole chain.
    assert_eq!(verify(&desk, &[]).0, 0);
    let (code, value, said) = verify(&desk, &["--seal", &seal]);
    assert_eq!((code, &value["good"]), (1, &false.into()));
    assert!(said.err.contains(&seal) && said.err.contains("backup"), "{said:?}");
    // Too few characters prove nothing, and neither do none.
    assert_eq!(verify(&desk, &["--seal", &seal[..4]]).0, 1);
    // What is published later stands behind what the seal holds.
    desk.write("publishing.lock", &text);
    desk.write("content/news/b.md", ARTICLE.replace("走访", "再次走访"));
    desk.built(&["--target", "live"]);
    assert_eq!(verify(&desk, &["--seal", &seal]).0, 0);
}
