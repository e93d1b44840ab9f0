//! A special issue as an e-book: its chapters as XHTML and the files they name. Never makes the package.

use serde::Serialize;

use super::builder::Builder;
use super::of_piece::words_of;
use super::print::{attachment_facts, full_link};
use crate::markup::html::AttachmentFacts;
use crate::markup::print::{Block, Inline, Picture, PrintSurroundings, blocks, chart};
use crate::markup::xhtml::{escaped, xhtml};
use crate::model::{Author, Issue, IssueId, Item, Piece, Site, Story, StoryPicture};
use crate::picture::Role;
use crate::source::SourcePath;
use crate::text::{Moment, percent_decode};

/// Level of the highest heading in a text: its own headline is 1.
const TOP: u8 = 2;
/// Digits of a picture's key in its name, which is plain letters whatever the picture is called.
const NAME: usize = 16;

/// Everything that goes into an e-book but its cover.
#[derive(Debug, Serialize)]
pub struct BookView {
    /// Its name.
    pub title: String,
    /// What tells it from all other books, the same in every build.
    pub identifier: String,
    /// Such as `zh-CN`.
    pub language: String,
    /// The day of issue, such as `2026-08-01`.
    pub date: String,
    /// Who makes it.
    pub publisher: String,
    /// A line below the name.
    pub slogan: Option<String>,
    /// The words about the cover.
    pub cover: String,
    /// Its parts, one a page.
    pub parts: Vec<BookPart>,
    /// The files that chapters name.
    pub files: Vec<BookFile>,
}

/// A page (版) of the issue as a part of the book.
#[derive(Debug, Serialize)]
pub struct BookPart {
    /// 第1版 要闻
    pub title: String,
    /// Its pieces.
    pub chapters: Vec<Chapter>,
}

/// A piece.
#[derive(Debug, Serialize)]
pub struct Chapter {
    /// Its file in the book.
    pub file: String,
    /// Its title.
    pub title: String,
    /// What is in `<body>`, as XHTML.
    pub body: String,
}

/// A file that a chapter names.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct BookFile {
    /// Its path beside the chapters.
    pub name: String,
    /// Its media type.
    pub mime: String,
    /// What it is.
    pub content: BookContent,
}

/// What a file of a book is.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub enum BookContent {
    /// A drawing, as SVG.
    Drawing(String),
    /// A form of a picture of the site folder, by its number.
    Picture {
        /// The picture.
        path: String,
        /// The form.
        variant: usize,
        /// What says whether it is the same as another time.
        key: String,
    },
}

impl Builder<'_> {
    /// A special issue as an e-book.
    pub fn book_view(&self, id: IssueId) -> BookView {
        let issue = self.site.issue(id);
        let page = self.plan.issue(id).0.page();
        let unit = issue.unit.clone().or_else(|| self.site.config.bottom.host.clone());
        let mut binder = Binder { builder: *self, issue, files: Vec::new() };
        let parts = (1..).zip(&issue.pages).map(|(number, page)| BookPart {
            title: format!("第{number}版　{}", page.name),
            chapters: (1..)
                .zip(&page.blocks)
                .filter_map(|(at, block)| binder.chapter((number, at), &block.piece))
                .collect(),
        });
        let parts = parts.collect();
        BookView {
            title: issue.title(),
            identifier: identifier(&self.absolute(&page).unwrap_or(page)),
            language: self.site.config.language.clone(),
            date: issue.date.to_string(),
            publisher: unit.unwrap_or_else(|| self.site.config.title.clone()),
            slogan: issue.slogan.clone(),
            cover: format!("{}第1版版面图", issue.title()),
            parts,
            files: binder.files,
        }
    }
}

/// A name for the book that nothing else has, made of the address of its page.
fn identifier(address: &str) -> String {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&blake3::hash(address.as_bytes()).as_bytes()[..16]);
    // RFC 9562, 5.8: a name whose bits are one's own affair.
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    format!("urn:uuid:{}", parts.join("-"))
}

/// Puts the chapters of one issue together.
struct Binder<'a> {
    builder: Builder<'a>,
    issue: &'a Issue,
    files: Vec<BookFile>,
}

impl<'a> Binder<'a> {
    /// A piece as a chapter; the rest of a story stands in the chapter of the story.
    fn chapter(&mut self, (page, at): (usize, usize), piece: &'a Piece) -> Option<Chapter> {
        if matches!(piece, Piece::Continued(_)) {
            return None;
        }
        let said = self.builder.said(self.issue, piece);
        let mut body = String::new();
        let mut line = |class: &str, text: &str| {
            body.push_str(&format!("<p class=\"{class}\">{}</p>\n", escaped(text)));
        };
        if let Some(kicker) = &said.kicker {
            line("kicker", kicker);
        }
        body.push_str(&format!("<h1>{}</h1>\n", escaped(&said.title)));
        let mut line = |class: &str, text: &str| {
            body.push_str(&format!("<p class=\"{class}\">{}</p>\n", escaped(text)));
        };
        if let Some(deck) = &said.deck {
            line("deck", deck);
        }
        if let Some(note) = &said.note {
            line("remark", note);
        }
        let item = piece.item().and_then(|item| self.builder.named(item)).map(|(_, item)| item);
        if let Some(byline) = item.map(byline).filter(|byline| !byline.is_empty()) {
            line("byline", &byline);
        }
        body.push_str(&xhtml(&self.text(piece, item), TOP));
        let file = format!("{}.xhtml", Issue::piece_name(page, at));
        Some(Chapter { file, title: said.title, body })
    }

