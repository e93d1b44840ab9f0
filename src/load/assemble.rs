//! Items and columns → a [`Site`]: what is published, in which order, and what belongs together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::item::Parsed;
use super::pictures::{Album, load_pictures, printed_pictures, wanted};
use super::review::is_approved;
use super::{Audience, BAD_VALUE, Options, Showing};
use crate::diag::{Diagnostic, Place, Report, Severity};
use crate::model::{
    AddressLedger, Column, ColumnId, Config, Dataset, Dismissal, Document, Figures, Honours, Issue,
    Item, ItemId, ItemKind, PublishingLedger, RegisteredName, ReviewRecord, Roll, Site, Sort,
    Taxonomy, Terms, Unapproved, Unpublished,
};
use crate::say;
use crate::source::{SourcePath, Sources};
use crate::text::Moment;

/// What was read, before it is put together.
pub struct Parts<'a> {
    /// The columns.
    pub columns: Vec<Column>,
    /// The items' files.
    pub parsed: &'a [(SourcePath, Arc<Parsed>)],
    /// The rolls.
    pub rolls: Vec<Arc<Roll>>,
    /// The datasets.
    pub datasets: Vec<Arc<Dataset>>,
    /// The ledger of figures.
    pub figures: Figures,
    /// The record of honours.
    pub honours: Honours,
    /// The special issues.
    pub issues: Vec<Issue>,
    /// The record of reviews.
    pub reviews: ReviewRecord,
    /// The publishing ledger.
    pub publishing: PublishingLedger,
    /// Names that must be written right.
    pub registry: Vec<RegisteredName>,
    /// Findings that were set aside.
    pub dismissals: Vec<Dismissal>,
}

pub fn assemble(
    sources: &Arc<Sources>,
    config: Config,
    parts: Parts<'_>,
    options: &Options,
    album: &mut Album,
    report: &mut Report,
) -> Site {
    let Parts {
        mut columns,
        parsed,
        rolls,
        datasets,
        figures,
        honours,
        issues,
        reviews,
        publishing,
        registry,
        dismissals,
    } = parts;
    let mut items = Vec::new();
    let mut unpublished = BTreeMap::new();
    let mut withheld = Vec::new();
    let mut changes: Option<Moment> = None;
    for (path, parsed) in parsed {
        report.extend(parsed.report.iter().cloned());
        let moments = parsed.item.iter().flat_map(|item| [item.date, item.expires]).flatten();
        let ahead = moments.filter(|moment| !moment.has_come(options.now));
        changes = changes.into_iter().chain(ahead).min();
        let state = state(parsed, options).and_then(|item| {
            let is_shown = config.review.unapproved == Unapproved::Refused
                || is_approved(item, &reviews, &config.review, options);
            if is_shown { Ok(item) } else { Err(Unpublished::Unapproved) }
        });
        match state {
            Ok(item) => items.push(Arc::clone(item)),
            Err(why) => {
                unpublished.insert(path.clone(), why);
                withheld.extend(parsed.item.clone());
            }
        }
    }
    let by_source: HashMap<_, _> =
        ids(&items).map(|(id, item)| (item.source.clone(), id)).collect();
    let newest = newest_first(&items);
    for id in &newest {
        columns[item(&items, *id).column.0 as usize].items.push(*id);
    }
    for column in &mut columns {
        sort(column, &items);
    }
    let texts = columns.iter().filter_map(|c| Some((c.source.as_ref()?, &*c.body)));
    let texts = texts.chain(items.iter().map(|item| (&item.source, &*item.body)));
    let lives = || rolls.iter().flat_map(|roll| roll.lives.values());
    let texts = texts.chain(lives().map(|life| (&life.source, &*life.body)));
    let portraits = lives().filter_map(|life| Some((&life.source, life.portrait.as_deref()?)));
    let shown = items.iter().map(|item| &**item);
    let mut wanted = wanted(&config, &options.config, texts, shown, portraits);
    // A seal is no picture for everybody to take away.
    let printed = printed_pictures(&options.config, &config.print.glyphs, &items, &issues);
    let printed: Vec<_> =
        printed.into_iter().filter(|(path, _)| !wanted.contains_key(path)).collect();
    wanted.extend(printed.iter().cloned());
    let mut pictures = load_pictures(sources, &config, wanted, album, report);
    for (path, _) in &printed {
        if let Some(picture) = pictures.get_mut(path.as_str()) {
            picture.variants.clear();
        }
    }
    Site {
        pictures,
        position: positions(&columns, items.len()),
        newest_below: newest_below(&columns, &items, &newest),
        in_topic: in_topic(&items, &newest),
        terms: Taxonomy::ALL.map(|taxonomy| (taxonomy, terms(taxonomy, &items, &newest))).into(),
        ledger: ledger(sources, report),
        registry,
        dismissals,
        config_file: options.config.clone(),
        marks_unapproved: options.audience == Audience::Office,
        today: options.now.date,
        changes,
        sources: Arc::clone(sources),
        rolls,
        datasets,
        figures,
        honours,
        issues,
        reviews,
        publishing,
        config,
        columns,
        items,
        by_source,
        unpublished,
        withheld,
    }
}

