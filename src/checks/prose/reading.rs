//! A text of the site as its passages, in reading order: read once for all rules. Never judges.

use std::ops::Range;

use super::passage::{Change, OTHER, Part, Passage, StripPiece, Voice};
use crate::markup::{Document, Kind, Node, Words};

/// The value of a field that stands at `place` of `source`, whose words are `said`.
pub fn field(source: &str, place: Range<usize>, part: Part, said: &str) -> Option<Passage> {
    let typed = source.get(place.clone()).filter(|typed| !typed.is_empty())?;
    let quoted = ['"', '\''].into_iter().find_map(|q| typed.strip_prefix(q)?.strip_suffix(q));
    let words = quoted.unwrap_or(typed);
    if typed.contains(['\\', '\n']) || words.starts_with(['"', '\'']) {
        return Passage::of(part, Voice::Own, said, place, Change::Barred);
    }
    // What is quoted from a ledger reads as it is shown; what is not there is told of elsewhere.
    if has_braces(words) {
        let said = if has_braces(said) { "" } else { said };
        return Passage::of(part, Voice::Own, said, place, Change::FromLedger);
    }
    let start = place.start + usize::from(quoted.is_some());
    let mut passage = Passage::new(part, Voice::Own);
    passage.add(words, start..start + words.len(), Change::Free);
    passage.finish()
}

/// Whether something may be quoted in `words`; few have a brace at all.
fn has_braces(words: &str) -> bool {
    memchr::memchr(b'{', words.as_bytes()).is_some_and(|at| words[at..].contains("{{"))
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
            | Kind::Quoted(_)
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
        self.frames.retain(|frame| at < frame.end);
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
            Kind::FigureItem => (Part::Strip { figure: number, piece: StripPiece::Note }, above),
            Kind::FigureValue => (self.strip(StripPiece::Value), above),
            Kind::FigureUnit => (self.strip(StripPiece::Unit), above),
            Kind::FigureLabel => (self.strip(StripPiece::Label), above),
            Kind::FigureNote => (self.strip(StripPiece::Note), above),
            Kind::Figure => (Part::Caption, above),
            Kind::FootnoteDefinition(_) => (Part::Footnote, above),
            Kind::Boxed { title, .. }
            | Kind::FigureStrip(title)
            | Kind::Gallery(title)
            | Kind::Attachments(title)
            | Kind::Video(title) => {
                self.title(self.document.beside(title), node, above);
                plain
            }
            Kind::Chart(chart) => {
                self.title(&self.document.charts()[chart as usize].title, node, above);
                plain
            }
            _ => self.kept(above),
        };
        self.frames.push(Frame { end: node.next().max(at + 1), part, voice });
    }

    /// A part of the figure of a strip that is open.
    fn strip(&self, piece: StripPiece) -> Part {
        let open = self.frames.iter().rev().find_map(|frame| match frame.part {
            Part::Strip { figure, .. } => Some(figure),
            _ => None,
        });
        Part::Strip { figure: open.unwrap_or_default(), piece }
    }

    /// What the words of a paragraph are that stands in an item or a footnote: theirs.
    fn kept(&self, voice: Voice) -> (Part, Voice) {
        let is_kept = |part: &Part| {
            matches!(part, Part::Item { .. } | Part::Footnote | Part::Strip { .. } | Part::Caption)
        };
        let above = self.frames.last().map(|frame| frame.part).filter(is_kept);
        (above.unwrap_or(Part::Paragraph), voice)
    }

    fn title(&mut self, words: &str, node: &Node, voice: Voice) {
        let span = node.span();
        let line = self.document.source()[span.clone()].lines().next().map_or(0, str::len);
        let place = span.start..span.start + line;
        self.beside(Part::BoxTitle, voice, words, place.clone(), place);
    }

    /// Words that are no node: as they are shown, at `place`, typed somewhere in `written`.
    fn beside(
        &mut self,
        part: Part,
        voice: Voice,
        words: &str,
        written: Range<usize>,
        place: Range<usize>,
    ) {
        if has_braces(words) {
            return;
        }
        let is_quoting = has_braces(&self.document.source()[written]);
        let change = if is_quoting { Change::FromLedger } else { Change::Barred };
        self.found.extend(Passage::of(part, voice, words, place, change));
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
                    self.text(
                        &mut passage,
                        node,
                        if is_free { Change::Free } else { Change::Barred },
                    );
                }
                Kind::Quoted(_) => {
                    passage.add(self.document.words(node), node.span(), Change::FromLedger);
                }
                Kind::Link(_) => link_end = link_end.max(node.next()),
                Kind::SoftBreak => passage.add(" ", node.span(), Change::LineEnd),
                Kind::HardBreak => passage.add("\n", node.span(), Change::LineEnd),
                Kind::Join => passage.joins.push(passage.words.len()),
                Kind::Emphasis | Kind::Strong | Kind::Strikethrough | Kind::Group => {}
                Kind::Picture(link) => {
                    self.caption(link, node, voice);
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
    fn caption(&mut self, link: u32, node: &Node, voice: Voice) {
        let link = &self.document.links()[link as usize];
        let place = link.span.clone();
        self.beside(Part::Caption, voice, &link.title, node.span(), place);
    }

    /// The words of a node, in pieces that may be changed and such that may not: what looks like a
    /// shortcode is read by somebody else, and what is escaped stays so.
    fn text(&self, passage: &mut Passage, node: &Node, change: Change) {
        let words = self.document.words(node);
        let span = node.span();
        let source = self.document.source().as_bytes();
        let is_escaped = span.start > 0 && source[span.start - 1] == b'\\';
        if change == Change::Barred || has_braces(words) {
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
