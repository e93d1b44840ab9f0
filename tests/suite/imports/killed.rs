//! An import that is killed at any moment leaves whole items, and the next one completes it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::WORD;
use super::put::site;
use crate::chance::Chance;

/// How often it is killed.
const KILLS: usize = 20;

/// How many texts are imported, half of them with a picture.
const TEXTS: usize = 120;

/// What a build reads below `content/news`, and what each file says.
fn read(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let sources = fengbei::source::read_folder(site, "site.toml").expect("it can be read");
    let bytes = |file: &fengbei::source::File| file.bytes().expect("it is there").into_owned();
    let items = sources.below("content/news").map(|file| (file.path.to_string(), bytes(file)));
    items.collect()
}

/// A folder of texts and pages to import.
fn texts() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join(name), bytes).expect("a file is written");
    };
    write("red.png", &fs::read(WORD.join("red.png")).expect("a script wrote it"));
    for number in 0..TEXTS {
        let words = format!("这是第{number}件事的正文，有逗号，也有句号。");
        if number % 2 == 0 {
            let page =
                format!("<h1>第{number}件事</h1><div><p>{words}</p><img src=\"red.png\"></div>");
            write(&format!("{number:03}.html"), page.as_bytes());
        } else {
            let text = format!("第{number}件事\n\n\u{3000}\u{3000}{words}\n");
            write(&format!("{number:03}.txt"), text.as_bytes());
        }
    }
    folder
}

fn command(site: &Path, texts: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fengbei"));
    command.current_dir(site).arg("import").arg(texts);
    command.args(["--into", "news", "--today", "2026-11-22"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Waits until the import has written something, so that kills fall among the writing.
fn begun(child: &mut Child, site: &Path) {
    let news: PathBuf = site.join("content/news");
    while fs::read_dir(&news).expect("it is there").count() < 2
        && child.try_wait().expect("it runs").is_none()
    {
        std::thread::sleep(Duration::from_micros(200));
    }
}

#[test]
fn an_import_that_is_killed_leaves_whole_items_and_is_completed() {
    let texts = texts();
    let whole = site();
    let mut first = command(whole.path(), texts.path()).spawn().expect("it runs");
    begun(&mut first, whole.path());
    let start = Instant::now();
    assert!(first.wait().expect("it ends").success());
    let lasts = start.elapsed();
    let wanted = read(whole.path());
    assert_eq!(wanted.len(), 1 + TEXTS + TEXTS / 2, "{:?}", wanted.keys());
    let mut chance = Chance::new(6);
    let mut cut = 0;
    for round in 0..KILLS {
        let site = site();
        let mut child = command(site.path(), texts.path()).spawn().expect("it runs");
        begun(&mut child, site.path());
        let share = u32::try_from(chance.below(1000)).expect("it is small");
        std::thread::sleep(lasts * share / 1000);
        let _ = child.kill();
        child.wait().expect("it ends");
        let left = read(site.path());
        cut += usize::from(left.len() < wanted.len());
        for (path, bytes) in &left {
            assert_eq!(wanted.get(path), Some(bytes), "round {round}: {path}");
        }
        let count = |end: &str| left.keys().filter(|path| path.ends_with(end)).count();
        assert_eq!(count("/index.md"), count("/01.png"), "round {round}");
        let mut again = command(site.path(), texts.path());
        assert!(again.status().expect("it runs").success(), "round {round}");
        assert!(read(site.path()) == wanted, "round {round}: not completed");
        let news = fs::read_dir(site.path().join("content/news")).expect("it is there");
        let names = news.map(|entry| entry.expect("an entry").file_name());
        let left: Vec<_> = names.filter(|name| name.to_string_lossy().ends_with(".part")).collect();
        assert!(left.is_empty(), "round {round}: {left:?}");
    }
    assert!(cut * 4 > KILLS, "only {cut} of {KILLS} were cut while they wrote");
}
