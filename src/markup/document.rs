//! A parsed text: one flat list of nodes in reading order.
//!
//! Ten thousand articles are held in memory at once, so a node is a few numbers: words are ranges
//! of the source, or of one string beside it where the source does not hold them as they read.
//! Nothing here knows how a document is shown.

use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;

use super::Walk;
use super::beside::Beside;
use super::quote::Quoted;
use crate::chart::Chart;

/// A parsed text. It never changes, and any number of threads may read it.
#[derive(Debug, Clone)]
pub struct Document {
    pub(super) source: Arc<str>,
    pub(super) nodes: Box<[Node]>,
    /// Whether there is a block of code.
    pub(super) has_code: bool,
    pub(super) beside: Beside,
    pub(super) headings: Box<[Heading]>,
    pub(super) links: Box<[Link]>,
    pub(super) footnotes: Box<[Footnote]>,
    pub(super) references: Box<[FootnoteReference]>,
    pub(super) charts: Box<[Chart]>,
    /// In the order of their words beside the source.
    pub(super) quotes: Box<[Quoted]>,
    pub(super) flavour: Flavour,
}

/// Whether a document is shown with this program's additions or as the specification says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    House,
    CommonMark,
}

/// One node: a kind, its place in the source, and where its descendants end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) next: u32,
}

impl Node {
    /// Its bytes in the source text.
    pub fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The index of the first node after it that is no descendant of it.
    pub fn next(&self) -> usize {
        self.next as usize
    }
}

/// Where a node's words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// In the source: exactly the node's span.
    Verbatim,
    /// Beside the source, under this number; see [`Document::beside`].
    Beside(NonZeroU32),
}

/// What a node is. A number that a kind carries is an index into the list named in its comment;
/// "beside" means [`Document::beside`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// A heading; index into [`Document::headings`].
    Heading(u32),
    /// A quotation.
    Quote,
    /// A remark that stands out: `> [!NOTE]`.
    Alert(Alert),
    /// A list with bullets.
    BulletList,
    /// A numbered list and its first number.
    OrderedList(u32),
    /// An item of a list.
    Item,
    /// A block of code; the language is beside, and may be empty.
    CodeBlock(u32),
    /// A table; beside is one letter for each column: `l`, `c`, `r` or `-`.
    Table(u32),
    /// The first row of a table.
    TableHead,
    /// Another row of a table.
    TableRow,
    /// A cell of a table.
    TableCell,
    /// A list of words with explanations.
    DefinitionList,
    /// The word that is explained.
    DefinitionTerm,
    /// The explanation.
    DefinitionDetails,
    /// The text of a footnote, where it was written; index into [`Document::footnotes`].
    FootnoteDefinition(u32),
    /// A line across.
    Rule,
    /// A picture of its own, with its caption: holds a [`Kind::Picture`], perhaps in a link.
    Figure,
    /// A box; its title is beside, and may be empty.
    Boxed {
        /// Which box.
        style: BoxStyle,
        /// Its title.
        title: u32,
    },
    /// A quotation that is pulled out of the text; who said it may be beside.
    PullQuote(u32),
    /// Who said it.
    PullSource,
    /// A strip of figures; its title is beside, and may be empty.
    FigureStrip(u32),
    /// One figure of a strip.
    FigureItem,
    /// Its value.
    FigureValue,
    /// Its unit.
    FigureUnit,
    /// What it counts.
    FigureLabel,
    /// A note to it.
    FigureNote,
    /// Pictures side by side; the title is beside, and may be empty.
    Gallery(u32),
    /// Files to take away; the title is beside, and may be empty.
    Attachments(u32),
    /// A film: holds a [`Kind::Link`] to it, and perhaps a [`Kind::Picture`] to show before it
    /// plays; the title is beside, and may be empty.
    Video(u32),
    /// A chart with what was written in its box; index into [`Document::charts`].
    Chart(u32),
    /// The table that a chart was drawn from: holds a [`Kind::Table`].
    ChartData,
    /// Words.
    Text(Words),
    /// Code among words.
    Code(Words),
    /// Stress.
    Emphasis,
    /// Strong stress.
    Strong,
    /// What no longer holds.
    Strikethrough,
    /// A link; index into [`Document::links`].
    Link(u32),
    /// A picture among words, index into [`Document::links`]; what it holds is its description.
    Picture(u32),
    /// The end of a line in the source, which is a space.
    SoftBreak,
    /// The end of a line in the source between two Chinese characters, which is nothing.
    Join,
    /// The end of a line that the writer asked for.
    HardBreak,
    /// A mark that leads to a footnote; index into [`Document::references`].
    FootnoteReference(u32),
    /// The box of a task: done or not.
    Task(bool),
    /// The words in `【】` that open a paragraph.
    RunIn,
    /// The place for the table of contents.
    Contents,
    /// A QR code; its text is the node's span.
    QrCode,
    /// What is quoted from a ledger; the words are beside. See [`Document::quotes`].
    Quoted(NonZeroU32),
    /// Cleaned HTML that is complete in itself, beside or (as written, uncleaned) in the source.
    Html(Words),
    /// A cleaned opening tag; a [`Kind::HtmlClose`] of the same parent belongs to it.
    HtmlOpen(u32),
    /// A closing tag.
    HtmlClose(u32),
    /// Nothing but its descendants.
    Group,
}

