//! Files of others → items of a site, as text and files, with a list of what was lost. Never touches
//! the disk, and never says that a guess is certain.

mod docx;
mod guess;
mod loss;
mod manuscript;
mod moved;
mod name;
mod page;
mod plain;
mod refusal;
mod sheet;
mod write;

pub use loss::{Loss, Lost};
pub use moved::{Moved, OldSite, Program, move_site};

use self::guess::Known;
use self::manuscript::Manuscript;
use self::write::{Entry, Head};
use crate::diag::Message;
use crate::model::ItemKind;
use crate::say;
use crate::source::paper::PaperSpot;
use crate::source::{self, File};
use crate::text::Moment;

/// Gives the bytes of a file that lies beside the one that is read, by the path that is written in it;
/// none when there is none there, or it lies elsewhere.
pub type Beside<'b> = &'b dyn Fn(&str) -> Option<Vec<u8>>;

/// Where files go, and what they may find beside them.
#[derive(Clone, Copy)]
pub struct Desk<'b> {
    /// The kind of the column's items.
    pub kind: ItemKind,
    /// The day.
    pub today: Moment,
    /// The files beside the one that is read.
    pub beside: Beside<'b>,
}

/// A file that became an item.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The item's name, for its file or its folder: `2026-08-01-ba-yi`.
    pub name: String,
    /// What its text is called when it has a folder.
    pub index: Index,
    /// The item: front matter and Markdown.
    pub text: String,
    /// Pictures and other files that belong beside it, by name.
    pub files: Vec<(String, Vec<u8>)>,
    /// What is to be confirmed by somebody.
    pub guesses: Vec<Guess>,
    /// What did not come over, or not as it was.
    pub losses: Vec<Loss>,
}

/// What the text in a folder of its own is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Index {
    /// `index.md`: an item.
    Item,
    /// `_index.md`: a column.
    Column,
}

impl Index {
    /// The name of the file.
    pub fn file(self) -> &'static str {
        match self {
            Self::Item => "index.md",
            Self::Column => "_index.md",
        }
    }
}

/// A field that somebody has to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The field.
    pub key: &'static str,
    /// What it says.
    pub value: String,
    /// What that rests on.
    pub why: Message,
}

/// Makes an item of `file`.
///
/// # Errors
/// Why nothing came of it, and what to do.
pub fn import(file: &File, desk: &Desk<'_>) -> Result<Arrival, Message> {
    let kind = file.path.extension();
    let manuscript = match kind.as_str() {
        "docx" | "docm" | "dotx" => {
            let mut word = docx::read(file).map_err(|fault| refusal::of_word(&fault, &kind))?;
            if word.is_bare() {
                plain::mend(&mut word);
            }
            word
        }
        "html" | "htm" => {
            let html = text(file, page::LARGEST)?;
            page::read(&html, desk.beside).map_err(|_| refusal::too_deep())?
        }
        "md" | "markdown" => {
            return moved::markdown(&text(file, plain::LARGEST)?, file.path.stem(), desk.today);
        }
        "txt" => plain::read(&text(file, plain::LARGEST)?),
        "xlsx" | "xlsm" | "xls" | "et" | "ods" | "csv" | "tsv" => return sheet::read(file),
        _ => return Err(refusal::of_kind(&kind)),
    };
    arrive(manuscript, file.path.stem(), desk)
}

/// The text that a file holds.
fn text(file: &File, most: u64) -> Result<String, Message> {
    if file.length() > most {
        return Err(refusal::too_large(most));
    }
    let bytes = file.bytes().map_err(|error| error.message())?;
    if bytes.is_empty() {
        return Err(refusal::empty());
    }
    if bytes.contains(&0) && !bytes.starts_with(&[0xff, 0xfe]) && !bytes.starts_with(&[0xfe, 0xff])
    {
        return Err(refusal::no_text());
    }
    source::decode(&bytes).map(|(text, _)| text).map_err(|_| refusal::no_text())
}

/// The item that a manuscript becomes.
fn arrive(mut manuscript: Manuscript, stem: &str, desk: &Desk<'_>) -> Result<Arrival, Message> {
    if manuscript.blocks.is_empty() {
        return Err(refusal::empty());
    }
    let known = Known { stem, today: desk.today, kind: desk.kind };
    let mut head = guess::head(&mut manuscript, known);
    for entry in &mut head.0 {
        if entry.why.is_none() && manuscript.facts.doubts.contains(&entry.key) {
            entry.why = Some(say!("按网页上的文字", "by the words of the page"));
        }
    }
    let names: Vec<String> = manuscript
        .pictures
        .iter()
        .zip(1..)
        .map(|(picture, number)| format!("{number:02}.{}", picture.extension))
        .collect();
    let (body, left) = write::body(&manuscript, &names);
    for note in left {
        let words = manuscript::text(&manuscript.notes[note]);
        let spot = u32::try_from(note + 1).map_or(PaperSpot::Note, PaperSpot::NumberedNote);
        manuscript.losses.push(Loss::at(Lost::Note, spot, words));
    }
    manuscript.losses.sort_by_key(|loss| loss.spot);
    let (name, guesses) = (name::of_item(&head), guesses(&head));
    let pictures = manuscript.pictures.into_iter().map(|picture| picture.bytes);
    Ok(Arrival {
        name,
        index: Index::Item,
        text: format!("{}{body}", head.to_toml()),
        files: names.into_iter().zip(pictures).chain(manuscript.attached).collect(),
        guesses,
        losses: manuscript.losses,
    })
}

fn guesses(head: &Head) -> Vec<Guess> {
    let guess = |entry: &Entry| {
        Some(Guess { key: entry.key, value: entry.value.shown(), why: entry.why.clone()? })
    };
    head.0.iter().filter_map(guess).collect()
}
