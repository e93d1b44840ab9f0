//! The order of a roll's list.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::ROLL_ORDER;
use crate::diag::{Capped, Diagnostic, Message, Place};
use crate::model::{People, PersonId, RollField, RollOrder, RollSettings, TextId, is_group};
use crate::say;
use crate::source::SourcePath;
use crate::text::{Collator, Division, Missing, UncertainDate, is_cjk};

/// Sorts `shown`. Whoever is equal by the rule stays in the order of the files.
/// What it has no data for is told of `index`, where it can be stated.
pub fn sort(
    people: &People,
    (settings, index): (&RollSettings, &SourcePath),
    shown: &mut [PersonId],
    found: &mut Capped,
) {
    let mut by_name = |shown: &mut [PersonId]| {
        for (c, missing) in by_name(people, settings, shown) {
            found.push(unplaced_character(index, c, missing));
        }
    };
    match settings.order {
        RollOrder::Source => {}
        RollOrder::Date => by_key(people, RollField::Death, shown, |said| {
            UncertainDate::parse(said).map_or(u64::MAX, UncertainDate::sort_key)
        }),
        RollOrder::Wall => by_key(people, RollField::Wall, shown, wall),
        RollOrder::Place => {
            by_name(shown);
            // As places are filed, so that the people of a county stand together.
            let collator = Division::collator();
            by_key(people, RollField::Native, shown, |said| {
                (said.is_empty(), Division::key(said, &collator), said.to_owned())
            });
        }
        RollOrder::Office | RollOrder::Strict | RollOrder::Pinyin => {
            by_name(shown);
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

/// Sorts by the shown name, as the roll's rule has it; groups come after the people. Gives the
/// characters that the rule has no data for.
fn by_name(
    people: &People,
    settings: &RollSettings,
    shown: &mut [PersonId],
) -> BTreeSet<(char, Missing)> {
    let collator = settings.collator();
    let mut names: Vec<TextId> = shown.iter().map(|person| name_of(people, *person)).collect();
    names.par_sort_unstable();
    names.dedup();
    let keys: Vec<Vec<u8>> = names.par_iter().map(|name| collator.key(people.say(*name))).collect();
    let rank_of = ranks(people, &names, &keys);
    let key = |person: &PersonId| {
        let is_group = is_group(people.get(*person, RollField::Kind));
        (is_group, rank_of[People::number(name_of(people, *person))])
    };
    shown.par_sort_by_cached_key(key);
    unplaced(people, &names, &collator)
}

/// The place of each name among all, by the number of its text.
fn ranks(people: &People, names: &[TextId], keys: &[Vec<u8>]) -> Vec<u32> {
    let mut order: Vec<u32> = (0u32..).take(names.len()).collect();
    order.par_sort_unstable_by(|a, b| keys[*a as usize].cmp(&keys[*b as usize]));
    let mut ranks = vec![0; people.texts()];
    let mut rank = 0;
    for (at, name) in order.iter().enumerate() {
        // Names with one key share their place, so that the order of the files decides.
        if at > 0 && keys[order[at - 1] as usize] != keys[*name as usize] {
            rank += 1;
        }
        ranks[People::number(names[*name as usize])] = rank;
    }
    ranks
}

fn name_of(people: &People, person: PersonId) -> TextId {
    match people.text(person, RollField::Corrected) {
        TextId::EMPTY => people.text(person, RollField::Name),
        corrected => corrected,
    }
}

/// Characters the rule has no data for. Letters of other scripts have no strokes and lack none.
fn unplaced(people: &People, names: &[TextId], collator: &Collator) -> BTreeSet<(char, Missing)> {
    let is_common = |c: char| matches!(c, '\u{4e00}'..='\u{9fa5}');
    names
        .par_iter()
        .map(|name| people.say(*name))
        .filter(|name| !name.chars().all(is_common))
        .flat_map_iter(|name| collator.unplaced(name))
        .filter(|(c, _)| c.is_alphabetic() && is_cjk(*c))
        .collect()
}

fn unplaced_character(index: &SourcePath, c: char, missing: Missing) -> Diagnostic {
    let code = u32::from(c);
    let what = match missing {
        Missing::Strokes => say!("笔画数", "stroke count"),
        Missing::Kinds => say!("笔形", "kinds of strokes"),
        Missing::Reading => say!("读音", "reading"),
    };
    let Message { zh, en } = what;
    let message = Message::new(
        format!("“{c}”（U+{code:04X}）没有{zh}资料，有这个字的姓名排在最后"),
        format!("the {en} of “{c}” (U+{code:04X}) is unknown, so names with it come last"),
    );
    Diagnostic::new(&ROLL_ORDER, Place::File(index.clone()), message).help(say!(
        "在 _index.md 的 [roll] 里补上，例如 overrides = [\"{c} = 12\"]（笔画数）或 [\"{c} = tan\"]（姓氏读音）",
        "state it in [roll] of _index.md: overrides = [\"{c} = 12\"] (strokes) or [\"{c} = tan\"] (a surname's reading)"
    ))
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
