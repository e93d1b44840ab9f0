//! Pictures: a camera's file becomes a few small ones that say nothing about camera or place.
//!
//! ```text
//! bytes ── inspect ─▶ Facts ── variants ─▶ names and sizes ── make ─▶ bytes of each
//! ```
//! [`inspect()`] and [`variants`] are cheap, so that pages know names and sizes before any picture
//! is made; [`make()`] is the work, and its results are worth caching under [`Variant::key`].
//!
//! Pure functions over bytes: nothing here touches the disk or the network, knows what a page is,
//! or starts a thread. The same bytes and limits make the same bytes.
//!
//! # What a reader gets
//! Each picture in up to three widths as WebP, and once as JPEG (PNG when it may be transparent or
//! is drawn with a palette) for old browsers; never larger than the original. Pictures too long
//! for WebP (16 383 pixels) come in all widths as JPEG or PNG. Animations pass as they are. All
//! stand upright, are in sRGB and carry no EXIF, GPS, XMP, comment, thumbnail or colour profile:
//! profiles are applied (Display P3 and Adobe RGB keep their look, as far as sRGB reaches) and then
//! left out. Only animations keep a profile, because their pixels are not touched. SVG is cleaned
//! by [`sanitize_svg`].
//!
//! # Memory
//! One picture at a time is decoded. [`Facts::memory`] is an upper bound on what [`make()`] reserves
//! for it: four times its decoded size, and 20 bytes for each pixel of the largest file made of it.
//! Whoever makes pictures in parallel should add these up.

mod colour;
mod crop;
mod encode;
mod film;
mod format;
mod inspect;
mod make;
mod page;
mod pieces;
mod place;
mod problem;
mod svg;
mod variant;

use std::borrow::Cow;

pub use crop::{Crop, cropped};
pub use film::film_tells_place;
pub use format::Format;
pub use inspect::{Facts, inspect};
pub use make::make;
pub use page::PageDrawing;
pub use place::tells_place;
pub use problem::{BROKEN_PICTURE, OVERSIZED_PICTURE, Problem};
pub use svg::{Removed, Sanitized, UNSAFE_SVG, What, sanitize_svg};
pub use variant::{Role, Variant, plain_variant, print_variant, variants};

/// What pictures a site accepts and makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The widths to make, in pixels.
    pub widths: Vec<u32>,
    /// The most pixels a picture may have.
    pub max_pixels: u64,
    /// Quality of JPEG and lossy WebP, 1 to 100.
    pub quality: u8,
}

impl Default for Limits {
    fn default() -> Self {
        Self { widths: vec![480, 960, 1600], max_pixels: 80_000_000, quality: 82 }
    }
}

impl Limits {
    fn check(&self, width: u32, height: u32) -> Result<(), Problem> {
        if width == 0 || height == 0 {
            return Err(Problem::Broken(format!("{width} × {height} pixels")));
        }
        if u64::from(width) * u64::from(height) > self.max_pixels {
            return Err(Problem::TooLarge { width, height, limit: self.max_pixels });
        }
        Ok(())
    }

    /// What a decoder may reserve: the pixels at their widest (four channels of 16 bits), and some
    /// room for its own tables.
    fn decoder(&self) -> image::Limits {
        let mut limits = image::Limits::no_limits();
        limits.max_alloc = Some(self.max_pixels.saturating_mul(8).saturating_add(1 << 26));
        limits
    }
}

/// The bytes of a file that readers download as it is: of a photograph without what it tells of the
/// person, the camera and the place, every pixel as it was; of a drawing (`extension` says so, in lower case: other
/// files are markup as well) only what is harmless, since it is opened as a page of the office's own host; of anything
/// else, all.
pub fn downloaded<'a>(bytes: Cow<'a, [u8]>, extension: &str) -> Cow<'a, [u8]> {
    match Format::guess(&bytes) {
        Ok(Format::Svg) if extension == "svg" => {
            let clean = svg::decoded(&bytes).and_then(|text| sanitize_svg(&text));
            Cow::Owned(clean.map_or_else(|_| NOTHING_DRAWN.into(), |clean| clean.text.into_bytes()))
        }
        Ok(Format::Svg) | Err(_) => bytes,
        Ok(format) => pieces::strip(format, &bytes)
            .or_else(|_| pieces::strip_cut(format, &bytes))
            .map_or(bytes, Cow::Owned),
    }
}

/// What goes out for a drawing that cannot be read: browsers run what stands before the fault.
const NOTHING_DRAWN: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n";

/// What is taken out of a drawing that readers download, and nothing of other files.
///
/// # Errors
/// When the drawing cannot be read, so that nothing of it goes out.
pub fn downloaded_without(bytes: &[u8], extension: &str) -> Result<Vec<Removed>, Problem> {
    match Format::guess(bytes) {
        Ok(Format::Svg) if extension == "svg" => Ok(sanitize_svg(&svg::decoded(bytes)?)?.removed),
        _ => Ok(Vec::new()),
    }
}

#[cfg(test)]
mod specimens;
/// Whether a file with this extension (in lower case) is a picture that pages can show.
pub fn is_picture(extension: &str) -> bool {
    matches!(extension, "jpg" | "jpeg" | "png" | "gif" | "webp" | "bmp" | "svg")
}

#[cfg(test)]
mod tests;
