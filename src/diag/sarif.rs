//! Findings as SARIF 2.1.0, which editors and code hosts read.

use serde_json::{Value, json};

use super::json::position;
use super::{Diagnostic, Language, Place, Report};
use crate::source::{SourcePath, Sources};

/// The whole log: one run, its rules and its results.
pub fn to_sarif(report: &Report, sources: &Sources, language: Language) -> Value {
    let mut rules: Vec<_> = report.iter().map(|d| d.rule).collect();
    rules.sort_by_key(|r| r.name);
    rules.dedup_by_key(|r| r.name);
    let rules: Vec<_> = rules
        .iter()
        .map(|rule| json!({
            "id": rule.name,
            "fullDescription": { "text": match language { Language::Zh => rule.zh, Language::En => rule.en } },
            "defaultConfiguration": { "level": rule.severity.key() },
        }))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "fengbei",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": report.iter().map(|d| result(d, sources, language)).collect::<Vec<_>>(),
        }],
    })
}

fn result(finding: &Diagnostic, sources: &Sources, language: Language) -> Value {
    let mut text = finding.message.get(language).to_owned();
    for help in &finding.help {
        text.push('\n');
        text.push_str(help.get(language));
    }
    json!({
        "ruleId": finding.rule.name,
        "level": finding.severity.key(),
        "message": { "text": text },
        "locations": location(&finding.place, sources).into_iter().collect::<Vec<_>>(),
    })
}

fn location(place: &Place, sources: &Sources) -> Option<Value> {
    let file = place.file()?;
    let mut physical = json!({ "artifactLocation": { "uri": uri(file) } });
    if let Place::Span { start, end, .. } = place {
        let (line, column) = position(sources, file.as_str(), *start);
        let (end_line, end_column) = position(sources, file.as_str(), *end);
        physical["region"] = json!({
            "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
        });
    }
    Some(json!({ "physicalLocation": physical }))
}

/// The path as a relative URI.
fn uri(file: &SourcePath) -> String {
    crate::text::percent_encode(file.as_str())
}
