//! `fengbei explain`

use clap::ArgMatches;
use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::Outcome;
use super::printer::Printer;
use crate::diag::{Language, Message, Rule};
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
        let Message { zh, en } = rule.severity.word();
        let head = Message::new(format!("{}（{zh}）", rule.name), format!("{} ({en})", rule.name));
        printer.result(&format!(
            "{}\n\n{}{}",
            head.get(printer.language),
            about(rule, printer.language),
            examples(rule)
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

/// The page of examples of a rule that has one, without its title.
fn examples(rule: &Rule) -> String {
    let page = checks::page(rule).and_then(|page| page.split_once("\n## "));
    page.map_or(String::new(), |(_, examples)| format!("\n\n## {examples}"))
}

fn machine(rule: &Rule) -> serde_json::Value {
    let (zh, en) = (rule.zh, rule.en);
    let examples = checks::page(rule);
    json!({ "rule": rule.name, "severity": rule.severity.key(), "zh": zh, "en": en, "examples": examples })
}

fn list(rules: &[&Rule], printer: &Printer) {
    if printer.json {
        let rules: Vec<_> = rules.iter().map(|rule| machine(rule)).collect();
        printer.result(&json!({ "rules": rules }).to_string());
        return;
    }
    let widest = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let line = |rule: &&Rule| {
        let first = first_sentence(about(rule, printer.language));
        let word = rule.severity.word();
        let word = word.get(printer.language);
        let gap = " ".repeat("warning".len() + 1 - word.width().min("warning".len()));
        format!("{:<widest$}  {word}{gap}{first}", rule.name)
    };
    printer.result(&rules.iter().map(line).collect::<Vec<_>>().join("\n"));
}

/// Up to the first full stop that ends a sentence, not a file's name.
fn first_sentence(text: &str) -> &str {
    let end = text.find('。').map(|at| at + '。'.len_utf8());
    let end = end.or_else(|| text.find(". ").map(|at| at + 1));
    &text[..end.unwrap_or(text.len())]
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
