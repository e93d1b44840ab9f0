//! What a page says of itself to machines: the portal's tags, titles, JSON-LD, Open Graph.

use std::collections::BTreeMap;

use fengbei::model::{Column, ColumnId, Figures, Honours, Item};
use fengbei::plan::Page;
use serde_json::Value;

use super::tags::{tags, texts};
use super::{absolute, none, output_at, planned};
use crate::example::{Built, all, build, example, with_settings};

/// The tags of 国办发〔2017〕47号 in its order: 3 on the home page, 7 on a list, 10 on an article.
const PORTAL: [&str; 10] = [
    "SiteName",
    "SiteDomain",
    "SiteIDCode",
    "ColumnName",
    "ColumnDescription",
    "ColumnKeywords",
    "ColumnType",
    "ArticleTitle",
    "PubDate",
    "ContentSource",
];
/// What the same rule allows besides.
const OPTIONAL: [&str; 5] = ["Keywords", "Author", "Description", "Image", "Url"];

/// Names and contents of a page's `<meta name>` tags, in order.
fn metas(html: &str) -> Vec<(String, String)> {
    let pair = |name: Option<&str>, content: Option<&str>| Some((name?.into(), content?.into()));
    tags(html).iter().filter_map(|t| pair(t.get("name"), t.get("content"))).collect()
}

/// The portal's tags as this page should have them.
fn wanted(built: &Built, page: &Page) -> Vec<(String, String)> {
    let site = &built.work.site;
    let config = &site.config;
    let mut values =
        vec![config.title.clone(), config.portal.domain.clone(), config.portal.code.clone()];
    match page {
        Page::Column(id, _) => values.extend(column(site.column(*id))),
        Page::Roll(id, _) => values.extend(column(site.column(site.roll(*id).column))),
        Page::Dataset(id, _) => values.extend(column(site.column(site.dataset(*id).column))),
        Page::Holder(_) => {
            let honours = site.column_at(Honours::COLUMN).expect("honours have a column");
            values.extend(column(site.column(honours)));
        }
        Page::Figure(_) => {
            let ledger = site.column_at(Figures::COLUMN).expect("figures have a column");
            values.extend(column(site.column(ledger)));
        }
        Page::Issue(id) => {
            values.extend(column(site.column(site.issue(*id).column(site))));
        }
        Page::Item(id) => {
            let item = site.item(*id);
            if item.column != ColumnId::HOME {
                values.extend(column(site.column(item.column)));
            }
            values.extend(article(built, item));
        }
        Page::Home
        | Page::Term(..)
        | Page::Terms(_)
        | Page::Search
        | Page::Sitemap
        | Page::NotFound
        | Page::Withdrawn(_) => {}
        Page::Redirect(_) => return Vec::new(),
    }
    PORTAL.iter().map(|name| (*name).to_owned()).zip(values).collect()
}

fn column(column: &Column) -> [String; 4] {
    let or_title = |text: String| if text.is_empty() { column.title.clone() } else { text };
    [
        column.title.clone(),
        or_title(column.description.clone()),
        or_title(column.keywords.join(",")),
        column.column_type.clone(),
    ]
}

fn article(built: &Built, item: &Item) -> Vec<String> {
    let Some(date) = item.date else { return Vec::new() };
    let config = &built.work.site.config;
    let source = item.origin.clone().or_else(|| config.bottom.host.clone());
    let minute = &date.rfc3339().replace('T', " ")[..16];
    vec![item.title.clone(), minute.into(), source.unwrap_or_else(|| config.title.clone())]
}

#[test]
fn the_portal_finds_its_tags() {
    for built in all() {
        for (path, page) in planned(built) {
            let found: Vec<_> = metas(built.text(path))
                .into_iter()
                .filter(|(name, _)| PORTAL.iter().any(|known| known.eq_ignore_ascii_case(name)))
                .collect();
            assert_eq!(found, wanted(built, page), "{} {path}", built.name);
        }
    }
}

#[test]
fn the_example_shows_three_seven_and_ten() {
    for built in crate::example::examples() {
        for (path, page) in planned(built) {
            let expected = match page {
                Page::Home => 3,
                Page::Column(..) => 7,
                Page::Item(id) if built.work.site.item(*id).date.is_some() => 10,
                _ => continue,
            };
            let filled = metas(built.text(path)).into_iter().filter(|(name, content)| {
                PORTAL.contains(&name.as_str()) && !content.trim().is_empty()
            });
            assert_eq!(filled.count(), expected, "{} {path}", built.name);
        }
    }
}

#[test]
fn other_tags_say_something_once() {
    let mut faults = Vec::new();
    for built in all() {
        for (path, _) in planned(built) {
            let metas = metas(built.text(path));
            for (name, content) in &metas {
                let place = format!("{} {path}: {name}", built.name);
                if metas.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name)).count() > 1 {
                    faults.push(format!("{place} is there twice"));
                }
                if content.is_empty() && !PORTAL.contains(&name.as_str()) {
                    faults.push(format!("{place} is empty"));
                }
                if OPTIONAL.iter().any(|o| o.eq_ignore_ascii_case(name) && o != name) {
                    faults.push(format!("{place} is misspelt"));
                }
            }
        }
    }
    none(&faults, "tags are wrong");
}

