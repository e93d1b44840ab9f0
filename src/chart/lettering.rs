//! How wide words are, and where they may be broken. Never cuts anything off.
//!
//! The fonts of readers are not known, so widths are those of common Chinese fonts, rounded up.

use crate::text::is_wide;

/// The height of letters, in units of the picture.
pub(super) const SIZE: f64 = 14.0;
/// From one line to the next.
pub(super) const LINE: f64 = 19.0;
/// From the middle of a line of letters down to the line they stand on.
pub(super) const DROP: f64 = 5.0;
/// Space between words and what they belong to.
pub(super) const GAP: f64 = 6.0;

/// The width of `text` in units of the picture.
pub(super) fn width(text: &str) -> f64 {
    let mut total = 0.0;
    let mut before = None;
    for c in text.chars() {
        total += ems(c) + before.map_or(0.0, |before| seam(before, c));
        before = Some(c);
    }
    total * SIZE
}

/// The space that browsers put between Chinese and Latin characters.
fn seam(before: char, after: char) -> f64 {
    let is_latin = |c: char| c.is_ascii_alphanumeric();
    let meets = (is_wide(before) && is_latin(after)) || (is_latin(before) && is_wide(after));
    if meets { 0.13 } else { 0.0 }
}

fn ems(c: char) -> f64 {
    match c {
        _ if is_wide(c) => 1.0,
        '\u{202F}' | '\u{2009}' => 0.25,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | ' ' | '!' => 0.34,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '&' => 0.95,
        'A'..='Z' => 0.72,
        '\0'..='\u{7F}' => 0.6,
        _ => 1.0,
    }
}

/// `text` in lines that are at most `room` wide, as far as its words allow: a word or number of more
/// than one Latin letter is broken only when a line cannot hold it.
pub(super) fn wrap(text: &str, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let line = lines.last_mut().expect("never empty");
        if width(&format!("{line}{}", piece.trim_end())) <= room {
            line.push_str(piece);
        } else if width(piece.trim_end()) <= room {
            lines.push(piece.to_owned());
        } else {
            break_up(piece, room, &mut lines);
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// `text` in as few lines as [`wrap`] needs, and these as even as can be: no single character is left
/// for the last.
pub(super) fn wrap_evenly(text: &str, room: f64) -> Vec<String> {
    let mut lines = wrap(text, room);
    let mut room = room;
    while lines.len() > 1 {
        room -= SIZE / 4.0;
        let closer = wrap(text, room);
        if closer.len() > lines.len() || !holds_words(text, room) {
            break;
        }
        lines = closer;
    }
    lines
}

/// Whether lines that are `room` wide hold `text` without a word or number being broken.
pub(super) fn holds_words(text: &str, room: f64) -> bool {
    pieces(text).into_iter().all(|piece| width(piece.trim_end()) <= room)
}

fn break_up(piece: &str, room: f64, lines: &mut Vec<String>) {
    for c in piece.chars() {
        let line = lines.last_mut().expect("never empty");
        if !line.is_empty() && width(line) + (ems(c) + 0.13) * SIZE > room {
            lines.push(c.to_string());
        } else {
            line.push(c);
        }
    }
}

/// Parts of `text` between which a line may end.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    let opens = |c| "（《〈“‘【〔「『([".contains(c);
    let closes = |c| "）》〉”’】〕」』)]，。、；：？！·…—%％‰,.;:?!".contains(c);
    if opens(before) || closes(after) || after == ' ' {
        return false;
    }
    before == ' ' || is_wide(before) || is_wide(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_breaks_anywhere_but_before_closing_marks_and_within_numbers() {
        let table: [(&str, f64, &[&str]); 6] = [
            ("退役军人事务局", 60.0, &["退役军人", "事务局"]),
            ("优抚（含烈属）", 60.0, &["优抚（含", "烈属）"]),
            ("2020年度", 42.0, &["2020", "年度"]),
            ("Model City", 45.0, &["Model", "City"]),
            ("十万1234567890", 50.0, &["十万12", "34567", "890"]),
            ("短", 5.0, &["短"]),
        ];
        for (text, room, lines) in table {
            assert_eq!(wrap(text, room), lines, "{text}");
        }
        assert!(holds_words("2020年度", 42.0) && !holds_words("十万1234567890", 50.0));
        assert_eq!(wrap_evenly("不满 15 周岁", 66.0), ["不满 15", "周岁"]);
        assert_eq!(wrap("", 50.0), Vec::<String>::new());
    }
}
