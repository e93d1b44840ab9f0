//! Where an output comes from: the place an editor would open. Never what is wrong with it.

use super::{Make, Output, Page, Sheet, ledger_column};
use crate::diag::Place;
use crate::model::{ColumnId, Site};
use crate::source::SourcePath;

/// The file an editor would open to change `output`.
pub fn place(site: &Site, output: &Output) -> Place {
    let file = |path: &SourcePath| Place::File(path.clone());
    let column = |id: &ColumnId| site.column(*id).source.as_ref().map_or(Place::Site, file);
    match &output.make {
        Make::Page(Page::Item(id) | Page::Redirect(id)) => {
            let item = site.item(*id);
            let key = if matches!(output.make, Make::Page(Page::Redirect(_))) {
                "aliases"
            } else {
                "address"
            };
            Place::span_or_file(&item.source, item.place(key))
        }
        Make::Page(Page::Withdrawn(index)) => {
            let item = &site.withheld[*index];
            Place::span_or_file(&item.source, item.place("withdrawn"))
        }
        Make::Page(Page::Roll(id, _))
        | Make::RollSearch(id)
        | Make::RollData(id, ..)
        | Make::Print(Sheet::Book(id, _)) => column(&site.roll(*id).column),
        Make::Page(Page::Dataset(id, _)) | Make::DatasetData(id, _) => {
            column(&site.dataset(*id).column)
        }
        Make::Page(Page::Holder(id)) => {
            let namings = site.honours.holder(*id).levels.values().flatten();
            namings.map(|naming| naming.place.clone()).next().unwrap_or(Place::Site)
        }
        Make::LedgerData(ledger, _) => {
            site.column_at(ledger_column(*ledger)).map_or(Place::Site, |id| column(&id))
        }
        Make::Page(Page::Figure(id)) => site.figures.get(*id).place.clone(),
        Make::Page(Page::Column(id, _)) | Make::Feed(id, _) => column(id),
        Make::Page(Page::Home) => column(&ColumnId::HOME),
        Make::Picture(path, _) | Make::Copy(path) => file(path),
        Make::Print(Sheet::Issue(id))
        | Make::Page(Page::Issue(id))
        | Make::PagePicture(id, ..)
        | Make::Epub(id) => file(&site.issue(*id).source),
        Make::Print(Sheet::Document(id) | Sheet::Bulletin(id)) => file(&site.item(*id).source),
        Make::Page(
            Page::Term(..) | Page::Terms(_) | Page::Search | Page::Sitemap | Page::NotFound,
        )
        | Make::Sitemap(_)
        | Make::SitemapIndex(_)
        | Make::Robots
        | Make::SearchIndex
        | Make::SearchVolume(_)
        | Make::Characters
        | Make::Asset(_)
        | Make::Colours
        | Make::CodeStyle => Place::Site,
    }
}
