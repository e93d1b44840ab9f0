//! Files of others → items of a site, as text and files, with a list of what was lost. Never touches
//! the disk, and never says that a guess is certain.

mod docx;
mod guess;
mod loss;
mod manuscript;
mod name;
mod refusal;
mod write;

pub use loss::{Loss, Lost};

use self::guess::Known;
use self::manuscript::Manuscript;
use self::write::{Entry, Head};
use crate::diag::Message;
use crate::model::ItemKind;
use crate::source::File;
use crate::text::Moment;

/// Where files go, and what they may find beside them.
#[derive(Debug, Clone, Copy)]
pub struct Desk {
    /// The kind of the column's items.
    pub kind: ItemKind,
    /// The day.
    pub today: Moment,
}

/// A file that became an item.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The item's name, for its file or its folder: `2026-08-01-ba-yi`.
    pub name: String,
    /// The item: front matter and Markdown.
    pub text: String,
    /// Pictures and other files that belong beside it, by name.
    pub files: Vec<(String, Vec<u8>)>,
    /// What is to be confirmed by somebody.
    pub guesses: Vec<Guess>,
    /// What did not come over, or not as it was.
    pub losses: Vec<Loss>,
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
pub fn import(file: &File, desk: &Desk) -> Result<Arrival, Message> {
    let kind = file.path.extension();
    let manuscript = match kind.as_str() {
        "docx" | "docm" | "dotx" => {
            docx::read(file).map_err(|fault| refusal::of_word(&fault, &kind))?
        }
        _ => return Err(refusal::of_kind(&kind)),
    };
    arrive(manuscript, file.path.stem(), desk)
}

/// The item that a manuscript becomes.
fn arrive(mut manuscript: Manuscript, stem: &str, desk: &Desk) -> Result<Arrival, Message> {
    if manuscript.blocks.is_empty() {
        return Err(refusal::empty());
    }
    let known = Known { stem, today: desk.today, kind: desk.kind };
    let head = guess::head(&mut manuscript, known);
    let names: Vec<String> = manuscript
        .pictures
        .iter()
        .zip(1..)
        .map(|(picture, number)| format!("{number:02}.{}", picture.extension))
        .collect();
    let body = write::body(&manuscript, &names);
    let (name, guesses) = (name::of_item(&head), guesses(&head));
    let pictures = manuscript.pictures.into_iter().map(|picture| picture.bytes);
    Ok(Arrival {
        name,
        text: format!("{}{body}", head.to_toml()),
        files: names.into_iter().zip(pictures).collect(),
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
