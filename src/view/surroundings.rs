//! What a text needs to know of the site around it: where its links lead and what its pictures are.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::builder::Builder;
use super::of_item::{format_of, size_of};
use crate::markup::QuoteLedger;
use crate::markup::html::{AttachmentFacts, PictureHtml, PictureSource, QuoteFacts, Surroundings};
use crate::model::{FigureId, HolderId, Target};
use crate::source::SourcePath;
use crate::text::percent_encode;

/// How wide pictures in a text are shown: as wide as a phone, at most as wide as a column of text.
const SIZES: &str = "(max-width: 800px) 100vw, 800px";

/// The surroundings of a text on one page.
pub struct PageSurroundings<'a> {
    /// Knows the site.
    pub builder: Builder<'a>,
    /// The file the text stands in.
    pub source: &'a SourcePath,
    /// What leads from the page to the site's root.
    pub root: String,
}

impl PageSurroundings<'_> {
    /// The path inside the site that `destination` leads to, encoded; none when it is no page or
    /// file of this site.
    fn path(&self, destination: &str) -> Option<String> {
        let anchored = |path: String, anchor: &str| {
            if anchor.is_empty() { path } else { format!("{path}#{}", percent_encode(anchor)) }
        };
        match self.builder.site.target(self.source, destination) {
            Target::Item { id, anchor } => Some(anchored(self.builder.item_path(id), &anchor)),
            Target::Column { id, anchor } => {
                Some(anchored(self.builder.column_path(id, 1), &anchor))
            }
            Target::File(path) => Some(self.file(&path)),
            Target::Static(path) => Some(percent_encode(&path)),
            Target::Elsewhere
            | Target::Here { .. }
            | Target::Unpublished { .. }
            | Target::Missing(_) => None,
        }
    }

    /// Where a file is found: a picture as its largest cleaned form, anything else as it is.
    fn file(&self, path: &SourcePath) -> String {
        match self.builder.site.pictures.get(path.as_str()) {
            Some(picture) => {
                let largest = picture.variants.iter().max_by_key(|v| v.width);
                largest.map(|v| super::builder::picture_path(&v.name)).unwrap_or_default()
            }
            None => self.builder.file_path(path.as_str()),
        }
    }
}

impl Surroundings for PageSurroundings<'_> {
    fn link<'d>(&mut self, destination: &'d str) -> Cow<'d, str> {
        match self.path(destination) {
            Some(path) => format!("{}{path}", self.root).into(),
            None => destination.into(),
        }
    }

    fn picture(&mut self, destination: &str, alt: &str) -> PictureHtml {
        let inside = self.source.resolve(&crate::text::percent_decode(destination));
        let Some(picture) = inside.and_then(|path| self.builder.picture(&path, alt)) else {
            return PictureHtml {
                src: self.link(destination).into_owned(),
                ..PictureHtml::default()
            };
        };
        let mut srcset = String::new();
        for variant in &picture.variants {
            if !srcset.is_empty() {
                srcset.push_str(", ");
            }
            write!(srcset, "{}{} {}w", self.root, variant.path, variant.width)
                .expect("writing to a string cannot fail");
        }
        let mime = picture.variants.first().map(|v| v.mime.clone());
        let source = |mime| PictureSource { mime, srcset, sizes: SIZES.into() };
        PictureHtml {
            sources: mime.map(source).into_iter().collect(),
            src: format!("{}{}", self.root, picture.path),
            width: Some(picture.width),
            height: Some(picture.height),
        }
    }

    fn attachment(&mut self, destination: &str) -> Option<AttachmentFacts> {
        let Target::File(path) = self.builder.site.target(self.source, destination) else {
            return None;
        };
        let file = self.builder.site.sources.get(path.as_str())?;
        Some(AttachmentFacts { kind: format_of(&path.extension()), size: size_of(file) })
    }

    fn qrcode(&mut self, text: &str) -> String {
        super::qrcode(text)
    }

    fn quoted(&mut self, ledger: QuoteLedger, entry: u32) -> Option<QuoteFacts> {
        let builder = &self.builder;
        let (path, about) = match ledger {
            QuoteLedger::Figures => {
                (builder.figure_path(FigureId(entry))?, builder.figure_about(FigureId(entry)))
            }
            QuoteLedger::Honours => {
                (builder.holder_path(HolderId(entry))?, builder.holder_about(HolderId(entry)))
            }
        };
        Some(QuoteFacts { address: format!("{}{path}", self.root), about })
    }
}
