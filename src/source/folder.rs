//! Reading a site folder from the disk.

use std::path::Path;
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{Content, File, SourcePath, Sources, decode};
use crate::diag::{Diagnostic, Message, Place, Report, Rule, Severity};
use crate::error::{Error, Result};
use crate::say;

/// A file or link that cannot be read.
pub static UNREADABLE_FILE: Rule = Rule {
    name: "unreadable-file",
    severity: Severity::Error,
    zh: "文件读不出来：编码不是 UTF-8、UTF-16 或 GB 18030，或者没有读取权限，或者是一个指向网站文件夹之外的链接。\
         用记事本或 WPS 打开它，另存为 UTF-8 即可。这样的文件不会被悄悄略过。",
    en: "A file could not be read: its encoding is none of UTF-8, UTF-16 or GB 18030, permission is missing, \
         or it is a link that leads out of the site folder. Open it in an editor and save it as UTF-8. \
         Such a file is never skipped in silence.",
};

/// The parts of a site folder that are sources; everything else in it is not looked at.
const PARTS: [&str; 4] = ["content", "themes", "templates", "static"];

/// Reads `site.toml` (or the file `config`), `content/`, `themes/`, `templates/` and `static/`
/// below `root`.
pub fn read_folder(root: &Path, config: &str) -> Result<(Sources, Report)> {
    let root = root.canonicalize().map_err(|e| Error::read(root, e))?;
    let mut report = Report::new();
    let mut entries = Vec::new();
    for part in std::iter::once(config).chain(PARTS) {
        walk(&root, part, &mut entries, &mut report);
    }
    let read: Vec<_> = entries.par_iter().map(|entry| read_entry(&root, entry)).collect();
    let mut sources = Sources { root: Some(root), ..Sources::default() };
    for one in read {
        match one {
            Ok(file) => {
                report.extend(unreadable_text(&file));
                sources.insert(file);
            }
            Err(finding) => report.push(*finding),
        }
    }
    Ok((sources, report))
}

fn walk(root: &Path, part: &str, entries: &mut Vec<DirEntry>, report: &mut Report) {
    let start = root.join(part);
    if !start.exists() {
        return;
    }
    let mut walker = WalkDir::new(start).follow_links(true).into_iter();
    while let Some(entry) = walker.next() {
        match entry {
            Ok(entry) if entry.depth() > 0 && is_hidden(&entry) => skip(&mut walker, &entry),
            Ok(entry) if leads_out(root, &entry) => {
                let place = Place::File(relative(root, entry.path()));
                report.push(unreadable(
                    place,
                    &say!("链接指向网站文件夹之外", "a link that leads out of the site folder"),
                ));
                skip(&mut walker, &entry);
            }
            Ok(entry) if entry.file_type().is_file() => entries.push(entry),
            Ok(_) => {}
            Err(error) => {
                let path = error.path().map_or_else(|| root.join(part), Path::to_path_buf);
                let place = Place::File(relative(root, &path));
                report.push(unreadable(place, &say!("{error}", "{error}")));
            }
        }
    }
}

fn skip(walker: &mut walkdir::IntoIter, entry: &DirEntry) {
    if entry.file_type().is_dir() {
        walker.skip_current_dir();
    }
}

fn leads_out(root: &Path, entry: &DirEntry) -> bool {
    entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|real| real.starts_with(root))
}

/// Hidden files, and the lock and backup files that office programs leave beside a document.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~')
}

fn read_entry(root: &Path, entry: &DirEntry) -> Result<File, Box<Diagnostic>> {
    let path = relative(root, entry.path());
    let fail = |cause: String| {
        Box::new(unreadable(Place::File(path.clone()), &say!("{cause}", "{cause}")))
    };
    let content = if is_text(&path) {
        text_content(std::fs::read(entry.path()).map_err(|e| fail(e.to_string()))?)
    } else {
        let meta = entry.metadata().map_err(|e| fail(e.to_string()))?;
        let modified = meta.modified().ok().and_then(|m| m.duration_since(UNIX_EPOCH).ok());
        Content::Disk {
            path: entry.path().to_path_buf(),
            length: meta.len(),
            modified: modified.map_or(0, |d| d.as_nanos()),
        }
    };
    Ok(File::new(path, content))
}

fn text_content(bytes: Vec<u8>) -> Content {
    match String::from_utf8(bytes) {
        Ok(text) if !text.starts_with('\u{feff}') => {
            Content::Text { text: text.into(), encoding: super::Encoding::Utf8 }
        }
        Ok(text) => decoded(text.as_bytes()),
        Err(error) => decoded(error.as_bytes()),
    }
}

fn decoded(bytes: &[u8]) -> Content {
    match decode(bytes) {
        Ok((text, encoding)) => Content::Text { text: text.into(), encoding },
        Err(at) => Content::Unreadable { at },
    }
}

/// Files that are read as text at once: content, settings and templates. Tables and attachments
/// are read by the stage that needs them.
fn is_text(path: &SourcePath) -> bool {
    matches!(path.extension().as_str(), "md" | "toml" | "html" | "css" | "js" | "typ" | "svg")
}

fn relative(root: &Path, path: &Path) -> SourcePath {
    SourcePath::new(&path.strip_prefix(root).unwrap_or(path).to_string_lossy())
}

fn unreadable_text(file: &File) -> Option<Diagnostic> {
    let Content::Unreadable { at } = file.content else { return None };
    let place = Place::File(file.path.clone());
    Some(
        Diagnostic::new(
            &UNREADABLE_FILE,
            place,
            say!("第 {at} 字节起的编码无法识别", "the encoding is unknown from byte {at} on"),
        )
        .help(say!(
            "用记事本或 WPS 打开这个文件，“另存为”并选择 UTF-8 编码",
            "open the file in an editor and save it as UTF-8"
        )),
    )
}

fn unreadable(place: Place, cause: &Message) -> Diagnostic {
    Diagnostic::new(
        &UNREADABLE_FILE,
        place,
        Message::new(format!("读不出来：{}", cause.zh), format!("cannot be read: {}", cause.en)),
    )
    .help(say!(
        "检查文件是否还在、是否有读取权限、是否是指向别处的链接",
        "check that the file is there, may be read and is not a link to elsewhere"
    ))
}
