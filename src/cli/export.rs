//! `fengbei export`: items for other channels.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;
use serde_json::json;

use super::printer::Printer;
use super::{Global, Outcome, review};
use crate::channel::{Copy, Piece, Studio, app, plain, schema, wechat, weibo};
use crate::diag::Message;
use crate::error::{Error, Result};
use crate::load::{Audience, Memory, Options, Showing};
use crate::model::{ItemId, Site};
use crate::render::{Darkroom, NoStore};
use crate::view::Builder;
use crate::{Work, arrange, say, source, write};

/// The colour of headings when the site names none.
const MAIN: &str = "#a61b1f";
/// Files that are ours in a folder that was handed over before.
const OURS: [&str; 2] = ["index.html", "weibo.txt"];

/// Makes the copy for one channel.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let text = |name| args.get_one::<String>(name).map(String::as_str);
    let work = work(global, args)?;
    let builder = Builder { site: &work.site, plan: &work.plan, assets: &work.assets, rolls: &[] };
    let channel = text("channel").expect("may not be left out");
    if channel == "json" {
        let copy = Copy {
            files: [
                ("data.json".to_owned(), app(&builder).into_bytes()),
                ("schema.json".to_owned(), schema().as_bytes().to_vec()),
            ]
            .into(),
            ..Copy::default()
        };
        let folder = PathBuf::from(text("output").unwrap_or("app-data"));
        return hand_over(&copy, &folder, printer);
    }
    let typed = text("item").ok_or_else(|| {
        Error::Other(say!(
            "写明是哪一篇，例如 fengbei export {channel} news/2026-08-01-x.md",
            "say which text, such as fengbei export {channel} news/2026-08-01-x.md"
        ))
    })?;
    let piece = Piece::of(&builder, published(&work.site, typed)?);
    let darkroom = Darkroom::new(&work.site, &NoStore);
    let studio = Studio { darkroom: &darkroom, fonts: work.theme.fonts() };
    let copy = match channel {
        "wechat" => {
            let main = work.site.config.look.main.as_deref().unwrap_or(MAIN);
            wechat(&piece, &studio, main)
        }
        "weibo" => weibo(&piece, &studio),
        _ => plain(&piece),
    };
    let own = format!("{}-{channel}", piece.name);
    hand_over(&copy, Path::new(text("output").unwrap_or(&own)), printer)
}

/// What the public may see.
fn work(global: &Global, args: &ArgMatches) -> Result<Work> {
    let options = Options {
        config: global.config.clone(),
        now: super::now(args.get_one::<String>("today"))?,
        showing: Showing::default(),
        audience: Audience::Public,
    };
    let sources = source::read_folder(&global.root, options.config.as_str())?;
    arrange(&Arc::new(sources), &options, &mut Memory::default())
}

/// The item that is meant, which must be one that the public may see.
fn published(site: &Site, typed: &str) -> Result<ItemId> {
    let item = review::find(site, typed)?;
    let missing = site.reviews.state(&item.source, &site.config.review).missing;
    if !missing.is_empty() {
        let stages = missing.join("、");
        return Err(Error::Other(say!(
            "{typed} 还没有审完（缺{stages}），不能发到别的渠道",
            "{typed} was not passed in {stages} yet and cannot go to another channel"
        )));
    }
    site.by_source.get(&item.source).copied().ok_or_else(|| {
        Error::Other(say!(
            "{typed} 是草稿、没到发布时间或者已经撤下，不能发到别的渠道",
            "{typed} is a draft, not due yet or withdrawn, and cannot go to another channel"
        ))
    })
}

fn hand_over(copy: &Copy, folder: &Path, printer: &Printer) -> Result<Outcome> {
    clear(folder, copy)?;
    for (name, bytes) in &copy.files {
        write::write_file(&folder.join(name), bytes)?;
    }
    let place = folder.display().to_string();
    if printer.json {
        let said = |messages: &[Message]| -> Vec<String> {
            messages.iter().map(|it| it.get(printer.language).to_owned()).collect()
        };
        let files: Vec<&String> = copy.files.keys().collect();
        let value = json!({
            "folder": place, "files": files, "changed": said(&copy.changed), "over": said(&copy.over),
        });
        printer.result(&value.to_string());
    } else {
        for changed in &copy.changed {
            printer.note(changed);
        }
        for over in &copy.over {
            printer.say(&say!("超出限度：{}", "over the limit: {}", over.get(printer.language)));
        }
    }
    printer.note(&say!("放在 {place}", "it is in {place}"));
    Ok(if copy.over.is_empty() { Outcome::Done } else { Outcome::Errors })
}

/// Takes away numbered pictures of an earlier copy that this one does not have; a folder of others is
/// refused.
fn clear(folder: &Path, copy: &Copy) -> Result<()> {
    let names = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()).collect()
    };
    let there = names(folder);
    let is_ours = copy.files.keys().any(|name| folder.join(name).is_file())
        || OURS.iter().any(|name| folder.join(name).is_file());
    if !there.is_empty() && !is_ours {
        let place = folder.display();
        return Err(Error::Other(say!(
            "{place} 里有别的文件，换一个文件夹（-o）",
            "there are other files in {place}: name another folder (-o)"
        )));
    }
    let is_numbered = |path: &PathBuf| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        stem.len() == 2 && stem.bytes().all(|b| b.is_ascii_digit())
    };
    for path in there.into_iter().chain(names(&folder.join("images"))).filter(is_numbered) {
        fs::remove_file(&path).map_err(|e| Error::write(&path, e))?;
    }
    Ok(())
}
