//! The numbers in front of headings in Chinese documents: `一、`, `（一）`, `1.`, `（1）`, `①`.

/// A number in front of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbering {
    /// How deep this style of number stands: `一、` 1, `（一）` 2, `1.` 3, `（1）` 4, `①` 5.
    pub rank: u8,
    /// The number.
    pub number: u32,
}

impl Numbering {
    /// The number `text` begins with, written in one of the five styles of official documents
    /// (GB/T 9704 7.3.3).
    ///
    /// ```
    /// use fengbei::text::Numbering;
    /// let of = |text| Numbering::of(text).map(|n| (n.rank, n.number));
    /// assert_eq!(of("二十一、总体要求"), Some((1, 21)));
    /// assert_eq!(of("（三）加强领导"), Some((2, 3)));
    /// assert_eq!(of("12．建立台账"), Some((3, 12)));
    /// assert_eq!(of("(4)定期走访"), Some((4, 4)));
    /// assert_eq!(of("③回访"), Some((5, 3)));
    /// assert_eq!(of("2.5亿元"), None);
    /// ```
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim_start();
        let first = text.chars().next()?;
        match first {
            '（' | '(' => bracketed(&text[first.len_utf8()..]),
            '①'..='⑳' => {
                Some(Self { rank: 5, number: u32::from(first) - u32::from('①') + 1 })
            }
            '0'..='9' => arabic(text),
            _ => {
                let (number, rest) = split(text, is_numeral)?;
                rest.starts_with('、').then_some(())?;
                Some(Self { rank: 1, number: chinese(number)? })
            }
        }
    }
}

fn bracketed(inside: &str) -> Option<Numbering> {
    let (number, rest) =
        split(inside, is_numeral).or_else(|| split(inside, |c| c.is_ascii_digit()))?;
    rest.starts_with(['）', ')']).then_some(())?;
    match chinese(number) {
        Some(number) => Some(Numbering { rank: 2, number }),
        None => Some(Numbering { rank: 4, number: number.parse().ok()? }),
    }
}

/// `1.`, `1．` and `1、`, but not the `2.` of `2.5` or of a version.
fn arabic(text: &str) -> Option<Numbering> {
    let (number, rest) = split(text, |c| c.is_ascii_digit())?;
    let after = rest.strip_prefix(['.', '．', '、'])?;
    if after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(Numbering { rank: 3, number: number.parse().ok()? })
}

fn split(text: &str, belongs: impl Fn(char) -> bool) -> Option<(&str, &str)> {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十百".contains(c)
}

/// The value of a Chinese numeral below two hundred, as headings use them.
fn chinese(numeral: &str) -> Option<u32> {
    let mut total = 0;
    let mut digit = None;
    for c in numeral.chars() {
        match c {
            '十' => total += digit.take().unwrap_or(1) * 10,
            '百' => total += digit.take()? * 100,
            _ if digit.is_some() => return None,
            _ => digit = Some("一二三四五六七八九".chars().zip(1..).find(|(d, _)| *d == c)?.1),
        }
    }
    let number = total + digit.unwrap_or(0);
    (number > 0).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_not_numbered() {
        let texts = [
            "",
            "一",
            "一一、",
            "（一",
            "（甲）",
            "10",
            "1.0 版",
            "百、",
            "99999999999. a",
            "十分重要",
        ];
        assert_eq!(texts.map(Numbering::of), [None; 10]);
    }

    #[test]
    fn numerals() {
        let texts = ["十、", "十二、", "二十、", "九十九、", "一百一十二、"];
        let numbers = texts.map(|text| Numbering::of(text).expect("a numeral").number);
        assert_eq!(numbers, [10, 12, 20, 99, 112]);
    }
}
