//! Findings as JSON for other programs.

use serde_json::{Value, json};

use super::{Diagnostic, Message, Place, Report};
use crate::source::Sources;

/// `{"findings": [...]}` with both languages, byte ranges, lines and columns (both from 1, columns
/// in characters).
pub fn to_json(report: &Report, sources: &Sources) -> Value {
    json!({ "findings": report.iter().map(|d| finding(d, sources)).collect::<Vec<_>>() })
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
            json!({ "file": file.as_str(), "start": start, "end": end, "line": line, "column": column })
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
