//! A number of things that is announced, and the things that follow.

use std::ops::Range;

use super::words::{clause, ends_any, has_any, leading_number, ordinal};
use super::{Part, Passage, Text};
use crate::diag::{Report, Rule, Severity};
use crate::say;
use crate::text::{Role, is_han};

/// An announced number that is not the number of things listed.
pub static ANNOUNCED_COUNT: Rule = Rule {
    name: "announced-count",
    severity: Severity::Warning,
    zh: "前面说了几项，后面列出来的不是几项，例如“三到位”后面只有“一是”“二是”，或“市、县三级”。\
         要么漏写了一项，要么数字没有跟着改。固定的政治用语（如“四个意识”）不算。",
    en: "So many things are announced and another number is listed: “三到位” followed by 一是 and 二是 only, or \
         “市、县三级”. Either an item was lost, or the number was not changed with the list. Set political phrases \
         (such as 四个意识) do not count.",
};

/// Set phrases that begin with a number and are no announcement of what follows.
const FIXED: &[&str] = &[
    "四个意识",
    "四个自信",
    "四个全面",
    "四个不摘",
    "两个维护",
    "两个确立",
    "两个待遇",
    "两个一百年",
    "两个务必",
    "两新",
    "三严三实",
    "两学一做",
    "三农",
    "三后",
    "三个代表",
    "三个务必",
    "五位一体",
    "六个共建",
    "八项规定",
    "四风",
    "一网",
    "两不愁",
    "三会一课",
    "四史",
    "两会",
    "五城",
    "三公",
    "九二共识",
    "十四五",
    "十五五",
    "十三五",
    "三军",
    "四个服务",
    "五个必须",
    "四下基层",
];
/// What may stand between a number and the noun of an announcement.
const MEASURES: [char; 9] = ['个', '项', '大', '点', '条', '类', '种', '步', '件'];

const NUMERALS: &str = "一二两三四五六七八九十百";

/// A number that was announced.
struct Announcement {
    count: usize,
    /// What announces it.
    place: Range<usize>,
    /// Where what it announces begins.
    from: usize,
}

pub fn look(text: &Text<'_>, report: &mut Report) {
    for (index, passage) in text.passages.iter().enumerate() {
        let listing =
            matches!(passage.part, Part::Heading(_) | Part::Paragraph | Part::Item { .. });
        if !listing {
            continue;
        }
        for announcement in announcements(passage) {
            let listed = listed(&text.passages[index..], &announcement);
            if let Some(listed) = listed.filter(|listed| *listed != announcement.count) {
                let said = passage.words[announcement.place.clone()].trim_matches(['“', '”']);
                let message = say!(
                    "“{said}”之后列出了 {listed} 项，不是 {} 项",
                    "“{said}” is followed by {listed} things, not {}",
                    announcement.count
                );
                let finding = text.finding(&ANNOUNCED_COUNT, passage, announcement.place, message);
                report.push(finding.help(say!(
                    "补上漏写的，或改正数字",
                    "add what was lost, or correct the number"
                )));
            }
        }
        side_by_side(text, passage, report);
    }
}

fn announcements(passage: &Passage) -> Vec<Announcement> {
    let words = &passage.words;
    let quoted = passage.quotations.iter().filter(|range| words[(*range).clone()].starts_with('“'));
    let quoted = quoted.filter_map(|range| quoted_announcement(words, range.clone()));
    let colons = passage.signs.iter().filter(|(_, mark)| matches!(mark, '：' | ':'));
    let colons = colons.filter_map(|&(at, mark)| {
        let place = announced_before(words, at)?;
        let (count, _) = leading_number(&words[place.clone()])?;
        Some(Announcement { count, place, from: at + mark.len_utf8() })
    });
    let mut found: Vec<_> = quoted.chain(colons).filter(|a| (2..=20).contains(&a.count)).collect();
    found.sort_by_key(|announcement| announcement.from);
    found.dedup_by_key(|announcement| announcement.from);
    found
}

/// “三到位” before a mark, or at the end of the passage.
fn quoted_announcement(words: &str, range: Range<usize>) -> Option<Announcement> {
    let inner = range.start + '“'.len_utf8()..range.end - '”'.len_utf8();
    let said = &words[inner.clone()];
    let (count, length) = leading_number(said)?;
    let is_short = (length + 1..=36).contains(&said.len());
    if !is_short || FIXED.iter().any(|fixed| said.starts_with(fixed)) {
        return None;
    }
    let rest = words[range.end..].trim_start_matches(['：', '，', '。', '；', '—', ':', ' ', ',']);
    let from = words.len() - rest.len();
    let is_apart = from > range.end || rest.is_empty();
    is_apart.then_some(Announcement { count, place: range, from })
}

