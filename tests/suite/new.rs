//! `fengbei new`: every theme starts a whole site in which nothing is wrong, today or years from
//! now, and never writes over anything.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use fengbei::theme::built_in;
use tempfile::TempDir;

#[test]
fn every_starter_is_without_a_finding() {
    for theme in built_in() {
        let (_kept, site) = started(&theme);
        for today in ["2026-01-01", "2040-04-04"] {
            let found =
                fengbei(&site, &["--json", "check", "--today", today, "--drafts", "--future"]);
            let (code, json) = said(&found);
            let json: serde_json::Value = serde_json::from_str(&json).expect("JSON was printed");
            assert_eq!(
                (code, &json["findings"]),
                (Some(0), &serde_json::json!([])),
                "{theme} on {today}"
            );
        }
    }
}

#[test]
fn every_starter_becomes_a_site() {
    for theme in built_in() {
        let (_kept, site) = started(&theme);
        let built = fengbei(&site, &["build", "-o", "public"]);
        assert_eq!(
            built.status.code(),
            Some(0),
            "{theme}: {}",
            String::from_utf8_lossy(&built.stderr)
        );
        let pages: Vec<String> = files(&site.join("public"))
            .into_iter()
            .filter(|path| Path::new(path).extension().is_some_and(|e| e == "html"))
            .collect();
        insta::assert_snapshot!(format!("starter_{theme}"), pages.join("\n"));
    }
}

#[test]
fn a_starter_names_its_theme() {
    for theme in built_in() {
        let (_kept, site) = started(&theme);
        let settings =
            fs::read_to_string(site.join("site.toml")).expect("every starter has settings");
        assert!(settings.contains(&format!("\ntheme = \"{theme}\"\n")), "the starter of {theme}");
    }
}

#[test]
fn a_folder_with_something_in_it_stays_as_it_is() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("site.toml"), "title = \"旧站\"\n").expect("a file");
    let refused = fengbei(folder.path(), &["new", "."]);
    assert_eq!(said(&refused), (Some(2), String::new()));
    assert_eq!(files(folder.path()), ["site.toml"]);
    let kept = fs::read_to_string(folder.path().join("site.toml")).expect("the file");
    assert_eq!(kept, "title = \"旧站\"\n");
}

#[test]
fn an_unknown_theme_makes_no_folder() {
    let folder = TempDir::new().expect("a temporary folder");
    let refused = fengbei(folder.path(), &["new", "网站", "--theme", "nosuch"]);
    assert_eq!(said(&refused), (Some(2), String::new()));
    assert_eq!(files(folder.path()), Vec::<String>::new());
}

/// A new site of `theme`, in a folder that goes when the first of the two does.
fn started(theme: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    let made = fengbei(folder.path(), &["new", "网站", "--theme", theme]);
    assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
    let site = folder.path().join("网站");
    (folder, site)
}

/// Runs the program in `folder`.
fn fengbei(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fengbei"))
        .current_dir(folder)
        .args(words)
        .output()
        .expect("the program was built for this test")
}

/// How it ended and what it said for machines.
fn said(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Every file below `folder`, sorted.
fn files(folder: &Path) -> Vec<String> {
    let mut found: Vec<String> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let below = entry.path().strip_prefix(folder).expect("below the folder");
            below.to_string_lossy().replace('\\', "/")
        })
        .collect();
    found.sort();
    found
}
