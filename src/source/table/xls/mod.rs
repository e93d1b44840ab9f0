//! Workbooks of the years 1995 to 2003, which hold 65 536 rows at most.

mod record;
mod sheet;
mod strings;

use std::collections::HashMap;
use std::io::BufReader;

use super::fault::{Step, TooLarge};
use super::format::{Epoch, Format};
use super::note::SheetState;
use super::row::Rows;
use super::{TableFault, TableOptions};
use crate::source::{File, Reader};

use record::{Record, Records};
use strings::{Charset, Field};

/// A workbook's stream of records.
type Stream<'f> = Records<BufReader<cfb::Stream<Reader<'f>>>>;

/// What all sheets of a workbook share.
struct Shared {
    charset: Charset,
    epoch: Epoch,
    strings: Vec<String>,
    codes: HashMap<u16, Format>,
    /// The number of the format of each style.
    styles: Vec<u16>,
    sheets: Vec<Sheet>,
}

/// A sheet before it is read.
struct Sheet {
    name: String,
    hidden: bool,
    cells: bool,
    /// Where it begins in the stream.
    start: u64,
}

impl Shared {
    /// The format of style number `at`.
    fn format(&self, at: u16) -> Format {
        let id = self.styles.get(usize::from(at)).copied().unwrap_or(0);
        self.codes.get(&id).copied().unwrap_or_else(|| Format::built_in(id.into()))
    }
}

/// Reads the sheets of the workbook `file` that `options` ask for into `rows`.
pub(super) fn read(file: &File, options: &TableOptions, rows: &mut Rows<'_>) -> Step {
    if file.length() > options.largest_part {
        let (part, limit) = (String::new(), options.largest_part);
        return Err(TableFault::TooLarge(TooLarge::Part { part, limit }).into());
    }
    let broken = |_| record::broken();
    let mut compound = cfb::OpenOptions::new().open_with(file.reader()?).map_err(broken)?;
    let name = if compound.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
    let stream = compound.open_stream(name).map_err(broken)?;
    let mut records = Records::new(BufReader::with_capacity(64 * 1024, stream));
    let mut shared = read_shared(&mut records)?;
    let sheets = std::mem::take(&mut shared.sheets);
    super::all_there(options, sheets.iter().map(|sheet| sheet.name.as_str()))?;
    for sheet in sheets {
        match options.state(&sheet.name, sheet.cells, sheet.hidden) {
            SheetState::Read => {
                rows.open_sheet(sheet.name);
                records.seek(sheet.start)?;
                sheet::read(&mut records, &shared, rows)?;
            }
            state => rows.skip_sheet(sheet.name, state),
        }
    }
    Ok(())
}

/// Reads what stands before the first sheet.
fn read_shared(records: &mut Stream<'_>) -> Result<Shared, TableFault> {
    let mut shared = Shared {
        charset: Charset::default(),
        epoch: Epoch::Y1900,
        strings: Vec::new(),
        codes: HashMap::new(),
        styles: Vec::new(),
        sheets: Vec::new(),
    };
    while let Some(record) = records.next()? {
        match record.kind {
            record::END => break,
            record::PASSWORD => return Err(TableFault::Encrypted),
            _ => shared.take(&record).ok_or_else(record::broken)?,
        }
    }
    Ok(shared)
}

impl Shared {
    /// Takes what a record says of the whole workbook; none when it is damaged.
    fn take(&mut self, record: &Record) -> Option<()> {
        let mut field = Field::new(record);
        match record.kind {
            record::BEGIN => self.charset.wide = field.u16()? >= 0x0600,
            record::CODE_PAGE => self.charset.set_page(field.u16()?),
            record::DATE_MODE if field.u16()? == 1 => self.epoch = Epoch::Y1904,
            record::SHEET => self.sheets.push(sheet(&mut field, self.charset)?),
            record::FORMAT => {
                let id = field.u16()?;
                let code = if self.charset.wide {
                    field.long_text(self.charset)?
                } else {
                    field.short_text(self.charset)?
                };
                self.codes.insert(id, Format::parse(&code));
            }
            record::STYLE => {
                field.skip(2)?;
                self.styles.push(field.u16()?);
            }
            record::STRINGS => self.strings = field.shared_texts()?,
            _ => {}
        }
        Some(())
    }
}

fn sheet(field: &mut Field<'_>, charset: Charset) -> Option<Sheet> {
    let start = field.u32()?.into();
    let (hidden, kind) = (field.u8()? & 3 > 0, field.u8()?);
    Some(Sheet { name: field.short_text(charset)?, hidden, cells: kind == 0, start })
}
