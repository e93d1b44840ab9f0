//! Columns, items and topics that are named and do not exist.

use std::ops::Range;

use crate::diag::{Diagnostic, Message, Place, Report, Rule, Severity};
use crate::model::{
    Block, BlockKind, ChartReference, Gathering, ItemKind, Kind, NavigationTarget, Site,
};
use crate::say;
use crate::source::SourcePath;

/// A name that nothing in the site has.
pub static UNKNOWN_REFERENCE: Rule = Rule {
    name: "unknown-reference",
    severity: Severity::Error,
    zh: "导航、板块、特刊或“专题”字段里写到的栏目、文件或专题不存在，那里会是空的。栏目写文件夹的名字（例如 news），不是标题。",
    en: "The menu, a block, a special issue or a `topics` field names a column, file or topic that does not exist, so \
         nothing would stand there. A column is named by its folder (such as news), not its title.",
};

pub fn check(site: &Site, report: &mut Report) {
    for entry in &site.config.navigation {
        let problem = match &entry.target {
            NavigationTarget::Column(path) => unknown_column(site, path),
            NavigationTarget::Item(source) => unknown_item(site, source),
            NavigationTarget::Link(_) => None,
        };
        report.extend(problem.map(|p| p.finding(&site.config_file, &entry.place)));
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
        if let Kind::Bulletin(bulletin) = &item.kind {
            for (path, place) in &bulletin.articles {
                report.extend(unknown_item(site, path).map(|p| p.finding(&item.source, place)));
            }
        }
        let unknown = item.topics.iter().filter_map(|name| unknown_topic(site, name));
        report.extend(unknown.map(|p| p.finding(&item.source, &item.place("topics"))));
    }
    for issue in &site.issues {
        let items = issue.items().map(|item| (unknown_item(site, &item.path), &item.place));
        let rolls = issue.rolls().map(|(column, place)| (unknown_column(site, column), place));
        let charts = issue.charts().map(|(chart, place)| (unknown_chart(site, chart), place));
        let problems =
            items.chain(rolls).chain(charts).filter_map(|(problem, place)| Some((problem?, place)));
        report.extend(problems.map(|(problem, place)| problem.finding(&issue.source, place)));
    }
}

/// What is not there, and what is.
struct Problem {
    message: Message,
    help: Message,
}

impl Problem {
    fn finding(self, source: &SourcePath, place: &Range<usize>) -> Diagnostic {
        let place = Place::span_or_file(source, place.clone());
        Diagnostic::new(&UNKNOWN_REFERENCE, place, self.message).help(self.help)
    }
}

fn blocks(site: &Site, source: &SourcePath, blocks: &[Block], report: &mut Report) {
    for gathering in blocks.iter().flat_map(gatherings) {
        let column = gathering.column.as_deref().and_then(|path| unknown_column(site, path));
        let items = gathering.items.iter().filter_map(|item| unknown_item(site, item));
        let problems = column.into_iter().chain(items);
        report.extend(problems.map(|p| p.finding(source, &gathering.place)));
    }
}

fn gatherings(block: &Block) -> &[Gathering] {
    match &block.kind {
        BlockKind::Headline(one)
        | BlockKind::List(one)
        | BlockKind::Cards(one)
        | BlockKind::Topics(one)
        | BlockKind::Shelf(one)
        | BlockKind::Dataset(one, _) => std::slice::from_ref(one),
        BlockKind::Columns(list) => list,
        BlockKind::Figures(_) | BlockKind::Honours(_) | BlockKind::Text | BlockKind::Links(_) => {
            &[]
        }
    }
}

fn unknown_column(site: &Site, path: &str) -> Option<Problem> {
    if site.column_at(path).is_some() {
        return None;
    }
    let titled = site.columns.iter().find(|c| !c.path.is_empty() && c.title == path);
    let folders: Vec<_> =
        site.columns.iter().map(|c| c.path.as_str()).filter(|p| !p.is_empty()).collect();
    let help = match titled {
        Some(column) => say!(
            "栏目写文件夹的名字：“{path}”的文件夹是 {}",
            "a column is named by its folder: “{path}” is in {}",
            column.path
        ),
        None => Message::new(
            format!("现有的栏目：{}", folders.join("、")),
            format!("the columns there are: {}", folders.join(", ")),
        ),
    };
    Some(Problem {
        message: say!("没有栏目“{path}”", "there is no column “{path}”"), help
    })
}

fn unknown_item(site: &Site, source: &str) -> Option<Problem> {
    if site.by_source.contains_key(source) || site.unpublished.contains_key(source) {
        return None;
    }
    let help = say!(
        "检查路径：相对于本文件，或以 / 开头从 content/ 算起",
        "check the path: relative to this file, or from content/ with / in front"
    );
    Some(Problem { message: say!("没有文件 {source}", "there is no file {source}"), help })
}

/// An item that is not there, or not published, is told of elsewhere.
fn unknown_chart(site: &Site, chart: &ChartReference) -> Option<Problem> {
    let item = site.item(*site.by_source.get(chart.item.path.as_str())?);
    if chart.found(item).is_some() {
        return None;
    }
    let path = &chart.item.path;
    let titles: Vec<_> = item.body.charts().iter().map(|it| it.title.as_str()).collect();
    let help = if titles.is_empty() {
        say!(
            "在稿件里用 ::: 图表 画一张，或者写别的稿件",
            "draw one in the item with ::: chart, or name another item"
        )
    } else {
        Message::new(
            format!("那里的图表：{}", titles.join("、")),
            format!("the charts there are: {}", titles.join(", ")),
        )
    };
    let message = match &chart.name {
        Some(name) => say!("{path} 里没有图表“{name}”", "{path} has no chart “{name}”"),
        None => say!("{path} 里没有图表", "{path} has no chart"),
    };
    Some(Problem { message, help })
}

/// A topic that is not published yet is none that is misspelt.
fn unknown_topic(site: &Site, name: &str) -> Option<Problem> {
    let topics = || {
        let all = site.items.iter().chain(&site.withheld);
        all.filter(|item| item.item_kind() == ItemKind::Topic)
    };
    if topics().any(|topic| topic.title == name || topic.short_name() == name) {
        return None;
    }
    let titles: Vec<_> = topics().map(|topic| topic.title.as_str()).collect();
    let help = if titles.is_empty() {
        say!(
            "网站还没有专题；在内容类型为“专题”的栏目里建一个，或删去这个名字",
            "the site has no topic yet: make one in a column of kind topic, or remove the name"
        )
    } else {
        Message::new(
            format!("现有的专题：{}", titles.join("、")),
            format!("the topics there are: {}", titles.join(", ")),
        )
    };
    Some(Problem {
        message: say!("没有专题“{name}”", "there is no topic “{name}”"), help
    })
}
