//! A spreadsheet of figures → figures: one row a value.

use super::{Ledger, amount, value};
use crate::diag::Report;
use crate::load::sheet::{Headers, SheetRow, read_sheet};
use crate::model::Figure;
use crate::source::File;

const HEADERS: Headers = Headers {
    columns: &[
        ("label", &["名称", "label", "指标", "指标名称", "项目", "name"]),
        ("value", &["数值", "value", "数字", "数量", "指标值"]),
        ("id", &["编号", "id", "代码"]),
        ("names", &["别名", "names", "其他叫法"]),
        ("unit", &["单位", "unit", "计量单位"]),
        ("as_of", &["截至", "as_of", "截至日期", "截止日期"]),
        ("period", &["统计期", "period", "统计时段"]),
        ("definition", &["口径", "definition", "统计口径"]),
        ("source", &["来源", "source", "出处", "数据来源"]),
        ("target", &["目标", "target", "目标值"]),
        ("parts", &["分项", "parts"]),
    ],
    required: &["label", "value"],
};

/// Adds the figures of `file` to the ledger.
pub(super) fn read(file: &File, ledger: &mut Ledger, report: &mut Report) {
    for row in read_sheet(file, &HEADERS, report) {
        if let Some(figure) = figure(&row, report) {
            ledger.add_row(figure);
        }
    }
}

fn figure(row: &SheetRow, report: &mut Report) -> Option<Figure> {
    let text = |key| row.text(key).map(str::to_owned);
    let value = value(row.placed("value")?, row.placed("as_of"), text("source"), report)?;
    let target = row.placed("target");
    let label = text("label")?;
    Some(Figure {
        id: text("id").unwrap_or_else(|| label.clone()),
        label,
        names: row.several("names"),
        unit: text("unit").unwrap_or_default(),
        values: vec![value],
        period: text("period"),
        definition: text("definition"),
        target: target.and_then(|(typed, place)| amount(typed, &place, report)),
        parts: row.several("parts"),
        place: row.place("label"),
    })
}
