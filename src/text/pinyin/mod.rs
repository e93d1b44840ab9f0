//! How characters are read: syllables without tones, for search and for orders. Never decides
//! between the readings of a word; of names it knows the surname's.

mod name;
mod split;
mod surname;

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use super::han::{PLACES, lines, place};

pub use name::{CharacterReading, NameReading, surname_length};
pub use split::split_pinyin;

/// A syllable of standard Chinese without its tone, ü as `v`. Syllables compare in the order of
/// dictionaries: lu, lv, luan, lve, lun.
///
/// ```
/// use fengbei::text::Syllable;
/// let lv = Syllable::parse("lv").unwrap();
/// assert_eq!(lv.as_str(), "lv");
/// assert!(Syllable::parse("lu").unwrap() < lv && lv < Syllable::parse("luan").unwrap());
/// assert_eq!(Syllable::all().nth(usize::from(lv.id())), Some(lv));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Syllable(u16);

impl Syllable {
    /// Its letters: `liu`, `lv`.
    pub fn as_str(self) -> &'static str {
        TABLE.syllables[usize::from(self.0)]
    }

    /// Its number, the same in every build of one version of the table; below 1 000.
    pub fn id(self) -> u16 {
        self.0
    }

    /// The syllable with the number `id`.
    pub fn from_id(id: u16) -> Option<Self> {
        (usize::from(id) < TABLE.syllables.len()).then_some(Self(id))
    }

    /// The syllable spelt exactly so.
    pub fn parse(letters: &str) -> Option<Self> {
        TABLE.numbers.get(letters).copied()
    }

    /// All syllables there are, by number.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..TABLE.syllables.len()).filter_map(|id| u16::try_from(id).ok()).map(Self)
    }

    /// The first letter, as typed for short: `l` of 刘, `z` of 赵.
    pub fn initial(self) -> char {
        self.as_str().chars().next().expect("no syllable is empty")
    }
}

impl fmt::Debug for Syllable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Syllable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The readings of a character, commonest first; none when no dictionary has one.
///
/// ```
/// use fengbei::text::readings;
/// let of = |c| readings(c).iter().map(|syllable| syllable.as_str()).collect::<Vec<_>>();
/// assert_eq!(of('刘'), ["liu"]);
/// assert_eq!(of('单'), ["dan", "chan", "shan"]);
/// assert!(of('a').is_empty());
/// ```
pub fn readings(c: char) -> &'static [Syllable] {
    TABLE.row(c).map_or(&[], |row| &row.syllables)
}

/// The tone of the first of [`readings`]: 1 to 4, 5 for none.
pub(super) fn first_tone(c: char) -> u8 {
    TABLE.row(c).map_or(5, |row| row.tone)
}

struct Table {
    syllables: Vec<&'static str>,
    numbers: HashMap<&'static str, Syllable>,
    rows: Vec<Row>,
    /// The row of each place plus one; zero for none.
    places: Vec<u16>,
}

struct Row {
    syllables: Box<[Syllable]>,
    tone: u8,
}

impl Table {
    fn row(&self, c: char) -> Option<&Row> {
        let row = self.places[place(c)?].checked_sub(1)?;
        Some(&self.rows[usize::from(row)])
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut lines = lines(include_str!("../tables/pinyin.txt"));
    let first = lines.next().expect("the table begins with all syllables");
    let syllables: Vec<_> = first.split(' ').collect();
    let numbers: HashMap<_, _> = syllables.iter().copied().zip((0..).map(Syllable)).collect();
    let (mut rows, mut places) = (Vec::new(), vec![0; PLACES]);
    for line in lines {
        let (row, characters) = line.split_once(' ').expect("a row and its characters");
        let tone = row.bytes().find(u8::is_ascii_digit).map_or(5, |digit| digit - b'0');
        let syllables = row
            .split(',')
            .map(|letters| numbers[letters.trim_end_matches(|c: char| c.is_ascii_digit())])
            .collect();
        rows.push(Row { syllables, tone });
        let number = u16::try_from(rows.len()).expect("far fewer rows");
        for c in characters.chars() {
            places[place(c).expect("the table is of Han characters")] = number;
        }
    }
    Table { syllables, numbers, rows, places }
});

#[cfg(test)]
mod tests;
