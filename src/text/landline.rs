//! Landline numbers in texts. Never judges whose they are: offices publish theirs.

use std::ops::Range;

use super::half_width;
use super::privacy::{Group, PrivateKind, PrivateNumber, groups, is_join, may_hold};

/// All landline numbers in `text`, in its order: an area code (区号) with its nought, and 7 or 8
/// digits, parted by a hyphen, a space or a bracket. Without anything between, the digits are a
/// number of something else.
///
/// ```
/// use fengbei::text::landlines;
/// let found = landlines("家中电话（0571）8765 4321，文号0571—2024。");
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].masked, "0571-******21");
/// ```
pub fn landlines(text: &str) -> Vec<PrivateNumber> {
    if !may_hold(text) {
        return Vec::new();
    }
    let groups = groups(text);
    (0..groups.len()).filter_map(|at| landline(text, &groups[at..])).collect()
}

/// The number that the first of `groups` begins.
fn landline(text: &str, groups: &[Group]) -> Option<PrivateNumber> {
    let (area, rest) = groups.split_first()?;
    let first = rest.first()?;
    let between = &text[area.range.end..first.range.start];
    let parted = is_join(between) || matches!(between, ")" | "）" | ") " | "）-" | ")-" | "—");
    let second = rest.get(1).filter(|second| {
        first.digits.len() < 7 && is_join(&text[first.range.end..second.range.start])
    });
    let local = second.map_or_else(
        || first.digits.clone(),
        |second| [first.digits.as_str(), &second.digits].concat(),
    );
    let range = area.range.start..second.unwrap_or(first).range.end;
    let sound = parted && is_area(&area.digits, local.len()) && is_local(&local);
    (sound && stands_alone(text, &range)).then(|| PrivateNumber {
        kind: PrivateKind::Landline,
        range,
        masked: masked(&area.digits, &local),
    })
}

/// Whether `area` is an area code whose numbers have so many digits: 010 and 02x have eight.
fn is_area(area: &str, digits: usize) -> bool {
    match area.as_bytes() {
        b"010" | [b'0', b'2', _] => digits == 8,
        [b'0', b'3'..=b'9', _, _] => matches!(digits, 7 | 8),
        _ => false,
    }
}

/// Numbers of subscribers begin with 2 to 8.
fn is_local(local: &str) -> bool {
    local.starts_with(|c| matches!(c, '2'..='8'))
}

/// Words before the number of a file or a document.
const FILED: [&str; 7] = ["第", "档号", "卷号", "案号", "文号", "编号", "证号"];

/// Whether the number is no part of another; an extension (`-8012`) may follow.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let letter = |c: char| half_width(c).is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let before = text[..range.start].trim_end_matches(['(', '（']);
    let mut back = before.chars().rev();
    let begins = match back.next() {
        Some('-') => !back.next().is_some_and(letter),
        Some(c) => !letter(c) && !FILED.iter().any(|word| before.ends_with(word)),
        None => true,
    };
    let after = &text[range.end..];
    let extension = after.strip_prefix('-').unwrap_or(after);
    let digits = extension.find(|c: char| !c.is_ascii_digit()).unwrap_or(extension.len());
    let is_extension = after.len() > extension.len() && (1..=5).contains(&digits);
    let rest = if is_extension { &extension[digits..] } else { after };
    let goes_on = rest.chars().next().is_some_and(|c| letter(c) && c != '.' || c == '-');
    begins && !goes_on && !rest.starts_with('号')
}

fn masked(area: &str, local: &str) -> String {
    let shown = local.len() - 2;
    format!("{area}-{}{}", "*".repeat(shown), &local[shown..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn landlines_are_found_and_masked() {
        let table = [
            ("电话0571-87654321、010-65432100", vec!["0571-******21", "010-******00"]),
            ("0358 2345678", vec!["0358-*****78"]),
            ("（０３５８）２３４５６７８", vec!["0358-*****78"]),
            ("(010) 6543 2100转801", vec!["010-******00"]),
            ("0358-2345678-8012。", vec!["0358-*****78"]),
            ("0358—2345678", vec!["0358-*****78"]),
        ];
        for (text, masked) in table {
            let found: Vec<_> = landlines(text).into_iter().map(|n| n.masked).collect();
            assert_eq!(found, masked, "{text}");
        }
    }

    #[test]
    fn dates_documents_and_places_are_left_alone() {
        let texts = [
            "03582345678",
            "0358-1234567",
            "010-2345678",
            "0358-23456789012",
            "档号0358-2345678",
            "第0358-2345678号",
            "2024-0012345678",
            "1937-07-25",
            "墙位03-12-345",
            "A0358-2345678",
            "0358.2345678",
            "12-0358-2345678",
            "",
        ];
        for text in texts {
            assert_eq!(landlines(text), [], "{text}");
        }
    }
}
