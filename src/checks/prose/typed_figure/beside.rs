//! Which number belongs to a wording of the ledger. Never compares it with the ledger's.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::checks::prose::Passage;
use crate::checks::prose::two_figures::{WHOLE, is_typing_slip};
use crate::checks::prose::words::{
    ends_any, has_any, is_filler, run_after, run_before, starts_any,
};
use crate::text::{Precision, Quantity, Role, Script};

/// Words that may stand before what is counted without being part of its name.
const BEFORE: &[&str] = &[
    "建立", "组建", "打造", "投入", "落实", "拨付", "下拨", "招募", "配备", "聘请", "选树", "修建",
    "刊发", "编纂", "制作", "布置", "出台", "确认", "公布", "命名", "迎接", "悬挂", "办理", "发放",
    "申领", "颁发", "制发", "收录", "编入", "镌刻", "刻有", "登记", "建成", "建有", "设立", "设置",
    "开通", "开设", "修缮", "普查", "送达", "收到", "接收", "安置", "欢送", "组织", "开展", "举办",
    "印发", "编印", "拥有", "共有", "现有", "已有", "完成", "累计", "目前", "全市", "我市", "全县",
    "我县", "全区", "我区", "共", "有", "了", "已", "达", "在", "对", "为",
];
/// Words that may stand behind it in the same way.
const BEHIND: &[&str] = &["已", "全部", "均", "都", "和", "与", "及"];

/// A number that is typed beside a wording of the ledger.
#[derive(Debug)]
pub struct Typed<'a> {
    /// Where both stand.
    pub passage: &'a Passage,
    /// The wording, with the marks around it.
    pub marked: Range<usize>,
    /// The wording, as it is typed.
    pub name: &'a str,
    /// The number.
    pub quantity: &'a Quantity,
}

impl<'a> Typed<'a> {
    /// The number that counts the `wording` of `passage`: right behind it, as in 光荣牌12306块, or
    /// right before it, as in 12306块光荣牌. None when there is none, when it is not exact, when it
    /// is quoted from the ledger already, and in the words of others.
    pub fn beside(passage: &'a Passage, wording: Range<usize>) -> Option<Self> {
        let in_marks = |it: &&Range<usize>| {
            it.start + '“'.len_utf8() == wording.start && it.end == wording.end + '”'.len_utf8()
        };
        let marked = passage.quotations.iter().find(in_marks).cloned().unwrap_or(wording.clone());
        let after = || follows(passage, &marked).filter(|_| begins(passage, marked.start));
        let quantity = after().or_else(|| leads(passage, &marked))?;
        let is_exact = is_exact(quantity);
        let is_ours = !passage.is_from_ledger(quantity.digits.start)
            && !passage.is_quoted(quantity.place.start)
            && (marked != wording || !passage.is_quoted(wording.start));
        let name = &passage.words[wording];
        (is_exact && is_ours).then_some(Self { passage, marked, name, quantity })
    }

    /// As it is typed, with its unit.
    pub fn said(&self) -> &'a str {
        &self.passage.words[self.quantity.place.clone()]
    }

    /// What it counts.
    pub fn unit(&self) -> &'static str {
        if self.quantity.role == Role::Percent { "%" } else { self.quantity.unit }
    }

    /// Whether it is sure that all of it is meant: the sentence says so, or the number is so like
    /// `ledger` that it can only be a slip.
    pub fn is_of_the_whole(&self, ledger: Decimal) -> bool {
        let sentence = self.passage.sentence(self.quantity.place.start);
        let end = self.quantity.place.start.max(self.marked.end);
        has_any(&self.passage.words[sentence.start..end], WHOLE)
            || is_typing_slip(self.quantity.value.decimal(), ledger)
    }
}

/// Whether a number could be one of the ledger: meant to the last digit, and no year or rank.
pub fn is_exact(quantity: &Quantity) -> bool {
    quantity.precision == Precision::Exact
        && quantity.script == Script::Arabic
        && matches!(quantity.role, Role::Count | Role::Percent)
}

/// Whether what is counted begins at byte `at`, not a longer noun before it.
fn begins(passage: &Passage, at: usize) -> bool {
    let words = &passage.words;
    let before = run_before(words, at, 8);
    let joins = words[..at].strip_suffix('、');
    let is_listed = |before: &str| passage.quantities.iter().any(|q| q.place.end == before.len());
    joins.is_none_or(is_listed) && (before.is_empty() || ends_any(before, BEFORE))
}

/// The number behind the words at `marked`.
fn follows<'a>(passage: &'a Passage, marked: &Range<usize>) -> Option<&'a Quantity> {
    let next = passage.quantities.iter().find(|q| q.place.start >= marked.end)?;
    let between = passage.words[marked.end..next.place.start].trim_start_matches(['：', '（', ' ']);
    is_filler(between).then_some(next)
}

/// The number before the words at `marked`, when these are all that it counts.
fn leads<'a>(passage: &'a Passage, marked: &Range<usize>) -> Option<&'a Quantity> {
    let last = passage.quantities.iter().rfind(|q| q.place.end <= marked.start)?;
    let between = passage.words[last.place.end..marked.start].trim();
    let behind = run_after(&passage.words, marked.end, 4);
    let is_all = behind.is_empty() || starts_any(behind, BEHIND);
    (is_all && matches!(between, "" | "的")).then_some(last)
}
