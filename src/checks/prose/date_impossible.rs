//! Days that no calendar has, and weekdays of other days.

use jiff::civil::{Date, Weekday};

use super::day::Written;
use super::lexicon::List;
use super::{Passage, Text};
use crate::diag::{Message, Report, Rule, Severity};
use crate::say;

/// A date that does not exist.
pub static DATE_IMPOSSIBLE: Rule = Rule {
    name: "date-impossible",
    severity: Severity::Warning,
    zh: "日期不存在（2月30日、13月5日、平年的2月29日），或者星期和日期对不上。农历的日期不算；没写年份的星期按发布的年份算。",
    en: "A date that does not exist (30 February, the 13th month, 29 February in a common year), or a weekday that is not \
         that day's. Dates of the lunar calendar do not count; a weekday without a year is taken for the text's year.",
};

/// Words of dates that the common calendar has not.
pub const LUNAR: &[&str] = &["农历", "阴历", "旧历", "夏历", "正月", "腊月", "冬月", "闰"];

pub fn look(text: &Text<'_>, report: &mut Report) {
    for passage in &text.passages {
        for date in &passage.dates {
            if let Some(message) = fault(text, passage, date) {
                let finding = text.finding(&DATE_IMPOSSIBLE, passage, date.place.clone(), message);
                report.push(finding.help(say!(
                    "核对原始材料，改正日期",
                    "compare with the records and correct the date"
                )));
            }
        }
    }
}

fn fault(text: &Text<'_>, passage: &Passage, date: &Written) -> Option<Message> {
    let words = &passage.words;
    let sentence = passage.sentence(date.place.start);
    let lunar = sentence.start..date.place.end;
    if passage.hits(List::Lunar).any(|hit| lunar.contains(&hit.place.start)) {
        return None;
    }
    let said = &words[date.place.clone()];
    let month = date.month?;
    if !(1..=12).contains(&month) {
        // 13个月 is a length, and so may be 24月龄.
        // With stops between them three numbers may be a version.
        let is_date = (date.day.is_some() || date.year.is_some()) && !said.contains('.');
        return is_date.then(|| {
            say!("没有“{said}”，一年只有 12 个月", "there is no “{said}”: a year has 12 months")
        });
    }
    let day = date.day?;
    let last = match (month, date.year) {
        (2, Some(year)) if !is_leap(year) => 28,
        (2, _) => 29,
        (4 | 6 | 9 | 11, _) => 30,
        _ => 31,
    };
    if !(1..=last).contains(&day) {
        return Some(match (month, day) {
            (2, 29) => {
                say!("没有“{said}”，那一年不是闰年", "there is no “{said}”: that was no leap year")
            }
            _ => say!(
                "没有“{said}”，{month} 月只有 {last} 天",
                "there is no “{said}”: month {month} has {last} days"
            ),
        });
    }
    weekday(text, words, date)
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// A fault in the weekday behind a date: 7月28日（星期三）.
fn weekday(text: &Text<'_>, words: &str, date: &Written) -> Option<Message> {
    let behind = words[date.place.end..].trim_start_matches(['（', '(', ' ', '，']);
    let name = ["星期", "周", "礼拜"].iter().find_map(|word| behind.strip_prefix(word))?;
    let typed = named(name.chars().next()?)?;
    let given = date.year.or_else(|| text.year());
    let on = |year: i64| {
        let part = |number: Option<i64>| i8::try_from(number?).ok();
        let year = i16::try_from(year).ok()?;
        Some(Date::new(year, part(date.month)?, part(date.day)?).ok()?.weekday())
    };
    let right = on(given?)?;
    let months =
        text.day.zip(date.month).map_or(0, |(day, month)| (i64::from(day.month()) - month).abs());
    let is_near = date.year.is_none() && months >= 6;
    let near =
        is_near && [-1, 1].iter().any(|step| given.and_then(|y| on(y + step)) == Some(typed));
    let is_word = name.chars().nth(1).is_some_and(|c| "年刊报期边围会".contains(c));
    (right != typed && !near && !is_word).then(|| {
        let said = &words[date.place.clone()];
        let (is, is_not) = (chinese(right), chinese(typed));
        Message::new(
            format!("{said}是星期{is}，不是星期{is_not}"),
            format!("{said} is a {right:?}, not a {typed:?}"),
        )
    })
}

fn named(character: char) -> Option<Weekday> {
    Some(match character {
        '一' => Weekday::Monday,
        '二' => Weekday::Tuesday,
        '三' => Weekday::Wednesday,
        '四' => Weekday::Thursday,
        '五' => Weekday::Friday,
        '六' => Weekday::Saturday,
        '日' | '天' => Weekday::Sunday,
        _ => return None,
    })
}

fn chinese(day: Weekday) -> char {
    match day {
        Weekday::Monday => '一',
        Weekday::Tuesday => '二',
        Weekday::Wednesday => '三',
        Weekday::Thursday => '四',
        Weekday::Friday => '五',
        Weekday::Saturday => '六',
        Weekday::Sunday => '日',
    }
}
