//! Special issues: one setting gives the PDF, what came of it, and its pages as pictures.
//!
//! What one output does not need waits on the desk for the others, so that nothing is set twice; what is
//! no longer there, and not kept from another time either, is set again. Nothing here waits for a lock
//! while it sets, so that no two threads can wait for each other.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Failure, Studio};
use crate::diag::Place;
use crate::model::{IssueId, Paper};
use crate::picture::{Format, PageDrawing, Problem};
use crate::plan::{PageForm, Sheet};
use crate::print::{DrawnPage, Printed, Purpose, Report};
use crate::view::SheetView;

/// A page, from 1, in one form.
type Picture = (usize, PageForm);

/// What came of setting, until somebody asks for it.
#[derive(Default)]
pub struct Desk {
    set: Mutex<HashMap<blake3::Hash, Set>>,
}

struct Set {
    report: Report,
    pdf: Option<Vec<u8>>,
    /// Its pages as they were drawn; each becomes a file when somebody asks for it.
    pages: Vec<Arc<PageDrawing>>,
}

impl Desk {
    fn look(&self) -> MutexGuard<'_, HashMap<blake3::Hash, Set>> {
        self.set.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Studio<'_> {
    /// Everything that goes into an issue as it is shown on the web.
    pub(super) fn issue_sheet(&self, id: IssueId) -> SheetView {
        let (width, _) = PageForm::Reading.size(self.site.issue(id).paper);
        let sheet = self.sheet(Sheet::Issue(id), Purpose::Archive);
        SheetView { drawn: Some(width), ..sheet }
    }

    /// What came of setting an issue; nothing when it is not printed, or cannot be: its PDF says why.
    pub(super) fn issue_report(&self, id: IssueId) -> Option<Report> {
        if !self.plan.issue(id).1 {
            return None;
        }
        let view = self.issue_sheet(id);
        let key = self.report_key(&view);
        let kept = || serde_json::from_slice(&self.store.get(&key)?).ok();
        let set = || Some(self.desk.look().get(&key)?.report.clone());
        set().or_else(kept).or_else(|| {
            self.set(&view).ok()?;
            set()
        })
    }

    /// The PDF of a sheet whose pages are also shown as pictures.
    pub(super) fn issue_pdf(&self, view: &SheetView) -> Result<Vec<u8>, Failure> {
        let key = self.report_key(view);
        let set = || self.desk.look().get_mut(&key)?.pdf.take();
        if let Some(pdf) = set() {
            return Ok(pdf);
        }
        self.set(view)?;
        Ok(set().unwrap_or_default())
    }

    /// A page of a sheet as a picture.
    pub(super) fn page_picture(
        &self,
        view: &SheetView,
        paper: Paper,
        picture: Picture,
    ) -> Result<Vec<u8>, Failure> {
        let key = self.report_key(view);
        let kept = picture_key(&key, picture);
        if let Some(bytes) = self.store.get(&kept) {
            return Ok(bytes);
        }
        let (number, form) = picture;
        let drawn = || Some(Arc::clone(self.desk.look().get(&key)?.pages.get(number - 1)?));
        let mut page = drawn();
        if page.is_none() {
            self.set(view)?;
            page = drawn();
        }
        let Some(page) = page else { return Ok(Vec::new()) };
        let format = match form {
            PageForm::Cover => Format::Jpeg,
            PageForm::Thumbnail | PageForm::Reading => Format::WebP,
        };
        let (width, height) = form.size(paper);
        let bytes = page.file(width, height, format).map_err(|it| unmade(view, &it))?;
        self.store.put(&kept, &bytes);
        Ok(bytes)
    }

    /// Sets a sheet and lays everything that comes of it on the desk.
    fn set(&self, view: &SheetView) -> Result<(), Failure> {
        let Printed { pdf, report, pages } = self.print(view)?;
        let page = |DrawnPage { width, height, pixels }| {
            PageDrawing::new(width, height, pixels).map(Arc::new)
        };
        let pages = pages.into_iter().map(page).collect::<Result<_, Problem>>();
        let pages = pages.map_err(|problem| unmade(view, &problem))?;
        let key = self.report_key(view);
        self.desk.look().insert(key, Set { report, pdf: Some(pdf), pages });
        Ok(())
    }
}

fn unmade(view: &SheetView, problem: &Problem) -> Failure {
    Failure::Finding(Box::new(problem.finding(Place::File(view.source.clone()))))
}

/// Under what a picture is kept between builds.
fn picture_key(report: &blake3::Hash, (page, form): Picture) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new_keyed(report.as_bytes());
    hasher.update(&page.to_le_bytes());
    hasher.update(form.name().as_bytes());
    hasher.finalize()
}

/// Every key under which something of a sheet of `pages` pages is kept.
pub fn kept_keys(report: blake3::Hash, pages: usize) -> impl Iterator<Item = blake3::Hash> {
    let pictures = (1..=pages).flat_map(|page| PageForm::ALL.map(|form| (page, form)));
    pictures.map(move |picture| picture_key(&report, picture)).chain([report])
}
