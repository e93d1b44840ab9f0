//! Words, code, and the ends of lines.

use std::ops::Range;

use super::super::document::offset;
use super::super::marks::{Edit, Piece};
use super::super::quote::{Quote, Quoted, fill, quotation};
use super::super::scan::What;
use super::super::{Dialect, Kind, LinkKind, Words};
use super::{Builder, Link, Open, Role};
use crate::text::is_wide;

/// What the words of the current line look like so far.
#[derive(Debug)]
pub(super) struct Line {
    joins: bool,
    /// The text node that words right after it continue.
    text: Option<usize>,
    /// The line end that waits for the next words.
    ending: Option<usize>,
    /// Whether the last character is wide.
    is_wide: bool,
}

impl Line {
    pub fn new(dialect: &Dialect) -> Self {
        Self { joins: dialect.cjk, text: None, ending: None, is_wide: false }
    }

    /// A node begins or ends; unless it only marks words, the line of words is over.
    pub fn enter(&mut self, kind: Kind) {
        self.text = None;
        let marks_words = matches!(
            kind,
            Kind::Emphasis
                | Kind::Strong
                | Kind::Strikethrough
                | Kind::Link(_)
                | Kind::Group
                | Kind::FootnoteReference(_)
        );
        if !marks_words {
            self.ending = None;
            self.is_wide = false;
        }
    }
}

