//! One noun with two different figures: within a text, and in texts of the same day.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;

use super::words::{clause, counted, has_any, run_after, run_before};
use super::{Part, Passage, Text};
use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::say;
use crate::text::{Amount, Quantity, Script};

/// Two figures for one thing.
pub static TWO_FIGURES: Rule = Rule {
    name: "two-figures",
    severity: Severity::Warning,
    zh: "同一样东西在一篇文章里有两个数，例如前面“办理优待证10834张”，后面“申领优待证10804人”；或者两篇文章里截至同一天的同一项数不一样。\
         口径不同（年份、地区、“其中”）而且写明了的不算。",
    en: "One thing has two figures in a text, such as 10834 preferential cards first and 10804 later; or two texts \
         give different figures for the same thing as of the same day. Figures whose scope differs and says so \
         (year, place, 其中) do not count.",
};

/// Whether a unit counts things, and measures no time or order.
fn is_of_things(unit: &str) -> bool {
    !matches!(
        unit,
        "" | "年"
            | "月"
            | "月份"
            | "日"
            | "号"
            | "天"
            | "时"
            | "分"
            | "秒"
            | "岁"
            | "周岁"
            | "虚岁"
            | "周年"
            | "年度"
            | "个月"
            | "小时"
            | "个小时"
            | "分钟"
            | "届"
            | "度"
            | "个百分点"
            | "倍"
            | "米"
            | "公里"
            | "期"
            | "里"
            | "页"
            | "字"
            | "点"
            | "级"
            | "代"
    )
}

/// Words that say a figure is the whole of it.
pub const WHOLE: &[&str] = &[
    "全市", "全县", "全区", "全省", "我市", "我县", "我区", "我省", "共有", "现有", "总数", "累计",
    "截至", "截止",
];
/// Words that say it is something else: a part, a change, an aim, a rate.
pub const OTHERWISE: &[&str] = &[
    "其中",
    "比",
    "较",
    "增加",
    "新增",
    "减少",
    "增长",
    "由",
    "从",
    "目标",
    "计划",
    "预计",
    "力争",
    "人均",
    "每",
    "平均",
    "同比",
    "环比",
    "原有",
    "原",
    "应",
    "拟",
    "将",
    "超过",
    "不少于",
    "以上",
    "标准",
    "分别",
    "先后",
    "前",
];
/// Words that say when.
pub const WHEN: &[&str] = &[
    "今年",
    "去年",
    "前年",
    "上年",
    "当年",
    "当月",
    "本月",
    "上月",
    "上半年",
    "下半年",
    "季度",
    "春节",
    "八一",
    "清明",
    "此次",
    "本次",
    "当天",
    "当日",
    "首批",
    "期间",
    "近年",
    "每年",
    "历年",
    "以来",
];

/// A figure of a text.
struct Figure<'a> {
    passage: &'a Passage,
    quantity: &'a Quantity,
    /// The sentence it stands in.
    sentence: Range<usize>,
    /// What is counted, from before the number.
    label: &'a str,
    /// The same from behind it.
    behind: &'a str,
}

impl Figure<'_> {
    /// When and where, as far as the sentence says. Most figures are never asked.
    fn scope(&self) -> Vec<String> {
        scope(self.passage, self.sentence.start..self.quantity.place.start)
    }
}

/// A figure with the day it is as of, to be compared with other texts.
#[derive(Debug)]
pub struct Claim {
    place: Place,
    label: String,
    unit: &'static str,
    day: String,
    scope: Vec<String>,
    value: Amount,
}

/// Looks for two figures within `text`; gives what may be compared with other texts.
pub fn look(text: &Text<'_>, report: &mut Report) -> Vec<Claim> {
    let passages = text.running().chain(text.passages.iter().filter(|p| p.part == Part::Summary));
    let figures: Vec<Figure<'_>> = passages.flat_map(figures).collect();
    let mut by_end: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, figure) in figures.iter().enumerate() {
        let keys = [last_two(figure.label), figure.behind];
        for key in keys.into_iter().filter(|key| !key.is_empty()) {
            let earlier = by_end.entry(key).or_default();
            let other = earlier.iter().map(|at| &figures[*at]).find(|other| differ(other, figure));
            if let Some(other) = other {
                report.push(finding(text, other, figure));
            }
            earlier.push(index);
        }
    }
    figures.iter().filter_map(|figure| claim(text, figure)).collect()
}

fn figures(passage: &Passage) -> Vec<Figure<'_>> {
    let counts = passage.quantities.iter().filter(|quantity| counts_things(quantity));
    counts.map(|quantity| figure(passage, quantity)).collect()
}

