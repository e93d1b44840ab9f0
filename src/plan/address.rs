//! Where everything is: addresses of items, columns and keywords, and the ledger that keeps them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::name;
use crate::diag::{Diagnostic, Place, Report};
use crate::load::BAD_VALUE;
use crate::model::{AddressLedger, ColumnId, Item, ItemId, ItemKind, LedgerEntry, Site, Taxonomy};
use crate::say;

/// Paths inside the site, without a slash in front.
#[derive(Debug, Default)]
pub struct Addresses {
    items: Vec<String>,
    columns: Vec<String>,
    terms: HashMap<(Taxonomy, String), String>,
}

impl Addresses {
    /// The page of an item.
    pub fn item(&self, id: ItemId) -> &str {
        &self.items[id.0 as usize]
    }

    /// Page `page` (from 1) of a column's list.
    pub fn column(&self, id: ColumnId, page: usize) -> String {
        index(&self.columns[id.0 as usize], page)
    }

    /// The folder of a column, with a slash at its end; empty for home.
    pub fn column_folder(&self, id: ColumnId) -> &str {
        &self.columns[id.0 as usize]
    }

    /// Page `page` (from 1) of the list of a word; none when there are no keyword pages.
    pub fn term(&self, taxonomy: Taxonomy, word: &str, page: usize) -> Option<String> {
        Some(numbered(self.terms.get(&(taxonomy, word.to_owned()))?, page))
    }
}

/// `index.html`, `index_2.html` … in `folder`, as portals number their lists.
pub fn index(folder: &str, page: usize) -> String {
    numbered(&format!("{folder}index"), page)
}

/// `name.html`, `name_2.html` … of a list that has no folder of its own.
pub fn numbered(name: &str, page: usize) -> String {
    if page == 1 { format!("{name}.html") } else { format!("{name}_{page}.html") }
}

/// Whether the page at `path` leads to others: one called `index`, or one in a folder of lists by a value.
pub fn is_list(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let is_index = parts.next().is_some_and(|name| name.starts_with("index"));
    let (folder, above) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    is_index
        || Taxonomy::ALL.iter().any(|taxonomy| taxonomy.folder() == folder)
        || super::roll::is_of_lists(folder)
        || super::dataset::is_of_lists(above, folder)
}

/// Gives everything its address and brings the ledger up to date.
pub fn assign(site: &Site, report: &mut Report) -> (Addresses, AddressLedger) {
    let mut addresses = Addresses {
        columns: site
            .columns
            .iter()
            .map(|c| if c.path.is_empty() { String::new() } else { format!("{}/", c.path) })
            .collect(),
        terms: if site.config.keyword_pages { term_names(site) } else { HashMap::new() },
        items: Vec::with_capacity(site.items.len()),
    };
    let mut ledger = Keeper::new(site);
    for (_, item) in site.items() {
        let address = item_address(site, item, &mut ledger, report);
        addresses.items.push(address);
    }
    (addresses, ledger.finish())
}

fn term_names(site: &Site) -> HashMap<(Taxonomy, String), String> {
    let mut names = HashMap::new();
    for (taxonomy, terms) in &site.terms {
        for (word, name) in terms.keys().zip(name::page_names(terms.keys().map(String::as_str))) {
            names.insert((*taxonomy, word.clone()), format!("{}/{name}", taxonomy.folder()));
        }
    }
    names
}

fn item_address(site: &Site, item: &Item, ledger: &mut Keeper<'_>, report: &mut Report) -> String {
    let column = &site.column(item.column).path;
    let folder = if column.is_empty() { String::new() } else { format!("{column}/") };
    let usual = match item.item_kind() {
        ItemKind::Page => format!("{folder}{}.html", name::safe(item.short_name())),
        ItemKind::Topic => format!("{folder}{}/index.html", name::safe(item.short_name())),
        ItemKind::Article | ItemKind::Document | ItemKind::Bulletin => {
            let serial = ledger.serial(item);
            let date =
                item.date.expect("articles and documents without a date are not loaded").date;
            let (y, m, d) = (date.year(), date.month(), date.day());
            format!("{folder}{y:04}{m:02}/t{y:04}{m:02}{d:02}_{serial}.html")
        }
    };
    let address = match item.address.as_deref().map(own_address) {
        None => usual,
        Some(Some(own)) => own,
        Some(None) => {
            report.push(bad_address(item, "address", item.address.as_deref().unwrap_or_default()));
            usual
        }
    };
    for alias in item.aliases.iter().filter(|alias| own_address(alias).is_none()) {
        report.push(bad_address(item, "aliases", alias));
    }
    ledger.record(item, &address);
    address
}

/// An address an editor typed, as a path inside the site.
pub fn own_address(typed: &str) -> Option<String> {
    let path = typed.trim().trim_start_matches('/');
    let path = crate::text::percent_decode(path);
    let path =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    let last = path.rsplit('/').next().unwrap_or(&path);
    let path = if last.contains('.') { path } else { format!("{path}/index.html") };
    let fits = |part: &str| !matches!(part, "" | "." | "..") && part.len() <= name::LONGEST;
    let fine = path.split('/').all(fits) && !path.contains([':', '?', '#', '\\']);
    fine.then_some(path)
}

fn bad_address(item: &Item, key: &str, typed: &str) -> Diagnostic {
    Diagnostic::new(
        &BAD_VALUE,
        Place::span(&item.source, item.place(key)),
        say!("“{typed}”不能作网址", "“{typed}” cannot be an address"),
    )
    .help(say!(
        "写成网站内的路径，例如 about/us.html",
        "write a path inside the site, such as about/us.html"
    ))
}

