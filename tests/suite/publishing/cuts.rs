//! A publisher that is killed at any moment leaves a whole site, and the next one completes it.

use std::path::Path;
use std::time::{Duration, Instant};

use super::desk::{Desk, is_whole, put};
#[cfg(feature = "publish")]
use super::servers::Server;
use crate::chance::Chance;

/// Kills so many publishers, each a moment after it began to change something.
pub fn survive(desk: &Desk, kills: usize) {
    desk.publish(&[]).good();
    put(&desk.shelf.join("news/别人.txt"), "别人的");
    let lock = desk.shelf.join(".fengbei/lock");
    let mut chance = Chance::new(1943);
    let mut longest = Duration::from_millis(120);
    let mut cut = 0;
    for round in 0..kills {
        vary(desk, round);
        let thousandths = u32::try_from(chance.below(1000)).expect("it is small");
        let wait = longest * thousandths / 1000;
        let mut child = desk.begin();
        let old = std::fs::read(&lock).ok();
        wait_for(&mut child, || std::fs::read(&lock).is_ok_and(|now| Some(now) != old));
        let start = Instant::now();
        while start.elapsed() < wait && child.try_wait().expect("it was begun").is_none() {
            std::thread::sleep(Duration::from_micros(200));
        }
        if child.try_wait().expect("it was begun").is_none() {
            cut += 1;
            longest = longest.mul_f64(1.05).min(Duration::from_secs(2));
        } else {
            longest = longest.mul_f64(0.9).max(Duration::from_millis(10));
        }
        // A process that has ended by itself cannot be killed, which is well.
        let _ = child.kill();
        child.wait().expect("it was begun");
        wait_for_rest(&desk.shelf);
        is_whole(&desk.shelf);
        assert!(desk.shelf.join("news/别人.txt").exists(), "a file of somebody else is gone");
        if round % 10 == 9 {
            complete(desk);
        }
    }
    complete(desk);
    assert!(cut * 4 > kills, "only {cut} of {kills} were cut while they worked");
}

/// Kills so many servers, each a moment after a publisher began to change something on it. `serve`
/// starts one that keeps its files on the desk's shelf, and says how to reach it.
#[cfg(feature = "publish")]
pub fn survive_servers(desk: &Desk, kills: usize, serve: impl Fn() -> (Server, String)) {
    let publish = |speed: &str| {
        let (server, settings) = serve();
        desk.settings(&format!("{settings}\n{speed}"));
        server
    };
    let server = publish("");
    desk.publish(&[]).good();
    drop(server);
    let mut chance = Chance::new(1949);
    let journal = desk.shelf.join(".fengbei/journal");
    let mut cut = 0;
    for round in 0..kills {
        vary(desk, round);
        let server = publish("speed = 200");
        let old = std::fs::read(&journal).ok();
        let mut child = desk.begin_again();
        wait_for(&mut child, || std::fs::read(&journal).ok() != old);
        let wait = u64::try_from(chance.below(400)).expect("it is small");
        std::thread::sleep(Duration::from_millis(wait));
        cut += usize::from(child.try_wait().expect("it was begun").is_none());
        server.cut();
        child.wait().expect("it was begun");
        is_whole(&desk.shelf);
    }
    let _server = publish("");
    desk.publish(&["--allow", "lock"]).good();
    assert!(desk.shown() == desk.built(), "the next publish completes what was cut");
    assert!(!left_over(&desk.shelf), "something was left over");
    assert!(cut * 4 > kills, "only {cut} of {kills} were cut while they worked");
}

/// Another state of the site.
fn vary(desk: &Desk, round: usize) {
    desk.item(round % 5 + 1, &format!("第{round}次的正文。"));
    let (come, go) = (10 + round % 4, 10 + (round + 2) % 4);
    desk.item(come, "来了又走。");
    let place = desk.site.path().join(format!("content/news/n{go}.md"));
    if place.exists() {
        std::fs::remove_file(place).expect("it is there");
    }
}

fn complete(desk: &Desk) {
    desk.publish(&[]).good();
    let mut shown = desk.shown();
    shown.remove("news/别人.txt").expect("a file of somebody else stays");
    assert!(shown == desk.built(), "the next publish completes what was cut");
    assert!(!left_over(&desk.shelf), "something was left over");
}

fn left_over(shelf: &Path) -> bool {
    let store = shelf.join(".fengbei");
    store.join("journal").exists()
        || store.join("lock").exists()
        || !super::desk::files(&store.join("new")).is_empty()
}

/// Waits until a server has done what it was asked before its client was killed.
fn wait_for_rest(shelf: &Path) {
    let state = || {
        let entries = walkdir::WalkDir::new(shelf).into_iter().flatten();
        let facts = entries.filter_map(|entry| {
            let facts = entry.metadata().ok()?;
            Some((entry.into_path(), facts.len(), facts.modified().ok()))
        });
        facts.collect::<std::collections::BTreeSet<_>>()
    };
    let mut before = state();
    loop {
        std::thread::sleep(Duration::from_millis(100));
        let now = state();
        if now == before {
            return;
        }
        before = now;
    }
}

fn wait_for(child: &mut std::process::Child, mut is_so: impl FnMut() -> bool) {
    while !is_so() && child.try_wait().expect("it was begun").is_none() {
        std::thread::sleep(Duration::from_micros(500));
    }
}
