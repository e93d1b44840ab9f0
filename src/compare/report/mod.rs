//! A comparison as a page, a workbook and JSON. Never decides anything: it shows.

mod html;
mod json;
mod workbook;

use super::Comparison;
use crate::model::{PersonId, RollField};

pub use html::html;
pub use json::json;
pub use workbook::workbook;

/// Newcomers of one batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch<'c> {
    /// 批次; empty when the rows name none.
    pub name: &'c str,
    /// Who is in it.
    pub people: Vec<PersonId>,
}

impl Comparison<'_> {
    /// Who is in the new edition alone, by batch, the batches in the order of the edition.
    pub fn supplement(&self) -> Vec<Batch<'_>> {
        let mut batches: Vec<Batch<'_>> = Vec::new();
        let mut places = std::collections::HashMap::new();
        for person in &self.only_new {
            let name = self.new.get(*person, RollField::Batch);
            let at = *places.entry(name).or_insert_with(|| {
                batches.push(Batch { name, people: Vec::new() });
                batches.len() - 1
            });
            batches[at].people.push(*person);
        }
        batches
    }

    /// The overview, line by line: what, how many of the old edition, how many of the new.
    pub fn overview(&self) -> Vec<(&'static str, usize, usize)> {
        let (old, new) = (&self.old.totals, &self.new.totals);
        vec![
            ("有姓名的行数", old.rows - old.rejected, new.rows - new.rejected),
            ("其中：一致", self.matched.len(), self.matched.len()),
            ("其中：疑似同一人，待核对", self.near.len(), self.near.len()),
            ("其中：只在一版里", self.only_old.len(), self.only_new.len()),
            ("另有：没有姓名、没有参加比对的行", old.rejected, new.rejected),
        ]
    }
}

/// A batch's name, for people.
fn batch_name(batch: &str) -> &str {
    if batch.is_empty() { "未写批次" } else { batch }
}

/// The fields of a list of people that stand in one edition alone.
const LISTED: [(RollField, f64); 7] = [
    (RollField::Id, 12.0),
    (RollField::Name, 12.0),
    (RollField::Birth, 14.0),
    (RollField::Death, 14.0),
    (RollField::Native, 24.0),
    (RollField::Unit, 24.0),
    (RollField::Batch, 12.0),
];
