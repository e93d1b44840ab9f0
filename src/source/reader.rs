//! Reading the bytes of one file piece by piece.

use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

use super::{Content, File};
use crate::error::{Error, Result};

/// How much of a file on disk is read at once, in bytes.
const BUFFER: usize = 128 * 1024;

/// The bytes of a file, read as they are needed. Made by [`File::reader`].
#[derive(Debug)]
pub struct Reader<'a>(From<'a>);

#[derive(Debug)]
enum From<'a> {
    Memory(Cursor<&'a [u8]>),
    Disk(BufReader<std::fs::File>),
}

impl File {
    /// Its bytes as a stream that can be rewound: of a text, the decoded form; of a file on disk,
    /// what it holds now, a small piece at a time; of one that cannot be used, nothing.
    ///
    /// # Errors
    /// When the file on disk cannot be opened.
    ///
    /// ```
    /// use std::io::Read as _;
    /// use fengbei::source::{Content, File, SourcePath};
    /// let file = File::new(SourcePath::new("a.csv"), Content::text("姓名"));
    /// let mut text = String::new();
    /// file.reader()?.read_to_string(&mut text).expect("it is in memory");
    /// assert_eq!(text, "姓名");
    /// # Ok::<(), fengbei::error::Error>(())
    /// ```
    pub fn reader(&self) -> Result<Reader<'_>> {
        Ok(Reader(match &self.content {
            Content::Text { text, .. } => From::Memory(Cursor::new(text.as_bytes())),
            Content::Bytes(bytes) => From::Memory(Cursor::new(bytes)),
            Content::Unreadable(_) => From::Memory(Cursor::new(&[])),
            Content::Disk { path, .. } => {
                let file = std::fs::File::open(path).map_err(|e| Error::read(path, e))?;
                From::Disk(BufReader::with_capacity(BUFFER, file))
            }
        }))
    }
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.0 {
            From::Memory(bytes) => bytes.read(buffer),
            From::Disk(file) => file.read(buffer),
        }
    }
}

impl BufRead for Reader<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match &mut self.0 {
            From::Memory(bytes) => bytes.fill_buf(),
            From::Disk(file) => file.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        match &mut self.0 {
            From::Memory(bytes) => bytes.consume(amount),
            From::Disk(file) => file.consume(amount),
        }
    }
}

impl Seek for Reader<'_> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        match &mut self.0 {
            From::Memory(bytes) => bytes.seek(position),
            From::Disk(file) => file.seek(position),
        }
    }
}
