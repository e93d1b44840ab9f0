//! A part of a Word file as a tree of elements. Never knows what an element means.

use quick_xml::events::{BytesStart, Event};

use crate::source::package::{Package, Part};
use crate::source::table::{TableFault, TooLarge};
use crate::source::xml::append;

/// How many elements a part may have: a book of a thousand pages has some hundred thousand.
const MOST_ELEMENTS: usize = 1_000_000;

/// An element with its names as written after their prefixes.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    /// The text of an element that holds nothing else.
    pub text: String,
}

impl Element {
    /// The part `name`; none when there is none.
    pub fn read(package: &mut Package<'_>, name: &str) -> Result<Option<Self>, TableFault> {
        match package.small_part(name)? {
            Some(part) => Ok(Some(tree(part)?)),
            None => Ok(None),
        }
    }

    /// The value of the attribute `name`, whatever its prefix.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first child `name`.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The children `name`.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// `w:val` of the child `name`.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.get("val")
    }

    /// `w:val` of the child `name` as a number.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.value(name)?.parse().ok()
    }

    /// Whether the child `name` switches something on or off; none when it is not there.
    pub fn switch(&self, name: &str) -> Option<bool> {
        let child = self.child(name)?;
        Some(!matches!(child.get("val"), Some("0" | "false" | "off" | "none")))
    }

    /// The first element `name` anywhere below.
    pub fn find(&self, name: &str) -> Option<&Self> {
        self.children
            .iter()
            .find_map(|child| if child.name == name { Some(child) } else { child.find(name) })
    }

    /// All texts `name` below, put together.
    pub fn texts(&self, name: &str) -> String {
        let mut out = String::new();
        self.gather(name, &mut out);
        out
    }

    fn gather(&self, name: &str, out: &mut String) {
        for child in &self.children {
            if child.name == name {
                out.push_str(&child.text);
            } else {
                child.gather(name, out);
            }
        }
    }
}

/// The elements of `part` below its outermost one.
fn tree(mut part: Part<'_, '_>) -> Result<Element, TableFault> {
    let mut open = vec![Element::default()];
    let mut count = 0;
    loop {
        let event = part.next()?;
        match &event {
            Event::Start(start) => {
                count += 1;
                open.push(element(start));
            }
            Event::End(_) => {
                let done = open.pop().expect("each end has a start");
                let above = open.last_mut().expect("the document is never closed");
                above.children.push(done);
            }
            Event::Eof => break,
            _ => {
                let inner = open.last_mut().expect("the document is never closed");
                if append(&event, &mut inner.text).is_none() {
                    return Err(part.broken());
                }
            }
        }
        if count > MOST_ELEMENTS {
            return Err(TableFault::TooLarge(TooLarge::Count));
        }
    }
    let document = open.pop().expect("the document is never closed");
    document.children.into_iter().next().ok_or_else(|| part.broken())
}

fn element(start: &BytesStart<'_>) -> Element {
    let name = |name: quick_xml::name::QName<'_>| {
        String::from_utf8_lossy(name.local_name().as_ref()).into_owned()
    };
    let attributes = start
        .attributes()
        .with_checks(false)
        .flatten()
        .filter_map(|a| Some((name(a.key), a.unescape_value().ok()?.into_owned())))
        .collect();
    Element { name: name(start.name()), attributes, ..Element::default() }
}
