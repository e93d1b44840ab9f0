//! Why a table cannot be read, without words: those are for the stage that knows the reader.

use super::super::{Cause, Encoding};
use crate::error::Error;

/// Why a table, or the rest of it, could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableFault {
    /// The file itself cannot be used.
    Unreadable(Cause),
    /// The file's name says that it is no table, such as `.docx`.
    NoTable,
    /// The file's bytes are something else than its name says: it must be saved as what the name
    /// says, or be renamed.
    OtherKind(Found),
    /// It needs a password to be opened: the password must be removed.
    Encrypted,
    /// There is no cell with text in it.
    Empty,
    /// None of the sheets asked for is there, or not all of them.
    NoSheet {
        /// The first name that was asked for and is not there.
        asked: String,
        /// The names that are there, in order.
        there: Vec<String>,
    },
    /// Some rows are in another encoding than the rest, or damaged.
    Encoding {
        /// The encoding in which most rows make sense.
        most: Encoding,
        /// The first rows that make no sense in it.
        rows: Vec<u32>,
        /// How many rows make no sense in all.
        count: u64,
    },
    /// A quote that opens a cell is never closed.
    OpenQuote {
        /// The row in which it stands.
        row: u32,
        /// The column in which it stands.
        column: u32,
    },
    /// Something is larger than any table made by people, or than was allowed.
    TooLarge(TooLarge),
    /// The workbook is damaged.
    Broken {
        /// The part of it that is, such as `xl/worksheets/sheet1.xml`.
        part: String,
    },
}

/// What is too large.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TooLarge {
    /// A part of a workbook when unpacked.
    Part {
        /// Its name in the workbook.
        part: String,
        /// The largest it may be, in bytes.
        limit: u64,
    },
    /// The text of one row, which may have 64 MiB.
    Row(u32),
    /// All rows of a workbook together.
    Rows,
    /// A row or column beyond those that office programs know.
    Reach {
        /// The row.
        row: u32,
    },
    /// The number of parts, formats or merged ranges of a workbook.
    Count,
}

/// What a file really is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found {
    /// Plain text, such as CSV or a table with tabulators.
    Text,
    /// A web page: exports of many web systems, named `.xls`.
    Html,
    /// XML, such as the XML tables of 2003.
    Xml,
    /// A workbook as office programs write it since 2007, `.xlsx`.
    Xlsx,
    /// A binary workbook, `.xlsb`.
    Xlsb,
    /// A workbook of the years 1995 to 2003, `.xls`.
    Xls,
    /// A workbook from before 1995.
    OldXls,
    /// An `OpenDocument` table, `.ods`.
    Ods,
    /// A text document, of any office program.
    Document,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// An archive, such as ZIP or RAR.
    Archive,
    /// Nothing that we know.
    Unknown,
}

/// Why reading stopped before the end.
#[derive(Debug)]
pub(super) enum Stop {
    /// The caller has seen enough.
    Asked,
    /// It cannot go on.
    Fault(TableFault),
}

/// What a step of reading comes to.
pub(super) type Step<T = ()> = Result<T, Stop>;

impl From<TableFault> for Stop {
    fn from(fault: TableFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<std::io::Error> for TableFault {
    fn from(error: std::io::Error) -> Self {
        Self::Unreadable(Cause::System(error.to_string()))
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Fault(error.into())
    }
}

impl From<Error> for TableFault {
    fn from(error: Error) -> Self {
        let words = match error {
            Error::Io { cause, .. } => cause.to_string(),
            other @ (Error::Theme(_) | Error::Other(_)) => other.to_string(),
        };
        Self::Unreadable(Cause::System(words))
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Fault(error.into())
    }
}
