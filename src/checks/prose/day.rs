//! The dates that are written in a passage, as far as each is written. Never judges.

use std::ops::Range;

use super::Passage;
use crate::text::{Quantity, Role, half_width};

/// A date of a passage. A part that nobody wrote is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its bytes in the words.
    pub place: Range<usize>,
    /// The year.
    pub year: Option<i64>,
    /// The month, as written.
    pub month: Option<i64>,
    /// The day of the month, as written.
    pub day: Option<i64>,
}

/// Every date of `words` with these numbers, in order.
pub fn written(words: &str, quantities: &[Quantity]) -> Vec<Written> {
    let mut found: Vec<Written> = Vec::new();
    let mut rest = quantities;
    while let [first, others @ ..] = rest {
        rest = others;
        if found.last().is_some_and(|date| first.place.start < date.place.end) {
            continue;
        }
        let date = numeric(words, first.digits.start).or_else(|| {
            let (date, used) = spelt(words, first, others)?;
            rest = &others[used..];
            Some(date)
        });
        found.extend(date);
    }
    found
}

/// A date in units, and how many of `others` it takes.
fn spelt(words: &str, first: &Quantity, others: &[Quantity]) -> Option<(Written, usize)> {
    let mut parts = [None; 3];
    let mut used = 0;
    let mut last = first;
    let mut at = match unit(first)? {
        at @ 0..=1 => at,
        // A day without a month is one only in 日.
        _ if first.unit == "日" => 2,
        _ => return None,
    };
    parts[at] = first.whole();
    for next in others {
        let gap = &words[last.place.end..next.place.start];
        match unit(next) {
            Some(follows) if follows == at + 1 && gap.trim().is_empty() => at = follows,
            _ => break,
        }
        parts[at] = next.whole();
        last = next;
        used += 1;
    }
    let [year, month, day] = parts;
    Some((Written { place: first.place.start..last.place.end, year, month, day }, used))
}

/// Which part of a date a number is.
fn unit(quantity: &Quantity) -> Option<usize> {
    match (quantity.role, quantity.unit) {
        (Role::Year, _) => Some(0),
        (Role::Count, "月" | "月份") => Some(1),
        (Role::Count, "日" | "号") => Some(2),
        (Role::Count | Role::Ordinal | Role::Percent, _) => None,
    }
}

/// A date such as 2021-07-28, 2021.7.28 or 2021/7/28 at byte `at`.
fn numeric(words: &str, at: usize) -> Option<Written> {
    let rest = &words[at..];
    // Few numbers have such a mark behind them, which is seen before anything is read.
    let is_digit = |c: char| half_width(c).is_ascii_digit();
    let mark = rest.trim_start_matches(is_digit).chars().next().filter(|c| "-./".contains(*c))?;
    if words[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || "-./_".contains(c)) {
        return None;
    }
    let number = |text: &str| {
        let length = text.find(|c| !half_width(c).is_ascii_digit()).unwrap_or(text.len());
        let digits: String = text[..length].chars().map(half_width).collect();
        Some((digits.parse::<i64>().ok()?, length, digits.len()))
    };
    let (year, year_end, 4) = number(rest)? else { return None };
    let month_at = year_end + 1;
    let (month, length, 1..=2) = number(&rest[month_at..])? else { return None };
    let day_at = month_at + length + 1;
    if !rest[month_at + length..].starts_with(mark) {
        return None;
    }
    let (day, length, 1..=2) = number(&rest[day_at..])? else { return None };
    let end = day_at + length;
    let goes_on = rest[end..].starts_with(|c: char| c.is_ascii_alphanumeric() || "-/_".contains(c));
    let is_longer =
        rest[end..].strip_prefix('.').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    let is_date = (1800..2200).contains(&year) && !goes_on && !is_longer;
    is_date.then(|| Written {
        place: at..at + end,
        year: Some(year),
        month: Some(month),
        day: Some(day),
    })
}

/// Every year that stands in `range` of the words of `passage`.
pub fn years(passage: &Passage, range: Range<usize>) -> Vec<i64> {
    passage
        .numbers_in(range)
        .filter(|quantity| quantity.role == Role::Year)
        .filter_map(Quantity::whole)
        .collect()
}
