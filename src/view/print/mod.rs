//! What a print template sees. Never sets a page: that is the template's.
//!
//! A view becomes `/view.json`; the pictures and drawings it names lie beside it.

mod book;
mod bulletin;
mod document;
mod issue;
mod piece;
mod surroundings;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::builder::Builder;
use crate::markup::print::{Block, blocks};
use crate::markup::{Link, LinkKind};
use crate::model::{Glyph, ItemId, Site};
use crate::picture::{Limits, print_variant};
use crate::plan::Sheet;
use crate::print::{FontRole, Fonts, PrintOrder, Purpose, StandIn};
use crate::source::SourcePath;
use crate::text::Moment;

pub(super) use document::mark;
pub use surroundings::SheetFile;
use surroundings::SheetSurroundings;
pub(super) use surroundings::{attachment_facts, full_link};

/// Everything that goes into one PDF, before its pictures are made.
#[derive(Debug)]
pub struct SheetView {
    /// The print template.
    pub template: &'static str,
    /// What it sees, as JSON.
    pub view: String,
    /// The files it names.
    pub files: Vec<(String, SheetFile)>,
    /// What stands for characters that no font has.
    pub stand_ins: Vec<StandIn>,
    /// The day on it.
    pub day: (i16, i8, i8),
    /// What it is for.
    pub purpose: Purpose,
    /// How wide its pages are also drawn, in pixels.
    pub drawn: Option<u32>,
    /// The file an editor would open to change it.
    pub source: SourcePath,
    /// Other files whose words are on it.
    pub texts: Vec<SourcePath>,
    /// Where each block of the view is written in `source`.
    pub blocks: Vec<(String, Range<usize>)>,
}

/// What every sheet says first.
#[derive(Debug, Serialize)]
struct Head {
    /// Such as `document`.
    kind: &'static str,
    /// `archive` or `press`.
    mode: &'static str,
    /// For the properties of the PDF.
    title: String,
    /// For the properties of the PDF.
    author: String,
    /// For the properties of the PDF.
    keywords: Vec<String>,
    /// The day, for the properties of the PDF.
    date: Date,
    /// Families of each role, best first.
    fonts: BTreeMap<&'static str, Vec<String>>,
    /// How heavy titles are set in their face.
    title_weight: u16,
}

#[derive(Debug, Serialize)]
struct Date {
    year: i16,
    month: i8,
    day: i8,
}

impl Builder<'_> {
    /// The view of `sheet`, made as `order` says.
    pub fn sheet_view(&self, sheet: Sheet, fonts: &Fonts, order: PrintOrder) -> SheetView {
        let purpose = order.purpose;
        let mut view = match sheet {
            Sheet::Document(id) => self.document_sheet(id, fonts, purpose),
            Sheet::Bulletin(id) => self.bulletin_sheet(id, fonts, purpose),
            Sheet::Book(id, volume) => self.book_sheet(id, volume, fonts, purpose),
            Sheet::Issue(id) => self.issue_sheet(id, fonts, order),
        };
        let said = &self.site.config.print.glyphs;
        let named = said.iter().filter(|glyph| view.view.contains(glyph.character));
        let stand_ins = named.map(|glyph| self.stand_in(glyph, &view.source, &mut view.files));
        view.stand_ins = stand_ins.collect();
        view
    }

    /// The text of an item as a tree; `files` gathers the pictures and drawings it names.
    pub fn item_blocks(&self, id: ItemId, files: &mut Vec<(String, SheetFile)>) -> Vec<Block> {
        let item = self.site.item(id);
        let mut around = SheetSurroundings::new(*self, &item.source, files);
        blocks(&item.body, &mut around)
    }

    /// How many links of an item's text have no address outside the site, so that only their words stay.
    pub fn bare_links(&self, id: ItemId) -> usize {
        let item = self.site.item(id);
        let is_bare = |link: &&Link| {
            matches!(link.kind, LinkKind::Page | LinkKind::Attachment)
                && full_link(self, &item.source, &link.destination).is_none()
        };
        item.body.links().iter().filter(is_bare).count()
    }

    fn stand_in(
        &self,
        glyph: &Glyph,
        source: &SourcePath,
        files: &mut Vec<(String, SheetFile)>,
    ) -> StandIn {
        let mut around = SheetSurroundings::new(*self, source, files);
        let picture = glyph.picture.as_deref();
        StandIn {
            character: glyph.character,
            parts: glyph.parts.clone(),
            file: picture.and_then(|path| around.keep(path, "").file),
        }
    }
}

/// The name of a picture among the files of a sheet: it ends as the form that is printed does.
fn print_name(site: &Site, path: &SourcePath) -> String {
    print_variant(&site.pictures[path].facts, path.stem(), &Limits::default()).name
}

/// What a sheet says first.
fn head(
    kind: &'static str,
    (title, author): (String, String),
    keywords: Vec<String>,
    moment: Option<Moment>,
    fonts: &Fonts,
    purpose: Purpose,
) -> Head {
    let (year, month, day) = day_of(moment);
    let families = |role: FontRole| (role.key(), fonts.families(role));
    Head {
        kind,
        mode: purpose.name(),
        title,
        author,
        keywords,
        date: Date { year, month, day },
        fonts: FontRole::ALL.into_iter().map(families).collect(),
        title_weight: fonts.title_weight(),
    }
}

/// A sheet without a day is given one that is visibly none.
fn day_of(moment: Option<Moment>) -> (i16, i8, i8) {
    let date = moment.map_or(jiff::civil::date(2000, 1, 1), |moment| moment.date);
    (date.year(), date.month(), date.day())
}
