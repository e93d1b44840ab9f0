//! The people of a roll, held as rows of shared texts.
//!
//! A roll may have two million rows. Most of what stands in its cells (places, units, periods) is
//! said again and again, so every text is kept once and a cell is four bytes; a field that nobody
//! fills takes none. What is said of a person stands together: lists show people in orders of their
//! own, and to look for each field of each person in another place of memory takes longer than
//! anything that is done with it. This module knows nothing of what a field means.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::RollField;

/// A person's place in the roll's file, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub u32);

/// A text of a roll; equal ids, equal texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(u32);

impl TextId {
    /// The empty text: what a cell without a value holds.
    pub const EMPTY: Self = Self(0);
}

/// Texts, each kept once.
#[derive(Debug)]
struct Texts {
    /// All of them, one after the other.
    all: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Texts {
    fn get(&self, id: TextId) -> &str {
        let at = id.0 as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.all[start as usize..self.ends[at] as usize]
    }

    fn add(&mut self, said: &str) -> TextId {
        let id = TextId(u32::try_from(self.ends.len()).expect("fewer than 2^32 texts"));
        self.all.push_str(said);
        self.ends.push(u32::try_from(self.all.len()).expect("texts of less than 4 GB"));
        id
    }
}

/// The people of a roll, in the order of its files.
#[derive(Debug)]
pub struct People {
    texts: Texts,
    /// Row after row, `width` cells each.
    cells: Vec<TextId>,
    /// Fields that somebody fills: the cells of a row.
    width: usize,
    /// The cell of each field in a row; none when nobody fills it.
    slots: [Option<u8>; RollField::ALL.len()],
    count: usize,
}

impl People {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Everybody.
    pub fn ids(&self) -> impl Iterator<Item = PersonId> + use<> {
        (0..u32::try_from(self.count).expect("fewer than 2^32 people")).map(PersonId)
    }

    /// What `field` says of a person; empty when it says nothing.
    pub fn get(&self, person: PersonId, field: RollField) -> &str {
        self.texts.get(self.text(person, field))
    }

    /// The text of `field`, for comparing.
    pub fn text(&self, person: PersonId, field: RollField) -> TextId {
        let slot = self.slots[field as usize];
        slot.map_or(TextId::EMPTY, |slot| self.cells[self.cell(person.0 as usize, slot)])
    }

    fn cell(&self, row: usize, slot: u8) -> usize {
        row * self.width + usize::from(slot)
    }

    /// What `text` says.
    pub fn say(&self, text: TextId) -> &str {
        self.texts.get(text)
    }

    /// Asks for all that is said of `people`, so that it is near when it is wanted. A list has them
    /// from all over the memory; asked for one after the other, each would be waited for.
    pub fn fetch(&self, people: &[PersonId]) {
        let rows = people.iter().flat_map(|person| {
            let start = self.cell(person.0 as usize, 0);
            &self.cells[start..start + self.width]
        });
        let ends: Vec<u32> = rows.map(|text| self.texts.ends[text.0 as usize]).collect();
        let bytes = self.texts.all.as_bytes();
        let next = |end: &u32| bytes.get(*end as usize).map_or(0, |byte| u32::from(*byte));
        std::hint::black_box(ends.iter().map(next).sum::<u32>());
    }

    /// `people` one after the other, with all that is said of them near: it is asked for a few people at
    /// a time.
    pub fn near<'a>(&'a self, people: &'a [PersonId]) -> impl Iterator<Item = PersonId> + 'a {
        const TOGETHER: usize = 64;
        people.chunks(TOGETHER).flat_map(|some| {
            self.fetch(some);
            some.iter().copied()
        })
    }

    /// Every text, by its number.
    pub fn said(&self) -> impl Iterator<Item = &str> {
        (0..u32::try_from(self.texts()).expect("fewer than 2^32 texts"))
            .map(|number| self.texts.get(TextId(number)))
    }

    /// How many different texts there are; numbers are below it.
    pub fn texts(&self) -> usize {
        self.texts.ends.len()
    }

    /// The number of a text, for tables by text.
    pub fn number(text: TextId) -> usize {
        text.0 as usize
    }

