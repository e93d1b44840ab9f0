//! Markdown files → [`Item`]s.

use std::ops::Range;
use std::sync::Arc;

use super::block::load_blocks;
use super::bulletin::load_bulletin;
use super::document::load_document;
use super::fields;
use super::figure::{Quotable, Quoting};
use super::front::{BAD_FRONT_MATTER, read_front};
use super::record::{BAD_VALUE, Field, Record};
use crate::diag::{Diagnostic, Place, Report, Severity};
use crate::markup::{self, Dialect};
use crate::model::{Attachment, Author, ColumnId, Item, ItemKind, Kind, Review, Topic};
use crate::say;
use crate::source::{File, SourcePath};
use crate::text::Moment;

/// Characters of a summary that was not typed.
const SUMMARY: usize = 90;

/// A file that was read: its item when one could be made, and what was found on the way.
#[derive(Debug)]
pub struct Parsed {
    /// The item; none when the file is so broken that no page can be made of it.
    pub item: Option<Arc<Item>>,
    /// Whether it quotes figures of the ledger.
    pub quotes: bool,
    /// The findings of this file alone.
    pub report: Report,
}

/// Reads one item of `column`, whose items are of `kind`. Depends on nothing but the file and, when
/// it quotes figures, the ledger and the day, so the result may be kept as long as these and the
/// two others stay the same.
pub fn load_item(
    file: &Arc<File>,
    column: ColumnId,
    kind: ItemKind,
    ledger: Quotable<'_>,
) -> Parsed {
    let mut report = Report::new();
    let Some(text) = file.text() else { return Parsed { item: None, quotes: false, report } };
    let front = read_front(&file.path, text, &mut report);
    let broken = report.iter().any(|d| d.rule.name == BAD_FRONT_MATTER.name);
    let head = front.record(&file.path, fields_of(kind), &mut report);
    let day = kind.day_of_figures(head.moment("date"), ledger.today);
    let quoting = ledger.on(day, &file.path);
    let dialect = Dialect::default();
    let (body, findings) =
        markup::parse_quoting(&file.path, text, front.body.clone(), &dialect, &quoting);
    report.absorb(findings);
    let title = head.text("title");
    let undated =
        kind != ItemKind::Page && kind != ItemKind::Topic && head.moment("date").is_none();
    let item = match title {
        Some(_) if !broken && !undated => {
            Some(item(&file.path, (column, kind), &head, body, &quoting, &mut report))
        }
        _ => None,
    };
    let has_quotes = quoting.is_used();
    let (findings, quoted) = quoting.finish();
    report.absorb(findings);
    let item = item.map(|item| Arc::new(Item { quoted, ..item }));
    debug_assert!(
        item.is_some() || report.count(Severity::Error) > 0,
        "nothing is dropped in silence"
    );
    Parsed { item, quotes: has_quotes, report }
}

fn fields_of(kind: ItemKind) -> &'static [Field] {
    match kind {
        ItemKind::Article => fields::ARTICLE,
        ItemKind::Document => fields::DOCUMENT,
        ItemKind::Topic => fields::TOPIC,
        ItemKind::Page => fields::PAGE,
        ItemKind::Bulletin => fields::BULLETIN,
    }
}

/// A title as it was typed, without its marks `|`, and where between two words one stood.
fn headline(typed: &str) -> (String, Vec<usize>) {
    let (mut title, mut breaks) = (String::with_capacity(typed.len()), Vec::new());
    for part in typed.split('|').filter(|part| !part.is_empty()) {
        if !title.is_empty() {
            breaks.push(title.len());
        }
        title.push_str(part);
    }
    (title, breaks)
}

