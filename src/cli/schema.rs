//! `fengbei schema`

use std::path::Path;

use clap::ArgMatches;

use super::Outcome;
use super::printer::Printer;
use crate::error::Result;
use crate::load::{KINDS, schema};
use crate::{say, write};

/// Writes the JSON Schema of every kind of file.
pub fn run(args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let folder = args.get_one::<String>("dir").map_or("schema", String::as_str);
    for kind in KINDS {
        let place = Path::new(folder).join(format!("{}.schema.json", kind.name));
        write::write_file(&place, format!("{:#}\n", schema(kind)).as_bytes())?;
    }
    let count = KINDS.len();
    printer.note(&say!(
        "已写出 {count} 个 JSON Schema 到 {folder}/",
        "wrote {count} JSON Schemas to {folder}/"
    ));
    Ok(Outcome::Done)
}
