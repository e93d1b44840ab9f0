//! Which PDFs a site has.

use std::collections::BTreeMap;

use super::{Addresses, IssuePlan, Make, Output, RollPlan, book_volumes, issue};
use crate::diag::Report;
use crate::model::{IssueId, Item, ItemId, Kind, RollId, Site};
use crate::print::{Fonts, no_chinese_font};

/// What becomes one PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// An official document.
    Document(ItemId),
    /// A bulletin.
    Bulletin(ItemId),
    /// A volume, from 1, of a roll's book (英名录).
    Book(RollId, usize),
    /// A special issue.
    Issue(IssueId),
}

/// What PDFs stand beside.
pub struct Beside<'a> {
    /// Where everything is.
    pub addresses: &'a Addresses,
    /// The pages of each roll.
    pub rolls: &'a [RollPlan],
    /// What each special issue has.
    pub issues: &'a [IssuePlan],
}

/// Every PDF that the settings ask for, beside the page of the same name; books beside the home of
/// their roll. Without a Chinese font there is none, and a finding.
pub fn sheets(
    site: &Site,
    &Beside { addresses, rolls, issues }: &Beside<'_>,
    fonts: &Fonts,
    report: &mut Report,
) -> BTreeMap<Sheet, String> {
    let printed = &site.config.print;
    let sheet = |(id, item): (ItemId, &Item)| match item.kind {
        Kind::Document(_) => printed.documents.then_some((id, Sheet::Document(id))),
        Kind::Bulletin(_) => printed.bulletins.then_some((id, Sheet::Bulletin(id))),
        Kind::Article | Kind::Topic(_) | Kind::Page => None,
    };
    let beside = |id| {
        let page = addresses.item(id);
        format!("{}.pdf", page.strip_suffix(".html").unwrap_or(page))
    };
    // An issue is there to be printed, whatever the settings say.
    let issues = (0..).zip(issues).map(|(id, plan)| (Sheet::Issue(IssueId(id)), plan.pdf()));
    let items = site.items().filter_map(sheet).map(|(id, sheet)| (sheet, beside(id)));
    let others = issues.chain(books(site, rolls));
    let wanted: BTreeMap<Sheet, String> = items.chain(others).collect();
    // Looking for fonts takes a moment, so it is left until something is to be printed.
    if wanted.is_empty() || fonts.is_ready() {
        return wanted;
    }
    report.push(no_chinese_font(&site.config_file, wanted.len()));
    BTreeMap::new()
}

/// The files of print: the PDFs, and the pages of issues as pictures.
pub fn outputs(site: &Site, sheets: &BTreeMap<Sheet, String>, issues: &[IssuePlan]) -> Vec<Output> {
    let pdf =
        |(sheet, path): (&Sheet, &String)| Output { path: path.clone(), make: Make::Print(*sheet) };
    let is_printed = |id| sheets.contains_key(&Sheet::Issue(id));
    let drawn = site.issues().zip(issues).filter(|((id, _), _)| is_printed(*id));
    let pictures = drawn.flat_map(|((id, it), plan)| issue::pictures(id, it, plan));
    sheets.iter().map(pdf).chain(pictures).collect()
}

/// Every volume of every book, with its path.
fn books<'a>(
    site: &'a Site,
    rolls: &'a [RollPlan],
) -> impl Iterator<Item = (Sheet, String)> + use<'a> {
    (0..).map(RollId).zip(&site.rolls).zip(rolls).flat_map(|((id, roll), plan)| {
        let volumes = book_volumes(roll).map_or(0, |volumes| volumes.count);
        (1..=volumes).map(move |volume| (Sheet::Book(id, volume), plan.book(volume, volumes)))
    })
}
