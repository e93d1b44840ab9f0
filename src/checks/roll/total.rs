//! The number of people that a roll says it has.

use crate::diag::{Diagnostic, Place, Report};
use crate::load::ROLL_TOTAL;
use crate::model::{Roll, Site};
use crate::say;

pub fn check(site: &Site, report: &mut Report) {
    for roll in &site.rolls {
        let Some(claimed) = roll.settings.claimed else { continue };
        if usize::try_from(claimed) != Ok(roll.totals.people) {
            report.extend(differs(site, roll, claimed));
        }
    }
}

fn differs(site: &Site, roll: &Roll, claimed: u64) -> Option<Diagnostic> {
    let column = site.column(roll.column);
    let people = roll.totals.people;
    let finding = Diagnostic::new(
        &ROLL_TOTAL,
        Place::span_or_file(column.source.as_ref()?, column.place("roll.total")),
        say!(
            "写的总数是 {claimed} 人，名录实有 {people} 人",
            "the total is stated as {claimed}, but the roll has {people} people"
        ),
    );
    Some(finding.help(say!(
        "核对表格有没有漏行，再改正总数；群体不算在内",
        "look whether rows are missing, then correct the total; groups do not count"
    )))
}
