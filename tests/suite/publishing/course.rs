//! What every service must do, from the first publish to the way back.

use std::fs;

use super::desk::{Desk, files, is_a, is_whole, put};

/// The whole course of a site, at a desk whose target is empty.
pub fn whole(desk: &Desk) {
    first(desk);
    changed(desk);
    foreign(desk);
    back(desk);
}

fn first(desk: &Desk) {
    let trial = desk.publish(&["--dry-run"]).good().json();
    assert_eq!(trial["published"], false);
    assert_eq!(desk.shown().len(), 0, "a trial changes nothing");
    let done = desk.publish(&[]).good().json();
    assert_eq!(done["published"], true);
    assert_eq!((&done["changed"], &done["removed"]), (&0.into(), &0.into()));
    assert_eq!(desk.shown(), desk.built());
    assert!(desk.built().keys().any(|path| !path.is_ascii()), "no name in Chinese characters");
    assert!(is_whole(&desk.shelf) > 10);
    let again = desk.publish(&[]).good();
    assert_eq!(again.json()["steps"].as_array().map(Vec::len), Some(0));
    assert!(again.err.contains("up to date"), "{}", again.err);
}

fn changed(desk: &Desk) {
    desk.item(2, "改过的正文。");
    desk.remove("content/news/n3.md");
    desk.item(6, "新的正文。");
    let done = desk.publish(&[]).good().json();
    let count = |what: &str| done[what].as_u64().expect("a number");
    assert!(count("new") > 0 && count("changed") > 0 && count("removed") > 0, "{done}");
    assert_eq!(desk.shown(), desk.built());
    is_whole(&desk.shelf);
}

fn foreign(desk: &Desk) {
    put(&desk.shelf.join("公告.txt"), "别人的");
    put(&desk.shelf.join("news/x.php"), "别人的");
    desk.item(2, "再改。");
    desk.publish(&[]).good();
    let mut shown = desk.shown();
    assert_eq!(shown.remove("公告.txt").as_deref(), Some("别人的".as_bytes()));
    assert_eq!(shown.remove("news/x.php").as_deref(), Some("别人的".as_bytes()));
    assert_eq!(shown, desk.built());
    fs::remove_file(desk.shelf.join("公告.txt")).expect("it is there");
    fs::remove_file(desk.shelf.join("news/x.php")).expect("it is there");
}

fn back(desk: &Desk) {
    let before = desk.shown();
    desk.item(2, "不该发的。");
    desk.remove("content/news/n4.md");
    desk.publish(&[]).good();
    let after = desk.shown();
    assert_ne!(before, after);
    desk.run(&["rollback", "live", "--yes"]).good();
    assert!(desk.shown() == before, "the release came back whole");
    is_whole(&desk.shelf);
    // The way back can be gone back, too.
    desk.run(&["rollback", "live", "--yes"]).good();
    assert!(desk.shown() == after, "what was taken back came again");
    let left: Vec<_> = files(&desk.store).into_keys().collect();
    let is_odd = |path: &&String| path.starts_with("new/") || *path == "journal" || *path == "lock";
    assert_eq!(left.iter().filter(is_odd).count(), 0, "left over: {left:?}");
}

/// What somebody did to the published site, one kind after the other, is found and put back.
pub fn verified(desk: &Desk) {
    desk.publish(&[]).good();
    let clean = desk.run(&["verify", "live", "--json"]).good().json();
    assert_eq!(clean["faults"].as_array().map(Vec::len), Some(0), "{clean}");
    let good = desk.shown();
    let page = good.keys().find(|path| is_a(path, "html")).expect("a page").clone();
    let style = good.keys().find(|path| is_a(path, "css")).expect("a style").clone();
    let mut bytes = good[&page].clone();
    bytes[10] ^= 1;
    fs::write(desk.shelf.join(&page), bytes).expect("a byte is changed");
    fs::remove_file(desk.shelf.join(&style)).expect("a file is removed");
    put(&desk.shelf.join("news/shell.php"), "<?php");
    let found = desk.run(&["verify", "live", "--json"]);
    assert_eq!(found.code, 1, "{}", found.err);
    let faults: Vec<_> = found.json()["faults"].as_array().expect("a list").clone();
    let told: Vec<(&str, &str)> = faults
        .iter()
        .map(|it| (it["fault"].as_str().expect("a word"), it["path"].as_str().expect("a path")))
        .collect();
    assert_eq!(told, [("changed", &*page), ("missing", &*style), ("extra", "news/shell.php")]);
    desk.run(&["verify", "live", "--restore"]).refused(&["restored 2 files"]);
    fs::remove_file(desk.shelf.join("news/shell.php")).expect("what is foreign stays");
    desk.run(&["verify", "live"]).good();
    assert!(desk.shown() == good, "the good files are back");
    record(desk);
}

/// A record that was exchanged, with a good seal, for one that names a changed page.
fn record(desk: &Desk) {
    let place = desk.store.join("edition");
    let text = fs::read_to_string(&place).expect("it is there");
    let lines: Vec<&str> = text.lines().collect();
    let body: Vec<&str> = lines[..lines.len() - 2].to_vec();
    let body = format!("{}\n", body.join("\n"));
    fs::write(&place, format!("{body}{}\n", blake3::hash(body.as_bytes()).to_hex()))
        .expect("written");
    let found = desk.run(&["verify", "live", "--json"]);
    assert_eq!((found.code, &found.json()["faults"][0]["fault"]), (1, &"record".into()));
    let stopped = desk.publish(&[]).refused(&["--allow record"]);
    assert!(!stopped.err.contains("up to date"), "{}", stopped.err);
    desk.run(&["verify", "live", "--restore"]);
    desk.run(&["verify", "live"]).good();
}
