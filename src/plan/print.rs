//! Which PDFs a site has.

use std::collections::BTreeMap;

use super::{Addresses, RollPlan, book_volumes};
use crate::diag::Report;
use crate::model::{Issue, IssueId, Item, ItemId, Kind, RollId, Site};
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

/// Every PDF that the settings ask for, beside the page of the same name; books beside the home of
/// their roll. Without a Chinese font there is none, and a finding.
pub fn sheets(
    site: &Site,
    addresses: &Addresses,
    rolls: &[RollPlan],
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
    // An issue is made for nothing else but print.
    let issue = |(id, issue): (IssueId, &Issue)| (Sheet::Issue(id), issue_path(issue));
    let items = site.items().filter_map(sheet).map(|(id, sheet)| (sheet, beside(id)));
    let others = site.issues().map(issue).chain(books(site, rolls));
    let wanted: BTreeMap<Sheet, String> = items.chain(others).collect();
    // Looking for fonts takes a moment, so it is left until something is to be printed.
    if wanted.is_empty() || fonts.is_ready() {
        return wanted;
    }
    report.push(no_chinese_font(&site.config_file, wanted.len()));
    BTreeMap::new()
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

/// The PDF of an issue: in the folder of its column, named as its own folder.
fn issue_path(issue: &Issue) -> String {
    let folder = issue.source.folder().trim_end_matches('/');
    let below = folder.strip_prefix("content/").unwrap_or(folder);
    let parts: Vec<String> = below.split('/').map(super::name::safe).collect();
    format!("{}.pdf", parts.join("/"))
}
