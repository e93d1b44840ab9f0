//! Reviews (三审三校) that are on record: who passed which text, and when.

use std::collections::{BTreeMap, BTreeSet};

use super::Item;
use crate::diag::Place;
use crate::source::{SourcePath, Sources};
use crate::text::{Moment, percent_decode};

/// How an office reviews, from `[review]` in `site.toml`.
#[derive(Debug, Clone, Default)]
pub struct ReviewSettings {
    /// 审级, in order; none when reviews are not kept on record.
    pub stages: Vec<String>,
    /// Whether each stage needs another person.
    pub different_people: bool,
    /// What becomes of a text that was not passed, in a build for the public.
    pub unapproved: Unapproved,
}

/// What becomes of a text that was not passed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Unapproved {
    /// The site is not built.
    #[default]
    Refused,
    /// The site is built without it.
    LeftOut,
}

/// A line of the record: somebody passed a text.
#[derive(Debug, Clone)]
pub struct Approval {
    /// The text, by its file.
    pub item: String,
    /// 审级
    pub stage: String,
    /// 审核人
    pub by: String,
    /// When.
    pub time: Moment,
    /// 意见
    pub remark: Option<String>,
    /// What was passed: a digest of text, pictures, attachments and quoted figures.
    pub digest: String,
    /// The line.
    pub place: Place,
}

/// The record of reviews.
#[derive(Debug, Clone, Default)]
pub struct ReviewRecord {
    by_item: BTreeMap<String, Vec<Approval>>,
    /// Digests of what the texts are now, for those on record.
    digests: BTreeMap<SourcePath, String>,
}

/// How far a text has come.
#[derive(Debug, Clone, Default)]
pub struct ReviewState<'a> {
    /// The last approval of each stage that holds for the text as it is.
    pub passed: Vec<&'a Approval>,
    /// Approvals of another text than it is now.
    pub void: Vec<&'a Approval>,
    /// Stages that are still to come.
    pub missing: Vec<&'a str>,
}

impl ReviewRecord {
    /// The record's file in the site folder.
    pub const FILE: &'static str = "reviews.csv";

    /// A record of `approvals`; `digests` say what each text is now.
    pub fn new(approvals: Vec<Approval>, digests: BTreeMap<SourcePath, String>) -> Self {
        let mut by_item: BTreeMap<String, Vec<Approval>> = BTreeMap::new();
        for approval in approvals {
            by_item.entry(approval.item.clone()).or_default().push(approval);
        }
        Self { by_item, digests }
    }

    /// Every approval.
    pub fn approvals(&self) -> impl Iterator<Item = &Approval> {
        self.by_item.values().flatten()
    }

    /// How far the text of `item` has come.
    pub fn state<'a>(&'a self, item: &SourcePath, settings: &'a ReviewSettings) -> ReviewState<'a> {
        let all = self.by_item.get(item.as_str()).map_or(&[][..], Vec::as_slice);
        let now = self.digests.get(item);
        let holds = |approval: &&Approval| Some(&approval.digest) == now;
        let mut passed: Vec<&Approval> = Vec::new();
        for stage in &settings.stages {
            passed.extend(all.iter().rev().filter(holds).find(|a| a.stage == *stage));
        }
        let void = all.iter().filter(|approval| !holds(approval)).collect();
        let done: BTreeSet<&str> = passed.iter().map(|approval| approval.stage.as_str()).collect();
        let missing = settings.stages.iter().map(String::as_str);
        let missing = missing.filter(|stage| !done.contains(stage)).collect();
        ReviewState { passed, void, missing }
    }
}

impl ReviewState<'_> {
    /// Whether every stage was passed.
    pub fn is_approved(&self) -> bool {
        self.missing.is_empty()
    }
}

impl Item {
    /// What a reviewer passes: the text with its head, without the reviews typed there, every file of
    /// the site that it shows or offers, and the figures and honours it quotes. Anything else than that
    /// is another text. A short digest in hexadecimal digits.
    pub fn review_digest(&self, sources: &Sources) -> String {
        let mut hasher = blake3::Hasher::new();
        let text = self.body.source();
        let reviews = self.place("reviews");
        hasher.update(text[..reviews.start].as_bytes()).update(text[reviews.end..].as_bytes());
        let linked = self.body.links().iter().filter_map(|link| {
            let path = link.destination.split(['#', '?']).next().unwrap_or_default();
            self.source.resolve(&percent_decode(path))
        });
        let attached = self.attachments.iter().map(|attachment| attachment.file.clone());
        let files: BTreeSet<String> = linked.chain(attached).chain(self.cover.clone()).collect();
        // A link to another text is none of this one's words.
        let is_shown = |path: &&String| !path.as_bytes().ends_with(b".md");
        for file in files.iter().filter(is_shown).filter_map(|path| sources.get(path)) {
            hasher.update(file.path.as_str().as_bytes());
            // A file that cannot be read is told of elsewhere, and is not what was passed.
            let digest = file.digest().unwrap_or_else(|_| blake3::Hash::from_bytes([0; 32]));
            hasher.update(digest.as_bytes());
        }
        for quoted in &self.quoted {
            hasher.update(quoted.words.as_bytes()).update(&[0]);
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }
}
