//! Stated ages that the dates contradict.

use std::ops::RangeInclusive;

use super::known::dates;
use super::{Judged, each_roll, place};
use crate::diag::{Diagnostic, Report, Rule, Severity};
use crate::model::{PersonId, Roll, RollField, Site};
use crate::say;
use crate::text::{AgeCount, StatedAge};

/// An age that is not what the dates come to.
pub static ROLL_AGE: Rule = Rule {
    name: "roll-age",
    severity: Severity::Warning,
    zh: "写的年龄和生卒日期算出来的不一样。没有写明周岁还是虚岁的，两种算法有一种对得上就不报；写明了的按写明的算。\
         写“约”“余”的不判断，日期不确定的按所有可能算。",
    en: "A stated age is not what the dates of birth and death come to. Where the kind of age is not stated, full years \
         (周岁) and the traditional count (虚岁) both pass; where it is, it counts. Ages marked as about are not judged, \
         and of uncertain dates every possibility is allowed for.",
};

/// What the dates come to.
struct Ages {
    full: RangeInclusive<i16>,
    nominal: RangeInclusive<i16>,
}

impl Ages {
    fn allow(&self, age: StatedAge) -> bool {
        let (full, nominal) = (self.full.contains(&age.years), self.nominal.contains(&age.years));
        match age.count {
            AgeCount::Either => full || nominal,
            AgeCount::Full => full,
            AgeCount::Nominal => nominal,
        }
    }
}

pub fn check(site: &Site, report: &mut Report) {
    each_roll(site, report, |roll, found| {
        let people = &roll.people;
        if !people.has(RollField::Age) {
            return;
        }
        let stated = Judged::new(people, &[RollField::Age], StatedAge::read);
        let dates = dates(people, &[RollField::Birth, RollField::Death]);
        for person in people.ids() {
            let Some(age) = *stated.of(people, person, RollField::Age) else { continue };
            let date = |field| dates.of(people, person, field).date;
            let (birth, death) = (date(RollField::Birth), date(RollField::Death));
            let ages = birth.full_age_at(death).zip(birth.nominal_age_at(death));
            let ages = ages.map(|(full, nominal)| Ages { full, nominal });
            if let Some(ages) = ages.filter(|ages| !ages.allow(age)) {
                found.add(&ROLL_AGE, || differs(roll, person, age, &ages));
            }
        }
    });
}

fn differs(roll: &Roll, person: PersonId, age: StatedAge, ages: &Ages) -> Diagnostic {
    let said = |field| roll.people.get(person, field);
    let (birth, death) = (said(RollField::Birth), said(RollField::Death));
    let (name, stated) = (roll.name(person), said(RollField::Age));
    let (full, nominal) = (span(&ages.full), span(&ages.nominal));
    let finding = Diagnostic::new(
        &ROLL_AGE,
        place(roll, person, RollField::Age),
        say!(
            "“{name}”的年龄写作“{stated}”，按 {birth} 生、{death} 牺牲算是周岁 {full}、虚岁 {nominal}",
            "the age of “{name}” is stated as “{stated}”, but born {birth} and died {death} makes {full} full years, {nominal} by the traditional count (虚岁)"
        ),
    );
    finding.help(match age.count {
        AgeCount::Full if ages.nominal.contains(&age.years) => {
            say!("像是把虚岁写成了周岁", "it seems to be the traditional count (虚岁)")
        }
        AgeCount::Nominal if ages.full.contains(&age.years) => {
            say!("像是把周岁写成了虚岁", "it seems to be full years (周岁)")
        }
        AgeCount::Either | AgeCount::Full | AgeCount::Nominal => {
            say!("核对年龄和生卒日期", "look at the age and at both dates")
        }
    })
}

/// `14`, or `14—15`.
fn span(range: &RangeInclusive<i16>) -> String {
    let (first, last) = (range.start(), range.end());
    if first == last { first.to_string() } else { format!("{first}—{last}") }
}
