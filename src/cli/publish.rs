//! `fengbei publish` and `fengbei rollback`

use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::printer::Printer;
use super::{Global, Outcome};
use crate::diag::{Message, Report};
use crate::error::{Error, Result};
use crate::load::{Audience, Memory, Options, Showing, load_config};
use crate::model::Destination;
use crate::publish::{Change, Guard, Origin, Others, Proposal, Session, WORDS};
use crate::view::size;
use crate::write::Foreign;
use crate::{Job, arrange, build, say, source};

/// Builds the site for the public and publishes it.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let asked = Asked::read(args)?;
    let destination = destination(global, args)?;
    let folder = output(global, args);
    let session = Session::open(&destination, &global.root, super::seconds())?;
    let options = live(global, args)?;
    if !is_built(global, &options, &folder, printer)? {
        return Ok(Outcome::Errors);
    }
    let _lock = asked.lock(&session)?;
    let proposal = session.propose(&folder)?;
    let titles = if proposal.plan.is_empty() { BTreeMap::new() } else { titles(global, &options)? };
    finish(&session, &proposal, &asked, Origin::Folder(&folder), &titles, printer)
}

/// Brings an earlier release back.
pub fn rollback(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let asked = Asked::read(args)?;
    let destination = destination(global, args)?;
    let session = Session::open(&destination, &global.root, super::seconds())?;
    let _lock = asked.lock(&session)?;
    let proposal =
        session.propose_release(args.get_one::<String>("release").map(String::as_str))?;
    // Going back must not depend on what the content is now.
    let options = Options {
        config: global.config.clone(),
        now: super::now(None)?,
        showing: Showing::default(),
        audience: Audience::Public,
    };
    let titles = titles(global, &options).unwrap_or_default();
    finish(&session, &proposal, &asked, Origin::Kept, &titles, printer)
}

/// The destination that was named.
pub fn destination(global: &Global, args: &ArgMatches) -> Result<Destination> {
    let name = args.get_one::<String>("name").expect("may not be left out");
    let sources = source::read_folder(&global.root, global.config.as_str())?;
    let config = load_config(&sources, &global.config, &mut Report::new());
    let names: Vec<String> = config.destinations.iter().map(|it| it.name.clone()).collect();
    config.destinations.into_iter().find(|it| it.name == *name).ok_or_else(|| {
        let (file, names) = (&global.config, names.join("、"));
        let (zh, en) = match names.as_str() {
            "" => (String::new(), String::new()),
            _ => (format!("（有：{names}）"), format!(" (it has: {names})")),
        };
        Error::Other(say!(
            "{file} 里没有发布目标 {name}{zh}。请写一节 [publish.{name}]，fengbei check 会说缺什么",
            "{file} has no target {name}{en}. Write a section [publish.{name}]; fengbei check tells what is missing"
        ))
    })
}

/// The folder of the built site.
pub fn output(global: &Global, args: &ArgMatches) -> PathBuf {
    args.get_one::<String>("output").map_or_else(|| global.root.join("public"), PathBuf::from)
}

/// What the public may read.
pub fn live(global: &Global, args: &ArgMatches) -> Result<Options> {
    Ok(Options {
        config: global.config.clone(),
        now: super::now(args.get_one::<String>("today"))?,
        showing: Showing::default(),
        audience: Audience::Public,
    })
}

/// Builds the site; says what was found, and whether nothing of it is an error.
pub fn is_built(
    global: &Global,
    options: &Options,
    folder: &Path,
    printer: &Printer,
) -> Result<bool> {
    let job = Job {
        root: global.root.clone(),
        target: folder.to_owned(),
        foreign: Foreign::Refuse,
        options: options.clone(),
    };
    let bar = std::sync::OnceLock::new();
    let progress = |done, total| bar.get_or_init(|| printer.bar(total)).add(done);
    let built = build(&job, &progress)?;
    drop(bar);
    let is_good = built.tally.is_some() && !built.outcome.report.has_errors();
    if !is_good {
        printer.report(&built.outcome.report, &built.sources);
        printer.say(&say!(
            "内容有错误，没有发布，那边没有改动。请先改正上面的错误。",
            "the content has errors, so nothing was published and nothing was changed there. Mend the errors above first."
        ));
        if printer.json {
            let found = crate::diag::to_json(&built.outcome.report, &built.sources);
            printer.result(&found.to_string());
        }
    }
    Ok(is_good)
}

