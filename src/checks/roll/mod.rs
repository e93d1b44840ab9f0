//! What is wrong with rolls (名录), one file per rule.
//!
//! A roll may have two million people. What can be told from a text is worked out once a text, and
//! findings are told up to a limit. Rules that need what is internal stand in `load`, which alone
//! sees it.

mod age;
mod division;
mod era;
mod font;
mod id_form;
mod known;
mod life;
mod living;
mod lost_zeros;
mod name_key;
mod period;
mod rare_character;
mod same_person;
mod sex;
mod total;

use super::Check;
use crate::diag::{Capped, Place, Report, Rule};
use crate::model::{People, PersonId, Roll, RollField, Site, TextId};

/// Every check of rolls.
pub const CHECKS: &[Check] = &[
    age::check,
    division::check,
    era::check,
    id_form::check,
    life::check,
    living::check,
    lost_zeros::check,
    period::check,
    rare_character::check,
    same_person::check,
    sex::check,
    total::check,
];

/// Their rules.
pub static RULES: [&Rule; 10] = [
    &age::ROLL_AGE,
    &division::ROLL_DIVISION,
    &era::ROLL_ERA,
    &id_form::ROLL_ID_FORM,
    &life::ROLL_LIFE,
    &living::ROLL_LIVING,
    &period::ROLL_PERIOD,
    &rare_character::ROLL_RARE_CHARACTER,
    &same_person::ROLL_SAME_PERSON,
    &sex::ROLL_SEX,
];

/// Looks at every roll that `judge` may say something of.
fn each_roll(site: &Site, report: &mut Report, judge: impl Fn(&Roll, &mut Capped)) {
    for roll in &site.rolls {
        let mut found = Capped::default();
        judge(roll, &mut found);
        report.absorb(found.finish());
    }
}

/// The cell of a person's field.
fn place(roll: &Roll, person: PersonId, field: RollField) -> Place {
    roll.cell(person, field).into()
}

/// What was made of each text that some fields hold, worked out once a text.
struct Judged<T> {
    /// For each text the place of what was made of it.
    at: Vec<u32>,
    made: Vec<T>,
}

impl<T> Judged<T> {
    fn new(people: &People, fields: &[RollField], judge: impl Fn(&str) -> T) -> Self {
        const NOT_YET: u32 = u32::MAX;
        let mut at = vec![NOT_YET; people.texts()];
        at[People::number(TextId::EMPTY)] = 0;
        let mut made = vec![judge("")];
        for field in fields.iter().filter(|field| people.has(**field)) {
            for person in people.ids() {
                let text = people.text(person, *field);
                let at = &mut at[People::number(text)];
                if *at == NOT_YET {
                    *at = u32::try_from(made.len()).expect("fewer texts than 2^32");
                    made.push(judge(people.say(text)));
                }
            }
        }
        Self { at, made }
    }

    /// What was made of `field` of a person, one of the fields that were asked for.
    fn of(&self, people: &People, person: PersonId, field: RollField) -> &T {
        &self.made[self.at[People::number(people.text(person, field))] as usize]
    }
}
