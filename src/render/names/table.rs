//! Names of a roll and the people who bear them, and what is looked up under which key.

use hashbrown::HashMap;

use rayon::prelude::*;

use super::key::{FIRST, folded, initial, keys};
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

/// A place in a section: a name, under one of its keys from one of its units on.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The first units of what it is sorted by, ten bits each.
    packed: u128,
    /// The name's place in the table.
    pub name: u32,
    /// The key's place among those of all names.
    key: u32,
    /// Bytes of the key before the part it is found by.
    at: u8,
}

/// Every name of a roll. Entries stand in the order of sounds and names in that of characters, so what
/// is said of a name lies close together: it is looked up all over the table, once for each entry.
pub struct Table<'a> {
    /// The roll.
    pub roll: &'a Roll,
    /// Its pages.
    pub plan: &'a RollPlan,
    /// Each name as it is written.
    written: Vec<&'a str>,
    /// What shards call it: behind `=` stands its standard form when that differs.
    called: Lines,
    /// Who bears it, in the roll's order, and whether as another name.
    bearers: Vec<(PersonId, bool)>,
    /// Where those of each name begin.
    bearers_from: Vec<u32>,
    /// Every key of every name.
    keys: Lines,
    /// Where those of each name begin.
    keys_from: Vec<u32>,
    /// What is told of a native place, by the number of its text.
    pub counties: Vec<Option<&'a str>>,
    /// What is told of a date of birth or death.
    years: HashMap<TextId, String>,
}

impl<'a> Table<'a> {
    /// The names of `roll`.
    pub fn of(roll: &'a Roll, plan: &'a RollPlan) -> Self {
        let people = &*roll.people;
        let (written, bearers, bearers_from) = bearers(roll);
        let mut table = Self {
            roll,
            plan,
            written,
            called: Lines::default(),
            bearers,
            bearers_from,
            keys: Lines::default(),
            keys_from: vec![0],
            counties: counties(people),
            years: years(people),
        };
        let parts: Vec<Called> = table.written.par_chunks(1 << 10).map(Called::of).collect();
        for part in parts {
            table.called.append(&part.names);
            table.keys.append(&part.keys);
            for count in part.counts {
                table.keys_from.push(table.keys_from[table.keys_from.len() - 1] + count);
            }
        }
        table
    }

    /// The entries of a section, sorted.
    pub fn entries(&self, section: Section) -> Vec<Entry> {
        let mut entries: Vec<Entry> = (0..number(self.written.len()))
            .into_par_iter()
            .flat_map_iter(|name| {
                (self.keys_from[name as usize]..self.keys_from[name as usize + 1]).flat_map(
                    move |key| {
                        let units = self.keys.get(key);
                        places(section, units).map(move |at| Entry {
                            packed: found_by(section, &units[at..], packed),
                            name,
                            key,
                            at: u8::try_from(at).expect("names are short"),
                        })
                    },
                )
            })
            .collect();
        entries.par_sort_unstable_by(|a, b| {
            let by_units = a.packed.cmp(&b.packed);
            let full = |entry: &Entry| self.key(section, *entry);
            let by_rest = || if is_all(a.packed) { by_units } else { full(a).cmp(&full(b)) };
            let by_name = || (a.name, a.at, a.key).cmp(&(b.name, b.at, b.key));
            by_units.then_with(by_rest).then_with(by_name)
        });
        entries.dedup_by(|a, b| a.name == b.name && self.is_same(section, *a, *b));
        entries
    }

    /// The name of an entry as it is written.
    pub fn written(&self, entry: Entry) -> &'a str {
        self.written[entry.name as usize]
    }

    /// What shards call the name of an entry.
    pub fn called(&self, entry: Entry) -> &str {
        self.called.get(entry.name)
    }

    /// Who bears the name of an entry, in the roll's order, and whether as another name.
    pub fn bearers(&self, entry: Entry) -> &[(PersonId, bool)] {
        let from = |name: usize| self.bearers_from[name] as usize;
        &self.bearers[from(entry.name as usize)..from(entry.name as usize + 1)]
    }

    /// What an entry is found by.
    pub fn key(&self, section: Section, entry: Entry) -> String {
        unpacked(entry.packed).map_or_else(
            || {
                found_by(section, &self.units(entry)[usize::from(entry.at)..], |units| {
                    units.collect()
                })
            },
            Iterator::collect,
        )
    }

    /// Bytes of that.
    pub fn key_length(&self, section: Section, entry: Entry) -> usize {
        let packed = unpacked(entry.packed).map(|units| units.map(char::len_utf8).sum());
        packed.unwrap_or_else(|| self.key(section, entry).len())
    }

    /// Whether two entries are found by the same.
    pub fn is_same(&self, section: Section, one: Entry, other: Entry) -> bool {
        let rest = || is_all(one.packed) || self.key(section, one) == self.key(section, other);
        one.packed == other.packed && rest()
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
        self.keys.get(entry.key)
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

/// Short texts behind one another.
#[derive(Debug)]
struct Lines {
    text: String,
    /// Where each begins, and behind the last the end.
    from: Vec<u32>,
}

impl Default for Lines {
    fn default() -> Self {
        Self { text: String::new(), from: vec![0] }
    }
}

impl Lines {
    fn get(&self, at: u32) -> &str {
        let from = |at: usize| self.from[at] as usize;
        &self.text[from(at as usize)..from(at as usize + 1)]
    }

    /// Ends the line that was written.
    fn end(&mut self) {
        self.from.push(number(self.text.len()));
    }

    fn append(&mut self, other: &Self) {
        let before = number(self.text.len());
        self.text.push_str(&other.text);
        self.from.extend(other.from[1..].iter().map(|from| before + from));
    }
}

/// A count of things that are fewer than 2^32.
fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a roll has fewer than 2^32 of anything")
}

