//! What was found in the tables of a roll, told so that nobody drowns in it.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place, Report, Rule};
use crate::say;

/// Findings of one rule in one roll; so many more are told as a number.
const TOLD: usize = 100;

/// Findings, of which there may be as many as rows: the first of each rule are told one by one.
#[derive(Debug, Default)]
pub struct Found {
    report: Report,
    more: BTreeMap<&'static str, (&'static Rule, Place, usize)>,
    told: BTreeMap<&'static str, usize>,
}

impl Found {
    /// Adds a finding.
    pub fn push(&mut self, finding: Diagnostic) {
        let told = self.told.entry(finding.rule.name).or_default();
        *told += 1;
        if *told <= TOLD {
            self.report.push(finding);
        } else {
            let first = || (finding.rule, finding.place.clone(), 0);
            self.more.entry(finding.rule.name).or_insert_with(first).2 += 1;
        }
    }

    /// Everything that was found.
    pub fn finish(mut self) -> Report {
        for (rule, place, count) in self.more.into_values() {
            self.report.push(Diagnostic::new(
                rule,
                place,
                say!(
                    "从这里起还有 {count} 处同样的问题，改好前面的再看",
                    "{count} more of this kind from here on; mend the ones above first"
                ),
            ));
        }
        self.report
    }
}