impl Kind {
    /// Whether nodes of this kind never have descendants.
    pub fn is_leaf(self) -> bool {
        matches!(
            self,
            Self::Rule
                | Self::Text(_)
                | Self::Code(_)
                | Self::SoftBreak
                | Self::Join
                | Self::HardBreak
                | Self::FootnoteReference(_)
                | Self::Task(_)
                | Self::Contents
                | Self::QrCode
                | Self::Quoted(_)
                | Self::Html(_)
                | Self::HtmlOpen(_)
                | Self::HtmlClose(_)
        )
    }
}

/// The five remarks of `> [!…]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// `[!NOTE]`, 说明.
    Note,
    /// `[!TIP]`, 提示.
    Tip,
    /// `[!IMPORTANT]`, 重要.
    Important,
    /// `[!WARNING]`, 警告.
    Warning,
    /// `[!CAUTION]`, 注意.
    Caution,
}

impl Alert {
    /// Its name for style sheets, and the word that readers see.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Note => ("note", "说明"),
            Self::Tip => ("tip", "提示"),
            Self::Important => ("important", "重要"),
            Self::Warning => ("warning", "警告"),
            Self::Caution => ("caution", "注意"),
        }
    }
}

/// The boxes that differ in looks only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxStyle {
    /// `::: 看点`
    Kandian,
    /// `::: 盘点`
    Pandian,
    /// A box with a title of its own.
    Plain,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its level as written, 1 to 6; for a numbered paragraph that serves as one, its depth plus 1.
    pub level: u8,
    /// Its address on the page: never empty, unique in the document.
    pub id: Box<str>,
    /// Its words.
    pub text: Box<str>,
    /// Names for styles, with spaces between; often empty.
    pub classes: Box<str>,
    /// Where it is.
    pub span: Range<usize>,
    /// Whether it is part of the text or of a box beside it.
    pub standing: Standing,
}

/// Where a heading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In the text itself.
    Text,
    /// In a box, quotation or list, which the table of contents leaves out.
    Aside,
}

/// A link or a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What is at the other end.
    pub kind: LinkKind,
    /// The destination as written, with Markdown's escapes undone.
    pub destination: Box<str>,
    /// The title, often empty.
    pub title: Box<str>,
    /// The destination's place, or the whole link's where it has none of its own.
    pub span: Range<usize>,
    /// The words of a link or the alternative text of a picture; empty when there are none.
    pub words: Box<str>,
}

/// What a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// A page, or a place on one.
    Page,
    /// A picture that is shown.
    Picture,
    /// A file in a list of attachments.
    Attachment,
    /// A film that is shown.
    Video,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footnote {
    /// Its number in the order of first mention; 0 when nothing leads to it.
    pub number: u32,
    /// How many marks lead to it.
    pub mentions: u32,
    /// The index of its [`Kind::FootnoteDefinition`].
    pub node: usize,
}

