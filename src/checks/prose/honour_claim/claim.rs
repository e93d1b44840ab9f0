//! What a text claims of honours: how often, how many rounds running. Never knows the record.

use std::ops::Range;

use crate::checks::prose::words::{clause, ends_any, has_any, leading_number, run_before};
use crate::checks::prose::{Passage, Voice};
use crate::model::HonourStanding;
use crate::text::{Precision, Quantity, Role};

/// The honour that is claimed.
pub const MODEL: &str = "双拥模范";
/// Verbs of being named.
const NAMED: &[&str] = &[
    "获", "荣膺", "命名", "授予", "评为", "评选", "捧", "摘得", "跻身", "入选", "夺得", "荣登",
    "当选", "成为", "上榜",
];
/// Words of what is aimed at, asked or denied.
const NOT_YET: &[&str] = &[
    "争创",
    "力争",
    "争取",
    "争当",
    "目标",
    "冲刺",
    "确保",
    "迎接",
    "申报",
    "有望",
    "如果",
    "若",
    "努力",
    "奋力",
    "为实现",
    "迈进",
    "夺取",
    "能不能",
    "可写",
    "写成",
    "不必",
    "不能",
    "应写",
    "是否",
    "冲击",
    "冲锋",
    "誓夺",
    "拟",
    "将",
    "备战",
    "决战",
    "全力",
    "进军",
    "建议",
];
/// Longest quotation that is a name, not somebody's words; in bytes.
const NAME: usize = 45;

/// How much is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// 连冠, 连续四届
    Running(u32),
    /// 第五次, 累计五次
    Times(u32),
    /// 蝉联: two rounds running at least.
    Again,
}

impl Count {
    /// Whether a record may come to it.
    pub fn fits(self, standing: &HonourStanding<'_>) -> bool {
        match self {
            Self::Running(count) => standing.may_run(count),
            Self::Times(count) => standing.may_count(count),
            Self::Again => (2..=standing.times).any(|count| standing.may_run(count)),
        }
    }
}

/// A claim.
#[derive(Debug)]
pub struct Claim {
    /// Where it stands in the words.
    pub place: Range<usize>,
    /// How much.
    pub count: Count,
}

/// The claims of `passage`, in order.
pub fn claims(passage: &Passage) -> Vec<Claim> {
    let words = &passage.words;
    if !words.contains("双拥") && !words.contains("连冠") {
        return Vec::new();
    }
    let crowns = words.match_indices("连冠").filter_map(|(at, _)| crown(words, at));
    let counts = passage.quantities.iter().filter_map(|quantity| count(passage, quantity));
    let firsts = ["首次", "首度", "蝉联"];
    let firsts = firsts.iter().flat_map(|word| words.match_indices(word));
    let firsts = firsts.filter_map(|(at, word)| first(words, at, word));
    let mut found: Vec<Claim> = crowns.chain(counts).chain(firsts).collect();
    found.retain(|claim| is_told(passage, claim));
    found.sort_by_key(|claim| claim.place.start);
    found
}

/// Whether a claim is the office's own and says what is, not what is aimed at.
fn is_told(passage: &Passage, claim: &Claim) -> bool {
    let at = claim.place.start;
    let is_others = |range: &Range<usize>| range.contains(&at) && range.len() > NAME;
    let around = clause(&passage.words, at);
    let told = &passage.words[around];
    passage.voice == Voice::Own
        && !passage.quotations.iter().any(is_others)
        && !passage.is_from_ledger(at)
        && !has_any(told, NOT_YET)
}

/// 四连冠, 7连冠
fn crown(words: &str, at: usize) -> Option<Claim> {
    let is_digit = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c);
    let start = at
        - words[..at].chars().rev().take_while(|c| is_digit(*c)).map(char::len_utf8).sum::<usize>();
    let (count, length) = leading_number(&words[start..])?;
    let place = start..at + "连冠".len();
    let count = Count::Running(u32::try_from(count).ok()?);
    (start + length == at).then_some(Claim { place, count })
}

/// 连续四次, 第五次, 累计五次, 五次荣获
fn count(passage: &Passage, quantity: &Quantity) -> Option<Claim> {
    let words = &passage.words;
    let is_counted = matches!(quantity.unit, "次" | "届" | "轮")
        && quantity.precision == Precision::Exact
        && matches!(quantity.role, Role::Count | Role::Ordinal);
    let number = u32::try_from(quantity.whole()?).ok().filter(|number| *number > 0)?;
    let around = clause(words, quantity.place.start);
    if !is_counted || !is_of_model(passage, &around, quantity) {
        return None;
    }
    let before = run_before(words, quantity.place.start, 6);
    let behind = &words[quantity.place.end..around.end];
    let next: String = behind.chars().take(8).collect();
    let is_named = has_any(&next, NAMED) || has_any(before, NAMED);
    let is_row = ends_any(before, &["连续", "接连"]);
    let count = match (is_row, quantity.role, quantity.unit) {
        (true, _, _) => Count::Running(number),
        (false, Role::Ordinal, "次") if is_named => Count::Times(number),
        (false, Role::Count, "次") if is_named || before.ends_with("累计") => {
            Count::Times(number)
        }
        _ => return None,
    };
    let lead = if is_row { "连续".len() } else { 0 };
    Some(Claim { place: quantity.place.start - lead..quantity.place.end, count })
}

/// Whether the clause speaks of model cities; of times that are added up, the passage may.
fn is_of_model(passage: &Passage, around: &Range<usize>, quantity: &Quantity) -> bool {
    let words = &passage.words;
    let is_sum = run_before(words, quantity.place.start, 2) == "累计";
    words[around.clone()].contains(MODEL) || is_sum && words.contains(MODEL)
}

/// 首次荣获, 蝉联
fn first(words: &str, at: usize, word: &str) -> Option<Claim> {
    let around = clause(words, at);
    let behind = &words[at + word.len()..around.end];
    let next: String = behind.chars().take(5).collect();
    let place = at..at + word.len();
    let count = match word {
        "蝉联" => Count::Again,
        _ if has_any(&next, NAMED) => Count::Times(1),
        _ => return None,
    };
    behind.contains(MODEL).then_some(Claim { place, count })
}
