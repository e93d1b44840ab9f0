//! What a text on paper needs to know of the site around it.

use crate::chart::Format;
use crate::markup::Document;
use crate::markup::html::AttachmentFacts;
use crate::markup::print::{Picture, PrintSurroundings};
use crate::model::Target;
use crate::source::SourcePath;
use crate::view::Builder;
use crate::view::of_item::{format_of, size};

/// A file beside a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetFile {
    /// A drawing.
    Drawing(String),
    /// A picture of the site folder, to be made for print.
    Picture(SourcePath),
}

/// The surroundings of a text that stands in `source`; `files` gathers what it names.
pub struct SheetSurroundings<'a> {
    /// Knows the site.
    pub builder: Builder<'a>,
    /// The file the text stands in.
    pub source: &'a SourcePath,
    /// What the view names so far.
    pub files: &'a mut Vec<(String, SheetFile)>,
    /// What its charts are drawn for.
    charts: Format,
    /// How many footnotes stand on the sheet before the text.
    notes: u32,
}

impl<'a> SheetSurroundings<'a> {
    /// The surroundings of a text that is as wide as the page.
    pub fn new(
        builder: Builder<'a>,
        source: &'a SourcePath,
        files: &'a mut Vec<(String, SheetFile)>,
    ) -> Self {
        Self { builder, source, files, charts: Format::Wide, notes: 0 }
    }

    /// The same for a text that follows so many footnotes, which `notes` goes on to count.
    pub fn numbered_on(self, notes: &mut u32, text: &Document) -> Self {
        let before = *notes;
        *notes += text.footnotes().iter().map(|note| note.number).max().unwrap_or_default();
        Self { notes: before, ..self }
    }

    /// The same for a text in columns.
    pub fn in_columns(self) -> Self {
        Self { charts: Format::Narrow, ..self }
    }

    /// The picture at `path` of the site folder, kept among the files.
    pub fn keep(&mut self, path: &str, alt: &str) -> Picture {
        let missing = || Picture { file: None, alt: alt.into(), width: 0, height: 0 };
        let site = self.builder.site;
        let Some((path, picture)) = site.pictures.get_key_value(path) else { return missing() };
        let name = format!("/files/{}", super::print_name(site, path));
        let (width, height) = (picture.facts.width, picture.facts.height);
        if self.files.iter().all(|(known, _)| *known != name) {
            self.files.push((name.clone(), SheetFile::Picture(path.clone())));
        }
        Picture { file: Some(name), alt: alt.into(), width, height }
    }
}

impl PrintSurroundings for SheetSurroundings<'_> {
    fn link(&mut self, destination: &str) -> Option<String> {
        full_link(&self.builder, self.source, destination)
    }

    fn picture(&mut self, destination: &str, alt: &str) -> Picture {
        let inside = self.source.resolve(&crate::text::percent_decode(destination));
        self.keep(&inside.unwrap_or_default(), alt)
    }

    fn attachment(&mut self, destination: &str) -> Option<AttachmentFacts> {
        attachment_facts(&self.builder, self.source, destination)
    }

    fn drawing(&mut self, svg: String) -> String {
        let name = format!("/files/drawing-{}.svg", self.files.len() + 1);
        self.files.push((name.clone(), SheetFile::Drawing(svg)));
        name
    }

    fn notes_before(&self) -> u32 {
        self.notes
    }

    fn charts(&self) -> Format {
        self.charts
    }

    fn qrcode(&mut self, text: &str) -> String {
        crate::view::qrcode(text)
    }
}

/// The full address of what `destination` in `source` means, for readers who are not on the site.
pub(in crate::view) fn full_link(
    builder: &Builder<'_>,
    source: &SourcePath,
    destination: &str,
) -> Option<String> {
    let is_full = ["http://", "https://", "mailto:", "tel:"];
    if is_full.iter().any(|start| destination.starts_with(start)) {
        return Some(destination.to_owned());
    }
    let Builder { site, plan, .. } = builder;
    let path = match site.target(source, destination) {
        Target::Item { id, .. } => plan.addresses.item(id).to_owned(),
        Target::Column { id, .. } => plan.addresses.column(id, 1),
        Target::File(path) => path.as_str().strip_prefix("content/")?.to_owned(),
        Target::Static(path) => path,
        Target::Elsewhere
        | Target::Here { .. }
        | Target::Unpublished { .. }
        | Target::Missing(_) => return None,
    };
    builder.absolute(&path)
}

/// What is said of the file that `destination` in `source` means, if it is one of the site.
pub(in crate::view) fn attachment_facts(
    builder: &Builder<'_>,
    source: &SourcePath,
    destination: &str,
) -> Option<AttachmentFacts> {
    let Target::File(path) = builder.site.target(source, destination) else { return None };
    let file = builder.site.sources.get(path.as_str())?;
    Some(AttachmentFacts { kind: format_of(&path.extension()), size: size(file.length()) })
}
