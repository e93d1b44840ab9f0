//! A planned file → a draft → its bytes.
//!
//! A [`Draft`] holds everything that goes into a file, so its [fingerprint](Draft::fingerprint)
//! says whether there is anything to do. Finishing needs nothing but the draft and the theme.
//! Nothing here writes to the disk.

mod colours;
mod csv;
mod dataset_data;
mod draft;
mod epub;
mod feed;
mod found;
mod ledger_data;
mod map;
pub mod names;
mod page;
mod pictures;
mod press;
mod print;
mod roll_data;

pub mod search;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::error::Result;
use crate::model::Site;
use crate::picture;
use crate::plan::{CHARACTERS, Make, Output, Page, Plan, Sheet};
use crate::print::{PrintOrder, Printed, Purpose};
use crate::theme::Theme;
use crate::view::{Assets, Builder, RollShelf, SheetView};

pub use draft::Draft;
pub(crate) use feed::escape;
pub use page::{missing_templates, template, theme_assets};
pub use pictures::{Darkroom, NoStore, PictureStore};

/// Everything that drafts are made and finished with.
pub struct Studio<'a> {
    site: &'a Site,
    plan: &'a Plan,
    theme: &'a Theme,
    assets: &'a Assets,
    pictures: pictures::Darkroom<'a>,
    store: &'a dyn PictureStore,
    shop: print::PrintShop<'a>,
    desk: press::Desk,
    /// A digest of the theme and the site's own view, which go into every page.
    common: blake3::Hash,
    /// What the pages of each roll share.
    rolls: Vec<RollShelf>,
}

/// What a draft becomes.
#[derive(Debug)]
pub enum Finished<'a> {
    /// One file.
    One(Cow<'a, [u8]>),
    /// Several files, each with its path in the site.
    Many(Vec<(String, Vec<u8>)>),
}

/// Why a draft could not be finished.
#[derive(Debug)]
pub enum Failure {
    /// The content or the theme has a mistake.
    Finding(Box<Diagnostic>),
    /// The world failed.
    World(crate::error::Error),
}

impl<'a> Studio<'a> {
    /// A studio for `site` under `plan`. `theme` must know the site (see [`Theme::with_site`]).
    pub fn new(
        site: &'a Site,
        plan: &'a Plan,
        theme: &'a Theme,
        assets: &'a Assets,
        store: &'a dyn PictureStore,
    ) -> Self {
        let builder = Builder { site, plan, assets, rolls: &[] };
        let common = draft::common(theme, &builder.site_view());
        let rolls = builder.roll_shelves();
        let pictures = pictures::Darkroom::new(site, store);
        let shop = print::PrintShop::new(site, theme);
        Self {
            site,
            plan,
            theme,
            assets,
            pictures,
            store,
            shop,
            desk: press::Desk::default(),
            common,
            rolls,
        }
    }

