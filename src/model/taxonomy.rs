//! Taxonomies: ways of sorting items by words.

use std::collections::BTreeMap;

use super::{Item, ItemId};

/// A way of sorting items by words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Taxonomy {
    /// 关键词: free words.
    Keyword,
    /// 主题: words of the site's vocabulary.
    Subject,
    /// 体裁: words of the site's vocabulary.
    Genre,
}

/// The items that carry each word, newest first; words in the order of their text.
pub type Terms = BTreeMap<String, Vec<ItemId>>;

impl Taxonomy {
    /// Every taxonomy.
    pub const ALL: [Self; 3] = [Self::Keyword, Self::Subject, Self::Genre];

    /// What it is called on pages.
    pub fn title(self) -> &'static str {
        match self {
            Self::Keyword => "关键词",
            Self::Subject => "主题",
            Self::Genre => "体裁",
        }
    }

    /// The folder of its pages.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Keyword => "keywords",
            Self::Subject => "subjects",
            Self::Genre => "genres",
        }
    }

    /// The words an item carries.
    pub fn words(self, item: &Item) -> &[String] {
        match self {
            Self::Keyword => &item.keywords,
            Self::Subject => item.subject.as_slice(),
            Self::Genre => item.genre.as_slice(),
        }
    }
}
