//! What a page says of itself in its head, and in the line below its title. Never looks at the text.

use super::dom::Page;
use crate::import::guess::{Label, labels};
use crate::import::manuscript::Facts;

/// What the page says of itself.
pub(super) fn facts(page: &Page) -> Facts {
    let mut facts = Facts::default();
    let all = page.all();
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            all.iter().filter(|at| page.name(**at) == "meta").find_map(|at| {
                let key = page.get(*at, "name").or_else(|| page.get(*at, "property"))?;
                let value = page.get(*at, "content")?.trim();
                let known = key.eq_ignore_ascii_case(name) && !value.is_empty() && value != "null";
                known.then(|| value.to_owned())
            })
        })
    };
    facts.title = meta(&["ArticleTitle", "og:title"]);
    facts.date = meta(&["PubDate", "publishdate", "article:published_time"]);
    facts.source = meta(&["ContentSource", "source"]);
    facts.summary = meta(&["Description"]).filter(|it| (12..=200).contains(&it.chars().count()));
    let words = meta(&["Keywords"]).unwrap_or_default();
    let words = words.split([',', '，', ';', '；', '、', ' ']).filter(|word| !word.is_empty());
    facts.keywords = words.map(str::to_owned).collect();
    facts.authors.extend(meta(&["Author"]).map(|name| (name, None)));
    facts.source_link = meta(&["Url", "og:url"])
        .or_else(|| canonical(page, &all))
        .filter(|it| it.starts_with("http"));
    headings(page, &all, &mut facts);
    said(page, &all, &mut facts);
    facts
}

/// The address that a page was saved from, or gives as its own.
fn canonical(page: &Page, all: &[usize]) -> Option<String> {
    all.iter().find_map(|at| match page.name(*at) {
        "link" if page.get(*at, "rel") == Some("canonical") => {
            page.get(*at, "href").map(str::to_owned)
        }
        "!" => {
            let said = page.get(*at, "said")?.trim().strip_prefix("saved from url=(")?;
            Some(said.split_once(')')?.1.trim().to_owned())
        }
        _ => None,
    })
}

/// A title from the page's headings, else from what browsers show above it.
fn headings(page: &Page, all: &[usize], facts: &mut Facts) {
    if facts.title.is_some() {
        return;
    }
    let named = |name: &str| {
        let found = all.iter().filter(|at| page.name(**at) == name).map(|at| page.line(*at));
        let found: Vec<String> = found.filter(|line| !line.is_empty()).collect();
        match found.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    };
    facts.doubts.push("title");
    facts.title = named("h1").or_else(|| {
        let shown = named("title")?;
        // The site's name stands behind the title.
        let first = shown.split(['_', '|']).next().unwrap_or(&shown);
        let first = match first.rsplit_once('-') {
            Some((title, site)) if !site.contains(|c: char| c.is_ascii_digit()) => title,
            Some(_) | None => first,
        };
        let first = first.trim_end_matches(['-', ' ']);
        Some(first.trim().to_owned()).filter(|title| !title.is_empty())
    });
}

/// More than a line of labels holds, in bytes.
const LONGEST: usize = 1000;

/// What stands behind the usual labels.
fn said(page: &Page, all: &[usize], facts: &mut Facts) {
    let blocks = ["p", "div", "td", "span", "li", "h2", "h3", "h4", "section"];
    for at in all.iter().filter(|at| blocks.contains(&page.name(**at))) {
        for (label, words) in labels(&page.brief(*at, LONGEST)).unwrap_or_default() {
            if words.is_empty() {
                continue;
            }
            match label {
                Label::Date if facts.date.is_none() => {
                    facts.date = Some(words);
                    facts.doubts.push("date");
                }
                Label::Source if facts.source.is_none() => {
                    facts.source = Some(words);
                    facts.doubts.push("source");
                }
                Label::Person(role) if !facts.authors.iter().any(|(name, _)| *name == words) => {
                    facts.authors.push((words, Some(role)));
                    facts.doubts.push("authors");
                }
                Label::Date | Label::Source | Label::Person(_) | Label::Idle => {}
            }
        }
    }
}
