//! Feeds: read as their readers do, and compared with each other and with the pages.

use std::collections::BTreeMap;

use fengbei::plan::{FeedFormat, Make};
use jiff::Zoned;
use jiff::fmt::rfc2822;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use super::output_at;
use crate::example::{Built, all};

/// An XML element.
#[derive(Debug, Default)]
pub struct Node {
    /// With its prefix.
    pub name: String,
    attributes: BTreeMap<String, String>,
    /// Its own text.
    pub text: String,
    children: Vec<Node>,
}

impl Node {
    /// The children of this name.
    pub fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The only child of this name.
    pub fn one(&self, name: &str) -> &Node {
        let all: Vec<_> = self.children.iter().filter(|child| child.name == name).collect();
        assert_eq!(all.len(), 1, "one <{name}> in <{}>", self.name);
        all[0]
    }

    /// An attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// The root element of an XML file.
pub fn xml(text: &str) -> Node {
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), "it says what it is");
    let mut reader = Reader::from_str(text);
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => open.push(node(&start)),
            Event::Empty(start) => open.last_mut().expect("a root").children.push(node(&start)),
            Event::End(_) => {
                let closed = open.pop().expect("tags come in pairs");
                open.last_mut().expect("a root").children.push(closed);
            }
            Event::Text(text) => {
                open.last_mut().expect("a root").text += &text.decode().expect("UTF-8");
            }
            Event::GeneralRef(name) => {
                let name = name.decode().expect("UTF-8");
                let text =
                    quick_xml::escape::unescape(&format!("&{name};")).expect("known").into_owned();
                open.last_mut().expect("a root").text += &text;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let mut root = open.pop().expect("a root");
    assert!(open.is_empty(), "every element is closed");
    root.children.pop().expect("one element")
}

fn node(start: &quick_xml::events::BytesStart<'_>) -> Node {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let pairs = start.attributes().map(|pair| {
        let pair = pair.expect("an attribute");
        (text(pair.key.as_ref()), pair.unescape_value().expect("escaped").into_owned())
    });
    Node { name: text(start.name().as_ref()), attributes: pairs.collect(), ..Node::default() }
}

/// An entry of any of the three formats.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    title: String,
    link: String,
    published: jiff::Timestamp,
    summary: String,
    authors: Vec<String>,
    words: Vec<String>,
}

fn iso(text: &str) -> jiff::Timestamp {
    assert!(
        text.ends_with("+08:00") && text.as_bytes()[10] == b'T',
        "RFC 3339 in Beijing time: {text}"
    );
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn rfc822(text: &str) -> jiff::Timestamp {
    let zoned: Zoned = rfc2822::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
    assert!(text.ends_with(" +0800"), "in Beijing time: {text}");
    zoned.timestamp()
}

fn texts<'n>(nodes: impl Iterator<Item = &'n Node>) -> Vec<String> {
    nodes.map(|node| node.text.clone()).collect()
}

fn rss(text: &str, own: &str) -> Vec<Entry> {
    let rss = xml(text);
    assert_eq!((rss.name.as_str(), rss.attribute("version")), ("rss", Some("2.0")));
    let channel = rss.one("channel");
    for required in ["title", "link", "description", "language"] {
        assert!(!channel.one(required).text.is_empty(), "{own}: {required}");
    }
    let own_link = channel.one("atom:link");
    assert_eq!(own_link.attribute("rel"), Some("self"));
    assert_eq!(own_link.attribute("type"), Some("application/rss+xml"));
    assert_eq!(own_link.attribute("href"), Some(own));
    let entries: Vec<Entry> = channel.all("item").map(rss_item).collect();
    if let Some(newest) = entries.iter().map(|entry| entry.published).max() {
        assert!(rfc822(&channel.one("lastBuildDate").text) >= newest, "{own}");
    }
    entries
}

fn rss_item(item: &Node) -> Entry {
    let guid = item.one("guid");
    let link = item.one("link").text.clone();
    assert_eq!(
        (guid.text.as_str(), guid.attribute("isPermaLink").unwrap_or("true")),
        (link.as_str(), "true")
    );
    Entry {
        title: item.one("title").text.clone(),
        published: rfc822(&item.one("pubDate").text),
        summary: item.one("description").text.clone(),
        authors: texts(item.all("dc:creator")),
        words: texts(item.all("category")),
        link,
    }
}

