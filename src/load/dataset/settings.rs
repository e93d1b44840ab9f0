//! `[dataset]` → [`DatasetSettings`]: names are looked up once, here.

use super::preset;
use super::rules::DATASET_FIELD;
use super::typed::{Typed, TypedChart, TypedField, Word};
use crate::diag::{Diagnostic, Message, Place, Report};
use crate::load::record::Record;
use crate::load::roll::fold_header as fold;
use crate::model::{
    ChartValue, DataRelease, DatasetChart, DatasetField, DatasetForm, DatasetOrder,
    DatasetSettings, Direction, FieldId, FieldKind, Level, RowPages,
};
use crate::say;
use crate::source::SourcePath;

/// What `record`, the `[dataset]` of `file`, says; none when no list can be made of it.
pub fn load_settings(
    file: &SourcePath,
    record: &Record<'_>,
    page_size: Option<usize>,
    report: &mut Report,
) -> Option<DatasetSettings> {
    let own = Typed::read(file, record);
    let named = record.text("preset").zip(record.place("preset"));
    let preset = named.and_then(|(typed, place)| preset::find(file, &typed, place, report));
    let says = preset.map_or_else(|| own.clone(), |preset| own.clone().over(preset));
    let sources = record.texts("source");
    let files = sources.iter().filter_map(|typed| file.resolve(typed));
    Some(DatasetSettings {
        files: files.map(|path| SourcePath::new(&path)).collect(),
        release: match record.flag("data") {
            Some(false) => DataRelease::Withheld,
            Some(true) | None => DataRelease::Open,
        },
        licence: record.text("licence"),
        page_size,
        ..resolve(file, &says, report)?
    })
}

/// The settings that `says` amounts to, without tables.
pub fn resolve(file: &SourcePath, says: &Typed, report: &mut Report) -> Option<DatasetSettings> {
    let mut desk = Desk { file, fields: &[], report };
    let fields = desk.fields(&says.fields);
    if fields.is_empty() {
        desk.report.push(no_fields(file));
        return None;
    }
    desk.fields = &fields;
    let title = desk.named(says.title.as_ref()).unwrap_or(FieldId(0));
    if fields[usize::from(title.0)].level != Level::Public {
        desk.report.push(hidden_title(file, &fields[usize::from(title.0)].name));
        return None;
    }
    let deadline = says.deadline.as_ref().and_then(|word| {
        let field = desk.find(word, &word.text)?;
        desk.of_kind(field, FieldKind::Date, word)
    });
    let settings = DatasetSettings {
        files: Vec::new(),
        title,
        id: desk.named(says.id.as_ref()).unwrap_or(title),
        order: says.order.iter().filter_map(|word| desk.order(word)).collect(),
        deadline,
        pages: says.pages.unwrap_or(RowPages::None),
        form: says.form.unwrap_or(DatasetForm::Table),
        release: DataRelease::Open,
        licence: None,
        page_size: None,
        charts: says.charts.iter().filter_map(|chart| desk.chart(chart)).collect(),
        fields: Vec::new(),
    };
    Some(DatasetSettings { fields, ..settings })
}

/// The fields that are known so far, and what was found.
struct Desk<'a> {
    file: &'a SourcePath,
    fields: &'a [DatasetField],
    report: &'a mut Report,
}

