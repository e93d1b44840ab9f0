//! Who has the same words in a field: people of one unit, one village, one battle.

use std::ops::Range;
use std::sync::OnceLock;

use hashbrown::HashMap;

use crate::model::{PersonId, Roll, RollField, TextId};

/// Everybody who has words in each field, by these words. Made when it is first asked for: most
/// rolls have few pages of people.
#[derive(Debug)]
pub struct Together(Vec<OnceLock<Alike>>);

/// Everybody who has words in a field.
#[derive(Debug)]
struct Alike {
    /// Those with the same words beside each other in the roll's order.
    people: Vec<PersonId>,
    /// Where those of each text are.
    places: HashMap<TextId, Range<usize>>,
}

impl Default for Together {
    fn default() -> Self {
        Self(RollField::ALL.iter().map(|_| OnceLock::new()).collect())
    }
}

impl Together {
    /// Everybody of `roll` whose `field` says `text`, in the roll's order; nobody when it is empty.
    pub fn with(&self, roll: &Roll, field: RollField, text: TextId) -> &[PersonId] {
        let alike = self.0[field as usize].get_or_init(|| Alike::of(roll, field));
        alike.places.get(&text).map_or(&[], |place| &alike.people[place.clone()])
    }
}

impl Alike {
    fn of(roll: &Roll, field: RollField) -> Self {
        let said = |person: &PersonId| roll.people.text(*person, field);
        let has_words = |person: &PersonId| said(person) != TextId::EMPTY;
        let mut people: Vec<_> = roll.order.iter().copied().filter(has_words).collect();
        people.sort_by_key(said);
        let mut places = HashMap::new();
        let mut start = 0;
        for same in people.chunk_by(|a, b| said(a) == said(b)) {
            places.insert(said(&same[0]), start..start + same.len());
            start += same.len();
        }
        Self { people, places }
    }
}
