//! A comparison for other programs.

use serde::Serialize;

use super::batch_name;
use crate::compare::questions::reason;
use crate::compare::{Comparison, Edition, How, Kind, Pair, Tally};
use crate::diag::Message;
use crate::model::{PersonId, RollField};

#[derive(Serialize)]
struct Root<'c> {
    old: Totals<'c>,
    new: Totals<'c>,
    compared: Vec<&'static str>,
    matched: Vec<Paired<'c>>,
    near: Vec<Paired<'c>>,
    only_old: Vec<Person<'c>>,
    only_new: Vec<Person<'c>>,
    differences: Vec<Differing<'c>>,
    supplement: Vec<Supplement<'c>>,
    decisions: Decided,
    notes: &'c [Message],
    files: &'c [String],
}

#[derive(Serialize)]
struct Totals<'c> {
    file: &'c str,
    rows: usize,
    matched: usize,
    near: usize,
    only: usize,
    rejected: usize,
}

#[derive(Serialize)]
struct Person<'c> {
    row: String,
    id: &'c str,
    name: &'c str,
}

#[derive(Serialize)]
struct Paired<'c> {
    old: Person<'c>,
    new: Person<'c>,
    ground: &'static str,
    score: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Message>,
}

#[derive(Serialize)]
struct Differing<'c> {
    old_row: String,
    new_row: String,
    field: &'static str,
    old: &'c str,
    new: &'c str,
    kind: &'static str,
}

#[derive(Serialize)]
struct Supplement<'c> {
    batch: &'c str,
    count: usize,
}

#[derive(Serialize)]
struct Decided {
    used: usize,
    idle: usize,
    pending: usize,
    fresh: usize,
}

/// The comparison as JSON, with the `files` that were written.
pub fn json(comparison: &Comparison<'_>, files: &[String]) -> String {
    let (old, new) = (comparison.old, comparison.new);
    let Tally { used, idle, pending, fresh } = comparison.tally;
    let differing = |found: &crate::compare::Difference| Differing {
        old_row: old.row(found.old),
        new_row: new.row(found.new),
        field: found.field.key(),
        old: old.get(found.old, found.field),
        new: new.get(found.new, found.field),
        kind: Kind::key(found.kind),
    };
    let root = Root {
        old: totals(comparison, old, comparison.only_old.len()),
        new: totals(comparison, new, comparison.only_new.len()),
        compared: comparison.fields.iter().map(|field| field.key()).collect(),
        matched: comparison.matched.iter().map(|pair| paired(comparison, pair)).collect(),
        near: comparison.near.iter().map(|pair| paired(comparison, pair)).collect(),
        only_old: comparison.only_old.iter().map(|person| named(old, *person)).collect(),
        only_new: comparison.only_new.iter().map(|person| named(new, *person)).collect(),
        differences: comparison.differences.iter().map(differing).collect(),
        supplement: comparison
            .supplement()
            .into_iter()
            .map(|batch| Supplement { batch: batch_name(batch.name), count: batch.people.len() })
            .collect(),
        decisions: Decided { used, idle, pending, fresh },
        notes: &comparison.notes,
        files,
    };
    serde_json::to_string(&root).expect("texts and numbers alone")
}

fn totals<'c>(comparison: &Comparison<'_>, edition: &'c Edition, only: usize) -> Totals<'c> {
    Totals {
        file: &edition.name,
        rows: edition.totals.rows,
        matched: comparison.matched.len(),
        near: comparison.near.len(),
        only,
        rejected: edition.totals.rejected,
    }
}

fn named(edition: &Edition, person: PersonId) -> Person<'_> {
    Person {
        row: edition.row(person),
        id: edition.get(person, RollField::Id),
        name: edition.get(person, RollField::Name),
    }
}

fn paired<'c>(comparison: &Comparison<'c>, pair: &Pair) -> Paired<'c> {
    let ground = match pair.how {
        How::Decided => "decided",
        How::Id => "id",
        How::Content => "content",
        How::Near => "near",
        How::Several => "several",
    };
    Paired {
        old: named(comparison.old, pair.old),
        new: named(comparison.new, pair.new),
        ground,
        score: pair.likeness.score(),
        reason: matches!(pair.how, How::Near | How::Several).then(|| reason(pair)),
    }
}
