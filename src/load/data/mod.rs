//! TOML and YAML as one tree of values that know where they stand.
//!
//! Knows nothing of fields; `record` gives the values a meaning.

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
}

/// A place where the text is no TOML or YAML, and what is wrong there.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Bytes of the whole file.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: Message,
    /// How to mend it.
    pub help: Message,
}
