//! What became of the rows of rolls, in words and for machines. Nothing here counts.

use serde_json::{Value, json};

use super::printer::Printer;
use crate::diag::{Message, counted};
use crate::model::{RollCount, RollTotals};
use crate::say;

/// Says of every roll how many rows were read and what became of them, so that none is lost in
/// silence.
pub fn tell(printer: &Printer, rolls: &[RollCount]) {
    for RollCount { title, totals, .. } in rolls {
        let RollTotals { rows, people, groups, rejected, sums } = *totals;
        let (rows_en, people_en, groups_en) =
            (counted(rows, "row"), persons(people), counted(groups, "group"));
        let Message { zh, en } = say!(
            "名录“{title}”：读了 {rows} 行 = {people} 人 + {groups} 个群体 + {rejected} 行没有收进",
            "roll “{title}”: {rows_en} read = {people_en} + {groups_en} + {rejected} rejected"
        );
        printer.note(&if sums == 0 {
            Message { zh: zh + "。", en: en + "." }
        } else {
            let sums_en = counted(sums, "row");
            say!("{zh}；另有合计 {sums} 行。", "{en}; beside them, {sums_en} of sums.")
        });
    }
}

fn persons(count: usize) -> String {
    if count == 1 { "1 person".into() } else { format!("{count} people") }
}

/// The rolls in this form:
///
/// ```json
/// [{ "column": "martyrs", "title": "英名录", "rows": 67, "people": 64, "groups": 2, "rejected": 1, "sums": 0 }]
/// ```
///
/// `rows` = `people` + `groups` + `rejected`; rows that are sums (合计) are not among them.
pub fn to_json(rolls: &[RollCount]) -> Value {
    let roll = |RollCount { path, title, totals }: &RollCount| {
        let RollTotals { rows, people, groups, rejected, sums } = totals;
        json!({
            "column": path, "title": title, "rows": rows, "people": people, "groups": groups,
            "rejected": rejected, "sums": sums,
        })
    };
    rolls.iter().map(roll).collect()
}
