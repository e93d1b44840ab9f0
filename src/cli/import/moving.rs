//! `fengbei import --from`: a whole site of another program.

use std::collections::BTreeSet;
use std::path::Path;

use clap::ArgMatches;

use super::Trial;
use super::place::{Into, Placed};
use super::tell::Told;
use crate::cli::printer::Printer;
use crate::cli::{Global, Outcome};
use crate::error::{Error, Result};
use crate::import::{Index, OldSite, Program, move_site};
use crate::say;
use crate::source;
use crate::text::Moment;

/// How many files an old site may have.
const MOST: usize = 200_000;

/// Moves a site here.
pub fn run(
    global: &Global,
    args: &ArgMatches,
    (program, today, trial): (Program, Moment, Trial),
    printer: &Printer,
) -> Result<Outcome> {
    let above = match args.get_one::<String>("into") {
        Some(typed) => Some(Into::find(&global.root, typed)?),
        None => None,
    };
    let mut told = Told::default();
    let mut sections = BTreeSet::new();
    for typed in args.get_many::<String>("files").into_iter().flatten() {
        let site = read(Path::new(typed))?;
        for moved in move_site(program, &site, today) {
            let from = format!("{typed}/{}", moved.from);
            let arrival = match moved.arrival {
                Ok(arrival) => arrival,
                Err(why) => {
                    told.refused(&from, why);
                    continue;
                }
            };
            let column = Into::section(&global.root, above.as_ref(), &moved.column);
            if sections.insert(moved.column.clone()) {
                column.clear(trial);
            }
            let placed = match arrival.index {
                Index::Column => column.describe(&arrival.text, trial)?,
                Index::Item => {
                    if !column.is_described() {
                        column.describe(&plain_column(&moved.column), trial)?;
                    }
                    column.put(&arrival, trial)?
                }
            };
            match placed {
                Placed::New(written) => told.arrived(&from, arrival, written),
                Placed::Beside(written, other) => {
                    told.arrived_beside(&from, arrival, written, &other);
                }
                Placed::There(path) => told.there(&from, path),
            }
        }
    }
    if told.is_empty() {
        return Err(Error::Other(say!(
            "文件夹里没有这种网站的稿件，请指到网站最上层的文件夹",
            "there are no texts of such a site in the folder; name the topmost folder of the site"
        )));
    }
    told.tell(trial, printer);
    Ok(if told.is_whole() { Outcome::Done } else { Outcome::Errors })
}

/// A column for items whose section had no description.
fn plain_column(section: &str) -> String {
    let title = section.rsplit('/').next().unwrap_or(section);
    format!("+++\n# 请核对：取自文件夹名\ntitle = \"{title}\"\ncolumn_type = \"工作动态\"\n+++\n")
}

/// The files of an old site, without what programs keep for themselves.
fn read(folder: &Path) -> Result<OldSite> {
    let mut site = OldSite::new();
    let walk =
        walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0
                || !name.starts_with('.')
                    && name != "node_modules"
                    && name != "public"
                    && name != "themes"
        });
    for entry in walk {
        let entry = entry.map_err(|e| {
            let path = e.path().unwrap_or(folder).to_owned();
            Error::read(&path, e.into())
        })?;
        if entry.file_type().is_file() && site.len() < MOST {
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let path = path.to_string_lossy().replace('\\', "/");
            site.insert(path, source::read_file(entry.path())?);
        }
    }
    Ok(site)
}
