//! Rows that are in a dataset twice.

use std::collections::HashMap;

use super::{each_dataset, place};
use crate::diag::{Diagnostic, Report, Rule, Severity};
use crate::model::{Dataset, FieldFeature, FieldId, FieldKind, RowId, Site};
use crate::plan::cell_words;
use crate::say;

/// A row that is there twice.
pub static DATASET_DUPLICATE: Rule = Rule {
    name: "dataset-duplicate",
    severity: Severity::Warning,
    zh: "数据表里有两行名称相同，日期、选项和用来筛选的字段也都相同，多半是同一件事登记了两次，合计和图表会多算。\
         名称相同而日期、届次、状态不同的不算。",
    en: "Two rows of a dataset have one name and agree in every date, choice and field that filters: one matter was \
         probably typed twice, and sums and charts count it twice. Rows of one name that differ in a date, an edition or \
         a state are no duplicates.",
};

pub fn check(site: &Site, report: &mut Report) {
    each_dataset(site, report, |dataset, found| {
        let telling = telling(dataset);
        let mut first: HashMap<Vec<String>, RowId> = HashMap::new();
        for row in dataset.rows() {
            let said = telling.iter().map(|field| cell_words(dataset, row, *field)).collect();
            if let Some(first) = first.get(&said) {
                found.add(&DATASET_DUPLICATE, || finding(dataset, *first, row));
            } else {
                first.insert(said, row);
            }
        }
    });
}

/// The fields that tell one row from another.
fn telling(dataset: &Dataset) -> Vec<FieldId> {
    let settings = &dataset.settings;
    let tells = settings.fields().filter(|(id, field)| {
        *id == settings.title
            || *id == settings.id
            || matches!(field.kind, FieldKind::Date | FieldKind::Choice)
            || field.is(FieldFeature::Filter)
    });
    tells.map(|(id, _)| id).collect()
}

fn finding(dataset: &Dataset, first: RowId, row: RowId) -> Diagnostic {
    let title = dataset.settings.title;
    let name = cell_words(dataset, row, title);
    Diagnostic::new(
        &DATASET_DUPLICATE,
        place(dataset, row, title),
        say!("“{name}”登记了两次", "“{name}” is there twice"),
    )
    .note(place(dataset, first, title), say!("第一次在这里", "it is here first"))
    .help(say!(
        "删去其中一行；确是两件事的，把名称写得分得开",
        "delete one of the rows; if they are two matters, give them names that tell them apart"
    ))
}
