//! What an office does with the tables of a roll before they are published: two editions are
//! compared, one is put in order.
//!
//! Files in memory → results and the bytes of reports. Knows nothing of sites and never touches
//! the disk.

mod blocks;
mod book;
mod csv;
mod date;
mod decisions;
mod difference;
mod edition;
mod facts;
mod likeness;
mod locality;
mod name;
mod normalize;
mod pairing;
mod questions;
mod report;

use crate::diag::{Diagnostic, Message, Report, Severity};
use crate::load::ROLL_TABLE;
use crate::model::{PersonId, RollField};
use crate::say;

pub use book::{BookFault, Sheets};
pub use decisions::{Decision, Decisions, DecisionsFault, Side, Verdict};
pub use difference::{Difference, Kind};
pub use edition::Edition;
pub use likeness::Likeness;
pub use normalize::{Change, Normalized, TextTable, normalize};
pub use pairing::{How, Pair};
pub use report::{Batch, html, json, workbook};

use facts::Facts;
use questions::Asked;

/// Two editions of a roll, compared. Everybody of either stands in exactly one of the lists.
#[derive(Debug)]
pub struct Comparison<'e> {
    /// The old edition.
    pub old: &'e Edition,
    /// The new edition.
    pub new: &'e Edition,
    /// Fields that both have; the others were not compared.
    pub fields: Vec<RollField>,
    /// Who is in both.
    pub matched: Vec<Pair>,
    /// Who may be in both.
    pub near: Vec<Pair>,
    /// Who is in the old edition alone.
    pub only_old: Vec<PersonId>,
    /// Who is in the new edition alone.
    pub only_new: Vec<PersonId>,
    /// What the editions say differently of those who are in both.
    pub differences: Vec<Difference>,
    /// The decisions as they should be kept from now on, the open questions included.
    pub decisions: Decisions,
    /// How the decisions were used.
    pub tally: Tally,
    /// What is odd about the editions and the decisions.
    pub notes: Vec<Message>,
}

/// How decisions were used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Decisions that were used.
    pub used: usize,
    /// Decisions whose people are not in the editions any more; they are kept.
    pub idle: usize,
    /// Questions that were asked before and are still open.
    pub pending: usize,
    /// Questions that are asked for the first time.
    pub fresh: usize,
}

/// Compares two editions; `decided` is what somebody decided.
pub fn compare<'e>(old: &'e Edition, new: &'e Edition, decided: &Decisions) -> Comparison<'e> {
    let (old_facts, new_facts) = (Facts::of(old), Facts::of(new));
    let fields = shared_fields(old, new);
    let mut asked = Asked::of(decided, &old_facts, &new_facts);
    let pairs = pairing::pair(&old_facts, &new_facts, &fields, &asked.given);
    let near = |pair: &Pair| matches!(pair.how, How::Near | How::Several);
    let (near, matched): (Vec<Pair>, Vec<Pair>) = pairs.into_iter().partition(near);
    let alone = |edition: &Edition, of: fn(&Pair) -> PersonId| {
        let mut paired = vec![false; edition.people.len()];
        for pair in matched.iter().chain(&near) {
            paired[of(pair).0 as usize] = true;
        }
        edition.people.ids().filter(|person| !paired[person.0 as usize]).collect::<Vec<_>>()
    };
    let (only_old, only_new) = (alone(old, |pair| pair.old), alone(new, |pair| pair.new));
    let differences = difference::differences(&old_facts, &new_facts, &fields, &matched);
    let (decisions, tally) = asked.next(&near, &old_facts, &new_facts);
    Comparison {
        old,
        new,
        fields,
        matched,
        near,
        only_old,
        only_new,
        differences,
        decisions,
        tally,
        notes: without_ids(old, new).into_iter().chain(asked.notes).collect(),
    }
}

/// Whether all of a table could be read, apart from sheets that are notes.
fn is_whole(report: &Report) -> bool {
    let is_fault = |finding: &Diagnostic| {
        finding.rule.name == ROLL_TABLE.name && finding.severity == Severity::Error
    };
    !report.iter().any(is_fault)
}

/// Fields for which both editions have a column.
fn shared_fields(old: &Edition, new: &Edition) -> Vec<RollField> {
    let fields = RollField::ALL.iter().map(|(field, ..)| *field);
    let silent = without_ids(old, new);
    let compared = |field: &RollField| *field != RollField::Id || silent.is_none();
    fields.filter(|field| old.has(*field) && new.has(*field) && compared(field)).collect()
}

/// That one edition has a column of ids and none in it, so that they are no difference.
fn without_ids(old: &Edition, new: &Edition) -> Option<Message> {
    let is_silent =
        |edition: &Edition| edition.has(RollField::Id) && !edition.people.has(RollField::Id);
    match (is_silent(old), is_silent(new)) {
        (false, false) => None,
        (true, false) => Some(say!(
            "旧版“编号”一列是空的，编号没有比对",
            "the column of ids is empty in the old edition, so ids were not compared"
        )),
        (false, true) => Some(say!(
            "新版“编号”一列是空的，编号没有比对",
            "the column of ids is empty in the new edition, so ids were not compared"
        )),
        (true, true) => Some(say!(
            "两版“编号”一列都是空的，编号没有比对",
            "the column of ids is empty in both editions, so ids were not compared"
        )),
    }
}
