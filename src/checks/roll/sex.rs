//! Sexes that the statistics do not know.

use super::{Judged, each_roll, place};
use crate::diag::{Diagnostic, Report, Rule, Severity};
use crate::model::{PersonId, Roll, RollField, Site};
use crate::say;

/// A sex that is none of 男, 女, 不详.
pub static ROLL_SEX: Rule = Rule {
    name: "roll-sex",
    severity: Severity::Warning,
    zh: "性别不是“男”“女”“不详”之一，统计里会多出一类，男、女、不详三项加起来就不等于总数。",
    en: "A sex is none of 男 (male), 女 (female), 不详 (unknown). The statistics would get one kind more, and the three \
         would not add up to all.",
};

pub fn check(site: &Site, report: &mut Report) {
    each_roll(site, report, |roll, found| {
        let people = &roll.people;
        let known = |said: &str| matches!(said, "" | "男" | "女" | "不详");
        let known = Judged::new(people, &[RollField::Sex], known);
        for person in people.ids().filter(|p| !known.of(people, *p, RollField::Sex)) {
            found.add(&ROLL_SEX, || unknown(roll, person));
        }
    });
}

fn unknown(roll: &Roll, person: PersonId) -> Diagnostic {
    let (name, said) = (roll.name(person), roll.people.get(person, RollField::Sex));
    let finding = Diagnostic::new(
        &ROLL_SEX,
        place(roll, person, RollField::Sex),
        say!("“{name}”的性别写作“{said}”", "the sex of “{name}” is stated as “{said}”"),
    );
    let meant = match said.trim_end_matches(['性', '人']).to_ascii_lowercase().as_str() {
        "男" | "m" | "male" => Some("男"),
        "女" | "f" | "female" => Some("女"),
        "未知" | "不明" | "待查" | "待考" | "?" | "？" | "unknown" => Some("不详"),
        _ => None,
    };
    finding.help(match meant {
        Some(meant) => say!("写“{meant}”", "write {meant}"),
        None => say!("写“男”“女”或“不详”", "write 男 (male), 女 (female) or 不详 (unknown)"),
    })
}
