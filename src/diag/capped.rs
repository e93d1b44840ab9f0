//! Findings of which there may be as many as a table has rows.

use std::collections::BTreeMap;

use super::{Diagnostic, Place, Report, Rule, Severity};
use crate::say;

/// Findings of one rule and one severity that are told one by one.
const TOLD: usize = 100;

/// Findings whose number has a limit: the first of each rule and severity are told one by one, the
/// others as a number. What is not told is never put into words, which would take long for two
/// million rows.
///
/// ```
/// use fengbei::diag::{Capped, Diagnostic, Place, Rule, Severity};
/// use fengbei::say;
/// static RULE: Rule = Rule { name: "rule", severity: Severity::Note, zh: "", en: "" };
/// let mut found = Capped::default();
/// for row in 0..1000 {
///     found.add(&RULE, || Diagnostic::new(&RULE, Place::Site, say!("第 {row} 行", "row {row}")));
/// }
/// let report = found.finish();
/// assert_eq!(report.iter().count(), 101);
/// assert!(report.iter().last().unwrap().message.en.starts_with("900 more"));
/// ```
#[derive(Debug, Default)]
pub struct Capped {
    report: Report,
    /// How many there were of each.
    count: BTreeMap<(&'static str, Severity), usize>,
    /// The first of each that is not told.
    more: BTreeMap<(&'static str, Severity), (&'static Rule, Place)>,
}

impl Capped {
    /// Adds the finding of `rule` that `finding` puts into words.
    pub fn add(&mut self, rule: &'static Rule, finding: impl FnOnce() -> Diagnostic) {
        self.add_as(rule, rule.severity, finding);
    }

    /// Adds the finding of `rule` that `finding` puts into words, with another severity than the
    /// rule's own.
    pub fn add_as(
        &mut self,
        rule: &'static Rule,
        severity: Severity,
        finding: impl FnOnce() -> Diagnostic,
    ) {
        let key = (rule.name, severity);
        let count = self.count.entry(key).or_default();
        *count += 1;
        if *count <= TOLD + 1 {
            let mut finding = finding();
            finding.severity = severity;
            if *count <= TOLD {
                self.report.push(finding);
            } else {
                self.more.insert(key, (rule, finding.place));
            }
        }
    }

    /// Adds a finding that is in words already.
    pub fn push(&mut self, finding: Diagnostic) {
        self.add_as(finding.rule, finding.severity, || finding);
    }

    /// How many findings there were, told or not.
    pub fn total(&self) -> usize {
        self.count.values().sum()
    }

    /// Everything that was found.
    pub fn finish(mut self) -> Report {
        for (key, (rule, place)) in self.more {
            let count = self.count[&key] - TOLD;
            let mut finding = Diagnostic::new(
                rule,
                place,
                say!(
                    "从这里起还有 {count} 处同样的问题，改好前面的再看",
                    "{count} more of this kind from here on; mend the ones above first"
                ),
            );
            finding.severity = key.1;
            self.report.push(finding);
        }
        self.report
    }
}
