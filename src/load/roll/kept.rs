//! The ledger of ids brought up to date, and who was given the id of somebody else. Never draws an
//! id.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::ids::{digest, is_unknown};
use super::rules::{ROLL_ID, ROLL_RENAMED};
use crate::diag::{Diagnostic, Place};
use crate::model::{GivenId, IdCard, IdLedger, IdMark, People, PersonId, RollField, TextId};
use crate::say;
use crate::text::{UncertainDate, canonical, readings};

/// A ledger as it is kept from now on.
#[derive(Debug)]
pub struct Kept {
    /// Its text.
    pub text: String,
    /// Whether it has no line.
    pub is_empty: bool,
    /// Whoever has an id that was somebody else's.
    pub reused: Vec<PersonId>,
}

/// Brings the ledger `old` up to date: ids that rows of the people of `cards` give, beside those that
/// were `drawn`. Whose an id was stays in it as long as somebody else has the id.
pub fn keep(cards: &Cards<'_>, drawn: &IdLedger, old: &str) -> Kept {
    let people = cards.people;
    let ids = people.ids().map(|person| (people.get(person, RollField::Id), person));
    let mut giving: Vec<(&str, PersonId)> = ids.filter(|(id, _)| can_be_kept(id)).collect();
    // Of two with one id the first has it. Tables are mostly in the order of ids already.
    giving.sort_by_key(|(id, _)| *id);
    giving.dedup_by_key(|(id, _)| *id);
    let cards: Vec<IdCard> = giving.par_iter().map(|(_, person)| cards.of(*person)).collect();

    let mut kept = Kept { text: IdLedger::head(), is_empty: true, reused: Vec::new() };
    let mut there = giving.into_iter().zip(cards).peekable();
    let mut known = IdLedger::given(old).peekable();
    let mut drawn = drawn.entries.iter().peekable();
    loop {
        let nexts = [
            there.peek().map(|((id, _), _)| *id),
            known.peek().map(|line| line.id),
            drawn.peek().map(|(id, _)| id.as_str()),
        ];
        let Some(next) = nexts.into_iter().flatten().min() else { return kept };
        kept.is_empty = false;
        let there = there.next_if(|((id, _), _)| *id == next);
        let mut was = None;
        while let Some(line) = known.next_if(|line| line.id == next) {
            was = was.or(Some(line.card));
        }
        let drawn = drawn.next_if(|(id, _)| *id == next);
        let was = drawn.map(|(_, mark)| mark.card).or(was).unwrap_or_default();
        let card = match there {
            Some(((_, person), card)) if card.is_of_another(was) => {
                kept.reused.push(person);
                was
            }
            Some((_, card)) => card.or(was),
            None => was,
        };
        match drawn {
            Some((id, mark)) => IdMark { card, ..*mark }.write(id, &mut kept.text),
            None => GivenId { id: next, card }.write(&mut kept.text),
        }
    }
}

/// Whether an id can stand in a line of its own.
fn can_be_kept(id: &str) -> bool {
    !id.is_empty() && !id.starts_with('#') && !id.contains(char::is_control)
}

/// Who people are in short. What a place or a date says is worked out once, however many have it.
#[derive(Debug)]
pub struct Cards<'p> {
    people: &'p People,
    places: HashMap<TextId, u64>,
    years: HashMap<TextId, Option<i16>>,
}

impl<'p> Cards<'p> {
    /// The cards of `people`.
    pub fn new(people: &'p People) -> Self {
        let said = |fields: &[RollField]| -> HashSet<TextId> {
            let each = |person| fields.iter().map(move |field| people.text(person, *field));
            people.ids().flat_map(each).collect()
        };
        let places = said(&[RollField::Native]).into_par_iter();
        let years = said(&[RollField::Birth, RollField::Death]).into_par_iter();
        Self {
            people,
            places: places.map(|text| (text, place(people.say(text)))).collect(),
            years: years.map(|text| (text, year(people.say(text)))).collect(),
        }
    }

    /// Who `person` is in short.
    pub fn of(&self, person: PersonId) -> IdCard {
        let text = |field| self.people.text(person, field);
        let year = |field| self.years[&text(field)];
        IdCard::new(
            digest(&[&sound(self.people.get(person, RollField::Name))]),
            self.places[&text(RollField::Native)],
            year(RollField::Birth),
            year(RollField::Death),
        )
    }
}

fn place(said: &str) -> u64 {
    if is_unknown(said) { 0 } else { digest(&[&bare(said)]) }
}

fn year(said: &str) -> Option<i16> {
    UncertainDate::parse(said).ok().and_then(UncertainDate::year)
}

/// How a name sounds, character by character; what has no reading stands for itself.
fn sound(name: &str) -> String {
    let mut out = String::with_capacity(name.len() * 2);
    for c in name.chars().map(canonical).filter(|c| !c.is_whitespace()) {
        match readings(c).first() {
            Some(syllable) => out.push_str(syllable.as_str()),
            None => out.push(c),
        }
        out.push(' ');
    }
    out
}

