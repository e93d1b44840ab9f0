//! Paragraphs indented with full-width spaces.

use std::ops::Range;

use memchr::memmem;

use super::joined_lines::lines;
use crate::diag::{Diagnostic, Edit, Fix, Place, Report, Rule, Severity};
use crate::markup::{Document, Kind, Node};
use crate::model::Site;
use crate::say;
use crate::source::SourcePath;

/// Full-width spaces before a paragraph.
pub static TYPED_INDENT: Rule = Rule {
    name: "typed-indent",
    severity: Severity::Warning,
    zh: "段首打了两个全角空格。网页的段首缩进由主题负责，再打空格就缩进两次；而且 Markdown 要空一行才分段，只靠段首空格\
         分开的几段会连成一段。",
    en: "Two full-width spaces stand before a paragraph. The theme indents paragraphs, and with the spaces they are \
         indented twice; and in Markdown a blank line separates paragraphs: those that only begin with spaces run \
         together.",
};

/// Two full-width spaces.
const INDENT: &str = "\u{3000}\u{3000}";

pub fn check(site: &Site, report: &mut Report) {
    for (file, text) in site.texts() {
        report.extend(finding(file, text));
    }
}

/// All indents of a file, which was pasted as a whole.
fn finding(file: &SourcePath, text: &Document) -> Option<Diagnostic> {
    // Most texts have none, and need no further look.
    memmem::find(text.source().as_bytes(), INDENT.as_bytes())?;
    let mut indents = Vec::new();
    let mut top = 0;
    for (index, node) in text.nodes().iter().enumerate() {
        let is_top = index == top;
        if is_top {
            top = node.next();
        }
        if matches!(node.kind, Kind::Paragraph | Kind::Heading(_)) {
            collect(text, node, is_top, &mut indents);
        }
    }
    let (count, joined) = (indents.len(), indents.iter().filter(|indent| indent.joins).count());
    let place = Place::span(file, indents.first()?.place.clone());
    let message = match joined {
        0 => say!(
            "段首打了全角空格，会缩进两次（全文 {count} 处）",
            "full-width spaces before a paragraph indent it twice ({count} in this text)"
        ),
        _ => say!(
            "段首打了全角空格（全文 {count} 处），其中 {joined} 段没有空行，会与上一段连在一起",
            "full-width spaces before paragraphs ({count} in this text), of which some run together without a blank line ({joined})"
        ),
    };
    let edits: Vec<Edit> = indents
        .into_iter()
        .filter_map(|indent| {
            Some(Edit { file: file.clone(), range: indent.place, text: indent.right?.to_owned() })
        })
        .collect();
    let finding = Diagnostic::new(&TYPED_INDENT, place, message);
    let title = say!(
        "删去段首的全角空格，各段之间空一行",
        "remove the spaces, with a blank line between paragraphs"
    );
    Some(if edits.is_empty() { finding.help(title) } else { finding.fix(Fix { title, edits }) })
}

/// The spaces before a paragraph.
struct Indent {
    place: Range<usize>,
    /// Whether there is no blank line before.
    joins: bool,
    /// What should stand there instead, when that is plain.
    right: Option<&'static str>,
}

/// The indents of a paragraph: of its first line, and of others that were meant to begin one.
fn collect(text: &Document, node: &Node, is_top: bool, indents: &mut Vec<Indent>) {
    let source = text.source();
    let start = node.span().start;
    if let Some(place) = indent(source, start) {
        indents.push(Indent { place, joins: false, right: Some("") });
    }
    for line in lines(text, node).skip(1) {
        let Some(place) = indent(source, line.start) else { continue };
        let before = &source[..line.start];
        let right = match before {
            // In a list or a quotation, a blank line alone would not do.
            _ if !is_top => None,
            _ if before.ends_with("\r\n") => Some("\r\n"),
            _ if before.ends_with('\n') => Some("\n"),
            _ => None,
        };
        indents.push(Indent { place, joins: true, right });
    }
}

/// Two full-width spaces at `start`. More of them place a signature or a line of verse.
fn indent(source: &str, start: usize) -> Option<Range<usize>> {
    let words = source[start..].strip_prefix(INDENT)?;
    let is_indent = !words.is_empty() && !words.starts_with(char::is_whitespace);
    is_indent.then_some(start..start + INDENT.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::looked_at;

    fn mended(markdown: &str) -> String {
        looked_at(markdown, |file, text, report| report.extend(finding(file, text))).1
    }

    #[test]
    fn indents_are_taken_away() {
        let table = [
            ("　　甲。\n\n　　乙。", "甲。\n\n乙。"),
            ("　　甲。\n　　乙。", "甲。\n\n乙。"),
            ("　　甲。\r\n　　乙。\r\n", "甲。\r\n\r\n乙。\r\n"),
            (
                "　　一、甲\n\n正文。\n\n　　二、乙\n\n正文。",
                "一、甲\n\n正文。\n\n二、乙\n\n正文。",
            ),
            ("甲。\n\n　　　　　　2026年7月1日", "甲。\n\n　　　　　　2026年7月1日"),
            ("```\n　　甲\n```", "```\n　　甲\n```"),
            ("甲　　乙", "甲　　乙"),
            ("> 甲。\n> 　　乙。", "> 甲。\n> 　　乙。"),
        ];
        for (typed, right) in table {
            assert_eq!(mended(typed), right, "{typed}");
        }
    }
}
