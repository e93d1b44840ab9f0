//! TOML, with Chinese keys allowed without quotes.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Data, Fault, Notation, Table, Value, mistake};

/// The table in the bytes `range` of `text`, and everything that could not be read. What can be
/// read is returned even when something else cannot.
pub fn read_toml(text: &str, range: Range<usize>) -> (Table, Vec<Fault>) {
    let source = &text[range.clone()];
    let disguised = disguise(source);
    let (table, errors) = DeTable::parse_recoverable(&disguised);
    let reader = Reader { source, base: range.start, torn: !errors.is_empty() };
    (reader.table(table.get_ref()), reader.faults(&errors))
}

struct Reader<'a> {
    source: &'a str,
    base: usize,
    torn: bool,
}

impl Reader<'_> {
    fn table(&self, table: &DeTable<'_>) -> Table {
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| (self.key(key), self.place(key.span()), self.data(value)))
            .collect();
        entries.sort_by_key(|(_, span, _)| span.start);
        Table { entries, notation: Notation::Toml, torn: self.torn }
    }

    fn key(&self, key: &Spanned<toml::de::DeString<'_>>) -> String {
        let typed = self.source.get(key.span()).unwrap_or_default();
        if typed.starts_with(['"', '\'']) || typed.is_empty() {
            key.get_ref().to_string()
        } else {
            typed.to_owned()
        }
    }

    fn data(&self, data: &Spanned<DeValue<'_>>) -> Data {
        let value = match data.get_ref() {
            DeValue::String(text) => Value::Text(self.string(text, data.span())),
            DeValue::Integer(number) => Value::Number(number.as_str().to_owned()),
            DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Datetime(_) => {
                Value::Text(self.source.get(data.span()).unwrap_or_default().trim().to_owned())
            }
            DeValue::Array(list) => Value::List(list.iter().map(|one| self.data(one)).collect()),
            DeValue::Table(table) => Value::Table(self.table(table)),
        };
        Data { span: self.place(data.span()), value }
    }

    /// A text; one that lacks its quotation marks was read from the disguise.
    fn string(&self, read: &str, span: Range<usize>) -> String {
        let typed = self.source.get(span).unwrap_or_default();
        if typed.starts_with(['"', '\'']) { read.to_owned() } else { typed.to_owned() }
    }

    fn place(&self, span: Range<usize>) -> Range<usize> {
        self.base + span.start..self.base + span.end
    }

    /// A place that was found in the disguise, without half characters.
    fn whole(&self, span: Option<Range<usize>>) -> Range<usize> {
        let Range { start, end } = span.unwrap_or(0..0);
        self.source.floor_char_boundary(start)..self.source.ceil_char_boundary(end)
    }

    /// One fault for each line: what follows in a line follows from the first.
    fn faults(&self, errors: &[toml::de::Error]) -> Vec<Fault> {
        let mut faults: Vec<(usize, Fault)> = Vec::new();
        let mut errors: Vec<_> = errors.iter().map(|e| (self.whole(e.span()), e)).collect();
        errors.sort_by_key(|(span, _)| span.start);
        for (span, error) in errors {
            let line = self.source[..span.start].matches('\n').count();
            if faults.iter().any(|(other, _)| *other == line) {
                continue;
            }
            let said = error.message().lines().next().unwrap_or_default();
            faults.push((line, mistake::toml(self.source, span, said).moved(self.base)));
        }
        faults.into_iter().map(|(_, fault)| fault).collect()
    }
}

/// `source` with every character outside ASCII that stands outside of strings and comments
/// replaced by as many ASCII letters as it has bytes, so that Chinese keys are bare keys and every
/// place stays where it was. Different keys stay different; their real names are read from the
/// source.
fn disguise(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' | '\'' => quoted(rest, c),
            '#' => rest.find('\n').unwrap_or(rest.len()),
            _ => c.len_utf8(),
        };
        if c.is_ascii() {
            out.push_str(&rest[..length]);
        } else if is_key_character(c) {
            push_letters(c, &mut out);
        } else {
            out.push(c);
        }
        rest = &rest[length..];
    }
    out
}

/// Letters and digits of any script; marks stay visible to the TOML reader, which refuses them.
fn is_key_character(c: char) -> bool {
    c.is_alphanumeric()
}

/// The length of the string literal at the start of `text`, to the end of the line or text when it
/// is not closed.
fn quoted(text: &str, quote: char) -> usize {
    let triple: String = std::iter::repeat_n(quote, 3).collect();
    let long = text.starts_with(&triple);
    let opening = if long { 3 } else { 1 };
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(opening) {
        if escaped {
            escaped = false;
        } else if c == '\\' && quote == '"' {
            escaped = true;
        } else if long && text[at..].starts_with(&triple) {
            let tail = text[at..].bytes().take_while(|b| char::from(*b) == quote).count();
            return at + tail.min(5);
        } else if !long && c == quote {
            return at + 1;
        } else if !long && c == '\n' {
            return at;
        }
    }
    text.len()
}

fn push_letters(c: char, out: &mut String) {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    let mut code = u32::from(c);
    for _ in 0..c.len_utf8() {
        out.push(char::from(LETTERS[(code & 63) as usize]));
        code >>= 6;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_keys_need_no_quotes_and_keep_their_places() {
        let text = "标题 = \"双拥\" # 注释\n[主办]\n电话 = { 号码 = '1' }\n";
        let (table, faults) = read_toml(text, 0..text.len());
        assert_eq!(faults, []);
        let (key, place, data) = &table.entries[0];
        assert_eq!((key.as_str(), &text[place.clone()]), ("标题", "标题"));
        assert_eq!(
            (&data.value, &text[data.span.clone()]),
            (&Value::Text("双拥".into()), "\"双拥\"")
        );
        let Value::Table(host) = &table.entries[1].2.value else { panic!("a table") };
        assert_eq!(host.entries[0].0, "电话");
    }

    #[test]
    fn one_fault_does_not_hide_the_rest() {
        let text = "title = “双拥”\ndate = 2024-08-01\n";
        let (table, faults) = read_toml(text, 0..text.len());
        assert_eq!(faults[0].message.zh, "这里用了中文引号");
        assert!(table.entries.iter().any(|(key, _, _)| key == "date"), "{table:?}");
    }
}
