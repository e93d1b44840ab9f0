//! The text of a message. Never knows its limits.

use std::fmt::Write as _;

use super::style::{Look, Styles};
use crate::channel::{Piece, Upload, plain};
use crate::diag::{Message, counted};
use crate::markup::print::{Block, Captioned, Inline, Picture, StripFigure, Table};
use crate::render::escape;
use crate::say;

/// Addresses that may stay links.
const OWN: &str = "https://mp.weixin.qq.com/";

/// What a text became.
pub struct Done {
    /// What is copied; pictures are named by their files.
    pub html: String,
    /// The pictures in their order.
    pub pictures: Vec<Upload>,
    /// What reads otherwise than on the site.
    pub changed: Vec<Message>,
}

/// How often something was changed.
#[derive(Default)]
struct Counts {
    links: usize,
    charts: usize,
    films: usize,
    files: usize,
    contents: usize,
    missing: usize,
}

/// Writes a text.
pub struct Body {
    styles: Styles,
    made: Vec<(String, Result<Upload, Message>)>,
    /// Indexes into `made`, in the order in which they are shown.
    shown: Vec<usize>,
    out: String,
    links: Vec<String>,
    notes: Vec<(u32, Vec<Block>)>,
    counts: Counts,
}

impl Body {
    /// A writer with the pictures of the text, by their names.
    pub fn new(styles: Styles, made: Vec<(&str, Result<Upload, Message>)>) -> Self {
        let made = made.into_iter().map(|(name, made)| (name.to_owned(), made)).collect();
        Self {
            styles,
            made,
            shown: Vec::new(),
            out: String::new(),
            links: Vec::new(),
            notes: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// The lines above the text, and the text.
    pub fn piece(&mut self, piece: &Piece) {
        let about = piece.about();
        let lines = [
            (Look::Kicker, piece.kicker.as_deref()),
            (Look::Deck, piece.deck.as_deref()),
            (Look::About, Some(about.as_str())),
        ];
        for (look, line) in lines {
            if let Some(line) = line.filter(|line| !line.is_empty()) {
                self.element("p", look, |body| body.words(line));
            }
        }
        self.blocks(&piece.body);
    }

    /// What came of it.
    pub fn finish(mut self) -> Done {
        self.ends();
        let style = self.styles.of(Look::Whole);
        let html = format!("<section style=\"{style}\">\n{}</section>\n", self.out);
        let changed = self.changed();
        let mut made: Vec<Option<Upload>> =
            self.made.into_iter().map(|(_, made)| made.ok()).collect();
        let pictures = self.shown.iter().filter_map(|at| made[*at].take()).collect();
        Done { html, pictures, changed }
    }

    fn ends(&mut self) {
        if !self.notes.is_empty() {
            self.element("p", Look::Third, |body| body.words("注释"));
        }
        // Notes have links as well, and a note may lead to another.
        let mut at = 0;
        while let Some((number, note)) = self.notes.get(at).cloned() {
            at += 1;
            self.element("p", Look::End, |body| body.note(number, &note));
        }
        let links = std::mem::take(&mut self.links);
        self.counts.links = links.len();
        if !links.is_empty() {
            self.element("p", Look::Third, |body| body.words("参考链接"));
        }
        for (number, link) in (1..).zip(links) {
            self.element("p", Look::End, |body| body.words(&format!("[{number}] {link}")));
        }
    }

    fn changed(&self) -> Vec<Message> {
        let Counts { links, charts, films, files, contents, missing } = self.counts;
        let notes = [
            (links, {
                let links_en = counted(links, "link");
                say!(
                    "{links} 个链接改为编号，网址列在文末",
                    "{links_en} numbered; addresses stand at the end"
                )
            }),
            (charts, {
                let charts_en = counted(charts, "chart");
                say!("{charts} 幅图表改为图片，数表在图下", "{charts_en} made a picture")
            }),
            (films, {
                let films_en = counted(films, "film");
                say!("{films} 段视频要在公众号后台另传", "{films_en} to be uploaded by hand")
            }),
            (files, {
                let files_en = counted(files, "box of attachment");
                say!(
                    "{files} 处附件只留下名称，网址列在文末",
                    "{files_en} left as names; addresses stand at the end"
                )
            }),
            (contents, say!("目录略去", "the table of contents is left out")),
            (missing, {
                let missing_en = counted(missing, "picture");
                say!("{missing} 张图片没有找到", "{missing_en} not found")
            }),
        ];
        let said = notes.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said);
        let failed = self.made.iter().filter_map(|(_, made)| made.as_ref().err().cloned());
        said.chain(failed).collect()
    }

    // ---- blocks -------------------------------------------------------------------------------

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::P { c } => self.element("p", Look::Paragraph, |body| body.inlines(c)),
            Block::H { depth, c, .. } => {
                let look = match depth {
                    0 | 1 => Look::First,
                    2 => Look::Second,
                    3.. => Look::Third,
                };
                self.element("p", look, |body| body.inlines(c));
            }
            Block::Quote { b } => self.element("blockquote", Look::Quote, |body| body.blocks(b)),
            Block::Alert { label, b, .. } => self.boxed(label, "", b),
            Block::Box { label, title, b, .. } => self.boxed(label, title, b),
            Block::Ul { items } => self.list("ul", items),
            Block::Ol { start, items } => self.list(&format!("ol start=\"{start}\""), items),
            Block::Code { text, .. } => {
                let lines: Vec<String> = text
                    .trim_end()
                    .lines()
                    .map(|line| escape(line).replace(' ', "&nbsp;"))
                    .collect();
                self.element("section", Look::Code, |body| body.out.push_str(&lines.join("<br>")));
            }
            Block::Table(table) => self.table(table),
            Block::Dl { items } => {
                for item in items {
                    self.element("p", Look::Third, |body| body.inlines(&item.term));
                    for detail in &item.details {
                        self.blocks(detail);
                    }
                }
            }
            Block::Hr => self.element("section", Look::Rule, |body| body.words("\u{A0}")),
            Block::Figure { picture, caption } => self.figure(picture, caption),
            Block::Gallery { title, pictures } => {
                self.titled(title);
                for Captioned { picture, caption } in pictures {
                    self.figure(picture, caption);
                }
            }
            Block::Pull { b, source } => self.element("section", Look::Pull, |body| {
                body.blocks(b);
                if !source.is_empty() {
                    body.element("p", Look::PullSource, |body| body.inlines(source));
                }
            }),
            Block::Strip { title, figures } => self.strip(title, figures),
            Block::Attachments { title, b } => {
                self.counts.files += 1;
                self.boxed("附件", title, b);
            }
            Block::Video { title, address, poster } => {
                self.counts.films += 1;
                if let Some(poster) = poster {
                    self.figure(poster, &[]);
                }
                self.element("p", Look::Caption, |body| {
                    body.words(&format!("〔视频：{title}〕{address}"));
                });
            }
            Block::Chart { title, about, file, table } => self.chart(title, about, file, table),
            Block::Toc { .. } => self.counts.contents += 1,
        }
    }

    fn titled(&mut self, title: &str) {
        if !title.is_empty() {
            self.element("p", Look::Third, |body| body.words(title));
        }
    }

    fn boxed(&mut self, label: &str, title: &str, blocks: &[Block]) {
        self.element("section", Look::Box, |body| {
            let head: Vec<&str> = [label, title].into_iter().filter(|it| !it.is_empty()).collect();
            if !head.is_empty() {
                body.element("p", Look::BoxHead, |body| body.words(&head.join("　")));
            }
            body.blocks(blocks);
        });
    }

    fn list(&mut self, tag: &str, items: &[Vec<Block>]) {
        self.element(tag, Look::List, |body| {
            for item in items {
                body.element("li", Look::Item, |body| match item.as_slice() {
                    [Block::P { c }] => body.inlines(c),
                    [Block::P { c }, rest @ ..] => {
                        body.inlines(c);
                        body.blocks(rest);
                    }
                    blocks => body.blocks(blocks),
                });
            }
        });
    }

    fn table(&mut self, table: &Table) {
        self.element("section", Look::TableFrame, |body| {
            body.element("table", Look::Table, |body| {
                if table.head.iter().any(|cell| !cell.is_empty()) {
                    body.row(&table.head, "th", Look::Head, &table.align);
                }
                for row in &table.rows {
                    body.row(row, "td", Look::Cell, &table.align);
                }
            });
        });
    }

    fn row(&mut self, cells: &[Vec<Inline>], tag: &str, look: Look, align: &[char]) {
        self.out.push_str("<tr>");
        for (at, cell) in cells.iter().enumerate() {
            let side = match align.get(at) {
                Some('c') => " text-align: center;",
                Some('r') => " text-align: right;",
                Some(_) | None => "",
            };
            let style = self.styles.of(look);
            write!(self.out, "<{tag} style=\"{style}{side}\">").expect("into a string");
            self.inlines(cell);
            write!(self.out, "</{tag}>").expect("into a string");
        }
        self.out.push_str("</tr>\n");
    }

    fn figure(&mut self, picture: &Picture, caption: &[Inline]) {
        self.element("section", Look::Figure, |body| {
            body.picture(picture);
            if !caption.is_empty() {
                body.element("p", Look::Caption, |body| body.inlines(caption));
            }
        });
    }

    fn chart(&mut self, title: &str, about: &str, file: &str, table: &Table) {
        let is_made = self.made.iter().any(|(name, made)| name == file && made.is_ok());
        self.titled(title);
        if is_made {
            self.counts.charts += 1;
            let picture =
                Picture { file: Some(file.into()), alt: about.into(), width: 0, height: 0 };
            self.figure(&picture, &[]);
        }
        // The letters of a picture are small on a phone.
        self.table(table);
    }

    fn strip(&mut self, title: &str, figures: &[StripFigure]) {
        self.titled(title);
        self.element("section", Look::Strip, |body| {
            for figure in figures {
                body.element("section", Look::StripFigure, |body| {
                    body.span(Look::Value, |body| body.inlines(&figure.value));
                    body.span(Look::Unit, |body| body.inlines(&figure.unit));
                    body.out.push_str("<br>");
                    body.span(Look::Label, |body| body.inlines(&figure.label));
                    if !figure.note.is_empty() {
                        body.out.push_str("<br>");
                        body.span(Look::Label, |body| body.inlines(&figure.note));
                    }
                });
            }
        });
    }

    // ---- inlines ------------------------------------------------------------------------------

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::S { s } => self.words(s),
            Inline::B { c } => self.tag("strong", Look::Strong, c),
            Inline::I { c } => self.tag("em", Look::Strong, c),
            Inline::U { c } => self.span(Look::Mark, |body| body.inlines(c)),
            Inline::Del { c } => self.bare("del", c),
            Inline::Sub { c } => self.bare("sub", c),
            Inline::Sup { c } => self.bare("sup", c),
            Inline::Code { s } => self.span(Look::CodeWords, |body| body.words(s)),
            Inline::A { href, c } => self.link(href, c),
            Inline::Br => self.out.push_str("<br>"),
            Inline::Runin { c } => self.tag("strong", Look::RunIn, c),
            Inline::Fn { n, b } => {
                self.notes.push((*n, b.clone()));
                self.number(&format!("注{n}"));
            }
            Inline::Fnref { n } => self.number(&format!("注{n}")),
            Inline::Img { picture } => self.picture(picture),
            Inline::Qr { file, text } => {
                let picture =
                    Picture { file: Some(file.clone()), alt: text.clone(), width: 0, height: 0 };
                self.picture(&picture);
            }
            Inline::Task { done } => self.words(if *done { "√" } else { "□" }),
        }
    }

    fn link(&mut self, href: &str, words: &[Inline]) {
        if href.starts_with(OWN) {
            write!(self.out, "<a href=\"{}\">", escape(href)).expect("into a string");
            self.inlines(words);
            self.out.push_str("</a>");
            return;
        }
        self.inlines(words);
        if plain::line(words) == href {
            return;
        }
        let known = self.links.iter().position(|link| link == href);
        let at = known.unwrap_or_else(|| {
            self.links.push(href.to_owned());
            self.links.len() - 1
        });
        self.number(&format!("[{}]", at + 1));
    }

    /// A note at the end, in one paragraph.
    fn note(&mut self, number: u32, blocks: &[Block]) {
        self.words(&format!("注{number}　"));
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                self.out.push_str("<br>");
            }
            match block {
                Block::P { c } => self.inlines(c),
                other => self.words(plain::whole(std::slice::from_ref(other)).trim_end()),
            }
        }
    }

    fn number(&mut self, number: &str) {
        self.span(Look::Number, |body| body.words(number));
    }

    fn picture(&mut self, picture: &Picture) {
        let at = picture
            .file
            .as_deref()
            .and_then(|file| self.made.iter().position(|(name, _)| name == file));
        match at.map(|at| (at, &self.made[at].1)) {
            Some((at, Ok(made))) => {
                let extension = made.extension;
                let known = self.shown.iter().position(|shown| *shown == at);
                let number = known.unwrap_or_else(|| {
                    self.shown.push(at);
                    self.shown.len() - 1
                }) + 1;
                let (style, alt) = (self.styles.of(Look::Picture), escape(&picture.alt));
                write!(
                    self.out,
                    "<img src=\"images/{number:02}.{extension}\" alt=\"{alt}\" style=\"{style}\">"
                )
                .expect("into a string");
            }
            Some((_, Err(_))) => self.words(&format!("〔图：{}〕", picture.alt)),
            None => {
                self.counts.missing += 1;
                self.words(&format!("〔图：{}〕", picture.alt));
            }
        }
    }

    // ---- elements -----------------------------------------------------------------------------

    fn words(&mut self, words: &str) {
        self.out.push_str(&escape(words));
    }

    fn span(&mut self, look: Look, inside: impl FnOnce(&mut Self)) {
        let style = self.styles.of(look);
        write!(self.out, "<span style=\"{style}\">").expect("into a string");
        inside(self);
        self.out.push_str("</span>");
    }

    fn tag(&mut self, tag: &str, look: Look, inside: &[Inline]) {
        let style = self.styles.of(look);
        write!(self.out, "<{tag} style=\"{style}\">").expect("into a string");
        self.inlines(inside);
        write!(self.out, "</{tag}>").expect("into a string");
    }

    fn bare(&mut self, tag: &str, inside: &[Inline]) {
        write!(self.out, "<{tag}>").expect("into a string");
        self.inlines(inside);
        write!(self.out, "</{tag}>").expect("into a string");
    }

    /// A block element; `tag` may have attributes.
    fn element(&mut self, tag: &str, look: Look, inside: impl FnOnce(&mut Self)) {
        let style = self.styles.of(look);
        write!(self.out, "<{tag} style=\"{style}\">").expect("into a string");
        inside(self);
        let name = tag.split(' ').next().unwrap_or(tag);
        writeln!(self.out, "</{name}>").expect("into a string");
    }
}
