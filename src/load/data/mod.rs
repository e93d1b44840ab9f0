//! TOML and YAML as one tree of values that know where they stand.
//!
//! Knows nothing of fields; `record` gives the values a meaning.

mod mistake;
mod toml_reader;
mod yaml_reader;

use std::ops::Range;

use crate::diag::Message;

pub use toml_reader::read_toml;
pub use yaml_reader::read_yaml;

/// A value and the bytes of the file it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Data {
    /// First byte and one past the last, counted in the whole file.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
}

/// A value of TOML or YAML. Dates and numbers keep their spelling.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing was written (YAML `key:`).
    Empty,
    /// A text, a date or a YAML scalar.
    Text(String),
    /// A number as it was typed.
    Number(String),
    /// true or false.
    Flag(bool),
    /// A list.
    List(Vec<Data>),
    /// A table.
    Table(Table),
}

/// Keys and values in the order of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Each key, the key's place, and the value.
    pub entries: Vec<(String, Range<usize>, Data)>,
    /// How it is written.
    pub notation: Notation,
    /// Whether a part of the file could not be read, so that what seems to be missing may be there.
    pub torn: bool,
}

/// The notations of a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Notation {
    /// `key = "value"`
    #[default]
    Toml,
    /// `key: value`
    Yaml,
}

/// A place where the text is no TOML or YAML, and what is wrong there.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Bytes of the whole file.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: Message,
    /// How to mend it.
    pub help: Option<Message>,
    /// What would certainly mend it: its name, the bytes to replace, and what to put there.
    pub fix: Option<(Message, Range<usize>, String)>,
}

impl Fault {
    fn new(span: Range<usize>, message: Message) -> Self {
        Self { span, message, help: None, fix: None }
    }

    fn help(self, help: Message) -> Self {
        Self { help: Some(help), ..self }
    }

    fn fix(self, title: Message, change: Option<(Range<usize>, String)>) -> Self {
        Self { fix: change.map(|(place, text)| (title, place, text)), ..self }
    }

    /// The same fault, `base` bytes further on.
    fn moved(self, base: usize) -> Self {
        let on = |range: Range<usize>| range.start + base..range.end + base;
        let fix = self.fix.map(|(title, place, text)| (title, on(place), text));
        Self { span: on(self.span), fix, ..self }
    }
}
