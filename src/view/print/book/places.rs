//! The people of a volume by place. Never sets them.

use std::collections::{BTreeMap, HashMap};

use crate::model::{PersonId, Roll, RollField, TextId};
use crate::plan::Volumes;
use crate::text::Division;

/// People of one place.
#[derive(Debug)]
pub struct Place {
    /// 省, in the longest form that the roll writes; what stands for it where none is known.
    pub province: String,
    /// 县 without the province; empty when no more than the province is known.
    pub title: String,
    /// Who is from there, in the roll's order.
    pub people: Vec<PersonId>,
}

/// Where places stand: the province in the order of official lists, then the county by pinyin.
type Key = (usize, Vec<u8>, String);

/// The places of volume `volume`, from 1; groups (群体) are no people.
pub fn places(roll: &Roll, volume: usize, volumes: Volumes) -> Vec<Place> {
    let first = (volume - 1) * volumes.people;
    let mut passed = 0;
    let mut chosen = Vec::new();
    for mut place in all(roll) {
        let count = place.people.len();
        let from = first.saturating_sub(passed).min(count);
        let to = (first + volumes.people).saturating_sub(passed).min(count);
        passed += count;
        place.people = place.people.drain(from..to).collect();
        if !place.people.is_empty() {
            chosen.push(place);
        }
    }
    chosen
}

fn all(roll: &Roll) -> Vec<Place> {
    let collator = Division::collator();
    // What a text says is worked out once, not once a person.
    let mut keys: HashMap<TextId, Key> = HashMap::new();
    let mut places: BTreeMap<Key, Place> = BTreeMap::new();
    for person in roll.order.iter().filter(|person| !roll.is_group(**person)) {
        let text = roll.people.text(*person, RollField::Native);
        let said = roll.people.say(text);
        let (province, title) = named(said);
        let key = keys.entry(text).or_insert_with(|| {
            let rank = if said.is_empty() { usize::MAX } else { Division::key(said, &collator).0 };
            (rank, collator.key(title), title.to_owned())
        });
        let fresh = || Place { province: String::new(), title: title.into(), people: Vec::new() };
        let place = places.entry(key.clone()).or_insert_with(fresh);
        if province.len() > place.province.len() {
            province.clone_into(&mut place.province);
        }
        place.people.push(*person);
    }
    let mut provinces: HashMap<usize, String> = HashMap::new();
    for ((rank, ..), place) in &places {
        let known = provinces.entry(*rank).or_default();
        if place.province.len() > known.len() {
            place.province.clone_into(known);
        }
    }
    let titled = |((rank, ..), mut place): (Key, Place)| {
        place.province = match (rank, provinces[&rank].as_str()) {
            (usize::MAX, _) => "籍贯不详".into(),
            (_, "") => "其他".into(),
            (_, province) => province.into(),
        };
        place
    };
    places.into_iter().map(titled).collect()
}

/// The province that `place` names, and what it is filed under below it.
fn named(place: &str) -> (&str, &str) {
    let (province, filed) = Division::filed(place);
    (province, filed.strip_prefix(province).unwrap_or(filed))
}

/// What `place` says below its province.
pub fn below_province(place: &str) -> &str {
    let place = place.trim();
    place.strip_prefix(Division::of(place).province).unwrap_or(place)
}
