//! `fengbei package`

use std::path::PathBuf;

use clap::ArgMatches;
use serde_json::json;

use super::printer::Printer;
use super::publish::{is_built, live};
use super::{Global, Outcome};
use crate::diag::{Message, Report};
use crate::error::Result;
use crate::load::load_config;
use crate::publish::package::{Form, Note, pack};
use crate::publish::signature::Signers;
use crate::view::size;
use crate::{say, source};

/// Builds the site for the public and packs it into one file.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let options = live(global, args)?;
    let folder = global.root.join("public");
    if !is_built(global, &options, &folder, printer)? {
        return Ok(Outcome::Errors);
    }
    let sources = source::read_folder(&global.root, global.config.as_str())?;
    let config = load_config(&sources, &global.config, &mut Report::new());
    let day = options.now.date.to_string();
    let (form, name) = match args.get_one::<String>("fragment") {
        Some(column) => (Form::Column(column.clone()), "fragment"),
        None if args.get_flag("usb") => (Form::Stick, "usb"),
        None => (Form::Site, "site"),
    };
    let typed = args.get_one::<String>("output").map(PathBuf::from);
    let out = typed.unwrap_or_else(|| PathBuf::from(format!("{name}-{day}.zip")));
    let note = Note { title: config.title, address: config.address, day };
    // Anybody in the office may pack; only who has the key can sign.
    let signer = Signers::of(&global.root)?.here(&global.root);
    if let Err(error) = &signer {
        let Message { zh, en } = error.message();
        printer.note(&say!("这个包没有签名：{zh}", "the package is not signed: {en}"));
    }
    let packed = pack(&out, &folder, &form, &note, signer.ok().flatten().as_ref())?;
    let (files, bytes, place) = (packed.files, size(packed.bytes), out.display().to_string());
    printer.note(&say!(
        "已打包 {files} 个文件（{bytes}）：{place}",
        "packed {files} files ({bytes}): {place}"
    ));
    if printer.json {
        let result = json!({ "file": place, "files": packed.files, "bytes": packed.bytes });
        printer.result(&result.to_string());
    }
    Ok(Outcome::Done)
}
