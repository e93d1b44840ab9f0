//! What readers get, asked for as they do: by web addresses.

use std::fs;

use serde_json::Value;

use super::desk::{Desk, is_a, put};
use super::servers::web;

/// A desk that published, and its site.
fn desk(more: &str) -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = folder.path().join("live");
    let settings = format!("service = \"fs\"\nroot = '{}'\n{more}", shelf.display());
    let desk = Desk::new(&settings, &shelf);
    desk.publish(&[]).good();
    (folder, desk)
}

/// What is wrong with what readers get, as kinds and paths.
fn faults(desk: &Desk, behaviour: &[&str]) -> Vec<(String, String)> {
    let server = web(&desk.shelf, behaviour);
    let address = format!("http://127.0.0.1:{}/", server.port);
    let ran = desk.run(&["verify", "live", "--json", "--url", &address]);
    let found = ran.json();
    let list = found["faults"].as_array().expect("a list");
    assert_eq!(ran.code, i32::from(!list.is_empty()), "{}", ran.err);
    let text = |value: &Value| value.as_str().expect("a word").to_owned();
    list.iter().map(|fault| (text(&fault["fault"]), text(&fault["path"]))).collect()
}

#[test]
fn readers_get_what_was_published() {
    let (_folder, desk) = desk("");
    assert_eq!(faults(&desk, &[]), []);
    assert_eq!(faults(&desk, &["open"]), [("open".into(), ".fengbei/edition".into())]);
}

#[test]
fn what_readers_get_wrong_is_told() {
    let (_folder, desk) = desk("");
    let shown = desk.shown();
    let page = shown.keys().find(|path| is_a(path, "html")).expect("a page");
    let style = shown.keys().find(|path| is_a(path, "css")).expect("a style");
    let mut bytes = shown[page].clone();
    bytes[10] ^= 1;
    fs::write(desk.shelf.join(page), bytes).expect("written");
    fs::remove_file(desk.shelf.join(style)).expect("it is there");
    let found = faults(&desk, &[]);
    assert_eq!(found, [("changed".into(), page.clone()), ("missing".into(), style.clone())]);
    fs::write(desk.shelf.join(page), &shown[page]).expect("written");
    fs::write(desk.shelf.join(style), &shown[style]).expect("written");
    let found = faults(&desk, &["plain"]);
    assert!(found.contains(&("type".into(), page.clone())), "{found:?}");
    assert!(found.iter().all(|(fault, _)| fault == "type"), "{found:?}");
}

#[test]
fn hosts_that_are_not_allowed_are_told() {
    let (_folder, desk) = desk("hosts = [\"example.gov.cn\"]");
    desk.item(1, "见[别处](https://elsewhere.example/a)和[本网](https://www.example.gov.cn/b)。");
    desk.publish(&[]).good();
    let found = faults(&desk, &[]);
    let by_web: Vec<_> = found.iter().map(|(fault, _)| fault.as_str()).collect();
    assert_eq!(by_web, ["host"], "{found:?}");
    let ran = desk.run(&["verify", "live"]).refused(&["elsewhere.example"]);
    assert!(!ran.err.contains("leads to www.example.gov.cn"), "{}", ran.err);
    put(&desk.shelf.join(&found[0].1), "<a href=\"//planted.example/x.js\">");
    desk.run(&["verify", "live"]).refused(&["planted.example", "changed"]);
    for number in [1, 2] {
        desk.item(number, "见[别处](https://elsewhere.example/a)。");
    }
    desk.publish(&["--allow", "changed"]).good();
    put(&desk.shelf.join("about/index.html"), "<a href=\"//planted.example/x.js\">");
    let ran = desk.run(&["verify", "live"]).refused(&["2 pages lead to elsewhere.example"]);
    let (planted, known) = (ran.err.find("planted.example"), ran.err.find("elsewhere.example"));
    assert!(planted < known && ran.err.matches("elsewhere").count() == 1, "{}", ran.err);
}

#[test]
fn a_server_that_does_not_answer_is_told() {
    let (_folder, desk) = desk("");
    let ran = desk.run(&["verify", "live", "--url", "http://127.0.0.1:9/"]);
    ran.refused(&["http://127.0.0.1:9/", "cannot be opened"]);
}
