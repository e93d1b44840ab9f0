//! The pictures of a job, looked at before it is set: one that the engine cannot read becomes white,
//! so that the sheet is printed all the same. Never changes one that can be read.

use std::sync::Arc;

use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterFormat, RasterImage, SvgImage};

use super::Unusable;

/// Stands where a picture cannot.
const WHITE: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"160\" height=\"90\"/>";
/// A raster picture of one white pixel, for names that do not end in `svg`.
const DOT: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

/// A file of a job: its name and its bytes.
pub type JobFile = (String, Arc<[u8]>);

/// The files with white for those that cannot be read, and which those are.
pub fn usable(files: &[JobFile]) -> (Vec<JobFile>, Vec<Unusable>) {
    let mut unusable = Vec::new();
    let look = |(name, bytes): &JobFile| {
        if is_usable(name, bytes) {
            return (name.clone(), Arc::clone(bytes));
        }
        unusable.push(Unusable { file: name.clone() });
        (name.clone(), if is_drawing(name) { WHITE } else { DOT }.into())
    };
    (files.iter().map(look).collect(), unusable)
}

fn is_drawing(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension == "svg")
}

/// Whether the engine can set a picture.
fn is_usable(name: &str, bytes: &Arc<[u8]>) -> bool {
    let data = Bytes::new(bytes.to_vec());
    if is_drawing(name) {
        return SvgImage::new(data).is_ok();
    }
    let format = ExchangeFormat::detect(&data);
    format.is_some_and(|format| RasterImage::plain(data, RasterFormat::Exchange(format)).is_ok())
}
