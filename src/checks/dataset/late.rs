//! Matters whose time is over and that are not closed.

use super::{each_dataset, place};
use crate::diag::{Diagnostic, Report, Rule, Severity};
use crate::model::{Dataset, FieldId, RowId, Site};
use crate::plan::cell_words;
use crate::say;

/// A matter that is late.
pub static DATASET_LATE: Rule = Rule {
    name: "dataset-late",
    severity: Severity::Warning,
    zh: "数据表里有一项过了完成时限还没有办结，按生成网站的那一天算。网站上会标出逾期几天。没有写时限、写“长期”的不算；\
         状态是办结的词（如 已完成、已销号）的不算。",
    en: "A matter of a dataset is not closed and its time is over on the day the site is built for. The site shows by how \
         many days. Matters without a deadline, or with 长期 (no end), do not count; nor do those whose state closes them.",
};

pub fn check(site: &Site, report: &mut Report) {
    each_dataset(site, report, |dataset, found| {
        let Some(deadline) = dataset.settings.deadline else { return };
        for row in &dataset.order {
            if let Some(days) = dataset.days_late(*row, site.today) {
                found.add(&DATASET_LATE, || finding(dataset, *row, deadline, days));
            }
        }
    });
}

fn finding(dataset: &Dataset, row: RowId, deadline: FieldId, days: i32) -> Diagnostic {
    let name = cell_words(dataset, row, dataset.settings.title);
    let until = cell_words(dataset, row, deadline);
    let done: Vec<&str> =
        dataset.settings.fields.iter().flat_map(|f| &f.done).map(String::as_str).collect();
    let done = done.join("、");
    Diagnostic::new(
        &DATASET_LATE,
        place(dataset, row, deadline),
        say!(
            "“{name}”逾期 {days} 天（时限 {until}）",
            "“{name}” is late by {days} days (until {until})"
        ),
    )
    .help(say!(
        "办完了的，把状态改成 {done} 之一；还没办完的，写明进展，时限确有变动的改正时限",
        "if it is closed, set its state to one of {done}; if not, say how it stands, and correct the deadline if it has changed"
    ))
}
