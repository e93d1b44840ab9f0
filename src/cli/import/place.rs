//! Where an item goes below `content/`: a name that nothing has, written whole or not at all.

use std::path::{Path, PathBuf};

use super::Trial;
use crate::error::{Error, Result};
use crate::import::Arrival;
use crate::load::kind_of_items;
use crate::model::ItemKind;
use crate::source::{self, Content, File, SourcePath};
use crate::{say, write};

/// A column that items go into.
#[derive(Debug)]
pub struct Into {
    folder: PathBuf,
    /// Its path in the site folder.
    path: String,
    pub kind: ItemKind,
}

/// What came of an item.
#[derive(Debug)]
pub enum Placed {
    /// The files that were written, or would be, the item first.
    New(Vec<String>),
    /// The same, beside another text that has the name which it would have had.
    Beside(Vec<String>, String),
    /// The same item is there.
    There(String),
}

impl Into {
    /// The column that was typed.
    pub fn find(root: &Path, typed: &str) -> Result<Self> {
        let bare = typed.replace('\\', "/");
        let bare = bare.trim_matches('/').trim_start_matches("content/");
        let inside =
            !bare.is_empty() && !bare.split('/').any(|part| matches!(part, "" | "." | ".."));
        let path = format!("content/{bare}");
        let index = root.join(&path).join("_index.md");
        if !inside || !index.is_file() {
            return Err(unknown(root, typed));
        }
        let text = source::read_file(&index)?;
        let text = source::decode(&text.bytes()?).map(|(text, _)| text).unwrap_or_default();
        let file = File::new(SourcePath::new(&format!("{path}/_index.md")), Content::text(&text));
        Ok(Self { folder: root.join(&path), path, kind: kind_of_items(&file) })
    }

    /// The column of an old site's section, below the column `above` when one was typed; it may not
    /// be there yet.
    pub fn section(root: &Path, above: Option<&Self>, section: &str) -> Self {
        let top = above.map_or("content", |above| above.path.as_str());
        let path = if section.is_empty() { top.to_owned() } else { format!("{top}/{section}") };
        Self { folder: root.join(&path), path, kind: ItemKind::Article }
    }

    /// Writes the `_index.md` of a section, unless there is one.
    pub fn describe(&self, text: &str, trial: Trial) -> Result<Placed> {
        let (place, shown) = (self.folder.join("_index.md"), format!("{}/_index.md", self.path));
        if place.symlink_metadata().is_ok() {
            return Ok(Placed::There(shown));
        }
        if trial == Trial::Write {
            write::whole_file(&place, text.as_bytes())?;
        }
        Ok(Placed::New(vec![shown]))
    }

    /// Whether it has an `_index.md`.
    pub fn is_described(&self) -> bool {
        self.folder.join("_index.md").symlink_metadata().is_ok()
    }

    /// Removes what an import that was cut left here.
    pub fn clear(&self, trial: Trial) {
        if trial == Trial::Write {
            write::clear_drafts(&self.folder, std::time::SystemTime::now());
        }
    }

    /// Writes an item: a file by itself, or a folder when files belong beside it.
    pub fn put(&self, arrival: &Arrival, trial: Trial) -> Result<Placed> {
        let name = match self.free(arrival) {
            Ok(name) => name,
            Err(there) => return Ok(Placed::There(there)),
        };
        let written = self.write(arrival, &name, trial)?;
        Ok(if name == arrival.name {
            Placed::New(written)
        } else {
            Placed::Beside(written, format!("{}/{}", self.path, arrival.name))
        })
    }

    /// Writes an item under a name that nothing has, and tells its files.
    fn write(&self, arrival: &Arrival, name: &str, trial: Trial) -> Result<Vec<String>> {
        if arrival.files.is_empty() {
            if trial == Trial::Write {
                let place = self.folder.join(format!("{name}.md"));
                write::whole_file(&place, arrival.text.as_bytes())?;
            }
            return Ok(vec![format!("{}/{name}.md", self.path)]);
        }
        let mut files = vec![(arrival.index.file().to_owned(), arrival.text.clone().into_bytes())];
        files.extend(arrival.files.iter().cloned());
        if trial == Trial::Write {
            write::whole_folder(&self.folder.join(name), &files)?;
        }
        let shown = files.iter().map(|(file, _)| format!("{}/{name}/{file}", self.path));
        Ok(shown.collect())
    }

    /// A name that nothing has; or where the same item is.
    fn free(&self, arrival: &Arrival) -> std::result::Result<String, String> {
        let mut number = 1;
        loop {
            let name = match number {
                1 => arrival.name.clone(),
                _ => format!("{}-{number}", arrival.name),
            };
            let places = [format!("{name}.md"), format!("{name}/{}", arrival.index.file())];
            for place in &places {
                let there = std::fs::read(self.folder.join(place));
                if there.is_ok_and(|bytes| bytes == arrival.text.as_bytes()) {
                    return Err(format!("{}/{place}", self.path));
                }
            }
            let taken = |name: &str| self.folder.join(name).symlink_metadata().is_ok();
            if !taken(&name) && !taken(&places[0]) {
                return Ok(name);
            }
            number += 1;
        }
    }
}

fn unknown(root: &Path, typed: &str) -> Error {
    let columns = columns(root);
    let (zh, en) = (columns.join("、"), columns.join(", "));
    Error::Other(say!(
        "没有栏目 {typed}，现有的栏目：{zh}。新栏目先建文件夹和 _index.md",
        "there is no column {typed}; there are: {en}. A new one needs a folder with an _index.md first"
    ))
}

/// The columns of the site, by their paths.
fn columns(root: &Path) -> Vec<String> {
    let content = root.join("content");
    let walk = walkdir::WalkDir::new(&content).max_depth(4).sort_by_file_name();
    let column = |entry: walkdir::DirEntry| {
        let folder = entry.path().parent()?.strip_prefix(&content).ok()?;
        let name = folder.to_string_lossy().replace('\\', "/");
        (entry.file_name() == "_index.md" && !name.is_empty()).then_some(name)
    };
    walk.into_iter().flatten().filter_map(column).collect()
}
