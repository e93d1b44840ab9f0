//! `fengbei check`

use std::collections::BTreeMap;
use std::sync::Arc;

use clap::ArgMatches;

use super::printer::Printer;
use super::{Global, Outcome};
use crate::diag::{self, Edit, Fix, Report};
use crate::error::Result;
use crate::load::{Memory, Options};
use crate::source::{Encoding, Sources};
use crate::{Work, prepare, say, source, write};

/// Checks the content, and mends what is safe when asked to.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let options = global.options(args)?;
    let mut work = look(global, &options)?;
    if args.get_flag("fix") {
        let fixed = fix(&work.report, &work.site.sources)?;
        work = look(global, &options)?;
        printer.note(&say!("已改好 {fixed} 处。", "{fixed} places were mended."));
    }
    let report = std::mem::take(&mut work.report).sorted();
    let sources = &work.site.sources;
    printer.report(&report, sources);
    if args.get_flag("sarif") {
        printer.result(&format!("{:#}", diag::to_sarif(&report, sources, printer.language)));
    } else if printer.json {
        printer.result(&diag::to_json(&report, sources).to_string());
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

/// Makes every safe change, file by file. A file that changed since it was read is left alone, and
/// so is one in another encoding than UTF-8, which would have to be written anew as a whole.
fn fix(report: &Report, sources: &Sources) -> Result<usize> {
    let mut fixes: BTreeMap<_, Vec<&Fix>> = BTreeMap::new();
    for fix in report.iter().filter_map(|d| d.fix.as_ref()) {
        if let Some(Edit { file, .. }) = fix.edits.first() {
            fixes.entry(file).or_default().push(fix);
        }
    }
    let mut made = 0;
    for (file, fixes) in fixes {
        let (Some(root), Some(source)) = (sources.root(), sources.get(file.as_str())) else {
            continue;
        };
        let source::Content::Text { text, encoding: Encoding::Utf8 } = &source.content else {
            continue;
        };
        let (mended, count) = diag::apply(file, text, fixes);
        if write::replace_text(&root.join(file.as_str()), text, &mended)? {
            made += count;
        }
    }
    Ok(made)
}
