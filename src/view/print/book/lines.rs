//! How wide words are, and where their lines end, known before they are set. Never knows a size: widths
//! are in hundredths of an em.
//!
//! A Chinese character fills its em. Other letters are taken to be a little wider than fonts make
//! them, so that a line that fits here fits on paper.

use crate::text::{half_width, is_cjk_punctuation};

/// The em.
pub const EM: u32 = 100;
/// A digit.
const DIGIT: u32 = 57;
/// A Latin letter.
const NARROW: u32 = 60;
/// A capital, of which M and W are the widest.
const CAPITAL: u32 = 90;
/// What opens: it never ends a line.
const OPENING: &str = "（《〈“‘「『【〔";

/// How wide `words` are in one line.
pub fn width(words: &str) -> u32 {
    words.chars().map(advance).sum()
}

/// `words` in lines of at most `room`. No mark begins a line that may not, and numbers stay whole;
/// only what is wider than a line by itself is cut. Nothing is left out but spaces at ends of lines.
pub fn lines(words: &str, room: u32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut taken = 0;
    for part in parts(words) {
        let wide = width(part);
        if taken > 0 && taken + width(part.trim_end()) > room {
            lines.push(line.trim_end().to_owned());
            line.clear();
            taken = 0;
        }
        if taken == 0 && part.trim().is_empty() {
            continue;
        }
        if wide > room {
            (line, taken) = cut(part, room, &mut lines);
        } else {
            line.push_str(part);
            taken += wide;
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// A part that is wider than a line, character by character; its end begins a line of its own.
fn cut(part: &str, room: u32, lines: &mut Vec<String>) -> (String, u32) {
    let (mut line, mut taken) = (String::new(), 0);
    for character in part.chars() {
        if taken > 0 && taken + advance(character) > room {
            lines.push(std::mem::take(&mut line));
            taken = 0;
        }
        line.push(character);
        taken += advance(character);
    }
    (line, taken)
}

/// What stays together: a number with its 年, 月 or 日, a Latin word, a character with the marks around it.
fn parts(words: &str) -> impl Iterator<Item = &str> {
    let mut rest = words;
    std::iter::from_fn(move || {
        let mut length = rest.chars().next()?.len_utf8();
        let mut before = rest.chars().next()?;
        for next in rest[length..].chars() {
            if !holds(before, next) {
                break;
            }
            length += next.len_utf8();
            before = next;
        }
        let (part, after) = rest.split_at(length);
        rest = after;
        Some(part)
    })
}

/// Whether no line may end between two characters.
fn holds(before: char, next: char) -> bool {
    let is_word = |c: char| c.is_ascii() && !c.is_whitespace();
    let is_opening = |c: char| OPENING.contains(c);
    let is_closing = |c: char| {
        (is_cjk_punctuation(c) || c != half_width(c)) && !is_opening(c) && !c.is_whitespace()
    };
    is_word(before) && is_word(next)
        || before.is_ascii_digit() && matches!(next, '年' | '月' | '日')
        || is_opening(before)
        || is_closing(next)
}

fn advance(character: char) -> u32 {
    match character {
        '0'..='9' => DIGIT,
        'A'..='Z' | 'm' | 'w' | '@' | '%' => CAPITAL,
        ' '..='~' => NARROW,
        _ => EM,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_chinese_type_ends_them() {
        let table: [(&str, u32, &[&str]); 6] = [
            ("", 400, &[]),
            ("江西会昌河畔", 400, &["江西会昌", "河畔"]),
            ("文水县人。", 400, &["文水县", "人。"]),
            ("1947年1月12日", 500, &["1947年1月", "12日"]),
            ("又名（刘富兰）", 300, &["又名", "（刘富", "兰）"]),
            ("abcdefgh", 300, &["abcde", "fgh"]),
        ];
        for (words, room, expected) in table {
            assert_eq!(lines(words, room), expected, "{words}");
        }
    }

    #[test]
    fn nothing_is_lost() {
        let words = "生于1906年1月19日，任中国工农红军第5军政治委员；红军总政治部副主任、代主任（一九三五年）。";
        for room in 100..2000 {
            assert_eq!(lines(words, room).concat(), words, "{room}");
        }
    }
}
