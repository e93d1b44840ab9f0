//! Text tables: CSV and its kin, in whatever encoding they were saved.

mod encoding;
mod separator;
mod split;
mod stream;

use super::super::{Content, Encoding, File};
use super::fault::Step;
use super::row::Rows;
use super::{TableFault, TableOptions};

use encoding::Detected;
use split::Splitter;
use stream::Stream;

/// Reads the text table `file` into `rows`.
pub(super) fn read(file: &File, options: &TableOptions, rows: &mut Rows<'_>) -> Step {
    let detected = encoding::detect(file)?;
    if detected.broken {
        return Err(broken_rows(file, options, &detected)?.into());
    }
    let separator = separator::find(file, options, &detected)?;
    let mut stream = Stream::open(file, &detected)?;
    rows.tell(told(file, &detected), separator);
    rows.open_sheet(String::new());
    let mut splitter = Splitter::new(separator, rows);
    while let Some(piece) = stream.next()? {
        splitter.feed(piece)?;
    }
    splitter.finish()
}

/// The encoding to tell of: that of the file, even when it was decoded before.
fn told(file: &File, detected: &Detected) -> Encoding {
    match &file.content {
        Content::Text { encoding, .. } => *encoding,
        Content::Unreadable(_) | Content::Disk { .. } | Content::Bytes(_) => detected.told,
    }
}

/// The rows in which bytes make no sense in the encoding of most.
fn broken_rows(
    file: &File,
    options: &TableOptions,
    detected: &Detected,
) -> Result<TableFault, TableFault> {
    const TOLD: usize = 100;
    let separator = separator::find(file, options, detected)?;
    let mut stream = Stream::open(file, detected)?;
    let (mut found, mut count) = (Vec::new(), 0);
    let mut look = |row: super::Row<'_>| {
        if row.cells.iter().any(|(_, cell)| cell.contains('\u{fffd}')) {
            count += 1;
            if found.len() < TOLD {
                found.push(row.number);
            }
        }
        std::ops::ControlFlow::Continue(())
    };
    let mut rows = Rows::new(super::TableKind::Text, u64::MAX, &mut look);
    rows.open_sheet(String::new());
    let mut splitter = Splitter::new(separator, &mut rows);
    while let Some(piece) = stream.next()? {
        if splitter.feed(piece).is_err() {
            break;
        }
    }
    // What else is wrong with the rows is found when their encoding is mended.
    let _ = splitter.finish();
    Ok(TableFault::Encoding { most: detected.told, rows: found, count })
}
