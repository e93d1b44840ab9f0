//! Word files (ECMA-376) → a manuscript. Never runs a macro, never unpacks to the disk, never expands
//! an entity, and never passes over in silence what it cannot keep.

mod body;
mod element;
mod field;
mod media;
mod notes;
mod numbering;
mod run;
mod style;
mod table;

use self::body::Walk;
use self::element::Element;
use self::media::Relations;
use self::numbering::Numbering;
use self::style::Styles;
use super::loss::{Loss, Lost};
use super::manuscript::{Facts, Manuscript};
use crate::source::File;
use crate::source::package::Package;
use crate::source::paper::PaperFault;
use crate::source::table::Found;
use crate::source::table::kind::look;

/// The largest Word file, in bytes.
const LARGEST: u64 = 256 << 20;

/// The largest part of a Word file when unpacked, in bytes.
const LARGEST_PART: u64 = 64 << 20;

/// Reads a Word file.
pub(super) fn read(file: &File) -> Result<Manuscript, PaperFault> {
    if file.length() > LARGEST {
        return Err(PaperFault::TooLarge);
    }
    match look(file.reader()?)? {
        Some(Found::Document) => {}
        Some(_) => return Err(PaperFault::Broken),
        None => return Err(PaperFault::NoWords),
    }
    let mut package = Package::open(file.reader()?, LARGEST_PART)?;
    let Some(document) = Element::read(&mut package, "word/document.xml")? else {
        return Err(if package.has_below("word/") {
            PaperFault::Broken
        } else {
            PaperFault::Sealed
        });
    };
    let styles = Styles::read(Element::read(&mut package, "word/styles.xml")?.as_ref());
    let numbers = Numbering::read(Element::read(&mut package, "word/numbering.xml")?.as_ref());
    let relations = Relations::read(&mut package, "word/_rels/document.xml.rels")?;
    let facts = facts(&mut package)?;
    let remarks = notes::remarks(&mut package)?;
    let mut walk = Walk::new(&mut package, &styles, numbers, &relations, &remarks);
    walk.body(document.child("body").unwrap_or(&document))?;
    walk.notes()?;
    let mut manuscript = walk.finish();
    manuscript.facts = facts;
    beside(&mut package, &mut manuscript)?;
    Ok(manuscript)
}

/// What stands between keywords.
const SIGNS: [char; 5] = [',', '，', ';', '；', '、'];

/// What the file says of itself.
fn facts(package: &mut Package<'_>) -> Result<Facts, PaperFault> {
    let Some(core) = Element::read(package, "docProps/core.xml")? else {
        return Ok(Facts::default());
    };
    let text = |name| core.child(name).map(|it| it.text.trim().to_owned());
    let words = text("keywords").unwrap_or_default();
    // Some programs put blanks between them; Chinese words have none within.
    let is_listed = words.contains(SIGNS);
    let blanks = !is_listed && !words.contains(|c: char| c.is_ascii_alphabetic());
    let keywords =
        words.split(|c: char| SIGNS.contains(&c) || blanks && c.is_whitespace()).map(str::trim);
    Ok(Facts {
        keywords: keywords.filter(|word| !word.is_empty()).map(str::to_owned).collect(),
        ..Facts::default()
    })
}

/// What stands beside the text and does not come over.
fn beside(package: &mut Package<'_>, manuscript: &mut Manuscript) -> Result<(), PaperFault> {
    for start in ["word/header", "word/footer"] {
        for name in package.names_from(start) {
            let Some(part) = Element::read(package, &name)? else { continue };
            let words = part.texts("t");
            let pictured = part.find("blip").or_else(|| part.find("imagedata")).is_some();
            if pictured || words.chars().any(char::is_alphabetic) {
                manuscript.losses.push(Loss::of_file(Lost::Margin, words.trim()));
            }
        }
    }
    if package.has_below("word/vbaproject.bin") {
        manuscript.losses.push(Loss::of_file(Lost::Macro, ""));
    }
    Ok(())
}
