//! JSON Schemas of every kind of file, so that editors' tools complete and check as one types.

use serde_json::{Map, Value, json};

use super::fields::Kind;
use super::record::{Choice, Field, Form};

/// The schema (draft 2020-12) of `kind`: every field under its Chinese and its English key.
pub fn schema(kind: &Kind) -> Value {
    let mut schema = object(kind.fields);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(format!("{} / {}", kind.title.0, kind.title.1));
    schema
}

fn object(fields: &[Field]) -> Value {
    let mut properties = Map::new();
    for field in fields {
        let about = format!("{} / {}", field.about_zh, field.about_en);
        for key in [field.key, field.zh] {
            // What is left empty is as good as absent.
            let mut form = if field.required {
                form(field.form)
            } else {
                json!({ "anyOf": [form(field.form), { "type": "null" }] })
            };
            form["description"] = json!(about);
            properties.insert(key.to_owned(), form);
        }
    }
    let required: Vec<Value> = fields
        .iter()
        .filter(|f| f.required)
        .map(|f| json!({ "anyOf": [{ "required": [f.key] }, { "required": [f.zh] }] }))
        .collect();
    let mut object = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        object["allOf"] = json!(required);
    }
    object
}

fn form(form: Form) -> Value {
    let text = || json!({ "type": ["string", "number"] });
    let one_or_many = |one: Value| json!({ "anyOf": [one, { "type": "array", "items": one }] });
    let one_of = |words: &[Choice]| json!({ "enum": words.iter().flat_map(|w| [w.key, w.zh]).collect::<Vec<_>>() });
    match form {
        Form::Text => text(),
        Form::Texts | Form::Words => one_or_many(text()),
        Form::Moment => {
            json!({ "type": "string", "examples": ["2024-08-01 09:19", "2024年8月1日"] })
        }
        Form::Flag => json!({ "enum": [true, false, "是", "否"] }),
        Form::Count(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Form::Counts(least, most) => {
            one_or_many(json!({ "type": "integer", "minimum": least, "maximum": most }))
        }
        Form::Colour => {
            json!({ "type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$" })
        }
        Form::Choice(words) => one_of(words),
        Form::Choices(words) => one_or_many(one_of(words)),
        Form::Record(fields) => object(fields),
        Form::Named(fields) => {
            json!({ "type": "object", "additionalProperties": object(fields) })
        }
        Form::Records(fields) => one_or_many(object(fields)),
        Form::Mixed(fields) => one_or_many(json!({ "anyOf": [text(), object(fields)] })),
    }
}
