//! An output folder, and the stage beside it where the next site is made.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use blake3::Hash;
use rayon::prelude::*;
use walkdir::WalkDir;

use super::door::{Door, held};
use super::manifest::{Entry, MANIFEST, Manifest};
use super::{Tally, swap};
use crate::error::{Error, Result};
use crate::say;

/// What to do about files in the folder that we did not make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Foreign {
    /// Refuse a folder that holds files and no manifest of ours.
    #[default]
    Refuse,
    /// Leave them where they are, beside the site.
    Keep,
}

/// An output folder. While it exists, no other build can use the folder.
#[derive(Debug)]
pub struct Folder {
    target: PathBuf,
    stage: PathBuf,
    old: Manifest,
    /// Digest of the manifest's text, when there is one.
    note: Option<Hash>,
    /// Files in the target that are not ours, by path.
    foreign: Vec<PathBuf>,
    _lock: File,
}

impl Folder {
    /// Opens `target`, which need not exist. Mends what a killed build left behind.
    pub fn open(target: &Path, foreign: Foreign) -> Result<Self> {
        let target = resolve(target)?;
        let beside = |suffix: &str| {
            let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
            target.with_file_name(format!(".{name}.{suffix}"))
        };
        let lock = lock(&beside("lock"))?;
        let stage = beside("new");
        swap::recover(&target, &stage)?;
        let (old, note, foreign) = look(&target, foreign)?;
        Ok(Self { stage, old, note, foreign, target, _lock: lock })
    }

    /// The stage for the next site.
    pub(super) fn stage(&self) -> Result<Stage<'_>> {
        remove_tree(&self.stage)?;
        Ok(Stage { folder: self, made: Mutex::default(), written: AtomicUsize::new(0) })
    }

    /// Where the site is.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Digest of the manifest that was there when the folder was opened.
    pub(super) fn note(&self) -> Option<Hash> {
        self.note
    }

    /// Digest of the manifest that is there now.
    pub(super) fn note_now(&self) -> Option<Hash> {
        let text = fs::read(self.target.join(MANIFEST)).ok()?;
        Some(blake3::hash(&text))
    }

    /// The site that was there when the folder was opened; none when a file of it is gone or has
    /// another length.
    pub(super) fn whole(&self) -> Option<Tally> {
        let entries = &self.old.entries;
        let is_whole = entries.par_iter().all(|(path, entry)| self.is_there(path, entry));
        let bytes = self.old.bytes();
        is_whole.then_some(Tally { files: entries.len(), bytes, written: 0, removed: 0 })
    }

    fn is_there(&self, path: &str, entry: &Entry) -> bool {
        let meta = fs::symlink_metadata(self.target.join(path));
        meta.is_ok_and(|m| m.is_file() && m.len() == entry.length)
    }
}

/// The real place of `target`, whose last part need not exist.
fn resolve(target: &Path) -> Result<PathBuf> {
    if target.exists() {
        return target.canonicalize().map_err(|e| Error::read(target, e));
    }
    let (Some(name), parent) = (target.file_name(), target.parent()) else {
        return Err(Error::write(target, ErrorKind::InvalidInput.into()));
    };
    let parent = parent.filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|e| Error::write(parent, e))?;
    Ok(parent.canonicalize().map_err(|e| Error::read(parent, e))?.join(name))
}

fn lock(path: &Path) -> Result<File> {
    let file = File::create(path).map_err(|e| Error::write(path, e))?;
    match file.try_lock() {
        Err(fs::TryLockError::WouldBlock) => Err(Error::Other(say!(
            "另一个 fengbei 正在生成这个网站，请等它结束",
            "another fengbei is building this site; wait until it is done"
        ))),
        // A file system without locks: two builds at once are the editor's own care there.
        Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(file),
    }
}

