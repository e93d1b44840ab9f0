//! `sitemap.xml`, `robots.txt` and the map for people.

use std::collections::BTreeSet;

use fengbei::plan::Page;

use super::feeds::xml;
use super::tags::tags;
use super::{absolute, output_at, planned};
use crate::example::all;

#[test]
fn the_sitemap_has_every_page_and_nothing_else() {
    for built in all() {
        let pages = planned(built)
            .filter(|(_, page)| !matches!(page, Page::Search | Page::NotFound | Page::Redirect(_)));
        let wanted: Option<BTreeSet<String>> =
            pages.map(|(path, _)| absolute(built, path)).collect();
        let Some(wanted) = wanted else {
            assert!(!built.files.contains_key("sitemap.xml"), "no address, no sitemap");
            continue;
        };
        let map = xml(built.text("sitemap.xml"));
        assert_eq!(map.name, "urlset");
        assert_eq!(map.attribute("xmlns"), Some("http://www.sitemaps.org/schemas/sitemap/0.9"));
        let found: Vec<String> = map.all("url").map(|url| url.one("loc").text.clone()).collect();
        assert_eq!(found.iter().cloned().collect::<BTreeSet<_>>(), wanted, "{}", built.name);
        assert_eq!(found.len(), wanted.len(), "{}: a page is listed twice", built.name);
        for url in map.all("url") {
            for changed in url.all("lastmod") {
                changed
                    .text
                    .parse::<jiff::Timestamp>()
                    .unwrap_or_else(|e| panic!("{}: {e}", changed.text));
            }
            assert!(output_at(built, &url.one("loc").text).is_some());
        }
    }
}

#[test]
fn robots_are_shown_the_way() {
    for built in all() {
        let map = built
            .work
            .site
            .config
            .address
            .as_ref()
            .map(|site| format!("\nSitemap: {site}sitemap.xml\n"));
        let wanted = format!("User-agent: *\nAllow: /\n{}", map.unwrap_or_default());
        assert_eq!(built.text("robots.txt"), wanted, "{}", built.name);
    }
}

/// The map for people names every column.
#[test]
fn people_find_every_column_on_the_map() {
    for built in all() {
        let linked: BTreeSet<String> = tags(built.text("sitemap.html"))
            .iter()
            .filter_map(|tag| Some(fengbei::text::percent_decode(tag.get("href")?)))
            .collect();
        for (path, page) in planned(built) {
            if matches!(page, Page::Column(_, 1)) {
                assert!(linked.contains(path), "{}: {path}", built.name);
            }
        }
        // A roll has people and no items: nothing is said to be empty that is not.
        assert!(!built.text("sitemap.html").contains(">0 条<"), "{}", built.name);
    }
}
