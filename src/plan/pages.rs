//! The pages, feeds and maps of a site.

use std::collections::HashSet;

use super::address::{Addresses, own_address};
use super::name::{fold, safe};
use super::{DataForm, DatasetPlan, FeedFormat, Make, Output, Page, RollPlan};
use crate::markup::QuoteLedger;
use crate::model::{
    AddressLedger, ColumnId, Figure, FigureId, Figures, Holder, HolderId, Honours, ItemKind, Site,
};

/// Addresses in one part of the sitemap; the protocol allows 50 000, the portal rules ask for fewer.
pub const SITEMAP_PART: usize = 30_000;

/// What is planned of tables and of the ledger of figures.
pub struct Tables<'a> {
    /// The pages of each roll.
    pub rolls: &'a [RollPlan],
    /// The pages of each dataset.
    pub datasets: &'a [DatasetPlan],
    /// The page of each figure.
    pub figures: &'a [String],
    /// The page of each holder of honours.
    pub holders: &'a [String],
}

pub fn outputs(
    site: &Site,
    addresses: &Addresses,
    ledger: &AddressLedger,
    tables: &Tables<'_>,
) -> Vec<Output> {
    let Tables { rolls, datasets, figures, holders } = *tables;
    let mut outputs = Vec::new();
    let mut page = |path: String, page: Page| outputs.push(Output { path, make: Make::Page(page) });
    // Of two outputs on one path the first stays, so what a site cannot do without comes first.
    page("index.html".into(), Page::Home);
    if site.config.search {
        page("search.html".into(), Page::Search);
    }
    page("sitemap.html".into(), Page::Sitemap);
    page("404.html".into(), Page::NotFound);
    for (id, column) in site.columns().skip(1) {
        let count = match site.dataset_of(id) {
            Some(dataset) => datasets[dataset.0 as usize].pages(),
            None if column.roll.is_some() => 1,
            None => pages(column.items.len(), column.page_size),
        };
        for number in 1..=count {
            page(addresses.column(id, number), Page::Column(id, number));
        }
    }
    for (id, _) in site.items() {
        page(addresses.item(id).to_owned(), Page::Item(id));
    }
    if site.config.keyword_pages {
        for (taxonomy, terms) in site.terms.iter().filter(|(_, terms)| !terms.is_empty()) {
            page(format!("{}/index.html", taxonomy.folder()), Page::Terms(*taxonomy));
            for (word, items) in terms {
                for number in 1..=pages(items.len(), site.config.page_size) {
                    let path =
                        addresses.term(*taxonomy, word, number).expect("every word has its pages");
                    page(path, Page::Term(*taxonomy, word.clone(), number));
                }
            }
        }
    }
    for ((id, roll), plan) in site.rolls().zip(rolls) {
        outputs.extend(super::roll::outputs(id, roll, plan));
    }
    for ((id, dataset), plan) in site.datasets().zip(datasets) {
        outputs.extend(super::dataset::outputs(id, dataset, plan));
    }
    outputs.extend((0..).zip(figures).map(|(number, path)| Output {
        path: path.clone(),
        make: Make::Page(Page::Figure(FigureId(number))),
    }));
    outputs.extend((0..).zip(holders).map(|(number, path)| Output {
        path: path.clone(),
        make: Make::Page(Page::Holder(HolderId(number))),
    }));
    let shown = [(QuoteLedger::Figures, figures), (QuoteLedger::Honours, holders)];
    for (ledger, _) in shown.iter().filter(|(_, pages)| !pages.is_empty()) {
        outputs.extend(DataForm::ALL.map(|form| Output {
            path: ledger_data(*ledger, form),
            make: Make::LedgerData(*ledger, form),
        }));
    }
    let taken: HashSet<String> = outputs.iter().map(|o| fold(&o.path)).collect();
    outputs.extend(redirects(site, addresses, ledger, &taken));
    outputs.extend(notices(site, ledger, &taken));
    outputs.extend(feeds(site, addresses));
    let listed = outputs.iter().filter(|output| is_listed(&output.make)).count();
    outputs.extend(maps(site, listed));
    outputs
}

/// The page of each figure of the ledger, which has pages where it has a column.
pub fn figures(site: &Site) -> Vec<String> {
    if site.column_at(Figures::COLUMN).is_none() {
        return Vec::new();
    }
    let path = |figure: &Figure| format!("{}/{}.html", Figures::COLUMN, safe(&figure.id));
    site.figures.iter().map(|(_, figure)| path(figure)).collect()
}

/// The page of each holder of honours, which has pages where they have a column.
pub fn holders(site: &Site) -> Vec<String> {
    if site.column_at(Honours::COLUMN).is_none() {
        return Vec::new();
    }
    let path = |holder: &Holder| format!("{}/{}.html", Honours::COLUMN, safe(&holder.name));
    site.honours.holders().map(|(_, holder)| path(holder)).collect()
}

/// Path of the column that shows a ledger.
pub fn ledger_column(ledger: QuoteLedger) -> &'static str {
    match ledger {
        QuoteLedger::Figures => Figures::COLUMN,
        QuoteLedger::Honours => Honours::COLUMN,
    }
}

