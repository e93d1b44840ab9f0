//! One state of the site, from a change to the next.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use super::Base;
use super::trouble::Trouble;
use crate::Work;
use crate::diag::{Diagnostic, Message, Severity, counted};
use crate::error::Error;
use crate::load::BAD_FRONT_MATTER;
use crate::model::Unpublished;
use crate::plan::{self, Make, Output, Page};
use crate::render::{Draft, Failure, Finished, Studio};
use crate::say;
use crate::source::{SourcePath, Sources};
use crate::text::Moment;
use crate::write::cache::Cache;

/// Items by the addresses they had before they were moved or broken.
pub type Former = HashMap<String, SourcePath>;

/// The site as it is between two changes. Whoever holds it can finish its pages as long as they
/// like; nothing in it changes but for the search index, which is made when it is asked for.
#[derive(Debug)]
pub struct State {
    /// Counts the changes since the preview was started.
    pub number: u64,
    /// The files.
    pub sources: Arc<Sources>,
    /// The site, or why there is none.
    pub work: Result<Work, Error>,
    /// Where changed items were before.
    pub former: Former,
    /// Files of the folders of the search, by folder and path.
    search: Mutex<HashMap<String, BTreeMap<String, Vec<u8>>>>,
}

/// What stands at an address.
pub enum Found<'a> {
    /// A file of the site.
    Output(&'a Output),
    /// A folder with a page in it: its path.
    Folder(String),
    /// An item that was here and is at this path now.
    Elsewhere(String),
    /// An item that was here and has mistakes that leave nothing to show.
    Broken(Trouble<'a>),
    /// Nothing.
    Nothing,
}

impl State {
    /// The state of `sources`, which were read as `work`.
    pub fn new(
        number: u64,
        sources: Arc<Sources>,
        work: Result<Work, Error>,
        former: Former,
    ) -> Self {
        Self { number, sources, work, former, search: Mutex::default() }
    }

    /// The addresses of old that the state after this one has to know when `changed` have changed.
    pub fn former_after(&self, changed: &[SourcePath]) -> Former {
        let mut former = self.former.clone();
        if let Ok(Work { site, plan, .. }) = &self.work {
            for path in changed {
                if let Some(id) = site.by_source.get(path.as_str()) {
                    former.insert(plan.addresses.item(*id).to_owned(), path.clone());
                }
            }
        }
        former
    }

    /// What the site has at `path`.
    pub fn find<'a>(&'a self, work: &'a Work, path: &str) -> Found<'a> {
        if let Some(output) = work.plan.maker(path) {
            return Found::Output(output);
        }
        if work.plan.output(&format!("{path}/index.html")).is_some() {
            return Found::Folder(format!("{path}/"));
        }
        let Some(source) = self.former_item(work, path) else { return Found::Nothing };
        if let Some(id) = work.site.by_source.get(source) {
            return Found::Elsewhere(work.plan.addresses.item(*id).to_owned());
        }
        match work.site.unpublished.get(source) {
            Some(Unpublished::Broken) => Found::Broken(mistakes(work, source)),
            _ => Found::Nothing,
        }
    }

    /// The item that once was at `path`, in this preview or when the site was last built.
    fn former_item<'a>(&'a self, work: &'a Work, path: &str) -> Option<&'a str> {
        let recorded = || {
            let mut entries = work.site.ledger.entries.iter();
            entries.find(|(_, entry)| entry.addresses.iter().any(|address| address == path))
        };
        let here = self.former.get(path).map(SourcePath::as_str);
        here.or_else(|| Some(recorded()?.0.as_str()))
    }

    /// The bytes of `output`, as far as they are the file at `path`; nothing when the search index
    /// has no such file. `base` is where the site is shown.
    pub fn finish(
        &self,
        work: &Work,
        cache: &Cache,
        output: &Output,
        path: &str,
        base: &Base,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, cache);
        if output.make.is_folder() {
            return self.folder_file(&studio, output, path);
        }
        let mut draft = studio.draft(output).map_err(Failure::World)?;
        if let (Draft::Page { view, .. }, Make::Page(Page::NotFound)) = (&mut draft, &output.make) {
            // It is shown at any depth, so its links begin where the site does.
            view.root = base.encoded();
        }
        match studio.finish(&draft)? {
            Finished::One(bytes) => Ok(Some(bytes.into_owned())),
            Finished::Many(_) => Ok(None),
        }
    }

    /// A file of a folder of the search, which is made once and kept: its files are only made
    /// together.
    fn folder_file(
        &self,
        studio: &Studio<'_>,
        output: &Output,
        path: &str,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let mut volumes = self.search.lock().unwrap_or_else(PoisonError::into_inner);
        let files = match volumes.entry(output.path.clone()) {
            Entry::Occupied(made) => made.into_mut(),
            Entry::Vacant(place) => {
                let draft = studio.draft(output).map_err(Failure::World)?;
                let Finished::Many(files) = studio.finish(&draft)? else { return Ok(None) };
                place.insert(files.into_iter().collect())
            }
        };
        Ok(files.get(path).cloned())
    }
}

/// Mistakes that leave the settings, or the head of the file behind a page, half read: what would be
/// shown is not what the editor wrote.
pub fn torn<'a>(work: &'a Work, output: &Output) -> Option<Trouble<'a>> {
    let behind = plan::place(&work.site, output);
    let matters = |file: &SourcePath| *file == work.site.config_file || behind.file() == Some(file);
    let torn = work.report.iter().filter(|finding| {
        finding.rule.name == BAD_FRONT_MATTER.name && finding.place.file().is_some_and(matters)
    });
    let findings: Vec<_> = torn.collect();
    (!findings.is_empty()).then_some(Trouble::Findings(findings))
}

/// Why a page of the preview will not be on the published site, when it will not.
pub fn unpublished(work: &Work, output: &Output, now: Moment) -> Option<Message> {
    let Make::Page(Page::Item(id)) = output.make else { return None };
    let item = work.site.item(id);
    let due = item.date.filter(|date| !date.has_come(now));
    if item.draft {
        Some(say!("草稿，不会发布", "a draft: it will not be published"))
    } else {
        due.map(|date| say!("{date} 起才发布", "published from {date} on"))
    }
}

/// The errors of the site, when there are any: every page of the preview says so, for
/// an item that cannot be read is missing from lists and nothing else tells.
pub fn faults(work: &Work) -> Option<Message> {
    let mut errors = work.report.iter().filter(|finding| finding.severity == Severity::Error);
    let first = errors.next()?;
    let count = 1 + errors.count();
    let place = first.place.file().map_or_else(String::new, |file| format!("{file} "));
    let Message { zh, en } = &first.message;
    Some(Message::new(
        format!("有 {count} 处错误要改：{place}{zh}"),
        format!("{} to mend: {place}{en}", counted(count, "error")),
    ))
}

/// What is wrong with the file `source`: its errors, or everything when none is one.
fn mistakes<'a>(work: &'a Work, source: &str) -> Trouble<'a> {
    let own = |finding: &&Diagnostic| finding.place.file().is_some_and(|f| f.as_str() == source);
    let all: Vec<_> = work.report.iter().filter(own).collect();
    let errors: Vec<_> =
        all.iter().copied().filter(|finding| finding.severity == Severity::Error).collect();
    Trouble::Findings(if errors.is_empty() { all } else { errors })
}
