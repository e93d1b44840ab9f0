//! Series of document numbers: no gap, nothing twice.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{DocumentNumber, Item, Kind, Site};
use crate::say;

/// A number that is missing between two others.
pub static NUMBER_GAP: Rule = Rule {
    name: "number-gap",
    severity: Severity::Warning,
    zh: "同一机关代字、同一年份的发文字号中间缺号。可能漏发了一件，也可能那一件不公开；不公开的可以不理会这条提示。",
    en: "In a series of document numbers of one agency and year a number is missing. A document may have been \
         forgotten, or it is not public, in which case this can be left as it is.",
};

/// A number that two documents have.
pub static NUMBER_TWICE: Rule = Rule {
    name: "number-twice",
    severity: Severity::Error,
    zh: "两件公文用了同一个发文字号。一个字号只能属于一件公文。",
    en: "Two documents have the same number. A number belongs to one document only.",
};

pub fn check(site: &Site, report: &mut Report) {
    for series in series(site).values() {
        let mut last: Option<(&DocumentNumber, &Item)> = None;
        for (number, item) in series {
            match last {
                Some((before, other)) if before.serial == number.serial => {
                    report.push(twice(number, item, other));
                }
                Some((before, _)) if before.serial + 1 < number.serial => {
                    report.push(gap(before, number, item));
                }
                _ => {}
            }
            last = Some((number, item));
        }
    }
}

type Series<'a> = BTreeMap<(&'a str, u16), Vec<(&'a DocumentNumber, &'a Item)>>;

fn series(site: &Site) -> Series<'_> {
    let mut series = Series::new();
    for item in &site.items {
        let Kind::Document(document) = &item.kind else { continue };
        if let Some(number) = &document.number {
            series.entry((&number.agency, number.year)).or_default().push((number, item));
        }
    }
    for numbers in series.values_mut() {
        numbers.sort_by_key(|(number, item)| (number.serial, &item.source));
    }
    series
}

fn place(item: &Item) -> Place {
    Place::span(&item.source, item.place("number"))
}

fn twice(number: &DocumentNumber, item: &Item, other: &Item) -> Diagnostic {
    Diagnostic::new(
        &NUMBER_TWICE,
        place(item),
        say!("发文字号 {number} 用了两次", "the document number {number} is used twice"),
    )
    .note(place(other), say!("另一件在这里", "the other one is here"))
    .help(say!("核对原件，改正其中一个", "look at the originals and correct one of them"))
}

fn gap(before: &DocumentNumber, number: &DocumentNumber, item: &Item) -> Diagnostic {
    let (first, last) = (before.serial + 1, number.serial - 1);
    let missing = if first == last { format!("{first}") } else { format!("{first}—{last}") };
    Diagnostic::new(
        &NUMBER_GAP,
        place(item),
        say!(
            "{before} 与 {number} 之间缺 {missing} 号",
            "between {before} and {number}, {missing} is missing"
        ),
    )
    .help(say!(
        "补发缺的公文；若那一件不公开，可不理会",
        "add the missing document; if it is not public, leave it as it is"
    ))
}
