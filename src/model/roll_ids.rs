//! The ledger of ids (`ids.lock` beside a roll): every id that anybody ever had, whose it was, and
//! for those that were drawn what they are found again by.
//!
//! One line a person, in the order of ids: two editors who add people on two machines write
//! different lines. An id that a row gives has a card of twelve letters beside it, and its lines are
//! read one by one and never kept: a roll may have two million of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Digits and letters that nobody mistakes for one another.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a digest.
const LENGTH: u32 = 8;

/// Digests of what is known of a person; 0 for what is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdMark {
    /// Name, native place, birth and death together.
    pub whole: u64,
    /// Name and native place.
    pub place: u64,
    /// Name and year of birth.
    pub birth: u64,
    /// Name and year of death.
    pub death: u64,
    /// Who it is in short.
    pub card: IdCard,
}

/// Who has an id, in sixty bits: the sound of the name, the native place, the years of birth and
/// death; 0 for what is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct IdCard(u64);

impl IdCard {
    const NAME: (u32, u64) = (40, (1 << 20) - 1);
    const PLACE: (u32, u64) = (20, (1 << 20) - 1);
    const BIRTH: (u32, u64) = (10, (1 << 10) - 1);
    const DEATH: (u32, u64) = (0, (1 << 10) - 1);
    const PARTS: [(u32, u64); 4] = [Self::NAME, Self::PLACE, Self::BIRTH, Self::DEATH];
    /// Its letters in the ledger.
    const LENGTH: u32 = 12;

    /// A card of two digests and two years; none of them is 0 unless nothing is known.
    pub fn new(name: u64, place: u64, birth: Option<i16>, death: Option<i16>) -> Self {
        let year = |year: Option<i16>| year.map_or(0, |year| u64::from(year.unsigned_abs()));
        let parts = [name, place, year(birth), year(death)];
        let put = |card, (part, (shift, most)): (u64, (u32, u64))| {
            // Folded into 1..=most, so that what is known is never 0.
            card | if part == 0 { 0 } else { part % most + 1 } << shift
        };
        Self(parts.into_iter().zip(Self::PARTS).fold(0, put))
    }

    /// The card as one number.
    pub fn key(self) -> u64 {
        self.0
    }

    fn part(self, (shift, most): (u32, u64)) -> u64 {
        self.0 >> shift & most
    }

    /// Whether more than a name is known.
    pub fn is_telling(self) -> bool {
        Self::PARTS[1..].iter().any(|part| self.part(*part) != 0)
    }

    /// Whether this is somebody else than `old`, and not the same person of whom something was
    /// corrected or found out: two facts differ, or the name does and hardly anything speaks for the
    /// same person.
    pub fn is_of_another(self, old: Self) -> bool {
        let known = Self::PARTS.iter().map(|part| (self.part(*part), old.part(*part)));
        let known: Vec<_> = known.filter(|(one, other)| *one != 0 && *other != 0).collect();
        let differ = known.iter().filter(|(one, other)| one != other).count();
        let is_renamed = self.part(Self::NAME) != old.part(Self::NAME);
        // Without a card nobody is anybody.
        old.part(Self::NAME) != 0 && (differ > 1 || is_renamed && known.len() - differ < 2)
    }

    /// This card, and of `old` what it does not say.
    #[must_use]
    pub fn or(self, old: Self) -> Self {
        let missing = |(shift, most): &(u32, u64)| {
            if self.part((*shift, *most)) == 0 { old.0 & most << shift } else { 0 }
        };
        Self(Self::PARTS.iter().map(missing).fold(self.0, |card, part| card | part))
    }
}

/// A line of the ledger of an id that a row gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenId<'l> {
    /// The id.
    pub id: &'l str,
    /// Whose it was.
    pub card: IdCard,
}

impl IdMark {
    /// The greatest digest: 40 bits, eight letters.
    pub const MOST: u64 = (1 << (5 * LENGTH)) - 1;

    /// [`whole`](Self::whole)
    pub fn whole(&self) -> u64 {
        self.whole
    }

    /// [`place`](Self::place)
    pub fn by_place(&self) -> u64 {
        self.place
    }

    /// [`birth`](Self::birth)
    pub fn by_birth(&self) -> u64 {
        self.birth
    }

    /// [`death`](Self::death)
    pub fn by_death(&self) -> u64 {
        self.death
    }

