//! Anniversaries: of what everybody remembers, and of what the text itself dates.

use std::ops::Range;

use super::day::years;
use super::words::has_any;
use super::{Passage, Text};
use crate::diag::{Message, Report, Rule, Severity};
use crate::say;
use crate::text::{Quantity, Role};

/// An anniversary that is not this year's.
pub static ANNIVERSARY: Rule = Rule {
    name: "anniversary",
    severity: Severity::Warning,
    zh: "周年数算错了：建军（1927年）、建党（1921年）、新中国成立（1949年）、抗战胜利（1945年）、抗美援朝出国作战（1950年）、\
         长征胜利（1936年）等，按句中的年份或发布的年份算；文章自己写明年份的成立、诞辰、牺牲、逝世也算一遍。\
         回顾往年的周年，句中或文中写明了那一年的，不算。",
    en: "A wrong anniversary: of the army (1927), the party (1921), the republic (1949), the victory over Japan (1945), \
         the war to aid Korea (1950), the Long March (1936) and others, by the year of the sentence or of the text; and \
         of foundations, births and deaths that the text itself dates. Looking back at one is fine when the text names \
         its year.",
};

/// What is remembered, by the words before the number, longer ones first, and its year.
const EVENTS: &[(&str, i64)] = &[
    ("抗美援朝战争胜利", 1953),
    ("抗美援朝胜利", 1953),
    ("抗美援朝出国作战", 1950),
    ("抗美援朝", 1950),
    ("世界反法西斯战争胜利", 1945),
    ("抗日战争胜利", 1945),
    ("抗日战争暨世界反法西斯战争胜利", 1945),
    ("抗战胜利", 1945),
    ("全民族抗战爆发", 1937),
    ("全面抗战爆发", 1937),
    ("七七事变", 1937),
    ("九一八事变", 1931),
    ("中华人民共和国成立", 1949),
    ("新中国成立", 1949),
    ("共和国成立", 1949),
    ("建国", 1949),
    ("中国人民解放军建军", 1927),
    ("人民解放军建军", 1927),
    ("解放军建军", 1927),
    ("中国人民解放军成立", 1927),
    ("建军", 1927),
    ("八一南昌起义", 1927),
    ("南昌起义", 1927),
    ("秋收起义", 1927),
    ("中国共产党成立", 1921),
    ("中国共产党建党", 1921),
    ("建党", 1921),
    ("红军长征胜利", 1936),
    ("长征胜利", 1936),
    ("红军长征出发", 1934),
    ("遵义会议召开", 1935),
    ("遵义会议", 1935),
    ("古田会议召开", 1929),
    ("古田会议", 1929),
    ("西安事变", 1936),
    ("五四运动", 1919),
    ("辛亥革命", 1911),
    ("改革开放", 1978),
    ("香港回归", 1997),
    ("澳门回归", 1999),
    ("双拥运动", 1943),
    ("延安双拥运动", 1943),
];
/// Words before 周年 that name what the text itself may date.
const OWN: &[(&str, &[&str])] = &[
    ("诞辰", &["生于", "出生于", "出生", "诞生于"]),
    ("牺牲", &["牺牲于", "牺牲", "就义于", "就义", "殉国"]),
    ("就义", &["牺牲于", "牺牲", "就义于", "就义"]),
    ("殉国", &["殉国", "牺牲"]),
    ("逝世", &["逝世于", "逝世", "病逝于", "病逝", "去世"]),
    ("成立", &["成立于", "成立", "创建于", "创立于", "组建于", "始建于"]),
    ("建馆", &["建馆于", "建成于", "始建于", "落成于", "建于", "开馆于", "建馆"]),
    ("建院", &["建院于", "始建于", "建于", "成立于", "建院"]),
    ("建校", &["建校于", "始建于", "创建于", "创办于", "建于", "成立于", "建校"]),
    ("建园", &["建园于", "始建于", "建成于", "建于"]),
    ("创建", &["创建于", "创建"]),
    ("命名", &["命名于", "命名"]),
];

/// Ways to die, which stand at the end of a sentence rather than of a clause.
const DEATHS: &[&str] = &["牺牲", "就义", "殉国", "逝世", "病逝", "去世"];

pub fn look(text: &Text<'_>, report: &mut Report) {
    for passage in &text.passages {
        for quantity in
            passage.quantities.iter().filter(|q| q.unit == "周年" && q.role != Role::Percent)
        {
            let Some(count) = quantity.whole() else { continue };
            let message = known(text, passage, quantity, count)
                .or_else(|| own(text, passage, quantity, count));
            if let Some(message) = message {
                report.push(
                    text.finding(&ANNIVERSARY, passage, quantity.place.clone(), message).help(
                        say!("核对年份和周年数", "compare the year with the number of years"),
                    ),
                );
            }
        }
    }
}

/// The words right before a number, without marks of quotation and without what may stand between.
fn before<'a>(words: &'a str, range: &Range<usize>) -> &'a str {
    let start = words.floor_char_boundary(range.start.saturating_sub(60));
    words[start..range.start].trim_end_matches([' ', '”', '’', '》', '第', '的', '）'])
}

