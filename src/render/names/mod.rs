//! The search of a roll: what its index holds and how it is cut into files.
//!
//! No dictionary of people, no server. A name is known by the sounds of its characters, so that a
//! name typed in characters, in pinyin or with a wrong character of the same sound leads to the
//! same place. The reader's half is `themes/base/assets/roll.js`; the two share the [units](unit)
//! and the form of the files, and a change to one is a change to the other.
//!
//! Files, all below `search/` of the roll, all plain scripts so that they load from `file://`:
//!
//! | file | holds |
//! |---|---|
//! | `index.js` | the syllables, and where the lists of shards begin |
//! | `d/m0.js` | a list of shards: the first key of each |
//! | `m/17.js` | people by the sounds of their whole name: a name typed is here |
//! | `s/5.js` | names by the sounds of every ending: a part of a name, a mark for what is not known |
//! | `i/3.js` | names by initials: `lhl` |
//! | `a/4.js` | ids, and in which file of people each is: a permanent address, an id typed |
//! | `w/1.js` | lists by words of a place, a unit, a batch, a surname: a word typed alone |
//! | `k/2.js` | names by their first and last sound: a character in the middle that nobody can read |
//!
//! For all rolls together, below `assets/characters/`:
//!
//! | file | holds |
//! |---|---|
//! | `4e00.js` | the standard form and the reading of each code point from that on |
//!
//! This module never sees a page, and nothing that is not public reaches it.

mod address;
mod character;
mod key;
mod shard;
mod table;
mod ways;

use rayon::prelude::*;

use self::shard::{Cut, Section, cut};
use self::table::Table;
use crate::model::Roll;
use crate::plan::RollPlan;
use crate::text::Syllable;

/// A file: its path and what it says.
type File = (String, Vec<u8>);

/// Every file of the search of `roll`.
pub fn files(roll: &Roll, plan: &RollPlan) -> Vec<File> {
    let table = Table::of(roll, plan);
    let mut files: Vec<File> = Vec::new();
    let mut lists = Vec::new();
    let mut places = vec![0; roll.people.len()];
    for section in Section::ALL {
        let Cut { files: shards, firsts, people } = cut(section, &table);
        files.extend(shards);
        for (shard, people) in (0..).zip(people) {
            for person in people {
                places[person.0 as usize] = shard;
            }
        }
        let (directory, begin) = shard::directory(section.letter(), &firsts);
        files.extend(directory);
        lists.push(begin);
    }
    // Names of a large roll take room that is needed now.
    drop(table);
    let (addresses, begin) = address::files(roll, &places);
    files.extend(addresses);
    lists.push(begin);
    let (ways, begin) = ways::files(roll, plan);
    files.extend(ways);
    lists.push(begin);
    files.push(("index.js".into(), index(roll, plan, &lists)));
    let folder = format!("{}/", plan.search());
    files.par_iter_mut().for_each(|(path, _)| path.insert_str(0, &folder));
    files
}

/// What is told of characters, below `folder`.
pub fn characters(folder: &str) -> Vec<File> {
    let mut files = character::files();
    for (path, _) in &mut files {
        path.insert_str(0, &format!("{folder}/"));
    }
    files
}

/// What the reader needs at once.
fn index(roll: &Roll, plan: &RollPlan, lists: &[shard::Begin]) -> Vec<u8> {
    let syllables: Vec<&str> = Syllable::all().map(Syllable::as_str).collect();
    let lists: serde_json::Map<String, serde_json::Value> = lists
        .iter()
        .map(|begin| (begin.letter.to_string(), serde_json::json!(begin.firsts)))
        .collect();
    let values: Vec<_> = plan
        .entries
        .iter()
        .map(|entry| serde_json::json!([entry.title, format!("{}/index.html", entry.folder)]))
        .collect();
    let said = serde_json::json!({
        "people": roll.order.len(),
        "pages": match roll.settings.pages {
            crate::model::PersonPages::All => "all",
            crate::model::PersonPages::Chosen => "chosen",
            crate::model::PersonPages::None => "none",
        },
        "syllables": syllables.join(" "),
        "lists": lists,
        "entries": values,
    });
    script("index", &said)
}

/// A number in base 36.
fn base36(number: u32) -> String {
    let mut digits = Vec::new();
    let mut left = number;
    loop {
        digits.push(char::from_digit(left % 36, 36).expect("a digit of base 36"));
        left /= 36;
        if left == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// A script that gives `said` to the reader under `name`.
fn script(name: &str, said: &serde_json::Value) -> Vec<u8> {
    format!("fengbeiRoll.add({},{said})\n", serde_json::json!(name)).into_bytes()
}
