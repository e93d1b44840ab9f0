//! A document as HTML for a page.
//!
//! Semantic and accessible, and valid wherever flow content may stand. The writer goes through the
//! nodes without recursion. What it cannot know — where a link leads from this page, how large a
//! picture is — it asks its [`Surroundings`]; it never looks at a file.
//!
//! What a style sheet can rely on:
//!
//! | in the text | in the page |
//! |---|---|
//! | a table | `div.table > table`; cells with `.left`, `.center`, `.right` |
//! | a picture of its own | `figure.picture > img` (or `picture`, perhaps in `a`), `figcaption` |
//! | `::: 看点`, `::: 盘点`, another title | `aside.box.box-kandian`, `.box-pandian`, `aside.box`; `p.box-title` and in it `span.box-kind` where the box has a title of its own |
//! | `> [!NOTE]` and the four others | `aside.box.box-note`, `-tip`, `-important`, `-warning`, `-caution` |
//! | `::: 引语` | `blockquote.pull`, in it `footer` |
//! | `::: 数字` | `div.figures-box > ul.figures > li`, in it `strong.figure-value`, `span.figure-unit`, `span.figure-label`, `small.figure-note` |
//! | `::: 图集` | `div.gallery > figure.picture` |
//! | `::: 附件` | `div.attachments`, in it `a` and `span.attachment-facts` |
//! | `::: 视频` | `figure.video > video`, `figcaption` |
//! | `::: 图表` | `figure.chart`, in it `figcaption`, two `svg.chart-svg` and `details.chart-data` with the table |
//! | `【…】` | `strong.run-in` |
//! | `{{ 目录 }}` | `nav.toc > ol` |
//! | `{{ 二维码(…) }}` | `span.qrcode > svg` |
//! | `{{ 数字(…) }}`, `{{ 荣誉(…) }}` | `data`, in `a.quoted` where the figure has a page |
//! | a footnote | `sup.footnote > a`; `section.footnotes > ol`, in it `a.footnote-back` |
//! | a task | `li.task` |
//! | a numbered paragraph that serves as a heading | `h2.numbered` to `h6.numbered` |
//! | code | `pre > code.language-…`, in it the classes of [`highlight`](super::highlight) |

mod blocks;
mod charts;
mod escape;
mod inline;
mod media;
mod notes;

use std::borrow::Cow;

use super::document::{Document, Flavour, Kind, Node};
use super::quote::QuoteLedger;
use super::walk::{Step, Walk};
use crate::chart::Chart;

pub use escape::attribute;
pub(super) use escape::text as escape_text;

/// What the writer must ask about the page and the site.
pub trait Surroundings {
    /// The address, from the page that is written, of what `destination` means in the source.
    fn link<'a>(&mut self, destination: &'a str) -> Cow<'a, str>;

    /// The picture that `destination` means.
    fn picture(&mut self, destination: &str, alt: &str) -> PictureHtml;

    /// What to say of the file that `destination` means, if it is one of the site.
    fn attachment(&mut self, destination: &str) -> Option<AttachmentFacts>;

    /// A QR code of `text`, as SVG.
    fn qrcode(&mut self, text: &str) -> String;

    /// Where more is told of an entry of a ledger, if anywhere.
    fn quoted(&mut self, ledger: QuoteLedger, entry: u32) -> Option<QuoteFacts>;
}

/// How to show a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PictureHtml {
    /// Files that browsers may choose from, best first.
    pub sources: Vec<PictureSource>,
    /// The file for all other browsers.
    pub src: String,
    /// Its width in pixels, if known.
    pub width: Option<u32>,
    /// Its height in pixels, if known.
    pub height: Option<u32>,
}

/// Files of one type that a browser may choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PictureSource {
    /// The media type, such as `image/webp`; empty for the type of the picture itself.
    pub mime: String,
    /// The files with their widths, as `srcset` wants them.
    pub srcset: String,
    /// How wide the picture is shown, as `sizes` wants it; may be empty.
    pub sizes: String,
}

/// What is said of a file beside its link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentFacts {
    /// Its size, ready to show: `1.2 MB`.
    pub size: String,
    /// What it is, ready to show: `PDF`.
    pub kind: String,
}

/// Where an entry of a ledger is explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteFacts {
    /// The address from the page that is written.
    pub address: String,
    /// What is counted, when and where it comes from, in few words.
    pub about: String,
}

/// No surroundings: every link and picture is as written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nowhere;

impl Surroundings for Nowhere {
    fn link<'a>(&mut self, destination: &'a str) -> Cow<'a, str> {
        Cow::Borrowed(destination)
    }

    fn picture(&mut self, destination: &str, _alt: &str) -> PictureHtml {
        PictureHtml { src: destination.to_owned(), ..PictureHtml::default() }
    }

    fn attachment(&mut self, _destination: &str) -> Option<AttachmentFacts> {
        None
    }

    fn qrcode(&mut self, _text: &str) -> String {
        String::new()
    }

    fn quoted(&mut self, _ledger: QuoteLedger, _entry: u32) -> Option<QuoteFacts> {
        None
    }
}

