//! `fengbei new`

use std::path::Path;

use clap::ArgMatches;
use serde_json::json;

use super::Outcome;
use super::printer::Printer;
use crate::error::{Error, Result};
use crate::{say, theme, write};

/// Starts a small complete site.
pub fn run(args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let folder = args.get_one::<String>("dir").expect("the definition asks for it");
    let theme = args.get_one::<String>("theme").map_or("portal", String::as_str);
    let files = starter(theme)?;
    write::new_folder(Path::new(folder), &files)?;
    printer.note(&say!(
        "新网站已建在 {folder}。\n预览：fengbei serve --root {folder}\n生成：fengbei build --root {folder}",
        "the new site is in {folder}.\npreview it: fengbei serve --root {folder}\nbuild it: fengbei build --root {folder}"
    ));
    if printer.json {
        let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        printer.result(&json!({ "folder": folder, "files": paths }).to_string());
    }
    Ok(Outcome::Done)
}

/// The files of a theme's starter site.
fn starter(theme: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let folder = format!("{theme}/starter/");
    let files: Vec<_> = theme::built_in_files(theme)
        .into_iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix(&folder)?.to_owned(), bytes)))
        .collect();
    if files.is_empty() {
        let known = theme::built_in().join(", ");
        return Err(Error::Other(say!(
            "没有名为 {theme} 的主题，可用的有：{known}",
            "there is no theme {theme}; there are: {known}"
        )));
    }
    Ok(files)
}
