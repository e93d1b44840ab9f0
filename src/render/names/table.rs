//! Names of a roll and the people who bear them, and what is looked up under which key.

use hashbrown::HashMap;

use rayon::prelude::*;

use super::key::{FIRST, folded, initials, keys};
use super::shard::Section;
use crate::model::{People, PersonId, Roll, RollField, TextId, is_group};
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

/// What stands for the birth of a group.
const BORN_BY_NOBODY: &str = "-";

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

/// A place in a section: a name, under one of its keys from one of its units on.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The first units of what it is sorted by, ten bits each.
    packed: u128,
    /// The name's place in the table.
    pub name: u32,
    /// Which of the name's keys.
    key: u8,
    /// Bytes of the key before the part it is found by.
    at: u8,
}

/// Every name of a roll.
pub struct Table<'a> {
    /// The roll.
    pub roll: &'a Roll,
    /// Its pages.
    pub plan: &'a RollPlan,
    /// The names.
    pub names: Vec<Name<'a>>,
    /// What is told of a native place, by the number of its text.
    pub counties: Vec<Option<&'a str>>,
    /// What is told of a date of birth or death.
    years: HashMap<TextId, String>,
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
        Self {
            roll,
            plan,
            names,
            counties: counties(people, &roll.order),
            years: years(people, &roll.order),
        }
    }

    /// The entries of a section, sorted.
    pub fn entries(&self, section: Section) -> Vec<Entry> {
        let mut entries: Vec<Entry> = self
            .names
            .par_iter()
            .enumerate()
            .flat_map_iter(|(number, name)| {
                let keys = name.keys.iter().enumerate();
                keys.flat_map(move |(key, units)| {
                    places(section, units).map(move |at| Entry {
                        packed: packed(&found_by(section, &units[at..])),
                        name: u32::try_from(number).expect("fewer than 2^32 names"),
                        key: u8::try_from(key).expect("a name has few keys"),
                        at: u8::try_from(at).expect("names are short"),
                    })
                })
            })
            .collect();
        let full = |entry: &Entry| self.key(section, *entry);
        entries.par_sort_unstable_by(|a, b| {
            let by_units = a.packed.cmp(&b.packed);
            let by_rest = || if is_all(a.packed) { by_units } else { full(a).cmp(&full(b)) };
            let by_name = || (a.name, a.at, a.key).cmp(&(b.name, b.at, b.key));
            by_units.then_with(by_rest).then_with(by_name)
        });
        entries.dedup_by(|a, b| a.name == b.name && a.packed == b.packed && full(a) == full(b));
        entries
    }

    /// What an entry is found by.
    pub fn key(&self, section: Section, entry: Entry) -> String {
        // Entries stand in the order of keys and names in their own, so a name is far away.
        unpacked(entry.packed)
            .unwrap_or_else(|| found_by(section, &self.units(entry)[usize::from(entry.at)..]))
    }

    /// What the whole key of the name has beside what the entry is found by.
    pub fn rest(&self, section: Section, entry: Entry) -> &str {
        let units = self.units(entry);
        match section {
            Section::Whole => "",
            Section::Ending => &units[..usize::from(entry.at)],
            Section::Initials => units,
            Section::Ends => {
                let mut inner = units.chars();
                inner.next();
                inner.next_back();
                inner.as_str()
            }
        }
    }

    fn units(&self, entry: Entry) -> &str {
        &self.names[entry.name as usize].keys[usize::from(entry.key)]
    }

    /// The year of birth for the reader; [`BORN_BY_NOBODY`] for a group.
    pub fn birth(&self, person: PersonId) -> &str {
        if self.roll.is_group(person) {
            return BORN_BY_NOBODY;
        }
        self.year(person, RollField::Birth)
    }

    /// The year of birth or death for the reader, with `~` behind it when it is not certain.
    pub fn year(&self, person: PersonId, field: RollField) -> &str {
        &self.years[&self.roll.people.text(person, field)]
    }
}

/// The year of every date of birth and death, `~` behind those that are not certain.
fn years(people: &People, shown: &[PersonId]) -> HashMap<TextId, String> {
    let year = |said| {
        let date = UncertainDate::parse(said).ok()?;
        let first = date.points().first()?;
        Some(format!("{}{}", first.year(), if date.year().is_none() { "~" } else { "" }))
    };
    let mut years = HashMap::new();
    for person in shown {
        for field in [RollField::Birth, RollField::Death] {
            let text = people.text(*person, field);
            years.entry(text).or_insert_with(|| year(people.say(text)).unwrap_or_default());
        }
    }
    years
}

