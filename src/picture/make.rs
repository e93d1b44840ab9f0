//! Decode once, then scale, turn, convert and encode each variant.

use std::collections::BTreeSet;

use fast_image_resize::{ResizeOptions, Resizer};
use image::{DynamicImage, ImageDecoder};

use super::colour::Colours;
use super::encode::{self, Drawn, failed};
use super::inspect::{broken, guarded, lies_on_its_side, open};
use super::{Facts, Format, Limits, Problem, Variant, pieces, svg};

/// As many colours as a palette can hold.
const FEW_COLOURS: usize = 256;

/// The bytes of each of `variants`, which may be all that [`variants`](super::variants) named or
/// those a cache does not have.
///
/// # Errors
/// Damage that only shows while decoding.
pub fn make(
    bytes: &[u8],
    facts: &Facts,
    variants: &[Variant],
    limits: &Limits,
) -> Result<Vec<Vec<u8>>, Problem> {
    if facts.format == Format::Svg {
        let clean = svg::sanitize_svg(&svg::decoded(bytes)?)?.text.into_bytes();
        return Ok(vec![clean; variants.len()]);
    }
    if facts.animated {
        return Ok(vec![pieces::strip(facts.format, bytes)?; variants.len()]);
    }
    let source = Source::decode(bytes, facts, limits)?;
    let mut last: Option<DynamicImage> = None;
    let mut made = Vec::with_capacity(variants.len());
    for variant in variants {
        let size = (variant.width, variant.height);
        let fits = last.take().filter(|picture| (picture.width(), picture.height()) == size);
        let picture = match fits {
            Some(picture) => picture,
            None => source.scaled(facts, variant)?,
        };
        made.push(source.encode(&picture, variant.format, limits.quality)?);
        last = Some(picture);
    }
    Ok(made)
}

/// A decoded picture, lying as it was stored.
struct Source {
    pixels: DynamicImage,
    colours: Colours,
    drawn: Drawn,
}

impl Source {
    fn decode(bytes: &[u8], facts: &Facts, limits: &Limits) -> Result<Self, Problem> {
        let decoder = facts.format.decoder().ok_or(Problem::Unknown)?;
        let (pixels, profile) = guarded(|| decode(bytes, decoder, limits))?;
        let upright = if lies_on_its_side(facts.orientation) {
            (pixels.height(), pixels.width())
        } else {
            (pixels.width(), pixels.height())
        };
        if upright != (facts.width, facts.height) {
            return Err(failed("the size is not the one in the header"));
        }
        let drawn = drawn(facts.format, &pixels);
        Ok(Self { pixels, colours: Colours::of(profile.as_deref()), drawn })
    }

    /// The picture in the size of `variant`, upright, in 8-bit sRGB.
    fn scaled(&self, facts: &Facts, variant: &Variant) -> Result<DynamicImage, Problem> {
        let (width, height) = if lies_on_its_side(facts.orientation) {
            (variant.height, variant.width)
        } else {
            (variant.width, variant.height)
        };
        // Scaling first means turning and converting a tenth of the pixels.
        let mut picture = scale(&self.pixels, width, height)?;
        picture.apply_orientation(facts.orientation);
        let picture =
            if facts.alpha { picture.into_rgba8().into() } else { picture.into_rgb8().into() };
        Ok(self.colours.convert(picture))
    }

    fn encode(
        &self,
        picture: &DynamicImage,
        format: Format,
        quality: u8,
    ) -> Result<Vec<u8>, Problem> {
        match format {
            Format::WebP => encode::webp(picture, quality, self.drawn),
            Format::Jpeg => encode::jpeg(picture, quality),
            Format::Png => encode::png(picture),
            Format::Gif | Format::Bmp | Format::Svg => Err(failed("no such variant")),
        }
    }
}

fn decode(
    bytes: &[u8],
    format: image::ImageFormat,
    limits: &Limits,
) -> Result<(DynamicImage, Option<Vec<u8>>), Problem> {
    let mut decoder = open(bytes, format, limits)?;
    let (width, height) = decoder.dimensions();
    limits.check(width, height)?;
    // A profile that cannot be taken out is no reason to refuse the picture.
    let profile = decoder.icc_profile().unwrap_or(None);
    let pixels = DynamicImage::from_decoder(decoder).map_err(|error| broken(&error))?;
    Ok((pixels, profile))
}

/// Lanczos with three lobes over the stored values, transparency multiplied in, at the depth the
/// picture has.
pub(super) fn scale(
    pixels: &DynamicImage,
    width: u32,
    height: u32,
) -> Result<DynamicImage, Problem> {
    if (pixels.width(), pixels.height()) == (width, height) {
        return Ok(pixels.clone());
    }
    let mut scaled = DynamicImage::new(width, height, pixels.color());
    Resizer::new()
        .resize(pixels, &mut scaled, &ResizeOptions::new())
        .map_err(|error| failed(&error.to_string()))?;
    Ok(scaled)
}

/// How a picture came about. Whether it has few colours is told by every n-th row, which takes no
/// photograph for a sign.
fn drawn(format: Format, pixels: &DynamicImage) -> Drawn {
    if matches!(format, Format::Jpeg | Format::WebP) {
        return Drawn::Photograph;
    }
    let bytes_per_pixel = usize::from(pixels.color().bytes_per_pixel());
    let row = bytes_per_pixel * usize::try_from(pixels.width()).unwrap_or(usize::MAX);
    let step = usize::try_from(pixels.height() / 512).unwrap_or(0) + 1;
    let mut seen: BTreeSet<&[u8]> = BTreeSet::new();
    for row in pixels.as_bytes().chunks_exact(row).step_by(step) {
        for pixel in row.chunks_exact(bytes_per_pixel) {
            if seen.insert(pixel) && seen.len() > FEW_COLOURS {
                return Drawn::Exactly;
            }
        }
    }
    Drawn::FewColours
}