    /// Whether two of what is known of both differ: people of one name, and not one person of whom
    /// something was corrected.
    pub fn is_of_another(&self, other: &Self) -> bool {
        let parts: [fn(&Self) -> u64; 3] = [Self::by_place, Self::by_birth, Self::by_death];
        let differ = |part: &fn(&Self) -> u64| {
            let (one, other) = (part(self), part(other));
            one != 0 && other != 0 && one != other
        };
        self.whole != other.whole && parts.iter().filter(|part| differ(part)).count() > 1
    }
}

/// Every id that was ever drawn for a roll.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdLedger {
    /// By id.
    pub entries: BTreeMap<String, IdMark>,
}

const HEAD: &str = "# 编号台账：由 fengbei build 维护，请随名录一起保存，不要手工修改。\n\
                    # Ledger of ids, kept by fengbei build; keep it with the roll.\n";

impl IdLedger {
    /// Name of its file beside the roll's `_index.md`.
    pub const FILE: &str = "ids.lock";

    /// Reads the ids that were drawn. The numbers of lines that make no sense come back beside them,
    /// counted from 1.
    pub fn parse(text: &str) -> (Self, Vec<usize>) {
        let (mut ledger, mut bad) = (Self::default(), Vec::new());
        for (number, line) in (1..).zip(text.lines().map(str::trim_end)) {
            if line.is_empty() || line.starts_with('#') || given(line).is_some() {
                continue;
            }
            match drawn(line) {
                Some((id, mark)) => drop(ledger.entries.insert(id, mark)),
                None => bad.push(number),
            }
        }
        (ledger, bad)
    }

    /// The lines of ids that rows gave, in the order of ids. They are held together only where a
    /// merge left them in another.
    pub fn given(text: &str) -> Box<dyn Iterator<Item = GivenId<'_>> + '_> {
        let lines = || text.lines().filter_map(|line| given(line.trim_end()));
        if lines().is_sorted_by_key(|line| line.id) {
            return Box::new(lines());
        }
        let mut all: Vec<_> = lines().collect();
        all.sort_by_key(|line| line.id);
        Box::new(all.into_iter())
    }

    /// How every ledger begins.
    pub fn head() -> String {
        HEAD.to_owned()
    }
}

impl GivenId<'_> {
    /// Adds its line to a ledger.
    pub fn write(&self, out: &mut String) {
        out.push_str(self.id);
        out.push('\t');
        out.push_str(&spell(self.card.0, IdCard::LENGTH));
        out.push('\n');
    }
}

impl IdMark {
    /// Adds the line of the id that was drawn to a ledger.
    pub fn write(&self, id: &str, out: &mut String) {
        let [whole, place, birth, death] =
            [self.whole, self.place, self.birth, self.death].map(|part| spell(part, LENGTH));
        let card = spell(self.card.0, IdCard::LENGTH);
        writeln!(out, "{id}\t{whole}\t{place}\t{birth}\t{death}\t{card}")
            .expect("writing to a string cannot fail");
    }
}

fn given(line: &str) -> Option<GivenId<'_>> {
    let (id, card) = line.split_once('\t').filter(|(id, _)| !id.is_empty())?;
    Some(GivenId { id, card: IdCard(unspell(card, IdCard::LENGTH)?) })
}

fn drawn(line: &str) -> Option<(String, IdMark)> {
    let mut parts = line.split('\t');
    let id = parts.next().filter(|id| !id.is_empty())?.to_owned();
    let mut digest = || unspell(parts.next()?, LENGTH);
    let [whole, place, birth, death] = [digest()?, digest()?, digest()?, digest()?];
    // Ledgers from before cards have none.
    let card = parts.next().map_or(Some(0), |card| unspell(card, IdCard::LENGTH))?;
    Some((id, IdMark { whole, place, birth, death, card: IdCard(card) }))
}

/// The lowest bits of `number` in `length` letters, five bits each.
pub fn spell(number: u64, length: u32) -> String {
    let sign = |place: u32| {
        let digit = usize::try_from(number >> (5 * place) & 31).expect("five bits");
        char::from(SIGNS[digit])
    };
    (0..length).rev().map(sign).collect()
}

fn unspell(letters: &str, length: u32) -> Option<u64> {
    let digit = |letter: u8| SIGNS.iter().position(|sign| *sign == letter);
    let add = |number: u64, letter| Some(number << 5 | u64::try_from(digit(letter)?).ok()?);
    (letters.len() == length as usize).then(|| letters.bytes().try_fold(0, add))?
}
