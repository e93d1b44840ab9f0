//! What a special issue has on the web beside its PDF: a page, its pages as pictures, an e-book.

use std::collections::HashMap;

use super::{Make, Output, Page};
use crate::model::{Issue, IssueId, ItemId, Paper, Site};

/// Where everything of a special issue is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuePlan {
    /// What all its files begin with: the folder of its column and the name of its own folder.
    pub stem: String,
}

/// A form of a page (版) as a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageForm {
    /// Small, to choose from.
    Thumbnail,
    /// Large enough to read.
    Reading,
    /// The first page, on the cover of the e-book.
    Cover,
}

impl PageForm {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Thumbnail, Self::Reading, Self::Cover];
    /// The forms that are files of the site.
    pub const SHOWN: [Self; 2] = [Self::Thumbnail, Self::Reading];

    /// What tells it from the others.
    pub fn name(self) -> &'static str {
        match self {
            Self::Thumbnail => "small",
            Self::Reading => "reading",
            Self::Cover => "cover",
        }
    }

    /// Width and height in pixels on `paper`.
    pub fn size(self, paper: Paper) -> (u32, u32) {
        let width: u32 = match self {
            Self::Thumbnail => 360,
            Self::Reading => 1400,
            Self::Cover => 1000,
        };
        let (across, down) = (u32::from(paper.width).max(1), u32::from(paper.height).max(1));
        (width, (width * down + across / 2) / across)
    }
}

impl IssuePlan {
    /// The plan of `issue`: in the folder of its column, named as its own folder.
    pub fn new(issue: &Issue) -> Self {
        let folder = issue.source.folder().trim_end_matches('/');
        let below = folder.strip_prefix("content/").unwrap_or(folder);
        let parts: Vec<_> = below.split('/').map(super::name::safe).collect();
        Self { stem: parts.join("/") }
    }

    /// The page.
    pub fn page(&self) -> String {
        format!("{}.html", self.stem)
    }

    /// The PDF.
    pub fn pdf(&self) -> String {
        format!("{}.pdf", self.stem)
    }

    /// The e-book.
    pub fn epub(&self) -> String {
        format!("{}.epub", self.stem)
    }

    /// Page `page`, from 1, as a picture.
    pub fn picture(&self, page: usize, form: PageForm) -> String {
        format!("{}/{page}-{}.webp", self.stem, form.name())
    }
}

/// The plan of every issue.
pub fn plans(site: &Site) -> Vec<IssuePlan> {
    site.issues().map(|(_, issue)| IssuePlan::new(issue)).collect()
}

/// Where each item was printed: in which issues, on which page of each, from 1.
pub type PrintedItems = HashMap<ItemId, Vec<(IssueId, usize)>>;

/// Every item that an issue names, with the first page it stands on.
pub fn printed(site: &Site) -> PrintedItems {
    let mut printed = PrintedItems::new();
    for (id, issue) in site.issues() {
        for (page, item) in issue.items_by_page() {
            let Some(item) = site.by_source.get(item.path.as_str()) else { continue };
            let places = printed.entry(*item).or_default();
            if places.iter().all(|(known, _)| *known != id) {
                places.push((id, page));
            }
        }
    }
    printed
}

/// What issues have without being printed.
pub fn outputs(plans: &[IssuePlan]) -> impl Iterator<Item = Output> {
    (0..).map(IssueId).zip(plans).flat_map(|(id, plan)| {
        let page = Output { path: plan.page(), make: Make::Page(Page::Issue(id)) };
        [page, Output { path: plan.epub(), make: Make::Epub(id) }]
    })
}

/// The pages of an issue that is printed.
pub fn pictures(id: IssueId, issue: &Issue, plan: &IssuePlan) -> impl Iterator<Item = Output> {
    (1..=issue.pages.len()).flat_map(move |page| {
        PageForm::SHOWN.map(|form| Output {
            path: plan.picture(page, form),
            make: Make::PagePicture(id, page, form),
        })
    })
}
