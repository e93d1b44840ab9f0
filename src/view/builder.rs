//! From the model to views: what is shared by every view.

use super::item::{CardView, DateView};
use super::of_person::PersonPart;
use super::of_roll::RollShelf;
use super::site::{FeedView, LinkView, PictureView, VariantView};
use crate::model::{ColumnId, Item, ItemId, ItemKind, Kind, Site, Taxonomy};
use crate::picture::Role;
use crate::plan::{FeedFormat, Plan, has_feed};
use crate::text::{Moment, percent_encode};

/// Makes views of a site.
#[derive(Debug, Clone, Copy)]
pub struct Builder<'a> {
    /// The site.
    pub site: &'a Site,
    /// Where everything is.
    pub plan: &'a Plan,
    /// The assets of the theme.
    pub assets: &'a Assets,
    /// What pages share of each roll, when it is made already.
    pub rolls: &'a [RollShelf],
}

/// What the views must know of a theme: its assets, and what it does not show.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    /// Stylesheets of every page.
    pub styles: Vec<super::AssetView>,
    /// Scripts of every page.
    pub scripts: Vec<super::AssetView>,
    /// The text of all stylesheets of every page, and that of all scripts.
    pub texts: [String; 2],
    /// Stylesheets of a roll's pages.
    pub roll_styles: Vec<super::AssetView>,
    /// Scripts of a roll's home.
    pub roll_scripts: Vec<super::AssetView>,
    /// Stylesheets of pages that show a dataset.
    pub dataset_styles: Vec<super::AssetView>,
    /// Stylesheets of the pages of figures and honours.
    pub ledger_styles: Vec<super::AssetView>,
    /// Stylesheets of pages that show special issues.
    pub issue_styles: Vec<super::AssetView>,
    /// Stylesheets of the search page.
    pub search_styles: Vec<super::AssetView>,
    /// Scripts of the search page.
    pub search_scripts: Vec<super::AssetView>,
    /// Stylesheets of pages with charts.
    pub chart_styles: Vec<super::AssetView>,
    /// The stylesheet of highlighted code.
    pub code_style: Option<super::AssetView>,
    /// What the theme does not read of a person's page.
    pub unread: Vec<PersonPart>,
}

impl Assets {
    /// Whether the theme reads `part` of a person's page.
    pub(super) fn reads(&self, part: PersonPart) -> bool {
        !self.unread.contains(&part)
    }
}

/// What leads from `path` to the site's root: `../` for every folder.
pub fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

