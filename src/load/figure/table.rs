//! A spreadsheet of figures → figures: one row a value.

use std::ops::ControlFlow;

use super::{Ledger, amount, value};
use crate::diag::{Diagnostic, Place, Report};
use crate::load::roll::OF_ROLLS;
use crate::load::{BAD_VALUE, MISSING_REQUIRED, UNKNOWN_FIELD};
use crate::model::Figure;
use crate::say;
use crate::source::File;
use crate::source::table::{Row, TableFault, TableOptions, read_table};
use crate::text::half_width;

/// What a column says, and its headers.
const HEADERS: [(Column, &[&str]); 11] = [
    (Column::Id, &["编号", "id", "代码"]),
    (Column::Label, &["名称", "label", "指标", "指标名称", "项目", "name"]),
    (Column::Names, &["别名", "names", "其他叫法"]),
    (Column::Value, &["数值", "value", "数字", "数量", "指标值"]),
    (Column::Unit, &["单位", "unit", "计量单位"]),
    (Column::AsOf, &["截至", "as_of", "asof", "截至日期", "截止日期"]),
    (Column::Period, &["统计期", "period", "统计时段"]),
    (Column::Definition, &["口径", "definition", "统计口径"]),
    (Column::Source, &["来源", "source", "出处", "数据来源"]),
    (Column::Target, &["目标", "target", "目标值"]),
    (Column::Parts, &["分项", "parts"]),
];

/// Rows in which the header is looked for.
const TITLE_ROWS: usize = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Id,
    Label,
    Names,
    Value,
    Unit,
    AsOf,
    Period,
    Definition,
    Source,
    Target,
    Parts,
}

/// The header of a sheet.
struct Header {
    sheet: String,
    /// Each known column with its number, from 1.
    columns: Vec<(Column, u32)>,
}

impl Header {
    fn column(&self, wanted: Column) -> Option<u32> {
        self.columns.iter().find(|(column, _)| *column == wanted).map(|(_, number)| *number)
    }
}

/// Adds the figures of `file` to the ledger.
pub(super) fn read(file: &File, ledger: &mut Ledger, report: &mut Report) {
    let mut header: Option<Header> = None;
    let mut seen = 0;
    let told = read_table(file, &TableOptions::default(), &mut |row| {
        if let Some(header) = header.as_ref().filter(|header| header.sheet == row.sheet) {
            if let Some(figure) = figure(file, header, &row, report) {
                ledger.add_row(figure);
            }
            return ControlFlow::Continue(());
        }
        header = read_header(file, &row, report);
        seen += 1;
        if header.is_none() && seen >= TITLE_ROWS {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    match told {
        Ok(_) if header.is_none() => report.push(no_header(file)),
        Ok(_) => {}
        Err(fault) => report.push(unreadable(file, &fault)),
    }
}

fn read_header(file: &File, row: &Row<'_>, report: &mut Report) -> Option<Header> {
    let mut columns = Vec::new();
    let mut unknown = Vec::new();
    for (number, cell) in row.cells.iter() {
        let typed = fold(cell);
        match HEADERS.iter().find(|(_, names)| names.contains(&typed.as_str())) {
            Some((column, _)) => columns.push((*column, number)),
            None if typed.is_empty() || typed == "序号" => {}
            None => unknown.push((number, cell.trim().to_owned())),
        }
    }
    let header = Header { sheet: row.sheet.to_owned(), columns };
    (header.column(Column::Label).is_some() && header.column(Column::Value).is_some()).then(|| {
        report.extend(
            unknown.into_iter().map(|(n, typed)| unknown_header(cell(file, row, n), &typed)),
        );
        header
    })
}

/// Without spaces and signs of necessity, in lower case.
fn fold(typed: &str) -> String {
    let plain = typed.chars().map(half_width).filter(|c| !c.is_whitespace() && *c != '*');
    plain.flat_map(char::to_lowercase).collect()
}

fn figure(file: &File, header: &Header, row: &Row<'_>, report: &mut Report) -> Option<Figure> {
    let said = |column| {
        let text = row.cells.get(header.column(column)?).trim();
        (!text.is_empty()).then_some(text)
    };
    let at = |column| cell(file, row, header.column(column).unwrap_or(1));
    let (Some(label), Some(typed)) = (said(Column::Label), said(Column::Value)) else {
        let missing = if said(Column::Label).is_none() { Column::Label } else { Column::Value };
        report.push(incomplete(at(missing)));
        return None;
    };
    let as_of = said(Column::AsOf).map(|said| (said, at(Column::AsOf)));
    let source = said(Column::Source).map(str::to_owned);
    let value = value((typed, at(Column::Value)), as_of, source, report)?;
    let target = said(Column::Target).and_then(|typed| amount(typed, &at(Column::Target), report));
    let several = |column| {
        let parts = said(column).unwrap_or_default().split(['、', ',', '，', ';', '；']);
        parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    };
    let text = |column| said(column).map(str::to_owned);
    Some(Figure {
        id: text(Column::Id).unwrap_or_else(|| label.to_owned()),
        label: label.to_owned(),
        names: several(Column::Names),
        unit: text(Column::Unit).unwrap_or_default(),
        values: vec![value],
        period: text(Column::Period),
        definition: text(Column::Definition),
        target,
        parts: several(Column::Parts),
        place: at(Column::Label),
    })
}

fn cell(file: &File, row: &Row<'_>, column: u32) -> Place {
    Place::Cell { file: file.path.clone(), sheet: row.sheet.to_owned(), row: row.number, column }
}

fn incomplete(place: Place) -> Diagnostic {
    Diagnostic::new(
        &MISSING_REQUIRED,
        place,
        say!("这一行缺名称或数值，没有读", "this row lacks a label or a value and was not read"),
    )
    .help(say!("补上，或删去这一行", "fill it in, or delete the row"))
}

fn unknown_header(place: Place, typed: &str) -> Diagnostic {
    let known: Vec<&str> = HEADERS.iter().map(|(_, names)| names[0]).collect();
    let known_en: Vec<&str> = HEADERS.iter().map(|(_, names)| names[1]).collect();
    Diagnostic::new(
        &UNKNOWN_FIELD,
        place,
        say!("不认识“{typed}”这一列", "the column “{typed}” is unknown"),
    )
    .help(crate::diag::Message::new(
        format!("可用的列：{}", known.join("、")),
        format!("columns there may be: {}", known_en.join(", ")),
    ))
}

fn no_header(file: &File) -> Diagnostic {
    Diagnostic::new(
        &BAD_VALUE,
        Place::File(file.path.clone()),
        say!("没有找到表头，这张表没有读", "no header was found, so this table was not read"),
    )
    .help(say!(
        "表头至少要有“名称”和“数值”两列，还可以有单位、截至、口径、来源",
        "the header needs the columns label and value; unit, as_of, definition, source may follow"
    ))
}

fn unreadable(file: &File, fault: &TableFault) -> Diagnostic {
    Diagnostic { rule: &BAD_VALUE, ..crate::load::roll::table_fault(file, fault, &OF_ROLLS) }
}
