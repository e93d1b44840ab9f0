//! Division codes (区划代码) that cannot be.

use super::{Judged, each_roll, place};
use crate::diag::{Diagnostic, Message, Report, Rule, Severity};
use crate::model::{PersonId, Roll, RollField, Site};
use crate::say;
use crate::text::{Division, half_width};

/// A division code that cannot be.
pub static ROLL_DIVISION: Rule = Rule {
    name: "roll-division",
    severity: Severity::Warning,
    zh: "区划代码不可能是对的：不是六位数字（也可以是九位、十二位的乡镇、村代码），前两位不是任何省级地区，\
         或者有县无市。程序不查是不是真有这个县。",
    en: "A division code (区划代码) cannot be right: it does not have six digits (or nine or twelve, of a township or \
         village), its first two are those of no province, or it names a county of no city. Whether there is such a \
         county is not looked up.",
};

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Length,
    Province,
    NoCity,
}

fn judge(said: &str) -> Option<Fault> {
    let code: String = said.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    let is_number = code.bytes().all(|b| b.is_ascii_digit());
    match code.len() {
        0 => return None,
        6 | 9 | 12 if is_number => {}
        _ => return Some(Fault::Length),
    }
    if Division::province_of_code(&code).is_empty() {
        Some(Fault::Province)
    } else if code[2..4] == *"00" && code[4..6] != *"00" {
        Some(Fault::NoCity)
    } else {
        None
    }
}

pub fn check(site: &Site, report: &mut Report) {
    each_roll(site, report, |roll, found| {
        let people = &roll.people;
        let faults = Judged::new(people, &[RollField::Division], judge);
        for person in people.ids() {
            if let Some(fault) = *faults.of(people, person, RollField::Division) {
                found.add(&ROLL_DIVISION, || wrong(roll, person, fault));
            }
        }
    });
}

fn wrong(roll: &Roll, person: PersonId, fault: Fault) -> Diagnostic {
    let (name, said) = (roll.name(person), roll.people.get(person, RollField::Division));
    let why = match fault {
        Fault::Length => say!("不是六位数字", "it has not six digits"),
        Fault::Province => say!("没有以此开头的省级地区", "no province begins so"),
        Fault::NoCity => say!("有县无市", "it names a county of no city"),
    };
    let message = Message {
        zh: format!("“{name}”的区划代码“{said}”不对：{}", why.zh),
        en: format!("the division code “{said}” of “{name}” is wrong: {}", why.en),
    };
    Diagnostic::new(&ROLL_DIVISION, place(roll, person, RollField::Division), message).help(say!(
        "照民政部公布的代码改正，例如太原市是 140100；旧地名没有代码的留空",
        "correct it after the published codes, such as 140100 for Taiyuan; leave it empty for old places that have none"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_judged_by_their_form() {
        let table = [
            ("140100", None),
            ("140000", None),
            ("１４０１２１", None),
            ("140121001", None),
            ("140121001201", None),
            ("14012", Some(Fault::Length)),
            ("140121.0", Some(Fault::Length)),
            ("山西", Some(Fault::Length)),
            ("160121", Some(Fault::Province)),
            ("140021", Some(Fault::NoCity)),
            ("", None),
        ];
        for (said, fault) in table {
            assert_eq!(judge(said), fault, "{said}");
        }
    }
}
