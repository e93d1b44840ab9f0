//! What one roll knows better than the tables: strokes of rare characters, readings of surnames.
//! Never judges whether it is right.

use std::collections::BTreeMap;

use super::Order;
use crate::text::{NameReading, StrokeKind, Syllable, split_pinyin};
use crate::text::{stroke_count, stroke_kinds, surname_length};

/// The override table of a roll.
///
/// ```
/// use fengbei::text::{Collator, Order, OrderOverrides, SingleName};
/// let mut overrides = OrderOverrides::default();
/// overrides.add("覃", "tan").unwrap();
/// overrides.add("\u{E815}", "12").unwrap();
/// overrides.add("𠮷", "横竖横竖折横").unwrap();
/// let collator = Collator::new(Order::Pinyin, SingleName::BlankFirst, &overrides);
/// assert!(collator.key("覃一") > collator.key("孙一"));
/// assert!(overrides.add("王", "wang1g").is_err());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderOverrides {
    strokes: BTreeMap<char, Strokes>,
    /// Syllables with their tones.
    surnames: BTreeMap<String, Box<[(Syllable, u8)]>>,
}

/// What a roll states of a character: at least how many strokes it has.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Strokes {
    count: u8,
    kinds: Option<Box<[StrokeKind]>>,
}

/// Why a row of an override table means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverrideFault {
    /// Strokes are given for more than one character, or for none.
    NotOneCharacter,
    /// The value is no stroke count, no row of stroke kinds and no pinyin.
    Unreadable,
    /// The reading has more or fewer syllables than the surname characters.
    SyllablesDiffer,
}

impl OrderOverrides {
    /// Adds one row of the table: a character with its stroke count (`12`) or the kinds of its
    /// strokes (`横竖撇点折`), or a surname with its reading (`tan`, `tan2`, `yu chi`).
    pub fn add(&mut self, what: &str, value: &str) -> Result<(), OverrideFault> {
        let value = value.trim();
        if let Ok(count @ 1..=200) = value.parse::<u8>() {
            self.strokes.insert(one_character(what)?, Strokes { count, kinds: None });
            return Ok(());
        }
        let kinds: Option<Box<[StrokeKind]>> = value.chars().map(StrokeKind::read).collect();
        if let Some(kinds) = kinds.filter(|kinds| !kinds.is_empty() && !value.is_ascii()) {
            let count = u8::try_from(kinds.len()).map_err(|_| OverrideFault::Unreadable)?;
            self.strokes.insert(one_character(what)?, Strokes { count, kinds: Some(kinds) });
            return Ok(());
        }
        self.add_surname(what.trim(), value)
    }

    fn add_surname(&mut self, surname: &str, spelt: &str) -> Result<(), OverrideFault> {
        let rows = split_pinyin(spelt);
        if rows.is_empty() {
            return Err(OverrideFault::Unreadable);
        }
        let count = surname.chars().count();
        let row = rows.into_iter().find(|row| row.len() == count);
        let row = row.ok_or(OverrideFault::SyllablesDiffer)?;
        let tones: Vec<u8> =
            spelt.bytes().filter(|b| matches!(b, b'1'..=b'5')).map(|b| b - b'0').collect();
        let parts = surname.chars().zip(row).enumerate().map(|(at, (c, syllable))| {
            let stated = tones.get(at).filter(|_| tones.len() == count).copied();
            (syllable, stated.unwrap_or_else(|| likely_tone(c, syllable)))
        });
        self.surnames.insert(surname.into(), parts.collect());
        Ok(())
    }
}

impl OrderOverrides {
    /// What is stated for `order`, as a reader is told of it: `“覃”读tan`, `“𠮷”按6画`.
    ///
    /// ```
    /// use fengbei::text::{Order, OrderOverrides};
    /// let mut overrides = OrderOverrides::default();
    /// overrides.add("覃", "tan2").unwrap();
    /// overrides.add("𠮷", "6").unwrap();
    /// assert_eq!(overrides.stated(Order::Pinyin), ["“覃”读tan"]);
    /// assert_eq!(overrides.stated(Order::Office), ["“𠮷”按6画"]);
    /// ```
    pub fn stated(&self, order: Order) -> Vec<String> {
        match order {
            Order::Pinyin => {
                let syllables = |reading: &[(Syllable, u8)]| {
                    reading
                        .iter()
                        .map(|(syllable, _)| syllable.as_str())
                        .collect::<Vec<_>>()
                        .join(" ")
                };
                let own = self.surnames.iter();
                own.map(|(surname, reading)| format!("“{surname}”读{}", syllables(reading)))
                    .collect()
            }
            Order::Office | Order::Strict => {
                let written =
                    |(c, Strokes { count, .. }): (&char, &Strokes)| format!("“{c}”按{count}画");
                self.strokes.iter().map(written).collect()
            }
        }
    }

    /// The stroke count of `c` in this roll.
    pub fn count(&self, c: char) -> Option<u8> {
        self.strokes.get(&c).map_or_else(|| stroke_count(c), |own| Some(own.count))
    }

    /// The stroke kinds of `c` in this roll; none where the roll states another count alone.
    pub fn kinds(&self, c: char) -> Option<&[StrokeKind]> {
        match self.strokes.get(&c) {
            Some(Strokes { kinds: Some(kinds), .. }) => Some(kinds),
            Some(Strokes { count, kinds: None }) => {
                stroke_kinds(c).filter(|kinds| kinds.len() == usize::from(*count))
            }
            None => stroke_kinds(c),
        }
    }

    /// The reading of a stored name in this roll.
    pub fn reading(&self, name: &str) -> NameReading {
        let mut reading = NameReading::of(name);
        if let Some(parts) = self.surname(name) {
            reading.surname = parts.len();
            for (character, (syllable, tone)) in reading.characters.iter_mut().zip(parts) {
                (character.primary, character.tone) = (Some(*syllable), *tone);
            }
        }
        reading
    }

    /// How many characters the surname of a stored name has in this roll.
    pub fn surname_length(&self, name: &str) -> usize {
        self.surname(name).map_or_else(|| surname_length(name), <[_]>::len)
    }

    fn surname(&self, name: &str) -> Option<&[(Syllable, u8)]> {
        let fitting = self.surnames.iter().filter(|(surname, _)| name.starts_with(&***surname));
        fitting.max_by_key(|(surname, _)| surname.len()).map(|(_, parts)| &**parts)
    }

    /// The characters that this roll gives strokes of its own.
    pub(super) fn characters(&self) -> impl Iterator<Item = char> {
        self.strokes.keys().copied()
    }
}

fn one_character(text: &str) -> Result<char, OverrideFault> {
    let mut characters = text.trim().chars();
    match (characters.next(), characters.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(OverrideFault::NotOneCharacter),
    }
}

/// The tone `c` has with this syllable, when the tables tell.
fn likely_tone(c: char, syllable: Syllable) -> u8 {
    let usual = NameReading::of(c.encode_utf8(&mut [0; 4])).characters[0];
    if usual.primary == Some(syllable) { usual.tone } else { 5 }
}
