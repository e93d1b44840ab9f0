//! What is compared of names: how they are written in standard characters, and how they sound.
//!
//! A roll has more than a million different names, made of some thousand characters, so what is
//! known of characters is looked up once.

use xxhash_rust::xxh3::xxh3_64;

use crate::text::{NameReading, Syllable, canonical, readings};

/// What is compared of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameKey {
    /// Of the name in standard characters.
    pub written: u64,
    /// Of its reading; none when it is nobody's name.
    pub sound: Option<u64>,
}

/// What is known of every character of the first plane.
pub struct Characters {
    /// The standard character.
    standard: Vec<char>,
    /// The commonest reading.
    sound: Vec<u32>,
    /// The reading as a surname.
    surname: Vec<u32>,
}

/// Characters of the first plane.
const PLANE: u32 = 0x1_0000;
/// Han characters of the first plane that may be surnames.
const HAN: std::ops::RangeInclusive<u32> = 0x4E00..=0x9FFF;

impl Characters {
    /// Looks all of them up.
    pub fn new() -> Self {
        let of = |code: u32| char::from_u32(code).unwrap_or_default();
        let standard: Vec<char> = (0..PLANE).map(of).map(canonical).collect();
        let sound: Vec<u32> = (0..PLANE).map(of).map(sound).collect();
        let surname = (0..PLANE)
            .map(|code| if HAN.contains(&code) { surname(of(code)) } else { sound[code as usize] });
        Self { surname: surname.collect(), standard, sound }
    }

    /// What is compared of `name`.
    pub fn key(&self, name: &str) -> NameKey {
        let (mut written, mut sounds) = (String::with_capacity(name.len()), Vec::new());
        for c in name.chars() {
            let c = self.standard.get(c as usize).copied().unwrap_or_else(|| canonical(c));
            let known = if written.is_empty() { &self.surname } else { &self.sound };
            written.push(c);
            sounds.extend(known.get(c as usize).copied().unwrap_or(c.into()).to_le_bytes());
        }
        // What is illegible is not known to sound alike.
        let sound = if name.contains('□') { written.as_bytes() } else { &sounds };
        NameKey {
            written: xxh3_64(written.as_bytes()),
            sound: (!is_nobody(name)).then(|| xxh3_64(sound)),
        }
    }
}

fn is_nobody(name: &str) -> bool {
    name.chars().all(|c| c == '□')
        || ["无名", "佚名", "不详", "姓名不"].iter().any(|word| name.contains(word))
}

/// A number for how a character is read; for one without a reading its own.
fn sound(c: char) -> u32 {
    readings(c).first().map_or(c.into(), |syllable| number(*syllable))
}

/// A number above those of characters.
fn number(syllable: Syllable) -> u32 {
    u32::from(char::MAX) + 1 + u32::from(syllable.id())
}

/// The same for a character that begins a name.
fn surname(c: char) -> u32 {
    let reading = NameReading::of(&String::from_iter([c, '一']));
    let first = reading.characters.first().and_then(|first| first.primary);
    first.map_or(c.into(), number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_sound_or_look_alike_have_one_key() {
        let characters = Characters::new();
        let sound = |name| characters.key(name).sound;
        for (one, other) in [("丙伟", "丙卫"), ("解放", "谢方"), ("劉乙", "刘乙")] {
            assert_eq!(sound(one), sound(other), "{one} {other}");
        }
        for (one, other) in [("丙伟", "丁伟"), ("张□山", "张一山"), ("王一", "王一一")]
        {
            assert_ne!(sound(one), sound(other), "{one} {other}");
        }
        assert_eq!(characters.key("劉乙").written, characters.key("刘乙").written);
        assert_ne!(characters.key("丙伟").written, characters.key("丙卫").written);
        assert_eq!(["无名烈士", "□□□", ""].map(sound), [None; 3]);
    }
}
