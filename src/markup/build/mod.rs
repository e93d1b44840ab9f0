//! From the parser's events to a [`Document`].
//!
//! One file for each kind of work: `words` (text, line ends), `links`, `fences` (where containers
//! begin and end), `containers` and `chart` (what
//! becomes of their contents), `raw` (HTML), `paragraph`
//! (figures, run-in heads); `numbered`, `notes` and `anchors` do what can only be done at the end.
//!
//! Nothing here recurses: a text may nest as deep as it likes.

mod anchors;
mod chart;
mod containers;
mod fences;
mod links;
mod notes;
mod numbered;
mod paragraph;
mod raw;
mod rules;
mod words;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

pub(super) use anchors::mention_id;
pub use rules::RULES;

use super::beside::Beside;
use super::document::{
    Alert, Document, Flavour, Footnote, FootnoteReference, Heading, Kind, Link, Node, Standing,
    offset,
};
use super::marks::Marks;
use super::quote::{Quoted, Quotes};
use super::{Dialect, RawHtml};
use crate::chart::Chart;
use crate::diag::{Diagnostic, Message, Place, Report, Rule};
use crate::source::SourcePath;

/// A document in the making.
pub(super) struct Builder<'a> {
    file: &'a SourcePath,
    source: &'a Arc<str>,
    marks: &'a Marks<'a>,
    flavour: Flavour,
    raw_html: RawHtml,
    quotes: &'a dyn Quotes,
    quoted: Vec<Quoted>,
    nodes: Vec<Node>,
    beside: Beside,
    headings: Vec<Heading>,
    links: Vec<Link>,
    notes: notes::Notes,
    charts: Vec<Chart>,
    report: Report,
    /// What is open, outermost first.
    open: Vec<Open>,
    /// How many links, pictures and code blocks are open: inside, words are nothing but words.
    literal: usize,
    line: words::Line,
    raw: raw::Raw,
    /// The table of contents that may turn out to be alone in its paragraph.
    contents: Option<usize>,
}

/// A node that is not finished.
struct Open {
    node: usize,
    role: Role,
}

/// Who opened a node, and so who must close it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The parser.
    Parser,
    /// The parser, for a single `~` that is meant as one; there is no node.
    Tilde,
    /// A `:::` line of so many colons.
    Container { colons: usize },
    /// An `<a>` tag.
    RawLink,
}

impl<'a> Builder<'a> {
    pub fn new(
        file: &'a SourcePath,
        source: &'a Arc<str>,
        marks: &'a Marks<'a>,
        dialect: &Dialect,
        quotes: &'a dyn Quotes,
    ) -> Self {
        let flavour = if dialect.additions { Flavour::House } else { Flavour::CommonMark };
        Self {
            file,
            source,
            marks,
            flavour,
            raw_html: dialect.raw_html,
            quotes,
            quoted: Vec::new(),
            nodes: Vec::with_capacity(64),
            beside: Beside::default(),
            headings: Vec::new(),
            links: Vec::new(),
            notes: notes::Notes::default(),
            charts: Vec::new(),
            report: Report::new(),
            open: Vec::new(),
            literal: 0,
            line: words::Line::new(dialect),
            raw: raw::Raw::default(),
            contents: None,
        }
    }

    /// Takes in one event and its place in the parsed text.
    pub fn event(&mut self, event: Event<'_>, at: &Range<usize>) {
        match &event {
            Event::Html(html) => return self.html_line(html, at),
            Event::Start(Tag::HtmlBlock) => return self.start_html_block(),
            Event::End(TagEnd::HtmlBlock) => return,
            _ => self.end_html_block(),
        }
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(_) => self.end(at),
            Event::Text(text) => self.text(&text, at),
            Event::Code(code) => self.code(&code, at),
            Event::InlineHtml(html) => self.inline_html(&html, at),
            Event::SoftBreak => self.soft_break(at),
            Event::HardBreak => self.leaf(Kind::HardBreak, at),
            Event::Rule => self.leaf(Kind::Rule, at),
            Event::TaskListMarker(done) => self.leaf(Kind::Task(done), at),
            Event::FootnoteReference(label) => self.footnote_reference(&label, at),
            Event::Html(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: &Range<usize>) {
        let kind = match tag {
            Tag::Heading { level, id, classes, attrs } => {
                self.start_heading(level, id.as_deref(), &classes, &attrs, at)
            }
            Tag::BlockQuote(kind) => kind.map_or(Kind::Quote, |kind| Kind::Alert(alert(kind))),
            Tag::CodeBlock(info) => self.start_code(&info),
            Tag::List(None) => Kind::BulletList,
            Tag::List(Some(first)) => Kind::OrderedList(u32::try_from(first).unwrap_or(u32::MAX)),
            Tag::Table(columns) => Kind::Table(self.beside.keep(&alignments(&columns))),
            Tag::FootnoteDefinition(label) => self.start_footnote(&label, at),
            Tag::Strikethrough if self.is_single_tilde(at) => return self.start_tilde(at),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(link_type, &dest_url, &title, at)
            }
            Tag::Image { dest_url, title, .. } => self.start_picture(&dest_url, &title, at),
            plain => plain_kind(&plain),
        };
        let span = self.marks.place(at);
        self.open(kind, span, Role::Parser);
    }

    fn start_code(&mut self, info: &CodeBlockKind<'_>) -> Kind {
        self.literal += 1;
        let language = match info {
            CodeBlockKind::Fenced(info) => self.marks.restore(info),
            CodeBlockKind::Indented => "".into(),
        };
        let language = language.split(' ').next().unwrap_or_default();
        Kind::CodeBlock(self.beside.keep(language))
    }

    fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        classes: &[pulldown_cmark::CowStr<'_>],
        unknown: &[(pulldown_cmark::CowStr<'_>, Option<pulldown_cmark::CowStr<'_>>)],
        at: &Range<usize>,
    ) -> Kind {
        let span = self.marks.place(at);
        if let Some((name, _)) = unknown.first() {
            let name = self.marks.restore(name);
            self.report.push(rules::heading_attributes(self.place(&span), &name));
        }
        let classes = classes.join(" ");
        let standing = if self.open.is_empty() { Standing::Text } else { Standing::Aside };
        self.headings.push(Heading {
            level: level as u8,
            id: self.marks.restore(id.unwrap_or_default()).into(),
            text: "".into(),
            classes: self.marks.restore(&classes).into(),
            span,
            standing,
        });
        Kind::Heading(offset(self.headings.len() - 1))
    }

    /// The parser has come to the end of something; what the writer left open inside ends, too.
    fn end(&mut self, at: &Range<usize>) {
        loop {
            let Open { node, role } = self.open.pop().expect("the parser ends what it starts");
            match role {
                Role::Container { .. } => self.end_unclosed_container(node),
                Role::RawLink => self.drop_raw_link(node),
                Role::Tilde => return self.end_tilde(at),
                Role::Parser => return self.close(node),
            }
        }
    }

    /// Adds a node that will have descendants.
    fn open(&mut self, kind: Kind, span: Range<usize>, role: Role) {
        let node = self.push(kind, span);
        self.open.push(Open { node, role });
        self.line.enter(kind);
    }

    /// Adds a node without descendants.
    fn leaf(&mut self, kind: Kind, at: &Range<usize>) {
        self.push(kind, self.marks.place(at));
        self.line.enter(kind);
    }

    fn push(&mut self, kind: Kind, span: Range<usize>) -> usize {
        let next = offset(self.nodes.len() + 1);
        self.nodes.push(Node { kind, start: offset(span.start), end: offset(span.end), next });
        self.nodes.len() - 1
    }

    /// Finishes a node now that all its descendants are there.
    fn close(&mut self, node: usize) {
        self.drop_open_tags(node);
        self.nodes[node].next = offset(self.nodes.len());
        self.line.enter(self.nodes[node].kind);
        let contents = self.contents.take();
        match self.nodes[node].kind {
            Kind::Paragraph => self.end_paragraph(node, contents),
            Kind::Heading(heading) => {
                let text = self.words_in(node);
                self.headings[heading as usize].text = text.trim().into();
            }
            Kind::Link(link) | Kind::Picture(link) => self.end_link(node, link),
            Kind::CodeBlock(_) => self.literal -= 1,
            _ => {}
        }
    }

    /// The words of a node and its descendants.
    fn words_in(&self, node: usize) -> String {
        super::plain::words(&self.nodes[node..], self.source, &self.beside)
    }

    /// The place of `span` without the end of its last line.
    fn place(&self, span: &Range<usize>) -> Place {
        let length = self.source[span.clone()].trim_end_matches(['\n', '\r']).len();
        Place::span(self.file, span.start..span.start + length)
    }

    fn find(&mut self, rule: &'static Rule, span: &Range<usize>, message: Message, help: Message) {
        let finding = Diagnostic::new(rule, self.place(span), message).help(help);
        self.report.push(finding);
    }

    /// The whole document, and what is wrong with it.
    pub fn finish(mut self) -> (Document, Report) {
        self.end_html_block();
        while let Some(Open { node, role }) = self.open.pop() {
            match role {
                Role::Container { .. } => self.end_unclosed_container(node),
                Role::RawLink => self.drop_raw_link(node),
                Role::Parser | Role::Tilde => self.close(node),
            }
        }
        self.drop_all_tags();
        if self.flavour == Flavour::House {
            self.number_paragraphs();
        }
        let (footnotes, references) = self.number_footnotes();
        if self.flavour == Flavour::House {
            self.name_headings(&footnotes);
        }
        self.beside.shrink();
        let document = Document {
            source: Arc::clone(self.source),
            has_code: self.nodes.iter().any(|node| matches!(node.kind, Kind::CodeBlock(_))),
            nodes: self.nodes.into(),
            beside: self.beside,
            headings: self.headings.into(),
            links: self.links.into(),
            footnotes,
            references,
            charts: self.charts.into(),
            quotes: self.quoted.into(),
            flavour: self.flavour,
        };
        (document, self.report)
    }
}

/// The kind of a tag that says no more than that.
fn plain_kind(tag: &Tag<'_>) -> Kind {
    match tag {
        Tag::Paragraph => Kind::Paragraph,
        Tag::Item => Kind::Item,
        Tag::DefinitionList => Kind::DefinitionList,
        Tag::DefinitionListTitle => Kind::DefinitionTerm,
        Tag::DefinitionListDefinition => Kind::DefinitionDetails,
        Tag::TableHead => Kind::TableHead,
        Tag::TableRow => Kind::TableRow,
        Tag::TableCell => Kind::TableCell,
        Tag::Emphasis => Kind::Emphasis,
        Tag::Strong => Kind::Strong,
        Tag::Strikethrough => Kind::Strikethrough,
        _ => Kind::Group,
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn alignments(columns: &[Alignment]) -> String {
    let letter = |column: &Alignment| match column {
        Alignment::None => '-',
        Alignment::Left => 'l',
        Alignment::Center => 'c',
        Alignment::Right => 'r',
    };
    columns.iter().map(letter).collect()
}
