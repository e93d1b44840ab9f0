//! Front matter: the head of a Markdown file between two lines of `+++` (TOML) or `---` (YAML).

use std::ops::Range;

use super::advice::without_head;
use super::data::{Fault, Table, read_toml, read_yaml};
use super::record::{Field, Record};
use crate::diag::{Diagnostic, Fix, Place, Report, Rule, Severity};
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
    /// The line that opens the head, to point at when something is missing; none without a head.
    pub opening: Option<Range<usize>>,
    /// Where the Markdown stands.
    pub body: Range<usize>,
}

impl Front {
    /// The fields, read against `fields`.
    pub fn record(
        &self,
        file: &SourcePath,
        fields: &'static [Field],
        report: &mut Report,
    ) -> Record<'_> {
        if let Some(opening) = self.opening.clone() {
            return Record::read(file, &self.table, opening, fields, report);
        }
        report.push(without_head(file, fields));
        Record::read(file, &self.table, 0..0, fields, &mut Report::new())
    }
}

/// Splits `text` and reads its head. The flag of a broken head is in the report.
pub fn read_front(file: &SourcePath, text: &str, report: &mut Report) -> Front {
    let blank = text.len() - text.trim_start().len();
    let first = text[blank..].lines().next().unwrap_or_default().trim_end();
    let opening = blank..blank + first.len();
    let fence = match first {
        "+++" | "---" => first,
        _ => {
            let odd = looks_like_fence(first);
            report.extend(odd.then(|| odd_fence(file, opening.clone())));
            let table = Table { torn: odd, ..Table::default() };
            return Front { table, opening: odd.then_some(opening), body: 0..text.len() };
        }
    };
    let start = line_end(text, opening.end);
    let Some((end, body)) = closing(text, start, fence) else {
        report.push(unclosed(file, text, opening.clone()));
        let table = Table { torn: true, ..Table::default() };
        return Front { table, opening: Some(opening), body: start..text.len() };
    };
    let (table, faults) = match fence {
        "+++" => read_toml(text, start..end),
        _ => read_yaml(text, start..end),
    };
    report.extend(faults.into_iter().map(|fault| broken(file, fault)));
    Front { table, opening: Some(opening), body: body..text.len() }
}

/// A finding for a place that is no TOML or YAML.
pub fn broken(file: &SourcePath, fault: Fault) -> Diagnostic {
    let place = Place::span(file, fault.span);
    let finding = Diagnostic::new(&BAD_FRONT_MATTER, place, fault.message);
    let finding = fault.help.into_iter().fold(finding, Diagnostic::help);
    let fix = fault.fix.map(|(title, place, text)| Fix::replace(title, file, place, text));
    fix.into_iter().fold(finding, Diagnostic::fix)
}

/// Whether a first line was meant to open a head: `＋＋＋`, `++++`, `———`, `----`.
fn looks_like_fence(line: &str) -> bool {
    line.chars().count() >= 2 && line.chars().all(|c| "+-＋－—–".contains(c))
}

fn odd_fence(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        &BAD_FRONT_MATTER,
        Place::span(file, place),
        say!("文件头的第一行不对", "this line does not open a front matter"),
    )
    .help(say!("第一行只写三个半角加号：+++", "write three plus signs: +++"))
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

fn unclosed(file: &SourcePath, text: &str, opening: Range<usize>) -> Diagnostic {
    let fence = &text[opening.clone()];
    let finding = Diagnostic::new(
        &BAD_FRONT_MATTER,
        Place::span(file, opening.clone()),
        say!(
            "文件头没有结束：缺少第二行 {fence}",
            "the front matter does not end: the second line of {fence} is missing"
        ),
    )
    .help(say!(
        "在最后一个字段的下一行写上 {fence}",
        "write {fence} on the line below the last field"
    ));
    match other_fence(text, opening.end) {
        Some(place) => finding.note(
            Place::span(file, place),
            say!("这一行与开头的不一样", "this line differs from the first"),
        ),
        None => finding,
    }
}

/// A line after `at` that was perhaps meant to close the head.
fn other_fence(text: &str, at: usize) -> Option<Range<usize>> {
    let mut start = line_end(text, at);
    while start < text.len() {
        let line = text[start..line_end(text, start)].trim_end();
        if looks_like_fence(line) {
            return Some(start..start + line.len());
        }
        start = line_end(text, start);
    }
    None
}
