//! The manifest: what we put into an output folder.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use blake3::Hash;

/// Name of the manifest in the output folder.
pub const MANIFEST: &str = ".fengbei-manifest";

const HEAD: &str = "fengbei-manifest 1";

/// What is known of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Digest of everything that went into it.
    pub fingerprint: Hash,
    /// Digest of the file.
    pub digest: Hash,
    /// Its length in bytes.
    pub length: u64,
}

/// Every file we put into a folder, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// By path with `/` between parts.
    pub entries: BTreeMap<String, Entry>,
}

impl Manifest {
    /// The file's text: a line a file, and at the end a digest of all lines.
    pub fn to_text(&self) -> String {
        let mut out = format!("{HEAD}\n");
        for (path, entry) in &self.entries {
            let Entry { fingerprint, digest, length } = entry;
            writeln!(out, "{}\t{}\t{length}\t{path}", fingerprint.to_hex(), digest.to_hex())
                .expect("writing to a string cannot fail");
        }
        let seal = blake3::hash(out.as_bytes());
        writeln!(out, "{}", seal.to_hex()).expect("writing to a string cannot fail");
        out
    }

    /// Reads a manifest; none when it was damaged or is of another version.
    pub fn parse(text: &str) -> Option<Self> {
        let body = text.strip_suffix('\n')?;
        let lines = &body[..=body.rfind('\n')?];
        if !text.starts_with(HEAD)
            || blake3::hash(lines.as_bytes()).to_hex().as_str() != &body[lines.len()..]
        {
            return None;
        }
        let entries: Option<_> = lines.lines().skip(1).map(parse_line).collect();
        Some(Self { entries: entries? })
    }

    /// Bytes of all files.
    pub fn bytes(&self) -> u64 {
        self.entries.values().map(|entry| entry.length).sum()
    }
}

fn parse_line(line: &str) -> Option<(String, Entry)> {
    let mut parts = line.splitn(4, '\t');
    let fingerprint = Hash::from_hex(parts.next()?).ok()?;
    let digest = Hash::from_hex(parts.next()?).ok()?;
    let length = parts.next()?.parse().ok()?;
    Some((parts.next()?.to_owned(), Entry { fingerprint, digest, length }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_damage_is_noticed() {
        let hash = blake3::hash(b"x");
        let mut manifest = Manifest::default();
        let entry = Entry { fingerprint: hash, digest: hash, length: 7 };
        manifest.entries.insert("双拥/a b.html".into(), entry);
        let text = manifest.to_text();
        assert_eq!(Manifest::parse(&text), Some(manifest));
        assert_eq!(Manifest::parse(&text.replace("a b", "a c")), None);
        assert_eq!(Manifest::parse(&text[..text.len() - 1]), None);
        assert_eq!(Manifest::parse(""), None);
    }
}
