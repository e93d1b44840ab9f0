//! The public data of a roll, to take away: what the pages show, as CSV and as JSON.

use serde::{Serialize, Serializer};

use super::csv::Csv;
use crate::model::{PersonId, Roll, RollField};
use crate::plan::{DataForm, RollPlan};

/// Part `part`, from 0, of a roll's data.
pub fn data(roll: &Roll, plan: &RollPlan, form: DataForm, part: usize) -> String {
    let people = plan.part(roll, part);
    let fields: Vec<RollField> =
        RollField::ALL.iter().map(|(field, ..)| *field).filter(|f| roll.people.has(*f)).collect();
    match form {
        DataForm::Csv => csv(roll, &fields, people),
        DataForm::Json => json(roll, &fields, people),
    }
}

fn csv(roll: &Roll, fields: &[RollField], people: &[PersonId]) -> String {
    let mut out = Csv::new();
    out.row(fields.iter().map(|field| field.title()));
    for person in roll.people.near(people) {
        out.row(fields.iter().map(|field| roll.people.get(person, *field)));
    }
    out.finish()
}

fn json(roll: &Roll, fields: &[RollField], people: &[PersonId]) -> String {
    let people = People { roll, fields, shown: people };
    serde_json::to_string(&Data { licence: roll.settings.licence.as_deref(), people })
        .expect("texts have a JSON form")
}

#[derive(Serialize)]
struct Data<'a> {
    licence: Option<&'a str>,
    people: People<'a>,
}

/// People as JSON, written as they are read: there may be very many.
struct People<'a> {
    roll: &'a Roll,
    fields: &'a [RollField],
    shown: &'a [PersonId],
}

impl Serialize for People<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let people = self.roll.people.near(self.shown);
        to.collect_seq(people.map(|person| Fields { of: self, person }))
    }
}

/// What is said of a person, without the fields that say nothing.
struct Fields<'a> {
    of: &'a People<'a>,
    person: PersonId,
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let People { roll, fields, .. } = self.of;
        let said = fields.iter().map(|field| (field.key(), roll.people.get(self.person, *field)));
        to.collect_map(said.filter(|(_, text)| !text.is_empty()))
    }
}
