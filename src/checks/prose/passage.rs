//! A text as its passages: the words as they are read, and where each stands in the file. Read once
//! for all rules. Never judges.

use std::ops::Range;

use crate::markup::{Document, Kind, Node, Words};
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
    Strip,
    /// What stands under a picture, or in its place.
    Caption,
    /// A footnote.
    Footnote,
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
enum Change {
    Free,
    Barred,
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
    /// What stands between “ and ”, ‘ and ’, 《 and 》, the marks included.
    pub quotations: Vec<Range<usize>>,
    /// Where each sentence ends, its full stop included.
    stops: Vec<usize>,
    /// Where a line ends in the file without a trace in the words.
    pub joins: Vec<usize>,
    pieces: Vec<Piece>,
}

impl Passage {
    fn new(part: Part, voice: Voice) -> Self {
        let (words, quantities, quotations) = (String::new(), Vec::new(), Vec::new());
        let (stops, joins, pieces) = (Vec::new(), Vec::new(), Vec::new());
        Self { part, voice, words, quantities, quotations, stops, joins, pieces }
    }

    /// The passage of `words` that stand at `source` and read otherwise there.
    fn beside(part: Part, voice: Voice, words: &str, source: Range<usize>) -> Option<Self> {
        let mut passage = Self::new(part, voice);
        passage.add(words, source, Change::Barred);
        passage.finish()
    }

    fn add(&mut self, words: &str, source: Range<usize>, change: Change) {
        self.pieces.push(Piece { at: self.words.len(), source, change });
        self.words.push_str(words);
    }

    /// The passage with what is read from its words; none without a word.
    fn finish(mut self) -> Option<Self> {
        if self.words.trim().is_empty() {
            return None;
        }
        self.quantities = quantities(&self.words);
        self.mark_sentences();
        Some(self)
    }

    fn mark_sentences(&mut self) {
        let mut open: Vec<(char, usize)> = Vec::new();
        for (at, c) in self.words.char_indices().filter(|(_, c)| !c.is_ascii() || *c == '\n') {
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

/// The value of a field that stands at `place` of `source`, whose words are `said`.
pub fn field(source: &str, place: Range<usize>, part: Part, said: &str) -> Option<Passage> {
    let typed = source.get(place.clone()).filter(|typed| !typed.is_empty())?;
    let quoted = ['"', '\''].into_iter().find_map(|q| typed.strip_prefix(q)?.strip_suffix(q));
    let words = quoted.unwrap_or(typed);
    if typed.contains(['\\', '\n']) || words.starts_with(['"', '\'']) {
        return Passage::beside(part, Voice::Own, said, place);
    }
    let start = place.start + usize::from(quoted.is_some());
    let mut passage = Passage::new(part, Voice::Own);
    passage.add(words, start..start + words.len(), Change::Free);
    passage.finish()
}

/// What a passage stands in, and where that ends.
struct Frame {
    end: usize,
    part: Part,
    voice: Voice,
}

/// The passages of `document`, in reading order.
pub fn passages(document: &Document) -> Vec<Passage> {
    let mut reader = Reader {
        document,
        frames: Vec::new(),
        lists: Vec::new(),
        table: (0, 0, 0),
        found: Vec::new(),
    };
    let mut start = 0;
    let mut at = 0;
    while let Some(node) = document.nodes().get(at) {
        if !is_part(node.kind) {
            reader.run(start..at);
            reader.enter(at, node);
            start = after(node, at);
        }
        at = after(node, at);
    }
    reader.run(start..at);
    reader.found
}

/// The node after the one at `index`, which is passed over with all that is inside when none of it
/// is prose.
fn after(node: &Node, index: usize) -> usize {
    let is_closed = matches!(node.kind, Kind::CodeBlock(_) | Kind::Picture(_));
    if is_closed { node.next() } else { index + 1 }
}

/// Whether such a node stands among the words of a passage.
fn is_part(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Text(_)
            | Kind::Link(_)
            | Kind::SoftBreak
            | Kind::HardBreak
            | Kind::Join
            | Kind::Emphasis
            | Kind::Strong
            | Kind::Strikethrough
            | Kind::Group
            | Kind::Code(_)
            | Kind::Picture(_)
            | Kind::FootnoteReference(_)
            | Kind::QrCode
    )
}

struct Reader<'a> {
    document: &'a Document,
    frames: Vec<Frame>,
    /// The lists that are open, and where they end.
    lists: Vec<(u32, usize)>,
    /// Which table, row and column come next.
    table: (u32, u32, u32),
    found: Vec<Passage>,
}

impl Reader<'_> {
    /// Opens what the node at `at` is, and reads the words that it has beside the text.
    fn enter(&mut self, at: usize, node: &Node) {
        let number = u32::try_from(at).expect("fewer nodes than 2^32");
        let above = self.frames.last().map_or(Voice::Own, |frame| frame.voice);
        let plain = (Part::Paragraph, above);
        let (part, voice) = match node.kind {
            Kind::Heading(index) => {
                (Part::Heading(self.document.headings()[index as usize].level), above)
            }
            Kind::Quote | Kind::PullQuote(_) | Kind::PullSource => (Part::Paragraph, Voice::Quoted),
            Kind::BulletList | Kind::OrderedList(_) => {
                self.lists.retain(|(_, end)| at < *end);
                self.lists.push((number, node.next()));
                plain
            }
            Kind::Item => {
                self.lists.retain(|(_, end)| at < *end);
                let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
                let list = self.lists.last().map_or(0, |(list, _)| *list);
                (Part::Item { list, depth }, above)
            }
            Kind::Table(_) => {
                self.table = (number, 0, 0);
                plain
            }
            Kind::TableHead => plain,
            Kind::TableRow => {
                self.table = (self.table.0, self.table.1 + 1, 0);
                plain
            }
            Kind::TableCell => {
                let (table, row, column) = self.table;
                self.table.2 += 1;
                (Part::Cell { table, row, column }, above)
            }
            Kind::FigureItem | Kind::FigureValue | Kind::FigureUnit | Kind::FigureLabel | Kind::FigureNote => {
                (Part::Strip, above)
            }
            Kind::Figure => (Part::Caption, above),
            Kind::FootnoteDefinition(_) => (Part::Footnote, above),
            Kind::Boxed { title, .. }
            | Kind::FigureStrip(title)
            | Kind::Gallery(title)
            | Kind::Attachments(title)
            | Kind::Video(title) => {
                self.title(title, node, above);
                plain
            }
            _ => self.kept(above),
        };
        self.frames.retain(|frame| at < frame.end);
        self.frames.push(Frame { end: node.next().max(at + 1), part, voice });
    }

