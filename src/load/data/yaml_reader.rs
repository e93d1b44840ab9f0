//! YAML, as far as front matter needs it: no anchors, no tags, no documents.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::{Data, Fault, Notation, Table, Value, mistake};
use crate::say;

/// Deeper nesting than this is no front matter.
const DEEPEST: usize = 32;

/// The table in the bytes `range` of `text`, and what could not be read.
pub fn read_yaml(text: &str, range: Range<usize>) -> (Table, Vec<Fault>) {
    let source = &text[range.clone()];
    let offsets = Offsets::new(source, range.start);
    let mut builder = Builder { offsets, open: Vec::new(), root: None };
    let Err(fault) = read(source, range.start, &mut builder) else {
        return (builder.finish(false), Vec::new());
    };
    let unassigned: Vec<_> =
        mistake::unassigned(source).into_iter().map(|f| f.moved(range.start)).collect();
    let faults = if unassigned.is_empty() { vec![fault] } else { unassigned };
    (builder.finish(true), faults)
}

fn read(source: &str, base: usize, builder: &mut Builder) -> Result<(), Fault> {
    for event in Parser::new_from_str(source) {
        match event {
            Ok((event, span)) => builder.take(event, span)?,
            Err(error) => {
                let at = builder.offsets.byte(error.marker().index()) - base;
                return Err(mistake::yaml(source, at, error.info()).moved(base));
            }
        }
    }
    match builder.root.as_ref().map(|root| &root.value) {
        None | Some(Value::Table(_) | Value::Empty) => Ok(()),
        Some(Value::Text(_) | Value::Number(_) | Value::Flag(_) | Value::List(_)) => {
            Err(mistake::no_field(source).moved(base))
        }
    }
}

/// Byte offsets of character indices, which is what the parser counts in.
struct Offsets {
    bytes: Vec<usize>,
}

impl Offsets {
    fn new(source: &str, base: usize) -> Self {
        let mut bytes: Vec<usize> = source.char_indices().map(|(at, _)| base + at).collect();
        bytes.push(base + source.len());
        Self { bytes }
    }

    fn byte(&self, index: usize) -> usize {
        let last = *self.bytes.last().expect("holds the end at least");
        self.bytes.get(index).copied().unwrap_or(last)
    }

    fn range(&self, span: Span) -> Range<usize> {
        let start = self.byte(span.start.index());
        start..self.byte(span.end.index()).max(start)
    }
}

enum Open {
    List(Range<usize>, Vec<Data>),
    Table(Range<usize>, Table, Option<(String, Range<usize>)>),
}

struct Builder {
    offsets: Offsets,
    open: Vec<Open>,
    root: Option<Data>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        let place = self.offsets.range(span);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    return Err(too_clever(place));
                }
                let value = scalar(text.into_owned(), style);
                self.put(Data { span: place, value })
            }
            Event::SequenceStart(0, None) => self.begin(Open::List(place, Vec::new())),
            Event::MappingStart(0, None) => self.begin(Open::Table(place, table(), None)),
            Event::SequenceEnd | Event::MappingEnd => self.end(place.end),
            Event::Alias(_) | Event::SequenceStart(..) | Event::MappingStart(..) => {
                Err(too_clever(place))
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
        }
    }

    fn begin(&mut self, open: Open) -> Result<(), Fault> {
        if self.open.len() >= DEEPEST {
            let (Open::List(place, _) | Open::Table(place, ..)) = open;
            return Err(too_clever(place));
        }
        self.open.push(open);
        Ok(())
    }

    fn end(&mut self, end: usize) -> Result<(), Fault> {
        let data = match self.open.pop().expect("the parser closes what it opened") {
            Open::List(place, list) => {
                Data { span: place.start..end.max(place.start), value: Value::List(list) }
            }
            Open::Table(place, table, _) => {
                Data { span: place.start..end.max(place.start), value: Value::Table(table) }
            }
        };
        self.put(data)
    }

    fn put(&mut self, data: Data) -> Result<(), Fault> {
        match self.open.last_mut() {
            None => self.root = Some(data),
            Some(Open::List(_, list)) => list.push(data),
            Some(Open::Table(_, table, key)) => match (key.take(), data.value) {
                (Some((name, place)), value) => {
                    if table.entries.iter().any(|(other, _, _)| *other == name) {
                        return Err(mistake::twice(place));
                    }
                    table.entries.push((name, place, Data { span: data.span, value }));
                }
                (None, Value::Text(name) | Value::Number(name)) => *key = Some((name, data.span)),
                (None, _) => return Err(too_clever(data.span)),
            },
        }
        Ok(())
    }

    fn finish(self, torn: bool) -> Table {
        let mut value = self.root;
        for open in self.open.into_iter().rev() {
            if let Open::Table(_, mut table, key) = open {
                if let (Some((name, place)), Some(inner)) = (key, value) {
                    table.entries.push((name, place, inner));
                }
                value = Some(Data { span: 0..0, value: Value::Table(table) });
            }
        }
        let table = match value.map(|data| data.value) {
            Some(Value::Table(table)) => table,
            _ => Table::default(),
        };
        Table { torn, notation: Notation::Yaml, ..table }
    }
}

fn table() -> Table {
    Table { notation: Notation::Yaml, ..Table::default() }
}

fn scalar(text: String, style: ScalarStyle) -> Value {
    if style != ScalarStyle::Plain {
        return Value::Text(text);
    }
    match text.as_str() {
        "" | "~" | "null" => Value::Empty,
        "true" | "True" => Value::Flag(true),
        "false" | "False" => Value::Flag(false),
        number
            if number.parse::<f64>().is_ok()
                && number.starts_with(|c: char| c.is_ascii_digit() || c == '-') =>
        {
            Value::Number(text)
        }
        _ => Value::Text(text),
    }
}

fn too_clever(span: Range<usize>) -> Fault {
    let message = say!(
        "这里用了 YAML 的锚点、标签或过深的嵌套",
        "this uses YAML anchors, tags or nesting that is too deep"
    );
    Fault::new(span, message).help(say!("直接写出内容", "write the value out"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_bytes() {
        let text = "---\n标题: 双拥：一家亲\ntags: [甲, \"乙\"]\n置顶: true\n空:\n";
        let (table, faults) = read_yaml(text, 4..text.len());
        assert_eq!(faults, []);
        let read: Vec<_> =
            table.entries.iter().map(|(key, _, data)| (key.as_str(), data.value.clone())).collect();
        assert_eq!(read[0], ("标题", Value::Text("双拥：一家亲".into())));
        assert_eq!(read[2], ("置顶", Value::Flag(true)));
        assert_eq!(read[3], ("空", Value::Empty));
        assert_eq!(&text[table.entries[0].2.span.clone()], "双拥：一家亲");
    }

    #[test]
    fn anchors_and_depth_are_refused() {
        let deep = format!("a: {}1", "[".repeat(100));
        for text in ["a: &x 1\nb: *x\n", deep.as_str(), "a: 1\na: 2\n", "a: [1\n"] {
            assert_eq!(read_yaml(text, 0..text.len()).1.len(), 1, "{text}");
        }
    }
}