/// Where in a key a section's entries begin.
fn places(section: Section, units: &str) -> impl Iterator<Item = usize> {
    let length = units.chars().count();
    let count = match section {
        Section::Whole | Section::Initials => 1,
        Section::Ending => length,
        Section::Ends => usize::from(length > 2),
    };
    // An entry remembers its place in one byte.
    units.char_indices().map(|(at, _)| at).take(count).take_while(|at| *at < 256)
}

fn found_by(section: Section, units: &str) -> String {
    match section {
        Section::Whole | Section::Ending => units.to_owned(),
        Section::Initials => initials(units),
        Section::Ends => {
            let mut ends = units.chars();
            [ends.next(), ends.next_back()].into_iter().flatten().collect()
        }
    }
}

/// Units that are packed.
const PACKED: u32 = 12;
/// What the first syllable's unit is packed as; letters and digits are below.
const SYLLABLES: u32 = 100;

/// The first twelve units in ten bits each, in their order; the lowest byte says whether there are
/// more.
fn packed(units: &str) -> u128 {
    let number = |unit: char| match u32::from(unit) {
        code @ FIRST.. => code - FIRST + SYLLABLES,
        code => code.saturating_sub(0x2f),
    };
    let mut all = 0;
    let mut numbers = units.chars().map(number);
    for _ in 0..PACKED {
        all = all << 10 | u128::from(numbers.next().unwrap_or(0));
    }
    all << 8 | u128::from(numbers.next().is_some())
}

/// Whether no unit was left out.
fn is_all(packed: u128) -> bool {
    packed.trailing_zeros() >= 8
}

/// The units that were packed, when these are all.
fn unpacked(packed: u128) -> Option<String> {
    let unit = |place: u32| {
        let number = u32::try_from(packed >> (8 + 10 * place) & 0x3ff).expect("ten bits");
        let code = if number < SYLLABLES { number + 0x2f } else { number - SYLLABLES + FIRST };
        (number > 0).then(|| char::from_u32(code).expect("a unit is a character"))
    };
    is_all(packed).then(|| (0..PACKED).rev().map_while(unit).collect())
}

/// The names in a cell of other names.
pub fn others(cell: &str) -> impl Iterator<Item = &str> {
    let plain = |part: &str| -> usize {
        let lengths = PREFIXES.iter().filter(|p| part.starts_with(**p)).map(|p| p.len());
        lengths.max().unwrap_or(0)
    };
    cell.split(['；', ';', '、', '，', ',', '/', '|'])
        .map(|part| part.split(['（', '(']).next().unwrap_or_default().trim())
        .map(move |part| {
            let rest = part[plain(part)..].trim_start_matches(['：', ':', ' ']);
            if rest.is_empty() { part } else { rest }
        })
        .filter(|part| !part.is_empty())
}

/// The place that somebody is found by: the native place, of a group that has none where it happened.
pub fn place_of(people: &People, person: PersonId) -> TextId {
    match people.text(person, RollField::Native) {
        TextId::EMPTY if is_group(people.get(person, RollField::Kind)) => {
            people.text(person, RollField::DeathPlace)
        }
        native => native,
    }
}

/// County or province of every such place, by the number of its text.
fn counties<'a>(people: &'a People, shown: &[PersonId]) -> Vec<Option<&'a str>> {
    let mut counties = vec![None; people.texts()];
    for person in shown {
        let text = place_of(people, *person);
        let place = people.say(text);
        let at = &mut counties[People::number(text)];
        if at.is_none() && !place.is_empty() {
            *at = Some(Division::filed(place).1);
        }
    }
    counties
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::names::key::BLANK;

    #[test]
    fn packed_units_are_read_again_when_they_are_all() {
        let long: String = ('\u{100}'..).take(13).collect();
        for units in ["", "0z", "a\u{100}\u{2ff}", &BLANK.to_string(), &long[..24]] {
            assert_eq!(unpacked(packed(units)).as_deref(), Some(units));
        }
        assert_eq!(unpacked(packed(&long)), None);
    }
}
