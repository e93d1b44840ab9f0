//! People who live, by name beside illness, money or disability. Never takes a name for a person's
//! that no word of who it is stands before.

use std::collections::BTreeMap;

use super::lexicon::List;
use super::words::{has_any, starts_any};
use super::{Part, Passage, Standing, Text, Voice};
use crate::diag::{Diagnostic, Report, Rule, Severity};
use crate::say;
use crate::text::{is_han, surname_length};

/// A person's name beside what is private.
pub static LIVING_AND_PRIVATE: Rule = Rule {
    name: "living-and-private",
    severity: Severity::Warning,
    zh: "名单、表格，或者正文的一句话里，把在世的人的姓名和病情、困难补助金额、残疾等级写在一起（如“困难退役军人”后面跟着姓名）。受助的人、病人、残疾的人不能这样公开：\
         去掉姓名和金额，或写“张某”“张*”。烈士、捐款的人、受表彰的人不算。",
    en: "A list, a table or a sentence has people by name (in a sentence, behind a word such as 困难退役军人) beside an \
         illness, a sum of relief or a grade of disability. Those who are \
         helped, ill or disabled must not be shown so: leave out names and sums, or write 张某 or 张*. Martyrs, donors \
         and people honoured do not count.",
};

/// Words of illness and disability that follow somebody's name.
const ILLNESS: &[&str] = &[
    "癌",
    "肿瘤",
    "白血病",
    "尿毒症",
    "透析",
    "患病",
    "身患",
    "重病",
    "大病",
    "精神病",
    "艾滋",
    "肝炎",
    "脑瘫",
    "偏瘫",
    "脑梗",
    "心脏病",
    "糖尿病",
    "残疾等级",
    "伤残等级",
    "级残疾",
    "级伤残",
    "残疾证",
    "病种",
    "病情",
    "疾病",
    "病因",
];
/// Words of relief.
const RELIEF: &[&str] = &[
    "困难补助",
    "困难救助",
    "救助金",
    "补助金",
    "慰问金",
    "帮扶金",
    "低保",
    "临时救助",
    "医疗救助",
    "生活补助",
    "抚恤金",
    "特困",
    "补助金额",
    "救助金额",
    "帮扶金额",
    "慰问金额",
    "补助标准",
    "补助（元）",
    "救助（元）",
];
/// Those who are named rightly.
const HONOURED: &[&str] = &[
    "烈士",
    "牺牲",
    "英烈",
    "捐",
    "先进",
    "表彰",
    "奖励",
    "荣获",
    "最美",
    "模范",
    "记者",
    "负责人",
    "联系人",
    "主任",
];

/// Words for those who are helped, which stand before a name in a sentence.
pub const HELPED: &[&str] = &[
    "困难退役军人",
    "困难军属",
    "困难群众",
    "困难党员",
    "贫困户",
    "低保户",
    "特困户",
    "特困人员",
    "残疾军人",
    "伤残军人",
    "复员军人",
    "优抚对象",
    "患者",
    "病人",
    "遗属",
];
/// What follows a name in a sentence.
const FOLLOWS: &[&str] =
    &["因", "身患", "患", "，", "（", "家", "每月", "领", "获", "送", "发", "的", "是", "系"];

/// Surnames of most people.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎\
余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文甲乙丙丁";

pub fn look(text: &Text<'_>, report: &mut Report) {
    for passage in text.passages.iter().filter(|p| matches!(p.part, Part::Item { .. })) {
        item(text, passage, report);
    }
    if text.standing != Standing::Life {
        for passage in text.passages.iter().filter(|p| p.part == Part::Paragraph) {
            sentences(text, passage, report);
        }
    }
    let mut tables: BTreeMap<u32, Vec<&Passage>> = BTreeMap::new();
    for passage in &text.passages {
        if let Part::Cell { table, .. } = passage.part {
            tables.entry(table).or_default().push(passage);
        }
    }
    for cells in tables.values() {
        report.extend(in_table(text, cells));
    }
}

/// Whether `words` are a person's name and nothing else. What is masked is none.
fn is_name(words: &str) -> bool {
    let words = words.trim();
    if !words.starts_with(|c| SURNAMES.contains(c)) {
        return false;
    }
    let count = words.chars().count();
    let is_named = (2..=3).contains(&count) || count == 4 && surname_length(words) == 2;
    is_named
        && words.chars().all(is_han)
        && !words.contains([
            '某', '县', '市', '区', '乡', '镇', '村', '局', '金', '费', '病', '血', '压', '症',
            '补', '贴', '保', '险',
        ])
}