/// The words before a colon that announce: 三项措施, 以下三个方面的工作, 14个100%.
fn announced_before(words: &str, colon: usize) -> Option<Range<usize>> {
    let last = words[..colon].char_indices().next_back()?.0;
    let start = clause(words, last).start;
    let said = words.get(start..colon)?;
    let is_noun = |text: &str| {
        text.chars().count() <= 8
            && text.chars().all(|c| {
                is_han(c) && !NUMERALS.contains(c) || c.is_ascii_digit() || "%％”".contains(c)
            })
    };
    said.char_indices().rev().find_map(|(at, _)| {
        let rest = &said[at..];
        let (_, length) = leading_number(rest)?;
        let before = said[..at].chars().next_back();
        let is_inside =
            before.is_some_and(|c| c.is_ascii_digit() || c == '第' || NUMERALS.contains(c));
        let after = &rest[length..];
        let noun = after.strip_prefix(MEASURES)?;
        (!is_inside && !noun.is_empty() && is_noun(noun)).then_some(start + at..colon)
    })
}

/// How many things are listed from an announcement in the first of `passages` on; none when it
/// cannot be told.
fn listed(passages: &[Passage], announcement: &Announcement) -> Option<usize> {
    let (first, others) = passages.split_first()?;
    let here = &first.words[announcement.from..];
    if !here.trim().is_empty() {
        let mut count = Counter::new(Style::at_start(here)?);
        count.read(first, announcement.from);
        others
            .iter()
            .take_while(|passage| goes_on(passage))
            .for_each(|passage| count.read(passage, 0));
        return count.settled();
    }
    if let Some(Part::Item { list, depth }) = others.first().map(|passage| passage.part) {
        return Some(items(others, list, depth)).filter(|items| *items > 1);
    }
    let mut below = others.iter().take_while(|passage| goes_on(passage)).peekable();
    let mut count = Counter::new(Style::at_start(&below.peek()?.words)?);
    below.for_each(|passage| count.read(passage, 0));
    count.settled()
}

/// Whether a list may go on in `passage`: no heading, and no announcement of its own.
fn goes_on(passage: &Passage) -> bool {
    let is_running = matches!(passage.part, Part::Paragraph | Part::Item { .. });
    let closes = || {
        passage.words.ends_with('”')
            && announcements(passage).last().is_some_and(|last| last.from >= passage.words.len())
    };
    is_running && !closes()
}

/// How many items of `list` there are in `passages`.
fn items(passages: &[Passage], list: u32, depth: u8) -> usize {
    let inside =
        |passage: &&Passage| matches!(passage.part, Part::Item { depth: own, .. } if own >= depth);
    let own = |passage: &&Passage| passage.part == Part::Item { list, depth };
    passages.iter().take_while(inside).filter(own).count()
}

/// How things are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// 一是, 一要
    Is,
    /// 第一，
    Which,
    /// （一）
    Bracket,
    /// 1. and 1、
    Arabic,
}

impl Style {
    const ALL: [Self; 4] = [Self::Is, Self::Which, Self::Bracket, Self::Arabic];

    /// The words that may stand before thing number `number`.
    fn marks(self, number: usize) -> Vec<String> {
        let chinese = ordinal(number);
        match self {
            Self::Is => {
                vec![format!("{chinese}是"), format!("{chinese}要"), format!("{chinese}为")]
            }
            Self::Which => ["，", "、", "是", ","].map(|mark| format!("第{chinese}{mark}")).into(),
            Self::Bracket => vec![format!("（{chinese}）"), format!("({chinese})")],
            Self::Arabic => [".", "．", "、"].map(|mark| format!("{number}{mark}")).into(),
        }
    }

    /// The style of a list that begins `words`.
    fn at_start(words: &str) -> Option<Self> {
        let words = words.trim_start();
        Self::ALL
            .into_iter()
            .find(|style| style.marks(1).iter().any(|mark| words.starts_with(mark)))
    }

    /// Where thing number `number` begins in `words`.
    fn find(self, words: &str, number: usize) -> Option<usize> {
        let begins = |at: usize| {
            words[..at]
                .trim_end()
                .chars()
                .next_back()
                .is_none_or(|c| !is_han(c) && !c.is_ascii_digit())
        };
        self.marks(number)
            .iter()
            .flat_map(|mark| {
                words.match_indices(mark.as_str()).map(|(at, _)| at).filter(|at| begins(*at))
            })
            .min()
    }
}