    fn builder(&self) -> Builder<'_> {
        Builder { site: self.site, plan: self.plan, assets: self.assets, rolls: &self.rolls }
    }

    /// Everything that goes into `output`.
    pub fn draft(&self, output: &'a Output) -> Result<Draft<'a>> {
        let site = self.site;
        let file = |path: &crate::source::SourcePath| {
            Arc::clone(site.sources.get(path.as_str()).expect("planned from the sources"))
        };
        Ok(match &output.make {
            Make::Page(Page::Issue(id)) => {
                let report = self.issue_report(*id);
                let view = self.builder().edition_page(&output.path, *id, report.as_ref());
                Draft::Page {
                    template: page::template(site, &Page::Issue(*id)),
                    view: Box::new(view),
                }
            }
            Make::Page(page) => Draft::Page {
                template: page::template(site, page),
                view: Box::new(self.builder().page_view(&output.path, page)),
            },
            Make::Feed(column, format) => {
                Draft::Text(feed::feed(&self.builder(), *column, *format))
            }
            Make::Sitemap(part) => Draft::Text(map::sitemap(&self.builder(), *part)),
            Make::SitemapIndex(parts) => Draft::Text(map::index(&self.builder(), *parts)),
            Make::Robots => Draft::Text(map::robots(&self.builder())),
            Make::SearchIndex => Draft::Text(found::list(site, self.plan)),
            Make::SearchVolume(number) => {
                let volume = &self.plan.volumes[*number];
                let items = found::findable(site, self.plan, volume);
                Draft::Volume { name: &volume.name, items }
            }
            Make::RollData(id, form, part) => {
                let plan = &self.plan.rolls[id.0 as usize];
                Draft::Text(roll_data::data(site.roll(*id), plan, *form, *part))
            }
            Make::DatasetData(id, form) => {
                let plan = &self.plan.datasets[id.0 as usize];
                Draft::Text(dataset_data::data(site.dataset(*id), plan, *form))
            }
            Make::LedgerData(ledger, form) => Draft::Text(ledger_data::data(site, *ledger, *form)),
            Make::Characters => Draft::Characters,
            Make::RollSearch(id) => {
                Draft::Names { roll: site.roll(*id), plan: &self.plan.rolls[id.0 as usize] }
            }
            Make::Asset(name) => Draft::Bytes(&self.theme.assets()[name].bytes),
            Make::Colours => Draft::Text(colours::stylesheet(&site.config.look)),
            Make::CodeStyle => Draft::Text(crate::markup::highlight::stylesheet()),
            Make::Picture(path, variant) => Draft::Picture { file: file(path), variant: *variant },
            Make::Copy(path) => Draft::Copy(file(path)),
            Make::Print(Sheet::Issue(id)) => Draft::Issue(Box::new(self.issue_sheet(*id)), *id),
            Make::Epub(id) => Draft::Epub {
                book: Box::new(self.builder().book_view(*id)),
                cover: self.plan.issue(*id).1.then(|| Box::new(self.issue_sheet(*id))),
                issue: *id,
            },
            Make::PagePicture(id, page, form) => Draft::PagePicture {
                sheet: Box::new(self.issue_sheet(*id)),
                issue: *id,
                page: *page,
                form: *form,
            },
            Make::Print(sheet) => Draft::Print(Box::new(self.sheet(*sheet, Purpose::Archive))),
        })
    }

    /// What says whether a draft is the same as another time.
    pub fn fingerprint(&self, draft: &Draft<'_>) -> Result<blake3::Hash> {
        draft.fingerprint(&self.common, self.site, &self.shop)
    }

    /// Everything that goes into the PDF `sheet`.
    pub fn sheet(&self, sheet: Sheet, order: impl Into<PrintOrder>) -> SheetView {
        self.builder().sheet_view(sheet, self.theme.fonts(), order.into())
    }

    /// The PDF of a sheet, with what came of it.
    pub fn print(&self, view: &SheetView) -> Result<Printed, Failure> {
        let printed = self.shop.print(view, &self.pictures)?;
        let key = self.report_key(view);
        let kept = serde_json::to_vec(&printed.report).expect("reports are plain data");
        self.store.put(&key, &kept);
        self.shop.remember(view, key, &printed.report);
        Ok(printed)
    }

    /// Whether what came of a draft is known although it is not made again. What is not known must
    /// be made, so that no finding is lost.
    pub fn recall(&self, draft: &Draft<'_>) -> bool {
        let (Draft::Print(view) | Draft::Issue(view, _)) = draft else { return true };
        let key = self.report_key(view);
        let report = self.store.get(&key).and_then(|kept| serde_json::from_slice(&kept).ok());
        if let Some(report) = &report {
            self.shop.remember(view, key, report);
        }
        report.is_some()
    }

    fn report_key(&self, view: &SheetView) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_derive_key("fengbei report of printing");
        self.shop.feed(&mut hasher, view);
        hasher.finalize()
    }

    /// What was found in the sheets so far, and the keys under which their reports are kept.
    pub fn printed(&self) -> (Vec<Diagnostic>, HashSet<blake3::Hash>) {
        self.shop.came()
    }

    /// The bytes of a draft.
    pub fn finish<'d>(&self, draft: &'d Draft<'_>) -> Result<Finished<'d>, Failure> {
        Ok(Finished::One(match draft {
            Draft::Page { template, view } => {
                Cow::Owned(self.theme.render(template, view).map_err(Failure::Finding)?)
            }
            Draft::Text(text) => Cow::Borrowed(text.as_bytes()),
            Draft::Bytes(bytes) => Cow::Borrowed(bytes),
            Draft::Volume { name, items } => return Ok(Finished::Many(found::files(name, items))),
            Draft::Characters => return Ok(Finished::Many(names::characters(CHARACTERS))),
            Draft::Names { roll, plan } => return Ok(Finished::Many(names::files(roll, plan))),
            Draft::Picture { file, variant } => Cow::Owned(self.pictures.develop(file, *variant)?),
            Draft::Copy(file) => {
                picture::downloaded(file.bytes().map_err(Failure::World)?, &file.path.extension())
            }
            Draft::Print(view) => Cow::Owned(self.print(view)?.pdf),
            Draft::Issue(view, _) => Cow::Owned(self.issue_pdf(view)?),
            Draft::Epub { book, cover, issue } => {
                Cow::Owned(self.bind(book, cover.as_deref(), self.site.issue(*issue).paper)?)
            }
            Draft::PagePicture { sheet, issue, page, form } => {
                let paper = self.site.issue(*issue).paper;
                Cow::Owned(self.page_picture(sheet, paper, (*page, *form))?)
            }
        }))
    }
}
