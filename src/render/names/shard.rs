//! Sorted entries → shards of a size that a phone loads at once, and the lists that say where to
//! look.
//!
//! A shard is a list of words and a text. The text is groups, each `>` and the key, then items with
//! `;` between. An item of people: name, id, page of the list, number of the word that tells the
//! place and unit, birth, death, other name than the one shown; of names: name, how many bear it,
//! what the key lacks. What an item shares with the one before is left out: its name. A name is
//! followed by `=` and its standard form where that differs.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::File;
use super::table::{Entry, Table};
use crate::model::{People, PersonId, RollField};

/// Bytes of a shard of people.
const PEOPLE: usize = 20_000;
/// Bytes of a shard of names.
const NAMES: usize = 12_000;
/// Shards in a list.
const LIST: usize = 64;

/// The sections of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// People by whole names.
    Whole,
    /// Names by their endings.
    Ending,
    /// Names by initials.
    Initials,
    /// Names by their first and last sound.
    Ends,
}

impl Section {
    /// Every section.
    pub const ALL: [Self; 4] = [Self::Whole, Self::Ending, Self::Initials, Self::Ends];

    /// Its letter in file names.
    pub fn letter(self) -> char {
        match self {
            Self::Whole => 'm',
            Self::Ending => 's',
            Self::Initials => 'i',
            Self::Ends => 'k',
        }
    }
}

/// Where the lists of a section begin.
pub struct Begin {
    /// The section.
    pub section: Section,
    /// The first key of each list.
    pub firsts: Vec<String>,
}

/// A shard in the making.
#[derive(Default)]
struct Shard<'a> {
    text: String,
    words: Vec<&'a str>,
    numbers: HashMap<&'a str, usize>,
    bytes: usize,
    key: String,
    name: Option<u32>,
    first: Option<String>,
}

/// The shards of a section, and the first key of each.
pub fn cut(section: Section, entries: &[Entry], table: &Table<'_>) -> (Vec<File>, Vec<String>) {
    let (mut files, mut firsts) = (Vec::new(), Vec::new());
    let mut shard = Shard::default();
    let most = if section == Section::Whole { PEOPLE } else { NAMES };
    let mut close = |shard: &mut Shard<'_>| {
        if let Some(first) = shard.first.take() {
            let name = format!("{}/{}", section.letter(), files.len());
            let said = serde_json::json!([shard.words, shard.text]);
            files.push((format!("{name}.js"), super::script(&name, &said)));
            firsts.push(first);
        }
        *shard = Shard::default();
    };
    for entry in entries {
        if section == Section::Whole {
            for (person, is_other) in &table.names[entry.name as usize].people {
                shard.person(entry, *person, *is_other, table);
                if shard.bytes + shard.text.len() > most {
                    close(&mut shard);
                }
            }
        } else {
            shard.named(entry, table);
            if shard.text.len() > most {
                close(&mut shard);
            }
        }
    }
    close(&mut shard);
    (files, firsts)
}

/// The lists of a section's shards, and where each begins.
pub fn directory(section: Section, firsts: &[String]) -> (Vec<File>, Begin) {
    let lists = firsts.chunks(LIST).enumerate().map(|(at, firsts)| {
        let name = format!("d/{}{at}", section.letter());
        (format!("{name}.js"), super::script(&name, &serde_json::json!(firsts)))
    });
    let begin = firsts.chunks(LIST).map(|list| list[0].clone()).collect();
    (lists.collect(), Begin { section, firsts: begin })
}

impl<'a> Shard<'a> {
    fn group(&mut self, entry: &Entry) {
        self.first.get_or_insert_with(|| entry.key.clone());
        if self.key != entry.key || self.text.is_empty() {
            self.key.clone_from(&entry.key);
            self.name = None;
            self.text.push('>');
            self.text.push_str(&entry.key);
        }
        self.text.push(';');
    }

    /// The name, unless it was said just before.
    fn name(&mut self, entry: &Entry, table: &Table<'_>) {
        if self.name.replace(entry.name) == Some(entry.name) {
            return;
        }
        let name = &table.names[entry.name as usize];
        self.text.extend(name.written.chars().filter(|c| !matches!(c, ';' | '>' | ',' | '=')));
        if name.folded != name.written {
            self.text.push('=');
            self.text.push_str(&name.folded);
        }
    }

    fn person(&mut self, entry: &Entry, person: PersonId, is_other: bool, table: &Table<'a>) {
        self.group(entry);
        self.name(entry, table);
        let page = table.plan.position(person) / table.plan.page_size + 1;
        let place = table.roll.people.text(person, RollField::Native);
        let place = table.counties[People::number(place)].unwrap_or_default();
        let place = self.word(place);
        let unit = self.word(table.roll.people.get(person, RollField::Unit));
        let burial = self.word(table.roll.people.get(person, RollField::Burial));
        let id = table.roll.id(person);
        let birth = table.year(person, RollField::Birth);
        let death = table.year(person, RollField::Death);
        let shown = if is_other { table.roll.name(person) } else { "" };
        let mark = if table.roll.has_page(person) { "" } else { "-" };
        write!(self.text, ",{id},{mark}{page},{place},{unit},{burial},{birth},{death},{shown}")
            .expect("writing to a string cannot fail");
        let kept = self.text.trim_end_matches(',').len();
        self.text.truncate(kept);
    }

    fn named(&mut self, entry: &Entry, table: &Table<'_>) {
        self.group(entry);
        self.name(entry, table);
        let count = table.names[entry.name as usize].people.len();
        let count = if count == 1 { String::new() } else { count.to_string() };
        write!(self.text, ",{count},{}", entry.rest).expect("writing to a string cannot fail");
        let kept = self.text.trim_end_matches(',').len();
        self.text.truncate(kept);
    }

    /// The number of a word, from 1; empty for the empty word.
    fn word(&mut self, word: &'a str) -> String {
        if word.is_empty() {
            return String::new();
        }
        let number = *self.numbers.entry(word).or_insert_with(|| {
            self.words.push(word);
            self.bytes += word.len() + 3;
            self.words.len()
        });
        number.to_string()
    }
}
