//! Years in a row, against the years that are named and the number of the event.

use std::ops::Range;

use super::words::{has_any, run_before};
use super::{Passage, Text};
use crate::diag::{Message, Report, Rule, Severity};
use crate::say;
use crate::text::{Quantity, Role};

/// Years in a row that do not fit.
pub static YEARS_RUNNING: Rule = Rule {
    name: "years-running",
    severity: Severity::Warning,
    zh: "“连续几年”对不上：和“自2019年以来”算到文章写作的年份不符，和列出的年份个数不符，和“2016年至2020年”这样的起止不符；\
         或者连续5年每年举办的活动却写“第七届”。首尾两年算不算都认。",
    en: "“连续几年” does not fit: not from the year given to the year of the text, not the number of years listed, not \
         the range given; or an event held five years running is called the seventh. Counting both ends or one is \
         accepted.",
};

pub fn look(text: &Text<'_>, report: &mut Report) {
    for passage in &text.passages {
        for quantity in passage.quantities.iter().filter(|q| is_years(q)) {
            let before = run_before(&passage.words, quantity.place.start, 4);
            if before.ends_with("连续") || before.ends_with("连续第") {
                judge(text, passage, quantity, report);
            }
        }
    }
}

fn is_years(quantity: &Quantity) -> bool {
    quantity.unit == "年" && matches!(quantity.role, Role::Count | Role::Ordinal)
}

fn judge(text: &Text<'_>, passage: &Passage, running: &Quantity, report: &mut Report) {
    let Some(count) = running.whole() else { return };
    let sentence = passage.sentence(running.place.start);
    let verdict = listed(passage, running, &sentence, count)
        .or_else(|| ranged(passage, running, &sentence, count))
        .or_else(|| since(text, passage, running, &sentence, count))
        .or_else(|| numbered(passage, &sentence, count));
    if let Some(Verdict::Fault(message)) = verdict {
        report.push(
            text.finding(&YEARS_RUNNING, passage, running.place.clone(), message)
                .help(say!("核对起止年份和年数", "compare the years with their number")),
        );
    }
}

/// What a look at the years came to: nothing to compare, all is well, or a fault.
enum Verdict {
    Fits,
    Fault(Message),
}

fn verdict(fits: bool, message: impl FnOnce() -> Message) -> Verdict {
    if fits { Verdict::Fits } else { Verdict::Fault(message()) }
}

/// 2018年、2019年连续两年
fn listed(
    passage: &Passage,
    running: &Quantity,
    sentence: &Range<usize>,
    count: i64,
) -> Option<Verdict> {
    let before = passage.words[sentence.start..running.place.start].trim_end_matches("连续");
    let row: Vec<&Quantity> = passage
        .numbers_in(sentence.start..running.place.start)
        .filter(|q| q.role == Role::Year)
        .collect();
    let last = row.last()?;
    let is_row = row.len() >= 2
        && passage.words[last.place.end..sentence.start + before.len()]
            .trim_matches(['，', '已'])
            .is_empty()
        && row.windows(2).all(|two| {
            matches!(
                &passage.words[two[0].place.end..two[1].place.start],
                "、" | "和" | "，" | "及"
            )
        });
    let listed = i64::try_from(row.len()).unwrap_or(0);
    is_row.then(|| {
        verdict(listed == count, || {
            say!(
                "列出了 {listed} 个年份，写的是连续 {count} 年",
                "{listed} years are listed, and {count} running are written"
            )
        })
    })
}

/// 2016年至2020年连续五年
fn ranged(
    passage: &Passage,
    running: &Quantity,
    sentence: &Range<usize>,
    count: i64,
) -> Option<Verdict> {
    let row: Vec<&Quantity> = passage
        .numbers_in(sentence.start..running.place.start)
        .filter(|q| is_year_of_range(q))
        .collect();
    let [.., first, last] = row.as_slice() else { return None };
    let between = &passage.words[first.digits.end..last.digits.start];
    let is_range =
        matches!(between.trim_start_matches('年'), "至" | "到" | "—" | "－" | "-" | "–" | "——");
    let gap = &passage.words[last.place.end..running.place.start];
    if !is_range || gap.chars().count() > 12 {
        return None;
    }
    let (first, last) = (first.whole()?, last.whole()?);
    let span = last - first;
    Some(verdict(count == span || count == span + 1, || {
        say!(
            "{first} 年到 {last} 年是 {} 年，写的是连续 {count} 年",
            "{first} to {last} are {} years, and {count} running are written",
            span + 1
        )
    }))
}

fn is_year_of_range(quantity: &Quantity) -> bool {
    quantity.role == Role::Year
        || quantity.unit.is_empty() && quantity.whole().is_some_and(|n| (1900..2100).contains(&n))
}

/// 自2019年以来连续8年
fn since(
    text: &Text<'_>,
    passage: &Passage,
    running: &Quantity,
    sentence: &Range<usize>,
    count: i64,
) -> Option<Verdict> {
    let now = text.year()?;
    let row: Vec<&Quantity> = passage
        .numbers_in(sentence.start..running.place.start)
        .filter(|q| q.role == Role::Year)
        .collect();
    let [start] = row.as_slice() else { return None };
    let before = run_before(&passage.words, start.place.start, 4);
    let after = &passage.words[start.place.end..running.place.start];
    let is_since =
        before.ends_with(['自', '从']) || after.starts_with("以来") || after.starts_with("起");
    let ends_elsewhere = has_any(after, &["截至", "到20", "至20", "期间", "前后"]);
    if !is_since || ends_elsewhere || passage.is_quoted(running.place.start) {
        return None;
    }
    let first = start.whole()?;
    let span = now - first;
    Some(verdict(count == span || count == span + 1, || {
        say!(
            "从 {first} 年到 {now} 年是 {} 年，写的是连续 {count} 年",
            "{first} to {now} are {} years, and {count} running are written",
            span + 1
        )
    }))
}

/// 连续5年举办 … 第七届
fn numbered(passage: &Passage, sentence: &Range<usize>, count: i64) -> Option<Verdict> {
    const HELD: &[&str] = &["举办", "举行", "开展", "召开", "组织", "承办"];
    const BODIES: &[&str] =
        &["全国人", "人大", "政协", "党代会", "委员会", "中央", "全会", "双拥模范"];
    let number =
        passage.numbers_in(sentence.clone()).find(|q| q.role == Role::Ordinal && q.unit == "届")?;
    let said = &passage.words[sentence.clone()];
    let behind = &passage.words[number.place.end..];
    let is_event = has_any(said, HELD) && !BODIES.iter().any(|body| behind.starts_with(body));
    let held = number.whole()?;
    if !is_event {
        return None;
    }
    Some(verdict(held == count, || {
        say!(
            "连续 {count} 年举办，却是第 {held} 届；如果每年一届，两个数应当一样",
            "held {count} years running, and yet number {held}; if it is held once a year the two agree"
        )
    }))
}
