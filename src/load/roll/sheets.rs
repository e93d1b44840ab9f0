//! The tables of a roll, row by row: where the header is, and which field each column is. Never
//! looks at what a row says of anybody.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::headers::{Header, header};
use super::told::OF_ROLLS;
use super::{ROLL_HEADER, ROLL_TABLE};
use crate::diag::{Capped, Diagnostic, Message, Place, Severity};
use crate::model::{RollField, RollTable};
use crate::say;
use crate::source::File;
use crate::source::table::{Row, TableOptions, read_table};

/// Rows in which the header is looked for.
const TITLE_ROWS: u32 = 20;

/// Whose tables are read: findings say what can be done there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RollReader {
    /// A site's, which says in `[roll]` what its headers mean.
    #[default]
    Site,
    /// A command's, which is told with `--header`.
    Command,
}

/// The header of a sheet, once it is found.
#[derive(Debug)]
pub struct RollSheet {
    /// Index of its table.
    pub table: u16,
    /// What each column says, from the left.
    pub columns: Vec<Option<RollField>>,
}

impl RollSheet {
    /// The column of `field`, from 1; the first when there is none.
    pub fn column(&self, field: RollField) -> u32 {
        let at = self.columns.iter().position(|known| *known == Some(field)).unwrap_or(0);
        u32::try_from(at + 1).unwrap_or(1)
    }
}

/// A row of a roll's table.
#[derive(Debug)]
pub enum RollPart<'r> {
    /// Above the header: a title.
    Title(Row<'r>),
    /// The header.
    Header(Row<'r>, &'r RollSheet),
    /// Below it.
    Entry(Row<'r>, &'r RollSheet),
}

/// A file while it is read.
struct Reading<'f> {
    file: &'f File,
    /// The sheet's name; none before the first row.
    name: Option<String>,
    state: State,
}

/// Where in a sheet the reading is.
enum State {
    /// Above the header.
    Above {
        /// Rows that were none.
        seen: u32,
        /// Whether one of them has two cells, as tables have and notes have not.
        is_table: bool,
    },
    /// Below it.
    Below {
        sheet: RollSheet,
        /// Row of the header.
        header: u32,
        /// Whether a row came.
        has_rows: bool,
    },
}

impl State {
    const fn above() -> Self {
        Self::Above { seen: 0, is_table: false }
    }
}

impl Reading<'_> {
    /// Ends a sheet: whoever stands in one without a header is told to be missing, and a header
    /// without anybody below it.
    fn end(&mut self, reader: RollReader, found: &mut Capped) {
        let state = std::mem::replace(&mut self.state, State::above());
        match (&self.name, state) {
            (Some(sheet), State::Above { is_table, .. }) => {
                let mut finding = no_header(self.file, sheet, reader);
                if !(is_table || sheet.is_empty()) {
                    finding.severity = Severity::Warning;
                }
                found.push(finding);
            }
            (Some(sheet), State::Below { header, has_rows: false, .. }) => {
                found.push(nobody(self.file, sheet, header));
            }
            (None, _) | (_, State::Below { .. }) => {}
        }
    }
}

/// Tables of a roll that were read.
#[derive(Debug, Default)]
pub struct RollTables {
    /// Whose they are.
    pub reader: RollReader,
    /// The tables.
    pub tables: Vec<RollTable>,
    /// What was found.
    pub found: Capped,
}

impl RollTables {
    /// Reads `file` and gives every row that holds text to `each`; `own` are the office's own
    /// headers.
    pub fn read(
        &mut self,
        file: &File,
        own: &BTreeMap<String, RollField>,
        each: &mut dyn FnMut(RollPart<'_>, &mut Capped),
    ) {
        let mut at = Reading { file, name: None, state: State::above() };
        let mut take = |row: Row<'_>| {
            if at.name.as_deref() != Some(row.sheet) {
                at.end(self.reader, &mut self.found);
                at.name = Some(row.sheet.to_owned());
            }
            match &mut at.state {
                State::Below { sheet, has_rows, .. } => {
                    *has_rows = true;
                    each(RollPart::Entry(row, sheet), &mut self.found);
                }
                State::Above { seen, is_table } if *seen < TITLE_ROWS => {
                    *seen += 1;
                    *is_table |= row.cells.len() > 1;
                    if let Some(sheet) = self.header(file, &row, own) {
                        let header = row.number;
                        each(RollPart::Header(row, &sheet), &mut self.found);
                        at.state = State::Below { sheet, header, has_rows: false };
                    } else {
                        each(RollPart::Title(row), &mut self.found);
                    }
                }
                State::Above { .. } => {}
            }
            ControlFlow::Continue(())
        };
        match read_table(file, &TableOptions::default(), &mut take) {
            Ok(told) => {
                super::told::notes(file, &told, &OF_ROLLS, &mut self.found);
                at.end(self.reader, &mut self.found);
            }
            Err(fault) => self.found.push(super::told::fault(file, &fault, &OF_ROLLS)),
        }
    }