impl Builder<'_> {
    /// Words, where the parser found no more to them.
    pub(super) fn text(&mut self, text: &str, at: &Range<usize>) {
        if self.marks.is_untouched(at, text) {
            return self.words(self.marks.place(at));
        }
        let marks = self.marks;
        match marks.pieces(at, text) {
            Some(pieces) => pieces.into_iter().for_each(|piece| self.piece(&piece)),
            None => self.changed_words(&marks.restore(text), at),
        }
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Words(span) => self.words(span.clone()),
            Piece::Edit(edit) if self.literal > 0 => self.edit_among_words(edit),
            Piece::Edit(edit) => self.edit(edit),
        }
    }

    /// In a link or a picture a quotation is its words; in code everything is as typed.
    fn edit_among_words(&mut self, edit: &Edit) {
        let is_code = |open: &Open| matches!(self.nodes[open.node].kind, Kind::CodeBlock(_));
        match &edit.what {
            What::Quote if !self.open.iter().any(is_code) => match self.quotation(edit) {
                Some(quote) => self.changed_to(&quote.words, edit.span.clone()),
                None => self.words(edit.span.clone()),
            },
            _ => self.words(edit.span.clone()),
        }
    }

    /// What a quotation stands for.
    fn quotation(&self, edit: &Edit) -> Option<Quote> {
        let (call, _) = quotation(&self.source[edit.span.clone()])?;
        self.quotes.quote(&call, edit.span.clone())
    }

    /// Words that are no part of the text, such as a title, with what they quote; they stand at `place`.
    pub(super) fn filled(&self, words: &str, place: &Range<usize>) -> String {
        fill(words, place.clone(), self.quotes).into_owned()
    }

    fn quote(&mut self, edit: &Edit) {
        let is_link = |open: &Open| matches!(self.nodes[open.node].kind, Kind::Link(_));
        if self.open.iter().any(is_link) {
            return self.edit_among_words(edit);
        }
        let Some(quote) = self.quotation(edit) else { return self.words(edit.span.clone()) };
        self.join(&quote.words);
        let Words::Beside(words) = self.beside.keep_words(&quote.words) else { return };
        self.push(Kind::Quoted(words), edit.span.clone());
        let span = edit.span.clone();
        let Quote { ledger, entry, exact, .. } = quote;
        self.quoted.push(Quoted { words, ledger, entry, exact: exact.into(), span });
        self.line.text = None;
    }

    fn edit(&mut self, edit: &Edit) {
        match &edit.what {
            What::Stop | What::Fence => self.words(edit.span.clone()),
            What::Address => self.address(edit.span.clone()),
            What::Quote => self.quote(edit),
            What::Contents => {
                self.line.text = None;
                self.contents = Some(self.nodes.len());
                self.words(edit.span.clone());
                self.line.text = None;
            }
            What::QrCode(text) => {
                self.push(Kind::QrCode, text.clone());
                self.line.enter(Kind::QrCode);
            }
        }
    }

    /// A bare address, which is a link to itself.
    fn address(&mut self, span: Range<usize>) {
        let written = &self.source[span.clone()];
        let destination = written.replace("&amp;", "&");
        self.links.push(Link {
            kind: LinkKind::Page,
            title: "".into(),
            span: span.clone(),
            words: destination.clone().into(),
            destination: destination.clone().into(),
        });
        let link = Kind::Link(offset(self.links.len() - 1));
        let node = self.push(link, span.clone());
        self.line.enter(link);
        if destination == *written {
            self.words(span);
        } else {
            let words = self.beside.keep_words(&destination);
            self.push(Kind::Text(words), span);
        }
        self.nodes[node].next = offset(self.nodes.len());
        self.line.enter(link);
    }

    /// Words that are the source's own.
    pub(super) fn words(&mut self, span: Range<usize>) {
        let source = self.source;
        let words = &source[span.clone()];
        if words.is_empty() {
            return;
        }
        self.join(words);
        if words.starts_with("：：：") {
            self.find_wide_colons(&span);
        }
        match self.line.text {
            Some(text) if self.nodes[text].end == offset(span.start) => {
                self.nodes[text].end = offset(span.end);
            }
            _ => self.line.text = Some(self.push(Kind::Text(Words::Verbatim), span)),
        }
    }

    /// Words that the source writes otherwise.
    fn changed_words(&mut self, words: &str, at: &Range<usize>) {
        self.changed_to(words, self.marks.place(at));
    }

    fn changed_to(&mut self, words: &str, span: Range<usize>) {
        self.join(words);
        let words = self.beside.keep_words(words);
        self.push(Kind::Text(words), span);
        self.line.text = None;
    }

    pub(super) fn code(&mut self, code: &str, at: &Range<usize>) {
        let marks = self.marks;
        let code = marks.restore(code);
        self.join(&code);
        let place = marks.place(at);
        let (words, span) = match verbatim_code(&self.source[place.clone()], &code) {
            Some(inside) => (Words::Verbatim, place.start + inside.start..place.start + inside.end),
            None => (self.beside.keep_words(&code), place),
        };
        self.push(Kind::Code(words), span);
        self.line.text = None;
    }

    pub(super) fn soft_break(&mut self, at: &Range<usize>) {
        let node = self.push(Kind::SoftBreak, self.marks.place(at));
        self.line.text = None;
        self.line.ending = Some(node);
    }

    /// Words go on: the line end before them was none when Chinese stands on both sides.
    fn join(&mut self, words: &str) {
        if !self.line.joins {
            return;
        }
        if let Some(line_end) = self.line.ending.take()
            && self.line.is_wide
            && words.starts_with(is_wide)
        {
            self.nodes[line_end].kind = Kind::Join;
        }
        self.line.is_wide = words.ends_with(is_wide);
    }

    /// Whether what the parser took for struck-out words is between single `~`, which Chinese
    /// uses for ranges: `10~20人，30~40人`.
    pub(super) fn is_single_tilde(&self, at: &Range<usize>) -> bool {
        !self.marks.text()[at.clone()].starts_with("~~")
    }

    pub(super) fn start_tilde(&mut self, at: &Range<usize>) {
        self.words(self.marks.place(&(at.start..at.start + 1)));
        self.open.push(Open { node: self.nodes.len(), role: Role::Tilde });
    }

    pub(super) fn end_tilde(&mut self, at: &Range<usize>) {
        self.words(self.marks.place(&(at.end - 1..at.end)));
    }
}

/// Where in `written`, a code span with its backticks, `code` stands as it is.
fn verbatim_code(written: &str, code: &str) -> Option<Range<usize>> {
    let ticks = written.bytes().take_while(|b| *b == b'`').count();
    let inside = written.get(ticks..written.len().checked_sub(ticks)?)?;
    let trimmed = || inside.get(1..inside.len().checked_sub(1)?);
    if inside == code {
        Some(ticks..ticks + code.len())
    } else if trimmed()? == code {
        Some(ticks + 1..ticks + 1 + code.len())
    } else {
        None
    }
}
