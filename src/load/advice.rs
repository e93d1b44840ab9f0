//! What is said of fields that are wrong, and what would mend them. Decides nothing: `record` does.

use std::ops::Range;

use super::data::{Data, Notation, Table, Value};
use super::fields::{SYNONYMS, other_kind};
use super::record::{BAD_VALUE, Field, Form, MISSING_REQUIRED, UNKNOWN_FIELD, as_text, holds};
use crate::diag::{Diagnostic, Fix, Message, Place, Severity};
use crate::say;
use crate::source::SourcePath;

/// Where a value stands, for what is said of it.
pub struct Context<'a> {
    pub file: &'a SourcePath,
    /// The key as it was typed.
    pub key: &'a str,
    pub notation: Notation,
}

pub fn twice(
    file: &SourcePath,
    place: Range<usize>,
    first: Range<usize>,
    field: &Field,
) -> Diagnostic {
    let (zh, en) = (field.zh, field.key);
    Diagnostic::new(
        &BAD_VALUE,
        Place::span(file, place),
        say!(
            "字段“{zh}”写了两次（中文和英文各一次）",
            "the field “{en}” is written twice, once in each language"
        ),
    )
    .note(Place::span(file, first), say!("第一次在这里", "the first is here"))
    .help(say!("只保留其中一个", "keep only one of them"))
}

/// The finding for a key that no field has, and the field it was certainly meant for.
pub fn unknown(
    file: &SourcePath,
    table: &Table,
    (key, place, data): (&String, &Range<usize>, &Data),
    fields: &'static [Field],
) -> (Diagnostic, Option<&'static str>) {
    let finding = Diagnostic::new(
        &UNKNOWN_FIELD,
        Place::span(file, place.clone()),
        say!("没有“{key}”这个字段", "there is no field “{key}”"),
    );
    if let Some(kind) = other_kind(fields, key) {
        let (zh, en) = (kind.zh, kind.key);
        let help = say!(
            "“{key}”是{zh}的字段：这一栏放的是{zh}的，在栏目的 _index.md 里加一行：内容类型 = \"{zh}\"",
            "“{key}” is a field of another kind: if this column is of that kind, write into its _index.md: kind = \"{en}\""
        );
        return (finding.help(help), None);
    }
    let taken = |f: &Field| table.entries.iter().any(|(other, _, _)| f.is_named(other));
    let free: Vec<&'static Field> = fields.iter().filter(|f| !taken(f)).collect();
    let Some(meant) = meant(key, &free) else {
        let zh: Vec<_> = fields.iter().map(|f| f.zh).collect();
        let en: Vec<_> = fields.iter().map(|f| f.key).collect();
        let finding = finding.help(Message::new(
            format!("这里可用的字段：{}", zh.join("、")),
            format!("fields of this place: {}", en.join(", ")),
        ));
        return (finding, None);
    };
    let name = meant.field.name_like(key);
    let finding = finding.help(say!("是不是“{name}”？", "did you mean “{name}”?"));
    let finding = if meant.certain && holds(meant.field, data) {
        let title = say!("改为“{name}”", "change it to “{name}”");
        finding.fix(Fix::replace(title, file, place.clone(), name))
    } else {
        finding
    };
    (finding, meant.certain.then_some(meant.field.key))
}

/// The field an editor probably meant.
struct Meant<'a> {
    field: &'a Field,
    /// Whether it cannot well be another.
    certain: bool,
}

/// What `typed` was meant for: another word for a field, or the field it is most like.
fn meant<'a>(typed: &str, fields: &[&'a Field]) -> Option<Meant<'a>> {
    let plain = |key: &str| key.to_lowercase().replace(['-', '_', ' '], "");
    let typed = plain(typed);
    let mut same = SYNONYMS.iter().filter(|(word, _)| *word == typed);
    if let Some(field) = same.find_map(|(_, key)| fields.iter().find(|f| f.key == *key)) {
        return Some(Meant { field, certain: true });
    }
    let likeness = |field: &Field| {
        let like = |key: &str| strsim::normalized_damerau_levenshtein(&typed, &plain(key));
        like(field.key).max(like(field.zh))
    };
    let mut near: Vec<_> = fields.iter().map(|field| (likeness(field), *field)).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (best, field) = *near.first()?;
    let second = near.get(1).map_or(0.0, |(likeness, _)| *likeness);
    // One slip in a word of three Chinese characters or four letters, and nothing else as near.
    (best >= 0.5).then_some(Meant { field, certain: best > 0.65 && best > second })
}

