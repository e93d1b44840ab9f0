//! What an `_index.md` or a preset says of a dataset, before names are looked up. Never judges.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::chart::ChartKind;
use crate::load::record::Record;
use crate::load::roll::fold_header as fold;
use crate::model::{DatasetForm, FieldFeature, FieldKind, Level, RowPages};
use crate::source::SourcePath;

/// A name or a word that was typed, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What was typed.
    pub text: String,
    /// Where it stands in the file.
    pub place: Range<usize>,
}

/// What is said of a dataset; nothing is said of what is absent or empty.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub title: Option<Word>,
    pub id: Option<Word>,
    pub order: Vec<Word>,
    pub deadline: Option<Word>,
    pub pages: Option<RowPages>,
    pub form: Option<DatasetForm>,
    pub fields: Vec<TypedField>,
    pub charts: Vec<TypedChart>,
}

/// What is said of a field.
#[derive(Debug, Clone)]
pub struct TypedField {
    pub name: Word,
    pub key: Option<String>,
    pub aliases: Vec<String>,
    pub kind: Option<FieldKind>,
    pub unit: Option<String>,
    pub choices: Vec<String>,
    pub done: Vec<Word>,
    /// Features, and whether the field has them.
    pub features: BTreeMap<FieldFeature, bool>,
    pub level: Option<Level>,
}

/// What is said of a chart.
#[derive(Debug, Clone)]
pub struct TypedChart {
    pub kind: ChartKind,
    pub by: Word,
    pub split: Option<Word>,
    pub value: Option<Word>,
    pub title: Option<String>,
    pub unit: Option<String>,
}

impl Typed {
    /// What `record` of `file` says.
    pub fn read(file: &SourcePath, record: &Record<'_>) -> Self {
        let fields = record.records(file, "field");
        let charts = record.records(file, "chart");
        Self {
            title: word(record, "title"),
            id: word(record, "id"),
            order: words(record, "order"),
            deadline: word(record, "deadline"),
            pages: record.choice("item_pages").map(pages),
            form: record.choice("view").map(form),
            fields: fields.iter().filter_map(|(field, _)| TypedField::read(field)).collect(),
            charts: charts.iter().filter_map(|(chart, _)| TypedChart::read(chart)).collect(),
        }
    }

    /// The same, with what `other` says of that of which nothing is said here. Fields of one name
    /// are one.
    #[must_use]
    pub fn over(mut self, other: &Self) -> Self {
        self.fields = fields_over(&self.fields, &other.fields);
        Self {
            title: self.title.or_else(|| other.title.clone()),
            id: self.id.or_else(|| other.id.clone()),
            order: if self.order.is_empty() { other.order.clone() } else { self.order },
            deadline: self.deadline.or_else(|| other.deadline.clone()),
            pages: self.pages.or(other.pages),
            form: self.form.or(other.form),
            fields: self.fields,
            charts: if self.charts.is_empty() { other.charts.clone() } else { self.charts },
        }
    }
}

/// The fields of `others` in their order, each with what is said of it in `own`, then the rest of
/// `own`. A header that an own field has is no longer another's.
fn fields_over(own: &[TypedField], others: &[TypedField]) -> Vec<TypedField> {
    let same = |a: &TypedField, b: &TypedField| {
        let named = |name: &str| b.headers().any(|other| fold(other) == fold(name));
        named(&a.name.text) || a.key.as_deref().is_some_and(named)
    };
    let known = |field: &TypedField| own.iter().find(|mine| same(mine, field));
    let merged = others.iter().map(|field| match known(field) {
        Some(mine) => mine.clone().over(field),
        None => field.clone(),
    });
    let new = own.iter().filter(|mine| !others.iter().any(|field| same(mine, field)));
    merged.chain(new.cloned()).collect()
}

impl TypedField {
    fn read(record: &Record<'_>) -> Option<Self> {
        let said = |(feature, key): &(FieldFeature, &str)| Some((*feature, record.flag(key)?));
        Some(Self {
            name: word(record, "name")?,
            key: record.text("key"),
            aliases: record.texts("aliases"),
            kind: record.choice("type").map(kind),
            unit: record.text("unit"),
            choices: record.texts("choices"),
            done: words(record, "done"),
            features: FieldFeature::ALL.iter().filter_map(said).collect(),
            level: record.choice("level").map(level),
        })
    }

    /// Every header it is found by.
    pub fn headers(&self) -> impl Iterator<Item = &str> {
        let key = self.key.as_deref().into_iter();
        std::iter::once(self.name.text.as_str()).chain(key).chain(self.aliases.iter().map(|a| &**a))
    }

    /// The features it has.
    pub fn has(&self) -> BTreeSet<FieldFeature> {
        self.features.iter().filter(|(_, has)| **has).map(|(feature, _)| *feature).collect()
    }

    fn over(mut self, other: &Self) -> Self {
        let old = std::iter::once(&other.name.text).chain(&other.aliases).cloned();
        self.aliases.extend(old);
        for (feature, has) in &other.features {
            self.features.entry(*feature).or_insert(*has);
        }
        // Words of other choices say nothing of these.
        let of_own = !self.choices.is_empty();
        let or = |own: Vec<String>, other: &Vec<String>| {
            if own.is_empty() { other.clone() } else { own }
        };
        Self {
            key: self.key.or_else(|| other.key.clone()),
            kind: self.kind.or(other.kind),
            unit: self.unit.or_else(|| other.unit.clone()),
            choices: or(self.choices, &other.choices),
            done: if of_own || !self.done.is_empty() { self.done } else { other.done.clone() },
            level: self.level.or(other.level),
            ..self
        }
    }
}

impl TypedChart {
    fn read(record: &Record<'_>) -> Option<Self> {
        Some(Self {
            kind: ChartKind::named(record.choice("kind")?)?,
            by: word(record, "by")?,
            split: word(record, "split"),
            value: word(record, "value"),
            title: record.text("title"),
            unit: record.text("unit"),
        })
    }
}

fn word(record: &Record<'_>, key: &str) -> Option<Word> {
    Some(Word { text: record.text(key)?, place: record.place(key)? })
}

fn words(record: &Record<'_>, key: &str) -> Vec<Word> {
    record.placed_texts(key).into_iter().map(|(text, place)| Word { text, place }).collect()
}

fn pages(word: &str) -> RowPages {
    if word == "all" { RowPages::All } else { RowPages::None }
}

/// The form of a word of `view`.
pub fn form(word: &str) -> DatasetForm {
    match word {
        "cards" => DatasetForm::Cards,
        "list" => DatasetForm::List,
        _ => DatasetForm::Table,
    }
}

fn kind(word: &str) -> FieldKind {
    match word {
        "number" => FieldKind::Number,
        "date" => FieldKind::Date,
        "choice" => FieldKind::Choice,
        "place" => FieldKind::Place,
        "person" => FieldKind::Person,
        "link" => FieldKind::Link,
        "figure" => FieldKind::Figure,
        _ => FieldKind::Text,
    }
}

fn level(word: &str) -> Level {
    match word {
        "masked" => Level::Masked,
        "internal" => Level::Internal,
        _ => Level::Public,
    }
}
