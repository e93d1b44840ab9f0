//! Decisions find their people, and new questions find their place among them.

use std::collections::{HashMap, HashSet};

use super::Tally;
use super::decisions::{Decision, Decisions, Side, Verdict};
use super::facts::Facts;
use super::name::NameForm;
use super::pairing::{Given, How, Pair};
use crate::diag::Message;
use crate::model::{PersonId, RollField, spell};
use crate::say;

/// Letters of the digest of one person.
const LETTERS: u32 = 12;

/// The decisions with the people they speak of.
#[derive(Debug)]
pub struct Asked<'d> {
    decided: &'d Decisions,
    /// By row, whom it speaks of, when they are in the editions.
    people: Vec<Option<(PersonId, PersonId)>>,
    /// What was decided.
    pub given: Given,
    /// What is odd about the decisions.
    pub notes: Vec<Message>,
}

impl<'d> Asked<'d> {
    /// Finds the people of the decisions.
    pub fn of(decided: &'d Decisions, old: &Facts<'_>, new: &Facts<'_>) -> Self {
        if decided.rows.is_empty() {
            return Self {
                decided,
                people: Vec::new(),
                given: Given::default(),
                notes: Vec::new(),
            };
        }
        let (olds, news) = (Finder::of(old), Finder::of(new));
        let people = decided
            .rows
            .iter()
            .map(|row| {
                let (one, other) = row.code.trim().split_once('-').unwrap_or(("", ""));
                Some((olds.find(&row.old, one)?, news.find(&row.new, other)?))
            })
            .collect();
        let mut asked = Self { decided, people, given: Given::default(), notes: Vec::new() };
        asked.sort_out();
        asked
    }

    fn sort_out(&mut self) {
        let (mut olds, mut news) = (HashMap::new(), HashMap::new());
        for (number, (row, people)) in (2..).zip(self.decided.rows.iter().zip(&self.people)) {
            if row.is_unclear() {
                self.notes.push(unclear(number, &row.verdict));
            }
            let Some((old, new)) = *people else { continue };
            match row.verdict() {
                Verdict::Open => {}
                Verdict::Different => {
                    self.given.different.insert((old, new));
                }
                Verdict::Same => {
                    let before = olds.get(&old).or_else(|| news.get(&new)).copied();
                    if let Some(before) = before {
                        self.notes.push(contradiction(number, before));
                        continue;
                    }
                    olds.insert(old, number);
                    news.insert(new, number);
                    self.given.same.push((old, new));
                }
            }
        }
        for pair in &self.given.same {
            if self.given.different.contains(pair) {
                self.notes.push(say!(
                    "核对结论第 {} 行说是同一人，另一行说不是，按同一人算",
                    "row {} of the decisions says that two are one, another that they are not; they count as one",
                    olds[&pair.0]
                ));
            }
        }
    }

    /// The table from now on: everything that somebody wrote, then the questions that are new.
    pub fn next(&mut self, near: &[Pair], old: &Facts<'_>, new: &Facts<'_>) -> (Decisions, Tally) {
        let open: HashMap<(PersonId, PersonId), &Pair> =
            near.iter().map(|pair| ((pair.old, pair.new), pair)).collect();
        let mut tally = Tally::default();
        let mut known = HashSet::new();
        let mut next = Decisions { rows: Vec::new(), extra: self.decided.extra.clone() };
        for (row, people) in self.decided.rows.iter().zip(&self.people) {
            let asked = people.filter(|people| open.contains_key(people));
            let decided = row.verdict() != Verdict::Open;
            match (people, asked) {
                (_, Some(people)) if !known.insert(people) && !row.is_touched() => continue,
                (_, Some(_)) => {}
                (Some(_), None) if decided => tally.used += 1,
                (None, None) if decided => tally.idle += 1,
                (_, None) if row.is_touched() => {}
                (_, None) => continue,
            }
            let mut row = row.clone();
            if let Some((a, b)) = *people {
                refresh(&mut row, old, a, new, b);
            }
            next.rows.push(row);
        }
        tally.pending = known.len();
        for pair in near.iter().filter(|pair| !known.contains(&(pair.old, pair.new))) {
            tally.fresh += 1;
            next.rows.push(question(pair, old, new, self.decided.extra.len()));
        }
        (next, tally)
    }
}

