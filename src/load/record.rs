//! A table read against the list of fields it may have.
//!
//! One list of [`Field`]s drives reading, the findings about wrong fields, the JSON Schema and the
//! documentation. This module knows nothing of what any field means.

use std::ops::Range;

use super::data::{Data, Notation, Table, Value};
use super::fields::SYNONYMS;
use crate::diag::{Diagnostic, Fix, Message, Place, Report, Rule, Severity};
use crate::say;
use crate::source::SourcePath;
use crate::text::Moment;

/// What a field may hold.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// A text; a number is taken as it was typed.
    Text,
    /// A list of texts; one text is a list of one.
    Texts,
    /// A list of words, which hold no commas; one word is a list of one.
    Words,
    /// A date, with or without a time.
    Moment,
    /// true or false; 是 or 否.
    Flag,
    /// A whole number in the range.
    Count(i64, i64),
    /// A list of whole numbers in the range.
    Counts(i64, i64),
    /// A colour `#rrggbb`.
    Colour,
    /// One of the words, typed in either language.
    Choice(&'static [Choice]),
    /// A table with fields of its own.
    Record(&'static [Field]),
    /// A list of tables.
    Records(&'static [Field]),
    /// A list of texts or tables; a text stands for a table with only the first field.
    Mixed(&'static [Field]),
}

/// A word of a [`Form::Choice`].
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The English word.
    pub key: &'static str,
    /// The Chinese word.
    pub zh: &'static str,
}

/// A field of a table.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The English key.
    pub key: &'static str,
    /// The Chinese key.
    pub zh: &'static str,
    /// What it may hold.
    pub form: Form,
    /// Whether a table without it is broken.
    pub required: bool,
    /// What it is for, in Chinese.
    pub about_zh: &'static str,
    /// What it is for, in English.
    pub about_en: &'static str,
}

/// A key that no field has.
pub static UNKNOWN_FIELD: Rule = Rule {
    name: "unknown-field",
    severity: Severity::Error,
    zh: "文件头或 site.toml 里有一个程序不认识的字段，多半是写错了一个字。字段写错时内容不会生效，所以要改正或删去。",
    en: "A front matter or site.toml key that no field has, usually a slip of the pen. What it says would have \
         no effect, so correct or remove it.",
};

/// A value that does not fit its field.
pub static BAD_VALUE: Rule = Rule {
    name: "bad-value",
    severity: Severity::Error,
    zh: "字段的值写法不对，例如日期写成了不存在的一天，或者该写数字的地方写了文字。",
    en: "A field holds something it cannot hold: a day that does not exist, or text where a number belongs.",
};

/// A field that must be there and is not.
pub static MISSING_REQUIRED: Rule = Rule {
    name: "missing-required",
    severity: Severity::Error,
    zh: "缺少必填的字段，例如文章没有标题或发布时间。门户网站的必填标签由这些字段生成，不能为空。",
    en: "A required field is missing, for instance an article without a title or date. The portal's mandatory \
         tags are made from these fields and must not be empty.",
};

/// A table whose values fit their fields; what did not fit has become a finding.
#[derive(Debug)]
pub struct Record<'a> {
    fields: &'static [Field],
    values: Vec<Option<&'a Data>>,
}

impl<'a> Record<'a> {
    /// Reads `table`, which stands at `place` of `file`, against `fields`. Of a table that could
    /// not be read as a whole nothing is said: what is wrong with it follows from that.
    pub fn read(
        file: &SourcePath,
        table: &'a Table,
        place: Range<usize>,
        fields: &'static [Field],
        report: &mut Report,
    ) -> Self {
        let mut silent = Report::new();
        let report = if table.torn { &mut silent } else { report };
        let mut values = vec![None; fields.len()];
        let mut first: Vec<Option<Range<usize>>> = vec![None; fields.len()];
        let mut misspelt = Vec::new();
        for (key, key_place, data) in &table.entries {
            let Some(index) = fields.iter().position(|f| f.is_named(key)) else {
                let (finding, meant) = unknown(file, table, (key, key_place, data), fields);
                misspelt.extend(meant);
                report.push(finding);
                continue;
            };
            if let Some(first) = &first[index] {
                report.push(twice(file, key_place.clone(), first.clone(), &fields[index]));
                continue;
            }
            first[index] = Some(key_place.clone());
            let context = Context { file, key, notation: table.notation };
            if fits(&context, &fields[index], data, report) {
                values[index] = (data.value != Value::Empty).then_some(data);
            }
        }
        let typed =
            |f: &Field| table.entries.iter().any(|(key, _, d)| f.is_named(key) && !is_blank(d));
        let absent =
            fields.iter().filter(|f| f.required && !typed(f) && !misspelt.contains(&f.key));
        report.extend(absent.map(|field| missing(file, place.clone(), field, table.notation)));
        Self { fields, values }
    }

