//! What a picture's header says, without decoding it.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, ImageError, ImageReader};

use super::pieces::Pieces;
use super::{Format, Limits, Problem, svg};

/// What is known of a picture before it is decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Its kind.
    pub format: Format,
    /// Pixels across as a reader sees it, the orientation already applied.
    pub width: u32,
    /// Pixels down, likewise.
    pub height: u32,
    /// What must be done to the stored pixels so that they stand upright.
    pub orientation: Orientation,
    /// It may be transparent in places.
    pub alpha: bool,
    /// It is drawn with a palette: a sign, a chart, a screenshot rather than a photograph.
    pub palette: bool,
    /// It moves.
    pub animated: bool,
    /// Bytes that one decoded pixel takes.
    pub depth: u8,
    /// BLAKE3 of its bytes.
    pub digest: blake3::Hash,
}

/// Reads the header of a picture. Cheap: it follows the file's structure, and reserves no memory
/// because of what the file claims.
///
/// # Errors
/// Whatever makes the picture unusable, except damage inside the pixels themselves, which only
/// [`make`](super::make()) can see.
pub fn inspect(bytes: &[u8], limits: &Limits) -> Result<Facts, Problem> {
    let format = Format::guess(bytes)?;
    match format.decoder() {
        Some(decoder) => inspect_pixels(bytes, format, decoder, limits),
        None => inspect_svg(bytes),
    }
}

fn inspect_svg(bytes: &[u8]) -> Result<Facts, Problem> {
    let (width, height) = svg::size(&svg::decoded(bytes)?)?;
    Ok(Facts {
        format: Format::Svg,
        width,
        height,
        orientation: Orientation::NoTransforms,
        alpha: true,
        palette: false,
        animated: false,
        depth: 0,
        digest: blake3::hash(bytes),
    })
}

fn inspect_pixels(
    bytes: &[u8],
    format: Format,
    decoder: image::ImageFormat,
    limits: &Limits,
) -> Result<Facts, Problem> {
    if let Some((width, height)) = claimed_size(format, bytes) {
        limits.check(width, height)?;
    }
    let pieces = Pieces::of(format, bytes)?;
    if let Some((width, height)) = pieces.frame_size {
        limits.check(width, height)?;
    }
    let (stored, colour) = guarded(|| header(bytes, decoder, limits))?;
    limits.check(stored.0, stored.1)?;
    let animated = pieces.frames > 1;
    // Browsers do not turn animations, and they are passed on as they are.
    let orientation = if animated { Orientation::NoTransforms } else { pieces.orientation(bytes) };
    let (width, height) = upright(orientation, stored);
    Ok(Facts {
        format,
        width,
        height,
        orientation,
        alpha: colour.has_alpha(),
        palette: is_palette(format, bytes),
        animated,
        depth: colour.bytes_per_pixel(),
        digest: blake3::hash(bytes),
    })
}

impl Facts {
    /// An upper bound on what [`make`](super::make()) reserves for this picture besides the file
    /// itself: the stored pixels up to four times over (as coefficients, as colours, and twice
    /// while they are scaled), and what the encoders need for the largest variant.
    ///
    /// A camera's 12 million pixels make 180 MB of it; 65 were measured for a
    /// plain JPEG, 125 for a progressive one.
    pub fn memory(&self, limits: &Limits) -> u64 {
        let pixels = u64::from(self.width) * u64::from(self.height);
        let widest = u64::from(limits.widths.iter().copied().max().unwrap_or(u32::MAX));
        let made = pixels * widest.min(u64::from(self.width)) / u64::from(self.width.max(1));
        let made = made * widest.min(u64::from(self.width)) / u64::from(self.width.max(1));
        pixels * 4 * u64::from(self.depth) + made * 20
    }
}

/// Size and colours as the decoder understands the header.
fn header(
    bytes: &[u8],
    format: image::ImageFormat,
    limits: &Limits,
) -> Result<((u32, u32), ColorType), Problem> {
    let decoder = open(bytes, format, limits)?;
    Ok((decoder.dimensions(), decoder.color_type()))
}

/// A decoder that will not reserve more than the limits allow.
pub(super) fn open<'a>(
    bytes: &'a [u8],
    format: image::ImageFormat,
    limits: &Limits,
) -> Result<impl ImageDecoder + 'a, Problem> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits.decoder());
    reader.into_decoder().map_err(|error| broken(&error))
}

/// Runs `read`, which is the work of decoders that other people wrote, and takes a panic in there
/// for damage in the picture: one bad file must not end a build of ten thousand pages.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(Problem::Broken("the decoder could not make sense of it".to_owned()))
    })
}

pub(super) fn broken(error: &ImageError) -> Problem {
    Problem::Broken(error.to_string())
}

/// The size in the header of the two kinds that can claim more pixels than there are atoms,
/// looked at before a decoder plans anything by it.
fn claimed_size(format: Format, bytes: &[u8]) -> Option<(u32, u32)> {
    let four = |at: usize| bytes.get(at..)?.first_chunk::<4>().copied();
    match format {
        Format::Png => Some((u32::from_be_bytes(four(16)?), u32::from_be_bytes(four(20)?))),
        // Version 2 headers, of 12 bytes, count in 16 bits. A negative height means top first.
        Format::Bmp if four(14)? != [12, 0, 0, 0] => {
            let (width, height) = (i32::from_le_bytes(four(18)?), i32::from_le_bytes(four(22)?));
            Some((width.unsigned_abs(), height.unsigned_abs()))
        }
        Format::Bmp | Format::Jpeg | Format::Gif | Format::WebP | Format::Svg => None,
    }
}

/// The colour type of a PNG stands in its 26th byte; 3 means a palette. A GIF has nothing else.
fn is_palette(format: Format, bytes: &[u8]) -> bool {
    format == Format::Gif || (format == Format::Png && bytes.get(25) == Some(&3))
}

fn upright(orientation: Orientation, (width, height): (u32, u32)) -> (u32, u32) {
    if lies_on_its_side(orientation) { (height, width) } else { (width, height) }
}

/// Whether putting it upright swaps width and height.
pub(super) fn lies_on_its_side(orientation: Orientation) -> bool {
    match orientation {
        Orientation::NoTransforms
        | Orientation::Rotate180
        | Orientation::FlipHorizontal
        | Orientation::FlipVertical => false,
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => true,
    }
}
