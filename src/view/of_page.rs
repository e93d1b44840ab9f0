//! Views of pages.

use super::builder::{Builder, kind_word, root_of};
use super::of_person::PersonPart;
use super::page::{ColumnView, JumpView, ListView, PageView, TreeView, WordView};
use super::site::{AssetView, LinkView};
use crate::markup::{Document, QuoteLedger};
use crate::model::{ColumnId, Figures, Honours, ItemId, Kind, Taxonomy};
use crate::plan::{Page, pages};
use crate::text::percent_encode;

/// What the home page is called on the way to a page.
pub(super) const HOME: &str = "首页";

/// Newest items of a column on the human site map.
const TREE_ITEMS: usize = 10;

impl Builder<'_> {
    /// The view of `page`, which will stand at `path`.
    pub fn page_view(&self, path: &str, page: &Page) -> PageView {
        match page {
            Page::Home => self.home(path),
            Page::Column(id, number) => self.column(path, *id, *number),
            Page::Item(id) => self.item(path, *id),
            Page::Roll(id, which) => self.roll_page(path, *id, *which),
            Page::Dataset(id, which) => self.dataset_page(path, *id, *which),
            Page::Figure(id) => self.figure_page(path, *id),
            Page::Holder(id) => self.holder_page(path, *id),
            Page::Issue(id) => self.edition_page(path, *id, None),
            Page::Term(taxonomy, word, number) => self.term(path, *taxonomy, word, *number),
            Page::Terms(taxonomy) => self.terms(path, *taxonomy),
            Page::Search => self.search(path),
            Page::Sitemap => self.sitemap(path),
            Page::NotFound => self.not_found(path),
            Page::Redirect(id) => self.redirect(path, *id),
            Page::Withdrawn(index) => self.withdrawn(path, *index),
        }
    }

    /// A page that is no item and no column, with everything that every page has.
    pub(super) fn plain(&self, kind: &str, path: &str, title: &str) -> PageView {
        let mut page = self.bare(kind, path, title);
        page.meta = self.home_meta(title, "", page.canonical.as_deref());
        page.breadcrumb = vec![step_home(), LinkView { title: title.into(), path: String::new() }];
        page
    }

    /// A page of a column that is no list of items, with everything that every such page has.
    pub(super) fn within(&self, id: ColumnId, kind: &str, path: &str, title: &str) -> PageView {
        if id == ColumnId::HOME {
            return self.plain(kind, path, title);
        }
        let mut page = self.bare(kind, path, title);
        let is_made = |part| kind != "person" || self.assets.reads(part);
        if is_made(PersonPart::Meta) {
            page.meta = self.column_meta(id, title, "", page.canonical.as_deref());
        }
        page.section = self.section(id);
        if is_made(PersonPart::Breadcrumb) {
            page.breadcrumb = self.way(id);
            page.breadcrumb.push(LinkView { title: title.into(), path: String::new() });
        }
        page
    }

    /// A page that says nothing of itself yet but its title.
    fn bare(&self, kind: &str, path: &str, title: &str) -> PageView {
        let site = &self.site.config.title;
        let canonical = self.absolute(path);
        PageView {
            kind: kind.into(),
            path: percent_encode(path),
            root: root_of(path),
            section: String::new(),
            title: title.into(),
            head_title: if title == site { title.into() } else { format!("{title} - {site}") },
            meta: String::new(),
            json_ld: None,
            styles: Vec::new(),
            scripts: Vec::new(),
            inline: None,
            feeds: Vec::new(),
            breadcrumb: Vec::new(),
            canonical,
            column: None,
            item: None,
            list: None,
            blocks: Vec::new(),
            words: Vec::new(),
            tree: Vec::new(),
            target: None,
            notice: None,
            roll: None,
            entry: None,
            rows: Vec::new(),
            person: None,
            rolls: Vec::new(),
            wall: None,
            charts: Vec::new(),
            dataset: None,
            dataset_rows: Vec::new(),
            dataset_item: None,
            figures: Vec::new(),
            figure: None,
            honours: Vec::new(),
            holder: None,
            edition: None,
            downloads: Vec::new(),
        }
    }

    fn home(&self, path: &str) -> PageView {
        let column = self.site.column(ColumnId::HOME);
        let config = &self.site.config;
        let mut page = self.bare("home", path, &config.title);
        page.meta = self.home_meta(&config.title, &config.description, page.canonical.as_deref());
        page.json_ld = self.home_json_ld();
        page.breadcrumb = vec![LinkView { title: HOME.into(), path: String::new() }];
        let text = self.column_body(ColumnId::HOME, path);
        page.blocks = self.blocks(&column.blocks, &text);
        page.styles.extend(self.text_styles(&column.body));
        self.style_blocks(&mut page);
        page
    }

    /// The stylesheets that a text needs beside those of every page.
    pub(super) fn text_styles(&self, text: &Document) -> Vec<AssetView> {
        let code = self.assets.code_style.iter().filter(|_| text.has_code());
        let charts = self.assets.chart_styles.iter().filter(|_| !text.charts().is_empty());
        code.chain(charts).cloned().collect()
    }

    fn column_body(&self, id: ColumnId, path: &str) -> String {
        let column = self.site.column(id);
        column
            .source
            .as_ref()
            .map(|source| self.html(source, path, &column.body))
            .unwrap_or_default()
    }

    fn column(&self, path: &str, id: ColumnId, number: usize) -> PageView {
        let column = self.site.column(id);
        let mut page = self.bare("column", path, &column.title);
        if number > 1 {
            page.head_title =
                format!("{}（第{number}页） - {}", column.title, self.site.config.title);
        }
        let url = page.canonical.as_deref();
        page.meta = self.column_meta(id, &column.title, &column.description, url);
        page.feeds = self.feeds(id);
        page.section = self.section(id);
        page.breadcrumb = self.way(id);
        page.breadcrumb.last_mut().expect("home is always there").path = String::new();
        let siblings = column.parent.map(|parent| self.site.column(parent).children.as_slice());
        page.column = Some(ColumnView {
            title: column.title.clone(),
            description: column.description.clone(),
            path: self.column_path(id, 1),
            kind: kind_word(column.kind).into(),
            body: if number == 1 { self.column_body(id, path) } else { String::new() },
            children: self.column_links(&column.children),
            siblings: self.column_links(siblings.unwrap_or_default()),
            issues: self.issues_in(id),
        });
        if number == 1 {
            page.styles.extend(self.text_styles(&column.body));
        }
        if let Some(roll) = self.site.roll_of(id) {
            self.roll_home(roll, &mut page);
        } else if let Some(dataset) = self.site.dataset_of(id) {
            self.dataset_list(dataset, number, &mut page);
        } else {
            if page.column.as_ref().is_some_and(|column| !column.issues.is_empty()) {
                page.styles.extend(self.assets.issue_styles.iter().cloned());
            }
            let path = |n| Some(self.column_path(id, n));
            page.list = Some(self.list(&column.items, column.page_size, number, path));
        }
        if column.path == Honours::COLUMN {
            page.kind = "honours".into();
            page.honours = self.honours();
            page.downloads = self.ledger_downloads(QuoteLedger::Honours);
            page.styles.extend(self.assets.ledger_styles.iter().cloned());
        }
        if column.path == Figures::COLUMN {
            page.kind = "figures".into();
            page.figures = self.figures();
            page.downloads = self.ledger_downloads(QuoteLedger::Figures);
            page.styles.extend(self.assets.ledger_styles.iter().cloned());
        }
        page
    }

    /// The way from home to a column.
    pub(super) fn way(&self, id: ColumnId) -> Vec<LinkView> {
        let below = self.site.lineage(id).into_iter().skip(1).map(|id| self.column_link(id));
        std::iter::once(step_home()).chain(below).collect()
    }

    /// Path of the column at the top that `id` is in.
    pub(super) fn section(&self, id: ColumnId) -> String {
        self.site
            .lineage(id)
            .get(1)
            .map(|top| percent_encode(&self.site.column(*top).path))
            .unwrap_or_default()
    }

    fn list(
        &self,
        ids: &[ItemId],
        size: usize,
        number: usize,
        path: impl Fn(usize) -> Option<String>,
    ) -> ListView {
        let count = pages(ids.len(), size);
        let shown = ids.iter().skip((number - 1) * size).take(size);
        ListView {
            items: shown.map(|id| self.card(*id)).collect(),
            total: ids.len(),
            page: number,
            pages: count,
            previous: if number > 1 { path(number - 1) } else { None },
            next: if number < count { path(number + 1) } else { None },
            jumps: jumps(number, count, path),
        }
    }

    fn item(&self, path: &str, id: ItemId) -> PageView {
        let item = self.site.item(id);
        let view = self.item_view(id);
        let mut page = self.bare(kind_word(item.item_kind()), path, &item.title);
        let column = self.site.column(item.column);
        if item.column != ColumnId::HOME {
            page.head_title =
                format!("{} - {} - {}", item.title, column.title, self.site.config.title);
            page.feeds = self.feeds(item.column);
        }
        let url = page.canonical.clone();
        page.meta = self.item_meta(id, url.as_deref());
        page.section = self.section(item.column);
        page.breadcrumb = self.way(item.column);
        page.breadcrumb.push(LinkView { title: item.title.clone(), path: String::new() });
        page.json_ld = self.item_json_ld(item, url.as_deref());
        page.styles.extend(self.text_styles(&item.body));
        if let Kind::Topic(topic) = &item.kind {
            page.blocks = self.topic_blocks(id, topic, &view.body);
            self.style_blocks(&mut page);
        }
        page.item = Some(Box::new(view));
        page
    }

    fn term(&self, path: &str, taxonomy: Taxonomy, word: &str, number: usize) -> PageView {
        let mut page = self.plain("keyword", path, word);
        let part = if number > 1 { format!("（第{number}页）") } else { String::new() };
        // A column often has the name of a keyword; their pages must not look the same.
        let (kind, site) = (taxonomy.title(), &self.site.config.title);
        page.head_title = format!("{kind}：{word}{part} - {site}");
        let ids = &self.site.terms(taxonomy)[word];
        let at = |n| self.plan.addresses.term(taxonomy, word, n).map(|path| percent_encode(&path));
        page.list = Some(self.list(ids, self.site.config.page_size, number, at));
        page.breadcrumb = vec![
            step_home(),
            LinkView {
                title: taxonomy.title().into(),
                path: format!("{}/index.html", taxonomy.folder()),
            },
            LinkView { title: word.into(), path: String::new() },
        ];
        page
    }

    fn terms(&self, path: &str, taxonomy: Taxonomy) -> PageView {
        let mut page = self.plain("keywords", path, taxonomy.title());
        let words = self.site.terms(taxonomy).iter().map(|(word, ids)| {
            let LinkView { title, path } = self.term_link(taxonomy, word);
            WordView { title, path, count: ids.len() }
        });
        page.words = words.collect();
        page
    }

    fn search(&self, path: &str) -> PageView {
        let mut page = self.plain("search", path, "站内搜索");
        page.styles.clone_from(&self.assets.search_styles);
        page.rolls = self.roll_doors();
        if !page.rolls.is_empty() {
            page.styles.extend(self.assets.roll_styles.iter().cloned());
            page.scripts.clone_from(&self.assets.roll_scripts);
        }
        // After the rolls', which listen to what is searched for.
        page.scripts.extend(self.assets.search_scripts.iter().cloned());
        page
    }

    fn sitemap(&self, path: &str) -> PageView {
        let mut page = self.plain("sitemap", path, "网站地图");
        self.tree(ColumnId::HOME, &mut page.tree);
        page
    }

    /// The columns below `id` and what is in them, in the menu's order.
    fn tree(&self, id: ColumnId, tree: &mut Vec<TreeView>) {
        for child in &self.site.column(id).children {
            let link = self.column_link(*child);
            tree.push(TreeView {
                title: link.title,
                path: link.path,
                depth: u32::try_from(self.site.lineage(*child).len() - 1)
                    .expect("folders are not that deep"),
                count: self.entries(*child),
                items: self.tree_items(*child),
            });
            self.tree(*child, tree);
        }
    }

    /// How many items, issues, rows or people a column has.
    fn entries(&self, id: ColumnId) -> usize {
        match (self.site.dataset_of(id), self.site.roll_of(id)) {
            (Some(dataset), _) => self.site.dataset(dataset).order.len(),
            (None, Some(roll)) => self.site.roll(roll).order.len(),
            (None, None) => self.site.column(id).items.len() + self.issue_links(id).count(),
        }
    }

    /// The newest items of a column, and special issues.
    fn tree_items(&self, id: ColumnId) -> Vec<LinkView> {
        let items = self.site.column(id).items.iter().map(|id| self.item_link(*id));
        items.chain(self.issue_links(id)).take(TREE_ITEMS).collect()
    }

    /// A server shows this page at any depth and an editor opens it from a disk, so it loads nothing, and its links
    /// begin with the site's address, or where the host does when none is set.
    fn not_found(&self, path: &str) -> PageView {
        let mut page = self.plain("not_found", path, "页面没有找到");
        page.canonical = None;
        page.root = self.site.config.address.clone().unwrap_or_else(|| "/".into());
        page.inline = Some(self.inline());
        page
    }

    fn redirect(&self, path: &str, id: ItemId) -> PageView {
        let mut page = self.plain("redirect", path, &self.site.item(id).title);
        page.target = Some(format!("{}{}", page.root, self.item_path(id)));
        page.canonical = self.absolute(self.plan.addresses.item(id));
        page
    }

    /// Neither title nor text of what was withdrawn is shown: they may be why it was.
    fn withdrawn(&self, path: &str, index: usize) -> PageView {
        let item = &self.site.withheld[index];
        let mut page = self.plain("withdrawn", path, "内容已撤下");
        page.section = self.section(item.column);
        page.breadcrumb = self.way(item.column);
        page.breadcrumb.push(LinkView { title: page.title.clone(), path: String::new() });
        page.canonical = None;
        page.notice.clone_from(&item.withdrawn);
        page
    }
}

fn step_home() -> LinkView {
    LinkView { title: HOME.into(), path: "index.html".into() }
}

/// The first and last page and those around the present one, with gaps between.
pub(super) fn jumps(
    number: usize,
    count: usize,
    path: impl Fn(usize) -> Option<String>,
) -> Vec<JumpView> {
    if count == 1 {
        return Vec::new();
    }
    let mut jumps = Vec::new();
    let mut last = 0;
    for n in (1..=count).filter(|n| *n == 1 || *n == count || n.abs_diff(number) <= 2) {
        if n > last + 1 {
            jumps.push(JumpView { title: "…".into(), path: String::new(), current: false });
        }
        jumps.push(JumpView {
            title: n.to_string(),
            path: path(n).unwrap_or_default(),
            current: n == number,
        });
        last = n;
    }
    jumps
}
