//! Special issues (特刊): which pieces stand on which page, in which order and how heavy.
//!
//! An issue refers to items of the site and repeats none of their words. Where a piece stands and
//! how large it is, the print templates find out; never asked here.

use std::ops::Range;

use jiff::civil::Date;

use super::{Badge, ColumnId, Item, Site, StripFigure};
use crate::chart::Chart;
use crate::source::SourcePath;

/// Index of a special issue in [`Site::issues`](super::Site::issues).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IssueId(pub u32);

/// A special issue: one `issue.toml`.
#[derive(Debug, Clone)]
pub struct Issue {
    /// Its file.
    pub source: SourcePath,
    /// 名称: the words of the masthead.
    pub name: String,
    /// 特刊名: such as 八一特刊.
    pub edition: Option<String>,
    /// 日期
    pub date: Date,
    /// 农历: the day in the lunar calendar, as the office writes it.
    pub lunar: Option<String>,
    /// 期号
    pub number: Option<u32>,
    /// 总期号
    pub total: Option<u32>,
    /// 主办
    pub unit: Option<String>,
    /// 网址, as it is printed.
    pub address: Option<String>,
    /// 口号: a line in the masthead.
    pub slogan: Option<String>,
    /// 编辑
    pub editors: Vec<String>,
    /// 报头
    pub masthead: Masthead,
    /// 开本
    pub paper: Paper,
    /// 版: at least one.
    pub pages: Vec<IssuePage>,
}

/// How the head of the front page looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Masthead {
    /// 红底: the name in white on red, to the edge of the paper.
    #[default]
    Band,
    /// 传统: the name in red over rules, the dates in a frame beside it.
    Classic,
    /// 素净: the name in black, one line of dates below.
    Plain,
}

/// Trimmed paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// Millimetres.
    pub width: u16,
    /// Millimetres.
    pub height: u16,
}

impl Paper {
    /// ISO 216 A3.
    pub const A3: Self = Self { width: 297, height: 420 };
    /// ISO 216 A4.
    pub const A4: Self = Self { width: 210, height: 297 };
    /// 四开 of newspapers (practice; presses differ by some millimetres).
    pub const TABLOID: Self = Self { width: 275, height: 390 };
    /// 对开 of newspapers (practice; presses differ by some millimetres).
    pub const BROADSHEET: Self = Self { width: 390, height: 550 };
}

/// A page (版).
#[derive(Debug, Clone)]
pub struct IssuePage {
    /// 版名: such as 综述.
    pub name: String,
    /// 版式
    pub layout: PageLayout,
    /// 编辑 of the page.
    pub editors: Vec<String>,
    /// 块, the weightiest of its kind first where nothing else is said.
    pub blocks: Vec<IssueBlock>,
}

/// How the blocks of a page are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageLayout {
    /// 头版: a lead over the whole width, its text beside a rail of parts.
    Front,
    /// 综述: stories in rows that fill the page.
    #[default]
    Feature,
    /// 画刊: a picture essay, stories below.
    Pictures,
    /// 光荣榜: figures, tables, names.
    Achievements,
}

/// A block (块) of a page.
#[derive(Debug, Clone)]
pub struct IssueBlock {
    /// What stands there.
    pub piece: Piece,
    /// 分量: 3 heads its page, 1 is small.
    pub weight: u8,
    /// 栏数 that it must have; else what fits.
    pub columns: Option<u8>,
    /// 位置, when the office gives one.
    pub spot: Option<Spot>,
    /// Where it is written.
    pub place: Range<usize>,
}

/// A place on the grid of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The first column, from 1.
    pub column: u8,
    /// The first line, from 1.
    pub line: u8,
    /// How many columns.
    pub columns: u8,
    /// How many lines.
    pub lines: u8,
}

/// What a block shows.
#[derive(Debug, Clone)]
pub enum Piece {
    /// 头条: the story that leads the page.
    Lead(Story),
    /// 稿件
    Story(Story),
    /// 转来: the rest of the item that begins on another page.
    Continued(ItemReference),
    /// 简讯: items with their titles and summaries.
    Briefs(Option<String>, Vec<ItemReference>),
    /// 图片
    Picture(PictureReference),
    /// 组图: pictures with a headline.
    Essay(Headline, Vec<PictureReference>),
    /// 指标: figures, with rings for shares.
    Figures(Panel, Vec<StripFigure>),
    /// 数字
    Strip(Option<String>, Vec<StripFigure>),
    /// 荣誉
    Honours(Panel, Vec<Badge>),
    /// 年表: days and what happened.
    Timeline(Panel, Vec<Happening>),
    /// 图表: a chart that stands in an item.
    Chart(ChartReference),
    /// 名录: names of the roll in a column, at most so many.
    Roll(Panel, String, usize),
    /// 方框: a text with a heading.
    Box(Panel, String),
    /// 引语: words and who said them.
    Pull(String, Option<String>),
    /// 口号
    Slogan(String),
    /// 版权: the last lines of the issue.
    Colophon(Vec<String>),
}

