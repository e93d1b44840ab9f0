//! `fengbei verify`

use std::collections::BTreeMap;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::printer::Printer;
use super::publish::{destination, output};
use super::{Global, Outcome};
use crate::diag::Message;
use crate::error::Result;
use crate::publish::{Fault, Origin, Others, Session, verify_web};
use crate::say;

/// Compares what is there with what was published; puts good files back when told to.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let destination = destination(global, args)?;
    if let Some(address) = args.get_one::<String>("url") {
        let (files, faults) = verify_web(&destination, &global.root, address)?;
        tell(&faults, files, printer);
        return Ok(done(&faults, files, 0, printer));
    }
    let session = Session::open(&destination, &global.root, super::seconds())?;
    let mends = args.get_flag("restore");
    let _lock = if mends { Some(session.lock(Others::Respect)?) } else { None };
    let (faults, proposal) = session.verify()?;
    let files = proposal.edition.files.len();
    tell(&faults, files, printer);
    let mut restored = 0;
    if mends && (!proposal.plan.is_empty() || faults.contains(&Fault::Record)) {
        restored = proposal.plan.puts.len();
        let folder = output(global, args);
        let bar = printer.bytes(proposal.plan.bytes(&proposal.found));
        session.carry_out(&proposal, Origin::Either(&folder), &|bytes| bar.add(bytes))?;
        drop(bar);
        printer.note(&say!("已恢复 {restored} 个文件。", "restored {restored} files."));
    }
    Ok(done(&faults, files, restored, printer))
}

fn tell(faults: &[Fault], files: usize, printer: &Printer) {
    // Hosts stand in the foot of every page: one line for each, those that few pages lead to first.
    let mut hosts: BTreeMap<&str, Vec<&Fault>> = BTreeMap::new();
    for fault in faults {
        match fault {
            Fault::Host { host, .. } => hosts.entry(host).or_default().push(fault),
            other => printer.say(&other.message()),
        }
    }
    let mut hosts: Vec<_> = hosts.into_iter().collect();
    hosts.sort_by_key(|(_, pages)| pages.len());
    for (host, pages) in hosts {
        printer.say(&on_pages(host, &pages));
    }
    printer.note(&match faults.len() {
        0 => say!(
            "核对了 {files} 个文件，与发布的一致。",
            "verified {files} files: all is as it was published."
        ),
        wrong => say!(
            "核对了 {files} 个文件，有 {wrong} 处不对。",
            "verified {files} files and found {wrong} faults."
        ),
    });
}

/// That pages lead to a host which is not allowed.
fn on_pages(host: &str, pages: &[&Fault]) -> Message {
    match pages {
        [page] => page.message(),
        pages => {
            let (count, first) = (pages.len(), pages.first().map_or("", |page| page.path()));
            say!(
                "{count} 个页面通向没有允许的外站 {host}，例如 {first}。是本单位放的，就写进 hosts",
                "{count} pages lead to {host}, which is not among the allowed hosts, such as {first}. If the office \
                 put it there, name it in hosts"
            )
        }
    }
}

fn done(faults: &[Fault], files: usize, restored: usize, printer: &Printer) -> Outcome {
    if printer.json {
        let list: Vec<Value> = faults.iter().map(machine).collect();
        let result = json!({ "files": files, "faults": list, "restored": restored });
        printer.result(&result.to_string());
    }
    if faults.is_empty() { Outcome::Done } else { Outcome::Errors }
}

fn machine(fault: &Fault) -> Value {
    let Message { zh, en } = fault.message();
    json!({ "fault": fault.word(), "path": fault.path(), "zh": zh, "en": en })
}
