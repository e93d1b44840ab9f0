//! A drawing as pixels, with the letters set in the fonts of this computer.

use std::io::Cursor;
use std::sync::Arc;

use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_render::{RenderOptions, render};

use super::world::JobWorld;
use super::{Fonts, Job, Purpose, Template};
use crate::source::SourcePath;

/// The name of the drawing among the files.
const DRAWING: &str = "/files/drawing.svg";
/// How wide the sheet is, in points.
const WIDTH: f64 = 540.0;

/// See [`super::draw`].
pub fn draw(svg: &[u8], width: u32, fonts: &Fonts) -> Option<Vec<u8>> {
    let name = "draw.typ".to_owned();
    let text = format!(
        "#set page(width: {WIDTH}pt, height: auto, margin: 0pt, fill: white)\n\
         #image(\"{DRAWING}\", width: 100%, alt: \"\")"
    );
    let template = Template { path: SourcePath::new(&name), name: name.clone(), text: text.into() };
    let job = Job {
        template: name,
        view: String::new(),
        files: vec![(DRAWING.to_owned(), Arc::from(svg))],
        stand_ins: Vec::new(),
        day: (2000, 1, 1),
        purpose: Purpose::Archive,
        drawn: None,
        source: SourcePath::new("drawing.svg"),
    };
    let templates = [template];
    let world = JobWorld::new(&job, job.files.clone(), &templates, fonts, &[], 0);
    let document = typst::compile::<PagedDocument>(&world).output.ok()?;
    let scale = f64::from(width) / WIDTH;
    let options = RenderOptions { pixel_per_pt: Scalar::new(scale), render_bleed: false };
    let drawn = render(document.pages().first()?, &options);
    let pixels = drawn.pixels().iter().flat_map(|it| [it.red(), it.green(), it.blue()]).collect();
    let picture = image::RgbImage::from_raw(drawn.width(), drawn.height(), pixels)?;
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).ok()?;
    Some(png.into_inner())
}
