//! Pictures as other channels take them: JPEG or PNG, light enough to be handed over. Never names an
//! item.

use crate::diag::Message;
use crate::picture::{Crop, cropped};
use crate::print::{Fonts, draw};
use crate::render::{Darkroom, Failure};
use crate::say;
use crate::view::SheetFile;

/// Widths that are tried until a picture is light enough, in pixels.
const WIDTHS: [u32; 4] = [1080, 900, 720, 480];
/// The heaviest picture that is handed over, in bytes.
const MOST: usize = 1_000_000;

/// A picture that is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// `jpg` or `png`, or `gif` when it moves.
    pub extension: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Where pictures are made.
pub struct Studio<'a> {
    /// Makes the pictures of the site.
    pub darkroom: &'a Darkroom<'a>,
    /// Sets the letters of drawings.
    pub fonts: &'a Fonts,
}

impl Studio<'_> {
    /// `file` as it is handed over; none, with what to say of it, when it cannot be made.
    pub fn upload(&self, file: &SheetFile) -> Result<Upload, Message> {
        match file {
            SheetFile::Drawing(svg) => self.drawn(svg.as_bytes()),
            SheetFile::Picture(path) => {
                let mut last = None;
                for width in WIDTHS {
                    let form = self.darkroom.upload_form(path, width).map_err(|it| told(&it))?;
                    let (extension, bytes) = form;
                    if extension == "svg" {
                        return self.drawn(&bytes);
                    }
                    let is_light = bytes.len() <= MOST;
                    last = Some(Upload { extension, bytes });
                    if is_light {
                        break;
                    }
                }
                let made = last.expect("there are widths");
                if made.bytes.len() <= MOST {
                    return Ok(made);
                }
                let megabytes = made.bytes.len() / 1_000_000;
                Err(say!(
                    "图片 {path} 缩小后仍有 {megabytes} MB，没有带上",
                    "the picture {path} still has {megabytes} MB when it is made smaller, and was left out"
                ))
            }
        }
    }

    /// `file` cut to a shape, for a cover.
    pub fn cover(&self, file: &SheetFile, crop: Crop) -> Option<Vec<u8>> {
        let whole = self.upload(file).ok()?;
        cropped(&whole.bytes, crop).ok()
    }

    fn drawn(&self, svg: &[u8]) -> Result<Upload, Message> {
        let drawn = draw(svg, WIDTHS[0], self.fonts);
        drawn.map(|bytes| Upload { extension: "png", bytes }).ok_or_else(|| {
            say!(
                "图表和矢量图要有排版功能和中文字体才能变成图片，这里改用了文字",
                "charts and drawings become pictures only where printing and a Chinese font are at hand; words stand here"
            )
        })
    }
}

fn told(failure: &Failure) -> Message {
    match failure {
        Failure::Finding(finding) => finding.message.clone(),
        Failure::World(error) => error.message(),
    }
}
