//! Parts that are listed beside their whole.

use std::ops::Range;

use rust_decimal::Decimal;

use super::lexicon::List;
use super::words::{has_any, run_before};
use super::{Part, Passage, Text};
use crate::diag::{Report, Rule, Severity};
use crate::say;
use crate::text::{Amount, Quantity, Role};

/// Parts that do not make up their whole.
pub static PART_SUM: Rule = Rule {
    name: "part-sum",
    severity: Severity::Warning,
    zh: "分项和总数对不上：某一分项比总数大；互不重叠的分项（男、女，一等奖、二等奖，东县、西县）加起来超过总数；\
         男女、城乡这样非此即彼的分项加起来不等于总数。分项可能重叠的（如党员、女性）只查单项。",
    en: "Parts and their whole do not fit: a part is larger than the whole; parts that cannot overlap (men and women, \
         first and second prizes, two counties) sum up to more; parts of which everything is one or the other (men \
         and women, town and country) do not sum up to it. Parts that may overlap (party members, women) are looked \
         at one by one.",
};

/// Labels of which everything is one or the other.
const PAIRS: &[(&str, &str)] = &[
    ("男", "女"),
    ("城镇", "农村"),
    ("城市", "农村"),
    ("城区", "农村"),
    ("在职", "退休"),
    ("军官", "士兵"),
    ("线上", "线下"),
    ("单位", "个人"),
    ("集体", "个人"),
    ("有名", "无名"),
];
/// The characters that they begin with, which few clauses do.
const PAIR_STARTS: [char; 14] =
    ['男', '女', '城', '农', '在', '退', '军', '士', '线', '单', '个', '集', '有', '无'];
/// Ends of labels that sort things into one place each.
const CLASSES: &str = "组级奖县区市镇乡村类站校队省片";

/// Words that parts of a whole follow.
pub const MARKS: &[&str] = &["其中", "包括", "分别为", "分别是"];

/// A part and what it is called.
struct Share<'a> {
    label: &'a str,
    quantity: &'a Quantity,
}

pub fn look(text: &Text<'_>, report: &mut Report) {
    for passage in
        text.passages.iter().filter(|p| !matches!(p.part, Part::Cell { .. } | Part::Strip { .. }))
    {
        let mut starts: Vec<usize> = passage.hits(List::Parts).map(|hit| hit.place.end).collect();
        let marks = passage.signs.iter().filter(|(_, c)| matches!(c, '：' | '，' | '（'));
        starts.extend(marks.map(|(at, mark)| at + mark.len_utf8()).filter(|start| {
            let rest = &passage.words[*start..];
            rest.starts_with(PAIR_STARTS)
                && PAIRS.iter().any(|(one, other)| rest.starts_with(one) || rest.starts_with(other))
        }));
        starts.sort_unstable();
        let mut last = None;
        for start in starts {
            let Some((whole, shares)) = split(passage, start) else { continue };
            if last == Some(whole.place.start) {
                continue;
            }
            if judge(text, passage, whole, &shares, report) {
                last = Some(whole.place.start);
            }
        }
    }
}

/// The whole before byte `start`, and the parts behind it in the same sentence.
fn split(passage: &Passage, start: usize) -> Option<(&Quantity, Vec<Share<'_>>)> {
    let sentence = passage.sentence(start.min(passage.words.len() - 1));
    let end = passage.words[start..sentence.end].find('；').map_or(sentence.end, |at| start + at);
    let whole = passage
        .numbers_in(sentence.start..start)
        .filter(|q| is_thing(q))
        .last()
        .filter(|whole| !passage.words[whole.place.end..start].contains(['；', '。']))?;
    let shares = passage
        .numbers_in(start..end)
        .filter(|q| is_thing(q) && alike(q.unit, whole.unit))
        .map(|quantity| Share { label: label(&passage.words, start, quantity), quantity })
        .collect();
    Some((whole, shares))
}

fn is_thing(quantity: &Quantity) -> bool {
    quantity.role == Role::Count
        && !matches!(
            quantity.unit,
            "" | "年"
                | "月"
                | "日"
                | "号"
                | "岁"
                | "天"
                | "周年"
                | "个百分点"
                | "次"
                | "届"
                | "倍"
        )
}

/// Whether two units count the same things.
fn alike(one: &str, other: &str) -> bool {
    const PEOPLE: [&str; 3] = ["人", "名", "位"];
    one == other || PEOPLE.contains(&one) && PEOPLE.contains(&other)
}

