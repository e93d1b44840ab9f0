//! Ages as registers state them. Never takes one count for the other.

use super::half_width;

/// How an age is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgeCount {
    /// Nobody says.
    Either,
    /// 周岁: whole years.
    Full,
    /// 虚岁: one at birth and one more at every new year.
    Nominal,
}

/// An age as stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatedAge {
    /// How many.
    pub years: i16,
    /// How they are counted.
    pub count: AgeCount,
}

impl StatedAge {
    /// Reads `28`, `28岁`, `虚岁28`, `二十八周岁`; none of what is not certain.
    ///
    /// ```
    /// use fengbei::text::{AgeCount, StatedAge};
    /// let age = StatedAge::read("年仅十五岁").unwrap();
    /// assert_eq!((age.years, age.count), (15, AgeCount::Either));
    /// assert_eq!(StatedAge::read("约28"), None);
    /// ```
    pub fn read(said: &str) -> Option<Self> {
        let plain: String = said.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        let is_full = ["周岁", "足岁", "实岁"].iter().any(|word| plain.contains(word));
        let count = match (plain.contains('虚'), is_full) {
            (false, false) => AgeCount::Either,
            (false, true) => AgeCount::Full,
            (true, false) => AgeCount::Nominal,
            (true, true) => return None,
        };
        let left: String = plain.chars().filter(|c| !"虚周足实岁龄年时仅()".contains(*c)).collect();
        let years = left.parse().ok().or_else(|| numeral(&left))?;
        Some(Self { years, count })
    }
}

/// A Chinese numeral below a hundred.
fn numeral(text: &str) -> Option<i16> {
    let digit = |c: char| "零一二三四五六七八九".chars().position(|d| d == c);
    let digit = |c: char| digit(c).and_then(|at| i16::try_from(at).ok());
    let characters: Vec<char> = text.chars().collect();
    match characters.as_slice() {
        ['十'] => Some(10),
        ['十', ones] => Some(10 + digit(*ones)?),
        ['廿'] => Some(20),
        ['廿', ones] => Some(20 + digit(*ones)?),
        [tens, '十'] => Some(10 * digit(*tens)?),
        [tens, '十', ones] | [tens, ones] => Some(10 * digit(*tens)? + digit(*ones)?),
        [ones] => digit(*ones),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_read_as_offices_write_them() {
        let age = |years, count| Some(StatedAge { years, count });
        let table = [
            ("28", age(28, AgeCount::Either)),
            ("２８ 岁", age(28, AgeCount::Either)),
            ("虚岁28", age(28, AgeCount::Nominal)),
            ("28（虚岁）", age(28, AgeCount::Nominal)),
            ("28周岁", age(28, AgeCount::Full)),
            ("二十八", age(28, AgeCount::Either)),
            ("廿八岁", age(28, AgeCount::Either)),
            ("年仅十五岁", age(15, AgeCount::Either)),
            ("约28", None),
            ("28—30", None),
            ("30余岁", None),
            ("周岁28，虚岁29", None),
            ("不详", None),
            ("", None),
        ];
        for (said, meant) in table {
            assert_eq!(StatedAge::read(said), meant, "{said}");
        }
    }
}
