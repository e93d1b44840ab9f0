//! Ranges of dates and years that end before they begin.

use std::ops::Range;

use super::day::Written;
use super::{Passage, Text};
use crate::diag::{Report, Rule, Severity};
use crate::say;
use crate::text::{Quantity, Role};

/// A range that ends before it begins.
pub static DATE_RANGE: Rule = Rule {
    name: "date-range",
    severity: Severity::Warning,
    zh: "起止日期倒了：2021年7月至2020年3月、7月28日至25日、（1935—1910）。11月至3月跨年，不算。",
    en: "A range of dates that ends before it begins: July 2021 to March 2020, 28 to 25 July, (1935–1910). November to \
         March goes over the new year and is fine.",
};

/// Words and marks between the ends of a range.
const BETWEEN: [&str; 11] = ["至", "到", "—", "——", "－", "-", "–", "~", "～", "―", "─"];

pub fn look(text: &Text<'_>, report: &mut Report) {
    for passage in &text.passages {
        for pair in passage.dates.windows(2) {
            let place = pair[0].place.start..pair[1].place.end;
            if is_range(&passage.words, pair[0].place.end..pair[1].place.start)
                && is_backwards(&pair[0], &pair[1])
            {
                tell(text, passage, place, report);
            }
        }
        for pair in passage.quantities.windows(2) {
            let bare = bare_year(&passage.words, &pair[0]).zip(bare_year(&passage.words, &pair[1]));
            let gap = pair[0].digits.end..pair[1].digits.start;
            let is_plain = pair[0].role != Role::Year || pair[1].role != Role::Year;
            if is_plain && bare.is_some_and(|(from, to)| to < from) && is_range(&passage.words, gap)
            {
                tell(text, passage, pair[0].digits.start..pair[1].digits.end, report);
            }
        }
    }
}

fn tell(text: &Text<'_>, passage: &Passage, place: Range<usize>, report: &mut Report) {
    let said = &passage.words[place.clone()];
    let message = say!("“{said}”的结束早于开始", "“{said}” ends before it begins");
    report.push(
        text.finding(&DATE_RANGE, passage, place, message)
            .help(say!("核对起止日期", "compare both ends with the records")),
    );
}

/// Whether the words between are those of a range.
fn is_range(words: &str, gap: Range<usize>) -> bool {
    words.get(gap).is_some_and(|gap| BETWEEN.contains(&gap.trim()))
}

fn is_backwards(from: &Written, to: &Written) -> bool {
    match (from.year, to.year) {
        (Some(first), Some(last)) if first != last => last < first,
        (Some(_), Some(_)) => (to.month, to.day) < (from.month, from.day) && is_as_fine(from, to),
        // 2021年7月至3月 would be the same year; 11月至3月 need not be.
        (Some(_), None) if to.month.is_some() => {
            is_as_fine(from, to) && (to.month, to.day) < (from.month, from.day)
        }
        (_, None) if to.month.is_none() => {
            matches!((from.day, to.day), (Some(first), Some(last)) if last < first)
        }
        (None, None) => {
            from.month == to.month
                && matches!((from.day, to.day), (Some(first), Some(last)) if last < first)
        }
        _ => false,
    }
}

/// Whether both ends are written to the same part.
fn is_as_fine(from: &Written, to: &Written) -> bool {
    from.month.is_some() == to.month.is_some() && from.day.is_some() == to.day.is_some()
}

/// A year of four digits, with or without 年, that is part of no longer number or code.
fn bare_year(words: &str, quantity: &Quantity) -> Option<i64> {
    let year = quantity.whole().filter(|year| (1800..2100).contains(year))?;
    let is_bare = quantity.unit.is_empty() || quantity.role == Role::Year;
    let digits = &words[quantity.digits.clone()];
    let before = words[..quantity.digits.start].chars().next_back();
    let behind = words[quantity.digits.end..].chars().next();
    let is_code =
        |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || "./_".contains(c));
    let is_paper = before.is_some_and(|c| "〔[T".contains(c))
        || words[..quantity.digits.start].ends_with("GB");
    let is_alone = !is_code(before) && !is_code(behind) && !is_paper;
    // A telephone number goes on with the same mark.
    let is_longer = before == Some('-') && !is_year_before(words, quantity.digits.start)
        || behind == Some('-') && words[..quantity.digits.start].ends_with('-');
    (is_bare && digits.len() == 4 && is_alone && !is_longer).then_some(year)
}

/// Whether the mark before byte `at` stands right behind a year that nothing stands before.
fn is_year_before(words: &str, at: usize) -> bool {
    let before = words[..at].trim_end_matches('-');
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    digits == 4 && !before[..before.len() - digits].ends_with('-')
}
