//! The house rules that a machine can hold us to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the project") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// Every source file with its path below `src/` and its text without tests at its end.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    files.sort();
    let name =
        |path: &Path| path.strip_prefix(&src).expect("below src").to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), fs::read_to_string(path).expect("a text"))).collect()
}

/// The module a source file belongs to; none for the crate's own root.
fn module(file: &str) -> Option<&str> {
    let first = file.split('/').next().expect("split gives one at least").trim_end_matches(".rs");
    (!matches!(first, "lib" | "main")).then_some(first)
}

/// The "may use" table of the map.
fn allowed() -> BTreeMap<String, BTreeSet<String>> {
    let map = fs::read_to_string(root().join("src/ARCHITECTURE.md")).expect("the map");
    let table =
        map.split("## May use").nth(1).expect("the table").split("\n\n").nth(2).expect("its rows");
    let words = |cell: &str| -> BTreeSet<String> {
        cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    table
        .lines()
        .skip(2)
        .map(|row| {
            let mut cells = row.trim_matches('|').split('|');
            let name = words(cells.next().expect("a name")).pop_first().expect("a name");
            (name, words(cells.next().unwrap_or_default()))
        })
        .collect()
}

/// Modules that the text uses: `crate::x` and, through a braced list, `crate::{x::…, y}`.
fn used(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    for part in code.split("crate::").skip(1) {
        if let Some(list) = part.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            let mut starting = true;
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => starting = true,
                    c if c.is_alphanumeric() || c == '_' => {
                        if starting && depth == 0 {
                            word.push(c);
                        }
                        continue;
                    }
                    _ if starting && !word.is_empty() => starting = false,
                    _ => {}
                }
                found.insert(std::mem::take(&mut word));
            }
            found.insert(word);
        } else {
            let word: String =
                part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.insert(word);
        }
    }
    found
}

#[test]
fn modules_use_only_what_the_map_says() {
    let allowed = allowed();
    let names: BTreeSet<_> = allowed.keys().cloned().collect();
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some(module) = module(&file) else { continue };
        let may = allowed.get(module).unwrap_or_else(|| panic!("{module} is not in the map"));
        for other in used(&text)
            .intersection(&names)
            .filter(|other| *other != module && !may.contains(*other))
        {
            wrong.push(format!("{file} uses {other}"));
        }
    }
    assert!(wrong.is_empty(), "not in the table of src/ARCHITECTURE.md:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_of_the_map_is_there() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("the crate's root");
    let there: BTreeSet<String> = lib
        .lines()
        .filter_map(|line| Some(line.strip_prefix("pub mod ")?.trim_end_matches(';').to_owned()))
        .collect();
    let mapped: BTreeSet<String> = allowed().into_keys().collect();
    assert_eq!(there, mapped);
}

#[test]
fn only_the_stages_that_may_do_touch_the_disk_print_or_run_threads() {
    let table: [(&str, &[&str]); 5] = [
        ("std::fs", &["source", "write", "publish", "serve", "cli"]),
        ("println!", &[]),
        ("rayon", &["source", "load", "checks", "render", "write", "serve"]),
        ("tokio", &["publish", "serve"]),
        ("ureq", &["publish", "reach"]),
    ];
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some(module) = module(&file) else { continue };
        let code = text.split("#[cfg(test)]").next().expect("split gives one at least");
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in lines {
            for (word, may) in &table {
                if line.contains(word) && !may.contains(&module) {
                    wrong.push(format!("{file}: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_opens_with_what_it_is_for() {
    let bare: Vec<_> = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(file, _)| file)
        .collect();
    assert_eq!(bare, Vec::<String>::new());
}

#[test]
fn the_project_speaks_of_itself_alone() {
    let mut wrong = Vec::new();
    let words = ["todo!(", "unimplemented!(", "FIXME", "#[ignore"];
    for (file, text) in sources() {
        for word in words {
            if text.contains(word) {
                wrong.push(format!("{file}: {word}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_rule_is_explained_in_both_languages_and_named_once() {
    let rules = fengbei::checks::rules();
    let names: BTreeSet<_> = rules.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), rules.len(), "two rules of one name");
    for rule in rules {
        assert!(
            rule.zh.chars().count() > 10 && rule.en.len() > 20,
            "{} is not explained",
            rule.name
        );
        let plain = rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        assert!(plain, "{} is no plain name", rule.name);
    }
}
