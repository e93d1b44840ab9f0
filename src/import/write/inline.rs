//! Words as Markdown: what would be a sign is written so that it is none. Never knows blocks.

use crate::import::manuscript::{Height, Piece, Style, text, tidy};
use crate::text::is_wide;

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    Paragraph,
    /// One line: no line may end in it.
    Heading,
    /// A cell of a table, or a note: one line, and `|` is a sign.
    Cell,
}

/// `words` as Markdown; notes that they refer to are added to `noted` and numbered by it.
pub(super) fn words_in(words: &[Piece], spot: Spot, noted: &mut Vec<usize>) -> String {
    let words = tidy(words.to_vec());
    let mut out = String::new();
    for (at, piece) in words.iter().enumerate() {
        match piece {
            Piece::Text(text, style) => {
                let style = if spot == Spot::Heading { plain(*style) } else { *style };
                let before = at.checked_sub(1).and_then(|at| words.get(at));
                styled(&mut out, text, style, (before, words.get(at + 1)), spot);
            }
            Piece::Break => out.push_str(match spot {
                Spot::Paragraph => "\\\n",
                Spot::Heading => " ",
                Spot::Cell => "<br>",
            }),
            Piece::Note(note) => {
                let number = noted.iter().position(|it| it == note).unwrap_or_else(|| {
                    noted.push(*note);
                    noted.len() - 1
                });
                out.push_str(&format!("[^{}]", number + 1));
            }
            Piece::Link { address, words } => {
                let inside = words_in(words, Spot::Heading, noted);
                if inside.is_empty() {
                    continue;
                }
                out.push_str(&format!("[{inside}]({})", link_address(address)));
            }
            Piece::Picture(_) => {}
        }
    }
    match spot {
        Spot::Paragraph => out.split('\n').map(line_start).collect::<Vec<_>>().join("\n"),
        Spot::Heading => heading_end(out.trim()),
        Spot::Cell => out,
    }
}

fn plain(style: Style) -> Style {
    Style { bold: false, italic: false, ..style }
}

/// Adds words with their stress; blanks at the ends stand outside of it.
fn styled(
    out: &mut String,
    text: &str,
    style: Style,
    beside: (Option<&Piece>, Option<&Piece>),
    spot: Spot,
) {
    let inner = text.trim();
    if inner.is_empty() || style == Style::default() {
        out.push_str(&escaped(text, spot));
        return;
    }
    let start = text.len() - text.trim_start().len();
    out.push_str(&text[..start]);
    let crowded = is_stressed(beside.0) || is_stressed(beside.1);
    let touches = touches_letters(inner, out.chars().next_back(), next_letter(text, beside.1));
    let tags = crowded || touches;
    let mut signs: Vec<(&str, &str)> = Vec::new();
    if style.underlined {
        signs.push(("<u>", "</u>"));
    }
    if style.struck {
        signs.push(if tags { ("<del>", "</del>") } else { ("~~", "~~") });
    }
    if style.bold {
        signs.push(if tags { ("<strong>", "</strong>") } else { ("**", "**") });
    }
    if style.italic {
        signs.push(if tags { ("<em>", "</em>") } else { ("*", "*") });
    }
    match style.height {
        Height::Raised => signs.push(("<sup>", "</sup>")),
        Height::Lowered => signs.push(("<sub>", "</sub>")),
        Height::Line => {}
    }
    out.extend(signs.iter().map(|(sign, _)| *sign));
    out.push_str(&escaped(inner, spot));
    out.extend(signs.iter().rev().map(|(_, sign)| *sign));
    out.push_str(&text[start + inner.len()..]);
}

fn is_stressed(piece: Option<&Piece>) -> bool {
    match piece {
        Some(Piece::Text(text, style)) => {
            (style.bold || style.italic || style.struck) && !text.trim().is_empty()
        }
        Some(Piece::Break | Piece::Picture(_) | Piece::Note(_) | Piece::Link { .. }) | None => {
            false
        }
    }
}

fn next_letter(text: &str, next: Option<&Piece>) -> Option<char> {
    if text.ends_with(char::is_whitespace) {
        return None;
    }
    match next? {
        piece @ (Piece::Text(..) | Piece::Link { .. }) => {
            self::text(std::slice::from_ref(piece)).chars().next()
        }
        Piece::Break | Piece::Picture(_) | Piece::Note(_) => None,
    }
}

/// Whether stress with a mark at one end would touch a letter there, where it is none. Beside Chinese
/// it always is one.
fn touches_letters(inner: &str, before: Option<char>, after: Option<char>) -> bool {
    let fails = |inside: Option<char>, outside: Option<char>| {
        let (Some(inside), Some(outside)) = (inside, outside) else { return false };
        !inside.is_alphanumeric()
            && outside.is_alphanumeric()
            && !is_wide(inside)
            && !is_wide(outside)
    };
    fails(inner.chars().next(), before) || fails(inner.chars().next_back(), after)
}

/// `text` with every sign of Markdown written as a character.
pub(super) fn escaped(text: &str, spot: Spot) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in characters.iter().copied().enumerate() {
        let before = at.checked_sub(1).map(|at| characters[at]);
        let after = characters.get(at + 1).copied();
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let sign = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '{' => true,
            '_' => !(is_word(before) && is_word(after)),
            '&' => after.is_some_and(|c| c.is_ascii_alphabetic() || c == '#'),
            '|' => spot == Spot::Cell,
            _ => false,
        };
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            _ if sign => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

/// A line whose beginning would be the sign of a block is written so that it is none. A number and
/// a stop stand without a blank, as documents write them.
fn line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    if (1..=9).contains(&digits) {
        if let Some(words) = rest.strip_prefix(". ") {
            return format!("{}.{}", &line[..digits], words.trim_start());
        }
        if rest.starts_with(") ") || rest == "." || rest == ")" {
            return format!("{}\\{rest}", &line[..digits]);
        }
        return line.to_owned();
    }
    let is_rule = !line.is_empty() && line.chars().all(|c| "-=|: +".contains(c));
    let blank = |sign: char| {
        line.strip_prefix(sign).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let heads = line.trim_start_matches('#');
    let heading = heads.len() < line.len() && (heads.is_empty() || heads.starts_with(' '));
    if is_rule || heading || line.starts_with([':', '>', '|']) || blank('-') || blank('+') {
        return format!("\\{line}");
    }
    line.to_owned()
}

/// A heading ends where it seems to.
fn heading_end(words: &str) -> String {
    match words.strip_suffix('#') {
        Some(rest) => format!("{rest}\\#"),
        None => words.to_owned(),
    }
}

/// An address as it stands in brackets.
pub(super) fn link_address(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.trim().chars() {
        match c {
            ' ' => out.push_str("%20"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '*' => out.push_str("%2A"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
