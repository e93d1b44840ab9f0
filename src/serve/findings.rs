//! What is wrong with the site, told once: of what was found after a change, only what is new.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use super::preview::Preview;
use super::state::State;
use super::{News, Tell};
use crate::checks;
use crate::diag::{Diagnostic, Report};

/// Findings that were told already.
#[derive(Debug, Default)]
pub struct Told(BTreeSet<Key>);

/// What makes a finding the same after its line has moved.
type Key = (&'static str, Option<String>, String);

impl Told {
    /// The findings of `report` that were not there the last time.
    pub fn new_in(&mut self, report: &Report) -> Report {
        let fresh = report.iter().filter(|finding| !self.0.contains(&key(finding))).cloned();
        let fresh = fresh.collect();
        self.0 = report.iter().map(key).collect();
        fresh
    }
}

fn key(finding: &Diagnostic) -> Key {
    let file = finding.place.file().map(|file| file.as_str().to_owned());
    (finding.rule.name, file, finding.message.en.clone())
}

/// Looks for what is wrong with every state that comes in, and tells it. Pages never wait for this;
/// of several states only the newest is looked at.
pub fn tell_findings(preview: &Preview, states: &Receiver<Arc<State>>, tell: &Tell<'_>) {
    let mut told = Told::default();
    while let Ok(state) = states.recv() {
        let state = states.try_iter().last().unwrap_or(state);
        let Ok(work) = &state.work else { continue };
        let mut report = work.report.clone();
        report.absorb(checks::check(&work.site));
        let mut report = checks::dismissed::set_aside(&work.site, report);
        report.extend(preview.cache().warning());
        let report = report.sorted();
        let fresh = told.new_in(&report);
        tell(News::Found { fresh: &fresh, all: &report, sources: &state.sources });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Place, Rule, Severity};
    use crate::say;
    use crate::source::SourcePath;

    static RULE: Rule = Rule { name: "x", severity: Severity::Error, zh: "", en: "" };

    fn report(findings: &[(&str, usize, &str)]) -> Report {
        let finding = |(file, at, said): &(&str, usize, &str)| {
            let place = Place::span(&SourcePath::new(file), *at..*at);
            Diagnostic::new(&RULE, place, say!("{said}", "{said}"))
        };
        findings.iter().map(finding).collect()
    }

    #[test]
    fn a_finding_is_told_once_and_again_when_it_comes_back() {
        let mut told = Told::default();
        let mut fresh = |findings: &[(&str, usize, &str)]| -> Vec<String> {
            told.new_in(&report(findings)).iter().map(|f| f.message.en.clone()).collect()
        };
        assert_eq!(fresh(&[("a.md", 1, "one"), ("b.md", 1, "two")]), ["one", "two"]);
        assert_eq!(fresh(&[("a.md", 9, "one"), ("c.md", 1, "two")]), ["two"]);
        assert_eq!(fresh(&[]), Vec::<String>::new());
        assert_eq!(fresh(&[("a.md", 9, "one")]), ["one"]);
    }
}
