//! Whether two sites show the same people: every name as often.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// How often each name stands between `before` and `after` in the pages below `folder`. What sets
/// the two characters of a short name apart does not count.
pub fn names(
    folder: &Path,
    (before, after): (&str, &str),
) -> Result<HashMap<String, usize>, String> {
    let mut found = HashMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.map_err(|e| e.to_string())?;
        if entry.path().extension().is_none_or(|e| e != "html") {
            continue;
        }
        let page = fs::read_to_string(entry.path())
            .map_err(|e| format!("{}: {e}", entry.path().display()))?;
        for part in page.split(before).skip(1) {
            let name = part.split(after).next().unwrap_or_default();
            *found.entry(name.replace('\u{3000}', "")).or_insert(0) += 1;
        }
    }
    Ok(found)
}

/// Says what is not the same in two counts of names, called `mine` and `other`.
pub fn compare(
    (mine, my_names): (&str, &HashMap<String, usize>),
    (other, other_names): (&str, &HashMap<String, usize>),
) -> Result<(), String> {
    let total = |names: &HashMap<String, usize>| names.values().sum::<usize>();
    let here = |names: &HashMap<String, usize>, name: &str| names.get(name).copied().unwrap_or(0);
    let mut names: Vec<&String> = my_names.keys().chain(other_names.keys()).collect();
    names.sort_unstable();
    let differs = |name: &&&String| here(my_names, name) != here(other_names, name);
    match names.iter().find(differs) {
        None => Ok(()),
        Some(name) => Err(format!(
            "the sites do not show the same people: {mine} has {} names, {other} {}; {name} is {} and {} times there",
            total(my_names),
            total(other_names),
            here(my_names, name),
            here(other_names, name),
        )),
    }
}
