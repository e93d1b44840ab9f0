//! The records of which an old workbook consists.

use std::io::{Read, Seek, SeekFrom};

use super::super::TableFault;

pub(super) const END: u16 = 0x000a;
pub(super) const PASSWORD: u16 = 0x002f;
pub(super) const BEGIN: u16 = 0x0809;
pub(super) const CODE_PAGE: u16 = 0x0042;
pub(super) const DATE_MODE: u16 = 0x0022;
pub(super) const SHEET: u16 = 0x0085;
pub(super) const FORMAT: u16 = 0x041e;
pub(super) const STYLE: u16 = 0x00e0;
pub(super) const STRINGS: u16 = 0x00fc;
pub(super) const ROW: u16 = 0x0208;
pub(super) const COLUMNS: u16 = 0x007d;
pub(super) const NUMBER: u16 = 0x0203;
pub(super) const SHORT_NUMBER: u16 = 0x027e;
pub(super) const SHORT_NUMBERS: u16 = 0x00bd;
pub(super) const SHARED_TEXT: u16 = 0x00fd;
pub(super) const TEXT: u16 = 0x0204;
pub(super) const RICH_TEXT: u16 = 0x00d6;
pub(super) const FORMULA: u16 = 0x0006;
pub(super) const RESULT_TEXT: u16 = 0x0207;
pub(super) const TRUTH_OR_ERROR: u16 = 0x0205;
pub(super) const MERGED: u16 = 0x00e5;
const CONTINUED: u16 = 0x003c;

/// A record with all its continuations.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) kind: u16,
    pub(super) data: Vec<u8>,
    /// Where its continuations begin in `data`.
    pub(super) breaks: Vec<usize>,
}

/// A stream of records.
pub(super) struct Records<R> {
    reader: R,
    /// The kind and length of the next record, when they were read already.
    header: Option<(u16, u16)>,
}

/// That the workbook is damaged.
pub(super) fn broken() -> TableFault {
    TableFault::Broken { part: "Workbook".to_owned() }
}

impl<R: Read + Seek> Records<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, header: None }
    }

    /// Goes to the record at `place` of the stream.
    pub(super) fn seek(&mut self, place: u64) -> Result<(), TableFault> {
        self.header = None;
        self.reader.seek(SeekFrom::Start(place)).map_err(|_| broken())?;
        Ok(())
    }

    /// The next record; none at the end of the stream.
    pub(super) fn next(&mut self) -> Result<Option<Record>, TableFault> {
        let header = match self.header.take() {
            Some(header) => Some(header),
            None => self.read_header()?,
        };
        let Some((kind, length)) = header else { return Ok(None) };
        let mut record = Record { kind, data: Vec::new(), breaks: Vec::new() };
        self.read_data(&mut record.data, length)?;
        loop {
            match self.read_header()? {
                Some((CONTINUED, length)) => {
                    record.breaks.push(record.data.len());
                    self.read_data(&mut record.data, length)?;
                }
                other => {
                    self.header = other;
                    return Ok(Some(record));
                }
            }
        }
    }

    /// The header of a record; none at the end, and for the zeros that fill the stream up.
    fn read_header(&mut self) -> Result<Option<(u16, u16)>, TableFault> {
        let mut header = Vec::new();
        let read = self.reader.by_ref().take(4).read_to_end(&mut header);
        read.map_err(|_| broken())?;
        let [kind, more_kind, length, more_length] = header[..] else { return Ok(None) };
        let header =
            (u16::from_le_bytes([kind, more_kind]), u16::from_le_bytes([length, more_length]));
        Ok((header != (0, 0)).then_some(header))
    }

    fn read_data(&mut self, data: &mut Vec<u8>, length: u16) -> Result<(), TableFault> {
        let read = self.reader.by_ref().take(length.into()).read_to_end(data);
        match read {
            Ok(read) if read == usize::from(length) => Ok(()),
            _ => Err(broken()),
        }
    }
}
