//! Columns (栏目): the folders of a site.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Block, DatasetSettings, ItemId, QuotedEntry, RollSettings};
use crate::markup;
use crate::source::SourcePath;
use crate::text::Moment;

/// Index of a column in [`Site::columns`](super::Site::columns).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnId(pub u32);

impl ColumnId {
    /// The home column: `content/` itself.
    pub const HOME: Self = Self(0);
}

/// The kind of a column's items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// 文章
    Article,
    /// 公文
    Document,
    /// 专题
    Topic,
    /// 页面
    Page,
    /// 简报
    Bulletin,
}

impl ItemKind {
    /// The day whose figures an item of `date` quotes: an article and a document keep those of their
    /// own day, pages show those of today.
    pub fn day_of_figures(self, date: Option<Moment>, today: Date) -> Date {
        match self {
            Self::Article | Self::Document | Self::Bulletin => {
                date.map_or(today, |moment| moment.date)
            }
            Self::Topic | Self::Page => today,
        }
    }
}

/// The order of a column's items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Newest publication first; pinned items before all.
    Newest,
    /// Oldest first.
    Oldest,
    /// By the items' own `order`, then title.
    Order,
    /// By title.
    Title,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its `_index.md`; a column without one (the home folder of a bare site) has none.
    pub source: Option<SourcePath>,
    /// Folder below `content/`, without slashes at its ends; empty for home.
    pub path: String,
    /// The column above; none for home.
    pub parent: Option<ColumnId>,
    /// The columns directly below, in their order.
    pub children: Vec<ColumnId>,
    /// 标题
    pub title: String,
    /// 说明: `ColumnDescription`.
    pub description: String,
    /// 关键词: `ColumnKeywords`.
    pub keywords: Vec<String>,
    /// 栏目类别: `ColumnType`.
    pub column_type: String,
    /// The kind of its items.
    pub kind: ItemKind,
    /// Their order.
    pub sort: Sort,
    /// Items on a list page.
    pub page_size: usize,
    /// Days within which something new must appear; none when nobody waits for news.
    pub update_within: Option<i64>,
    /// 负责: who keeps it up to date; never shown to the public.
    pub owner: Option<String>,
    /// Place among its siblings.
    pub order: i64,
    /// Template of the list, when not that of the kind.
    pub template: Option<String>,
    /// Template of its items, when not that of the kind.
    pub item_template: Option<String>,
    /// The blocks of the home page.
    pub blocks: Vec<Block>,
    /// The roll (名录) it is, when it is one.
    pub roll: Option<RollSettings>,
    /// The dataset (数据表) it is, when it is one.
    pub dataset: Option<DatasetSettings>,
    /// The figures of the ledger that it quotes.
    pub quoted: Vec<QuotedEntry>,
    /// The text above the list.
    pub body: Arc<markup::Document>,
    /// The column's items, in order, without those of columns below.
    pub items: Vec<ItemId>,
    /// Where each field of the front matter stands.
    pub places: Vec<(&'static str, Range<usize>)>,
}

impl Column {
    /// The column's folder as a source path: `content/news/`.
    pub fn folder(&self) -> String {
        if self.path.is_empty() { "content/".into() } else { format!("content/{}/", self.path) }
    }

    /// Where the value of the field `key` stands in `_index.md`.
    pub fn place(&self, key: &str) -> Range<usize> {
        super::item::place_of(&self.places, key)
    }
}
