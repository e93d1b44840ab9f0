//! Findings as JSON for other programs.
//!
//! The form is kept: keys are added, never changed or taken away. `format` says which form it is.

use serde_json::{Value, json};

use super::{Change, Diagnostic, Dismissed, Message, Place, Report, Severity};
use crate::source::Sources;

/// The findings in this form (a value in both languages is `{ "zh": …, "en": … }`):
///
/// ```json
/// {
///   "format": 1,
///   "counts": { "error": 1, "warning": 0, "note": 0 },
///   "findings": [{
///     "rule": "bad-value",
///     "severity": "error",
///     "place": {
///       "file": "content/news/a.md",
///       "start": 29, "end": 39,
///       "line": 3, "column": 8, "end_line": 3, "end_column": 18
///     },
///     "message": { "zh": "…", "en": "…" },
///     "notes": [{ "place": null, "message": { "zh": "…", "en": "…" } }],
///     "help": [{ "zh": "…", "en": "…" }],
///     "fix": {
///       "title": { "zh": "…", "en": "…" },
///       "edits": [{ "file": "content/news/a.md", "start": 29, "end": 39, "text": "…" }]
///     }
///   }]
/// }
/// ```
///
/// - `severity` is `error`, `warning` or `note`.
/// - `place` is `null` for the site as a whole, has only `file` for a file as a whole, and for a
///   cell of a spreadsheet has `file`, `sheet`, `row` and `column`.
/// - `start` and `end` count bytes of the text as UTF-8 without a byte order mark; lines and
///   columns count from 1, columns in characters; the end is the place after the last character.
/// - `fix` is `null` when there is no safe change. All its edits are made, or none.
pub fn to_json(report: &Report, sources: &Sources) -> Value {
    let count = |severity| report.count(severity);
    json!({
        "format": 1,
        "counts": {
            "error": count(Severity::Error),
            "warning": count(Severity::Warning),
            "note": count(Severity::Note),
        },
        "findings": report.iter().map(|d| finding(d, sources)).collect::<Vec<_>>(),
    })
}

/// The findings that were set aside, which `check` adds to the form as `dismissed`, each in the form
/// of a finding with the `reason`.
pub fn dismissed_to_json(report: &Report, sources: &Sources) -> Value {
    let one = |dismissed: &Dismissed| {
        let mut value = finding(&dismissed.finding, sources);
        value["reason"] = dismissed.reason.as_str().into();
        value
    };
    report.dismissed().iter().map(one).collect()
}

/// What `check --fix` changed, which it adds to the form as `fixed`, in this form:
///
/// ```json
/// [{ "file": "content/news/a.md", "line": 5, "before": "同志们,大家好", "after": "同志们，大家好" }]
/// ```
///
/// `line` counts from 1, in the file as it was; `before` and `after` begin and end with a few
/// characters that stayed as they were.
pub fn changes_to_json(changes: &[Change]) -> Value {
    let change = |change: &Change| {
        let Change { file, line, before, after } = change;
        json!({ "file": file.as_str(), "line": line, "before": before, "after": after })
    };
    changes.iter().map(change).collect()
}

fn finding(finding: &Diagnostic, sources: &Sources) -> Value {
    json!({
        "rule": finding.rule.name,
        "severity": finding.severity.key(),
        "place": place(&finding.place, sources),
        "message": message(&finding.message),
        "notes": finding.notes.iter().map(|(at, note)| json!({
            "place": place(at, sources),
            "message": message(note),
        })).collect::<Vec<_>>(),
        "help": finding.help.iter().map(message).collect::<Vec<_>>(),
        "fix": finding.fix.as_ref().map(|fix| json!({
            "title": message(&fix.title),
            "edits": fix.edits.iter().map(|e| json!({
                "file": e.file.as_str(), "start": e.range.start, "end": e.range.end, "text": e.text,
            })).collect::<Vec<_>>(),
        })),
    })
}

fn message(message: &Message) -> Value {
    json!({ "zh": message.zh, "en": message.en })
}

fn place(place: &Place, sources: &Sources) -> Value {
    match place {
        Place::Site => Value::Null,
        Place::File(file) => json!({ "file": file.as_str() }),
        Place::Span { file, start, end } => {
            let (line, column) = position(sources, file.as_str(), *start);
            let (end_line, end_column) = position(sources, file.as_str(), *end);
            json!({
                "file": file.as_str(), "start": start, "end": end,
                "line": line, "column": column, "end_line": end_line, "end_column": end_column,
            })
        }
        Place::Cell { file, sheet, row, column } => {
            json!({ "file": file.as_str(), "sheet": sheet, "row": row, "column": column })
        }
    }
}

/// Line and column of byte `at`, both from 1, the column in characters.
pub(super) fn position(sources: &Sources, file: &str, at: usize) -> (usize, usize) {
    let Some(text) = sources.text(file) else { return (1, 1) };
    let before = &text[..text.floor_char_boundary(at.min(text.len()))];
    let line_start = before.rfind('\n').map_or(0, |n| n + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}
