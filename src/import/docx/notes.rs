//! Footnotes, endnotes and remarks of a Word file. Never numbers them: that is Markdown's.

use std::collections::HashMap;

use super::body::{Notes, Walk};
use super::element::Element;
use super::media::Relations;
use crate::import::loss::Lost;
use crate::import::manuscript::{Block, Piece, Style, Words, tidy};
use crate::source::package::Package;
use crate::source::paper::{PaperFault, PaperSpot};

impl Walk<'_, '_> {
    /// Reads the notes that the text refers to.
    pub fn notes(&mut self) -> Result<(), PaperFault> {
        let foot = Element::read(self.package, "word/footnotes.xml")?;
        let end = Element::read(self.package, "word/endnotes.xml")?;
        // Links and pictures in notes have names of their own.
        let of_foot = Relations::read(self.package, "word/_rels/footnotes.xml.rels")?;
        let of_end = Relations::read(self.package, "word/_rels/endnotes.xml.rels")?;
        let mut at: u32 = 0;
        // A note may refer to others, which are read after it.
        while let Some((notes, id)) = self.noted.get(at as usize).cloned() {
            at += 1;
            let (part, relations) = match notes {
                Notes::Foot => (foot.as_ref(), &of_foot),
                Notes::End => (end.as_ref(), &of_end),
            };
            let note = part.and_then(|part| {
                part.children.iter().find(|note| note.get("id") == Some(id.as_str()))
            });
            let words = match note {
                Some(note) => {
                    joined(self.apart_from_text(PaperSpot::NumberedNote(at), note, relations)?)
                }
                None => Words::new(),
            };
            self.out.notes.push(words);
        }
        Ok(())
    }

    /// The blocks within `element`, which stands at `spot`.
    pub(super) fn within(
        &mut self,
        spot: PaperSpot,
        element: &Element,
    ) -> Result<Vec<Block>, PaperFault> {
        self.apart_from_text(spot, element, self.relations)
    }

    /// The same with links and pictures by the names of another part.
    fn apart_from_text(
        &mut self,
        spot: PaperSpot,
        element: &Element,
        relations: &Relations,
    ) -> Result<Vec<Block>, PaperFault> {
        let outer = std::mem::replace(&mut self.spot, at_rest(spot));
        let before = self.out.losses.len();
        let mut inner = Walk::new(
            self.package,
            self.styles,
            std::mem::take(&mut self.numbers),
            relations,
            self.remarks,
        );
        inner.out = std::mem::take(&mut self.out);
        inner.spot = at_rest(spot);
        inner.tables = self.tables;
        inner.noted = std::mem::take(&mut self.noted);
        (inner.taken, inner.weight) = (std::mem::take(&mut self.taken), self.weight);
        let blocks = inner.blocks(element);
        let (numbers, out, noted) = (inner.numbers, inner.out, inner.noted);
        let tables = inner.tables;
        (self.taken, self.weight) = (inner.taken, inner.weight);
        (self.numbers, self.out, self.noted, self.tables) = (numbers, out, noted, tables);
        self.spot = outer;
        // What was lost within stands where the outer paragraph is.
        for loss in &mut self.out.losses[before..] {
            if loss.spot == Some(PaperSpot::Comment) {
                loss.spot = Some(spot);
            }
        }
        blocks
    }

    /// A remark in the margin: said, never kept.
    pub(super) fn comment(&mut self, reference: &Element) {
        let words = reference.get("id").and_then(|id| self.remarks.get(id));
        self.lose(Lost::Comment, words.map_or("", String::as_str));
    }
}

/// The remarks in the margin, by their ids.
pub(super) fn remarks(package: &mut Package<'_>) -> Result<HashMap<String, String>, PaperFault> {
    let part = Element::read(package, "word/comments.xml")?;
    let remarks = part.iter().flat_map(|part| &part.children);
    Ok(remarks.filter_map(|it| Some((it.get("id")?.to_owned(), it.texts("t")))).collect())
}

/// A place whose paragraphs are not counted.
fn at_rest(spot: PaperSpot) -> PaperSpot {
    match spot {
        PaperSpot::Paragraph(_) => PaperSpot::Comment,
        PaperSpot::Cell { .. }
        | PaperSpot::Margin
        | PaperSpot::Note
        | PaperSpot::NumberedNote(_)
        | PaperSpot::Comment
        | PaperSpot::Slide(_)
        | PaperSpot::Page(_)
        | PaperSpot::Line(_) => spot,
    }
}

/// The words of `blocks` in one piece, with line breaks between them.
pub(super) fn joined(blocks: Vec<Block>) -> Words {
    let mut words = Words::new();
    let add = |more: Words, words: &mut Words| {
        if !words.is_empty() {
            words.push(Piece::Break);
        }
        words.extend(more);
    };
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let sign = crate::import::write::sign(paragraph.role);
                let mut line = paragraph.words;
                if !sign.is_empty() {
                    line.insert(0, Piece::Text(sign, Style::default()));
                }
                add(line, &mut words);
            }
            Block::Table(table) => {
                for row in table.rows {
                    let mut line = Words::new();
                    for cell in row {
                        if !line.is_empty() {
                            line.push(Piece::Text("　".into(), Style::default()));
                        }
                        line.extend(cell);
                    }
                    add(line, &mut words);
                }
            }
        }
    }
    tidy(words)
}
