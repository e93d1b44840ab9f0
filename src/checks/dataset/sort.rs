//! Datasets that are too large for a list in every order. Never tells of a column that nobody asked
//! to sort by.

use super::each_dataset;
use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::load::dataset_place;
use crate::model::{Dataset, FieldFeature, FieldId, Site};
use crate::plan::sortable;
use crate::say;

/// A column that would be sorted by, were the table smaller.
pub static DATASET_SORT: Rule = Rule {
    name: "dataset-sort",
    severity: Severity::Note,
    zh: "表太大，写了“可排序”的列没有都做排序。每排一次序，整张表的网页就要再做两遍（顺、倒各一遍），门户收不下那么多文件，\
         读者也翻不过来：两万行以内每一列都做，二十万行以内只做头一个可排序的列，再多就不做。查找、筛选和下载数据不受影响。",
    en: "The table is too large to be sorted by every column that says so. Each order is every page of the table twice more, \
         which is more files than a portal takes, and nobody pages through them: up to 20 000 rows every such column is \
         sorted by, up to 200 000 the first of them, above that none. Search, filters and the data to take away are not touched.",
};

pub fn check(site: &Site, report: &mut Report) {
    each_dataset(site, report, |dataset, found| {
        let shown = sortable(dataset).count();
        let asked = asked(dataset);
        if let Some(first) = asked.get(shown) {
            found.push(finding(dataset, *first, shown, asked.len()));
        }
    });
}

/// The columns that say so and are shown.
fn asked(dataset: &Dataset) -> Vec<FieldId> {
    let is = |field: &FieldId, feature| dataset.settings.field(*field).is(feature);
    let shown = dataset.told().into_iter().filter(|field| !is(field, FieldFeature::Hidden));
    shown.filter(|field| is(field, FieldFeature::Sort)).collect()
}

fn finding(dataset: &Dataset, first: FieldId, shown: usize, asked: usize) -> Diagnostic {
    let (name, rows) = (&dataset.settings.field(first).name, dataset.order.len());
    let left = asked - shown;
    let place = dataset.order.first().map_or(Place::Site, |row| {
        let place = dataset_place(dataset.place(*row, first));
        place.file().map_or(Place::Site, |file| Place::File(file.clone()))
    });
    Diagnostic::new(
        &DATASET_SORT,
        place,
        say!(
            "这张表有 {rows} 行，从“{name}”起有 {left} 个可排序的列没有做排序",
            "this table has {rows} rows: {left} of its columns, from “{name}” on, are not sorted by"
        ),
    )
    .help(say!(
        "按年份或地区分成几张表，或者把最要紧的列写在前头；不要排序的，从列的说明里去掉“可排序”",
        "part the table by year or place, or put the column that matters most first; take the sorting away where it is not wanted"
    ))
}
