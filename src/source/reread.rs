//! Reading again what may have changed, so that whoever works on the sources can tell by its
//! [`Arc`] that a file is what it was.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folder::{is_source, read_folder, read_parts};
use super::{Content, File, SourcePath, Sources};
use crate::error::Result;

/// Sources after a change.
#[derive(Debug)]
pub struct Reread {
    /// All sources; a file that holds what it held is the very same [`Arc<File>`].
    pub sources: Sources,
    /// Files that are new, gone or different, in path order.
    pub changed: Vec<SourcePath>,
}

impl Sources {
    /// Looks again at `places`, files and folders below the folder these sources were read from.
    /// A folder is looked at with everything in it, and a place that is no source is passed over.
    /// Nothing when everything is as it was. `config` is the settings file.
    pub fn reread(&self, config: &str, places: &[PathBuf]) -> Option<Reread> {
        let root = self.root()?;
        let parts: BTreeSet<String> = places
            .iter()
            .filter_map(|place| below(root, place))
            .filter(|path| is_source(path, config))
            .collect();
        let new = read_parts(root, parts.iter().map(String::as_str));
        let old = parts.iter().flat_map(|part| self.at_or_below(part)).cloned().collect();
        self.exchange(old, new)
    }

    /// Looks at the whole folder again.
    pub fn reread_all(&self, config: &str) -> Result<Option<Reread>> {
        let Some(root) = self.root() else { return Ok(None) };
        let new = read_folder(root, config)?.files.into_values().filter_map(Arc::into_inner);
        Ok(self.exchange(self.files.keys().cloned().collect(), new.collect()))
    }

    fn at_or_below<'a>(&'a self, part: &'a str) -> impl Iterator<Item = &'a SourcePath> {
        let itself = self.files.get_key_value(part).map(|(path, _)| path);
        let folder = format!("{part}/");
        let from = (Bound::Included(folder.as_str()), Bound::Unbounded);
        let below = self.files.range::<str, _>(from).map(|(path, _)| path);
        itself.into_iter().chain(below.take_while(move |path| path.as_str().starts_with(&folder)))
    }

    /// The same sources with the files at `old` replaced by those of `new` that differ.
    fn exchange(&self, mut old: BTreeSet<SourcePath>, new: Vec<File>) -> Option<Reread> {
        let mut changed = BTreeSet::new();
        let mut sources = self.clone();
        for file in new {
            let known = self.files.get(&file.path);
            old.remove(&file.path);
            if !known.is_some_and(|known| known.content.is(&file.content)) {
                changed.insert(file.path.clone());
                sources.insert(file);
            }
        }
        for path in old {
            sources.files.remove(&path);
            changed.insert(path);
        }
        let changed: Vec<_> = changed.into_iter().collect();
        (!changed.is_empty()).then_some(Reread { sources, changed })
    }
}

impl Content {
    /// Whether a file of `other` holds the same, as far as is known without reading it.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text { text, encoding }, Self::Text { text: new, encoding: now }) => {
                text == new && encoding == now
            }
            (
                Self::Disk { length, modified, .. },
                Self::Disk { length: new, modified: now, .. },
            ) => length == new && modified == now,
            (Self::Unreadable(cause), Self::Unreadable(now)) => cause == now,
            (Self::Bytes(bytes), Self::Bytes(now)) => bytes == now,
            _ => false,
        }
    }
}

