//! One published state of the site: what every file is. A pure format; it never asks where files are.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use blake3::Hash;

use crate::write::Manifest;

/// What a file is, whatever its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Digest of its bytes.
    pub digest: Hash,
    /// Its length in bytes.
    pub length: u64,
}

/// Files by path.
pub type Files = BTreeMap<String, Stamp>;

/// A published state of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// When it was published, in seconds since 1970 (UTC), by the publisher's clock.
    pub time: i64,
    /// Who published it, from which machine.
    pub by: String,
    /// Its files.
    pub files: Files,
    /// The office's signature of [`Self::body`], as OpenSSH writes them.
    pub signature: Option<String>,
}

const EDITION: &str = "fengbei-edition 1";
/// The first line of a signature.
const SIGNATURE: &str = "-----BEGIN SSH SIGNATURE-----";

impl Edition {
    /// The files of a built site.
    pub fn new(manifest: &Manifest, time: i64, by: &str) -> Self {
        let stamp =
            |entry: &crate::write::Entry| Stamp { digest: entry.digest, length: entry.length };
        let files = manifest.entries.iter().map(|(path, entry)| (path.clone(), stamp(entry)));
        Self { time, by: by.to_owned(), files: files.collect(), signature: None }
    }

    /// Its name among the releases: the time in Beijing, `20260801-093000`.
    pub fn name(&self) -> String {
        name_of(self.time)
    }

    /// The text that is kept on the target, with its signature.
    pub fn to_text(&self) -> String {
        self.body() + self.signature.as_deref().unwrap_or_default()
    }

    /// The text that is signed.
    pub fn body(&self) -> String {
        let mut text = format!("{EDITION}\n{}\t{}\n", self.time, one_line(&self.by));
        text.push_str(&lines(self.files.iter().map(|(path, stamp)| (path.as_str(), *stamp))));
        sealed(text)
    }

    /// Reads a text; none when it was damaged or is of another version.
    pub fn parse(text: &str) -> Option<Self> {
        let (body, signature) = match text.find(SIGNATURE) {
            Some(start) => (&text[..start], Some(text[start..].to_owned())),
            None => (text, None),
        };
        let body = unsealed(body)?.strip_prefix(EDITION)?.strip_prefix('\n')?;
        let (head, rest) = body.split_once('\n')?;
        let (time, by) = head.split_once('\t')?;
        let files: Option<Files> = rest.lines().map(parse_line).collect();
        Some(Self { time: time.parse().ok()?, by: by.to_owned(), files: files?, signature })
    }
}

/// The name of a release that was published at `time`.
fn name_of(time: i64) -> String {
    let at = jiff::Timestamp::from_second(time).unwrap_or_default();
    let beijing = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    let at = at.to_zoned(beijing).datetime();
    format!(
        "{:04}{:02}{:02}-{:02}{:02}{:02}",
        at.year(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

/// A text whose last line is a digest of all others.
pub fn sealed(mut text: String) -> String {
    let seal = blake3::hash(text.as_bytes()).to_hex();
    writeln!(text, "{seal}").expect("writing to a string cannot fail");
    text
}

/// A sealed text without its seal; none when the seal is not right.
pub fn unsealed(text: &str) -> Option<&str> {
    let body = text.strip_suffix('\n')?;
    let lines = &body[..=body.rfind('\n')?];
    (blake3::hash(lines.as_bytes()).to_hex().as_str() == &body[lines.len()..]).then_some(lines)
}

/// A line a file.
pub fn lines<'a>(files: impl Iterator<Item = (&'a str, Stamp)>) -> String {
    files
        .map(|(path, stamp)| format!("{}\t{}\t{path}\n", stamp.digest.to_hex(), stamp.length))
        .collect()
}

/// Reads a line of [`lines`].
pub fn parse_line(line: &str) -> Option<(String, Stamp)> {
    let mut parts = line.splitn(3, '\t');
    let digest = Hash::from_hex(parts.next()?).ok()?;
    let length = parts.next()?.parse().ok()?;
    Some((parts.next()?.to_owned(), Stamp { digest, length }))
}

/// A text without line breaks and tabs.
pub fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_damage_is_noticed() {
        let stamp = Stamp { digest: blake3::hash(b"x"), length: 1 };
        let files = [("双拥/a b.html".to_owned(), stamp)].into();
        let edition =
            Edition { time: 1_785_547_800, by: "office@desk".into(), files, signature: None };
        let text = edition.to_text();
        assert_eq!(edition.name(), "20260801-093000");
        assert_eq!(Edition::parse(&text), Some(edition));
        assert_eq!(Edition::parse(&text.replace("a b", "a c")), None);
        assert_eq!(Edition::parse(&text[..text.len() - 1]), None);
        assert_eq!(Edition::parse(""), None);
    }
}
