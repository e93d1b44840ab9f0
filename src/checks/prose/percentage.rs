//! Shares of a hundred: more than all, and points taken for percent.

use std::ops::Range;

use rust_decimal::Decimal;

use super::words::{clause, has_any, run_before};
use super::{Passage, Text};
use crate::diag::{Message, Report, Rule, Severity};
use crate::say;
use crate::text::{Amount, Quantity, Role};

/// A percentage that cannot be.
pub static PERCENTAGE: Rule = Rule {
    name: "percentage",
    severity: Severity::Warning,
    zh: "百分比不对：覆盖率、安置率、满意率等超过了 100%；分别占几成的几项加起来超过 100%；由 40% 提高到 60% 写成“提高20%”\
         （相差的是 20 个百分点），或写的百分点和两个数之差不符。增长、完成计划可以超过 100%，不算。",
    en: "A percentage that cannot be: a coverage, placement or satisfaction over 100 %; shares of one whole that sum up \
         to more than 100 %; a rise from 40 % to 60 % called “20 %” (it is 20 percentage points), or points that are \
         not the difference. Growth and plans may exceed 100 %.",
};

/// Rates that are parts of a whole.
const RATES: &[&str] = &[
    "覆盖率",
    "安置率",
    "满意率",
    "满意度",
    "兑付率",
    "合格率",
    "达标率",
    "知晓率",
    "参与率",
    "普及率",
    "办结率",
    "采集率",
    "入学率",
    "就业率",
    "通过率",
    "及格率",
    "出勤率",
    "签约率",
    "建档率",
    "发放率",
    "落实率",
    "好评率",
    "优良率",
    "占比",
    "悬挂率",
    "入库率",
    "解决率",
    "录入率",
    "化解率",
    "回复率",
    "转化率",
];
const RISES: &[&str] =
    &["提高", "上升", "增长", "增加", "提升", "下降", "降低", "减少", "降", "升"];

pub fn look(text: &Text<'_>, report: &mut Report) {
    for passage in &text.passages {
        let percents: Vec<&Quantity> =
            passage.quantities.iter().filter(|quantity| quantity.role == Role::Percent).collect();
        for quantity in &percents {
            too_much(text, passage, quantity, report);
        }
        shares(text, passage, &percents, report);
        for pair in percents.windows(2) {
            rise(text, passage, pair[0], pair[1], report);
        }
    }
}

fn push(
    text: &Text<'_>,
    passage: &Passage,
    place: Range<usize>,
    message: Message,
    help: Message,
    report: &mut Report,
) {
    report.push(text.finding(&PERCENTAGE, passage, place, message).help(help));
}

fn too_much(text: &Text<'_>, passage: &Passage, quantity: &Quantity, report: &mut Report) {
    let words = &passage.words;
    let start = clause(words, quantity.place.start).start;
    let before = &words[start..quantity.place.start];
    let rate = RATES.iter().filter_map(|rate| Some((before.rfind(rate)?, *rate))).max();
    let Some((_, rate)) = rate.filter(|(at, _)| !has_any(&before[*at..], RISES)) else { return };
    if quantity.value.decimal() > Decimal::ONE_HUNDRED {
        let said = &words[quantity.place.clone()];
        let message = say!("“{rate}”不会是 {said}", "“{rate}” cannot be {said}");
        let help = say!("核对分子和分母", "compare what is counted with the whole");
        push(text, passage, quantity.place.clone(), message, help, report);
    }
}

