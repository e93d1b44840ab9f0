//! The characters of a text in the order they are read, each with its place in the file.

use std::ops::Range;

use crate::markup::{Document, Kind, Node, Words};
use crate::text::seek;

/// A character of a text, with its place when it may be changed.
#[derive(Clone, Copy)]
pub(super) struct Letter {
    pub c: char,
    pub at: Option<usize>,
}

/// The characters that are read as one run: a paragraph, a heading, a cell, a field.
#[derive(Default)]
pub(super) struct Block {
    pub letters: Vec<Letter>,
}

/// Stands for what is no word: code, a picture, a footnote mark.
pub(super) const OTHER: char = '\u{FFFC}';

/// The blocks of a text that have a mark to look at; in most texts there are few.
pub(super) fn blocks(document: &Document) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(node) = document.nodes().get(at) {
        if !is_part(node.kind) {
            blocks.extend(Block::read(document, start..at));
            start = after(document, at);
        }
        at = after(document, at);
    }
    blocks.extend(Block::read(document, start..at));
    blocks
}

/// The value of a field that stands at `place` of `source`, without its quotation marks; none when
/// there is nothing to look at, or when it is written over several lines or with escapes.
pub(super) fn field(source: &str, place: Range<usize>) -> Option<Block> {
    let typed = source.get(place.clone())?;
    let quoted = ['"', '\''].into_iter().find_map(|q| typed.strip_prefix(q)?.strip_suffix(q));
    let words = quoted.unwrap_or(typed);
    let is_plain = !typed.contains(['\\', '\n']) && !words.starts_with(['"', '\'']);
    (is_plain && has_mark(words)).then(|| {
        let start = place.start + usize::from(quoted.is_some());
        let mut block = Block::default();
        let mut read = 0;
        // What is quoted from a ledger is no prose.
        while let Some(length) = words[read..].find("{{") {
            let end =
                words[read + length..].find("}}").map_or(words.len(), |n| read + length + n + 2);
            block.add_field(&words[read..read + length], start + read);
            block.letters.push(Letter { c: OTHER, at: None });
            read = end;
        }
        block.add_field(&words[read..], start + read);
        block
    })
}

/// Whether there is a mark in `words` that touches Chinese, or their beginning or end.
fn has_mark(words: &str) -> bool {
    let bytes = words.as_bytes();
    let is_ascii = |at: usize| bytes.get(at).is_some_and(u8::is_ascii);
    let mut from = 0;
    while let Some(at) = seek(bytes, from, *b",;:?!(.\"") {
        if at == 0 || !is_ascii(at - 1) || !is_ascii(at + 1) {
            return true;
        }
        from = at + 1;
    }
    false
}

/// The node after the one at `index`, which is read with all that is inside when none of it is prose.
fn after(document: &Document, index: usize) -> usize {
    let node = &document.nodes()[index];
    let is_closed = matches!(node.kind, Kind::CodeBlock(_) | Kind::Picture(_));
    if is_closed { node.next() } else { index + 1 }
}

/// Whether such a node stands among the words of a block.
fn is_part(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Text(_)
            | Kind::Link(_)
            | Kind::SoftBreak
            | Kind::Join
            | Kind::Emphasis
            | Kind::Strong
            | Kind::Strikethrough
            | Kind::Group
            | Kind::Code(_)
            | Kind::Picture(_)
            | Kind::FootnoteReference(_)
            | Kind::QrCode
            | Kind::Quoted(_)
    )
}

impl Block {
    /// The block of these nodes; none without a mark.
    fn read(document: &Document, nodes: Range<usize>) -> Option<Self> {
        let is_marked =
            |node: &Node| matches!(node.kind, Kind::Text(_)) && has_mark(document.words(node));
        if !document.nodes()[nodes.clone()].iter().any(is_marked) {
            return None;
        }
        let mut block = Self::default();
        let mut link_end = 0;
        let mut at = nodes.start;
        while at < nodes.end {
            let node = &document.nodes()[at];
            match node.kind {
                Kind::Text(words) => {
                    let may_change = words == Words::Verbatim && at >= link_end;
                    block.add(document, node, may_change);
                }
                Kind::Link(_) => link_end = link_end.max(node.next()),
                Kind::SoftBreak | Kind::Join => block.letters.push(Letter { c: '\n', at: None }),
                Kind::Emphasis | Kind::Strong | Kind::Strikethrough | Kind::Group => {}
                _ => block.letters.push(Letter { c: OTHER, at: None }),
            }
            at = after(document, at);
        }
        Some(block)
    }

    fn add_field(&mut self, words: &str, start: usize) {
        let letters = words.char_indices().map(|(at, c)| Letter { c, at: Some(start + at) });
        self.letters.extend(letters);
    }

    fn add(&mut self, document: &Document, node: &Node, may_change: bool) {
        let words = document.words(node);
        // What looks like a shortcode is read by somebody else.
        let may_change = may_change && !words.contains("{{");
        let start = node.span().start;
        let source = document.source().as_bytes();
        self.letters.extend(words.char_indices().map(|(at, c)| {
            let at = start + at;
            let is_escaped = at > 0 && source[at - 1] == b'\\';
            Letter { c, at: (may_change && !is_escaped).then_some(at) }
        }));
    }
}