/// Writes `document` to the end of `out`.
pub fn write_html(document: &Document, surroundings: &mut dyn Surroundings, out: &mut String) {
    write_cut(document, &[], surroundings, out);
}

/// The HTML of `document` cut before each of the headings `titles` (numbers of its headings, in their
/// order), which are left to whoever shows them as titles: one part more than there are of them.
pub fn html_parts(
    document: &Document,
    titles: &[usize],
    surroundings: &mut dyn Surroundings,
) -> Vec<String> {
    let mut html = String::new();
    let cuts = write_cut(document, titles, surroundings, &mut html);
    let mut parts: Vec<String> = cuts.iter().rev().map(|cut| html.split_off(*cut)).collect();
    parts.push(html);
    parts.reverse();
    parts
}

/// Writes `document` without the headings `titles`, and says where they would stand in `out`.
fn write_cut(
    document: &Document,
    titles: &[usize],
    surroundings: &mut dyn Surroundings,
    out: &mut String,
) -> Vec<usize> {
    out.reserve(document.source.len());
    let before_titles =
        &document.headings[..titles.first().copied().unwrap_or(document.headings.len())];
    let has_first_level = before_titles.iter().any(|heading| heading.level == 1);
    let mut writer = Writer {
        document,
        surroundings,
        titles,
        cuts: Vec::new(),
        start: out.len(),
        out,
        deeper: i8::from(has_first_level && document.flavour == Flavour::House),
        table: blocks::TableState::default(),
        tables: 0,
        chart: None,
        in_figures: false,
        in_figure: false,
        poster: None,
        note: None,
    };
    writer.write(document.walk());
    writer.footnotes();
    writer.cuts
}

struct Writer<'a> {
    document: &'a Document,
    surroundings: &'a mut dyn Surroundings,
    out: &'a mut String,
    /// Headings that are left out.
    titles: &'a [usize],
    /// Where in `out` they would stand.
    cuts: Vec<usize>,
    /// Where in `out` this document begins.
    start: usize,
    /// How much deeper headings are than written: the page's title is its one `<h1>`.
    deeper: i8,
    table: blocks::TableState,
    /// Tables so far.
    tables: usize,
    /// The chart that is open.
    chart: Option<&'a Chart>,
    /// Whether the list of a figure strip is open.
    in_figures: bool,
    /// Whether a figure is open, which shows a picture's title as its caption.
    in_figure: bool,
    /// The picture that a film has shown already.
    poster: Option<usize>,
    /// The footnote that is being written.
    note: Option<notes::OpenNote>,
}

impl<'a> Writer<'a> {
    fn write(&mut self, mut walk: Walk<'a>) {
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(index, node) => {
                    if self.enter(index, node) == Inside::Done {
                        walk.skip_inside();
                    }
                }
                Step::Leave(index, node) => self.leave(index, node),
            }
        }
    }

    fn enter(&mut self, index: usize, node: &'a Node) -> Inside {
        match node.kind {
            Kind::Text(_) => escape::text(self.document.words(node), self.out),
            Kind::Paragraph => self.open_line("<p>"),
            Kind::CodeBlock(language) => return self.code_block(index, language),
            Kind::Picture(link) => return self.picture(index, link),
            Kind::Video(title) => self.video(index, node, title),
            Kind::Heading(heading) if self.is_title(heading) => {
                self.cut(heading as usize);
                return Inside::Done;
            }
            // Footnotes stand at the end, not where they were written.
            Kind::FootnoteDefinition(_) => return Inside::Done,
            Kind::Link(link) => return self.open_link(link),
            kind if kind.is_leaf() => self.inline_leaf(kind, node),
            kind => self.open_block(index, kind),
        }
        Inside::ToWrite
    }

    fn leave(&mut self, index: usize, node: &'a Node) {
        match node.kind {
            Kind::Paragraph => self.end_paragraph(node),
            Kind::Link(link) => self.close_link(link),
            Kind::Heading(heading) if self.is_title(heading) => {}
            kind => self.close_block(index, node, kind),
        }
    }

    /// Whether somebody else shows this heading as a title.
    fn is_title(&self, heading: u32) -> bool {
        self.titles.contains(&(heading as usize))
    }

    /// Begins the part under the heading `title`: its headings follow the title, whatever their level.
    fn cut(&mut self, title: usize) {
        self.cuts.push(self.out.len());
        let next = self.titles.iter().copied().find(|other| *other > title);
        let below =
            &self.document.headings[title + 1..next.unwrap_or(self.document.headings.len())];
        let highest = below.iter().map(|heading| heading.level).min();
        self.deeper = highest.map_or(0, |level| 2 - level.cast_signed());
    }

    /// Writes `tag` on a line of its own.
    fn open_line(&mut self, tag: &str) {
        if self.out.len() > self.start && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(tag);
    }

    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape::attribute(value, self.out);
        self.out.push('"');
    }

    fn address(&mut self, name: &str, address: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape::address(address, self.out);
        self.out.push('"');
    }

    fn is_house(&self) -> bool {
        self.document.flavour == Flavour::House
    }
}

/// Whether a node's descendants are still to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    ToWrite,
    Done,
}
