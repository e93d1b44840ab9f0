//! What the search knows of a site's items.

use std::borrow::Cow;

use rayon::prelude::*;

use super::search::{Entry, Row, Volume, index, tokens};
use crate::model::{Item, ItemId, Kind, Site};
use crate::plan::{self, Plan};
use crate::text::Moment;

/// An item as the search sees it, before its text is taken out of the tree.
#[derive(Debug)]
pub struct Findable<'a> {
    item: &'a Item,
    date: String,
    column: &'a str,
    address: &'a str,
}

/// The items of a volume.
pub fn findable<'a>(
    site: &'a Site,
    plan: &'a Plan,
    volume: &plan::Volume<ItemId>,
) -> Vec<Findable<'a>> {
    let findable = |id: &ItemId| {
        let item = site.item(*id);
        Findable {
            item,
            date: item.date.map(Moment::iso_date).unwrap_or_default(),
            column: &site.column(item.column).title,
            address: plan.addresses.item(*id),
        }
    };
    volume.articles.iter().map(findable).collect()
}

/// A digest of everything a volume holds of its items.
pub fn digest(items: &[Findable<'_>], site: &Site) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    for Findable { item, date, column, address } in items {
        let words = item.keywords.iter().map(String::as_str);
        for text in [&*item.title, date, column, address].into_iter().chain(words) {
            hasher.update(&text.len().to_le_bytes()).update(text.as_bytes());
        }
        let file = site.sources.get(item.source.as_str()).and_then(|file| file.digest().ok());
        hasher.update(file.expect("texts are in memory").as_bytes());
    }
    hasher.finalize()
}

/// The files of a volume.
pub fn files(name: &str, items: &[Findable<'_>]) -> Vec<(String, Vec<u8>)> {
    let entries: Vec<Entry<'_>> = items.par_iter().map(Findable::entry).collect();
    let tokens = entries.par_iter().map(tokens).collect();
    let files = Volume::new(name, &entries).files(tokens);
    files.into_iter().map(|file| (file.name, file.bytes)).collect()
}

/// The list of all volumes.
pub fn list(site: &Site, plan: &Plan) -> String {
    let row = |volume: &plan::Volume<ItemId>| {
        let items = findable(site, plan, volume);
        let dates: Vec<&str> = items.iter().map(|found| found.date.as_str()).collect();
        Row::new(&volume.name, &digest(&items, site), &dates)
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
        Entry {
            title: &self.item.title,
            keywords: &self.item.keywords,
            body: Cow::Owned(words(self.item)),
            date: &self.date,
            column: self.column,
            address: self.address,
        }
    }
}
