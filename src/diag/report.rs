//! A collection of findings that keeps everything and sorts once.

use super::{Diagnostic, Severity};

/// All findings of a run.
#[derive(Debug, Clone, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    dismissed: Vec<Dismissed>,
}

/// A finding that somebody set aside.
#[derive(Debug, Clone)]
pub struct Dismissed {
    /// The finding.
    pub finding: Diagnostic,
    /// Why, and by whom, as they put it.
    pub reason: String,
}

impl Report {
    /// An empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// A report of findings, and of such that somebody set aside.
    pub fn with_dismissed(diagnostics: Vec<Diagnostic>, dismissed: Vec<Dismissed>) -> Self {
        Self { diagnostics, dismissed }
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds all findings of `other`.
    pub fn absorb(&mut self, mut other: Self) {
        self.diagnostics.append(&mut other.diagnostics);
        self.dismissed.append(&mut other.dismissed);
    }

    /// The findings in the order they are shown: by place, then severity, then rule.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        sort(&mut self.diagnostics, |it| it);
        sort(&mut self.dismissed, |it| &it.finding);
        self
    }

    /// Sets aside every finding that there is a `reason` for.
    pub fn set_aside(&mut self, mut reason: impl FnMut(&Diagnostic) -> Option<String>) {
        for finding in std::mem::take(&mut self.diagnostics) {
            match reason(&finding) {
                Some(reason) => self.dismissed.push(Dismissed { finding, reason }),
                None => self.diagnostics.push(finding),
            }
        }
    }

    /// The findings that were set aside.
    pub fn dismissed(&self) -> &[Dismissed] {
        &self.dismissed
    }

    /// Every finding that was not set aside.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.diagnostics.iter()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// How many findings of `severity` there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|d| d.severity == Severity::Error)
    }
}

/// Puts findings in the order they are shown, each once.
fn sort<T>(findings: &mut Vec<T>, of: impl Fn(&T) -> &Diagnostic) {
    findings.sort_by(|a, b| {
        let (a, b) = (of(a), of(b));
        (&a.place, a.severity, a.rule.name, &a.message.en).cmp(&(
            &b.place,
            b.severity,
            b.rule.name,
            &b.message.en,
        ))
    });
    findings.dedup_by(|a, b| {
        let (a, b) = (of(a), of(b));
        a.place == b.place && a.rule.name == b.rule.name && a.message == b.message
    });
}

impl<'a> IntoIterator for &'a Report {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Extend<Diagnostic> for Report {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, iter: T) {
        self.diagnostics.extend(iter);
    }
}

impl FromIterator<Diagnostic> for Report {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(iter: T) -> Self {
        Self { diagnostics: iter.into_iter().collect(), dismissed: Vec::new() }
    }
}
