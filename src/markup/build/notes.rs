//! Footnotes: numbered in the order in which the text first leads to them.

use std::collections::HashMap;
use std::ops::Range;

use super::super::document::offset;
use super::super::{Kind, Words};
use super::{Builder, Flavour, Footnote, FootnoteReference, rules};
use crate::say;
use crate::text::seek;

/// Labels of footnotes, while the text is read.
#[derive(Debug, Default)]
pub(super) struct Notes {
    by_label: HashMap<String, usize>,
    /// Footnotes that have the label of an earlier one, in order.
    duplicates: Vec<usize>,
    /// Footnotes in the order they are written.
    written: Vec<Footnote>,
    /// The labels of the marks, in order.
    mentions: Vec<String>,
}

impl Builder<'_> {
    pub(super) fn start_footnote(&mut self, label: &str, at: &Range<usize>) -> Kind {
        let label = self.marks.restore(label).into_owned();
        let index = self.notes.written.len();
        self.notes.written.push(Footnote { number: 0, mentions: 0, node: 0 });
        let first = *self.notes.by_label.entry(label.to_lowercase()).or_insert(index);
        if first != index {
            self.notes.duplicates.push(index);
            let span = self.marks.place(at);
            self.find(
                &rules::FOOTNOTE_UNUSED,
                &span,
                say!("有两条注释都叫“{label}”", "two notes are called “{label}”"),
                say!("请给其中一条换个名字", "give one of them another name"),
            );
        }
        Kind::FootnoteDefinition(offset(index))
    }

    pub(super) fn footnote_reference(&mut self, label: &str, at: &Range<usize>) {
        self.notes.mentions.push(self.marks.restore(label).to_lowercase());
        self.leaf(Kind::FootnoteReference(offset(self.notes.mentions.len() - 1)), at);
    }

    /// Numbers footnotes and marks now that all are known.
    pub(super) fn number_footnotes(&mut self) -> (Box<[Footnote]>, Box<[FootnoteReference]>) {
        if self.flavour == Flavour::House {
            self.find_missing_footnotes();
        }
        let mut footnotes = std::mem::take(&mut self.notes.written);
        for (index, node) in self.nodes.iter().enumerate() {
            if let Kind::FootnoteDefinition(footnote) = node.kind {
                footnotes[footnote as usize].node = index;
            }
        }
        let nothing = FootnoteReference { number: 0, mention: 0 };
        let mut references = vec![nothing; self.notes.mentions.len()];
        let mut order = Vec::new();
        self.count_mentions(0..self.nodes.len(), &mut footnotes, &mut references, &mut order);
        let mut done = 0;
        for next in 0..=footnotes.len() {
            while let Some(footnote) = order.get(done) {
                let node = footnotes[*footnote].node;
                let inside = node + 1..self.nodes[node].next();
                self.count_mentions(inside, &mut footnotes, &mut references, &mut order);
                done += 1;
            }
            if footnotes.get(next).is_some_and(|footnote| footnote.number == 0) {
                order.push(next);
                footnotes[next].number = offset(order.len());
                self.find_unused(next, footnotes[next].node);
            }
        }
        (footnotes.into(), references.into())
    }

    /// Counts the marks among `nodes`, leaving out the footnotes that are written there.
    fn count_mentions(
        &self,
        nodes: Range<usize>,
        footnotes: &mut [Footnote],
        references: &mut [FootnoteReference],
        order: &mut Vec<usize>,
    ) {
        let mut at = nodes.start;
        while at < nodes.end {
            let node = &self.nodes[at];
            at =
                if matches!(node.kind, Kind::FootnoteDefinition(_)) { node.next() } else { at + 1 };
            let Kind::FootnoteReference(mention) = node.kind else { continue };
            let label = &self.notes.mentions[mention as usize];
            let Some(index) = self.notes.by_label.get(label).copied() else { continue };
            let footnote = &mut footnotes[index];
            if footnote.number == 0 {
                order.push(index);
                footnote.number = offset(order.len());
            }
            footnote.mentions += 1;
            references[mention as usize] =
                FootnoteReference { number: footnote.number, mention: footnote.mentions };
        }
    }

    /// A footnote that nothing leads to is shown after the others, so that no word is lost.
    fn find_unused(&mut self, footnote: usize, node: usize) {
        if self.notes.duplicates.binary_search(&footnote).is_ok() {
            return;
        }
        let span = self.nodes[node].span();
        self.find(
            &rules::FOOTNOTE_UNUSED,
            &span,
            say!("正文里没有指向这条注释的标记", "nothing in the text leads to this note"),
            say!("请在正文相应位置写上同名的 [^…]", "put a [^…] of the same name where it belongs"),
        );
    }

    /// `[^…]` that stayed words, because no footnote is called so.
    fn find_missing_footnotes(&mut self) {
        let mut missing = Vec::new();
        let mut code_ends = 0;
        for (index, node) in self.nodes.iter().enumerate() {
            if matches!(node.kind, Kind::CodeBlock(_)) {
                code_ends = node.next();
            }
            if index < code_ends || !matches!(node.kind, Kind::Text(Words::Verbatim)) {
                continue;
            }
            let text = &self.source[node.span()];
            if seek(text.as_bytes(), 0, [b'^']).is_none() {
                continue;
            }
            for (at, _) in text.match_indices("[^") {
                let end = text[at..].find([']', '\n']).map(|length| at + length);
                if let Some(end) = end.filter(|end| text[*end..].starts_with(']') && *end > at + 2)
                {
                    missing.push(node.span().start + at..node.span().start + end + 1);
                }
            }
        }
        for span in missing {
            let mark = self.source[span.clone()].to_owned();
            self.find(
                &rules::FOOTNOTE_MISSING,
                &span,
                say!("找不到 {mark} 的注释", "there is no note for {mark}"),
                say!("请另起一段写：{mark}: 注释内容", "write a paragraph: {mark}: the note"),
            );
        }
    }
}
