//! How a name is read, surname first. Never changes the name.

use super::surname::surname;
use super::{Syllable, first_tone, readings};
use crate::text::is_han;

/// The reading of a name, character by character.
///
/// ```
/// use fengbei::text::NameReading;
/// let reading = NameReading::of("单刀");
/// assert_eq!((reading.surname, reading.letters(" ")), (1, "shan dao".to_owned()));
/// assert_eq!(NameReading::of("尉迟恭").letters(""), "yuchigong");
/// assert_eq!(NameReading::of("刘胡兰").initials(), "lhl");
/// let plausible: Vec<_> = reading.characters[0].plausible().map(|s| s.as_str()).collect();
/// assert_eq!(plausible, ["shan", "dan", "chan"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameReading {
    /// How many characters the surname has: none in names with an interpunct and names that do not
    /// begin with a Han character.
    pub surname: usize,
    /// The reading of every character, surname included.
    pub characters: Vec<CharacterReading>,
}

/// How one character of a name is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CharacterReading {
    /// The character.
    pub character: char,
    /// The reading it has here; none for characters without a known one, letters and signs.
    pub primary: Option<Syllable>,
    /// The tone of that reading, 1 to 4; 5 for none.
    pub tone: u8,
    /// All readings the tables have for it here, the likeliest first.
    pub known: &'static [Syllable],
}

impl CharacterReading {
    fn new(character: char, known: &'static [Syllable], tone: u8) -> Self {
        Self { character, primary: known.first().copied(), tone, known }
    }

    /// All readings that somebody may search by: the one it has here, then the others.
    pub fn plausible(self) -> impl Iterator<Item = Syllable> {
        let others = self.known.iter().copied().filter(move |other| Some(*other) != self.primary);
        self.primary.into_iter().chain(others)
    }
}

impl NameReading {
    /// The reading of a name in its stored form.
    pub fn of(name: &str) -> Self {
        let known = if name.contains('·') { None } else { surname(name) };
        let parts = known.unwrap_or(&[]);
        let characters = name.chars().enumerate().map(|(at, c)| match parts.get(at) {
            Some(part) => CharacterReading::new(c, &part.plausible, part.tone),
            None => CharacterReading::new(c, readings(c), first_tone(c)),
        });
        Self { surname: surname_length(name), characters: characters.collect() }
    }

    /// The readings as letters, `between` between two characters: `liu hu lan`. Characters without
    /// a reading stand as they are.
    pub fn letters(&self, between: &str) -> String {
        let mut out = String::new();
        for reading in &self.characters {
            if !out.is_empty() {
                out.push_str(between);
            }
            match reading.primary {
                Some(syllable) => out.push_str(syllable.as_str()),
                None => out.push(reading.character),
            }
        }
        out
    }

    /// The first letter of every reading: `lhl`. Characters without one are left out.
    pub fn initials(&self) -> String {
        self.characters.iter().filter_map(|c| c.primary).map(Syllable::initial).collect()
    }
}

/// How many characters the surname of `name` has: see [`NameReading::surname`].
///
/// ```
/// use fengbei::text::surname_length;
/// let names = ["王伟", "欧阳海", "欧阳", "爱新觉罗载沣", "买买提·艾力", "Bethune"];
/// assert_eq!(names.map(surname_length), [1, 2, 1, 4, 0, 0]);
/// ```
pub fn surname_length(name: &str) -> usize {
    if name.contains('·') || !name.starts_with(is_han) {
        return 0;
    }
    surname(name).map_or(1, <[_]>::len)
}