    /// Gives every row a cell for `field`, which nobody has filled yet.
    fn widen(&mut self, field: RollField) -> u8 {
        let mut wider = Vec::with_capacity(self.count * (self.width + 1));
        for row in 0..self.count {
            wider.extend_from_slice(&self.cells[row * self.width..][..self.width]);
            wider.push(TextId::EMPTY);
        }
        self.cells = wider;
        let slot = u8::try_from(self.width).expect("fewer than 256 fields");
        self.slots[field as usize] = Some(slot);
        self.width += 1;
        slot
    }

    /// Whether anybody has a value of `field`.
    pub fn has(&self, field: RollField) -> bool {
        self.slots[field as usize].is_some()
    }
}

/// People while they are read.
#[derive(Debug)]
pub struct PeopleBuilder {
    people: People,
    known: HashTable<TextId>,
    hasher: DefaultHashBuilder,
}

impl Default for PeopleBuilder {
    fn default() -> Self {
        let texts = Texts { all: String::new(), ends: vec![0] };
        let slots = [None; RollField::ALL.len()];
        Self {
            people: People { texts, cells: Vec::new(), width: 0, slots, count: 0 },
            known: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
        }
    }
}

impl PeopleBuilder {
    /// Adds a person.
    pub fn add<'a>(&mut self, said: impl IntoIterator<Item = (RollField, &'a str)>) -> PersonId {
        let texts: Vec<_> =
            said.into_iter().map(|(field, said)| (field, self.text(said))).collect();
        self.add_texts(texts)
    }

    /// Adds a person whose texts are known.
    pub fn add_texts(&mut self, said: impl IntoIterator<Item = (RollField, TextId)>) -> PersonId {
        let People { cells, width, count, .. } = &mut self.people;
        let row = *count;
        *count += 1;
        cells.resize(*count * *width, TextId::EMPTY);
        for (field, text) in said {
            self.put(row, field, text);
        }
        PersonId(u32::try_from(row).expect("fewer than 2^32 people"))
    }

    /// Says `said` in `field` of a person who was added.
    pub fn set(&mut self, PersonId(row): PersonId, field: RollField, said: &str) {
        let text = self.text(said);
        self.put(row as usize, field, text);
    }

    fn put(&mut self, row: usize, field: RollField, text: TextId) {
        if text == TextId::EMPTY {
            return;
        }
        let slot = match self.people.slots[field as usize] {
            Some(slot) => slot,
            None => self.people.widen(field),
        };
        let cell = self.people.cell(row, slot);
        self.people.cells[cell] = text;
    }

    /// The text that says `said`, when it was said before.
    pub fn find(&self, said: &str) -> Option<TextId> {
        self.find_hashed(self.hasher.hash_one(said), said)
    }

    fn find_hashed(&self, hash: u64, said: &str) -> Option<TextId> {
        let texts = &self.people.texts;
        self.known.find(hash, |id| texts.get(*id) == said).copied()
    }

    /// The text that says `said`.
    pub fn text(&mut self, said: &str) -> TextId {
        if said.is_empty() {
            return TextId::EMPTY;
        }
        let hash = self.hasher.hash_one(said);
        if let Some(id) = self.find_hashed(hash, said) {
            return id;
        }
        let Self { people: People { texts, .. }, known, hasher } = self;
        let id = texts.add(said);
        known.insert_unique(hash, id, |id| hasher.hash_one(texts.get(*id)));
        id
    }

    /// What is known so far.
    pub fn so_far(&self) -> &People {
        &self.people
    }

    /// Everybody who was added.
    pub fn finish(mut self) -> People {
        self.people.texts.all.shrink_to_fit();
        self.people.texts.ends.shrink_to_fit();
        self.people.cells.shrink_to_fit();
        self.people
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_kept_once_and_found_again() {
        let mut builder = PeopleBuilder::default();
        let one = builder.add([(RollField::Name, "刘胡兰"), (RollField::Native, "山西省文水县")]);
        let two = builder.add([(RollField::Name, "石三槐"), (RollField::Unit, "")]);
        let three = builder.add([(RollField::Native, "山西省文水县")]);
        builder.set(two, RollField::Sex, "男");
        let people = builder.finish();
        assert_eq!((people.len(), people.texts()), (3, 5));
        assert_eq!(people.get(one, RollField::Name), "刘胡兰");
        assert_eq!([one, two, three].map(|id| people.get(id, RollField::Sex)), ["", "男", ""]);
        assert_eq!(people.text(one, RollField::Native), people.text(three, RollField::Native));
        assert_eq!((people.has(RollField::Unit), people.has(RollField::Native)), (false, true));
    }
}
