//! Surnames whose reading is their own, and surnames of several characters. Never asks whether a
//! text is a name.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Syllable, readings};
use crate::text::han::lines;

/// How one character of a surname is read.
pub(super) struct Part {
    /// The reading as a surname first, then the others it may have.
    pub(super) plausible: Box<[Syllable]>,
    pub(super) tone: u8,
}

static SURNAMES: LazyLock<HashMap<&'static str, Box<[Part]>>> = LazyLock::new(|| {
    let entry = |line: &'static str| {
        let (surname, spelt) = line.split_once(' ').expect("a surname and its readings");
        let parts = surname.chars().zip(spelt.split(' ')).map(|(c, spelt)| part(c, spelt));
        (surname, parts.collect())
    };
    lines(include_str!("../tables/surnames.txt")).map(entry).collect()
});

fn part(c: char, spelt: &str) -> Part {
    let mut plausible = Vec::new();
    let stated = spelt.split('/').map(|one| one.trim_end_matches(|c: char| c.is_ascii_digit()));
    let stated = stated.map(|letters| Syllable::parse(letters).expect("the table is tested"));
    for syllable in stated.chain(readings(c).iter().copied()) {
        if !plausible.contains(&syllable) {
            plausible.push(syllable);
        }
    }
    let tone = spelt.bytes().find(u8::is_ascii_digit).map_or(5, |digit| digit - b'0');
    Part { plausible: plausible.into(), tone }
}

/// The surname that `name` begins with, when the table has it: how it is read, one part a
/// character. A surname of several characters counts only when a given name follows.
pub(super) fn surname(name: &str) -> Option<&'static [Part]> {
    const LONGEST: usize = 4;
    let mut ends = name.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    let single = ends.next()?;
    let longer: Vec<usize> = ends.filter(|end| *end < name.len()).collect();
    let mut candidates = longer.into_iter().rev().chain([single]);
    candidates.find_map(|end| SURNAMES.get(&name[..end])).map(|parts| &**parts)
}

/// All surnames of the table.
#[cfg(test)]
pub(super) fn all() -> Vec<&'static str> {
    SURNAMES.keys().copied().collect()
}
