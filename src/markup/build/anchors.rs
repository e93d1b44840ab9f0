//! Every heading gets an address on the page.

use std::collections::{HashMap, HashSet};

use super::super::Footnote;
use super::{Builder, rules};
use crate::say;
use crate::text::is_cjk;

impl Builder<'_> {
    /// Names every heading: as the writer says, else after its words; never two the same.
    pub(super) fn name_headings(&mut self, footnotes: &[Footnote]) {
        let mut names = Names::with_footnotes(footnotes);
        for index in 0..self.headings.len() {
            let wanted = self.headings[index].id.clone();
            if wanted.is_empty() || names.take(&wanted) {
                continue;
            }
            self.headings[index].id = "".into();
            let span = self.headings[index].span.clone();
            self.find(
                &rules::DUPLICATE_ANCHOR,
                &span,
                say!(
                    "标题的名字“{wanted}”在这一页已经用过",
                    "the name “{wanted}” is taken on this page"
                ),
                say!(
                    "请换一个名字，或者去掉 {{#…}} 由程序来起",
                    "choose another name, or leave {{#…}} out"
                ),
            );
        }
        for heading in self.headings.iter_mut().filter(|heading| heading.id.is_empty()) {
            heading.id = names.free(slug(&heading.text)).into();
        }
    }
}

/// The addresses that are taken.
struct Names {
    taken: HashSet<String>,
    last: HashMap<String, usize>,
}

impl Names {
    fn with_footnotes(footnotes: &[Footnote]) -> Self {
        let mut taken = HashSet::new();
        for footnote in footnotes {
            taken.insert(format!("fn-{}", footnote.number));
            taken.extend((1..=footnote.mentions).map(|m| mention_id(footnote.number, m)));
        }
        Self { taken, last: HashMap::new() }
    }

    fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// `name`, or `name-2`, `name-3`, …
    fn free(&mut self, name: String) -> String {
        if self.take(&name) {
            return name;
        }
        let mut number = self.last.get(&name).copied().unwrap_or(1);
        loop {
            number += 1;
            let numbered = format!("{name}-{number}");
            if self.take(&numbered) {
                self.last.insert(name, number);
                return numbered;
            }
        }
    }
}

/// The address of the mark that leads to footnote `number` for the `mention`th time.
pub(in super::super) fn mention_id(number: u32, mention: u32) -> String {
    if mention == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{mention}") }
}

/// An address made of a heading's words: letters and digits of any script, Latin ones in lower
/// case; other characters become a hyphen between two that are not Chinese, else nothing.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        let is_word = |c: char| !is_cjk(c);
        if gap && is_word(c) && slug.ends_with(is_word) {
            slug.push('-');
        }
        gap = false;
        slug.extend(c.to_lowercase());
    }
    if slug.is_empty() { "section".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        let texts = [
            "一、总体要求",
            "Hello, World!",
            "——",
            "2024 年 8 月",
            "WPS Office 与 Word",
            "1.2 版本",
            "İ",
        ];
        let slugs = texts.map(slug);
        let expected = [
            "一总体要求",
            "hello-world",
            "section",
            "2024年8月",
            "wps-office与word",
            "1-2版本",
            "i̇",
        ];
        assert_eq!(slugs, expected);
    }

    #[test]
    fn names_are_never_taken_twice() {
        let mut names = Names::with_footnotes(&[]);
        let free = ["甲-2", "甲", "甲", "甲"].map(|name| names.free(name.to_owned()));
        assert_eq!(free, ["甲-2", "甲", "甲-3", "甲-4"]);
    }
}
