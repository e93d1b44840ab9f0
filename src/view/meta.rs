//! What stands in a page's head for machines: the portal's tags, Open Graph, JSON-LD.

use serde_json::{Value, json};

use super::builder::{Builder, summary};
use super::item::ItemView;
use super::site::{LinkView, PairView};
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
            tags.add("PubDate", format!("{} {}", date.date, date.clock()));
            tags.add("ContentSource", self.content_source(item));
        }
        tags.add_some("Keywords", Some(item.keywords.join(",")));
        let authors: Vec<_> = item.authors.iter().map(|a| a.name.as_str()).collect();
        tags.add_some("Author", Some(authors.join(",")));
        tags.add_some("Description", Some(summary(item)));
        tags.add_some("Image", self.image(item));
        tags.add_some("Url", url.map(str::to_owned));
        tags.0
    }

    /// Where an item comes from; the host unit when it does not say.
    fn content_source(&self, item: &Item) -> String {
        let config = &self.site.config;
        item.origin
            .clone()
            .or_else(|| config.bottom.host.clone())
            .unwrap_or_else(|| config.title.clone())
    }

    fn image(&self, item: &Item) -> Option<String> {
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
        self.graph(&mut tags, &item.title, &summary(item), url);
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

    /// JSON-LD of an item: what it is, and the way to it.
    pub fn item_json_ld(
        &self,
        id: ItemId,
        view: &ItemView,
        way: &[LinkView],
        url: Option<&str>,
    ) -> Option<String> {
        let url = url?;
        let item = self.site.item(id);
        let mut article = json!({
            "@type": if item.date.is_some() { "NewsArticle" } else { "WebPage" },
            "headline": item.title,
            "description": view.summary,
            "inLanguage": self.site.config.language,
            "mainEntityOfPage": url,
            "publisher": { "@type": "Organization", "name": self.content_source(item) },
        });
        if let Some(date) = item.date {
            article["datePublished"] = json!(date.rfc3339());
            article["dateModified"] = json!(item.updated.unwrap_or(date).rfc3339());
        }
        if !item.authors.is_empty() {
            let author = |name: &str| json!({ "@type": "Organization", "name": name });
            article["author"] = item.authors.iter().map(|a| author(&a.name)).collect();
        }
        if let Some(image) = self.image(item) {
            article["image"] = json!(image);
        }
        Some(script_safe(
            &json!({ "@context": "https://schema.org", "@graph": [article, self.way_ld(way, url)] }),
        ))
    }

    /// JSON-LD of the home page: the site, and how to search it.
    pub fn home_json_ld(&self) -> Option<String> {
        let config = &self.site.config;
        let address = config.address.as_deref()?;
        Some(script_safe(&json!({
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": config.title,
            "description": config.description,
            "inLanguage": config.language,
            "url": address,
        })))
    }

    fn way_ld(&self, way: &[LinkView], here: &str) -> Value {
        let entries = (1..).zip(way).map(|(position, step)| {
            let url = if step.path.is_empty() {
                here.to_owned()
            } else {
                self.decoded_absolute(&step.path)
            };
            json!({ "@type": "ListItem", "position": position, "name": step.title, "item": url })
        });
        json!({ "@type": "BreadcrumbList", "itemListElement": entries.collect::<Vec<_>>() })
    }

    /// The full address of a path that is encoded already.
    fn decoded_absolute(&self, path: &str) -> String {
        self.absolute(&crate::text::percent_decode(path)).unwrap_or_default()
    }
}

/// JSON that cannot end a `<script>`.
fn script_safe(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
