//! `people/<id>.md` beside a roll → [`Life`].

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ById;
use super::headers::{Header, header};
use super::private::Private;
use crate::diag::{Diagnostic, Place, Report};
use crate::load::fields::LIFE;
use crate::load::front::read_front;
use crate::load::record::Record;
use crate::load::{BAD_VALUE, Quotable};
use crate::markup::{self, Dialect};
use crate::model::{Level, Life, PersonId, RollField, Statement};
use crate::say;
use crate::source::{File, SourcePath, Sources};

/// The folder of lives of the roll whose `_index.md` is `index`, with a slash at its end.
pub fn folder(index: &SourcePath) -> String {
    format!("{}people/", index.folder())
}

/// The lives of the people `by_id`, who are only counted when there is a life. What a source says of
/// a field is as public as the field itself, by `levels`. They quote what is known today.
pub fn load_lives<'a>(
    sources: &Sources,
    index: &SourcePath,
    by_id: impl FnOnce() -> ById<'a>,
    levels: &BTreeMap<RollField, Level>,
    ledger: Quotable<'_>,
    report: &mut Report,
) -> BTreeMap<PersonId, Life> {
    let folder = folder(index);
    let mut files = sources.below(&folder).filter(|file| file.path.extension() == "md").peekable();
    if files.peek().is_none() {
        return BTreeMap::new();
    }
    let by_id = by_id();
    files.filter_map(|file| life(file, &by_id, levels, ledger, report)).collect()
}

fn life(
    file: &Arc<File>,
    by_id: &ById<'_>,
    levels: &BTreeMap<RollField, Level>,
    ledger: Quotable<'_>,
    report: &mut Report,
) -> Option<(PersonId, Life)> {
    let text = file.text()?;
    let front = read_front(&file.path, text, report);
    let head = front.record(&file.path, LIFE, report);
    let quoting = ledger.today(&file.path);
    let dialect = Dialect::default();
    let (body, findings) =
        markup::parse_quoting(&file.path, text, front.body.clone(), &dialect, &quoting);
    report.absorb(findings);
    let portrait_alt =
        head.text("portrait_alt").map(|alt| quoting.filled(&alt, head.place("portrait_alt")));
    let (findings, quoted) = quoting.finish();
    report.absorb(findings);
    let id = head.text("id").unwrap_or_else(|| name_of(&file.path));
    let Some(person) = by_id.get(id.as_str()) else {
        report.push(nobody(&file.path, &head, &id));
        return None;
    };
    let private = Private::in_life(text);
    for (line, private) in &private {
        report.push(private.finding_in_life(&file.path, *line));
    }
    if !private.is_empty() {
        return None;
    }
    let life = Life {
        source: file.path.clone(),
        portrait: head.text("portrait").and_then(|typed| file.path.resolve(&typed)),
        portrait_alt,
        portrait_licence: head.text("portrait_licence"),
        statements: statements(&file.path, &head, levels, report),
        body: Arc::new(body),
        quoted,
    };
    Some((*person, life))
}

/// The id in a path: the file's name, or that of the folder of an `index.md`.
fn name_of(path: &SourcePath) -> String {
    match path.stem() {
        "index" => {
            let folder = path.folder().trim_end_matches('/');
            folder.rsplit('/').next().unwrap_or(folder).to_owned()
        }
        stem => stem.to_owned(),
    }
}

fn statements(
    file: &SourcePath,
    head: &Record<'_>,
    levels: &BTreeMap<RollField, Level>,
    report: &mut Report,
) -> Vec<Statement> {
    let mut statements = Vec::new();
    for (record, place) in head.records(file, "statement") {
        let (Some(field), Some(says), Some(source)) =
            (record.text("field"), record.text("says"), record.text("source"))
        else {
            continue;
        };
        let Header::Field(field) = header(&field, &BTreeMap::new()) else {
            let place = record.place("field").unwrap_or(place);
            report.push(
                Diagnostic::new(
                    &BAD_VALUE,
                    Place::span(file, place),
                    say!("“{field}”不是名录的字段", "“{field}” is no field of a roll"),
                )
                .help(say!("例如 出生日期、籍贯、职务", "such as birth, native_place, post")),
            );
            continue;
        };
        let says = match levels.get(&field).unwrap_or(&Level::Public) {
            Level::Internal => continue,
            Level::Masked => super::value::mask(field, &says),
            Level::Public => says,
        };
        statements.push(Statement { field, says, source, seen: record.text("seen") });
    }
    statements
}

fn nobody(file: &SourcePath, head: &Record<'_>, id: &str) -> Diagnostic {
    let place = Place::span_or_file(file, head.place("id").unwrap_or(0..0));
    Diagnostic::new(
        &BAD_VALUE,
        place,
        say!(
            "名录里没有编号为 {id} 的人，这篇生平没有发布",
            "nobody in the roll has the id {id}, so this life is not published"
        ),
    )
    .help(say!(
        "文件名（或 id）要和表格里的编号一样",
        "the file's name (or its id) must be an id of the table"
    ))
}
