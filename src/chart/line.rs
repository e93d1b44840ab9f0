//! Lines over a row of labels, most often years. Never joins points between which one is missing.

use super::axis::{Scale, Ticks, Whole};
use super::canvas::{Anchor, Canvas, Ink, Rule};
use super::frame::{self, Sample};
use super::lettering::{GAP, LINE, holds_words, width, wrap_evenly};
use super::number::{axis_labels, count, exact, real};
use super::style::Style;
use super::{Chart, Format};

/// The part of the picture that the names at the ends of lines may take.
const MOST_FOR_NAMES: f64 = 0.24;
/// Labels that are enough to read an axis by.
const MANY: usize = 6;
/// When the numbers spread over less than this part of the greatest, the axis does not begin at
/// zero.
const NARROW_SPREAD: f64 = 0.4;

pub(super) fn draw(chart: &Chart, canvas: &mut Canvas) {
    let named = names_fit(chart, canvas.format());
    let top = frame::head(chart, canvas, if named { Sample::None } else { Sample::Line });
    let top = top + if values_fit(chart, canvas.format()) { 1.3 * LINE } else { LINE / 2.0 };
    let bottom = top + height(canvas.format());
    let ticks = ticks(chart);
    let words = axis_labels(&ticks.at, ticks.step, &chart.unit);
    let left = words.iter().map(|words| width(words)).fold(0.0, f64::max) + GAP;
    let right = canvas.width() - if named { names_width(chart) + 2.0 * GAP } else { 1.0 };
    let sheet = Sheet {
        chart,
        scale: Scale { numbers: ticks.ends(), places: (bottom, top) },
        left,
        slot: (right - left) / count(chart.labels.len().max(1)),
    };
    for (tick, words) in ticks.at.iter().zip(&words) {
        let y = sheet.scale.at(*tick);
        let is_zero = *tick == 0.0;
        let rule = if is_zero { Rule::Base } else { Rule::Grid };
        canvas.rule(rule, (left, y), (right, y));
        canvas.words(Ink::Soft, Anchor::End, left - GAP, y, words);
    }
    if let Some(target) = chart.target {
        let y = sheet.scale.at(real(target));
        canvas.rule(Rule::Target, (left, y), (right, y));
    }
    (0..chart.series.len()).for_each(|series| sheet.line(canvas, series));
    if named {
        sheet.names(canvas, right);
    }
    sheet.labels(canvas, bottom + GAP + 2.0);
    if ticks.ends().0 > 0.0 || ticks.ends().1 < 0.0 {
        warning(canvas);
    }
}

fn height(format: Format) -> f64 {
    match format {
        Format::Wide => 240.0,
        Format::Narrow => 190.0,
    }
}

fn ticks(chart: &Chart) -> Ticks {
    let numbers = || chart.values().chain(chart.target);
    let (low, high) = numbers()
        .map(real)
        .fold((f64::MAX, f64::MIN), |(low, high), number| (low.min(number), high.max(number)));
    let (low, high) = if low > high { (0.0, 0.0) } else { (low, high) };
    let spread = high - low;
    let is_narrow = spread > 0.0 && spread < NARROW_SPREAD * low.abs().max(high.abs());
    let (low, high) = if is_narrow && low.signum() * high.signum() > 0.0 {
        (low, high)
    } else {
        (low.min(0.0), high.max(0.0))
    };
    let is_whole = numbers().all(|number| number.decimal().fract().is_zero());
    Ticks::new(low, high, 5.0, if is_whole { Whole::Numbers } else { Whole::AndParts })
}

/// Whether each line can say its name at its end.
fn names_fit(chart: &Chart, format: Format) -> bool {
    let room = MOST_FOR_NAMES * format.width();
    let all = LINE * count(chart.series.len());
    let ends = |series: &super::Series| series.values.iter().any(Option::is_some);
    format == Format::Wide
        && chart.series.len() > 1
        && chart.series.iter().all(|series| ends(series) && width(&series.name) <= room)
        && all <= height(format)
}

fn names_width(chart: &Chart) -> f64 {
    chart.series.iter().map(|series| width(&series.name)).fold(0.0, f64::max)
}

/// Whether each point can say its number.
fn values_fit(chart: &Chart, format: Format) -> bool {
    let [series] = &chart.series[..] else { return false };
    // What the axis takes is not known yet; it is no wider than the widest number and some more.
    let widest =
        series.values.iter().flatten().map(|v| width(&exact(*v, &chart.unit))).fold(0.0, f64::max);
    let slot = (format.width() - widest - 40.0) / count(chart.labels.len().max(1));
    widest + 4.0 <= slot
}

/// The field that lines are drawn on.
struct Sheet<'a> {
    chart: &'a Chart,
    scale: Scale,
    left: f64,
    /// The width of a label's place.
    slot: f64,
}

