//! `fengbei build`

use std::path::PathBuf;
use std::time::Instant;

use clap::ArgMatches;
use serde_json::json;

use super::printer::Printer;
use super::{Global, Outcome};
use crate::error::Result;
use crate::view::size;
use crate::write::{Foreign, Tally};
use crate::{Job, Work, build, diag, say};

/// Builds the site and says where to look.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let start = Instant::now();
    let target =
        args.get_one::<String>("output").map_or_else(|| global.root.join("public"), PathBuf::from);
    let job = Job {
        root: global.root.clone(),
        target: target.clone(),
        foreign: if args.get_flag("keep-foreign") { Foreign::Keep } else { Foreign::Refuse },
        options: global.options(args)?,
    };
    let bar = std::sync::OnceLock::new();
    let progress = |done, total| bar.get_or_init(|| printer.bar(total)).add(done);
    let (work, tally) = build(&job, &progress)?;
    drop(bar);
    printer.report(&work.report, &work.site.sources);
    if printer.json {
        printer.result(&machine(&work, tally).to_string());
    }
    match tally {
        Some(tally) => done(printer, &work, tally, &target, start),
        None => printer.say(&say!(
            "网站没有生成，原有网站没有改动。",
            "the site was not built; the old one is untouched."
        )),
    }
    let failed = tally.is_none() || work.report.has_errors();
    Ok(if failed { Outcome::Errors } else { Outcome::Done })
}

fn done(printer: &Printer, work: &Work, tally: Tally, target: &std::path::Path, start: Instant) {
    let Tally { files, bytes, written, removed } = tally;
    let (items, size, seconds) =
        (work.site.items.len(), size(bytes), start.elapsed().as_secs_f64());
    printer.note(&say!(
        "已生成 {items} 篇内容、{files} 个文件（{size}），其中新写 {written} 个、移除 {removed} 个，用时 {seconds:.2} 秒。",
        "built {items} items, {files} files ({size}): {written} written, {removed} removed, in {seconds:.2} s."
    ));
    let broken = work
        .site
        .unpublished
        .values()
        .filter(|why| **why == crate::model::Unpublished::Broken)
        .count();
    if broken > 0 {
        printer.say(&say!(
            "有 {broken} 篇因上面的错误没有生成。",
            "{broken} items were not made because of the errors above."
        ));
    }
    let home = target.join("index.html");
    let home = home.canonicalize().unwrap_or(home);
    printer.note(&say!("打开看看：{}", "look at it: {}", home.display()));
}

fn machine(work: &Work, tally: Option<Tally>) -> serde_json::Value {
    let mut value = diag::to_json(&work.report, &work.site.sources);
    value["built"] = json!(tally.map(|t| json!({
        "files": t.files, "bytes": t.bytes, "written": t.written, "removed": t.removed,
    })));
    value
}