    fn data(&self, key: &str) -> Option<&'a Data> {
        let index = self.fields.iter().position(|f| f.key == key);
        self.values[index.expect("a field of this record")]
    }

    /// The text of `key`, trimmed; none when empty.
    pub fn text(&self, key: &str) -> Option<String> {
        as_text(self.data(key)?)
    }

    /// The texts of `key`, empty ones left out.
    pub fn texts(&self, key: &str) -> Vec<String> {
        self.listed(key).iter().filter_map(as_text).collect()
    }

    /// The texts of `key` with their places.
    pub fn placed_texts(&self, key: &str) -> Vec<(String, Range<usize>)> {
        self.listed(key).iter().filter_map(|d| Some((as_text(d)?, d.span.clone()))).collect()
    }

    fn listed(&self, key: &str) -> &'a [Data] {
        match self.data(key) {
            Some(Data { value: Value::List(list), .. }) => list,
            Some(one) => std::slice::from_ref(one),
            None => &[],
        }
    }

    /// The date of `key`.
    pub fn moment(&self, key: &str) -> Option<Moment> {
        Moment::parse(&self.text(key)?)
    }

    /// The flag of `key`.
    pub fn flag(&self, key: &str) -> Option<bool> {
        as_flag(self.data(key)?)
    }

    /// The number of `key`.
    pub fn count(&self, key: &str) -> Option<i64> {
        as_count(self.data(key)?)
    }

    /// The numbers of `key`.
    pub fn counts(&self, key: &str) -> Vec<i64> {
        self.listed(key).iter().filter_map(as_count).collect()
    }

    /// The English word chosen for `key`.
    pub fn choice(&self, key: &str) -> Option<&'static str> {
        let field = self.fields.iter().find(|f| f.key == key)?;
        let Form::Choice(words) = field.form else { return None };
        chosen(words, &self.text(key)?)
    }

    /// The table of `key`.
    pub fn record(&self, file: &SourcePath, key: &str) -> Option<Record<'a>> {
        let field = self.fields.iter().find(|f| f.key == key)?;
        let Form::Record(fields) = field.form else { return None };
        let data = self.data(key)?;
        // The findings of the table were made when this record was read.
        record_of(file, data, fields, &mut Report::new())
    }

    /// The tables of `key` with their places.
    pub fn records(&self, file: &SourcePath, key: &str) -> Vec<(Record<'a>, Range<usize>)> {
        let field = self.fields.iter().find(|f| f.key == key).expect("a field of this record");
        let (Form::Records(fields) | Form::Mixed(fields)) = field.form else { return Vec::new() };
        let silent = &mut Report::new();
        self.listed(key)
            .iter()
            .filter_map(|d| Some((record_of(file, d, fields, silent)?, d.span.clone())))
            .collect()
    }

    /// Where the value of `key` stands.
    pub fn place(&self, key: &str) -> Option<Range<usize>> {
        Some(self.data(key)?.span.clone())
    }

    /// Where every value stands, by English key.
    pub fn places(&self) -> Vec<(&'static str, Range<usize>)> {
        let placed = |(field, data): (&Field, Option<&Data>)| Some((field.key, data?.span.clone()));
        self.fields.iter().zip(self.values.iter().copied()).filter_map(placed).collect()
    }
}

/// The record in `data`; a text is a record with only its first field.
fn record_of<'a>(
    file: &SourcePath,
    data: &'a Data,
    fields: &'static [Field],
    report: &mut Report,
) -> Option<Record<'a>> {
    match &data.value {
        Value::Table(table) => Some(Record::read(file, table, data.span.clone(), fields, report)),
        Value::Text(_) | Value::Number(_) => {
            let mut values = vec![None; fields.len()];
            values[0] = Some(data);
            Some(Record { fields, values })
        }
        Value::Empty | Value::Flag(_) | Value::List(_) => None,
    }
}

fn as_text(data: &Data) -> Option<String> {
    match &data.value {
        Value::Text(text) | Value::Number(text) => {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        }
        Value::Empty | Value::Flag(_) | Value::List(_) | Value::Table(_) => None,
    }
}

fn as_flag(data: &Data) -> Option<bool> {
    match &data.value {
        Value::Flag(flag) => Some(*flag),
        Value::Text(text) => match text.trim() {
            "true" | "是" => Some(true),
            "false" | "否" => Some(false),
            _ => None,
        },
        Value::Empty | Value::Number(_) | Value::List(_) | Value::Table(_) => None,
    }
}

fn as_count(data: &Data) -> Option<i64> {
    as_text(data)?.replace('_', "").parse().ok()
}

fn is_blank(data: &Data) -> bool {
    match &data.value {
        Value::Empty => true,
        Value::Text(text) => text.trim().is_empty(),
        Value::List(list) => list.is_empty(),
        Value::Number(_) | Value::Flag(_) | Value::Table(_) => false,
    }
}

fn chosen(words: &[Choice], typed: &str) -> Option<&'static str> {
    words.iter().find(|w| w.key == typed || w.zh == typed).map(|w| w.key)
}

