//! Which PDFs a site has.

use std::collections::BTreeMap;

use super::Addresses;
use crate::diag::Report;
use crate::model::{ItemId, Kind, Site};
use crate::print::{Fonts, no_chinese_font};

/// What becomes one PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// An official document.
    Document(ItemId),
}

/// Every PDF that the settings ask for, beside the page of the same name. Without a Chinese font
/// there is none, and a finding.
pub fn sheets(
    site: &Site,
    addresses: &Addresses,
    fonts: &Fonts,
    report: &mut Report,
) -> BTreeMap<Sheet, String> {
    let is_document = |kind: &Kind| matches!(kind, Kind::Document(_));
    let documents = site.items().filter(|(_, item)| is_document(&item.kind));
    let beside = |id| {
        let page = addresses.item(id);
        format!("{}.pdf", page.strip_suffix(".html").unwrap_or(page))
    };
    let wanted: BTreeMap<Sheet, String> = documents
        .filter(|_| site.config.print.documents)
        .map(|(id, _)| (Sheet::Document(id), beside(id)))
        .collect();
    // Looking for fonts takes a moment, so it is left until something is to be printed.
    if wanted.is_empty() || fonts.is_ready() {
        return wanted;
    }
    report.push(no_chinese_font(&site.settings, wanted.len()));
    BTreeMap::new()
}
