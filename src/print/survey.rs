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

use super::{Coarse, FontRole, FontUse, Fonts, Missing, Purpose, Report, Strange, Told, drawn};

/// Pictures with fewer pixels an inch look soft on paper.
const LEAST_DPI: f64 = 200.0;
/// How far beyond the edge of the paper words may stand before it is told.
const EDGE: Abs = Abs::raw(0.5);
/// How far beyond the edge of their area: marks at the ends of lines may hang a little.
const SLACK: Abs = Abs::raw(1.5);
/// How many characters around a missing one are told.
const NEAR: usize = 6;
/// How many places of a missing character are told.
const PLACES: usize = 20;

/// What is reported of `document`, which shows `view` and was made for `purpose`.
pub fn survey(document: &PagedDocument, view: &str, fonts: &Fonts, purpose: Purpose) -> Report {
    let chosen = FontRole::ALL.into_iter().flat_map(|role| fonts.families(role)).collect();
    let area = told_as::<Area>(document, "type-area").into_iter().next();
    let mut survey = Survey { chosen, area, missing: stood_for(document), ..Survey::default() };
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
        strange: survey.strange,
        coarse: survey.coarse,
        unusable: Vec::new(),
        dropped: Vec::new(),
        rgb: match purpose {
            Purpose::Press => survey.pictures,
            Purpose::Archive => 0,
        },
        plain: None,
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

/// Between which edges words stand, in points from the left of the page; `#metadata((left: …,
/// right: …)) <type-area>`. Without it, words may stand on the whole paper.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
struct Area {
    left: f64,
    right: f64,
}

#[derive(Default)]
struct Survey {
    /// Families that serve a role.
    chosen: Vec<String>,
    area: Option<Area>,
    page: usize,
    size: Size,
    fonts: BTreeMap<(String, u16), usize>,
    missing: Vec<Missing>,
    strange: Vec<Strange>,
    pictures: usize,
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
                FrameItem::Image(image, size, _) => {
                    self.pictures += 1;
                    self.picture(image, *size, here);
                }
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
        self.strange(text);
        let is_told = self
            .beyond
            .iter()
            .any(|told| matches!(told, Told::Overfull { page, .. } if *page == self.page));
        if self.is_beyond(text, at) && !is_told {
            self.beyond.push(Told::Overfull {
                what: text.text.chars().take(20).collect(),
                page: self.page,
                characters: 0,
                id: None,
                remedies: Vec::new(),
            });
        }
    }

    /// Whether words stand outside the area that is theirs.
    fn is_beyond(&self, text: &TextItem, at: Transform) -> bool {
        let start = Point::zero().transform(at);
        // The last letter's own width has white in it where a line is stretched or ends with a mark.
        let last = text.glyphs.last().map_or(Abs::zero(), |glyph| glyph.x_advance.at(text.size));
        let width = text.width() - last + last.min(text.size / 2.0);
        let end = Point::new(width, Abs::zero()).transform(at);
        let (left, right) = match self.area {
            Some(area) => (Abs::pt(area.left), Abs::pt(area.right)),
            None => (Abs::zero(), self.size.x),
        };
        let blanks = text.text.trim().is_empty();
        !blanks && (start.x < left - SLACK || end.x > right + SLACK || end.y > self.size.y + EDGE)
    }

    /// Words in a font that serves no role: the first of each font are told.
    fn strange(&mut self, text: &TextItem) {
        let family = &text.font.font().info().family;
        let is_known = self.chosen.contains(family)
            || self.strange.iter().any(|known| known.family == *family);
        let boxes = text.glyphs.iter().all(|glyph| glyph.id == 0);
        let words = text.text.trim();
        if !is_known && !boxes && !words.is_empty() {
            let words = words.chars().take(12).collect();
            self.strange.push(Strange { words, page: self.page, family: family.clone() });
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
pub fn told_as<T: serde::de::DeserializeOwned>(document: &PagedDocument, label: &str) -> Vec<T> {
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
