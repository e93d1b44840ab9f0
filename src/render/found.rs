//! What the search knows of a site's items, of the rows of its datasets and of its ledgers.

use std::borrow::Cow;

use rayon::prelude::*;

use super::search::{Entry, Row, Texts, Volume, index, tokens};
use crate::model::{Dataset, Figure, Figures, HolderId, Honours, Issue, Item, Kind, RowId, Site};
use crate::plan::{self, DatasetPlan, Found, Plan, cell_words};
use crate::text::Moment;

/// An item, a row or an entry of a ledger as the search sees it, before its text is taken out of the tree.
#[derive(Debug)]
pub struct Findable<'a> {
    what: What<'a>,
    date: String,
    column: &'a str,
    address: Cow<'a, str>,
}

#[derive(Debug)]
enum What<'a> {
    Item(&'a Item),
    Row { title: String, words: String },
}

/// What a volume holds.
pub fn findable<'a>(
    site: &'a Site,
    plan: &'a Plan,
    volume: &plan::Volume<Found>,
) -> Vec<Findable<'a>> {
    let findable = |found: &Found| match *found {
        Found::Item(id) => {
            let item = site.item(id);
            Findable {
                what: What::Item(item),
                date: item.date.map(Moment::iso_date).unwrap_or_default(),
                column: &site.column(item.column).title,
                address: plan.addresses.item(id).into(),
            }
        }
        Found::Row(id, row) => {
            let (dataset, plan) = (site.dataset(id), &plan.datasets[id.0 as usize]);
            Findable {
                what: row_words(dataset, plan, row),
                date: String::new(),
                column: &site.column(dataset.column).title,
                address: plan.address(dataset, row).into(),
            }
        }
        Found::Figure(id) => {
            let what = figure_words(site, site.figures.get(id));
            in_ledger(site, Figures::COLUMN, what, &plan.figures[id.0 as usize])
        }
        Found::Holder(id) => {
            let what = holder_words(site, id);
            in_ledger(site, Honours::COLUMN, what, &plan.holders[id.0 as usize])
        }
        Found::Issue(id) => {
            let issue = site.issue(id);
            Findable {
                what: issue_words(issue),
                date: issue.date.to_string(),
                column: &site.column(issue.column(site)).title,
                address: plan.issue(id).0.page().into(),
            }
        }
    };
    volume.articles.iter().map(findable).collect()
}

/// An entry of a ledger, in the column that shows it.
fn in_ledger<'a>(site: &'a Site, column: &str, what: What<'a>, address: &'a str) -> Findable<'a> {
    let column = site.column_at(column).expect("entries have pages in a column");
    Findable {
        what,
        date: String::new(),
        column: &site.column(column).title,
        address: address.into(),
    }
}

/// What a figure counts, under every wording, and how much it is.
fn figure_words(site: &Site, figure: &Figure) -> What<'static> {
    let now = figure.on(site.today);
    let value = figure.with_unit(now.amount);
    // People type 12306 as often as 12 306.
    let plain = format!("{}{}", now.amount.plain(), figure.unit);
    let as_of = now.as_of.map(|as_of| format!("截至{}", as_of.chinese()));
    let said = |text: &Option<String>, word: &str| Some(format!("{word}：{}", text.as_ref()?));
    let mut words: Vec<String> = vec![value.clone()];
    words.extend((plain != value).then_some(plain));
    words.extend(figure.names.iter().cloned());
    words.extend(as_of);
    words.extend(said(&figure.period, "统计期"));
    words.extend(said(&figure.definition, "口径"));
    words.extend(said(&now.source, "来源"));
    What::Row { title: figure.label.clone(), words: words.join("\n") }
}

/// Who was named, and every naming.
fn holder_words(site: &Site, id: HolderId) -> What<'static> {
    let holder = site.honours.holder(id);
    let mut words: Vec<String> = Vec::new();
    for (level, namings) in &holder.levels {
        let standing = site.honours.standing(id, level, site.today);
        words.extend(standing.map(|standing| format!("{level}{}", standing.said())));
        for naming in namings.iter().filter(|naming| naming.date.last_day() <= site.today) {
            let title = naming.title.as_deref().unwrap_or(level);
            words.push(format!("{}{title}", naming.date.chinese()));
        }
    }
    What::Row { title: holder.name.clone(), words: words.join("\n") }
}

