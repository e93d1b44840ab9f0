//! The sheet a chart is drawn on: shapes and words as SVG. Never knows what they mean.

use std::fmt::Write as _;

use super::Format;
use super::lettering::SIZE;
use super::style::{Hatching, Mark, Style};

/// A drawing in the making.
pub(super) struct Canvas {
    format: Format,
    id: String,
    body: String,
    /// Words, which stand over everything else.
    words: String,
    bottom: f64,
    /// Styles whose hatching is in use.
    hatched: Vec<Style>,
}

/// A box with its corner at the top left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Where words stand from the point they are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// To its right.
    Start,
    /// On both sides.
    Middle,
    /// To its left.
    End,
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// What is read first.
    Full,
    /// What is read when wanted.
    Soft,
    /// With a seam in the colour of the paper, over lines.
    Seamed,
}

/// A straight line that is no series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// Where zero is, or an axis.
    Base,
    /// A round number.
    Grid,
    /// What was to be reached.
    Target,
}

const INK: &str = "#221d1a";
const SOFT: &str = "#5c534c";
const PAPER: &str = "#ffffff";
const FAINT: &str = "#d9d4cc";
/// Fonts for readers that take none from the page.
const FONTS: &str = "Source Han Sans SC, Noto Sans CJK SC, Microsoft YaHei, sans-serif";

impl Canvas {
    pub(super) fn new(format: Format, id: &str) -> Self {
        let id = format!("{id}-{}", format.name());
        Self {
            format,
            id,
            body: String::new(),
            words: String::new(),
            bottom: 0.0,
            hatched: Vec::new(),
        }
    }

    pub(super) fn format(&self) -> Format {
        self.format
    }

    pub(super) fn width(&self) -> f64 {
        self.format.width()
    }

    /// The picture is at least so high.
    pub(super) fn reach_down(&mut self, bottom: f64) {
        self.bottom = self.bottom.max(bottom);
    }

    /// How far down the picture reaches so far.
    pub(super) fn bottom(&self) -> f64 {
        self.bottom
    }

    /// A line in the colour of the paper, between two surfaces.
    pub(super) fn seam(&mut self, from: (f64, f64), to: (f64, f64)) {
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(short);
        self.add(&format!(
            "<path d=\"M{x1} {y1}L{x2} {y2}\" fill=\"none\" stroke=\"{PAPER}\" stroke-width=\"3\" class=\"chart-seam\"/>"
        ));
    }

    /// Words on one line; `y` is the middle of their height.
    pub(super) fn words(&mut self, ink: Ink, anchor: Anchor, x: f64, y: f64, words: &str) {
        let (class, fill) = match ink {
            Ink::Full => ("chart-ink", INK),
            Ink::Soft => ("chart-soft", SOFT),
            Ink::Seamed => ("chart-ink chart-seam", INK),
        };
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let seam = if ink == Ink::Seamed {
            format!(
                " stroke=\"{PAPER}\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\""
            )
        } else {
            String::new()
        };
        let (x, y) = (short(x), short(y + super::lettering::DROP));
        write!(
            self.words,
            "<text x=\"{x}\" y=\"{y}\"{anchor} fill=\"{fill}\"{seam} class=\"{class}\">"
        )
        .expect("writing to a string cannot fail");
        escape(words, &mut self.words);
        self.words.push_str("</text>");
    }

