//! Series of numbers, of documents and of bulletins: no gap, nothing twice.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{Item, ItemKind, Kind, Site, Unpublished};
use crate::say;

/// A number that is missing between two others.
pub static NUMBER_GAP: Rule = Rule {
    name: "number-gap",
    severity: Severity::Warning,
    zh: "同一机关代字、同一年份的发文字号，或者同一简报、同一年份的期号，中间缺号。可能漏发了一件，也可能那一件不公开；不公开的可以不理会这条警告。\
         草稿、未到时间、已失效和已撤下的公文也算在内，不会因为撤下一件而报缺号。",
    en: "In a series of document numbers of one agency and year, or of bulletins of one name and year, a number is missing. A document may have been \
         forgotten, or it is not public, in which case this can be left as it is. Drafts and documents that are \
         not yet due, expired or withdrawn count, so that withdrawing one leaves no gap.",
};

/// A number that two documents have.
pub static NUMBER_TWICE: Rule = Rule {
    name: "number-twice",
    severity: Severity::Error,
    zh: "两件公文用了同一个发文字号，或者两期简报用了同一个期号。一个号只能属于一件。",
    en: "Two documents, or two bulletins of a year, have the same number. A number belongs to one only.",
};

pub fn check(site: &Site, report: &mut Report) {
    let broken = [ItemKind::Document, ItemKind::Bulletin].map(|kind| has_broken(site, kind));
    for (key, series) in &series(site) {
        let is_whole = match key {
            Key::Documents(..) => !broken[0],
            Key::Bulletins(..) => !broken[1],
        };
        for two in series.windows(2) {
            let [before, next] = two else { continue };
            if before.serial == next.serial && before.shown && next.shown {
                report.push(twice(next, before.item));
            }
            if before.serial + 1 < next.serial && is_whole {
                report.push(gap(before, next));
            }
        }
    }
}

/// Something with a number. What is not published fills its place in the series all the same: a
/// document that was withdrawn leaves no gap.
struct Numbered<'a> {
    serial: u32,
    /// The number as it is written.
    word: String,
    item: &'a Item,
    shown: bool,
}

/// What is counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    /// Documents of an agency and a year.
    Documents(&'a str, u16),
    /// Bulletins of a name and a year.
    Bulletins(&'a str, i16),
}

type Series<'a> = BTreeMap<Key<'a>, Vec<Numbered<'a>>>;

fn series(site: &Site) -> Series<'_> {
    let mut series = Series::new();
    let shown = site.items.iter().map(|item| (item, true));
    let withheld = site.withheld.iter().map(|item| (item, false));
    for (item, shown) in shown.chain(withheld) {
        if let Some((key, serial, word)) = numbered(site, item) {
            series.entry(key).or_default().push(Numbered { serial, word, item, shown });
        }
    }
    for numbers in series.values_mut() {
        numbers.sort_by_key(|n| (n.serial, !n.shown, &n.item.source));
    }
    series
}

fn numbered<'a>(site: &'a Site, item: &'a Item) -> Option<(Key<'a>, u32, String)> {
    match &item.kind {
        Kind::Document(document) => {
            let number = document.number.as_ref()?;
            let key = Key::Documents(&number.agency, number.year);
            Some((key, number.serial, number.to_string()))
        }
        Kind::Bulletin(bulletin) => {
            let name = site.bulletin_name(item, bulletin);
            let (year, number) = (item.date?.date.year(), bulletin.number);
            let word = format!("{name}{year}年第{number}期");
            Some((Key::Bulletins(name, year), number, word))
        }
        Kind::Article | Kind::Topic(_) | Kind::Page => None,
    }
}

/// Whether something of this kind could not be read: it may have the number that is missing.
fn has_broken(site: &Site, kind: ItemKind) -> bool {
    let columns = site.columns.iter().filter(|column| column.kind == kind);
    let folders: Vec<_> = columns.map(crate::model::Column::folder).collect();
    site.unpublished.iter().any(|(source, why)| {
        *why == Unpublished::Broken && folders.iter().any(|f| source.as_str().starts_with(f))
    })
}

fn place(item: &Item) -> Place {
    Place::span(&item.source, item.place("number"))
}

fn twice(numbered: &Numbered<'_>, other: &Item) -> Diagnostic {
    let Numbered { word, item, .. } = numbered;
    Diagnostic::new(
        &NUMBER_TWICE,
        place(item),
        match item.kind {
            Kind::Bulletin(_) => say!("{word}出了两次", "there are two of {word}"),
            Kind::Article | Kind::Document(_) | Kind::Topic(_) | Kind::Page => {
                say!("发文字号 {word} 用了两次", "the document number {word} is used twice")
            }
        },
    )
    .note(place(other), say!("另一件在这里", "the other one is here"))
    .help(say!("核对原件，改正其中一个", "look at the originals and correct one of them"))
}

fn gap(before: &Numbered<'_>, next: &Numbered<'_>) -> Diagnostic {
    let (first, last) = (before.serial + 1, next.serial - 1);
    let (from, to) = (&before.word, &next.word);
    let missing = if first == last { first.to_string() } else { format!("{first}—{last}") };
    let measure = match next.item.kind {
        Kind::Bulletin(_) => "期",
        Kind::Article | Kind::Document(_) | Kind::Topic(_) | Kind::Page => "号",
    };
    let message = say!(
        "{from} 与 {to} 之间缺 {missing} {measure}",
        "between {from} and {to}, {missing} is missing"
    );
    Diagnostic::new(&NUMBER_GAP, place(next.item), message).help(say!(
        "补发缺的那一件；若它不公开，可不理会",
        "add what is missing; if it is not public, leave it as it is"
    ))
}
