//! One small site for each rule: what breaks it, and beside it the correct look-alike that must
//! stay silent. `tests/sites/<rule>/` holds the site, the whole text an editor sees in both
//! languages, and where there is a safe fix the files after it.
//!
//! `UPDATE_EXPECTED=1 cargo test --test suite rules::` writes what is expected anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use fengbei::checks::external_link;
use fengbei::diag::{Language, Report, Style, to_text};
use fengbei::error::Error;
use fengbei::load::{Audience, Memory, Options, Showing};
use fengbei::source::{SourcePath, Sources, read_folder};
use fengbei::text::Moment;
use fengbei::write::Foreign;
use fengbei::{Job, build, prepare};

/// The day all sites are looked at.
const TODAY: &str = "2026-08-01";
/// What a site's folder holds beside the site.
const EXPECTED: [&str; 3] = ["expected.zh.txt", "expected.en.txt", "fixed"];

fn sites() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites")
}

fn updating() -> bool {
    std::env::var_os("UPDATE_EXPECTED").is_some()
}

fn folders() -> BTreeSet<String> {
    let entries = fs::read_dir(sites()).expect("the folder of sites");
    entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

/// Every file below `folder` by its path, without what is expected.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            let below = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            if EXPECTED.contains(&below.as_str()) {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(below.replace('\\', "/"), fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

fn write_files(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in files {
        let place = folder.join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder is made");
        fs::write(place, bytes).expect("a file is written");
    }
}

/// A copy of a rule's site that may be changed.
fn copy(rule: &str) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a folder for the copy");
    write_files(copy.path(), &files(&sites().join(rule)));
    copy
}

fn options() -> Options {
    Options {
        config: SourcePath::new("site.toml"),
        now: Moment::parse(TODAY).expect("a date"),
        showing: Showing::default(),
        audience: Audience::Office,
    }
}

/// What `check` finds in a site, and if that is nothing, what `build` for the public finds, or else
/// `check --external`.
fn findings(root: &Path) -> (Report, Arc<Sources>) {
    let sources = Arc::new(read_folder(root, "site.toml").expect("a readable folder"));
    let checked = prepare(&sources, &options(), &mut Memory::default());
    let report = checked.map(|work| work.report).and_then(|report| {
        if report.iter().next().is_some() {
            return Ok(report);
        }
        let job = Job {
            root: root.into(),
            target: root.join("public"),
            foreign: Foreign::Refuse,
            options: Options { audience: Audience::Public, ..options() },
        };
        build(&job, &|_, _| {}).map(|built| built.outcome.report)
    });
    let report = report.map(|report| if report.is_empty() { outside(&sources) } else { report });
    let report = match report {
        Ok(report) => report,
        Err(Error::Theme(finding)) => Report::from_iter([*finding]),
        Err(error) => panic!("{error}"),
    };
    (report.sorted(), sources)
}

/// What other sites answer. The sites of this folder link to none but this machine.
fn outside(sources: &Arc<Sources>) -> Report {
    let work = prepare(sources, &options(), &mut Memory::default()).expect("it was read before");
    let links = external_link::addresses(&work.site);
    assert!(links.keys().all(|link| link.starts_with("http://127.0.0.1:")), "{links:?}");
    let asked: Vec<String> = links.keys().cloned().collect();
    let answers = fengbei::reach::ask(&asked).expect("this machine is always there");
    let mut report = Report::new();
    external_link::findings(&links, &answers, &mut report);
    report
}

fn text(report: &Report, sources: &Sources, root: &Path, language: Language) -> String {
    let text = to_text(report, sources, Style::plain(language));
    let root = root.canonicalize().expect("a folder").to_string_lossy().into_owned();
    text.replace(&root, "…")
}

/// Compares, or writes what is expected anew. A difference is told with the place to look at.
fn expect(place: &Path, found: &str) -> Result<(), String> {
    if updating() {
        fs::write(place, found).expect("the expectation is written");
        return Ok(());
    }
    let expected = fs::read_to_string(place).unwrap_or_default();
    if expected == found {
        Ok(())
    } else {
        Err(format!("{} is stale; found:\n{found}", place.display()))
    }
}

