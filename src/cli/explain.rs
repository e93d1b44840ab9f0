//! `fengbei explain`

use clap::ArgMatches;
use serde_json::json;

use super::Outcome;
use super::printer::Printer;
use crate::diag::{Language, Rule};
use crate::error::{Error, Result};
use crate::{checks, say};

/// Explains one rule, or lists all.
pub fn run(args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let rules = checks::rules();
    let Some(name) = args.get_one::<String>("rule") else {
        list(&rules, printer);
        return Ok(Outcome::Done);
    };
    let Some(rule) = rules.iter().find(|rule| rule.name == name) else {
        return Err(unknown(name, &rules));
    };
    if printer.json {
        printer.result(&machine(rule).to_string());
    } else {
        let word = rule.severity.word();
        printer.result(&format!(
            "{}（{}）\n\n{}",
            rule.name,
            word.get(printer.language),
            about(rule, printer.language)
        ));
    }
    Ok(Outcome::Done)
}

fn about(rule: &Rule, language: Language) -> &'static str {
    match language {
        Language::Zh => rule.zh,
        Language::En => rule.en,
    }
}

fn machine(rule: &Rule) -> serde_json::Value {
    json!({ "rule": rule.name, "severity": rule.severity.key(), "zh": rule.zh, "en": rule.en })
}

fn list(rules: &[&Rule], printer: &Printer) {
    if printer.json {
        let rules: Vec<_> = rules.iter().map(|rule| machine(rule)).collect();
        printer.result(&json!({ "rules": rules }).to_string());
        return;
    }
    let line = |rule: &&Rule| {
        let about = about(rule, printer.language);
        let first = about.split_inclusive(['。', '.']).next().unwrap_or(about);
        format!("{:<24} {}  {first}", rule.name, rule.severity.word().get(printer.language))
    };
    printer.result(&rules.iter().map(line).collect::<Vec<_>>().join("\n"));
}

fn unknown(name: &str, rules: &[&Rule]) -> Error {
    let near = rules
        .iter()
        .map(|rule| (strsim::normalized_damerau_levenshtein(name, rule.name), rule.name))
        .filter(|(likeness, _)| *likeness > 0.4)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    Error::Other(match near {
        Some((_, near)) => say!(
            "没有规则“{name}”。是不是“{near}”？",
            "there is no rule “{name}”. Did you mean “{near}”?"
        ),
        None => say!(
            "没有规则“{name}”。用 fengbei explain 看全部规则",
            "there is no rule “{name}”. fengbei explain lists them all"
        ),
    })
}