impl Sheet<'_> {
    fn x(&self, label: usize) -> f64 {
        self.left + (count(label) + 0.5) * self.slot
    }

    /// The point of a label on the line of a series.
    fn point(&self, series: usize, label: usize) -> Option<(f64, f64)> {
        let value = self.chart.value(series, label)?;
        Some((self.x(label), self.scale.at(real(value))))
    }

    fn line(&self, canvas: &mut Canvas, series: usize) {
        let points: Vec<_> =
            (0..self.chart.labels.len()).map(|label| self.point(series, label)).collect();
        let style = Style::of(series);
        for run in points.split(Option::is_none).filter(|run| run.len() > 1) {
            canvas.trace(style, &run.iter().copied().flatten().collect::<Vec<_>>());
        }
        let with_marks = self.slot >= 14.0;
        for (index, point) in points.iter().enumerate() {
            let is_alone = [index.wrapping_sub(1), index + 1]
                .into_iter()
                .all(|beside| points.get(beside).copied().flatten().is_none());
            if let Some(point) = point.filter(|_| with_marks || is_alone) {
                canvas.mark(style, point);
            }
        }
        if values_fit(self.chart, canvas.format()) {
            self.values(canvas, series, &points);
        }
    }

    /// The number of every point: above it, or below one that lies between two higher.
    fn values(&self, canvas: &mut Canvas, series: usize, points: &[Option<(f64, f64)>]) {
        let y = |index: usize| Some(points.get(index).copied().flatten()?.1);
        for (label, point) in points.iter().enumerate() {
            let (Some(value), Some((x, here))) = (self.chart.value(series, label), point) else {
                continue;
            };
            let beside = [label.checked_sub(1).and_then(y), y(label + 1)];
            let is_low = beside.iter().flatten().all(|beside| beside < here)
                && beside.iter().flatten().next().is_some()
                && here + LINE < self.scale.places.0;
            let y = if is_low { here + LINE * 0.8 } else { here - LINE * 0.8 };
            canvas.words(Ink::Seamed, Anchor::Middle, *x, y, &exact(value, &self.chart.unit));
        }
    }

    /// The names at the ends of the lines, moved apart where they would touch.
    fn names(&self, canvas: &mut Canvas, x: f64) {
        let end = |series: usize| {
            (0..self.chart.labels.len()).rev().find_map(|label| self.point(series, label))
        };
        let mut names: Vec<(f64, usize)> = (0..self.chart.series.len())
            .filter_map(|series| Some((end(series)?.1, series)))
            .collect();
        names.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (bottom, top) = self.scale.places;
        let mut least = top;
        for (y, _) in &mut names {
            *y = y.max(least);
            least = *y + LINE;
        }
        let mut most = bottom;
        for (y, _) in names.iter_mut().rev() {
            *y = y.min(most);
            most = *y - LINE;
        }
        for (y, series) in names {
            if let Some((from, at)) = end(series) {
                canvas.rule(Rule::Grid, (from + GAP, at), (x + GAP, y));
            }
            let name = &self.chart.series[series].name;
            canvas.words(Ink::Full, Anchor::Start, x + 2.0 * GAP, y, name);
        }
    }

    /// As many labels as stand side by side without touching, the same number left out between any
    /// two.
    fn labels(&self, canvas: &mut Canvas, top: f64) {
        let all = self.chart.labels.len();
        let fits = |lines| {
            let shown = (1..=all).map(|every| self.every(every, canvas.width()));
            shown.into_iter().find(|labels| are_apart(labels, lines))
        };
        // Many labels on one line are read better than more of them on two.
        let on_one_line = fits(1).filter(|labels| labels.len() >= MANY.min(all));
        for Label { middle, lines, .. } in on_one_line.or_else(|| fits(3)).unwrap_or_default() {
            for (number, line) in lines.iter().enumerate() {
                let y = top + (count(number) + 0.5) * LINE;
                canvas.words(Ink::Soft, Anchor::Middle, middle, y, line);
                canvas.reach_down(y + LINE / 2.0);
            }
        }
        canvas.reach_down(top);
    }

    fn every(&self, every: usize, whole: f64) -> Vec<Label> {
        let room = (self.slot * count(every) - GAP).clamp(28.0, whole);
        let label = |(index, label): (usize, &String)| {
            let lines = wrap_evenly(label, room);
            let half = lines.iter().map(|line| width(line)).fold(0.0, f64::max) / 2.0;
            let is_whole = holds_words(label, room);
            Label { middle: self.x(index).clamp(half, whole - half), half, lines, is_whole }
        };
        self.chart.labels.iter().enumerate().step_by(every).map(label).collect()
    }
}

/// A scale that does not begin at zero makes differences look large, so it says so.
fn warning(canvas: &mut Canvas) {
    let y = canvas.bottom() + GAP + LINE / 2.0;
    canvas.words(Ink::Soft, Anchor::Start, 0.0, y, "纵轴不从 0 开始");
    canvas.reach_down(y + LINE / 2.0);
}

/// A label below the axis.
struct Label {
    middle: f64,
    /// Half its width.
    half: f64,
    lines: Vec<String>,
    /// Whether no word or number of it is broken.
    is_whole: bool,
}

/// Whether labels of at most so many lines stand side by side; one alone may have more.
fn are_apart(labels: &[Label], most_lines: usize) -> bool {
    let few_lines = labels.iter().all(|label| label.lines.len() <= most_lines && label.is_whole)
        || labels.len() == 1;
    few_lines
        && labels
            .windows(2)
            .all(|pair| pair[0].middle + pair[0].half + GAP <= pair[1].middle - pair[1].half)
}
