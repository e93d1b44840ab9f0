//! Which PDFs a site has.

use std::collections::BTreeMap;

use super::Addresses;
use crate::diag::Report;
use crate::model::{Item, ItemId, Kind, Site};
use crate::print::{Fonts, no_chinese_font};

/// What becomes one PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// An official document.
    Document(ItemId),
    /// A bulletin.
    Bulletin(ItemId),
}

/// Every PDF that the settings ask for, beside the page of the same name. Without a Chinese font
/// there is none, and a finding.
pub fn sheets(
    site: &Site,
    addresses: &Addresses,
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
    let wanted: BTreeMap<Sheet, String> =
        site.items().filter_map(sheet).map(|(id, sheet)| (sheet, beside(id))).collect();
    // Looking for fonts takes a moment, so it is left until something is to be printed.
    if wanted.is_empty() || fonts.is_ready() {
        return wanted;
    }
    report.push(no_chinese_font(&site.config_file, wanted.len()));
    BTreeMap::new()
}
