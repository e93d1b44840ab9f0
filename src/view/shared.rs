//! Views that many pages have in common. Knows nothing of what they say.

use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use xxhash_rust::xxh3::xxh3_128;

use super::contract::Seen;

/// A view that many pages show, made once. It is serialised as a digest of what it says: whoever
/// shows a page puts what he has made of the view in the digest's place.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared<T> {
    view: Arc<T>,
    digest: u128,
}

impl<T: Serialize> Shared<T> {
    /// Makes `view` one that pages share.
    pub fn new(view: T) -> Self {
        Self { digest: digest(&view), view: Arc::new(view) }
    }

    /// The digest that stands for it.
    pub fn digest(&self) -> u128 {
        self.digest
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.view
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u128(self.digest)
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

/// A digest of a view, which no two different views share. Views are long and nobody profits from
/// forging one, so a quick digest of 128 bits stands for each.
pub fn digest(view: &impl Serialize) -> u128 {
    xxh3_128(&postcard::to_allocvec(view).expect("views are plain data"))
}
