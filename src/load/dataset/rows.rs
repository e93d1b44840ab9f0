//! Rows as they were typed → rows of the dataset. Every row is kept or found. Knows no files.

use super::finding_place;
use super::rules::{DATASET_CELL, DATASET_PRIVACY, DATASET_REQUIRED, DATASET_ROW};
use super::value;
use crate::diag::{Capped, Diagnostic, Message, Place};
use crate::load::figure::Quotable;
use crate::load::roll::Private;
use crate::model::{
    Cell, DatasetField, DatasetSettings, DatasetTable, DatasetTotals, FieldFeature, FieldId,
    FieldKind, Level, RowPlace,
};
use crate::say;

/// What was read so far.
pub struct Rows<'a> {
    /// What `[dataset]` says.
    pub settings: &'a DatasetSettings,
    /// The ledger of figures.
    ledger: Quotable<'a>,
    /// Cells, row by row.
    pub cells: Vec<Cell>,
    /// Where each row stands.
    pub places: Vec<RowPlace>,
    /// The tables; the last is being read.
    pub tables: Vec<DatasetTable>,
    /// What became of the rows.
    pub totals: DatasetTotals,
    /// Required fields that the table has a column for.
    required: Vec<FieldId>,
}

/// Characters (of UTF-16, as office programs count) that a cell can hold. More stand there only
/// where a quote is missing and rows run together.
const LONGEST: usize = 32_767;
/// Words of rows that are sums.
const SUMS: [&str; 7] = ["合计", "总计", "共计", "小计", "total", "subtotal", "sum"];

/// Whether a cell says that its row is a sum.
pub fn is_sum(cell: &str) -> bool {
    if cell.len() > 30 {
        return false;
    }
    let plain: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    SUMS.contains(&plain.trim_end_matches([':', '：']).to_lowercase().as_str())
}

impl<'a> Rows<'a> {
    /// No rows yet.
    pub fn new(settings: &'a DatasetSettings, ledger: Quotable<'a>) -> Self {
        Self {
            settings,
            ledger,
            cells: Vec::new(),
            places: Vec::new(),
            tables: Vec::new(),
            totals: DatasetTotals::default(),
            required: Vec::new(),
        }
    }

    /// Begins a table, whose header stands at `header`.
    pub fn begin(&mut self, table: DatasetTable, header: &Place, found: &mut Capped) {
        let has = |field: FieldId| table.columns.contains(&Some(field));
        let required = self.settings.fields().filter(|(_, f)| f.is(FieldFeature::Required));
        let (there, missing): (Vec<_>, Vec<_>) = required.partition(|(id, _)| has(*id));
        for (_, field) in missing {
            found.add(&DATASET_REQUIRED, || no_column(header.clone(), field));
        }
        self.required = there.into_iter().map(|(id, _)| id).collect();
        self.tables.push(table);
    }

