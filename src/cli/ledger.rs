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
    let entries = work.site.publishing.entries().len();
    if printer.json {
        let mut value = to_json(&report, &sources);
        value["entries"] = json!(entries);
        printer.result(&value.to_string());
    }
    printer.note(&match (entries, report.is_empty()) {
        (0, _) => say!(
            "还没有发布台账；fengbei build --target live 时自动记账。",
            "there is no publishing ledger yet; fengbei build --target live keeps it."
        ),
        (_, true) => say!(
            "发布台账完好，共 {entries} 条。",
            "the publishing ledger is whole: {entries} entries."
        ),
        (_, false) => say!(
            "发布台账共 {entries} 条，有上面的问题。",
            "the publishing ledger has {entries} entries and the findings above."
        ),
    });
    Ok(if report.is_empty() { Outcome::Done } else { Outcome::Errors })
}
