//! The head of a text of another program, whatever its notation. Never judges a field.

use std::ops::Range;

use super::Program;
use crate::diag::Message;
use crate::import::loss::{Loss, Lost};
use crate::load::{Fault, Table, Value, read_toml, read_yaml};
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
    /// Reads a text of `program`, if that is known; one without a head is all text.
    pub fn read(text: &'t str, program: Option<Program>) -> Result<Self, Message> {
        let text = text.trim_start_matches('\u{feff}');
        let (table, end) = head(text, program)?.unwrap_or_default();
        let lines = text[..end].matches('\n').count();
        let body_line = u32::try_from(lines + 1).unwrap_or(u32::MAX);
        Ok(Self { body: &text[end..], body_line, ..Self::of(table) })
    }

    /// The settings of a site, in the notation that the name of their file tells; empty when they
    /// cannot be read.
    pub fn settings(text: &'t str, kind: &str) -> Self {
        let whole = 0..text.len();
        let table = match kind {
            "toml" => read_toml(text, whole).0,
            "json" => json(text).map(|(table, _)| table).unwrap_or_default(),
            _ => read_yaml(text, whole).0,
        };
        Self::of(table)
    }

    fn of(table: Table) -> Self {
        let mut fields = Vec::new();
        flatten("", table, &mut fields);
        Self { fields, body: "", body_line: 1 }
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

    /// The texts whose names begin with `start`, by what follows in them.
    pub fn below(&self, start: &str) -> Vec<(String, String)> {
        let below = |(name, value): &(String, Value)| match value {
            Value::Text(text) => Some((name.strip_prefix(start)?.to_owned(), text.clone())),
            Value::Empty | Value::Number(_) | Value::Flag(_) | Value::List(_) | Value::Table(_) => {
                None
            }
        };
        self.fields.iter().filter_map(below).collect()
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

/// The head of a text and where it ends; none when there is none.
fn head(text: &str, program: Option<Program>) -> Result<Option<(Table, usize)>, Message> {
    let first = text.lines().next().unwrap_or_default().trim_end();
    // Hexo may leave the first line out.
    let may_be_open = program == Some(Program::Hexo);
    match first {
        "+++" => fenced(text, first, read_toml),
        // `---` may also be a rule in a text without a head.
        "---" => fenced(text, first, read_yaml),
        ";;;" => between(text, start_of_second(text)),
        _ if first.starts_with('"') && may_be_open => between(text, 0),
        _ if may_be_open && is_field(first) => {
            let Some((at, end)) = closing(text, 0, "---") else { return Ok(None) };
            let (table, faults) = read_yaml(text, 0..at);
            Ok(faults.is_empty().then_some((table, end)))
        }
        // A piece of a template is none.
        _ if first.starts_with('{') && !first.starts_with("{{") && !first.starts_with("{%") => {
            json(text).map(Some)
        }
        _ => Ok(None),
    }
}

/// A head between two lines `fence`.
fn fenced(
    text: &str,
    fence: &str,
    read: impl Fn(&str, Range<usize>) -> (Table, Vec<Fault>),
) -> Result<Option<(Table, usize)>, Message> {
    let start = start_of_second(text);
    let Some((at, end)) = closing(text, start, fence) else { return Ok(None) };
    let (table, faults) = read(text, start..at);
    match faults.into_iter().next() {
        Some(fault) => Err(fault.message),
        None => Ok(Some((table, end))),
    }
}

/// A head of Hexo in JSON without brackets, above a line `;;;`.
fn between(text: &str, start: usize) -> Result<Option<(Table, usize)>, Message> {
    let Some((at, end)) = closing(text, start, ";;;") else { return Ok(None) };
    let (table, _) = json(&format!("{{{}}}", &text[start..at]))?;
    Ok(Some((table, end)))
}

/// The JSON object that `text` begins with, and where it ends.
fn json(text: &str) -> Result<(Table, usize), Message> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    let value = match values.next() {
        Some(Ok(value)) => value,
        Some(Err(error)) => return Err(no_json(&error.to_string())),
        None => return Err(no_json("{}")),
    };
    // JSON on one line, without escapes of its own, is YAML.
    let plain = value.to_string();
    match read_yaml(&plain, 0..plain.len()) {
        (table, faults) if faults.is_empty() => Ok((table, values.byte_offset())),
        _ => Err(no_json(&plain)),
    }
}

fn no_json(why: &str) -> Message {
    say!("JSON 文件头读不懂：{why}", "the front matter is no sound JSON: {why}")
}

/// Where the line `fence` begins and ends, from `start` on.
fn closing(text: &str, start: usize, fence: &str) -> Option<(usize, usize)> {
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn start_of_second(text: &str) -> usize {
    text.find('\n').map_or(text.len(), |at| at + 1)
}

/// Whether a line says a title or a date, as the first of a head does.
fn is_field(line: &str) -> bool {
    ["title:", "date:", "layout:"].iter().any(|start| line.starts_with(start))
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