/// What stands before a number since the last mark, or behind it when nothing does.
fn label<'a>(words: &'a str, start: usize, quantity: &Quantity) -> &'a str {
    let before = run_before(&words[start..], quantity.place.start - start, 12);
    let before = before.trim_start_matches("其中").trim_end_matches(['为', '有', '共', '各', '占']);
    if before.is_empty() { super::words::run_after(words, quantity.place.end, 6) } else { before }
}

/// Says what does not fit; whether something did not.
fn judge(
    text: &Text<'_>,
    passage: &Passage,
    whole: &Quantity,
    shares: &[Share<'_>],
    report: &mut Report,
) -> bool {
    let said = |place: Range<usize>| &passage.words[place];
    let total = said(whole.place.clone());
    let exact = |quantity: &Quantity| quantity.exact_count().is_some();
    if let Some(share) = shares.first().filter(|_| exact(whole)) {
        let is_follow =
            passage.words[whole.place.end..share.quantity.place.start].chars().count() <= 30;
        let is_apart =
            has_any(share.label, &["累计", "此前", "历年", "历次", "去年", "全国", "全省"]);
        if is_follow
            && !is_apart
            && share.quantity.value > whole.value
            && exact(share.quantity)
            && is_of_whole(passage, whole, share)
        {
            let part = said(share.quantity.place.clone());
            let message = say!(
                "“其中”的 {part} 比总数 {total} 还多",
                "the part {part} is more than the whole, {total}"
            );
            report.push(
                text.finding(&PART_SUM, passage, share.quantity.place.clone(), message)
                    .help(help()),
            );
            return true;
        }
    }
    if shares.len() < 2 || !exact(whole) || !shares.iter().all(|share| exact(share.quantity)) {
        return false;
    }
    let sum: Decimal = shares.iter().map(|share| share.quantity.value.decimal()).sum();
    let is_wrong = match kinship(shares) {
        Kinship::Complement => sum != whole.value.decimal(),
        Kinship::Apart => sum > whole.value.decimal(),
        Kinship::Unknown => false,
    };
    if is_wrong {
        let first = shares[0].quantity.place.start;
        let last = shares[shares.len() - 1].quantity.place.end;
        let sum = Amount::from(sum.normalize());
        let message = say!(
            "分项加起来是 {sum}，总数写的是 {total}",
            "the parts sum up to {sum}, and the whole is given as {total}"
        );
        report.push(text.finding(&PART_SUM, passage, first..last, message).help(help()));
    }
    is_wrong
}

/// Whether what a part is of is the whole that stands before it, which 其中 says.
fn is_of_whole(passage: &Passage, whole: &Quantity, share: &Share<'_>) -> bool {
    passage.words[whole.place.end..share.quantity.place.start].contains("其中")
}

fn help() -> crate::diag::Message {
    say!("核对分项和总数", "compare the parts and the whole")
}

/// How the labels of parts belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kinship {
    /// Everything is one or the other.
    Complement,
    /// Nothing is two of them.
    Apart,
    Unknown,
}

fn kinship(shares: &[Share<'_>]) -> Kinship {
    if let [one, other] = shares {
        let (one, other) = (one.label, other.label);
        let is_pair = |(a, b): &(&str, &str)| {
            one.starts_with(a) && other.starts_with(b) || one.starts_with(b) && other.starts_with(a)
        };
        if PAIRS.iter().any(is_pair) {
            return Kinship::Complement;
        }
    }
    let last = |share: &Share<'_>| share.label.chars().next_back();
    let Some(end) = shares.first().and_then(last) else { return Kinship::Unknown };
    let same_end = shares.iter().all(|share| last(share) == Some(end));
    let is_class = CLASSES.contains(end) || shares[0].label.ends_with("等功");
    let clear = |share: &Share<'_>| share.label.chars().count() >= 2;
    let mut labels: Vec<&str> = shares.iter().map(|share| share.label).collect();
    labels.sort_unstable();
    labels.dedup();
    if is_class && same_end && shares.iter().all(clear) && labels.len() == shares.len() {
        Kinship::Apart
    } else {
        Kinship::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_pair_is_missed_by_its_first_character() {
        let is_known = |word: &str| word.starts_with(PAIR_STARTS);
        assert!(PAIRS.iter().all(|(one, other)| is_known(one) && is_known(other)));
    }
}
