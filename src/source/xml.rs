//! A part of a workbook as a stream of XML whose size, depth and words are limited.
//!
//! Entities that the part declares itself are never expanded: a part with a document type is
//! broken, since no office program writes one.

use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, BytesText, Event};

use super::table::{LARGEST_ROW, TableFault, TooLarge};

/// How deep elements may be nested.
const DEEPEST: u32 = 256;

/// A stream of XML.
pub(crate) struct Xml<R> {
    reader: Reader<Guard<R>>,
    buffer: Vec<u8>,
    part: String,
    depth: u32,
    limit: u64,
}

impl<R: BufRead> Xml<R> {
    /// The XML that `reader` gives, at most `limit` bytes of it; `part` is its name.
    pub(crate) fn new(reader: R, part: &str, limit: u64) -> Self {
        let guard = Guard { reader, left: limit, left_at_once: LARGEST_ROW };
        let mut reader = Reader::from_reader(guard);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), part: part.to_owned(), depth: 0, limit }
    }

    /// What comes next; [`Event::Eof`] at the end and ever after.
    pub(crate) fn next(&mut self) -> Result<Event<'_>, TableFault> {
        self.buffer.clear();
        self.reader.get_mut().left_at_once = LARGEST_ROW;
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => return Err(fault(&error, &self.part, self.limit)),
        };
        match &event {
            Event::Start(_) if self.depth == DEEPEST => return Err(broken(&self.part)),
            Event::DocType(_) => return Err(broken(&self.part)),
            Event::Eof if self.depth > 0 => return Err(broken(&self.part)),
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth -= 1,
            _ => {}
        }
        Ok(event)
    }

    /// That the part is damaged.
    pub(crate) fn broken(&self) -> TableFault {
        broken(&self.part)
    }

    /// Skips the element that was opened last, with all that is in it.
    pub(crate) fn skip(&mut self) -> Result<(), TableFault> {
        let outer = self.depth - 1;
        while self.depth > outer {
            self.next()?;
        }
        Ok(())
    }

    /// Appends the text within the element that was opened last to `text`.
    pub(crate) fn read_text(&mut self, text: &mut String) -> Result<(), TableFault> {
        let outer = self.depth - 1;
        while self.depth > outer {
            let sound = append(&self.next()?, text);
            sound.ok_or_else(|| self.broken())?;
        }
        Ok(())
    }
}

/// Appends the text of `event`, if it is one; none when it is damaged.
pub(crate) fn append(event: &Event<'_>, text: &mut String) -> Option<()> {
    match event {
        Event::Text(words) => text.push_str(&decoded(words)?),
        Event::CData(words) => text.push_str(&words.xml10_content().ok()?),
        Event::GeneralRef(name) => text.push(resolved(name)?),
        _ => {}
    }
    Some(())
}

fn decoded<'a>(words: &BytesText<'a>) -> Option<std::borrow::Cow<'a, str>> {
    words.xml10_content().ok()
}

/// One of the five entities that XML knows by itself, or a character by its number.
fn resolved(name: &BytesRef<'_>) -> Option<char> {
    if let Some(c) = name.resolve_char_ref().ok()? {
        return Some(c);
    }
    match &**name {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        _ => None,
    }
}

/// The attribute `name` of an element, whatever its prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = element.attributes();
    let found = all
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name.as_bytes())?;
    Some(found.unescape_value().ok()?.into_owned())
}

/// Whether the attribute `name` of an element says yes.
pub(crate) fn says_yes(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(element, name).as_deref(), Some("1" | "true" | "on"))
}

fn broken(part: &str) -> TableFault {
    TableFault::Broken { part: part.to_owned() }
}

fn fault(error: &quick_xml::Error, part: &str, limit: u64) -> TableFault {
    match error {
        quick_xml::Error::Io(io) if io.kind() == io::ErrorKind::FileTooLarge => {
            TableFault::TooLarge(TooLarge::Part { part: part.to_owned(), limit })
        }
        _ => broken(part),
    }
}

/// A reader that gives so many bytes and no more, in all and at once.
struct Guard<R> {
    reader: R,
    left: u64,
    left_at_once: usize,
}

impl<R: BufRead> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut there = self.fill_buf()?;
        let length = there.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Guard<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let there = self.reader.fill_buf()?;
        if !there.is_empty() && (self.left == 0 || self.left_at_once == 0) {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(there)
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount as u64);
        self.left_at_once = self.left_at_once.saturating_sub(amount);
        self.reader.consume(amount);
    }
}
