//! `fengbei check`

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use clap::ArgMatches;

use super::dismiss::dismiss;
use super::printer::Printer;
use super::{Global, Outcome, datasets, external, rolls};
use crate::diag::{self, Change, Edit, Fix, Message, Report, counted};
use crate::error::Result;
use crate::load::{Memory, Options};
use crate::source::{SourcePath, Sources};
use crate::write::cache::Cache;
use crate::{Work, prepare, say, source, write};

/// Checks the content, and mends what is safe when asked to.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let options = global.options(args)?;
    let mut work = look(global, &options)?;
    let mut changes = None;
    if ["dismiss", "at", "reason", "by"].iter().any(|name| args.contains_id(name)) {
        dismiss(global, args, &options, &work, printer)?;
        work = look(global, &options)?;
    }
    if args.get_flag("fix") {
        let mended = mend(global, &options, work, printer)?;
        work = mended.0;
        changes = Some(mended.1);
    }
    if args.get_flag("external") {
        external::look(&mut work, &Cache::open(&global.root), options.now.date, printer);
    }
    let report = std::mem::take(&mut work.report).sorted();
    let sources = &work.site.sources;
    printer.report(&report, sources);
    let rolls = work.site.roll_counts();
    rolls::tell(printer, &rolls);
    let datasets = work.site.dataset_counts();
    datasets::tell(printer, &datasets);
    if args.get_flag("sarif") {
        printer.result(&format!("{:#}", diag::to_sarif(&report, sources, printer.language)));
    } else if printer.json {
        let mut value = diag::to_json(&report, sources);
        value["dismissed"] = diag::dismissed_to_json(&report, sources);
        value["rolls"] = rolls::to_json(&rolls);
        value["datasets"] = datasets::to_json(&datasets);
        if let Some(changes) = changes {
            value["fixed"] = diag::changes_to_json(&changes);
        }
        printer.result(&value.to_string());
    }
    if report.is_empty() {
        printer.note(&say!("没有发现问题。", "nothing was found."));
    }
    Ok(if report.has_errors() { Outcome::Errors } else { Outcome::Done })
}

fn look(global: &Global, options: &Options) -> Result<Work> {
    let sources = source::read_folder(&global.root, options.config.as_str())?;
    prepare(&Arc::new(sources), options, &mut Memory::default())
}

/// Makes safe changes until there are none: one that is made may lay open the next. Also tells them.
fn mend(
    global: &Global,
    options: &Options,
    mut work: Work,
    printer: &Printer,
) -> Result<(Work, Vec<Change>)> {
    /// A change that undoes another must not go on for ever.
    const ROUNDS: usize = 10;
    let mut changes = Vec::new();
    let mut left = BTreeSet::new();
    for _ in 0..ROUNDS {
        let fixed = fix(&work.report, &work.site.sources)?;
        left = fixed.left;
        if fixed.made.is_empty() {
            break;
        }
        changes.extend(fixed.made);
        work = look(global, options)?;
    }
    printer.changes(&changes);
    let count = changes.len();
    printer.note(&Message::new(
        format!("已改好 {count} 处。"),
        format!("mended: {}.", counted(count, "place")),
    ));
    for file in left {
        printer.say(&say!(
            "{file} 没有改：它刚刚变动过，或编码不能原样写回。请另存为 UTF-8 再试。",
            "{file} was left as it is: it changed meanwhile, or its encoding cannot be written back. Save it as UTF-8 and try again."
        ));
    }
    Ok((work, changes))
}

/// What came of the safe changes.
#[derive(Default)]
struct Fixed {
    made: Vec<Change>,
    /// Files that could not be changed.
    left: BTreeSet<SourcePath>,
}

/// Makes every safe change, file by file, in the file's own encoding. A file that is not what it
/// was when it was read is left alone.
fn fix(report: &Report, sources: &Sources) -> Result<Fixed> {
    let mut fixes: BTreeMap<_, Vec<&Fix>> = BTreeMap::new();
    for fix in report.iter().filter_map(|d| d.fix.as_ref()) {
        if let Some(Edit { file, .. }) = fix.edits.first() {
            fixes.entry(file).or_default().push(fix);
        }
    }
    let mut outcome = Fixed::default();
    for (file, fixes) in fixes {
        let (Some(root), Some(source)) = (sources.root(), sources.get(file.as_str())) else {
            continue;
        };
        let source::Content::Text { text, encoding } = &source.content else { continue };
        let (mended, changes) = diag::apply(file, text, fixes);
        let (old, new) = (source::encode(text, *encoding), source::encode(&mended, *encoding));
        if write::replace_bytes(&root.join(file.as_str()), &old, &new)? {
            outcome.made.extend(changes);
        } else {
            outcome.left.insert(file.clone());
        }
    }
    Ok(outcome)
}
