//! The site folder as files with texts, and the only code that reads it.
//!
//! This module knows nothing of what the files mean.

mod decode;
mod folder;
pub(crate) mod package;
pub mod paper;
mod path;
mod reader;
mod reread;
mod stamp;
pub mod table;
pub(crate) mod xml;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

pub use decode::{Encoding, decode, encode};
pub use folder::{is_source, read_file, read_folder, source_folders};
pub use path::SourcePath;
pub use reader::Reader;
pub use reread::Reread;

use crate::error::{Error, Result};

/// What a source file holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// Text that was decoded when the folder was read.
    Text {
        /// The decoded text, without a byte order mark.
        text: Arc<str>,
        /// The encoding it was stored in.
        encoding: Encoding,
    },
    /// A file that is there and cannot be used.
    Unreadable(Cause),
    /// A file whose bytes stay on the disk until somebody asks.
    Disk {
        /// Where it is.
        path: PathBuf,
        /// Its length in bytes when the folder was read.
        length: u64,
        /// Its modification time in nanoseconds since 1970, to key caches with.
        modified: u128,
        /// When its bytes, name or rights were last changed, in the same unit, where the system
        /// tells; no program can set it.
        changed: u128,
    },
    /// Bytes held in memory (tests, unsaved pictures).
    Bytes(Arc<[u8]>),
}

/// Why a file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// It is text in none of the encodings we know.
    Encoding {
        /// Offset of the first byte that made no sense.
        at: usize,
    },
    /// It is a link to somewhere outside the site folder.
    LeadsOut,
    /// The operating system refused; its own words.
    System(String),
}

/// One file of the site folder.
#[derive(Debug)]
pub struct File {
    /// Its path in the site folder.
    pub path: SourcePath,
    /// What it holds.
    pub content: Content,
    digest: OnceLock<blake3::Hash>,
}

impl File {
    /// A file of `content` at `path`.
    pub fn new(path: SourcePath, content: Content) -> Self {
        Self { path, content, digest: OnceLock::new() }
    }

    /// The decoded text, when the file is one and could be read.
    pub fn text(&self) -> Option<&Arc<str>> {
        match &self.content {
            Content::Text { text, .. } => Some(text),
            Content::Unreadable(_) | Content::Disk { .. } | Content::Bytes(_) => None,
        }
    }

    /// Length in bytes.
    pub fn length(&self) -> u64 {
        match &self.content {
            Content::Text { text, .. } => text.len() as u64,
            Content::Unreadable(_) => 0,
            Content::Disk { length, .. } => *length,
            Content::Bytes(bytes) => bytes.len() as u64,
        }
    }

    /// The bytes: of a text, its decoded form; of a file on disk, what it holds now.
    pub fn bytes(&self) -> Result<std::borrow::Cow<'_, [u8]>> {
        Ok(match &self.content {
            Content::Text { text, .. } => text.as_bytes().into(),
            Content::Unreadable(_) => Vec::new().into(),
            Content::Disk { path, .. } => {
                std::fs::read(path).map_err(|e| Error::read(path, e))?.into()
            }
            Content::Bytes(bytes) => (&**bytes).into(),
        })
    }

    /// BLAKE3 digest of [`bytes`](Self::bytes), computed once.
    pub fn digest(&self) -> Result<blake3::Hash> {
        if let Some(hash) = self.digest.get() {
            return Ok(*hash);
        }
        let hash = blake3::hash(&self.bytes()?);
        Ok(*self.digest.get_or_init(|| hash))
    }
}

/// Every file of a site folder, by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: BTreeMap<SourcePath, Arc<File>>,
    root: Option<PathBuf>,
}

impl Sources {
    /// Sources from string literals, for tests and examples.
    ///
    /// ```
    /// let sources = fengbei::source::Sources::from_texts([("site.toml", "title = '双拥'")]);
    /// assert!(sources.text("site.toml").is_some());
    /// ```
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut sources = Self::default();
        for (path, text) in texts {
            sources.insert(File::new(SourcePath::new(path), Content::text(text)));
        }
        sources
    }

    /// Adds a file, replacing one of the same path.
    pub fn insert(&mut self, file: File) {
        self.files.insert(file.path.clone(), Arc::new(file));
    }

    /// The same sources with the text of one file replaced: an unsaved edit.
    #[must_use]
    pub fn with_text(&self, path: &str, text: &str) -> Self {
        let mut sources = self.clone();
        sources.insert(File::new(SourcePath::new(path), Content::text(text)));
        sources
    }

    /// The file at `path`.
    pub fn get(&self, path: &str) -> Option<&Arc<File>> {
        self.files.get(path)
    }

    /// The text of the file at `path`.
    pub fn text(&self, path: &str) -> Option<&Arc<str>> {
        self.get(path)?.text()
    }

    /// All files in path order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<File>> {
        self.files.values()
    }

    /// The files below `folder` (which ends with `/`, or is empty for all), in path order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a Arc<File>> {
        self.files
            .range::<str, _>((std::ops::Bound::Included(folder), std::ops::Bound::Unbounded))
            .map(|(_, file)| file)
            .take_while(move |file| file.path.as_str().starts_with(folder))
    }

    /// The folder these sources were read from; none for sources made from literals.
    pub fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }
}

impl Content {
    /// Text as if read from a UTF-8 file.
    pub fn text(text: &str) -> Self {
        Self::Text { text: text.into(), encoding: Encoding::Utf8 }
    }
}
