//! A person's name as typed, and the form a roll stores. Never guesses a character: what is not
//! plainly a way of typing is kept and reported.

use std::borrow::Cow;

use super::{half_width, is_private_use};

/// A name in its stored form, with everything that was noteworthy about what was typed.
///
/// ```
/// use fengbei::text::{NameFault, PersonName};
/// let name = PersonName::read("王　伟");
/// assert_eq!((name.stored.as_str(), name.faults.as_slice()), ("王伟", &[][..]));
/// let name = PersonName::read("买买提・艾力");
/// assert_eq!(name.stored, "买买提·艾力");
/// assert_eq!(name.faults, [NameFault::Interpunct { typed: '・' }]);
/// assert_eq!(PersonName::read("张■山").stored, "张□山");
/// assert_eq!(PersonName::read("王伟").shown(), "王　伟");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    /// What the roll stores: no padding, one interpunct, one mark for illegible characters.
    pub stored: String,
    /// What was changed or should be looked at, each once, in the order of the text.
    pub faults: Vec<NameFault>,
}

/// Something about a typed name that an editor should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameFault {
    /// Nothing was typed.
    Empty,
    /// The name has more than [`PersonName::LONGEST`] characters.
    TooLong {
        /// How many it has.
        characters: usize,
    },
    /// Another dot stood for the interpunct `·` (U+00B7); it was replaced.
    Interpunct {
        /// The dot typed.
        typed: char,
    },
    /// Another mark stood for an illegible character; it was replaced by `□`.
    Illegible {
        /// The mark typed.
        typed: char,
    },
    /// A private-use character: an old system's own, shown differently everywhere. Kept.
    PrivateUse {
        /// The character; its code point is what the message must show.
        character: char,
    },
    /// A character that cannot be seen, or a line break; it was taken out.
    Invisible {
        /// The character; its code point is what the message must show.
        character: char,
    },
    /// A sign that is no part of a name: a bracket, a digit, the sign for a lost character. Kept.
    NotInNames {
        /// The sign.
        character: char,
    },
}

/// The one interpunct of names (GB/T 15834; GB 18030 A1A4).
const INTERPUNCT: char = '·';

/// The mark of an illegible character.
const ILLEGIBLE: char = '□';

impl PersonName {
    /// The most characters a name may have.
    pub const LONGEST: usize = 50;

    /// Reads a name as typed. Spaces between Han characters are padding and go; between Latin
    /// words one stays. Full-width letters and signs become half-width ones.
    pub fn read(typed: &str) -> Self {
        let mut reading =
            Reading { stored: String::with_capacity(typed.len()), faults: Vec::new() };
        for c in typed.chars() {
            reading.add(c);
        }
        reading.finish()
    }

    /// The form for display: see [`padded_name`].
    pub fn shown(&self) -> Cow<'_, str> {
        padded_name(&self.stored)
    }
}

/// The form for display, so that columns of names stand in line: names of two Han characters get
/// one full-width space between them. Never store it.
///
/// ```
/// use fengbei::text::padded_name;
/// assert_eq!(["叶挺", "张□", "刘胡兰", "Li", "𠮷田"].map(|name| padded_name(name).into_owned()),
///     ["叶　挺", "张　□", "刘胡兰", "Li", "𠮷　田"]);
/// ```
pub fn padded_name(stored: &str) -> Cow<'_, str> {
    let mut characters = stored.chars();
    match (characters.next(), characters.next(), characters.next()) {
        (Some(first), Some(second), None) if in_column(first) && in_column(second) => {
            Cow::Owned(String::from_iter([first, '\u{3000}', second]))
        }
        _ => Cow::Borrowed(stored),
    }
}

fn in_column(c: char) -> bool {
    is_han(c) || c == ILLEGIBLE || is_private_use(c)
}

/// Whether `c` is a Han character, the iteration mark 々 and the zero 〇 included: GB 18030's and
/// every later block.
///
/// ```
/// use fengbei::text::is_han;
/// assert!(['双', '𠮷', '〇', '\u{30000}'].into_iter().all(is_han));
/// assert!(!['□', 'ア', '，', 'a', '\u{E000}'].into_iter().any(is_han));
/// ```
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFD
        | 0x2E80..=0x2FD5 | 0x3005 | 0x3007)
}

/// Characters that take no room: controls, marks of writing direction, joiners, selectors.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0xAD | 0x034F | 0x061C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
            | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F
            | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB | 0xE_0000..=0xE_0FFF)
}

/// Name under way.
struct Reading {
    stored: String,
    faults: Vec<NameFault>,
}