/// Where a value stands, for what is said of it.
struct Context<'a> {
    file: &'a SourcePath,
    /// The key as it was typed.
    key: &'a str,
    notation: Notation,
}

/// Whether `data` fits `field`; if not, says so.
fn fits(context: &Context<'_>, field: &Field, data: &Data, report: &mut Report) -> bool {
    if is_blank(data) {
        return true;
    }
    let file = context.file;
    let is_table = |d: &Data| matches!(d.value, Value::Table(_));
    let fits = match field.form {
        Form::Text => as_text(data).is_some(),
        Form::Texts => each(data, |d| as_text(d).is_some() || is_blank(d)),
        Form::Words => {
            report.extend(run_together(context, data));
            each(data, |d| as_text(d).is_some() || is_blank(d))
        }
        Form::Moment => as_text(data).is_some_and(|t| Moment::parse(&t).is_some()),
        Form::Flag => as_flag(data).is_some(),
        Form::Count(least, most) => as_count(data).is_some_and(|n| (least..=most).contains(&n)),
        Form::Counts(least, most) => {
            each(data, |d| as_count(d).is_some_and(|n| (least..=most).contains(&n)))
        }
        Form::Colour => as_text(data).is_some_and(|t| is_colour(&t)),
        Form::Choice(words) => as_text(data).is_some_and(|t| chosen(words, &t).is_some()),
        Form::Record(fields) => is_table(data) && inner(file, data, fields, report),
        Form::Records(fields) => each(data, is_table) && all_inner(file, data, fields, report),
        Form::Mixed(fields) => {
            each(data, |d| is_table(d) || as_text(d).is_some())
                && all_inner(file, data, fields, report)
        }
    };
    if !fits {
        report.push(bad(context, field, data));
    }
    fits
}

/// A finding for several words in one entry: `关键词 = "双拥，烈士"`.
fn run_together(context: &Context<'_>, data: &Data) -> Option<Diagnostic> {
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

/// Whether every entry of the list (or the one value) passes.
fn each(data: &Data, test: impl Fn(&Data) -> bool) -> bool {
    match &data.value {
        Value::List(list) => list.iter().all(test),
        _ => test(data),
    }
}

fn inner(file: &SourcePath, data: &Data, fields: &'static [Field], report: &mut Report) -> bool {
    record_of(file, data, fields, report).is_some()
}

fn all_inner(
    file: &SourcePath,
    data: &Data,
    fields: &'static [Field],
    report: &mut Report,
) -> bool {
    let list = match &data.value {
        Value::List(list) => list.as_slice(),
        _ => std::slice::from_ref(data),
    };
    let read: Vec<bool> = list.iter().map(|one| inner(file, one, fields, report)).collect();
    read.into_iter().all(|fits| fits)
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| matches!(hex.len(), 3 | 6) && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn twice(file: &SourcePath, place: Range<usize>, first: Range<usize>, field: &Field) -> Diagnostic {
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
fn unknown(
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
    if let Some((_, key)) = SYNONYMS.iter().find(|(word, _)| *word == typed)
        && let Some(field) = fields.iter().find(|f| f.key == *key)
    {
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

/// Whether `data` fits `field` with nothing to say against it. Headings of tables do not count:
/// the same heading may stand in several places.
fn holds(field: &Field, data: &Data) -> bool {
    let is_table = |d: &Data| matches!(d.value, Value::Table(_));
    let has_tables = match &data.value {
        Value::List(list) => list.iter().any(is_table),
        _ => is_table(data),
    };
    let mut report = Report::new();
    let file = SourcePath::new("");
    let context = Context { file: &file, key: field.key, notation: Notation::Toml };
    !has_tables && fits(&context, field, data, &mut report) && report.is_empty()
}

impl Field {
    fn is_named(&self, key: &str) -> bool {
        self.key == key || self.zh == key
    }

    /// Its name in the language of `typed`.
    fn name_like(&self, typed: &str) -> &'static str {
        if typed.is_ascii() { self.key } else { self.zh }
    }
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

fn missing(
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

fn bad(context: &Context<'_>, field: &Field, data: &Data) -> Diagnostic {
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
        Form::Choice(words) => {
            let zh: Vec<_> = words.iter().map(|w| w.zh).collect();
            let en: Vec<_> = words.iter().map(|w| w.key).collect();
            Message::new(format!("只能是：{}", zh.join("、")), format!("one of: {}", en.join(", ")))
        }
        Form::Record(_) => say!("这里要一组字段", "a group of fields is wanted here"),
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
        Form::Texts | Form::Words => format!("[{}, {}]", quoted("…"), quoted("…")),
        Form::Moment => quoted("2024-08-01 09:19"),
        Form::Flag => "true".into(),
        Form::Count(least, most) => 20.clamp(least, most).to_string(),
        Form::Counts(..) => "[480, 960]".into(),
        // A bare # begins a comment in YAML.
        Form::Colour => "\"#b01d23\"".into(),
        Form::Record(fields) => format!("{{ {} }}", first_fields(fields, notation)),
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
