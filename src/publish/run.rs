//! Does what a plan says, so that it can be cut anywhere: nothing a reader can reach is ever half
//! there. It decides nothing.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;

use super::edition::{Edition, Stamp};
use super::look::{Found, digest_of};
use super::order::Order;
use super::plan::{Plan, Put};
use super::store;
use super::target::{Kind, Swap, Target, Trouble};
use super::work::{Crew, Progress, Sending};
use crate::error::{Error, Result};
use crate::say;

/// Where the bytes come from.
#[derive(Debug, Clone, Copy)]
pub enum Origin<'a> {
    /// A built site.
    Folder(&'a Path),
    /// What the target keeps of earlier releases.
    Kept,
    /// A built site; where it differs from what is wanted, what the target keeps.
    Either(&'a Path),
}

/// Everything that doing a plan needs.
pub struct Run<'a> {
    /// Where.
    pub target: &'a dyn Target,
    /// Who does it.
    pub crew: &'a Crew,
    /// From where.
    pub origin: Origin<'a>,
    /// What was found there.
    pub found: &'a Found,
    /// What to do.
    pub plan: &'a Plan,
    /// What will be there.
    pub edition: &'a Edition,
    /// The edition's text.
    pub record: &'a str,
    /// Whether our files lie outside of the site's folder.
    pub is_apart: bool,
    /// How many earlier releases to keep.
    pub keep: usize,
    /// Who hears of the bytes that were sent.
    pub progress: &'a Progress<'a>,
}

