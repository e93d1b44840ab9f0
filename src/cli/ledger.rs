//! `fengbei ledger`

use std::sync::Arc;

use clap::ArgMatches;
use serde_json::json;

use super::printer::Printer;
use super::{Global, Outcome};
use crate::checks::ledger_rules;
use crate::diag::{Report, to_json};
use crate::error::Result;
use crate::load::{Audience, Memory, Options, Showing};
use crate::{prepare, say, source};

/// So many characters of a seal are enough to write down.
const SEAL: usize = 12;

/// Verifies the publishing ledger: its chain, and the dates of the texts against it.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let (_, args) = args.subcommand().expect("the definition asks for one");
    let options = Options {
        config: global.config.clone(),
        now: super::now(args.get_one::<String>("today"))?,
        showing: Showing::default(),
        audience: Audience::Office,
    };
    let sources = Arc::new(source::read_folder(&global.root, options.config.as_str())?);
    let work = prepare(&sources, &options, &mut Memory::default())?;
    let is_ours = |rule: &str| ledger_rules().iter().any(|known| known.name == rule);
    let report: Report =
        work.report.iter().filter(|finding| is_ours(finding.rule.name)).cloned().collect();
    printer.report(&report, &sources);
    let ledger = &work.site.publishing;
    let (entries, seal) = (ledger.entries().len(), ledger.seal());
    let seal = seal.get(..SEAL).unwrap_or(seal);
    let asked = args.get_one::<String>("seal").map(|typed| typed.trim().to_lowercase());
    let is_cut = asked.as_ref().is_some_and(|typed| typed.len() < SEAL || !ledger.has_seal(typed));
    let is_good = report.is_empty() && !is_cut;
    if printer.json {
        let mut value = to_json(&report, &sources);
        value["entries"] = json!(entries);
        value["seal"] = json!(seal);
        value["good"] = json!(is_good);
        printer.result(&value.to_string());
    }
    if let Some(typed) = asked.filter(|_| is_cut) {
        printer.say(&say!(
            "台账里没有封号是 {typed} 的一条：末尾的记录被删去了，或者整本换过。从备份恢复 publishing.lock",
            "no entry of the ledger has the seal {typed}: its end was cut off, or all of it was exchanged. Restore \
             publishing.lock from a backup"
        ));
    }
    printer.note(&match (entries, is_good) {
        (0, true) => say!(
            "还没有发布台账；fengbei build --target live 时自动记账。",
            "there is no publishing ledger yet; fengbei build --target live keeps it."
        ),
        (_, true) => say!(
            "发布台账完好，共 {entries} 条，封号 {seal}。抄下封号，以后用 --seal 核对末尾有没有被删。",
            "the publishing ledger is whole: {entries} entries, seal {seal}. Write the seal down; --seal tells later \
             whether its end was cut off."
        ),
        (_, false) => say!(
            "发布台账共 {entries} 条，有上面的问题。",
            "the publishing ledger has {entries} entries and the findings above."
        ),
    });
    Ok(if is_good { Outcome::Done } else { Outcome::Errors })
}