#[test]
fn titles_tell_pages_apart() {
    let mut faults = Vec::new();
    for built in all() {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (path, page) in planned(built) {
            let title = texts(built.text(path), "title").concat();
            let place = format!("{} {path}", built.name);
            if title.trim().is_empty() || title.trim() != title {
                faults.push(format!("{place}: “{title}”"));
            }
            if matches!(page, Page::Redirect(_)) {
                continue;
            }
            if let Some(other) = seen.insert(title.clone(), path) {
                faults.push(format!("{place}: “{title}” is also the title of {other}"));
            }
        }
    }
    none(&faults, "titles are missing or shared");
}

#[test]
fn pages_know_their_own_address() {
    for built in all() {
        for (path, page) in planned(built) {
            let tags = tags(built.text(path));
            let canonical =
                tags.iter().find(|t| t.get("rel") == Some("canonical")).and_then(|t| t.get("href"));
            let expected = match page {
                Page::NotFound => None,
                Page::Redirect(id) => absolute(built, built.work.plan.addresses.item(*id)),
                _ => absolute(built, path),
            };
            assert_eq!(canonical, expected.as_deref(), "{} {path}", built.name);
            let metas = metas(built.text(path));
            let url =
                metas.iter().find(|(name, _)| name == "Url").map(|(_, content)| content.as_str());
            if matches!(page, Page::Item(_)) {
                assert_eq!(url, expected.as_deref(), "{} {path}", built.name);
            }
            let graph = tags.iter().find(|t| t.get("property") == Some("og:url"));
            if let (Some(graph), Some(canonical)) = (graph, canonical) {
                assert_eq!(graph.get("content"), Some(canonical), "{} {path}", built.name);
            }
        }
    }
}

/// The objects of a page's JSON-LD.
fn linked_data(html: &str) -> Vec<Value> {
    let is_data = tags(html).iter().any(|t| t.get("type") == Some("application/ld+json"));
    let scripts = texts(html, "script").into_iter().filter(|text| is_data && text.starts_with('{'));
    scripts.map(|text| serde_json::from_str(&text).expect("JSON-LD is JSON")).collect()
}

#[test]
fn search_engines_can_read_what_an_item_is() {
    for built in all().filter(|built| built.work.site.config.address.is_some()) {
        for (path, page) in planned(built) {
            let Page::Item(id) = page else { continue };
            let item = built.work.site.item(*id);
            let data = linked_data(built.text(path));
            let [data] = data.as_slice() else { panic!("{path}: {} times JSON-LD", data.len()) };
            assert_eq!(data["@context"], "https://schema.org", "{path}");
            let [article, way] = data["@graph"].as_array().expect("a graph").as_slice() else {
                panic!("{path}: {data}")
            };
            assert_eq!(article["headline"], item.title, "{path}");
            assert_eq!(
                article["mainEntityOfPage"],
                absolute(built, path).expect("an address"),
                "{path}"
            );
            let published = item.date.map(|date| Value::from(date.rfc3339()));
            assert_eq!(article.get("datePublished"), published.as_ref(), "{path}");
            let image = article.get("image").map(|image| image.as_str().expect("an address"));
            assert!(
                image.is_none_or(|image| output_at(built, image).is_some()),
                "{path}: {image:?}"
            );
            breadcrumb(built, path, way);
        }
    }
}

fn breadcrumb(built: &Built, path: &str, way: &Value) {
    let steps = way["itemListElement"].as_array().expect("steps");
    assert!(steps.len() >= 2, "{path}: {way}");
    for (number, step) in (1..).zip(steps) {
        assert_eq!(step["position"], number, "{path}");
        let address = step["item"].as_str().expect("an address");
        assert!(output_at(built, address).is_some(), "{path}: {address}");
    }
    assert_eq!(
        steps.last().map(|step| &step["item"]),
        absolute(built, path).map(Value::from).as_ref(),
        "{path}"
    );
}

/// Text of an editor cannot break out of the head.
#[test]
fn dangerous_text_stays_text() {
    let title = "</script><script>alert(1)</script>\\\"'&<b>";
    let sources = with_settings(&example(), str::to_owned).with_text(
        "content/news/danger.md",
        &format!("+++\ntitle = '''{title}'''\nsummary = '''{title}'''\ndate = \"2026-11-20\"\n+++\n{{{{ 目录 }}}}\n"),
    );
    let built = build("danger", sources);
    let (path, _) = planned(&built)
        .find(
            |(_, page)| matches!(page, Page::Item(id) if built.work.site.item(*id).title == title),
        )
        .expect("the article is there");
    let html = built.text(path);
    assert_eq!(linked_data(html)[0]["@graph"][0]["headline"], title);
    assert_eq!(
        metas(html).iter().find(|(name, _)| name == "ArticleTitle").map(|(_, c)| c.as_str()),
        Some(title)
    );
    for (path, html) in built.pages() {
        let inline = tags(html)
            .iter()
            .filter(|t| t.name == "script" && t.get("src").is_none() && t.get("type").is_none())
            .count();
        // That page has the theme's script in itself.
        assert_eq!(inline, usize::from(path == "404.html"), "{path}");
    }
}
