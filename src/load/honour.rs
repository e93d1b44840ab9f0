//! `content/honours/` → the record of honours.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::BAD_VALUE;
use super::data::read_toml;
use super::fields::HONOURS;
use super::front::broken;
use super::record::Record;
use super::sheet::{Headers, SheetRow, TABLES, read_sheet};
use crate::diag::{Diagnostic, Place, Report};
use crate::model::{Honours, Naming, Round};
use crate::say;
use crate::source::{File, SourcePath, Sources};
use crate::text::AsOf;

/// Folder of the record.
const FOLDER: &str = "content/honours/";

const HEADERS: Headers = Headers {
    columns: &[
        ("holder", &["地方", "holder", "城市", "县市", "place"]),
        ("level", &["级别", "level"]),
        ("date", &["日期", "date", "命名日期", "年份", "date_or_year"]),
        ("title", &["称号", "title", "荣誉称号"]),
        ("round", &["届次", "round", "届"]),
        ("body", &["机关", "body", "命名机关"]),
        ("document", &["文件", "document", "文号"]),
        ("evidence", &["依据", "evidence", "来源", "出处"]),
        ("running", &["连冠", "running"]),
        ("times", &["次数", "times"]),
    ],
    required: &["holder", "level", "date"],
};

/// Whether `path` is a file of the record.
pub fn is_honours(path: &SourcePath) -> bool {
    let extension = path.extension();
    path.as_str().starts_with(FOLDER)
        && (extension == "toml" || TABLES.contains(&extension.as_str()))
}

/// The files of the record.
pub fn files(sources: &Sources) -> impl Iterator<Item = &Arc<File>> {
    sources.below(FOLDER).filter(|file| is_honours(&file.path))
}

/// Reads every file of the record.
pub fn load_honours(sources: &Sources, report: &mut Report) -> Honours {
    let (mut namings, mut rounds) = (Vec::new(), BTreeMap::new());
    for file in files(sources) {
        if file.path.extension() == "toml" {
            read_file(file, &mut namings, &mut rounds, report);
        } else {
            let rows = read_sheet(file, &HEADERS, report);
            namings.extend(rows.iter().filter_map(|row| of_row(row, report)));
        }
    }
    Honours::new(namings, rounds)
}

fn read_file(
    file: &File,
    namings: &mut Vec<Naming>,
    rounds: &mut BTreeMap<String, Vec<Round>>,
    report: &mut Report,
) {
    let Some(text) = file.text() else { return };
    let (table, faults) = read_toml(text, 0..text.len());
    report.extend(faults.into_iter().map(|fault| broken(&file.path, fault)));
    let all = Record::read(&file.path, &table, 0..0, HONOURS, report);
    for (record, place) in all.records(&file.path, "naming") {
        namings.extend(naming(&file.path, &record, &place, report));
    }
    for (record, place) in all.records(&file.path, "round") {
        let date = date(&file.path, &record, &place, report);
        if let (Some(level), Some(date)) = (record.text("level"), date) {
            rounds.entry(level).or_default().push(Round { date, number: number(&record, "round") });
        }
    }
}

fn naming(
    file: &SourcePath,
    record: &Record<'_>,
    place: &Range<usize>,
    report: &mut Report,
) -> Option<Naming> {
    Some(Naming {
        date: date(file, record, place, report)?,
        holder: record.text("holder")?,
        level: record.text("level")?,
        title: record.text("title"),
        round: number(record, "round"),
        body: record.text("body"),
        document: record.text("document"),
        evidence: record.text("evidence"),
        stated_running: number(record, "running"),
        stated_times: number(record, "times"),
        place: Place::span(file, record.place("holder").unwrap_or_else(|| place.clone())),
    })
}

fn number(record: &Record<'_>, key: &str) -> Option<u32> {
    record.count(key).and_then(|n| u32::try_from(n).ok())
}

fn date(
    file: &SourcePath,
    record: &Record<'_>,
    place: &Range<usize>,
    report: &mut Report,
) -> Option<AsOf> {
    let typed = record.text("date")?;
    let place = record.place("date").unwrap_or_else(|| place.clone());
    day(&typed, Place::span(file, place), report)
}

fn of_row(row: &SheetRow, report: &mut Report) -> Option<Naming> {
    let text = |key| row.text(key).map(str::to_owned);
    let (typed, place) = row.placed("date")?;
    let mut count = |key: &'static str| {
        let (typed, place) = row.placed(key)?;
        let number = typed.parse().ok().filter(|n| (1..=99).contains(n));
        report.extend(number.is_none().then(|| no_count(typed, place)));
        number
    };
    let (round, running, times) = (count("round"), count("running"), count("times"));
    Some(Naming {
        date: day(typed, place, report)?,
        holder: text("holder")?,
        level: text("level")?,
        title: text("title"),
        round,
        body: text("body"),
        document: text("document"),
        evidence: text("evidence"),
        stated_running: running,
        stated_times: times,
        place: row.place("holder"),
    })
}

fn day(typed: &str, place: Place, report: &mut Report) -> Option<AsOf> {
    let day = AsOf::parse(typed);
    if day.is_none() {
        let message = say!("“{typed}”不是确定的日期", "“{typed}” is no certain date");
        report.push(Diagnostic::new(&BAD_VALUE, place, message).help(say!(
            "写到年、月或日，如 2020-10-20、2016年；一行只写一次命名",
            "write a day, a month or a year, one naming in each row"
        )));
    }
    day
}

fn no_count(typed: &str, place: Place) -> Diagnostic {
    let message = say!("“{typed}”不是次数", "“{typed}” is no count");
    Diagnostic::new(&BAD_VALUE, place, message)
        .help(say!("写 1 到 99 的数字", "write a number from 1 to 99"))
}
