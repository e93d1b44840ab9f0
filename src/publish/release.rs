//! Earlier editions that a target keeps, and bringing one back. It knows nothing of sites.

use super::edition::{Edition, Files};
use super::store;
use super::target::{Listing, Target, Trouble};
use super::work::Crew;
use crate::error::{Error, Result};
use crate::say;

/// The earlier editions that are kept, the oldest first.
pub fn releases(
    target: &dyn Target,
    crew: &Crew,
    store: &Listing,
) -> Result<Vec<Edition>, Trouble> {
    let prefix = format!("{}/", store::RELEASES);
    let paths: Vec<&String> = store.keys().filter(|path| path.starts_with(&prefix)).collect();
    let read = crew.each(&paths, |path| {
        crew.patiently(|| {
            let mut bytes = Vec::new();
            target.read(path, &mut bytes)?;
            Ok(Edition::parse(&String::from_utf8_lossy(&bytes)))
        })
    })?;
    let mut releases: Vec<Edition> = read.into_iter().flatten().collect();
    releases.sort_by_key(|edition| edition.time);
    Ok(releases)
}

/// The release that was asked for, or the newest that differs from `now`.
pub fn choose<'a>(
    releases: &'a [Edition],
    asked: Option<&str>,
    now: &Files,
) -> Result<&'a Edition> {
    let found = match asked {
        Some(name) => releases.iter().find(|edition| edition.name() == name),
        None => releases.iter().rev().find(|edition| edition.files != *now),
    };
    found.ok_or_else(|| {
        let names: Vec<String> = releases.iter().map(Edition::name).collect();
        let (zh, en) = match names.as_slice() {
            [] => ("没有".to_owned(), "none".to_owned()),
            names => (names.join("、"), names.join(", ")),
        };
        Error::Other(say!(
            "没有可以退回的这个版本。那边保留的版本：{zh}",
            "there is no such release to go back to. Releases kept there: {en}"
        ))
    })
}
