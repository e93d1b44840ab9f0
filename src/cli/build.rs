//! `fengbei build`

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::ArgMatches;
use serde_json::json;

use super::printer::Printer;
use super::{Global, Outcome, datasets, rolls};
use crate::diag::{Message, counted};
use crate::error::Result;
use crate::load::{Audience, Options};
use crate::model::PinnedFigure;
use crate::view::size;
use crate::write::record::{self, LeftOut};
use crate::write::{Foreign, Tally};
use crate::{Built, Job, build, diag, say};

/// Builds the site and says where to look.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let start = Instant::now();
    let target =
        args.get_one::<String>("output").map_or_else(|| global.root.join("public"), PathBuf::from);
    let job = Job {
        root: global.root.clone(),
        target: target.clone(),
        foreign: if args.get_flag("keep-foreign") { Foreign::Keep } else { Foreign::Refuse },
        options: Options { audience: audience(args), ..global.options(args)? },
    };
    let bar = std::sync::OnceLock::new();
    let progress = |done, total| bar.get_or_init(|| printer.bar(total)).add(done);
    let built = build(&job, &progress)?;
    drop(bar);
    printer.report(&built.outcome.report, &built.sources);
    rolls::tell(printer, &built.outcome.rolls);
    datasets::tell(printer, &built.outcome.datasets);
    if printer.json {
        printer.result(&machine(&built).to_string());
    }
    match built.tally {
        Some(tally) => done(printer, &built.outcome, tally, &target, start),
        None => printer.say(&say!(
            "网站没有生成，原有网站没有改动。",
            "the site was not built; the old one is untouched."
        )),
    }
    let failed = built.tally.is_none() || built.outcome.report.has_errors();
    Ok(if failed { Outcome::Errors } else { Outcome::Done })
}

fn audience(args: &ArgMatches) -> Audience {
    match args.get_one::<String>("target").map(String::as_str) {
        Some("live") => Audience::Public,
        _ => Audience::Office,
    }
}

fn done(printer: &Printer, outcome: &record::Outcome, tally: Tally, target: &Path, start: Instant) {
    let Tally { files, bytes, written, removed } = tally;
    let record::Outcome { items, left_out, .. } = outcome;
    let (size, seconds) = (size(bytes), start.elapsed().as_secs_f64());
    printer.note(&Message::new(
        format!(
            "已生成 {items} 篇内容、{files} 个文件（{size}），其中新写 {written} 个、移除 {removed} 个，用时 {seconds:.2} 秒。"
        ),
        format!(
            "built {}, {} ({size}): {written} written, {removed} removed, in {seconds:.2} s.",
            counted(*items, "item"),
            counted(files, "file")
        ),
    ));
    say_left_out(left_out, printer);
    say_pinned(&outcome.pinned, printer);
    let home = target.join("index.html");
    let home = home.canonicalize().unwrap_or(home);
    printer.note(&say!("打开看看：{}", "look at it: {}", home.display()));
}

/// Says how many items are not on the site, and why.
fn say_left_out(left_out: &LeftOut, printer: &Printer) {
    let &LeftOut { broken, drafts, future, expired, withdrawn, unapproved } = left_out;
    if broken > 0 {
        printer.say(&Message::new(
            format!("有 {broken} 篇因上面的错误没有生成。"),
            format!("not made because of the errors above: {}.", counted(broken, "item")),
        ));
    }
    if unapproved > 0 {
        printer.say(&Message::new(
            format!("有 {unapproved} 篇还没有审完，没有发布。"),
            format!(
                "not published because they were not passed yet: {}.",
                counted(unapproved, "item")
            ),
        ));
    }
    let others = [
        (drafts, "草稿", "drafts"),
        (future, "未到发布时间的", "not due yet"),
        (expired, "已失效的", "expired"),
        (withdrawn, "已撤下的", "withdrawn"),
    ];
    let others = || others.iter().filter(|(count, ..)| *count > 0);
    if others().next().is_some() {
        let zh: Vec<_> = others().map(|(count, zh, _)| format!("{zh} {count} 篇")).collect();
        let en: Vec<_> = others().map(|(count, _, en)| format!("{en} {count}")).collect();
        printer.note(&Message::new(
            format!("另有{}，没有生成。", zh.join("、")),
            format!("left out: {}.", en.join(", ")),
        ));
    }
}

/// Says which old texts keep figures of their day.
fn say_pinned(pinned: &[PinnedFigure], printer: &Printer) {
    const MOST: usize = 20;
    let count = pinned.len();
    if count == 0 {
        return;
    }
    printer.note(&Message::new(
        format!("旧稿里有 {count} 处引用的是当日的数字，与现在的不同："),
        format!(
            "old texts keep {} of their day that {} changed since:",
            counted(count, "figure"),
            if count == 1 { "has" } else { "have" }
        ),
    ));
    for PinnedFigure { file, label, then, now } in pinned.iter().take(MOST) {
        printer.note(&say!(
            "  {file}：{label} {then}，现在是 {now}",
            "  {file}: {label} {then}, now {now}"
        ));
    }
    if count > MOST {
        let more = count - MOST;
        printer.note(&say!(
            "  另有 {more} 处，用 --json 全部列出",
            "  and {more} more, all of them with --json"
        ));
    }
}

fn machine(built: &Built) -> serde_json::Value {
    let mut value = diag::to_json(&built.outcome.report, &built.sources);
    value["rolls"] = rolls::to_json(&built.outcome.rolls);
    value["datasets"] = datasets::to_json(&built.outcome.datasets);
    let pinned =
        built.outcome.pinned.iter().map(
            |it| json!({ "file": it.file, "figure": it.label, "then": it.then, "now": it.now }),
        );
    value["pinned"] = pinned.collect();
    value["items"] = json!(built.outcome.items);
    value["left_out"] = json!(built.outcome.left_out);
    value["built"] = json!(built.tally.map(|t| json!({
        "files": t.files, "bytes": t.bytes, "written": t.written, "removed": t.removed,
    })));
    value
}
