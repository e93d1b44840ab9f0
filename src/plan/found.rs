//! What the search finds, and what of it is searched together. Never what it says.

use super::{Addresses, IssuePlan, Volume, volumes};
use crate::model::{DatasetId, FigureId, HolderId, IssueId, Item, ItemId, RowId, Site};
use crate::text::Moment;

/// What the search finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// An item.
    Item(ItemId),
    /// A row of a dataset.
    Row(DatasetId, RowId),
    /// A figure of the ledger.
    Figure(FigureId),
    /// A holder of honours.
    Holder(HolderId),
    /// A special issue.
    Issue(IssueId),
}

/// Rows of tables that are searched together.
const VOLUME_ROWS: usize = 16_384;

/// The entries of the ledgers that have pages, and the special issues.
pub fn in_tables(figures: &[String], holders: &[String], issues: &[IssuePlan]) -> Vec<Found> {
    let figures = (0..).zip(figures).map(|(number, _)| Found::Figure(FigureId(number)));
    let holders = (0..).zip(holders).map(|(number, _)| Found::Holder(HolderId(number)));
    let issues = (0..).zip(issues).map(|(number, _)| Found::Issue(IssueId(number)));
    figures.chain(holders).chain(issues).collect()
}

/// Everything that is searched, in volumes.
pub fn search_volumes(
    site: &Site,
    addresses: &Addresses,
    ledgers: Vec<Found>,
) -> Vec<Volume<Found>> {
    let mut items: Vec<(ItemId, &Item)> = site.items().collect();
    items.sort_by_key(|(id, item)| (item.date.map(|moment| moment.date), addresses.item(*id)));
    let days: Vec<String> =
        items.iter().map(|(_, item)| item.date.map(Moment::iso_date).unwrap_or_default()).collect();
    let dated: Vec<(ItemId, &str)> =
        items.iter().zip(&days).map(|((id, _), day)| (*id, day.as_str())).collect();
    let ids = |volume: Volume<(ItemId, &str)>| Volume {
        name: volume.name,
        articles: volume.articles.into_iter().map(|(id, _)| Found::Item(id)).collect(),
    };
    // The newest volume stays the last.
    row_volumes(site, ledgers)
        .into_iter()
        .chain(volumes(dated, |it| it.1).into_iter().map(ids))
        .collect()
}

/// Entries of ledgers and rows of datasets in volumes of their own, so that a table that changes
/// leaves articles alone.
fn row_volumes(site: &Site, ledgers: Vec<Found>) -> Vec<Volume<Found>> {
    let rows =
        site.datasets().flat_map(|(id, it)| it.order.iter().map(move |r| Found::Row(id, *r)));
    let rows: Vec<Found> = ledgers.into_iter().chain(rows).collect();
    let volume = |(number, rows): (usize, &[Found])| Volume {
        name: format!("rows{}", number + 1),
        articles: rows.to_vec(),
    };
    rows.chunks(VOLUME_ROWS).enumerate().map(volume).collect()
}