fn item(
    file: &SourcePath,
    (column, kind): (ColumnId, ItemKind),
    head: &Record<'_>,
    body: markup::Document,
    quoting: &Quoting<'_>,
    report: &mut Report,
) -> Item {
    let text = |key| Some(quoting.filled(&head.text(key)?, head.place(key)));
    let date = head.moment("date");
    let typed = head.text("title").unwrap_or_default();
    let mark = mark(&headline(&typed).0, date);
    let (title, title_breaks) = headline(&quoting.filled(&typed, head.place("title")));
    let inside = |key| head.text(key).and_then(|path| file.resolve(&path));
    Item {
        mark,
        source: file.clone(),
        column,
        kind: match kind {
            ItemKind::Article => Kind::Article,
            ItemKind::Page => Kind::Page,
            ItemKind::Bulletin => Kind::Bulletin(Box::new(load_bulletin(file, head))),
            ItemKind::Document => Kind::Document(Box::new(load_document(file, head, report))),
            ItemKind::Topic => Kind::Topic(Box::new(Topic {
                banner: inside("banner"),
                blocks: load_blocks(file, head, quoting, report),
            })),
        },
        kicker: text("kicker"),
        deck: text("deck"),
        date,
        updated: head.moment("updated"),
        authors: authors(file, head),
        origin: head.text("source"),
        origin_link: origin_link(file, head, report),
        keywords: head.texts("keywords"),
        subject: head.text("subject"),
        genre: head.text("genre"),
        places: head.texts("place"),
        title_breaks,
        summary: text("summary").unwrap_or_else(|| summary(kind, &title, &body)),
        cover: inside("cover"),
        cover_alt: text("cover_alt"),
        pinned: head.flag("pinned").unwrap_or(false),
        draft: head.flag("draft").unwrap_or(false),
        expires: head.moment("expires"),
        withdrawn: head.text("withdrawn"),
        aliases: head.texts("aliases"),
        address: head.text("address"),
        serial: head.count("serial").and_then(|n| u64::try_from(n).ok()),
        topics: head.texts("topics"),
        attachments: attachments(file, head),
        reviews: reviews(file, head),
        order: head.count("order").unwrap_or(0),
        template: head.text("template"),
        title,
        characters: body.characters(),
        body: Arc::new(body),
        quoted: Vec::new(),
        fields: head.places(),
    }
}

/// What is said of a text where it is not typed: its beginning. A bulletin may have no word of its own.
fn summary(kind: ItemKind, title: &str, body: &markup::Document) -> String {
    let summary = body.summary(SUMMARY);
    if summary.is_empty() && kind == ItemKind::Bulletin { title.to_owned() } else { summary }
}

/// Recorded in address ledgers: another way to make it would lose every item that moves.
fn mark(title: &str, date: Option<Moment>) -> String {
    let digest = |text: &str| blake3::hash(text.as_bytes()).to_hex();
    let date = date.map(|date| date.to_string()).unwrap_or_default();
    format!("{}.{}", &digest(title)[..10], &digest(&date)[..4])
}

/// Where the source is on the web; nothing that a browser would run.
fn origin_link(file: &SourcePath, head: &Record<'_>, report: &mut Report) -> Option<String> {
    let typed = head.text("source_link")?;
    if typed.starts_with("https://") || typed.starts_with("http://") {
        return Some(typed);
    }
    let place = head.place("source_link").expect("has a text, so has a place");
    report.push(
        Diagnostic::new(
            &BAD_VALUE,
            Place::span(file, place),
            say!("“{typed}”不是网址", "“{typed}” is no address on the web"),
        )
        .help(say!(
            "写完整的网址，以 https:// 或 http:// 开头",
            "write the whole address, beginning with https:// or http://"
        )),
    );
    None
}

fn authors(file: &SourcePath, head: &Record<'_>) -> Vec<Author> {
    let author = |r: &Record<'_>| Some(Author { role: r.text("role"), name: r.text("name")? });
    head.records(file, "authors").iter().filter_map(|(r, _)| author(r)).collect()
}

fn attachments(file: &SourcePath, head: &Record<'_>) -> Vec<Attachment> {
    let attachment = |(r, place): &(Record<'_>, Range<usize>)| {
        let typed = r.text("file")?;
        let path = file.resolve(&typed)?;
        let title = r.text("title").unwrap_or_else(|| SourcePath::new(&path).stem().to_owned());
        Some(Attachment { file: path, title, place: r.place("file").unwrap_or(place.clone()) })
    };
    head.records(file, "attachments").iter().filter_map(attachment).collect()
}

fn reviews(file: &SourcePath, head: &Record<'_>) -> Vec<Review> {
    let review = |r: &Record<'_>| {
        Some(Review { stage: r.text("stage")?, by: r.text("by"), date: r.moment("date") })
    };
    head.records(file, "reviews").iter().filter_map(|(r, _)| review(r)).collect()
}
