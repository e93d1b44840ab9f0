//! Keys: what an article is filed under.
//!
//! At every place of a text begins a key: three units, fewer only at the end. A query is covered
//! with keys of three units, or is the beginning of one; so no phrase of a text can be missed,
//! wherever it begins and ends.

use super::Entry;
use super::fold::{Unit, fold};
use super::posting::Class;

/// Bits that a unit takes.
const WIDTH: u32 = 21;

/// Up to three units, packed so that keys are ordered by their first unit, then the second, then
/// the third; a missing one comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(u64);

impl Key {
    /// The key made of the first three of `units`.
    pub(super) fn new(units: &[Unit]) -> Self {
        let unit = |at: usize| units.get(at).map_or(0, |unit| u64::from(unit.number()));
        Self(unit(0) << (2 * WIDTH) | unit(1) << WIDTH | unit(2))
    }

    /// Its units, 0 where there is none.
    pub(super) fn units(self) -> [u32; 3] {
        [2, 1, 0].map(|at| {
            let unit = self.0 >> (at * WIDTH) & ((1 << WIDTH) - 1);
            u32::try_from(unit).expect("a unit has 21 bits")
        })
    }

    /// The key made of its first `length` units.
    pub(super) fn beginning(self, length: u32) -> Self {
        let rest = (3 - length) * WIDTH;
        Self(self.0 >> rest << rest)
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
    keys.extend((0..units.len()).map(|at| (Key::new(&units[at..]), class)));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `key`, with capitals where a word begins, and small superscripts for such digits.
    fn spell(key: Key) -> String {
        key.units().into_iter().filter(|unit| *unit > 0).map(character).collect()
    }

    fn character(unit: u32) -> char {
        match unit {
            1..=36 => char::from_digit(unit - 1, 36).expect("a digit"),
            37..=46 => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][unit as usize - 37],
            47..=72 => character(unit - 36).to_ascii_uppercase(),
            _ => char::from_u32((unit - 73 + 0x4E00) % 0x11_0000).expect("a character"),
        }
    }

    fn keys(text: &str) -> Vec<String> {
        let mut keys = Vec::new();
        add(&mut keys, text, Class::Once);
        keys.iter().map(|(key, _)| spell(*key)).collect()
    }

    #[test]
    fn keys_begin_at_every_place_and_marks_leave_no_gap() {
        assert_eq!(
            keys("军爱民、\n民拥军"),
            ["军爱民", "爱民民", "民民拥", "民拥军", "拥军", "军"]
        );
    }

    #[test]
    fn keys_know_where_a_word_begins() {
        assert_eq!(keys("在2024年"), ["在²0", "²02", "024", "24年", "4年", "年"]);
        assert_eq!(keys("AI ok"), ["AiO", "iOk", "Ok", "k"]);
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
            tokens(&entry).0.iter().map(|(key, class)| (spell(*key), *class)).collect();
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
    fn a_beginning_is_the_key_of_its_units() {
        let key = Key::new(&fold("拥军优"));
        assert_eq!([1, 2, 3].map(|length| spell(key.beginning(length))), ["拥", "拥军", "拥军优"]);
    }
}
