//! Ready-made kinds of datasets (预设): a file in the words that offices use themselves. Never
//! looks at a table.

use std::ops::Range;
use std::sync::LazyLock;

use super::typed::{Typed, TypedField};
use crate::diag::{Diagnostic, Place, Report};
use crate::load::data::{Data, Value, read_toml};
use crate::load::dataset::rules::DATASET_FIELD;
use crate::load::fields::PRESET;
use crate::load::record::Record;
use crate::load::roll::{fold_header, is_rank, names_people};
use crate::say;
use crate::source::SourcePath;

/// A ready-made kind of dataset.
#[derive(Debug)]
struct Preset {
    name: String,
    zh: String,
    says: Typed,
}

static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
    let mut report = Report::new();
    let presets = read(include_str!("presets.toml"), &mut report);
    assert!(report.is_empty(), "presets.toml is read by a test: {report:?}");
    presets
});

fn read(text: &str, report: &mut Report) -> Vec<Preset> {
    let file = SourcePath::new("presets.toml");
    let (table, faults) = read_toml(text, 0..text.len());
    assert!(faults.is_empty(), "presets.toml is read by a test: {faults:?}");
    let lists = table.entries.iter().filter_map(|(_, _, data)| match &data.value {
        Value::List(list) => Some(list.as_slice()),
        _ => None,
    });
    let preset = |data: &Data| {
        let Value::Table(table) = &data.value else { return None };
        let record = Record::read(&file, table, data.span.clone(), PRESET, report);
        let (name, zh) = (record.text("name")?, record.text("zh")?);
        Some(Preset { name, zh, says: Typed::read(&file, &record) })
    };
    lists.flatten().filter_map(preset).collect()
}

/// What the preset says that an editor named at `place` of `file`; when there is none of that
/// name, a finding.
pub fn find(
    file: &SourcePath,
    typed: &str,
    place: Range<usize>,
    report: &mut Report,
) -> Option<&'static Typed> {
    let known = PRESETS.iter().find(|preset| preset.name == typed || preset.zh == typed);
    if known.is_none() {
        report.push(unknown(file, typed, place));
    }
    known.map(|preset| &preset.says)
}

/// What a table with certain headers may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatasetHint {
    /// A roll of people.
    Roll,
    /// A ready-made kind of dataset, by its Chinese name, and the headers it does not know.
    Preset(&'static str, Vec<String>),
    /// A dataset of its own.
    Own,
}

/// What a table with these headers may be.
///
/// ```
/// use fengbei::load::{DatasetHint, hint};
/// let headers = ["序号", "任务", "责任单位", "完成时限", "备考"].map(str::to_owned);
/// assert_eq!(hint(&headers), DatasetHint::Preset("双清单", vec!["备考".into()]));
/// ```
pub fn hint(headers: &[String]) -> DatasetHint {
    if names_people(headers) {
        return DatasetHint::Roll;
    }
    let all: Vec<&String> = headers.iter().filter(|it| !it.is_empty() && !is_rank(it)).collect();
    let knows = |preset: &Preset, header: &str| {
        preset
            .says
            .fields
            .iter()
            .flat_map(TypedField::headers)
            .any(|it| fold_header(it) == fold_header(header))
    };
    let count = |preset: &&Preset| all.iter().filter(|header| knows(preset, header)).count();
    let best = PRESETS.iter().rev().max_by_key(count);
    match best.filter(|preset| count(preset) >= 3 && count(preset) * 2 > all.len()) {
        Some(preset) => {
            let rest = all.into_iter().filter(|header| !knows(preset, header)).cloned();
            DatasetHint::Preset(&preset.zh, rest.collect())
        }
        None => DatasetHint::Own,
    }
}

fn unknown(file: &SourcePath, typed: &str, place: Range<usize>) -> Diagnostic {
    let zh = PRESETS.iter().map(|preset| preset.zh.as_str()).collect::<Vec<_>>().join("、");
    let en = PRESETS.iter().map(|preset| preset.name.as_str()).collect::<Vec<_>>().join(", ");
    Diagnostic::new(
        &DATASET_FIELD,
        Place::span(file, place),
        say!("没有叫“{typed}”的预设", "there is no preset “{typed}”"),
    )
    .help(say!(
        "现有的预设：{zh}；都不合适就不写预设，用 [[dataset.field]] 自己列出字段",
        "presets there are: {en}; when none fits, leave it out and list the fields with [[dataset.field]]"
    ))
}

#[cfg(test)]
mod tests {
    use super::super::settings::resolve;
    use super::*;

    #[test]
    fn every_preset_is_a_dataset_in_itself() {
        let file = SourcePath::new("presets.toml");
        assert_eq!(PRESETS.len(), 8);
        for preset in PRESETS.iter() {
            let mut report = Report::new();
            let settings = resolve(&file, &preset.says, &mut report);
            assert!(report.is_empty(), "{}: {report:?}", preset.name);
            assert!(settings.is_some_and(|it| it.fields.len() >= 5), "{}", preset.name);
        }
    }

    #[test]
    fn no_two_fields_of_a_preset_have_one_header() {
        for preset in PRESETS.iter() {
            let mut seen = std::collections::BTreeSet::new();
            for field in &preset.says.fields {
                for header in field.headers() {
                    assert!(seen.insert(header.to_owned()), "{}: {header}", preset.name);
                }
            }
        }
    }
}
