//! Series of document numbers: no gap, nothing twice.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{DocumentNumber, Item, ItemKind, Kind, Site, Unpublished};
use crate::say;

/// A number that is missing between two others.
pub static NUMBER_GAP: Rule = Rule {
    name: "number-gap",
    severity: Severity::Warning,
    zh: "同一机关代字、同一年份的发文字号中间缺号。可能漏发了一件，也可能那一件不公开；不公开的可以不理会这条警告。\
         草稿、未到时间、已失效和已撤下的公文也算在内，不会因为撤下一件而报缺号。",
    en: "In a series of document numbers of one agency and year a number is missing. A document may have been \
         forgotten, or it is not public, in which case this can be left as it is. Drafts and documents that are \
         not yet due, expired or withdrawn count, so that withdrawing one leaves no gap.",
};

/// A number that two documents have.
pub static NUMBER_TWICE: Rule = Rule {
    name: "number-twice",
    severity: Severity::Error,
    zh: "两件公文用了同一个发文字号。一个字号只能属于一件公文。",
    en: "Two documents have the same number. A number belongs to one document only.",
};

pub fn check(site: &Site, report: &mut Report) {
    let documents_are_whole = !has_broken_documents(site);
    for series in series(site).values() {
        for two in series.windows(2) {
            let [before, next] = two else { continue };
            if before.number.serial == next.number.serial && before.shown && next.shown {
                report.push(twice(next.number, next.item, before.item));
            }
            if before.number.serial + 1 < next.number.serial && documents_are_whole {
                report.push(gap(before.number, next.number, next.item));
            }
        }
    }
}

/// A numbered document. One that is not published fills its place in the series all the same: a
/// document that was withdrawn leaves no gap.
struct Numbered<'a> {
    number: &'a DocumentNumber,
    item: &'a Item,
    shown: bool,
}

/// By agency and year.
type Series<'a> = BTreeMap<(&'a str, u16), Vec<Numbered<'a>>>;

fn series(site: &Site) -> Series<'_> {
    let mut series = Series::new();
    let shown = site.items.iter().map(|item| (item, true));
    let withheld = site.withheld.iter().map(|item| (item, false));
    for (item, shown) in shown.chain(withheld) {
        let Kind::Document(document) = &item.kind else { continue };
        if let Some(number) = &document.number {
            let key = (number.agency.as_str(), number.year);
            series.entry(key).or_default().push(Numbered { number, item, shown });
        }
    }
    for numbers in series.values_mut() {
        numbers.sort_by_key(|n| (n.number.serial, !n.shown, &n.item.source));
    }
    series
}

/// Whether a document could not be read: it may have the number that is missing.
fn has_broken_documents(site: &Site) -> bool {
    let folders: Vec<_> = site
        .columns
        .iter()
        .filter(|column| column.kind == ItemKind::Document)
        .map(crate::model::Column::folder)
        .collect();
    site.unpublished.iter().any(|(source, why)| {
        *why == Unpublished::Broken && folders.iter().any(|f| source.as_str().starts_with(f))
    })
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
