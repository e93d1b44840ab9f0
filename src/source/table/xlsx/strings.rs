//! The texts that the cells of a workbook share.

use std::io::BufRead;

use quick_xml::events::Event;

use super::super::TableFault;
use super::super::fault::TooLarge;
use crate::source::package::Package;
use crate::source::xml::{Xml, append};

/// All shared texts, one after the other.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// The text of number `at`, from 0.
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.text[start..end])
    }

    fn size(&self) -> u64 {
        (self.text.len() + self.ends.len() * size_of::<usize>()) as u64
    }
}

/// The shared texts of a workbook, which may need `limit` bytes.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    limit: u64,
) -> Result<Strings, TableFault> {
    let mut strings = Strings::default();
    let Some(mut xml) = package.part(part)? else { return Ok(strings) };
    loop {
        match xml.next()? {
            Event::Eof => break,
            Event::Start(e) if e.local_name().as_ref() == b"si" => {
                read_rich(&mut xml, &mut strings.text)?;
                strings.ends.push(strings.text.len());
            }
            _ => {}
        }
        if strings.size() > limit {
            let part = part.to_owned();
            return Err(TableFault::TooLarge(TooLarge::Part { part, limit }));
        }
    }
    Ok(strings)
}

/// Appends the text of the element that was opened last: all runs of it, without the readings that
/// stand above characters.
pub(super) fn read_rich<R: BufRead>(xml: &mut Xml<R>, text: &mut String) -> Result<(), TableFault> {
    let start = text.len();
    let (mut depth, mut within) = (1, false);
    while depth > 0 {
        let event = xml.next()?;
        match &event {
            Event::Start(e) if e.local_name().as_ref() == b"rPh" => {
                xml.skip()?;
            }
            Event::Start(e) => {
                depth += 1;
                within = e.local_name().as_ref() == b"t";
            }
            Event::End(_) => (depth, within) = (depth - 1, false),
            event if within && append(event, text).is_none() => return Err(xml.broken()),
            _ => {}
        }
    }
    unescape(text, start);
    Ok(())
}

/// Replaces `_x000D_` and its like from `start` on by the character of that number.
pub(super) fn unescape(text: &mut String, start: usize) {
    if !text[start..].contains("_x") {
        return;
    }
    let escaped = text.split_off(start);
    let mut rest = escaped.as_str();
    while let Some(at) = rest.find("_x") {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = rest.get(2..6).filter(|_| rest.as_bytes().get(6) == Some(&b'_'));
        let digits = known.filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        let c = digits.and_then(|hex| char::from_u32(u32::from_str_radix(hex, 16).ok()?));
        text.push_str(c.map_or("_x", |_| ""));
        text.extend(c);
        rest = &rest[if c.is_some() { 7 } else { 2 }..];
    }
    text.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_characters() {
        let cases = [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD800_", "_xD800_"),
            ("_x00", "_x00"),
            ("_x00张三_", "_x00张三_"),
            ("a_xb_x0041_", "a_xbA"),
        ];
        for (stored, text) in cases {
            let mut given = String::from("前_x0041_");
            let start = given.len();
            given.push_str(stored);
            unescape(&mut given, start);
            assert_eq!(given, format!("前_x0041_{text}"));
        }
    }
}
