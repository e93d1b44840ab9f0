//! `fengbei roll compare`

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::super::printer::Printer;
use super::super::{Outcome, now};
use super::{extension, headers, keep_originals, stem, typed_path};
use crate::compare::{self, Comparison, Decisions, Edition, Tally, compare};
use crate::diag::{Message, counted};
use crate::error::{Error, Result};
use crate::source::{self, Content, File, SourcePath, Sources};
use crate::{say, write};

/// What is written, and where.
struct Targets {
    page: PathBuf,
    workbook: PathBuf,
    decisions: PathBuf,
}

impl Targets {
    fn of(args: &ArgMatches, new: &Path) -> Result<Self> {
        let beside = || new.with_file_name(format!("{}-比对", stem(new)));
        let folder = args.get_one::<String>("output").map_or_else(beside, PathBuf::from);
        let named = args.get_one::<String>("decisions").map(PathBuf::from);
        let decisions = named.unwrap_or_else(|| folder.join("核对结论.csv"));
        if extension(&decisions) != "csv" {
            let name = decisions.display();
            return Err(Error::Other(say!(
                "核对结论表 {name} 要是 .csv 文件",
                "the table of decisions {name} has to be a .csv file"
            )));
        }
        Ok(Self {
            page: folder.join("比对报告.html"),
            workbook: folder.join("比对结果.xlsx"),
            decisions,
        })
    }

    fn all(&self) -> [&Path; 3] {
        [&self.page, &self.workbook, &self.decisions]
    }
}

/// Compares two editions and writes what came of it.
pub fn run(args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let (old, new) = (typed_path(args, "old"), typed_path(args, "new"));
    let (own, day) = (headers(args)?, now(args.get_one::<String>("today"))?.date);
    let targets = Targets::of(args, &new)?;
    keep_originals(&targets.all(), &[&old, &new])?;
    let editions = [&old, &new]
        .map(|path| -> Result<_> { Ok(Edition::read(&source::read_file(path)?, &own)) });
    let [old, new] = editions;
    let (old, new): (Edition, Edition) = (old?, new?);
    for edition in [&old, &new] {
        printer.report(&edition.report.clone().sorted(), &Sources::default());
    }
    if !old.is_whole() || !new.is_whole() {
        return Err(Error::Other(say!(
            "有表格没有读全，没有比对",
            "not all of the tables could be read, so nothing was compared"
        )));
    }
    let kept = Kept::read(&targets.decisions)?;
    let comparison = compare(&old, &new, &kept.decisions);
    let cut = write_all(&comparison, &targets, &kept, &day.to_string())?;
    tell(&comparison, &targets, printer);
    tell_cut(cut, printer);
    let rejected = old.totals.rejected + new.totals.rejected;
    let open = !comparison.near.is_empty() || rejected > 0;
    Ok(if open { Outcome::Errors } else { Outcome::Done })
}

/// The decisions as they lie on the disk.
struct Kept {
    /// The file's bytes; none when there is no such file yet.
    bytes: Option<Vec<u8>>,
    decisions: Decisions,
}

impl Kept {
    fn read(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Ok(Self { bytes: None, decisions: Decisions::default() });
        }
        let bytes = source::read_file(path)?.bytes()?.into_owned();
        let name = path.to_string_lossy();
        let file = File::new(SourcePath::new(&name), Content::Bytes(bytes.as_slice().into()));
        let decisions =
            Decisions::read(&file).map_err(|fault| Error::Other(fault.message(&name)))?;
        Ok(Self { bytes: Some(bytes), decisions })
    }

    /// Puts the decisions in their place, unless somebody changed the file meanwhile.
    fn replace(&self, path: &Path, now: &str) -> Result<()> {
        match &self.bytes {
            None => write::write_file(path, now.as_bytes()),
            Some(old) if old == now.as_bytes() => Ok(()),
            Some(old) if write::replace_bytes(path, old, now.as_bytes())? => Ok(()),
            Some(_) => {
                let path = path.display();
                Err(Error::Other(say!(
                    "核对结论表 {path} 刚刚被别人改过，没有写入；请再比对一次",
                    "the decisions {path} were changed meanwhile and not written; compare once more"
                )))
            }
        }
    }
}

/// Writes everything; how many cells the workbook could not hold as a whole.
fn write_all(
    comparison: &Comparison<'_>,
    targets: &Targets,
    kept: &Kept,
    day: &str,
) -> Result<usize> {
    kept.replace(&targets.decisions, &comparison.decisions.to_csv())?;
    write::write_file(&targets.page, compare::html(comparison, day).as_bytes())?;
    let workbook = compare::workbook(comparison).map_err(|fault| Error::Other(fault.message()))?;
    write::write_file(&targets.workbook, &workbook.bytes)?;
    Ok(workbook.cut)
}

fn tell_cut(cut: usize, printer: &Printer) {
    if cut > 0 {
        let cells = counted(cut, "cell");
        printer.say(&say!(
            "工作簿里有 {cut} 个单元格超过 32767 字，只写了前面的，末尾注明“未写全”；全文见原表。",
            "{cells} of the workbook would hold more than 32767 characters and were cut, with a remark at the end; the tables have them whole."
        ));
    }
}

fn tell(comparison: &Comparison<'_>, targets: &Targets, printer: &Printer) {
    for note in &comparison.notes {
        printer.say(note);
    }
    let totals = |word: Message, edition: &Edition, only: usize| {
        let (matched, near) = (comparison.matched.len(), comparison.near.len());
        let named = edition.totals.rows - edition.totals.rejected;
        printer.note(&say!(
            "{}：{named} 行 = 一致 {matched} + 疑似 {near} + 只在这一版 {only}",
            "{}: {named} rows = {matched} matched + {near} near + {only} in this edition alone",
            word.get(printer.language)
        ));
        left_out(edition, printer);
    };
    totals(say!("旧版", "old"), comparison.old, comparison.only_old.len());
    totals(say!("新版", "new"), comparison.new, comparison.only_new.len());
    let differences = comparison.differences.len();
    printer.note(&Message::new(
        format!("一致的人里有 {differences} 处差异。"),
        format!("{} in those who match.", counted(differences, "difference")),
    ));
    let Tally { used, idle, pending, fresh } = comparison.tally;
    printer.note(&say!(
        "核对结论：用了 {used} 条，人已不在表里的 {idle} 条（留着）；待核对：上次的 {pending} 条，新的 {fresh} 条。",
        "decisions: {used} used, {idle} of people who are not there any more (kept); open: {pending} asked before, {fresh} new."
    ));
    for path in targets.all() {
        printer.note(&say!("已写出 {}", "wrote {}", path.display()));
    }
    if printer.json {
        let files = targets.all().map(|path| path.display().to_string());
        printer.result(&compare::json(comparison, &files));
    }
}

fn left_out(edition: &Edition, printer: &Printer) {
    let (rejected, sums, titles) = (edition.totals.rejected, edition.totals.sums, edition.titles);
    if rejected > 0 {
        printer.say(&say!(
            "另有 {rejected} 行没有姓名，没有参加比对。",
            "{rejected} more rows have no name and were not compared."
        ));
    }
    if sums > 0 {
        printer.note(&say!(
            "另有合计 {sums} 行，不是人，没有参加比对。",
            "{sums} more rows are sums, so nobody, and were not compared."
        ));
    }
    if titles > 0 {
        printer.note(&say!(
            "另有 {titles} 行在表头以上或没有表头的工作表里，没有参加比对。",
            "{titles} more rows are above a header or in sheets without one and were not compared."
        ));
    }
}
