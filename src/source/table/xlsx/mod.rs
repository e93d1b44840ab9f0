//! Workbooks as office programs write them since 2007, one cell at a time.

mod parts;
mod sheet;
mod strings;
mod styles;

use super::fault::Step;
use super::format::Epoch;
use super::note::SheetState;
use super::row::Rows;
use super::{TableFault, TableOptions};
use crate::source::File;
use crate::source::package::Package;

use parts::Sheet;
use strings::Strings;
use styles::Styles;

/// What all sheets of a workbook share.
struct Shared {
    strings: Strings,
    styles: Styles,
    epoch: Epoch,
}

/// Reads the sheets of the workbook `file` that `options` ask for into `rows`.
pub(super) fn read(file: &File, options: &TableOptions, rows: &mut Rows<'_>) -> Step {
    let mut package = Package::open(file.reader()?, options.largest_part)?;
    let parts = parts::find(&mut package)?;
    super::all_there(options, parts.sheets.iter().map(|sheet| sheet.name.as_str()))?;
    let shared = Shared {
        strings: strings::read(&mut package, &parts.strings, options.largest_part / 4)?,
        styles: styles::read(&mut package, &parts.styles)?,
        epoch: parts.epoch,
    };
    for sheet in parts.sheets {
        match options.state(&sheet.name, sheet.part.is_some(), sheet.hidden) {
            SheetState::Read => read_sheet(&mut package, &shared, sheet, rows)?,
            state => rows.skip_sheet(sheet.name, state),
        }
    }
    Ok(())
}

fn read_sheet(
    package: &mut Package<'_>,
    shared: &Shared,
    sheet: Sheet,
    rows: &mut Rows<'_>,
) -> Step {
    let part = sheet.part.expect("only sheets with cells are read");
    let Some(xml) = package.part(&part)? else {
        return Err(TableFault::Broken { part }.into());
    };
    rows.open_sheet(sheet.name);
    sheet::read(xml, shared, rows)
}
