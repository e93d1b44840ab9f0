//! Bars that stand side by side, for few and short labels. Never used when a word would not fit.

use super::axis::Scale;
use super::bars::{reach, said, total};
use super::canvas::{Anchor, Area, Canvas, Ink, Rule};
use super::frame::{self, Sample};
use super::lettering::{GAP, LINE, holds_words, width, wrap_evenly};
use super::number::{count, exact, real};
use super::style::Style;
use super::{Chart, Format};
use crate::text::Amount;

/// Lines that a label below its bars may have.
const LINES: usize = 2;
/// The widest bar.
const WIDEST: f64 = 64.0;
/// The part of a label's place that its bar takes.
const FILLED: f64 = 0.68;
/// The part that a group of bars takes.
const FILLED_BY_GROUP: f64 = 0.86;

/// Whether every word of the chart fits when its bars stand.
pub(super) fn fits(chart: &Chart, format: Format) -> bool {
    let slot = slot(chart, format);
    let labels_fit = chart.labels.iter().all(|label| {
        let lines = wrap_evenly(label, slot - GAP);
        // A character alone on its line, the 省 of a province, is read as another label.
        let is_torn = lines.len() > 1 && lines.iter().any(|line| line.chars().nth(1).is_none());
        holds_words(label, slot - GAP) && lines.len() <= LINES && !is_torn
    });
    let bars = (0..chart.labels.len()).flat_map(|label| ends(chart, label));
    let room = if bars_in_slot(chart) == 1 {
        slot - GAP
    } else {
        slot * FILLED_BY_GROUP / count(bars_in_slot(chart)) - 2.0
    };
    chart.labels.len() > 1
        && labels_fit
        && bars.map(|end| width(&said(end, &chart.unit))).all(|words| words <= room)
}

pub(super) fn draw(chart: &Chart, canvas: &mut Canvas) {
    let top = frame::head(chart, canvas, Sample::Surface) + LINE;
    let height = match canvas.format() {
        Format::Wide => 200.0,
        Format::Narrow => 160.0,
    };
    let numbers = reach(chart);
    let bottom = top + height;
    let scale = Scale { numbers, places: (bottom, top) };
    for label in 0..chart.labels.len() {
        let middle = (count(label) + 0.5) * slot(chart, canvas.format());
        if chart.is_stacked() {
            stack(chart, canvas, &scale, label, middle);
        } else {
            group(chart, canvas, &scale, label, middle);
        }
    }
    let zero = scale.at(0.0);
    canvas.rule(Rule::Base, (0.0, zero), (canvas.width(), zero));
    if let Some(target) = chart.target {
        let y = scale.at(real(target));
        canvas.rule(Rule::Target, (0.0, y), (canvas.width(), y));
    }
    let below = if numbers.0 < 0.0 { LINE } else { 0.0 };
    labels(chart, canvas, bottom + below + 4.0);
}

fn slot(chart: &Chart, format: Format) -> f64 {
    format.width() / count(chart.labels.len().max(1))
}

fn bars_in_slot(chart: &Chart) -> usize {
    if chart.is_stacked() { 1 } else { chart.series.len().max(1) }
}

/// The numbers at the ends of a label's bars.
fn ends(chart: &Chart, label: usize) -> Vec<Option<Amount>> {
    if chart.is_stacked() {
        vec![total(chart, label)]
    } else {
        (0..chart.series.len()).map(|series| chart.value(series, label)).collect()
    }
}

fn group(chart: &Chart, canvas: &mut Canvas, scale: &Scale, label: usize, middle: f64) {
    let slot = slot(chart, canvas.format());
    let bars = count(bars_in_slot(chart));
    let filled = if bars > 1.0 { FILLED_BY_GROUP } else { FILLED };
    let pitch = (slot * filled / bars).min(WIDEST);
    for (series, value) in ends(chart, label).into_iter().enumerate() {
        let center = middle + (count(series) + 0.5 - bars / 2.0) * pitch;
        let bar = pitch - if bars > 1.0 { 2.0 } else { 0.0 };
        let ends = (0.0, value.map_or(0.0, real));
        standing(canvas, Style::of(series), scale, ends, (center - bar / 2.0, bar));
        over(chart, canvas, scale, value, ends.1, center);
    }
}

fn stack(chart: &Chart, canvas: &mut Canvas, scale: &Scale, label: usize, middle: f64) {
    let bar = (slot(chart, canvas.format()) * FILLED).min(WIDEST);
    let (mut low, mut high) = (0.0, 0.0);
    for series in 0..chart.series.len() {
        let Some(value) = chart.value(series, label) else { continue };
        let end: &mut f64 = if real(value) < 0.0 { &mut low } else { &mut high };
        let ends = (*end, *end + real(value));
        *end = ends.1;
        standing(canvas, Style::of(series), scale, ends, (middle - bar / 2.0, bar));
        let words = exact(value, &chart.unit);
        let (y, length) = (
            f64::midpoint(scale.at(ends.0), scale.at(ends.1)),
            (scale.at(ends.0) - scale.at(ends.1)).abs(),
        );
        if length >= LINE + 2.0 && width(&words) + 8.0 <= bar {
            let needed = width(&words) + 6.0;
            let patch = Area { x: middle - needed / 2.0, y: y - 8.0, width: needed, height: 16.0 };
            canvas.patch(patch);
            canvas.words(Ink::Full, Anchor::Middle, middle, y, &words);
        }
    }
    let total = total(chart, label);
    let end = if total.is_some_and(|total| real(total) < 0.0) { low } else { high };
    over(chart, canvas, scale, total, end, middle);
}

/// The number at the end of a bar: above it, or below one that hangs.
fn over(
    chart: &Chart,
    canvas: &mut Canvas,
    scale: &Scale,
    value: Option<Amount>,
    end: f64,
    middle: f64,
) {
    let hangs = value.is_some_and(|value| real(value) < 0.0);
    let y = scale.at(end) + if hangs { LINE / 2.0 + 1.0 } else { -LINE / 2.0 };
    let ink = match value {
        None => Ink::Soft,
        Some(_) if chart.target.is_some() => Ink::Seamed,
        Some(_) => Ink::Full,
    };
    canvas.words(ink, Anchor::Middle, middle, y, &said(value, &chart.unit));
}

fn labels(chart: &Chart, canvas: &mut Canvas, top: f64) {
    let slot = slot(chart, canvas.format());
    for (index, label) in chart.labels.iter().enumerate() {
        let middle = (count(index) + 0.5) * slot;
        for (number, line) in wrap_evenly(label, slot - GAP).iter().enumerate() {
            let y = top + (count(number) + 0.5) * LINE;
            canvas.words(Ink::Full, Anchor::Middle, middle, y, line);
            canvas.reach_down(y + LINE / 2.0);
        }
    }
    canvas.reach_down(top);
}

fn standing(
    canvas: &mut Canvas,
    style: Style,
    scale: &Scale,
    (from, to): (f64, f64),
    (x, width): (f64, f64),
) {
    let (from, to) = (scale.at(from), scale.at(to));
    let (y, height) = (from.min(to), (to - from).abs());
    if height > 0.0 {
        canvas.surface(style, Area { x, y, width, height: height.max(0.5) });
    }
}
