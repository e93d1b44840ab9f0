//! Lists that bear a word: the county, the unit, the batch that is typed alone leads to its people.
//!
//! A shard is a list of no words and a text like those of names: groups, each `>` and a word from
//! some character on (平江县 and 江县 of 湖南平江县), then items with `;` between. An item is what
//! the list is called, the number of its way in, its path below the roll's folder, and how many are
//! in it. A word of one character is there whole only.

use super::File;
use super::key::folded;
use super::shard::{Begin, directory};
use crate::model::Roll;
use crate::plan::RollPlan;

/// The letter of the section in file names.
const LETTER: char = 'w';
/// Bytes of a shard: with its list two are all that a word moves.
const SHARD: usize = 9_000;

/// The shards of lists by words, and the lists of shards.
pub fn files(roll: &Roll, plan: &RollPlan) -> (Vec<File>, Begin) {
    let mut entries = entries(roll, plan);
    // As the reader's strings are compared.
    entries.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    let (mut shards, mut firsts) = (Vec::<String>::new(), Vec::new());
    for group in entries.chunk_by(|(a, _), (b, _)| a == b) {
        let key = &group[0].0;
        let items: Vec<&str> = group.iter().map(|(_, item)| item.as_str()).collect();
        let text = format!(">{key};{}", items.join(";"));
        match shards.last_mut() {
            Some(shard) if shard.len() + text.len() <= SHARD => shard.push_str(&text),
            _ => {
                shards.push(text);
                firsts.push(key.clone());
            }
        }
    }
    let shards = (0..).zip(shards).map(|(number, text): (u32, _)| {
        let name = format!("{LETTER}/{number}");
        (format!("{name}.js"), super::script(&name, &serde_json::json!(["", text])))
    });
    let mut files: Vec<File> = shards.collect();
    let (lists, begin) = directory(LETTER, &firsts);
    files.extend(lists);
    (files, begin)
}

/// Every word from each of its characters on, with its item.
fn entries(roll: &Roll, plan: &RollPlan) -> Vec<(String, String)> {
    let mut entries = Vec::new();
    let mut has_surnames = false;
    for (at, entry) in plan.entries.iter().enumerate() {
        // Surnames by strokes and by pinyin lead to the same people.
        let is_surnames = matches!(entry.folder, "strokes" | "pinyin");
        if is_surnames && std::mem::replace(&mut has_surnames, true) {
            continue;
        }
        for (number, value) in entry.values.iter().enumerate() {
            let word = folded(&value.title).replace(is_mark, "");
            let address = plan.value_address(roll, at, number);
            let path = address.strip_prefix(plan.folder.as_str()).unwrap_or(&address);
            let item =
                format!("{},{at},{},{}", plain(&value.title), plain(path), value.people.len());
            let ends = word.char_indices().map(|(from, _)| &word[from..]);
            let ends =
                ends.enumerate().filter(|(from, end)| *from == 0 || end.chars().nth(1).is_some());
            entries.extend(ends.map(|(_, end)| (end.to_owned(), item.clone())));
        }
    }
    entries
}

/// What the reader's half leaves out of what is typed: quotes and brackets.
fn is_mark(c: char) -> bool {
    "\"“”‘「」『』《》〈〉()（）【】[]".contains(c)
}

/// Without what sets items apart, percent-encoded as in addresses.
fn plain(said: &str) -> String {
    let mut out = String::with_capacity(said.len());
    for c in said.chars() {
        match c {
            ',' => out.push_str("%2C"),
            ';' => out.push_str("%3B"),
            '>' => out.push_str("%3E"),
            '=' => out.push_str("%3D"),
            '%' => out.push_str("%25"),
            c => out.push(c),
        }
    }
    out
}
