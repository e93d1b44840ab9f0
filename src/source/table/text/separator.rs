//! What stands between the cells of a text table.

use super::super::{Separator, TableFault, TableOptions};
use super::encoding::Detected;
use super::stream::Stream;
use crate::source::File;

/// How many rows are compared.
const ROWS: usize = 100;

impl Separator {
    /// The separator as a byte.
    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Tab => b'\t',
            Self::Comma => b',',
            Self::Semicolon => b';',
        }
    }
}

/// The separator of `file`: the one asked for, the one that its first line names by `sep=;`, or
/// the one of which most rows have the same number.
pub(super) fn find(
    file: &File,
    options: &TableOptions,
    detected: &Detected,
) -> Result<Separator, TableFault> {
    if let Some(separator) = options.separator {
        return Ok(separator);
    }
    let mut stream = Stream::open(file, detected)?;
    let start = stream.next()?.unwrap_or_default();
    Ok(named(start).map_or_else(|| most_even(start, usual(file)), |(separator, _)| separator))
}

/// The separator that the first line names, and how long that line is.
pub(super) fn named(start: &[u8]) -> Option<(Separator, usize)> {
    let rest = start.strip_prefix(b"sep=")?;
    let (byte, rest) = rest.split_first()?;
    let end = rest.iter().position(|b| !matches!(b, b'\r' | b'\n')).unwrap_or(rest.len());
    let end = end.min(if rest.starts_with(b"\r\n") { 2 } else { 1 });
    let separator = all().into_iter().find(|s| s.byte() == *byte)?;
    (end > 0).then_some((separator, 5 + end))
}

fn all() -> [Separator; 3] {
    [Separator::Tab, Separator::Comma, Separator::Semicolon]
}

fn usual(file: &File) -> Separator {
    match file.path.extension().to_ascii_lowercase().as_str() {
        "tsv" | "tab" => Separator::Tab,
        _ => Separator::Comma,
    }
}

/// The separator of which most rows have the same number; tabulators rather than others, which
/// stand in sentences too.
fn most_even(start: &[u8], usual: Separator) -> Separator {
    let rows = counts(start);
    let even = |separator: Separator| {
        let at = all().iter().position(|s| *s == separator).expect("one of all");
        let column = || rows.iter().map(|row| row[at]).filter(|count| *count > 0);
        column().map(|count| column().filter(|other| *other == count).count()).max()
    };
    let rank = |s: Separator| (even(s), s == Separator::Tab, s == usual);
    let best = all().into_iter().max_by_key(|s| rank(*s)).expect("one of all");
    if even(best).is_none() { usual } else { best }
}

/// How many of each separator stand in each of the first rows, outside quotes.
fn counts(start: &[u8]) -> Vec<[u32; 3]> {
    let (mut rows, mut row, mut quoted) = (Vec::new(), [0; 3], false);
    for byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                rows.push(std::mem::take(&mut row));
                if rows.len() == ROWS {
                    return rows;
                }
            }
            b'\t' if !quoted => row[0] += 1,
            b',' if !quoted => row[1] += 1,
            b';' if !quoted => row[2] += 1,
            _ => {}
        }
    }
    rows.push(row);
    rows
}
