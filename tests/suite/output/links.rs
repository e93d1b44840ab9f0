//! Every link leads somewhere, every file is wanted, and nothing comes from outside.

use std::collections::{BTreeMap, BTreeSet};

use fengbei::plan::Page;
use fengbei::text::percent_decode;

use super::tags::{Tag, tags};
use super::{none, output_at, planned};
use crate::example::{Built, all, build, ends, example, with_settings};

/// An address on a page: where it was found, and whether the browser fetches it by itself.
struct Link {
    tag: String,
    address: String,
    fetched: bool,
}

/// Every address on a page.
fn links(html: &str) -> Vec<Link> {
    tags(html).iter().flat_map(of_tag).collect()
}

fn of_tag(tag: &Tag) -> Vec<Link> {
    const ATTRIBUTES: [&str; 7] =
        ["href", "src", "srcset", "poster", "action", "data", "data-search-root"];
    let mut found = Vec::new();
    for name in ATTRIBUTES {
        let Some(value) = tag.get(name) else { continue };
        let rel = tag.get("rel").unwrap_or_default();
        let followed =
            ["a", "form"].contains(&tag.name.as_str()) || ["canonical", "alternate"].contains(&rel);
        let each: Vec<&str> = if name == "srcset" {
            value.split(',').filter_map(|part| part.split_whitespace().next()).collect()
        } else {
            vec![value]
        };
        found.extend(each.into_iter().map(|address| Link {
            tag: format!("<{} {name}>", tag.name),
            address: address.into(),
            fetched: !followed,
        }));
    }
    let named = tag.get("name").or(tag.get("property")).unwrap_or_default();
    if ["Url", "Image", "og:url", "og:image"].contains(&named) {
        let address = tag.get("content").unwrap_or_default();
        let tag = format!("<meta {named}>");
        found.push(Link { tag, address: address.into(), fetched: false });
    }
    if tag.get("http-equiv") == Some("refresh") {
        let content = tag.get("content").unwrap_or_default();
        let address = content.split_once("url=").map_or("", |(_, address)| address);
        found.push(Link { tag: "<meta refresh>".into(), address: address.into(), fetched: false });
    }
    found
}

fn is_outside(address: &str) -> bool {
    address.starts_with("//")
        || address.split_once(':').is_some_and(|(scheme, _)| {
            scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        })
}

/// The path that `address` means on the page or stylesheet `here`, and its fragment.
pub fn resolve(here: &str, address: &str) -> Option<(String, String)> {
    let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
    let address = address.split_once('?').map_or(address, |(path, _)| path);
    if address.is_empty() {
        return Some((here.into(), percent_decode(fragment)));
    }
    let mut parts: Vec<&str> = here.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some((percent_decode(&parts.join("/")), percent_decode(fragment)))
}

/// The path that a link of `404.html` names, as far as it leads into the site: it is shown at any depth and from a
/// disk, so its links are whole addresses, or begin at the host when the site's is not known; and it loads nothing.
fn of_not_found(built: &Built, link: &Link) -> Result<Option<String>, String> {
    let address = &link.address;
    if address.starts_with('#') || address.starts_with("data:") {
        return Ok(None);
    }
    if link.fetched {
        return Err("fetched by a page that is shown anywhere".into());
    }
    let root = built.work.site.config.address.as_deref().unwrap_or("/");
    match address.strip_prefix(root) {
        Some(path) => Ok(Some(path.to_owned())),
        None if is_outside(address) => Ok(None),
        None => Err("leads from where it is shown".into()),
    }
}

/// What is wrong with a link on the page `path`, and where it leads when nothing is.
fn follow(
    built: &Built,
    anchors: &Anchors,
    path: &str,
    link: &Link,
) -> Result<Option<String>, String> {
    let address = &link.address;
    let lost = if path == "404.html" { of_not_found(built, link)? } else { None };
    if lost.is_none() && is_outside(address) {
        let harmless = address.starts_with("data:");
        let site = built.work.site.config.address.as_deref();
        return match (link.fetched && !harmless, site.is_some_and(|site| address.starts_with(site)))
        {
            (true, _) => Err("fetched from outside".into()),
            (false, true) => {
                output_at(built, address).map(|p| Some(p.into())).ok_or("no such page".into())
            }
            (false, false) => Ok(None),
        };
    }
    let address = match lost {
        Some(address) => address,
        None if address.starts_with('/') => return Err("not relative".into()),
        None => address.clone(),
    };
    let (target, fragment) = resolve(path, &address).ok_or("leads out of the site")?;
    if link.tag.contains("data-search-root") {
        let known = built.files.contains_key(&format!("{target}index.js"));
        return if known { Ok(None) } else { Err("no search there".into()) };
    }
    if !built.files.contains_key(&target) {
        return Err(format!("no file {target}"));
    }
    if !fragment.is_empty() && !anchors.get(&target).is_some_and(|ids| ids.contains(&fragment)) {
        return Err(format!("no anchor #{fragment} on {target}"));
    }
    Ok(Some(target))
}

type Anchors = BTreeMap<String, BTreeSet<String>>;

fn anchors(built: &Built) -> Anchors {
    let ids = |html| tags(html).iter().filter_map(|tag| tag.get("id").map(str::to_owned)).collect();
    built.pages().map(|(path, html)| (path.to_owned(), ids(html))).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut faults = Vec::new();
    for built in all() {
        let anchors = anchors(built);
        for (path, html) in built.pages() {
            for link in links(html) {
                if let Err(why) = follow(built, &anchors, path, &link) {
                    faults.push(format!(
                        "{} {path}: {} {}: {why}",
                        built.name, link.tag, link.address
                    ));
                }
            }
        }
    }
    none(&faults, "links are broken");
}

