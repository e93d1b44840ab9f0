//! The public data of a roll, to take away: what the pages show, as CSV and as JSON.

use std::fmt::Write as _;

use serde::{Serialize, Serializer};

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

/// With a byte order mark, without which Excel takes UTF-8 for something else.
fn csv(roll: &Roll, fields: &[RollField], people: &[PersonId]) -> String {
    let mut out = String::from("\u{feff}");
    let mut row = |cells: &mut dyn Iterator<Item = &str>| {
        for (at, text) in cells.enumerate() {
            if at > 0 {
                out.push(',');
            }
            cell(text, &mut out);
        }
        out.push_str("\r\n");
    };
    row(&mut fields.iter().map(|field| field.title()));
    for person in people {
        row(&mut fields.iter().map(|field| roll.people.get(*person, *field)));
    }
    out
}

/// A cell as RFC 4180 has it. What a spreadsheet would take for a formula gets an apostrophe: a
/// file from a government's site must not run anything on a reader's machine.
fn cell(text: &str, out: &mut String) {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quote = text.contains(['"', ',', '\n', '\r']);
    if quote {
        out.push('"');
    }
    if is_formula {
        out.push('\'');
    }
    if quote {
        write!(out, "{}\"", text.replace('"', "\"\"")).expect("writing to a string cannot fail");
    } else {
        out.push_str(text);
    }
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
        to.collect_seq(self.shown.iter().map(|person| Fields { of: self, person: *person }))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_are_text() {
        let table = [
            ("刘胡兰", "刘胡兰"),
            ("甲,乙", "\"甲,乙\""),
            ("他说\"好\"", "\"他说\"\"好\"\"\""),
            ("=cmd()", "'=cmd()"),
            ("+1,2", "\"'+1,2\""),
        ];
        for (text, expected) in table {
            let mut out = String::new();
            cell(text, &mut out);
            assert_eq!(out, expected);
        }
    }
}
