//! A built site → the place that shows it, by way of a plan.
//!
//! What a built site holds and what a target holds make a plan; a run does the plan so that a reader
//! never meets a page that is half there or that names what is not there, wherever the run is cut.
//! It never touches a file of somebody else.

mod edition;
mod guard;
mod journal;
mod lock;
mod look;
mod media;
mod order;
pub mod package;
mod plan;
mod release;
mod run;
pub mod secrets;
pub mod signature;
mod store;
mod target;
pub mod targets;
mod verify;
mod web;
mod work;

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::model::Destination;
use crate::say;
use crate::write::{MANIFEST, Manifest};
use signature::Signers;

pub use edition::{Edition, Files, Stamp};
pub use guard::{Guard, WORDS};
pub use lock::{Lock, Others, Publisher};
pub use look::{Found, There};
pub use plan::{Change, Count, Plan, Put};
pub use run::Origin;
pub use target::{Kind, Swap, Target, Trouble};
pub use verify::Fault;
pub use work::Progress;

/// A destination that was opened.
pub struct Session<'a> {
    destination: &'a Destination,
    /// The site folder.
    root: &'a Path,
    target: Box<dyn Target>,
    crew: work::Crew,
    here: Publisher,
    signers: Signers,
    /// Seconds since 1970 by this machine's clock.
    now: i64,
}

/// What a publish or a rollback would do.
#[derive(Debug)]
pub struct Proposal {
    /// What was found on the target.
    pub found: Found,
    /// What would change.
    pub plan: Plan,
    /// What would be there.
    pub edition: Edition,
    /// The earlier release that would be brought back.
    pub back_to: Option<String>,
    /// Whether no more earlier releases are there than the settings want.
    is_tidy: bool,
}

impl<'a> Session<'a> {
    /// Opens a destination of the site folder `root`, at `now` in seconds since 1970.
    pub fn open(destination: &'a Destination, root: &'a Path, now: i64) -> Result<Self> {
        let secrets = secrets::Secrets::of(&destination.name, root)?;
        let target = targets::open(destination, &secrets)?;
        let crew =
            work::Crew::new(destination.connections, destination.speed.map(|speed| speed * 1024));
        let (here, signers) = (Publisher::here(), Signers::of(root)?);
        Ok(Self { destination, root, target, crew, here, signers, now })
    }

    /// Takes the lock, so that nobody else publishes meanwhile.
    pub fn lock(&self, others: Others) -> Result<Lock<'_>> {
        Lock::take(&*self.target, &self.crew, &self.here, others, self.now)
    }

    /// What publishing the built site in `folder` would do.
    pub fn propose(&self, folder: &Path) -> Result<Proposal> {
        let manifest = built(folder)?;
        let edition = Edition::new(&manifest, self.now, &self.here.name());
        self.proposal(edition, None)
    }

    /// What going back to a release would do; without a name, to the newest that differs.
    pub fn propose_release(&self, name: Option<&str>) -> Result<Proposal> {
        let found = self.look(&Files::new())?;
        let mut releases = release::releases(&*self.target, &self.crew, &found.store)?;
        releases.retain(|release| self.signers.trust(release));
        let now = found.edition.as_ref().map(|edition| edition.files.clone()).unwrap_or_default();
        let chosen = release::choose(&releases, name, &now)?;
        let (name, files) = (chosen.name(), chosen.files.clone());
        let edition = Edition { time: self.now, by: self.here.name(), files, signature: None };
        self.proposal(edition, Some(name))
    }

    fn proposal(&self, mut edition: Edition, back_to: Option<String>) -> Result<Proposal> {
        let signer = self.signers.here(self.root)?;
        let found = self.look(&edition.files)?;
        let plan = Plan::make(&edition.files, &found, self.destination, self.now);
        // A release has its name from its time, so two never have the same.
        let last = found.edition.as_ref().map_or(i64::MIN, |edition| edition.time);
        edition.time = edition.time.max(last.saturating_add(1));
        if let Some(signer) = signer {
            signer.sign(&mut edition)?;
        }
        let is_tidy = self.is_tidy(&found);
        Ok(Proposal { found, plan, edition, back_to, is_tidy })
    }

    /// Does what was proposed, and remembers what was published.
    pub fn carry_out(
        &self,
        proposal: &Proposal,
        origin: Origin<'_>,
        progress: &Progress<'_>,
    ) -> Result<()> {
        if proposal.is_done() {
            return self
                .remember(&proposal.found.edition.as_ref().unwrap_or(&proposal.edition).to_text());
        }
        let text = proposal.edition.to_text();
        let run = run::Run {
            target: &*self.target,
            crew: &self.crew,
            origin,
            found: &proposal.found,
            plan: &proposal.plan,
            edition: &proposal.edition,
            record: &text,
            is_apart: self.destination.apart.is_some(),
            keep: self.destination.keep,
            progress,
        };
        run.run()?;
        self.remember(&text)
    }

    /// Compares the target with what was published, byte for byte. The proposal puts good files of the
    /// built site, or those that are kept there, in the place of bad ones; it removes nothing.
    pub fn verify(&self) -> Result<(Vec<Fault>, Proposal)> {
        let mut found = self.look(&Files::new())?;
        let is_truth = !found.is_record_damaged || self.known().is_some();
        let Some(edition) = found.edition.clone().filter(|_| is_truth) else {
            return Err(no_record(&found));
        };
        let faults =
            verify::verify(&*self.target, &self.crew, self.destination, &edition, &mut found)?;
        let mut plan = Plan::make(&edition.files, &found, self.destination, self.now);
        plan.guards.retain(|guard| !matches!(guard, Guard::Changed { .. } | Guard::Record));
        let is_tidy = self.is_tidy(&found);
        Ok((faults, Proposal { found, plan, edition, back_to: None, is_tidy }))
    }

    /// What is on the target.
    fn look(&self, wanted: &Files) -> Result<Found> {
        let known = self.known();
        let trust =
            |edition: &Edition| known.as_ref() == Some(edition) || self.signers.trust(edition);
        Ok(look::look(&*self.target, &self.crew, known.as_ref(), &trust, wanted)?)
    }

    /// Whether no more earlier releases are there than the settings want.
    fn is_tidy(&self, found: &Found) -> bool {
        let is_release = |path: &&String| path.starts_with(store::RELEASES);
        found.store.keys().filter(is_release).count() <= self.destination.keep
    }

    /// The edition that was published last from this site folder.
    fn known(&self) -> Option<Edition> {
        Edition::parse(&fs::read_to_string(memory(self.root, self.destination)).ok()?)
    }

    fn remember(&self, text: &str) -> Result<()> {
        let place = memory(self.root, self.destination);
        let folder = place.parent().expect("it lies in a folder");
        fs::create_dir_all(folder).map_err(|error| Error::write(folder, error))?;
        let draft = place.with_extension("new");
        fs::write(&draft, text).map_err(|error| Error::write(&draft, error))?;
        fs::rename(&draft, &place).map_err(|error| Error::moving(&place, error))
    }
}

