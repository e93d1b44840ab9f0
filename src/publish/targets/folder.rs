//! A folder of this machine, of a share or of a stick. It never follows a link out of the folder.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::publish::target::{Listing, Swap, Target, Trouble};

/// A folder as a target.
#[derive(Debug)]
pub struct FolderTarget {
    root: PathBuf,
}

impl FolderTarget {
    /// The folder at `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    fn place(&self, path: &str) -> PathBuf {
        if path.is_empty() { self.root.clone() } else { self.root.join(path) }
    }
}

fn trouble(place: &Path) -> impl FnOnce(io::Error) -> Trouble + '_ {
    move |error| Trouble::of_system(&place.display().to_string(), &error)
}

/// Nothing to do when what was to be removed is not there.
fn unless_gone(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

impl Target for FolderTarget {
    fn list(&self, below: &str) -> Result<Listing, Trouble> {
        let (mut listing, top) = (Listing::new(), self.place(below));
        if !top.exists() {
            return Ok(listing);
        }
        for entry in WalkDir::new(&top).min_depth(1) {
            let entry = entry.map_err(|error| trouble(&top)(error.into()))?;
            if entry.file_type().is_dir() {
                continue;
            }
            let below = entry.path().strip_prefix(&top).expect("walked from there");
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            let meta = entry.metadata().map_err(|error| trouble(entry.path())(error.into()))?;
            listing.insert(parts.join("/"), meta.len());
        }
        Ok(listing)
    }

    fn read(&self, path: &str, into: &mut dyn Write) -> Result<bool, Trouble> {
        let place = self.place(path);
        let mut file = match File::open(&place) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            opened => opened.map_err(trouble(&place))?,
        };
        io::copy(&mut file, into).map_err(trouble(&place))?;
        Ok(true)
    }

    fn write(&self, path: &str, from: &mut dyn Read) -> Result<(), Trouble> {
        let place = self.place(path);
        let mut file = File::create(&place).map_err(trouble(&place))?;
        io::copy(from, &mut file).map(|_| ()).map_err(trouble(&place))
    }

    fn write_new(&self, path: &str, bytes: &[u8]) -> Result<bool, Trouble> {
        let place = self.place(path);
        match OpenOptions::new().write(true).create_new(true).open(&place) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            opened => {
                let mut file = opened.map_err(trouble(&place))?;
                let written = file.write_all(bytes);
                if written.is_err() {
                    // What was begun here is not to look like somebody else's.
                    let _ = fs::remove_file(&place);
                }
                written.map(|()| true).map_err(trouble(&place))
            }
        }
    }

    fn swap(&self) -> Swap {
        Swap::Rename
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), Trouble> {
        let place = self.place(to);
        fs::rename(self.place(from), &place).map_err(trouble(&place))
    }

    fn copy(&self, from: &str, to: &str) -> Result<(), Trouble> {
        let (from, place) = (self.place(from), self.place(to));
        unless_gone(fs::remove_file(&place)).map_err(trouble(&place))?;
        // A second name costs nothing; where the file system knows none, a copy it is.
        fs::hard_link(&from, &place)
            .or_else(|_| fs::copy(&from, &place).map(|_| ()))
            .map_err(trouble(&from))
    }

    fn remove(&self, path: &str) -> Result<(), Trouble> {
        let place = self.place(path);
        unless_gone(fs::remove_file(&place)).map_err(trouble(&place))
    }

    fn make_folder(&self, path: &str) -> Result<(), Trouble> {
        let place = self.place(path);
        fs::create_dir_all(&place).map_err(trouble(&place))
    }

    fn remove_folder(&self, path: &str) -> Result<(), Trouble> {
        let place = self.place(path);
        match fs::remove_dir(&place) {
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => Ok(()),
            done => unless_gone(done).map_err(trouble(&place)),
        }
    }
}