/// The ledger while it is brought up to date.
struct Keeper<'a> {
    old: &'a AddressLedger,
    /// What is recorded of each item: item's path → recorded path.
    homes: HashMap<&'a str, &'a str>,
    taken: HashSet<u64>,
    new: BTreeMap<String, LedgerEntry>,
}

impl<'a> Keeper<'a> {
    fn new(site: &'a Site) -> Self {
        let old = &site.ledger;
        let typed = site.items.iter().filter_map(|item| item.serial);
        let taken = old.entries.values().map(|entry| entry.serial).chain(typed).collect();
        Self { old, homes: homes(site), taken, new: BTreeMap::new() }
    }

    /// What is recorded of `item`, also when its file was moved since.
    fn recorded(&self, item: &Item) -> Option<&'a LedgerEntry> {
        self.old.entries.get(*self.homes.get(item.source.as_str())?)
    }

    fn serial(&mut self, item: &Item) -> u64 {
        if let Some(serial) = item.serial {
            return serial;
        }
        if let Some(entry) = self.recorded(item) {
            return entry.serial;
        }
        let digest = blake3::hash(item.source.as_str().as_bytes());
        let seed = u64::from_le_bytes(digest.as_bytes()[..8].try_into().expect("eight bytes"));
        let mut serial = 10_000_000 + seed % 90_000_000;
        while !self.taken.insert(serial) {
            serial = if serial == 99_999_999 { 10_000_000 } else { serial + 1 };
        }
        serial
    }

    fn record(&mut self, item: &Item, address: &str) {
        let recorded = self.recorded(item);
        let serial =
            item.serial.or(recorded.map(|entry| entry.serial)).or_else(|| serial_in(address));
        let mut addresses: Vec<String> =
            recorded.map(|entry| entry.addresses.clone()).unwrap_or_default();
        addresses.retain(|old| old != address);
        addresses.push(address.to_owned());
        let entry = LedgerEntry { serial: serial.unwrap_or(0), mark: item.mark.clone(), addresses };
        self.new.insert(item.source.as_str().to_owned(), entry);
    }

    /// The new ledger. Entries of items that exist but are not published stay, so that an item that
    /// comes back finds its old address; so do those whose file is gone and was not moved.
    fn finish(mut self) -> AddressLedger {
        let taken_over: HashSet<&str> = self.homes.values().copied().collect();
        for (path, entry) in &self.old.entries {
            if !taken_over.contains(path.as_str()) {
                self.new.entry(path.clone()).or_insert_with(|| entry.clone());
            }
        }
        AddressLedger { entries: self.new }
    }
}

/// Which recorded path belongs to which item. An item keeps the entry of its own path when it is
/// still the same item; else it takes the entry of the path it was moved from; else, when it was
/// edited in its place, again that of its own path.
fn homes(site: &Site) -> HashMap<&str, &str> {
    let entries = &site.ledger.entries;
    let items = site.items.iter().chain(&site.withheld);
    let marks: HashMap<&str, &str> = items.map(|i| (i.source.as_str(), i.mark.as_str())).collect();
    let stays = |path: &str, entry: &LedgerEntry| match marks.get(path) {
        Some(mark) => **mark == *entry.mark,
        // A file that cannot be read may still be what it was.
        None => site.sources.get(path).is_some(),
    };
    let left = || entries.iter().filter(|(path, entry)| !stays(path, entry));
    let movers = || {
        let paths = site.items.iter().map(|item| item.source.as_str());
        paths.filter(|path| entries.get(*path).is_none_or(|entry| !stays(path, entry)))
    };
    let mut homes: HashMap<&str, &str> = HashMap::new();
    // By title and date first; then those that got another date on the way, by title alone.
    for key in [whole_of as fn(&str) -> &str, title_of] {
        let claimed: HashSet<&str> = homes.values().copied().collect();
        let left = left().filter(|(path, _)| !claimed.contains(path.as_str()));
        let from = only(left.map(|(path, entry)| (key(&entry.mark), path.as_str())));
        let movers = movers().filter(|path| !homes.contains_key(path));
        let to = only(movers.map(|path| (key(marks[path]), path)));
        for (mark, path) in &to {
            if let (Some(path), Some(Some(old))) = (path, from.get(mark)) {
                homes.insert(*path, *old);
            }
        }
    }
    let claimed: HashSet<&str> = homes.values().copied().collect();
    for item in &site.items {
        let path = item.source.as_str();
        if entries.contains_key(path) && !claimed.contains(path) {
            homes.entry(path).or_insert(path);
        }
    }
    homes
}

/// The whole mark.
fn whole_of(mark: &str) -> &str {
    mark
}

/// The half of a mark that stands for the title.
fn title_of(mark: &str) -> &str {
    mark.split_once('.').map_or(mark, |(title, _)| title)
}

/// Values by key; none where a key has several: of two files with one mark nobody knows which was
/// moved, so neither was.
fn only<'k, 'v>(
    pairs: impl Iterator<Item = (&'k str, &'v str)>,
) -> BTreeMap<&'k str, Option<&'v str>> {
    let mut map = BTreeMap::new();
    for (key, value) in pairs {
        map.entry(key).and_modify(|old| *old = None).or_insert(Some(value));
    }
    map
}

/// The serial at the end of an address of the usual form.
fn serial_in(address: &str) -> Option<u64> {
    address.strip_suffix(".html")?.rsplit_once('_')?.1.parse().ok()
}
