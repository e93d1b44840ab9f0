//! What stands above a drawing: the unit, and which look is which series. Never draws a number.

use super::Chart;
use super::canvas::{Anchor, Area, Canvas, Ink, Rule};
use super::lettering::{GAP, LINE, width, wrap};
use super::number::{exact, unit_note};
use super::style::Style;

/// The width of a sample in the key.
const SAMPLE: f64 = 26.0;
/// Between entries of the key.
const APART: f64 = 18.0;

/// How the key shows a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sample {
    /// A piece of its surface.
    Surface,
    /// A piece of its line with its mark.
    Line,
    /// Its mark.
    Mark,
    /// Not at all: each series says its name itself.
    None,
}

/// Writes unit and key; gives the place where the drawing may begin.
pub(super) fn head(chart: &Chart, canvas: &mut Canvas, sample: Sample) -> f64 {
    let mut key = Key { canvas, x: 0.0, y: 0.0 };
    if let Some(note) = unit_note(&chart.unit) {
        key.note(&note);
    }
    if chart.series.len() > 1 && sample != Sample::None {
        for (index, series) in chart.series.iter().enumerate() {
            key.entry(&series.name, |canvas, x, y| show(canvas, sample, Style::of(index), x, y));
        }
    }
    if let Some(target) = chart.target {
        key.entry(&format!("目标 {}", exact(target, &chart.unit)), |canvas, x, y| {
            canvas.rule(Rule::Target, (x, y), (x + SAMPLE, y));
        });
    }
    key.bottom()
}

fn show(canvas: &mut Canvas, sample: Sample, style: Style, x: f64, y: f64) {
    match sample {
        Sample::Surface => {
            canvas
                .surface(style, Area { x: x + 1.0, y: y - 6.0, width: SAMPLE - 4.0, height: 12.0 });
        }
        Sample::Line => {
            canvas.trace(style, &[(x, y), (x + SAMPLE, y)]);
            canvas.mark(style, (x + SAMPLE / 2.0, y));
        }
        Sample::Mark => canvas.mark(style, (x + SAMPLE / 2.0, y)),
        Sample::None => {}
    }
}

/// Entries one after the other, in as many lines as they need.
struct Key<'a> {
    canvas: &'a mut Canvas,
    x: f64,
    /// The top of the line.
    y: f64,
}

impl Key<'_> {
    fn note(&mut self, words: &str) {
        for line in wrap(words, self.canvas.width()) {
            self.canvas.words(Ink::Soft, Anchor::Start, 0.0, self.y + LINE / 2.0, &line);
            self.x = width(&line) + APART;
            self.y += LINE;
        }
        self.y -= LINE;
    }

    fn entry(&mut self, name: &str, sample: impl FnOnce(&mut Canvas, f64, f64)) {
        let whole = SAMPLE + GAP + width(name);
        if self.x > 0.0 && self.x + whole > self.canvas.width() {
            (self.x, self.y) = (0.0, self.y + LINE);
        }
        let lines = wrap(name, self.canvas.width() - self.x - SAMPLE - GAP);
        sample(self.canvas, self.x, self.y + LINE / 2.0);
        let begin = self.x + SAMPLE + GAP;
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.y += LINE;
            }
            self.canvas.words(Ink::Full, Anchor::Start, begin, self.y + LINE / 2.0, line);
        }
        self.x = begin + lines.iter().map(|line| width(line)).fold(0.0, f64::max) + APART;
    }

    fn bottom(self) -> f64 {
        let bottom = if self.x > 0.0 { self.y + LINE + 1.5 * GAP } else { 0.0 };
        self.canvas.reach_down(bottom);
        bottom
    }
}