impl Proposal {
    /// Whether the target is what it should be, with nothing left over.
    pub fn is_done(&self) -> bool {
        let is_published = self.found.edition.as_ref().is_some_and(|edition| {
            let is_signed = edition.signature.is_some() || self.edition.signature.is_none();
            edition.files == self.edition.files && is_signed
        });
        let is_clean = self.found.journal.files.is_empty() && !self.found.is_record_damaged;
        self.plan.is_empty() && is_published && is_clean && self.is_tidy
    }
}

/// Asks the web server at `address` for every file that this site folder published last, as a reader
/// would. Gives how many files there are, and what is wrong.
pub fn verify_web(
    destination: &Destination,
    root: &Path,
    address: &str,
) -> Result<(usize, Vec<Fault>)> {
    let text = fs::read_to_string(memory(root, destination)).unwrap_or_default();
    let Some(edition) = Edition::parse(&text) else {
        return Err(Error::Other(say!(
            "这台电脑还没有发布过这个目标，没法按网址核对。先用 fengbei publish 发布",
            "this machine has not published to this target, so nothing can be verified by address. Publish with \
             fengbei publish first"
        )));
    };
    let crew = work::Crew::new(destination.connections, None);
    let faults = web::verify(address, &crew, destination, &edition)?;
    Ok((edition.files.len(), faults))
}

fn no_record(found: &Found) -> Error {
    Error::Other(if found.is_record_damaged {
        say!(
            "那边的发布记录损坏了，或者没有本单位的签名，没法核对。请在上次发布的电脑上核对，或者重新发布",
            "the record of what was published there is damaged or not signed by this office, so nothing can be \
             verified. Verify on the machine that published last, or publish again"
        )
    } else {
        say!(
            "那边没有发布记录，没法核对。先用 fengbei publish 发布",
            "there is no record of a publish there, so nothing can be verified. Publish with fengbei publish first"
        )
    })
}

/// Where this machine keeps what it published.
fn memory(root: &Path, destination: &Destination) -> PathBuf {
    let plain = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '_' };
    let name: String = destination.name.chars().map(plain).collect();
    root.join(".fengbei").join("published").join(name)
}

/// The manifest of the built site in `folder`.
fn built(folder: &Path) -> Result<Manifest> {
    let place = folder.join(MANIFEST);
    let text = fs::read_to_string(&place).map_err(|error| Error::read(&place, error))?;
    Manifest::parse(&text).ok_or_else(|| {
        let place = place.display();
        Error::Other(say!(
            "{place} 损坏了，没有发布。请重新生成网站",
            "{place} is damaged, so nothing was published. Build the site again"
        ))
    })
}
