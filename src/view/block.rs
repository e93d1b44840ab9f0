//! What a template knows of the blocks of a home page or topic.

use super::contract::contract;
use super::dataset::{DatasetRowView, DatasetView};
use super::item::CardView;
use super::site::WebLinkView;

contract! {
    /// A block. `kind` says which of the lists is filled: `columns` has `columns`; `figures`,
    /// `honours`, `links` and `text` have what they are called; `dataset` has `dataset` and `rows`; all others have
    /// `items`.
    pub struct BlockView {
        /// `headline`, `columns`, `list`, `cards`, `topics`, `shelf`, `figures`, `honours`, `text`,
        /// `links` or `dataset`.
        pub kind: String,
        /// Heading.
        pub title: Option<String>,
        /// Path of the column or page that has all of it; absent when there is none.
        pub more: Option<String>,
        /// Items gathered.
        pub items: Vec<CardView>,
        /// Lists side by side.
        pub columns: Vec<BlockColumnView>,
        /// Figures of the strip.
        pub figures: Vec<StripFigureView>,
        /// Honour badges.
        pub honours: Vec<BadgeView>,
        /// Links to elsewhere.
        pub links: Vec<WebLinkView>,
        /// The page's own text (HTML); empty in other blocks.
        pub text: String,
        /// The dataset.
        pub dataset: Option<Box<DatasetView>>,
        /// Its first rows.
        pub rows: Vec<DatasetRowView>,
    }

    /// One of several lists side by side.
    pub struct BlockColumnView {
        /// Name of the column.
        pub title: String,
        /// Path of the column.
        pub path: String,
        /// Its items.
        pub items: Vec<CardView>,
    }

    /// A figure.
    pub struct StripFigureView {
        /// What is counted.
        pub label: String,
        /// The number as typed.
        pub value: String,
        /// Its unit; empty when it has none.
        pub unit: String,
        /// As-of date or source; empty when not said.
        pub note: String,
    }

    /// An honour badge.
    pub struct BadgeView {
        /// The honour.
        pub title: String,
        /// When or by whom; empty when not said.
        pub note: String,
        /// Path of the page that tells more; empty when there is none.
        pub path: String,
    }
}
