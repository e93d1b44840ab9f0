//! Markdown as Chinese offices write it: parsed into a [`Document`], written as HTML and as words.
//!
//! `CommonMark` with tables, footnotes, task and definition lists, and with what a publicity office
//! needs: boxes, figures, pull quotes, galleries, attachments. Stress marks beside Chinese
//! punctuation work, and a line that ends between two Chinese characters leaves no gap.
//!
//! This module never looks at another file: where links lead and how large pictures are comes from
//! the writer's [`Surroundings`](html::Surroundings).

mod beside;
mod build;
mod document;
pub mod highlight;
pub mod html;
mod marks;
pub mod outline;
mod plain;
pub mod print;
mod quote;
mod sanitize;
mod scan;
mod walk;
pub mod xhtml;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Options, Parser};

pub use build::RULES;
pub use document::{
    Alert, BoxStyle, Document, Footnote, FootnoteReference, Heading, Kind, Link, LinkKind, Node,
    Standing, Words,
};
pub use outline::toc;
pub use quote::{NoQuotes, Quote, QuoteCall, QuoteLedger, Quoted, Quotes, fill, is_quotation};
pub use walk::{Step, Walk};

use crate::diag::Report;
use crate::source::SourcePath;
use build::Builder;
use marks::Marks;

/// Which Markdown is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// Whether stress marks and line ends are read the Chinese way.
    pub cjk: bool,
    /// Whether there is more than `CommonMark`: tables, boxes, figures, anchors and the rest.
    pub additions: bool,
    /// What becomes of HTML in the text.
    pub raw_html: RawHtml,
}

/// What becomes of HTML in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawHtml {
    /// Harmless tags stay, the others go and are reported.
    Cleaned,
    /// It stays as it is.
    Untouched,
}

impl Default for Dialect {
    /// The dialect of site content: everything on, HTML cleaned.
    fn default() -> Self {
        Self { cjk: true, additions: true, raw_html: RawHtml::Cleaned }
    }
}

impl Dialect {
    /// `CommonMark` to the letter, for comparison with its specification.
    pub fn commonmark() -> Self {
        Self { cjk: false, additions: false, raw_html: RawHtml::Untouched }
    }

    fn options(&self) -> Options {
        if self.additions {
            Options::ENABLE_TABLES
                | Options::ENABLE_FOOTNOTES
                | Options::ENABLE_STRIKETHROUGH
                | Options::ENABLE_TASKLISTS
                | Options::ENABLE_HEADING_ATTRIBUTES
                | Options::ENABLE_DEFINITION_LIST
                | Options::ENABLE_GFM
        } else {
            Options::empty()
        }
    }
}

/// The Markdown in bytes `body` of `text`, and what is wrong with it. Every place in the document
/// and in the report is a place in `text`, the text of `file`.
///
/// ```
/// use fengbei::{markup, source::SourcePath};
/// let text: std::sync::Arc<str> = "荣获**“双拥模范城”**称号".into();
/// let body = 0..text.len();
/// let file = SourcePath::new("content/news/a.md");
/// let (document, report) = markup::parse(&file, &text, body, &markup::Dialect::default());
/// assert!(report.is_empty());
/// let mut html = String::new();
/// markup::html::write_html(&document, &mut markup::html::Nowhere, &mut html);
/// assert_eq!(html, "<p>荣获<strong>“双拥模范城”</strong>称号</p>\n");
/// ```
pub fn parse(
    file: &SourcePath,
    text: &Arc<str>,
    body: Range<usize>,
    dialect: &Dialect,
) -> (Document, Report) {
    parse_quoting(file, text, body, dialect, &NoQuotes)
}

/// The same, with what its quotations stand for.
pub fn parse_quoting(
    file: &SourcePath,
    text: &Arc<str>,
    body: Range<usize>,
    dialect: &Dialect,
    quotes: &dyn Quotes,
) -> (Document, Report) {
    let marks = Marks::new(text, body, dialect);
    let mut builder = Builder::new(file, text, &marks, dialect, quotes);
    for (event, place) in Parser::new_ext(marks.text(), dialect.options()).into_offset_iter() {
        builder.event(event, &place);
    }
    builder.finish()
}