fn unclear(number: usize, verdict: &str) -> Message {
    say!(
        "核对结论第 {number} 行的结论“{verdict}”看不懂，当作待查；请写 同一人、不是同一人 或 待查",
        "row {number} of the decisions says “{verdict}”, which is not understood and counts as open; write 同一人 (same), 不是同一人 (different) or 待查 (open)"
    )
}

fn contradiction(number: usize, before: usize) -> Message {
    say!(
        "核对结论第 {number} 行和第 {before} 行把一个人认作两个人，按第 {before} 行算",
        "rows {number} and {before} of the decisions take one person for two; row {before} counts"
    )
}

/// Says where two people stand now.
fn refresh(row: &mut Decision, old: &Facts<'_>, a: PersonId, new: &Facts<'_>, b: PersonId) {
    (row.old, row.new) = (side(old, a), side(new, b));
    let code = std::mem::replace(&mut row.code, code(old, a, new, b));
    // A line that slipped by a column has something in the place of the digests.
    if !code.is_empty() && !code.starts_with('H') {
        row.note = format!("{} {code}", row.note);
    }
}

fn question(pair: &Pair, old: &Facts<'_>, new: &Facts<'_>, extra: usize) -> Decision {
    Decision {
        old: side(old, pair.old),
        new: side(new, pair.new),
        score: pair.likeness.score().to_string(),
        reason: reason(pair).zh,
        code: code(old, pair.old, new, pair.new),
        extra: vec![String::new(); extra],
        ..Decision::default()
    }
}

/// Why two may be one, in words.
pub fn reason(pair: &Pair) -> Message {
    let mut reasons = pair.likeness.reasons();
    if pair.how == How::Several {
        reasons.push(say!("另有人同样相近", "others are as like"));
    }
    let join = |of: fn(&Message) -> &str, between| {
        reasons.iter().map(of).collect::<Vec<_>>().join(between)
    };
    Message::new(join(|m| &m.zh, "；"), join(|m| &m.en, "; "))
}

fn side(facts: &Facts<'_>, person: PersonId) -> Side {
    Side {
        id: facts.get(person, RollField::Id).to_owned(),
        row: facts.edition.row(person),
        name: facts.get(person, RollField::Name).to_owned(),
        about: facts.edition.about(person),
    }
}

fn code(old: &Facts<'_>, a: PersonId, new: &Facts<'_>, b: PersonId) -> String {
    format!("{}-{}", letters(old.content(a)), letters(new.content(b)))
}

/// Begins with a letter, so that no office program takes it for a number.
fn letters(digest: u64) -> String {
    format!("H{}", spell(digest, LETTERS))
}

/// Finds people of an edition as decisions name them.
struct Finder<'f, 'e> {
    facts: &'f Facts<'e>,
    by_code: HashMap<String, Vec<PersonId>>,
    by_id: HashMap<&'e str, Vec<PersonId>>,
    by_row: HashMap<String, PersonId>,
}

impl<'f, 'e> Finder<'f, 'e> {
    fn of(facts: &'f Facts<'e>) -> Self {
        let (mut by_code, mut by_id) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        let mut by_row = HashMap::new();
        for person in facts.people().ids() {
            by_code.entry(letters(facts.content(person))).or_default().push(person);
            by_id.entry(facts.get(person, RollField::Id)).or_default().push(person);
            by_row.insert(facts.edition.row(person), person);
        }
        by_id.remove("");
        Self { facts, by_code, by_id, by_row }
    }

    /// By what is said of the person; else, when that was corrected or its digest is lost, by the
    /// id, and without one by the row, if the name is still the same.
    fn find(&self, side: &Side, code: &str) -> Option<PersonId> {
        if let Some(people) = self.by_code.get(code.trim()) {
            let has_id = |person: &&PersonId| {
                !side.id.is_empty() && self.facts.get(**person, RollField::Id) == side.id
            };
            let in_row = |person: &&PersonId| self.by_row.get(&side.row) == Some(*person);
            let best = people.iter().find(has_id).or_else(|| people.iter().find(in_row));
            return best.or(people.first()).copied();
        }
        let name = NameForm::of(&side.name);
        let named = |person: &PersonId| self.facts.name(*person).folded == name.folded;
        match self.by_id.get(side.id.as_str()).map(Vec::as_slice) {
            Some([person]) => Some(*person).filter(named),
            None if side.id.is_empty() && code.is_empty() => {
                self.by_row.get(&side.row).copied().filter(named)
            }
            Some(_) | None => None,
        }
    }
}
