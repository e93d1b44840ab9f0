//! Ids that lost the noughts before them.

use std::collections::BTreeMap;

use super::{each_roll, place};
use crate::diag::{Diagnostic, Report};
use crate::load::{ROLL_NUMBER, type_anew};
use crate::model::{PersonId, Roll, RollField, Site};
use crate::say;

/// A form of ids: so many digits, with noughts before them where the number is short.
#[derive(Debug, Clone, Copy)]
struct Padded {
    digits: usize,
    /// Somebody whose id begins with a nought.
    example: PersonId,
}

pub fn check(site: &Site, report: &mut Report) {
    each_roll(site, report, |roll, found| {
        let Some(padded) = padded(roll) else { return };
        let is_short = |id: &str| is_number(id) && !id.starts_with('0') && id.len() < padded.digits;
        let mut short: Vec<PersonId> =
            roll.order.iter().copied().filter(|person| is_short(roll.id(*person))).collect();
        short.sort_unstable();
        for person in short {
            found.add(&ROLL_NUMBER, || lost(roll, person, padded));
        }
    });
}

/// The form of most ids that begin with a nought; none when none does.
fn padded(roll: &Roll) -> Option<Padded> {
    let mut forms: BTreeMap<usize, (usize, PersonId)> = BTreeMap::new();
    for person in roll.people.ids() {
        let id = roll.id(person);
        if id.starts_with('0') && is_number(id) {
            forms.entry(id.len()).or_insert((0, person)).0 += 1;
        }
    }
    let (digits, (_, example)) = forms.into_iter().max_by_key(|(digits, (n, _))| (*n, *digits))?;
    Some(Padded { digits, example })
}

fn is_number(id: &str) -> bool {
    id.bytes().all(|b| b.is_ascii_digit())
}

fn lost(roll: &Roll, person: PersonId, padded: Padded) -> Diagnostic {
    let (id, other, digits) = (roll.id(person), roll.id(padded.example), padded.digits);
    Diagnostic::new(
        &ROLL_NUMBER,
        place(roll, person, RollField::Id),
        say!(
            "编号“{id}”像是丢了前面的 0：别的编号有 {digits} 位，如“{other}”",
            "the id “{id}” seems to have lost the noughts before it: others have {digits} digits, such as “{other}”"
        ),
    )
    .note(place(roll, padded.example, RollField::Id), say!("这一个没有丢", "this one has them"))
    .help(type_anew())
}