impl Desk<'_> {
    fn fields(&mut self, typed: &[TypedField]) -> Vec<DatasetField> {
        let mut fields: Vec<DatasetField> = Vec::new();
        for typed in typed {
            let field = field(typed);
            let is_same = |other: &DatasetField| {
                fold(&other.name) == fold(&field.name) || fold(&other.key) == fold(&field.key)
            };
            if fields.iter().any(is_same) {
                self.wrong(
                    &typed.name,
                    say!("字段“{}”列了两次", "the field “{}” is listed twice", field.name),
                    say!(
                        "删去其中一段，或者换个名称",
                        "delete one of them, or give it another name"
                    ),
                );
                continue;
            }
            if field.kind == FieldKind::Choice && field.choices.is_empty() {
                self.wrong(
                    &typed.name,
                    say!("选项字段“{}”没有给出选项", "the choice “{}” has no choices", field.name),
                    say!(
                        "加一行 choices = [\"甲\", \"乙\"]；不限用词的，类型写文字",
                        "add choices = [\"one\", \"two\"]; where any word will do, make it a text"
                    ),
                );
            }
            for word in typed.done.iter().filter(|word| !field.choices.contains(&word.text)) {
                self.wrong(
                    word,
                    say!(
                        "“{}”不在选项里，不能表示办结",
                        "“{}” is none of the choices, so it closes nothing",
                        word.text
                    ),
                    say!("写 choices 里有的词", "name words of choices"),
                );
            }
            fields.push(field);
        }
        fields
    }

    fn wrong(&mut self, word: &Word, message: Message, help: Message) {
        let place = Place::span(self.file, word.place.clone());
        self.report.push(Diagnostic::new(&DATASET_FIELD, place, message).help(help));
    }

    /// The field of a name.
    fn find(&mut self, word: &Word, name: &str) -> Option<FieldId> {
        let wanted = fold(name);
        let is_it = |f: &DatasetField| {
            [&f.name, &f.key].into_iter().chain(&f.aliases).any(|name| fold(name) == wanted)
        };
        let names = |f: &DatasetField| fold(&f.name) == wanted || fold(&f.key) == wanted;
        let at = self.fields.iter().position(names).or_else(|| self.fields.iter().position(is_it));
        if at.is_none() {
            let known = self.fields.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join("、");
            self.wrong(
                word,
                say!(
                    "没有叫“{name}”的字段，现有 {known}",
                    "there is no field “{name}”; there are {known}"
                ),
                say!(
                    "照上面列出的名称写，或者用 [[dataset.field]] 加上这个字段",
                    "write one of these names, or add the field with [[dataset.field]]"
                ),
            );
        }
        at.map(|at| FieldId(u16::try_from(at).expect("fewer than 65 536 fields")))
    }

    fn named(&mut self, word: Option<&Word>) -> Option<FieldId> {
        let word = word?;
        self.find(word, &word.text)
    }

    /// The field, when it is of the kind that the word for it needs: a date or a number.
    fn of_kind(&mut self, field: FieldId, kind: FieldKind, word: &Word) -> Option<FieldId> {
        let it = &self.fields[usize::from(field.0)];
        if it.kind == kind {
            return Some(field);
        }
        let (zh, en) =
            if kind == FieldKind::Date { ("日期", "date") } else { ("数字", "number") };
        self.wrong(
            word,
            say!("“{}”的类型不是{zh}", "“{}” is no {en}", it.name),
            say!(
                "换一个类型是{zh}的字段，或者在它的 [[dataset.field]] 里写 type = \"{en}\"",
                "name a field that is a {en}, or write type = \"{en}\" in its [[dataset.field]]"
            ),
        );
        None
    }

    fn order(&mut self, word: &Word) -> Option<DatasetOrder> {
        let (name, direction) = match word.text.strip_prefix(['-', '－']) {
            Some(name) => (name, Direction::Down),
            None => (word.text.as_str(), Direction::Up),
        };
        Some(DatasetOrder { field: self.find(word, name.trim())?, direction })
    }

    fn chart(&mut self, typed: &TypedChart) -> Option<DatasetChart> {
        let by = self.named(Some(&typed.by))?;
        let value = match &typed.value {
            None => ChartValue::Count,
            Some(word) if matches!(word.text.as_str(), "count" | "计数") => ChartValue::Count,
            Some(word) => {
                let name = word
                    .text
                    .split_once([':', '：'])
                    .filter(|(verb, _)| matches!(*verb, "sum" | "求和"));
                let Some((_, name)) = name else {
                    self.wrong(
                        word,
                        say!("“{}”不是图表的取值", "“{}” is no value of a chart", word.text),
                        say!(
                            "写 count（数行数）或 sum:字段名（求和）",
                            "write count, or sum: and the name of a field"
                        ),
                    );
                    return None;
                };
                let field = self.find(word, name.trim())?;
                let is_figure = self.fields[usize::from(field.0)].kind == FieldKind::Figure;
                let number = if is_figure { FieldKind::Figure } else { FieldKind::Number };
                ChartValue::Sum(self.of_kind(field, number, word)?)
            }
        };
        Some(DatasetChart {
            title: typed.title.clone().unwrap_or_else(|| typed.by.text.clone()),
            kind: typed.kind,
            by,
            split: self.named(typed.split.as_ref()),
            value,
            unit: typed.unit.clone().unwrap_or_else(|| "条".to_owned()),
        })
    }
}

fn field(typed: &TypedField) -> DatasetField {
    let by_choices = if typed.choices.is_empty() { FieldKind::Text } else { FieldKind::Choice };
    let done = typed.done.iter().map(|word| word.text.clone());
    DatasetField {
        name: typed.name.text.clone(),
        key: typed.key.clone().unwrap_or_else(|| typed.name.text.clone()),
        aliases: typed.aliases.clone(),
        kind: typed.kind.unwrap_or(by_choices),
        unit: typed.unit.clone().unwrap_or_default(),
        done: done.filter(|word| typed.choices.contains(word)).collect(),
        choices: typed.choices.clone(),
        features: typed.has(),
        level: typed.level.unwrap_or(Level::Public),
    }
}

fn no_fields(file: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        &DATASET_FIELD,
        Place::File(file.clone()),
        say!("[dataset] 里一个字段都没有列，数据表没有读", "[dataset] lists no field, so the dataset was not read"),
    )
    .help(say!(
        "写一行 preset = \"双清单\" 一类的预设，或者用 [[dataset.field]] 列出要公开的列，例如 name = \"任务\"",
        "name a preset such as preset = \"mutual-list\", or list the columns to publish with [[dataset.field]], such as name = \"Task\""
    ))
}

fn hidden_title(file: &SourcePath, name: &str) -> Diagnostic {
    Diagnostic::new(
        &DATASET_FIELD,
        Place::File(file.clone()),
        say!(
            "“{name}”是一行的名称，不能打码，也不能是内部的；数据表没有读",
            "“{name}” names the rows, so it can be neither masked nor internal; the dataset was not read"
        ),
    )
    .help(say!(
        "用 title 指明另一个公开的字段作名称",
        "say with title which other field names a row"
    ))
}
