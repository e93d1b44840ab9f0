//! SVG, made harmless: only shapes, text, fills, filters and pictures inside the drawing stay.
//!
//! The drawing is read as XML and written anew from lists of what may stay, so that nothing gets
//! through by being written in an odd way. No scripts, no event handlers, no HTML, no address that
//! leads out of the drawing, no declarations, no entities, no comments, and no notes that drawing
//! programs keep for themselves. Cleaning a clean drawing changes nothing.
//!
//! The result is meant for `<img>`. It is safe inside a page too, but its style sheet would then
//! apply to the whole page.

mod allow;
mod element;
mod link;
mod removed;
mod size;
mod style;
mod value;
mod weight;
mod write;

use quick_xml::NsReader;
use quick_xml::events::Event;

pub use self::removed::{Removed, UNSAFE_SVG, What};

use self::element::{Kept, Opened, Verdict};
use self::weight::Weight;
use self::write::Writer;
use super::Problem;
use crate::source::decode;

/// The longest drawing that is read, in bytes.
const LONGEST: usize = 32 << 20;
/// The most elements a drawing may have.
const MOST_ELEMENTS: usize = 200_000;
/// The deepest an element may be nested.
const DEEPEST: usize = 256;

/// A clean drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sanitized {
    /// The drawing.
    pub text: String,
    /// Pixels across, for the `width` attribute.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What was taken out and would have done something, in the order it stood.
    pub removed: Vec<Removed>,
}

/// The drawing without anything that could do harm.
///
/// ```
/// use fengbei::picture::sanitize_svg;
/// let clean = sanitize_svg("<svg onload='x()'><path d='M0 0'/></svg>").expect("it is an SVG");
/// assert!(clean.text.ends_with("><path d=\"M0 0\"/></svg>"));
/// assert_eq!(clean.removed[0].name, "onload");
/// ```
///
/// # Errors
/// When it is no SVG, is not well-formed, or is so large that browsers would choke on it.
pub fn sanitize_svg(text: &str) -> Result<Sanitized, Problem> {
    if text.len() > LONGEST {
        return Err(Problem::TooComplex);
    }
    let mut cleaner = Cleaner::new(text);
    while let Some(event) = cleaner.next()? {
        cleaner.take(event)?;
    }
    cleaner.finish()
}

/// The size of a drawing, from its first tag alone.
pub(super) fn size(text: &str) -> Result<(u32, u32), Problem> {
    let mut cleaner = Cleaner::new(text);
    while let Some(event) = cleaner.next()? {
        cleaner.take(event)?;
        if let Some(size) = cleaner.size {
            return Ok(size);
        }
    }
    Err(Problem::Unknown)
}

/// The text of an SVG file.
pub(super) fn decoded(bytes: &[u8]) -> Result<String, Problem> {
    let (text, _) = decode(bytes)
        .map_err(|at| Problem::Broken(format!("unknown encoding from byte {at} on")))?;
    Ok(text)
}

struct Cleaner<'a> {
    reader: NsReader<&'a [u8]>,
    /// Where the current event began.
    start: usize,
    writer: Writer,
    open: Vec<Opened>,
    elements: usize,
    size: Option<(u32, u32)>,
    weight: Weight,
    /// The text of the style sheet being read.
    sheet: String,
    removed: Vec<Removed>,
}