/// The files that `check --fix` changes, as they are afterwards.
fn fixed(rule: &str) -> BTreeMap<String, Vec<u8>> {
    let copy = copy(rule);
    let before = files(copy.path());
    let ran = Command::new(env!("CARGO_BIN_EXE_fengbei"))
        .args(["check", "--fix", "--quiet", "--today", TODAY, "--root"])
        .arg(copy.path())
        .output()
        .expect("the program runs");
    assert!(ran.status.code().is_some_and(|code| code < 2), "{rule}: {ran:?}");
    let (report, _) = findings(copy.path());
    let left: Vec<_> = report.iter().filter(|d| d.fix.is_some()).map(|d| &d.message.en).collect();
    assert_eq!(left, Vec::<&String>::new(), "{rule}: left to fix");
    let mut after = files(copy.path());
    after.retain(|path, bytes| before.get(path).is_some_and(|old| old != bytes));
    after
}

fn compare_fixed(rule: &str) -> Result<(), String> {
    let folder = sites().join(rule).join("fixed");
    let after = fixed(rule);
    if updating() {
        let _ = fs::remove_dir_all(&folder);
        write_files(&folder, &after);
    }
    let expected = if folder.is_dir() { files(&folder) } else { BTreeMap::new() };
    if expected == after {
        return Ok(());
    }
    let shown: String = after
        .iter()
        .map(|(path, bytes)| format!("--- {path}\n{}", String::from_utf8_lossy(bytes)))
        .collect();
    Err(format!("{} is stale; found:\n{shown}", folder.display()))
}

fn look_at(rule: &str) -> Result<(), String> {
    let copy = copy(rule);
    let (report, sources) = findings(copy.path());
    let names: BTreeSet<_> = report.iter().map(|d| d.rule.name).collect();
    let folder = sites().join(rule);
    for (language, file) in [(Language::Zh, EXPECTED[0]), (Language::En, EXPECTED[1])] {
        expect(&folder.join(file), &text(&report, &sources, copy.path(), language))?;
    }
    if names != BTreeSet::from([rule]) {
        return Err(format!("{rule}: the site breaks {names:?}"));
    }
    if report.iter().any(|d| d.fix.is_some()) || folder.join("fixed").exists() {
        compare_fixed(rule)?;
    }
    Ok(())
}

#[test]
fn every_rule_has_its_site_and_every_site_its_rule() {
    let rules: BTreeSet<String> =
        fengbei::checks::rules().iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(folders(), rules);
}

#[test]
fn the_manual_lists_every_rule_with_its_severity() {
    let chapter = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/manual/09-check-fix.md");
    let chapter = fs::read_to_string(chapter).expect("the chapter on checks");
    let (_, table) = chapter.split_once("\n| 规则名 |").expect("the table of rules");
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        Some((cells.get(1)?.to_string(), cells.get(2)?.to_string()))
    };
    let listed: BTreeSet<_> = table.lines().skip(2).filter_map(row).collect();
    let rules = fengbei::checks::rules();
    let rules = rules.iter().map(|rule| (rule.name.to_owned(), rule.severity.word().zh));
    assert_eq!(listed, rules.collect());
}

#[test]
fn each_site_breaks_its_rule_and_no_other() {
    let wrong: Vec<String> = folders().iter().filter_map(|rule| look_at(rule).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The lines of a text that a caret stands under, with the caret's column.
fn carets(text: &str) -> Vec<(&str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let numbered = |line: &str| {
        line.split_once(" | ").is_some_and(|(number, _)| number.trim().parse::<u32>().is_ok())
    };
    let marked = lines.windows(2).filter(|pair| numbered(pair[0]));
    marked.filter_map(|pair| Some((pair[0], pair[1].find('^')?))).collect()
}

#[test]
fn every_expected_text_has_its_carets_under_a_character() {
    use unicode_width::UnicodeWidthStr;
    let mut seen = 0;
    for rule in folders() {
        let text = fs::read_to_string(sites().join(&rule).join(EXPECTED[0])).unwrap_or_default();
        for (line, column) in carets(&text) {
            seen += 1;
            let mut starts = line.char_indices().map(|(at, _)| line[..at].width());
            let at_end = line.width();
            assert!(starts.any(|start| start == column) || at_end <= column, "{rule}: {line}");
        }
    }
    assert!(seen > 40, "only {seen} carets");
}
