//! RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.

use std::fmt::Write as _;

use serde_json::json;

use crate::model::{ColumnId, Item, ItemId};
use crate::plan::FeedFormat;
use crate::text::Moment;
use crate::view::Builder;

/// A feed of the newest items of a column and those below it.
pub fn feed(builder: &Builder<'_>, column: ColumnId, format: FeedFormat) -> String {
    let feed = Feed::new(builder, column, format);
    match format {
        FeedFormat::Rss => feed.rss(),
        FeedFormat::Atom => feed.atom(),
        FeedFormat::Json => feed.json(),
    }
}

struct Feed<'a> {
    builder: &'a Builder<'a>,
    title: String,
    description: String,
    /// The page the feed is of.
    home: String,
    /// The feed's own address.
    address: String,
    items: Vec<(ItemId, &'a Item, Moment)>,
    updated: Option<Moment>,
}

impl<'a> Feed<'a> {
    fn new(builder: &'a Builder<'a>, column: ColumnId, format: FeedFormat) -> Self {
        let site = builder.site;
        let (config, column_of) = (&site.config, site.column(column));
        let dated = site.newest(column).iter().filter_map(|id| {
            let item = site.item(*id);
            Some((*id, item, item.date?))
        });
        let items: Vec<_> = dated.take(config.feed_items).collect();
        let folder = builder.plan.addresses.column_folder(column);
        let (title, description) = if column == ColumnId::HOME {
            (config.title.clone(), config.description.clone())
        } else {
            (format!("{} - {}", column_of.title, config.title), column_of.description.clone())
        };
        let absolute = |path: &str| builder.absolute(path).expect("no address, no feed");
        Self {
            updated: items.iter().map(|(_, item, date)| item.updated.unwrap_or(*date)).max(),
            description: if description.is_empty() { title.clone() } else { description },
            home: absolute(&format!("{folder}index.html")),
            address: absolute(&format!("{folder}{}", format.file())),
            builder,
            title,
            items,
        }
    }

    fn link(&self, id: ItemId) -> String {
        self.builder.absolute(self.builder.plan.addresses.item(id)).expect("no address, no feed")
    }

    fn rss(&self) -> String {
        let language = &self.builder.site.config.language;
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n",
        );
        tag(&mut out, "title", &self.title);
        tag(&mut out, "link", &self.home);
        tag(&mut out, "description", &self.description);
        tag(&mut out, "language", language);
        if let Some(updated) = self.updated {
            tag(&mut out, "lastBuildDate", &updated.rfc2822());
        }
        writeln!(
            out,
            "<atom:link href=\"{}\" rel=\"self\" type=\"application/rss+xml\"/>",
            escape(&self.address)
        )
        .expect("writing to a string cannot fail");
        for (id, item, date) in &self.items {
            out.push_str("<item>\n");
            tag(&mut out, "title", &item.title);
            tag(&mut out, "link", &self.link(*id));
            tag(&mut out, "guid", &self.link(*id));
            tag(&mut out, "pubDate", &date.rfc2822());
            tag(&mut out, "description", &item.summary);
            for author in &item.authors {
                tag(&mut out, "dc:creator", &author.name);
            }
            for word in &item.keywords {
                tag(&mut out, "category", word);
            }
            out.push_str("</item>\n");
        }
        out + "</channel>\n</rss>\n"
    }

    fn atom(&self) -> String {
        let config = &self.builder.site.config;
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
            escape(&config.language)
        );
        tag(&mut out, "title", &self.title);
        tag(&mut out, "subtitle", &self.description);
        tag(&mut out, "id", &self.home);
        let updated = self.updated.unwrap_or(Moment::day(self.builder.site.today));
        tag(&mut out, "updated", &updated.rfc3339());
        let (own, home) = (escape(&self.address), escape(&self.home));
        writeln!(out, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{home}\"/>")
            .expect("writing to a string cannot fail");
        writeln!(out, "<author><name>{}</name></author>", escape(&config.title))
            .expect("writing to a string cannot fail");
        for (id, item, date) in &self.items {
            out.push_str("<entry>\n");
            tag(&mut out, "title", &item.title);
            tag(&mut out, "id", &self.link(*id));
            writeln!(
                out,
                "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>",
                escape(&self.link(*id))
            )
            .expect("writing to a string cannot fail");
            tag(&mut out, "published", &date.rfc3339());
            tag(&mut out, "updated", &item.updated.unwrap_or(*date).rfc3339());
            for author in &item.authors {
                writeln!(out, "<author><name>{}</name></author>", escape(&author.name))
                    .expect("writing to a string cannot fail");
            }
            for word in &item.keywords {
                writeln!(out, "<category term=\"{}\"/>", escape(word))
                    .expect("writing to a string cannot fail");
            }
            tag(&mut out, "summary", &item.summary);
            out.push_str("</entry>\n");
        }
        out + "</feed>\n"
    }

    fn json(&self) -> String {
        let items: Vec<_> = self
            .items
            .iter()
            .map(|(id, item, date)| {
                let mut entry = json!({
                    "id": self.link(*id),
                    "url": self.link(*id),
                    "title": item.title,
                    "summary": item.summary,
                    "content_text": item.summary,
                    "date_published": date.rfc3339(),
                    "authors": item.authors.iter().map(|a| json!({ "name": a.name })).collect::<Vec<_>>(),
                    "tags": item.keywords,
                });
                if let Some(updated) = item.updated {
                    entry["date_modified"] = json!(updated.rfc3339());
                }
                entry
            })
            .collect();
        let feed = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "description": self.description,
            "home_page_url": self.home,
            "feed_url": self.address,
            "language": self.builder.site.config.language,
            "items": items,
        });
        format!("{feed:#}\n")
    }
}

fn tag(out: &mut String, name: &str, text: &str) {
    writeln!(out, "<{name}>{}</{name}>", escape(text)).expect("writing to a string cannot fail");
}

/// `text` for XML: the five special characters escaped, and what XML 1.0 forbids left out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if u32::from(c) < 0x20 || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}
