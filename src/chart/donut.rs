//! A ring whose parts make a whole, and the list of them. Never shows a part without its number.

use std::f64::consts::TAU;

use super::bars::total;
use super::canvas::{Anchor, Area, Canvas, Ink, short};
use super::frame;
use super::lettering::{GAP, LINE, width, wrap};
use super::number::{count, exact, percentage, real, sum};
use super::style::Style;
use super::{Chart, Format};

/// Radius of the ring and of its hole.
const RING: (f64, f64) = (96.0, 58.0);
const SAMPLE: f64 = 22.0;

pub(super) fn draw(chart: &Chart, canvas: &mut Canvas) {
    let top = frame::head(chart, canvas, frame::Sample::None);
    let (radius, _) = RING;
    let entries = entries(chart);
    let (middle, list) = match canvas.format() {
        Format::Wide => ((radius + 1.0, top + radius + 1.0), (2.0 * radius + 40.0, top)),
        Format::Narrow => {
            ((canvas.width() / 2.0, top + radius + 1.0), (0.0, top + 2.0 * radius + 2.0 * GAP))
        }
    };
    canvas.reach_down(top + 2.0 * radius + 2.0);
    ring(canvas, middle, &entries);
    center(chart, canvas, middle);
    let (lines, between) = (lines(canvas, list.0, &entries), GAP);
    let tall = lines.iter().map(|lines| count(lines.len()) * LINE + between).sum::<f64>() - between;
    let first = match canvas.format() {
        Format::Wide => list.1 + ((2.0 * radius - tall) / 2.0).max(0.0),
        Format::Narrow => list.1,
    };
    legend(canvas, (list.0, first), &entries, &lines);
}

/// A part of the whole.
struct Entry {
    style: Style,
    label: String,
    /// From 0 to 1.
    part: f64,
    words: String,
}

fn entries(chart: &Chart) -> Vec<Entry> {
    let whole: f64 = chart.values().map(real).sum();
    let entry = |(index, label): (usize, &String)| {
        let value = chart.value(0, index);
        let part = value.map_or(0.0, real) / whole;
        let words = match value {
            Some(value) => format!("{}（{}）", exact(value, &chart.unit), percentage(part)),
            None => super::bars::said(None, &chart.unit),
        };
        Entry { style: Style::of(index), label: label.clone(), part, words }
    };
    chart.labels.iter().enumerate().map(entry).collect()
}

fn ring(canvas: &mut Canvas, middle: (f64, f64), entries: &[Entry]) {
    let mut from = 0.0;
    let some = entries.iter().filter(|entry| entry.part > 0.0).count();
    for entry in entries.iter().filter(|entry| entry.part > 0.0) {
        let to = from + entry.part;
        let path = if some == 1 { whole(middle) } else { piece(middle, from, to) };
        canvas.shape(entry.style, &path);
        from = to;
    }
    if some > 1 {
        let mut from = 0.0;
        for entry in entries.iter().filter(|entry| entry.part > 0.0) {
            canvas.seam(spot(middle, RING.1, from), spot(middle, RING.0, from));
            from += entry.part;
        }
    }
}

/// The place on a circle that `turn` of a whole turn leads to, from the top and to the right.
fn spot((x, y): (f64, f64), radius: f64, turn: f64) -> (f64, f64) {
    let angle = turn * TAU;
    (x + radius * angle.sin(), y - radius * angle.cos())
}

fn piece(middle: (f64, f64), from: f64, to: f64) -> String {
    let (outer, inner) = RING;
    let large = u8::from(to - from > 0.5);
    let at = |radius, turn| {
        let (x, y) = spot(middle, radius, turn);
        format!("{} {}", short(x), short(y))
    };
    format!(
        "M{}A{outer} {outer} 0 {large} 1 {}L{}A{inner} {inner} 0 {large} 0 {}z",
        at(outer, from),
        at(outer, to),
        at(inner, to),
        at(inner, from)
    )
}

/// Two circles: an arc all the way round would be none.
fn whole((x, y): (f64, f64)) -> String {
    let circle = |radius: f64| {
        let [x, y, r, turn] = [x - radius, y, radius, 2.0 * radius].map(short);
        format!("M{x} {y}a{r} {r} 0 1 0 {turn} 0a{r} {r} 0 1 0-{turn} 0z")
    };
    circle(RING.0) + &circle(RING.1)
}

/// The whole in the hole, where it fits.
fn center(chart: &Chart, canvas: &mut Canvas, (x, y): (f64, f64)) {
    let totals: Vec<_> = (0..chart.labels.len()).filter_map(|label| total(chart, label)).collect();
    let Some(whole) = sum(totals.into_iter()) else { return };
    let words = exact(whole, &chart.unit);
    if width(&words) <= 2.0 * RING.1 - 16.0 {
        canvas.words(Ink::Soft, Anchor::Middle, x, y - LINE / 2.0, "合计");
        canvas.words(Ink::Full, Anchor::Middle, x, y + LINE / 2.0, &words);
    }
}

/// The labels in lines that leave room for the numbers at the right.
fn lines(canvas: &Canvas, x: f64, entries: &[Entry]) -> Vec<Vec<String>> {
    let room = canvas.width() - x - SAMPLE - GAP - numbers_width(entries) - 2.0 * GAP;
    entries.iter().map(|entry| wrap(&entry.label, room.max(42.0))).collect()
}

fn numbers_width(entries: &[Entry]) -> f64 {
    entries.iter().map(|entry| width(&entry.words)).fold(0.0, f64::max)
}

fn legend(canvas: &mut Canvas, at: (f64, f64), entries: &[Entry], lines: &[Vec<String>]) {
    let (x, mut y) = at;
    let begin = x + SAMPLE + GAP;
    let widest = lines.iter().flatten().map(|line| width(line)).fold(0.0, f64::max);
    let right = match canvas.format() {
        Format::Wide => (begin + widest + 4.0 * GAP + numbers_width(entries)).min(canvas.width()),
        Format::Narrow => canvas.width(),
    };
    for (entry, lines) in entries.iter().zip(lines) {
        let sample =
            Area { x: x + 1.0, y: y + LINE / 2.0 - 6.5, width: SAMPLE - 4.0, height: 13.0 };
        canvas.surface(entry.style, sample);
        canvas.words(Ink::Full, Anchor::End, right, y + LINE / 2.0, &entry.words);
        for line in lines {
            canvas.words(Ink::Full, Anchor::Start, begin, y + LINE / 2.0, line);
            y += LINE;
        }
        if lines.is_empty() {
            y += LINE;
        }
        canvas.reach_down(y);
        y += GAP;
    }
}