/// The name, number and pages of a special issue. What its stories say is found in them.
fn issue_words(issue: &Issue) -> What<'static> {
    let number = issue.number.map(|number| format!("第{number}期"));
    let pages = (1..).zip(&issue.pages).map(|(no, page)| format!("第{no}版 {}", page.name));
    let said = [issue.slogan.clone(), issue.unit.clone(), number].into_iter().flatten();
    let words: Vec<String> = said.chain(pages).collect();
    What::Row { title: issue.title(), words: words.join("\n") }
}

/// The name of a row, and field by field what it says.
fn row_words<'a>(dataset: &Dataset, plan: &DatasetPlan, row: RowId) -> What<'a> {
    let title = dataset.settings.title;
    let mut words = String::new();
    for id in plan.told.iter().filter(|id| **id != title) {
        let (said, field) = (cell_words(dataset, row, *id), dataset.settings.field(*id));
        if !said.is_empty() {
            if !words.is_empty() {
                words.push('\n');
            }
            words.extend([field.name.as_str(), "：", &said, &field.unit]);
        }
    }
    What::Row { title: cell_words(dataset, row, title), words }
}

/// A digest of everything a volume holds.
pub fn digest(items: &[Findable<'_>], site: &Site) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    let mut add = |text: &str| {
        hasher.update(&text.len().to_le_bytes()).update(text.as_bytes());
    };
    for Findable { what, date, column, address } in items {
        match what {
            What::Item(item) => {
                for text in [&*item.title, date, column, address] {
                    add(text);
                }
                for word in &item.keywords {
                    add(word);
                }
                let file = site.sources.get(item.source.as_str());
                let digest = file.and_then(|file| file.digest().ok());
                add(digest.expect("texts are in memory").to_hex().as_str());
            }
            What::Row { title, words } => {
                for text in [title, words, *column, address] {
                    add(text);
                }
            }
        }
    }
    hasher.finalize()
}

/// The files of a volume.
pub fn files(name: &str, items: &[Findable<'_>]) -> Vec<(String, Vec<u8>)> {
    let entries: Vec<Entry<'_>> = items.par_iter().map(Findable::entry).collect();
    let tokens = entries.par_iter().map(tokens).collect();
    let files = Volume::new(name, texts(items), &entries).files(tokens);
    files.into_iter().map(|file| (file.name, file.bytes)).collect()
}

/// How long the texts of a volume are, which holds either items or rows.
fn texts(items: &[Findable<'_>]) -> Texts {
    match items.first().map(|found| &found.what) {
        Some(What::Row { .. }) => Texts::Short,
        Some(What::Item(_)) | None => Texts::Long,
    }
}

/// The list of all volumes.
pub fn list(site: &Site, plan: &Plan) -> String {
    let row = |volume: &plan::Volume<Found>| {
        let items = findable(site, plan, volume);
        let dates: Vec<&str> = items.iter().map(|found| found.date.as_str()).collect();
        Row::new(&volume.name, texts(&items), &digest(&items, site), &dates)
    };
    let rows: Vec<Row> = plan.volumes.par_iter().map(row).collect();
    String::from_utf8(index(&rows).bytes).expect("a script is text")
}

/// The text, and after it what else readers know an item by.
fn words(item: &Item) -> String {
    let mut words = item.body.plain_text();
    let mut add = |more: &str| {
        if !more.is_empty() && !words.contains(more) {
            words.push('\n');
            words.push_str(more);
        }
    };
    for text in [&item.kicker, &item.deck, &item.origin].into_iter().flatten() {
        add(text);
    }
    add(item.summary.trim_end_matches('…'));
    if let Kind::Document(document) = &item.kind {
        add(&document.number.as_ref().map(ToString::to_string).unwrap_or_default());
        add(document.index.as_deref().unwrap_or_default());
        for text in std::iter::once(&document.issuer).chain(&document.recipients) {
            add(text);
        }
    }
    for author in &item.authors {
        add(&author.name);
    }
    for attachment in &item.attachments {
        add(&attachment.title);
    }
    words
}

impl Findable<'_> {
    fn entry(&self) -> Entry<'_> {
        let (title, keywords, body) = match &self.what {
            What::Item(item) => (&item.title, item.keywords.as_slice(), words(item).into()),
            What::Row { title, words } => (title, &[][..], words.into()),
        };
        let Self { date, column, address, .. } = self;
        Entry { title, keywords, body, date, column, address }
    }
}
