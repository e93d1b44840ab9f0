//! A digest of everything that was read.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use super::table::TableKind;
use super::{Content, File, Sources};

/// A file younger than this may change once more without its times showing it: the clocks of file
/// systems tick as slowly as every two seconds.
const TICK: Duration = Duration::from_secs(2);
/// Tables up to this length, in bytes, are known by what is in them.
const SMALL: u64 = 4 << 20;

impl Sources {
    /// A digest of all files but `except`; the same digest, the same files. It is quick rather than
    /// proof against forgery: who can write the files needs no trick. Of files that stay on the
    /// disk, but for small tables, it holds length and times, not the bytes. None when such a file was changed just now,
    /// so that its times prove nothing yet.
    pub fn stamp(&self, except: &str) -> Option<blake3::Hash> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let settled = now.saturating_sub(TICK).as_nanos();
        let files: Vec<_> = self.files.values().filter(|f| f.path.as_str() != except).collect();
        let digests: Option<Vec<_>> =
            files.into_par_iter().map(|file| digest(file, settled)).collect();
        let mut hasher = blake3::Hasher::new();
        for digest in digests? {
            hasher.update(&digest.to_le_bytes());
        }
        Some(hasher.finalize())
    }
}

fn digest(file: &File, settled: u128) -> Option<u128> {
    let mut hasher = Xxh3::new();
    let mut part = |bytes: &[u8]| {
        hasher.update(&bytes.len().to_le_bytes());
        hasher.update(bytes);
    };
    part(file.path.as_str().as_bytes());
    match &file.content {
        Content::Text { text, encoding } => {
            part(format!("{encoding:?}").as_bytes());
            part(text.as_bytes());
        }
        Content::Unreadable(cause) => part(format!("{cause:?}").as_bytes()),
        // A table of usual size is quickly read, and is what editors change while they look on.
        Content::Disk { length, .. } if *length <= SMALL && TableKind::of(&file.path).is_some() => {
            part(&file.bytes().ok()?);
        }
        Content::Disk { length, modified, changed, .. } => {
            if *modified.max(changed) >= settled {
                return None;
            }
            for number in [u128::from(*length), *modified, *changed] {
                part(&number.to_le_bytes());
            }
        }
        Content::Bytes(bytes) => part(bytes),
    }
    Some(hasher.digest128())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Encoding, SourcePath};

    fn picture(length: u64, modified: Duration) -> File {
        let modified = modified.as_nanos();
        let content = Content::Disk { path: "a.jpg".into(), length, modified, changed: modified };
        File::new(SourcePath::new("content/a.jpg"), content)
    }

    fn stamp(change: impl FnOnce(&mut Sources)) -> Option<blake3::Hash> {
        let texts = [("addresses.lock", "x"), ("content/a.md", "甲"), ("content/b.md", "乙")];
        let mut sources = Sources::from_texts(texts);
        sources.insert(picture(3, Duration::from_secs(7)));
        change(&mut sources);
        sources.stamp("addresses.lock")
    }

    #[test]
    fn every_difference_shows() {
        let whole = stamp(|_| ()).expect("an old picture");
        assert_eq!(stamp(|_| ()), Some(whole));
        assert_eq!(stamp(|s| *s = s.with_text("addresses.lock", "y")), Some(whole));
        let text = |encoding| Content::Text { text: "甲".into(), encoding };
        let gbk = File::new(SourcePath::new("content/a.md"), text(Encoding::Gb18030));
        let different = [
            stamp(|s| *s = s.with_text("content/a.md", "甲乙")),
            stamp(|s| *s = s.with_text("content/c.md", "")),
            stamp(|s| s.insert(gbk)),
            stamp(|s| s.insert(picture(4, Duration::from_secs(7)))),
            stamp(|s| s.insert(picture(3, Duration::from_secs(8)))),
        ];
        for stamp in different {
            assert_ne!(stamp.expect("an old picture"), whole);
        }
    }

    #[test]
    fn a_file_changed_just_now_proves_nothing() {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
        assert_eq!(stamp(|s| s.insert(picture(3, now))), None);
    }
}
