//! Datasets: `[dataset]` in a column's `_index.md` and its tables → [`Dataset`].
//!
//! Every row becomes a row of the dataset or a finding; what is internal is dropped here, so that
//! no later stage can let it out.

mod order;
mod preset;
mod records;
mod rows;
mod rules;
mod settings;
mod sheets;
mod typed;
mod value;

use std::sync::Arc;

pub use self::order::{sorted, words};
pub use self::preset::{DatasetHint, hint};
use self::rows::Rows;
pub use self::rules::DATASET_RULES;
use self::rules::DATASET_TABLE;
pub use self::settings::load_settings;
pub use self::typed::form;
use crate::diag::{Capped, Diagnostic, Place, Report};
use crate::load::figure::{LedgerIs, Quotable};
use crate::model::{Column, ColumnId, Dataset, DatasetPlace, DatasetSettings};
use crate::say;
use crate::source::{File, SourcePath, Sources};

/// A dataset that was read, kept as long as its files stay the same.
#[derive(Debug)]
pub struct Remembered {
    settings: DatasetSettings,
    column: ColumnId,
    files: Vec<Option<Arc<File>>>,
    dataset: Arc<Dataset>,
    report: Report,
}

/// Every dataset of the site. `known` is what was read the last time and is brought up to date.
pub fn load_datasets(
    sources: &Sources,
    columns: &[Column],
    ledger: (Quotable<'_>, LedgerIs),
    known: &mut Vec<Remembered>,
    report: &mut Report,
) -> Vec<Arc<Dataset>> {
    let mut now = Vec::new();
    for (index, column) in (0..).zip(columns) {
        let (Some(settings), Some(index_file)) = (&column.dataset, &column.source) else {
            continue;
        };
        let column = ColumnId(index);
        let file = |path: &SourcePath| sources.get(path.as_str()).cloned();
        let files: Vec<_> = settings.files.iter().map(file).collect();
        let old = known.iter().position(|old| {
            old.column == column
                && old.settings == *settings
                && same(&old.files, &files)
                && (ledger.1 == LedgerIs::TheSame || !settings.quotes())
        });
        now.push(if let Some(at) = old {
            known.swap_remove(at)
        } else {
            let (dataset, report) = load_dataset(settings, ledger.0, column, index_file, &files);
            let (settings, dataset) = (settings.clone(), Arc::new(dataset));
            Remembered { settings, column, files, dataset, report }
        });
    }
    *known = now;
    for remembered in known.iter() {
        report.extend(remembered.report.iter().cloned());
    }
    known.iter().map(|remembered| Arc::clone(&remembered.dataset)).collect()
}

/// Whether these are the very same files.
fn same(old: &[Option<Arc<File>>], new: &[Option<Arc<File>>]) -> bool {
    let same = |(old, new): (&Option<Arc<File>>, &Option<Arc<File>>)| match (old, new) {
        (Some(old), Some(new)) => Arc::ptr_eq(old, new),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    old.len() == new.len() && old.iter().zip(new).all(same)
}

fn load_dataset(
    settings: &DatasetSettings,
    ledger: Quotable<'_>,
    column: ColumnId,
    index: &SourcePath,
    files: &[Option<Arc<File>>],
) -> (Dataset, Report) {
    let mut rows = Rows::new(settings, ledger);
    let mut found = Capped::default();
    for (path, file) in settings.files.iter().zip(files) {
        match file {
            Some(file) if path.extension() == "toml" => records::read(file, &mut rows, &mut found),
            Some(file) => sheets::read(file, &mut rows, &mut found),
            None => found.push(no_file(index, path)),
        }
    }
    let Rows { cells, places, tables, totals, .. } = rows;
    let settings = settings.clone();
    let mut dataset =
        Dataset { column, settings, cells, places, tables, order: Vec::new(), totals };
    dataset.order = order::default_order(&dataset);
    (dataset, found.finish())
}

/// A place of a dataset as findings name it.
pub fn finding_place(place: DatasetPlace<'_>) -> Place {
    match place {
        DatasetPlace::Cell { file, sheet, row, column } => {
            Place::Cell { file: file.clone(), sheet: sheet.to_owned(), row, column }
        }
        DatasetPlace::Span(file, span) => Place::span_or_file(file, span),
    }
}

fn no_file(index: &SourcePath, path: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        &DATASET_TABLE,
        Place::File(index.clone()),
        say!("数据表的文件 {path} 不在", "the table {path} is not there"),
    )
    .help(say!(
        "把表格放到这个栏目的文件夹里，或者改正 [dataset] 里的 source",
        "put the table into this column's folder, or correct source in [dataset]"
    ))
}
