//! The text of a Word file, paragraph by paragraph. Never decides what is the title.

use std::collections::HashMap;

use super::element::Element;
use super::field::Fields;
use super::media::Relations;
use super::numbering::{Label, Numbering};
use super::style::{Layout, Named, Styles};
use crate::import::loss::{Loss, Lost};
use crate::import::manuscript::{
    Block, Face, Look, Manuscript, Mark, Paragraph, Piece, Placed, Role, Style, Weight, Words,
    is_blank, tidy,
};
use crate::source::package::Package;
use crate::source::paper::{PaperFault, PaperSpot};

/// The way through a text.
pub(super) struct Walk<'w, 'f> {
    pub(super) package: &'w mut Package<'f>,
    pub(super) styles: &'w Styles,
    pub(super) numbers: Numbering,
    pub(super) relations: &'w Relations,
    pub(super) fields: Fields,
    pub(super) out: Manuscript,
    pub(super) spot: PaperSpot,
    /// The notes that the text refers to, in order: the part's name and the note's id.
    pub(super) noted: Vec<(Notes, String)>,
    /// What stands beside the paragraph that is read: boxes of text.
    pub(super) boxes: Vec<Block>,
    pub(super) tables: u32,
    /// The remarks in the margin, by their ids.
    pub(super) remarks: &'w HashMap<String, String>,
    /// The pictures that were taken, by their names in the file, and their bytes in all.
    pub(super) taken: HashMap<String, usize>,
    pub(super) weight: u64,
    paragraphs: u32,
}

/// Which notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notes {
    Foot,
    End,
}

/// What is known of the words of a paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub words: Words,
    /// How many characters were seen, how many of them bold, and in which face and size.
    pub count: usize,
    pub bold: usize,
    pub look: Option<(Face, u16)>,
}

impl<'w, 'f> Walk<'w, 'f> {
    pub fn new(
        package: &'w mut Package<'f>,
        styles: &'w Styles,
        numbers: Numbering,
        relations: &'w Relations,
        remarks: &'w HashMap<String, String>,
    ) -> Self {
        Self {
            package,
            styles,
            numbers,
            relations,
            fields: Fields::default(),
            out: Manuscript::default(),
            spot: PaperSpot::Paragraph(1),
            noted: Vec::new(),
            boxes: Vec::new(),
            tables: 0,
            remarks,
            taken: HashMap::new(),
            weight: 0,
            paragraphs: 0,
        }
    }

    /// The manuscript, when all is read.
    pub fn finish(self) -> Manuscript {
        self.out
    }

    /// Reads the blocks of the text.
    pub fn body(&mut self, body: &Element) -> Result<(), PaperFault> {
        let blocks = self.blocks(body)?;
        self.out.blocks.extend(blocks);
        Ok(())
    }

    /// The blocks within `parent`.
    pub(super) fn blocks(&mut self, parent: &Element) -> Result<Vec<Block>, PaperFault> {
        let mut blocks = Vec::new();
        for child in &parent.children {
            match child.name.as_str() {
                "p" => {
                    if matches!(self.spot, PaperSpot::Paragraph(_)) {
                        self.paragraphs += 1;
                        self.spot = PaperSpot::Paragraph(self.paragraphs);
                    }
                    blocks.extend(self.paragraph(child)?.map(Block::Paragraph));
                    blocks.append(&mut self.boxes);
                }
                "tbl" => blocks.extend(self.table(child)?),
                "sdt" => {
                    if let Some(content) = child.child("sdtContent") {
                        blocks.extend(self.blocks(content)?);
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => blocks.extend(self.blocks(child)?),
                "del" | "moveFrom" => self.lose(Lost::Deleted, &child.texts("delText")),
                "altChunk" => self.lose(Lost::Object, ""),
                "AlternateContent" => {
                    if let Some(choice) = child.child("Choice").or_else(|| child.child("Fallback"))
                    {
                        blocks.extend(self.blocks(choice)?);
                    }
                }
                _ => {}
            }
        }
        Ok(blocks)
    }

    /// Notes that something is lost where the reading stands.
    pub(super) fn lose(&mut self, what: Lost, words: &str) {
        let loss = Loss::at(what, self.spot, words.trim());
        if self.out.losses.last() != Some(&loss) {
            self.out.losses.push(loss);
        }
    }

    /// The paragraph `element`; none when nothing would be seen of it.
    fn paragraph(&mut self, element: &Element) -> Result<Option<Paragraph>, PaperFault> {
        let properties = element.child("pPr");
        let layout = self.styles.layout(properties);
        if layout.kind == Some(Named::Contents) {
            self.lose_contents();
            return Ok(None);
        }
        let mut seen = Seen::default();
        self.inline(element, &layout.run, &mut seen)?;
        let mark = properties.and_then(|it| it.child("rPr"));
        if mark.is_some_and(|mark| mark.child("del").is_some()) {
            self.lose(Lost::Deleted, "¶");
        }
        let words = tidy(std::mem::take(&mut seen.words));
        if is_blank(&words) {
            return Ok(None);
        }
        let (role, words) = self.role(&layout, words);
        let look = look(&layout, &seen);
        Ok(Some(Paragraph { role, words, look, spot: self.spot }))
    }

    /// A table of contents is told once.
    pub(super) fn lose_contents(&mut self) {
        if !self.out.losses.iter().any(|loss| loss.what == Lost::Contents) {
            self.lose(Lost::Contents, "");
        }
    }

    fn role(&mut self, layout: &Layout, mut words: Words) -> (Role, Words) {
        let label = match &layout.number {
            Some((list, level)) => self.numbers.next(list, *level).map(|label| (label, *level)),
            None => None,
        };
        let named = match layout.kind {
            Some(Named::Title) => Some(Role::Title),
            Some(Named::Heading(level)) => Some(Role::Heading(level)),
            Some(Named::Caption) => Some(Role::Caption),
            Some(Named::Quotation) => Some(Role::Quotation),
            Some(Named::Contents) | None => None,
        };
        match label {
            Some((Label::Letter(_, label), _)) if matches!(named, Some(Role::Heading(_))) => {
                words.insert(0, Piece::Text(label, Style::default()));
                (named.unwrap_or(Role::Text), tidy(words))
            }
            Some((Label::Words(label), _)) => {
                words.insert(0, Piece::Text(label, Style::default()));
                (named.unwrap_or(Role::Text), tidy(words))
            }
            Some((Label::Letter(mark, letter), level)) => {
                if mark == Mark::Number(1) {
                    self.lose(Lost::Letter, &letter);
                }
                (entry(level, mark), words)
            }
            Some((Label::Entry(mark), _)) if matches!(named, Some(Role::Heading(_))) => {
                if let Mark::Number(number) = mark {
                    words.insert(0, Piece::Text(format!("{number}."), Style::default()));
                }
                (named.unwrap_or(Role::Text), tidy(words))
            }
            Some((Label::Entry(mark), level)) => (entry(level, mark), words),
            None => (named.unwrap_or(Role::Text), words),
        }
    }
}

fn entry(level: usize, mark: Mark) -> Role {
    Role::Entry { depth: u8::try_from(level).unwrap_or(8), mark }
}

fn look(layout: &Layout, seen: &Seen) -> Look {
    let (face, size) = seen.look.unwrap_or_default();
    Look {
        placed: layout.placed.unwrap_or(Placed::Left),
        weight: if seen.count > 0 && seen.bold == seen.count {
            Weight::Bold
        } else {
            Weight::Plain
        },
        face,
        size,
    }
}
