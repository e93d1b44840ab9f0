//! The pieces a picture file is made of: which of them show the picture, and which tell of the
//! person, the camera and the place.
//!
//! Follows lengths only. Never decodes a pixel, and never reserves memory because a file says so.

mod gif;
mod jpeg;
mod png;
mod webp;

use std::ops::Range;

use image::metadata::Orientation;

use super::{Format, Problem};

/// What a piece of a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Needed to show the picture.
    Shown,
    /// Says something about the picture: EXIF, GPS, XMP, thumbnails, comments, and all that is
    /// not known to be needed.
    Told,
}

/// A file cut into its pieces.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pieces {
    /// Neighbours of one role are one piece, so that there are never many more than are needed.
    list: Vec<(Role, Range<usize>)>,
    /// Where the EXIF block is.
    exif: Option<Range<usize>>,
    /// The size that the first frame claims, where it may claim another than the whole picture.
    pub frame_size: Option<(u32, u32)>,
    /// Frames of an animation; none in a still picture.
    pub frames: usize,
}

impl Pieces {
    /// Cuts a file of `format` into pieces. A file that ends before its picture does is
    /// [`Problem::Truncated`].
    pub fn of(format: Format, bytes: &[u8]) -> Result<Self, Problem> {
        let pieces = match format {
            Format::Jpeg => jpeg::walk(bytes),
            Format::Png => png::walk(bytes),
            Format::Gif => gif::walk(bytes),
            Format::WebP => webp::walk(bytes),
            Format::Bmp | Format::Svg => {
                let mut whole = Self::default();
                whole.push(Role::Shown, 0..bytes.len());
                Some(whole)
            }
        };
        pieces.ok_or(Problem::Truncated)
    }

    /// How the camera was held, from the EXIF block.
    pub fn orientation(&self, bytes: &[u8]) -> Orientation {
        let block = self.exif.clone().and_then(|range| bytes.get(range)).unwrap_or_default();
        // Inside a WebP some programs repeat the name that stands before the block in a JPEG.
        let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
        Orientation::from_exif_chunk(block).unwrap_or(Orientation::NoTransforms)
    }

    fn push(&mut self, role: Role, range: Range<usize>) {
        match self.list.last_mut() {
            Some((last, before)) if *last == role && before.end == range.start => {
                before.end = range.end;
            }
            _ => self.list.push((role, range)),
        }
    }

    fn shown(&self, bytes: &[u8]) -> Vec<u8> {
        let kept = self.list.iter().filter(|(role, _)| *role == Role::Shown);
        kept.flat_map(|(_, range)| &bytes[range.clone()]).copied().collect()
    }
}

/// The same picture, pixel for pixel, without anything that is told about it. Only the
/// orientation of a JPEG stays, alone, because the picture would lie on its side without it.
///
/// ```text
/// strip(strip(x)) == strip(x)
/// ```
pub(super) fn strip(format: Format, bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let pieces = Pieces::of(format, bytes)?;
    let shown = pieces.shown(bytes);
    Ok(match format {
        Format::Jpeg => jpeg::with_orientation(shown, pieces.orientation(bytes)),
        Format::WebP => webp::with_lengths(shown),
        Format::Png | Format::Gif | Format::Bmp | Format::Svg => shown,
    })
}

/// The same of a photograph that ends before its picture does, as far as it goes.
pub(super) fn strip_cut(format: Format, bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    if format != Format::Jpeg {
        return Err(Problem::Truncated);
    }
    let pieces = jpeg::walk_cut(bytes);
    Ok(jpeg::with_orientation(pieces.shown(bytes), pieces.orientation(bytes)))
}

/// The two bytes at `at`, the higher first.
fn be16(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(pair[0]) << 8 | usize::from(pair[1]))
}

/// The two bytes at `at`, the lower first.
fn le16(bytes: &[u8], at: usize) -> Option<u32> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u32::from(pair[1]) << 8 | u32::from(pair[0]))
}

/// `range`, if all of it is inside `bytes`.
fn within(bytes: &[u8], range: Range<usize>) -> Option<Range<usize>> {
    bytes.get(range.clone()).map(|_| range)
}

#[cfg(test)]
mod tests;
