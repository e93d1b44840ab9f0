//! The ledger of ids (`ids.lock` beside a roll): ids that were drawn for people whose rows give
//! none, and what they are found again by.
//!
//! One line a person, in the order of ids, which are drawn from what is said of the person: two
//! editors who add people on two machines write different lines.

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

    /// Reads the file. The numbers of lines that make no sense come back beside it, counted from 1.
    pub fn parse(text: &str) -> (Self, Vec<usize>) {
        let (entries, bad) = super::ledger::read_lines(text, parse_line);
        (Self { entries }, bad)
    }

    /// The file's text.
    pub fn to_text(&self) -> String {
        let mut out = String::from(HEAD);
        for (id, mark) in &self.entries {
            let [whole, place, birth, death] =
                [mark.whole, mark.place, mark.birth, mark.death].map(|part| spell(part, LENGTH));
            writeln!(out, "{id}\t{whole}\t{place}\t{birth}\t{death}")
                .expect("writing to a string cannot fail");
        }
        out
    }
}

fn parse_line(line: &str) -> Option<(String, IdMark)> {
    let mut parts = line.split('\t');
    let id = parts.next().filter(|id| !id.is_empty())?.to_owned();
    let mut digest = || unspell(parts.next()?);
    let mark = IdMark { whole: digest()?, place: digest()?, birth: digest()?, death: digest()? };
    Some((id, mark))
}

/// The lowest bits of `number` in `length` letters, five bits each.
pub fn spell(number: u64, length: u32) -> String {
    let sign = |place: u32| {
        let digit = usize::try_from(number >> (5 * place) & 31).expect("five bits");
        char::from(SIGNS[digit])
    };
    (0..length).rev().map(sign).collect()
}

fn unspell(letters: &str) -> Option<u64> {
    let digit = |letter: u8| SIGNS.iter().position(|sign| *sign == letter);
    let add = |number: u64, letter| Some(number << 5 | u64::try_from(digit(letter)?).ok()?);
    (letters.len() == LENGTH as usize).then(|| letters.bytes().try_fold(0, add))?
}
