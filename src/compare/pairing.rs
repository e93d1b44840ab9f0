//! Who is who: one person of the old edition to one of the new at most, the likest first. Never
//! guesses between two who are equally like; somebody is asked.

use std::collections::HashSet;

use super::blocks::{self, Key};
use super::date::DateRelation;
use super::facts::Facts;
use super::likeness::Likeness;
use super::locality::PlaceRelation;
use super::name::NameRelation;
use crate::model::{PersonId, RollField};

/// How it is known that two are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Somebody decided it.
    Decided,
    /// They have one id.
    Id,
    /// What is said of them agrees.
    Content,
    /// They may be one.
    Near,
    /// They may be one, and so may others.
    Several,
}

/// Somebody of the old edition and somebody of the new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Of the old edition.
    pub old: PersonId,
    /// Of the new edition.
    pub new: PersonId,
    /// How it is known.
    pub how: How,
    /// How alike they are.
    pub likeness: Likeness,
}

/// What somebody decided.
#[derive(Debug, Default)]
pub struct Given {
    /// Pairs that are one person, in the order of the decisions.
    pub same: Vec<(PersonId, PersonId)>,
    /// Pairs that are not.
    pub different: HashSet<(PersonId, PersonId)>,
}

/// Every pair, by the old edition's order; `fields` are those both editions have.
pub fn pair(old: &Facts<'_>, new: &Facts<'_>, fields: &[RollField], given: &Given) -> Vec<Pair> {
    let mut pairing = Pairing {
        old,
        new,
        given,
        old_taken: vec![false; old.people().len()],
        new_taken: vec![false; new.people().len()],
        pairs: Vec::new(),
    };
    for (a, b) in &given.same {
        pairing.take_if_free(*a, *b, How::Decided);
    }
    pairing.equal(fields);
    pairing.ids();
    let without_id: Vec<_> = fields.iter().copied().filter(|f| *f != RollField::Id).collect();
    pairing.equal(&without_id);
    pairing.likest();
    let mut pairs = pairing.pairs;
    pairs.sort_unstable_by_key(|pair| pair.old);
    pairs
}

struct Pairing<'c, 'e> {
    old: &'c Facts<'e>,
    new: &'c Facts<'e>,
    given: &'c Given,
    old_taken: Vec<bool>,
    new_taken: Vec<bool>,
    pairs: Vec<Pair>,
}

/// Two who may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    /// How much is lacking to the highest score, so that the best comes first.
    lacks: u8,
    old: PersonId,
    new: PersonId,
}

impl Pairing<'_, '_> {
    fn is_free(&self, a: PersonId, b: PersonId) -> bool {
        !self.old_taken[a.0 as usize] && !self.new_taken[b.0 as usize]
    }

    fn take(&mut self, a: PersonId, b: PersonId, how: How) {
        self.old_taken[a.0 as usize] = true;
        self.new_taken[b.0 as usize] = true;
        let likeness = Likeness::of(self.old, a, self.new, b);
        self.pairs.push(Pair { old: a, new: b, how, likeness });
    }

    fn take_if_free(&mut self, a: PersonId, b: PersonId, how: How) {
        if self.is_free(a, b) {
            self.take(a, b, how);
        }
    }

    fn free(facts: &Facts<'_>, taken: &[bool]) -> Vec<PersonId> {
        facts.people().ids().filter(|person| !taken[person.0 as usize]).collect()
    }

    fn free_old(&self) -> Vec<PersonId> {
        Self::free(self.old, &self.old_taken)
    }

    fn free_new(&self) -> Vec<PersonId> {
        Self::free(self.new, &self.new_taken)
    }

