//! `[roll]` → [`RollSettings`].

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::headers::{Header, header};
use crate::diag::{Diagnostic, Message, Place, Report};
use crate::load::BAD_VALUE;
use crate::load::record::Record;
use crate::model::{
    Level, PersonPages, RollBook, RollFeature, RollField, RollOrder, RollSettings, WallNames,
};
use crate::say;
use crate::source::SourcePath;
use crate::text::OrderOverrides;

/// What `record`, the `[roll]` of `file`, says.
pub fn load_settings(file: &SourcePath, record: &Record<'_>, report: &mut Report) -> RollSettings {
    let sources = record.texts("source");
    RollSettings {
        files: sources
            .iter()
            .filter_map(|typed| file.resolve(typed))
            .map(|path| SourcePath::new(&path))
            .collect(),
        headers: headers(file, record, report),
        levels: levels(file, record, report),
        order: order(record.choice("order")),
        single_name_first: record.choice("single_name") != Some("compare"),
        overrides: overrides(file, record, report),
        pages: pages(record.choice("person_pages")),
        omitted: omitted(record),
        wall: match record.choice("wall") {
            Some("once") => WallNames::Once,
            _ => WallNames::All,
        },
        book: book(record.choice("book")),
        page_size: number(record, "page_size"),
        claimed: record.count("total").and_then(|n| u64::try_from(n).ok()),
        required: required(file, record, report),
        eras: record
            .text("eras")
            .and_then(|typed| file.resolve(&typed))
            .map(|path| SourcePath::new(&path)),
        correction: record.text("correction"),
        licence: record.text("licence"),
    }
}

fn number(record: &Record<'_>, key: &str) -> Option<usize> {
    record.count(key).and_then(|n| usize::try_from(n).ok())
}

fn order(word: Option<&str>) -> RollOrder {
    match word {
        Some("strict") => RollOrder::Strict,
        Some("pinyin") => RollOrder::Pinyin,
        Some("place") => RollOrder::Place,
        Some("date") => RollOrder::Date,
        Some("wall") => RollOrder::Wall,
        Some("source") => RollOrder::Source,
        _ => RollOrder::Office,
    }
}

fn pages(word: Option<&str>) -> PersonPages {
    match word {
        Some("all") => PersonPages::All,
        Some("none") => PersonPages::None,
        _ => PersonPages::Chosen,
    }
}

fn book(word: Option<&str>) -> Option<RollBook> {
    match word? {
        "table" => Some(RollBook::Table),
        "full" => Some(RollBook::Full),
        _ => Some(RollBook::Names),
    }
}

fn omitted(record: &Record<'_>) -> BTreeSet<RollFeature> {
    let words = record.choices("omit");
    let is_omitted = |(_, key): &&(RollFeature, &str)| words.contains(key);
    RollFeature::ALL.iter().filter(is_omitted).map(|(feature, _)| *feature).collect()
}

/// `何处人 = 籍贯`, one a text.
fn headers(
    file: &SourcePath,
    record: &Record<'_>,
    report: &mut Report,
) -> BTreeMap<String, RollField> {
    let mut headers = BTreeMap::new();
    for (typed, place) in record.placed_texts("headers") {
        match own_header(&typed) {
            Some((name, field)) => {
                headers.insert(name, field);
            }
            None => report.push(bad(file, place, &typed).help(say!(
                "写成“表里的列名 = 字段名”，例如 \"何处人 = 籍贯\"",
                "write “header in the table = field”, such as \"何处人 = native_place\""
            ))),
        }
    }
    headers
}

fn required(file: &SourcePath, record: &Record<'_>, report: &mut Report) -> Vec<RollField> {
    let mut fields = Vec::new();
    for (typed, place) in record.placed_texts("required") {
        match field(&typed) {
            Some(field) => fields.push(field),
            None => report.push(bad(file, place, &typed).help(fields_there_are(0))),
        }
    }
    fields
}

/// The names of all fields from the `first` on.
fn fields_there_are(first: usize) -> Message {
    let names: Vec<_> = RollField::ALL.iter().skip(first).map(|(_, _, title)| *title).collect();
    let names = names.join("、");
    say!("可以写的字段：{names}", "fields there are: {names}")
}

/// A header of the office's own and the field it is, typed as `何处人 = 籍贯`.
pub fn own_header(typed: &str) -> Option<(String, RollField)> {
    let (name, means) = typed.split_once(['=', '＝'])?;
    Some((name.trim().to_owned(), field(means.trim())?))
}

/// `覃 = tan` or `𠮷 = 6`, one a text.
fn overrides(file: &SourcePath, record: &Record<'_>, report: &mut Report) -> OrderOverrides {
    let mut overrides = OrderOverrides::default();
    for (typed, place) in record.placed_texts("overrides") {
        let parts = typed.split_once(['=', '＝']);
        let added = parts.map(|(what, value)| overrides.add(what.trim(), value));
        if !matches!(added, Some(Ok(()))) {
            report.push(
                Diagnostic::new(
                    &BAD_VALUE,
                    Place::span(file, place),
                    say!("“{typed}”不是笔画或读音", "“{typed}” is no stroke count and no reading"),
                )
                .help(say!(
                    "写成“字 = 笔画数”“字 = 横竖撇点折”或“姓 = 拼音”，例如 \"覃 = tan\"",
                    "write “character = strokes”, “character = 横竖撇点折” or “surname = pinyin”, such as \"覃 = tan\""
                )),
            );
        }
    }
    overrides
}

fn levels(
    file: &SourcePath,
    record: &Record<'_>,
    report: &mut Report,
) -> BTreeMap<RollField, Level> {
    let mut levels = BTreeMap::from([(RollField::Relatives, Level::Internal)]);
    for (key, level) in [("masked", Level::Masked), ("internal", Level::Internal)] {
        for (typed, place) in record.placed_texts(key) {
            match field(&typed) {
                Some(RollField::Id | RollField::Name) | None => {
                    report.push(bad(file, place, &typed).help(fields_there_are(2)));
                }
                Some(field) => {
                    levels.insert(field, level);
                }
            }
        }
    }
    levels
}

fn field(typed: &str) -> Option<RollField> {
    match header(typed, &BTreeMap::new()) {
        Header::Field(field) => Some(field),
        Header::Rank | Header::Unknown => None,
    }
}

fn bad(file: &SourcePath, place: Range<usize>, typed: &str) -> Diagnostic {
    Diagnostic::new(
        &BAD_VALUE,
        Place::span(file, place),
        say!("“{typed}”不是名录的字段", "“{typed}” is no field of a roll"),
    )
}