fn counts_things(quantity: &Quantity) -> bool {
    quantity.script == Script::Arabic
        && is_of_things(quantity.unit)
        && quantity.exact_count().is_some_and(|value| value.decimal() >= Decimal::from(5))
}

fn figure<'a>(passage: &'a Passage, quantity: &'a Quantity) -> Figure<'a> {
    let sentence = passage.sentence(quantity.place.start);
    let words = &passage.words;
    let label = counted(label(words, quantity.place.start));
    let behind = run_after(words, quantity.place.end, 9);
    let is_name = (3..=8).contains(&behind.chars().count());
    Figure { passage, quantity, sentence, label, behind: if is_name { behind } else { "" } }
}

/// What stands before a number: Chinese characters, or what stands between book or quotation marks.
fn label(words: &str, at: usize) -> &str {
    let before = words[..at].trim_end_matches(' ');
    match before.strip_suffix(['》', '”']) {
        Some(named) => run_before(named, named.len(), 14),
        None => run_before(words, at, 14),
    }
}

/// The years, months, seasons and places that are named in `range`.
fn scope(passage: &Passage, range: Range<usize>) -> Vec<String> {
    let words = &passage.words[range.clone()];
    let dates = passage.dates.iter();
    let dates = dates.filter(|date| range.contains(&date.place.start));
    let mut scope: Vec<String> =
        dates.map(|date| format!("{:?}-{:?}-{:?}", date.year, date.month, date.day)).collect();
    scope.extend(WHEN.iter().filter(|word| words.contains(**word)).map(|word| (*word).to_owned()));
    scope.extend(places(words));
    scope.sort_unstable();
    scope.dedup();
    scope
}

/// The ends of the names of places in `words`: 勃湾区 of 海勃湾区, and not 全区.
pub fn places(words: &str) -> Vec<String> {
    let marks = words.char_indices().filter(|(_, c)| "县区市镇乡村省".contains(*c));
    let named = marks.filter_map(|(at, mark)| {
        let named = run_before(words, at, 2);
        let is_whole = named.is_empty()
            || named.ends_with(['全', '我', '各', '本', '驻', '社', '城', '超', '该', '地']);
        (!is_whole).then(|| format!("{named}{mark}"))
    });
    named.collect()
}

fn last_two(label: &str) -> &str {
    let start = label.char_indices().rev().nth(1);
    start.map_or("", |(at, _)| &label[at..])
}

/// Whether two figures say different things of the same.
fn differ(one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let same_sentence = std::ptr::eq(one.passage, other.passage) && one.sentence == other.sentence;
    let apart = one.quantity.value != other.quantity.value && !same_sentence;
    let otherwise = |figure: &Figure<'_>| {
        let place = clause(&figure.passage.words, figure.quantity.place.start);
        has_any(&figure.passage.words[place], OTHERWISE)
    };
    apart
        && (is_slip(one, other) || is_whole_twice(one, other))
        && !otherwise(one)
        && !otherwise(other)
        && is_same_scope(one, other)
}

/// Whether two figures are of the same time and place. What has the very same long name in one text is
/// one thing, be it 本次 or not.
fn is_same_scope(one: &Figure<'_>, other: &Figure<'_>) -> bool {
    const THIS: [&str; 2] = ["此次", "本次"];
    let is_named = last_noun(one.label, other.label).chars().count() >= 5;
    let scope = |figure: &Figure<'_>| {
        let mut scope = figure.scope();
        scope.retain(|word| !(is_named && THIS.contains(&word.as_str())));
        scope
    };
    scope(one) == scope(other)
}

/// Whether two long numbers of like things are so like that one is a slip: two neighbours changed
/// places, or at most two digits differ, and not by much.
fn is_slip(one: &Figure<'_>, other: &Figure<'_>) -> bool {
    if !is_typing_slip(one.quantity.value.decimal(), other.quantity.value.decimal()) {
        return false;
    }
    let shared = last_noun(one.label, other.label).chars().count();
    let same_unit = one.quantity.unit == other.quantity.unit;
    shared >= 3 || same_unit && shared >= 2 && one.label == other.label
}

