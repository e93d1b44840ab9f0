//! How the cells of an `OpenDocument` table are shown, and which sheets are not.

use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::super::TableFault;
use super::super::fault::TooLarge;
use super::super::format::{Format, Shown};
use crate::source::xml::{Xml, attribute};

/// How many styles are kept.
const MOST: usize = 1 << 18;

/// The styles that matter for a table, by name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// The formats of numbers and dates.
    formats: HashMap<String, Format>,
    /// The name of the format of each style of cells.
    cells: HashMap<String, String>,
    /// The styles of sheets that are hidden.
    hidden: HashSet<String>,
}

impl Styles {
    /// The format of cells in the style `name`.
    pub(super) fn format(&self, name: &str) -> Format {
        let format = self.cells.get(name).and_then(|format| self.formats.get(format));
        format.copied().unwrap_or(Format::Number)
    }

    /// Whether sheets in the style `name` are hidden.
    pub(super) fn hides(&self, name: &str) -> bool {
        self.hidden.contains(name)
    }

    /// Takes the styles in `xml`, which stand before the sheets.
    pub(super) fn read<R: BufRead>(&mut self, mut xml: Xml<R>) -> Result<(), TableFault> {
        let mut style = String::new();
        loop {
            match xml.next()? {
                Event::Eof => return Ok(()),
                Event::Start(e) => match e.local_name().as_ref() {
                    b"body" => return Ok(()),
                    b"style" => style = self.take_style(&e),
                    b"table-properties"
                        if attribute(&e, "display").is_some_and(|display| display == "false") =>
                    {
                        self.hidden.insert(style.clone());
                    }
                    b"number-style" => style = name(&e, "name").unwrap_or_default(),
                    b"number" => drop(zeros(&e).map(|f| self.formats.insert(style.clone(), f))),
                    b"date-style" => {
                        let name = name(&e, "name").unwrap_or_default();
                        let shown = read_shown(&mut xml)?;
                        self.formats.insert(name, Format::Moment(shown));
                    }
                    _ => {}
                },
                _ => {}
            }
            if self.formats.len() + self.cells.len() + self.hidden.len() > MOST {
                return Err(TableFault::TooLarge(TooLarge::Count));
            }
        }
    }

    /// Takes a style and says its name.
    fn take_style(&mut self, element: &BytesStart<'_>) -> String {
        let name = name(element, "name").unwrap_or_default();
        if let Some(format) = self::name(element, "data-style-name") {
            self.cells.insert(name.clone(), format);
        }
        name
    }
}

/// The name in an attribute, of the length that names have.
fn name(element: &BytesStart<'_>, key: &str) -> Option<String> {
    attribute(element, key).filter(|name| name.len() < 256)
}

/// The format of whole numbers with zeros in front.
fn zeros(element: &BytesStart<'_>) -> Option<Format> {
    let number = |name| attribute(element, name)?.parse::<usize>().ok();
    let width = number("min-integer-digits")?;
    (width > 1 && number("decimal-places") == Some(0)).then(|| Format::Zeros(width.min(32)))
}

/// The parts of a date that the style that was opened last shows.
fn read_shown<R: BufRead>(xml: &mut Xml<R>) -> Result<Shown, TableFault> {
    let (mut shown, mut depth) = (Shown::default(), 1);
    while depth > 0 {
        match xml.next()? {
            Event::Start(e) => {
                depth += 1;
                match e.local_name().as_ref() {
                    b"year" => shown.year = true,
                    b"month" => shown.month = true,
                    b"day" => shown.day = true,
                    b"hours" | b"minutes" | b"seconds" => shown.clock = true,
                    _ => {}
                }
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    Ok(shown)
}
