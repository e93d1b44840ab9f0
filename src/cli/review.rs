//! `fengbei review`

use std::path::PathBuf;
use std::sync::Arc;

use clap::ArgMatches;
use serde_json::json;

use super::printer::Printer;
use super::{Global, Outcome};
use crate::diag::Message;
use crate::error::{Error, Result};
use crate::load::{Audience, Memory, Options, Showing};
use crate::model::{Author, Item, ReviewRecord, Site};
use crate::render::escape;
use crate::source::{Content, Sources};
use crate::text::Moment;
use crate::{Work, arrange, say, source, write};

/// The header of a new record.
const HEADER: &str = "稿件,审级,审核人,时间,意见,指纹";

/// Puts a review on record, writes the approval sheet, or lists what is not passed yet.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let text = |name| args.get_one::<String>(name).map(String::as_str);
    let now = super::now(args.get_one::<String>("today"))?;
    let site = load(global, now)?;
    if site.config.review.stages.is_empty() {
        return Err(no_stages());
    }
    let Some(typed) = text("item") else { return Ok(list(&site, printer)) };
    let item = find(&site, typed)?;
    match (text("stage"), text("by")) {
        (Some(stage), Some(by)) => {
            add(global, &site, item, (stage, by, text("remark"), now), printer)?;
        }
        (None, None) => tell(&site, item, printer),
        _ => {
            return Err(Error::Other(say!(
                "--stage 和 --by 要一起写",
                "--stage and --by belong together"
            )));
        }
    }
    if let Some(sheet) = text("sheet") {
        // What was just put on record belongs on the sheet.
        let site = load(global, now)?;
        let item = find(&site, typed)?;
        let place = PathBuf::from(sheet);
        write::write_file(&place, self::sheet(&site, item, now).as_bytes())?;
        let place = place.display();
        printer.note(&say!("审核表在 {place}", "the approval sheet is {place}"));
    }
    Ok(Outcome::Done)
}

/// Everything, published or not: what is reviewed mostly is not published yet.
fn load(global: &Global, now: Moment) -> Result<Site> {
    let options = Options {
        config: global.config.clone(),
        now,
        showing: Showing { drafts: true, future: true, classified: false },
        audience: Audience::Office,
    };
    let sources: Sources = source::read_folder(&global.root, options.config.as_str())?;
    let Work { site, .. } = arrange(&Arc::new(sources), &options, &mut Memory::default())?;
    Ok(site)
}

fn no_stages() -> Error {
    Error::Other(say!(
        "网站还没有规定审级。在 site.toml 里写：\n[review]\nstages = [\"初审\", \"复审\", \"终审\"]",
        "the site names no stages. Write in site.toml:\n[review]\nstages = [\"初审\", \"复审\", \"终审\"]"
    ))
}

/// The path below `content/` that a person types, or drops into the terminal as a whole path.
pub(super) fn below_content(typed: &str) -> String {
    let typed = typed.replace('\\', "/");
    let path = typed.trim_start_matches("./").trim_end_matches('/');
    let below = path.strip_prefix("content/").or_else(|| Some(path.rsplit_once("/content/")?.1));
    below.unwrap_or(path).to_owned()
}

/// The item a person means: by its file, with or without `content/` and `.md`, or its folder.
pub(super) fn find<'a>(site: &'a Site, typed: &str) -> Result<&'a Item> {
    let below = below_content(typed);
    let names = [
        format!("content/{below}"),
        format!("content/{below}.md"),
        format!("content/{below}/index.md"),
    ];
    let all = || site.items.iter().chain(&site.withheld);
    let found = names.iter().find_map(|name| all().find(|item| item.source.as_str() == name));
    found.map(|item| &**item).ok_or_else(|| {
        Error::Other(say!(
            "没有 {typed} 这篇稿件；写它的文件，例如 news/2026-08-01-x.md",
            "there is no text {typed}; name its file, such as news/2026-08-01-x.md"
        ))
    })
}

fn list(site: &Site, printer: &Printer) -> Outcome {
    let settings = &site.config.review;
    let waiting: Vec<(&Item, Vec<&str>)> = site
        .items
        .iter()
        .chain(&site.withheld)
        .map(|item| (&**item, site.reviews.state(&item.source, settings).missing))
        .filter(|(item, missing)| !missing.is_empty() && item.withdrawn.is_none())
        .collect();
    if printer.json {
        let entry = |(item, missing): &(&Item, Vec<&str>)| json!({ "item": item.source.as_str(), "title": item.title, "missing": missing });
        let all: Vec<_> = waiting.iter().map(entry).collect();
        printer.result(&json!({ "waiting": all }).to_string());
        return Outcome::Done;
    }
    for (item, missing) in &waiting {
        printer.result(&format!("{}\t{}\t{}", item.source, missing.join("、"), item.title));
    }
    let count = waiting.len();
    printer.note(&say!("还没审完的有 {count} 篇。", "not passed yet: {count}."));
    Outcome::Done
}

fn tell(site: &Site, item: &Item, printer: &Printer) {
    let review = site.reviews.state(&item.source, &site.config.review);
    for approval in &review.passed {
        let (stage, by, time) = (&approval.stage, &approval.by, approval.time);
        printer.note(&say!("{stage}：{by}，{time}", "{stage}: {by}, {time}"));
    }
    let missing = review.missing.join("、");
    printer.note(&if review.is_approved() {
        say!("已经审完。", "passed in every stage.")
    } else {
        say!("还缺：{missing}", "still to come: {missing}")
    });
}