/// A mark that leads to a footnote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FootnoteReference {
    /// The footnote's number.
    pub number: u32,
    /// Which of the marks that lead there this one is, from 1.
    pub mention: u32,
}

/// A position as a node keeps it.
pub(super) fn offset(position: usize) -> u32 {
    u32::try_from(position).expect("a text over 4 GB is never parsed")
}

impl Document {
    /// A text without a word.
    pub fn empty() -> Self {
        let file = crate::source::SourcePath::new("");
        super::parse(&file, &"".into(), 0..0, &super::Dialect::default()).0
    }

    /// The file's text, of which the document is a part.
    pub fn source(&self) -> &Arc<str> {
        &self.source
    }

    /// Whether something on the page has this id: a heading, a footnote or an HTML tag.
    pub fn has_anchor(&self, anchor: &str) -> bool {
        let attribute = format!("id=\"{anchor}\"");
        let in_html = |node: &Node| match node.kind {
            Kind::Html(_) => self.words(node).contains(&attribute),
            Kind::HtmlOpen(tag) => self.beside(tag).contains(&attribute),
            _ => false,
        };
        self.headings.iter().any(|heading| &*heading.id == anchor)
            || (anchor.starts_with("fn") && !self.footnotes.is_empty())
            || self.nodes.iter().any(in_html)
    }

    /// All nodes, each before its descendants.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The nodes in reading order, each entered and left.
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(&self.nodes, 0..self.nodes.len())
    }

    /// The node at `index` and its descendants, each entered and left.
    pub fn walk_from(&self, index: usize) -> Walk<'_> {
        Walk::new(&self.nodes, index..self.nodes[index].next())
    }

    /// The words of a node that has words of its own (text, code, a QR code, HTML); else nothing.
    pub fn words(&self, node: &Node) -> &str {
        match node.kind {
            Kind::Text(words) | Kind::Code(words) | Kind::Html(words) => match words {
                Words::Verbatim => &self.source[node.span()],
                Words::Beside(number) => self.beside(number.get()),
            },
            Kind::QrCode => &self.source[node.span()],
            Kind::Quoted(words) => self.beside(words.get()),
            _ => "",
        }
    }

    /// The string kept beside the source under `number`.
    pub fn beside(&self, number: u32) -> &str {
        self.beside.get(number)
    }

    /// Every heading, in reading order.
    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// Every link and picture, in reading order.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Every footnote, in the order they were written.
    pub fn footnotes(&self) -> &[Footnote] {
        &self.footnotes
    }

    /// Every mark that leads to a footnote.
    pub fn references(&self) -> &[FootnoteReference] {
        &self.references
    }

    /// Every chart, in reading order.
    pub fn charts(&self) -> &[Chart] {
        &self.charts
    }

    /// Everything that is quoted from a ledger, in reading order.
    pub fn quotes(&self) -> &[Quoted] {
        &self.quotes
    }

    /// The quotation whose words are beside the source under `words`.
    pub(super) fn quoted(&self, words: NonZeroU32) -> Option<&Quoted> {
        let at = self.quotes.binary_search_by_key(&words, |quoted| quoted.words).ok()?;
        Some(&self.quotes[at])
    }

    /// How many bytes of memory the document takes beside its source.
    pub fn size(&self) -> usize {
        let links = self.links.iter().map(|l| l.destination.len() + l.title.len() + l.words.len());
        let headings = self.headings.iter().map(|h| h.id.len() + h.text.len() + h.classes.len());
        size_of::<Self>()
            + size_of_val(&*self.nodes)
            + size_of_val(&*self.headings)
            + size_of_val(&*self.links)
            + size_of_val(&*self.footnotes)
            + size_of_val(&*self.references)
            + self.charts.iter().map(Chart::size).sum::<usize>()
            + self.beside.size()
            + links.sum::<usize>()
            + headings.sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_stay_small() {
        assert!(size_of::<Node>() <= 20, "{} bytes", size_of::<Node>());
    }
}
