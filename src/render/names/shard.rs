//! Sorted entries → shards of a size that a phone loads at once, and the lists that say where to
//! look.
//!
//! A shard is a list of words and a text. The words are sorted and each begins with a letter that
//! says how many characters it shares with the one before: `0` for none, `1` for one …; between
//! two stands `|`. The text is groups, each `>` and the key, then items with `;` between. An item
//! of people: name, id, page of the list (`-` before it for who has no page), numbers of the words
//! for place, unit and burial, birth, death, the name shown when this is another one; of names:
//! name, how many bear it, what the key lacks. What an item shares with the one before is left
//! out: its name. A name is followed by `=` and its standard form where that differs.
//!
//! In a list, behind the first key of a shard that goes on with the group of the one before stands
//! `+` and its first name, and behind that another `+` when it goes on with that name, too.

use hashbrown::HashMap;
use std::fmt::Write as _;

use rayon::prelude::*;

use super::File;
use super::table::{Entry, Table, place_of};
use crate::model::{People, PersonId, RollField, TextId};
use crate::plan::safe;

/// Bytes of a shard of people, estimated: a quarter less is written.
const PEOPLE: usize = 36_000;
/// Bytes of a shard of names.
const SHARD_OF_NAMES: usize = 12_000;
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
    /// The section's letter.
    pub letter: char,
    /// The first key of each list.
    pub firsts: Vec<String>,
}

/// What goes into a shard: an entry, and of a section of people one of those who bear the name.
type Item = (Entry, Option<(PersonId, bool)>);

/// The shards of a section.
pub struct Cut {
    /// Their files.
    pub files: Vec<File>,
    /// The first key of each.
    pub firsts: Vec<String>,
    /// Who is in each by a name that is shown; nobody in shards of names.
    pub people: Vec<Vec<PersonId>>,
}

/// Cuts a section into shards.
pub fn cut(section: Section, table: &Table<'_>) -> Cut {
    let entries = table.entries(section);
    let ranges = ranges(section, &entries, table);
    let people = ranges.iter().map(Range::people).collect();
    let made: Vec<(File, String)> = ranges
        .into_par_iter()
        .enumerate()
        .map(|(number, items)| {
            let first = first(section, &items, table);
            let name = format!("{}/{number}", section.letter());
            let (words, text) = Writer::default().write(section, &items.items, table);
            let said = serde_json::json!([words, text]);
            ((format!("{name}.js"), super::script(&name, &said)), first)
        })
        .collect();
    let (files, firsts) = made.into_iter().unzip();
    Cut { files, firsts, people }
}

/// The items of one shard.
struct Range {
    items: Vec<Item>,
    goes_on: GoesOn,
}

/// What a shard goes on with, of that before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GoesOn {
    Nothing,
    Group,
    Name,
}

impl Range {
    fn people(&self) -> Vec<PersonId> {
        let own = |(_, person): &Item| person.and_then(|(id, is_other)| (!is_other).then_some(id));
        self.items.iter().filter_map(own).collect()
    }
}

/// Cuts the entries where a shard is full. What an item takes is estimated: its words are shared
/// within a shard, and nobody minds a shard a little larger or smaller.
fn ranges(section: Section, entries: &[Entry], table: &Table<'_>) -> Vec<Range> {
    let mut ranges = Vec::new();
    let mut range = Range { items: Vec::new(), goes_on: GoesOn::Nothing };
    let mut bytes = 0;
    for entry in entries {
        let written = table.written(*entry).len();
        let people = if section == Section::Whole { table.bearers(*entry) } else { &[] };
        let items = people.iter().map(|person| Some(*person));
        let items = items.chain((section != Section::Whole).then_some(None));
        bytes += written;
        for person in items {
            let named = || 3 + table.key_length(section, *entry);
            let cost = person.map_or_else(named, |(person, _)| weight(person, table));
            let most = if person.is_some() { PEOPLE } else { SHARD_OF_NAMES };
            if bytes + cost > most && !range.items.is_empty() {
                let goes_on = match range.items.last() {
                    Some((before, _)) if before.name == entry.name => GoesOn::Name,
                    Some((before, _)) if table.is_same(section, *before, *entry) => GoesOn::Group,
                    _ => GoesOn::Nothing,
                };
                ranges.push(std::mem::replace(&mut range, Range { items: Vec::new(), goes_on }));
                bytes = written;
            }
            bytes += cost;
            range.items.push((*entry, person));
        }
    }
    if !range.items.is_empty() {
        ranges.push(range);
    }
    ranges
}

/// Bytes that a person takes in a shard, about.
fn weight(person: PersonId, table: &Table<'_>) -> usize {
    let people = &table.roll.people;
    let words = [RollField::Native, RollField::Unit, RollField::Burial];
    let lengths = words.map(|field| people.get(person, field).len());
    32 + lengths.iter().filter(|length| **length > 0).map(|l| l * 2 / 3 + 5).sum::<usize>()
}

