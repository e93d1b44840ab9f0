//! The files that were named, and those in folders that were named.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::source::{self, File};

/// A file to import.
#[derive(Debug)]
pub struct Given {
    pub file: File,
    /// Its path as it was typed.
    pub shown: String,
}

/// Every file, in the order in which they were named; those of a folder by name.
pub fn files<'t>(typed: impl Iterator<Item = &'t String>) -> Result<Vec<Given>> {
    let mut files = Vec::new();
    for typed in typed {
        let path = Path::new(typed);
        if path.is_dir() {
            for path in within(path)? {
                files.push(given(&path)?);
            }
        } else {
            files.push(given(path)?);
        }
    }
    Ok(files)
}

/// The bytes of the file at `path` beside `file`: only of one below its folder, whatever links there are.
pub fn beside(file: &str, path: &str) -> Option<Vec<u8>> {
    const LARGEST: u64 = 64 << 20;
    let folder = match Path::new(file).parent()? {
        here if here.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    let folder = folder.canonicalize().ok()?;
    let place = folder.join(path.trim_start_matches("./")).canonicalize().ok()?;
    let meta = place.metadata().ok()?;
    if !place.starts_with(&folder) || !meta.is_file() || meta.len() > LARGEST {
        return None;
    }
    std::fs::read(place).ok()
}

fn given(path: &Path) -> Result<Given> {
    Ok(Given { file: source::read_file(path)?, shown: path.display().to_string() })
}

/// The texts and tables in a folder and those below it. What programs leave behind is passed over,
/// and so are the folders in which browsers keep the pictures of a page.
fn within(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let walk = walk.filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        let kept =
            entry.file_type().is_dir() && (name.ends_with("_files") || name.ends_with(".files"));
        entry.depth() == 0 || !name.starts_with(['.', '~']) && !kept
    });
    for entry in walk {
        let entry = entry.map_err(|e| {
            let path = e.path().unwrap_or(folder).to_owned();
            Error::read(&path, e.into())
        })?;
        if entry.file_type().is_file() && is_given(entry.path()) {
            found.push(entry.into_path());
        }
    }
    Ok(found)
}

/// Whether a file in a folder is meant: a text or a table, also of a kind that must be refused by
/// name.
fn is_given(path: &Path) -> bool {
    const KINDS: [&str; 19] = [
        "docx", "docm", "dotx", "doc", "wps", "rtf", "odt", "pdf", "html", "htm", "mht", "txt",
        "md", "xlsx", "xls", "et", "ods", "csv", "tsv",
    ];
    let kind = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    KINDS.contains(&kind.as_str())
}
