//! Items: what stands in a column.

use std::ops::Range;
use std::sync::Arc;

use super::{Block, Bulletin, ColumnId, Document, ItemKind, QuotedEntry};
use crate::markup::{self, Heading, Standing};
use crate::source::SourcePath;
use crate::text::Moment;

/// Index of an item in [`Site::items`](super::Site::items).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub u32);

/// An item: one file or folder that becomes one page.
#[derive(Debug)]
pub struct Item {
    /// The Markdown file.
    pub source: SourcePath,
    /// The column it stands in.
    pub column: ColumnId,
    /// What kind of item it is, with what only that kind has.
    pub kind: Kind,
    /// 肩题
    pub kicker: Option<String>,
    /// 标题, without the marks `|` of a headline.
    pub title: String,
    /// Where in `title` those marks stood: there a headline breaks best.
    pub title_breaks: Vec<usize>,
    /// 副题
    pub deck: Option<String>,
    /// 发布时间; pages may have none.
    pub date: Option<Moment>,
    /// 更新时间
    pub updated: Option<Moment>,
    /// 作者
    pub authors: Vec<Author>,
    /// 来源: `ContentSource`.
    pub origin: Option<String>,
    /// 来源地址
    pub origin_link: Option<String>,
    /// 关键词
    pub keywords: Vec<String>,
    /// 主题
    pub subject: Option<String>,
    /// 体裁
    pub genre: Option<String>,
    /// 地点
    pub places: Vec<String>,
    /// 摘要: typed, or the beginning of the text.
    pub summary: String,
    /// 封面: path of a picture of the site folder.
    pub cover: Option<String>,
    /// 封面说明
    pub cover_alt: Option<String>,
    /// 置顶
    pub pinned: bool,
    /// 草稿
    pub draft: bool,
    /// 失效时间
    pub expires: Option<Moment>,
    /// 撤下: why and when.
    pub withdrawn: Option<String>,
    /// 旧址, site-relative without a slash in front.
    pub aliases: Vec<String>,
    /// 网址 typed by the editor, site-relative without a slash in front.
    pub address: Option<String>,
    /// 编号 typed by the editor.
    pub serial: Option<u64>,
    /// 专题: as typed.
    pub topics: Vec<String>,
    /// 附件
    pub attachments: Vec<Attachment>,
    /// 审核
    pub reviews: Vec<Review>,
    /// 次序
    pub order: i64,
    /// 模板
    pub template: Option<String>,
    /// Digests of what mostly stays when the file is moved, its title and its date with a dot
    /// between, by which the address ledger finds it again.
    pub mark: String,
    /// The text.
    pub body: Arc<markup::Document>,
    /// 字数 of the text.
    pub characters: usize,
    /// The figures of the ledger that it quotes, in its text and its fields.
    pub quoted: Vec<QuotedEntry>,
    /// Where each field of the front matter stands.
    pub fields: Vec<(&'static str, Range<usize>)>,
}

/// The kinds of items, with what only that kind has.
#[derive(Debug, Clone)]
pub enum Kind {
    /// 文章
    Article,
    /// 公文
    Document(Box<Document>),
    /// 专题
    Topic(Box<Topic>),
    /// 页面
    Page,
    /// 简报
    Bulletin(Box<Bulletin>),
}

/// What a topic (专题) has beside what every item has.
#[derive(Debug, Clone, Default)]
pub struct Topic {
    /// 横幅: path of a picture of the site folder.
    pub banner: Option<String>,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// An author: a person or a unit, and the role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// 记者, 通讯员, 摄影, 编辑 …
    pub role: Option<String>,
    /// The name.
    pub name: String,
}

impl Author {
    /// The role and the name: `记者 某某`.
    pub fn named(&self) -> String {
        match &self.role {
            Some(role) => format!("{role} {}", self.name),
            None => self.name.clone(),
        }
    }
}

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Path in the site folder.
    pub file: String,
    /// The name shown.
    pub title: String,
    /// Where the front matter names it; empty for one that just lies beside the text.
    pub place: Range<usize>,
}

/// One review of the three (三审三校).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// 初审, 复审, 终审 …
    pub stage: String,
    /// By whom.
    pub by: Option<String>,
    /// When.
    pub date: Option<Moment>,
}

impl Item {
    /// The kind without what belongs to it.
    pub fn item_kind(&self) -> ItemKind {
        match self.kind {
            Kind::Article => ItemKind::Article,
            Kind::Document(_) => ItemKind::Document,
            Kind::Topic(_) => ItemKind::Topic,
            Kind::Page => ItemKind::Page,
            Kind::Bulletin(_) => ItemKind::Bulletin,
        }
    }

    /// What only an official document has.
    pub fn document(&self) -> Option<&Document> {
        match &self.kind {
            Kind::Document(document) => Some(document),
            Kind::Article | Kind::Topic(_) | Kind::Page | Kind::Bulletin(_) => None,
        }
    }

    /// The headings of an official document that begin a text it issues (印发、转发): those that are
    /// called what its own title names in 《》. As numbers of the body's headings, in their order.
    pub fn issued(&self) -> Vec<usize> {
        if self.document().is_none() || !self.title.contains('《') {
            return Vec::new();
        }
        let close = |text: &str| text.split_whitespace().collect::<String>();
        let title = close(&self.title);
        let is_issued = |heading: &Heading| {
            heading.standing == Standing::Text
                && title.contains(&format!("《{}》", close(&heading.text)))
        };
        let headings = self.body.headings().iter().enumerate();
        headings.filter(|(_, heading)| is_issued(heading)).map(|(at, _)| at).collect()
    }

    /// The title, cut where a headline breaks best; one part when nothing is marked.
    pub fn title_lines(&self) -> impl Iterator<Item = &str> {
        let ends = self.title_breaks.iter().copied().chain([self.title.len()]);
        ends.scan(0, |start, end| self.title.get(std::mem::replace(start, end)..end))
    }

    /// The file's name without extension, or the folder's name of a folder item.
    pub fn short_name(&self) -> &str {
        match self.source.stem() {
            "index" => {
                let folder = self.source.folder().trim_end_matches('/');
                folder.rsplit('/').next().unwrap_or(folder)
            }
            stem => stem,
        }
    }

    /// Whether the item is a folder with pictures and attachments beside its text.
    pub fn is_folder(&self) -> bool {
        self.source.name() == "index.md"
    }

    /// Where the value of the field `key` stands in the file.
    pub fn place(&self, key: &str) -> Range<usize> {
        place_of(&self.fields, key)
    }
}

/// The place of `key`, or the file's first byte.
pub(super) fn place_of(places: &[(&'static str, Range<usize>)], key: &str) -> Range<usize> {
    places.iter().find(|(name, _)| *name == key).map_or(0..0, |(_, span)| span.clone())
}
