//! `_index.md` → [`Column`].

use std::sync::Arc;

use super::block::load_blocks;
use super::dataset;
use super::fields;
use super::figure::{Quotable, Quoting};
use super::front::read_front;
use super::roll::load_settings;
use crate::diag::Report;
use crate::markup::{self, Dialect};
use crate::model::{Column, Config, ItemKind, Sort};
use crate::source::{File, Sources};

/// Every column: home first, then by path, each linked to the column above it.
pub fn load_columns(
    sources: &Sources,
    config: &Config,
    ledger: Quotable<'_>,
    report: &mut Report,
) -> Vec<Column> {
    let mut columns: Vec<Column> = sources
        .below("content/")
        .filter(|file| file.path.name() == "_index.md")
        .filter_map(|file| {
            let quoting = ledger.today(&file.path);
            let column = load_column(file, config, &quoting, report);
            let (findings, quoted) = quoting.finish();
            report.absorb(findings);
            column.map(|column| Column { quoted, ..column })
        })
        .collect();
    if columns.first().is_none_or(|c| !c.path.is_empty()) {
        columns.insert(0, home(&config.title, config.page_size));
    }
    columns.sort_by(|a, b| a.path.cmp(&b.path));
    link(&mut columns);
    columns
}

/// The kind of the items of the column that `file`, an `_index.md`, describes.
///
/// ```
/// use fengbei::load::kind_of_items;
/// use fengbei::model::ItemKind;
/// use fengbei::source::{Content, File, SourcePath};
///
/// let text = Content::text("+++\ntitle = \"发文\"\nkind = \"document\"\n+++\n");
/// let file = File::new(SourcePath::new("content/documents/_index.md"), text);
/// assert_eq!(kind_of_items(&file), ItemKind::Document);
/// ```
pub fn kind_of_items(file: &File) -> ItemKind {
    let mut report = Report::new();
    let text = file.text().map_or("", |text| &**text);
    let front = read_front(&file.path, text, &mut report);
    let head = front.record(&file.path, fields::COLUMN, &mut report);
    item_kind(head.choice("kind").unwrap_or("article"))
}

fn load_column(
    file: &Arc<File>,
    config: &Config,
    quoting: &Quoting<'_>,
    report: &mut Report,
) -> Option<Column> {
    let text = file.text()?;
    let front = read_front(&file.path, text, report);
    let head = front.record(&file.path, fields::COLUMN, report);
    let dialect = Dialect::default();
    let (body, findings) =
        markup::parse_quoting(&file.path, text, front.body.clone(), &dialect, quoting);
    let filled = |key| Some(quoting.filled(&head.text(key)?, head.place(key)));
    report.absorb(findings);
    let path = file.path.folder().trim_start_matches("content/").trim_matches('/').to_owned();
    let title = filled("title")
        .unwrap_or_else(|| if path.is_empty() { config.title.clone() } else { path.clone() });
    let roll = head.record(&file.path, "roll");
    let dataset = head.record(&file.path, "dataset");
    let own_size = head.count("page_size").and_then(|n| usize::try_from(n).ok());
    let mut places = head.places();
    places.extend(roll.as_ref().and_then(|roll| Some(("roll.total", roll.place("total")?))));
    Some(Column {
        source: Some(file.path.clone()),
        parent: None,
        children: Vec::new(),
        description: filled("description").unwrap_or_default(),
        keywords: head.texts("keywords"),
        column_type: head.text("column_type").unwrap_or_default(),
        kind: item_kind(head.choice("kind").unwrap_or(if path.is_empty() {
            "page"
        } else {
            "article"
        })),
        sort: sort(head.choice("sort")),
        page_size: own_size.unwrap_or(config.page_size),
        update_within: head.count("update_within"),
        owner: head.text("owner"),
        order: head.count("order").unwrap_or(0),
        template: head.text("template"),
        item_template: head.text("item_template"),
        blocks: load_blocks(&file.path, &head, quoting, report),
        roll: roll.map(|roll| load_settings(&file.path, &roll, report)),
        dataset: dataset.and_then(|it| dataset::load_settings(&file.path, &it, own_size, report)),
        quoted: Vec::new(),
        body: Arc::new(body),
        items: Vec::new(),
        places,
        title,
        path,
    })
}

fn home(title: &str, page_size: usize) -> Column {
    Column {
        source: None,
        path: String::new(),
        parent: None,
        children: Vec::new(),
        title: title.into(),
        description: String::new(),
        keywords: Vec::new(),
        column_type: String::new(),
        kind: ItemKind::Page,
        sort: Sort::Newest,
        page_size,
        update_within: None,
        owner: None,
        order: 0,
        template: None,
        item_template: None,
        blocks: Vec::new(),
        roll: None,
        dataset: None,
        quoted: Vec::new(),
        body: Arc::new(markup::Document::empty()),
        items: Vec::new(),
        places: Vec::new(),
    }
}

fn item_kind(word: &str) -> ItemKind {
    match word {
        "document" => ItemKind::Document,
        "topic" => ItemKind::Topic,
        "page" => ItemKind::Page,
        "bulletin" => ItemKind::Bulletin,
        _ => ItemKind::Article,
    }
}

fn sort(word: Option<&str>) -> Sort {
    match word {
        Some("oldest") => Sort::Oldest,
        Some("order") => Sort::Order,
        Some("title") => Sort::Title,
        _ => Sort::Newest,
    }
}

/// Gives each column its parent and each parent its children in order.
fn link(columns: &mut [Column]) {
    use crate::model::ColumnId;
    let parents: Vec<Option<usize>> =
        columns.iter().map(|c| nearest_above(columns, &c.path)).collect();
    for (index, parent) in parents.iter().enumerate() {
        if let Some(parent) = *parent {
            columns[index].parent = Some(id(parent));
            columns[parent].children.push(id(index));
        }
    }
    let order: Vec<(i64, String)> = columns.iter().map(|c| (c.order, c.path.clone())).collect();
    for column in columns.iter_mut() {
        column.children.sort_by_key(|ColumnId(child)| &order[*child as usize]);
    }
}

fn id(index: usize) -> crate::model::ColumnId {
    crate::model::ColumnId(u32::try_from(index).expect("fewer than 2^32 columns"))
}

/// The column whose folder is the nearest above `path`.
pub fn nearest_above(columns: &[Column], path: &str) -> Option<usize> {
    let mut rest = path;
    while !rest.is_empty() {
        rest = rest.rfind('/').map_or("", |at| &rest[..at]);
        if let Ok(index) = columns.binary_search_by(|c| c.path.as_str().cmp(rest)) {
            return Some(index);
        }
    }
    None
}
