//! Pictures and links that were typed, and not understood as such.

use super::texts;
use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::markup::{Document, Kind, Words};
use crate::model::Site;
use crate::say;
use crate::source::SourcePath;

/// A picture or link that readers see as brackets.
pub static STRAY_MARKUP: Rule = Rule {
    name: "stray-markup",
    severity: Severity::Warning,
    zh: "图片或链接没有写成，读者会看到一串方括号和圆括号。多半是文件名里有空格或括号：文件名用尖括号括起来，\
         ![合影](<合影 照片.jpg>)，或者给文件改个不带空格的名字。",
    en: "A picture or link did not become one, and readers see brackets. Most often the file's name has a space or a \
         bracket in it: put the name between angle brackets, ![Group](<group photo.jpg>), or rename the file.",
};

pub fn check(site: &Site, report: &mut Report) {
    for (source, text) in texts(site) {
        check_text(source, text, report);
    }
}

fn check_text(source: &SourcePath, text: &Document, report: &mut Report) {
    let mut last = None;
    let mut at = 0;
    while let Some(node) = text.nodes().get(at) {
        at = if matches!(node.kind, Kind::CodeBlock(_)) { node.next() } else { at + 1 };
        // What is escaped or comes from a name is meant as it stands.
        if node.kind != Kind::Text(Words::Verbatim) {
            continue;
        }
        let span = node.span();
        let line = text.source()[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let before = &text.source()[line..span.start];
        let Some(found) = text.words(node).find("](") else { continue };
        let here = span.start + found;
        let start = text.source()[line..here].rfind('[').map_or(here, |open| line + open);
        if before.contains('\\') || last == Some(line) {
            continue;
        }
        last = Some(line);
        let start = start - usize::from(text.source()[..start].ends_with('!'));
        let end = text.source()[here..].find(['\n', ')']).map_or(here + 2, |end| here + end + 1);
        let end = if text.source()[here..end].ends_with('\n') { end - 1 } else { end };
        report.push(
            Diagnostic::new(
                &STRAY_MARKUP,
                Place::span(source, start..end),
                say!(
                    "这里的图片或链接没有写成，读者会看到这一串括号",
                    "this picture or link did not become one; readers see the brackets"
                ),
            )
            .help(say!(
                "文件名里有空格或括号的，用尖括号括起来：![说明](<文件 名.jpg>)",
                "put a name with spaces or brackets between angle brackets: ![words](<the name.jpg>)"
            )),
        );
    }
}
