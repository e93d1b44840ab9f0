//! What stands among words.

use std::ops::Range;

use super::super::{Kind, LinkKind};
use super::{DEEPEST, Inline, Writer};
use crate::markup::sanitize;

/// An HTML tag that is open, and what stood before it.
struct Open {
    name: String,
    before: Vec<Inline>,
}

impl Writer<'_> {
    /// The inlines among `range`.
    pub(super) fn inlines(&mut self, range: Range<usize>, level: usize) -> Vec<Inline> {
        let document = self.document;
        let mut out: Vec<Inline> = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let node = &document.nodes()[at];
            match node.kind {
                Kind::HtmlOpen(tag) if open.len() < DEEPEST => {
                    let name = tag_name(document.beside(tag));
                    open.push(Open { name, before: std::mem::take(&mut out) });
                }
                Kind::HtmlClose(_) => {
                    if let Some(Open { name, before }) = open.pop() {
                        let inside = std::mem::replace(&mut out, before);
                        put_tag(&name, inside, &mut out);
                    }
                }
                _ => self.inline(at, level, &mut out),
            }
            at = node.next();
        }
        while let Some(Open { name, before }) = open.pop() {
            let inside = std::mem::replace(&mut out, before);
            put_tag(&name, inside, &mut out);
        }
        out
    }

    fn inline(&mut self, index: usize, level: usize, out: &mut Vec<Inline>) {
        let document = self.document;
        let node = &document.nodes()[index];
        if level > DEEPEST {
            return put_words(&document.words_in(index), out);
        }
        let inside = |writer: &mut Self| writer.inlines(index + 1..node.next(), level + 1);
        match node.kind {
            Kind::Text(_) | Kind::Quoted(_) => put_words(document.words(node), out),
            Kind::Code(_) => out.push(Inline::Code { s: document.words(node).to_owned() }),
            Kind::Emphasis => out.push(Inline::I { c: inside(self) }),
            Kind::Strong => out.push(Inline::B { c: inside(self) }),
            Kind::Strikethrough => out.push(Inline::Del { c: inside(self) }),
            Kind::RunIn => out.push(Inline::Runin { c: inside(self) }),
            Kind::Link(link) => {
                let c = inside(self);
                self.link(link, c, out);
            }
            Kind::Picture(link) => {
                let link = &document.links()[link as usize];
                let picture = self.surroundings.picture(&link.destination, &link.words);
                out.push(Inline::Img { picture });
            }
            Kind::SoftBreak => put_words(" ", out),
            Kind::Join => {}
            Kind::HardBreak => out.push(Inline::Br),
            Kind::FootnoteReference(reference) => self.note(reference, level, out),
            Kind::Task(done) => out.push(Inline::Task { done }),
            Kind::QrCode => {
                let text = document.words(node).to_owned();
                let svg = self.surroundings.qrcode(&text);
                out.push(Inline::Qr { file: self.surroundings.drawing(svg), text });
            }
            Kind::Html(_) => put_html(document.words(node), out),
            // A block among words, such as a paragraph in a cell, gives what it holds.
            _ => out.extend(inside(self)),
        }
    }

    fn link(&mut self, link: u32, c: Vec<Inline>, out: &mut Vec<Inline>) {
        let link = &self.document.links()[link as usize];
        match self.surroundings.link(&link.destination) {
            Some(href) => out.push(Inline::A { href, c }),
            None => out.extend(c),
        }
        if link.kind == LinkKind::Attachment
            && let Some(facts) = self.surroundings.attachment(&link.destination)
        {
            put_words(&format!("（{}，{}）", facts.kind, facts.size), out);
        }
    }

    /// The note's text stands with its first mention.
    fn note(&mut self, reference: u32, level: usize, out: &mut Vec<Inline>) {
        let number = self.document.references()[reference as usize].number;
        let n = self.surroundings.notes_before() + number;
        let is_told = self.mentioned.contains(&n);
        let note = self.document.footnotes().iter().find(|note| note.number == number);
        let Some(note) = note.filter(|_| !is_told) else {
            out.push(Inline::Fnref { n });
            return;
        };
        self.mentioned.push(n);
        let inside = note.node + 1..self.document.nodes()[note.node].next();
        let b = self.blocks(inside, level + 1);
        out.push(Inline::Fn { n, b });
    }
}

/// Adds words to the words that stand last.
fn put_words(words: &str, out: &mut Vec<Inline>) {
    match out.last_mut() {
        Some(Inline::S { s }) => s.push_str(words),
        _ if words.is_empty() => {}
        _ => out.push(Inline::words(words)),
    }
}

fn put_html(html: &str, out: &mut Vec<Inline>) {
    match tag_name(html).as_str() {
        "br" => out.push(Inline::Br),
        "wbr" => {}
        _ => put_words(&sanitize::words(html), out),
    }
}

/// What stands in a tag, in the form that print has for it, or as it is.
fn put_tag(name: &str, c: Vec<Inline>, out: &mut Vec<Inline>) {
    match name {
        "b" | "strong" => out.push(Inline::B { c }),
        "i" | "em" | "cite" | "dfn" => out.push(Inline::I { c }),
        "del" | "s" | "strike" => out.push(Inline::Del { c }),
        "sub" => out.push(Inline::Sub { c }),
        "sup" => out.push(Inline::Sup { c }),
        "u" | "ins" => out.push(Inline::U { c }),
        _ => out.extend(c),
    }
}

/// The name of the tag that `html` begins with.
fn tag_name(html: &str) -> String {
    let name = html.trim_start_matches('<');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    name[..end].to_ascii_lowercase()
}