/// A place without the words for what it is, which tables write or leave out.
fn bare(place: &str) -> String {
    place
        .chars()
        .filter(|c| !c.is_whitespace() && !"省市县區区".contains(*c))
        .map(canonical)
        .collect()
}

/// That an id was somebody else's.
pub fn reused(place: Place, id: &str, name: &str, ledger: &str) -> Diagnostic {
    Diagnostic::new(
        &ROLL_ID,
        place,
        say!(
            "编号 {id} 原来是另一个人的，现在给了“{name}”；编号和网址是永久的，不能再给别人",
            "the id {id} was somebody else's and is now given to “{name}”; ids are permanent addresses"
        ),
    )
    .help(say!(
        "给“{name}”换一个没有用过的编号，或者把这一格空着由程序编；确是同一个人（改正得多）或者有意移给他的，删去 {ledger} 里以 {id} 开头的那一行再生成",
        "give “{name}” an id that nobody had, or leave the cell empty to have one drawn; when it is the same person, much corrected, or the id was moved on purpose, delete the line that begins with {id} from {ledger} and build again"
    ))
}

/// That somebody looks like the one who had the id `was`.
pub fn renamed(place: Place, name: &str, was: &str) -> Diagnostic {
    Diagnostic::new(
        &ROLL_RENAMED,
        place,
        say!(
            "“{name}”和原来编号 {was} 的人籍贯、生卒年相同，姓名同音，现在算作另一个人，另编了编号",
            "“{name}” has place, years and the sound of the name in common with whoever had the id {was}, but counts as another person with another id"
        ),
    )
    .help(say!(
        "是改正了姓名用字的同一个人，就在“编号”一栏填上 {was}，网址不变；确是两个人，不必管",
        "if it is the same person under a corrected name, type {was} as the id, and the address stays; if they are two, leave it"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PeopleBuilder;

    const SAID: [RollField; 5] =
        [RollField::Id, RollField::Name, RollField::Native, RollField::Birth, RollField::Death];

    /// The ledger after `rows` (id, name, place, birth, death), and whose ids were others'.
    fn kept(rows: &[[&str; 5]], old: &str) -> (String, Vec<u32>) {
        let mut people = PeopleBuilder::default();
        for row in rows {
            people.add(SAID.into_iter().zip(row.iter().copied()));
        }
        let (drawn, bad) = IdLedger::parse(old);
        assert_eq!(bad, [0usize; 0]);
        let people = people.finish();
        let kept = keep(&Cards::new(&people), &drawn, old);
        (kept.text, kept.reused.into_iter().map(|person| person.0).collect())
    }

    #[test]
    fn an_id_is_somebodys_for_ever() {
        let first = [["A1", "甲一", "示例省示例县", "1912", ""], ["A2", "乙二", "示例县", "", ""]];
        let (ledger, reused) = kept(&first, "");
        assert_eq!(reused, [0u32; 0]);
        // Who is corrected stays who they are; another does not become them.
        for (row, is_other) in [
            (["A1", "甲一", "示例示例", "1912-03-05", "1937"], false),
            (["A1", "甲壹", "别处", "1912", ""], false),
            (["A1", "丙三", "示例省示例县", "1912年3月", "1940"], false),
            (["A1", "甲一", "示例省示例县", "约1913", ""], false),
            (["A1", "甲一", "别处", "1920", ""], true),
            (["A1", "丙三", "示例省示例县", "", "1940"], true),
            (["A1", "丙三", "", "", ""], true),
        ] {
            let (after, reused) = kept(&[row], &ledger);
            assert_eq!(!reused.is_empty(), is_other, "{row:?}");
            assert!(after.contains("\nA2\t"), "who left is remembered");
            // It is told until somebody mends it.
            assert_eq!(kept(&[row], &after).1, reused, "{row:?}");
        }
        let (none, _) = kept(&[], &ledger);
        assert_eq!(none, ledger);
        // An office that means it deletes the line.
        let without: String = ledger
            .lines()
            .filter(|line| !line.starts_with("A1"))
            .map(|line| format!("{line}\n"))
            .collect();
        assert_eq!(kept(&[["A1", "丙三", "", "", ""]], &without).1, [0u32; 0]);
    }

    #[test]
    fn lines_in_another_order_after_a_merge_are_the_same_ledger() {
        let rows = [["A1", "甲一", "示例县", "", ""], ["A2", "乙二", "示例县", "", ""]];
        let (ledger, _) = kept(&rows, "");
        let mut lines: Vec<&str> = ledger.lines().collect();
        lines.swap(2, 3);
        assert_eq!(kept(&rows, &lines.join("\n")).0, ledger);
    }
}
