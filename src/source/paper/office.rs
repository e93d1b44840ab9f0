//! Word files and slides: ZIP archives of XML (ECMA-376). Never unpacks to the disk and never
//! expands an entity that a file declares.

use quick_xml::events::Event;

use super::{EachPassage, LARGEST_PART, PaperFault, PaperSpot};
use crate::source::File;
use crate::source::package::{Package, Part};
use crate::source::table::Found;
use crate::source::table::kind::look;

/// Parts of a Word file beside its text, by how their names begin.
const BESIDE: [(&str, PaperSpot); 5] = [
    ("word/header", PaperSpot::Margin),
    ("word/footer", PaperSpot::Margin),
    ("word/footnotes.xml", PaperSpot::Note),
    ("word/endnotes.xml", PaperSpot::Note),
    ("word/comments.xml", PaperSpot::Comment),
];

pub(super) fn read_word(file: &File, each: EachPassage<'_>) -> Result<(), PaperFault> {
    let mut package = open(file)?;
    let Some(part) = package.part("word/document.xml")? else { return Err(PaperFault::Broken) };
    Walk::new(None).read(part, each)?;
    for (start, spot) in BESIDE {
        for name in package.names_from(start) {
            if let Some(part) = package.part(&name)? {
                Walk::new(Some(spot)).read(part, each)?;
            }
        }
    }
    Ok(())
}

pub(super) fn read_slides(file: &File, each: EachPassage<'_>) -> Result<(), PaperFault> {
    let mut package = open(file)?;
    if !package.has_below("ppt/presentation.xml") {
        return Err(PaperFault::Broken);
    }
    for start in ["ppt/slides/slide", "ppt/notesslides/notesslide"] {
        for name in package.names_from(start) {
            let number = name[start.len()..].trim_end_matches(".xml").parse().unwrap_or(0);
            if let Some(part) = package.part(&name)? {
                Walk::new(Some(PaperSpot::Slide(number))).read(part, each)?;
            }
        }
    }
    Ok(())
}

/// The archive that `file` is; one with a password is something else (MS-OFFCRYPTO), and says so.
fn open(file: &File) -> Result<Package<'_>, PaperFault> {
    match look(file.reader()?)? {
        Some(Found::Document) => Ok(Package::open(file.reader()?, LARGEST_PART)?),
        Some(_) => Err(PaperFault::Broken),
        None => Err(PaperFault::NoWords),
    }
}

/// The way through a part: what is open, and what was counted.
struct Walk {
    /// Where everything in the part is; none for the text, whose paragraphs and tables are counted.
    spot: Option<PaperSpot>,
    paragraphs: u32,
    tables: u32,
    /// The tables that are open, outermost first: number, row and cell.
    open: Vec<(u32, u32, u32)>,
    /// The paragraphs that are open, outermost first: a text box stands within one.
    words: Vec<String>,
}

impl Walk {
    fn new(spot: Option<PaperSpot>) -> Self {
        Self { spot, paragraphs: 0, tables: 0, open: Vec::new(), words: Vec::new() }
    }

    fn read(mut self, mut part: Part<'_, '_>, each: EachPassage<'_>) -> Result<(), PaperFault> {
        loop {
            let mut text = None;
            match part.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    // What is shown to programs that do not know the text box before it.
                    b"Fallback" => text = Some(Inner::Skipped),
                    b"t" | b"delText" | b"instrText" => text = Some(Inner::Words),
                    name => self.start(name),
                },
                Event::End(end) => self.end(end.local_name().as_ref(), each),
                Event::Eof => return Ok(()),
                _ => {}
            }
            match text {
                Some(Inner::Skipped) => part.skip()?,
                Some(Inner::Words) => {
                    let mut stray = String::new();
                    part.read_text(self.words.last_mut().unwrap_or(&mut stray))?;
                }
                None => {}
            }
        }
    }

    fn start(&mut self, name: &[u8]) {
        match name {
            b"p" => self.words.push(String::new()),
            b"tbl" => {
                self.tables += 1;
                self.open.push((self.tables, 0, 0));
            }
            b"tr" => {
                if let Some((_, row, column)) = self.open.last_mut() {
                    (*row, *column) = (*row + 1, 0);
                }
            }
            b"tc" => {
                if let Some((_, _, column)) = self.open.last_mut() {
                    *column += 1;
                }
            }
            b"tab" | b"br" | b"cr" => {
                if let Some(words) = self.words.last_mut() {
                    words.push('\t');
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8], each: EachPassage<'_>) {
        match name {
            b"p" => {
                let words = self.words.pop().unwrap_or_default();
                let spot = self.spot();
                if !words.trim().is_empty() {
                    each(spot, &words);
                }
            }
            b"tbl" => {
                self.open.pop();
            }
            _ => {}
        }
    }

    /// Where the paragraph that ends is; one of the text is counted.
    fn spot(&mut self) -> PaperSpot {
        match (self.spot, self.open.last()) {
            (Some(spot), _) => spot,
            (None, Some(&(table, row, column))) => PaperSpot::Cell { table, row, column },
            (None, None) if self.words.is_empty() => {
                self.paragraphs += 1;
                PaperSpot::Paragraph(self.paragraphs)
            }
            (None, None) => PaperSpot::Paragraph(self.paragraphs + 1),
        }
    }
}

/// What becomes of an element.
enum Inner {
    Skipped,
    Words,
}