/// An item that an issue names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemReference {
    /// Its Markdown file.
    pub path: String,
    /// Where it is named.
    pub place: Range<usize>,
}

/// A picture that an issue names.
#[derive(Debug, Clone)]
pub struct PictureReference {
    /// Its file.
    pub path: String,
    /// 图注
    pub caption: Option<String>,
    /// Where it is named.
    pub place: Range<usize>,
}

/// A chart that an issue names.
#[derive(Debug, Clone)]
pub struct ChartReference {
    /// The item in whose text it stands.
    pub item: ItemReference,
    /// 图表: its title there; without, the first.
    pub name: Option<String>,
    /// 标题 in the issue; without, its own.
    pub title: Option<String>,
}

/// An item as a story.
#[derive(Debug, Clone)]
pub struct Story {
    /// The item.
    pub item: ItemReference,
    /// What is set in place of the item's own headline.
    pub headline: Headline,
    /// Its picture.
    pub picture: StoryPicture,
    /// 图片栏数
    pub picture_columns: Option<u8>,
    /// 转版: the number of the page where it goes on.
    pub continued_on: Option<u8>,
}

/// The words of a headline that an issue gives.
#[derive(Debug, Clone, Default)]
pub struct Headline {
    /// 肩题
    pub kicker: Option<String>,
    /// 标题; `|` marks where it breaks.
    pub title: Option<String>,
    /// 副题
    pub deck: Option<String>,
}

/// The picture of a story.
#[derive(Debug, Clone)]
pub enum StoryPicture {
    /// The item's cover, with the caption given.
    Cover(Option<String>),
    /// Another.
    Other(PictureReference),
    /// 不要图片
    Without,
}

/// The heading of a panel.
#[derive(Debug, Clone)]
pub struct Panel {
    /// 标题
    pub title: String,
    /// 说明
    pub note: Option<String>,
}

/// A day of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// As it is printed, such as 1943年1月15日.
    pub day: String,
    /// What happened.
    pub words: String,
}

impl Piece {
    /// The item that a piece is.
    pub fn item(&self) -> Option<&ItemReference> {
        match self {
            Self::Lead(Story { item, .. })
            | Self::Story(Story { item, .. })
            | Self::Continued(item)
            | Self::Chart(ChartReference { item, .. }) => Some(item),
            Self::Briefs(..)
            | Self::Picture(_)
            | Self::Essay(..)
            | Self::Figures(..)
            | Self::Strip(..)
            | Self::Honours(..)
            | Self::Timeline(..)
            | Self::Roll(..)
            | Self::Box(..)
            | Self::Pull(..)
            | Self::Slogan(_)
            | Self::Colophon(_) => None,
        }
    }

    /// The pictures that a piece is made of.
    pub fn pictures(&self) -> &[PictureReference] {
        match self {
            Self::Picture(picture) => std::slice::from_ref(picture),
            Self::Essay(_, pictures) => pictures,
            Self::Lead(_)
            | Self::Story(_)
            | Self::Continued(_)
            | Self::Briefs(..)
            | Self::Figures(..)
            | Self::Strip(..)
            | Self::Honours(..)
            | Self::Timeline(..)
            | Self::Chart(_)
            | Self::Roll(..)
            | Self::Box(..)
            | Self::Pull(..)
            | Self::Slogan(_)
            | Self::Colophon(_) => &[],
        }
    }
}

impl ChartReference {
    /// The chart of `item` that is meant.
    pub fn found<'a>(&self, item: &'a Item) -> Option<&'a Chart> {
        let mut charts = item.body.charts().iter();
        charts.find(|chart| self.name.as_ref().is_none_or(|name| chart.title == name.trim()))
    }

    /// What stands above it.
    pub fn heading(&self, item: Option<&Item>) -> String {
        let own = || item.and_then(|item| Some(&self.found(item)?.title));
        self.title.as_ref().or_else(own).cloned().unwrap_or_default()
    }
}

