//! Cutting a picture to a shape, for a cover. Never makes one larger than it is.

use image::imageops::FilterType;

use super::Problem;
use super::encode::{self, failed};

/// How good a cover looks, of 100.
const QUALITY: u8 = 85;

/// The size of a cut picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crop {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

/// The middle of a picture in the shape of `crop`, as JPEG: of its size, or smaller in the same shape
/// when the picture has fewer pixels. What stands high in a tall picture, as faces do, is kept.
///
/// # Errors
/// Damage that only shows while decoding.
pub fn cropped(bytes: &[u8], crop: Crop) -> Result<Vec<u8>, Problem> {
    let picture = image::load_from_memory(bytes).map_err(|e| failed(&e.to_string()))?;
    let (wide, high) = (picture.width().max(1), picture.height().max(1));
    let part = |a: u32, b: u32, c: u32| {
        u32::try_from(u64::from(a) * u64::from(b) / u64::from(c.max(1))).unwrap_or(u32::MAX).max(1)
    };
    let (width, height) = (wide, part(wide, crop.height, crop.width));
    let (width, height) =
        if height <= high { (width, height) } else { (part(high, crop.width, crop.height), high) };
    let (x, y) = ((wide - width) / 2, (high - height) / 3);
    let cut = picture.crop_imm(x, y, width, height);
    let cut = if width > crop.width {
        cut.resize_exact(crop.width, crop.height, FilterType::Lanczos3)
    } else {
        cut
    };
    encode::jpeg(&cut, QUALITY)
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, GenericImageView as _};

    use super::*;

    #[test]
    fn a_cover_has_its_shape_and_is_never_larger_than_the_picture() {
        let shapes = [
            ((2000, 1000), (900, 383)),
            ((600, 900), (600, 255)),
            ((300, 100), (235, 100)),
            ((1, 1), (1, 1)),
        ];
        for ((width, height), expected) in shapes {
            let png = encode::png(&DynamicImage::new_rgb8(width, height)).expect("a picture");
            let made = cropped(&png, Crop { width: 900, height: 383 }).expect("a cover");
            let made = image::load_from_memory(&made).expect("a picture").dimensions();
            let near = |a: u32, b: u32| a.abs_diff(b) <= 1;
            assert!(
                near(made.0, expected.0) && near(made.1, expected.1),
                "{made:?} of {width}×{height}"
            );
        }
    }
}
