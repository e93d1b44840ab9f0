//! A document as a tree for print templates. Never looks at a file.
//!
//! Everything that a page shows has its form here; only what a sheet of paper cannot do becomes
//! something else: a film is its picture and address, raw HTML its words.

mod blocks;
mod chart;
mod inline;
mod tree;

use crate::chart::Format;

use super::document::Document;
use super::html::AttachmentFacts;

pub use chart::{chart, numbers};
pub use tree::{Block, Captioned, Definition, Inline, Picture, StripFigure, Table, TocItem};

/// Deeper than any text an office writes; what nests deeper becomes words.
const DEEPEST: usize = 10;

/// What the writer must ask about the site, and where it puts the drawings it makes.
pub trait PrintSurroundings {
    /// The full address of what `destination` means, if a reader of paper could go there.
    fn link(&mut self, destination: &str) -> Option<String>;

    /// The picture that `destination` means.
    fn picture(&mut self, destination: &str, alt: &str) -> Picture;

    /// What to say of the file that `destination` means, if it is one of the site.
    fn attachment(&mut self, destination: &str) -> Option<AttachmentFacts>;

    /// Keeps a drawing and returns the name of its file among those of the job.
    fn drawing(&mut self, svg: String) -> String;

    /// What charts among the text are drawn for.
    fn charts(&self) -> Format {
        Format::Wide
    }

    /// How many footnotes stand on the sheet before the text, whose own are numbered on.
    fn notes_before(&self) -> u32 {
        0
    }

    /// A QR code of `text`, as SVG.
    fn qrcode(&mut self, text: &str) -> String;
}

/// The blocks of `document`.
pub fn blocks(document: &Document, surroundings: &mut dyn PrintSurroundings) -> Vec<Block> {
    let depths = super::outline::depths(document);
    let levels = levels(&depths);
    let mut writer = Writer { document, surroundings, depths, levels, mentioned: Vec::new() };
    writer.blocks(0..document.nodes().len(), 0)
}

/// Ranks that skip none on the way down, as readers of an outline expect.
fn levels(depths: &[u8]) -> Vec<u8> {
    let mut before = 0;
    let level = |depth: &u8| {
        before = (*depth).min(before + 1);
        before
    };
    depths.iter().map(level).collect()
}

struct Writer<'a> {
    document: &'a Document,
    surroundings: &'a mut dyn PrintSurroundings,
    /// How deep each heading stands, from 1.
    depths: Vec<u8>,
    /// The same without gaps.
    levels: Vec<u8>,
    /// Footnotes whose text has been given.
    mentioned: Vec<u32>,
}
