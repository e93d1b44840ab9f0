//! What is wrong with datasets (数据表), one file per rule. Rules of single cells stand in `load`,
//! which alone sees what is internal.

mod duplicate;
mod late;
mod link;
mod sort;

use super::Check;
use crate::diag::{Capped, Place, Report, Rule};
use crate::load::dataset_place;
use crate::model::{Dataset, FieldId, RowId, Site};

/// Every check of datasets.
pub const CHECKS: &[Check] = &[duplicate::check, late::check, link::check, sort::check];

/// Their rules.
pub static RULES: [&Rule; 4] =
    [&duplicate::DATASET_DUPLICATE, &late::DATASET_LATE, &link::DATASET_LINK, &sort::DATASET_SORT];

/// Looks at every dataset.
fn each_dataset(site: &Site, report: &mut Report, judge: impl Fn(&Dataset, &mut Capped)) {
    for dataset in &site.datasets {
        let mut found = Capped::default();
        judge(dataset, &mut found);
        report.absorb(found.finish());
    }
}

/// The cell of a row's field.
fn place(dataset: &Dataset, row: RowId, field: FieldId) -> Place {
    dataset_place(dataset.place(row, field))
}
