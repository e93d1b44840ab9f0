//! Findings as SARIF 2.1.0 (OASIS), which editors and code hosts read.

use std::ops::Range;

use serde_json::{Value, json};

use super::json::position;
use super::{Diagnostic, Dismissed, Fix, Language, Place, Report, Rule};
use crate::source::{SourcePath, Sources};

/// What paths count from, under the name that code hosts know: the site folder.
const ROOT: &str = "%SRCROOT%";

/// The whole log: one run, the rules it names and its results, in one language. Notes become
/// related places; safe changes become fixes. What somebody set aside is among the results, with its
/// reason as a suppression (3.27.23): a host shows it as such, and never as new.
pub fn to_sarif(report: &Report, sources: &Sources, language: Language) -> Value {
    let aside = report.dismissed();
    let all = report.iter().chain(aside.iter().map(|it| &it.finding));
    let mut rules: Vec<_> = all.map(|d| d.rule).collect();
    rules.sort_by_key(|r| r.name);
    rules.dedup_by_key(|r| r.name);
    let writer = Writer { sources, language, rules };
    let shown = report.iter().map(|finding| writer.result(finding));
    let results: Vec<Value> = shown.chain(aside.iter().map(|it| writer.dismissed(it))).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "fengbei",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": writer.rules.iter().map(|rule| writer.rule(rule)).collect::<Vec<_>>(),
            }},
            "language": match language { Language::Zh => "zh-CN", Language::En => "en-US" },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

struct Writer<'a> {
    sources: &'a Sources,
    language: Language,
    /// Every rule that was broken, also where that was set aside, by name.
    rules: Vec<&'static Rule>,
}

impl Writer<'_> {
    fn rule(&self, rule: &Rule) -> Value {
        let about = match self.language {
            Language::Zh => rule.zh,
            Language::En => rule.en,
        };
        json!({
            "id": rule.name,
            "fullDescription": { "text": about },
            "defaultConfiguration": { "level": rule.severity.key() },
        })
    }

    fn result(&self, finding: &Diagnostic) -> Value {
        let mut text = finding.message.get(self.language).to_owned();
        for help in &finding.help {
            text.push('\n');
            text.push_str(help.get(self.language));
        }
        let index = self.rules.binary_search_by_key(&finding.rule.name, |rule| rule.name);
        let mut result = json!({
            "ruleId": finding.rule.name,
            "ruleIndex": index.expect("every rule that was broken is in the list"),
            "level": finding.severity.key(),
            "message": { "text": text },
        });
        if let Some(place) = self.location(&finding.place) {
            result["locations"] = json!([place]);
        }
        if !finding.notes.is_empty() {
            let notes = finding.notes.iter().map(|(place, note)| {
                let mut location = self.location(place).unwrap_or_else(|| json!({}));
                location["message"] = json!({ "text": note.get(self.language) });
                location
            });
            result["relatedLocations"] = notes.collect();
        }
        if let Some(fix) = &finding.fix {
            result["fixes"] = json!([self.fix(fix)]);
        }
        result
    }

    fn dismissed(&self, dismissed: &Dismissed) -> Value {
        let mut result = self.result(&dismissed.finding);
        result["suppressions"] = json!([{
            "kind": "external",
            "status": "accepted",
            "justification": dismissed.reason,
        }]);
        result
    }

    fn location(&self, place: &Place) -> Option<Value> {
        let file = place.file()?;
        let mut location = json!({ "physicalLocation": { "artifactLocation": artifact(file) } });
        match place {
            Place::Span { start, end, .. } => {
                location["physicalLocation"]["region"] = self.region(file, &(*start..*end));
            }
            Place::Cell { sheet, row, column, .. } => {
                let name = format!("{sheet}!R{row}C{column}");
                location["logicalLocations"] = json!([{ "fullyQualifiedName": name }]);
            }
            Place::Site | Place::File(_) => {}
        }
        Some(location)
    }

    fn region(&self, file: &SourcePath, span: &Range<usize>) -> Value {
        let (line, column) = position(self.sources, file.as_str(), span.start);
        let (end_line, end_column) = position(self.sources, file.as_str(), span.end);
        json!({
            "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
        })
    }

    fn fix(&self, fix: &Fix) -> Value {
        let changes = fix.edits.iter().map(|edit| {
            json!({
                "artifactLocation": artifact(&edit.file),
                "replacements": [{
                    "deletedRegion": self.region(&edit.file, &edit.range),
                    "insertedContent": { "text": edit.text },
                }],
            })
        });
        json!({
            "description": { "text": fix.title.get(self.language) },
            "artifactChanges": changes.collect::<Vec<_>>(),
        })
    }
}

/// The path as a relative URI.
fn artifact(file: &SourcePath) -> Value {
    json!({ "uri": crate::text::percent_encode(file.as_str()), "uriBaseId": ROOT })
}