    /// Rows of which every one of `fields` says the same, in order.
    fn equal(&mut self, fields: &[RollField]) {
        let keyed = |facts: &Facts<'_>, people: Vec<PersonId>| {
            let mut keyed: Vec<(u64, PersonId)> =
                people.into_iter().map(|person| (facts.digest(person, fields), person)).collect();
            keyed.sort_unstable();
            keyed
        };
        let (olds, news) = (keyed(self.old, self.free_old()), keyed(self.new, self.free_new()));
        let mut at = 0;
        for (key, old) in olds {
            while news.get(at).is_some_and(|(other, _)| *other < key) {
                at += 1;
            }
            let Some((other, new)) = news.get(at).copied() else { return };
            if other == key && !self.given.different.contains(&(old, new)) {
                self.take(old, new, How::Content);
                at += 1;
            }
        }
    }

    /// Those of one id, which nobody else has, when nothing is against it.
    fn ids(&mut self) {
        let unique = |facts: &Facts<'_>| {
            let mut ids: Vec<(&str, PersonId)> = facts
                .people()
                .ids()
                .map(|person| (facts.edition.people.get(person, RollField::Id), person))
                .filter(|(id, _)| !id.is_empty())
                .collect();
            ids.sort_unstable();
            let once = ids.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() == 1);
            once.map(|same| (same[0].0.to_owned(), same[0].1)).collect::<Vec<_>>()
        };
        let (olds, news) = (unique(self.old), unique(self.new));
        for (id, old) in olds {
            let Ok(at) = news.binary_search_by(|(other, _)| other.as_str().cmp(&id)) else {
                continue;
            };
            let new = news[at].1;
            if !self.is_free(old, new) || self.given.different.contains(&(old, new)) {
                continue;
            }
            let likeness = Likeness::of(self.old, old, self.new, new);
            let dates = [likeness.birth, likeness.death].contains(&DateRelation::Different);
            // An id that was given anew is no proof: names must be alike as well.
            let named = likeness.name <= NameRelation::OtherName
                || likeness.name <= NameRelation::Illegible && likeness.is_compatible();
            if named && !dates && likeness.place != PlaceRelation::Different && !likeness.sexes {
                self.take(old, new, How::Id);
            }
        }
    }

    /// The others, the likest first.
    fn likest(&mut self) {
        let candidates = self.candidates();
        for equals in candidates.chunk_by(|a, b| a.lacks == b.lacks) {
            let free: Vec<_> =
                equals.iter().filter(|c| self.is_free(c.old, c.new)).copied().collect();
            let several = Several::of(self.old, self.new, &free);
            for Candidate { old, new, .. } in free {
                if self.is_free(old, new) {
                    let how = self.how(old, new, several.has(old, new));
                    self.take(old, new, how);
                }
            }
        }
    }

    fn how(&self, old: PersonId, new: PersonId, several: bool) -> How {
        let likeness = Likeness::of(self.old, old, self.new, new);
        let named = likeness.name == NameRelation::Same;
        match named && (likeness.is_compatible() || likeness.id && likeness.is_likely()) {
            _ if several => How::Several,
            true if likeness.id => How::Id,
            true => How::Content,
            false => How::Near,
        }
    }

    /// All who may be one, the likest first, then in the order of the editions.
    fn candidates(&self) -> Vec<Candidate> {
        let (olds, news) = (self.free_old(), self.free_new());
        let mut candidates = Vec::new();
        for key in Key::ALL {
            blocks::pairs(key, (self.old, &olds), (self.new, &news), &mut |old, new| {
                let likeness = Likeness::of(self.old, old, self.new, new);
                if likeness.is_near() && !self.given.different.contains(&(old, new)) {
                    candidates.push(Candidate { lacks: 100 - likeness.score(), old, new });
                }
            });
            candidates.sort_unstable();
            candidates.dedup();
        }
        candidates
    }
}

/// Who has several others equally like, who are not told from each other by what is said of them.
struct Several {
    old: HashSet<PersonId>,
    new: HashSet<PersonId>,
}

impl Several {
    fn of(old: &Facts<'_>, new: &Facts<'_>, equals: &[Candidate]) -> Self {
        let of_old = equals.iter().map(|c| (c.old, new.content(c.new)));
        let of_new = equals.iter().map(|c| (c.new, old.content(c.old)));
        Self { old: several(of_old), new: several(of_new) }
    }

    fn has(&self, old: PersonId, new: PersonId) -> bool {
        self.old.contains(&old) || self.new.contains(&new)
    }
}

/// Who has more than one other.
fn several(pairs: impl Iterator<Item = (PersonId, u64)>) -> HashSet<PersonId> {
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.chunk_by(|a, b| a.0 == b.0).filter(|of| of.len() > 1).map(|of| of[0].0).collect()
}
