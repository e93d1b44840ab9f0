//! What the last build into a folder was made from and what it found, so that a site of which
//! nothing changed is not made again.
//!
//! It is kept in the cache and holds only for exactly the manifest that build left; without it a
//! site is built as ever.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use blake3::Hash;
use serde::{Deserialize, Serialize};

use super::cache::Cache;
use super::{Folder, Tally};
use crate::diag::{Report, Rule, keep, recall};
use crate::model::{DatasetCount, DatasetTotals, PinnedFigure, RollCount, RollTotals};
use crate::text::Moment;

/// The outcome of a build.
#[derive(Debug)]
pub struct Outcome {
    /// Items that were built.
    pub items: usize,
    /// Items that were left out.
    pub left_out: LeftOut,
    /// Quoted figures that keep the value of their text's day, which is another today.
    pub pinned: Vec<PinnedFigure>,
    /// What was found.
    pub report: Report,
    /// What became of the rows of every roll.
    pub rolls: Vec<RollCount>,
    /// What became of the rows of every dataset.
    pub datasets: Vec<DatasetCount>,
    /// When the same sources make another site.
    pub changes: Option<Moment>,
}

/// How many items were left out, by the reason.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct LeftOut {
    /// They have errors.
    pub broken: usize,
    /// Drafts.
    pub drafts: usize,
    /// Their time has not come.
    pub future: usize,
    /// Their time is over.
    pub expired: usize,
    /// They were withdrawn.
    pub withdrawn: usize,
    /// They were not passed by the reviews.
    pub unapproved: usize,
}

#[derive(Serialize, Deserialize)]
struct Record {
    inputs: [u8; 32],
    manifest: [u8; 32],
    items: usize,
    left_out: LeftOut,
    pinned: Vec<[String; 4]>,
    findings: Vec<u8>,
    rolls: Vec<(String, String, [usize; 5])>,
    datasets: Vec<(String, String, [usize; 4])>,
    changes: Option<String>,
}

/// A digest of `inputs` and of the program itself, which makes other sites once it is another;
/// none when the program cannot be told from another.
pub fn with_program(inputs: Hash) -> Option<Hash> {
    let meta = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let modified = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    let mut hasher = blake3::Hasher::new();
    hasher.update(inputs.as_bytes()).update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.update(&meta.len().to_le_bytes()).update(&modified.to_le_bytes());
    Some(hasher.finalize())
}

/// What a build from `inputs` would come to at `now`, when the folder holds just that already, with every
/// file at its length.
pub fn unchanged(
    folder: &Folder,
    cache: &Cache,
    inputs: Hash,
    now: Moment,
    rules: &[&'static Rule],
) -> Option<(Outcome, Tally)> {
    let record: Record = postcard::from_bytes(&cache.get(&key(folder.target()))?).ok()?;
    if record.inputs != *inputs.as_bytes() || record.manifest != *folder.note()?.as_bytes() {
        return None;
    }
    let changes = record.changes.as_deref().and_then(Moment::parse);
    if changes.is_some_and(|moment| moment.has_come(now)) {
        return None;
    }
    let report = recall(&record.findings, rules)?;
    let tally = folder.whole()?;
    let Record { items, left_out, pinned, rolls, datasets, .. } = record;
    let pinned = pinned.into_iter().map(pinned_again).collect();
    let rolls = rolls.into_iter().map(roll_again).collect();
    let datasets = datasets.into_iter().map(dataset_again).collect();
    let outcome = Outcome { items, left_out, pinned, report, rolls, datasets, changes };
    Some((outcome, tally))
}

/// Keeps the outcome of a build from `inputs` for [`unchanged`].
pub fn remember(folder: &Folder, cache: &Cache, inputs: Hash, outcome: &Outcome) {
    let Some(manifest) = folder.note_now() else { return };
    let record = Record {
        inputs: *inputs.as_bytes(),
        manifest: *manifest.as_bytes(),
        items: outcome.items,
        left_out: outcome.left_out,
        pinned: outcome.pinned.iter().map(pinned_kept).collect(),
        findings: keep(&outcome.report),
        rolls: outcome.rolls.iter().map(roll_kept).collect(),
        datasets: outcome.datasets.iter().map(dataset_kept).collect(),
        changes: outcome.changes.map(|moment| moment.to_string()),
    };
    let bytes = postcard::to_allocvec(&record).expect("a record is plain data");
    cache.put(&key(folder.target()), &bytes);
}

fn pinned_kept(PinnedFigure { file, label, then, now }: &PinnedFigure) -> [String; 4] {
    [file.clone(), label.clone(), then.clone(), now.clone()]
}

fn pinned_again([file, label, then, now]: [String; 4]) -> PinnedFigure {
    PinnedFigure { file, label, then, now }
}

fn roll_kept(roll: &RollCount) -> (String, String, [usize; 5]) {
    let RollTotals { rows, people, groups, rejected, sums } = roll.totals;
    (roll.path.clone(), roll.title.clone(), [rows, people, groups, rejected, sums])
}

fn roll_again((path, title, numbers): (String, String, [usize; 5])) -> RollCount {
    let [rows, people, groups, rejected, sums] = numbers;
    RollCount { path, title, totals: RollTotals { rows, people, groups, rejected, sums } }
}

/// The record's key in the cache: a folder has one, the newest.
pub fn key(target: &Path) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"the last build into ").update(target.as_os_str().as_encoded_bytes());
    hasher.finalize()
}

fn dataset_kept(dataset: &DatasetCount) -> (String, String, [usize; 4]) {
    let DatasetTotals { rows, kept, rejected, sums } = dataset.totals;
    (dataset.path.clone(), dataset.title.clone(), [rows, kept, rejected, sums])
}

fn dataset_again((path, title, numbers): (String, String, [usize; 4])) -> DatasetCount {
    let [rows, kept, rejected, sums] = numbers;
    DatasetCount { path, title, totals: DatasetTotals { rows, kept, rejected, sums } }
}
