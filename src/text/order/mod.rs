//! The orders of names in rolls of honour, as byte strings that compare like the names. Never
//! changes a name, never places a character silently that it has no data for.
//!
//! - **Office** (姓氏笔画, as office software sorts): stroke count, then code point, character by
//!   character.
//! - **Strict** (the written rule): stroke count, then the kinds of the strokes in writing order
//!   横竖撇点折, then code point, character by character; a surname of several characters by its
//!   first.
//! - **Pinyin**: syllable, tone, then strokes as under strict, character by character, a surname by
//!   its own reading.
//!
//! Under [`SingleName::BlankFirst`] a given name of one character counts as having a blank before
//! it, as the padded form 叶　挺 has, and so comes before all longer ones of its surname.
//!
//! What cannot be placed comes last at its position, and [`Collator::unplaced`] tells of it:
//! characters without a stroke count or a reading after all others, characters without stroke kinds
//! after those of the same count that have them. The illegible mark `□` comes after everything and
//! is not reported: no data could help it. The interpunct does not count.

mod overrides;
mod rank;

use std::sync::Arc;

use super::CharacterReading;

pub use overrides::{OrderOverrides, OverrideFault};

use rank::Ranks;

/// By what names are put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// Stroke count, then code point.
    Office,
    /// Stroke count, then stroke kinds.
    Strict,
    /// Readings, surnames by their own.
    Pinyin,
}

/// Where given names of one character stand among those of the same surname.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SingleName {
    /// Before all longer ones (lists of party congresses and of the CPPCC).
    BlankFirst,
    /// Where their character puts them (lists of people's congresses).
    Compare,
}

/// What is missing to place a character properly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    /// Its stroke count.
    Strokes,
    /// The kinds of its strokes.
    Kinds,
    /// Its reading.
    Reading,
}

/// Under what a name stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Heading {
    /// The stroke count of its first character: 四画.
    Strokes(u8),
    /// The capital first letter of its surname.
    Letter(char),
    /// Its first character has neither.
    Other,
}

/// Puts names in one order, with the overrides of one roll.
///
/// ```
/// use fengbei::text::{Collator, Order, OrderOverrides, SingleName};
/// let collator = Collator::new(Order::Office, SingleName::BlankFirst, &OrderOverrides::default());
/// let names = ["邓中夏", "叶成焕", "韦拔群", "叶挺", "邓萍"];
/// let sorted: Vec<_> = collator.sorted(&names).into_iter().map(|at| names[at as usize]).collect();
/// assert_eq!(sorted, ["邓萍", "邓中夏", "韦拔群", "叶挺", "叶成焕"]);
/// ```
#[derive(Debug, Clone)]
pub struct Collator {
    order: Order,
    single: SingleName,
    ranks: Arc<Ranks>,
    overrides: OrderOverrides,
}

/// The first byte of what has no reading; ranks, readings and the blank (zero) are below it.
const UNREAD: u8 = 0xFE;
/// The cell of `□`, after every other.
const ILLEGIBLE: u8 = 0xFF;

impl Collator {
    /// A collator for one order and one roll. With overrides it ranks all characters anew: make one
    /// for a roll, not for a name.
    pub fn new(order: Order, single: SingleName, overrides: &OrderOverrides) -> Self {
        Self { order, single, ranks: Ranks::of(order, overrides), overrides: overrides.clone() }
    }

    /// The sort key of a stored name: keys compare byte by byte, and about nine bytes are enough
    /// for a name by strokes, fifteen for one by pinyin.
    pub fn key(&self, name: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(16);
        self.add_key(name, &mut key);
        key
    }

    /// Appends the sort key of a stored name to `key`.
    pub fn add_key(&self, name: &str, key: &mut Vec<u8>) {
        let blank = match self.single {
            SingleName::BlankFirst => self.single_given_name(name),
            SingleName::Compare => None,
        };
        match self.order {
            Order::Office | Order::Strict => {
                for (at, c) in name.chars().enumerate() {
                    if Some(at) == blank {
                        key.push(0);
                    }
                    self.add_rank(c, key);
                }
            }
            Order::Pinyin => {
                let reading = self.overrides.reading(name);
                for (at, character) in reading.characters.iter().enumerate() {
                    if Some(at) == blank {
                        key.push(0);
                    }
                    self.add_reading(character, key);
                }
            }
        }
    }

    /// Where the given name stands when it has one character alone.
    fn single_given_name(&self, name: &str) -> Option<usize> {
        let surname = self.overrides.surname_length(name);
        (surname > 0
            && name.chars().nth(surname).is_some()
            && name.chars().nth(surname + 1).is_none())
        .then_some(surname)
    }

    fn add_rank(&self, c: char, key: &mut Vec<u8>) {
        match c {
            '□' => key.push(ILLEGIBLE),
            '·' => {}
            _ => key.extend(self.ranks.cell(c)),
        }
    }

