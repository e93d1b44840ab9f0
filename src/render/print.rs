//! Printing: a sheet's view and its files → PDF, and what came of it.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::Failure;
use super::pictures::Darkroom;
use crate::diag::{Diagnostic, Place};
use crate::model::{PersonId, Roll, RollField, Site};
use crate::print::{Job, Printed, Report, Sought};
use crate::source::SourcePath;
use crate::theme::Theme;
use crate::view::{SheetFile, SheetView};

/// Prints the sheets of one site, and remembers what came of each: a PDF that is not made again
/// still has its findings.
pub struct PrintShop<'a> {
    site: &'a Site,
    theme: &'a Theme,
    came: Mutex<Came>,
}

#[derive(Default)]
struct Came {
    findings: Vec<Diagnostic>,
    /// Keys of the reports that are needed another time.
    keys: HashSet<blake3::Hash>,
}

impl<'a> PrintShop<'a> {
    /// A shop that prints nothing yet.
    pub fn new(site: &'a Site, theme: &'a Theme) -> Self {
        Self { site, theme, came: Mutex::default() }
    }

    /// What goes into a PDF beside its view: the files, the templates, the fonts.
    pub fn feed(&self, hasher: &mut blake3::Hasher, view: &SheetView) {
        hasher.update(self.theme.digest().as_bytes());
        hasher.update(self.theme.fonts().digest().as_bytes());
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        hasher.update(view.template.as_bytes());
        hasher.update(view.purpose.name().as_bytes());
        hasher.update(&view.drawn.unwrap_or_default().to_le_bytes());
        hasher.update(view.view.as_bytes());
        for stand_in in &view.stand_ins {
            hasher.update(stand_in.character.to_string().as_bytes());
            hasher.update(stand_in.parts.as_deref().unwrap_or_default().as_bytes());
            hasher.update(stand_in.file.as_deref().unwrap_or_default().as_bytes());
        }
        for (name, file) in &view.files {
            hasher.update(name.as_bytes());
            match file {
                SheetFile::Drawing(svg) => hasher.update(svg.as_bytes()),
                SheetFile::Picture(path) => {
                    hasher.update(self.site.pictures[path].facts.digest.as_bytes())
                }
            };
        }
    }

    /// The PDF.
    pub fn print(&self, view: &SheetView, darkroom: &Darkroom<'_>) -> Result<Printed, Failure> {
        let mut files = Vec::with_capacity(view.files.len());
        for (name, file) in &view.files {
            let bytes: Arc<[u8]> = match file {
                SheetFile::Drawing(svg) => svg.as_bytes().into(),
                SheetFile::Picture(path) => darkroom.print_form(path)?.into(),
            };
            files.push((name.clone(), bytes));
        }
        let job = Job {
            template: view.template.to_owned(),
            view: view.view.clone(),
            files,
            stand_ins: view.stand_ins.clone(),
            day: view.day,
            purpose: view.purpose,
            drawn: view.drawn,
            source: view.source.clone(),
        };
        self.theme.print(&job).map_err(Failure::Finding)
    }

    /// Takes note of what came of a sheet, made now or another time.
    pub fn remember(&self, view: &SheetView, key: blake3::Hash, report: &Report) {
        let find = |sought: Sought<'_>| match sought {
            Sought::Words(words) => {
                self.find(view, words).or_else(|| in_table(self.site, &view.source, words))
            }
            Sought::File(name) => match view.files.iter().find(|(known, _)| known == name)? {
                (_, SheetFile::Picture(path)) => Some(Place::File(path.clone())),
                (_, SheetFile::Drawing(_)) => None,
            },
            Sought::Block(id) => {
                let (_, span) = view.blocks.iter().find(|(known, _)| known == id)?;
                Some(Place::span_or_file(&view.source, span.clone()))
            }
        };
        let mut came = self.came.lock().unwrap_or_else(PoisonError::into_inner);
        came.findings.extend(report.findings(&view.source, find));
        came.keys.extend(super::press::kept_keys(key, report.pages));
    }

    /// Where words stand in the files that a sheet is made of.
    fn find(&self, view: &SheetView, words: &str) -> Option<Place> {
        if words.is_empty() {
            return None;
        }
        std::iter::once(&view.source).chain(&view.texts).find_map(|file| {
            let text = self.site.sources.text(file.as_str())?;
            let start = text.find(words)?;
            Some(Place::span(file, start..start + words.len()))
        })
    }

    /// What was found in all sheets, and the keys of their reports.
    pub fn came(&self) -> (Vec<Diagnostic>, HashSet<blake3::Hash>) {
        let came = self.came.lock().unwrap_or_else(PoisonError::into_inner);
        (came.findings.clone(), came.keys.clone())
    }
}

/// Where `words` stand first in a table of the roll that `source` is the home of.
fn in_table(site: &Site, source: &SourcePath, words: &str) -> Option<Place> {
    let is_here = |roll: &&Arc<Roll>| site.column(roll.column).source.as_ref() == Some(source);
    let roll = site.rolls.iter().find(is_here).filter(|_| !words.is_empty())?;
    let people = &roll.people;
    let fields = || RollField::ALL.iter().map(|it| it.0).filter(|field| people.has(*field));
    let mut cells = people.ids().flat_map(|person| fields().map(move |field| (person, field)));
    let says = |cell: &(PersonId, RollField)| people.get(cell.0, cell.1).contains(words);
    let (person, field) = cells.find(says)?;
    Some(roll.cell(person, field).into())
}
