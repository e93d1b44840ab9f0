//! Blocks: what a home page or a topic page is put together from.

use std::ops::Range;

use super::{DatasetForm, HolderId};

/// One block.
#[derive(Debug, Clone)]
pub struct Block {
    /// Heading; none when the block needs none.
    pub title: Option<String>,
    /// What it shows.
    pub kind: BlockKind,
    /// Where it stands in the front matter.
    pub place: Range<usize>,
}

/// What a block shows.
#[derive(Debug, Clone)]
pub enum BlockKind {
    /// A headline with its picture, and the items after it.
    Headline(Gathering),
    /// Lists side by side, one per column.
    Columns(Vec<Gathering>),
    /// A plain list.
    List(Gathering),
    /// Cards with pictures.
    Cards(Gathering),
    /// Banners of topics.
    Topics(Gathering),
    /// Covers side by side.
    Shelf(Gathering),
    /// Figures typed in place.
    Figures(Vec<StripFigure>),
    /// Honour badges.
    Honours(Vec<Badge>),
    /// The page's own text.
    Text,
    /// Links to elsewhere.
    Links(Vec<WebLink>),
    /// The first rows of the dataset that a column is, in a form of the block's own when it has one.
    Dataset(Gathering, Option<DatasetForm>),
}

/// Which items a block gathers; `Site::gather` finds them.
#[derive(Debug, Clone, Default)]
pub struct Gathering {
    /// Path of the column they come from, those below it included.
    pub column: Option<String>,
    /// Keyword, topic or place they carry.
    pub keyword: Option<String>,
    /// Source paths of items named one by one.
    pub items: Vec<String>,
    /// At most so many.
    pub count: usize,
    /// Where the file names the column or the items.
    pub place: Range<usize>,
}

/// One figure of a strip.
#[derive(Debug, Clone)]
pub struct StripFigure {
    /// What is counted.
    pub label: String,
    /// The number as typed.
    pub value: String,
    /// Its unit.
    pub unit: Option<String>,
    /// As-of date or source.
    pub note: Option<String>,
}

/// One honour badge.
#[derive(Debug, Clone)]
pub struct Badge {
    /// The honour.
    pub title: String,
    /// When or by whom.
    pub note: Option<String>,
    /// Whose it is, when the record of honours knows.
    pub holder: Option<HolderId>,
}

/// A link to another site.
#[derive(Debug, Clone)]
pub struct WebLink {
    /// Its name.
    pub title: String,
    /// Its address.
    pub link: String,
}
