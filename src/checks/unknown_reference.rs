//! Columns, items and topics that are named and do not exist.

use std::ops::Range;

use crate::diag::{Diagnostic, Message, Place, Report, Rule, Severity};
use crate::model::{Block, BlockKind, Gathering, ItemKind, Kind, NavigationTarget, Site};
use crate::say;
use crate::source::SourcePath;

/// A name that nothing in the site has.
pub static UNKNOWN_REFERENCE: Rule = Rule {
    name: "unknown-reference",
    severity: Severity::Error,
    zh: "导航、板块或“专题”字段里写到的栏目、文件或专题不存在，那里会是空的。栏目写文件夹的名字（例如 news），不是标题。",
    en: "The menu, a block or a `topics` field names a column, file or topic that does not exist, so nothing would \
         stand there. A column is named by its folder (such as news), not its title.",
};

pub fn check(site: &Site, report: &mut Report) {
    for entry in &site.config.navigation {
        let message = match &entry.target {
            NavigationTarget::Column(path) => unknown_column(site, path),
            NavigationTarget::Item(source) => unknown_item(site, source),
            NavigationTarget::Link(_) => None,
        };
        report.extend(message.map(|m| finding(&site.config_file, entry.place.clone(), m, site)));
    }
    for column in &site.columns {
        if let Some(source) = &column.source {
            blocks(site, source, &column.blocks, report);
        }
    }
    for item in &site.items {
        if let Kind::Topic(topic) = &item.kind {
            blocks(site, &item.source, &topic.blocks, report);
        }
        for name in item.topics.iter().filter(|name| !is_topic(site, name)) {
            let message = say!("没有专题“{name}”", "there is no topic “{name}”");
            report.push(finding(&item.source, item.place("topics"), message, site));
        }
    }
}

fn blocks(site: &Site, source: &SourcePath, blocks: &[Block], report: &mut Report) {
    for block in blocks {
        let gatherings: Vec<&Gathering> = match &block.kind {
            BlockKind::Headline(g)
            | BlockKind::List(g)
            | BlockKind::Cards(g)
            | BlockKind::Topics(g)
            | BlockKind::Shelf(g) => vec![g],
            BlockKind::Columns(list) => list.iter().collect(),
            BlockKind::Figures(_)
            | BlockKind::Honours(_)
            | BlockKind::Text
            | BlockKind::Links(_) => Vec::new(),
        };
        for gathering in gatherings {
            let column = gathering.column.as_deref().and_then(|path| unknown_column(site, path));
            let items = gathering.items.iter().filter_map(|item| unknown_item(site, item));
            for message in column.into_iter().chain(items) {
                report.push(finding(source, block.place.clone(), message, site));
            }
        }
    }
}

fn unknown_column(site: &Site, path: &str) -> Option<Message> {
    site.column_at(path).is_none().then(|| say!("没有栏目“{path}”", "there is no column “{path}”"))
}

fn unknown_item(site: &Site, source: &str) -> Option<Message> {
    if site.by_source.contains_key(source) || site.unpublished.contains_key(source) {
        return None;
    }
    Some(say!("没有文件 {source}", "there is no file {source}"))
}

fn is_topic(site: &Site, name: &str) -> bool {
    site.items.iter().any(|item| {
        item.item_kind() == ItemKind::Topic && (item.title == name || item.short_name() == name)
    })
}

fn finding(source: &SourcePath, place: Range<usize>, message: Message, site: &Site) -> Diagnostic {
    let columns: Vec<_> =
        site.columns.iter().map(|c| c.path.as_str()).filter(|p| !p.is_empty()).collect();
    Diagnostic::new(&UNKNOWN_REFERENCE, Place::span(source, place), message).help(say!(
        "现有的栏目：{}",
        "the columns there are: {}",
        columns.join("、")
    ))
}
