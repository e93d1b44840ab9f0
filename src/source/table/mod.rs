//! Tables row by row: spreadsheets and text tables of any length, as text.
//!
//! Knows cells, rows and sheets; never knows what a column means, never holds a whole table, and
//! never repairs in silence: what is odd is told, what cannot be read is a fault.

mod fault;
mod format;
pub(crate) mod kind;
mod note;
mod number;
mod ods;
mod row;
mod text;
mod xls;
mod xlsx;

use std::ops::ControlFlow;

pub use fault::{Found, TableFault, TooLarge};
pub use kind::TableKind;
pub use note::{Merged, Oddity, SheetState, SheetTold, Spot, TableNote, Told};
pub use row::{Cells, Row};

use self::fault::Stop;
use self::row::Rows;
use super::{Content, File};

/// The largest row, in bytes of its text. Office programs stop at 32 767 characters a cell.
pub(super) const LARGEST_ROW: usize = 64 << 20;

/// The last row and column of any office program.
const LAST_ROW: u32 = 1 << 20;
const LAST_COLUMN: u32 = 1 << 14;

/// How many sheets a workbook may have.
const MOST_SHEETS: usize = 4096;

/// What is read of a table, and how.
#[derive(Debug, Clone)]
pub struct TableOptions {
    /// The sheets to read, by name; empty for all that are not hidden. A hidden sheet that is
    /// named here is read. Of no meaning for text tables.
    pub sheets: Vec<String>,
    /// What stands between the cells of a text table; none to find out.
    pub separator: Option<Separator>,
    /// How large a part of a workbook may be when unpacked, in bytes, and the rows that come of a
    /// workbook altogether. The texts that a workbook keeps apart from its sheets, which must be
    /// held in memory, may have a quarter of this.
    pub largest_part: u64,
}

impl Default for TableOptions {
    fn default() -> Self {
        Self { sheets: Vec::new(), separator: None, largest_part: 4 << 30 }
    }
}

impl TableOptions {
    /// What becomes of a sheet.
    fn state(&self, name: &str, cells: bool, hidden: bool) -> SheetState {
        let asked = self.sheets.iter().any(|sheet| sheet == name);
        match (cells, hidden) {
            (false, _) => SheetState::NoCells,
            (true, _) if asked => SheetState::Read,
            (true, true) => SheetState::Hidden,
            (true, false) if self.sheets.is_empty() => SheetState::Read,
            (true, false) => SheetState::NotAsked,
        }
    }
}

/// What stands between the cells of a text table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// A tabulator.
    Tab,
    /// `,`
    Comma,
    /// `;`
    Semicolon,
}

/// Reads `file` and gives every row that holds text to `each`, in the order of the file, until
/// `each` says [`ControlFlow::Break`].
///
/// The kind of table is taken from the file's name and must be what its bytes are. A text table is
/// read twice, first to find its encoding; of a workbook only the shared texts and the formats
/// stay in memory.
///
/// # Errors
/// A fault says why nothing, or not all, could be read; rows given before it remain true.
///
/// ```
/// use std::ops::ControlFlow;
/// use fengbei::source::table::{TableOptions, read_table};
/// use fengbei::source::{Content, File, SourcePath};
///
/// let file = File::new(SourcePath::new("roll.csv"), Content::text("姓名,籍贯\n张三,黄安\n"));
/// let mut names = Vec::new();
/// let told = read_table(&file, &TableOptions::default(), &mut |row| {
///     names.push((row.number, row.cells.get(1).to_owned()));
///     ControlFlow::Continue(())
/// })?;
/// assert_eq!(names, [(1, "姓名".into()), (2, "张三".into())]);
/// assert!(told.notes.is_empty());
/// # Ok::<(), fengbei::source::table::TableFault>(())
/// ```
pub fn read_table(
    file: &File,
    options: &TableOptions,
    each: &mut dyn FnMut(Row<'_>) -> ControlFlow<()>,
) -> Result<Told, TableFault> {
    if let Content::Unreadable(cause) = &file.content {
        return Err(TableFault::Unreadable(cause.clone()));
    }
    let kind = kind::of(file)?;
    let budget = if kind == TableKind::Text { u64::MAX } else { options.largest_part };
    let mut rows = Rows::new(kind, budget, each);
    let end = match kind {
        TableKind::Text => text::read(file, options, &mut rows),
        TableKind::Xlsx => xlsx::read(file, options, &mut rows),
        TableKind::Xls => xls::read(file, options, &mut rows),
        TableKind::Ods => ods::read(file, options, &mut rows),
    };
    match end {
        Ok(()) if rows.is_empty() => Err(TableFault::Empty),
        Ok(()) | Err(Stop::Asked) => Ok(rows.into_told()),
        Err(Stop::Fault(fault)) => Err(fault),
    }
}

/// That every sheet asked for is `there`.
fn all_there<'a>(
    options: &TableOptions,
    there: impl Iterator<Item = &'a str>,
) -> Result<(), TableFault> {
    let there: Vec<_> = there.map(str::to_owned).collect();
    match options.sheets.iter().find(|asked| !there.contains(asked)) {
        None => Ok(()),
        Some(asked) => Err(TableFault::NoSheet { asked: asked.clone(), there }),
    }
}
