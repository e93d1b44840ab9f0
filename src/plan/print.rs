//! Which PDFs a site has.

use std::collections::BTreeMap;

use super::Addresses;
use super::{RollPlan, book_volumes};
use crate::diag::Report;
use crate::model::{Item, ItemId, Kind, RollId, Site};
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
}

/// Every PDF that the settings ask for, beside the page of the same name; books beside the home of
/// their roll. Without a Chinese font
/// there is none, and a finding.
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
    let items = site.items().filter_map(sheet).map(|(id, sheet)| (sheet, beside(id)));
    let wanted: BTreeMap<Sheet, String> = items.chain(books(site, rolls)).collect();
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
