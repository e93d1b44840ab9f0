//! Papers passage by passage: Word files, slides, PDFs and plain text, as office programs save them.
//!
//! Knows passages and where a person finds them; never knows what they say, never holds a whole
//! paper, and never passes over in silence what it cannot read.

mod office;
mod pdf;
mod plain;

use serde::{Deserialize, Serialize};

use super::table::TableFault;
use super::{Content, File, SourcePath};

pub use pdf::THREAD as PDF_THREAD;

/// The largest paper, in bytes: of larger ones nobody reads the words.
const LARGEST: u64 = 128 << 20;

/// The largest part of an office file when unpacked, in bytes.
const LARGEST_PART: u64 = 256 << 20;

/// A kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperKind {
    /// A text document as office programs write it since 2007: `.docx`.
    Word,
    /// Slides as office programs write them since 2007: `.pptx`.
    Slides,
    /// `.pdf`
    Pdf,
    /// Plain text and what is written as such: `.txt`, `.json`, `.xml`, `.html`.
    Plain,
    /// A paper or an archive that cannot be looked into, such as `.doc` or `.zip`.
    Sealed,
}

impl PaperKind {
    /// The kind of paper that a file at `path` is by its name; none for what is no paper.
    ///
    /// ```
    /// use fengbei::source::{SourcePath, paper::PaperKind};
    /// assert_eq!(PaperKind::of(&SourcePath::new("a/notice.DOCX")), Some(PaperKind::Word));
    /// assert_eq!(PaperKind::of(&SourcePath::new("a/photo.jpg")), None);
    /// ```
    pub fn of(path: &SourcePath) -> Option<Self> {
        match path.extension().to_ascii_lowercase().as_str() {
            "docx" | "docm" | "dotx" => Some(Self::Word),
            "pptx" | "ppsx" => Some(Self::Slides),
            "pdf" => Some(Self::Pdf),
            "txt" | "json" | "xml" | "htm" | "html" => Some(Self::Plain),
            "doc" | "wps" | "dot" | "wpt" | "rtf" | "odt" | "ppt" | "dps" | "odp" | "ofd"
            | "xlsb" | "zip" | "rar" | "7z" => Some(Self::Sealed),
            _ => None,
        }
    }
}

/// Where in a paper a passage stands, as a person finds it. All numbers count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PaperSpot {
    /// A paragraph of the text, tables aside.
    Paragraph(u32),
    /// A cell of a table in the text.
    Cell {
        /// Which table.
        table: u32,
        /// Its row.
        row: u32,
        /// The cell's place in the row; one that spans several columns counts once.
        column: u32,
    },
    /// What stands at the head or the foot of every page.
    Margin,
    /// A footnote or an endnote.
    Note,
    /// The same, when it is known as which one the text leads to it, counted from one.
    NumberedNote(u32),
    /// A remark that somebody made in the margin, which goes out with the file.
    Comment,
    /// A slide, with the words of who speaks.
    Slide(u32),
    /// A page.
    Page(u32),
    /// A line.
    Line(u32),
}

/// Why a paper, or the rest of it, could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum PaperFault {
    /// It is of a kind that cannot be looked into.
    Sealed,
    /// It needs a password to be opened.
    Encrypted,
    /// It is damaged, or something else than its name says.
    Broken,
    /// It is larger than any paper made by people, or reading it takes too long.
    TooLarge,
    /// It has pages and no words on them: pictures of pages.
    NoWords,
    /// Some of its pages have letters that the file does not explain.
    UnknownLetters,
    /// It cannot be opened; the system's own words.
    Unreadable(String),
}

/// What is given to whoever reads a paper.
pub type EachPassage<'e> = &'e mut dyn FnMut(PaperSpot, &str);

/// Reads `file`, which is a paper of `kind`, and gives every passage that holds words to `each`, in
/// the order of the file. Deleted words that a file still carries are words.
///
/// # Errors
/// A fault says why nothing, or not all, could be read; passages given before it remain true.
///
/// ```
/// use fengbei::source::paper::{PaperKind, PaperSpot, read_paper};
/// use fengbei::source::{Content, File, SourcePath};
///
/// let file = File::new(SourcePath::new("a.txt"), Content::Bytes(b"one\n\ntwo"[..].into()));
/// let mut lines = Vec::new();
/// read_paper(&file, PaperKind::Plain, &mut |spot, words| lines.push((spot, words.to_owned())))?;
/// assert_eq!(lines, [(PaperSpot::Line(1), "one".into()), (PaperSpot::Line(3), "two".into())]);
/// # Ok::<(), fengbei::source::paper::PaperFault>(())
/// ```
pub fn read_paper(file: &File, kind: PaperKind, each: EachPassage<'_>) -> Result<(), PaperFault> {
    if let Content::Unreadable(_) = &file.content {
        return Err(PaperFault::Broken);
    }
    if kind != PaperKind::Sealed && file.length() > LARGEST {
        return Err(PaperFault::TooLarge);
    }
    match kind {
        PaperKind::Word => office::read_word(file, each),
        PaperKind::Slides => office::read_slides(file, each),
        PaperKind::Pdf => pdf::read(file, each),
        PaperKind::Plain => plain::read(file, each),
        PaperKind::Sealed => Err(PaperFault::Sealed),
    }
}

impl From<TableFault> for PaperFault {
    fn from(fault: TableFault) -> Self {
        match fault {
            TableFault::Encrypted => Self::Encrypted,
            TableFault::TooLarge(_) => Self::TooLarge,
            TableFault::Empty => Self::NoWords,
            TableFault::Unreadable(cause) => match cause {
                super::Cause::System(words) => Self::Unreadable(words),
                super::Cause::Encoding { .. } | super::Cause::LeadsOut => Self::Broken,
            },
            TableFault::NoTable
            | TableFault::OtherKind(_)
            | TableFault::NoSheet { .. }
            | TableFault::Encoding { .. }
            | TableFault::OpenQuote { .. }
            | TableFault::Broken { .. } => Self::Broken,
        }
    }
}

impl From<crate::error::Error> for PaperFault {
    fn from(error: crate::error::Error) -> Self {
        Self::from(TableFault::from(error))
    }
}
