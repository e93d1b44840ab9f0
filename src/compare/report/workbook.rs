//! The workbook of a comparison: everything, for filtering and working on.

use super::{LISTED, batch_name};
use crate::compare::book::{Book, BookFault, Cell, Column, Sheets};
use crate::compare::questions::reason;
use crate::compare::{Comparison, Edition, How, Pair};
use crate::model::{PersonId, RollField};

/// The workbook of a comparison.
pub fn workbook(comparison: &Comparison<'_>) -> Result<Sheets, BookFault> {
    let mut book = Book::new("名录比对");
    overview(&mut book, comparison)?;
    matched(&mut book, comparison)?;
    near(&mut book, comparison)?;
    alone(&mut book, "仅旧版", comparison.old, &comparison.only_old)?;
    alone(&mut book, "仅新版", comparison.new, &comparison.only_new)?;
    differences(&mut book, comparison)?;
    supplement(&mut book, comparison)?;
    book.finish()
}

fn overview(book: &mut Book, comparison: &Comparison<'_>) -> Result<(), BookFault> {
    let file = |edition: &Edition| Cell::from(edition.name.clone());
    let mut rows = vec![vec![Cell::from("文件"), file(comparison.old), file(comparison.new)]];
    let counted = comparison.overview();
    rows.extend(
        counted.into_iter().map(|(what, old, new)| vec![what.into(), old.into(), new.into()]),
    );
    rows.push(vec!["差异（处）".into(), "".into(), comparison.differences.len().into()]);
    for batch in comparison.supplement() {
        let name = format!("增补：{}", batch_name(batch.name));
        rows.push(vec![name.into(), "".into(), batch.people.len().into()]);
    }
    book.sheet("概况", &[("项目", 36.0), ("旧版", 24.0), ("新版", 24.0)], rows)
}

fn matched(book: &mut Book, comparison: &Comparison<'_>) -> Result<(), BookFault> {
    const COLUMNS: [Column<'_>; 7] = [
        ("旧编号", 12.0),
        ("旧行", 9.0),
        ("旧姓名", 12.0),
        ("新编号", 12.0),
        ("新行", 9.0),
        ("新姓名", 12.0),
        ("依据", 16.0),
    ];
    let (old, new) = (comparison.old, comparison.new);
    let rows = comparison.matched.iter().map(|pair| {
        vec![
            old.get(pair.old, RollField::Id).into(),
            old.row(pair.old).into(),
            old.get(pair.old, RollField::Name).into(),
            new.get(pair.new, RollField::Id).into(),
            new.row(pair.new).into(),
            new.get(pair.new, RollField::Name).into(),
            ground(pair).into(),
        ]
    });
    book.sheet("一致", &COLUMNS, rows)
}

/// Why two are taken for one.
fn ground(pair: &Pair) -> &'static str {
    match pair.how {
        How::Decided => "人工核对",
        How::Id => "编号相同",
        How::Content => "内容相符",
        How::Near | How::Several => "疑似",
    }
}

fn near(book: &mut Book, comparison: &Comparison<'_>) -> Result<(), BookFault> {
    const COLUMNS: [Column<'_>; 10] = [
        ("相似度", 8.0),
        ("旧编号", 12.0),
        ("旧行", 9.0),
        ("旧姓名", 12.0),
        ("旧情况", 40.0),
        ("新编号", 12.0),
        ("新行", 9.0),
        ("新姓名", 12.0),
        ("新情况", 40.0),
        ("理由", 48.0),
    ];
    let (old, new) = (comparison.old, comparison.new);
    let rows = comparison.near.iter().map(|pair| {
        vec![
            usize::from(pair.likeness.score()).into(),
            old.get(pair.old, RollField::Id).into(),
            old.row(pair.old).into(),
            old.get(pair.old, RollField::Name).into(),
            old.about(pair.old).into(),
            new.get(pair.new, RollField::Id).into(),
            new.row(pair.new).into(),
            new.get(pair.new, RollField::Name).into(),
            new.about(pair.new).into(),
            reason(pair).zh.into(),
        ]
    });
    book.sheet("疑似", &COLUMNS, rows)
}

/// The row of a person who stands in one edition alone.
fn listed(edition: &Edition, person: PersonId) -> Vec<Cell<'_>> {
    let row = std::iter::once(Cell::from(edition.row(person)));
    row.chain(LISTED.iter().map(|(field, _)| edition.get(person, *field).into())).collect()
}

fn listed_columns() -> Vec<Column<'static>> {
    let row = std::iter::once(("行", 9.0));
    row.chain(LISTED.iter().map(|(field, width)| (field.title(), *width))).collect()
}

fn alone(
    book: &mut Book,
    name: &str,
    edition: &Edition,
    people: &[PersonId],
) -> Result<(), BookFault> {
    book.sheet(name, &listed_columns(), people.iter().map(|person| listed(edition, *person)))
}

fn differences(book: &mut Book, comparison: &Comparison<'_>) -> Result<(), BookFault> {
    const COLUMNS: [Column<'_>; 9] = [
        ("旧编号", 12.0),
        ("旧行", 9.0),
        ("新编号", 12.0),
        ("新行", 9.0),
        ("姓名", 12.0),
        ("字段", 14.0),
        ("旧版", 32.0),
        ("新版", 32.0),
        ("性质", 12.0),
    ];
    let (old, new) = (comparison.old, comparison.new);
    let rows = comparison.differences.iter().map(|found| {
        vec![
            old.get(found.old, RollField::Id).into(),
            old.row(found.old).into(),
            new.get(found.new, RollField::Id).into(),
            new.row(found.new).into(),
            new.get(found.new, RollField::Name).into(),
            found.field.title().into(),
            old.get(found.old, found.field).into(),
            new.get(found.new, found.field).into(),
            found.kind.word().zh.into(),
        ]
    });
    book.sheet("差异", &COLUMNS, rows)
}

fn supplement(book: &mut Book, comparison: &Comparison<'_>) -> Result<(), BookFault> {
    let columns: Vec<_> = std::iter::once(("增补批次", 16.0)).chain(listed_columns()).collect();
    let batches = comparison.supplement();
    let rows = batches.iter().flat_map(|batch| {
        batch.people.iter().map(|person| {
            let name = std::iter::once(Cell::from(batch_name(batch.name)));
            name.chain(listed(comparison.new, *person)).collect()
        })
    });
    book.sheet("增补", &columns, rows)
}
