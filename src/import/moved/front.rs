//! The head of a text of another program, whatever its notation. Never judges a field.

use crate::diag::Message;
use crate::import::loss::{Loss, Lost};
use crate::load::{Table, Value, read_toml, read_yaml};
use crate::say;

/// A text in its two parts.
#[derive(Debug)]
pub(super) struct Front<'t> {
    /// The values, those of tables by names such as `extra.author`.
    fields: Vec<(String, Value)>,
    pub body: &'t str,
    /// The line on which the text begins.
    pub body_line: u32,
}

impl<'t> Front<'t> {
    /// Reads `text`; one without a head is all text.
    pub fn read(text: &'t str) -> Result<Self, Message> {
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default().trim_end();
        let without = || Self { fields: Vec::new(), body: text, body_line: 1 };
        if first.starts_with('{') {
            return Err(say!(
                "文件头是 JSON，请改成 TOML 或 YAML",
                "the front matter is JSON; make it TOML or YAML"
            ));
        }
        if first != "+++" && first != "---" {
            // Hexo may leave the first line out.
            return Ok(without());
        }
        let start = text.find('\n').map_or(text.len(), |at| at + 1);
        let mut at = start;
        for line in text[start..].split_inclusive('\n') {
            if line.trim_end() == first {
                let (table, faults) = match first {
                    "+++" => read_toml(text, start..at),
                    _ => read_yaml(text, start..at),
                };
                if let Some(fault) = faults.into_iter().next() {
                    return Err(fault.message);
                }
                let mut fields = Vec::new();
                flatten("", table, &mut fields);
                let end = at + line.len();
                let lines = text[..end].matches('\n').count();
                let body_line = u32::try_from(lines + 1).unwrap_or(u32::MAX);
                return Ok(Self { fields, body: &text[end..], body_line });
            }
            at += line.len();
        }
        // `---` may also be a rule in a text without a head.
        Ok(without())
    }

    /// The texts of the fields `keys`, lists item by item.
    pub fn texts(&self, keys: &[&str]) -> Vec<String> {
        let mut out = Vec::new();
        for key in keys {
            for (name, value) in &self.fields {
                if name.eq_ignore_ascii_case(key) {
                    texts(value, &mut out);
                }
            }
        }
        out
    }

    /// A number, or true or false, as TOML writes it.
    pub fn number(&self, key: &str) -> Option<String> {
        self.fields.iter().filter(|(name, _)| name == key).find_map(|(_, value)| match value {
            Value::Number(number) => number.parse::<i64>().ok().map(|it| it.to_string()),
            Value::Flag(flag) => Some(flag.to_string()),
            Value::Text(text) => match text.as_str() {
                "true" | "false" => Some(text.clone()),
                text => text.parse::<i64>().ok().map(|it| it.to_string()),
            },
            Value::Empty | Value::List(_) | Value::Table(_) => None,
        })
    }

    /// The heading that a text without a title begins with.
    pub fn heading(&self) -> Option<String> {
        let first = self.body.lines().find(|line| !line.trim().is_empty())?;
        Some(first.strip_prefix("# ")?.trim().trim_end_matches('#').trim().to_owned())
    }

    /// The text, without the heading that became the title.
    pub fn text(&self) -> &'t str {
        if self.heading().is_none() || !self.texts(&["title"]).is_empty() {
            return self.body;
        }
        let body = self.body.trim_start();
        body.split_once('\n').map_or("", |(_, rest)| rest)
    }

    /// Names the fields that are none of `known`.
    pub fn unknown(&self, known: &[&str], losses: &mut Vec<Loss>) {
        for (name, value) in &self.fields {
            if !known.iter().any(|it| it.eq_ignore_ascii_case(name)) {
                let mut words = Vec::new();
                texts(value, &mut words);
                let said = format!("{name} = {}", words.join("、"));
                losses.push(Loss::of_file(Lost::UnknownField, said));
            }
        }
    }
}

fn flatten(above: &str, table: Table, fields: &mut Vec<(String, Value)>) {
    for (key, _, data) in table.entries {
        let name = if above.is_empty() { key } else { format!("{above}.{key}") };
        match data.value {
            Value::Table(inner) => flatten(&name, inner, fields),
            value @ (Value::Empty
            | Value::Text(_)
            | Value::Number(_)
            | Value::Flag(_)
            | Value::List(_)) => {
                fields.push((name, value));
            }
        }
    }
}

fn texts(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Text(text) | Value::Number(text) => out.push(text.clone()),
        Value::Flag(flag) => out.push(flag.to_string()),
        Value::List(list) => list.iter().for_each(|data| texts(&data.value, out)),
        Value::Empty | Value::Table(_) => {}
    }
}
