//! Marks on a common scale, a row for each label. Never needs zero, since no length is compared.

use super::Chart;
use super::axis::{Scale, Ticks, Whole};
use super::bars::said;
use super::canvas::{Anchor, Canvas, Ink, Rule};
use super::frame::{self, Sample};
use super::lettering::{GAP, LINE, width};
use super::number::{axis_labels, exact, real};
use super::rows::{Row, Rows};
use super::style::Style;

/// The height of a row.
const HEIGHT: f64 = 19.0;
/// Half the width of a mark.
const MARK: f64 = 7.0;

pub(super) fn draw(chart: &Chart, canvas: &mut Canvas) {
    let top = frame::head(chart, canvas, Sample::Mark);
    let widest = chart.values().map(|value| width(&exact(value, &chart.unit))).fold(0.0, f64::max);
    let nothing = width(&said(None, &chart.unit));
    let side = widest.max(nothing) + GAP + MARK;
    let before = if chart.series.len() > 1 { side } else { MARK };
    let rows = Rows::new(chart, canvas.format(), (before, side));
    let ticks = ticks(chart);
    let scale = Scale { numbers: ticks.ends(), places: rows.plot() };
    let (places, bottom) = rows.place(canvas, top, HEIGHT);
    axis(chart, canvas, &ticks, &scale, &places, bottom);
    for (label, row) in places.iter().enumerate() {
        marks(chart, canvas, &scale, label, row);
    }
}

fn ticks(chart: &Chart) -> Ticks {
    let numbers = || chart.values().chain(chart.target);
    let ends = numbers().map(real).fold(None, |ends: Option<(f64, f64)>, number| {
        let (low, high) = ends.unwrap_or((number, number));
        Some((low.min(number), high.max(number)))
    });
    let (low, high) = ends.unwrap_or((0.0, 0.0));
    let is_near_zero = low >= 0.0 && low < 0.5 * high;
    let is_whole = numbers().all(|number| number.decimal().fract().is_zero());
    let whole = if is_whole { Whole::Numbers } else { Whole::AndParts };
    Ticks::new(if is_near_zero || low >= high { low.min(0.0) } else { low }, high, 4.0, whole)
}

fn axis(
    chart: &Chart,
    canvas: &mut Canvas,
    ticks: &Ticks,
    scale: &Scale,
    rows: &[Row],
    bottom: f64,
) {
    let words = axis_labels(&ticks.at, ticks.step, &chart.unit);
    let ticks = ticks.at.iter().zip(&words);
    let y = bottom + LINE / 2.0;
    let mut free = 0.0;
    for (tick, words) in ticks {
        let x = scale.at(*tick);
        let rule = if *tick == 0.0 { Rule::Base } else { Rule::Grid };
        for row in rows {
            canvas.rule(rule, (x, row.through.0), (x, row.through.1));
        }
        let half = width(words) / 2.0;
        let middle = x.clamp(half, canvas.width() - half);
        if middle - half >= free {
            canvas.words(Ink::Soft, Anchor::Middle, middle, y, words);
            free = middle + half + GAP;
        }
    }
    if let Some(target) = chart.target {
        let x = scale.at(real(target));
        for row in rows {
            canvas.rule(Rule::Target, (x, row.through.0), (x, row.through.1));
        }
    }
    canvas.reach_down(y + LINE / 2.0);
}

/// The marks of a row, and its least and greatest number.
fn marks(chart: &Chart, canvas: &mut Canvas, scale: &Scale, label: usize, row: &Row) {
    let y = row.top + HEIGHT / 2.0;
    let known: Vec<_> = (0..chart.series.len())
        .filter_map(|series| Some((series, chart.value(series, label)?)))
        .collect();
    let least = known.iter().min_by_key(|(_, value)| *value);
    let most = known.iter().max_by_key(|(_, value)| *value);
    let (Some((_, least)), Some((_, most))) = (least, most) else {
        let words = said(None, &chart.unit);
        return canvas.words(Ink::Soft, Anchor::Start, scale.places.0 + GAP, y, &words);
    };
    let ends = (scale.at(real(*least)), scale.at(real(*most)));
    canvas.rule(Rule::Base, (ends.0, y), (ends.1, y));
    for (series, value) in &known {
        canvas.mark(Style::of(*series), (scale.at(real(*value)), y));
    }
    if chart.series.len() > 1 && least < most {
        let words = exact(*least, &chart.unit);
        canvas.words(Ink::Seamed, Anchor::End, ends.0 - GAP - MARK / 2.0, y, &words);
    }
    let words = exact(*most, &chart.unit);
    canvas.words(Ink::Seamed, Anchor::Start, ends.1 + GAP + MARK / 2.0, y, &words);
}