impl Issue {
    /// The page where the story of `item` begins and its place there, both from 1.
    pub fn beginning(&self, item: &ItemReference) -> Option<(usize, usize, &Story)> {
        (1..).zip(&self.pages).find_map(|(no, page)| {
            (1..).zip(&page.blocks).find_map(|(at, block)| match &block.piece {
                Piece::Lead(story) | Piece::Story(story) if story.item.path == item.path => {
                    Some((no, at, story))
                }
                _ => None,
            })
        })
    }

    /// Its name and the name of the special edition: 双拥丰碑 八一特刊.
    pub fn title(&self) -> String {
        let edition = self.edition.as_deref().unwrap_or_default();
        format!("{} {edition}", self.name).trim_end().to_owned()
    }

    /// The nearest column above its folder.
    pub fn column(&self, site: &Site) -> ColumnId {
        let folder = self.source.folder();
        let above = site.columns().filter(|(_, column)| folder.starts_with(&column.folder()));
        let nearest = above.max_by_key(|(_, column)| column.folder().len());
        nearest.map_or(ColumnId::HOME, |(id, _)| id)
    }

    /// What a block is called among those of its issue: its page and its place there, both from 1.
    pub fn piece_name(page: usize, block: usize) -> String {
        format!("{page}-{block}")
    }

    /// Every item that the issue names.
    pub fn items(&self) -> impl Iterator<Item = &ItemReference> {
        self.items_by_page().map(|(_, item)| item)
    }

    /// Every item that the issue names, with the number of its page.
    pub fn items_by_page(&self) -> impl Iterator<Item = (usize, &ItemReference)> {
        (1..).zip(&self.pages).flat_map(|(number, page)| {
            page.blocks.iter().flat_map(|it| it.piece.items()).map(move |item| (number, item))
        })
    }

    /// Every picture that the issue names itself.
    pub fn pictures(&self) -> impl Iterator<Item = &PictureReference> {
        self.blocks().flat_map(|block| match &block.piece {
            Piece::Lead(Story { picture: StoryPicture::Other(picture), .. })
            | Piece::Story(Story { picture: StoryPicture::Other(picture), .. }) => {
                std::slice::from_ref(picture)
            }
            piece => piece.pictures(),
        })
    }

    /// Every column whose roll the issue takes names from, and where it says so.
    pub fn rolls(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        self.blocks().filter_map(|block| match &block.piece {
            Piece::Roll(_, column, _) => Some((column.as_str(), &block.place)),
            Piece::Lead(_)
            | Piece::Story(_)
            | Piece::Continued(_)
            | Piece::Briefs(..)
            | Piece::Picture(_)
            | Piece::Essay(..)
            | Piece::Figures(..)
            | Piece::Strip(..)
            | Piece::Honours(..)
            | Piece::Timeline(..)
            | Piece::Chart(_)
            | Piece::Box(..)
            | Piece::Pull(..)
            | Piece::Slogan(_)
            | Piece::Colophon(_) => None,
        })
    }

    /// Every chart that the issue takes from an item, and where it says so.
    pub fn charts(&self) -> impl Iterator<Item = (&ChartReference, &Range<usize>)> {
        self.blocks().filter_map(|block| match &block.piece {
            Piece::Chart(chart) => Some((chart, &block.place)),
            _ => None,
        })
    }

    /// Every block, page by page.
    pub fn blocks(&self) -> impl Iterator<Item = &IssueBlock> {
        self.pages.iter().flat_map(|page| &page.blocks)
    }
}

impl Piece {
    /// Every item that the piece names.
    fn items(&self) -> &[ItemReference] {
        match self {
            Self::Lead(story) | Self::Story(story) => std::slice::from_ref(&story.item),
            Self::Continued(item) | Self::Chart(ChartReference { item, .. }) => {
                std::slice::from_ref(item)
            }
            Self::Briefs(_, items) => items,
            Self::Picture(_)
            | Self::Essay(..)
            | Self::Figures(..)
            | Self::Strip(..)
            | Self::Honours(..)
            | Self::Timeline(..)
            | Self::Roll(..)
            | Self::Box(..)
            | Self::Pull(..)
            | Self::Slogan(_)
            | Self::Colophon(_) => &[],
        }
    }
}
