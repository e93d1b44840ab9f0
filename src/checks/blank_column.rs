//! Columns with nothing in them.

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{ColumnId, Figures, Honours, Site};
use crate::say;

/// A column with nothing in it.
pub static BLANK_COLUMN: Rule = Rule {
    name: "blank-column",
    severity: Severity::Warning,
    zh: "栏目里没有任何内容。空白栏目达到 5 个即单项否决（2019 年检查指标的通行说法）。",
    en: "A column has nothing in it. Five blank columns fail an inspection outright (2019 indicators as commonly \
         restated).",
};

pub fn check(site: &Site, report: &mut Report) {
    for (id, column) in site.columns().filter(|(id, _)| *id != ColumnId::HOME) {
        let Some(source) = &column.source else { continue };
        let has_people = site.roll_of(id).is_some_and(|roll| !site.roll(roll).order.is_empty());
        let has_rows = site.dataset_of(id).is_some_and(|it| !site.dataset(it).order.is_empty());
        let has_figures = column.path == Figures::COLUMN && !site.figures.is_empty();
        let has_honours = column.path == Honours::COLUMN && !site.honours.is_empty();
        let folder = column.folder();
        let has_issues = site.issues.iter().any(|it| it.source.as_str().starts_with(&folder));
        let has_any = has_people || has_rows || has_figures || has_honours || has_issues;
        let is_empty = site.newest(id).is_empty() && !has_any;
        if is_empty && column.body.characters() == 0 {
            let title = &column.title;
            let unpublished =
                site.unpublished.keys().filter(|path| path.as_str().starts_with(&folder)).count();
            let message = match unpublished {
                0 => say!("栏目“{title}”是空的", "the column “{title}” is blank"),
                _ => say!(
                    "栏目“{title}”是空的，里面的 {unpublished} 篇都没有发布",
                    "the column “{title}” is blank: nothing in it is published ({unpublished} unpublished)"
                ),
            };
            report.push(Diagnostic::new(&BLANK_COLUMN, Place::File(source.clone()), message).help(
                say!(
                    "发布内容，或删去这个栏目的文件夹",
                    "publish something, or remove the column's folder"
                ),
            ));
        }
    }
}
