//! Plain text line by line. Never guesses at an encoding: what cannot be decoded is broken.

use super::{EachPassage, PaperFault, PaperSpot};
use crate::source::{File, decode};

pub(super) fn read(file: &File, each: EachPassage<'_>) -> Result<(), PaperFault> {
    let bytes = file.bytes()?;
    let (text, _) = decode(&bytes).map_err(|_| PaperFault::Broken)?;
    for (number, line) in (1..).zip(text.lines()) {
        if !line.trim().is_empty() {
            each(PaperSpot::Line(number), line);
        }
    }
    Ok(())
}