    /// A surface of a series.
    pub(super) fn surface(&mut self, style: Style, area: Area) {
        let look = self.look(style);
        let Area { x, y, width, height } = area;
        let [x, y, width, height] = [x, y, width, height].map(short);
        self.add(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {look}/>"
        ));
    }

    /// A surface of a series with an outline of its own, as the data of an SVG path.
    pub(super) fn shape(&mut self, style: Style, path: &str) {
        let look = self.look(style);
        self.add(&format!("<path d=\"{path}\" fill-rule=\"evenodd\" {look}/>"));
    }

    /// What is still to do: an empty box.
    pub(super) fn track(&mut self, area: Area) {
        let Area { x, y, width, height } = area;
        let [x, y, width, height] = [x, y, width, height].map(short);
        self.add(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"none\" stroke=\"{SOFT}\" class=\"chart-base\"/>"
        ));
    }

    /// A patch of paper for words to stand on.
    pub(super) fn patch(&mut self, area: Area) {
        let Area { x, y, width, height } = area;
        let [x, y, width, height] = [x, y, width, height].map(short);
        self.add(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"2\" fill=\"{PAPER}\" class=\"chart-paper\"/>"
        ));
    }

    /// A line that is no series.
    pub(super) fn rule(&mut self, rule: Rule, from: (f64, f64), to: (f64, f64)) {
        let (class, look) = match rule {
            Rule::Base => ("chart-base", format!("stroke=\"{SOFT}\"")),
            Rule::Grid => ("chart-grid", format!("stroke=\"{FAINT}\"")),
            Rule::Target => {
                self.seam(from, to);
                (
                    "chart-target",
                    format!("stroke=\"{INK}\" stroke-width=\"1.5\" stroke-dasharray=\"5 3\""),
                )
            }
        };
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(short);
        self.add(&format!(
            "<path d=\"M{x1} {y1}L{x2} {y2}\" fill=\"none\" {look} class=\"{class}\"/>"
        ));
    }

    /// The line of a series through `points`.
    pub(super) fn trace(&mut self, style: Style, points: &[(f64, f64)]) {
        let mut path = String::new();
        for (index, (x, y)) in points.iter().enumerate() {
            let head = if index == 0 { 'M' } else { 'L' };
            write!(path, "{head}{} {}", short(*x), short(*y))
                .expect("writing to a string cannot fail");
        }
        let (number, colour, dash) = (style.number(), style.colour(), style.dash());
        let dash =
            if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dash}\"") };
        self.add(&format!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.5\" stroke-linejoin=\"round\"{dash} class=\"chart-line-{number}\"/>"
        ));
    }

    /// The mark of a series around a point.
    pub(super) fn mark(&mut self, style: Style, at: (f64, f64)) {
        let [x, y] = [at.0, at.1].map(short);
        let path = match style.mark() {
            Mark::Disc | Mark::Ring => {
                format!("M{x} {y}m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z")
            }
            Mark::Square | Mark::Frame => format!("M{x} {y}m-4-4h8v8h-8z"),
            Mark::Triangle => format!("M{x} {y}m0-5.5 5 9.5h-10z"),
            Mark::Diamond => format!("M{x} {y}m0-6 6 6-6 6-6-6z"),
        };
        let (number, colour) = (style.number(), style.colour());
        let look = match style.mark() {
            Mark::Disc | Mark::Square | Mark::Triangle | Mark::Diamond => {
                format!(
                    "fill=\"{colour}\" stroke=\"{PAPER}\" class=\"chart-fill-{number} chart-seam\""
                )
            }
            Mark::Ring | Mark::Frame => format!(
                "fill=\"{PAPER}\" stroke=\"{colour}\" stroke-width=\"2\" class=\"chart-line-{number} chart-paper\""
            ),
        };
        self.add(&format!("<path d=\"{path}\" {look}/>"));
    }

    /// The whole picture, which is called `title` and says `description` to who does not see it.
    pub(super) fn finish(self, title: &str, description: &str) -> String {
        let (width, height) = (short(self.width()), short(self.bottom.ceil()));
        let (id, name) = (&self.id, self.format.name());
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart-svg chart-{name}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-words\" font-family=\"{FONTS}\" font-size=\"{SIZE}\"><title id=\"{id}-title\">"
        );
        escape(title, &mut svg);
        write!(svg, "</title><desc id=\"{id}-words\">").expect("writing to a string cannot fail");
        escape(description, &mut svg);
        svg.push_str("</desc>");
        self.patterns(&mut svg);
        svg + &self.body + &self.words + "</svg>\n"
    }

    fn patterns(&self, svg: &mut String) {
        for style in &self.hatched {
            let Hatching::Lines(lines) = style.hatching() else { continue };
            let (id, number, colour, side) =
                (&self.id, style.number(), style.colour(), Hatching::SIDE);
            write!(
                svg,
                "<pattern id=\"{id}-{number}\" width=\"{side}\" height=\"{side}\" patternUnits=\"userSpaceOnUse\"><path d=\"M0 0H{side}V{side}H0z\" fill=\"{colour}\" class=\"chart-fill-{number}\"/><path d=\"{lines}\" fill=\"none\" stroke=\"{PAPER}\" stroke-width=\"1.5\" class=\"chart-seam\"/></pattern>"
            )
            .expect("writing to a string cannot fail");
        }
    }

    /// The attributes of a surface.
    fn look(&mut self, style: Style) -> String {
        let (number, colour) = (style.number(), style.colour());
        match style.hatching() {
            Hatching::Plain => format!("fill=\"{colour}\" class=\"chart-fill-{number}\""),
            Hatching::Lines(_) => {
                if !self.hatched.contains(&style) {
                    self.hatched.push(style);
                }
                let id = &self.id;
                format!(
                    "fill=\"url(#{id}-{number})\" stroke=\"{colour}\" class=\"chart-line-{number}\""
                )
            }
        }
    }

    fn add(&mut self, element: &str) {
        self.body.push_str(element);
    }
}

/// A length with one decimal place at most, so that pictures are short and the same everywhere.
pub(super) fn short(length: f64) -> String {
    let tenths = (length * 10.0).round() / 10.0;
    // Adding zero makes minus zero plain.
    format!("{}", tenths + 0.0)
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // What XML forbids would make the whole picture unreadable.
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push(' '),
            c => out.push(c),
        }
    }
}
