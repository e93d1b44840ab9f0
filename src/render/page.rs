//! What pages are made with: the template of each, the theme's assets.

use std::ops::Range;

use crate::diag::{Place, Report};
use crate::model::{ColumnId, Figures, Honours, ItemKind, Site};
use crate::plan::{AssetPaths, DatasetPage, Make, Page, RollPage};
use crate::source::SourcePath;
use crate::theme::{Asset, Theme};
use crate::view::{AssetView, Assets, PersonPart};

/// Assets that only some pages load.
const CHART_STYLE: &str = "chart.css";
const SEARCH_STYLE: &str = "search.css";
const ROLL_STYLE: &str = "roll.css";
const DATASET_STYLE: &str = "dataset.css";
/// What finds people, and what readers see of it.
const ROLL_SCRIPTS: [&str; 2] = ["roll.js", "roll-page.js"];
const ISSUE_STYLE: &str = "issue.css";
const LEDGER_STYLE: &str = "ledger.css";
const SEARCH_SCRIPT: &str = "search.js";

/// Templates that columns and items name and the theme has not.
pub fn missing_templates(site: &Site, theme: &Theme) -> Report {
    let mut report = Report::new();
    let mut look = |source: &SourcePath, span: Range<usize>, named: Option<&String>| {
        if let Some(name) = named.filter(|name| !theme.has_template(name)) {
            report.push(theme.no_template(name, Place::span(source, span)));
        }
    };
    for (_, column) in site.columns() {
        let Some(source) = &column.source else { continue };
        look(source, column.place("template"), column.template.as_ref());
        look(source, column.place("item_template"), column.item_template.as_ref());
    }
    for item in &site.items {
        look(&item.source, item.place("template"), item.template.as_ref());
    }
    report
}

/// The template of a page: the item's own, its column's, or that of its kind.
pub fn template(site: &Site, page: &Page) -> String {
    let column_template = |id: &ColumnId| {
        let column = site.column(*id);
        if column.roll.is_some() {
            return column.template.clone().unwrap_or_else(|| "roll.html".into());
        }
        if column.dataset.is_some() {
            return column.template.clone().unwrap_or_else(|| "dataset.html".into());
        }
        if column.path == Honours::COLUMN {
            return column.template.clone().unwrap_or_else(|| "honours.html".into());
        }
        if column.path == Figures::COLUMN {
            return column.template.clone().unwrap_or_else(|| "figures.html".into());
        }
        column.template.clone().unwrap_or_else(|| {
            match column.kind {
                ItemKind::Article => "column.html",
                ItemKind::Document => "documents.html",
                ItemKind::Topic => "topics.html",
                ItemKind::Page => "pages.html",
                ItemKind::Bulletin => "bulletins.html",
            }
            .into()
        })
    };
    match page {
        Page::Home => "home.html".into(),
        Page::Column(id, _) => column_template(id),
        Page::Item(id) => {
            let item = site.item(*id);
            let own =
                item.template.clone().or_else(|| site.column(item.column).item_template.clone());
            own.unwrap_or_else(|| {
                match item.item_kind() {
                    ItemKind::Article => "article.html",
                    ItemKind::Document => "document.html",
                    ItemKind::Topic => "topic.html",
                    ItemKind::Page => "page.html",
                    ItemKind::Bulletin => "bulletin.html",
                }
                .into()
            })
        }
        Page::Roll(id, page) => match page {
            RollPage::List(_) | RollPage::Value { .. } => "roll_list.html".into(),
            RollPage::Entry(_) => "roll_entry.html".into(),
            RollPage::Person(_) => {
                let own = site.column(site.roll(*id).column).item_template.clone();
                own.unwrap_or_else(|| "person.html".into())
            }
            RollPage::Wall(_) => "wall.html".into(),
            RollPage::Statistics => "statistics.html".into(),
        },
        Page::Dataset(id, page) => match page {
            DatasetPage::Sorted { .. } | DatasetPage::Value { .. } => {
                column_template(&site.dataset(*id).column)
            }
            DatasetPage::Row(_) => {
                let own = site.column(site.dataset(*id).column).item_template.clone();
                own.unwrap_or_else(|| "dataset_item.html".into())
            }
        },
        Page::Figure(_) => "figure.html".into(),
        Page::Holder(_) => "holder.html".into(),
        Page::Issue(_) => "issue.html".into(),
        Page::Term(..) => "keyword.html".into(),
        Page::Terms(_) => "keywords.html".into(),
        Page::Search => "search.html".into(),
        Page::Sitemap => "sitemap.html".into(),
        Page::NotFound => "404.html".into(),
        Page::Redirect(_) => "redirect.html".into(),
        Page::Withdrawn(_) => "withdrawn.html".into(),
    }
}

