//! What of a text is its title, its byline, its date: guesses, each with what it rests on. Never is
//! certain of a guess, and never changes a word of the text.

mod article;
mod byline;
mod document;
mod label;
mod structure;

use super::loss::{Loss, Lost, place};
use super::manuscript::{Block, Manuscript, Paragraph};
use super::write::{Head, Value};
use crate::diag::Message;
use crate::model::ItemKind;
use crate::say;
use crate::source::paper::PaperSpot;
use crate::text::{Moment, UncertainDate};

pub(super) use byline::byline;
pub(super) use label::{Label, labels};
pub(super) use structure::arrange;

/// What is known without the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'k> {
    /// The file's name without its extension.
    pub stem: &'k str,
    pub today: Moment,
    pub kind: ItemKind,
}

/// The head of an item of this text; what went into it is taken out of the text.
pub(super) fn head(manuscript: &mut Manuscript, known: Known<'_>) -> Head {
    let head = match known.kind {
        ItemKind::Document => document::head(manuscript, known),
        ItemKind::Article | ItemKind::Page | ItemKind::Topic | ItemKind::Bulletin => {
            article::head(manuscript, known)
        }
    };
    arrange(manuscript);
    head
}

/// A paragraph near the beginning or the end of a text, with its place among the blocks.
#[derive(Debug, Clone)]
struct Line {
    at: usize,
    text: String,
    paragraph: Paragraph,
}

impl Line {
    fn count(&self) -> usize {
        self.text.chars().count()
    }
}

/// The paragraphs of the text.
fn lines(manuscript: &Manuscript) -> Vec<Line> {
    let line = |(at, block): (usize, &Block)| match block {
        Block::Paragraph(paragraph) if paragraph.only_pictures().is_none() => {
            let text = paragraph.text();
            Some(Line { at, text, paragraph: paragraph.clone() })
        }
        Block::Paragraph(_) | Block::Table(_) => None,
    };
    manuscript.blocks.iter().enumerate().filter_map(line).collect()
}

/// Takes blocks out of the text, saying so.
fn take(manuscript: &mut Manuscript, mut taken: Vec<usize>) {
    taken.sort_unstable();
    taken.dedup();
    for at in taken.into_iter().rev() {
        if at < manuscript.blocks.len() {
            manuscript.blocks.remove(at);
        }
    }
}

/// Takes a paragraph's words out of the text into the head, saying so.
fn told(manuscript: &mut Manuscript, line: &Line) {
    let loss = Loss::at(Lost::Taken, line.paragraph.spot, line.text.clone());
    manuscript.losses.push(loss);
}

/// Words for where a guess comes from.
fn from(spot: PaperSpot) -> Message {
    place(spot).map_or_else(
        || say!("取自文中", "from the text"),
        |Message { zh, en }| say!("取自{zh}", "from {en}"),
    )
}

/// Words for where a guess comes from, with the reason.
fn because(spot: PaperSpot, zh: &str, en: &str) -> Message {
    let from = from(spot);
    Message::new(format!("{}，{zh}", from.zh), format!("{}, {en}", from.en))
}

/// A day as people write it, alone in a text.
fn day(text: &str) -> Option<Moment> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.trim_matches(['（', '）', '(', ')']);
    if let Some(moment) = Moment::parse(bare) {
        return Some(Moment::day(moment.date));
    }
    if !bare.ends_with('日') || bare.chars().count() > 12 {
        return None;
    }
    let date = UncertainDate::parse(bare).ok()?;
    let (first, last) = (date.earliest()?, date.latest()?);
    (first == last).then(|| Moment::day(first))
}

/// The publication time: stated by the file, or today, to be looked at.
fn date(head: &mut Head, manuscript: &Manuscript, known: Known<'_>, required: Need) {
    let stated = manuscript.facts.date.as_deref().and_then(|typed| Moment::parse(typed.trim()));
    match (stated, required) {
        (Some(moment), _) => head.say("date", Value::Text(moment.to_string())),
        (None, Need::Must) => head.guess(
            "date",
            Value::Text(Moment::day(known.today.date).to_string()),
            say!("文中没有写发布时间，先写今天", "no publication time was found; this is today"),
        ),
        (None, Need::May) => {}
    }
}

/// Whether a field has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    Must,
    May,
}

/// A title from the name of the file.
fn named(known: Known<'_>) -> (Value, Message) {
    let typed = known.stem.replace(['_', '|'], " ");
    let title = if typed.trim().is_empty() { "无题".to_owned() } else { typed.trim().to_owned() };
    (
        Value::Text(title),
        say!("文中没有找到标题，先用文件名", "no title was found; this is the file's name"),
    )
}
