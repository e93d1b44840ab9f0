//! What a publisher is about to change, kept on the target until it is done. A pure format.
//!
//! It is written before the first change and removed after the last. While it is there, a file that
//! it names may be what the last edition says or what the journal says; it never says how far a
//! publisher came, since what is there tells that more truly.

use std::collections::BTreeMap;

use super::edition::{Files, Stamp, lines, parse_line, sealed, unsealed};

/// Files that may be there because of publishers that did not finish.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Journal {
    /// What a file may be, by path.
    pub files: BTreeMap<String, Vec<Stamp>>,
}

const JOURNAL: &str = "fengbei-journal 1\n";

impl Journal {
    /// Adds what files may be.
    pub fn add(&mut self, files: &Files) {
        for (path, stamp) in files {
            self.add_one(path, *stamp);
        }
    }

    /// Adds what one file may be.
    pub fn add_one(&mut self, path: &str, stamp: Stamp) {
        let stamps = self.files.entry(path.to_owned()).or_default();
        if !stamps.contains(&stamp) {
            stamps.push(stamp);
        }
    }

    /// The text that is kept on the target.
    pub fn to_text(&self) -> String {
        let each = self
            .files
            .iter()
            .flat_map(|(path, stamps)| stamps.iter().map(move |it| (path.as_str(), *it)));
        sealed(format!("{JOURNAL}{}", lines(each)))
    }

    /// Reads a text; none when it was not written to its end. Then nothing was changed yet.
    pub fn parse(text: &str) -> Option<Self> {
        let body = unsealed(text)?.strip_prefix(JOURNAL)?;
        let mut journal = Self::default();
        for line in body.lines() {
            let (path, stamp) = parse_line(line)?;
            journal.add_one(&path, stamp);
        }
        Some(journal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_that_was_cut_is_none() {
        let stamp = |text: &str| Stamp { digest: blake3::hash(text.as_bytes()), length: 1 };
        let mut journal = Journal::default();
        journal.add_one("双拥.html", stamp("a"));
        journal.add_one("双拥.html", stamp("b"));
        journal.add_one("双拥.html", stamp("a"));
        let text = journal.to_text();
        assert_eq!(Journal::parse(&text), Some(journal));
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            assert_eq!(Journal::parse(&text[..end]), None, "cut at {end}");
        }
    }
}