/// Titles of the columns at the site's root, by their folders.
fn titles(global: &Global, options: &Options) -> Result<BTreeMap<String, String>> {
    let sources = source::read_folder(&global.root, options.config.as_str())?;
    let work = arrange(&Arc::new(sources), options, &mut Memory::default())?;
    let columns = work.site.columns.iter().filter(|column| !column.path.is_empty());
    Ok(columns
        .filter(|column| !column.path.contains('/'))
        .map(|column| (column.path.clone(), column.title.clone()))
        .collect())
}

/// What the person at the keyboard said beforehand.
struct Asked {
    is_trial: bool,
    is_agreed: bool,
    allowed: Vec<String>,
}

impl Asked {
    fn read(args: &ArgMatches) -> Result<Self> {
        let allowed: Vec<String> = args.get_many("allow").into_iter().flatten().cloned().collect();
        if let Some(wrong) = allowed.iter().find(|word| !WORDS.contains(&word.as_str())) {
            let known = WORDS.join(", ");
            return Err(Error::Other(say!(
                "--allow 不能是“{wrong}”，可以是 {known}",
                "--allow cannot be “{wrong}”; it is one of {known}"
            )));
        }
        Ok(Self { is_trial: args.get_flag("dry-run"), is_agreed: args.get_flag("yes"), allowed })
    }

    fn allows(&self, word: &str) -> bool {
        self.allowed.iter().any(|allowed| allowed == word)
    }

    /// Whether somebody agrees, or is there to be asked.
    fn may_be_agreed(&self) -> bool {
        self.is_agreed || std::io::stdin().is_terminal()
    }

    /// The lock; none for what changes nothing: a trial, and a run to which nobody can agree.
    fn lock<'s>(&self, session: &'s Session<'_>) -> Result<Option<crate::publish::Lock<'s>>> {
        let others = if self.allows("lock") { Others::Break } else { Others::Respect };
        let may_change = !self.is_trial && self.may_be_agreed();
        may_change.then(|| session.lock(others)).transpose()
    }
}

/// Shows what would be done and, when nothing speaks against it, does it.
fn finish(
    session: &Session<'_>,
    proposal: &Proposal,
    asked: &Asked,
    origin: Origin<'_>,
    titles: &BTreeMap<String, String>,
    printer: &Printer,
) -> Result<Outcome> {
    let is_against = |guard: &&Guard| !guard.word().is_some_and(|word| asked.allows(word));
    let against: Vec<&Guard> = proposal.plan.guards.iter().filter(is_against).collect();
    if against.is_empty() || !proposal.plan.is_empty() {
        tell(proposal, titles, printer);
    }
    for guard in &against {
        printer.say(&guard.message());
    }
    let mut outcome = Outcome::Errors;
    if against.is_empty() && asked.is_trial {
        printer.note(&say!(
            "只是试算，那边没有改动。",
            "this was a trial; nothing was changed there."
        ));
        outcome = Outcome::Done;
    } else if against.is_empty() && (proposal.is_done() || agreed(asked, printer)?) {
        let bar = printer.bytes(proposal.plan.bytes(&proposal.found));
        session.carry_out(proposal, origin, &|bytes| bar.add(bytes))?;
        drop(bar);
        let name = proposal.edition.name();
        match &proposal.back_to {
            _ if proposal.is_done() => {}
            Some(old) => printer.note(&say!(
                "已退回到版本 {old}，记为新版本 {name}。",
                "back to release {old}, as release {name}."
            )),
            None => printer.note(&say!("已发布，版本 {name}。", "published as release {name}.")),
        }
        outcome = Outcome::Done;
    } else {
        printer.say(&say!("没有发布，那边没有改动。", "nothing was published or changed there."));
    }
    if printer.json {
        let is_done = outcome == Outcome::Done && !asked.is_trial;
        printer.result(&machine(proposal, titles, is_done).to_string());
    }
    Ok(outcome)
}

