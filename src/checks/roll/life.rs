//! Days of a life that contradict each other or the calendar.

use super::known::{Known, dates};
use super::{Judged, each_roll, place};
use crate::diag::{Capped, Diagnostic, Message, Report, Rule, Severity};
use crate::model::{PersonId, Roll, RollField, Site};
use crate::say;
use crate::text::UncertainDate;

/// Dates of one person that cannot all be true.
pub static ROLL_LIFE: Rule = Rule {
    name: "roll-life",
    severity: Severity::Warning,
    zh: "一个人的日期不可能都对：牺牲早于出生，参加革命早于出生或晚于牺牲，日期还没有到，或者活了一百一十岁以上。\
         只报确定的矛盾：“约1932”“1915|1916”这样的日期，所有可能都矛盾才报。",
    en: "The dates of one person cannot all be true: death before birth, joining before birth or after death, a day \
         that has not come, or a life of more than 110 years. Only certain contradictions are told: of “about 1932” \
         or “1915|1916” every possibility must contradict.",
};

/// Years that nobody on a roll lived.
const TOO_OLD: i16 = 110;
const FIELDS: [RollField; 3] = [RollField::Birth, RollField::Joined, RollField::Death];
/// What must not come before what.
const ORDER: [(RollField, RollField); 3] = [
    (RollField::Birth, RollField::Death),
    (RollField::Birth, RollField::Joined),
    (RollField::Joined, RollField::Death),
];

pub fn check(site: &Site, report: &mut Report) {
    let today = Known::new(UncertainDate::day(site.today));
    each_roll(site, report, |roll, found| {
        let dates = dates(&roll.people, &FIELDS);
        for person in roll.people.ids() {
            look_at(&Life { roll, person, dates: &dates }, &today, found);
        }
    });
}

/// The dates of one person.
struct Life<'a> {
    roll: &'a Roll,
    person: PersonId,
    dates: &'a Judged<Known>,
}

impl Life<'_> {
    fn of(&self, field: RollField) -> &Known {
        self.dates.of(&self.roll.people, self.person, field)
    }

    fn said(&self, field: RollField) -> &str {
        self.roll.people.get(self.person, field)
    }

    fn finding(&self, field: RollField, message: Message) -> Diagnostic {
        Diagnostic::new(&ROLL_LIFE, place(self.roll, self.person, field), message)
    }
}

fn look_at(life: &Life<'_>, today: &Known, found: &mut Capped) {
    for (early, late) in ORDER {
        if life.of(late).is_before(life.of(early)) {
            found.add(&ROLL_LIFE, || wrong_order(life, early, late));
        }
    }
    for field in FIELDS {
        if today.is_before(life.of(field)) {
            found.add(&ROLL_LIFE, || not_yet(life, field));
        }
    }
    if let (Some(birth), Some(death)) =
        (life.of(RollField::Birth).last, life.of(RollField::Death).first)
        && Some(death) <= today.last
        && death.year() - birth.year() > TOO_OLD
    {
        found.add(&ROLL_LIFE, || too_old(life, death.year() - birth.year() - 1));
    }
}

fn wrong_order(life: &Life<'_>, early: RollField, late: RollField) -> Diagnostic {
    let (early_said, late_said) = (life.said(early), life.said(late));
    let (name, early_zh, late_zh) = (life.roll.name(life.person), early.title(), late.title());
    let (early_en, late_en) = (early.key(), late.key());
    life.finding(
        late,
        say!(
            "“{name}”的{late_zh}（{late_said}）早于{early_zh}（{early_said}）",
            "{late_en} of “{name}” ({late_said}) is before {early_en} ({early_said})"
        ),
    )
    .help(say!(
        "核对这两个日期；拿不准的写“约”或并列写出",
        "look at both dates; write 约 (about) or both when in doubt"
    ))
}

fn not_yet(life: &Life<'_>, field: RollField) -> Diagnostic {
    let (said, name) = (life.said(field), life.roll.name(life.person));
    let (zh, en) = (field.title(), field.key());
    life.finding(
        field,
        say!("“{name}”的{zh}“{said}”还没有到", "{en} of “{name}”, “{said}”, has not come yet"),
    )
    .help(say!("核对年份", "look at the year"))
}

fn too_old(life: &Life<'_>, years: i16) -> Diagnostic {
    let name = life.roll.name(life.person);
    let (birth, death) = (life.said(RollField::Birth), life.said(RollField::Death));
    life.finding(
        RollField::Death,
        say!(
            "“{name}”生于 {birth}，牺牲于 {death}，活了 {years} 岁以上",
            "“{name}”, born {birth} and died {death}, would have lived {years} years or more"
        ),
    )
    .help(say!("核对两个日期的年份", "look at the years of both dates"))
}
