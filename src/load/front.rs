//! Front matter: the head of a Markdown file between two lines of `+++` (TOML) or `---` (YAML).

use std::ops::Range;

use super::data::{Fault, Table, read_toml, read_yaml};
use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::say;
use crate::source::SourcePath;

/// Front matter that is no TOML or YAML.
pub static BAD_FRONT_MATTER: Rule = Rule {
    name: "bad-front-matter",
    severity: Severity::Error,
    zh: "文件开头两行 +++（或 ---）之间的内容读不懂，最常见的是用了中文引号、漏了引号或忘了结尾的 +++。\
         读不懂的文件不会发布，也不会悄悄略过。",
    en: "What stands between the two lines of +++ (or ---) at the head of a file is not understood; most often \
         Chinese quotation marks, a missing quotation mark or a missing closing line. Such a file is not \
         published and not skipped in silence.",
};

/// A Markdown file in its two parts.
#[derive(Debug)]
pub struct Front {
    /// The fields.
    pub table: Table,
    /// Where the head stands, fences included; empty when there is none.
    pub head: Range<usize>,
    /// Where the Markdown stands.
    pub body: Range<usize>,
}

/// Splits `text` and reads its head. The flag of a broken head is in the report.
pub fn read_front(file: &SourcePath, text: &str, report: &mut Report) -> Front {
    let Some(fence) = ["+++", "---"].into_iter().find(|fence| opens(text, fence)) else {
        return Front { table: Table::default(), head: 0..0, body: 0..text.len() };
    };
    let start = line_end(text, 0);
    let Some((end, body)) = closing(text, start, fence) else {
        report.push(unclosed(file, fence));
        return Front { table: Table::default(), head: 0..start, body: start..text.len() };
    };
    let (table, faults) = match fence {
        "+++" => read_toml(text, start..end),
        _ => read_yaml(text, start..end),
    };
    report.extend(faults.into_iter().map(|fault| broken(file, fault)));
    Front { table, head: 0..body, body: body..text.len() }
}

/// A finding for a place that is no TOML or YAML.
pub fn broken(file: &SourcePath, fault: Fault) -> Diagnostic {
    Diagnostic::new(&BAD_FRONT_MATTER, Place::span(file, fault.span), fault.message)
        .help(fault.help)
}

fn opens(text: &str, fence: &str) -> bool {
    text.strip_prefix(fence).is_some_and(|rest| rest.lines().next().unwrap_or("").trim().is_empty())
}

/// The byte after the line that `at` is in.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |n| at + n + 1)
}

/// Where the closing fence begins, and where the text after it begins.
fn closing(text: &str, mut at: usize, fence: &str) -> Option<(usize, usize)> {
    while at < text.len() {
        let next = line_end(text, at);
        if text[at..next].trim_end() == fence {
            return Some((at, next));
        }
        at = next;
    }
    None
}

fn unclosed(file: &SourcePath, fence: &str) -> Diagnostic {
    Diagnostic::new(
        &BAD_FRONT_MATTER,
        Place::span(file, 0..fence.len()),
        say!(
            "文件头没有结束：缺少第二行 {fence}",
            "the front matter does not end: the second line of {fence} is missing"
        ),
    )
    .help(say!(
        "在最后一个字段的下一行写上 {fence}",
        "write {fence} on the line below the last field"
    ))
}
