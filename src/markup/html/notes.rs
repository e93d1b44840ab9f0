//! Footnotes: a mark in the text, the note at the end, and a way back.

use super::super::Node;
use super::super::build::mention_id;
use super::Writer;

/// A footnote that is being written.
#[derive(Debug, Clone, Copy)]
pub(super) struct OpenNote {
    number: u32,
    mentions: u32,
    /// One past its last node.
    end: usize,
    /// Whether the way back is written.
    is_closed: bool,
}

impl Writer<'_> {
    pub(super) fn note_mark(&mut self, reference: u32) {
        let reference = self.document.references()[reference as usize];
        let number = reference.number;
        let id = mention_id(number, reference.mention);
        self.push(&format!(
            "<sup class=\"footnote\"><a id=\"{id}\" href=\"#fn-{number}\" role=\"doc-noteref\" aria-label=\"注释{number}\">[{number}]</a></sup>"
        ));
    }

    /// All footnotes, in the order of their numbers.
    pub(super) fn footnotes(&mut self) {
        let document = self.document;
        let mut notes: Vec<_> = document.footnotes().iter().collect();
        if notes.is_empty() {
            return;
        }
        notes.sort_by_key(|note| note.number);
        self.open_line(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"注释\">\n<ol>\n",
        );
        for note in notes {
            let end = document.nodes()[note.node].next();
            self.push(&format!("<li id=\"fn-{}\">\n", note.number));
            self.note = Some(OpenNote {
                number: note.number,
                mentions: note.mentions,
                end,
                is_closed: note.mentions == 0,
            });
            self.write(super::Walk::new(document.nodes(), note.node + 1..end));
            self.ways_back();
            self.push("</li>\n");
        }
        self.note = None;
        self.push("</ol>\n</section>\n");
    }

    /// The way back stands at the end of the note's last paragraph.
    pub(super) fn end_paragraph(&mut self, node: &Node) {
        if self.note.is_some_and(|note| note.end == node.next()) {
            self.ways_back();
        }
        self.push("</p>\n");
    }

    fn ways_back(&mut self) {
        let Some(note) = self.note.as_mut().filter(|note| !note.is_closed) else { return };
        note.is_closed = true;
        let note = *note;
        for mention in 1..=note.mentions {
            let id = mention_id(note.number, mention);
            let count = if mention == 1 { String::new() } else { format!("（{mention}）") };
            self.push(&format!(
                " <a href=\"#{id}\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"返回正文{count}\">↩</a>"
            ));
        }
    }
}
