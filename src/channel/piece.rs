//! An item as every channel starts from it. Never knows a channel.

use crate::diag::{Message, counted};
use crate::markup::print::Block;
use crate::model::{Author, Item, ItemId};
use crate::say;
use crate::source::SourcePath;
use crate::text::Moment;
use crate::view::{Builder, SheetFile};

/// An item with its text as a tree.
#[derive(Debug)]
pub struct Piece {
    /// 肩题
    pub kicker: Option<String>,
    /// 标题
    pub title: String,
    /// 副题
    pub deck: Option<String>,
    /// 记者 某某　通讯员 某某
    pub byline: String,
    /// 来源
    pub origin: Option<String>,
    /// The day, as `2026年8月1日`; empty when it has none.
    pub day: String,
    /// 摘要
    pub summary: String,
    /// 关键词
    pub keywords: Vec<String>,
    /// The text.
    pub body: Vec<Block>,
    /// How many links of the text have no address outside the site; only their words stay.
    pub bare_links: usize,
    /// The pictures and drawings that the text names.
    pub files: Vec<(String, SheetFile)>,
    /// 封面, or else the first picture of the text.
    pub cover: Option<SheetFile>,
    /// Its address on the web, when the site has one.
    pub address: Option<String>,
    /// What its folder is called.
    pub name: String,
}

impl Piece {
    /// The item `id`.
    pub fn of(builder: &Builder<'_>, id: ItemId) -> Self {
        let item = builder.site.item(id);
        let mut files = Vec::new();
        let body = builder.item_blocks(id, &mut files);
        let is_photo = |file: &&(String, SheetFile)| matches!(file.1, SheetFile::Picture(_));
        let first = || files.iter().find(is_photo).map(|(_, file)| file.clone());
        Self {
            kicker: item.kicker.clone(),
            title: item.title.clone(),
            deck: item.deck.clone(),
            byline: byline(&item.authors),
            origin: item.origin.clone(),
            day: item.date.map(Moment::chinese_date).unwrap_or_default(),
            summary: item.summary.clone(),
            keywords: item.keywords.clone(),
            body,
            bare_links: builder.bare_links(id),
            cover: cover(builder, item).or_else(first),
            files,
            address: builder.absolute(builder.plan.addresses.item(id)),
            name: item.short_name().to_owned(),
        }
    }

    /// What is to be said of links whose words alone stay.
    pub(super) fn bare_links_told(&self) -> Option<Message> {
        let links = self.bare_links;
        let links_en = counted(links, "link");
        (links > 0).then(|| {
            say!(
                "{links} 个链接只留文字：通向本篇的一处，或本站的一页而site.toml 里没有写 address",
                "{links_en} left as words: to a place in this text, or to a page of this site while \
                 site.toml has no address"
            )
        })
    }

    /// The line below the title: who wrote it, where it comes from, the day.
    pub fn about(&self) -> String {
        let origin = self.origin.as_ref().map(|origin| format!("来源：{origin}"));
        let parts = [self.byline.clone(), origin.unwrap_or_default(), self.day.clone()];
        let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said.join("　")
    }
}

fn cover(builder: &Builder<'_>, item: &Item) -> Option<SheetFile> {
    let path = SourcePath::new(item.cover.as_deref()?);
    builder.site.pictures.contains_key(&path).then_some(SheetFile::Picture(path))
}

fn byline(authors: &[Author]) -> String {
    authors.iter().map(Author::named).collect::<Vec<_>>().join("　")
}
