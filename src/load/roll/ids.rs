//! Ids of people whose rows give none: drawn once from what is known of a person and kept in a
//! ledger, so that a corrected row keeps its id and nobody is given somebody else's.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::kept::Cards;
use crate::model::{IdCard, IdLedger, IdMark, People, PersonId, RollField, spell};
use crate::text::UncertainDate;

/// Letters of an id that was drawn, after its `R`.
const LENGTH: u32 = 7;

/// The ids that `without` came to have.
#[derive(Debug)]
pub struct Assigned {
    /// The ids of people whose rows give none, in order.
    pub ids: Vec<String>,
    /// Every id that was ever drawn.
    pub ledger: IdLedger,
    /// People who look like those who had an id that nobody has any more, under a name that is
    /// written otherwise.
    pub renamed: Vec<(PersonId, String)>,
}

/// Ids for those of `people` whose rows give none. `taken` are the ids that rows give.
pub fn assign(
    people: &People,
    cards: &Cards<'_>,
    without: &[PersonId],
    taken: &HashSet<String>,
    old: &IdLedger,
) -> Assigned {
    let mark = |person: &PersonId| mark(people, *person, cards.of(*person));
    let mut marks: Vec<IdMark> = without.iter().map(mark).collect();
    tell_apart(&mut marks);
    let mut ids: Vec<Option<String>> = vec![None; marks.len()];
    let free = old.entries.keys().filter(|id| !taken.contains(*id));
    let mut left: HashSet<&str> = free.map(String::as_str).collect();
    for part in [IdMark::whole, IdMark::by_place, IdMark::by_birth, IdMark::by_death] {
        let known = only(
            old.entries
                .iter()
                .filter(|(id, _)| left.contains(id.as_str()))
                .map(|(id, mark)| (part(mark), id.as_str())),
        );
        let open = (0..marks.len()).filter(|at| ids[*at].is_none());
        let wanted = only(open.map(|at| (part(&marks[at]), at)));
        for (at, id) in matched(wanted, &known) {
            if old.entries[id].is_of_another(&marks[at]) {
                continue;
            }
            left.remove(id);
            ids[at] = Some(id.to_owned());
        }
    }
    let renamed = renamed(without, &marks, old, &left);
    let mut ledger = old.clone();
    let mut used: HashSet<String> = taken.iter().chain(old.entries.keys()).cloned().collect();
    let mut drawn = Vec::with_capacity(marks.len());
    for (id, mark) in ids.into_iter().zip(marks) {
        let id = id.unwrap_or_else(|| draw(&mark, &used));
        used.insert(id.clone());
        ledger.entries.insert(id.clone(), mark);
        drawn.push(id);
    }
    Assigned { ids: drawn, ledger, renamed }
}

/// Whoever alone has the card of one id alone that nobody has any more.
fn renamed(
    without: &[PersonId],
    marks: &[IdMark],
    old: &IdLedger,
    left: &HashSet<&str>,
) -> Vec<(PersonId, String)> {
    let key = |mark: &IdMark| if mark.card.is_telling() { mark.card.key() } else { 0 };
    let gone = old.entries.iter().filter(|(id, _)| left.contains(id.as_str()));
    let gone = only(gone.map(|(id, mark)| (key(mark), id.as_str())));
    let there = only(marks.iter().enumerate().map(|(at, mark)| (key(mark), at)));
    let pairs = matched(there, &gone).into_iter();
    pairs.map(|(at, id)| (without[at], id.to_owned())).collect()
}

fn matched<'a>(
    wanted: HashMap<u64, Option<usize>>,
    known: &HashMap<u64, Option<&'a str>>,
) -> Vec<(usize, &'a str)> {
    let mut pairs: Vec<_> =
        wanted.into_iter().filter_map(|(key, at)| Some((at?, (*known.get(&key)?)?))).collect();
    pairs.sort_unstable();
    pairs
}

/// Values by key; none where a key has several.
fn only<V>(pairs: impl Iterator<Item = (u64, V)>) -> HashMap<u64, Option<V>> {
    let mut map = HashMap::new();
    for (key, value) in pairs.filter(|(key, _)| *key != 0) {
        map.entry(key).and_modify(|old| *old = None).or_insert(Some(value));
    }
    map
}

fn mark(people: &People, person: PersonId, card: IdCard) -> IdMark {
    let said = |field| people.get(person, field);
    let (name, place) = (said(RollField::Name), said(RollField::Native));
    let (birth, death) = (said(RollField::Birth), said(RollField::Death));
    let with = |other: &str| if is_unknown(other) { 0 } else { digest(&[name, other]) };
    IdMark {
        whole: digest(&[name, place, birth, death]),
        place: with(place),
        birth: with(&year(birth)),
        death: with(&year(death)),
        card,
    }
}

/// The year of a date, which stays when a month and a day are found out; what is said where there
/// is none.
fn year(date: &str) -> Cow<'_, str> {
    let year = UncertainDate::parse(date).ok().and_then(UncertainDate::year);
    year.map_or(Cow::Borrowed(date), |year| year.to_string().into())
}

