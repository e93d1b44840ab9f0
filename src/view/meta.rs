//! What stands in a page's head for machines: the portal's tags and Open Graph.

use super::builder::Builder;
use super::site::PairView;
use crate::model::{ColumnId, Item, ItemId};

/// Names and values of `<meta>` tags.
#[derive(Debug, Default)]
pub struct Tags(Vec<PairView>);

impl Tags {
    fn add(&mut self, name: &str, value: impl Into<String>) {
        self.0.push(PairView { name: name.into(), value: value.into() });
    }

    fn add_some(&mut self, name: &str, value: Option<String>) {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            self.add(name, value);
        }
    }
}

impl Builder<'_> {
    /// `SiteName`, `SiteDomain`, `SiteIDCode`: the three every page has (国办发〔2017〕47号).
    fn site_tags(&self) -> Tags {
        let config = &self.site.config;
        let mut tags = Tags::default();
        tags.add("SiteName", &config.title);
        tags.add("SiteDomain", &config.portal.domain);
        tags.add("SiteIDCode", &config.portal.code);
        tags
    }

    /// The home page's tags.
    pub fn home_meta(&self) -> Vec<PairView> {
        let mut tags = self.site_tags();
        tags.add_some("Keywords", Some(self.site.config.keywords.join(",")));
        tags.add_some("Description", Some(self.site.config.description.clone()));
        tags.0
    }

    fn column_tags(&self, id: ColumnId) -> Tags {
        let mut tags = self.site_tags();
        let column = self.site.column(id);
        let or_title =
            |text: &str| if text.is_empty() { column.title.clone() } else { text.to_owned() };
        tags.add("ColumnName", &column.title);
        tags.add("ColumnDescription", or_title(&column.description));
        tags.add("ColumnKeywords", or_title(&column.keywords.join(",")));
        tags.add("ColumnType", &column.column_type);
        tags
    }

    /// A list page's tags.
    pub fn column_meta(&self, id: ColumnId) -> Vec<PairView> {
        self.column_tags(id).0
    }

    /// An item's tags: ten that must be there when it has a date, and what else is known.
    pub fn item_meta(&self, id: ItemId, url: Option<&str>) -> Vec<PairView> {
        let item = self.site.item(id);
        let mut tags = if item.column == ColumnId::HOME {
            self.site_tags()
        } else {
            self.column_tags(item.column)
        };
        if let Some(date) = item.date {
            tags.add("ArticleTitle", &item.title);
            tags.add("PubDate", [&*date.iso_date(), " ", &date.clock()].concat());
            tags.add("ContentSource", self.content_source(item));
        }
        tags.add_some("Keywords", Some(item.keywords.join(",")));
        let authors: Vec<_> = item.authors.iter().map(|a| a.name.as_str()).collect();
        tags.add_some("Author", Some(authors.join(",")));
        tags.add_some("Description", Some(item.summary.clone()));
        tags.add_some("Image", self.image(item));
        tags.add_some("Url", url.map(str::to_owned));
        tags.0
    }

    /// Where an item comes from; the host unit when it does not say.
    pub(super) fn content_source<'a>(&'a self, item: &'a Item) -> &'a str {
        let config = &self.site.config;
        item.origin.as_deref().or(config.bottom.host.as_deref()).unwrap_or(&config.title)
    }

    /// The full address of the picture that stands for an item.
    pub(super) fn image(&self, item: &Item) -> Option<String> {
        let picture = self.picture(item.cover.as_deref()?, "")?;
        self.absolute(&picture.path)
    }

    /// Open Graph for a page that is no item.
    pub fn page_graph(&self, title: &str, description: &str, url: Option<&str>) -> Vec<PairView> {
        let mut tags = Tags::default();
        tags.add("og:type", "website");
        self.graph(&mut tags, title, description, url);
        tags.0
    }

    /// Open Graph for an item.
    pub fn item_graph(&self, id: ItemId, url: Option<&str>) -> Vec<PairView> {
        let item = self.site.item(id);
        let mut tags = Tags::default();
        tags.add("og:type", "article");
        self.graph(&mut tags, &item.title, &item.summary, url);
        tags.add_some("og:image", self.image(item));
        tags.add_some("article:published_time", item.date.map(crate::text::Moment::rfc3339));
        tags.add_some("article:modified_time", item.updated.map(crate::text::Moment::rfc3339));
        tags.0
    }

    fn graph(&self, tags: &mut Tags, title: &str, description: &str, url: Option<&str>) {
        tags.add("og:title", title);
        tags.add_some("og:description", Some(description.to_owned()));
        tags.add("og:site_name", &self.site.config.title);
        tags.add("og:locale", self.site.config.language.replace('-', "_"));
        tags.add_some("og:url", url.map(str::to_owned));
    }
}
