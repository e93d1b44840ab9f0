//! Where every text of a site that moves comes to lie, and which of them a link means, however the old
//! program writes it. Never changes a text.

use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, Old, Program, undated};
use crate::source::SourcePath;
use crate::text::percent_decode;

/// The texts that move.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// By their old paths.
    places: BTreeMap<String, Place>,
    /// Old address without strokes at its ends → old path.
    addresses: BTreeMap<String, String>,
    /// Where an item is, without the end of its file.
    taken: BTreeSet<String>,
}

/// A text's new place.
#[derive(Debug)]
struct Place {
    /// The name of the item; of two with one name, the second has a number.
    name: String,
    /// Its path below the column that everything goes into.
    path: String,
    title: String,
}

/// A text that a link leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The way there from the text in which the link stands.
    pub address: String,
    pub title: String,
}

/// What a destination in a text leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A text that moves.
    Text(Link),
    /// A text that does not.
    Gone,
    /// Anything else.
    Elsewhere,
}

impl Texts {
    /// Adds a text that is at `old` and becomes `draft`.
    pub fn add(&mut self, old: &Old<'_>, draft: &Draft<'_>) {
        let column = old.column();
        let above = if column.is_empty() { column } else { format!("{column}/") };
        let (mut name, mut number) = (draft.name(), 2);
        let path = |name: &str| match (name, draft.taken.is_empty()) {
            ("", _) => format!("{above}_index.md"),
            (name, true) => format!("{above}{name}.md"),
            (name, false) => format!("{above}{name}/index.md"),
        };
        while !self.taken.insert(format!("{above}{name}")) {
            name = format!("{}-{number}", draft.name());
            number += 1;
        }
        let path = path(&name);
        if name.is_empty() {
            self.keep_address(old.inside.trim_end_matches("_index.md"), old);
        }
        for address in draft.head.texts("aliases") {
            self.keep_address(address, old);
        }
        let title = draft.head.text("title").unwrap_or_default().to_owned();
        self.places.insert(old.path.to_owned(), Place { name, path, title });
    }

    fn keep_address(&mut self, address: &str, old: &Old<'_>) {
        self.addresses.entry(plain(address)).or_insert_with(|| old.path.to_owned());
    }

    /// The name of the item that the text becomes.
    pub fn name(&self, old: &Old<'_>) -> Option<&str> {
        self.places.get(old.path).map(|place| place.name.as_str())
    }

    /// What a destination as it stands in Markdown leads to.
    pub fn destination(&self, old: &Old<'_>, typed: &str) -> End {
        let (typed, anchor) = parted(typed);
        let typed = percent_decode(typed);
        let is_inside = !typed.is_empty() && !typed.contains("://");
        let path = if let ("@/", Program::Zola) = (typed.get(..2).unwrap_or_default(), old.program)
        {
            Some(format!("{}{}", old.program.texts(), &typed[2..]))
        } else if is_inside && super::is_text(&typed) {
            self.named(old, &typed)
        } else if let Some(path) =
            self.addresses.get(&plain(&typed)).filter(|_| is_inside && typed.starts_with('/'))
        {
            Some(path.clone())
        } else {
            return End::Elsewhere;
        };
        self.link(old, path, anchor).map_or(End::Gone, End::Text)
    }

    /// What `{{< ref "a.md" >}}` of Hugo or `{% post_link a %}` of Hexo leads to.
    pub fn reference(&self, old: &Old<'_>, typed: &str) -> Option<Link> {
        let (path, anchor) = parted(typed);
        match (path, old.program) {
            ("", _) => Some(Link { address: typed.to_owned(), title: String::new() }),
            (slug, Program::Hexo) => self.link(old, self.post(slug), anchor),
            (path, Program::Hugo | Program::Zola) => self.link(old, self.named(old, path), anchor),
        }
    }

    /// The text that a path means: from the top when it begins with a stroke, else beside the text, from
    /// the top, or the only one of that name.
    fn named(&self, old: &Old<'_>, typed: &str) -> Option<String> {
        let here = SourcePath::new(old.path);
        let beside = SourcePath::new(here.folder().trim_end_matches('/'));
        let top = format!("{}_", old.program.texts());
        let top = SourcePath::new(&top);
        let bases: &[&SourcePath] = if typed.starts_with('/') {
            &[&top]
        } else if old.bare_name() == "index" {
            &[&here, &beside, &top]
        } else {
            &[&here, &top]
        };
        let typed = typed.trim_matches('/');
        let found = bases
            .iter()
            .filter_map(|base| base.resolve(typed))
            .find_map(|path| self.at(old, &path));
        found.or_else(|| {
            let ends = |path: &&String| logical(path).ends_with(&format!("/{}", logical(typed)));
            let mut same = self.places.keys().filter(ends);
            same.next().filter(|_| same.next().is_none()).cloned()
        })
    }

    /// The text at a path that may lack its end.
    fn at(&self, old: &Old<'_>, path: &str) -> Option<String> {
        let ends = ["", ".md", "/index.md", "/_index.md"];
        let plain = ends.iter().map(|end| format!("{path}{end}"));
        let bare = path.trim_end_matches(".md");
        // The text in the tongue of the one that leads to it goes first.
        let same = old.language().into_iter().flat_map(|language| {
            ["", "/index", "/_index"].map(|end| format!("{bare}{end}.{language}.md"))
        });
        same.chain(plain).find(|path| self.places.contains_key(path))
    }

    /// The post of Hexo with this name below `_posts`, with or without its day, or with this title.
    fn post(&self, slug: &str) -> Option<String> {
        let is_it = |path: &str| {
            let inside = path.trim_start_matches("source/_posts/");
            let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
            let (above, name) =
                stem.rsplit_once('/').map_or(("", stem), |(above, name)| (above, name));
            stem == slug || undated(name) == slug || format!("{above}/{}", undated(name)) == slug
        };
        let by_name = self.places.keys().find(|path| is_it(path));
        let by_title = || self.places.iter().find(|(_, it)| it.title == slug).map(|(path, _)| path);
        by_name.or_else(by_title).cloned()
    }

    fn link(&self, old: &Old<'_>, path: Option<String>, anchor: &str) -> Option<Link> {
        let (from, to) = (self.places.get(old.path)?, self.places.get(&path?)?);
        let address = format!("{}{anchor}", way(&from.path, &to.path));
        Some(Link { address, title: to.title.clone() })
    }
}

/// A path without what Hugo lets people leave out.
fn logical(path: &str) -> &str {
    let path = path.trim_end_matches(".markdown").trim_end_matches(".md");
    path.trim_end_matches("/_index").trim_end_matches("/index")
}

fn plain(address: &str) -> String {
    percent_decode(address).trim_end_matches("index.html").trim_matches('/').to_owned()
}

/// A destination and what stands from `#` on.
fn parted(typed: &str) -> (&str, &str) {
    typed.split_at(typed.find('#').unwrap_or(typed.len()))
}

/// The way from one file to another.
fn way(from: &str, to: &str) -> String {
    let (mut from, mut to): (Vec<&str>, Vec<&str>) =
        (from.split('/').collect(), to.split('/').collect());
    while from.len() > 1 && to.len() > 1 && from[0] == to[0] {
        from.remove(0);
        to.remove(0);
    }
    format!("{}{}", "../".repeat(from.len() - 1), to.join("/"))
}
