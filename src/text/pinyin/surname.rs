//! Surnames whose reading is their own, and surnames of several characters. Never asks whether a
//! text is a name.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Syllable, readings};
use crate::text::canonical;
use crate::text::han::lines;

/// How one character of a surname is read.
pub(super) struct Part {
    /// The reading as a surname first, then the others it may have.
    pub(super) plausible: Box<[Syllable]>,
    pub(super) tone: u8,
}

/// Surnames by their first character, longest first.
static SURNAMES: LazyLock<HashMap<char, Vec<Surname>>> = LazyLock::new(|| {
    let mut all: Vec<_> =
        lines(include_str!("../tables/surnames.txt")).map(Surname::read).collect();
    all.sort_by_key(|surname| std::cmp::Reverse(surname.parts.len()));
    let mut surnames: HashMap<char, Vec<Surname>> = HashMap::new();
    for surname in all {
        let first = surname.letters.chars().next().expect("no line is empty");
        surnames.entry(first).or_default().push(surname);
    }
    surnames
});

struct Surname {
    letters: &'static str,
    parts: Box<[Part]>,
}

impl Surname {
    fn read(line: &'static str) -> Self {
        let (letters, spelt) = line.split_once(' ').expect("a surname and its readings");
        let parts = letters.chars().zip(spelt.split(' ')).map(|(c, spelt)| part(c, spelt));
        Self { letters, parts: parts.collect() }
    }
}

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
/// character. A surname of several characters counts only when a given name follows. Traditional
/// and variant characters are read as their standard ones.
pub(super) fn surname(name: &str) -> Option<&'static [Part]> {
    let first = name.chars().next()?;
    let candidates = SURNAMES.get(&first).or_else(|| SURNAMES.get(&canonical(first)))?;
    let fits = |surname: &&Surname| {
        let mut characters = name.chars();
        let same = |own: char| characters.next().is_some_and(|c| c == own || canonical(c) == own);
        let begins = surname.letters.chars().all(same);
        begins && (surname.parts.len() == 1 || characters.next().is_some())
    };
    candidates.iter().find(fits).map(|surname| &*surname.parts)
}

/// All surnames of the table.
#[cfg(test)]
pub(super) fn all() -> Vec<&'static str> {
    SURNAMES.values().flatten().map(|surname| surname.letters).collect()
}