/// What is in `target`: our manifest, the digest of its text, and files that are not in it.
fn look(target: &Path, foreign: Foreign) -> Result<(Manifest, Option<Hash>, Vec<PathBuf>)> {
    if !target.exists() {
        return Ok((Manifest::default(), None, Vec::new()));
    }
    if !target.is_dir() {
        return Err(Error::write(target, ErrorKind::NotADirectory.into()));
    }
    let text = fs::read_to_string(target.join(MANIFEST)).ok();
    let note = text.as_ref().map(|text| blake3::hash(text.as_bytes()));
    let manifest = text.and_then(|text| Manifest::parse(&text));
    let known = manifest.is_some();
    let manifest = manifest.unwrap_or_default();
    let mut others = Vec::new();
    for entry in WalkDir::new(target) {
        let entry = entry.map_err(|e| Error::read(target, e.into()))?;
        let below = entry.path().strip_prefix(target).expect("walked from there");
        let ours = below == Path::new(MANIFEST) || manifest.entries.contains_key(&slashed(below));
        if !entry.file_type().is_dir() && !ours {
            others.push(below.to_path_buf());
        }
    }
    if !known && !others.is_empty() && foreign == Foreign::Refuse {
        return Err(foreign_files(target, &others[0]));
    }
    Ok((manifest, note, others))
}

fn foreign_files(target: &Path, first: &Path) -> Error {
    let (target, first) = (target.display(), first.display());
    Error::Other(say!(
        "文件夹 {target} 里有别人的文件（例如 {first}），为免弄丢，没有写入。请换一个空文件夹，或加 --keep-foreign 保留它们",
        "the folder {target} holds files that are not ours (such as {first}), so nothing was written. Choose an empty folder, or keep them with --keep-foreign"
    ))
}

fn in_the_way(target: &Path, path: &Path) -> Error {
    let (target, path) = (target.display(), path.display());
    Error::Other(say!(
        "网站要用 {target} 里的 {path} 这个位置，那里却有别人的文件，为免弄丢，没有写入。请把它移走，或换一个文件夹",
        "the site needs the place of {path} in {target}, where there is a file that is not ours, so nothing was written. Move it away, or choose another folder"
    ))
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Removes a folder of ours and all in it, if it is there.
pub(super) fn remove_tree(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::moving(path, error)),
        _ => Ok(()),
    }
}

/// Where the next site is made.
#[derive(Debug)]
pub struct Stage<'a> {
    folder: &'a Folder,
    /// Folders of the stage that are there.
    made: Mutex<BTreeMap<String, Arc<Door>>>,
    written: AtomicUsize,
}

