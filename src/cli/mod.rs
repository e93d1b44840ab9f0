//! The command line: what was typed → a job → words on the screen. The only module that prints.
//!
//! Human words go to standard error, results for machines (`--json`) to standard output.

mod build;
mod check;
mod completions;
mod datasets;
mod dismiss;
mod explain;
mod export;
mod external;
mod import;
mod inspect;
mod key;
mod ledger;
mod manual;
mod new;
mod package;
mod plan;
mod print;
mod printer;
mod publish;
mod review;
mod roll;
mod rolls;
mod schema;
mod serve;
mod verbs;
mod verify;
mod words;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;
use clap::error::ErrorKind;

use crate::error::{Error, Result};
use crate::load::{Audience, Options, Showing};
use crate::say;
use crate::source::{self, SourcePath, Sources};
use crate::text::Moment;
use printer::Printer;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is done.
    Done,
    /// The content has errors.
    Errors,
    /// The world failed.
    Failed,
}

impl Outcome {
    fn code(self) -> ExitCode {
        match self {
            Self::Done => ExitCode::SUCCESS,
            Self::Errors => ExitCode::from(1),
            Self::Failed => ExitCode::from(2),
        }
    }
}

/// Runs the program with the words that were typed, the program's name first.
pub fn run(typed: impl IntoIterator<Item = OsString>) -> ExitCode {
    let typed: Vec<OsString> = typed.into_iter().collect();
    let language = words::language(&typed);
    let json = typed.iter().any(|word| word == "--json");
    let matches = match words::command(language).try_get_matches_from(typed) {
        Ok(matches) => matches,
        Err(error) => return usage(&error, &Printer::before_the_flags(language, json)),
    };
    let printer = Printer::new(&matches, language);
    hush_readers();
    let outcome = dispatch(&matches, &printer).unwrap_or_else(|error| {
        printer.failure(&error, &sources_of(&error, &Global::read(&matches)));
        Outcome::Failed
    });
    outcome.code()
}

/// Lets nothing be shown of a panic on a thread that reads an attachment: it is a finding there.
fn hush_readers() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(source::paper::PDF_THREAD) {
            usual(panic);
        }
    }));
}

/// The files that an error speaks of: those of the site, when a template is wrong.
fn sources_of(error: &Error, global: &Global) -> Sources {
    match error {
        Error::Theme(_) => {
            source::read_folder(&global.root, global.config.as_str()).unwrap_or_default()
        }
        Error::Io { .. } | Error::Other(_) => Sources::default(),
    }
}

fn dispatch(matches: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let global = Global::read(matches);
    match matches.subcommand() {
        Some(("new", args)) => new::run(args, printer),
        Some(("build", args)) => build::run(&global, args, printer),
        Some(("import", args)) => import::run(&global, args, printer),
        Some(("check", args)) => check::run(&global, args, printer),
        Some(("serve", args)) => serve::run(&global, args, printer),
        Some(("plan", args)) => plan::run(&global, args, printer),
        Some(("publish", args)) => publish::run(&global, args, printer),
        Some(("key", _)) => key::run(&global, printer),
        Some(("package", args)) => package::run(&global, args, printer),
        Some(("verify", args)) => verify::run(&global, args, printer),
        Some(("rollback", args)) => publish::rollback(&global, args, printer),
        Some(("print", args)) => print::run(&global, args, printer),
        Some(("export", args)) => export::run(&global, args, printer),
        Some(("fonts", args)) => print::fonts(&global, args, printer),
        Some(("explain", args)) => explain::run(args, printer),
        Some(("review", args)) => review::run(&global, args, printer),
        Some(("inspect", args)) => inspect::run(&global, args, printer),
        Some(("ledger", args)) => ledger::run(&global, args, printer),
        Some(("roll", args)) => roll::run(args, printer),
        Some(("schema", args)) => schema::run(&global, args, printer),
        Some(("completions", args)) => Ok(completions::run(args, printer)),
        _ => unreachable!("the definition asks for one of these"),
    }
}

/// What every command may be told.
#[derive(Debug)]
struct Global {
    root: PathBuf,
    config: SourcePath,
}

impl Global {
    fn read(matches: &ArgMatches) -> Self {
        let text = |name| matches.get_one::<String>(name).cloned();
        Self {
            root: text("root").unwrap_or_else(|| ".".into()).into(),
            config: SourcePath::new(&text("config").unwrap_or_else(|| "site.toml".into())),
        }
    }

    /// What to load, from the command's own flags.
    fn options(&self, args: &ArgMatches) -> Result<Options> {
        let flag = |name| args.get_flag(name);
        Ok(Options {
            config: self.config.clone(),
            now: now(args.get_one::<String>("today"))?,
            showing: Showing { drafts: flag("drafts"), future: flag("future"), classified: false },
            audience: Audience::Office,
        })
    }
}

/// Seconds since 1970 by this machine's clock.
fn seconds() -> i64 {
    jiff::Timestamp::now().as_second()
}

/// The moment that was typed, or the minute it is in China.
fn now(typed: Option<&String>) -> Result<Moment> {
    if let Some(typed) = typed {
        Moment::parse(typed).ok_or_else(|| {
            Error::Other(say!(
                "--today {typed} 不是日期，请写成 2026-08-01",
                "--today {typed} is no date; write it as 2026-08-01"
            ))
        })
    } else {
        let china = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
        let now = jiff::Timestamp::now().to_zoned(china);
        Ok(Moment { date: now.date(), time: Some(now.time()) })
    }
}

/// Help, version, and what was typed wrong.
fn usage(error: &clap::Error, printer: &Printer) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            printer.result(&error.render().to_string());
            Outcome::Done.code()
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            printer.text(&error.render().to_string());
            Outcome::Failed.code()
        }
        _ => {
            printer.mistake(&words::mistake(error));
            Outcome::Failed.code()
        }
    }
}
