//! HTML in the text, and that its tags match within one paragraph, item or quotation.

use std::ops::Range;

use super::super::document::offset;
use super::super::sanitize::{self, Address, Part, Removed};
use super::super::{Kind, Link, LinkKind, RawHtml, Words};
use super::{Builder, Open, Role, rules};
use crate::say;

/// HTML that is being read.
#[derive(Debug, Default)]
pub(super) struct Raw {
    /// HTML between paragraphs, line by line, and its place.
    block: Option<(Range<usize>, String)>,
    /// Whether the next line is the first of a block: a `:::` line further on is HTML.
    is_first_line: bool,
    /// Tags that wait for their counterparts.
    tags: Vec<Tag>,
    /// The node of the `<a>` that is open.
    link: Option<usize>,
}

/// An opening tag that waits for its counterpart.
#[derive(Debug)]
struct Tag {
    name: String,
    node: usize,
    parent: Option<usize>,
}

impl Builder<'_> {
    pub(super) fn start_html_block(&mut self) {
        self.raw.is_first_line = true;
    }

    /// A line of HTML between paragraphs. Blocks that follow each other are one piece.
    pub(super) fn html_line(&mut self, html: &str, at: &Range<usize>) {
        let marks = self.marks;
        let is_first_line = std::mem::take(&mut self.raw.is_first_line);
        if let Some(edit) = marks.fence(at, html).filter(|_| is_first_line) {
            self.end_html_block();
            return self.fence(edit.span.clone());
        }
        let place = marks.place(at);
        if self.raw_html == RawHtml::Untouched {
            return self.untouched_html(html, at);
        }
        let lines = &self.source[place.clone()];
        let (span, block) = self.raw.block.get_or_insert_with(|| (place.clone(), String::new()));
        span.end = place.end;
        block.push_str(lines);
    }

    pub(super) fn end_html_block(&mut self) {
        let Some((span, html)) = self.raw.block.take() else { return };
        let mut removed = Removed::default();
        for part in sanitize::block(&html, &mut removed) {
            self.part(part, &span, &mut removed);
        }
        self.report_removed(&removed, &span);
    }

    pub(super) fn inline_html(&mut self, html: &str, at: &Range<usize>) {
        let marks = self.marks;
        if let Some(edit) = marks.fence(at, html) {
            return self.words(edit.span.clone());
        }
        if self.raw_html == RawHtml::Untouched {
            return self.untouched_html(html, at);
        }
        let span = marks.place(at);
        let mut removed = Removed::default();
        if let Some(part) = sanitize::inline(&marks.restore(html), &mut removed) {
            self.part(part, &span, &mut removed);
        }
        self.line.enter(Kind::Group);
        self.report_removed(&removed, &span);
    }

    fn untouched_html(&mut self, html: &str, at: &Range<usize>) {
        let html = self.marks.restore(html);
        let span = self.marks.place(at);
        let words = if self.source[span.clone()] == *html {
            Words::Verbatim
        } else {
            self.beside.keep_words(&html)
        };
        self.leaf_at(Kind::Html(words), span);
    }

    fn leaf_at(&mut self, kind: Kind, span: Range<usize>) {
        self.push(kind, span);
        self.line.enter(kind);
    }

    fn part(&mut self, part: Part, span: &Range<usize>, removed: &mut Removed) {
        match part {
            Part::Whole(html) => self.whole_html(&html, span),
            Part::Open(name, tag) => {
                let kind = Kind::HtmlOpen(self.beside.keep(&tag));
                self.open_tag(name, kind, span);
            }
            Part::Close(name) if name == "a" => self.close_link(removed),
            Part::Close(name) => self.close_tag(&name, span, removed),
            Part::Link(address) => self.open_raw_link(address, span, removed),
            Part::Picture(address) => self.raw_picture(address, span),
        }
    }

    fn whole_html(&mut self, html: &str, span: &Range<usize>) {
        for (at, address) in sanitize::addresses(html) {
            let is_picture = html[at].starts_with("<img");
            let kind = if is_picture { LinkKind::Picture } else { LinkKind::Page };
            self.links.push(Link {
                kind,
                destination: address.destination.into(),
                title: address.title.into(),
                span: span.clone(),
                words: address.words.into(),
            });
        }
        let kind = Kind::Html(self.beside.keep_words(html));
        self.push(kind, span.clone());
        self.line.enter(Kind::Group);
    }

    /// The node that is open. A single `~` opens none.
    fn parent(&self) -> Option<usize> {
        let is_node = |open: &&Open| !matches!(open.role, Role::Tilde);
        self.open.iter().rev().find(is_node).map(|open| open.node)
    }

    fn open_tag(&mut self, name: String, kind: Kind, span: &Range<usize>) {
        let parent = self.parent();
        let node = self.push(kind, span.clone());
        self.raw.tags.push(Tag { name, node, parent });
    }

    /// A closing tag: its counterpart must have been opened by the same parent, and not be far.
    fn close_tag(&mut self, name: &str, span: &Range<usize>, removed: &mut Removed) {
        const FAR: usize = 32;
        let parent = self.parent();
        let siblings = self.raw.tags.iter().rev().take(FAR);
        let siblings: Vec<&Tag> = siblings.take_while(|tag| tag.parent == parent).collect();
        let Some(distance) = siblings.iter().position(|tag| tag.name == name) else {
            return removed.add(format!("</{name}>"));
        };
        for _ in 0..distance {
            self.drop_last_tag();
        }
        let is_shown = |tag: &Tag| self.nodes[tag.node].kind != Kind::Group;
        if self.raw.tags.pop().is_some_and(|tag| is_shown(&tag)) {
            let name = self.beside.keep(name);
            self.push(Kind::HtmlClose(name), span.clone());
        }
    }

    /// Takes out the tags that `parent`, which is complete, has left open.
    pub(super) fn drop_open_tags(&mut self, parent: usize) {
        while self.raw.tags.last().is_some_and(|tag| tag.parent == Some(parent)) {
            self.drop_last_tag();
        }
    }

    fn drop_last_tag(&mut self) {
        let Some(tag) = self.raw.tags.pop() else { return };
        if std::mem::replace(&mut self.nodes[tag.node].kind, Kind::Group) != Kind::Group {
            let mut removed = Removed::default();
            removed.add(format!("<{}>", tag.name));
            let span = self.nodes[tag.node].span();
            self.report_removed(&removed, &span);
        }
    }

    /// Takes out the tags that the text has left open.
    pub(super) fn drop_all_tags(&mut self) {
        while !self.raw.tags.is_empty() {
            self.drop_last_tag();
        }
    }

    /// An `<a>`, which becomes a link like any other. There are no links in links.
    fn open_raw_link(&mut self, address: Address, span: &Range<usize>, removed: &mut Removed) {
        self.drop_open_raw_links();
        if self.literal > 0 {
            removed.add("<a>");
            return self.open_tag("a".to_owned(), Kind::Group, span);
        }
        let kind = self.link(LinkKind::Page, address.destination, address.title, span.clone());
        if matches!(kind, Kind::Link(_)) {
            self.literal += 1;
            self.raw.link = Some(self.nodes.len());
        }
        self.open(kind, span.clone(), Role::RawLink);
    }

    fn close_link(&mut self, removed: &mut Removed) {
        let parent = self.parent();
        match self.open.last() {
            Some(Open { node, role: Role::RawLink }) => {
                let node = *node;
                self.open.pop();
                self.raw.link = None;
                self.close(node);
            }
            _ if self.raw.tags.last().is_some_and(|t| t.name == "a" && t.parent == parent) => {
                self.raw.tags.pop();
            }
            _ => removed.add("</a>"),
        }
    }

    /// An `<a>` cannot stay open when another link begins.
    pub(super) fn drop_open_raw_links(&mut self) {
        if let Some(node) = self.raw.link.take() {
            self.unlink(node);
        }
    }

    /// An `<a>` was not closed where it was opened.
    pub(super) fn drop_raw_link(&mut self, node: usize) {
        if self.raw.link.take().is_some() {
            self.unlink(node);
        }
        self.close(node);
    }

    fn unlink(&mut self, node: usize) {
        let Kind::Link(gone) = self.nodes[node].kind else { return };
        self.nodes[node].kind = Kind::Group;
        self.literal -= 1;
        self.links.remove(gone as usize);
        for later in &mut self.nodes[node + 1..] {
            if let Kind::Link(link) | Kind::Picture(link) = &mut later.kind {
                *link -= 1;
            }
        }
        let mut removed = Removed::default();
        removed.add("<a>");
        let span = self.nodes[node].span();
        self.report_removed(&removed, &span);
    }

    fn raw_picture(&mut self, address: Address, span: &Range<usize>) {
        let kind = self.link(LinkKind::Picture, address.destination, address.title, span.clone());
        let Kind::Picture(link) = kind else { return };
        self.links[link as usize].words = address.words.as_str().into();
        let picture = self.push(kind, span.clone());
        if !address.words.is_empty() {
            let words = self.beside.keep_words(&address.words);
            self.push(Kind::Text(words), span.clone());
        }
        self.nodes[picture].next = offset(self.nodes.len());
    }

    fn report_removed(&mut self, removed: &Removed, span: &Range<usize>) {
        if removed.is_empty() {
            return;
        }
        let list = removed.list();
        self.find(
            &rules::HTML_REMOVED,
            span,
            say!("这里的 HTML 没有保留：{list}", "this HTML was taken out: {list}"),
            say!(
                "请改用 Markdown 写法；标签要成对，开头和结尾要在同一段里，或者都单独成段",
                "use Markdown; tags need a beginning and an end in one paragraph, or in paragraphs of their own"
            ),
        );
    }
}