/// `place` as a path below `root`; none when it is elsewhere, be it through a link.
fn below(root: &Path, place: &Path) -> Option<String> {
    let folder = place.parent()?.canonicalize();
    if folder.is_ok_and(|folder| !folder.starts_with(root)) {
        return None;
    }
    let path = place.strip_prefix(root).ok()?.to_str()?;
    (!path.is_empty()).then(|| path.replace('\\', "/"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn site() -> (tempfile::TempDir, PathBuf, Sources) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().canonicalize().expect("it is there");
        for (path, text) in [
            ("site.toml", "title = '双拥'"),
            ("content/news/a.md", "甲"),
            ("content/news/b.md", "乙"),
            ("content/news.md", "栏目之外"),
            ("static/table.csv", "1,2"),
        ] {
            put(&root, path, text);
        }
        let sources = read_folder(&root, "site.toml").expect("the folder is there");
        (folder, root, sources)
    }

    fn put(root: &Path, path: &str, text: &str) {
        let place = root.join(path);
        fs::create_dir_all(place.parent().expect("below the root")).expect("a folder");
        fs::write(place, text).expect("written");
    }

    /// What changed, and the paths that are there now.
    fn look(sources: &Sources, root: &Path, places: &[&str]) -> Option<(String, String)> {
        let places: Vec<_> = places.iter().map(|place| root.join(place)).collect();
        let reread = sources.reread("site.toml", &places)?;
        for file in sources.iter().filter(|file| !reread.changed.contains(&file.path)) {
            let now = reread.sources.get(file.path.as_str()).expect("what did not change is there");
            assert!(Arc::ptr_eq(file, now), "{} was read anew", file.path);
        }
        let list = |paths: Vec<&str>| paths.join(" ");
        Some((
            list(reread.changed.iter().map(SourcePath::as_str).collect()),
            list(reread.sources.iter().map(|file| file.path.as_str()).collect()),
        ))
    }

    #[test]
    fn what_did_not_change_is_no_change() {
        let (_folder, root, sources) = site();
        let all = ["content", "site.toml", "static", "public/x.html", "content/none.md"];
        assert_eq!(look(&sources, &root, &all), None);
        put(&root, "content/news/a.md", "甲");
        assert_eq!(look(&sources, &root, &["content/news/a.md"]), None);
        assert!(sources.reread_all("site.toml").expect("it is there").is_none());
    }

    #[test]
    fn a_change_is_seen_where_it_is_looked_for() {
        let (_folder, root, sources) = site();
        put(&root, "content/news/a.md", "丙");
        let there =
            "content/news.md content/news/a.md content/news/b.md site.toml static/table.csv";
        let seen = Some(("content/news/a.md".into(), there.into()));
        assert_eq!(look(&sources, &root, &["content/news/b.md"]), None);
        assert_eq!(look(&sources, &root, &["content/news/a.md"]), seen);
        assert_eq!(look(&sources, &root, &["content/news"]), seen);
        put(&root, "static/table.csv", "1,2,3");
        let all = sources.reread_all("site.toml").expect("it is there").expect("a change");
        let changed: Vec<_> = all.changed.iter().map(SourcePath::as_str).collect();
        assert_eq!(changed, ["content/news/a.md", "static/table.csv"]);
    }

    #[test]
    fn new_folders_and_removed_ones_are_seen() {
        let (_folder, root, sources) = site();
        put(&root, "content/new/deep/index.md", "新");
        fs::remove_dir_all(root.join("content/news")).expect("removed");
        assert_eq!(
            look(&sources, &root, &["content/new", "content/news"]),
            Some((
                "content/new/deep/index.md content/news/a.md content/news/b.md".into(),
                "content/new/deep/index.md content/news.md site.toml static/table.csv".into(),
            ))
        );
    }

    #[test]
    fn hidden_and_foreign_files_are_none() {
        let (_folder, root, sources) = site();
        let places =
            ["content/.a.md.swp", "content/~$a.md", "content/.git/a.md", ".fengbei/a.md", "a.md"];
        for place in places {
            put(&root, place, "不是内容");
        }
        assert_eq!(look(&sources, &root, &places), None);
        assert!(sources.reread("site.toml", &["/etc/passwd".into()]).is_none());
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_out_stay_closed() {
        let (_folder, root, _) = site();
        let outside = tempfile::tempdir().expect("another folder");
        put(outside.path(), "x.md", "外面");
        std::os::unix::fs::symlink(outside.path(), root.join("content/out")).expect("a link");
        let sources = read_folder(&root, "site.toml").expect("the folder is there");
        assert_eq!(look(&sources, &root, &["content/out", "content/out/x.md"]), None);
    }
}
