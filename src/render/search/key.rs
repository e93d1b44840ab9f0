//! Keys: what an article is filed under.
//!
//! At every place of a text one key begins: inside a word or number, what is left of it (up to ten
//! characters); but at least three characters, whatever they are, as far as the text goes. The
//! client cuts a query by the same rule: the keys that lie inside the query must be there, those
//! cut off by its end must be the beginning of one. So no phrase of a text can be missed.

use super::Entry;
use super::fold::{Unit, fold};
use super::posting::Class;

/// Characters in a key, unless it is a longer word.
const SHORT: usize = 3;
/// Characters in the key of a word.
pub(super) const LONG: usize = 10;

/// A key, packed so that equal keys are equal numbers: three units of 21 bits; or, with the
/// highest bit set, a longer word: 7 bits for its first unit and 6 for each further one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(u64);

/// The units of a key, zeros behind; ordered as shards order them.
pub(super) type Path = [u32; LONG];

impl Key {
    /// The key made of `units`.
    pub(super) fn new(units: &[Unit]) -> Self {
        let number = |at: usize| units.get(at).map_or(0, |unit| u64::from(unit.0));
        if units.len() <= SHORT {
            return Self(number(0) << 42 | number(1) << 21 | number(2));
        }
        let rest = (1..LONG).fold(number(0), |key, at| key << 6 | number(at));
        Self(1 << 63 | rest)
    }

    /// Its units.
    pub(super) fn path(self) -> Path {
        let mut path = [0; LONG];
        let bits = |from: usize, width: u32| {
            u32::try_from(self.0 >> from & ((1 << width) - 1)).expect("at most 21 bits")
        };
        if self.0 >> 63 == 0 {
            path[..SHORT].copy_from_slice(&[bits(42, 21), bits(21, 21), bits(0, 21)]);
        } else {
            path[0] = bits(54, 7);
            for (at, unit) in path.iter_mut().enumerate().skip(1) {
                *unit = bits((LONG - 1 - at) * 6, 6);
            }
        }
        path
    }

    /// The key made of the first `length` (one or two) units of this one.
    pub(super) fn prefix(self, length: usize) -> Self {
        let path = self.path();
        Self(
            path[..length].iter().fold(0, |key, unit| key << 21 | u64::from(*unit))
                << (21 * (3 - length)),
        )
    }
}

/// The keys of one entry, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens(pub(super) Vec<(Key, Class)>);

/// The keys `entry` is filed under. Pure: entries may be done in parallel.
pub fn tokens(entry: &Entry<'_>) -> Tokens {
    let mut keys = Vec::with_capacity(entry.body.len() / 3 + 64);
    add(&mut keys, entry.title, Class::Title);
    for keyword in entry.keywords {
        add(&mut keys, keyword, Class::Keyword);
    }
    add(&mut keys, &entry.body, Class::Once);
    keys.sort_unstable();
    keys.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 = kept.1.and(next.1);
        }
        same
    });
    Tokens(keys)
}

fn add(keys: &mut Vec<(Key, Class)>, text: &str, class: Class) {
    let units = fold(text);
    let mut word_end = 0;
    for at in 0..units.len() {
        if at >= word_end {
            word_end = end_of_word(&units, at);
        }
        let end = word_end.min(at + LONG).max(at + SHORT).min(units.len());
        keys.push((Key::new(&units[at..end]), class));
    }
}

/// Where the word or number that begins at `at` ends; behind `at` when none does.
fn end_of_word(units: &[Unit], at: usize) -> usize {
    if !units[at].is_word() {
        return at + 1;
    }
    at + 1 + units[at + 1..].iter().take_while(|unit| unit.continues()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys of `text` in text order, spelled with capitals (and `½` for digits) where a word
    /// begins.
    fn keys(text: &str) -> Vec<String> {
        let mut keys = Vec::new();
        add(&mut keys, text, Class::Once);
        keys.iter().map(|(key, _)| spell(key.path())).collect()
    }

    fn spell(path: Path) -> String {
        path.iter().take_while(|unit| **unit > 0).map(|unit| character(*unit)).collect()
    }

    fn character(unit: u32) -> char {
        match unit {
            1..=36 => char::from_digit(unit - 1, 36).expect("a digit"),
            37..=72 => char::from_digit(unit - 37, 36).expect("a digit").to_ascii_uppercase(),
            _ => char::from_u32((unit - 73 + 0x4E00) % 0x11_0000).expect("a character"),
        }
    }

    #[test]
    fn three_characters_begin_at_every_place() {
        assert_eq!(
            keys("军爱民、\n民拥军"),
            ["军爱民", "爱民民", "民民拥", "民拥军", "拥军", "军"]
        );
    }

    #[test]
    fn a_number_is_a_key_and_so_is_every_end_of_it() {
        assert_eq!(keys("在2024年"), ["在20", "2024", "024", "24年", "4年", "年"]);
    }

    #[test]
    fn a_word_goes_on_to_its_tenth_letter() {
        assert_eq!(
            keys("e家 ABCDEFGHIJKL"),
            [
                "E家A",
                "家Ab",
                "Abcdefghij",
                "bcdefghijk",
                "cdefghijkl",
                "defghijkl",
                "efghijkl",
                "fghijkl",
                "ghijkl",
                "hijkl",
                "ijkl",
                "jkl",
                "kl",
                "l",
            ]
        );
    }

    #[test]
    fn the_best_place_of_a_key_counts() {
        let entry = Entry {
            title: "双拥",
            keywords: &["拥军".to_owned()],
            body: "拥军、爱、拥军、爱".into(),
            date: "",
            column: "",
            address: "",
        };
        let spelled: Vec<_> =
            tokens(&entry).0.iter().map(|(key, class)| (spell(key.path()), *class)).collect();
        let mut expected = [
            ("双拥", Class::Title),
            ("拥", Class::Title),
            ("拥军", Class::Keyword),
            ("军", Class::Keyword),
            ("拥军爱", Class::Often),
            ("军爱拥", Class::Once),
            ("军爱", Class::Once),
            ("爱拥军", Class::Once),
            ("爱", Class::Once),
        ]
        .map(|(key, class)| (key.to_owned(), class))
        .to_vec();
        expected.sort_by_key(|(key, _)| Key::new(&fold(key)));
        assert_eq!(spelled, expected);
    }

    #[test]
    fn a_prefix_is_the_key_of_its_characters() {
        let key = Key::new(&fold("拥军优"));
        assert_eq!([1, 2].map(|n| key.prefix(n)), ["拥", "拥军"].map(|s| Key::new(&fold(s))));
        let word = Key::new(&fold("support"));
        assert_eq!([1, 2].map(|n| word.prefix(n)), ["s", "su"].map(|s| Key::new(&fold(s))));
    }
}
