//! Bytes → the output folder, whole or not at all.
//!
//! A new site is made in a folder beside the old one and put in its place in one step; files that
//! did not change are linked, not written again. Nothing but files of our own manifest is ever
//! removed. This module never looks at what the bytes mean.

pub mod cache;
mod door;
mod folder;
mod manifest;
pub mod record;
mod swap;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diag::Report;
use crate::error::{Error, Result};
use crate::model::{
    AddressLedger, IdLedger, Item, Published, PublishingLedger, ReviewRecord, Site,
};
use crate::plan::{Make, Output};
use crate::render::{Draft, Failure, Finished, PictureStore, Studio};
use crate::say;
use crate::text::Moment;

pub use folder::{Folder, Foreign};
pub use manifest::{Entry, MANIFEST, Manifest};

/// What writing did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files of the site.
    pub files: usize,
    /// Bytes of the site.
    pub bytes: u64,
    /// Files that were made and differ from before.
    pub written: usize,
    /// Files that were removed.
    pub removed: usize,
}

/// Tells somebody how much more is done, of how much in all. Called from several threads.
pub type Progress<'a> = dyn Fn(usize, usize) + Sync + 'a;

/// Makes every output and puts the site into the folder. When a page cannot be made, the findings
/// come back and the folder stays as it was.
pub fn write_site(
    folder: &Folder,
    studio: &Studio<'_>,
    outputs: &[Output],
    progress: &Progress<'_>,
) -> Result<Result<Tally, Report>> {
    let stage = folder.stage()?;
    let made = |output: &&Output| {
        let entries = make(&stage, studio, output);
        progress(1, outputs.len());
        entries
    };
    // What comes of printing is there when its turn comes, so that nothing is set twice.
    let (after, before): (Vec<&Output>, Vec<&Output>) =
        outputs.iter().partition(|output| output.make.is_of_print());
    let mut entries: Vec<_> = before.par_iter().map(made).collect();
    entries.par_extend(after.par_iter().map(made));
    match gather(entries) {
        Ok(Ok(manifest)) => stage.commit(&manifest).map(Ok),
        Ok(Err(report)) => {
            stage.discard();
            Ok(Err(report))
        }
        Err(error) => {
            stage.discard();
            Err(error)
        }
    }
}

/// The manifest of what was made, or every reason why not all could be made.
fn gather(made: Vec<Result<Entries, Failure>>) -> Result<Result<Manifest, Report>> {
    let mut manifest = Manifest::default();
    let mut report = Report::new();
    for entries in made {
        match entries {
            Ok(entries) => manifest.entries.extend(entries),
            Err(Failure::Finding(finding)) => report.push(*finding),
            Err(Failure::World(error)) => return Err(error),
        }
    }
    Ok(if report.is_empty() { Ok(manifest) } else { Err(report) })
}

/// Files, each with its path in the site.
type Files<'d> = Vec<(String, Cow<'d, [u8]>)>;

type Entries = Vec<(String, Entry)>;

/// Makes one output, unless what goes into it is what it was and the file is still there.
fn make(
    stage: &folder::Stage<'_>,
    studio: &Studio<'_>,
    output: &Output,
) -> Result<Entries, Failure> {
    let draft = studio.draft(output).map_err(Failure::World)?;
    let fingerprint = studio.fingerprint(&draft).map_err(Failure::World)?;
    if let Some(entries) =
        stage.unchanged(&output.path, matches!(output.make, Make::SearchVolume(_)), fingerprint)
        && studio.recall(&draft)
    {
        return Ok(entries);
    }
    let files = finish(studio, &draft, &output.path)?;
    files
        .into_iter()
        .map(|(path, bytes)| stage.put(path, bytes, fingerprint).map_err(Failure::World))
        .collect()
}

fn finish<'d>(studio: &Studio<'_>, draft: &'d Draft<'_>, path: &str) -> Result<Files<'d>, Failure> {
    Ok(match studio.finish(draft)? {
        Finished::One(bytes) => vec![(path.to_owned(), bytes)],
        Finished::Many(files) => {
            files.into_iter().map(|(path, bytes)| (path, bytes.into())).collect()
        }
    })
}

