//! Saved pages of portals → a manuscript: the text is found, what stands around it is dropped and
//! said. Never runs a script, never fetches anything.

mod dom;
mod find;
mod furniture;
mod meta;
mod read;
mod table;

use self::dom::Page;
use self::read::Reading;
use super::Beside;
use super::loss::{Loss, Lost};
use super::manuscript::Manuscript;
use crate::source::paper::PaperFault;

pub(super) use furniture::clear;

/// The largest page, in bytes: those with pictures within are the largest.
pub(super) const LARGEST: u64 = 64 << 20;

/// Reads a saved page; `beside` gives the files that were saved with it.
pub(super) fn read(html: &str, beside: Beside<'_>) -> Result<Manuscript, PaperFault> {
    let page = Page::read(html).ok_or(PaperFault::TooLarge)?;
    let facts = meta::facts(&page);
    let place = find::text(&page);
    let mut manuscript = Reading::new(&page, beside, facts.source_link.as_deref()).read(place);
    manuscript.facts = facts;
    if place != Page::root() {
        manuscript.losses.insert(0, Loss::of_file(Lost::Furniture, ""));
    }
    clear(&mut manuscript);
    Ok(manuscript)
}
