//! The rank of every character by its strokes. Never looks at names.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::{Order, OrderOverrides};
use crate::text::StrokeKind;
use crate::text::han::{PLACES, char_at, place};

/// Ranks of all characters that have a stroke count.
#[derive(Debug, Clone)]
pub(super) struct Ranks {
    /// By place; zero for none.
    places: Vec<u32>,
    /// Of characters that only an override knows: private-use ones.
    others: HashMap<char, u32>,
}

/// What a character is ranked by: count, whether its kinds are missing, kinds, code point.
type Weight<'a> = (u8, bool, &'a [StrokeKind], char);

/// The first byte of a character without a rank; its code point follows.
const UNRANKED: u32 = 0xE0_0000;

impl Ranks {
    /// By what `order` compares; those without overrides are made once.
    pub(super) fn of(order: Order, overrides: &OrderOverrides) -> Arc<Self> {
        static BY_COUNT: LazyLock<Arc<Ranks>> = LazyLock::new(|| Ranks::by_count(&NONE).into());
        static BY_KINDS: LazyLock<Arc<Ranks>> = LazyLock::new(|| Ranks::by_kinds(&NONE).into());
        static NONE: LazyLock<OrderOverrides> = LazyLock::new(OrderOverrides::default);
        match (order, *overrides == *NONE) {
            (Order::Office, true) => Arc::clone(&BY_COUNT),
            (Order::Strict | Order::Pinyin, true) => Arc::clone(&BY_KINDS),
            (Order::Office, false) => Self::by_count(overrides).into(),
            (Order::Strict | Order::Pinyin, false) => Self::by_kinds(overrides).into(),
        }
    }

    /// By stroke count, then code point.
    fn by_count(overrides: &OrderOverrides) -> Self {
        Self::new(overrides, |c| Some((overrides.count(c)?, false, &[], c)))
    }

    /// By stroke count, then stroke kinds, then code point.
    fn by_kinds(overrides: &OrderOverrides) -> Self {
        Self::new(overrides, |c| {
            let kinds = overrides.kinds(c);
            Some((overrides.count(c)?, kinds.is_none(), kinds.unwrap_or(&[]), c))
        })
    }

    fn new<'a>(overrides: &'a OrderOverrides, weight: impl Fn(char) -> Option<Weight<'a>>) -> Self {
        let known = (0..PLACES).filter_map(char_at);
        let others = overrides.characters().filter(|c| place(*c).is_none());
        // Put in order count by count, since most of each lie in order already.
        let mut by_count: Vec<Vec<Weight>> = vec![Vec::new(); usize::from(u8::MAX) + 1];
        for weight in known.chain(others).filter_map(weight) {
            by_count[usize::from(weight.0)].push(weight);
        }
        let weights = by_count.into_iter().flat_map(|mut same| {
            same.sort_unstable();
            same
        });
        let mut ranks = Self { places: vec![0; PLACES], others: HashMap::new() };
        // The first byte of a rank is never zero: that is the blank.
        for (rank, (.., c)) in (0x1_0000..).zip(weights) {
            match place(c) {
                Some(place) => ranks.places[place] = rank,
                None => drop(ranks.others.insert(c, rank)),
            }
        }
        ranks
    }

    /// Three bytes that compare like the ranks; after all of them, by code point, those of
    /// characters without one.
    pub(super) fn cell(&self, c: char) -> [u8; 3] {
        let rank = match place(c) {
            Some(place) => Some(self.places[place]).filter(|rank| *rank > 0),
            None => self.others.get(&c).copied(),
        };
        let [_, a, b, c] = rank.unwrap_or(UNRANKED + u32::from(c)).to_be_bytes();
        [a, b, c]
    }
}