/// What some names are called, and their keys.
#[derive(Default)]
struct Called {
    names: Lines,
    keys: Lines,
    /// How many keys each name has.
    counts: Vec<u32>,
}

impl Called {
    fn of(names: &[&str]) -> Self {
        let mut all = Self::default();
        for name in names {
            let folded = folded(name);
            all.names.text.extend(name.split([';', '>', ',', '=']));
            if folded != *name {
                all.names.text.push('=');
                all.names.text.push_str(&folded);
            }
            all.names.end();
            let keys = keys(&folded);
            for key in &keys {
                all.keys.text.push_str(key);
                all.keys.end();
            }
            all.counts.push(number(keys.len()));
        }
        all
    }
}

/// Every name of a roll in the order of characters, who bears them, name by name, and where those of
/// each begin.
fn bearers(roll: &Roll) -> (Vec<&str>, Vec<(PersonId, bool)>, Vec<u32>) {
    let people = &*roll.people;
    let mut names: Vec<&str> = Vec::new();
    let (mut by_text, mut by_name) = (HashMap::new(), HashMap::new());
    let mut borne: Vec<(u32, (PersonId, bool))> = Vec::with_capacity(roll.order.len());
    for person in &roll.order {
        let own = borne.len();
        let mut known = |name| {
            *by_name.entry(name).or_insert_with(|| {
                names.push(name);
                number(names.len() - 1)
            })
        };
        let mut bear = |name: u32, is_other: bool| {
            if borne[own..].iter().all(|(other, _)| *other != name) {
                borne.push((name, (*person, is_other)));
            }
        };
        for text in [roll.name_text(*person), people.text(*person, RollField::Name)] {
            if text != TextId::EMPTY {
                bear(*by_text.entry(text).or_insert_with(|| known(people.say(text))), false);
            }
        }
        for other in others(people.get(*person, RollField::OtherNames)) {
            bear(known(other), true);
        }
    }
    let mut order: Vec<u32> = (0..number(names.len())).collect();
    order.par_sort_unstable_by_key(|name| names[*name as usize]);
    let mut rank = vec![0; names.len()];
    let mut from = vec![0; names.len() + 1];
    for (at, name) in (0..).zip(&order) {
        rank[*name as usize] = at;
    }
    for (name, _) in &borne {
        from[rank[*name as usize] + 1] += 1;
    }
    for at in 1..from.len() {
        from[at] += from[at - 1];
    }
    let mut next = from.clone();
    let mut bearers = vec![(PersonId(0), false); borne.len()];
    for (name, bearer) in borne {
        let place = &mut next[rank[name as usize]];
        bearers[*place as usize] = bearer;
        *place += 1;
    }
    (order.into_iter().map(|name| names[name as usize]).collect(), bearers, from)
}

/// The year of every date of birth and death, `~` behind those that are not certain.
fn years(people: &People) -> HashMap<TextId, String> {
    let year = |said| {
        let date = UncertainDate::parse(said).ok()?;
        let first = date.points().first()?;
        Some(format!("{}{}", first.year(), if date.year().is_none() { "~" } else { "" }))
    };
    let mut years = HashMap::new();
    // In the order of their rows, which lie beside one another, not of the roll.
    for person in people.ids() {
        for field in [RollField::Birth, RollField::Death] {
            let text = people.text(person, field);
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

/// What `make` makes of the units that an entry is found by.
fn found_by<T>(
    section: Section,
    units: &str,
    make: impl Fn(&mut dyn Iterator<Item = char>) -> T,
) -> T {
    let mut units = units.chars();
    match section {
        Section::Whole | Section::Ending => make(&mut units),
        Section::Initials => make(&mut units.map(initial)),
        Section::Ends => make(&mut [units.next(), units.next_back()].into_iter().flatten()),
    }
}

/// Units that are packed.
const PACKED: u32 = 12;
/// What the first syllable's unit is packed as; letters and digits are below.
const SYLLABLES: u32 = 100;

/// The first twelve units in ten bits each, in their order; the lowest byte says whether there are
/// more.
fn packed(units: &mut dyn Iterator<Item = char>) -> u128 {
    let number = |unit: char| match u32::from(unit) {
        code @ FIRST.. => code - FIRST + SYLLABLES,
        code => code.saturating_sub(0x2f),
    };
    let mut all = 0;
    let mut numbers = units.map(number);
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
fn unpacked(packed: u128) -> Option<impl Iterator<Item = char>> {
    let unit = move |place: u32| {
        let number = u32::try_from(packed >> (8 + 10 * place) & 0x3ff).expect("ten bits");
        let code = if number < SYLLABLES { number + 0x2f } else { number - SYLLABLES + FIRST };
        (number > 0).then(|| char::from_u32(code).expect("a unit is a character"))
    };
    is_all(packed).then(|| (0..PACKED).rev().map_while(unit))
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
fn counties(people: &People) -> Vec<Option<&str>> {
    let mut counties = vec![None; people.texts()];
    for person in people.ids() {
        let text = place_of(people, person);
        let at = &mut counties[People::number(text)];
        if at.is_none() && text != TextId::EMPTY {
            *at = Some(Division::filed(people.say(text)).1);
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
            let read = unpacked(packed(&mut units.chars())).map(Iterator::collect::<String>);
            assert_eq!(read.as_deref(), Some(units));
        }
        assert!(unpacked(packed(&mut long.chars())).is_none());
    }
}
