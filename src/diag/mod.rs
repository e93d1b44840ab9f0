//! Findings: what is wrong with a site's content, where, and what to type instead.
//!
//! This module knows how to describe and to print a finding. It knows nothing of what a site is,
//! and never decides that something is wrong: that is for `load`, `checks` and `render`.

mod capped;
mod fix;
mod json;
mod kept;
mod message;
mod report;
mod rule;
mod sarif;
mod terminal;

use std::ops::Range;

pub use capped::Capped;
pub use fix::{Change, Edit, Fix, apply};
pub use json::{changes_to_json, dismissed_to_json, to_json};
pub use kept::{keep, recall};
pub use message::{Language, Message, counted};
pub use report::{Dismissed, Report};
pub use rule::{Rule, Severity};
pub use sarif::to_sarif;
pub use terminal::{Ambiguous, Style, changes_to_text, column_letters, to_text};

use crate::source::SourcePath;

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Place {
    /// The site as a whole.
    Site,
    /// A file as a whole.
    File(SourcePath),
    /// Bytes `start..end` of a text file, counted in the decoded text.
    Span {
        /// The file.
        file: SourcePath,
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// A cell of a spreadsheet; both numbers count from 1, as the office program shows them.
    Cell {
        /// The file.
        file: SourcePath,
        /// The sheet's name.
        sheet: String,
        /// Row number.
        row: u32,
        /// Column number.
        column: u32,
    },
}

impl Place {
    /// Bytes `span` of `file`.
    pub fn span(file: &SourcePath, span: Range<usize>) -> Self {
        Self::Span { file: file.clone(), start: span.start, end: span.end }
    }

    /// Bytes `span` of `file`, or the whole file when the span is empty: what nobody wrote stands
    /// nowhere.
    pub fn span_or_file(file: &SourcePath, span: Range<usize>) -> Self {
        if span.is_empty() { Self::File(file.clone()) } else { Self::span(file, span) }
    }

    /// The file the place is in, if it is in one.
    pub fn file(&self) -> Option<&SourcePath> {
        match self {
            Self::Site => None,
            Self::File(file) | Self::Span { file, .. } | Self::Cell { file, .. } => Some(file),
        }
    }
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// How much it matters; the rule's own severity unless raised or lowered.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong, in one sentence.
    pub message: Message,
    /// Other places that explain it.
    pub notes: Vec<(Place, Message)>,
    /// What to do about it.
    pub help: Vec<Message>,
    /// A change that is safe to make by machine.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding of `rule` at `place`.
    pub fn new(rule: &'static Rule, place: Place, message: Message) -> Self {
        Self {
            rule,
            severity: rule.severity,
            place,
            message,
            notes: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// The same finding, with advice.
    #[must_use]
    pub fn help(mut self, help: Message) -> Self {
        self.help.push(help);
        self
    }

    /// The same finding, pointing at another place that explains it.
    #[must_use]
    pub fn note(mut self, place: Place, note: Message) -> Self {
        self.notes.push((place, note));
        self
    }

    /// The same finding, with a change that mends it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}
