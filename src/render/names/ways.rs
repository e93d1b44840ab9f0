//! Lists that bear a word: the county, the unit, the batch that is typed alone leads to its people.
//!
//! A shard is a list of no words and a text like those of names: groups, each `>` and a word from
//! some character on (平江县 and 江县 of 湖南平江县), then items with `;` between. An item is what
//! the list is called, with `~` for the word where it ends with that, the number of its way in, its
//! path below the roll's folder, unless it is called like the list in the folder of the way in, and how
//! many are in it. A word of one character is there whole only. A province leads to all its places,
//! however they are written: to their part of the page of the entry.

use super::File;
use super::key::folded;
use super::shard::{Begin, directory};
use crate::model::{PersonId, Roll};
use crate::plan::{EntryValue, RollPlan};
use crate::text::Division;

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
        let item_of = |number: usize, value: &EntryValue| {
            let path = below(plan, &plan.value_address(roll, at, number));
            let usual = format!("{}/{}.html", entry.folder, value.title);
            let path = if path == usual { "" } else { &path };
            Item::new(&value.title, at, path, &value.people)
        };
        for (number, value) in entry.values.iter().enumerate() {
            let word = folded(&value.title).replace(is_mark, "");
            let item = item_of(number, value);
            let ends = word.char_indices().map(|(from, _)| &word[from..]);
            let ends =
                ends.enumerate().filter(|(from, end)| *from == 0 || end.chars().nth(1).is_some());
            entries.extend(ends.map(|(_, end)| item.under(end.to_owned())));
        }
        let groups = entry.values.chunk_by(|a, b| a.group == b.group);
        let mut first = 0;
        for group in groups {
            let province = Division::province_name(&group[0].group);
            if entry.folder == "place" && !province.is_empty() {
                let forms = group.iter().enumerate().flat_map(|(number, value)| {
                    let item = item_of(first + number, value);
                    other_forms(province, value).map(move |form| item.under(form))
                });
                entries.extend(forms);
                let item = match group {
                    [value] => item_of(first, value),
                    _ => province_item(plan, at, group),
                };
                let words = Division::province_forms(province);
                entries.extend(words.map(|word| item.under(folded(&word))));
            }
            first += group.len();
        }
    }
    // A place written as it is typed is told once.
    entries.sort_unstable();
    entries.dedup();
    entries
}

/// All places of a province: their part of the page of the entry.
fn province_item(plan: &RollPlan, at: usize, places: &[EntryValue]) -> Item {
    let title = format!("{}（{} 处）", places[0].group, places.len());
    let path = format!("{}#g-{}", below(plan, &plan.entry(at)), places[0].group);
    let people: Vec<PersonId> = places.iter().flat_map(|place| &place.people).copied().collect();
    Item::new(&title, at, &path, &people)
}

/// A place as somebody types it who writes its province otherwise: 湖南长沙县 for 湖南省长沙县, or who
/// names it where the place does not.
fn other_forms(province: &str, place: &EntryValue) -> impl Iterator<Item = String> {
    let word = folded(&place.title).replace(is_mark, "");
    let written = folded(Division::filed(&place.title).0);
    let rest = word.strip_prefix(&written).unwrap_or(&word).to_owned();
    let forms = ["", Division::usual_rank(province)].map(|rank| folded(province) + rank + &rest);
    forms.into_iter().filter(move |form| !rest.is_empty() && *form != word)
}

/// A list, as it is told under each of its words.
struct Item {
    title: String,
    rest: String,
}

impl Item {
    fn new(title: &str, entry: usize, path: &str, people: &[PersonId]) -> Self {
        let rest = format!(",{entry},{},{}", plain(path), people.len());
        Self { title: title.to_owned(), rest }
    }

    /// The word, and the list under it.
    fn under(&self, word: String) -> (String, String) {
        let start = self.title.strip_suffix(&word);
        let title = start.map_or_else(|| plain(&self.title), |start| plain(start) + "~");
        (word, title + &self.rest)
    }
}

/// An address below the roll's folder.
fn below(plan: &RollPlan, address: &str) -> String {
    address.strip_prefix(plan.folder.as_str()).unwrap_or(address).to_owned()
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
            '~' => out.push_str("%7E"),
            c => out.push(c),
        }
    }
    out
}
