//! What is on a target before anything is changed there. Reads only.

use std::collections::BTreeMap;

use blake3::Hash;

use super::edition::{Edition, Files, Stamp};
use super::journal::Journal;
use super::store;
use super::target::{Listing, Target, Trouble};
use super::work::Crew;

/// What is on a target.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// What stands at every path outside our store.
    pub there: BTreeMap<String, There>,
    /// Files of our store, with its name before them.
    pub store: Listing,
    /// The edition that was published last.
    pub edition: Option<Edition>,
    /// Whether the target's own record of it is damaged, not signed, older than ours, or gone.
    pub is_record_damaged: bool,
    /// What publishers that did not finish may have left.
    pub journal: Journal,
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum There {
    /// A file of ours.
    Ours(Stamp),
    /// A file at a path of ours that we did not write like this.
    Changed,
    /// A file of somebody else.
    Foreign,
}

/// Looks at the target. `known` is the edition that this machine published last; `trust` tells whether
/// the target's own record counts; files that happen to be what is `wanted` are ours whoever put them
/// there.
pub fn look(
    target: &dyn Target,
    crew: &Crew,
    known: Option<&Edition>,
    trust: &dyn Fn(&Edition) -> bool,
    wanted: &Files,
) -> Result<Found, Trouble> {
    let listing = crew.patiently(|| target.list(""))?;
    let (store, site): (Listing, Listing) =
        listing.into_iter().partition(|(path, _)| store::is_ours(path));
    let text = |path: &str| -> Result<Option<String>, Trouble> {
        if !store.contains_key(path) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        crew.patiently(|| {
            bytes.clear();
            target.read(path, &mut bytes)
        })?;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    };
    let typed = text(store::EDITION)?;
    let journal = text(store::JOURNAL)?.and_then(|text| Journal::parse(&text)).unwrap_or_default();
    let theirs = typed.as_deref().and_then(Edition::parse);
    let is_older = |theirs: &Edition| {
        known.is_some_and(|ours| {
            theirs.time < ours.time || theirs.time == ours.time && theirs != ours
        })
    };
    let is_record_damaged = match &theirs {
        Some(theirs) => is_older(theirs) || !trust(theirs),
        None => typed.is_some() || known.is_some() && !site.is_empty(),
    };
    // Where nothing better is known, a record that does not count still tells what is ours, for a
    // publisher who allows it.
    let edition = known.filter(|_| is_record_damaged).cloned().or(theirs);
    let mut found = Found { there: BTreeMap::new(), store, edition, is_record_damaged, journal };
    resolve(target, crew, &mut found, &site, wanted)?;
    Ok(found)
}

/// Says of every file what it is. Where length does not tell, it is read.
fn resolve(
    target: &dyn Target,
    crew: &Crew,
    found: &mut Found,
    site: &Listing,
    wanted: &Files,
) -> Result<(), Trouble> {
    let mut unsure: Vec<(&str, Vec<Stamp>, There)> = Vec::new();
    for (path, length) in site {
        let published = found.edition.as_ref().and_then(|edition| edition.files.get(path));
        let begun = found.journal.files.get(path);
        let there = match (published, begun) {
            (Some(stamp), None) if stamp.length == *length => There::Ours(*stamp),
            (None, None) => There::Foreign,
            (Some(_), None) | (_, Some(_)) => There::Changed,
        };
        let wanted = wanted.get(path).filter(|_| there == There::Foreign);
        let may_be =
            begun.into_iter().flatten().chain(wanted).chain(published.filter(|_| begun.is_some()));
        let may_be: Vec<Stamp> = may_be.copied().filter(|stamp| stamp.length == *length).collect();
        if may_be.is_empty() {
            found.there.insert(path.clone(), there);
        } else {
            unsure.push((path, may_be, there));
        }
    }
    let read = crew.each(&unsure, |(path, may_be, otherwise)| {
        let digest = digest_of(target, crew, path)?;
        let is = may_be.iter().find(|stamp| Some(stamp.digest) == digest);
        Ok(((*path).to_owned(), is.map_or(*otherwise, |stamp| There::Ours(*stamp))))
    })?;
    found.there.extend(read);
    Ok(())
}

/// Digest of a file on the target; none when it is not there.
pub fn digest_of(target: &dyn Target, crew: &Crew, path: &str) -> Result<Option<Hash>, Trouble> {
    crew.patiently(|| {
        let mut hasher = blake3::Hasher::new();
        Ok(target.read(path, &mut hasher)?.then(|| hasher.finalize()))
    })
}
