//! What the styles of a Word file say of paragraphs and words. Never reads the text.

use std::collections::{BTreeMap, HashMap};

use super::element::Element;
use crate::import::manuscript::{Face, Height, Placed};

/// How deep styles may be based on each other.
const DEEPEST: u32 = 24;

/// What is said of words; none where nothing is said.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Run {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub underlined: Option<bool>,
    pub struck: Option<bool>,
    pub hidden: Option<bool>,
    pub height: Option<Height>,
    pub face: Option<Face>,
    pub size: Option<u16>,
}

/// What is said of a paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    pub kind: Option<Named>,
    pub placed: Option<Placed>,
    /// The numbering and its level.
    pub number: Option<(String, usize)>,
    pub run: Run,
}

/// What the name of a style says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Title,
    Heading(u8),
    Caption,
    Quotation,
    Contents,
}

/// The styles of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Layout>,
    base: Run,
    usual: Option<String>,
}

impl Styles {
    pub fn read(part: Option<&Element>) -> Self {
        let Some(part) = part else { return Self::default() };
        let elements: BTreeMap<&str, &Element> =
            part.all("style").filter_map(|style| Some((style.get("styleId")?, style))).collect();
        let mut by_id = HashMap::new();
        for id in elements.keys() {
            by_id.insert((*id).to_owned(), resolve(id, &elements, 0));
        }
        let base = part.child("docDefaults").and_then(|it| it.child("rPrDefault"));
        let usual = part
            .all("style")
            .find(|it| it.get("type") == Some("paragraph") && it.get("default") == Some("1"))
            .and_then(|it| it.get("styleId").map(str::to_owned));
        Self { by_id, base: base.map(Run::within).unwrap_or_default(), usual }
    }

    /// What is said of a paragraph by its properties and its style.
    pub fn layout(&self, properties: Option<&Element>) -> Layout {
        let named = properties.and_then(|it| it.value("pStyle")).or(self.usual.as_deref());
        let style = named.and_then(|id| self.by_id.get(id)).cloned().unwrap_or_default();
        let own = properties.map(Layout::of).unwrap_or_default();
        let run = self.base.under(style.run);
        Layout { run, ..style.under(Layout { run: Run::default(), ..own }) }
    }

    /// What is said of words by their properties, above what is said of their paragraph.
    pub fn run(&self, paragraph: &Run, properties: Option<&Element>) -> Run {
        let Some(properties) = properties else { return *paragraph };
        let style = properties.value("rStyle").and_then(|id| self.by_id.get(id));
        let named = style.map(|style| style.run).unwrap_or_default();
        paragraph.under(named).under(Run::of(properties))
    }
}

fn resolve(id: &str, all: &BTreeMap<&str, &Element>, depth: u32) -> Layout {
    let Some(style) = all.get(id).filter(|_| depth < DEEPEST) else { return Layout::default() };
    let base = style.value("basedOn").map(|id| resolve(id, all, depth + 1)).unwrap_or_default();
    let mut own = style.child("pPr").map(Layout::of).unwrap_or_default();
    own.run = Run::within(style);
    own.kind = style.value("name").and_then(Named::of).or(own.kind);
    base.under(own)
}

impl Layout {
    fn of(properties: &Element) -> Self {
        let number = properties.child("numPr").map(|it| {
            let level = it.number("ilvl").and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            (it.value("numId").unwrap_or("0").to_owned(), level)
        });
        let outline = properties.number("outlineLvl").and_then(|n| u8::try_from(n).ok());
        Self {
            kind: outline.filter(|level| *level < 9).map(|level| Named::Heading(level + 1)),
            placed: properties.value("jc").map(|word| match word {
                "center" => Placed::Centre,
                "right" | "end" => Placed::Right,
                _ => Placed::Left,
            }),
            number,
            run: Run::default(),
        }
    }

    fn under(self, above: Self) -> Self {
        Self {
            kind: above.kind.or(self.kind),
            placed: above.placed.or(self.placed),
            number: above.number.or(self.number),
            run: self.run.under(above.run),
        }
    }
}

impl Run {
    /// What the `w:rPr` within `element` says.
    fn within(element: &Element) -> Self {
        element.child("rPr").map(Self::of).unwrap_or_default()
    }

    fn of(properties: &Element) -> Self {
        let fonts = properties.child("rFonts");
        let face = fonts.and_then(|it| it.get("eastAsia").or_else(|| it.get("ascii")));
        Self {
            bold: properties.switch("b"),
            italic: properties.switch("i"),
            underlined: properties.switch("u"),
            struck: properties.switch("strike").or_else(|| properties.switch("dstrike")),
            hidden: properties.switch("vanish"),
            height: height(properties),
            face: face.map(self::face),
            size: properties.number("sz").and_then(|n| u16::try_from(n).ok()),
        }
    }

    fn under(self, above: Self) -> Self {
        Self {
            bold: above.bold.or(self.bold),
            italic: above.italic.or(self.italic),
            underlined: above.underlined.or(self.underlined),
            struck: above.struck.or(self.struck),
            hidden: above.hidden.or(self.hidden),
            height: above.height.or(self.height),
            face: above.face.or(self.face),
            size: above.size.or(self.size),
        }
    }
}

/// Words are raised or lowered by name, or by being smaller and moved.
fn height(properties: &Element) -> Option<Height> {
    match (properties.value("vertAlign"), properties.number("position")) {
        (Some("superscript"), _) => Some(Height::Raised),
        (Some("subscript"), _) => Some(Height::Lowered),
        (Some(_), _) => Some(Height::Line),
        (None, Some(moved)) if properties.child("sz").is_some() && moved != 0 => {
            Some(if moved > 0 { Height::Raised } else { Height::Lowered })
        }
        (None, _) => None,
    }
}

impl Named {
    fn of(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let level = |rest: &str| rest.trim().parse().ok().filter(|n| (1..=9).contains(n));
        let heading = ["heading", "标题"].iter().find_map(|word| level(name.strip_prefix(word)?));
        match name.as_str() {
            "title" | "标题" => Some(Self::Title),
            "caption" | "题注" => Some(Self::Caption),
            "quote" | "quotations" | "intense quote" | "block text" | "引用" | "明显引用"
            | "文本块" => Some(Self::Quotation),
            name if name.starts_with("toc ") || name == "toc heading" => Some(Self::Contents),
            _ => heading.map(Self::Heading),
        }
    }
}

/// What the name of a typeface says, in either language.
fn face(name: &str) -> Face {
    let name = name.to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if is(&["标宋", "biaosong", "fzxbs"]) {
        Face::Title
    } else if is(&["黑", "hei"]) && !is(&["雅黑", "yahei"]) {
        Face::Hei
    } else if is(&["楷", "kai"]) {
        Face::Kai
    } else {
        Face::Body
    }
}
