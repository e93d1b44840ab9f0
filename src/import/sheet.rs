//! Tables → the folder of a dataset or of a roll, with the table beside its `_index.md`. Never changes
//! the table.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::name::of_words;
use super::refusal;
use super::write::Value;
use super::{Arrival, Guess, Index};
use crate::diag::Message;
use crate::load::{DatasetHint, hint};
use crate::say;
use crate::source::File;
use crate::source::table::{TableOptions, read_table};
use crate::text::Moment;

/// The largest table that is taken along, in bytes.
const LARGEST: u64 = 512 << 20;

/// How many rows are looked at to tell what a column holds.
const LOOKED_AT: usize = 200;

/// The rows of the beginning of a table.
#[derive(Debug, Default)]
struct Beginning {
    rows: Vec<Vec<String>>,
}

/// The folder that a table becomes.
pub(super) fn read(file: &File) -> Result<Arrival, Message> {
    if file.length() > LARGEST {
        return Err(refusal::too_large(LARGEST));
    }
    let beginning = beginning(file)?;
    let (headers, rows) = beginning.parts();
    if headers.len() < 2 {
        return Err(refusal::no_table());
    }
    let named: Vec<&str> =
        headers.iter().map(String::as_str).filter(|header| !header.is_empty()).collect();
    let stem = file.path.stem();
    let name = of_words(stem);
    let table = format!("{name}.{}", file.path.extension());
    let mut guesses = Vec::new();
    let mut guess =
        |key, value: &str, why| guesses.push(Guess { key, value: value.to_owned(), why });
    guess("title", stem, say!("取自文件名", "the file's name"));
    let kind = hint(&headers);
    let settings = match &kind {
        DatasetHint::Roll => {
            guess("roll", &table, say!("列名像一部名录", "its headers are those of a roll"));
            format!("[roll]\nsource = {}\n", Value::Text(table.clone()).to_toml())
        }
        DatasetHint::Preset(preset, rest) => {
            guess(
                "dataset.preset",
                preset,
                say!("列名与这种预设相合", "its headers fit this preset"),
            );
            let source = Value::Text(table.clone()).to_toml();
            let preset = Value::Text((*preset).to_owned()).to_toml();
            let own = headers.iter().filter(|header| rest.contains(header));
            format!(
                "[dataset]\nsource = {source}\npreset = {preset}\n{}",
                fields(own, &headers, &rows)
            )
        }
        DatasetHint::Own => {
            guess(
                "dataset.field",
                &named.join("、"),
                say!("各列的类型按内容猜", "kinds told by what the columns hold"),
            );
            let source = Value::Text(table.clone()).to_toml();
            format!("[dataset]\nsource = {source}\n{}", fields(headers.iter(), &headers, &rows))
        }
    };
    let title = Value::Text(stem.to_owned()).to_toml();
    let text = format!(
        "+++\n# 请核对：取自文件名\ntitle = {title}\ndescription = {title}\ncolumn_type = \"数据发布\"\nkind = \"page\"\n\n# 请核对：按列名猜的\n{settings}+++\n"
    );
    let bytes = file.bytes().map_err(|error| error.message())?.into_owned();
    Ok(Arrival {
        name,
        index: Index::Column,
        text,
        files: vec![(table, bytes)],
        guesses,
        losses: Vec::new(),
    })
}

fn beginning(file: &File) -> Result<Beginning, Message> {
    let mut beginning = Beginning::default();
    read_table(file, &TableOptions::default(), &mut |row| {
        let cells = row.cells.iter().fold(BTreeMap::new(), |mut cells, (at, text)| {
            cells.insert(at as usize, text.trim().to_owned());
            cells
        });
        let width = cells.keys().last().map_or(0, |last| last + 1).min(256);
        beginning
            .rows
            .push((0..width).map(|at| cells.get(&at).cloned().unwrap_or_default()).collect());
        if beginning.rows.len() == LOOKED_AT {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })
    .map_err(|fault| refusal::of_table(&fault))?;
    Ok(beginning)
}

impl Beginning {
    /// The headers, which are the first row with as many words as any near it, and the rows below.
    fn parts(self) -> (Vec<String>, Vec<Vec<String>>) {
        let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count();
        let most = self.rows.iter().take(10).map(filled).max().unwrap_or(0);
        let at = self.rows.iter().position(|row| filled(row) == most).unwrap_or(0);
        let mut rows = self.rows.into_iter().skip(at);
        (rows.next().unwrap_or_default(), rows.collect())
    }
}

/// A `[[dataset.field]]` for each of `own`.
fn fields<'h>(
    own: impl Iterator<Item = &'h String>,
    headers: &[String],
    rows: &[Vec<String>],
) -> String {
    let mut out = String::new();
    for header in own.filter(|header| !header.is_empty() && !crate::load::is_rank(header)) {
        let at = headers.iter().position(|it| it == header).unwrap_or(0);
        out.push_str(&format!(
            "\n[[dataset.field]]\nname = {}\n",
            Value::Text(header.clone()).to_toml()
        ));
        if is_private(header) {
            out.push_str("# 请核对：像个人信息，先不公开\nlevel = \"internal\"\n");
        } else if let Some(kind) = kind(at, rows).filter(|_| !is_code(header)) {
            out.push_str(&format!("type = \"{kind}\"\n"));
        }
    }
    out
}

/// Whether a column is about what nobody publishes.
fn is_private(header: &str) -> bool {
    ["电话", "手机", "身份证", "住址", "银行", "账号", "卡号", "联系方式"]
        .iter()
        .any(|word| header.contains(word))
}

/// Whether a column holds signs that only look like numbers.
fn is_code(header: &str) -> bool {
    ["编号", "代码", "号码", "文号", "邮编"].iter().any(|word| header.contains(word))
}

/// What a column holds: numbers, days, or words.
fn kind(at: usize, rows: &[Vec<String>]) -> Option<&'static str> {
    let cells = || rows.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty());
    let number = |cell: &String| {
        let bare: String = cell.chars().filter(|c| *c != ',').collect();
        bare.parse::<f64>().is_ok_and(f64::is_finite)
            && !(bare.len() > 1 && bare.starts_with('0') && !bare.contains('.'))
    };
    if cells().next().is_none() {
        None
    } else if cells().all(number) {
        Some("number")
    } else {
        cells().all(|cell| Moment::parse(cell).is_some()).then_some("date")
    }
}
