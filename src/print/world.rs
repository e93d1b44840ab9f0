//! What the engine may see of the world: one job.

use std::collections::HashMap;
use std::path::PathBuf;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::proofs::JobFile;
use super::{Fonts, Job, StandIn, Template};

/// The view's name among the files.
const VIEW: &str = "/view.json";

/// One job as the engine sees it. Whatever is not in the job is not found.
pub struct JobWorld<'a> {
    library: LazyHash<Library>,
    fonts: &'a Fonts,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    day: Option<Datetime>,
}

impl<'a> JobWorld<'a> {
    /// The world of `job` with its pictures as `files`, which was set `fit` times before and asked for
    /// more; no font has the characters `lacking`.
    pub fn new(
        job: &Job,
        files: Vec<JobFile>,
        templates: &[Template],
        fonts: &'a Fonts,
        lacking: &[char],
        fit: usize,
    ) -> Self {
        let source = |template: &Template| {
            let id = id(&template.name);
            (id, Source::new(id, template.text.to_string()))
        };
        let file = |(name, bytes): JobFile| (id(&name), Bytes::new(bytes.to_vec()));
        let view = (id(VIEW), Bytes::from_string(job.view.clone()));
        let inputs = Dict::from_iter([
            ("fit".into(), fit.to_string().into_value()),
            ("lacking".into(), stand_ins(job, lacking).into_value()),
        ]);
        let (year, month, day) = job.day;
        let [month, day] = [month, day].map(i8::unsigned_abs);
        Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            fonts,
            main: id(&job.template),
            sources: templates.iter().map(source).collect(),
            files: files.into_iter().map(file).chain([view]).collect(),
            day: Datetime::from_ymd(i32::from(year), month, day),
        }
    }

    /// The day of the job.
    pub fn day(&self) -> Option<Datetime> {
        self.day
    }
}

/// What is set for each of `lacking`, as JSON.
fn stand_ins(job: &Job, lacking: &[char]) -> String {
    let stand_in = |character: &char| {
        let said = job.stand_ins.iter().find(|said| said.character == *character);
        let unsaid = || StandIn { character: *character, parts: None, file: None };
        said.cloned().unwrap_or_else(unsaid)
    };
    let all: Vec<StandIn> = lacking.iter().map(stand_in).collect();
    serde_json::to_string(&all).expect("characters are plain data")
}

/// The engine's own number for a file of that name, the same for every job.
fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("names of templates and files are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The name of a file of the engine.
pub fn name(id: FileId) -> String {
    id.get().vpath().get_without_slash().to_owned()
}

impl World for JobWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.store().book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let template = || Some(Bytes::from_string(self.sources.get(&id)?.text().to_owned()));
        self.files.get(&id).cloned().or_else(template).ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.store().font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.day
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(name(id)))
}
