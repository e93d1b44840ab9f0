//! `fengbei schema`

use clap::ArgMatches;
use serde_json::json;

use super::printer::Printer;
use super::{Global, Outcome};
use crate::error::Result;
use crate::load::{KINDS, Kind, schema};
use crate::{say, write};

/// Writes the JSON Schema of every kind of file.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let folder = args.get_one::<String>("dir").map_or("schema", String::as_str);
    let folder = global.root.join(folder);
    for kind in KINDS {
        let place = folder.join(file(kind));
        write::write_file(&place, format!("{:#}\n", schema(kind)).as_bytes())?;
    }
    let (count, folder) = (KINDS.len(), folder.display());
    printer.note(&say!(
        "已写出 {count} 个 JSON Schema 到 {folder}/",
        "wrote {count} JSON Schemas to {folder}/"
    ));
    if printer.json {
        let files: Vec<String> = KINDS.iter().map(file).collect();
        printer.result(&json!({ "folder": folder.to_string(), "files": files }).to_string());
    }
    Ok(Outcome::Done)
}

/// The name of the schema's file.
fn file(kind: &Kind) -> String {
    format!("{}.schema.json", kind.name)
}
