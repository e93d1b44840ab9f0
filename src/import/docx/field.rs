//! Fields of a Word file: what an office program works out, such as page numbers, and old links.
//! Never works anything out.

use super::element::Element;

/// The fields that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Open>);

#[derive(Debug)]
struct Open {
    code: String,
    shows: bool,
}

/// What becomes of the words that a field shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// They are words as others.
    Kept,
    /// They lead to an address.
    Link(String),
    /// They are left out: the number of a page, or what only an office program draws.
    Number,
    /// They are left out: a table of contents.
    Contents,
}

impl Fields {
    /// Goes on by a `w:fldChar`; the field that ends, if one does, with its code.
    pub fn step(&mut self, mark: &Element) -> Option<(Fate, String)> {
        match mark.get("fldCharType") {
            Some("begin") => self.0.push(Open { code: String::new(), shows: false }),
            Some("separate") => {
                if let Some(open) = self.0.last_mut() {
                    open.shows = true;
                }
            }
            Some("end") => return self.0.pop().map(|open| (fate(&open.code), open.code)),
            _ => {}
        }
        None
    }

    /// Adds to the code of the innermost field.
    pub fn code(&mut self, text: &str) {
        if let Some(open) = self.0.last_mut().filter(|open| !open.shows) {
            open.code.push_str(text);
        }
    }

    /// Whether words that come now are the text's.
    pub fn shows(&self) -> bool {
        self.0
            .iter()
            .all(|open| open.shows && matches!(fate(&open.code), Fate::Kept | Fate::Link(_)))
    }

    /// Where words that come now lead.
    pub fn address(&self) -> Option<String> {
        self.0.iter().rev().find_map(|open| match fate(&open.code) {
            Fate::Link(address) => Some(address),
            Fate::Kept | Fate::Number | Fate::Contents => None,
        })
    }
}

/// What becomes of the words of a field with this code.
pub(super) fn fate(code: &str) -> Fate {
    let code = code.trim();
    let word = code.split_whitespace().next().unwrap_or_default().to_uppercase();
    match word.as_str() {
        "HYPERLINK" => match code.split('"').nth(1) {
            Some(address) if !code.contains("\\l") => Fate::Link(address.to_owned()),
            _ => Fate::Kept,
        },
        // Forms, and signs put together, such as a number in a circle, show no words at all.
        "PAGE" | "NUMPAGES" | "SECTIONPAGES" | "PAGEREF" | "EQ" | "FORMCHECKBOX"
        | "FORMDROPDOWN" => Fate::Number,
        "TOC" | "INDEX" | "TOA" => Fate::Contents,
        _ => Fate::Kept,
    }
}
