//! A drawn page of print → the files that show it on a screen. Never draws one.

use image::{DynamicImage, RgbImage};

use super::encode::{self, Drawn, failed};
use super::make::scale;
use super::{Format, Problem};

/// Quality of a page: its letters are read, so they keep their edges.
const QUALITY: u8 = 78;

/// A page as it was drawn.
#[derive(Debug)]
pub struct PageDrawing(DynamicImage);

impl PageDrawing {
    /// A page of `width` by `height` pixels of red, green and blue.
    ///
    /// # Errors
    /// When there are fewer pixels than that.
    pub fn new(width: u32, height: u32, pixels: Vec<u8>) -> Result<Self, Problem> {
        let picture = RgbImage::from_raw(width, height, pixels);
        picture.map(|it| Self(it.into())).ok_or_else(|| failed("a page without its pixels"))
    }

    /// The page at `width` by `height` pixels as WebP or JPEG.
    ///
    /// # Errors
    /// When the encoder has no memory, or the format is another.
    pub fn file(&self, width: u32, height: u32, format: Format) -> Result<Vec<u8>, Problem> {
        let picture = scale(&self.0, width, height)?;
        match format {
            Format::WebP => encode::webp(&picture, QUALITY, Drawn::Exactly),
            Format::Jpeg => encode::jpeg(&picture, QUALITY),
            Format::Png | Format::Gif | Format::Bmp | Format::Svg => Err(failed("no such page")),
        }
    }
}
