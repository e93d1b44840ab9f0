//! The sounds of a name as keys.
//!
//! A key has one unit a character of the folded name: the syllable it is read as, a Latin letter
//! or digit as it is, [`BLANK`] for a character nobody can read, [`STRANGE`] for one whose reading
//! nobody knows.

use crate::text::{NameReading, Syllable, canonical, half_width, readings};

/// The unit of the first syllable; the others follow.
pub const FIRST: u32 = 0x100;
/// The unit of `□`.
pub const BLANK: char = '\u{2fe}';
/// The unit of a character without a known reading.
pub const STRANGE: char = '\u{2ff}';
/// Keys of one name: characters with several readings multiply them.
const MOST_KEYS: usize = 12;

/// The unit of a syllable.
pub fn unit(syllable: Syllable) -> char {
    char::from_u32(FIRST + u32::from(syllable.id())).expect("fewer than 510 syllables")
}

/// A name as it is compared: variants are one, the width of letters and their case do not count,
/// and dots and spaces are no characters.
pub fn folded(name: &str) -> String {
    name.chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace() && !matches!(c, '·' | ';' | '>' | ',' | '=' | '|'))
        .flat_map(char::to_lowercase)
        .map(canonical)
        .collect()
}

/// Every key of a name: its characters as names are read, as they are commonly read, and in their
/// other readings.
pub fn keys(folded: &str) -> Vec<String> {
    let reading = NameReading::of(folded);
    let mut keys = vec![String::with_capacity(folded.len())];
    let mut units = Vec::new();
    for character in &reading.characters {
        units.clear();
        add_units(character.character, character.plausible(), &mut units);
        units.truncate((MOST_KEYS / keys.len()).max(1));
        if let [unit] = units[..] {
            for key in &mut keys {
                key.push(unit);
            }
        } else {
            keys = units
                .iter()
                .flat_map(|unit| keys.iter().map(move |key| format!("{key}{unit}")))
                .collect();
        }
    }
    let mut common = String::with_capacity(folded.len());
    for c in folded.chars() {
        units.clear();
        add_units(c, std::iter::empty(), &mut units);
        common.push(units[0]);
    }
    keys.push(common);
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Adds the units of a character: those of `plausible` readings, and its common one.
fn add_units(c: char, plausible: impl Iterator<Item = Syllable>, units: &mut Vec<char>) {
    if c == '□' {
        return units.push(BLANK);
    }
    if c.is_ascii_alphanumeric() {
        return units.push(c);
    }
    for unit in plausible.chain(readings(c).first().copied()).map(unit) {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    if units.is_empty() {
        units.push(STRANGE);
    }
}

/// First letter of a key's syllable.
pub fn initial(unit: char) -> char {
    let id = u32::from(unit).checked_sub(FIRST).and_then(|id| u16::try_from(id).ok());
    id.and_then(Syllable::from_id).map_or(unit, Syllable::initial)
}
