//! Whether people of a finished roll are found by every key, and what a question costs the reader.

use std::fs;
use std::path::Path;
use std::process::Command;

use fengbei::text::NameReading;
use serde_json::{Value, json};

use super::table;
use crate::chance::Chance;

/// People who are looked for.
const ASKED: usize = 5_000;

/// What the questions of one kind cost.
#[derive(Debug)]
pub struct Found {
    /// By what people were looked for.
    pub kind: String,
    /// How many were.
    pub asked: u64,
    /// How many of them were found.
    pub hits: u64,
    /// The most that a question moved, in KB, beyond what the page loads at once.
    pub most_moved: f64,
    /// What it moved as a rule (median), in KB.
    pub moved: f64,
    /// The longest time a question took in the reader's script, in milliseconds.
    pub slowest: f64,
}

/// Looks for people of the roll in `made`, whose table is at `table`. None without Node.js.
pub fn measure(made: &Path, roll: &str, table: &Path) -> Result<Option<Vec<Found>>, String> {
    if Command::new("node").arg("--version").output().is_err() {
        return Ok(None);
    }
    let list = table.with_file_name("asked.json");
    fs::write(&list, json!(people(table)?).to_string()).map_err(|e| e.to_string())?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/roll/found.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg(made.join(roll)).arg(made.join("assets/characters")).arg(list);
    let output = node.output().map_err(|e| e.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let told: Value = serde_json::from_slice(&output.stdout).map_err(|e| e.to_string())?;
    let start = told["start"].as_f64().unwrap_or_default() / 1024.0;
    crate::say(format!("the search begins with {start:.0} KB"));
    Ok(Some(told["kinds"].as_array().into_iter().flatten().map(read).collect()))
}

fn read(told: &Value) -> Found {
    let number = |part: &str, of: &str| told[part][of].as_f64().unwrap_or(f64::NAN);
    if let Some(missed) = told["missed"].as_array().filter(|missed| !missed.is_empty()) {
        crate::say(format!("not found: {missed:?}"));
    }
    Found {
        kind: told["kind"].as_str().unwrap_or_default().into(),
        asked: told["asked"].as_u64().unwrap_or_default(),
        hits: told["found"].as_u64().unwrap_or_default(),
        most_moved: number("bytes", "most") / 1024.0,
        moved: number("bytes", "median") / 1024.0,
        slowest: number("ms", "most"),
    }
}

/// People from all over the table, the same in every run.
fn people(table: &Path) -> Result<Vec<Value>, String> {
    let all = table::people(table)?;
    let mut chance = Chance::new(5);
    let one = |_| {
        let (id, name) = &all[chance.below(all.len())];
        let reading = NameReading::of(name);
        json!({ "id": id, "name": name, "pinyin": reading.letters(""), "initials": reading.initials() })
    };
    Ok((0..ASKED.min(all.len())).map(one).collect())
}
