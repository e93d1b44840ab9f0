//! Folding: the forms of a character that a reader does not tell apart become one.
//!
//! Character by character, so that a place in the folded text is a place in the text. Tables of
//! Unicode are used only for decomposition; what is a mark and what is a letter is said here by
//! ranges, because `search.js` says it by the same ranges. `tests/search/folding.json` holds both
//! to it.

use unicode_normalization::char::decompose_compatible;

/// A folded character, as a number: `1..=36` a digit or letter inside a word, `37..=72` the same
/// at the beginning of a word, from 73 on any other character, Han first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit(pub(super) u32);

const WORD: u32 = 36;
const HAN: u32 = 0x4E00;
const UNICODE: u32 = 0x11_0000;

impl Unit {
    /// The number itself, the one `search.js` computes.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// Stands between the groups of digits of a long number, which is one word.
const GROUP: char = '\u{202F}';

/// The characters of `text` that search goes by; marks and spaces leave no trace but the
/// beginning of a new word.
pub fn fold(text: &str) -> Vec<Unit> {
    let mut folded = Folded { units: Vec::with_capacity(text.len() / 3), in_word: false };
    for c in text.chars() {
        if is_plain_han(c) {
            folded.push(c); // what the last arm would do, in less time
        } else if c != GROUP {
            decompose_compatible(c, |part| part.to_lowercase().for_each(|c| folded.push(c)));
        }
    }
    folded.units
}

struct Folded {
    units: Vec<Unit>,
    in_word: bool,
}

impl Folded {
    fn push(&mut self, c: char) {
        let c = variant(c);
        if is_accent(c) {
            return;
        }
        let digit = if c.is_ascii() { c.to_digit(36) } else { None };
        if let Some(digit) = digit {
            self.units.push(Unit(1 + digit + if self.in_word { 0 } else { WORD }));
        } else if !is_mark(c) {
            self.units.push(Unit(1 + 2 * WORD + (u32::from(c) + UNICODE - HAN) % UNICODE));
        }
        self.in_word = digit.is_some();
    }
}

/// The form of `c` that stands for all its variants. So far only the circles that are typed for
/// the zero of 二〇二四年; a table of traditional and variant characters goes in here, and into the
/// function of the same name in `search.js`.
fn variant(c: char) -> char {
    match c {
        '○' | '◯' => '〇',
        _ => c,
    }
}

fn is_plain_han(c: char) -> bool {
    matches!(u32::from(c), 0x4E00..=0x9FFF)
}

/// Accents and the soft hyphen: what does not end a word.
fn is_accent(c: char) -> bool {
    matches!(u32::from(c), 0xAD | 0x300..=0x36F)
}

/// Spaces, punctuation, symbols and what nobody sees. (Digits and letters of ASCII are told
/// before.)
fn is_mark(c: char) -> bool {
    matches!(u32::from(c),
        0..=0xBF | 0xD7 | 0xF7 | 0x2000..=0x2BFF | 0x2E00..=0x2E7F | 0x2FF0..=0x3004
        | 0x3008..=0x3020 | 0x302A..=0x3037 | 0x303C..=0x303F | 0x3099..=0x309C | 0x30A0 | 0x30FB
        | 0xFE00..=0xFE0F | 0xFEFF | 0xFFF0..=0xFFFF | 0x1F000..=0x1FAFF | 0xE0000..=0xE0FFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_as_the_client_does() {
        let cases = include_str!("../../../tests/search/folding.json");
        let cases: Vec<(String, Vec<u32>)> = serde_json::from_str(cases).expect("pairs");
        for (text, units) in cases {
            let folded: Vec<u32> = fold(&text).into_iter().map(Unit::number).collect();
            assert_eq!(folded, units, "{text:?}");
        }
    }
}