/// Shares of one whole in a sentence: 分别占, or one 占 after the other.
fn shares(text: &Text<'_>, passage: &Passage, percents: &[&Quantity], report: &mut Report) {
    if percents.len() < 2 {
        return;
    }
    let words = &passage.words;
    for sentence in passage.sentences() {
        let said = &words[sentence.clone()];
        if !said.contains('占') {
            continue;
        }
        let inside: Vec<&&Quantity> =
            percents.iter().filter(|q| sentence.contains(&q.place.start)).collect();
        let together = said.find("分别占").map(|at| sentence.start + at);
        let of: Vec<&&&Quantity> = inside
            .iter()
            .filter(|q| {
                let before = &words[sentence.start..q.place.start];
                let own = run_before(words, q.place.start, 4);
                together.is_some_and(|at| at < q.place.start) && !before.contains('；')
                    || own.ends_with('占')
                    || own.ends_with("占比")
            })
            .collect();
        let sum: Decimal = of.iter().map(|q| q.value.decimal()).sum();
        if of.len() < 2 || sum <= Decimal::from(101) || !are_apart(passage, &of, together.is_some())
        {
            continue;
        }
        let place = of[0].place.start..of[of.len() - 1].place.end;
        let sum = Amount::from(sum.normalize());
        let message = say!("几项所占的比例加起来是 {sum}%", "the shares sum up to {sum} %");
        let help = say!("核对各项所占的比例", "correct the shares");
        push(text, passage, place, message, help, report);
    }
}

/// Whether no thing can be in two of the shares: their names end alike, or they are listed as the
/// parts of one whole.
fn are_apart(passage: &Passage, of: &[&&&Quantity], together: bool) -> bool {
    const OVERLAP: &[&str] =
        &["党员", "女", "族", "以上", "以下", "立功", "困难", "志愿", "骨干", "青年"];
    let words = &passage.words;
    let first = clause(words, of[0].place.start).start;
    let said = &words[first..of[of.len() - 1].place.end];
    if has_any(said, OVERLAP) || has_any(said, &["同比", "其中"]) {
        return false;
    }
    let ends: Vec<Option<char>> = of
        .iter()
        .map(|q| {
            let label = run_before(words, q.place.start, 10);
            label
                .trim_end_matches(['比', '例'])
                .strip_suffix('占')
                .and_then(|l| l.chars().next_back())
        })
        .collect();
    together || ends.iter().all(|end| end.is_some() && *end == ends[0])
}

/// 由 A% 提高到 B%，提高 C%.
fn rise(text: &Text<'_>, passage: &Passage, from: &Quantity, to: &Quantity, report: &mut Report) {
    let words = &passage.words;
    let before = run_before(words, from.place.start, 6);
    let between = &words[from.place.end..to.place.start];
    let sentence = passage.sentence(from.place.start);
    let is_from = before.ends_with(['由', '从', '的'])
        && (before.contains('由') || before.contains('从'))
        || words[clause(words, from.place.start).start..from.place.start].contains(['由', '从']);
    let is_rise = has_any(between, RISES) && (between.ends_with('到') || between.ends_with('至'));
    if !is_from || !is_rise || !sentence.contains(&to.place.start) || between.contains(['，', '；'])
    {
        return;
    }
    let next = passage.numbers_in(to.place.end..sentence.end).next();
    let Some(next) = next.filter(|next| {
        let gap = &words[to.place.end..next.place.start];
        gap.chars().count() <= 8 && gap.starts_with(['，', ',', '、', '（']) && has_any(gap, RISES)
    }) else {
        return;
    };
    let points = (to.value.decimal() - from.value.decimal()).abs().normalize();
    let shown = Amount::from(points);
    let said = next.value.decimal();
    let is_points = next.unit == "个百分点";
    let is_relative =
        !is_points && next.role == Role::Percent && !from.value.decimal().is_zero() && {
            let relative = points * Decimal::ONE_HUNDRED / from.value.decimal();
            (relative - said).abs() <= Decimal::new(5, 1)
        };
    if next.role != Role::Percent && !is_points || is_points && said == points || is_relative {
        return;
    }
    let words_said = &words[next.place.clone()];
    let message = say!(
        "两个百分比相差 {shown} 个百分点，写的是 {words_said}",
        "the two percentages are {shown} percentage points apart, and {words_said} is written"
    );
    let help = say!("改为“{shown}个百分点”", "write “{shown}个百分点”");
    push(text, passage, next.place.clone(), message, help, report);
}
