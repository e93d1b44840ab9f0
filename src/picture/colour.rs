//! Pixels in a camera's or a screen's own colours become sRGB, which is what the web shows.

use std::sync::Arc;

use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, Transform8BitExecutor, TransformOptions};

use super::Problem;
use super::inspect::guarded;

/// Way from a picture's colours to sRGB.
pub(super) struct Colours(Option<ColorProfile>);

impl Colours {
    /// From the profile in a picture. One that cannot be read, or that is for printing inks while
    /// the decoder has already made light of them, is as good as none: browsers do the same.
    pub fn of(profile: Option<&[u8]>) -> Self {
        let read = |bytes| guarded(|| ColorProfile::new_from_slice(bytes).map_err(|e| odd(&e)));
        let profile = profile.and_then(|bytes| read(bytes).ok());
        Self(profile.filter(|profile| profile.color_space == DataColorSpace::Rgb))
    }

    /// `picture`, which is 8-bit RGB with or without transparency, in sRGB.
    pub fn convert(&self, picture: DynamicImage) -> DynamicImage {
        let Some(profile) = &self.0 else { return picture };
        let layout = if picture.color().has_alpha() { Layout::Rgba } else { Layout::Rgb };
        let Ok(way) = guarded(|| way(profile, layout)) else { return picture };
        let mut converted = vec![0; picture.as_bytes().len()];
        match guarded(|| way.transform(picture.as_bytes(), &mut converted).map_err(|e| odd(&e))) {
            Ok(()) => with_bytes(&picture, converted),
            Err(_) => picture,
        }
    }
}

fn way(profile: &ColorProfile, layout: Layout) -> Result<Arc<Transform8BitExecutor>, Problem> {
    let options = TransformOptions::default();
    profile
        .create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, options)
        .map_err(|e| odd(&e))
}

fn with_bytes(picture: &DynamicImage, bytes: Vec<u8>) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let same = "as many bytes as before";
    if picture.color().has_alpha() {
        image::RgbaImage::from_raw(width, height, bytes).expect(same).into()
    } else {
        image::RgbImage::from_raw(width, height, bytes).expect(same).into()
    }
}

fn odd(error: &moxcms::CmsError) -> Problem {
    Problem::Broken(error.to_string())
}
