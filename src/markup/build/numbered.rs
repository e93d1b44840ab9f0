//! Paragraphs that serve as headings: `一、总体要求` alone on its line, with text up to `二、`.
//!
//! Official documents are typed that way. Where a text has no Markdown heading, such paragraphs
//! become headings, so that it has an outline. A plain enumeration, whose items follow each other
//! without text between, stays as it is.

use super::super::document::offset;
use super::super::{Heading, Kind, Standing};
use super::Builder;
use crate::text::Numbering;

/// A paragraph that may be a heading.
struct Candidate {
    node: usize,
    numbering: Numbering,
    text: String,
}

impl Builder<'_> {
    pub(super) fn number_paragraphs(&mut self) {
        if !self.headings.is_empty() {
            return;
        }
        let candidates = self.candidates();
        if !is_outline(&candidates, &self.nodes) {
            return;
        }
        let mut ranks: Vec<u8> = Vec::new();
        for Candidate { node, numbering, text } in candidates {
            ranks.truncate(ranks.iter().take_while(|rank| **rank < numbering.rank).count());
            ranks.push(numbering.rank);
            self.headings.push(Heading {
                level: u8::try_from(ranks.len()).expect("there are five ranks") + 1,
                id: "".into(),
                text: text.into(),
                classes: "numbered".into(),
                span: self.nodes[node].span(),
                standing: Standing::Text,
            });
            self.nodes[node].kind = Kind::Heading(offset(self.headings.len() - 1));
        }
    }

    /// The short numbered paragraphs that stand by themselves.
    fn candidates(&self) -> Vec<Candidate> {
        const LONGEST: usize = 40;
        let mut candidates = Vec::new();
        let mut at = 0;
        while at < self.nodes.len() {
            let node = &self.nodes[at];
            let written = &self.source[node.span()];
            if node.kind == Kind::Paragraph
                && let Some(numbering) = Numbering::of(written)
                && written.chars().nth(LONGEST).is_none()
            {
                let text = self.words_in_whole(at);
                if !text.contains(['。', '；', '！', '？', '：', '\n', ';']) {
                    candidates.push(Candidate { node: at, numbering, text });
                }
            }
            at = node.next();
        }
        candidates
    }

    fn words_in_whole(&self, node: usize) -> String {
        let nodes = &self.nodes[node..self.nodes[node].next()];
        super::super::plain::words(nodes, self.source, &self.beside).trim().to_owned()
    }
}

/// Whether the numbers of the highest style run 1, 2, … with something between each two.
fn is_outline(candidates: &[Candidate], nodes: &[super::Node]) -> bool {
    let Some(highest) = candidates.iter().map(|c| c.numbering.rank).min() else { return false };
    let tops: Vec<&Candidate> = candidates.iter().filter(|c| c.numbering.rank == highest).collect();
    let counts_up = tops.iter().zip(1..).all(|(top, number)| top.numbering.number == number);
    let has_text = |pair: &[&Candidate]| nodes[pair[0].node].next() < pair[1].node;
    tops.len() >= 2 && counts_up && tops.windows(2).all(has_text)
}
