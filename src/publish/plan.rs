//! What a publish would change, and what speaks against it. Pure: nothing is read, nothing changed.

use std::collections::{BTreeMap, HashMap};

use blake3::Hash;

use super::edition::{Files, Stamp};
use super::guard::Guard;
use super::look::{Found, There};
use super::order::{Order, is_page};
use super::store;
use crate::model::Destination;

/// What will change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Files to put in their places, in their order, then by path.
    pub puts: Vec<Put>,
    /// Files to remove when all is there: pages first, then what they named.
    pub removals: Vec<(String, Stamp)>,
    /// Files of ours that go and that an earlier release needs.
    pub replaced: Vec<(String, Stamp)>,
    /// What speaks against it.
    pub guards: Vec<Guard>,
}

/// A file to put in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// Where.
    pub path: String,
    /// What.
    pub stamp: Stamp,
    /// When.
    pub order: Order,
    /// Whether something of ours is there already.
    pub change: Change,
}

/// What a file is to the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    New,
    /// It is there and different.
    Changed,
}

/// How many files of a part of the site change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// New files.
    pub new: usize,
    /// Changed files.
    pub changed: usize,
    /// Removed files.
    pub removed: usize,
}

impl Plan {
    /// What must happen so that the target holds `wanted`; `now` is in seconds since 1970.
    pub fn make(wanted: &Files, found: &Found, destination: &Destination, now: i64) -> Self {
        let mut plan = Self::default();
        let mut others = Vec::new();
        for (path, stamp) in wanted {
            plan.put(path, *stamp, found, &mut others);
            if is_protected(path, destination) {
                plan.guards.push(Guard::Protected { path: path.clone() });
            }
        }
        plan.remove(wanted, found, destination);
        plan.puts.sort_by(|a, b| (a.order, &a.path).cmp(&(b.order, &b.path)));
        plan.removals.sort_by_key(|(path, _)| (!is_page(path), path.clone()));
        plan.guards.extend(Guard::all(&plan, found, others, destination, now));
        plan
    }

    fn put(&mut self, path: &str, stamp: Stamp, found: &Found, others: &mut Vec<String>) {
        let there = found.there.get(path);
        let change = match there {
            Some(There::Ours(old)) if *old == stamp => return,
            Some(There::Ours(old)) => {
                self.replaced.push((path.to_owned(), *old));
                Change::Changed
            }
            Some(There::Changed) => {
                others.push(path.to_owned());
                Change::Changed
            }
            Some(There::Foreign) => {
                self.guards.push(Guard::InTheWay { path: path.to_owned() });
                return;
            }
            None => {
                let was_there =
                    found.edition.as_ref().is_some_and(|it| it.files.contains_key(path));
                if was_there && !found.journal.files.contains_key(path) {
                    others.push(path.to_owned());
                }
                if let Some(path) = blocking(path, found) {
                    self.guards.push(Guard::InTheWay { path });
                }
                Change::New
            }
        };
        let order = match change {
            Change::New => Order::of_new(path),
            Change::Changed => Order::of_changed(path),
        };
        self.puts.push(Put { path: path.to_owned(), stamp, order, change });
    }

    fn remove(&mut self, wanted: &Files, found: &Found, destination: &Destination) {
        for (path, there) in &found.there {
            match there {
                There::Ours(stamp) if !wanted.contains_key(path) => {
                    if !is_protected(path, destination) {
                        self.replaced.push((path.clone(), *stamp));
                        self.removals.push((path.clone(), *stamp));
                    }
                }
                There::Ours(_) | There::Changed | There::Foreign => {}
            }
        }
    }

    /// Whether nothing will change.
    pub fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.removals.is_empty()
    }

    /// Every file to put, with the place it has on its way.
    pub fn places(&self) -> Vec<(&Put, String)> {
        let mut seen: HashMap<Hash, usize> = HashMap::new();
        let place = |put: &Put| {
            let number = seen.entry(put.stamp.digest).or_default();
            *number += 1;
            store::new(&put.stamp.digest, *number)
        };
        let places: Vec<String> = self.puts.iter().map(place).collect();
        self.puts.iter().zip(places).collect()
    }

    /// Bytes to send: what a publisher that was cut brought as far as its place on the way is there.
    pub fn bytes(&self, found: &Found) -> u64 {
        let places = self.places().into_iter();
        let to_send =
            places.filter(|(put, place)| found.store.get(place) != Some(&put.stamp.length));
        to_send.map(|(put, _)| put.stamp.length).sum()
    }

    /// How much changes in all.
    pub fn count(&self) -> Count {
        let mut sum = Count::default();
        for count in self.parts().values() {
            sum.new += count.new;
            sum.changed += count.changed;
            sum.removed += count.removed;
        }
        sum
    }

    /// How much changes in each folder at the site's root; the empty name is for files of the root.
    pub fn parts(&self) -> BTreeMap<String, Count> {
        let mut parts: BTreeMap<String, Count> = BTreeMap::new();
        let part = |path: &str| path.split_once('/').map_or("", |(part, _)| part).to_owned();
        for put in &self.puts {
            let count = parts.entry(part(&put.path)).or_default();
            match put.change {
                Change::New => count.new += 1,
                Change::Changed => count.changed += 1,
            }
        }
        for (path, _) in &self.removals {
            parts.entry(part(path)).or_default().removed += 1;
        }
        parts
    }
}

/// A file of somebody else where the folder of `path` must be.
fn blocking(path: &str, found: &Found) -> Option<String> {
    let above = path.match_indices('/').map(|(end, _)| &path[..end]);
    let mut foreign = above.filter(|above| found.there.get(*above) == Some(&There::Foreign));
    foreign.next().map(str::to_owned)
}

/// Whether a path belongs to others by the settings.
pub fn is_protected(path: &str, destination: &Destination) -> bool {
    destination.protect.iter().any(|it| {
        path.strip_prefix(it.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}
