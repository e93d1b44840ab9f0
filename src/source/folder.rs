//! Reading a site folder from the disk.

use std::io::Read as _;
use std::path::Path;
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{Cause, Content, Encoding, File, SourcePath, Sources, decode};
use crate::error::{Error, Result};

/// The parts of a site folder that are sources; everything else in it is not looked at.
const PARTS: [&str; 11] = [
    "addresses.lock",
    "content",
    "dismissals.toml",
    "inspection.toml",
    "print",
    "publishing.lock",
    "registry",
    "reviews.csv",
    "static",
    "templates",
    "themes",
];

/// Reads the settings file `config`, the ledgers, `content/`, `registry/`, `static/`, `templates/` and
/// `themes/` below `root`. A file that cannot be read becomes [`Content::Unreadable`].
pub fn read_folder(root: &Path, config: &str) -> Result<Sources> {
    let root = root.canonicalize().map_err(|e| Error::read(root, e))?;
    let files = read_parts(&root, std::iter::once(config).chain(PARTS));
    let mut sources = Sources { root: Some(root), ..Sources::default() };
    for file in files {
        sources.insert(file);
    }
    Ok(sources)
}

/// The folders of a site folder that hold sources.
pub fn source_folders() -> impl Iterator<Item = &'static str> {
    PARTS.into_iter().filter(|part| !part.contains('.'))
}

/// Every file at or below `parts`, which are paths below `root`.
pub(super) fn read_parts<'a>(root: &Path, parts: impl IntoIterator<Item = &'a str>) -> Vec<File> {
    let mut found = Vec::new();
    for part in parts {
        walk(root, part, &mut found);
    }
    // One buffer for many files: the texts are all that stays in memory.
    found
        .into_par_iter()
        .map_init(Vec::new, |buffer, entry| read_entry(root, entry, buffer))
        .collect()
}

/// Whether a file at `path` of the site folder would be read with it; `config` is the settings file.
pub fn is_source(path: &str, config: &str) -> bool {
    let mut parts = path.split('/');
    path == config
        || parts.next().is_some_and(|first| PARTS.contains(&first)) && !parts.any(is_hidden)
}

type Found = Result<DirEntry, File>;

fn walk(root: &Path, part: &str, found: &mut Vec<Found>) {
    let start = root.join(part);
    if start.symlink_metadata().is_err() {
        return;
    }
    let mut walker = WalkDir::new(start).follow_links(true).into_iter();
    while let Some(entry) = walker.next() {
        match entry {
            Ok(entry) if entry.depth() > 0 && is_hidden(&entry.file_name().to_string_lossy()) => {
                skip(&mut walker, &entry);
            }
            Ok(entry) if leads_out(root, &entry) => {
                found.push(Err(unreadable(root, entry.path(), Cause::LeadsOut)));
                skip(&mut walker, &entry);
            }
            Ok(entry) if entry.file_type().is_file() => found.push(Ok(entry)),
            Ok(_) => {}
            Err(error) => {
                let path = error.path().map_or_else(|| root.join(part), Path::to_path_buf);
                found.push(Err(unreadable(root, &path, Cause::System(error.to_string()))));
            }
        }
    }
}

/// Hidden files, the lock and backup files that office programs leave beside a document, and what
/// Windows keeps in folders for itself.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with("~$")
        || name.starts_with("~WRL")
        || ["Thumbs.db", "desktop.ini"].iter().any(|system| name.eq_ignore_ascii_case(system))
}

fn skip(walker: &mut walkdir::IntoIter, entry: &DirEntry) {
    if entry.file_type().is_dir() {
        walker.skip_current_dir();
    }
}

fn leads_out(root: &Path, entry: &DirEntry) -> bool {
    entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|real| real.starts_with(root))
}

fn read_entry(root: &Path, found: Found, buffer: &mut Vec<u8>) -> File {
    let entry = match found {
        Ok(entry) => entry,
        Err(file) => return file,
    };
    let path = relative(root, entry.path());
    let content = if is_text(&path) { read_text(&entry, buffer) } else { leave_on_disk(&entry) };
    File::new(path, content.unwrap_or_else(|e| Content::Unreadable(Cause::System(e.to_string()))))
}

fn read_text(entry: &DirEntry, buffer: &mut Vec<u8>) -> std::io::Result<Content> {
    buffer.clear();
    std::fs::File::open(entry.path())?.read_to_end(buffer)?;
    Ok(match simdutf8::basic::from_utf8(buffer) {
        Ok(text) if !text.starts_with('\u{feff}') => {
            Content::Text { text: text.into(), encoding: Encoding::Utf8 }
        }
        _ => decoded(buffer),
    })
}

fn decoded(bytes: &[u8]) -> Content {
    match decode(bytes) {
        Ok((text, encoding)) => Content::Text { text: text.into(), encoding },
        Err(at) => Content::Unreadable(Cause::Encoding { at }),
    }
}

/// One file anywhere, such as a table that a command is given; its bytes stay on the disk.
///
/// # Errors
/// When it is not there, or no file.
pub fn read_file(path: &Path) -> Result<File> {
    let meta = std::fs::metadata(path).map_err(|e| Error::read(path, e))?;
    if meta.is_dir() {
        return Err(Error::read(path, std::io::ErrorKind::IsADirectory.into()));
    }
    Ok(File::new(SourcePath::new(&path.to_string_lossy()), on_disk(path, &meta)))
}

fn leave_on_disk(entry: &DirEntry) -> std::io::Result<Content> {
    Ok(on_disk(entry.path(), &entry.metadata()?))
}

fn on_disk(path: &Path, meta: &std::fs::Metadata) -> Content {
    let modified = meta.modified().ok().and_then(|m| m.duration_since(UNIX_EPOCH).ok());
    Content::Disk {
        path: path.to_path_buf(),
        length: meta.len(),
        modified: modified.map_or(0, |d| d.as_nanos()),
        changed: changed(meta),
    }
}

#[cfg(unix)]
fn changed(meta: &std::fs::Metadata) -> u128 {
    use std::os::unix::fs::MetadataExt as _;
    let part = |number: i64| u128::try_from(number).unwrap_or(0);
    part(meta.ctime()) * 1_000_000_000 + part(meta.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &std::fs::Metadata) -> u128 {
    0
}

/// Files that are read as text at once: content, settings and templates. Tables and attachments
/// are read by the stage that needs them.
fn is_text(path: &SourcePath) -> bool {
    matches!(
        path.extension().as_str(),
        "md" | "toml" | "html" | "css" | "js" | "typ" | "svg" | "lock"
    )
}

fn unreadable(root: &Path, path: &Path, cause: Cause) -> File {
    File::new(relative(root, path), Content::Unreadable(cause))
}

fn relative(root: &Path, path: &Path) -> SourcePath {
    SourcePath::new(&path.strip_prefix(root).unwrap_or(path).to_string_lossy())
}
