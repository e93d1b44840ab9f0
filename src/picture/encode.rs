//! Pixels to files. None of the encoders writes a profile, a date or a program's name.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageEncoder};

use super::Problem;

/// How a picture came about, which says how closely a WebP should keep to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawn {
    /// By a camera; its colours are coarse already.
    Photograph,
    /// Pixel by pixel, in many colours: lossy, but with sharp colours, because red letters on
    /// white blur without. That takes half as long again, too long for every photograph.
    Exactly,
    /// Few colours: exact if that is the smaller file, which it is for signs, charts and
    /// screenshots, though not for a photograph that once went through a palette.
    FewColours,
}

pub(super) fn webp(picture: &DynamicImage, quality: u8, drawn: Drawn) -> Result<Vec<u8>, Problem> {
    let mut config = webp_config()?;
    config.quality = f32::from(quality.clamp(1, 100));
    config.use_sharp_yuv = i32::from(drawn != Drawn::Photograph);
    let lossy = encode_webp(picture, &config)?;
    if drawn != Drawn::FewColours {
        return Ok(lossy);
    }
    let mut config = webp_config()?;
    config.lossless = 1;
    let exact = encode_webp(picture, &config)?;
    Ok(if exact.len() <= lossy.len() { exact } else { lossy })
}

fn webp_config() -> Result<webp::WebPConfig, Problem> {
    webp::WebPConfig::new().map_err(|()| failed("WebP: no configuration"))
}

fn encode_webp(picture: &DynamicImage, config: &webp::WebPConfig) -> Result<Vec<u8>, Problem> {
    let (width, height) = (picture.width(), picture.height());
    let encoder = if picture.color().has_alpha() {
        webp::Encoder::from_rgba(picture.as_bytes(), width, height)
    } else {
        webp::Encoder::from_rgb(picture.as_bytes(), width, height)
    };
    let made = encoder.encode_advanced(config).map_err(|e| failed(&format!("WebP: {e:?}")))?;
    Ok(made.to_vec())
}

/// A progressive JPEG with its own Huffman tables; about a tenth smaller than a plain one.
pub(super) fn jpeg(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, Problem> {
    let side = |pixels| u16::try_from(pixels).map_err(|_| failed("JPEG: over 65 535 pixels"));
    let (width, height) = (side(picture.width())?, side(picture.height())?);
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, quality.clamp(1, 100));
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    encoder.set_chroma_subsampling_method(jpeg_encoder::ChromaSubsamplingMethod::Average);
    let pixels = picture.to_rgb8();
    encoder
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb)
        .map_err(|e| failed(&format!("JPEG: {e}")))?;
    Ok(bytes)
}

pub(super) fn png(picture: &DynamicImage) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive)
        .write_image(picture.as_bytes(), picture.width(), picture.height(), picture.color().into())
        .map_err(|e| failed(&format!("PNG: {e}")))?;
    Ok(bytes)
}

pub(super) fn failed(cause: &str) -> Problem {
    Problem::Broken(cause.to_owned())
}
