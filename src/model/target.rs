//! What a link in the content points to.

use super::{ColumnId, ItemId, Site, Unpublished};
use crate::source::SourcePath;
use crate::text::percent_decode;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Another site, or a scheme such as `mailto:`.
    Elsewhere,
    /// A place on the same page.
    Here {
        /// The anchor without `#`; empty for the top.
        anchor: String,
    },
    /// The page of an item.
    Item {
        /// The item.
        id: ItemId,
        /// The anchor without `#`; empty for none.
        anchor: String,
    },
    /// The first page of a column.
    Column {
        /// The column.
        id: ColumnId,
        /// The anchor without `#`; empty for none.
        anchor: String,
    },
    /// A file of the site folder, to be shown or downloaded.
    File(SourcePath),
    /// A file of `static/`, by its address in the site.
    Static(String),
    /// An item that is not published.
    Unpublished {
        /// Its file.
        source: SourcePath,
        /// Why.
        why: Unpublished,
    },
    /// Nothing; the path that was looked for, or none when it leads out of the site folder.
    Missing(Option<String>),
}

impl Site {
    /// What `destination`, written in the file `from`, points to.
    pub fn target(&self, from: &SourcePath, destination: &str) -> Target {
        if is_elsewhere(destination) {
            return Target::Elsewhere;
        }
        let (path, anchor) = destination.split_once('#').unwrap_or((destination, ""));
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let (path, anchor) = (percent_decode(path), percent_decode(anchor));
        if path.is_empty() {
            return Target::Here { anchor };
        }
        let Some(resolved) = from.resolve(&path) else { return Target::Missing(None) };
        self.page_target(&resolved, anchor)
            .or_else(|| self.file_target(&resolved))
            .unwrap_or(Target::Missing(Some(resolved)))
    }

    fn page_target(&self, path: &str, anchor: String) -> Option<Target> {
        let folder_item = format!("{path}/index.md");
        for candidate in [path, &folder_item] {
            if let Some(id) = self.by_source.get(candidate) {
                return Some(Target::Item { id: *id, anchor });
            }
            if let Some((source, why)) = self.unpublished.get_key_value(candidate) {
                return Some(Target::Unpublished { source: source.clone(), why: *why });
            }
        }
        let column = path.strip_suffix("/_index.md").unwrap_or(path);
        let column = if column == "content" { "" } else { column.strip_prefix("content/")? };
        Some(Target::Column { id: self.column_at(column)?, anchor })
    }

    fn file_target(&self, path: &str) -> Option<Target> {
        if let Some(file) = self.sources.get(path) {
            let is_content = path.starts_with("content/") && file.path.extension() != "md";
            return is_content.then(|| Target::File(file.path.clone()));
        }
        let below = path.strip_prefix("content/")?;
        self.sources.get(format!("static/{below}").as_str())?;
        Some(Target::Static(below.to_owned()))
    }
}

/// Whether `destination` names a scheme or another host.
fn is_elsewhere(destination: &str) -> bool {
    if destination.starts_with("//") {
        return true;
    }
    let scheme = destination.split([':', '/', '?', '#']).next().unwrap_or("");
    destination[scheme.len()..].starts_with(':')
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}
