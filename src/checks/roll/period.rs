//! Deaths outside the period that is stated.

use jiff::civil::{Date, date};

use super::known::{Known, dates};
use super::{Judged, each_roll, place};
use crate::diag::{Diagnostic, Report, Rule, Severity};
use crate::model::{PersonId, Roll, RollField, Site};
use crate::say;

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

/// A period.
struct Period {
    /// Words by which it is known.
    words: &'static [&'static str],
    /// As it is told.
    told: &'static str,
    /// The first day that is let pass.
    from: Date,
    /// The last day that is let pass.
    to: Date,
}

/// No end.
const OPEN: Date = Date::MAX;

/// Every period, with room on both sides for how offices use it.
static PERIODS: [Period; 10] = [
    Period {
        words: &["大革命", "第一次国内革命战争", "国民革命", "建党"],
        told: "1924—1927",
        from: date(1921, 1, 1),
        to: date(1927, 12, 31),
    },
    Period {
        words: &["北伐"], told: "1926—1927", from: date(1924, 1, 1), to: date(1928, 12, 31)
    },
    Period {
        words: &["土地革命", "第二次国内革命战争", "红军时期", "十年内战"],
        told: "1927-08-01—1937-07-06",
        from: date(1927, 4, 12),
        to: date(1938, 12, 31),
    },
    Period {
        words: &["长征"],
        told: "1934-10—1936-10",
        from: date(1934, 7, 1),
        to: date(1937, 12, 31),
    },
    Period {
        words: &["抗日", "抗战"],
        told: "1931-09-18—1945-09-02",
        from: date(1931, 9, 18),
        to: date(1946, 12, 31),
    },
    Period {
        words: &["解放战争", "第三次国内革命战争"],
        told: "1945-09—1949-09",
        from: date(1945, 8, 1),
        to: date(1955, 12, 31),
    },
    Period {
        words: &["抗美援朝", "朝鲜战争"],
        told: "1950-10—1953-07",
        from: date(1950, 6, 25),
        to: date(1958, 12, 31),
    },
    Period {
        words: &["社会主义建设", "建国后", "新中国成立后", "和平时期", "和平建设"],
        told: "1949-10-01—",
        from: date(1949, 1, 1),
        to: OPEN,
    },
    Period { words: &["自卫反击"], told: "1962-10—", from: date(1962, 1, 1), to: OPEN },
    Period {
        words: &["改革开放", "新时期"], told: "1978-12—", from: date(1978, 1, 1), to: OPEN
    },
];

/// What a stated period lets pass.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stated {
    /// The periods named, by place in the table.
    periods: Vec<usize>,
}

impl Stated {
    fn read(said: &str) -> Self {
        let named = |period: &&Period| period.words.iter().any(|word| said.contains(word));
        let periods = PERIODS.iter().enumerate().filter(|(_, period)| named(period));
        Self { periods: periods.map(|(at, _)| at).collect() }
    }

    /// Whether none of the periods can hold `death`.
    fn excludes(&self, death: &Known) -> bool {
        let outside = |at: &usize| {
            let Period { from, to, .. } = &PERIODS[*at];
            death.last.is_some_and(|last| last < *from)
                || death.first.is_some_and(|first| first > *to)
        };
        !self.periods.is_empty() && self.periods.iter().all(outside)
    }

    fn told(&self) -> String {
        let told: Vec<_> = self.periods.iter().map(|at| PERIODS[*at].told).collect();
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
