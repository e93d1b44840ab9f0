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

/// The headings of the text itself (not those in boxes and quotations), nested by level; or, where
/// all are of one level and carry Chinese numbers, by number: `一、` over `（一）` over `1.`.
pub fn toc(document: &Document) -> Vec<Entry<'_>> {
    let headings = document.headings().iter().filter(|h| h.standing == Standing::Text);
    let headings: Vec<&Heading> = headings.collect();
    let ranks = if is_numbered(&headings) { by_number(&headings) } else { by_level(&headings) };
    nest(ranks.into_iter().zip(headings))
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

fn is_numbered(headings: &[&Heading]) -> bool {
    let one_level = headings.windows(2).all(|pair| pair[0].level == pair[1].level);
    one_level && headings.iter().filter_map(|heading| number_rank(heading)).count() > 1
}

fn by_level(headings: &[&Heading]) -> Vec<u8> {
    headings.iter().map(|heading| heading.level).collect()
}

/// A heading without a number stands as high as the highest with one.
fn by_number(headings: &[&Heading]) -> Vec<u8> {
    let highest = headings.iter().filter_map(|heading| number_rank(heading)).min().unwrap_or(1);
    headings.iter().map(|heading| number_rank(heading).unwrap_or(highest)).collect()
}

fn number_rank(heading: &Heading) -> Option<u8> {
    Numbering::of(&heading.text).map(|numbering| numbering.rank)
}

fn nest<'a>(headings: impl Iterator<Item = (u8, &'a Heading)>) -> Vec<Entry<'a>> {
    let mut open: Vec<(u8, Entry<'a>)> = Vec::new();
    let mut top = Vec::new();
    for (rank, heading) in headings {
        close_down_to(rank, &mut open, &mut top);
        open.push((rank, Entry { heading, children: Vec::new() }));
    }
    close_down_to(0, &mut open, &mut top);
    top
}

/// Ends the open entries of `rank` and below, each as a child of the one above it.
fn close_down_to<'a>(rank: u8, open: &mut Vec<(u8, Entry<'a>)>, top: &mut Vec<Entry<'a>>) {
    while let Some((_, entry)) = open.pop_if(|(last, _)| *last >= rank) {
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
    fn numbered_paragraphs_where_there_are_no_headings() {
        let text = "一、总体要求\n\n正文。\n\n（一）思想\n\n正文。\n\n二、任务\n\n正文。\n";
        assert_eq!(outline(text), "一、总体要求\n-（一）思想\n二、任务\n");
        assert_eq!(outline("一、甲\n\n二、乙\n\n三、丙\n"), "");
        assert_eq!(outline("一、甲。\n\n正文\n\n二、乙。\n"), "");
    }
}
