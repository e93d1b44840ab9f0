//! Names of a roll and the people who bear them, ready to be sorted by their sounds.

use std::collections::HashMap;

use rayon::prelude::*;

use super::key::{folded, initials, keys};
use super::shard::Section;
use crate::model::{People, PersonId, Roll, RollField, TextId};
use crate::plan::RollPlan;
use crate::text::{Division, UncertainDate};

/// What may stand before another name, and is none.
const PREFIXES: [&str; 14] = [
    "曾用名",
    "原名",
    "本名",
    "化名",
    "又名",
    "别名",
    "乳名",
    "小名",
    "笔名",
    "代号",
    "字",
    "号",
    "后改",
    "别号",
];

/// A name and who bears it.
pub struct Name<'a> {
    /// As it is written.
    pub written: &'a str,
    /// As it is compared.
    pub folded: String,
    /// Every key.
    pub keys: Vec<String>,
    /// Who bears it, in the roll's order, and whether as another name.
    pub people: Vec<(PersonId, bool)>,
}

/// An entry of a section: a key and what is found under it.
pub struct Entry {
    /// The key it is sorted by.
    pub key: String,
    /// The name's place in the table.
    pub name: u32,
    /// What is needed beside the key to have the whole key of the name.
    pub rest: String,
}

/// Every name of a roll.
pub struct Table<'a> {
    /// The roll.
    pub roll: &'a Roll,
    /// Its pages.
    pub plan: &'a RollPlan,
    /// The names.
    pub names: Vec<Name<'a>>,
    /// What is told of a place and a unit, by the number of the text.
    pub counties: Vec<Option<&'a str>>,
}

impl<'a> Table<'a> {
    /// The names of `roll`.
    pub fn of(roll: &'a Roll, plan: &'a RollPlan) -> Self {
        let people = &*roll.people;
        let mut bearers: HashMap<&str, Vec<(PersonId, bool)>> = HashMap::new();
        for person in &roll.order {
            let mut bear = |name: &'a str, is_other: bool| {
                let bearers = bearers.entry(name).or_default();
                if bearers.last().is_none_or(|(last, _)| last != person) {
                    bearers.push((*person, is_other));
                }
            };
            bear(roll.name(*person), false);
            bear(people.get(*person, RollField::Name), false);
            for other in others(people.get(*person, RollField::OtherNames)) {
                bear(other, true);
            }
        }
        bearers.remove("");
        let mut bearers: Vec<_> = bearers.into_iter().collect();
        bearers.sort_unstable_by_key(|(name, _)| *name);
        let names = bearers
            .into_par_iter()
            .map(|(written, people)| {
                let folded = folded(written);
                Name { written, keys: keys(&folded), folded, people }
            })
            .collect();
        Self { roll, plan, names, counties: counties(people, &roll.order) }
    }

    /// The entries of a section, sorted.
    pub fn entries(&self, section: Section) -> Vec<Entry> {
        let mut entries: Vec<Entry> = (0u32..)
            .zip(&self.names)
            .par_bridge()
            .flat_map_iter(|(at, name)| {
                let of_key = move |key: &'_ String| of_key(section, at, key);
                name.keys.iter().flat_map(of_key).collect::<Vec<_>>()
            })
            .collect();
        entries
            .par_sort_unstable_by(|a, b| (&a.key, a.name, &a.rest).cmp(&(&b.key, b.name, &b.rest)));
        entries.dedup_by(|a, b| a.key == b.key && a.name == b.name);
        entries
    }

    /// Years of a date for the reader: `1932`, with `~` behind it when it is not certain.
    pub fn year(&self, person: PersonId, field: RollField) -> String {
        let Ok(date) = UncertainDate::parse(self.roll.people.get(person, field)) else {
            return String::new();
        };
        let first = date.points().first().map(|point| point.year().to_string());
        let doubt = if date.year().is_none() { "~" } else { "" };
        first.map_or_else(String::new, |year| format!("{year}{doubt}"))
    }
}

fn of_key(section: Section, name: u32, key: &str) -> Vec<Entry> {
    let entry = |key: &str, rest: &str| Entry { key: key.to_owned(), name, rest: rest.to_owned() };
    let starts = || key.char_indices().map(|(at, _)| at);
    match section {
        Section::Whole => vec![entry(key, "")],
        Section::Ending => starts().map(|at| entry(&key[at..], &key[..at])).collect(),
        Section::Initials => vec![entry(&initials(key), key)],
        Section::Ends => {
            let mut units = key.chars();
            match (units.next(), units.next_back()) {
                (Some(first), Some(last)) if units.as_str().chars().count() > 0 => {
                    vec![entry(&format!("{first}{last}"), units.as_str())]
                }
                _ => Vec::new(),
            }
        }
    }
}

/// The names in a cell of other names.
pub fn others(cell: &str) -> impl Iterator<Item = &str> {
    let plain = |part: &str| -> usize {
        let part = part.trim();
        PREFIXES.iter().filter(|p| part.starts_with(**p)).map(|p| p.len()).max().unwrap_or(0)
    };
    cell.split(['；', ';', '、', '，', ',', '/', '|'])
        .map(|part| part.split(['（', '(']).next().unwrap_or_default().trim())
        .map(move |part| {
            let rest = part[plain(part)..].trim_start_matches(['：', ':', ' ']);
            if rest.is_empty() { part } else { rest }
        })
        .filter(|part| !part.is_empty())
}

/// County or province of every native place, by the number of its text.
fn counties<'a>(people: &'a People, shown: &[PersonId]) -> Vec<Option<&'a str>> {
    let mut counties = vec![None; people.texts()];
    for person in shown {
        let text: TextId = people.text(*person, RollField::Native);
        let place = people.say(text);
        let at = &mut counties[People::number(text)];
        if at.is_none() && !place.is_empty() {
            let Division { province, county } = Division::of(place);
            let short = [county, province].into_iter().find(|part| !part.is_empty());
            *at = Some(short.unwrap_or(place));
        }
    }
    counties
}
