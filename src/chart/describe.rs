//! What a chart says to those who do not see it. Never says what the numbers do not.

use super::number::{exact, unit_note};
use super::{Chart, ChartKind, Series};

/// The kind of chart, how much it holds, and the ends of every series.
pub(super) fn sentence(chart: &Chart) -> String {
    let mut parts = vec![format!("{}，{} 项", chart.kind.word(), chart.labels.len())];
    parts.extend(unit_note(&chart.unit));
    parts.extend(chart.target.map(|target| format!("目标 {}", exact(target, &chart.unit))));
    parts.extend(chart.series.iter().filter_map(|series| ends(chart, series)));
    parts.extend((!chart.description.is_empty()).then(|| chart.description.clone()));
    let mut sentence = parts.join("；");
    if !sentence.ends_with('。') {
        sentence.push('。');
    }
    sentence
}

fn ends(chart: &Chart, series: &Series) -> Option<String> {
    let known: Vec<_> = chart
        .labels
        .iter()
        .zip(&series.values)
        .filter_map(|(label, value)| Some((label, (*value)?)))
        .collect();
    let say = |(label, value): &(&String, _)| format!("{label} {}", exact(*value, &chart.unit));
    let (first, last) = (known.first()?, known.last()?);
    let name = if chart.series.len() > 1 { format!("{}：", series.name) } else { String::new() };
    let (from, to) = match chart.kind {
        ChartKind::Line => (("从 ", first), (" 到 ", last)),
        ChartKind::Bar
        | ChartKind::Stacked
        | ChartKind::Donut
        | ChartKind::Progress
        | ChartKind::DotPlot => (
            ("最多的是 ", known.iter().rev().max_by_key(|(_, value)| *value)?),
            ("，最少的是 ", known.iter().min_by_key(|(_, value)| *value)?),
        ),
    };
    if known.len() == 1 {
        return Some(format!("{name}{}", say(first)));
    }
    Some(format!("{name}{}{}{}{}", from.0, say(from.1), to.0, say(to.1)))
}