#[test]
fn ids_are_there_once() {
    let mut faults = Vec::new();
    for built in all() {
        for (path, html) in built.pages() {
            let mut seen = BTreeSet::new();
            for id in tags(html).iter().filter_map(|tag| tag.get("id")) {
                if !seen.insert(id.to_owned()) {
                    faults.push(format!("{} {path}: #{id}", built.name));
                }
            }
        }
    }
    none(&faults, "anchors are there twice");
}

#[test]
fn every_page_can_be_walked_to_and_every_file_is_used() {
    let mut faults = Vec::new();
    for built in all() {
        let anchors = anchors(built);
        let mut seen = BTreeSet::from(["index.html".to_owned(), "404.html".to_owned()]);
        let mut waiting: Vec<String> = seen.iter().cloned().collect();
        while let Some(path) = waiting.pop() {
            let found: Vec<String> = if ends(&path, "html") {
                let leads = |link: &Link| follow(built, &anchors, &path, link).ok().flatten();
                links(built.text(&path)).iter().filter_map(leads).collect()
            } else if ends(&path, "css") {
                urls(built.text(&path)).filter_map(|url| Some(resolve(&path, url)?.0)).collect()
            } else {
                Vec::new()
            };
            let fresh = found.into_iter().filter(|path| seen.insert(path.clone()));
            waiting.extend(fresh.collect::<Vec<_>>());
        }
        let redirects: BTreeSet<&str> = planned(built)
            .filter(|(_, p)| matches!(p, Page::Redirect(_)))
            .map(|(p, _)| p)
            .collect();
        // Found by their place alone: search engines ask for these, and the search loads its own.
        let found_otherwise = |path: &str| {
            ["robots.txt", "sitemap.xml"].contains(&path)
                || path.starts_with("search/")
                || path.starts_with("assets/characters/")
                || path.contains("/search/")
                || redirects.contains(path)
        };
        let lost =
            built.files.keys().filter(|path| !seen.contains(*path) && !found_otherwise(path));
        faults.extend(lost.map(|path| format!("{} {path}", built.name)));
    }
    none(&faults, "files cannot be reached from the home page");
}

/// The addresses in a stylesheet.
fn urls(css: &str) -> impl Iterator<Item = &str> {
    css.split("url(").skip(1).filter_map(|rest| {
        let address = match rest.chars().next()? {
            quote @ ('"' | '\'') => rest[1..].split_once(quote)?.0,
            _ => rest.split_once(')')?.0,
        };
        let inside =
            address.starts_with("data:") || address.starts_with('#') || address.starts_with("%23");
        (!inside).then_some(address)
    })
}

#[test]
fn styles_scripts_and_pictures_ask_nobody_outside() {
    const NAMES_ONLY: [&str; 3] = [
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
        "http://www.w3.org/1999/xhtml",
    ];
    let mut faults = Vec::new();
    for built in all() {
        for (path, bytes) in &built.files {
            let code = ["css", "js", "svg"].iter().any(|kind| ends(path, kind));
            if !code || path.starts_with("search/") || path.contains("/search/") {
                continue;
            }
            let text = std::str::from_utf8(bytes).expect("texts are UTF-8");
            let without = NAMES_ONLY.iter().fold(text.to_owned(), |t, name| t.replace(name, ""));
            if without.contains("http://")
                || without.contains("https://")
                || without.contains("@import")
            {
                faults.push(format!("{} {path}", built.name));
            }
            if ends(path, "css") {
                let lost = |url: &str| {
                    resolve(path, url).is_none_or(|(path, _)| !built.files.contains_key(&path))
                };
                faults.extend(urls(text).filter(|u| lost(u)).map(|u| format!("{path}: {u}")));
            }
        }
    }
    none(&faults, "files speak of other hosts");
}

/// Scripts of other hosts come in only when the office has named them, and only from there.
#[test]
fn only_configured_scripts_come_from_outside() {
    let counted = with_settings(&example(), |text| {
        let links = "find_error = { link = \"https://www.example.gov.cn/find-error/\" }";
        assert!(text.contains(links), "the example links to the page for errors");
        text.replace(
            links,
            "find_error = { link = \"https://a.example/x\", script = \"https://a.example/find.js\" }\n\
             counter = { script = \"https://b.example/count.js?id=1\" }",
        )
    });
    let built = build("example with scripts", counted);
    let mut fetched = BTreeSet::new();
    let mut policies = BTreeSet::new();
    for (path, html) in built.pages().filter(|(_, html)| html.contains("<footer")) {
        let outside = links(html).into_iter().filter(|l| l.fetched && is_outside(&l.address));
        fetched.extend(outside.map(|link| link.address).filter(|a| !a.starts_with("data:")));
        let tags = tags(html);
        let policy = tags.iter().find(|t| t.get("http-equiv") == Some("Content-Security-Policy"));
        let policy = policy.and_then(|tag| tag.get("content")).unwrap_or_default();
        let parts: Vec<&str> = policy.split(" 'sha256-").collect();
        assert_eq!(parts.len(), if path == "404.html" { 3 } else { 1 }, "{path}: {policy}");
        let after = |part: &&str| part.split_once('\'').map_or("", |(_, rest)| rest).to_owned();
        let plain: String = parts.iter().skip(1).map(after).collect();
        policies.insert(format!("{}{plain}", parts[0]));
    }
    let scripts = ["https://a.example/find.js", "https://b.example/count.js?id=1"];
    assert_eq!(fetched.iter().collect::<Vec<_>>(), scripts);
    let policy = policies.first().expect("every page has one");
    assert_eq!(policies.len(), 1, "every page has the same policy but for what is inside it");
    assert!(policy.contains("script-src 'self' https://a.example https://b.example;"), "{policy}");
}
