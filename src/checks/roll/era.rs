//! Names of units and places that did not exist yet, by the office's own table.

use std::collections::HashMap;

use super::known::{Known, dates};
use super::{Judged, each_roll, place};
use crate::diag::{Capped, Diagnostic, Report, Rule, Severity};
use crate::model::{Era, PersonId, Roll, RollField, Site};
use crate::say;

/// A name that was not in use in somebody's lifetime.
pub static ROLL_ERA: Rule = Rule {
    name: "roll-era",
    severity: Severity::Warning,
    zh: "单位名或地名和日期不合：牺牲时还没有这个名称，或者出生前就已经不用。只按 [roll] 的 eras 指定的表判断，\
         表里三列：名称、起、止；没有指定就不判断。",
    en: "The name of a unit or place does not fit the dates: it did not exist yet at death, or was out of use before \
         birth. Only the table that eras in [roll] names is looked at (columns name, from, to); without it nothing is \
         judged.",
};

/// Fields that name units and places.
const FIELDS: [RollField; 4] =
    [RollField::Unit, RollField::Post, RollField::DeathPlace, RollField::Native];

/// The names of the table, to be found in texts.
struct Names<'a> {
    eras: &'a [Era],
    bounds: Vec<(Known, Known)>,
    /// By first character, longer ones first.
    by_start: HashMap<char, Vec<usize>>,
}

impl<'a> Names<'a> {
    fn new(eras: &'a [Era]) -> Self {
        let mut longest_first: Vec<usize> = (0..eras.len()).collect();
        longest_first.sort_by_key(|at| std::cmp::Reverse(eras[*at].name.len()));
        let mut by_start: HashMap<char, Vec<usize>> = HashMap::new();
        for at in longest_first {
            by_start.entry(eras[at].name.chars().next().unwrap_or_default()).or_default().push(at);
        }
        let bounds = eras.iter().map(|era| (Known::new(era.from), Known::new(era.to))).collect();
        Self { eras, bounds, by_start }
    }

    /// The names in `text`; where two begin at one place, the longer one.
    fn within(&self, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let names = self.by_start.get(&first).into_iter().flatten();
            let name = names.copied().find(|at| rest.starts_with(&self.eras[*at].name));
            found.extend(name);
            rest = &rest[name.map_or(first.len_utf8(), |at| self.eras[at].name.len())..];
        }
        found
    }
}

pub fn check(site: &Site, report: &mut Report) {
    each_roll(site, report, |roll, found| {
        if roll.eras.is_empty() {
            return;
        }
        let people = &roll.people;
        let names = Names::new(&roll.eras);
        let dates = dates(people, &[RollField::Birth, RollField::Death]);
        let within = Judged::new(people, &FIELDS, |text| names.within(text));
        for person in people.ids() {
            let date = |field| dates.of(people, person, field);
            let life = (date(RollField::Birth), date(RollField::Death));
            for field in FIELDS {
                let inside = within.of(people, person, field);
                look_at(&names, (roll, person, field), inside, life, found);
            }
        }
    });
}

/// A field of somebody.
type Spot<'a> = (&'a Roll, PersonId, RollField);

fn look_at(
    names: &Names<'_>,
    spot: Spot<'_>,
    inside: &[usize],
    (birth, death): (&Known, &Known),
    found: &mut Capped,
) {
    for at in inside {
        let (from, to) = &names.bounds[*at];
        if death.is_before(from) {
            found.add(&ROLL_ERA, || too_new(spot, &names.eras[*at]));
        } else if to.is_before(birth) {
            found.add(&ROLL_ERA, || too_old(spot, &names.eras[*at]));
        }
    }
}

fn too_new((roll, person, field): Spot<'_>, era: &Era) -> Diagnostic {
    let (name, death) = (&era.name, roll.people.get(person, RollField::Death));
    let (from, since) = (era.from.chinese(), era.from.edtf());
    Diagnostic::new(
        &ROLL_ERA,
        place(roll, person, field),
        say!(
            "“{name}”{from}才有，这个人牺牲于 {death}",
            "“{name}” exists since {since}, but this person died {death}",
        ),
    )
    .help(say!(
        "写当时的名称，今名写在括号里或“今籍贯”里；牺牲日期有误的改日期",
        "write the name of that time, today's in brackets or in native_place_now; or correct the date of death"
    ))
}

fn too_old((roll, person, field): Spot<'_>, era: &Era) -> Diagnostic {
    let (name, birth) = (&era.name, roll.people.get(person, RollField::Birth));
    let (to, until) = (era.to.chinese(), era.to.edtf());
    Diagnostic::new(
        &ROLL_ERA,
        place(roll, person, field),
        say!(
            "“{name}”用到{to}为止，这个人生于 {birth}",
            "“{name}” was in use until {until}, but this person was born {birth}",
        ),
    )
    .help(say!("核对名称和出生日期", "look at the name and at the date of birth"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::UncertainDate;

    #[test]
    fn the_longer_name_is_meant() {
        let era = |name: &str| Era {
            name: name.into(),
            from: UncertainDate::UNKNOWN,
            to: UncertainDate::UNKNOWN,
        };
        let eras = [era("八路军"), era("八路军第一二〇师"), era("甲县")];
        let names = Names::new(&eras);
        assert_eq!(names.within("甲县人，八路军第一二〇师、八路军"), [2, 1, 0]);
        assert_eq!(names.within("新四军"), [0; 0]);
    }
}
