//! `fengbei import`

mod gather;
mod moving;
mod place;
mod tell;

use clap::ArgMatches;

use self::place::{Into, Placed};
use self::tell::Told;
use super::printer::Printer;
use super::{Global, Outcome, now};
use crate::error::{Error, Result};
use crate::import::{Desk, Program, import};
use crate::say;

/// Makes items of files.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let typed = args.get_many::<String>("files").into_iter().flatten();
    let today = now(args.get_one::<String>("today"))?;
    let trial = Trial::of(args);
    if let Some(program) = args.get_one::<String>("from").and_then(|it| Program::named(it)) {
        return moving::run(global, args, (program, today, trial), printer);
    }
    let column = args.get_one::<String>("into").ok_or_else(without_column)?;
    let column = Into::find(&global.root, column)?;
    column.clear(trial);
    let files = gather::files(typed)?;
    let mut told = Told::default();
    for file in &files {
        let beside = |path: &str| gather::beside(&file.shown, path);
        let desk = Desk { kind: column.kind, today, beside: &beside };
        let arrival = match import(&file.file, &desk) {
            Ok(arrival) => arrival,
            Err(why) => {
                told.refused(&file.shown, why);
                continue;
            }
        };
        match column.put(&arrival, trial)? {
            Placed::New(written) => told.arrived(&file.shown, arrival, written),
            Placed::Beside(written, other) => {
                told.arrived_beside(&file.shown, arrival, written, &other);
            }
            Placed::There(path) => told.there(&file.shown, path),
        }
    }
    told.tell(trial, printer);
    Ok(if told.is_whole() { Outcome::Done } else { Outcome::Errors })
}

/// Whether anything is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trial {
    Write,
    Show,
}

impl Trial {
    fn of(args: &ArgMatches) -> Self {
        if args.get_flag("dry-run") { Self::Show } else { Self::Write }
    }
}

fn without_column() -> Error {
    Error::Other(say!(
        "还要写上放进哪个栏目，例如 --into news",
        "say which column they go into, such as --into news"
    ))
}
