//! A set document → what is reported of it: its fonts, missing characters, coarse pictures.

use std::collections::BTreeMap;

use typst::ecow::EcoVec;
use typst::foundations::{Content, Label, Selector};
use typst::introspection::Introspector;
use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst::text::TextItem;
use typst::utils::PicoStr;
use typst::visualize::{Image, ImageKind};
use typst_layout::PagedDocument;

use super::{Coarse, FontUse, Fonts, Missing, Report, Told, drawn};

/// Pictures with fewer pixels an inch look soft on paper.
const LEAST_DPI: f64 = 200.0;
/// How far beyond the edge of the paper words may stand before it is told.
const EDGE: Abs = Abs::raw(0.5);
/// How many characters around a missing one are told.
const NEAR: usize = 6;
/// How many places of a missing character are told.
const PLACES: usize = 20;

/// What is reported of `document`, which shows `view`.
pub fn survey(document: &PagedDocument, view: &str, fonts: &Fonts) -> Report {
    let mut survey = Survey { missing: stood_for(document), ..Survey::default() };
    for (number, page) in (1..).zip(document.pages()) {
        survey.page = number;
        survey.size = page.frame.size();
        survey.frame(&page.frame, Transform::identity());
    }
    let glyphs = |((family, weight), glyphs): ((String, u16), usize)| FontUse {
        roles: fonts.roles_of(&family).map(|role| role.word().to_owned()).collect(),
        family,
        weight,
        glyphs,
    };
    let mut used: Vec<FontUse> = survey.fonts.into_iter().map(glyphs).collect();
    used.sort_by_key(|font| std::cmp::Reverse(font.glyphs));
    let mut told = told(document, "report");
    told.extend(survey.beyond);
    for missing in &mut survey.missing {
        missing.near = near(view, missing.character);
    }
    Report {
        standard: String::new(),
        pages: document.pages().len(),
        fonts: used,
        missing: survey.missing,
        coarse: survey.coarse,
        told,
        values: told_as(document, "values"),
        bytes: 0,
        areas: drawn::areas(document),
    }
}

/// Whether the template asks to be set once more, as `#metadata(…) <again>`.
pub fn asks_again(document: &PagedDocument) -> bool {
    !said(document, "again").is_empty()
}

#[derive(Default)]
struct Survey {
    page: usize,
    size: Size,
    fonts: BTreeMap<(String, u16), usize>,
    missing: Vec<Missing>,
    coarse: Vec<Coarse>,
    beyond: Vec<Told>,
}

impl Survey {
    fn frame(&mut self, frame: &Frame, at: Transform) {
        for (point, item) in frame.items() {
            let here = at.pre_concat(Transform::translate(point.x, point.y));
            match item {
                FrameItem::Group(group) => {
                    self.frame(&group.frame, here.pre_concat(group.transform));
                }
                FrameItem::Text(text) => self.text(text, here),
                FrameItem::Image(image, size, _) => self.picture(image, *size, here),
                FrameItem::Shape(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }

    fn text(&mut self, text: &TextItem, at: Transform) {
        let info = text.font.font().info();
        let weight = info.variant.weight.to_number();
        *self.fonts.entry((info.family.clone(), weight)).or_default() += text.glyphs.len();
        for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
            let Some(character) = text.text[glyph.range()].chars().next() else { continue };
            if self.missing.iter().all(|known| known.character != character) {
                self.missing.push(Missing { character, page: self.page, near: Vec::new() });
            }
        }
        let end = Point::new(text.width(), Abs::zero()).transform(at);
        let is_beyond = end.x > self.size.x + EDGE || end.y > self.size.y + EDGE;
        let is_told = self
            .beyond
            .iter()
            .any(|told| matches!(told, Told::Overfull { page, .. } if *page == self.page));
        if is_beyond && !is_told {
            self.beyond.push(Told::Overfull {
                what: text.text.chars().take(20).collect(),
                page: self.page,
                characters: 0,
                help: String::new(),
            });
        }
    }

    fn picture(&mut self, image: &Image, size: Size, at: Transform) {
        if !matches!(image.kind(), ImageKind::Raster(_)) {
            return;
        }
        let width = size.x * at.sx.get().hypot(at.ky.get());
        let dpi = image.width() / width.to_inches();
        if dpi < LEAST_DPI {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "under 200"
            )]
            let dpi = dpi as u32;
            let alt = image.alt().unwrap_or_default().to_owned();
            self.coarse.push(Coarse { alt, page: self.page, dpi });
        }
    }
}

/// The characters for which something else was set, as `#metadata("字") <lacking>`, and where first.
fn stood_for(document: &PagedDocument) -> Vec<Missing> {
    let mut missing: Vec<Missing> = Vec::new();
    for mark in said(document, "lacking") {
        let value = mark.get_by_name("value").ok().and_then(|it| it.cast::<String>().ok());
        let Some(character) = value.and_then(|it| it.chars().next()) else { continue };
        if missing.iter().all(|known| known.character != character) {
            let page = mark.location().and_then(|at| document.introspector().page(at));
            let page = page.map_or(1, std::num::NonZero::get);
            missing.push(Missing { character, page, near: Vec::new() });
        }
    }
    missing
}

/// The words of the view around `character`, each once: a few characters on each side, and none of
/// another value.
fn near(view: &str, character: char) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for (at, _) in view.match_indices(character) {
        let ends = |c: &char| matches!(c, '"' | '\\');
        let before: Vec<char> =
            view[..at].chars().rev().take_while(|c| !ends(c)).take(NEAR).collect();
        let after = view[at..].chars().take_while(|c| !ends(c)).take(NEAR + 1);
        let words: String = before.into_iter().rev().chain(after).collect();
        if !places.contains(&words) {
            places.push(words);
        }
        if places.len() == PLACES {
            break;
        }
    }
    places
}

/// What the template says under a label; what is not understood is left out.
fn told_as<T: serde::de::DeserializeOwned>(document: &PagedDocument, label: &str) -> Vec<T> {
    let said = said(document, label);
    let values = said.iter().filter_map(|content| content.get_by_name("value").ok());
    let values = values.filter_map(|value| serde_json::to_value(&value).ok());
    values.flat_map(one_or_many).filter_map(|value| serde_json::from_value(value).ok()).collect()
}

/// The elements under a label.
pub fn said(document: &PagedDocument, label: &str) -> EcoVec<Content> {
    let Some(label) = Label::new(PicoStr::intern(label)) else { return EcoVec::new() };
    document.introspector().query(&Selector::Label(label))
}

fn told(document: &PagedDocument, label: &str) -> Vec<Told> {
    told_as(document, label)
}

fn one_or_many(value: serde_json::Value) -> Vec<serde_json::Value> {
    match value {
        serde_json::Value::Array(values) => values,
        one => vec![one],
    }
}