    /// Takes a row that is neither blank nor a sum: its number in the table, and what is typed in
    /// each field.
    pub fn take(&mut self, row: u32, said: &[(FieldId, &str)], found: &mut Capped) {
        let settings = self.settings;
        let table = self.tables.last().expect("a table was begun");
        let place = |field| finding_place(table.place(row, field, settings.title));
        self.totals.rows += 1;
        let names_person = said.iter().any(|(id, typed)| {
            settings.field(*id).kind == FieldKind::Person && !typed.trim().is_empty()
        });
        let start = self.cells.len();
        self.cells.resize(start + settings.fields.len(), Cell::Empty);
        let mut is_private_title = false;
        for (id, typed) in said {
            let (field, typed) = (settings.field(*id), typed.trim());
            if typed.is_empty() || field.level == Level::Internal {
                continue;
            }
            if typed.len() > LONGEST && typed.encode_utf16().count() > LONGEST {
                found.add(&DATASET_CELL, || too_long(place(*id), field, typed));
            } else if let Some(private) = Private::in_row(typed, names_person) {
                found.add(&DATASET_PRIVACY, || told(&private, place(*id), field));
                is_private_title |= *id == settings.title;
            } else {
                let is_deadline = settings.deadline == Some(*id);
                let context = value::Context { is_deadline, ledger: self.ledger };
                self.cells[start + usize::from(id.0)] = match field.level {
                    Level::Masked => value::mask(field, typed),
                    Level::Public | Level::Internal => {
                        value::read(field, typed, context, &|| place(*id), found)
                    }
                };
            }
        }
        if self.cells[start + usize::from(settings.title.0)] == Cell::Empty {
            self.cells.truncate(start);
            self.totals.rejected += 1;
            if !is_private_title {
                found.add(&DATASET_ROW, || {
                    nameless(place(settings.title), settings.field(settings.title))
                });
            }
            return;
        }
        for id in &self.required {
            if !said.iter().any(|(of, typed)| of == id && !typed.trim().is_empty()) {
                let title = said.iter().find(|(of, _)| *of == settings.title);
                let title = title.map_or("", |(_, typed)| typed.trim());
                found.add(&DATASET_REQUIRED, || no_value(place(*id), settings.field(*id), title));
            }
        }
        let table = u16::try_from(self.tables.len() - 1).expect("fewer than 65 536 tables");
        self.places.push(RowPlace { table, row });
        self.totals.kept += 1;
    }
}

fn told(private: &Private, place: Place, field: &DatasetField) -> Diagnostic {
    let (what, masked, name) = (private.what(), private.masked(), &field.name);
    let message = Message::new(
        format!("“{name}”里有{}（{masked}），这一格没有发布", what.zh),
        format!("{name} holds {} ({masked}); the cell was not published", what.en),
    );
    Diagnostic::new(&DATASET_PRIVACY, place, message).help(say!(
        "从表里删去；确实要留底的，移到内部的列：[[dataset.field]] 里写 level = \"内部\"",
        "delete it from the table; what must be kept belongs in an internal column: level = \"internal\" in [[dataset.field]]"
    ))
}

fn nameless(place: Place, field: &DatasetField) -> Diagnostic {
    let name = &field.name;
    Diagnostic::new(
        &DATASET_ROW,
        place,
        say!(
            "这一行没有填“{name}”，没有收进数据表",
            "this row has no {name} and is not in the dataset"
        ),
    )
    .help(say!(
        "补上“{name}”；说明、备注一类不是数据的行，移到表外",
        "fill in {name}; move rows that are no data, such as notes, out of the table"
    ))
}

fn too_long(place: Place, field: &DatasetField, typed: &str) -> Diagnostic {
    let (name, count) = (&field.name, typed.chars().count());
    Diagnostic::new(
        &DATASET_CELL,
        place,
        say!(
            "“{name}”这一格有 {count} 个字，超过表格软件一格的上限（{LONGEST}），没有发布",
            "this cell of {name} has {count} characters, more than office programs allow ({LONGEST}), and was not published"
        ),
    )
    .help(say!(
        "多半是前后少了一个英文引号，几行并成了一格",
        "a quote is probably missing, so that rows ran together"
    ))
}

fn no_column(place: Place, field: &DatasetField) -> Diagnostic {
    let name = &field.name;
    Diagnostic::new(
        &DATASET_REQUIRED,
        place,
        say!("这张表没有“{name}”一列，而它是必填的", "this table has no column {name}, which is required"),
    )
    .help(say!(
        "补上这一列；列名不同的，在 [[dataset.field]] 里写 name = \"{name}\"、aliases = [\"表里的列名\"]；不必填的写 required = false",
        "add the column; if it is called otherwise, write name = \"{name}\" and aliases = [\"the header\"] in [[dataset.field]]; if it need not be there, required = false"
    ))
}

fn no_value(place: Place, field: &DatasetField, title: &str) -> Diagnostic {
    let name = &field.name;
    Diagnostic::new(
        &DATASET_REQUIRED,
        place,
        say!("“{title}”没有填“{name}”", "“{title}” has no {name}"),
    )
    .help(say!(
        "补上；不必每行都填的，写 required = false",
        "fill it in; if rows need not have it, write required = false"
    ))
}