impl Builder<'_> {
    /// A link to an item.
    pub fn item_link(&self, id: ItemId) -> LinkView {
        LinkView { title: self.site.item(id).title.clone(), path: self.item_path(id) }
    }

    /// The path of an item's page, encoded.
    pub fn item_path(&self, id: ItemId) -> String {
        percent_encode(self.plan.addresses.item(id))
    }

    /// A link to the first page of a column.
    pub fn column_link(&self, id: ColumnId) -> LinkView {
        LinkView { title: self.site.column(id).title.clone(), path: self.column_path(id, 1) }
    }

    /// The path of a page of a column's list, encoded.
    pub fn column_path(&self, id: ColumnId, page: usize) -> String {
        percent_encode(&self.plan.addresses.column(id, page))
    }

    /// Links to columns.
    pub fn column_links(&self, ids: &[ColumnId]) -> Vec<LinkView> {
        ids.iter().map(|id| self.column_link(*id)).collect()
    }

    /// A link to the page of a word; its path is empty when there is none.
    pub fn term_link(&self, taxonomy: Taxonomy, word: &str) -> LinkView {
        let path = self.plan.addresses.term(taxonomy, word, 1).unwrap_or_default();
        LinkView { title: word.to_owned(), path: percent_encode(&path) }
    }

    /// The full address of `path`, which is not encoded yet.
    pub fn absolute(&self, path: &str) -> Option<String> {
        let path = path
            .strip_suffix("index.html")
            .filter(|p| p.is_empty() || p.ends_with('/'))
            .unwrap_or(path);
        Some(format!("{}{}", self.site.config.address.as_deref()?, percent_encode(path)))
    }

    /// The feeds of a column; none when it has none.
    pub fn feeds(&self, id: ColumnId) -> Vec<FeedView> {
        if !has_feed(self.site, id) {
            return Vec::new();
        }
        let folder = self.plan.addresses.column_folder(id);
        let title = if id == ColumnId::HOME {
            &self.site.config.title
        } else {
            &self.site.column(id).title
        };
        let feed = |format: FeedFormat| FeedView {
            title: format!("{title}（{}）", format.name()),
            mime: format.mime().into(),
            path: percent_encode(&format!("{folder}{}", format.file())),
        };
        FeedFormat::ALL.into_iter().map(feed).collect()
    }

    /// The picture of the site folder at `source`, when it is there and can be shown.
    pub fn picture(&self, source: &str, alt: &str) -> Option<PictureView> {
        let picture = self.site.pictures.get(source)?;
        let shown = picture.variants.iter().find(|v| v.role == Role::Fallback)?;
        let variants =
            picture.variants.iter().filter(|v| v.role == Role::Choice).map(|v| VariantView {
                path: picture_path(&v.name),
                mime: v.format.media_type().into(),
                width: v.width,
            });
        Some(PictureView {
            path: picture_path(&shown.name),
            width: shown.width,
            height: shown.height,
            alt: alt.into(),
            variants: variants.collect(),
        })
    }

    /// The item as it stands in a list.
    pub fn card(&self, id: ItemId) -> CardView {
        let item = self.site.item(id);
        let document = match &item.kind {
            Kind::Document(document) => Some(document),
            Kind::Article | Kind::Topic(_) | Kind::Page | Kind::Bulletin(_) => None,
        };
        CardView {
            kind: kind_word(item.item_kind()).into(),
            kicker: item.kicker.clone(),
            title: item.title.clone(),
            path: self.item_path(id),
            date: item.date.map(date),
            summary: item.summary.clone(),
            cover: self.cover(item),
            source: item.origin.clone(),
            number: document.and_then(|d| d.number.as_ref()).map(ToString::to_string),
            validity: document.map(|d| d.validity.word().to_owned()),
            pinned: item.pinned,
            column: self.column_link(item.column),
        }
    }

    /// Cards of items.
    pub fn cards(&self, ids: &[ItemId]) -> Vec<CardView> {
        ids.iter().map(|id| self.card(*id)).collect()
    }

    /// The picture that stands for an item: its cover, a topic's banner, or its first picture.
    fn cover(&self, item: &Item) -> Option<PictureView> {
        if let Some(cover) = &item.cover {
            return self.picture(cover, item.cover_alt.as_deref().unwrap_or(""));
        }
        if let Kind::Topic(topic) = &item.kind
            && let Some(banner) = &topic.banner
        {
            return self.picture(banner, "");
        }
        let first = item.body.first_picture()?;
        self.picture(&item.source.resolve(&first.destination)?, "")
    }
}

/// The address of a picture's variant.
pub fn picture_path(name: &str) -> String {
    format!("images/{name}")
}

/// A date in every form.
pub fn date(moment: Moment) -> DateView {
    let day = moment.iso_date();
    DateView {
        text: if moment.time.is_some() {
            [&*day, " ", &moment.clock()].concat()
        } else {
            day.clone()
        },
        short: day[day.len() - 5..].to_owned(),
        chinese: moment.chinese_date(),
        iso: if moment.time.is_some() { moment.rfc3339() } else { day.clone() },
        day,
    }
}

/// The word for a kind in views.
pub fn kind_word(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Article => "article",
        ItemKind::Document => "document",
        ItemKind::Topic => "topic",
        ItemKind::Page => "page",
        ItemKind::Bulletin => "bulletin",
    }
}
