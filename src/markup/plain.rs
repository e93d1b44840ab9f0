//! A document as words: for search, summaries and counting.

use super::beside::Beside;
use super::document::{Document, Kind, Link, LinkKind, Node, Words};
use super::sanitize;
use crate::text::{CharacterCount, is_wide, shorten};

/// The words of `nodes`, one after the other; the end of a line is a space.
pub(super) fn words(nodes: &[Node], source: &str, beside: &Beside) -> String {
    let mut out = String::new();
    for node in nodes {
        match node.kind {
            Kind::Text(Words::Verbatim) | Kind::Code(Words::Verbatim) => {
                out.push_str(&source[node.span()]);
            }
            Kind::Text(Words::Beside(number)) | Kind::Code(Words::Beside(number)) => {
                out.push_str(beside.get(number.get()));
            }
            Kind::Quoted(number) => out.push_str(beside.get(number.get())),
            Kind::SoftBreak | Kind::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

impl Document {
    /// The words of the node at `index` and its descendants.
    pub fn words_in(&self, index: usize) -> String {
        words(&self.nodes[index..self.nodes[index].next()], &self.source, &self.beside)
    }

    /// 字数, as office software counts it: every Chinese character and punctuation mark is one,
    /// and so is every word or number in other characters. Alternative texts do not count.
    pub fn characters(&self) -> usize {
        let mut count = CharacterCount::default();
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            at = if matches!(node.kind, Kind::Picture(_)) { node.next() } else { at + 1 };
            match node.kind {
                Kind::Text(_) | Kind::Code(_) | Kind::Quoted(_) => count.add(self.words(node)),
                Kind::Html(_) => count.add(&sanitize::words(self.words(node))),
                kind if separates(kind) => count.end_word(),
                _ => {}
            }
        }
        count.total()
    }

    /// Whether there is a block of code, which needs the style sheet of the highlighting.
    pub fn has_code(&self) -> bool {
        self.has_code
    }

    /// The first picture.
    pub fn first_picture(&self) -> Option<&Link> {
        self.links.iter().find(|link| link.kind == LinkKind::Picture)
    }

    /// The beginning of the text in at most `limit` characters, cut where a sentence ends if one
    /// does; see [`shorten`].
    pub fn summary(&self, limit: usize) -> String {
        let mut text = String::new();
        let mut at = 0;
        while at < self.nodes.len() && text.chars().count() <= limit {
            if self.nodes[at].kind == Kind::Paragraph {
                continue_text(&mut text, self.words_in(at).trim());
            }
            at = self.nodes[at].next();
        }
        if text.is_empty() {
            for line in self.plain_text().lines() {
                continue_text(&mut text, line);
            }
        }
        shorten(&text, limit)
    }

    /// All words, each block on a line of its own: for search.
    pub fn plain_text(&self) -> String {
        let mut out = String::new();
        for node in &self.nodes {
            match node.kind {
                Kind::Text(_) | Kind::Code(_) | Kind::Quoted(_) => {
                    out.push_str(self.words(node));
                }
                Kind::Html(_) => out.push_str(&sanitize::words(self.words(node))),
                Kind::TableCell | Kind::SoftBreak => end_with(&mut out, ' '),
                Kind::Picture(link) => {
                    out.push_str(&self.links[link as usize].title);
                    end_with(&mut out, ' ');
                }
                kind if separates(kind) => end_with(&mut out, '\n'),
                _ => {}
            }
            if let Kind::Boxed { title, .. }
            | Kind::FigureStrip(title)
            | Kind::Gallery(title)
            | Kind::Attachments(title)
            | Kind::Video(title) = node.kind
            {
                out.push_str(self.beside(title));
                end_with(&mut out, '\n');
            }
            if let Kind::Chart(chart) = node.kind {
                out.push_str(&self.charts[chart as usize].title);
                end_with(&mut out, '\n');
            }
        }
        out.truncate(out.trim_end().len());
        out
    }
}

/// Whether words before and after the beginning of such a node are separate.
fn separates(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Emphasis
            | Kind::Strong
            | Kind::Strikethrough
            | Kind::Link(_)
            | Kind::Join
            | Kind::RunIn
            | Kind::Group
            | Kind::FootnoteReference(_)
            | Kind::Quoted(_)
            | Kind::HtmlOpen(_)
            | Kind::HtmlClose(_)
    )
}

fn end_with(out: &mut String, separator: char) {
    if !out.is_empty() && !out.ends_with(['\n', separator]) {
        out.push(separator);
    }
}

/// Puts `more` after `text`, with a space where neither side is Chinese.
fn continue_text(text: &mut String, more: &str) {
    if !text.is_empty() && !text.ends_with(is_wide) && !more.starts_with(is_wide) {
        text.push(' ');
    }
    text.push_str(more);
}