/// Every file of the site in memory, by path, for tests and checks.
pub fn make_all(
    studio: &Studio<'_>,
    outputs: &[Output],
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut files = Vec::new();
    for output in outputs {
        let draft = studio.draft(output).map_err(Failure::World)?;
        for (path, bytes) in finish(studio, &draft, &output.path)? {
            files.push((path, bytes.into_owned()));
        }
    }
    Ok(files)
}

/// Writes the address ledger into the site folder when it changed, and returns its new text.
pub fn keep_ledger(
    root: &Path,
    old: &AddressLedger,
    new: &AddressLedger,
) -> Result<Option<String>> {
    if old == new {
        return Ok(None);
    }
    let text = new.to_text();
    keep(&root.join(AddressLedger::FILE), &text)?;
    Ok(Some(text))
}

/// Writes the ids of people of rolls beside their rolls, where they changed.
pub fn keep_ids(root: &Path, site: &Site) -> Result<()> {
    for roll in &site.rolls {
        let index = site.column(roll.column).source.as_ref();
        let (Some(ledger), Some(index)) = (&roll.ledger, index) else { continue };
        let path = format!("{}{}", index.folder(), IdLedger::FILE);
        keep(&root.join(path), ledger)?;
    }
    Ok(())
}

/// Writes into the publishing ledger what was published at `now`, where anything changed.
///
/// # Errors
/// When the ledger cannot be written. A ledger whose chain is broken is left as it is: the finding
/// says so, and nothing may be put behind a line that was tampered with.
pub fn keep_publishing(root: &Path, site: &Site, now: Moment) -> Result<()> {
    let ledger = &site.publishing;
    if ledger.broken().is_some() {
        return Ok(());
    }
    let item = |item: &Item| {
        let dated = item.date.map(|date| date.to_string()).unwrap_or_default();
        (item.source.to_string(), (dated, item.review_digest(&site.sources)))
    };
    let published: Published = site.items.iter().map(|it| item(it)).collect();
    let lines = ledger.lines(&published, &now.to_string());
    if lines.is_empty() {
        return Ok(());
    }
    let before = site.sources.text(PublishingLedger::FILE).map_or("", |text| &**text);
    keep(&root.join(PublishingLedger::FILE), &format!("{before}{lines}"))
}

/// Adds a line to the record of reviews, with a header when it is new.
pub fn add_review(root: &Path, old: &str, line: &str) -> Result<()> {
    let between = if old.is_empty() || old.ends_with('\n') { "" } else { "\n" };
    keep(&root.join(ReviewRecord::FILE), &format!("{old}{between}{line}\n"))
}

/// Puts a ledger in its place in one step.
fn keep(place: &Path, text: &str) -> Result<()> {
    let name = place.file_name().expect("a ledger has a name").to_string_lossy();
    let draft = place.with_file_name(format!(".{name}.new"));
    std::fs::write(&draft, text).map_err(|e| Error::write(&draft, e))?;
    std::fs::rename(&draft, place).map_err(|e| Error::moving(place, e))
}

impl PictureStore for cache::Cache {
    fn get(&self, key: &blake3::Hash) -> Option<Vec<u8>> {
        cache::Cache::get(self, key)
    }

    fn put(&self, key: &blake3::Hash, bytes: &[u8]) {
        cache::Cache::put(self, key, bytes);
    }
}

/// Puts `new` in the place of `old` in a file of the site folder, unless the file holds something
/// else by now. Returns whether it was done. A link stays a link, and permissions stay.
pub fn replace_bytes(place: &Path, old: &[u8], new: &[u8]) -> Result<bool> {
    let place = place.canonicalize().map_err(|e| Error::read(place, e))?;
    if std::fs::read(&place).map_err(|e| Error::read(&place, e))? != old {
        return Ok(false);
    }
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let draft = place.with_file_name(format!(".{name}.new"));
    let permissions = std::fs::metadata(&place).map_err(|e| Error::read(&place, e))?.permissions();
    std::fs::write(&draft, new)
        .and_then(|()| std::fs::set_permissions(&draft, permissions))
        .map_err(|e| Error::write(&draft, e))?;
    std::fs::rename(&draft, &place).map_err(|e| Error::moving(&place, e))?;
    Ok(true)
}

