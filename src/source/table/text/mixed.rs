//! The rows of a text table that are in another encoding than most, or in none.

use std::ops::ControlFlow;

use super::super::row::{Row, Rows};
use super::super::{TableFault, TableKind, TableOptions};
use super::encoding::{Detected, is_meant_as_utf8};
use super::separator;
use super::split::Splitter;
use super::stream::Stream;
use crate::source::{Encoding, File};

/// How many rows are named.
const NAMED: usize = 100;

/// Numbers of rows, the first of them and how many.
#[derive(Default)]
struct Numbers {
    first: Vec<u32>,
    count: u64,
}

/// Rows with more than ASCII, by what they can be. Those that can be anything are left out.
#[derive(Default)]
struct Found {
    utf8: Numbers,
    eastern: Numbers,
    neither: Numbers,
}

/// A fault that names the rows which are not in the encoding of most; none when all are.
pub(super) fn find(
    file: &File,
    options: &TableOptions,
    detected: &Detected,
) -> Result<Option<TableFault>, TableFault> {
    if detected.told == Encoding::Utf16 {
        let mut lost = Numbers::default();
        walk(file, options, detected, &mut |row| {
            if row.cells.iter().any(|(_, cell)| cell.contains('\u{fffd}')) {
                lost.add(row.number);
            }
        })?;
        return Ok(Some(lost.fault(Encoding::Utf16)));
    }
    // Bytes above ASCII become characters that stand for themselves alone, so that rows can be
    // told apart before it is known what the bytes mean.
    let raw = Detected { decoder: encoding_rs::X_USER_DEFINED, doubtful: true, ..*detected };
    let mut found = Found::default();
    walk(file, options, &raw, &mut |row| found.add(&row))?;
    Ok(found.fault(detected.told))
}

/// Gives all rows, up to where they cannot be told apart any more, to `each`.
fn walk(
    file: &File,
    options: &TableOptions,
    detected: &Detected,
    each: &mut dyn FnMut(Row<'_>),
) -> Result<(), TableFault> {
    let separator = separator::find(file, options, detected)?;
    let mut stream = Stream::open(file, detected)?;
    let mut give = |row: Row<'_>| {
        each(row);
        ControlFlow::Continue(())
    };
    let mut rows = Rows::new(TableKind::Text, u64::MAX, &mut give);
    let mut splitter = Splitter::new(separator, &mut rows);
    while let Some(piece) = stream.next()? {
        if splitter.feed(piece).is_err() {
            return Ok(());
        }
    }
    // What else is wrong with the rows is found when their encoding is mended.
    let _ = splitter.finish();
    Ok(())
}

impl Numbers {
    fn add(&mut self, row: u32) {
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push(row);
        }
    }

    fn join(mut self, other: Self) -> Self {
        self.first.extend(other.first);
        self.first.sort_unstable();
        self.first.truncate(NAMED);
        Self { count: self.count + other.count, ..self }
    }

    fn fault(self, most: Encoding) -> TableFault {
        TableFault::Encoding { most, rows: self.first, count: self.count }
    }
}

impl Found {
    fn add(&mut self, row: &Row<'_>) {
        let mut bytes = Vec::new();
        for (_, cell) in row.cells.iter() {
            bytes.extend(cell.chars().map(byte));
            bytes.push(b',');
        }
        if bytes.is_ascii() {
            return;
        }
        let decoder = encoding_rs::GB18030;
        let eastern = decoder.decode_without_bom_handling_and_without_replacement(&bytes).is_some();
        let utf8 = std::str::from_utf8(&bytes).is_ok();
        let numbers = match (utf8, eastern) {
            (true, true) if !is_meant_as_utf8(&bytes) => return,
            (true, _) => &mut self.utf8,
            (false, true) => &mut self.eastern,
            (false, false) => &mut self.neither,
        };
        numbers.add(row.number);
    }

    fn fault(self, told: Encoding) -> Option<TableFault> {
        let utf8 = if told == Encoding::Utf8Mark { told } else { Encoding::Utf8 };
        let (most, rest) = if told == utf8 || self.utf8.count > self.eastern.count {
            (utf8, self.eastern)
        } else {
            (Encoding::Gb18030, self.utf8)
        };
        let rest = rest.join(self.neither);
        (rest.count > 0).then(|| rest.fault(most))
    }
}

/// The byte that a character stands for.
fn byte(c: char) -> u8 {
    let low = u32::from(c) & 0xff;
    u8::try_from(low).expect("eight bits")
}
