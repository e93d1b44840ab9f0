//! The head of an item: fields with what they were taken from, each guess marked for whoever checks
//! it. Never guesses.

use crate::diag::Message;

/// The head of an item.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head(pub Vec<Entry>);

/// A field.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub key: &'static str,
    pub value: Value,
    /// Why it is thought to be so; none when the file says it itself.
    pub why: Option<Message>,
}

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    Texts(Vec<String>),
    /// Names, each with what the person did.
    People(Vec<(String, Option<&'static str>)>),
    /// A value as TOML writes it.
    Plain(String),
}

impl Head {
    /// Adds a field that is certain.
    pub fn say(&mut self, key: &'static str, value: Value) {
        self.0.push(Entry { key, value, why: None });
    }

    /// Adds a field that somebody has to look at.
    pub fn guess(&mut self, key: &'static str, value: Value, why: Message) {
        self.0.push(Entry { key, value, why: Some(why) });
    }

    /// The text of the field `key`.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.0.iter().find_map(|entry| match &entry.value {
            Value::Text(text) if entry.key == key => Some(text.as_str()),
            Value::Text(_) | Value::Texts(_) | Value::People(_) | Value::Plain(_) => None,
        })
    }

    /// The texts of the field `key`.
    pub fn texts(&self, key: &str) -> impl Iterator<Item = &str> {
        let texts = self.0.iter().filter(move |entry| entry.key == key).filter_map(|entry| {
            match &entry.value {
                Value::Texts(texts) => Some(texts),
                Value::Text(_) | Value::People(_) | Value::Plain(_) => None,
            }
        });
        texts.flatten().map(String::as_str)
    }

    /// Whether the field `key` is there.
    pub fn has(&self, key: &str) -> bool {
        self.0.iter().any(|entry| entry.key == key)
    }

    /// The head as TOML between its two lines.
    pub fn to_toml(&self) -> String {
        let lines = self.0.iter().map(|entry| {
            let line = format!("{} = {}", entry.key, entry.value.to_toml());
            match &entry.why {
                Some(why) => format!("# 请核对：{}\n{line}\n", why.zh),
                None => format!("{line}\n"),
            }
        });
        format!("+++\n{}+++\n", lines.collect::<String>())
    }
}

impl Value {
    /// The value as TOML.
    pub fn to_toml(&self) -> String {
        let list = |items: Vec<String>| format!("[{}]", items.join(", "));
        match self {
            Self::Text(text) => quoted(text),
            Self::Texts(texts) => list(texts.iter().map(|text| quoted(text)).collect()),
            Self::People(people) => list(people.iter().map(person).collect()),
            Self::Plain(value) => value.clone(),
        }
    }

    /// The value as people read it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Plain(text) => text.clone(),
            Self::Texts(texts) => texts.join("；"),
            Self::People(people) => {
                let person = |(name, role): &(String, Option<&str>)| match role {
                    Some(role) => format!("{role} {name}"),
                    None => name.clone(),
                };
                people.iter().map(person).collect::<Vec<_>>().join("；")
            }
        }
    }
}

fn person((name, role): &(String, Option<&'static str>)) -> String {
    match role {
        Some(role) => format!("{{ name = {}, role = {} }}", quoted(name), quoted(role)),
        None => quoted(name),
    }
}

/// A text as TOML writes it on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