/// Whether nothing is said that tells somebody from others of the same name.
pub(super) fn is_unknown(said: &str) -> bool {
    said.is_empty() || UncertainDate::parse(said).is_ok_and(UncertainDate::is_unknown)
}

/// Rows that say the same are told apart by their order.
fn tell_apart(marks: &mut [IdMark]) {
    let mut seen: HashMap<u64, u64> = HashMap::new();
    for mark in marks {
        let count = seen.entry(mark.whole).or_default();
        *count += 1;
        if *count > 1 {
            mark.whole = digest(&[&mark.whole.to_string(), &count.to_string()]);
        }
    }
}

pub(super) fn digest(parts: &[&str]) -> u64 {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    for part in parts {
        hasher.update(&part.len().to_le_bytes());
        hasher.update(part.as_bytes());
    }
    // Nought stands for nothing known.
    (hasher.digest() & IdMark::MOST).max(1)
}

fn draw(mark: &IdMark, used: &HashSet<String>) -> String {
    let mut number = mark.whole;
    loop {
        let id = format!("R{}", spell(number, LENGTH));
        if !used.contains(&id) {
            return id;
        }
        number = number.wrapping_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PeopleBuilder;

    /// What is said of people: name, native place, birth and death.
    const SAID: [RollField; 4] =
        [RollField::Name, RollField::Native, RollField::Birth, RollField::Death];

    /// Ids of people of whom this is said, as much of [`SAID`] as there is.
    fn ids<const N: usize>(rows: &[[&str; N]], old: &IdLedger) -> (Vec<String>, IdLedger) {
        ids_beside(&HashSet::new(), rows, old)
    }

    /// The same beside rows that give ids of their own.
    fn ids_beside<const N: usize>(
        taken: &HashSet<String>,
        rows: &[[&str; N]],
        old: &IdLedger,
    ) -> (Vec<String>, IdLedger) {
        let mut people = PeopleBuilder::default();
        for row in rows {
            people.add(SAID.into_iter().zip(row.iter().copied()));
        }
        let people = people.finish();
        let (all, cards) = (people.ids().collect::<Vec<_>>(), Cards::new(&people));
        let assigned = assign(&people, &cards, &all, taken, old);
        (assigned.ids, assigned.ledger)
    }

    #[test]
    fn an_id_stays_when_a_row_moves_or_is_corrected() {
        let rows = [
            ["刘胡兰", "山西文水", "1932"],
            ["石三槐", "山西文水", ""],
            ["左权", "湖南醴陵", "1905"],
        ];
        let (first, ledger) = ids(&rows, &IdLedger::default());
        assert_eq!(first.iter().collect::<HashSet<_>>().len(), 3);
        assert_eq!(ids(&rows, &IdLedger::default()).0, first, "drawn from what is said alone");
        let corrected = [["左权", "湖南省醴陵县", "1905"], ["刘胡兰", "山西文水", "1932-10-08"]];
        let (again, kept) = ids(&corrected, &ledger);
        assert_eq!(again, [first[2].clone(), first[0].clone()]);
        // Who left the roll keeps the id.
        assert!(kept.entries.contains_key(&first[1]));
        let mut text = String::new();
        for (id, mark) in &kept.entries {
            mark.write(id, &mut text);
        }
        assert_eq!(IdLedger::parse(&text), (kept, vec![]));
    }

    #[test]
    fn rows_that_say_the_same_have_ids_of_their_own() {
        let rows = [["王伟", "", ""], ["王伟", "", ""]];
        let (first, ledger) = ids(&rows, &IdLedger::default());
        assert_ne!(first[0], first[1]);
        assert_eq!(ids(&rows, &ledger).0, first);
        // Of two who could be one of two, nobody takes an id over.
        let corrected = [["王伟", "太原", ""], ["王伟", "大同", ""]];
        let fresh = ids(&corrected, &ledger).0;
        assert!(fresh.iter().all(|id| !first.contains(id)), "{fresh:?} {first:?}");
    }

    #[test]
    fn dates_that_are_made_whole_keep_the_id_and_another_person_gets_none() {
        let (first, ledger) = ids(&[["甲一", "示例县", "1912", "1937"]], &IdLedger::default());
        let same = |row| ids(&[row], &ledger).0 == first;
        assert!(same(["甲一", "示例县", "1912年3月", "1937-09-25"]));
        assert!(same(["甲一", "示例省示例县", "1912-03-05", "1937"]));
        assert!(!same(["甲一", "别县", "1912", "1950"]), "shares a name and a year with the other");
        assert!(!same(["甲一", "示例县", "1920", "1950"]));
        let unknown = ["乙二", "示例县", "不详", "1937"];
        let (first, ledger) = ids(&[unknown], &IdLedger::default());
        assert_ne!(
            ids(&[["乙二", "别县", "不详", ""]], &ledger).0,
            first,
            "nobody knows both births"
        );
    }

    #[test]
    fn an_id_that_a_row_gives_is_drawn_for_no_other() {
        let (first, ledger) = ids(&[["甲一", "示例县", "1912"]], &IdLedger::default());
        let typed = first.iter().cloned().collect();
        let other = ids_beside(&typed, &[["甲一", "别县", "1912"]], &ledger).0;
        assert_ne!(other, first);
    }
}
