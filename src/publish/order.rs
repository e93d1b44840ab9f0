//! In which order files change, so that a reader never meets a page that names what is not there.
//! It knows files by their paths alone.

use crate::plan::is_list;

/// When a file is put in its place: each of these after all of those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// Styles, scripts, pictures, attachments, data, and whatever else is new: pages name them.
    Asset,
    /// Pages that were not there: no page names them yet.
    NewPage,
    /// Pages that were there.
    ChangedPage,
    /// Lists and the home page, which lead to all others.
    List,
    /// RSS, Atom and JSON feeds.
    Feed,
    /// What machines find pages by.
    Search,
}

impl Order {
    /// Every one, first things first.
    pub const ALL: [Self; 6] =
        [Self::Asset, Self::NewPage, Self::ChangedPage, Self::List, Self::Feed, Self::Search];

    /// When a file that is not there yet is put in its place.
    pub fn of_new(path: &str) -> Self {
        if is_page(path) { Self::NewPage } else { Self::Asset }
    }

    /// When a file that is there is replaced.
    pub fn of_changed(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        if path.starts_with("search/") || name.starts_with("sitemap") || name == "robots.txt" {
            Self::Search
        } else if matches!(name, "rss.xml" | "atom.xml" | "feed.json") {
            Self::Feed
        } else if !is_page(path) {
            Self::Asset
        } else if is_list(path) {
            Self::List
        } else {
            Self::ChangedPage
        }
    }
}

/// Whether readers open the file itself.
pub fn is_page(path: &str) -> bool {
    matches!(path.rsplit_once('.'), Some((_, "html" | "htm")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pages_name_comes_before_them() {
        let new = ["news/rss.xml", "assets/base.css", "search/0/a.js", "news/202608/t1.pdf"];
        assert!(new.iter().all(|path| Order::of_new(path) == Order::Asset));
        assert_eq!(Order::of_new("news/index.html"), Order::NewPage);
        let changed = ["data.json", "news/t1.html", "news/index_2.html", "rss.xml", "sitemap.xml"];
        assert_eq!(
            changed.map(Order::of_changed),
            [Order::Asset, Order::ChangedPage, Order::List, Order::Feed, Order::Search]
        );
        let lists = ["keywords/双拥_2.html", "roll/list/3.html", "roll/place/湖南省.html"];
        assert!(lists.iter().all(|path| Order::of_changed(path) == Order::List));
        let lists = ["tasks/sort/due-up.html", "tasks/by/unit/民政局.html"];
        assert!(lists.iter().all(|path| Order::of_changed(path) == Order::List));
        assert_eq!(Order::of_changed("roll/people/17.html"), Order::ChangedPage);
    }
}
