//! What every page keeps to: one heading, described pictures of known size, little weight.

use std::collections::BTreeSet;

use fengbei::model::ItemKind;
use fengbei::plan::Page;

use super::tags::{Piece, Tag, pieces, tags, texts};
use super::{none, planned};
use crate::example::{Built, all, build, ends, example, with_settings};

/// Styles and scripts of an article, in bytes.
const MOST_BYTES: usize = 60_000;

#[test]
fn every_page_has_one_heading_and_a_language() {
    let mut faults = Vec::new();
    for built in all() {
        for (path, html) in built.pages() {
            let place = format!("{} {path}", built.name);
            let tags = tags(html);
            // A drawing has a title of its own, with an id.
            let is = |tag: &&Tag, name| {
                tag.name == name && !(name == "title" && tag.get("id").is_some())
            };
            let count = |name| tags.iter().filter(|tag| is(tag, name)).count();
            for name in ["html", "title", "body", "main", "h1"] {
                if count(name) != 1 {
                    faults.push(format!("{place}: {} times <{name}>", count(name)));
                }
            }
            if tags[0].get("lang") != Some("zh-CN") {
                faults.push(format!("{place}: no language"));
            }
            if texts(html, "h1").iter().any(|text| text.trim().is_empty()) {
                faults.push(format!("{place}: an empty heading"));
            }
        }
    }
    none(&faults, "pages are not built as they should be");
}

#[test]
fn pictures_are_described_and_keep_their_place() {
    let mut faults = Vec::new();
    for built in all() {
        for (path, html) in built.pages() {
            for tag in tags(html).iter().filter(|tag| tag.name == "img") {
                let number =
                    |name| tag.get(name).is_some_and(|n| n.parse::<u32>().is_ok_and(|n| n > 0));
                if tag.get("alt").is_none() || !number("width") || !number("height") {
                    let src = tag.get("src").unwrap_or_default();
                    faults.push(format!("{} {path}: {src}", built.name));
                }
            }
        }
    }
    none(&faults, "pictures have no size or no description");
}

#[test]
fn no_page_shows_what_was_left_over() {
    const LEFT_OVER: [&str; 8] =
        ["{{", "{%", "undefined", "Some(", "None", "&amp;lt;", "&amp;amp;", "/tmp/"];
    let mut faults = Vec::new();
    for built in all() {
        for (path, html) in built.pages().filter(|(path, _)| !path.starts_with("manual/")) {
            for word in LEFT_OVER.iter().filter(|word| html.contains(**word)) {
                faults.push(format!("{} {path}: {word}", built.name));
            }
            for tag in tags(html).iter().filter(|t| t.name == "a" && t.get("href") == Some("")) {
                faults.push(format!("{} {path}: an empty link {tag:?}", built.name));
            }
        }
    }
    none(&faults, "pages show the insides of the program");
}

#[test]
fn withdrawn_articles_are_nowhere() {
    for built in all().filter(|built| built.name.ends_with("fullest")) {
        for (path, bytes) in &built.files {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("一篇撤下的稿子") && !text.contains("蓝鲸七号"), "{path}");
        }
    }
}

/// A page's own styles and scripts, inline ones included; the search page loads its engine too.
fn weight(built: &Built, path: &str) -> usize {
    let html = built.text(path);
    let file = |address: &str| {
        let name = address.rsplit_once("assets/").expect("assets are in one folder").1;
        built.files[&format!("assets/{name}")].len()
    };
    let of_tag = |tag: &Tag| match tag.name.as_str() {
        "script" => tag.get("src").map_or(0, file),
        "link" if tag.get("rel") == Some("stylesheet") => tag.get("href").map_or(0, file),
        _ => 0,
    };
    let linked: usize = tags(html).iter().map(of_tag).sum();
    let inline: usize = texts(html, "style").iter().map(String::len).sum();
    linked + inline
}

#[test]
fn articles_are_light() {
    let mut faults = Vec::new();
    let mut weighed = BTreeSet::new();
    for built in all() {
        for (path, page) in planned(built) {
            let Page::Item(id) = page else { continue };
            if built.work.site.item(*id).item_kind() != ItemKind::Article {
                continue;
            }
            let weight = weight(built, path);
            weighed.insert(weight);
            if weight > MOST_BYTES {
                faults.push(format!("{} {path}: {weight} bytes", built.name));
            }
        }
    }
    assert!(weighed.first().is_some_and(|least| *least > 1000), "articles have styles");
    none(&faults, &format!("articles load more than {MOST_BYTES} bytes of styles and scripts"));
}

