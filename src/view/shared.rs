//! Views that many pages have in common. Knows nothing of what they say.

use std::hash::{BuildHasher as _, Hash};
use std::ops::Deref;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use hashbrown::{DefaultHashBuilder, HashTable};
use postcard::ser_flavors::Flavor;
use postcard::serialize_with_flavor;
use serde::{Serialize, Serializer};
use tera::Value;
use xxhash_rust::xxh3::xxh3_128;

use super::contract::Seen;

/// A view that many pages show, made once, also in the form that templates see. To a reader who
/// wants few bytes, as fingerprints do, it is a digest of what it says.
#[derive(Debug)]
pub struct Shared<T>(Arc<Made<T>>);

#[derive(Debug)]
struct Made<T> {
    view: T,
    digest: u128,
    value: OnceLock<Value>,
}

impl<T: Serialize> Shared<T> {
    /// Makes `view` one that pages share.
    pub fn new(view: T) -> Self {
        Self(Arc::new(Made { digest: digest(&view), view, value: OnceLock::new() }))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.digest == other.0.digest
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.view
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_u128(self.0.digest);
        }
        let value = self.0.value.get_or_init(|| Value::from_serializable(&self.0.view));
        value.serialize(serializer)
    }
}

impl<T: Seen + Serialize> Seen for Shared<T> {
    fn smallest() -> Self {
        Self::new(T::smallest())
    }

    fn fullest() -> Self {
        Self::new(T::fullest())
    }
}

/// Things that many pages have by what they are of, each made when it is first asked for.
#[derive(Debug)]
pub(super) struct Shelf<K, T> {
    /// In parts, so that those who work beside one another seldom ask for the same.
    parts: [RwLock<HashTable<(K, T)>>; PARTS],
    hasher: DefaultHashBuilder,
}

/// Parts of a shelf.
const PARTS: usize = 32;

impl<K, T> Default for Shelf<K, T> {
    fn default() -> Self {
        Self { parts: Default::default(), hasher: DefaultHashBuilder::default() }
    }
}

impl<K: Eq + Hash, T: Clone> Shelf<K, T> {
    /// Things that are kept in a part; what is asked for beyond is made anew.
    const MOST: usize = 2000;

    /// That of `key`.
    pub(super) fn get(&self, key: K, view: impl FnOnce() -> T) -> T {
        let hash = self.hasher.hash_one(&key);
        let part = &self.parts[usize::from(hash.to_le_bytes()[4]) % PARTS];
        let known = part.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = known.find(hash, |(other, _)| *other == key) {
            return known.clone();
        }
        drop(known);
        let made = view();
        let mut all = part.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() < Self::MOST && all.find(hash, |(other, _)| *other == key).is_none() {
            all.insert_unique(hash, (key, made.clone()), |(key, _)| self.hasher.hash_one(key));
        }
        made
    }
}

/// Things that many pages have by a number of what they are of, each made when it is first asked for
/// and never copied: readers of a roll's rows ask millions of times.
#[derive(Debug)]
pub(super) struct Numbered<T>(Vec<OnceLock<Box<[OnceLock<T>; TOGETHER]>>>);

/// Numbers that room is made for at once.
const TOGETHER: usize = 64;

impl<T> Numbered<T> {
    /// For numbers below `count`.
    pub(super) fn below(count: usize) -> Self {
        Self(std::iter::repeat_with(OnceLock::new).take(count.div_ceil(TOGETHER)).collect())
    }

    /// That of `number`.
    pub(super) fn get(&self, number: usize, make: impl FnOnce() -> T) -> &T {
        let room = || Box::new([const { OnceLock::new() }; TOGETHER]);
        self.0[number / TOGETHER].get_or_init(room)[number % TOGETHER].get_or_init(make)
    }
}

/// A digest of a view, which no two different views share. Views are long and nobody profits from
/// forging one, so a quick digest of 128 bits stands for each.
pub fn digest(view: &impl Serialize) -> u128 {
    /// Most views take less.
    const BYTES: usize = 8 << 10;
    let room = Room(Vec::with_capacity(BYTES));
    xxh3_128(&serialize_with_flavor(view, room).expect("views are plain data"))
}

/// Where a view is written: unlike postcard's own it has room from the start.
struct Room(Vec<u8>);

impl Flavor for Room {
    type Output = Vec<u8>;

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.0.push(byte);
        Ok(())
    }

    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<Self::Output> {
        Ok(self.0)
    }
}
