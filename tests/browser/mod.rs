//! The finished sites in a real browser and under the Nu HTML checker: `tests/browser/*.mjs`.
//!
//! This file writes the sites to the disk, fetches what the scripts need and runs each of them;
//! what makes a page good is said there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use serde_json::Value;

use crate::example::all;

/// The scripts' folder.
const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser");

/// The finished sites, each in a folder of its own.
static SITES: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = ours("sites");
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder is ours");
    }
    for built in all() {
        for (path, bytes) in &built.files {
            let place = folder.join(&built.name).join(path);
            fs::create_dir_all(place.parent().expect("below the folder"))
                .expect("the folder is ours");
            fs::write(place, bytes).expect("the folder is ours");
        }
    }
    folder
});

/// Where `npm ci` was run; `node_modules` is in it.
static MODULES: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = ours("modules");
    let lock = fs::read(Path::new(SCRIPTS).join("package-lock.json")).expect("it is committed");
    let done = folder.join("done");
    if fs::read(&done).is_ok_and(|before| before == lock) {
        return folder;
    }
    fs::create_dir_all(&folder).expect("the folder is ours");
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        fs::copy(Path::new(SCRIPTS).join(name), folder.join(name)).expect("the folder is ours");
    }
    let output =
        run(Command::new("npm").args(["ci", "--loglevel=error"]).current_dir(&folder), "npm");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "npm ci could not fetch what the browser tests need (tests/browser/package.json). \
         Is the network there?\n{said}"
    );
    fs::write(done, lock).expect("the folder is ours");
    folder
});

fn ours(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser").join(name)
}

/// Runs a program that comes from the Debian package `package`.
fn run(command: &mut Command, package: &str) -> Output {
    command.output().unwrap_or_else(|error| {
        let program = command.get_program().to_string_lossy().into_owned();
        panic!("{program} does not run ({error}): `make tools` installs it (apt install {package})")
    })
}

/// Where Chromium is.
fn chromium() -> PathBuf {
    let place = std::env::var_os("CHROMIUM").map_or("/usr/bin/chromium".into(), PathBuf::from);
    assert!(
        place.exists(),
        "there is no browser at {}: `make tools` installs it (apt install chromium), \
         or say where yours is with CHROMIUM=…",
        place.display()
    );
    place
}

/// Runs a script over all sites; it must find nothing.
fn script(name: &str) {
    let chromium = chromium();
    let mut node = Command::new("node");
    node.arg(Path::new(SCRIPTS).join(name)).arg(&*SITES).arg(&*MODULES).env("CHROMIUM", chromium);
    let output = run(&mut node, "nodejs");
    let said = [&output.stdout[..], &output.stderr].concat();
    assert!(output.status.success(), "\n{}", String::from_utf8_lossy(&said));
}

#[test]
fn axe_finds_nothing_in_any_mode() {
    script("access.mjs");
}

#[test]
fn pages_hold_at_every_width() {
    script("layout.mjs");
}

#[test]
fn the_keyboard_reaches_everything() {
    script("keyboard.mjs");
}

#[test]
fn people_of_rolls_are_found_and_stay_where_they_were_linked() {
    script("roll.mjs");
}

#[test]
fn sites_work_at_a_host_below_a_path_and_from_a_disk() {
    script("places.mjs");
}

#[test]
fn pages_are_complete_without_scripts_and_styles() {
    script("plain.mjs");
}

#[test]
fn modes_change_what_they_say_and_are_remembered() {
    script("modes.mjs");
}

#[test]
fn printed_pages_have_the_text_and_no_furniture() {
    script("print.mjs");
}

/// What the Nu checker says of HTML, SVG and CSS, by message, with the places.
#[test]
fn the_nu_checker_finds_no_error() {
    let jar = MODULES.join("node_modules/vnu-jar/build/dist/vnu.jar");
    let mut java = Command::new("java");
    java.arg("-jar").arg(jar).args(["--skip-non-html", "--format", "json"]).arg(&*SITES);
    let output = run(&mut java, "default-jre-headless");
    let said: Value = serde_json::from_slice(&output.stderr)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for message in said["messages"].as_array().expect("messages") {
        let text = message["message"].as_str().unwrap_or_default();
        // On the checker's disk a page and its files are of no common origin; in places.mjs the
        // browser itself says whether the policy lets everything in.
        // Style sheets of their own files are not looked at; that of 404.html is the same text.
        if text.contains("Content Security Policy") || text.starts_with("CSS: ") {
            continue;
        }
        let kind = message["subType"].as_str().or(message["type"].as_str()).unwrap_or_default();
        let file = message["url"].as_str().unwrap_or_default().replace("file:", "");
        let file = fengbei::text::percent_decode(&file).replace(&*SITES.to_string_lossy(), "");
        found
            .entry(format!("{kind}: {text}"))
            .or_default()
            .push(format!("{file}:{}", message["lastLine"]));
    }
    let lines: Vec<String> = found
        .iter()
        .map(|(text, places)| format!("{text}\n   on {} of {}", places[0], places.len()))
        .collect();
    assert!(lines.is_empty(), "the Nu HTML checker:\n{}", lines.join("\n"));
}
