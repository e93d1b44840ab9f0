//! Numbered lines that run together in one paragraph.

use std::ops::Range;

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::markup::{Document, Kind, Node};
use crate::model::Site;
use crate::say;
use crate::text::Numbering;

/// Lines that begin with numbers and are shown as one paragraph.
pub static JOINED_LINES: Rule = Rule {
    name: "joined-lines",
    severity: Severity::Warning,
    zh: "以“1、”“（一）”一类序号开头的几行紧挨着写，网页上会连成一段：Markdown 里空一行才分段。每项之间空一行，\
         或写成列表：每行以“1. ”开头（数字、半角句点、空格），列表前空一行。",
    en: "Lines that begin with numbers such as 1、 or （一） follow each other without a blank line, and the page shows \
         them as one paragraph. Put a blank line between them, or make them a list: begin each with “1. ”, a number, a \
         full stop and a space, with a blank line before the first.",
};

pub fn check(site: &Site, report: &mut Report) {
    for (file, text) in site.texts() {
        let paragraphs = text.nodes().iter().filter(|node| node.kind == Kind::Paragraph);
        for line in paragraphs.filter_map(|node| first_joined(text, node)) {
            report.push(
                Diagnostic::new(
                    &JOINED_LINES,
                    Place::span(file, line),
                    say!(
                        "带序号的这几行会连成一段",
                        "these numbered lines run together in one paragraph"
                    ),
                )
                .help(say!(
                    "每项之间空一行，或每行写成“1. ”开头的列表",
                    "put a blank line between them, or begin each line of a list with “1. ”"
                )),
            );
        }
    }
}

/// The first line of a paragraph that has a number and goes on from the line before it: from one with
/// the number before, or, as the first of a list, from the sentence that announces it.
fn first_joined(text: &Document, paragraph: &Node) -> Option<Range<usize>> {
    let mut before: Option<(&str, Option<Numbering>)> = None;
    for line in lines(text, paragraph) {
        let words = text.source()[line.clone()].trim_end_matches(['\r', '\n']);
        let number = Numbering::of(words);
        if let (Some((announcing, last)), Some(number)) = (before, number) {
            let follows = last
                .is_some_and(|last| last.rank == number.rank && last.number + 1 == number.number);
            let begins = number.number == 1 && announcing.ends_with(['：', ':', '。', '；']);
            let is_broken = announcing.ends_with("  ") || announcing.ends_with('\\');
            if (follows || begins) && !is_broken {
                return Some(line.start..line.start + words.len());
            }
        }
        before = Some((words, number));
    }
    None
}

/// The lines of a paragraph, without what marks them as part of a quotation; none when it has but
/// one, as most have.
pub(super) fn lines<'t>(
    text: &'t Document,
    paragraph: &Node,
) -> impl Iterator<Item = Range<usize>> + use<'t> {
    let span = paragraph.span();
    let whole = &text.source()[span.clone()];
    let is_one = !whole.trim_end().contains('\n');
    let mut at = span.start;
    let lines = whole.split_inclusive('\n').map(move |line| {
        let start = at + line.len() - line.trim_start_matches([' ', '>']).len();
        at += line.len();
        start..at
    });
    lines.take(if is_one { 0 } else { usize::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::{Dialect, parse};
    use crate::source::SourcePath;

    fn joined(markdown: &str) -> Option<String> {
        let file = SourcePath::new("a.md");
        let source: std::sync::Arc<str> = markdown.into();
        let (document, _) = parse(&file, &source, 0..markdown.len(), &Dialect::default());
        let mut paragraphs = document.nodes().iter().filter(|n| n.kind == Kind::Paragraph);
        paragraphs.find_map(|node| first_joined(&document, node)).map(|at| markdown[at].to_owned())
    }

    #[test]
    fn numbered_lines_that_run_together() {
        let found = [
            ("1、走访\n2、慰问", "2、慰问"),
            ("主要做法：\n1、走访；\n2、慰问", "1、走访；"),
            ("（一）走访\r\n（二）慰问", "（二）慰问"),
            ("> 一、走访\n> 二、慰问", "二、慰问"),
        ];
        for (text, line) in found {
            assert_eq!(joined(text).as_deref(), Some(line));
        }
        let silent = [
            "1、走访\n\n2、慰问",
            "1. 走访\n2. 慰问",
            "1、走访  \n2、慰问",
            "收到第\n1、2、3号文件",
            "全年走访\n2026年起",
            "```\n1、走访\n2、慰问\n```",
        ];
        for text in silent {
            assert_eq!(joined(text), None, "{text}");
        }
    }
}