fn ids(items: &[Arc<Item>]) -> impl Iterator<Item = (ItemId, &Arc<Item>)> {
    (0u32..).map(ItemId).zip(items)
}

fn item(items: &[Arc<Item>], id: ItemId) -> &Item {
    &items[id.0 as usize]
}

/// The item, when it is published.
fn state<'a>(parsed: &'a Parsed, options: &Options) -> Result<&'a Arc<Item>, Unpublished> {
    let item = parsed.item.as_ref().ok_or(Unpublished::Broken)?;
    let Showing { drafts, future, classified } = options.showing;
    let come = |m: &Moment| m.has_come(options.now);
    if item.withdrawn.is_some() {
        Err(Unpublished::Withdrawn)
    } else if item.document().is_some_and(Document::is_classified) && !classified {
        Err(Unpublished::Classified)
    } else if item.draft && !drafts {
        Err(Unpublished::Draft)
    } else if item.date.is_some_and(|date| !come(&date)) && !future {
        Err(Unpublished::Future)
    } else if item.expires.as_ref().is_some_and(come) {
        Err(Unpublished::Expired)
    } else {
        Ok(item)
    }
}

/// Every item, newest first; of the same moment, by path, which is how they come.
fn newest_first(items: &[Arc<Item>]) -> Vec<ItemId> {
    let mut order: Vec<ItemId> = ids(items).map(|(id, _)| id).collect();
    order.sort_by_key(|id| Reverse(item(items, *id).date));
    order
}

/// Puts a column's items, which come newest first, into its own order.
fn sort(column: &mut Column, items: &[Arc<Item>]) {
    let at = |id: &ItemId| item(items, *id);
    if column.sort != Sort::Newest {
        // Ids go by path, which decides between equals.
        column.items.sort_unstable();
    }
    match column.sort {
        Sort::Newest => {}
        Sort::Oldest => column.items.sort_by_key(|id| at(id).date),
        Sort::Order => column.items.sort_by_key(|id| at(id).order),
        Sort::Title => column.items.sort_by(|a, b| at(a).title.cmp(&at(b).title)),
    }
    column.items.sort_by_key(|id| !at(id).pinned);
}

/// Each item's place in its column's order.
fn positions(columns: &[Column], items: usize) -> Vec<u32> {
    let mut positions = vec![0; items];
    for column in columns {
        for (at, id) in (0..).zip(&column.items) {
            positions[id.0 as usize] = at;
        }
    }
    positions
}

fn newest_below(columns: &[Column], items: &[Arc<Item>], newest: &[ItemId]) -> Vec<Vec<ItemId>> {
    let mut below = vec![Vec::new(); columns.len()];
    for id in newest {
        let mut next = Some(item(items, *id).column);
        while let Some(ColumnId(column)) = next {
            below[column as usize].push(*id);
            next = columns[column as usize].parent;
        }
    }
    below
}

/// The items of each topic. An item names a topic by its title or by its file or folder name.
fn in_topic(items: &[Arc<Item>], newest: &[ItemId]) -> BTreeMap<ItemId, Vec<ItemId>> {
    let mut names = HashMap::new();
    for (id, topic) in ids(items).filter(|(_, item)| item.item_kind() == ItemKind::Topic) {
        names.insert(topic.title.as_str(), id);
        names.insert(topic.short_name(), id);
    }
    let mut topics: BTreeMap<ItemId, Vec<ItemId>> = BTreeMap::new();
    for id in newest {
        for topic in item(items, *id).topics.iter().filter_map(|name| names.get(name.as_str())) {
            topics.entry(*topic).or_default().push(*id);
        }
    }
    topics
}

fn terms(taxonomy: Taxonomy, items: &[Arc<Item>], newest: &[ItemId]) -> Terms {
    let mut terms: HashMap<&str, Vec<ItemId>> = HashMap::new();
    for id in newest {
        for word in taxonomy.words(item(items, *id)) {
            let list = terms.entry(word).or_default();
            if list.last() != Some(id) {
                list.push(*id);
            }
        }
    }
    terms.into_iter().map(|(word, items)| (word.to_owned(), items)).collect()
}

fn ledger(sources: &Sources, report: &mut Report) -> AddressLedger {
    let Some(text) = sources.text(AddressLedger::FILE) else { return AddressLedger::default() };
    let (ledger, bad) = AddressLedger::parse(text);
    for line in bad {
        let mut finding = Diagnostic::new(
            &BAD_VALUE,
            Place::File(SourcePath::new(AddressLedger::FILE)),
            say!("网址台账第 {line} 行读不懂，已略过", "line {line} of the address ledger is not understood and was passed over"),
        )
        .help(say!(
            "合并文件时若留下了 <<<<<<< 一类的行，删去即可；下次生成会补全",
            "remove lines such as <<<<<<< that a merge left behind; the next build completes the file"
        ));
        finding.severity = Severity::Warning;
        report.push(finding);
    }
    ledger
}
