//! `fengbei check --external`: asks for the pages of other sites that the content links to.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::printer::Printer;
use crate::checks::{self, external_link};
use crate::diag::{Message, counted};
use crate::reach::{self, Answer};
use crate::write::cache::Cache;
use crate::{Work, say};

/// How long what opened is not asked for again, in days.
const KEPT: i32 = 7;

/// Adds what other sites answer to what was found. Without a network nothing is found, and that is
/// said.
pub fn look(work: &mut Work, cache: &Cache, today: Date, printer: &Printer) {
    let links = external_link::addresses(&work.site);
    let mut answers = BTreeMap::new();
    let mut ask = Vec::new();
    for address in links.keys() {
        match known(cache, address, today) {
            Some(answer) => drop(answers.insert(address.clone(), answer)),
            None => ask.push(address.clone()),
        }
    }
    let (all, asked) = (links.len(), ask.len());
    let Some(found) = reach::ask(&ask) else {
        return printer.say(&say!(
            "一个外网也连不上，外部链接没有查。请联网后再用 check --external。",
            "no other site can be reached, so external links were not looked at. Go online and use check --external again."
        ));
    };
    for (address, answer) in &found {
        keep(cache, address, today, answer);
    }
    answers.extend(found);
    external_link::findings(&links, &answers, &mut work.report);
    checks::dismissed::set_aside_external(&work.site, &mut work.report);
    printer.note(&Message::new(
        format!("外部链接 {all} 个，这次问了 {asked} 个，其余七天内问过。"),
        format!("external: {}; asked for now: {asked}.", counted(all, "address")),
    ));
}

/// What was answered not long ago, for a page that was there then.
fn known(cache: &Cache, address: &str, today: Date) -> Option<Answer> {
    let bytes = cache.get(&external_link::key(address))?;
    let (on, answer): (String, Answer) = postcard::from_bytes(&bytes).ok()?;
    let age = (today - on.parse::<Date>().ok()?).get_days();
    ((0..=KEPT).contains(&age) && answer == Answer::There).then_some(answer)
}

fn keep(cache: &Cache, address: &str, today: Date, answer: &Answer) {
    let bytes =
        postcard::to_allocvec(&(today.to_string(), answer)).expect("an answer is plain data");
    cache.put(&external_link::key(address), &bytes);
}