/// A name that opens an item, with what follows it.
fn opening_name(words: &str) -> Option<(&str, &str)> {
    let end = words.find(['，', '：', '、', ' ', '（', ',', '　'])?;
    let (name, rest) = words.split_at(end);
    is_name(name).then_some((name, rest))
}

fn is_private(words: &str) -> bool {
    let money = words.contains('元') && has_any(words, RELIEF);
    (has_any(words, ILLNESS) || money) && !has_any(words, HONOURED)
}

fn item(text: &Text<'_>, passage: &Passage, report: &mut Report) {
    let Some((name, rest)) = opening_name(passage.words.trim_start()) else { return };
    if is_private(rest) {
        let start = passage.words.len() - passage.words.trim_start().len();
        report.push(finding(text, passage, start..start + name.len(), name));
    }
}

/// A name behind a word for those who are helped, in a sentence that tells why or with how much.
fn sentences(text: &Text<'_>, passage: &Passage, report: &mut Report) {
    if passage.voice != Voice::Own || !passage.has(List::Helped) {
        return;
    }
    for range in passage.sentences() {
        let said = &passage.words[range.clone()];
        if !is_private(said) {
            continue;
        }
        let names = HELPED.iter().flat_map(|word| said.match_indices(word));
        let found =
            names.filter_map(|(at, word)| Some((at + word.len(), name_at(said, at + word.len())?)));
        for (at, name) in found {
            let start = range.start + at;
            report.push(finding(text, passage, start..start + name.len(), name));
        }
    }
}

/// The name that begins at `at`, when something follows that tells where it ends.
fn name_at(said: &str, at: usize) -> Option<&str> {
    let rest = &said[at..];
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(3);
    let names = ends.map(|end| (&rest[..end], &rest[end..]));
    let is_whole = |(name, after): &(&str, &str)| is_name(name) && starts_any(after, FOLLOWS);
    names.filter(is_whole).map(|(name, _)| name).next()
}

/// The first row of a table that has a name beside what is private.
fn in_table(text: &Text<'_>, cells: &[&Passage]) -> Option<Diagnostic> {
    let at = |passage: &Passage| {
        let Part::Cell { row, column, .. } = passage.part else { return (0, 0) };
        (row, column)
    };
    let head: Vec<&&Passage> = cells.iter().filter(|cell| at(cell).0 == 0).collect();
    let said = |words: &[&str]| {
        head.iter().find(|cell| has_any(&cell.words, words)).map(|cell| at(cell).1)
    };
    let name_column = said(&["姓名", "名字"])?;
    let headed =
        head.iter().any(|cell| has_any(&cell.words, ILLNESS) || has_any(&cell.words, RELIEF));
    let honoured = head.iter().any(|cell| has_any(&cell.words, HONOURED));
    let rows: Vec<u32> = cells.iter().map(|cell| at(cell).0).filter(|row| *row > 0).collect();
    rows.into_iter().find_map(|row| {
        let own: Vec<&&Passage> = cells.iter().filter(|cell| at(cell).0 == row).collect();
        let name = own.iter().find(|cell| at(cell).1 == name_column && is_name(&cell.words))?;
        let mut others = own.iter().filter(|cell| at(cell).1 != name_column);
        let tells = |cell: &&Passage| headed && !cell.words.is_empty() || is_private(&cell.words);
        let is_honoured = honoured || own.iter().any(|cell| has_any(&cell.words, HONOURED));
        let is_told = !is_honoured && others.any(|cell| tells(cell));
        is_told.then(|| finding(text, name, 0..name.words.len(), name.words.trim()))
    })
}

fn finding(
    text: &Text<'_>,
    passage: &Passage,
    place: std::ops::Range<usize>,
    name: &str,
) -> Diagnostic {
    let message = say!(
        "“{name}”和病情、补助金额或残疾等级写在一起",
        "“{name}” stands beside an illness, a sum of relief or a grade of disability"
    );
    text.finding(&LIVING_AND_PRIVATE, passage, place, message).help(say!(
        "去掉姓名，或写成“某某”并去掉金额、病情",
        "leave out the name, or mask it and leave out sums and illness"
    ))
}