/// Nothing is written into attributes that a content security policy forbids.
#[test]
fn no_page_has_code_in_its_attributes() {
    let mut faults = Vec::new();
    for built in all() {
        for (path, html) in built.pages() {
            let code = |tag: &Tag| {
                ["style", "onclick", "onload", "onerror", "onsubmit"]
                    .iter()
                    .any(|a| tag.get(a).is_some())
                    || tag.get("href").is_some_and(|href| href.starts_with("javascript:"))
                    || path != "404.html"
                        && (tag.name == "style"
                            || (tag.name == "script"
                                && tag.get("src").is_none()
                                && tag.get("type").is_none()))
            };
            faults.extend(
                tags(html)
                    .iter()
                    .filter(|t| code(t))
                    .map(|t| format!("{} {path}: {t:?}", built.name)),
            );
        }
    }
    none(&faults, "tags carry code");
}

/// Every item can be found: its address stands in the search's own files.
#[test]
fn the_search_knows_every_item_row_figure_and_holder() {
    for built in all() {
        let mut found = BTreeSet::new();
        for (path, _) in built.files.iter().filter(|(path, _)| path.starts_with("search/")) {
            let text = built.text(path);
            let value =
                text.split_once(',').and_then(|(_, rest)| rest.trim_end().strip_suffix(')'));
            let value: serde_json::Value = serde_json::from_str(value.expect("a call"))
                .unwrap_or_else(|e| panic!("{path}: {e}"));
            let is_texts = path.rsplit_once('/').is_some_and(|(_, name)| name.starts_with('t'));
            for row in value.as_array().filter(|_| is_texts).into_iter().flatten() {
                let address = row.as_array().and_then(|cells| cells.last()?.as_str());
                let page = address.expect("an address").split('#').next().unwrap_or_default();
                assert!(ends(page, "html"), "{page}");
                found.insert(page.to_owned());
            }
        }
        let is_found = |page: &Page| {
            matches!(page, Page::Item(_) | Page::Figure(_) | Page::Holder(_) | Page::Issue(_))
        };
        let own =
            planned(built).filter(|(_, page)| is_found(page)).map(|(path, _)| path.to_owned());
        let tables = built.work.site.datasets.iter().zip(&built.work.plan.datasets);
        // A row without a page of its own is found in the list.
        let rows = tables.flat_map(|(dataset, plan)| {
            dataset.order.iter().map(move |row| plan.address(dataset, *row))
        });
        let page = |address: String| address.split('#').next().map(str::to_owned);
        let wanted: BTreeSet<String> = own
            .chain(rows.filter_map(page))
            .map(|path| fengbei::text::percent_encode(&path))
            .collect();
        assert_eq!(found, wanted, "{}", built.name);
    }
}

/// On a day of mourning the pages are grey from the first, without a script.
#[test]
fn pages_built_on_a_grey_day_are_grey() {
    let mourning =
        with_settings(&example(), |text| text.replace("\"12-13\"", "\"12-13\", \"11-21\""));
    let built = build("mourning", mourning);
    for (path, html) in built.pages().filter(|(_, html)| html.contains("<footer")) {
        let tag = &tags(html)[0];
        assert_eq!(tag.get("data-grey"), Some("today"), "{path}");
        assert!(tag.get("data-grey-days").is_some_and(|days| days.contains("11-21")), "{path}");
    }
    for built in all() {
        let html = &tags(built.text("index.html"))[0];
        assert_eq!(html.get("data-grey"), None, "{}", built.name);
    }
}

/// An old address leads to the new one by itself, by hand, and for search engines.
#[test]
fn old_addresses_lead_on() {
    let mut seen = 0;
    for built in all() {
        for (path, page) in planned(built) {
            let Page::Redirect(id) = page else { continue };
            seen += 1;
            let here = built.work.plan.addresses.item(*id);
            let up = "../".repeat(path.matches('/').count());
            let target = format!("{up}{}", fengbei::text::percent_encode(here));
            let html = built.text(path);
            let tags = tags(html);
            let refresh = tags.iter().find(|tag| tag.get("http-equiv") == Some("refresh"));
            let content = refresh.and_then(|tag| tag.get("content"));
            assert_eq!(content, Some(&*format!("0; url={target}")), "{path}");
            let links: Vec<_> =
                tags.iter().filter(|t| t.name == "a").filter_map(|t| t.get("href")).collect();
            assert_eq!(links, [target.as_str()], "{path}");
            let noindex = tags
                .iter()
                .any(|t| t.get("name") == Some("robots") && t.get("content") == Some("noindex"));
            assert!(noindex, "{path} is not kept out of search engines");
            let words = pieces(html)
                .into_iter()
                .filter(|p| matches!(p, Piece::Text(t) if t.contains("已移到新网址")));
            assert_eq!(words.count(), 1, "{path} says what happened");
        }
    }
    assert!(seen >= 2, "there are old addresses to look at");
}
