//! What arrived (来稿), of whatever kind of file: paragraphs, tables, pictures and notes. Never knows
//! where it came from or how it will be written.

use crate::source::paper::PaperSpot;

use super::loss::Loss;

/// A text that arrived.
#[derive(Debug, Default)]
pub(super) struct Manuscript {
    pub blocks: Vec<Block>,
    /// Footnotes and endnotes, in the order of their references.
    pub notes: Vec<Words>,
    pub pictures: Vec<Picture>,
    /// Other files that the text leads to, by name.
    pub attached: Vec<(String, Vec<u8>)>,
    /// What the file says of itself.
    pub facts: Facts,
    pub losses: Vec<Loss>,
}

/// What a file says of itself.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub title: Option<String>,
    pub date: Option<String>,
    pub source: Option<String>,
    pub source_link: Option<String>,
    pub authors: Vec<(String, Option<&'static str>)>,
    pub summary: Option<String>,
    pub keywords: Vec<String>,
    /// The fields of these that somebody should look at.
    pub doubts: Vec<&'static str>,
}

/// A part of a text.
#[derive(Debug, Clone)]
pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub role: Role,
    pub words: Words,
    pub look: Look,
    pub spot: PaperSpot,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Text,
    /// The title, where the file says so.
    Title,
    /// A heading; the highest is 1.
    Heading(u8),
    /// An entry of a list.
    Entry {
        depth: u8,
        mark: Mark,
    },
    /// The words of a picture or a table.
    Caption,
    Quotation,
}

/// What stands before an entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    Number(u32),
}

/// How a paragraph looks, as far as that tells what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    pub placed: Placed,
    pub weight: Weight,
    pub face: Face,
    /// In half points; 0 when nothing is said.
    pub size: u16,
}

/// Where the lines of a paragraph stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Placed {
    #[default]
    Left,
    Centre,
    Right,
}

/// Whether all words of a paragraph are bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Weight {
    #[default]
    Plain,
    Bold,
}

/// The kind of typeface, as far as it means something (GB/T 9704-2012, 7.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Face {
    #[default]
    Body,
    /// 黑体
    Hei,
    /// 楷体
    Kai,
    /// 小标宋
    Title,
}

pub(super) type Words = Vec<Piece>;

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String, Style),
    Break,
    Picture(usize),
    Note(usize),
    Link { address: String, words: Words },
}

/// How words are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own, always named")]
pub(super) struct Style {
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
    pub struck: bool,
    pub height: Height,
}

/// Whether words stand above or below the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Height {
    #[default]
    Line,
    Raised,
    Lowered,
}

/// A table; every row has as many cells as the widest.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub rows: Vec<Vec<Words>>,
}

/// A picture and what is said of it.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    pub bytes: Vec<u8>,
    pub extension: &'static str,
    pub alt: String,
}

impl Manuscript {
    /// Whether nothing but words is known of it, all in one look: as when they were copied into an empty
    /// file.
    pub fn is_bare(&self) -> bool {
        let mut looks = self.blocks.iter().map(|block| match block {
            Block::Paragraph(it) => it.bare_look(),
            Block::Table(_) => None,
        });
        let first = looks.next().flatten();
        first.is_some() && looks.all(|look| look == first)
    }
}

impl Paragraph {
    /// A paragraph of nothing but `text`.
    pub fn plain(text: &str, spot: PaperSpot) -> Self {
        let words = vec![Piece::Text(text.to_owned(), Style::default())];
        Self { role: Role::Text, words, look: Look::default(), spot }
    }

    /// How all of it looks, when it is running words of one style and nothing else.
    fn bare_look(&self) -> Option<(Look, Style)> {
        let style = match self.words.first() {
            Some(Piece::Text(_, style)) => *style,
            _ => Style::default(),
        };
        let same = |piece: &Piece| matches!(piece, Piece::Text(_, other) if *other == style);
        (self.role == Role::Text && self.words.iter().all(same)).then_some((self.look, style))
    }

    /// Its words without looks, without blanks at both ends.
    pub fn text(&self) -> String {
        text(&self.words).trim().to_owned()
    }

    /// The pictures in it, when there is nothing else.
    pub fn only_pictures(&self) -> Option<Vec<usize>> {
        let mut found = Vec::new();
        for piece in &self.words {
            match piece {
                Piece::Picture(at) => found.push(*at),
                Piece::Text(text, _) if text.trim().is_empty() => {}
                Piece::Break => {}
                Piece::Text(..) | Piece::Note(_) | Piece::Link { .. } => return None,
            }
        }
        (!found.is_empty()).then_some(found)
    }
}

/// The text of `words` without looks; a line break is a line feed.
pub(super) fn text(words: &[Piece]) -> String {
    let mut out = String::new();
    for piece in words {
        match piece {
            Piece::Text(text, _) => out.push_str(text),
            Piece::Break => out.push('\n'),
            Piece::Link { words, .. } => out.push_str(&self::text(words)),
            Piece::Picture(_) | Piece::Note(_) => {}
        }
    }
    out
}

/// Whether nothing would be seen of `words`.
pub(super) fn is_blank(words: &[Piece]) -> bool {
    words.iter().all(|piece| match piece {
        Piece::Text(text, _) => text.trim().is_empty(),
        Piece::Break => true,
        Piece::Link { words, .. } => is_blank(words),
        Piece::Picture(_) | Piece::Note(_) => false,
    })
}

/// Puts neighbours of one style together and takes blanks away at both ends.
pub(super) fn tidy(words: Words) -> Words {
    let mut out: Words = Vec::new();
    for piece in words {
        match (out.last_mut(), piece) {
            (Some(Piece::Text(before, one)), Piece::Text(text, other)) if *one == other => {
                before.push_str(&text);
            }
            (_, Piece::Text(text, _)) if text.is_empty() => {}
            (_, piece) => out.push(piece),
        }
    }
    trim(&mut out);
    out
}

fn trim(words: &mut Words) {
    while let Some(Piece::Text(text, _)) = words.first_mut() {
        *text = text.trim_start().to_owned();
        if !text.is_empty() {
            break;
        }
        words.remove(0);
    }
    while let Some(piece) = words.last_mut() {
        match piece {
            Piece::Text(text, _) => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    break;
                }
            }
            Piece::Break => {}
            Piece::Picture(_) | Piece::Note(_) | Piece::Link { .. } => break,
        }
        words.pop();
    }
    while matches!(words.first(), Some(Piece::Break)) {
        words.remove(0);
    }
}
