//! The public data of a dataset, to take away: what the pages show, as CSV and as JSON.

use serde::{Serialize, Serializer};

use super::csv::Csv;
use crate::model::{Cell, Dataset, FieldId, RowId};
use crate::plan::{DataForm, DatasetPlan, cell_words};

/// The data of `dataset`.
pub fn data(dataset: &Dataset, plan: &DatasetPlan, form: DataForm) -> String {
    match form {
        DataForm::Csv => csv(dataset, plan),
        DataForm::Json => json(dataset, plan),
    }
}

/// The address of a link stands behind its title.
fn csv(dataset: &Dataset, plan: &DatasetPlan) -> String {
    let mut out = Csv::new();
    let header = |id: &FieldId| {
        let field = dataset.settings.field(*id);
        let unit = |unit: &str| format!("{}（{unit}）", field.name);
        if field.unit.is_empty() { field.name.clone() } else { unit(&field.unit) }
    };
    out.row(plan.told.iter().map(header));
    for row in &dataset.order {
        out.row(plan.told.iter().map(|id| match dataset.cell(*row, *id) {
            Cell::Link(link) if link.title != link.address => {
                format!("{} {}", link.title, link.address)
            }
            Cell::Empty
            | Cell::Text(_)
            | Cell::Number(_)
            | Cell::Date(_)
            | Cell::Choice(_)
            | Cell::Figure(_)
            | Cell::Link(_) => cell_words(dataset, *row, *id),
        }));
    }
    out.finish()
}

fn json(dataset: &Dataset, plan: &DatasetPlan) -> String {
    let fields = plan.told.iter().map(|id| {
        let field = dataset.settings.field(*id);
        FieldData { key: &field.key, name: &field.name, unit: &field.unit }
    });
    let data = Data {
        licence: dataset.settings.licence.as_deref(),
        fields: fields.collect(),
        rows: Rows { dataset, fields: &plan.told },
    };
    serde_json::to_string(&data).expect("texts have a JSON form")
}

#[derive(Serialize)]
struct Data<'a> {
    licence: Option<&'a str>,
    fields: Vec<FieldData<'a>>,
    rows: Rows<'a>,
}

#[derive(Serialize)]
struct FieldData<'a> {
    key: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    unit: &'a str,
}

/// Rows as JSON, written as they are read: there may be very many.
struct Rows<'a> {
    dataset: &'a Dataset,
    fields: &'a [FieldId],
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.dataset.order.iter().map(|row| Row { of: self, row: *row }))
    }
}

/// A row without the cells that say nothing.
struct Row<'a> {
    of: &'a Rows<'a>,
    row: RowId,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Rows { dataset, fields } = self.of;
        let said = fields.iter().filter(|id| *dataset.cell(self.row, **id) != Cell::Empty);
        to.collect_map(said.map(|id| {
            (&dataset.settings.field(*id).key, Value { dataset, row: self.row, field: *id })
        }))
    }
}

/// A cell as machines want it: a day as `2026-09-30`, a link with its address.
struct Value<'a> {
    dataset: &'a Dataset,
    row: RowId,
    field: FieldId,
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.dataset.cell(self.row, self.field) {
            Cell::Date(date) => to.serialize_str(&date.edtf()),
            Cell::Link(link) => {
                to.collect_map([("title", &link.title), ("address", &link.address)])
            }
            Cell::Empty | Cell::Text(_) | Cell::Number(_) | Cell::Choice(_) | Cell::Figure(_) => {
                to.serialize_str(&cell_words(self.dataset, self.row, self.field))
            }
        }
    }
}