    fn text(&mut self, piece: &'a Piece, item: Option<&'a Item>) -> Vec<Block> {
        match piece {
            Piece::Lead(story) | Piece::Story(story) => self.story(story, item),
            Piece::Briefs(_, items) => {
                let found = items.iter().filter_map(|item| self.builder.named(item));
                found.flat_map(|(_, item)| brief(item)).collect()
            }
            Piece::Chart(wanted) => {
                let found = item.and_then(|item| Some((wanted.found(item)?, &item.source)));
                let drawn = found.map(|(found, source)| chart(found, &mut self.around(source)));
                drawn.into_iter().collect()
            }
            Piece::Continued(_)
            | Piece::Picture(_)
            | Piece::Essay(..)
            | Piece::Figures(..)
            | Piece::Strip(..)
            | Piece::Honours(..)
            | Piece::Timeline(..)
            | Piece::Roll(..)
            | Piece::Box(..)
            | Piece::Pull(..)
            | Piece::Slogan(_)
            | Piece::Colophon(_) => {
                let source = &self.issue.source;
                let shown = piece.pictures().iter();
                let figures = shown.map(|it| {
                    let caption = it.caption.as_deref().unwrap_or_default();
                    self.figure(source, &it.path, caption, caption)
                });
                let figures: Vec<Block> = figures.collect();
                figures.into_iter().chain(words_of(&self.builder, piece)).collect()
            }
        }
    }

    /// A story with its picture; one whose item is not published yet has no text.
    fn story(&mut self, story: &'a Story, item: Option<&'a Item>) -> Vec<Block> {
        let Some(item) = item else { return Vec::new() };
        let source = &self.issue.source;
        let picture = match &story.picture {
            StoryPicture::Cover(caption) => item.cover.as_deref().map(|path| {
                let alt = item.cover_alt.as_deref().unwrap_or_default();
                self.figure(source, path, alt, caption.as_deref().unwrap_or_default())
            }),
            StoryPicture::Other(it) => {
                let caption = it.caption.as_deref().unwrap_or_default();
                Some(self.figure(source, &it.path, caption, caption))
            }
            StoryPicture::Without => None,
        };
        let mut around = self.around(&item.source);
        let text = blocks(&item.body, &mut around);
        picture.into_iter().chain(text).collect()
    }

    fn figure(&mut self, source: &SourcePath, path: &str, alt: &str, caption: &str) -> Block {
        let picture = self.around(source).keep(path, alt);
        let caption = if caption.is_empty() { Vec::new() } else { vec![Inline::words(caption)] };
        Block::Figure { picture, caption }
    }

    fn around<'b>(&'b mut self, source: &'b SourcePath) -> BookSurroundings<'b> {
        BookSurroundings { builder: self.builder, source, files: &mut self.files }
    }
}

/// Who wrote it, when, and where it comes from.
fn byline(item: &Item) -> String {
    let said = |author: &Author| match &author.role {
        Some(role) => format!("{role}：{}", author.name),
        None => author.name.clone(),
    };
    let date = item.date.map(Moment::chinese_date);
    let origin = item.origin.as_ref().map(|origin| format!("来源：{origin}"));
    let all: Vec<String> =
        date.into_iter().chain(origin).chain(item.authors.iter().map(said)).collect();
    all.join("　")
}

fn brief(item: &Item) -> [Block; 2] {
    let title = Inline::B { c: vec![Inline::words(&*item.title)] };
    [Block::P { c: vec![title] }, Block::P { c: vec![Inline::words(&*item.summary)] }]
}

/// The surroundings of a text that stands in `source` and is bound into a book.
struct BookSurroundings<'a> {
    builder: Builder<'a>,
    source: &'a SourcePath,
    files: &'a mut Vec<BookFile>,
}

impl BookSurroundings<'_> {
    /// The picture at `path` of the site folder, kept among the files of the book in the form every
    /// reader shows.
    fn keep(&mut self, path: &str, alt: &str) -> Picture {
        let found = kept(self.builder.site, path);
        let file = found.map(|file| {
            let name = file.name.clone();
            if self.files.iter().all(|known| known.name != name) {
                self.files.push(file);
            }
            name
        });
        Picture { file, alt: alt.into(), width: 0, height: 0 }
    }
}

fn kept(site: &Site, path: &str) -> Option<BookFile> {
    let picture = site.pictures.get(path)?;
    let variant = picture.variants.iter().position(|it| it.role == Role::Fallback)?;
    let form = &picture.variants[variant];
    let key = form.key.to_hex().to_string();
    Some(BookFile {
        name: format!("images/{}.{}", &key[..NAME], form.format.extension()),
        mime: form.format.media_type().into(),
        content: BookContent::Picture { path: path.to_owned(), variant, key },
    })
}

impl PrintSurroundings for BookSurroundings<'_> {
    fn link(&mut self, destination: &str) -> Option<String> {
        full_link(&self.builder, self.source, destination)
    }

    fn picture(&mut self, destination: &str, alt: &str) -> Picture {
        let inside = self.source.resolve(&percent_decode(destination));
        self.keep(&inside.unwrap_or_default(), alt)
    }

    fn attachment(&mut self, destination: &str) -> Option<AttachmentFacts> {
        attachment_facts(&self.builder, self.source, destination)
    }

    fn drawing(&mut self, svg: String) -> String {
        let name = format!("images/drawing-{}.svg", self.files.len() + 1);
        let content = BookContent::Drawing(svg);
        self.files.push(BookFile { name: name.clone(), mime: "image/svg+xml".into(), content });
        name
    }

    fn qrcode(&mut self, text: &str) -> String {
        crate::view::qrcode(text)
    }
}
