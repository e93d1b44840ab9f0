//! How two names are alike. Never says that they are one person's.

use crate::text::{NameReading, canonical, half_width, readings, surname_synonyms};

/// The mark of a character nobody can read.
const ILLEGIBLE: char = '□';

/// A name as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameForm {
    /// As it is stored.
    pub stored: Box<str>,
    /// Its characters: variants are one, surnames that are taken for each other are one.
    pub folded: Box<[char]>,
    /// The sound of each, as a number; 0 where nobody knows it.
    pub sounds: Box<[u16]>,
}

/// How two names are alike, the likest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameRelation {
    /// They are the same.
    Same,
    /// They differ in forms of one character: 劉 and 刘, 萧 and 肖.
    Variant,
    /// One is the corrected or another name of the other's.
    OtherName,
    /// They are read alike.
    Sound,
    /// They differ where one has □.
    Illegible,
    /// One character differs, or is missing.
    OneCharacter,
    /// One character differs, the others are read alike.
    NearlySound,
    /// Only the surname is the same.
    Surname,
    /// They are different.
    Different,
}

impl NameForm {
    /// The form of a stored name.
    pub fn of(stored: &str) -> Self {
        let mut folded: Vec<char> = stored
            .chars()
            .map(half_width)
            .filter(|c| !c.is_whitespace() && *c != '·')
            .flat_map(char::to_lowercase)
            .map(canonical)
            .collect();
        if let Some(first) = folded.first_mut() {
            *first = surname_synonyms(*first).into_iter().min().unwrap_or(*first);
        }
        let reading = NameReading::of(&folded.iter().collect::<String>());
        let sound = |part: &crate::text::CharacterReading| part.primary.map_or(0, |s| s.id() + 1);
        let sounds = reading.characters.iter().map(sound).collect();
        Self { stored: stored.into(), folded: folded.into(), sounds }
    }

    /// How it is like `other`.
    pub fn relation(&self, other: &Self) -> NameRelation {
        if self.stored == other.stored {
            return NameRelation::Same;
        }
        if self.folded == other.folded {
            return NameRelation::Variant;
        }
        if self.folded.len() == other.folded.len() {
            self.relation_of_equal_length(other)
        } else if lacks_one(&self.folded, &other.folded) || lacks_one(&other.folded, &self.folded) {
            NameRelation::OneCharacter
        } else {
            self.surname_relation(other)
        }
    }

    fn relation_of_equal_length(&self, other: &Self) -> NameRelation {
        let (mut same, mut alike, mut blank, mut unlike) = (0, 0, 0, 0);
        for (at, (a, b)) in self.folded.iter().zip(&*other.folded).enumerate() {
            if a == b {
                same += usize::from(*a != ILLEGIBLE);
            } else if *a == ILLEGIBLE || *b == ILLEGIBLE {
                blank += 1;
            } else if self.sounds[at] != 0 && self.sounds[at] == other.sounds[at]
                || sound_alike(*a, *b)
            {
                alike += 1;
            } else {
                unlike += 1;
            }
        }
        match (same, alike, blank, unlike) {
            (_, _, 0, 0) => NameRelation::Sound,
            (1.., 0, 1.., 0) => NameRelation::Illegible,
            (1.., 0, 0, 1) => NameRelation::OneCharacter,
            (_, 1.., 0, 1) if self.folded.len() > 2 => NameRelation::NearlySound,
            _ => self.surname_relation(other),
        }
    }

    fn surname_relation(&self, other: &Self) -> NameRelation {
        let first = (self.folded.first(), other.folded.first());
        match first {
            (Some(a), Some(b)) if a == b && *a != ILLEGIBLE => NameRelation::Surname,
            _ => NameRelation::Different,
        }
    }
}

/// Whether `short` is `long` without one of its characters.
fn lacks_one(short: &[char], long: &[char]) -> bool {
    if short.len() < 2 || short.len() + 1 != long.len() {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    short[same..] == long[same + 1..]
}

fn sound_alike(a: char, b: char) -> bool {
    readings(a).iter().any(|sound| readings(b).contains(sound))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_in_words_that_people_use() {
        use NameRelation as R;
        let table = [
            ("甲一", "甲一", R::Same),
            ("劉一", "刘一", R::Variant),
            ("萧一", "肖一", R::Variant),
            ("张一丙", "章一丙", R::Sound),
            ("甲□丙", "甲乙丙", R::Illegible),
            ("甲乙丙", "甲丁丙", R::OneCharacter),
            ("甲丙", "甲乙丙", R::OneCharacter),
            ("甲一", "甲乙丙", R::Surname),
            ("张甲乙", "章甲丁", R::NearlySound),
            ("□□□", "甲乙丙", R::Different),
            ("甲乙", "丙丁", R::Different),
        ];
        for (a, b, relation) in table {
            let (a, b) = (NameForm::of(a), NameForm::of(b));
            assert_eq!(a.relation(&b), relation, "{} {}", a.stored, b.stored);
            assert_eq!(b.relation(&a), relation, "{} {}", b.stored, a.stored);
        }
    }
}
