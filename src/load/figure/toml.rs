//! `content/figures/*.toml` → figures.

use std::ops::Range;

use super::{Ledger, amount, value};
use crate::diag::{Diagnostic, Place, Report};
use crate::load::MISSING_REQUIRED;
use crate::load::data::read_toml;
use crate::load::fields::FIGURES;
use crate::load::front::broken;
use crate::load::record::Record;
use crate::model::{Figure, FigureValue};
use crate::say;
use crate::source::{File, SourcePath};

/// Adds the figures of `file` to the ledger.
pub(super) fn read(file: &File, ledger: &mut Ledger, report: &mut Report) {
    let Some(text) = file.text() else { return };
    let (table, faults) = read_toml(text, 0..text.len());
    report.extend(faults.into_iter().map(|fault| broken(&file.path, fault)));
    let all = Record::read(&file.path, &table, 0..0, FIGURES, report);
    for (record, place) in all.records(&file.path, "figure") {
        if let Some(figure) = figure(&file.path, &record, place, report) {
            ledger.add(figure, report);
        }
    }
}

fn figure(
    file: &SourcePath,
    record: &Record<'_>,
    place: Range<usize>,
    report: &mut Report,
) -> Option<Figure> {
    let label = record.text("label")?;
    let values = values(file, record, report);
    let is_typed = record.place("value").is_some() || record.place("series").is_some();
    if values.is_empty() {
        // A value that is no number has been told of.
        report.extend((!is_typed).then(|| no_value(file, place.clone(), &label)));
        return None;
    }
    let target = record.text("target").and_then(|typed| {
        let place = place_of(file, record, "target", &place);
        amount(&typed, &place, report)
    });
    Some(Figure {
        id: record.text("id").unwrap_or_else(|| label.clone()),
        names: record.texts("names"),
        unit: record.text("unit").unwrap_or_default(),
        period: record.text("period"),
        definition: record.text("definition"),
        parts: record.texts("parts"),
        place: place_of(file, record, "label", &place),
        target,
        values,
        label,
    })
}

/// The value of now and those of other days.
fn values(file: &SourcePath, record: &Record<'_>, report: &mut Report) -> Vec<FigureValue> {
    let now = dated(file, record, record.place("value").unwrap_or(0..0), report);
    let series = record.records(file, "series");
    let others = series.iter().filter_map(|(r, place)| dated(file, r, place.clone(), report));
    let others: Vec<FigureValue> = others.collect();
    now.into_iter().chain(others).collect()
}

fn dated(
    file: &SourcePath,
    record: &Record<'_>,
    place: Range<usize>,
    report: &mut Report,
) -> Option<FigureValue> {
    let typed = record.text("value")?;
    let at = |key| place_of(file, record, key, &place);
    let as_of = record.text("as_of");
    let as_of = as_of.as_deref().map(|said| (said, at("as_of")));
    value((&typed, at("value")), as_of, record.text("source"), report)
}

fn place_of(file: &SourcePath, record: &Record<'_>, key: &str, whole: &Range<usize>) -> Place {
    Place::span_or_file(file, record.place(key).unwrap_or_else(|| whole.clone()))
}

fn no_value(file: &SourcePath, place: Range<usize>, label: &str) -> Diagnostic {
    Diagnostic::new(
        &MISSING_REQUIRED,
        Place::span_or_file(file, place),
        say!("“{label}”没有数值", "“{label}” has no value"),
    )
    .help(say!("加一行 数值 = 12306", "add a line value = 12306"))
}
