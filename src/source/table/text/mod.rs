//! Text tables: CSV and its kin, in whatever encoding they were saved.

mod encoding;
mod mixed;
mod separator;
mod split;
mod stream;

use super::super::{Content, Encoding, File};
use super::TableOptions;
use super::fault::Step;
use super::row::Rows;

use encoding::Detected;
use split::Splitter;
use stream::Stream;

/// Reads the text table `file` into `rows`.
pub(super) fn read(file: &File, options: &TableOptions, rows: &mut Rows<'_>) -> Step {
    let detected = encoding::detect(file)?;
    if detected.doubtful
        && let Some(fault) = mixed::find(file, options, &detected)?
    {
        return Err(fault.into());
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
