//! The outline of a document: its headings, nested.

use super::{Document, Heading, Standing};
use crate::text::Numbering;

/// A heading and those below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The heading.
    pub heading: &'a Heading,
    /// The headings below it, up to the next of its own rank.
    pub children: Vec<Entry<'a>>,
}

/// The level of a heading, and how deep its number stands among those of that level.
type Depth = (u8, u8);

/// The headings of the text itself (not those in boxes and quotations), nested by level and, among those of
/// one level, by Chinese number: `一、` over `（一）` over `1.` over `（1）`.
pub fn toc(document: &Document) -> Vec<Entry<'_>> {
    let headings = document.headings().iter().filter(|h| h.standing == Standing::Text);
    let headings: Vec<&Heading> = headings.collect();
    let depth = |heading: &Heading| (heading.level, rank_within(heading.level, heading, &headings));
    nest(headings.iter().map(|heading| (depth(heading), *heading)))
}

/// How deep each heading of the document stands, from 1: by its Chinese number where it has one (`一、`
/// over `（一）` over `1.` over `（1）`), else by its level among those that are used.
pub fn depths(document: &Document) -> Vec<u8> {
    let headings: Vec<&Heading> = document.headings().iter().collect();
    let highest = headings.iter().map(|heading| heading.level).min().unwrap_or(1);
    let depth = |heading: &&Heading| {
        number_rank(heading).map_or(heading.level - highest + 1, |rank| rank.max(1))
    };
    headings.iter().map(depth).collect()
}

/// How deep `heading` stands among the headings of its level. One without a number stands as high as the
/// highest with one; a single number says nothing.
fn rank_within(level: u8, heading: &Heading, headings: &[&Heading]) -> u8 {
    let beside = headings.iter().filter(|other| other.level == level);
    let ranks: Vec<u8> = beside.filter_map(|other| number_rank(other)).collect();
    match (ranks.len(), ranks.iter().min()) {
        (2.., Some(highest)) => number_rank(heading).unwrap_or(*highest),
        _ => 0,
    }
}

fn number_rank(heading: &Heading) -> Option<u8> {
    Numbering::of(&heading.text).map(|numbering| numbering.rank)
}

fn nest<'a>(headings: impl Iterator<Item = (Depth, &'a Heading)>) -> Vec<Entry<'a>> {
    let mut open: Vec<(Depth, Entry<'a>)> = Vec::new();
    let mut top = Vec::new();
    for (depth, heading) in headings {
        close_down_to(depth, &mut open, &mut top);
        open.push((depth, Entry { heading, children: Vec::new() }));
    }
    close_down_to((0, 0), &mut open, &mut top);
    top
}

/// Ends the open entries of `depth` and below, each as a child of the one above it.
fn close_down_to<'a>(depth: Depth, open: &mut Vec<(Depth, Entry<'a>)>, top: &mut Vec<Entry<'a>>) {
    while let Some((_, entry)) = open.pop_if(|(last, _)| *last >= depth) {
        match open.last_mut() {
            Some((_, parent)) => parent.children.push(entry),
            None => top.push(entry),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::super::{Dialect, parse};
    use super::*;
    use crate::source::SourcePath;

    fn outline(text: &str) -> String {
        let text = text.into();
        let file = SourcePath::new("content/a.md");
        let (document, _) = parse(&file, &text, 0..text.len(), &Dialect::default());
        let mut out = String::new();
        show(&toc(&document), 0, &mut out);
        out
    }

    fn show(entries: &[Entry<'_>], depth: usize, out: &mut String) {
        for entry in entries {
            let dashes = "-".repeat(depth);
            writeln!(out, "{dashes}{}", entry.heading.text).expect("a string takes all");
            show(&entry.children, depth + 1, out);
        }
    }

    #[test]
    fn by_levels() {
        let text = "## 甲\n\n#### 乙\n\n### 丙\n\n# 丁\n\n> # 引\n";
        assert_eq!(outline(text), "甲\n-乙\n-丙\n丁\n");
    }

    #[test]
    fn by_numbers_where_levels_say_nothing() {
        let text = "## 前言\n## 一、总\n## （一）分\n## 1. 细\n## （二）分\n## 二、总\n";
        assert_eq!(outline(text), "前言\n一、总\n-（一）分\n--1. 细\n-（二）分\n二、总\n");
    }

    #[test]
    fn by_numbers_within_a_level() {
        let text = "## 一、总\n### （一）分\n#### 1. 细\n#### （1）更细\n## （二）分\n## 二、总\n### 1. 细\n";
        assert_eq!(
            outline(text),
            "一、总\n-（一）分\n--1. 细\n---（1）更细\n-（二）分\n二、总\n-1. 细\n"
        );
    }

    #[test]
    fn numbered_paragraphs_where_there_are_no_headings() {
        let text = "一、总体要求\n\n正文。\n\n（一）思想\n\n正文。\n\n二、任务\n\n正文。\n";
        assert_eq!(outline(text), "一、总体要求\n-（一）思想\n二、任务\n");
        assert_eq!(outline("一、甲\n\n二、乙\n\n三、丙\n"), "");
        assert_eq!(outline("一、甲。\n\n正文\n\n二、乙。\n"), "");
    }
}
