//! What stands among words: stress, links, marks, the small parts of figures.

use std::num::NonZeroU32;

use super::super::outline::{Entry, toc};
use super::super::{Kind, LinkKind, Node, Words};
use super::{Inside, QuoteFacts, Writer, escape};

impl<'a> Writer<'a> {
    pub(super) fn open_inline(&mut self, kind: Kind) {
        self.push(match kind {
            Kind::Emphasis => "<em>",
            Kind::Strong => "<strong>",
            Kind::Strikethrough => "<del>",
            Kind::RunIn => "<strong class=\"run-in\">",
            Kind::FigureValue => "<strong class=\"figure-value\">",
            Kind::FigureUnit => " <span class=\"figure-unit\">",
            Kind::FigureLabel => " <span class=\"figure-label\">",
            Kind::FigureNote => " <small class=\"figure-note\">",
            _ => "",
        });
    }

    pub(super) fn close_inline(&mut self, kind: Kind) {
        self.push(match kind {
            Kind::Emphasis => "</em>",
            Kind::Strong | Kind::RunIn | Kind::FigureValue => "</strong>",
            Kind::Strikethrough => "</del>",
            Kind::FigureUnit | Kind::FigureLabel => "</span>",
            Kind::FigureNote => "</small>",
            Kind::CodeBlock(_) => "</code></pre>\n",
            _ => "",
        });
    }

    pub(super) fn inline_leaf(&mut self, kind: Kind, node: &'a Node) {
        match kind {
            Kind::Code(_) => {
                self.push("<code>");
                escape::text(self.document.words(node), self.out);
                self.push("</code>");
            }
            Kind::Rule => self.open_line("<hr>\n"),
            Kind::SoftBreak => self.push("\n"),
            Kind::HardBreak => self.push("<br>\n"),
            Kind::FootnoteReference(reference) => self.note_mark(reference),
            Kind::Task(done) => self.task(done),
            Kind::Contents => self.contents(),
            Kind::QrCode => self.qrcode(node),
            Kind::Quoted(words) => self.quoted(words, node),
            Kind::Html(words) => self.html(words, node),
            Kind::HtmlOpen(tag) => self.push(self.document.beside(tag)),
            Kind::HtmlClose(name) => {
                self.push("</");
                self.push(self.document.beside(name));
                self.push(">");
            }
            _ => {}
        }
    }

    fn task(&mut self, done: bool) {
        self.push(if done {
            "<input type=\"checkbox\" checked disabled aria-label=\"已完成\"> "
        } else {
            "<input type=\"checkbox\" disabled aria-label=\"未完成\"> "
        });
    }

    pub(super) fn open_link(&mut self, link: u32) -> Inside {
        let document = self.document;
        let link = &document.links()[link as usize];
        if link.kind == LinkKind::Video {
            return Inside::Done;
        }
        let address = self.surroundings.link(&link.destination);
        self.push("<a");
        self.address("href", &address);
        if !link.title.is_empty() {
            self.attribute("title", &link.title);
        }
        if self.is_house() && is_external(&address) {
            self.push(" rel=\"noopener\"");
        }
        self.push(">");
        Inside::ToWrite
    }

    pub(super) fn close_link(&mut self, link: u32) {
        let document = self.document;
        let link = &document.links()[link as usize];
        if link.kind == LinkKind::Video {
            return;
        }
        self.push("</a>");
        if link.kind == LinkKind::Attachment
            && let Some(facts) = self.surroundings.attachment(&link.destination)
        {
            self.push(" <span class=\"attachment-facts\">");
            escape::text(&format!("（{}，{}）", facts.kind, facts.size), self.out);
            self.push("</span>");
        }
    }

    fn qrcode(&mut self, node: &'a Node) {
        let text = self.document.words(node);
        let svg = self.surroundings.qrcode(text);
        self.push("<span class=\"qrcode\" role=\"img\"");
        self.attribute("aria-label", &format!("二维码：{text}"));
        self.push(">");
        self.push(&svg);
        self.push("</span>");
    }

    /// What is quoted from a ledger, which leads to its page when it has one.
    fn quoted(&mut self, words: NonZeroU32, node: &'a Node) {
        let document = self.document;
        let Some(quoted) = document.quoted(words) else { return };
        let facts = self.surroundings.quoted(quoted.ledger, quoted.entry);
        if let Some(QuoteFacts { address, about }) = &facts {
            self.push("<a class=\"quoted\"");
            self.address("href", address);
            self.attribute("title", about);
            self.push(">");
        }
        self.push("<data");
        self.attribute("value", &quoted.exact);
        self.push(">");
        escape::text(document.words(node), self.out);
        self.push("</data>");
        self.push(if facts.is_some() { "</a>" } else { "" });
    }

    fn html(&mut self, words: Words, node: &'a Node) {
        let html = self.document.words(node);
        match words {
            Words::Beside(_) if self.is_house() => self.resolved_html(html),
            Words::Beside(_) | Words::Verbatim => self.push(html),
        }
    }

    /// The table of contents.
    fn contents(&mut self) {
        let entries = toc(self.document);
        if entries.is_empty() {
            return;
        }
        self.open_line("<nav class=\"toc\" aria-label=\"目录\">\n");
        self.entries(&entries);
        self.push("</nav>\n");
    }

    /// Entries nest no deeper than there are ranks of headings.
    fn entries(&mut self, entries: &[Entry<'_>]) {
        self.push("<ol>\n");
        for entry in entries {
            self.push("<li><a");
            self.address("href", &format!("#{}", entry.heading.id));
            self.push(">");
            escape::text(&entry.heading.text, self.out);
            self.push("</a>");
            if !entry.children.is_empty() {
                self.push("\n");
                self.entries(&entry.children);
            }
            self.push("</li>\n");
        }
        self.push("</ol>\n");
    }
}

/// Whether `address` leads away from the site.
pub(super) fn is_external(address: &str) -> bool {
    ["http://", "https://", "//"].iter().any(|start| {
        address.get(..start.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(start))
    })
}
