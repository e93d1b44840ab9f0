//! `fengbei schema`

use clap::ArgMatches;

use super::printer::Printer;
use super::{Global, Outcome};
use crate::error::Result;
use crate::load::{KINDS, schema};
use crate::{say, write};

/// Writes the JSON Schema of every kind of file.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let folder = args.get_one::<String>("dir").map_or("schema", String::as_str);
    let folder = global.root.join(folder);
    for kind in KINDS {
        let place = folder.join(format!("{}.schema.json", kind.name));
        write::write_file(&place, format!("{:#}\n", schema(kind)).as_bytes())?;
    }
    let (count, folder) = (KINDS.len(), folder.display());
    printer.note(&say!(
        "已写出 {count} 个 JSON Schema 到 {folder}/",
        "wrote {count} JSON Schemas to {folder}/"
    ));
    Ok(Outcome::Done)
}
