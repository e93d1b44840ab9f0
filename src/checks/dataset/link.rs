//! Links of datasets to pages and files of the site that are not there.

use super::{each_dataset, place};
use crate::diag::{Diagnostic, Message, Report, Rule, Severity};
use crate::model::{Cell, Dataset, RowId, Site, Target};
use crate::say;

/// A link that leads nowhere.
pub static DATASET_LINK: Rule = Rule {
    name: "dataset-link",
    severity: Severity::Warning,
    zh: "数据表里的链接指向网站里没有的文件，或者没有发布的稿件。网站上只显示文字，不能点。",
    en: "A link of a dataset names a file that the site does not have, or an item that is not published. The site shows its \
         words only.",
};

pub fn check(site: &Site, report: &mut Report) {
    each_dataset(site, report, |dataset, found| {
        for row in dataset.rows() {
            for (field, _) in dataset.settings.fields() {
                let Cell::Link(link) = dataset.cell(row, field) else { continue };
                if let Some(message) = problem(site, dataset, row, &link.address) {
                    found.add(&DATASET_LINK, || {
                        Diagnostic::new(&DATASET_LINK, place(dataset, row, field), message).help(
                            say!(
                                "改正路径：相对于表格文件，或以 / 开头从 content/ 算起",
                                "correct the path: relative to the table, or from content/ with / in front"
                            ),
                        )
                    });
                }
            }
        }
    });
}

fn problem(site: &Site, dataset: &Dataset, row: RowId, address: &str) -> Option<Message> {
    let table = dataset.places[row.0 as usize].table;
    let file = &dataset.tables[usize::from(table)].file;
    match site.target(file, address) {
        Target::Unpublished { source, .. } => {
            Some(say!("链接的稿件 {source} 没有发布", "the item {source} is not published"))
        }
        Target::Missing(_) | Target::Here { .. } => {
            Some(say!("链接的“{address}”不在网站里", "“{address}” is not in the site"))
        }
        Target::Elsewhere
        | Target::Item { .. }
        | Target::Column { .. }
        | Target::File(_)
        | Target::Static(_) => None,
    }
}
