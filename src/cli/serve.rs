//! `fengbei serve`

use std::sync::Mutex;

use clap::ArgMatches;

use super::printer::Printer;
use super::{Global, Outcome};
use crate::diag::{Message, Report, Severity, counted};
use crate::error::Result;
use crate::load::{self, Audience, Showing};
use crate::say;
use crate::serve::{self, Base, News, Options};
use crate::source::{SourcePath, Sources};

/// The port when none is asked for: the year the double-support movement began.
const PORT: u16 = 1943;
/// So many changed files are named.
const NAMED: usize = 3;

/// Previews the site until Ctrl-C is pressed.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let options = options(global, args, printer)?;
    // News come from several threads, and each is several lines.
    let turn = Mutex::new(());
    let tell = |news: News<'_>| {
        let _turn = turn.lock();
        told(&news, printer);
    };
    serve::serve(&options, &tell, serve::interrupted())?;
    printer.note(&say!("预览结束。", "the preview has ended."));
    Ok(Outcome::Done)
}

fn options(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Options> {
    let path = args.get_one::<String>("path").map(String::as_str);
    // What is not published yet is what a preview is for.
    let all = !args.get_flag("published");
    Ok(Options {
        root: global.root.clone(),
        load: load::Options {
            config: global.config.clone(),
            now: super::now(args.get_one::<String>("today"))?,
            showing: Showing { drafts: all, future: all, classified: false },
            audience: Audience::Office,
        },
        language: printer.language,
        port: args.get_one::<u16>("port").copied().unwrap_or(PORT),
        base: path.map_or_else(|| Ok(Base::root()), Base::parse)?,
    })
}

fn told(news: &News<'_>, printer: &Printer) {
    match news {
        News::Open { address, taken } => {
            if let Some(port) = taken {
                printer.say(&say!(
                    "端口 {port} 已被占用，换了一个。",
                    "port {port} is in use; another was taken."
                ));
            }
            printer.say(&say!(
                "预览已打开：{address}\n保存后网页自动更新；按 Ctrl+C 结束。",
                "the preview is open: {address}\nIt follows what you save; Ctrl+C ends it."
            ));
        }
        News::Changed { files, took } => {
            let files = named(files);
            let time = took.as_millis();
            printer.note(&say!("{} 已更新（{time} 毫秒）。", "{}: updated ({time} ms).", files));
        }
        News::Failed { error, sources } => printer.failure(error, sources),
        News::Found { fresh, all, sources } => found(fresh, all, sources, printer),
        News::Slow(why) => printer.say(why),
    }
}

fn named(files: &[SourcePath]) -> String {
    let mut names: Vec<&str> = files.iter().take(NAMED).map(SourcePath::as_str).collect();
    if files.len() > NAMED {
        names.push("…");
    }
    names.join(" ")
}

fn found(fresh: &Report, all: &Report, sources: &Sources, printer: &Printer) {
    printer.findings(fresh, sources);
    let (errors, warnings) = (all.count(Severity::Error), all.count(Severity::Warning));
    if errors + warnings > 0 {
        printer.note(&Message::new(
            format!("现有 {errors} 个错误、{warnings} 个警告；用 fengbei check 看全部。"),
            format!(
                "{} and {} now; fengbei check lists them all.",
                counted(errors, "error"),
                counted(warnings, "warning")
            ),
        ));
    }
}
