//! Drafts and their fingerprints.

use std::sync::Arc;

use serde::Serialize;

use super::found::{self, Findable};
use super::print::PrintShop;
use crate::error::Result;
use crate::model::{IssueId, Roll, Site};
use crate::plan::{PageForm, RollPlan};
use crate::source::File;
use crate::theme::Theme;
use crate::view::{BookView, PageView, SheetView, SiteView, digest};

/// Everything that goes into one file. What is not in the draft cannot influence the file.
#[derive(Debug)]
pub enum Draft<'a> {
    /// A page.
    Page {
        /// Name of the template.
        template: String,
        /// What the template sees, beside the site.
        view: Box<PageView>,
    },
    /// A text that is ready.
    Text(String),
    /// Bytes that are ready.
    Bytes(&'a [u8]),
    /// A volume of the search.
    Volume {
        /// Its name.
        name: &'a str,
        /// What it holds.
        items: Vec<Findable<'a>>,
    },
    /// Readings of characters.
    Characters,
    /// The search of a roll.
    Names {
        /// The roll.
        roll: &'a Roll,
        /// Its pages.
        plan: &'a RollPlan,
    },
    /// A form of a picture.
    Picture {
        /// The picture.
        file: Arc<File>,
        /// Which of its forms.
        variant: usize,
    },
    /// A file as it is, but for what a photograph tells of its place.
    Copy(Arc<File>),
    /// A PDF.
    Print(Box<SheetView>),
    /// The PDF of a special issue.
    Issue(Box<SheetView>, IssueId),
    /// A special issue as an e-book.
    Epub {
        /// What is in it.
        book: Box<BookView>,
        /// What is set for its cover, when it is printed.
        cover: Option<Box<SheetView>>,
        /// The issue.
        issue: IssueId,
    },
    /// A page of a special issue as a picture.
    PagePicture {
        /// What is set.
        sheet: Box<SheetView>,
        /// The issue.
        issue: IssueId,
        /// The page, from 1.
        page: usize,
        /// Which of its forms.
        form: PageForm,
    },
}

/// A digest of what goes into every page.
pub fn common(theme: &Theme, site: &SiteView) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.update(theme.digest().as_bytes());
    feed(&mut hasher, site);
    hasher.finalize()
}

impl Draft<'_> {
    /// What says whether this draft is the same as another time.
    pub fn fingerprint(
        &self,
        common: &blake3::Hash,
        site: &Site,
        shop: &PrintShop<'_>,
    ) -> Result<blake3::Hash> {
        let mut hasher = blake3::Hasher::new();
        match self {
            Self::Page { template, view } => {
                hasher.update(common.as_bytes());
                hasher.update(template.as_bytes());
                feed(&mut hasher, view);
            }
            Self::Text(text) => {
                hasher.update(text.as_bytes());
            }
            Self::Bytes(bytes) => {
                hasher.update(bytes);
            }
            Self::Volume { items, .. } => {
                hasher.update(found::digest(items, site).as_bytes());
            }
            Self::Characters => {
                hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
            }
            Self::Names { roll, plan } => {
                hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
                hasher.update(roll.digest.as_bytes());
                hasher.update(plan.folder.as_bytes());
            }
            Self::Picture { file, variant } => {
                let picture = &site.pictures[&file.path];
                hasher.update(picture.variants[*variant].key.as_bytes());
            }
            Self::Epub { book, cover, .. } => {
                hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
                hasher.update(super::epub::STYLE.as_bytes());
                feed(&mut hasher, book);
                if let Some(cover) = cover {
                    shop.feed(&mut hasher, cover);
                }
            }
            Self::PagePicture { sheet, page, form, .. } => {
                shop.feed(&mut hasher, sheet);
                hasher.update(&page.to_le_bytes());
                hasher.update(form.name().as_bytes());
            }
            Self::Print(view) | Self::Issue(view, _) => shop.feed(&mut hasher, view),
            Self::Copy(file) => {
                hasher.update(b"without traces or scripts").update(file.digest()?.as_bytes());
            }
        }
        Ok(hasher.finalize())
    }
}

/// Feeds a view to the hasher.
fn feed(hasher: &mut blake3::Hasher, view: &impl Serialize) {
    hasher.update(&digest(view).to_le_bytes());
}
