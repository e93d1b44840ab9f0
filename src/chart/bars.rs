//! Bars that lie, one below the other, alone, in groups or stacked. Never leaves a number out: where
//! nothing is known, it says so.

use super::Chart;
use super::axis::Scale;
use super::canvas::{Anchor, Area, Canvas, Ink, Rule};
use super::frame::{self, Sample};
use super::lettering::{GAP, width};
use super::number::{count, exact, real, sum};
use super::rows::{Row, Rows};
use super::style::Style;
use crate::text::Amount;

/// The height of a bar that stands alone or is a stack.
const ALONE: f64 = 19.0;
/// The height of a bar in a group.
const IN_GROUP: f64 = 15.0;
/// From one bar of a group to the next.
const PITCH: f64 = 18.0;
/// What is said where nothing is known.
const NOTHING: &str = "无数据";

pub(super) fn draw(chart: &Chart, canvas: &mut Canvas) {
    let top = frame::head(chart, canvas, Sample::Surface);
    let rows = Rows::new(chart, canvas.format(), sides(chart));
    let scale = Scale { numbers: reach(chart), places: rows.plot() };
    let height = match bars_in_row(chart) {
        1 => ALONE,
        bars => PITCH * count(bars - 1) + IN_GROUP,
    };
    let (places, _) = rows.place(canvas, top, height);
    for (label, row) in places.iter().enumerate() {
        if chart.is_stacked() {
            stack(chart, canvas, &scale, label, row);
        } else {
            group(chart, canvas, &scale, label, row);
        }
        let rule = |x| ((x, row.through.0), (x, row.through.1));
        let (from, to) = rule(scale.at(0.0));
        canvas.rule(Rule::Base, from, to);
        if let Some(target) = chart.target {
            let (from, to) = rule(scale.at(real(target)));
            canvas.rule(Rule::Target, from, to);
        }
    }
}

fn bars_in_row(chart: &Chart) -> usize {
    if chart.is_stacked() { 1 } else { chart.series.len().max(1) }
}

/// The least and the greatest number that a bar of the chart, or its target, comes to; zero is
/// between them.
pub(super) fn reach(chart: &Chart) -> (f64, f64) {
    let ends = (0..chart.labels.len()).flat_map(|label| {
        let numbers = (0..chart.series.len()).filter_map(move |s| chart.value(s, label)).map(real);
        let (above, below): (Vec<f64>, Vec<f64>) = numbers.partition(|number| *number >= 0.0);
        if chart.is_stacked() {
            vec![above.iter().sum(), below.iter().sum()]
        } else {
            [above, below].concat()
        }
    });
    let ends = ends.chain(chart.target.map(real));
    let (low, high) =
        ends.fold((0.0_f64, 0.0_f64), |(low, high), end| (low.min(end), high.max(end)));
    if low < high { (low, high) } else { (0.0, 1.0) }
}

/// The width of the words before bars that go left and behind those that go right.
fn sides(chart: &Chart) -> (f64, f64) {
    let mut before = 0.0_f64;
    let mut after = 0.0_f64;
    for label in 0..chart.labels.len() {
        let ends: Vec<Option<Amount>> = if chart.is_stacked() {
            vec![total(chart, label)]
        } else {
            (0..chart.series.len()).map(|series| chart.value(series, label)).collect()
        };
        for end in ends {
            let words = width(&said(end, &chart.unit)) + GAP;
            if end.is_some_and(|end| real(end) < 0.0) {
                before = before.max(words);
            } else {
                after = after.max(words);
            }
        }
    }
    (before, after)
}

/// What stands beside a number's bar or mark.
pub(super) fn said(value: Option<Amount>, unit: &str) -> String {
    value.map_or_else(|| NOTHING.to_owned(), |value| exact(value, unit))
}

/// The sum of a label's numbers: none when nothing is known.
pub(super) fn total(chart: &Chart, label: usize) -> Option<Amount> {
    let numbers: Vec<Amount> =
        (0..chart.series.len()).filter_map(|series| chart.value(series, label)).collect();
    if numbers.is_empty() { None } else { sum(numbers.into_iter()) }
}

fn group(chart: &Chart, canvas: &mut Canvas, scale: &Scale, label: usize, row: &Row) {
    let bar = if bars_in_row(chart) == 1 { ALONE } else { IN_GROUP };
    for series in 0..chart.series.len() {
        let y = row.top + PITCH * count(series);
        let value = chart.value(series, label);
        let end = scale.at(value.map_or(0.0, real));
        lying(canvas, Style::of(series), (scale.at(0.0), end), (y, bar));
        let words = said(value, &chart.unit);
        let (anchor, x) = if value.is_some_and(|value| real(value) < 0.0) {
            (Anchor::End, end - GAP)
        } else {
            (Anchor::Start, end + GAP)
        };
        let ink = match value {
            None => Ink::Soft,
            Some(_) if chart.target.is_some() => Ink::Seamed,
            Some(_) => Ink::Full,
        };
        canvas.words(ink, anchor, x, y + bar / 2.0, &words);
    }
}

fn stack(chart: &Chart, canvas: &mut Canvas, scale: &Scale, label: usize, row: &Row) {
    let (mut low, mut high) = (0.0, 0.0);
    for series in 0..chart.series.len() {
        let Some(value) = chart.value(series, label) else { continue };
        let end: &mut f64 = if real(value) < 0.0 { &mut low } else { &mut high };
        let from = scale.at(*end);
        *end += real(value);
        let to = scale.at(*end);
        lying(canvas, Style::of(series), (from, to), (row.top, ALONE));
        let words = exact(value, &chart.unit);
        let needed = width(&words) + 8.0;
        if (to - from).abs() >= needed + 6.0 {
            let middle = f64::midpoint(from, to);
            let (y, height) = (row.top + 2.0, ALONE - 4.0);
            canvas.patch(Area { x: middle - needed / 2.0, y, width: needed, height });
            canvas.words(Ink::Full, Anchor::Middle, middle, row.top + ALONE / 2.0, &words);
        }
    }
    let total = total(chart, label);
    let (anchor, x) = if total.is_some_and(|total| real(total) < 0.0) {
        (Anchor::End, scale.at(low) - GAP)
    } else {
        (Anchor::Start, scale.at(high) + GAP)
    };
    let ink = if total.is_some() { Ink::Full } else { Ink::Soft };
    canvas.words(ink, anchor, x, row.top + ALONE / 2.0, &said(total, &chart.unit));
}

/// A bar between two places; nothing when there is no length to see.
fn lying(canvas: &mut Canvas, style: Style, (from, to): (f64, f64), (y, height): (f64, f64)) {
    let (x, width) = (from.min(to), (to - from).abs());
    if width > 0.0 {
        canvas.surface(style, Area { x, y, width: width.max(0.5), height });
    }
}
