//! People on a roll who may be alive.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::known::dates;
use super::{Judged, each_roll, place};
use crate::diag::{Diagnostic, Report, Rule, Severity};
use crate::model::{Level, PersonId, Roll, RollField, Site};
use crate::say;

/// Somebody who may be alive.
pub static ROLL_LIVING: Rule = Rule {
    name: "roll-living",
    severity: Severity::Warning,
    zh: "名录里有一个人可能在世：认定状态写着健在、在世；或者出生不到一百年，而牺牲日期、牺牲地点、牺牲原因、安葬地都是空的，\
         状态、事迹、备注和生平也没有说已经牺牲或去世。在世的人不能放进烈士名录，资料也不能这样公开。",
    en: "Somebody on a roll may be alive: the status says so (健在, 在世); or the birth is less than a hundred years ago, \
         while death, its place and cause and the burial are empty and neither status, merits, note nor life tell of a death. \
         The living belong on no roll of martyrs, and their data may not be published so.",
};

/// Fields that only the dead have.
const OF_THE_DEAD: [RollField; 5] = [
    RollField::Death,
    RollField::DeathPlace,
    RollField::Cause,
    RollField::Burial,
    RollField::Moves,
];
/// Fields in whose words a death may be told.
const TOLD: [RollField; 4] =
    [RollField::Status, RollField::Merits, RollField::Note, RollField::Battle];
/// These words.
const DEATHS: [&str; 18] = [
    "牺牲",
    "烈士",
    "逝世",
    "去世",
    "病逝",
    "病故",
    "已故",
    "就义",
    "殉职",
    "殉国",
    "阵亡",
    "遇难",
    "遇害",
    "献身",
    "失踪",
    "追认",
    "追授",
    "已认定",
];
const LIVING: [&str; 2] = ["健在", "在世"];
/// Years that hardly anybody lives.
const LONGEST: i32 = 100;

pub fn check(site: &Site, report: &mut Report) {
    let oldest = site.today.checked_sub(LONGEST.years()).unwrap_or(Date::MIN);
    each_roll(site, report, |roll, found| {
        let hidden = |field: &RollField| roll.settings.levels.get(field) == Some(&Level::Internal);
        let people = &roll.people;
        let told = Judged::new(people, &TOLD, |said| contains(said, &DEATHS));
        let status = Judged::new(people, &[RollField::Status], |said| contains(said, &LIVING));
        let births = dates(people, &[RollField::Birth]);
        // What is internal was dropped, and nobody knows whether it told of a death.
        let is_known = !OF_THE_DEAD.iter().chain(&TOLD).any(hidden);
        for person in people.ids().filter(|person| !roll.is_group(*person)) {
            let born = births.of(people, person, RollField::Birth).first;
            let is_dead = || {
                OF_THE_DEAD.iter().any(|field| !people.get(person, *field).is_empty())
                    || TOLD.iter().any(|field| *told.of(people, person, *field))
                    || roll.lives.get(&person).is_some_and(|l| contains(l.body.source(), &DEATHS))
            };
            if *status.of(people, person, RollField::Status) {
                found.add(&ROLL_LIVING, || stated(roll, person));
            } else if is_known && born > Some(oldest) && !is_dead() {
                found.add(&ROLL_LIVING, || perhaps(roll, person));
            }
        }
    });
}

fn contains(said: &str, words: &[&str]) -> bool {
    words.iter().any(|word| said.contains(word))
}

fn stated(roll: &Roll, person: PersonId) -> Diagnostic {
    let (name, said) = (roll.name(person), roll.people.get(person, RollField::Status));
    Diagnostic::new(
        &ROLL_LIVING,
        place(roll, person, RollField::Status),
        say!("“{name}”的认定状态是“{said}”", "the status of “{name}” is “{said}”"),
    )
    .help(say!(
        "在世的人从名录里移出来；写错了的改正状态",
        "take the living off the roll, or correct the status"
    ))
}

fn perhaps(roll: &Roll, person: PersonId) -> Diagnostic {
    let (name, birth) = (roll.name(person), roll.people.get(person, RollField::Birth));
    Diagnostic::new(
        &ROLL_LIVING,
        place(roll, person, RollField::Birth),
        say!(
            "“{name}”生于 {birth}，没有一处说到牺牲或去世，可能在世",
            "“{name}” was born {birth}, and nothing tells of a death: the person may be alive"
        ),
    )
    .help(say!(
        "已经牺牲的补上牺牲日期，查不到的写“不详”；在世的从名录里移出来",
        "fill in the date of death, 不详 when it is unknown; take the living off the roll"
    ))
}
