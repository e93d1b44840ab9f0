//! A set document → its pages as pictures, and where its pieces stand on them. Never encodes a
//! picture.

use serde::Deserialize;
use typst::foundations::Content;
use typst::utils::Scalar;
use typst_layout::{Page, PagedDocument};
use typst_render::{RenderOptions, render};

use super::{Area, DrawnPage, survey};

/// What a template says of a piece where it stands, as `#metadata((…)) <area>`; lengths in points.
#[derive(Deserialize)]
struct Said {
    piece: String,
    width: f64,
    height: f64,
}

/// Every page, `width` pixels wide. Pages are opaque: their paper is white.
pub fn pages(document: &PagedDocument, width: u32) -> Vec<DrawnPage> {
    let drawn = |page: &Page| {
        let scale = f64::from(width) / page.frame.width().to_pt();
        let options = RenderOptions { pixel_per_pt: Scalar::new(scale), render_bleed: false };
        let picture = render(page, &options);
        let pixels = picture.pixels().iter().flat_map(|it| [it.red(), it.green(), it.blue()]);
        DrawnPage { width: picture.width(), height: picture.height(), pixels: pixels.collect() }
    };
    document.pages().iter().map(drawn).collect()
}

/// Where the template says that its pieces stand, in the order it says so.
pub fn areas(document: &PagedDocument) -> Vec<Area> {
    survey::said(document, "area").iter().filter_map(|it| area(document, it)).collect()
}

fn area(document: &PagedDocument, content: &Content) -> Option<Area> {
    let value = content.get_by_name("value").ok()?;
    let said: Said = serde_json::from_value(serde_json::to_value(&value).ok()?).ok()?;
    let at = document.introspector().position(content.location()?)?;
    let size = document.pages().get(at.page.get() - 1)?.frame.size();
    let (across, down) = (100.0 / size.x.to_pt(), 100.0 / size.y.to_pt());
    Some(Area {
        piece: said.piece,
        page: at.page.get(),
        left: at.point.x.to_pt() * across,
        top: at.point.y.to_pt() * down,
        width: said.width * across,
        height: said.height * down,
    })
}
