//! A job of printing → PDF, and a report of what came of it. The only code that knows Typst.
//!
//! A job has everything that goes into the sheet: templates, a view as JSON, pictures, the day. The
//! engine sees nothing else: no disk, no packages, no network. The same job and the same fonts give
//! the same bytes. Never knows what a site is.

#[cfg(feature = "print")]
mod boxes;
#[cfg(feature = "print")]
mod drawing;
#[cfg(feature = "print")]
mod drawn;
#[cfg(feature = "print")]
mod engine;
#[cfg(feature = "print")]
mod failure;
mod findings;
mod fonts;
#[cfg(feature = "print")]
mod proofs;
mod remedy;
mod report;
#[cfg(feature = "print")]
mod survey;
#[cfg(feature = "print")]
mod world;

use std::sync::Arc;

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::source::SourcePath;

pub use findings::Sought;
pub use fonts::{
    Choice, FontRole, FontSettings, Fonts, INSTALL, NO_CHINESE_FONT, Standing, no_chinese_font,
};
pub use remedy::Remedy;
pub use report::{
    Area, BROKEN_PRINT, COARSE_PICTURE, Coarse, DrawnPage, Dropped, FontUse, MISSING_GLYPH,
    Missing, NOT_ARCHIVAL, OVERFULL, Printed, Report, RuleValue, SHORT_PAGE, STRANGE_LETTERS,
    Strange, Told, UNPRINTABLE_PICTURE, Unusable,
};

/// Everything that goes into one PDF.
#[derive(Debug, Clone)]
pub struct Job {
    /// The name of the template that is set, such as `document.typ`.
    pub template: String,
    /// What the template sees, as JSON.
    pub view: String,
    /// Files that the view names: name, such as `/files/1.svg`, and bytes.
    pub files: Vec<(String, Arc<[u8]>)>,
    /// What stands for characters that no font has; any other is a box with its number.
    pub stand_ins: Vec<StandIn>,
    /// The day on the document, which stands in the PDF as its day of making.
    pub day: (i16, i8, i8),
    /// What it is for.
    pub purpose: Purpose,
    /// How wide its pages are also drawn, in pixels; not at all when nobody shows them.
    pub drawn: Option<u32>,
    /// The file that an editor would open to change it.
    pub source: SourcePath,
}

/// What is set for a character that no font has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandIn {
    /// The character.
    pub character: char,
    /// Its ideographic description, such as `⿰王景`.
    pub parts: Option<String>,
    /// A drawing among the files of the job.
    pub file: Option<String>,
}

/// What a PDF is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// To be read and kept: RGB, PDF/A-2a and PDF/UA-1.
    Archive,
    /// For the print shop: CMYK, bleed and marks, PDF 1.7.
    Press,
}

impl Purpose {
    /// What the file conforms to.
    pub fn standard(self) -> &'static str {
        match self {
            Self::Archive => "PDF/A-2a, PDF/UA-1",
            Self::Press => "PDF 1.7",
        }
    }

    /// Its name in views.
    pub fn name(self) -> &'static str {
        match self {
            Self::Archive => "archive",
            Self::Press => "press",
        }
    }
}

/// How the pages of an issue lie on their sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Arrangement {
    /// One page a sheet.
    #[default]
    Single,
    /// Side by side, as a reader opens them: 1, 2–3, 4.
    Spreads,
    /// Side by side, as they are printed to be folded: 4–1, 2–3.
    Imposed,
}

impl Arrangement {
    /// Every arrangement.
    pub const ALL: [Self; 3] = [Self::Single, Self::Spreads, Self::Imposed];

    /// Its name in views, and what is typed for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Spreads => "spreads",
            Self::Imposed => "imposed",
        }
    }
}

/// What is asked of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PrintOrder {
    /// What it is for.
    pub purpose: Purpose,
    /// How the pages of an issue lie on their sheets.
    pub arrangement: Arrangement,
}

impl From<Purpose> for PrintOrder {
    fn from(purpose: Purpose) -> Self {
        Self { purpose, arrangement: Arrangement::Single }
    }
}

/// A print template: where it lies, its name among templates, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Such as `document.typ`.
    pub name: String,
    /// Its file, to show a finding in.
    pub path: SourcePath,
    /// Its text.
    pub text: Arc<str>,
}

/// Prints `job` with `templates` and `fonts`.
///
/// # Errors
/// A finding when a template has a mistake or a picture cannot be set.
#[cfg(feature = "print")]
pub fn print(job: &Job, templates: &[Template], fonts: &Fonts) -> Result<Printed, Box<Diagnostic>> {
    engine::print(job, templates, fonts)
}

/// Without the engine nothing can be printed, and [`Fonts`] are never ready.
#[cfg(not(feature = "print"))]
pub fn print(job: &Job, _: &[Template], _: &Fonts) -> Result<Printed, Box<Diagnostic>> {
    Err(Box::new(fonts::without_engine(&job.source)))
}

/// The drawing `svg` as a PNG of `width` pixels; none when it is no drawing, or without fonts.
#[cfg(feature = "print")]
pub fn draw(svg: &[u8], width: u32, fonts: &Fonts) -> Option<Vec<u8>> {
    if fonts.is_ready() { drawing::draw(svg, width, fonts) } else { None }
}

/// Without the engine nothing can be drawn.
#[cfg(not(feature = "print"))]
pub fn draw(_: &[u8], _: u32, _: &Fonts) -> Option<Vec<u8>> {
    None
}
