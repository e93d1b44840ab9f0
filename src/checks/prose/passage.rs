//! A passage: words as they are read, with numbers, sentences and quotations, and where each word
//! stands in the file. Never judges.

use std::ops::Range;

use super::day::{self, Written};
use super::lexicon::{Hit, List};
use super::words::signs;
use crate::text::{Quantity, quantities};

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 标题
    Title,
    /// 肩题, 副题
    Line,
    /// 摘要, 说明
    Summary,
    /// A heading with its level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// The first words of an item of a list.
    Item {
        /// Which list: the place of its node.
        list: u32,
        /// How many lists it stands in.
        depth: u8,
    },
    /// A cell of a table; rows count from 0, the head's.
    Cell {
        /// Which table: the place of its node.
        table: u32,
        /// Its row.
        row: u32,
        /// Its column, from 0.
        column: u32,
    },
    /// Title of a box, a strip, a gallery.
    BoxTitle,
    /// A part of a strip of figures.
    Strip {
        /// Of which figure: the place of its node.
        figure: u32,
        /// Which part.
        piece: StripPiece,
    },
    /// What stands under a picture, or in its place.
    Caption,
    /// A footnote.
    Footnote,
}

/// What a part of a strip of figures says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StripPiece {
    /// The number.
    Value,
    /// Its unit.
    Unit,
    /// What it counts.
    Label,
    /// Anything else.
    Note,
}

/// Whose words a passage has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The office's own.
    Own,
    /// Somebody else's: a block of quotation, a pulled quotation.
    Quoted,
}

/// Whether the words of a piece may be changed where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Free,
    Barred,
    /// They are what is quoted from a ledger.
    FromLedger,
    /// It is the end of a line in the file.
    LineEnd,
}

/// A stretch of words and where it stands.
#[derive(Debug, Clone)]
struct Piece {
    /// Its first byte in the words.
    at: usize,
    /// Its bytes in the file: as many as in the words when they are the same.
    source: Range<usize>,
    change: Change,
}

/// Stands for what is no word: code, a picture, a footnote mark.
pub const OTHER: char = '\u{FFFC}';

/// Words that are read as one run: a paragraph, a heading, a cell, a field.
#[derive(Debug)]
pub struct Passage {
    /// What it is.
    pub part: Part,
    /// Whose it is.
    pub voice: Voice,
    /// The words as they are read.
    pub words: String,
    /// Every number in them.
    pub quantities: Vec<Quantity>,
    /// Every date in them.
    pub dates: Vec<Written>,
    /// What stands between “ and ”, ‘ and ’, 《 and 》, the marks included.
    pub quotations: Vec<Range<usize>>,
    /// Where each sentence ends, its full stop included.
    stops: Vec<usize>,
    /// Where a line ends in the file without a trace in the words.
    pub joins: Vec<usize>,
    pieces: Vec<Piece>,
    /// Every mark in them, with its place.
    pub signs: Vec<(usize, char)>,
    /// The words of rules that stand in them.
    pub(super) hits: Vec<Hit>,
}

impl Passage {
    pub(super) fn new(part: Part, voice: Voice) -> Self {
        let (words, quantities, quotations) = (String::new(), Vec::new(), Vec::new());
        let dates = Vec::new();
        let (stops, joins, pieces) = (Vec::new(), Vec::new(), Vec::new());
        let (signs, hits) = (Vec::new(), Vec::new());
        Self {
            part,
            voice,
            words,
            quantities,
            dates,
            quotations,
            stops,
            joins,
            pieces,
            signs,
            hits,
        }
    }

    /// The passage of `words` that were typed otherwise at `source`, or quote a ledger there.
    pub(super) fn of(
        part: Part,
        voice: Voice,
        words: &str,
        source: Range<usize>,
        change: Change,
    ) -> Option<Self> {
        let mut passage = Self::new(part, voice);
        passage.add(words, source, change);
        passage.finish()
    }

    pub(super) fn add(&mut self, words: &str, source: Range<usize>, change: Change) {
        self.pieces.push(Piece { at: self.words.len(), source, change });
        self.words.push_str(words);
    }

    /// The passage with what is read from its words; none without a word.
    pub(super) fn finish(mut self) -> Option<Self> {
        if self.words.trim().is_empty() {
            return None;
        }
        self.quantities = quantities(&self.words);
        self.dates = day::written(&self.words, &self.quantities);
        self.signs = signs(&self.words).collect();
        self.mark_sentences();
        Some(self)
    }