fn atom(text: &str, own: &str) -> Vec<Entry> {
    let feed = xml(text);
    assert_eq!(
        (feed.name.as_str(), feed.attribute("xmlns")),
        ("feed", Some("http://www.w3.org/2005/Atom"))
    );
    assert!(!feed.one("title").text.is_empty() && !feed.one("id").text.is_empty());
    let link = |rel: &str| {
        feed.all("link").find(|l| l.attribute("rel") == Some(rel)).and_then(|l| l.attribute("href"))
    };
    assert_eq!(link("self"), Some(own));
    assert_eq!(link("alternate"), Some(feed.one("id").text.as_str()));
    let updated = iso(&feed.one("updated").text);
    let named = feed.all("author").all(|author| !author.one("name").text.is_empty());
    assert!(named && feed.all("author").count() == 1, "RFC 4287 4.1.1: an author");
    let entry = |entry: &Node| {
        let published = iso(&entry.one("published").text);
        let changed = iso(&entry.one("updated").text);
        assert!(published <= changed && changed <= updated, "{}", entry.one("title").text);
        let link = entry.one("link").attribute("href").expect("an address").to_owned();
        assert_eq!(entry.one("id").text, link);
        Entry {
            title: entry.one("title").text.clone(),
            summary: entry.one("summary").text.clone(),
            authors: entry.all("author").map(|author| author.one("name").text.clone()).collect(),
            words: entry
                .all("category")
                .map(|word| word.attribute("term").expect("a term").into())
                .collect(),
            published,
            link,
        }
    };
    feed.all("entry").map(entry).collect()
}

fn json(text: &str, own: &str) -> Vec<Entry> {
    let feed: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], own);
    let word =
        |value: &Value| value.as_str().unwrap_or_else(|| panic!("{own}: {value}")).to_owned();
    assert!(!word(&feed["title"]).is_empty() && !word(&feed["home_page_url"]).is_empty());
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let item = |item: &Value| {
        assert_eq!(item["id"], item["url"]);
        let content = item.get("content_text").or_else(|| item.get("content_html"));
        assert!(content.is_some(), "JSON Feed 1.1: an item has content");
        Entry {
            title: word(&item["title"]),
            link: word(&item["url"]),
            published: iso(&word(&item["date_published"])),
            summary: word(&item["summary"]),
            authors: list(&item["authors"]).iter().map(|author| word(&author["name"])).collect(),
            words: list(&item["tags"]).iter().map(word).collect(),
        }
    };
    list(&feed["items"]).iter().map(item).collect()
}

#[test]
fn feeds_say_the_same_in_three_formats() {
    let mut read = 0;
    for built in all() {
        let feeds = built
            .work
            .plan
            .outputs
            .iter()
            .filter(|o| matches!(o.make, Make::Feed(_, FeedFormat::Rss)));
        for output in feeds {
            let folder = output.path.strip_suffix("rss.xml").expect("its name");
            let site = built.work.site.config.address.as_deref().expect("feeds need one");
            let own = |file: &str| format!("{site}{folder}{file}");
            let text = |file: &str| built.text(&format!("{folder}{file}"));
            let rss = rss(text("rss.xml"), &own("rss.xml"));
            assert_eq!(rss, atom(text("atom.xml"), &own("atom.xml")), "{} {folder}", built.name);
            assert_eq!(rss, json(text("feed.json"), &own("feed.json")), "{} {folder}", built.name);
            entries(built, folder, &rss);
            read += 1;
        }
    }
    assert!(read > 4, "there are feeds to read");
}

/// Newest first, no more than the site says, each once, each a page of the feed's folder.
fn entries(built: &Built, folder: &str, entries: &[Entry]) {
    let place = format!("{} {folder}", built.name);
    assert!(entries.is_sorted_by(|a, b| a.published >= b.published), "{place}: newest first");
    assert!(entries.len() <= built.work.site.config.feed_items, "{place}: {}", entries.len());
    let links: std::collections::BTreeSet<_> = entries.iter().map(|entry| &entry.link).collect();
    assert_eq!(links.len(), entries.len(), "{place}: an entry is there twice");
    for entry in entries {
        let page = output_at(built, &entry.link)
            .unwrap_or_else(|| panic!("{place}: no page {}", entry.link));
        assert!(page.starts_with(folder), "{place}: {page}");
        let h1 = super::tags::texts(built.text(page), "h1").concat();
        assert!(
            h1.contains(&entry.title),
            "{place}: “{}” is not the heading of {page}: “{h1}”",
            entry.title
        );
        assert!(
            !entry.summary.is_empty() || built.name.ends_with("fullest"),
            "{place}: no summary of {page}"
        );
    }
}

/// A feed is offered by the pages it belongs to.
#[test]
fn pages_offer_their_feeds() {
    for built in all().filter(|built| built.work.site.config.address.is_some()) {
        let offered = |path: &str| {
            let tags = super::tags::tags(built.text(path));
            let alternate = tags.iter().filter(|t| t.get("rel") == Some("alternate"));
            let file = |href| super::links::resolve(path, href).expect("inside the site").0;
            alternate
                .filter_map(|t| Some(format!("{} {}", t.get("type")?, file(t.get("href")?))))
                .collect::<Vec<_>>()
        };
        let three =
            |folder: &str| FeedFormat::ALL.map(|f| format!("{} {folder}{}", f.mime(), f.file()));
        assert_eq!(offered("index.html"), three(""), "{}", built.name);
        let both = [three(""), three("news/")].concat();
        assert_eq!(offered("news/index.html"), both, "{}", built.name);
    }
}
