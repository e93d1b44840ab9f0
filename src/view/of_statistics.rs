//! Views of a roll's statistics.

use super::of_roll::Desk;
use super::roll::{BarView, ChartView};
use crate::model::RollField;
use crate::text::{Division, UncertainDate};

/// Bars of a chart.
const BARS: usize = 40;

impl Desk<'_> {
    /// Every chart that has something to show.
    pub(super) fn charts(&self) -> Vec<ChartView> {
        let year = |said: &str| {
            let date = UncertainDate::parse(said).ok()?;
            Some(date.year()?.to_string())
        };
        let place = |said: &str| {
            let province = Division::of(said).province;
            (!province.is_empty()).then(|| province.to_owned())
        };
        let plain = |said: &str| (!said.is_empty()).then(|| said.to_owned());
        let mut charts = vec![
            self.chart("牺牲年份", RollField::Death, &year, true),
            self.chart("时期", RollField::Period, &plain, false),
            self.chart("籍贯所在省份", RollField::Native, &place, false),
            self.chart("性别", RollField::Sex, &plain, false),
            self.chart("民族", RollField::Ethnicity, &plain, false),
        ];
        charts.retain(|chart| !chart.bars.is_empty());
        charts
    }

    /// How many people there are of each kind that `kind` tells from the words of `field`: in the
    /// kinds' own order, or the most frequent first.
    fn chart(
        &self,
        title: &str,
        field: RollField,
        kind: &dyn Fn(&str) -> Option<String>,
        in_order: bool,
    ) -> ChartView {
        let people = &self.roll.people;
        if !people.has(field) {
            return ChartView { title: title.into(), bars: Vec::new(), total: 0 };
        }
        let mut by_text = vec![0_usize; people.texts()];
        for person in &self.roll.order {
            by_text[crate::model::People::number(people.text(*person, field))] += 1;
        }
        let mut counts = std::collections::BTreeMap::new();
        let mut unknown = 0;
        for (text, count) in people.said().zip(by_text).filter(|(_, count)| *count > 0) {
            match kind(text) {
                Some(kind) => *counts.entry(kind).or_insert(0) += count,
                None => unknown += count,
            }
        }
        let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
        if !in_order {
            counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            let rest: usize = counts.iter().skip(BARS).map(|(_, count)| count).sum();
            counts.truncate(BARS);
            counts.extend((rest > 0).then(|| ("其他".to_owned(), rest)));
        }
        counts.extend((unknown > 0).then(|| ("不详".to_owned(), unknown)));
        let total = self.roll.order.len();
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(1);
        let bar = |(label, count): (String, usize)| BarView {
            label,
            count,
            length: (count * 100).div_ceil(most),
            part: part(count, total),
        };
        ChartView { title: title.into(), bars: counts.into_iter().map(bar).collect(), total }
    }
}

fn part(count: usize, total: usize) -> String {
    let thousandths = (count * 1000 + total / 2) / total.max(1);
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}