fn add(
    global: &Global,
    site: &Site,
    item: &Item,
    (stage, by, remark, now): (&str, &str, Option<&str>, Moment),
    printer: &Printer,
) -> Result<()> {
    let stages = &site.config.review.stages;
    let Some(at) = stages.iter().position(|known| known == stage) else {
        let known = stages.join("、");
        return Err(Error::Other(say!(
            "没有“{stage}”这一审级；审级有：{known}",
            "there is no stage “{stage}”; the stages are: {known}"
        )));
    };
    let review = site.reviews.state(&item.source, &site.config.review);
    if let Some(before) =
        review.missing.iter().find(|m| stages.iter().position(|s| s == *m) < Some(at))
    {
        return Err(Error::Other(say!(
            "先要过{before}，再到{stage}",
            "{before} comes before {stage}"
        )));
    }
    let other = |a: &&&crate::model::Approval| a.by == by && a.stage != stage;
    if site.config.review.different_people
        && let Some(first) = review.passed.iter().find(other)
    {
        let first = &first.stage;
        return Err(Error::Other(say!(
            "{first}已经是“{by}”审的，{stage}要换一个人；确是允许的，在 [review] 里写 different_people = false",
            "“{by}” passed it in {first} already; {stage} needs another person, unless [review] says different_people = false"
        )));
    }
    let fields = [
        item.source.as_str(),
        stage,
        by,
        &now.to_string(),
        remark.unwrap_or_default(),
        &item.review_digest(&site.sources),
    ];
    let line: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
    let old = record_text(site)?;
    let old = if old.trim().is_empty() { format!("{HEADER}\n") } else { old };
    if old.lines().next().map(str::trim) != Some(HEADER) {
        return Err(Error::Other(say!(
            "reviews.csv 的表头不是“{HEADER}”，没有登记；请改回来",
            "the header of reviews.csv is not “{HEADER}”, so nothing was put on record; change it back"
        )));
    }
    write::add_review(&global.root, &old, &line.join(","))?;
    let title = &item.title;
    printer
        .note(&say!("已登记：{stage}，{by}，《{title}》", "on record: {stage}, {by}, “{title}”"));
    Ok(())
}

/// The record as it is now, whatever it was when the site was read.
fn record_text(site: &Site) -> Result<String> {
    let Some(file) = site.sources.get(ReviewRecord::FILE) else { return Ok(String::new()) };
    if let Content::Unreadable(_) = file.content {
        return Err(Error::Other(say!(
            "reviews.csv 读不出来，没有登记",
            "reviews.csv cannot be read, so nothing was put on record"
        )));
    }
    let bytes = file.bytes()?;
    source::decode(&bytes).map(|(text, _)| text).map_err(|_| {
        Error::Other(say!(
            "reviews.csv 的编码不认识，没有登记；请另存为 UTF-8",
            "the encoding of reviews.csv is unknown, so nothing was put on record; save it as UTF-8"
        ))
    })
}

/// A cell of the record. What begins like a formula is text for office programs.
fn quoted(cell: &str) -> String {
    let cell = cell.replace(['\r', '\n'], " ");
    let is_formula = cell.starts_with(['=', '+', '-', '@']);
    let cell = if is_formula { format!("'{cell}") } else { cell };
    if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// The approval sheet (审核表) as a page to print and sign.
fn sheet(site: &Site, item: &Item, now: Moment) -> String {
    let state = site.reviews.state(&item.source, &site.config.review);
    let row = |name: &str, value: &str| {
        format!("<tr><th scope=\"row\">{name}</th><td colspan=\"3\">{}</td></tr>\n", escape(value))
    };
    let authors: Vec<String> = item.authors.iter().map(Author::named).collect();
    let mut rows = row("标题", &item.title);
    rows += &row("文件", item.source.as_str());
    rows += &row("栏目", &site.column(item.column).title);
    rows += &row("作者", &authors.join("、"));
    rows += &row("来源", item.origin.as_deref().unwrap_or_default());
    rows += &row("拟发布时间", &item.date.map(|date| date.to_string()).unwrap_or_default());
    rows += &row("字数", &item.characters.to_string());
    rows += &row("内容指纹", &item.review_digest(&site.sources));
    rows += "<tr><th scope=\"col\">审级</th><th scope=\"col\">审核人</th><th scope=\"col\">时间</th><th scope=\"col\">意见、签字</th></tr>\n";
    for stage in &site.config.review.stages {
        let passed = state.passed.iter().find(|approval| approval.stage == *stage);
        let (by, time, remark) = passed.map_or_else(Default::default, |approval| {
            (
                approval.by.clone(),
                approval.time.to_string(),
                approval.remark.clone().unwrap_or_default(),
            )
        });
        rows += &format!(
            "<tr class=\"stage\"><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            escape(stage),
            escape(&by),
            escape(&time),
            escape(&remark)
        );
    }
    let Message { zh: foot, .. } = say!("{now} 打印。内容改动以后指纹会变，本表作废。", "");
    include_str!("review_sheet.html")
        .replace(
            "{{ host }}",
            &escape(site.config.bottom.host.as_deref().unwrap_or(&site.config.title)),
        )
        .replace("{{ foot }}", &escape(&foot))
        .replace("{{ rows }}", &rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_as_they_are_dropped_into_a_terminal() {
        let table = [
            "news/a.md",
            "./content/news/a.md",
            "/home/office/site/content/news/a.md",
            "C:\\网站\\content\\news\\a.md",
        ];
        for typed in table {
            assert_eq!(below_content(typed), "news/a.md", "{typed}");
        }
    }
}
