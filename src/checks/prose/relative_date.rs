//! 昨日, 今年 and the like where nobody can tell what day they speak from.

use super::words::ends_any;
use super::{Part, Passage, Standing, Text};
use crate::diag::{Report, Rule, Severity};
use crate::say;
use crate::text::Role;

/// A relative date on a page without a date.
pub static RELATIVE_DATE: Rule = Rule {
    name: "relative-date",
    severity: Severity::Warning,
    zh: "页面上没有日期，正文却写“今年”“昨日”“近日”“上月”：读者不知道从哪一天算起，一过年就错了。写出年月日。\
         引语里的、同一段前面已经写明年份的不算。",
    en: "今年, 昨日, 近日 or 上月 on a page that shows no date: readers cannot tell from what day to count, and next year \
         it is wrong. Write the date out. Quotations, and passages that name the year first, do not count.",
};

const RELATIVE: &[&str] = &[
    "今年",
    "去年",
    "前年",
    "明年",
    "昨日",
    "昨天",
    "前天",
    "明天",
    "近日",
    "日前",
    "上月",
    "本月",
    "下月",
    "上周",
    "本周",
    "下周",
    "前不久",
    "今日",
    "上个月",
    "这个月",
];
/// What only looks like one of them.
const NOT: &[(&str, &[&str], &[&str])] = &[
    ("近日", &["最", "临", "将", "接"], &["点", "本"]),
    (
        "日前",
        &[
            "今", "昨", "到期", "上市", "节", "一", "二", "三", "五", "工作", "每", "假", "休息",
            "生",
        ],
        &[],
    ),
    ("今日", &[], &["头条", "之", "的", "看点", "关注", "中国"]),
    ("前年", &["以", "之", "年", "多"], &[]),
    ("明年", &["清", "光", "写", "标", "注", "说", "指", "表", "证"], &["份", "龄", "限"]),
    ("今年", &["至", "当"], &[]),
    ("明天", &["美好的", "美好", "更好的", "的"], &["更", "会更"]),
    ("昨天", &["的"], &["的苦难", "、今天"]),
    ("本周", &["基", "根"], &[]),
    ("本月", &["日"], &[]),
];

pub fn look(text: &Text<'_>, report: &mut Report) {
    if text.day.is_some() || text.standing == Standing::Column && text.passages.len() < 2 {
        return;
    }
    for passage in &text.passages {
        if matches!(passage.part, Part::Footnote) {
            continue;
        }
        for word in RELATIVE {
            for (at, _) in passage.words.match_indices(word) {
                if is_relative(passage, at, word) {
                    let message = say!(
                        "这一页没有日期，“{word}”不知道从哪天算起",
                        "the page has no date, and nobody knows what “{word}” counts from"
                    );
                    report.push(
                        text.finding(&RELATIVE_DATE, passage, at..at + word.len(), message).help(
                            say!(
                                "写出年月日，或给这一页加上日期",
                                "write the date out, or give the page a date"
                            ),
                        ),
                    );
                }
            }
        }
    }
}

fn is_relative(passage: &Passage, at: usize, word: &str) -> bool {
    let (before, behind) = (&passage.words[..at], &passage.words[at + word.len()..]);
    let is_other = NOT.iter().any(|(this, left, right)| {
        *this == word && (ends_any(before, left) || right.iter().any(|r| behind.starts_with(r)))
    });
    let is_dated = passage.numbers_in(0..at).any(|q| q.role == Role::Year);
    let is_day = word == "日前" && before.ends_with(|c: char| c.is_ascii_digit() || c == ' ');
    !is_other && !is_dated && !is_day && !passage.is_quoted(at)
}