impl<'a> Cleaner<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            reader: NsReader::from_str(text),
            start: 0,
            writer: Writer::default(),
            open: Vec::new(),
            elements: 0,
            size: None,
            weight: Weight::new(),
            sheet: String::new(),
            removed: Vec::new(),
        }
    }

    fn next(&mut self) -> Result<Option<Event<'a>>, Problem> {
        self.start = self.here();
        match self.reader.read_event().map_err(|error| self.malformed(&error))? {
            Event::Eof => Ok(None),
            event => Ok(Some(event)),
        }
    }

    fn take(&mut self, event: Event<'a>) -> Result<(), Problem> {
        match event {
            Event::Start(tag) => self.tag(&tag, Opening::Content),
            Event::Empty(tag) => self.tag(&tag, Opening::Nothing),
            Event::End(_) => {
                self.close();
                Ok(())
            }
            Event::Text(text) => {
                let text = text.decode().map_err(|error| self.malformed(&error.into()))?;
                self.text(&text);
                Ok(())
            }
            Event::CData(text) => {
                let text = text.decode().map_err(|error| self.malformed(&error.into()))?;
                self.text(&text);
                Ok(())
            }
            Event::GeneralRef(name) => {
                self.reference(&name);
                Ok(())
            }
            Event::DocType(text) if text.contains(&b'[') => {
                self.remove(What::Declaration, "DOCTYPE");
                Ok(())
            }
            Event::PI(instruction) if instruction.target() == b"xml-stylesheet" => {
                self.remove(What::Outside, "xml-stylesheet");
                Ok(())
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => {
                Ok(())
            }
        }
    }

    fn tag(
        &mut self,
        tag: &quick_xml::events::BytesStart<'_>,
        opening: Opening,
    ) -> Result<(), Problem> {
        self.elements += 1;
        if self.elements > MOST_ELEMENTS || self.open.len() >= DEEPEST {
            return Err(Problem::TooComplex);
        }
        if self.open.is_empty() {
            self.check_outermost(tag)?;
        }
        let verdict = element::judge(&self.reader, tag)
            .map_err(|cause| Problem::Broken(format!("byte {}: {cause}", self.start)))?;
        let opened = match verdict {
            Verdict::Keep(kept) => self.keep(&kept, opening),
            Verdict::Unwrap(what) => {
                self.remove_if(what, tag);
                Opened { name: None, part: self.part() }
            }
            Verdict::Drop(what) => {
                self.remove_if(what, tag);
                return self.skip(tag, opening);
            }
        };
        if matches!(opening, Opening::Content) {
            self.open.push(opened);
        }
        Ok(())
    }

    /// There is one outermost element, and it is `svg`.
    fn check_outermost(&self, tag: &quick_xml::events::BytesStart<'_>) -> Result<(), Problem> {
        if self.size.is_some() {
            return Err(Problem::Broken(format!("byte {}: a second drawing", self.start)));
        }
        if tag.local_name().as_ref() == b"svg" && element::is_svg(&self.reader, tag) {
            Ok(())
        } else {
            Err(Problem::Unknown)
        }
    }

    fn keep(&mut self, kept: &Kept, opening: Opening) -> Opened {
        let outermost = self.size.is_none();
        if outermost {
            let value = |name| kept.attribute(name);
            self.size = Some(size::size(value("width"), value("height"), value("viewBox")));
        }
        let part = self.weight.element(self.part(), kept.attribute("id"));
        for name in kept.references() {
            self.weight.refer(part, name);
        }
        for (what, name) in &kept.removed {
            self.remove(*what, name);
        }
        self.writer.open(kept, outermost, matches!(opening, Opening::Nothing));
        Opened { name: Some(kept.name), part }
    }

    fn skip(
        &mut self,
        tag: &quick_xml::events::BytesStart<'_>,
        opening: Opening,
    ) -> Result<(), Problem> {
        if matches!(opening, Opening::Content) {
            self.reader.read_to_end(tag.name()).map_err(|error| self.malformed(&error))?;
        }
        Ok(())
    }

    fn close(&mut self) {
        let Some(Opened { name: Some(name), .. }) = self.open.pop() else { return };
        if name == "style" {
            let style = style::sheet(&std::mem::take(&mut self.sheet));
            for name in &style.removed {
                self.remove(element::outside_or_unknown(name), name);
            }
            self.writer.text(&style.text);
        }
        self.writer.close(name);
    }

    fn text(&mut self, text: &str) {
        match self.open.iter().rev().find_map(|opened| opened.name) {
            Some("style") => self.sheet.push_str(text),
            Some("text" | "tspan" | "textPath" | "title" | "desc") => self.writer.text(text),
            // Elsewhere text is not shown, and is nearly always white space.
            Some(_) | None => {}
        }
    }

    fn reference(&mut self, name: &quick_xml::events::BytesRef<'_>) {
        let named = std::str::from_utf8(name).unwrap_or_default();
        let resolved = match name.resolve_char_ref() {
            Ok(Some(c)) => Some(c.to_string()),
            Ok(None) => quick_xml::escape::resolve_predefined_entity(named).map(str::to_owned),
            Err(_) => None,
        };
        match resolved {
            Some(text) => self.text(&text),
            None => self.remove(What::Declaration, &format!("&{named};")),
        }
    }

    fn finish(mut self) -> Result<Sanitized, Problem> {
        let Some((width, height)) = self.size else { return Err(Problem::Unknown) };
        if !self.open.is_empty() {
            return Err(Problem::Truncated);
        }
        if self.weight.is_too_much() {
            return Err(Problem::TooComplex);
        }
        Ok(Sanitized { text: self.writer.finish(), width, height, removed: self.removed })
    }

    /// The part that whatever comes next is in.
    fn part(&self) -> usize {
        self.open.last().map_or(0, |opened| opened.part)
    }

    fn remove_if(&mut self, what: Option<What>, tag: &quick_xml::events::BytesStart<'_>) {
        if let Some(what) = what {
            self.remove(what, &String::from_utf8_lossy(tag.name().as_ref()));
        }
    }

    fn remove(&mut self, what: What, name: &str) {
        let name = name.chars().take(40).collect();
        self.removed.push(Removed { what, name, span: self.start..self.here() });
    }

    fn malformed(&self, error: &quick_xml::Error) -> Problem {
        // Its reader calls only one thing a syntax error: something that never ends.
        if matches!(error, quick_xml::Error::Syntax(_)) {
            return Problem::Truncated;
        }
        Problem::Broken(format!("byte {}: {error}", self.reader.error_position()))
    }

    /// Bytes read so far.
    fn here(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }
}

/// What follows a tag.
#[derive(Clone, Copy)]
enum Opening {
    /// Content and an end tag.
    Content,
    /// Nothing: the tag closed itself.
    Nothing,
}

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod tests;