fn first(section: Section, range: &Range, table: &Table<'_>) -> String {
    let key = table.key(section, range.items[0].0);
    let name = table.written(range.items[0].0);
    match range.goes_on {
        GoesOn::Nothing => key,
        GoesOn::Group => format!("{key}+{name}"),
        GoesOn::Name => format!("{key}+{name}+"),
    }
}

/// The lists of a section's shards, and where each begins.
pub fn directory(letter: char, firsts: &[String]) -> (Vec<File>, Begin) {
    let lists = firsts.chunks(LIST).enumerate().map(|(at, firsts)| {
        let name = format!("d/{letter}{at}");
        (format!("{name}.js"), super::script(&name, &serde_json::json!(firsts)))
    });
    let begin = firsts.chunks(LIST).map(|list| list[0].clone()).collect();
    (lists.collect(), Begin { letter, firsts: begin })
}

/// Writes a shard.
#[derive(Default)]
struct Writer {
    text: String,
    /// Numbers of the words that texts are told as, from 1, in the order of the words.
    numbers: HashMap<Told, String>,
    /// The entry whose name was said last.
    last: Option<Entry>,
}

impl Writer {
    /// The words and the text of `items`.
    fn write(mut self, section: Section, items: &[Item], table: &Table<'_>) -> (String, String) {
        let people: Vec<_> =
            items.iter().filter_map(|(_, person)| Some(person.as_ref()?.0)).collect();
        table.roll.people.fetch(&people);
        let told = people.iter().flat_map(|one| told(*one, table));
        self.numbers.extend(told.map(|told| (told, String::new())));
        let mut words: Vec<&str> = self.numbers.keys().map(|told| told.word(table)).collect();
        words.sort_unstable();
        words.dedup();
        words.retain(|word| !word.is_empty());
        for (told, number) in &mut self.numbers {
            if let Ok(at) = words.binary_search(&told.word(table)) {
                *number = (at + 1).to_string();
            }
        }
        for (entry, person) in items {
            self.group(section, *entry, table);
            match person {
                Some((person, is_other)) => self.person(*person, *is_other, table),
                None => self.named(section, *entry, table),
            }
            let kept = self.text.trim_end_matches(',').len();
            self.text.truncate(kept);
        }
        (front_coded(words.iter()), self.text)
    }

    /// The key and the name, unless they were said just before.
    fn group(&mut self, section: Section, entry: Entry, table: &Table<'_>) {
        let last = self.last.replace(entry);
        let last = last.filter(|last| table.is_same(section, *last, entry));
        if last.is_none() {
            self.text.push('>');
            self.text.push_str(&table.key(section, entry));
        }
        self.text.push(';');
        if last.is_none_or(|last| last.name != entry.name) {
            self.text.push_str(table.called(entry));
        }
    }

    fn person(&mut self, person: PersonId, is_other: bool, table: &Table<'_>) {
        let page = table.plan.position(person) / table.plan.page_size + 1;
        let mark = if table.roll.has_page(person) { "" } else { "-" };
        let id = safe(table.roll.id(person));
        write!(self.text, ",{id},{mark}{page}").expect("writing to a string cannot fail");
        for told in told(person, table) {
            self.text.push(',');
            self.text.push_str(&self.numbers[&told]);
        }
        let shown = if is_other { table.roll.name(person) } else { "" };
        for part in [table.birth(person), table.year(person, RollField::Death), shown] {
            self.text.push(',');
            self.text.push_str(part);
        }
    }

    fn named(&mut self, section: Section, entry: Entry, table: &Table<'_>) {
        let count = table.bearers(entry).len();
        let count = if count == 1 { String::new() } else { count.to_string() };
        write!(self.text, ",{count},{}", table.rest(section, entry))
            .expect("writing to a string cannot fail");
    }
}

/// What is told of a person in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Told {
    /// The county or province of a place.
    County(TextId),
    /// A text as it is.
    Said(TextId),
}

impl Told {
    fn word<'a>(self, table: &Table<'a>) -> &'a str {
        match self {
            Self::County(place) => table.counties[People::number(place)].unwrap_or_default(),
            Self::Said(text) => table.roll.people.say(text),
        }
    }
}

/// What is told of a person: place, unit, burial.
fn told(person: PersonId, table: &Table<'_>) -> [Told; 3] {
    let people = &*table.roll.people;
    let said = |field| Told::Said(people.text(person, field));
    [Told::County(place_of(people, person)), said(RollField::Unit), said(RollField::Burial)]
}

/// Sorted words, each without what it shares with the one before.
pub fn front_coded<'a>(words: impl Iterator<Item = &'a &'a str>) -> String {
    /// Characters that one letter can say.
    const MOST: usize = 60;
    let mut out = String::new();
    let mut before = "";
    for word in words {
        let same = before.chars().zip(word.chars()).take(MOST).take_while(|(a, b)| a == b).count();
        let rest = word.char_indices().nth(same).map_or(word.len(), |(at, _)| at);
        if !out.is_empty() {
            out.push('|');
        }
        out.push(char::from(b'0' + u8::try_from(same).expect("at most sixty")));
        out.extend(word[rest..].chars().map(|c| if c == '|' { '/' } else { c }));
        before = word;
    }
    out
}