/// Writes files into a folder that must not exist yet or be empty.
pub fn new_folder(place: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
    let taken = std::fs::read_dir(place).is_ok_and(|mut entries| entries.next().is_some());
    if taken || place.is_file() {
        let place = place.display();
        return Err(Error::Other(say!(
            "{place} 里已经有东西，没有写入。请换一个新文件夹",
            "there is something in {place} already, so nothing was written. Choose a new folder"
        )));
    }
    for (path, bytes) in files {
        write_file(&place.join(path), bytes)?;
    }
    Ok(())
}

/// Writes one file and the folders above it.
pub fn write_file(place: &Path, bytes: &[u8]) -> Result<()> {
    let folder = place.parent().unwrap_or(place);
    std::fs::create_dir_all(folder).map_err(|e| Error::write(folder, e))?;
    std::fs::write(place, bytes).map_err(|e| Error::write(place, e))
}

/// Writes files into a folder that must not exist yet: all of them, or none.
///
/// # Errors
/// When the folder is there already, or the system refuses; then nothing is left behind.
pub fn whole_folder(place: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
    refuse_taken(place)?;
    let draft = draft_beside(place);
    let written = new_folder(&draft, files)
        .and_then(|()| std::fs::rename(&draft, place).map_err(|e| Error::moving(place, e)));
    if written.is_err() {
        let _ = std::fs::remove_dir_all(&draft);
    }
    written
}

/// Writes one file that must not exist yet: all of it, or nothing.
///
/// # Errors
/// When the file is there already, or the system refuses; then nothing is left behind.
pub fn whole_file(place: &Path, bytes: &[u8]) -> Result<()> {
    refuse_taken(place)?;
    let draft = draft_beside(place);
    let written = write_file(&draft, bytes).and_then(|()| name_anew(&draft, place));
    // When it has its name, the draft's goes; when not, nothing is left.
    let _ = std::fs::remove_file(&draft);
    written
}

/// Gives a file a second name that nobody took meanwhile. Where the file system knows no second names,
/// it is renamed, which only somebody in that very moment could lose a file by.
fn name_anew(draft: &Path, place: &Path) -> Result<()> {
    match std::fs::hard_link(draft, place) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => refuse_taken(place),
        Err(_) => std::fs::rename(draft, place).map_err(|e| Error::moving(place, e)),
    }
}

/// Removes what writers that were cut left beside what they wrote in `folder`. One that writes there at
/// this moment writes within the last hour.
pub fn clear_drafts(folder: &Path, now: std::time::SystemTime) {
    const OLD: std::time::Duration = std::time::Duration::from_hours(1);
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(process) = process_of(&name) else { continue };
        let changed = entry.metadata().and_then(|meta| meta.modified());
        let is_old = changed.is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age > OLD));
        if is_old || !is_running(process) {
            let place = entry.path();
            // One that cannot be removed harms nobody: no build looks at it.
            let _ = std::fs::remove_file(&place).or_else(|_| std::fs::remove_dir_all(&place));
        }
    }
}

/// The process that gave a draft this name.
fn process_of(name: &str) -> Option<u32> {
    let (_, process) = name.strip_prefix('.')?.strip_suffix(".part")?.rsplit_once('.')?;
    process.parse().ok()
}

/// Whether a process runs on this machine; where nobody can tell, it does.
fn is_running(process: u32) -> bool {
    let all = Path::new("/proc");
    !all.join("self").exists() || all.join(process.to_string()).exists()
}

/// A name beside `place` that no build looks at.
fn draft_beside(place: &Path) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

fn refuse_taken(place: &Path) -> Result<()> {
    if place.symlink_metadata().is_err() {
        return Ok(());
    }
    let place = place.display();
    Err(Error::Other(say!(
        "已经有 {place}，没有写在它上面",
        "{place} is there already and was not written over"
    )))
}