    /// What the words of a paragraph are that stands in an item or a footnote: theirs.
    fn kept(&self, voice: Voice) -> (Part, Voice) {
        match self.frames.last().map(|frame| frame.part) {
            Some(part @ (Part::Item { .. } | Part::Footnote | Part::Strip | Part::Caption)) => (part, voice),
            _ => (Part::Paragraph, voice),
        }
    }

    fn title(&mut self, title: u32, node: &Node, voice: Voice) {
        let words = self.document.beside(title);
        let span = node.span();
        let line = self.document.source()[span.clone()].lines().next().map_or(0, str::len);
        let place = span.start..span.start + line;
        self.found.extend(Passage::beside(Part::BoxTitle, voice, words, place));
    }

    /// Reads the passage of these nodes.
    fn run(&mut self, nodes: Range<usize>) {
        if nodes.is_empty() {
            return;
        }
        self.frames.retain(|frame| nodes.start < frame.end);
        let (part, voice) =
            self.frames.last().map_or((Part::Paragraph, Voice::Own), |f| (f.part, f.voice));
        let mut passage = Passage::new(part, voice);
        let mut link_end = 0;
        let mut at = nodes.start;
        while at < nodes.end {
            let node = &self.document.nodes()[at];
            match node.kind {
                Kind::Text(words) => {
                    let is_free = words == Words::Verbatim && at >= link_end;
                    self.text(&mut passage, node, if is_free { Change::Free } else { Change::Barred });
                }
                Kind::Link(_) => link_end = link_end.max(node.next()),
                Kind::SoftBreak => passage.add(" ", node.span(), Change::LineEnd),
                Kind::HardBreak => passage.add("\n", node.span(), Change::LineEnd),
                Kind::Join => passage.joins.push(passage.words.len()),
                Kind::Emphasis | Kind::Strong | Kind::Strikethrough | Kind::Group => {}
                Kind::Picture(link) => {
                    self.caption(link, voice);
                    passage.add("\u{FFFC}", node.span(), Change::Barred);
                }
                _ => passage.add("\u{FFFC}", node.span(), Change::Barred),
            }
            at = after(node, at);
        }
        if passage.words.chars().any(|c| c != OTHER && !c.is_whitespace()) {
            self.found.extend(passage.finish());
        }
    }

    /// The words under a picture.
    fn caption(&mut self, link: u32, voice: Voice) {
        let link = &self.document.links()[link as usize];
        let place = link.span.clone();
        self.found.extend(Passage::beside(Part::Caption, voice, &link.title, place));
    }

    /// The words of a node, in pieces that may be changed and such that may not: what looks like a
    /// shortcode is read by somebody else, and what is escaped stays so.
    fn text(&self, passage: &mut Passage, node: &Node, change: Change) {
        let words = self.document.words(node);
        let span = node.span();
        let source = self.document.source().as_bytes();
        let is_escaped = span.start > 0 && source[span.start - 1] == b'\\';
        if change == Change::Barred || words.contains("{{") {
            passage.add(words, span, Change::Barred);
        } else if is_escaped && let Some(c) = words.chars().next() {
            let (first, rest) = words.split_at(c.len_utf8());
            passage.add(first, span.start..span.start + first.len(), Change::Barred);
            passage.add(rest, span.start + first.len()..span.end, Change::Free);
        } else {
            passage.add(words, span, Change::Free);
        }
    }
}
