//! The same site gives the same bytes: any number of threads, any folder, any times of files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::desk::{Contents, Desk, Said, TODAY, contents, program};

/// What makes up the example site in this repository.
const PARTS: [&str; 6] =
    ["site.toml", "addresses.lock", "content", "static", "templates", "themes"];

/// A copy of the example site in a folder of its own.
fn example() -> Desk {
    let desk = Desk::new(&[]);
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in PARTS.iter().map(|part| source.join(part)).filter(|part| part.exists()) {
        for entry in walkdir::WalkDir::new(part) {
            let entry = entry.expect("the example is readable");
            let to = desk.root().join(entry.path().strip_prefix(source).expect("below"));
            if entry.file_type().is_file() {
                fs::create_dir_all(to.parent().expect("below the site")).expect("a folder");
                fs::copy(entry.path(), to).expect("a copy");
            }
        }
    }
    desk
}

fn build(desk: &Desk, threads: &str) -> Contents {
    let mut command = program(&desk.root());
    command.args(["build", "--today", TODAY]).env("RAYON_NUM_THREADS", threads);
    let said = Said::of(command.output().expect("the program starts"));
    assert!(said.code < 2, "{said:?}");
    let built = contents(&desk.public());
    assert!(built.len() > 100, "{said:?}");
    built
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    let (one, other) = (example(), example());
    let first = build(&one, "1");
    age(&other.root());
    let second = build(&other, "8");
    let differing: Vec<_> =
        first.iter().filter(|(path, digest)| second.get(*path) != Some(digest)).collect();
    assert!(first.len() == second.len() && differing.is_empty(), "{differing:#?}");
    let ledger = |desk: &Desk| fs::read(desk.root().join("addresses.lock")).expect("the ledger");
    assert_eq!(ledger(&one), ledger(&other));
}

/// Gives every file another time.
fn age(root: &Path) {
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for entry in walkdir::WalkDir::new(root).into_iter().flatten() {
        if entry.file_type().is_file() {
            let file = fs::File::options().write(true).open(entry.path()).expect("ours");
            file.set_modified(then).expect("ours");
        }
    }
}

#[test]
fn an_unchanged_site_is_not_written_again() {
    let desk = example();
    // The times of pictures copied just now would prove nothing to the first build, so that the
    // second one were the first to note them.
    std::thread::sleep(Duration::from_millis(2100));
    let first = build(&desk, "2");
    let before = times(&desk.root());
    // Times on some file systems are as coarse as this.
    std::thread::sleep(Duration::from_millis(20));
    let said = desk.build(&[]);
    assert!(said.err.contains(": 0 written, 0 removed"), "{said:?}");
    assert_eq!(contents(&desk.public()), first);
    let mut after = times(&desk.root());
    // Opening the lock file is no work on the site.
    let lock = Path::new(".public.lock");
    assert_eq!(before.contains_key(lock), after.remove(lock).is_some());
    let before: BTreeMap<_, _> = before.into_iter().filter(|(path, _)| path != lock).collect();
    assert_eq!(before, after);
}

#[test]
fn an_unchanged_site_is_made_again_when_its_hour_comes() {
    let desk = Desk::small();
    let article = crate::desk::ARTICLE.replace("\"2026-07-30\"", "\"2026-08-01 09:30\"");
    desk.write("content/news/b.md", &article);
    let pages = |clock: &str| {
        let said = desk.run(&["build", "--today", &format!("2026-08-01 {clock}")]);
        assert_eq!(said.code, 0, "{said:?}");
        let dated = |path: &&PathBuf| path.to_string_lossy().contains("t20260801_");
        contents(&desk.public()).keys().filter(dated).count()
    };
    assert_eq!(["09:00", "09:29", "09:31"].map(pages), [0, 0, 1]);
}

/// When each file and folder was changed.
fn times(root: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let entries = walkdir::WalkDir::new(root).min_depth(1).into_iter().flatten();
    entries
        .map(|entry| {
            let changed = entry.metadata().expect("it is there").modified().expect("a time");
            (entry.path().strip_prefix(root).expect("below").to_path_buf(), changed)
        })
        .collect()
}

#[test]
fn one_changed_article_changes_only_what_shows_it() {
    let desk = Desk::small();
    for number in 0..60 {
        let article = crate::desk::ARTICLE.replace("走访", &format!("第{number}次走访"));
        desk.write(&format!("content/news/b{number}.md"), article.replace("07-30", "07-01"));
    }
    let first = desk.built(&[]);
    let before = times(&desk.public());
    let article = crate::desk::ARTICLE.replace("拥军。", "拥军，今年又访。");
    desk.write("content/news/a.md", &article);
    let second = desk.built(&[]);
    let after = times(&desk.public());
    let changed: Vec<_> = first.keys().filter(|path| first[*path] != second[*path]).collect();
    assert!(changed.len() > 1 && changed.len() < 20, "{changed:#?}");
    let rewritten: Vec<_> = first.keys().filter(|path| before[*path] != after[*path]).collect();
    assert_eq!(rewritten, changed, "what did not change keeps its time");
}

/// Files and pages of the site, as `build --json` tells.
fn written(said: &Said) -> u64 {
    let value: serde_json::Value = serde_json::from_str(&said.out).expect("JSON was printed");
    value["built"]["written"].as_u64().expect("a number")
}

#[test]
fn what_was_found_is_told_again_though_nothing_is_built() {
    let desk = Desk::small();
    desk.write("content/news/半角.md", crate::desk::ARTICLE.replace("拥军。", "拥军,优属。"));
    desk.write("content/news/坏.md", "+++\ntitle = \"没有日期\"\n+++\n");
    let first = desk.build(&["--json"]);
    assert_eq!(first.code, 1, "{first:?}");
    assert!(written(&first) > 0);
    let lock = std::fs::metadata(desk.root().join("addresses.lock")).expect("a ledger");
    let second = desk.build(&["--json"]);
    assert_eq!((second.code, written(&second)), (1, 0));
    assert_eq!(second.rules(), first.rules());
    assert!(second.rules().contains(&"half-width-punctuation".to_owned()));
    let findings = |said: &Said| {
        let value: serde_json::Value = serde_json::from_str(&said.out).expect("JSON was printed");
        value["findings"].clone()
    };
    assert_eq!(findings(&second), findings(&first));
    let again = std::fs::metadata(desk.root().join("addresses.lock")).expect("a ledger");
    assert_eq!(lock.modified().expect("a time"), again.modified().expect("a time"));
}

#[test]
fn whatever_is_missing_or_other_is_built_again() {
    let desk = Desk::small();
    let whole = desk.built(&[]);
    let page = desk.public().join("index.html");
    std::fs::remove_file(&page).expect("a page");
    assert_eq!(desk.built(&[]), whole, "a page that is gone comes back");
    std::fs::write(&page, "短").expect("a page");
    assert_eq!(desk.built(&[]), whole, "a page of another length, too");
    std::fs::remove_file(desk.root().join("addresses.lock")).expect("a ledger");
    desk.built(&[]);
    assert!(desk.root().join("addresses.lock").is_file(), "a ledger that is gone comes back");
    let text = crate::desk::ARTICLE.replace("拥军。", "拥军！");
    desk.write("content/news/a.md", &text);
    let changed = desk.built(&[]);
    assert_ne!(changed, whole, "a text of the same length is another text");
    desk.write("content/news/a.md", crate::desk::ARTICLE);
    assert_eq!(desk.built(&[]), whole);
}