    fn mark_sentences(&mut self) {
        let mut open: Vec<(char, usize)> = Vec::new();
        for &(at, c) in &self.signs {
            match c {
                '。' | '！' | '？' | '\n' => self.stops.push(at + c.len_utf8()),
                '“' => open.push(('”', at)),
                '‘' => open.push(('’', at)),
                '《' => open.push(('》', at)),
                '”' | '’' | '》' => {
                    if let Some(found) = open.iter().rposition(|(close, _)| *close == c) {
                        let (_, start) = open[found];
                        open.truncate(found);
                        self.quotations.push(start..at + c.len_utf8());
                    }
                }
                _ => {}
            }
        }
        if self.stops.last() != Some(&self.words.len()) {
            self.stops.push(self.words.len());
        }
    }

    /// The words of `list` that stand in it, also inside one another, in their order.
    pub fn hits(&self, list: List) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |hit| hit.list == list)
    }

    /// Whether a word of `list` stands in it.
    pub fn has(&self, list: List) -> bool {
        self.hits(list).next().is_some()
    }

    /// Its sentences, each with its full stop.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.stops.iter().copied());
        starts.zip(&self.stops).map(|(start, end)| start..*end)
    }

    /// The sentence in which byte `at` stands.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let index = self.stops.partition_point(|stop| *stop <= at).min(self.stops.len() - 1);
        let start = index.checked_sub(1).map_or(0, |before| self.stops[before]);
        start..self.stops[index]
    }

    /// Whether byte `at` stands in a quotation, or the whole passage is one.
    pub fn is_quoted(&self, at: usize) -> bool {
        self.voice == Voice::Quoted || self.quotations.iter().any(|range| range.contains(&at))
    }

    /// Whether byte `at` may come from a ledger.
    pub fn is_from_ledger(&self, at: usize) -> bool {
        let index = self.pieces.partition_point(|piece| piece.at <= at).saturating_sub(1);
        self.pieces[index].change == Change::FromLedger
    }

    /// The numbers that stand in `range` of the words.
    pub fn numbers_in(&self, range: Range<usize>) -> impl Iterator<Item = &Quantity> {
        self.quantities
            .iter()
            .skip_while(move |quantity| quantity.place.start < range.start)
            .take_while(move |quantity| quantity.place.end <= range.end)
    }

    /// Where `range` of the words stands in the file.
    pub fn place(&self, range: Range<usize>) -> Range<usize> {
        let start = self.locate(range.start).start;
        let last = self.words[..range.end].char_indices().next_back().map_or(0, |(at, _)| at);
        start..self.locate(last.max(range.start)).end.max(start)
    }

    /// Where the character at byte `at` stands in the file.
    fn locate(&self, at: usize) -> Range<usize> {
        let index = self.pieces.partition_point(|piece| piece.at <= at).saturating_sub(1);
        let piece = &self.pieces[index];
        if self.is_verbatim(index) {
            let start = piece.source.start + (at - piece.at);
            let width = self.words[at..].chars().next().map_or(0, char::len_utf8);
            start..start + width
        } else {
            piece.source.clone()
        }
    }

    fn is_verbatim(&self, index: usize) -> bool {
        let piece = &self.pieces[index];
        let end = self.pieces.get(index + 1).map_or(self.words.len(), |next| next.at);
        end - piece.at == piece.source.len()
    }

    /// Where `range` of the words stands in the file, when it may be changed there as it stands.
    pub fn changeable(&self, range: Range<usize>) -> Option<Range<usize>> {
        let index = self.pieces.partition_point(|piece| piece.at <= range.start).checked_sub(1)?;
        let piece = &self.pieces[index];
        let end = self.pieces.get(index + 1).map_or(self.words.len(), |next| next.at);
        let is_free = piece.change == Change::Free && self.is_verbatim(index) && range.end <= end;
        let start = piece.source.start + (range.start - piece.at);
        is_free.then(|| start..start + range.len())
    }

    /// The characters in the order they are read, each with its place when it may be changed. The
    /// end of a line in the file is one, with no place.
    pub fn letters(&self) -> Vec<(char, Option<usize>)> {
        let mut letters = Vec::with_capacity(self.words.len() / 3);
        let mut joins = self.joins.iter().peekable();
        for (index, piece) in self.pieces.iter().enumerate() {
            let end = self.pieces.get(index + 1).map_or(self.words.len(), |next| next.at);
            let is_free = piece.change == Change::Free && self.is_verbatim(index);
            for (offset, c) in self.words[piece.at..end].char_indices() {
                while joins.next_if(|join| **join <= piece.at + offset).is_some() {
                    letters.push(('\n', None));
                }
                let c = if piece.change == Change::LineEnd { '\n' } else { c };
                letters.push((c, is_free.then_some(piece.source.start + offset)));
            }
        }
        letters
    }
}
