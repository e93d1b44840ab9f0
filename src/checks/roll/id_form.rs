//! Ids that are no good addresses.

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::{each_roll, place};
use crate::diag::{Diagnostic, Report, Rule, Severity};
use crate::model::{PersonId, Roll, RollField, Site};
use crate::plan::{fold, safe};
use crate::say;
use crate::text::percent_encode;

/// An id that is no good address.
pub static ROLL_ID_FORM: Rule = Rule {
    name: "roll-id-form",
    severity: Severity::Warning,
    zh: "编号作网址不合适：含有空格、斜杠、问号、井号、百分号等不能用在网址和文件名里的字符（会被换成短横），\
         或者两个编号只有大小写不同，在 Windows 上是同一个文件，后写的会盖掉先写的。只有大小写不同的是错误。",
    en: "An id makes no good address: it holds a space, slash, question mark or other character that addresses and \
         file names cannot have (a hyphen would take its place), or two ids differ only in case and are one file on \
         Windows, where the later would overwrite the other. The latter is an error.",
};

pub fn check(site: &Site, report: &mut Report) {
    each_roll(site, report, |roll, found| {
        let mut shown = roll.order.clone();
        shown.sort_unstable();
        for person in shown.iter().filter(|person| !fits(roll.id(**person))) {
            found.add(&ROLL_ID_FORM, || unfit(roll, *person));
        }
        let mut folded: Vec<(u64, PersonId)> =
            shown.into_par_iter().map(|p| (xxh3_64(address(roll.id(p)).as_bytes()), p)).collect();
        folded.par_sort_unstable();
        let alike = folded.chunk_by(|a, b| a.0 == b.0);
        let pairs = alike.flat_map(|all| all[1..].iter().map(|(_, later)| (*later, all[0].1)));
        let mut pairs: Vec<(PersonId, PersonId)> = pairs.collect();
        pairs.sort_unstable();
        for (later, first) in pairs {
            found.add_as(&ROLL_ID_FORM, Severity::Error, || same(roll, later, first));
        }
    });
}

/// Whether an id is made of what is the same in every address.
fn is_plain(id: &str) -> bool {
    // Names that Windows keeps for itself have four letters at most.
    (5..100).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

fn fits(id: &str) -> bool {
    let strange = |c: char| c.is_whitespace() || matches!(c, '&' | '+');
    is_plain(id) || safe(id) == id && !id.contains(strange)
}

/// The part of an address that an id becomes, as the least careful system reads it.
fn address(id: &str) -> String {
    if is_plain(id) { id.to_ascii_lowercase() } else { fold(&safe(id)) }
}

fn unfit(roll: &Roll, person: PersonId) -> Diagnostic {
    let id = roll.id(person);
    let part = safe(id);
    let part = if part == id { percent_encode(id) } else { part.into_owned() };
    Diagnostic::new(
        &ROLL_ID_FORM,
        place(roll, person, RollField::Id),
        say!(
            "编号“{id}”里有不能用在网址里的字符，网址里写作“{part}”",
            "the id “{id}” holds characters that no address can have; the address says “{part}”"
        ),
    )
    .help(say!(
        "编号用数字、英文字母和短横；已经公布的编号不要改，把网址照旧留着",
        "make ids of digits, letters and hyphens; leave ids that were published as they are"
    ))
}

fn same(roll: &Roll, person: PersonId, other: PersonId) -> Diagnostic {
    let (id, before) = (roll.id(person), roll.id(other));
    Diagnostic::new(
        &ROLL_ID_FORM,
        place(roll, person, RollField::Id),
        say!(
            "编号“{id}”和前面的“{before}”在有的系统上是同一个网址",
            "the id “{id}” is the same address as “{before}” on some systems"
        ),
    )
    .note(place(roll, other, RollField::Id), say!("另一个在这里", "the other is here"))
    .help(say!(
        "给后面的换一个编号，不要只靠大小写区分",
        "give the later one another id that differs in more than case"
    ))
}