/// `key = value` or `key: value` after `before`, as the file writes it.
fn assignment(
    notation: Notation,
    (zh, en): (&str, &str),
    value: &str,
    before: &Message,
) -> Message {
    let sign = match notation {
        Notation::Toml => " = ",
        Notation::Yaml => ": ",
    };
    Message::new(
        format!("{}{zh}{sign}{value}", before.zh),
        format!("{}{en}{sign}{value}", before.en),
    )
}

pub fn missing(
    file: &SourcePath,
    place: Range<usize>,
    field: &Field,
    notation: Notation,
) -> Diagnostic {
    let (zh, en) = (field.zh, field.key);
    let example = example(field, notation);
    let place = Place::span_or_file(file, place);
    Diagnostic::new(&MISSING_REQUIRED, place, say!("缺少“{zh}”", "“{en}” is missing"))
        .help(assignment(notation, (zh, en), &example, &say!("加一行：", "add a line: ")))
}

/// The finding for a file without a head, which tells how to write one.
pub fn without_head(file: &SourcePath, fields: &[Field]) -> Diagnostic {
    let required: Vec<_> = fields.iter().filter(|f| f.required).collect();
    let lines = |name: fn(&Field) -> &'static str| -> String {
        let line = |f: &&Field| format!("{} = {}\n", name(f), example(f, Notation::Toml));
        required.iter().map(line).collect()
    };
    let zh: Vec<_> = required.iter().map(|f| format!("“{}”", f.zh)).collect();
    let en: Vec<_> = required.iter().map(|f| f.key).collect();
    Diagnostic::new(
        &MISSING_REQUIRED,
        Place::File(file.clone()),
        Message::new(
            format!("没有文件头，缺少{}", zh.join("")),
            format!("there is no front matter, so these are missing: {}", en.join(", ")),
        ),
    )
    .help(Message::new(
        format!("在文件最前面加上：\n+++\n{}+++", lines(|f| f.zh)),
        format!("at the top of the file, add:\n+++\n{}+++", lines(|f| f.key)),
    ))
}

pub fn bad(context: &Context<'_>, field: &Field, data: &Data) -> Diagnostic {
    let key = context.key;
    let message = match as_typed(data) {
        Some(typed) => say!("“{key}”不能写成“{typed}”", "“{key}” cannot be “{typed}”"),
        None => say!("“{key}”不能这样写", "“{key}” cannot be written like this"),
    };
    let example = example(field, context.notation);
    Diagnostic::new(&BAD_VALUE, Place::span(context.file, data.span.clone()), message)
        .help(wanted(field))
        .help(assignment(context.notation, (key, key), &example, &say!("例如：", "for instance: ")))
}

/// A short value as it was typed.
fn as_typed(data: &Data) -> Option<String> {
    let text = match &data.value {
        Value::Flag(flag) => flag.to_string(),
        _ => as_text(data)?,
    };
    (text.chars().count() <= 24 && !text.contains('\n')).then_some(text)
}

/// What a field wants, in words.
fn wanted(field: &Field) -> Message {
    match field.form {
        Form::Text => say!("这里要一段文字", "a text is wanted here"),
        Form::Texts => say!("这里要一个文字列表", "a list of texts is wanted here"),
        Form::Words => say!("这里要几个词", "a list of words is wanted here"),
        Form::Moment => say!("这里要一个存在的日期", "a date that exists is wanted here"),
        Form::Flag => {
            say!("这里只能是 true（是）或 false（否）", "only true or false can stand here")
        }
        Form::Count(least, most) | Form::Counts(least, most) => {
            say!(
                "这里要 {least} 到 {most} 之间的整数",
                "a whole number from {least} to {most} is wanted here"
            )
        }
        Form::Colour => say!(
            "这里要一个颜色：# 后面三位或六位，数字 0–9 或字母 a–f",
            "a colour is wanted here: # and three or six digits 0–9 or letters a–f"
        ),
        Form::Choice(words) | Form::Choices(words) => {
            let zh: Vec<_> = words.iter().map(|w| w.zh).collect();
            let en: Vec<_> = words.iter().map(|w| w.key).collect();
            Message::new(format!("只能是：{}", zh.join("、")), format!("one of: {}", en.join(", ")))
        }
        Form::Record(_) => say!("这里要一组字段", "a group of fields is wanted here"),
        Form::Named(_) => say!(
            "这里要先起名字，名字下面才是各项，如 [publish.名字]",
            "a name is wanted here and the fields below it, as in [publish.NAME]"
        ),
        Form::Records(_) | Form::Mixed(_) => say!("这里要一个列表", "a list is wanted here"),
    }
}

