//! What became of the rows of datasets, in words and for machines. Nothing here counts.

use serde_json::{Value, json};

use super::printer::Printer;
use crate::diag::{Message, counted};
use crate::model::{DatasetCount, DatasetTotals};
use crate::say;

/// Says of every dataset how many rows were read and what became of them, so that none is lost in
/// silence.
pub fn tell(printer: &Printer, datasets: &[DatasetCount]) {
    for DatasetCount { title, totals, .. } in datasets {
        let DatasetTotals { rows, kept, rejected, sums } = *totals;
        let rows_en = counted(rows, "row");
        let Message { zh, en } = say!(
            "数据表“{title}”：读了 {rows} 行 = {kept} 行 + {rejected} 行没有收进",
            "dataset “{title}”: {rows_en} read = {kept} kept + {rejected} rejected"
        );
        printer.note(&if sums == 0 {
            Message { zh: zh + "。", en: en + "." }
        } else {
            let sums_en = counted(sums, "row");
            say!("{zh}；另有合计 {sums} 行。", "{en}; beside them, {sums_en} of sums.")
        });
    }
}

/// The datasets in this form:
///
/// ```json
/// [{ "column": "mutual-list", "title": "双清单", "rows": 24, "kept": 23, "rejected": 1, "sums": 0 }]
/// ```
///
/// `rows` = `kept` + `rejected`; rows that are sums (合计) are not among them.
pub fn to_json(datasets: &[DatasetCount]) -> Value {
    let dataset = |DatasetCount { path, title, totals }: &DatasetCount| {
        let DatasetTotals { rows, kept, rejected, sums } = totals;
        json!({
            "column": path, "title": title, "rows": rows, "kept": kept, "rejected": rejected,
            "sums": sums,
        })
    };
    datasets.iter().map(dataset).collect()
}