impl Reading {
    fn add(&mut self, typed: char) {
        match typed {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                self.report(NameFault::Invisible { character: typed });
                self.stored.push(' ');
            }
            _ if typed.is_whitespace() => self.stored.push(' '),
            _ if is_invisible(typed) => self.report(NameFault::Invisible { character: typed }),
            '・' | '•' | '‧' | '．' | '･' | '∙' | '⋅' | '․' | '᛫' | '⸱' => {
                self.report(NameFault::Interpunct { typed });
                self.stored.push(INTERPUNCT);
            }
            '■' | '▢' | '◻' | '◼' | '▪' | '▫' | '◽' | '◾' | '⬜' | '⬛' | '☐' | '＊' | '*'
            | '？' | '?' | '×' | '✕' | '✖' | '╳' => {
                self.report(NameFault::Illegible { typed });
                self.stored.push(ILLEGIBLE);
            }
            _ => self.keep(half_width(typed)),
        }
    }

    fn keep(&mut self, c: char) {
        if is_private_use(c) {
            self.report(NameFault::PrivateUse { character: c });
        } else if !belongs(c) {
            self.report(NameFault::NotInNames { character: c });
        }
        self.stored.push(c);
    }

    fn report(&mut self, fault: NameFault) {
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    fn finish(mut self) -> PersonName {
        self.stored = without_padding(&self.stored);
        let characters = self.stored.chars().count();
        match characters {
            0 => self.report(NameFault::Empty),
            _ if characters > PersonName::LONGEST => self.report(NameFault::TooLong { characters }),
            _ => {}
        }
        PersonName { stored: self.stored, faults: self.faults }
    }
}

/// Whether names are written with `c`. Digits are not among them, nor brackets, nor the sign for a
/// character that was lost on the way (U+FFFD).
fn belongs(c: char) -> bool {
    is_han(c)
        || c == ILLEGIBLE
        || c == INTERPUNCT
        || c.is_alphabetic()
        || matches!(c, '-' | '\'' | '’' | '.')
        // Ideographic description characters, for glyphs without a code point.
        || matches!(c, '\u{2FF0}'..='\u{2FFF}')
}

/// Without spaces, but for one between two Latin (or other alphabetic) words.
fn without_padding(text: &str) -> String {
    let word = |c: char| (c.is_alphabetic() && !is_han(c)) || matches!(c, '.' | '\'' | '-');
    let mut out = String::with_capacity(text.len());
    for piece in text.split(' ').filter(|piece| !piece.is_empty()) {
        if out.chars().next_back().is_some_and(word) && piece.starts_with(word) {
            out.push(' ');
        }
        out.push_str(piece);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_typing() {
        use NameFault as F;
        let table: [(&str, &str, &[F]); 20] = [
            ("刘胡兰", "刘胡兰", &[]),
            (" 王\u{3000}伟\u{a0}", "王伟", &[]),
            ("王 \t伟", "王伟", &[]),
            ("Ｎｏｒｍａｎ　Bethune", "Norman Bethune", &[]),
            ("亨利·诺尔曼·白求恩", "亨利·诺尔曼·白求恩", &[]),
            ("诺尔曼 • 白求恩", "诺尔曼·白求恩", &[F::Interpunct { typed: '•' }]),
            ("艾力．买买提", "艾力·买买提", &[F::Interpunct { typed: '．' }]),
            ("张□山", "张□山", &[]),
            ("张**", "张□□", &[F::Illegible { typed: '*' }]),
            ("李？×", "李□□", &[F::Illegible { typed: '？' }, F::Illegible { typed: '×' }]),
            ("李口", "李口", &[]),
            ("李〇", "李〇", &[]),
            ("\u{E815}明", "\u{E815}明", &[F::PrivateUse { character: '\u{E815}' }]),
            (
                "\u{202D}王伟\u{202C}",
                "王伟",
                &[F::Invisible { character: '\u{202D}' }, F::Invisible { character: '\u{202C}' }],
            ),
            ("王\n伟", "王伟", &[F::Invisible { character: '\n' }]),
            ("葛\u{E0100}城", "葛城", &[F::Invisible { character: '\u{E0100}' }]),
            (
                "王伟（女）",
                "王伟(女)",
                &[F::NotInNames { character: '(' }, F::NotInNames { character: ')' }],
            ),
            ("王伟1", "王伟1", &[F::NotInNames { character: '1' }]),
            ("王\u{FFFD}", "王\u{FFFD}", &[F::NotInNames { character: '\u{FFFD}' }]),
            ("\u{3000}", "", &[F::Empty]),
        ];
        for (typed, stored, faults) in table {
            let name = PersonName::read(typed);
            assert_eq!((name.stored.as_str(), name.faults.as_slice()), (stored, faults), "{typed}");
            let again = PersonName::read(stored);
            assert_eq!(again.stored, stored, "reading what is stored changes nothing");
        }
    }

    #[test]
    fn long_names_are_reported() {
        assert_eq!(PersonName::read(&"赵".repeat(50)).faults, []);
        let faults = PersonName::read(&"赵".repeat(51)).faults;
        assert_eq!(faults, [NameFault::TooLong { characters: 51 }]);
    }

    #[test]
    fn no_character_makes_it_panic() {
        for c in '\0'..=char::MAX {
            let name = PersonName::read(&String::from_iter(['王', c, '伟']));
            assert!(name.stored.starts_with('王') && name.stored.ends_with('伟'));
            let _ = name.shown();
        }
    }
}
