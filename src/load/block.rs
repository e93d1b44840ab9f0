//! `[[block]]` → [`Block`].

use std::ops::Range;

use super::dataset::form;
use super::record::{MISSING_REQUIRED, Record};
use crate::diag::{Diagnostic, Place, Report};
use crate::model::{Badge, Block, BlockKind, Figure, Gathering, WebLink};
use crate::say;
use crate::source::SourcePath;

/// The blocks of a home page or topic.
pub fn load_blocks(file: &SourcePath, head: &Record<'_>, report: &mut Report) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (record, place) in head.records(file, "block") {
        let Some(word) = record.choice("kind") else { continue };
        match kind(file, word, &record) {
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

fn kind(file: &SourcePath, word: &str, record: &Record<'_>) -> Option<BlockKind> {
    Some(match word {
        "headline" => BlockKind::Headline(gathering(file, record, 6)?),
        "columns" => BlockKind::Columns(columns(record)?),
        "list" => BlockKind::List(gathering(file, record, 8)?),
        "cards" => BlockKind::Cards(gathering(file, record, 6)?),
        "topics" => BlockKind::Topics(gathering(file, record, 3)?),
        "shelf" => BlockKind::Shelf(gathering(file, record, 4)?),
        "figures" => BlockKind::Figures(figures(file, record)),
        "honours" => BlockKind::Honours(honours(file, record)),
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

fn figures(file: &SourcePath, record: &Record<'_>) -> Vec<Figure> {
    let figure = |r: &Record<'_>| {
        Some(Figure {
            label: r.text("label")?,
            value: r.text("value")?,
            unit: r.text("unit"),
            note: r.text("note"),
        })
    };
    record.records(file, "figures").iter().filter_map(|(r, _)| figure(r)).collect()
}

fn honours(file: &SourcePath, record: &Record<'_>) -> Vec<Badge> {
    let badge = |r: &Record<'_>| Some(Badge { title: r.text("title")?, note: r.text("note") });
    record.records(file, "honours").iter().filter_map(|(r, _)| badge(r)).collect()
}

fn links(file: &SourcePath, record: &Record<'_>) -> Vec<WebLink> {
    let link = |r: &Record<'_>| Some(WebLink { title: r.text("title")?, link: r.text("link")? });
    record.records(file, "links").iter().filter_map(|(r, _)| link(r)).collect()
}