    /// The header, when `row` is one: it names people and something else, or people alone in a
    /// table of one column.
    fn header(
        &mut self,
        file: &File,
        row: &Row<'_>,
        own: &BTreeMap<String, RollField>,
    ) -> Option<RollSheet> {
        let means: Vec<(u32, &str, Header)> = row
            .cells
            .iter()
            .map(|(column, cell)| (column, cell.trim(), header(cell, own)))
            .collect();
        let fields = means.iter().filter(|(.., means)| matches!(means, Header::Field(_))).count();
        let named = means.iter().any(|(.., means)| *means == Header::Field(RollField::Name));
        if !named || (fields < 2 && means.len() > 1) {
            return None;
        }
        let mut columns: Vec<Option<RollField>> = vec![None; row.cells.width() as usize];
        for (column, typed, means) in means {
            let place = || cell_place(file, row, column);
            match means {
                // Several may speak of relatives, and no word of any is published.
                Header::Field(RollField::Relatives)
                    if columns.contains(&Some(RollField::Relatives)) => {}
                Header::Field(field) if columns.contains(&Some(field)) => {
                    self.found.push(header_twice(place(), field, typed));
                }
                Header::Field(field) => columns[column as usize - 1] = Some(field),
                Header::Unknown if !typed.is_empty() => {
                    self.found.push(unknown_header(place(), typed, self.reader));
                }
                Header::Rank | Header::Unknown => {}
            }
        }
        let table = u16::try_from(self.tables.len()).expect("fewer than 65 536 tables");
        self.tables.push(RollTable {
            file: file.path.clone(),
            sheet: row.sheet.to_owned(),
            columns: columns.clone(),
        });
        Some(RollSheet { table, columns })
    }
}

/// Where a cell of `row` is.
pub fn cell_place(file: &File, row: &Row<'_>, column: u32) -> Place {
    Place::Cell { file: file.path.clone(), sheet: row.sheet.to_owned(), row: row.number, column }
}

fn no_header(file: &File, sheet: &str, reader: RollReader) -> Diagnostic {
    let place = Place::Cell { file: file.path.clone(), sheet: sheet.to_owned(), row: 1, column: 1 };
    let help = match reader {
        RollReader::Site => say!(
            "表头里要有“姓名”一列；列名不同的，在 _index.md 的 [roll] 里写 headers = [\"列名 = 姓名\"]；不是名录的工作表，请移出这个文件",
            "the header needs a column 姓名 (name); if it is called otherwise, write headers = [\"Column = name\"] in [roll] of _index.md; take sheets that are no rolls out of the file"
        ),
        RollReader::Command => say!(
            "表头里要有“姓名”一列；列名不同的，加上 --header \"列名=姓名\"；不是名录的工作表，请移出这个文件",
            "the header needs a column 姓名 (name); if it is called otherwise, add --header \"Column=name\"; take sheets that are no rolls out of the file"
        ),
    };
    Diagnostic::new(
        &ROLL_TABLE,
        place,
        say!(
            "前 {TITLE_ROWS} 行里没有找到表头，这张表没有读",
            "no header was found in the first {TITLE_ROWS} rows, so this table was not read"
        ),
    )
    .help(help)
}

fn nobody(file: &File, sheet: &str, row: u32) -> Diagnostic {
    let place = Place::Cell { file: file.path.clone(), sheet: sheet.to_owned(), row, column: 1 };
    let mut finding = Diagnostic::new(
        &ROLL_TABLE,
        place,
        say!("表头下面一行也没有，这张表里没有人", "there is no row below the header, so nobody is in this table"),
    )
    .help(say!(
        "核对是不是存错了文件、筛选后只导出了表头；不用的工作表请删去",
        "check that it is the right file and not an export of the header alone; delete sheets that are not used"
    ));
    finding.severity = Severity::Warning;
    finding
}

fn unknown_header(place: Place, typed: &str, reader: RollReader) -> Diagnostic {
    let (message, help) = match reader {
        RollReader::Site => (
            say!(
                "不认识“{typed}”这一列，它的内容没有公开",
                "the column “{typed}” is unknown, so nothing of it is published"
            ),
            say!(
                "要公开，在 _index.md 的 [roll] 里写 headers = [\"{typed} = 字段名\"]；不公开，可写 headers = [\"{typed} = 亲属\"]（内部字段）",
                "to publish it, write headers = [\"{typed} = field\"] in [roll] of _index.md; to keep it internal, headers = [\"{typed} = relatives\"]"
            ),
        ),
        RollReader::Command => (
            say!("不认识“{typed}”这一列", "the column “{typed}” is unknown"),
            say!(
                "知道它是什么，就加上 --header \"{typed}=字段名\"，例如 --header \"{typed}=籍贯\"",
                "if you know what it is, add --header \"{typed}=field\", such as --header \"{typed}=native_place\""
            ),
        ),
    };
    Diagnostic::new(&ROLL_HEADER, place, message).help(help)
}

fn header_twice(place: Place, field: RollField, typed: &str) -> Diagnostic {
    let (zh, en) = (field.title(), field.key());
    let message: Message = say!(
        "“{typed}”和前面一列都是“{zh}”，只用了前面的",
        "“{typed}” is {en} like a column before it; only the first is used"
    );
    Diagnostic::new(&ROLL_HEADER, place, message).help(say!(
        "给其中一列改名，或用 headers 指明各是什么",
        "rename one of them, or say with headers what each is"
    ))
}