impl Stage<'_> {
    /// The old entries of `path`, or of all files below it, when they have this fingerprint and
    /// the files are still there with their length.
    pub fn unchanged(
        &self,
        path: &str,
        below: bool,
        fingerprint: Hash,
    ) -> Option<Vec<(String, Entry)>> {
        let old = &self.folder.old.entries;
        let entries: Vec<(String, Entry)> = if below {
            let prefix = format!("{path}/");
            let ours = old.range(prefix.clone()..).take_while(|(p, _)| p.starts_with(&prefix));
            ours.map(|(p, e)| (p.clone(), e.clone()))
                .filter(|(_, e)| e.fingerprint == fingerprint)
                .collect()
        } else {
            let entry = old.get(path).filter(|entry| entry.fingerprint == fingerprint)?;
            vec![(path.to_owned(), entry.clone())]
        };
        let whole = !entries.is_empty() && entries.iter().all(|(p, e)| self.folder.is_there(p, e));
        whole.then_some(entries)
    }

    /// Writes a file, unless the old site has the same one.
    pub fn put(
        &self,
        path: String,
        bytes: Cow<'_, [u8]>,
        fingerprint: Hash,
    ) -> Result<(String, Entry)> {
        let entry = Entry { fingerprint, digest: blake3::hash(&bytes), length: bytes.len() as u64 };
        let same = self.folder.old.entries.get(&path).is_some_and(|old| old.digest == entry.digest);
        if !(same && self.folder.is_there(&path, &entry)) {
            let door = self.make_folder(folder_of(&path))?;
            door.write(self.folder.stage.join(&path), bytes)?;
            self.written.fetch_add(1, Ordering::Relaxed);
        }
        Ok((path, entry))
    }

    /// Makes a folder of the stage; the empty path is the stage itself.
    fn make_folder(&self, folder: &str) -> Result<Arc<Door>> {
        let mut made = held(&self.made);
        if let Some(door) = made.get(folder) {
            return Ok(Arc::clone(door));
        }
        let place = self.folder.stage.join(folder);
        fs::create_dir_all(&place).map_err(|e| Error::write(&place, e))?;
        Ok(Arc::clone(made.entry(folder.to_owned()).or_default()))
    }

    /// Removes what was made, leaving the site as it is.
    pub fn discard(self) {
        // What cannot be removed now is removed by the next build.
        let _ = remove_tree(&self.folder.stage);
    }

    /// Completes the stage with what did not change and puts it in the site's place. When nothing
    /// changed at all, only the manifest is looked after.
    pub fn commit(self, manifest: &Manifest) -> Result<Tally> {
        let written = self.written.load(Ordering::Relaxed);
        let old = &self.folder.old.entries;
        let removed = old.keys().filter(|path| !manifest.entries.contains_key(*path)).count();
        let tally =
            Tally { files: manifest.entries.len(), bytes: manifest.bytes(), written, removed };
        if written == 0 && removed == 0 && self.folder.target.exists() {
            self.note(manifest)?;
            return Ok(tally);
        }
        if let Err(error) = self.complete(manifest) {
            self.discard();
            return Err(error);
        }
        // The new site is in its place. What stays of the old one is removed by the next build.
        self.discard();
        Ok(tally)
    }

    fn complete(&self, manifest: &Manifest) -> Result<()> {
        self.check_foreign(manifest)?;
        self.make_folder("")?;
        self.link_kept(manifest)?;
        let note = self.folder.stage.join(MANIFEST);
        fs::write(&note, manifest.to_text()).map_err(|e| Error::write(&note, e))?;
        swap::exchange(&self.folder.stage, &self.folder.target)
    }

    /// A foreign file must not stand where the site needs a file or a folder.
    fn check_foreign(&self, manifest: &Manifest) -> Result<()> {
        let ours = &manifest.entries;
        let is_needed = |path: &PathBuf| {
            let folder = format!("{}/", slashed(path));
            path.ancestors().any(|above| ours.contains_key(&slashed(above)))
                || ours.range(folder.clone()..).next().is_some_and(|(p, _)| p.starts_with(&folder))
        };
        match self.folder.foreign.iter().find(|path| is_needed(path)) {
            Some(path) => Err(in_the_way(&self.folder.target, path)),
            None => Ok(()),
        }
    }

    /// The site is as it was; fingerprints may differ (another version, another theme file).
    fn note(&self, manifest: &Manifest) -> Result<()> {
        if *manifest == self.folder.old {
            return Ok(());
        }
        let place = self.folder.target.join(MANIFEST);
        let new = self.folder.stage.with_extension("manifest");
        fs::write(&new, manifest.to_text()).map_err(|e| Error::write(&new, e))?;
        fs::rename(&new, &place).map_err(|e| Error::moving(&place, e))
    }

    /// Links every file of the old site that the new one has too, and every foreign file.
    fn link_kept(&self, manifest: &Manifest) -> Result<()> {
        let old = &self.folder.old.entries;
        let kept =
            manifest.entries.keys().filter(|path| old.contains_key(*path)).map(PathBuf::from);
        for path in kept.chain(self.folder.foreign.iter().cloned()) {
            let (from, to) = (self.folder.target.join(&path), self.folder.stage.join(&path));
            if fs::symlink_metadata(&to).is_ok() {
                continue;
            }
            self.make_folder(folder_of(&slashed(&path)))?;
            link(&from, &to)?;
        }
        Ok(())
    }
}

/// The folder that the file at `path` is in, without a slash at its end.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A second name for a file; a copy where the file system knows no links.
fn link(from: &Path, to: &Path) -> Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(_) => fs::copy(from, to).map(|_| ()).map_err(|e| Error::write(to, e)),
    }
}
