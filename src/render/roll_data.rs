//! The public data of a roll, to take away: what the pages show, as CSV and as JSON.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

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
    let person = |person: &PersonId| {
        let said = fields.iter().map(|field| (field.key(), roll.people.get(*person, *field)));
        let said = said.filter(|(_, text)| !text.is_empty());
        Value::Object(said.map(|(key, text)| (key.to_owned(), json!(text))).collect::<Map<_, _>>())
    };
    let people: Vec<Value> = people.iter().map(person).collect();
    json!({ "licence": roll.settings.licence, "people": people }).to_string()
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
