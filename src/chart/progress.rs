//! How much is done of what was to be done. Never makes less than all look like all.

use super::Chart;
use super::axis::Scale;
use super::bars::said;
use super::canvas::{Anchor, Area, Canvas, Ink, Rule};
use super::frame::{self, Sample};
use super::lettering::{GAP, width};
use super::number::{exact, percentage, real};
use super::rows::Rows;
use super::style::Style;

/// The height of a track.
const TRACK: f64 = 16.0;

pub(super) fn draw(chart: &Chart, canvas: &mut Canvas) {
    // Every row says its own target, unless it is a mark on the way to all.
    let mark = chart.target.filter(|_| is_of_hundred(chart));
    let bare = Chart { series: Vec::new(), target: mark, ..chart.clone() };
    let top = frame::head(&bare, canvas, Sample::None);
    let steps: Vec<Step> = (0..chart.labels.len()).map(|label| step(chart, label)).collect();
    let widest = steps.iter().map(|step| width(&step.words)).fold(0.0, f64::max);
    let rows = Rows::new(chart, canvas.format(), (0.0, widest + 2.0 * GAP));
    let mark = mark.map(|mark| real(mark) / 100.0);
    let most = steps.iter().filter_map(|step| step.part).chain(mark).fold(1.0, f64::max);
    let scale = Scale { numbers: (0.0, most), places: rows.plot() };
    let (places, _) = rows.place(canvas, top, TRACK);
    for (step, row) in steps.iter().zip(&places) {
        let area = |part: f64| Area {
            x: scale.at(0.0),
            y: row.top,
            width: scale.at(part) - scale.at(0.0),
            height: TRACK,
        };
        if let Some(part) = step.part.filter(|part| *part > 0.0) {
            canvas.surface(Style::of(0), area(part));
        }
        canvas.track(area(1.0));
        if let Some(x) = mark.map(|mark| scale.at(mark)) {
            canvas.rule(Rule::Target, (x, row.top - 3.0), (x, row.top + TRACK + 3.0));
        }
        let ink = if step.part.is_some() { Ink::Full } else { Ink::Soft };
        canvas.words(ink, Anchor::End, rows.right, row.top + TRACK / 2.0, &step.words);
    }
}

/// What a row says.
struct Step {
    /// What is done, of one; none when nobody knows.
    part: Option<f64>,
    words: String,
}

/// Whether the numbers are parts of a hundred, each in itself.
fn is_of_hundred(chart: &Chart) -> bool {
    chart.series.len() < 2 && matches!(chart.unit.as_str(), "%" | "％")
}

fn step(chart: &Chart, label: usize) -> Step {
    let done = chart.series.first().and_then(|_| chart.value(0, label));
    let Some(done) = done else {
        return Step { part: None, words: said(None, &chart.unit) };
    };
    let words = exact(done, &chart.unit);
    if is_of_hundred(chart) {
        return Step { part: Some(real(done) / 100.0), words };
    }
    let all = if chart.series.len() > 1 { chart.value(1, label) } else { chart.target };
    match all {
        Some(all) if !all.decimal().is_zero() => {
            let part = real(done) / real(all);
            let all = exact(all, &chart.unit);
            Step { part: Some(part), words: format!("{words}/{all}（{}）", percentage(part)) }
        }
        Some(all) => Step { part: None, words: format!("{words}/{}", exact(all, &chart.unit)) },
        None => Step { part: None, words },
    }
}