/// A fault in the anniversary of what everybody remembers.
fn known(text: &Text<'_>, passage: &Passage, quantity: &Quantity, count: i64) -> Option<Message> {
    let said = before(&passage.words, &quantity.place);
    let (name, year) = EVENTS
        .iter()
        .filter(|(name, _)| said.ends_with(name))
        .max_by_key(|(name, _)| name.len())?;
    let is_of_somebody_else =
        *name == "建国" && !said.ends_with("我国建国") && has_any(said, &["朝鲜", "老挝", "越南"]);
    if is_of_somebody_else {
        return None;
    }
    let due = year + count;
    let start = passage.words[..quantity.place.start].rfind(name)?;
    let right = year_of(text, passage, start..quantity.place.end, due)?;
    let (is, wanted) = (due, right - year);
    Some(say!(
        "“{name}{count}周年”是 {is} 年；{right} 年是 {wanted} 周年",
        "“{name}{count}周年” was in {is}; in {right} it is {wanted} years"
    ))
}

/// The year that the passage speaks of, when the anniversary that is `due` in another is a slip.
fn year_of(text: &Text<'_>, passage: &Passage, place: Range<usize>, due: i64) -> Option<i64> {
    let sentence = passage.sentence(place.start);
    let named = years(passage, sentence.clone());
    if named.contains(&due) {
        return None;
    }
    let said = &passage.words[sentence.clone()];
    let near =
        passage.numbers_in(sentence.start..place.start).filter(|q| q.role == Role::Year).last();
    if let Some(near) = near {
        let between = &passage.words[near.place.end..place.start];
        let is_stated = between.chars().count() <= 16
            && !has_any(between, &["以来", "起", "成立", "出生", "牺牲", "。", "；"]);
        if is_stated {
            return near.whole();
        }
        return None;
    }
    let day = text.day?;
    let now = i64::from(day.year());
    let is_named = || text.passages.iter().any(|p| years(p, 0..p.words.len()).contains(&due));
    let is_next =
        due == now + 1 && (day.month() == 12 || has_any(said, &["明年", "将迎来", "即将"]));
    let is_last = due == now - 1 && (day.month() <= 2 || said.contains("去年"));
    let is_aim = due > now && has_any(said, &["目标", "到那时", "展望"]);
    let is_recalled = due < now && !is_present(passage, place.end, &sentence);
    let is_fine = due == now || is_next || is_last || is_aim || is_recalled || is_named();
    (!is_fine).then_some(now)
}

/// Whether the sentence speaks of an anniversary as today's, and does not look back at one.
fn is_present(passage: &Passage, end: usize, sentence: &Range<usize>) -> bool {
    const NOW: &[&str] = &[
        "今年",
        "之际",
        "迎来",
        "正值",
        "适逢",
        "恰逢",
        "喜迎",
        "值此",
        "即将",
        "为庆祝",
        "为纪念",
        "为迎接",
        "热烈庆祝",
        "隆重庆祝",
        "隆重纪念",
        "今天",
        "献礼",
        "庆“八一”",
    ];
    const KEPT: &[&str] = &["纪念章", "纪念币", "阅兵", "时，", "当年"];
    let behind = &passage.words[end..sentence.end];
    let opens = passage.words[sentence.clone()].starts_with(['庆', '纪']);
    !super::words::starts_any(behind, KEPT)
        && (opens || has_any(&passage.words[sentence.clone()], NOW))
}

/// A fault in the anniversary of what the text itself dates.
fn own(text: &Text<'_>, passage: &Passage, quantity: &Quantity, count: i64) -> Option<Message> {
    let said = before(&passage.words, &quantity.place);
    let (name, ways) = OWN.iter().find(|(name, _)| said.ends_with(name))?;
    let dated = dated(text, ways);
    let [year] = dated.as_slice() else { return None };
    let sentence = passage.sentence(quantity.place.start);
    let stated: Vec<i64> = years(passage, sentence).into_iter().filter(|y| y != year).collect();
    let now = match stated.as_slice() {
        [] => text.year()?,
        [one] => *one,
        _ => return None,
    };
    let due = year + count;
    let day = text.day;
    let next = stated.is_empty() && day.is_some_and(|day| day.month() >= 9) && due == now + 1;
    (due != now && !next && (due - now).abs() <= 30).then(|| {
        say!(
            "{year} 年{name}，{now} 年是 {} 周年，写的是 {count} 周年",
            "from {year} to {now} are {} years, and {count} are written",
            now - year
        )
    })
}

/// The years that the text gives for what happened in one of these `ways`, each once.
fn dated(text: &Text<'_>, ways: &[&str]) -> Vec<i64> {
    let mut found: Vec<i64> = Vec::new();
    for passage in &text.passages {
        let years: Vec<&Quantity> =
            passage.quantities.iter().filter(|q| q.role == Role::Year).collect();
        for (index, year) in years.iter().enumerate() {
            let sentence = passage.sentence(year.place.start).end;
            let next = years.get(index + 1).map_or(sentence, |next| next.place.start.min(sentence));
            let before = &passage.words[..year.place.start];
            let behind = &passage.words[year.place.end..next.max(year.place.end)];
            let clause = behind.find(['，', '。', '；', '！']).map_or(behind, |at| &behind[..at]);
            let is_dated = ways.iter().any(|way| {
                before.ends_with(way)
                    || clause.ends_with(way)
                    || DEATHS.contains(way) && behind.contains(way)
            });
            if is_dated {
                found.extend(year.whole());
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
