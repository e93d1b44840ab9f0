//! The order of a roll's list.

use rayon::prelude::*;

use crate::model::{People, PersonId, RollField, RollOrder, RollSettings};
use crate::text::UncertainDate;

/// Sorts `shown`. Whoever is equal by the rule stays in the order of the files.
pub fn sort(people: &People, settings: &RollSettings, shown: &mut [PersonId]) {
    match settings.order {
        RollOrder::Source => {}
        RollOrder::Date => by_key(people, RollField::Death, shown, |said| {
            UncertainDate::parse(said).map_or(u64::MAX, UncertainDate::sort_key)
        }),
        RollOrder::Wall => by_key(people, RollField::Wall, shown, wall),
        RollOrder::Place => {
            by_name(people, settings, shown);
            by_key(people, RollField::Native, shown, |said| (said.is_empty(), said.to_owned()));
        }
        RollOrder::Office | RollOrder::Strict | RollOrder::Pinyin => {
            by_name(people, settings, shown);
        }
    }
}

/// Sorts by what `key` makes of a field; each text is looked at once.
fn by_key<K: Ord + Clone + Send + Sync>(
    people: &People,
    field: RollField,
    shown: &mut [PersonId],
    key: impl Fn(&str) -> K + Sync,
) {
    let mut used = vec![false; people.texts()];
    for person in shown.iter() {
        used[People::number(people.text(*person, field))] = true;
    }
    let keys: Vec<Option<K>> =
        people.said().zip(used).map(|(said, used)| used.then(|| key(said))).collect();
    shown.par_sort_by(|a, b| {
        let key = |person: PersonId| &keys[People::number(people.text(person, field))];
        key(*a).cmp(key(*b))
    });
}

/// Sorts by the shown name, as the roll's rule has it.
fn by_name(people: &People, _settings: &RollSettings, shown: &mut [PersonId]) {
    shown.par_sort_by(|a, b| people.get(*a, RollField::Name).cmp(people.get(*b, RollField::Name)));
}

/// Panel, column and row of a place on the wall, whatever stands between the numbers; places
/// nobody knows come last.
fn wall(said: &str) -> (bool, Vec<u32>, String) {
    let numbers = said
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(|digits| digits.parse().unwrap_or(u32::MAX));
    (said.is_empty(), numbers.collect(), said.to_owned())
}
