//! `OpenDocument` tables, one cell at a time.

mod sheet;
mod styles;

use quick_xml::events::Event;

use super::fault::Step;
use super::row::Rows;
use super::{TableFault, TableOptions};
use crate::source::File;
use crate::source::package::Package;

use styles::Styles;

/// The part that holds all sheets.
const CONTENT: &str = "content.xml";

/// Reads the sheets of the workbook `file` that `options` ask for into `rows`.
pub(super) fn read(file: &File, options: &TableOptions, rows: &mut Rows<'_>) -> Step {
    let mut package = Package::open(file.reader()?, options.largest_part)?;
    if is_encrypted(&mut package)? {
        return Err(TableFault::Encrypted.into());
    }
    let mut styles = Styles::default();
    for part in ["styles.xml", CONTENT] {
        if let Some(xml) = package.part(part)? {
            styles.read(xml)?;
        }
    }
    let content = package.part(CONTENT)?;
    let xml = content.ok_or_else(|| TableFault::Broken { part: CONTENT.to_owned() })?;
    let there = sheet::read(xml, &styles, options, rows)?;
    Ok(super::all_there(options, there.iter().map(String::as_str))?)
}

/// Whether the list of parts says that some of them are encrypted.
fn is_encrypted(package: &mut Package<'_>) -> Result<bool, TableFault> {
    let Some(mut xml) = package.small_part("META-INF/manifest.xml")? else { return Ok(false) };
    loop {
        match xml.next()? {
            Event::Eof => return Ok(false),
            Event::Start(e) if e.local_name().as_ref() == b"encryption-data" => return Ok(true),
            _ => {}
        }
    }
}
