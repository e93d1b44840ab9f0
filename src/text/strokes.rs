//! How characters are written: how many strokes, and of which kinds. Never orders anything.
//!
//! Both tables are of mainland forms. They are read when the first question comes, so a site
//! without rolls pays nothing.

use std::fmt;
use std::sync::LazyLock;

use super::han::{PLACES, lines, place};

/// A kind of stroke, in the order that lists by strokes follow: 横竖撇点折 (GB 13000.1 字符集汉字
/// 笔顺规范).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum StrokeKind {
    /// 横, and 提.
    Horizontal,
    /// 竖, and 竖钩.
    Vertical,
    /// 撇.
    Falling,
    /// 点, and 捺.
    Dot,
    /// 折: every stroke with a bend.
    Bent,
}

impl StrokeKind {
    /// All kinds in their order.
    pub const ALL: [Self; 5] =
        [Self::Horizontal, Self::Vertical, Self::Falling, Self::Dot, Self::Bent];

    /// The kind written as its name or its usual number: `横` or `1`.
    ///
    /// ```
    /// use fengbei::text::StrokeKind;
    /// assert_eq!(StrokeKind::read('折'), Some(StrokeKind::Bent));
    /// assert_eq!(StrokeKind::read('2'), Some(StrokeKind::Vertical));
    /// assert_eq!(StrokeKind::read('钩'), None);
    /// ```
    pub fn read(c: char) -> Option<Self> {
        match c {
            '横' | '提' | '一' | '1' => Some(Self::Horizontal),
            '竖' | '丨' | '2' => Some(Self::Vertical),
            '撇' | '丿' | '3' => Some(Self::Falling),
            '点' | '捺' | '丶' | '4' => Some(Self::Dot),
            '折' | '乛' | '5' => Some(Self::Bent),
            _ => None,
        }
    }
}

impl fmt::Display for StrokeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Horizontal => "横",
            Self::Vertical => "竖",
            Self::Falling => "撇",
            Self::Dot => "点",
            Self::Bent => "折",
        })
    }
}

/// How many strokes `c` has as mainland China writes it: the first value of Unihan's kTotalStrokes,
/// for every character of its blocks.
///
/// ```
/// use fengbei::text::stroke_count;
/// assert_eq!(['一', '邓', '葉', '𠮷', 'a'].map(stroke_count), [Some(1), Some(4), Some(12), Some(6), None]);
/// ```
pub fn stroke_count(c: char) -> Option<u8> {
    Some(COUNTS[place(c)?]).filter(|count| *count > 0)
}

/// The kinds of the strokes of `c` in writing order, for the 6 900 common characters. Where there
/// are kinds, there are as many as [`stroke_count`] says.
///
/// ```
/// use fengbei::text::{StrokeKind::*, stroke_kinds};
/// assert_eq!(stroke_kinds('王'), Some(&[Horizontal, Horizontal, Vertical, Horizontal][..]));
/// assert_eq!(stroke_kinds('水'), Some(&[Vertical, Bent, Falling, Dot][..]));
/// assert_eq!(stroke_kinds('𠮷'), None);
/// ```
pub fn stroke_kinds(c: char) -> Option<&'static [StrokeKind]> {
    let at = KINDS.starts.binary_search_by_key(&c, |entry| entry.0).ok()?;
    let end = KINDS.starts.get(at + 1).map_or(KINDS.kinds.len(), |next| next.1);
    Some(&KINDS.kinds[KINDS.starts[at].1..end])
}

static COUNTS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut counts = vec![0; PLACES];
    for line in lines(include_str!("tables/stroke-counts.txt")) {
        let (start, row) = line.split_once(' ').expect("a code point and a row");
        let start = u32::from_str_radix(start, 16).expect("a code point");
        for (code, mark) in (start..).zip(row.bytes()).filter(|(_, mark)| *mark > b'!') {
            let place = char::from_u32(code).and_then(place).expect("a Han character");
            counts[place] = mark - b'"';
        }
    }
    counts
});

struct Kinds {
    /// Every character with the place of its first stroke, by character.
    starts: Vec<(char, usize)>,
    kinds: Vec<StrokeKind>,
}

static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    let (mut starts, mut kinds) = (Vec::new(), Vec::new());
    for c in lines(include_str!("tables/stroke-kinds.txt")).flat_map(str::chars) {
        match c {
            'a'..='y' => {
                let pair = c as usize - 'a' as usize;
                kinds.extend([StrokeKind::ALL[pair / 5], StrokeKind::ALL[pair % 5]]);
            }
            'A'..='E' => kinds.push(StrokeKind::ALL[c as usize - 'A' as usize]),
            _ => starts.push((c, kinds.len())),
        }
    }
    Kinds { starts, kinds }
});

#[cfg(test)]
mod tests {
    use super::*;

    fn written(c: char) -> String {
        stroke_kinds(c).expect("a common character").iter().map(ToString::to_string).collect()
    }

    #[test]
    fn mainland_forms() {
        let table = [
            ('丁', "横竖"),
            ('方', "点横折撇"),
            ('毛', "撇横横折"),
            ('邓', "折点折竖"),
            ('韦', "横横折竖"),
            ('叶', "竖折横横竖"),
            ('冯', "点横折折横"),
            ('刘', "点横撇点竖竖"),
            ('张', "折横折撇横折点"),
            ('李', "横竖撇点折竖横"),
            ('杨', "横竖撇点折撇撇"),
            ('萧', "横竖竖折横横竖撇竖撇点"),
        ];
        for (c, kinds) in table {
            assert_eq!(written(c), kinds, "{c}");
        }
    }

    #[test]
    fn counts_are_of_all_blocks_and_agree_with_the_kinds() {
        let blocks = [
            ('\u{3400}', '\u{4DBF}'),
            ('\u{4E00}', '\u{9FFF}'),
            ('\u{20000}', '\u{2A6DF}'),
            ('\u{2A700}', '\u{2EBE0}'),
            ('\u{30000}', '\u{323AF}'),
        ];
        for (from, to) in blocks {
            let all = (from..=to).count();
            let known = (from..=to).filter(|c| stroke_count(*c).is_some()).count();
            assert!(all - known < 80, "{from}: {known} of {all}");
        }
        let mut written = 0;
        for c in '\0'..=char::MAX {
            if let Some(kinds) = stroke_kinds(c) {
                assert_eq!(stroke_count(c).map(usize::from), Some(kinds.len()), "{c}");
                written += 1;
            }
        }
        assert!(written > 6_900, "{written}");
    }

    #[test]
    fn counts_of_surnames() {
        let surnames = "丁2卜2于3万3马3方4毛4王4邓4韦4冯5卢5叶5左5刘6许6朱6张7李7杨7陈7林8周8赵9胡9徐10高10黄11梁11董12曾12谭14熊14魏17瞿18";
        let mut rest = surnames;
        while let Some(c) = rest.chars().next() {
            let digits = &rest[c.len_utf8()..];
            let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
            assert_eq!(stroke_count(c), digits[..end].parse().ok(), "{c}");
            rest = &digits[end..];
        }
    }
}
