//! Deaths outside the period that is stated.

use super::known::{Known, dates};
use super::{Judged, each_roll, place};
use crate::diag::{Diagnostic, Report, Rule, Severity};
use crate::model::{PersonId, Roll, RollField, Site};
use crate::say;
use crate::text::Period;

/// A death outside the period that is stated.
pub static ROLL_PERIOD: Rule = Rule {
    name: "roll-period",
    severity: Severity::Warning,
    zh: "牺牲日期不在所写的时期之内。各时期的起止取通行的说法，并放宽到实际用法：大革命时期从建党算起，\
         解放战争时期算到剿匪结束，抗美援朝算到志愿军全部回国。写了几个时期的，落在任何一个之内都可以；\
         日期不确定的，所有可能都在时期之外才报；没有见过的时期名称不判断。",
    en: "A death lies outside the period that is stated. Periods are taken as usually given and widened to how they \
         are used: the Great Revolution from 1921, the War of Liberation until the bandits were put down, the war in \
         Korea until the volunteers came home. Of several periods one is enough; an uncertain date is told only when \
         every possibility is outside; unknown names of periods are not judged.",
};

/// What a stated period lets pass.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stated {
    /// The periods named.
    periods: Vec<&'static Period>,
}

impl Stated {
    fn read(said: &str) -> Self {
        Self { periods: Period::named(said).collect() }
    }

    /// Whether none of the periods can hold `death`.
    fn excludes(&self, death: &Known) -> bool {
        let outside = |Period { from, to, .. }: &&Period| {
            death.last.is_some_and(|last| last < *from)
                || death.first.is_some_and(|first| first > *to)
        };
        !self.periods.is_empty() && self.periods.iter().all(outside)
    }

    fn told(&self) -> String {
        let told: Vec<_> = self.periods.iter().map(|period| period.told).collect();
        told.join("、")
    }
}

pub fn check(site: &Site, report: &mut Report) {
    each_roll(site, report, |roll, found| {
        let people = &roll.people;
        if !people.has(RollField::Period) {
            return;
        }
        let deaths = dates(people, &[RollField::Death]);
        let periods = Judged::new(people, &[RollField::Period], Stated::read);
        for person in people.ids() {
            let stated = periods.of(people, person, RollField::Period);
            if stated.excludes(deaths.of(people, person, RollField::Death)) {
                found.add(&ROLL_PERIOD, || outside(roll, person, stated));
            }
        }
    });
}

fn outside(roll: &Roll, person: PersonId, stated: &Stated) -> Diagnostic {
    let said = |field| roll.people.get(person, field);
    let (death, period) = (said(RollField::Death), said(RollField::Period));
    let (name, told) = (roll.name(person), stated.told());
    Diagnostic::new(
        &ROLL_PERIOD,
        place(roll, person, RollField::Death),
        say!(
            "“{name}”牺牲于 {death}，不在“{period}”（{told}）之内",
            "“{name}” died {death}, which is outside “{period}” ({told})"
        ),
    )
    .note(place(roll, person, RollField::Period), say!("时期写在这里", "the period is stated here"))
    .help(say!(
        "核对牺牲日期和时期，改正其中一个",
        "look at the date of death and the period and correct one of them"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::UncertainDate;

    #[test]
    fn only_certain_contradictions_are_told() {
        let table = [
            ("抗日战争时期", "1950年", true),
            ("抗日战争时期", "1931-09-17", true),
            ("抗日战争时期", "1931年", false),
            ("抗日战争时期", "约1949", false),
            ("抗日战争时期", "1938|1950", false),
            ("抗日战争时期", "不详", false),
            ("解放战争时期", "1951年2月", false),
            ("解放战争", "1943", true),
            ("土地革命战争时期、抗日战争时期", "1943", false),
            ("土地革命战争时期", "1943", true),
            ("大革命时期", "1923-02-07", false),
            ("抗美援朝", "1957", false),
            ("社会主义建设时期", "1936", true),
            ("本县苏区时期", "1850", false),
            ("", "1850", false),
        ];
        for (period, death, excluded) in table {
            let death = Known::new(UncertainDate::parse(death).expect("a date"));
            assert_eq!(Stated::read(period).excludes(&death), excluded, "{period} {death:?}");
        }
    }
}
