//! `fengbei roll`: the tables of rolls, before they are published.

mod compare;
mod normalize;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::Outcome;
use super::printer::Printer;
use crate::error::{Error, Result};
use crate::load::own_header;
use crate::model::RollField;
use crate::say;

/// Runs one of the commands on tables.
pub fn run(args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    match args.subcommand() {
        Some(("compare", args)) => compare::run(args, printer),
        Some(("normalize", args)) => normalize::run(args, printer),
        _ => unreachable!("the definition asks for one of these"),
    }
}

/// Headers of the office's own, from `--header`.
fn headers(args: &ArgMatches) -> Result<BTreeMap<String, RollField>> {
    let typed = args.get_many::<String>("header").into_iter().flatten();
    typed
        .map(|typed| {
            own_header(typed).ok_or_else(|| {
                let fields = RollField::ALL.map(|(.., title)| title).join("、");
                let keys = RollField::ALL.map(|(_, key, _)| key).join(", ");
                Error::Other(say!(
                    "--header {typed} 看不懂，请写成 列名=字段，例如 何处人=籍贯。字段有：{fields}",
                    "--header {typed} is not understood; write COLUMN=FIELD. Fields are: {keys}"
                ))
            })
        })
        .collect()
}

fn typed_path(args: &ArgMatches, name: &str) -> PathBuf {
    args.get_one::<String>(name).expect("the definition asks for it").into()
}

/// The name of a file without its extension.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The extension in lower case, without its dot.
fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// Whether both paths lead to one file that is there.
fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// That nothing of ours is written over a table that was given.
fn keep_originals(targets: &[&Path], originals: &[&Path]) -> Result<()> {
    let over = |target: &&&Path| originals.iter().any(|original| is_same_file(target, original));
    match targets.iter().find(over) {
        None => Ok(()),
        Some(target) => {
            let target = target.display();
            Err(Error::Other(say!(
                "{target} 是原来的表格，不能写在它上面，请用 --output 另起名字",
                "{target} is an original table and is never written over; choose another name with --output"
            )))
        }
    }
}