/// The theme's assets as views see them, and where the plan must put them.
pub fn theme_assets(site: &Site, theme: &Theme) -> (Assets, AssetPaths) {
    let view = |asset: &Asset| AssetView {
        path: asset.path.clone(),
        integrity: site.config.look.integrity.then(|| asset.integrity.clone()),
    };
    let named =
        |names: &[String]| names.iter().map(|name| view(&theme.assets()[name])).collect::<Vec<_>>();
    let one = |name: &str| theme.assets().get(name).map(view).into_iter().collect::<Vec<_>>();
    let made = |path: String| AssetView { path, integrity: None };
    let colours = super::colours::path(&site.config.look);
    let code = super::colours::code_path(site);
    let mut styles = named(theme.styles());
    styles.extend(colours.clone().map(made));
    let text = |names: &[String]| -> String {
        names.iter().map(|name| String::from_utf8_lossy(&theme.assets()[name].bytes)).collect()
    };
    let style = text(theme.styles()) + &super::colours::stylesheet(&site.config.look);
    let person = theme.texts("person.html");
    let is_read = |part: &PersonPart| {
        let (of, field) = part.field();
        person.read(of, field)
    };
    let assets = Assets {
        styles,
        scripts: named(theme.scripts()),
        texts: [style, text(theme.scripts())].map(|text| inside(&text)),
        roll_styles: one(ROLL_STYLE),
        roll_scripts: ROLL_SCRIPTS.into_iter().flat_map(one).collect(),
        dataset_styles: one(DATASET_STYLE),
        ledger_styles: one(LEDGER_STYLE),
        issue_styles: one(ISSUE_STYLE),
        search_styles: one(SEARCH_STYLE),
        search_scripts: one(SEARCH_SCRIPT),
        chart_styles: one(CHART_STYLE),
        code_style: code.clone().map(made),
        unread: PersonPart::ALL.into_iter().filter(|part| !is_read(part)).collect(),
    };
    let used = |name: &str| match name {
        SEARCH_STYLE | SEARCH_SCRIPT => site.config.search,
        CHART_STYLE => site.has_charts(),
        ROLL_STYLE => !site.rolls.is_empty(),
        DATASET_STYLE => !site.datasets.is_empty(),
        ISSUE_STYLE => !site.issues.is_empty(),
        LEDGER_STYLE => {
            [Figures::COLUMN, Honours::COLUMN].iter().any(|path| site.column_at(path).is_some())
        }
        _ if ROLL_SCRIPTS.contains(&name) => site.has_searched_roll(),
        _ => true,
    };
    let files = theme.assets().iter().filter(|(name, _)| used(name));
    let mut paths: AssetPaths =
        files.map(|(name, asset)| (Make::Asset(name.clone()), asset.path.clone())).collect();
    paths.extend(colours.map(|path| (Make::Colours, path)));
    paths.extend(code.map(|path| (Make::CodeStyle, path)));
    (assets, paths)
}

/// A text as a `<style>` or `<script>` can hold it: it does not end the element, and its lines end as the browser ends
/// them, since it is known by its digest.
fn inside(text: &str) -> String {
    text.replace("\r\n", "\n").replace("</", "<\\/")
}
