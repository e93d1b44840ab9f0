//! Findings as bytes, for a later run of the program that finds the same.

use serde::{Deserialize, Serialize};

use super::{Diagnostic, Dismissed, Fix, Message, Place, Report, Rule, Severity};

/// A finding whose rule is known by name.
#[derive(Serialize, Deserialize)]
struct Kept {
    rule: String,
    severity: Severity,
    place: Place,
    message: Message,
    notes: Vec<(Place, Message)>,
    help: Vec<Message>,
    fix: Option<Fix>,
}

/// The findings as bytes, which [`recall`] reads.
pub fn keep(report: &Report) -> Vec<u8> {
    let kept = |finding: &Diagnostic| {
        let Diagnostic { rule, severity, place, message, notes, help, fix } = finding.clone();
        Kept { rule: rule.name.to_owned(), severity, place, message, notes, help, fix }
    };
    let shown: Vec<Kept> = report.iter().map(kept).collect();
    let aside = |it: &Dismissed| (kept(&it.finding), it.reason.clone());
    let dismissed: Vec<(Kept, String)> = report.dismissed().iter().map(aside).collect();
    postcard::to_allocvec(&(shown, dismissed)).expect("findings are plain data")
}

/// The findings in `bytes`, whose rules are among `rules`; none when they cannot be read, because
/// another version of the program wrote them.
pub fn recall(bytes: &[u8], rules: &[&'static Rule]) -> Option<Report> {
    let (shown, dismissed): (Vec<Kept>, Vec<(Kept, String)>) = postcard::from_bytes(bytes).ok()?;
    let finding = |kept: Kept| {
        let Kept { rule, severity, place, message, notes, help, fix } = kept;
        let rule = rules.iter().find(|known| known.name == rule)?;
        Some(Diagnostic { rule, severity, place, message, notes, help, fix })
    };
    let aside = |(kept, reason)| Some(Dismissed { finding: finding(kept)?, reason });
    let shown = shown.into_iter().map(finding).collect::<Option<_>>()?;
    Some(Report::with_dismissed(shown, dismissed.into_iter().map(aside).collect::<Option<_>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Edit;
    use crate::say;
    use crate::source::SourcePath;

    static RULE: Rule = Rule { name: "rule", severity: Severity::Note, zh: "", en: "" };

    #[test]
    fn what_is_kept_is_recalled() {
        let file = SourcePath::new("content/双拥.md");
        let cell = Place::Cell { file: file.clone(), sheet: "名录".into(), row: 3, column: 2 };
        let edit = Edit { file: file.clone(), range: 3..6, text: "，".into() };
        let mut finding = Diagnostic::new(&RULE, Place::span(&file, 3..6), say!("甲", "a"))
            .note(cell, say!("乙", "b"))
            .note(Place::File(file), say!("丙", "c"))
            .help(say!("丁", "d"))
            .fix(Fix { title: say!("戊", "e"), edits: vec![edit] });
        finding.severity = Severity::Error;
        let other = Diagnostic::new(&RULE, Place::Site, say!("己", "f"));
        let aside = Dismissed { finding: other.clone(), reason: "原文如此".into() };
        let report = Report::with_dismissed(vec![finding, other], vec![aside]);
        let bytes = keep(&report);
        let again = recall(&bytes, &[&RULE]).expect("it can be read");
        assert_eq!(format!("{again:?}"), format!("{report:?}"));
        assert!(recall(&bytes, &[]).is_none());
        assert!(recall(&bytes[..bytes.len() - 1], &[&RULE]).is_none());
    }
}
