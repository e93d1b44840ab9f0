//! What stands in a page's head for machines: the portal's tags and Open Graph.

use super::builder::Builder;
use crate::markup::html;
use crate::model::{ColumnId, Item, ItemId};
use crate::text::Moment;

/// `<meta>` tags as HTML, a line each.
#[derive(Debug, Default)]
struct Tags(String);

impl Tags {
    /// A tag of the portal rules: spelt as they are.
    fn add(&mut self, name: &str, value: &str) {
        self.tag("name", name, value);
    }

    fn add_some(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.add(name, value);
        }
    }

    /// A tag of Open Graph; none when there is nothing to say.
    fn graph(&mut self, property: &str, value: &str) {
        if !value.is_empty() {
            self.tag("property", property, value);
        }
    }

    fn tag(&mut self, key: &str, name: &str, value: &str) {
        for part in ["<meta ", key, "=\"", name, "\" content=\""] {
            self.0.push_str(part);
        }
        html::attribute(value, &mut self.0);
        self.0.push_str("\">\n");
    }
}

/// What Open Graph calls a page.
struct Shown<'a> {
    kind: &'static str,
    title: &'a str,
    description: &'a str,
    url: Option<&'a str>,
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
    pub fn home_meta(&self, title: &str, description: &str, url: Option<&str>) -> String {
        let config = &self.site.config;
        let mut tags = self.site_tags();
        tags.add_some("Keywords", &config.keywords.join(","));
        tags.add_some("Description", &config.description);
        self.graph(&mut tags, &Shown { kind: "website", title, description, url });
        tags.0
    }

    fn column_tags(&self, id: ColumnId) -> Tags {
        let mut tags = self.site_tags();
        let column = self.site.column(id);
        let keywords = column.keywords.join(",");
        let or_title = |text| if str::is_empty(text) { column.title.as_str() } else { text };
        tags.add("ColumnName", &column.title);
        tags.add("ColumnDescription", or_title(&column.description));
        tags.add("ColumnKeywords", or_title(&keywords));
        tags.add("ColumnType", &column.column_type);
        tags
    }

    /// The tags of a page of a column that is called `title`.
    pub fn column_meta(
        &self,
        id: ColumnId,
        title: &str,
        description: &str,
        url: Option<&str>,
    ) -> String {
        let mut tags = self.column_tags(id);
        self.graph(&mut tags, &Shown { kind: "website", title, description, url });
        tags.0
    }

    /// An item's tags: ten that must be there when it has a date, and what else is known.
    pub fn item_meta(&self, id: ItemId, url: Option<&str>) -> String {
        let item = self.site.item(id);
        let mut tags = if item.column == ColumnId::HOME {
            self.site_tags()
        } else {
            self.column_tags(item.column)
        };
        if let Some(date) = item.date {
            tags.add("ArticleTitle", &item.title);
            tags.add("PubDate", &[&*date.iso_date(), " ", &date.clock()].concat());
            tags.add("ContentSource", self.content_source(item));
        }
        tags.add_some("Keywords", &item.keywords.join(","));
        let authors: Vec<_> = item.authors.iter().map(|a| a.name.as_str()).collect();
        tags.add_some("Author", &authors.join(","));
        tags.add_some("Description", &item.summary);
        let image = self.image(item).unwrap_or_default();
        tags.add_some("Image", &image);
        tags.add_some("Url", url.unwrap_or_default());
        let (title, description) = (&item.title, &item.summary);
        self.graph(&mut tags, &Shown { kind: "article", title, description, url });
        let moment = |date: Option<Moment>| date.map(Moment::rfc3339).unwrap_or_default();
        tags.graph("og:image", &image);
        tags.graph("article:published_time", &moment(item.date));
        tags.graph("article:modified_time", &moment(item.updated));
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

    fn graph(&self, tags: &mut Tags, page: &Shown<'_>) {
        let config = &self.site.config;
        tags.graph("og:type", page.kind);
        tags.graph("og:title", page.title);
        tags.graph("og:description", page.description);
        tags.graph("og:site_name", &config.title);
        tags.graph("og:locale", &config.language.replace('-', "_"));
        tags.graph("og:url", page.url.unwrap_or_default());
    }
}
