//! `fengbei roll normalize`

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::json;

use super::super::Outcome;
use super::super::printer::Printer;
use super::{extension, headers, keep_originals, stem, typed_path};
use crate::compare::{Normalized, normalize};
use crate::diag::{self, Message, counted};
use crate::error::{Error, Result};
use crate::source::{self, Sources};
use crate::{say, write};

/// Writes a clean copy of a table.
pub fn run(args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let original = typed_path(args, "table");
    let own = headers(args)?;
    let target = args.get_one::<String>("output").map_or_else(|| beside(&original), PathBuf::from);
    let kind = extension(&target);
    let log = match kind.as_str() {
        "csv" => Some(target.with_file_name(format!("{}-修改记录.csv", stem(&target)))),
        "xlsx" => None,
        _ => return Err(wrong_kind(&target)),
    };
    let targets: Vec<&Path> =
        [Some(&target), log.as_ref()].into_iter().flatten().map(PathBuf::as_path).collect();
    keep_originals(&targets, &[&original])?;
    refuse_taken(&targets)?;
    let table = normalize(&source::read_file(&original)?, &own);
    let report = table.report.clone().sorted();
    printer.report(&report, &Sources::default());
    if !table.is_whole() {
        return Err(Error::Other(say!(
            "表格没有读全，没有写出新表",
            "not all of the table could be read, so nothing was written"
        )));
    }
    let guarded = match &log {
        Some(log) => write_text(&table, &target, log)?,
        None => write_workbook(&table, &target)?,
    };
    tell(&table, &targets, guarded, printer);
    if printer.json {
        let mut value = diag::to_json(&report, &Sources::default());
        value["normalized"] = machine(&table, &targets, guarded);
        printer.result(&value.to_string());
    }
    Ok(if table.rejected > 0 { Outcome::Errors } else { Outcome::Done })
}

/// `名录.xls` → `名录-规范.xlsx`; text tables stay text tables.
fn beside(original: &Path) -> PathBuf {
    let kind = match extension(original).as_str() {
        "csv" | "tsv" | "tab" => "csv",
        _ => "xlsx",
    };
    original.with_file_name(format!("{}-规范.{kind}", stem(original)))
}

fn wrong_kind(target: &Path) -> Error {
    let target = target.display();
    Error::Other(say!(
        "{target} 要是 .xlsx 或 .csv 文件",
        "{target} has to be an .xlsx or a .csv file"
    ))
}

/// That nothing is lost which somebody may have worked on.
fn refuse_taken(targets: &[&Path]) -> Result<()> {
    match targets.iter().find(|target| target.symlink_metadata().is_ok()) {
        None => Ok(()),
        Some(target) => {
            let target = target.display();
            Err(Error::Other(say!(
                "已经有 {target}，没有写在它上面；请先移走它，或用 --output 另起名字",
                "{target} is there already and was not written over; move it away, or choose another name with --output"
            )))
        }
    }
}

/// Writes the text tables; how many cells would have been taken for formulas.
fn write_text(table: &Normalized, target: &Path, log: &Path) -> Result<usize> {
    let text = table.to_csv();
    write::write_file(target, text.text.as_bytes())?;
    write::write_file(log, table.log_to_csv().as_bytes())?;
    Ok(text.guarded)
}

fn write_workbook(table: &Normalized, target: &Path) -> Result<usize> {
    const MOST: usize = (1 << 20) - 1;
    let sheets = table.to_xlsx().map_err(|fault| Error::Other(fault.message()))?;
    if sheets.cut > 0 || table.written() > MOST {
        return Err(Error::Other(say!(
            "工作簿装不下这张表（超过 {MOST} 行，或有单元格超过 32767 字），没有写出；请用 --output 写成 .csv",
            "a workbook cannot hold this table (more than {MOST} rows, or a cell of more than 32767 characters), so nothing was written; write a .csv with --output"
        )));
    }
    write::write_file(target, &sheets.bytes)?;
    Ok(sheets.guarded)
}

fn tell(table: &Normalized, targets: &[&Path], guarded: usize, printer: &Printer) {
    let (read, written, rejected) = (table.read, table.written(), table.rejected);
    let changes = table.changes.len();
    printer.note(&Message::new(
        format!("读了 {read} 行 = 写出 {written} + 没有姓名 {rejected}；修改记录 {changes} 条。"),
        format!(
            "{read} rows read = {written} written + {rejected} without a name; {} in the log.",
            counted(changes, "change")
        ),
    ));
    if guarded > 0 {
        let text = targets.len() > 1;
        let message = if text {
            say!(
                "有 {guarded} 个单元格以 = + - @ 开头，前面加了一个撇号，免得被当作公式。",
                "{guarded} cells begin with = + - @ and got an apostrophe, so that nobody takes them for formulas."
            )
        } else {
            say!(
                "有 {guarded} 个单元格以 = + - @ 开头，按文本写入，不会当作公式。",
                "{guarded} cells begin with = + - @ and were written as text, not as formulas."
            )
        };
        printer.note(&message);
    }
    for target in targets {
        printer.note(&say!("已写出 {}", "wrote {}", target.display()));
    }
}

fn machine(table: &Normalized, targets: &[&Path], guarded: usize) -> serde_json::Value {
    let files: Vec<_> = targets.iter().map(|target| target.display().to_string()).collect();
    let changes: Vec<_> = table
        .changes
        .iter()
        .map(|change| {
            json!({
                "sheet": change.sheet, "cell": change.cell, "column": change.column,
                "before": change.before, "after": change.after, "why": change.why,
            })
        })
        .collect();
    json!({
        "read": table.read, "written": table.written(), "rejected": table.rejected,
        "guarded": guarded, "changes": changes, "files": files,
    })
}
