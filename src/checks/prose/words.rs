//! What stands around a place in running words: clauses, labels before numbers. Never judges.

use std::ops::Range;

use crate::text::is_han;

/// Marks that end a clause; 、 does not.
const CLAUSE: [char; 10] = ['，', '。', '；', '：', '！', '？', '\n', ',', ';', ':'];

/// The clause in which byte `at` stands, without its marks.
pub fn clause(words: &str, at: usize) -> Range<usize> {
    let start = words[..at]
        .rfind(CLAUSE)
        .map_or(0, |mark| mark + words[mark..].chars().next().map_or(0, char::len_utf8));
    let end = words[at..].find(CLAUSE).map_or(words.len(), |mark| at + mark);
    start..end
}

/// The Chinese characters that stand right before byte `end`, at most `most` of them.
pub fn run_before(words: &str, end: usize, most: usize) -> &str {
    let before = words[..end].trim_end_matches(' ');
    let mut start = before.len();
    for _ in 0..most {
        let width = match before.as_bytes()[..start] {
            // Most of them, known by their first byte: U+5000 to U+9FFF.
            [.., 0xE5..=0xE9, _, _] => 3,
            _ => {
                before[..start].chars().next_back().filter(|c| is_han(*c)).map_or(0, char::len_utf8)
            }
        };
        if width == 0 {
            break;
        }
        start -= width;
    }
    &before[start..]
}

/// The Chinese characters that stand right after byte `start`, at most `most` of them.
pub fn run_after(words: &str, start: usize, most: usize) -> &str {
    let after = words[start..].trim_start_matches(' ');
    let mut end = 0;
    for _ in 0..most {
        let width = match after.as_bytes()[end..] {
            [0xE5..=0xE9, ..] => 3,
            _ => after[end..].chars().next().filter(|c| is_han(*c)).map_or(0, char::len_utf8),
        };
        if width == 0 {
            break;
        }
        end += width;
    }
    &after[..end]
}

/// Whether one of `these` stands in `words`.
pub fn has_any(words: &str, these: &[&str]) -> bool {
    these.iter().any(|word| words.contains(word))
}

/// The signs of `words` with their places: everything that is no Han character and no letter, as far
/// as its first byte tells, and line breaks, colons and brackets of ASCII.
pub fn signs(words: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let bytes = words.as_bytes();
    let has_ascii = memchr::memchr3(b'\n', b'(', b')', bytes).is_some()
        || memchr::memchr(b':', bytes).is_some();
    let mut at = 0;
    std::iter::from_fn(move || {
        // General punctuation, CJK punctuation, full-width forms.
        at += if has_ascii {
            let is_sign =
                |byte: &u8| matches!(byte, 0xE2 | 0xE3 | 0xEF | b'\n' | b'(' | b')' | b':');
            bytes[at..].iter().position(is_sign)?
        } else {
            memchr::memchr3(0xE2, 0xE3, 0xEF, &bytes[at..])?
        };
        let sign = words[at..].chars().next()?;
        let place = at;
        at += sign.len_utf8();
        Some((place, sign))
    })
}

/// Whether `words` begin with one of `these`.
pub fn starts_any(words: &str, these: &[&str]) -> bool {
    these.iter().any(|word| words.starts_with(word))
}

/// Whether `words` end with one of `these`.
pub fn ends_any(words: &str, these: &[&str]) -> bool {
    these.iter().any(|word| words.ends_with(word))
}

/// Words that say of how much a figure is, or that it is one, and are no part of what is counted.
const LEADS: &[&str] = &[
    "截至目前",
    "截止目前",
    "到目前为止",
    "目前",
    "全市",
    "全县",
    "全区",
    "全省",
    "我市",
    "我县",
    "我区",
    "我省",
    "全国",
    "一共",
    "共有",
    "现有",
    "已有",
    "共计",
    "累计",
    "总计",
    "合计",
    "先后",
    "共",
    "已",
    "总",
    "有",
    "现",
];
/// The same behind it.
const TAILS: &[&str] = &[
    "总数达到",
    "总数达",
    "总数为",
    "数量达到",
    "数量达",
    "数量为",
    "人数达到",
    "人数达",
    "人数为",
    "达到",
    "累计",
    "共计",
    "总计",
    "合计",
    "共有",
    "现有",
    "已有",
    "总数",
    "数量",
    "人数",
    "分别",
    "仅有",
    "多达",
    "超过",
    "共",
    "达",
    "为",
    "有",
    "约",
    "近",
    "已",
    "了",
    "仅",
    "到",
    "逾",
    "的",
];

/// The characters that [`LEADS`] begin with, and those that [`TAILS`] end with: most labels have none
/// of them, which is seen before words are compared.
const LEAD_STARTS: [char; 14] =
    ['截', '到', '目', '全', '我', '一', '共', '现', '已', '累', '总', '合', '先', '有'];
const TAIL_ENDS: [char; 17] = [
    '到', '达', '为', '计', '有', '数', '量', '别', '过', '共', '约', '近', '已', '了', '仅', '逾',
    '的',
];

/// What is counted, of the words before a number: without what says of how much, or that it is one.
pub fn counted(label: &str) -> &str {
    let mut label = label;
    while label.starts_with(LEAD_STARTS)
        && let Some(rest) = LEADS.iter().find_map(|lead| label.strip_prefix(lead))
    {
        label = rest;
    }
    while label.ends_with(TAIL_ENDS)
        && let Some(rest) = TAILS.iter().find_map(|tail| label.strip_suffix(tail))
    {
        label = rest;
    }
    label
}

/// Whether `words`, between what is counted and its number, say nothing but of how much it is.
pub fn is_filler(words: &str) -> bool {
    let mut rest = words;
    while let Some(shorter) = TAILS.iter().chain(LEADS).find_map(|word| rest.strip_prefix(*word)) {
        rest = shorter;
    }
    rest.is_empty()
}

/// The digits that a short Chinese or Arabic number at the start of `words` is, and its bytes.
pub fn leading_number(words: &str) -> Option<(usize, usize)> {
    let arabic = words.bytes().take_while(u8::is_ascii_digit).count();
    if arabic > 0 {
        return Some((words[..arabic].parse().ok()?, arabic));
    }
    let is_numeral = |c: char| {
        matches!(c, '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
    };
    let end = words.find(|c| !is_numeral(c)).unwrap_or(words.len());
    if end == 0 {
        return None;
    }
    let run: Vec<char> = words[..end].chars().collect();
    let digit = |c: char| match c {
        '两' => Some(2),
        _ => "一二三四五六七八九".chars().position(|d| d == c).map(|at| at + 1),
    };
    let value = match run.as_slice() {
        ['十'] => 10,
        ['十', ones] => 10 + digit(*ones)?,
        [tens, '十'] => 10 * digit(*tens)?,
        [tens, '十', ones] => 10 * digit(*tens)? + digit(*ones)?,
        [one] => digit(*one)?,
        _ => return None,
    };
    Some((value, end))
}

/// `number` below a hundred as Chinese writes it before a word: 两 is no ordinal.
pub fn ordinal(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match number {
        0..=9 => DIGITS[number].to_owned(),
        10..=19 => format!("十{}", DIGITS[number - 10]),
        _ => format!("{}十{}", DIGITS[number / 10 % 10], DIGITS[number % 10]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_missed_by_its_first_or_last_character() {
        assert!(LEADS.iter().all(|word| word.starts_with(LEAD_STARTS)));
        assert!(TAILS.iter().all(|word| word.ends_with(TAIL_ENDS)));
    }
}