/// Whether the person at the keyboard agrees. Without a terminal nothing is asked.
fn agreed(asked: &Asked, printer: &Printer) -> Result<bool> {
    if asked.is_agreed {
        return Ok(true);
    }
    if !asked.may_be_agreed() {
        return Err(Error::Other(say!(
            "这里没有终端可问，什么也没有改。确定要做，加 --yes",
            "there is no terminal to ask on, so nothing was changed. If you mean it, add --yes"
        )));
    }
    printer.say(&say!("现在就做吗？输入 y 回车：", "go ahead? Type y and Enter:"));
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    Ok(read.is_ok() && matches!(answer.trim(), "y" | "Y" | "是" | "yes"))
}

fn tell(proposal: &Proposal, titles: &BTreeMap<String, String>, printer: &Printer) {
    let plan = &proposal.plan;
    if proposal.is_done() {
        return printer
            .note(&say!("那边已是最新，不用发布。", "it is up to date there: nothing to do."));
    }
    if plan.is_empty() {
        return printer.note(&say!(
            "那边的网页已是最新，只更新发布记录、清理旧版本。",
            "the pages there are up to date; only our record and earlier releases are put in order."
        ));
    }
    if let Some(name) = &proposal.back_to {
        printer.note(&say!("退回到版本 {name}：", "back to release {name}:"));
    }
    let count = plan.count();
    let bytes = size(plan.bytes(&proposal.found));
    printer.note(&say!(
        "新增 {}、修改 {}、删除 {}，要传 {bytes}：",
        "new {}, changed {}, removed {}, {bytes} to send:",
        count.new,
        count.changed,
        count.removed
    ));
    for (folder, count) in plan.parts() {
        let Message { zh, en } = title(&folder, titles);
        printer.note(&say!(
            "  {zh}：新增 {}、修改 {}、删除 {}",
            "  {en}: new {}, changed {}, removed {}",
            count.new,
            count.changed,
            count.removed
        ));
    }
}

/// What a folder at the site's root is called.
fn title(folder: &str, titles: &BTreeMap<String, String>) -> Message {
    match (folder, titles.get(folder)) {
        ("", _) => say!("首页等", "front page and the like"),
        (_, Some(title)) => say!("{title}（{folder}）", "{title} ({folder})"),
        ("assets", None) => say!("样式和脚本（assets）", "styles and scripts (assets)"),
        ("images", None) => say!("图片（images）", "pictures (images)"),
        ("keywords", None) => say!("关键词页（keywords）", "pages of keywords (keywords)"),
        ("subjects", None) => say!("主题页（subjects）", "pages of subjects (subjects)"),
        ("genres", None) => say!("体裁页（genres）", "pages of genres (genres)"),
        ("search", None) => say!("站内搜索（search）", "search (search)"),
        (_, None) => say!("{folder}", "{folder}"),
    }
}

fn machine(proposal: &Proposal, titles: &BTreeMap<String, String>, is_done: bool) -> Value {
    let plan = &proposal.plan;
    let count = plan.count();
    let parts = plan.parts();
    let parts: Vec<Value> = parts
        .iter()
        .map(|(folder, count)| {
            json!({
                "folder": folder, "title": titles.get(folder),
                "new": count.new, "changed": count.changed, "removed": count.removed,
            })
        })
        .collect();
    let puts = plan.puts.iter().map(|put| {
        let deed = match put.change {
            Change::New => "new",
            Change::Changed => "changed",
        };
        json!({ "do": deed, "path": put.path, "bytes": put.stamp.length })
    });
    let removals = plan.removals.iter().map(|(path, _)| json!({ "do": "remove", "path": path }));
    let guards = plan.guards.iter().map(|guard| {
        let Message { zh, en } = guard.message();
        json!({ "allow": guard.word(), "zh": zh, "en": en })
    });
    json!({
        "release": proposal.edition.name(),
        "new": count.new, "changed": count.changed, "removed": count.removed,
        "bytes": plan.bytes(&proposal.found),
        "parts": parts,
        "steps": puts.chain(removals).collect::<Vec<_>>(),
        "guards": guards.collect::<Vec<_>>(),
        "published": is_done,
    })
}