/// Path of the data of a ledger.
pub fn ledger_data(ledger: QuoteLedger, form: DataForm) -> String {
    format!("{}/data.{}", ledger_column(ledger), form.extension())
}

/// Whether the sitemap lists what `make` makes.
pub fn is_listed(make: &Make) -> bool {
    match make {
        Make::Page(page) => match page {
            Page::Home
            | Page::Column(..)
            | Page::Item(_)
            | Page::Roll(..)
            | Page::Dataset(..)
            | Page::Figure(_)
            | Page::Holder(_)
            | Page::Issue(_)
            | Page::Term(..)
            | Page::Terms(_)
            | Page::Sitemap => true,
            Page::Search | Page::NotFound | Page::Redirect(_) | Page::Withdrawn(_) => false,
        },
        Make::Feed(..)
        | Make::Sitemap(_)
        | Make::SitemapIndex(_)
        | Make::Robots
        | Make::SearchIndex
        | Make::SearchVolume(_)
        | Make::RollSearch(_)
        | Make::RollData(..)
        | Make::DatasetData(..)
        | Make::LedgerData(..)
        | Make::Characters
        | Make::Asset(_)
        | Make::Colours
        | Make::CodeStyle
        | Make::Picture(..)
        | Make::Copy(_)
        | Make::Print(_)
        | Make::PagePicture(..)
        | Make::Epub(_) => false,
    }
}

/// How many pages a list of `items` has: at least one.
pub fn pages(items: usize, page_size: usize) -> usize {
    items.div_ceil(page_size).max(1)
}

/// Old addresses. Those typed by an editor must be free; those the ledger remembers give way to a
/// page that has taken their place since.
fn redirects(
    site: &Site,
    addresses: &Addresses,
    ledger: &AddressLedger,
    taken: &HashSet<String>,
) -> Vec<Output> {
    let mut outputs = Vec::new();
    let mut remembered = HashSet::new();
    for (id, item) in site.items() {
        let here = addresses.item(id);
        let typed = item.aliases.iter().filter_map(|alias| own_address(alias));
        let old = ledger
            .entries
            .get(item.source.as_str())
            .map(|e| e.addresses.as_slice())
            .unwrap_or_default();
        let is_free = |path: &&String| !taken.contains(&fold(path));
        let old = old.iter().filter(is_free).filter(|path| remembered.insert(fold(path)));
        for path in typed.chain(old.cloned()).filter(|path| path != here) {
            outputs.push(Output { path, make: Make::Page(Page::Redirect(id)) });
        }
    }
    outputs
}

/// Notices in the place of what was withdrawn: whoever follows an old link or a printed code must
/// learn that the page is gone on purpose. What never was published has no address to put one at.
fn notices(site: &Site, ledger: &AddressLedger, taken: &HashSet<String>) -> Vec<Output> {
    let mut outputs = Vec::new();
    let mut noticed = HashSet::new();
    for (index, item) in site.withheld.iter().enumerate() {
        let Some(entry) = ledger.entries.get(item.source.as_str()) else { continue };
        if item.withdrawn.is_none() {
            continue;
        }
        let typed = item.aliases.iter().filter_map(|alias| own_address(alias));
        for path in entry.addresses.iter().cloned().chain(typed) {
            if !taken.contains(&fold(&path)) && noticed.insert(fold(&path)) {
                outputs.push(Output { path, make: Make::Page(Page::Withdrawn(index)) });
            }
        }
    }
    outputs
}

/// Feeds of the site and of each column that holds news. They need absolute addresses.
fn feeds(site: &Site, addresses: &Addresses) -> Vec<Output> {
    if site.config.feed_items == 0 || site.config.address.is_none() {
        return Vec::new();
    }
    let mut outputs = Vec::new();
    for (id, _) in site.columns().filter(|(id, _)| has_feed(site, *id)) {
        for format in FeedFormat::ALL {
            let path = format!("{}{}", addresses.column_folder(id), format.file());
            outputs.push(Output { path, make: Make::Feed(id, format) });
        }
    }
    outputs
}

/// Whether a column has feeds: home, and every column of dated items.
pub fn has_feed(site: &Site, id: ColumnId) -> bool {
    let is_table = site.column(id).roll.is_some() || site.column(id).dataset.is_some();
    let news = !is_table
        && matches!(
            site.column(id).kind,
            ItemKind::Article | ItemKind::Document | ItemKind::Bulletin
        );
    site.config.feed_items > 0 && site.config.address.is_some() && (id == ColumnId::HOME || news)
}

fn maps(site: &Site, pages: usize) -> Vec<Output> {
    let mut outputs = vec![Output { path: "robots.txt".into(), make: Make::Robots }];
    if site.config.address.is_none() {
        return outputs;
    }
    let parts = pages.div_ceil(SITEMAP_PART);
    if parts <= 1 {
        outputs.push(Output { path: "sitemap.xml".into(), make: Make::Sitemap(0) });
    } else {
        outputs.push(Output { path: "sitemap.xml".into(), make: Make::SitemapIndex(parts) });
        let part = |n| Output { path: format!("sitemap-{}.xml", n + 1), make: Make::Sitemap(n) };
        outputs.extend((0..parts).map(part));
    }
    outputs
}
