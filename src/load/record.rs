//! A table read against the list of fields it may have.
//!
//! One list of [`Field`]s drives reading, the findings about wrong fields, the JSON Schema and the
//! documentation. This module knows nothing of what any field means.

use std::ops::Range;

use super::advice::{Context, bad, missing, run_together, twice, unknown};
use super::data::{Data, Notation, Table, Value};
use crate::diag::{Report, Rule, Severity};
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
    /// A list of the words; one word is a list of one.
    Choices(&'static [Choice]),
    /// A table with fields of its own.
    Record(&'static [Field]),
    /// A table of tables, whose keys are names that an office chooses.
    Named(&'static [Field]),
    /// A list of tables.
    Records(&'static [Field]),
    /// A list of texts or tables; a text stands for a table with only the first field.
    Mixed(&'static [Field]),
}

/// A word of a [`Form::Choice`] or [`Form::Choices`].
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
        self.data(key).map_or(&[], entries)
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

    /// The English words chosen for `key`.
    pub fn choices(&self, key: &str) -> Vec<&'static str> {
        let field = self.fields.iter().find(|f| f.key == key).expect("a field of this record");
        let Form::Choices(words) = field.form else { return Vec::new() };
        self.texts(key).iter().filter_map(|text| chosen(words, text)).collect()
    }

    /// The table of `key`.
    pub fn record(&self, file: &SourcePath, key: &str) -> Option<Record<'a>> {
        let field = self.fields.iter().find(|f| f.key == key)?;
        let Form::Record(fields) = field.form else { return None };
        let data = self.data(key)?;
        // The findings of the table were made when this record was read.
        record_of(file, data, fields, &mut Report::new())
    }

    /// The tables of `key` by the names they were given, with the names' places.
    pub fn named(&self, file: &SourcePath, key: &str) -> Vec<(String, Record<'a>, Range<usize>)> {
        let field = self.fields.iter().find(|f| f.key == key).expect("a field of this record");
        let Form::Named(fields) = field.form else { return Vec::new() };
        let silent = &mut Report::new();
        self.data(key)
            .and_then(named)
            .unwrap_or_default()
            .iter()
            .filter_map(|(name, place, data)| {
                Some((name.clone(), record_of(file, data, fields, silent)?, place.clone()))
            })
            .collect()
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

pub fn as_text(data: &Data) -> Option<String> {
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
        Form::Choices(words) => {
            let is_word = |d: &Data| as_text(d).is_some_and(|t| chosen(words, &t).is_some());
            let is_wrong = |d: &&Data| !is_blank(d) && !is_word(d);
            let wrong: Vec<_> = entries(data).iter().filter(is_wrong).collect();
            report.extend(wrong.iter().map(|entry| bad(context, field, entry)));
            return wrong.is_empty();
        }
        Form::Record(fields) => is_table(data) && inner(file, data, fields, report),
        Form::Named(fields) => named(data)
            .is_some_and(|list| list.iter().all(|(_, _, one)| inner(file, one, fields, report))),
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

/// The entries of the list, or the one value.
fn entries(data: &Data) -> &[Data] {
    match &data.value {
        Value::List(list) => list,
        _ => std::slice::from_ref(data),
    }
}

/// The tables of a table of tables; none when something else stands among them.
fn named(data: &Data) -> Option<&[(String, Range<usize>, Data)]> {
    let Value::Table(table) = &data.value else { return None };
    let is_table = |one: &Data| matches!(one.value, Value::Table(_));
    table.entries.iter().all(|(_, _, one)| is_table(one)).then_some(&table.entries)
}

/// Whether every entry passes.
fn each(data: &Data, test: impl Fn(&Data) -> bool) -> bool {
    entries(data).iter().all(test)
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
    let read: Vec<bool> =
        entries(data).iter().map(|one| inner(file, one, fields, report)).collect();
    read.into_iter().all(|fits| fits)
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| matches!(hex.len(), 3 | 6) && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Whether `data` fits `field` with nothing to say against it. Headings of tables do not count:
/// the same heading may stand in several places.
pub fn holds(field: &Field, data: &Data) -> bool {
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
    /// Whether `key` is one of its names.
    pub fn is_named(&self, key: &str) -> bool {
        self.key == key || self.zh == key
    }

    /// Its name in the language of `typed`.
    pub fn name_like(&self, typed: &str) -> &'static str {
        if typed.is_ascii() { self.key } else { self.zh }
    }
}
