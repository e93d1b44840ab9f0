//! The wall of names (英烈墙): which names are carved, and how many people each stands for.

use hashbrown::HashMap;

use crate::model::{PersonId, Roll, RollFeature, TextId, WallNames};

/// A name on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarvedName {
    /// Who bears it: of several the first in the roll's order.
    pub person: PersonId,
    /// How many bear it and are not carved beside.
    pub people: u32,
}

/// The names that are carved for a roll, in its order. Where the same names are carved once, those
/// carved are as many as there are entries less all who bear a name that was there before. None
/// when the roll has no wall.
pub fn carved(roll: &Roll) -> Vec<CarvedName> {
    let alone = |person: &PersonId| CarvedName { person: *person, people: 1 };
    match roll.settings.wall {
        _ if !roll.settings.offers(RollFeature::Wall) => Vec::new(),
        WallNames::All => roll.order.iter().map(alone).collect(),
        WallNames::Once => {
            let mut carved: Vec<CarvedName> = Vec::new();
            let mut places: HashMap<TextId, usize> = HashMap::new();
            for person in &roll.order {
                if let Some(place) = places.get(&roll.name_text(*person)) {
                    carved[*place].people += 1;
                } else {
                    places.insert(roll.name_text(*person), carved.len());
                    carved.push(alone(person));
                }
            }
            carved
        }
    }
}