/// Whether one of two long numbers is a slip of the other: two neighbours changed places, or at most
/// two digits differ, and not by much.
pub fn is_typing_slip(one: Decimal, other: Decimal) -> bool {
    let is_near = (one - other).abs().saturating_mul(Decimal::from(20)) <= one.max(other);
    if !is_near {
        return false;
    }
    let (first, second) = (one.to_string(), other.to_string());
    if first.len() != second.len() || first.len() < 4 {
        return false;
    }
    let differ: Vec<usize> =
        (0..first.len()).filter(|at| first.as_bytes()[*at] != second.as_bytes()[*at]).collect();
    let digit = |number: &str, at: usize| number.as_bytes()[at];
    let is_swap = matches!(differ.as_slice(), [a, b] if a + 1 == *b
        && digit(&first, *a) == digit(&second, *b)
        && digit(&first, *b) == digit(&second, *a));
    let is_round = |number: &str| number.ends_with("00");
    is_swap || differ.len() <= 2 && !(is_round(&first) && is_round(&second))
}

/// Whether both say of the whole what is called by the very same words.
fn is_whole_twice(one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let whole = |figure: &Figure<'_>| {
        has_any(&figure.passage.words[figure.sentence.start..figure.quantity.place.start], WHOLE)
    };
    let is_long = one.label.chars().count() >= 3;
    let same_label = is_long && one.label == other.label;
    let same_behind = !one.behind.is_empty() && one.behind == other.behind;
    one.quantity.unit == other.quantity.unit
        && (same_label || same_behind)
        && whole(one)
        && whole(other)
}

fn finding(text: &Text<'_>, earlier: &Figure<'_>, later: &Figure<'_>) -> Diagnostic {
    let said = |figure: &Figure<'_>| figure.passage.words[figure.quantity.place.clone()].to_owned();
    let (first, second) = (said(earlier), said(later));
    let noun =
        if later.label.is_empty() { later.behind } else { last_noun(earlier.label, later.label) };
    let place = later.quantity.place.clone();
    let message = say!(
        "“{noun}”前面是 {first}，这里是 {second}",
        "“{noun}” was {first} before and is {second} here"
    );
    let there = text.place(earlier.passage, earlier.quantity.place.clone());
    text.finding(&TWO_FIGURES, later.passage, place, message)
        .note(there, say!("前面在这里", "before, it is here"))
        .help(say!(
            "核对原始材料，改正写错的；口径不同的写明口径",
            "compare with the records and correct the wrong one; say so when the scope differs"
        ))
}

/// The end that two labels share.
fn last_noun<'a>(one: &str, other: &'a str) -> &'a str {
    let shared = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).count();
    let start = other.char_indices().rev().take(shared).last();
    start.map_or("", |(at, _)| &other[at..])
}

/// What `figure` claims as of a day.
fn claim(text: &Text<'_>, figure: &Figure<'_>) -> Option<Claim> {
    let before = &figure.passage.words[figure.sentence.start..figure.quantity.place.start];
    let from = before.rfind("截至")? + figure.sentence.start;
    let date =
        figure.passage.dates.iter().find(|date| {
            date.place.start >= from && date.place.start < figure.quantity.place.start
        })?;
    let end = &figure.passage.words[date.place.end..];
    let at_end = if end.trim_start().starts_with(['底', '末']) { "-end" } else { "" };
    let label = if figure.label.chars().count() >= 3 { figure.label } else { figure.behind };
    let clause = clause(&figure.passage.words, figure.quantity.place.start);
    let is_whole = !has_any(&figure.passage.words[clause], OTHERWISE);
    (date.year.is_some() && is_whole && label.chars().count() >= 3).then(|| Claim {
        place: text.place(figure.passage, figure.quantity.place.clone()),
        label: label.to_owned(),
        unit: figure.quantity.unit,
        day: format!("{:?}-{:?}-{:?}{at_end}", date.year, date.month, date.day),
        scope: figure.scope(),
        value: figure.quantity.value,
    })
}

/// Compares what all texts claim.
pub fn compare<'a>(claims: impl Iterator<Item = &'a Claim>, report: &mut Report) {
    let mut known: BTreeMap<_, &Claim> = BTreeMap::new();
    for claim in claims {
        let Claim { place, label, unit, day, scope, value } = claim;
        let first = *known.entry((label, unit, day, scope)).or_insert(claim);
        if first.value == *value || first.place.file() == place.file() {
            continue;
        }
        let (here, there) = (value.plain(), first.value.plain());
        let message = say!(
            "截至同一天的“{label}”，这里是 {here}，另一篇文章是 {there}",
            "as of the same day “{label}” is {here} here and {there} in another text"
        );
        report.push(
            Diagnostic::new(&TWO_FIGURES, place.clone(), message)
                .note(first.place.clone(), say!("另一篇在这里", "the other text is here"))
                .help(say!(
                    "核对原始材料，改正写错的；口径不同的写明口径",
                    "compare with the records and correct the wrong one; say so when the scope differs"
                )),
        );
    }
}
