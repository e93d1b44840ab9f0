//! Who has the same words in a field: people of one unit, one village, one battle.

use std::sync::OnceLock;

use crate::model::{PersonId, Roll, RollField, TextId};

/// By field, everybody who has words in it, those with the same words beside each other in the
/// roll's order. Made when it is first asked for: most rolls have few pages of people.
#[derive(Debug)]
pub struct Together(Vec<OnceLock<Vec<PersonId>>>);

impl Default for Together {
    fn default() -> Self {
        Self(RollField::ALL.iter().map(|_| OnceLock::new()).collect())
    }
}

impl Together {
    /// Everybody of `roll` whose `field` says `text`, in the roll's order; nobody when it is empty.
    pub fn with(&self, roll: &Roll, field: RollField, text: TextId) -> &[PersonId] {
        let said = |person: &PersonId| roll.people.text(*person, field);
        let all = self.0[field as usize].get_or_init(|| {
            let has_words = |person: &PersonId| said(person) != TextId::EMPTY;
            let mut all: Vec<_> = roll.order.iter().copied().filter(has_words).collect();
            all.sort_by_key(said);
            all
        });
        let start = all.partition_point(|person| said(person) < text);
        let count = all[start..].partition_point(|person| said(person) == text);
        &all[start..start + count]
    }
}
