//! What kind of table a file is, by its name and by its first bytes.

use std::io::{BufRead as _, Seek as _};

use super::super::{File, Reader, SourcePath};
use super::{Found, TableFault};
use crate::source::package::Package;

/// A kind of table that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// A text table: `.csv`, `.tsv`, `.tab`.
    Text,
    /// A workbook as office programs write it since 2007: `.xlsx`, `.xlsm`.
    Xlsx,
    /// A workbook of the years 1995 to 2003: `.xls`, or `.et` of WPS.
    Xls,
    /// An `OpenDocument` table: `.ods`.
    Ods,
}

impl TableKind {
    /// The kind of table that a file at `path` is by its name; none for other files.
    ///
    /// ```
    /// use fengbei::source::{SourcePath, table::TableKind};
    /// assert_eq!(TableKind::of(&SourcePath::new("roll.XLSX")), Some(TableKind::Xlsx));
    /// assert_eq!(TableKind::of(&SourcePath::new("roll.docx")), None);
    /// ```
    pub fn of(path: &SourcePath) -> Option<Self> {
        match path.extension().to_ascii_lowercase().as_str() {
            "csv" | "tsv" | "tab" => Some(Self::Text),
            "xlsx" | "xlsm" => Some(Self::Xlsx),
            "xls" | "et" => Some(Self::Xls),
            "ods" => Some(Self::Ods),
            _ => None,
        }
    }

    fn found(self) -> Found {
        match self {
            Self::Text => Found::Text,
            Self::Xlsx => Found::Xlsx,
            Self::Xls => Found::Xls,
            Self::Ods => Found::Ods,
        }
    }
}

/// The kind of table that `file` is, by name and by bytes.
pub(super) fn of(file: &File) -> Result<TableKind, TableFault> {
    let kind = TableKind::of(&file.path).ok_or(TableFault::NoTable)?;
    match look(file.reader()?)? {
        None => Err(TableFault::Empty),
        Some(found) if found == kind.found() => Ok(kind),
        Some(found) => Err(TableFault::OtherKind(found)),
    }
}

/// What the bytes are; none when there are none.
pub(crate) fn look(mut reader: Reader<'_>) -> Result<Option<Found>, TableFault> {
    let start = reader.fill_buf()?;
    if start.is_empty() {
        return Ok(None);
    }
    let found = by_signature(start);
    reader.rewind()?;
    match found {
        Found::Archive if is_zip(&mut reader)? => look_into_zip(reader).map(Some),
        Found::Unknown => look_into_ole(reader).map(Some),
        found => Ok(Some(found)),
    }
}

fn is_zip(reader: &mut Reader<'_>) -> Result<bool, TableFault> {
    Ok(reader.fill_buf()?.starts_with(b"PK"))
}

/// Files by what they begin with; [`Found::Archive`] for every ZIP and [`Found::Unknown`] for every
/// compound file, which must be looked into.
fn by_signature(start: &[u8]) -> Found {
    const SIGNATURES: [(&[u8], Found); 17] = [
        (b"PK\x03\x04", Found::Archive),
        (b"PK\x05\x06", Found::Archive),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Found::Unknown),
        (b"%PDF", Found::Pdf),
        (b"{\\rtf", Found::Document),
        (b"\x89PNG", Found::Picture),
        (b"\xff\xd8\xff", Found::Picture),
        (b"GIF8", Found::Picture),
        (b"Rar!\x1a\x07", Found::Archive),
        (b"7z\xbc\xaf\x27\x1c", Found::Archive),
        (b"\x1f\x8b\x08", Found::Archive),
        (b"\x09\x00\x04\x00", Found::OldXls),
        (b"\x09\x02\x06\x00", Found::OldXls),
        (b"\x09\x04\x06\x00", Found::OldXls),
        (b"\x09\x08\x08\x00", Found::OldXls),
        (b"\x09\x08\x10\x00", Found::OldXls),
        (b"SQLite format 3\0", Found::Archive),
    ];
    let known = SIGNATURES.iter().find(|(bytes, _)| start.starts_with(bytes));
    known.map_or_else(|| markup(start), |(_, found)| *found)
}

/// Whether text is a web page, XML, or neither.
fn markup(start: &[u8]) -> Found {
    const PAGES: [&str; 6] = ["<html", "<!doctype html", "<table", "<head", "<meta", "<body"];
    let start = String::from_utf8_lossy(&start[..start.len().min(512)]).to_ascii_lowercase();
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if PAGES.iter().any(|page| start.starts_with(page)) {
        Found::Html
    } else if start.starts_with("<?xml") {
        if start.contains("<html") { Found::Html } else { Found::Xml }
    } else {
        Found::Text
    }
}

fn look_into_zip(reader: Reader<'_>) -> Result<Found, TableFault> {
    const PARTS: [(&str, Found); 7] = [
        ("xl/workbook.xml", Found::Xlsx),
        ("xl/workbook.bin", Found::Xlsb),
        ("word/document.xml", Found::Document),
        ("ppt/presentation.xml", Found::Document),
        ("xl/", Found::Xlsx),
        ("word/", Found::Document),
        ("ppt/", Found::Document),
    ];
    let mut package = Package::open(reader, 1 << 20)?;
    if let Some(kind) = package.text("mimetype", 200)? {
        return Ok(match kind.trim() {
            "application/vnd.oasis.opendocument.spreadsheet"
            | "application/vnd.oasis.opendocument.spreadsheet-template" => Found::Ods,
            kind if kind.starts_with("application/vnd.oasis.") => Found::Document,
            _ => Found::Archive,
        });
    }
    let known = PARTS.iter().find(|(part, _)| package.has_below(part));
    Ok(known.map_or(Found::Archive, |(_, found)| *found))
}

/// What a compound file is by the streams in it.
fn look_into_ole(reader: Reader<'_>) -> Result<Found, TableFault> {
    const STREAMS: [(&str, Found); 4] = [
        ("/Workbook", Found::Xls),
        ("/Book", Found::Xls),
        ("/WordDocument", Found::Document),
        ("/PowerPoint Document", Found::Document),
    ];
    let broken = |_| TableFault::Broken { part: String::new() };
    let file = cfb::OpenOptions::new().open_with(reader).map_err(broken)?;
    if file.exists("/EncryptedPackage") {
        return Err(TableFault::Encrypted);
    }
    let known = STREAMS.iter().find(|(stream, _)| file.is_stream(stream));
    Ok(known.map_or(Found::Unknown, |(_, found)| *found))
}