/// What a good value looks like.
fn example(field: &Field, notation: Notation) -> String {
    let quoted = |text: &str| match notation {
        Notation::Toml => format!("\"{text}\""),
        Notation::Yaml => text.to_owned(),
    };
    match field.form {
        Form::Text => quoted("…"),
        Form::Choice(words) => quoted(words.first().map_or("…", |word| word.zh)),
        Form::Choices(words) => {
            let some: Vec<_> = words.iter().take(2).map(|word| quoted(word.zh)).collect();
            format!("[{}]", some.join(", "))
        }
        Form::Texts | Form::Words => format!("[{}, {}]", quoted("…"), quoted("…")),
        Form::Moment => quoted("2024-08-01 09:19"),
        Form::Flag => "true".into(),
        Form::Count(least, most) => 20.clamp(least, most).to_string(),
        Form::Counts(..) => "[480, 960]".into(),
        // A bare # begins a comment in YAML.
        Form::Colour => "\"#b01d23\"".into(),
        Form::Record(fields) => format!("{{ {} }}", first_fields(fields, notation)),
        Form::Named(fields) => format!("{{ … = {{ {} }} }}", first_fields(fields, notation)),
        Form::Records(fields) | Form::Mixed(fields) => {
            format!("[{{ {} }}]", first_fields(fields, notation))
        }
    }
}

/// The required fields of a table, or its first.
fn first_fields(fields: &[Field], notation: Notation) -> String {
    let required: Vec<_> = fields.iter().filter(|f| f.required).collect();
    let shown = if required.is_empty() { fields.iter().take(1).collect() } else { required };
    let sign = match notation {
        Notation::Toml => " = ",
        Notation::Yaml => ": ",
    };
    let one = |f: &&Field| format!("{}{sign}{}", f.zh, example(f, notation));
    shown.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A finding for several words in one entry: `关键词 = "双拥，烈士"`.
pub fn run_together(context: &Context<'_>, data: &Data) -> Option<Diagnostic> {
    const BETWEEN: [char; 5] = ['，', '、', '；', ',', ';'];
    let entries = match &data.value {
        Value::List(list) => list.as_slice(),
        _ => std::slice::from_ref(data),
    };
    let joined = |d: &&Data| as_text(d).is_some_and(|text| text.contains(BETWEEN));
    let entry = entries.iter().find(joined)?;
    let text = as_text(entry)?;
    let words: Vec<_> = text
        .split(BETWEEN)
        .map(str::trim)
        .filter(|w| !w.is_empty())
        .map(|w| format!("\"{w}\""))
        .collect();
    let list = words.join(", ");
    let key = context.key;
    let mut finding = Diagnostic::new(
        &BAD_VALUE,
        Place::span(context.file, entry.span.clone()),
        say!("“{text}”会当成一个词", "“{text}” is taken for one word"),
    )
    .help(assignment(
        context.notation,
        (key, key),
        &format!("[{list}]"),
        &say!("分开写：", "write "),
    ));
    finding.severity = Severity::Warning;
    let whole = is_as_typed(entry, &text) && !text.contains(['"', '\\']);
    let alone = !matches!(data.value, Value::List(_));
    let change = match context.notation {
        _ if alone => Some(format!("[{list}]")),
        Notation::Toml => Some(list),
        // In a list of lines one entry cannot become two in its place.
        Notation::Yaml => None,
    };
    if let (true, Some(change)) = (whole, change) {
        let title = say!("分开写", "separate the words");
        finding = finding.fix(Fix::replace(title, context.file, entry.span.clone(), change));
    }
    Some(finding)
}

/// Whether a value stands in the file as it reads, but for quotation marks: no escapes, no lines.
pub fn is_as_typed(data: &Data, text: &str) -> bool {
    let length = data.span.end - data.span.start;
    length == text.len() || length == text.len() + 2
}
