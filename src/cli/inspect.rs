//! `fengbei inspect`

use std::path::Path;
use std::sync::Arc;

use clap::ArgMatches;
use serde_json::json;

use super::printer::Printer;
use super::{Global, Outcome};
use crate::diag::{Language, Message, counted};
use crate::error::Result;
use crate::inspect::{Inspection, PageWeight, Profile, Verdict, calendar, page};
use crate::load::{Audience, Memory, Options, Showing};
use crate::plan::Make;
use crate::render::{Finished, PictureStore, Studio};
use crate::write::cache::Cache;
use crate::{Work, prepare, say, source, write};

/// Tells what an inspection would find on a day.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let text = |name| args.get_one::<String>(name);
    let options = Options {
        config: global.config.clone(),
        now: super::now(text("on"))?,
        showing: Showing::default(),
        audience: Audience::Office,
    };
    let sources = Arc::new(source::read_folder(&global.root, options.config.as_str())?);
    let profile = Profile::read(sources.text(Profile::FILE).map(|text| &**text))?;
    let work = prepare(&sources, &options, &mut Memory::default())?;
    let weights = weights(&work, &LastBuild(Cache::open(&global.root)));
    let inspection = Inspection::of(&work.site, &work.report, &weights, &profile);
    if let Some(place) = text("page") {
        write::write_file(Path::new(place), page(&inspection).as_bytes())?;
        printer.note(&say!("报告在 {place}", "the report is {place}"));
    }
    if let Some(place) = text("calendar") {
        write::write_file(Path::new(place), calendar(&inspection).as_bytes())?;
        printer.note(&say!("日历在 {place}", "the calendar is {place}"));
    }
    if printer.json {
        printer.result(&machine(&inspection, printer.language).to_string());
    } else {
        tell(&inspection, printer);
    }
    Ok(if inspection.verdict() == Verdict::Veto { Outcome::Errors } else { Outcome::Done })
}

/// What the last build kept, so that no issue is set again to weigh its page. Looking changes nothing.
struct LastBuild(Cache);

impl PictureStore for LastBuild {
    fn get(&self, key: &blake3::Hash) -> Option<Vec<u8>> {
        self.0.get(key)
    }

    fn put(&self, _: &blake3::Hash, _: &[u8]) {}
}

/// Every page with its styles and scripts; one that cannot be made is told of by the build.
fn weights(work: &Work, last: &LastBuild) -> Vec<PageWeight> {
    let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, last);
    let assets = work.theme.assets();
    let of_asset = |path: &str| {
        assets.values().find(|asset| asset.path == path).map_or(0, |asset| asset.bytes.len())
    };
    let common: usize =
        work.assets.styles.iter().chain(&work.assets.scripts).map(|a| of_asset(&a.path)).sum();
    let pages = work.plan.outputs.iter().filter(|output| matches!(output.make, Make::Page(_)));
    pages
        .filter_map(|output| {
            let draft = studio.draft(output).ok()?;
            let Ok(Finished::One(bytes)) = studio.finish(&draft) else { return None };
            Some((output.path.clone(), bytes.len() + common))
        })
        .collect()
}

fn tell(inspection: &Inspection, printer: &Printer) {
    let on = inspection.on;
    printer.note(&say!("迎检自查，{on}：", "what an inspection would find on {on}:"));
    for entry in &inspection.entries {
        let (verdict, title, measured) = (entry.verdict.word(), &entry.title, &entry.measured);
        printer.say(&Message::new(
            format!("[{}] {}：{}", verdict.zh, title.zh, measured.zh),
            format!("[{}] {}: {}", verdict.en, title.en, measured.en),
        ));
        if entry.verdict > Verdict::Fine {
            for detail in entry.details.iter().take(10) {
                let Message { zh, en } = detail;
                printer.say(&say!("    {zh}", "    {en}"));
            }
        }
    }
    for due in inspection.due.iter().filter(|due| due.left >= 0).take(8) {
        let (title, left, until) = (&due.title, due.left, due.until);
        let days = counted(usize::try_from(left).unwrap_or(0), "day");
        printer.note(&match &due.owner {
            Some(owner) => say!(
                "“{title}”最迟 {until} 更新，还有 {left} 天，{owner}",
                "“{title}” must be updated by {until}, in {days}, by {owner}"
            ),
            None => say!(
                "“{title}”最迟 {until} 更新，还有 {left} 天",
                "“{title}” must be updated by {until}, in {days}"
            ),
        });
    }
}

fn machine(inspection: &Inspection, language: Language) -> serde_json::Value {
    let entries: Vec<_> = inspection
        .entries
        .iter()
        .map(|entry| {
            json!({
                "key": entry.key, "verdict": entry.verdict.key(), "title": entry.title.get(language),
                "measured": entry.measured.get(language), "source": entry.source,
                "details": entry.details.iter().map(|it| it.get(language)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let due: Vec<_> = inspection
        .due
        .iter()
        .map(|due| {
            json!({
                "column": due.path, "title": due.title, "owner": due.owner,
                "newest": due.newest.map(|date| date.to_string()), "within": due.within,
                "until": due.until.to_string(), "left": due.left,
            })
        })
        .collect();
    json!({
        "on": inspection.on.to_string(), "verdict": inspection.verdict().key(),
        "entries": entries, "columns": due,
    })
}