/// How far a list was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// It may go on.
    Open,
    /// The next list was announced.
    Closed,
    /// Another list began inside it, so that nobody knows what belongs to which.
    Tangled,
}

/// Counts the things of a list.
struct Counter {
    style: Style,
    next: usize,
    found: usize,
    reading: Reading,
}

impl Counter {
    fn new(style: Style) -> Self {
        Self { style, next: 1, found: 0, reading: Reading::Open }
    }

    /// Reads the words of `passage` from byte `from` on, up to the next announcement.
    fn read(&mut self, passage: &Passage, from: usize) {
        if self.reading != Reading::Open {
            return;
        }
        let next = announcements(passage).into_iter().find(|next| {
            next.place.start >= from
                && Style::at_start(&passage.words[next.from..]) == Some(self.style)
        });
        let end = next.as_ref().map_or(passage.words.len(), |next| next.place.start);
        let mut rest = &passage.words[from..end];
        // A number that was left out is no reason to stop.
        while let Some((at, number)) = (self.next..self.next + 2)
            .find_map(|number| Some((self.style.find(rest, number)?, number)))
        {
            if self.found > 0 && self.style.find(&rest[..at], 1).is_some() {
                self.reading = Reading::Tangled;
                return;
            }
            self.found += 1;
            self.next = number + 1;
            rest = rest[at..].char_indices().nth(1).map_or("", |(width, _)| &rest[at + width..]);
        }
        if self.found > 0 && self.style.find(rest, 1).is_some() {
            self.reading = Reading::Tangled;
        } else if next.is_some() {
            self.reading = Reading::Closed;
        }
    }

    /// The number of things, when there is a list at all.
    fn settled(&self) -> Option<usize> {
        (self.found > 1 && self.reading != Reading::Tangled).then_some(self.found)
    }
}

/// Heads that stand behind a list and its number: 市、县、乡三级.
const TOGETHER: &[&str] = &[
    "级",
    "个方面",
    "个层面",
    "个环节",
    "个阶段",
    "个板块",
    "个领域",
    "个维度",
    "项重点工作",
    "项工作",
    "项任务",
    "项重点",
    "项制度",
    "项措施",
    "项内容",
    "项机制",
    "大类",
    "大板块",
    "类对象",
    "类人员",
];
/// What shows that the words before a number are no list that it sums up.
const APART: &[&str] = &[
    "做好", "抓好", "落实", "实施", "开展", "推进", "突出", "围绕", "完成", "制定", "明确", "建立",
    "的", "在", "中", "把", "将", "对", "等", "按", "从", "和", "与", "及", "或", "分", "了", "达",
    "第", "有", "（", "”",
];

/// Things in a row with their number behind them.
fn side_by_side(text: &Text<'_>, passage: &Passage, report: &mut Report) {
    let words = &passage.words;
    for quantity in passage.quantities.iter().filter(|q| q.role == Role::Count && q.scale.is_none())
    {
        let Some(count) = quantity.whole().and_then(|n| usize::try_from(n).ok()) else { continue };
        let rest = &words[quantity.digits.end..];
        if !rest.starts_with(['级', '个', '项', '大', '类']) {
            continue;
        }
        let head = TOGETHER.iter().find(|head| rest.starts_with(**head));
        let (Some(head), 2..=12) = (head, count) else { continue };
        let start = clause(words, quantity.digits.start).start;
        let row = &words[start..quantity.digits.start];
        let things: Vec<&str> = row.split('、').collect();
        let [_, others @ ..] = things.as_slice() else { continue };
        let is_row = !others.is_empty()
            && others
                .iter()
                .all(|thing| (1..=8).contains(&thing.chars().count()) && !has_any(thing, APART))
            && !ends_any(things[0], &["等", "和", "及"])
            && !row.contains(['“', '《', '（']);
        if is_row && things.len() != count {
            let end = quantity.digits.end + head.len();
            let said = &words[quantity.digits.start..end];
            let listed = things.len();
            let message = say!(
                "“{said}”之前列出了 {listed} 项，不是 {count} 项",
                "“{said}” stands after {listed} things, not {count}"
            );
            let finding =
                text.finding(&ANNOUNCED_COUNT, passage, quantity.digits.start..end, message);
            report.push(
                finding.help(say!(
                    "补上漏写的，或改正数字",
                    "add what was lost, or correct the number"
                )),
            );
        }
    }
}