    fn add_reading(&self, reading: &CharacterReading, key: &mut Vec<u8>) {
        let c = reading.character;
        match reading.primary {
            Some(syllable) => {
                // The first byte is never zero: that is the blank.
                let sound = 0x100 + (syllable.id() << 3) + u16::from(reading.tone);
                key.extend(sound.to_be_bytes());
            }
            None if matches!(c, '□' | '·') => {}
            None => key.extend([UNREAD, UNREAD]),
        }
        self.add_rank(c, key);
    }

    /// The places of `names` in order; names of one key keep the order they came in.
    pub fn sorted<S: AsRef<str>>(&self, names: &[S]) -> Vec<u32> {
        let small = |number: usize| u32::try_from(number).expect("rolls are far below 4 GB");
        let mut keys = Vec::with_capacity(names.len() * 10);
        let mut starts = Vec::with_capacity(names.len() + 1);
        // Nearly all is decided by the first sixteen bytes, compared as two numbers.
        let mut entries = Vec::with_capacity(names.len());
        for (at, name) in names.iter().enumerate() {
            let start = keys.len();
            self.add_key(name.as_ref(), &mut keys);
            let (first, second) = head(&keys[start..]);
            starts.push(small(start));
            entries.push((first, second, small(at)));
        }
        starts.push(small(keys.len()));
        let whole = |at: u32| {
            let at = at as usize;
            &keys[starts[at] as usize..starts[at + 1] as usize]
        };
        entries.sort_unstable_by(|a, b| {
            let heads = (a.0, a.1).cmp(&(b.0, b.1));
            heads.then_with(|| whole(a.2).cmp(whole(b.2))).then(a.2.cmp(&b.2))
        });
        entries.into_iter().map(|entry| entry.2).collect()
    }

    /// Characters of a stored name that this order has no data for, each once, with what is
    /// missing: for the editor's override table.
    ///
    /// ```
    /// use fengbei::text::{Collator, Missing, Order, OrderOverrides, SingleName};
    /// let strict = Collator::new(Order::Strict, SingleName::BlankFirst, &OrderOverrides::default());
    /// assert_eq!(strict.unplaced("王伟"), []);
    /// assert_eq!(strict.unplaced("𠮷\u{E815}"), [('𠮷', Missing::Kinds), ('\u{E815}', Missing::Strokes)]);
    /// ```
    pub fn unplaced(&self, name: &str) -> Vec<(char, Missing)> {
        let mut found = Vec::new();
        let reading = match self.order {
            Order::Pinyin => Some(self.overrides.reading(name)),
            Order::Office | Order::Strict => None,
        };
        for (at, c) in name.chars().enumerate().filter(|(_, c)| !matches!(c, '□' | '·')) {
            let missing = match &reading {
                Some(reading) => {
                    reading.characters[at].primary.is_none().then_some(Missing::Reading)
                }
                None => self.missing_strokes(c),
            };
            found.extend(missing.map(|missing| (c, missing)).filter(|pair| !found.contains(pair)));
        }
        found
    }

    fn missing_strokes(&self, c: char) -> Option<Missing> {
        match (self.overrides.count(c), self.order) {
            (None, _) => Some(Missing::Strokes),
            (Some(_), Order::Strict) if self.overrides.kinds(c).is_none() => Some(Missing::Kinds),
            (Some(_), _) => None,
        }
    }

    /// Under what a name stands in this order.
    ///
    /// ```
    /// use fengbei::text::{Collator, Heading, Order, OrderOverrides, SingleName};
    /// let by = |order| Collator::new(order, SingleName::BlankFirst, &OrderOverrides::default());
    /// assert_eq!(by(Order::Strict).heading("邓中夏"), Heading::Strokes(4));
    /// assert_eq!(by(Order::Pinyin).heading("单刀"), Heading::Letter('S'));
    /// ```
    pub fn heading(&self, name: &str) -> Heading {
        let Some(first) = name.chars().next() else { return Heading::Other };
        let heading = match self.order {
            Order::Office | Order::Strict => self.overrides.count(first).map(Heading::Strokes),
            Order::Pinyin => {
                let syllable = self.overrides.reading(name).characters[0].primary;
                syllable.map(|syllable| Heading::Letter(syllable.initial().to_ascii_uppercase()))
            }
        };
        heading.unwrap_or(Heading::Other)
    }
}

/// The first sixteen bytes of a key as numbers, zeros behind what is shorter.
fn head(key: &[u8]) -> (u64, u64) {
    let mut bytes = [0; 16];
    let length = key.len().min(16);
    bytes[..length].copy_from_slice(&key[..length]);
    let (first, second) = bytes.split_at(8);
    let number = |half: &[u8]| u64::from_be_bytes(half.try_into().expect("eight bytes"));
    (number(first), number(second))
}

#[cfg(test)]
mod tests;
