//! `[[block]]` → [`Block`].

use std::ops::Range;

use super::dataset::form;
use super::figure::Quoting;
use super::record::{MISSING_REQUIRED, Record};
use crate::diag::{Diagnostic, Place, Report};
use crate::model::{Badge, Block, BlockKind, Gathering, StripFigure, WebLink};
use crate::say;
use crate::source::SourcePath;

/// The blocks of a home page or topic.
pub fn load_blocks(
    file: &SourcePath,
    head: &Record<'_>,
    quoting: &Quoting<'_>,
    report: &mut Report,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (record, place) in head.records(file, "block") {
        let Some(word) = record.choice("kind") else { continue };
        match kind(file, word, &record, quoting, report) {
            Some(kind) => blocks.push(Block { title: record.text("title"), kind, place }),
            None => report.push(
                Diagnostic::new(
                    &MISSING_REQUIRED,
                    Place::span(file, place),
                    say!("这个板块没有说取哪些内容", "this block does not say what it gathers"),
                )
                .help(say!(
                    "加一行 column = \"栏目文件夹\"、keyword = \"关键词\" 或 items = [\"文件\"]",
                    "add column = \"folder\", keyword = \"word\" or items = [\"file\"]"
                )),
            ),
        }
    }
    blocks
}

fn kind(
    file: &SourcePath,
    word: &str,
    record: &Record<'_>,
    quoting: &Quoting<'_>,
    report: &mut Report,
) -> Option<BlockKind> {
    Some(match word {
        "headline" => BlockKind::Headline(gathering(file, record, 6)?),
        "columns" => BlockKind::Columns(columns(record)?),
        "list" => BlockKind::List(gathering(file, record, 8)?),
        "cards" => BlockKind::Cards(gathering(file, record, 6)?),
        "topics" => BlockKind::Topics(gathering(file, record, 3)?),
        "shelf" => BlockKind::Shelf(gathering(file, record, 4)?),
        "figures" => BlockKind::Figures(figures(file, record, quoting, report)),
        "honours" => BlockKind::Honours(honours(file, record, quoting, report)),
        "links" => BlockKind::Links(links(file, record)),
        "dataset" => {
            BlockKind::Dataset(gathering(file, record, 6)?, record.choice("view").map(form))
        }
        _ => BlockKind::Text,
    })
}

fn gathering(file: &SourcePath, record: &Record<'_>, count: usize) -> Option<Gathering> {
    let items: Vec<String> =
        record.texts("items").iter().filter_map(|item| file.resolve(item)).collect();
    let column = record.text("column").map(|c| c.trim_matches('/').to_owned());
    let keyword = record.text("keyword");
    let count = record.count("count").and_then(|n| usize::try_from(n).ok()).unwrap_or(count);
    let says = column.is_some() || keyword.is_some() || !items.is_empty();
    let place = record.place("column").or(record.place("items")).unwrap_or_default();
    says.then_some(Gathering { column, keyword, items, count, place })
}

fn columns(record: &Record<'_>) -> Option<Vec<Gathering>> {
    let count = record.count("count").and_then(|n| usize::try_from(n).ok()).unwrap_or(6);
    let names = record.placed_texts("columns");
    let gather = |(name, place): &(String, Range<usize>)| Gathering {
        column: Some(name.trim_matches('/').to_owned()),
        count,
        place: place.clone(),
        ..Gathering::default()
    };
    (!names.is_empty()).then(|| names.iter().map(gather).collect())
}

/// The figures of a strip.
pub fn figures(
    file: &SourcePath,
    record: &Record<'_>,
    quoting: &Quoting<'_>,
    report: &mut Report,
) -> Vec<StripFigure> {
    let records = record.records(file, "figures");
    records.iter().filter_map(|(r, place)| figure(file, r, place, quoting, report)).collect()
}

/// A figure typed in place, or one of the ledger, whose words may be replaced.
fn figure(
    file: &SourcePath,
    record: &Record<'_>,
    place: &Range<usize>,
    quoting: &Quoting<'_>,
    report: &mut Report,
) -> Option<StripFigure> {
    let text = |key| Some(quoting.filled(&record.text(key)?, record.place(key)));
    let typed = (text("label"), text("value"));
    if let Some(name) = record.text("figure") {
        let known = quoting.strip_figure(&name, record.place("figure")?)?;
        return Some(StripFigure {
            label: typed.0.unwrap_or(known.label),
            value: typed.1.unwrap_or(known.value),
            unit: text("unit").or(known.unit),
            note: text("note").or(known.note),
        });
    }
    let (Some(label), Some(value)) = typed else {
        report.push(no_figure(file, place.clone()));
        return None;
    };
    Some(StripFigure { label, value, unit: text("unit"), note: text("note") })
}

fn no_figure(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        &MISSING_REQUIRED,
        Place::span(file, place),
        say!("这个数字缺名称或数值", "this figure lacks a label or a value"),
    )
    .help(say!(
        "写 名称 和 数值，或写 台账 = \"台账里的名称\"",
        "write label and value, or figure = \"name in the ledger\""
    ))
}

/// The badges of a row of honours.
pub fn honours(
    file: &SourcePath,
    record: &Record<'_>,
    quoting: &Quoting<'_>,
    report: &mut Report,
) -> Vec<Badge> {
    let records = record.records(file, "honours");
    records.iter().filter_map(|(r, place)| badge(file, r, place, quoting, report)).collect()
}

/// A badge typed in place, or one of the record of honours, whose words may be replaced.
fn badge(
    file: &SourcePath,
    record: &Record<'_>,
    place: &Range<usize>,
    quoting: &Quoting<'_>,
    report: &mut Report,
) -> Option<Badge> {
    let text = |key| Some(quoting.filled(&record.text(key)?, record.place(key)));
    if let Some(holder) = record.text("holder") {
        let level = record.text("level");
        let known = quoting.badge(&holder, level.as_deref(), record.place("holder")?)?;
        return Some(Badge {
            title: text("title").unwrap_or(known.title),
            note: text("note").or(known.note),
            holder: known.holder,
        });
    }
    let Some(title) = text("title") else {
        report.push(no_badge(file, place.clone()));
        return None;
    };
    Some(Badge { title, note: text("note"), holder: None })
}

fn no_badge(file: &SourcePath, place: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        &MISSING_REQUIRED,
        Place::span(file, place),
        say!("这块荣誉牌没有名称", "this badge has no title"),
    )
    .help(say!(
        "写 名称，或写 地方 = \"荣誉记录里的地方\"",
        "write a title, or holder = \"place in the record of honours\""
    ))
}

fn links(file: &SourcePath, record: &Record<'_>) -> Vec<WebLink> {
    let link = |r: &Record<'_>| Some(WebLink { title: r.text("title")?, link: r.text("link")? });
    record.records(file, "links").iter().filter_map(|(r, _)| link(r)).collect()
}