impl Run<'_> {
    /// Does it.
    ///
    /// # Errors
    /// When the target or a local file fails. Then the site there is whole, and the next run goes on.
    pub fn run(&self) -> Result<()> {
        let (places, kept) = (self.plan.places(), self.to_keep());
        self.make_folders(&places, &kept)?;
        self.write_text(store::JOURNAL, &self.journal())?;
        if !self.found.store.contains_key(store::GUARD) {
            self.write_text(store::GUARD, "Require all denied\n")?;
        }
        if self.is_apart && self.target.swap() == Swap::Rename {
            self.prove_moving()?;
        }
        self.keep_replaced(&kept)?;
        match self.target.swap() {
            Swap::Rename => {
                self.crew.each(&places, |(put, place)| self.bring(put, place))?;
                self.in_order(&places, |(put, place)| {
                    Ok(self.crew.patiently(|| self.renamed(place, put))?)
                })?;
            }
            Swap::Whole => self.in_order(&places, |(put, _)| self.send(put, &put.path))?,
        }
        self.write_text(store::EDITION, self.record)?;
        self.remove()?;
        self.tidy()
    }

    /// Moves a small file from the store into the site and out of the way again, before anything of the
    /// site is touched: on another disk that cannot be done.
    fn prove_moving(&self) -> Result<()> {
        let place = store::draft(store::TRIAL);
        self.crew.patiently(|| self.target.write(&place, &mut "\n".as_bytes()))?;
        let moved = self.crew.patiently(|| {
            self.target.rename(&place, store::TRIAL).map_err(|trouble| match trouble.kind {
                Kind::Lost | Kind::Broken | Kind::Silent => trouble,
                _ => Trouble { kind: Kind::Elsewhere, ..trouble },
            })
        });
        self.crew.patiently(|| self.target.remove(store::TRIAL))?;
        Ok(moved?)
    }

    /// Removes what the readers no longer need: pages, then what they named, then empty folders.
    fn remove(&self) -> Result<()> {
        let is_page = |path: &str| super::order::is_page(path);
        let (pages, rest): (Vec<_>, Vec<_>) =
            self.plan.removals.iter().map(|(path, _)| path).partition(|path| is_page(path));
        for paths in [pages, rest] {
            self.crew.each(&paths, |path| self.crew.patiently(|| self.target.remove(path)))?;
        }
        for folder in self.emptied() {
            self.crew.patiently(|| self.target.remove_folder(&folder))?;
        }
        Ok(())
    }

    /// A rename that was done when its answer was lost is done.
    fn renamed(&self, place: &str, put: &Put) -> std::result::Result<(), Trouble> {
        match self.target.rename(place, &put.path) {
            Err(trouble) if trouble.kind == Kind::Missing => {
                let digest = digest_of(self.target, self.crew, &put.path)?;
                if digest == Some(put.stamp.digest) { Ok(()) } else { Err(trouble) }
            }
            done => done,
        }
    }

    /// Does a deed for every file, each class of files after the one before.
    fn in_order(
        &self,
        places: &[(&Put, String)],
        deed: impl Fn(&(&Put, String)) -> Result<()> + Sync,
    ) -> Result<()> {
        for order in Order::ALL {
            let start = places.partition_point(|(put, _)| put.order < order);
            let end = places.partition_point(|(put, _)| put.order <= order);
            self.crew.each(&places[start..end], &deed)?;
        }
        Ok(())
    }

    /// Brings a file to its place on the way, unless a publisher before did.
    fn bring(&self, put: &Put, place: &str) -> Result<()> {
        if let Some(length) = self.found.store.get(place) {
            let is_whole = *length == put.stamp.length
                && digest_of(self.target, self.crew, place)? == Some(put.stamp.digest);
            if is_whole {
                return Ok(());
            }
            self.crew.patiently(|| self.target.remove(place))?;
        }
        self.send(put, place)
    }

    fn send(&self, put: &Put, place: &str) -> Result<()> {
        match self.origin {
            Origin::Folder(folder) => self.send_file(&folder.join(&put.path), put.stamp, place),
            Origin::Either(folder) if is_good(&folder.join(&put.path), put.stamp) => {
                self.send_file(&folder.join(&put.path), put.stamp, place)
            }
            Origin::Kept | Origin::Either(_) => {
                let kept = store::kept(&put.stamp.digest);
                if digest_of(self.target, self.crew, &kept)? != Some(put.stamp.digest) {
                    return Err(not_kept(&put.path));
                }
                self.crew.patiently(|| self.filled(place, self.target.copy(&kept, place)))?;
                (self.progress)(put.stamp.length);
                Ok(())
            }
        }
    }

    fn send_file(&self, from: &Path, stamp: Stamp, place: &str) -> Result<()> {
        let opened = File::open(from).and_then(|file| Ok((file.metadata()?.len(), file)));
        let (length, file) = opened.map_err(|error| Error::read(from, error))?;
        if length != stamp.length {
            return Err(altered(from));
        }
        let mut file = Some(file);
        let digest = self.crew.patiently(|| {
            let file = match file.take() {
                Some(file) => file,
                None => File::open(from)
                    .map_err(|error| Trouble::of_system(&from.display().to_string(), &error))?,
            };
            let mut sending = Sending::new(file, self.crew, self.progress);
            self.filled(place, self.target.write(place, &mut sending))?;
            Ok(sending.digest())
        })?;
        if digest == stamp.digest { Ok(()) } else { Err(altered(from)) }
    }

    /// What came of filling a place on the way: what is half there takes the room that the next run needs
    /// for its journal.
    fn filled(
        &self,
        place: &str,
        done: std::result::Result<(), Trouble>,
    ) -> std::result::Result<(), Trouble> {
        done.inspect_err(|trouble| {
            if self.target.swap() == Swap::Rename && trouble.may_be_for_want_of_room() {
                let _ = self.target.remove(place);
            }
        })
    }

    /// Every file that goes and has no second place yet, with the place that it will have.
    fn to_keep(&self) -> Vec<(&str, String)> {
        if self.keep == 0 {
            return Vec::new();
        }
        let mut seen = BTreeSet::new();
        let places = self.plan.replaced.iter().map(|(path, stamp)| {
            let place = store::kept(&stamp.digest);
            let is_there = self.found.store.get(&place) == Some(&stamp.length);
            (is_there, path.as_str(), place)
        });
        places
            .filter(|(is_there, _, place)| !is_there && seen.insert(place.clone()))
            .map(|(_, path, place)| (path, place))
            .collect()
    }

    /// Gives what goes a second place, so that it can come back.
    fn keep_replaced(&self, kept: &[(&str, String)]) -> Result<()> {
        self.crew.each(kept, |(path, place)| {
            self.crew.patiently(|| self.filled(place, self.target.copy(path, place)))
        })?;
        if let Some(edition) = self.replaced_edition() {
            self.write_text(&store::release(&edition.name()), &edition.to_text())?;
        }
        Ok(())
    }

    /// What may be there until all is done.
    fn journal(&self) -> String {
        let mut journal = self.found.journal.clone();
        for put in &self.plan.puts {
            journal.add_one(&put.path, put.stamp);
        }
        for (path, stamp) in self.plan.replaced.iter().chain(&self.plan.removals) {
            journal.add_one(path, *stamp);
        }
        journal.to_text()
    }

    /// Writes a small file of our own in one step.
    fn write_text(&self, path: &str, text: &str) -> Result<()> {
        self.crew.patiently(|| match self.target.swap() {
            Swap::Rename => {
                let place = store::draft(path);
                self.target.remove(&place)?;
                self.target.write(&place, &mut text.as_bytes())?;
                self.target.rename(&place, path)
            }
            Swap::Whole => self.target.write(path, &mut text.as_bytes()),
        })?;
        Ok(())
    }

    /// Makes every folder that is needed and not there, those above first.
    fn make_folders(&self, places: &[(&Put, String)], kept: &[(&str, String)]) -> Result<()> {
        let there: BTreeSet<&str> = self
            .found
            .there
            .keys()
            .chain(self.found.store.keys())
            .flat_map(|path| above(path))
            .collect();
        let ours = [store::NEW, store::KEPT, store::RELEASES];
        let files = places.iter().flat_map(|(put, place)| [&put.path, place]);
        let files = files.chain(kept.iter().map(|(_, place)| place));
        let needed: BTreeSet<&str> = files.flat_map(|path| above(path)).chain(ours).collect();
        let deepest = needed.iter().map(|folder| depth(folder)).max().unwrap_or_default();
        for level in 0..=deepest {
            let new: Vec<_> = needed
                .iter()
                .filter(|folder| depth(folder) == level && !there.contains(**folder))
                .collect();
            self.crew
                .each(&new, |folder| self.crew.patiently(|| self.target.make_folder(folder)))?;
        }
        Ok(())
    }

    /// Folders in which nothing is left, those below first.
    fn emptied(&self) -> Vec<String> {
        let removed: BTreeSet<&String> = self.plan.removals.iter().map(|(path, _)| path).collect();
        let stays = self.found.there.keys().filter(|path| !removed.contains(path));
        let stays = stays.chain(self.plan.puts.iter().map(|put| &put.path));
        let used: BTreeSet<&str> = stays.flat_map(|path| above(path)).collect();
        let unused: BTreeSet<&str> = removed
            .iter()
            .flat_map(|path| above(path))
            .filter(|folder| !used.contains(folder))
            .collect();
        let mut unused: Vec<String> = unused.into_iter().map(str::to_owned).collect();
        unused.sort_by_key(|folder| std::cmp::Reverse(depth(folder)));
        unused
    }

    /// The edition that will be an earlier one, when earlier ones are kept.
    fn replaced_edition(&self) -> Option<&Edition> {
        let old = self.found.edition.as_ref();
        old.filter(|old| self.keep > 0 && old.files != self.edition.files)
    }

    /// Removes what no release needs, what was left on its way, and the journal last.
    fn tidy(&self) -> Result<()> {
        let releases = self.releases()?;
        let needed: BTreeSet<String> = releases
            .iter()
            .flat_map(|edition| edition.files.values().map(|stamp| store::kept(&stamp.digest)))
            .collect();
        let names: BTreeSet<String> =
            releases.iter().map(|edition| store::release(&edition.name())).collect();
        let mut old: Vec<String> = self
            .found
            .store
            .keys()
            .filter(|path| {
                store::is_below(path, store::NEW)
                    || store::is_below(path, store::KEPT) && !needed.contains(*path)
                    || store::is_below(path, store::RELEASES) && !names.contains(*path)
            })
            .cloned()
            .collect();
        let kept = self.plan.replaced.iter().map(|(_, stamp)| store::kept(&stamp.digest));
        old.extend(kept.filter(|path| !needed.contains(path)));
        self.crew.each(&old, |path| self.crew.patiently(|| self.target.remove(path)))?;
        self.crew.patiently(|| self.target.remove(store::JOURNAL))?;
        Ok(())
    }

    /// The releases that stay: the newest of those there are, and the one that was replaced now.
    fn releases(&self) -> Result<Vec<Edition>> {
        let mut releases = super::release::releases(self.target, self.crew, &self.found.store)?;
        if let Some(edition) = self.replaced_edition() {
            releases.retain(|release| release.name() != edition.name());
            releases.push(edition.clone());
        }
        let first = releases.len().saturating_sub(self.keep);
        Ok(releases.split_off(first))
    }
}

/// Whether the file on this machine is what is wanted.
fn is_good(place: &Path, stamp: Stamp) -> bool {
    std::fs::read(place).is_ok_and(|bytes| blake3::hash(&bytes) == stamp.digest)
}

/// The folders that a path is in, without the root.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

fn depth(folder: &str) -> usize {
    folder.matches('/').count()
}

fn altered(path: &Path) -> Error {
    let path = path.display();
    Error::Other(say!(
        "{path} 在生成之后被改过，没有继续发布。请重新生成",
        "{path} was altered after it was built, so publishing stopped. Build the site again"
    ))
}

fn not_kept(path: &str) -> Error {
    Error::Other(say!(
        "那个版本的 {path} 已经不在了或者损坏，退不回去，网站没有改动",
        "{path} of that release is no longer there, or damaged, so it cannot be brought back; the site is untouched"
    ))
}
