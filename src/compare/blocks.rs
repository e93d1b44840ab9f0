//! Who is compared with whom: people who share a key. Nobody is compared with everybody.

use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::Xxh3;

use super::facts::Facts;
use super::likeness::other_names;
use super::name::NameForm;
use crate::model::{PersonId, RollField};
use crate::text::{DatePoint, UncertainDate};

/// Pairs of one key that are all looked at. Beyond it, as with a thousand nameless graves, those
/// that also share a place or a date are, and beyond that the ones that stand at the same place.
const MOST: usize = 60_000;
/// How far apart two may stand in such a block.
const REACH: usize = 2;

/// A kind of key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The folded name, the corrected and other names.
    Name,
    /// The name's sound.
    Sound,
    /// The name, and the name without any one of its characters.
    Part,
    /// The sound of the first and of the last character, with the county or a year.
    Ends,
    /// The county and the year of birth or of death.
    PlaceAndDate,
    /// The id.
    Id,
}

impl Key {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Sound, Self::Part, Self::Ends, Self::PlaceAndDate, Self::Id];

    /// The keys of a person.
    fn of(self, facts: &Facts<'_>, person: PersonId, keys: &mut Vec<u64>) {
        let name = facts.name(person);
        match self {
            Self::Name => {
                keys.push(hash(&name.folded));
                keys.extend(facts.corrected(person).map(|name| hash(&name.folded)));
                let others = other_names(facts.get(person, RollField::OtherNames));
                keys.extend(others.map(|name| hash(&NameForm::of(name).folded)));
            }
            Self::Sound => keys.push(hash(&name.sounds)),
            Self::Part => parts(&name.folded, keys),
            Self::Ends => {
                if let (Some(first), Some(last)) = (name.sounds.first(), name.sounds.last()) {
                    keys.extend(marks(facts, person).map(|mark| hash(&(first, last, mark))));
                }
            }
            Self::PlaceAndDate => {
                if let Some(county) = county(facts, person) {
                    keys.extend(years(facts, person).map(|year| hash(&(county, year))));
                }
            }
            Self::Id => {
                let id = facts.get(person, RollField::Id);
                keys.extend((!id.is_empty()).then(|| hash(&id)));
            }
        }
    }
}

/// A name and the name without any one of its characters; names of two characters stay whole.
fn parts(name: &[char], keys: &mut Vec<u64>) {
    if name.len() < 2 || name.len() > 8 {
        return;
    }
    keys.push(hash(&name));
    if name.len() == 2 {
        return;
    }
    for without in 0..name.len() {
        let part: Vec<char> =
            name.iter().enumerate().filter(|(at, _)| *at != without).map(|(_, c)| *c).collect();
        keys.push(hash(&&part[..]));
    }
}

fn county<'f>(facts: &'f Facts<'_>, person: PersonId) -> Option<&'f str> {
    let county = &*facts.locality(person, RollField::Native)?.county;
    (!county.is_empty()).then_some(county)
}

/// The years of birth and of death, each with what it is.
fn years(facts: &Facts<'_>, person: PersonId) -> impl Iterator<Item = (u8, i16)> {
    [(0, RollField::Birth), (1, RollField::Death)].into_iter().filter_map(move |(kind, field)| {
        let first = |date: UncertainDate| date.points().first().copied().map(DatePoint::year);
        Some((kind, facts.date(person, field).and_then(first)?))
    })
}

/// What else narrows a block: the county, the years.
fn marks(facts: &Facts<'_>, person: PersonId) -> impl Iterator<Item = u64> {
    let county = county(facts, person).map(|county| hash(&county));
    county.into_iter().chain(years(facts, person).map(|year| hash(&year)))
}

fn hash(what: &impl Hash) -> u64 {
    let mut hasher = Xxh3::new();
    what.hash(&mut hasher);
    hasher.finish()
}

/// People by key.
type Keyed = Vec<(u64, PersonId)>;
/// Those of them who share a key, or may.
type Block<'k> = &'k [(u64, PersonId)];

/// Gives every pair of the `old` and the `new` who share a key to `each`, some more than once.
pub fn pairs(
    key: Key,
    (old, old_people): (&Facts<'_>, &[PersonId]),
    (new, new_people): (&Facts<'_>, &[PersonId]),
    each: &mut dyn FnMut(PersonId, PersonId),
) {
    let old_keys = keyed(key, old, old_people);
    let new_keys = keyed(key, new, new_people);
    join(&old_keys, &new_keys, &mut |olds, news| {
        if olds.len() * news.len() <= MOST {
            all(olds, news, each);
            return;
        }
        let narrow = |facts: &Facts<'_>, block: Block<'_>| {
            let mut marked: Keyed = block
                .iter()
                .flat_map(|(_, person)| marks(facts, *person).map(|mark| (mark, *person)))
                .collect();
            marked.sort_unstable();
            marked
        };
        join(&narrow(old, olds), &narrow(new, news), &mut |olds, news| {
            if olds.len() * news.len() <= MOST {
                all(olds, news, each);
            } else {
                abreast(olds, news, each);
            }
        });
        abreast(olds, news, each);
    });
}

fn keyed(key: Key, facts: &Facts<'_>, people: &[PersonId]) -> Keyed {
    let mut keyed = Vec::with_capacity(people.len());
    let mut keys = Vec::new();
    for person in people {
        keys.clear();
        key.of(facts, *person, &mut keys);
        keyed.extend(keys.iter().map(|key| (*key, *person)));
    }
    keyed.sort_unstable();
    keyed.dedup();
    keyed
}

/// Runs of one key in both lists, which are sorted.
fn join(olds: Block<'_>, news: Block<'_>, each: &mut dyn FnMut(Block<'_>, Block<'_>)) {
    let mut news = news;
    for olds in olds.chunk_by(|a, b| a.0 == b.0) {
        let key = olds[0].0;
        news = &news[news.partition_point(|(other, _)| *other < key)..];
        let end = news.iter().take_while(|(other, _)| *other == key).count();
        if end > 0 {
            each(olds, &news[..end]);
        }
    }
}

fn all(olds: Block<'_>, news: Block<'_>, each: &mut dyn FnMut(PersonId, PersonId)) {
    for (_, old) in olds {
        for (_, new) in news {
            each(*old, *new);
        }
    }
}

/// Those who stand at about the same place of two long blocks.
fn abreast(olds: Block<'_>, news: Block<'_>, each: &mut dyn FnMut(PersonId, PersonId)) {
    for (at, (_, old)) in olds.iter().enumerate() {
        let end = (at + REACH + 1).min(news.len());
        for (_, new) in news.get(at.saturating_sub(REACH)..end).unwrap_or_default() {
            each(*old, *new);
        }
    }
}
