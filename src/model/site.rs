//! The whole site.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Column, ColumnId, Config, Gathering, Item, ItemId};
use crate::source::{SourcePath, Sources};

/// All content of a site: typed, immutable, shared by threads without a lock.
#[derive(Debug)]
pub struct Site {
    /// What `site.toml` says.
    pub config: Config,
    /// The settings file's path.
    pub config_file: SourcePath,
    /// Home first, then by path.
    pub columns: Vec<Column>,
    /// Every item that is published, in path order.
    pub items: Vec<Arc<Item>>,
    /// Item by its Markdown file.
    pub by_source: HashMap<SourcePath, ItemId>,
    /// Items that exist and are not published (drafts, future, expired, withdrawn), and why.
    pub unpublished: BTreeMap<SourcePath, Unpublished>,
    /// Items that name the topic, by topic, newest first.
    pub in_topic: HashMap<ItemId, Vec<ItemId>>,
    /// Items of each keyword, newest first; keywords in order of their text.
    pub keywords: BTreeMap<String, Vec<ItemId>>,
    /// Recorded serials and addresses.
    pub ledger: super::AddressLedger,
    /// For each column, its items and those of the columns below, newest first.
    pub newest_below: Vec<Vec<ItemId>>,
    /// The day the site is built for.
    pub today: Date,
    /// The files behind it.
    pub sources: Arc<Sources>,
}

/// Why an item is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unpublished {
    /// 草稿
    Draft,
    /// Its date has not come.
    Future,
    /// 失效
    Expired,
    /// 撤下
    Withdrawn,
    /// It has errors that make a page impossible.
    Broken,
}

impl Site {
    /// The column `id`.
    pub fn column(&self, id: ColumnId) -> &Column {
        &self.columns[id.0 as usize]
    }

    /// The item `id`.
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[id.0 as usize]
    }

    /// Every item with its id.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        (0u32..).map(ItemId).zip(self.items.iter().map(|item| &**item))
    }

    /// Every column with its id.
    pub fn columns(&self) -> impl Iterator<Item = (ColumnId, &Column)> {
        (0u32..).map(ColumnId).zip(&self.columns)
    }

    /// The column of `path`.
    pub fn column_at(&self, path: &str) -> Option<ColumnId> {
        self.columns().find(|(_, column)| column.path == path).map(|(id, _)| id)
    }

    /// The items of `column` and of every column below it, newest first.
    pub fn newest(&self, column: ColumnId) -> &[ItemId] {
        &self.newest_below[column.0 as usize]
    }

    /// The items a block asks for.
    pub fn gather(&self, gathering: &Gathering) -> Vec<ItemId> {
        let named =
            gathering.items.iter().filter_map(|path| self.by_source.get(path.as_str()).copied());
        let column = gathering.column.as_deref().and_then(|path| self.column_at(path));
        let tagged = gathering.keyword.as_deref().map(|word| self.tagged(word));
        let found: Vec<ItemId> = match (column, tagged) {
            (Some(column), Some(tagged)) => {
                let below: BTreeSet<_> = self.newest(column).iter().collect();
                tagged.into_iter().filter(|id| below.contains(id)).collect()
            }
            (Some(column), None) => self.column_order(column),
            (None, Some(tagged)) => tagged,
            (None, None) => Vec::new(),
        };
        let mut seen = BTreeSet::new();
        named.chain(found).filter(|id| seen.insert(*id)).take(gathering.count).collect()
    }

    /// The items of `column` in its own order when it has items, else the newest below it.
    fn column_order(&self, column: ColumnId) -> Vec<ItemId> {
        let own = &self.column(column).items;
        if own.len() == self.newest(column).len() {
            own.clone()
        } else {
            self.newest(column).to_vec()
        }
    }

    /// Items that carry `word` as keyword, place or topic, newest first.
    fn tagged(&self, word: &str) -> Vec<ItemId> {
        self.newest(ColumnId::HOME)
            .iter()
            .copied()
            .filter(|id| {
                let item = self.item(*id);
                [&item.keywords, &item.places, &item.topics]
                    .iter()
                    .any(|words| words.iter().any(|w| w == word))
            })
            .collect()
    }

    /// The columns from home down to `id`.
    pub fn lineage(&self, id: ColumnId) -> Vec<ColumnId> {
        let mut line: Vec<_> =
            std::iter::successors(Some(id), |id| self.column(*id).parent).collect();
        line.reverse();
        line
    }
}
