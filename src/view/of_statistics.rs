//! Views of a roll's statistics. Groups (群体) are entries and no people: no chart counts them.

use std::collections::BTreeMap;

use super::of_roll::Desk;
use super::roll::{BarView, ChartView};
use crate::model::{People, PersonId, RollField};
use crate::text::{AgeCount, Division, StatedAge, UncertainDate};

/// Bars of a chart whose kinds have no order of their own.
const BARS: usize = 40;
/// Years of a group of ages.
const AGE_STEP: i16 = 5;
/// Below it is the first group of ages.
const YOUNGEST: i16 = 15;
/// From it on is the last.
const OLDEST: i16 = 80;

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
            self.ages(),
            self.chart("民族", RollField::Ethnicity, &plain, false),
        ];
        charts.retain(|chart| chart.bars.iter().any(|bar| bar.label != UNKNOWN));
        charts
    }

    fn counted(&self) -> impl Iterator<Item = PersonId> {
        self.roll.order.iter().copied().filter(|entry| !self.roll.is_group(*entry))
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
        let mut by_text = vec![0_usize; people.texts()];
        for person in self.counted() {
            by_text[People::number(people.text(person, field))] += 1;
        }
        let mut counts = BTreeMap::new();
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
        drawn(title, counts, unknown)
    }

    /// Ages at death in groups, those counted differently apart: as stated, else from the dates when
    /// these leave one group only.
    fn ages(&self) -> ChartView {
        let people = &self.roll.people;
        let mut dates: Vec<Option<Option<UncertainDate>>> = vec![None; people.texts()];
        let mut date = |person, field| {
            let text = people.text(person, field);
            let read = || UncertainDate::parse(people.say(text)).ok();
            *dates[People::number(text)].get_or_insert_with(read)
        };
        let mut counts: BTreeMap<AgeGroup, usize> = BTreeMap::new();
        let mut unknown = 0;
        for person in self.counted() {
            let stated = StatedAge::read(people.get(person, RollField::Age));
            let mut from_dates = || {
                let (birth, death) =
                    (date(person, RollField::Birth)?, date(person, RollField::Death)?);
                AgeGroup::between(&birth.full_age_at(death)?)
            };
            match stated.map(AgeGroup::of).or_else(&mut from_dates) {
                Some(group) => *counts.entry(group).or_insert(0) += 1,
                None => unknown += 1,
            }
        }
        let counts = counts.into_iter().map(|(group, count)| (group.words(), count)).collect();
        drawn("牺牲时年龄", counts, unknown)
    }
}

/// What is said of those nothing is known of.
const UNKNOWN: &str = "不详";

/// Some years of age and how they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct AgeGroup {
    /// The youngest age in it.
    from: i16,
    count: AgeCount,
}

impl AgeGroup {
    fn of(StatedAge { years, count }: StatedAge) -> Self {
        let from = match years {
            ..YOUNGEST => 0,
            OLDEST.. => OLDEST,
            years => years / AGE_STEP * AGE_STEP,
        };
        Self { from, count }
    }

    /// The group that all of `years`, full ones, are in.
    fn between(years: &std::ops::RangeInclusive<i16>) -> Option<Self> {
        let full = |years| Self::of(StatedAge { years, count: AgeCount::Full });
        let group = full(*years.start());
        (group == full(*years.end())).then_some(group)
    }

    /// `15—19 周岁`
    fn words(self) -> String {
        let count = match self.count {
            AgeCount::Full => "周岁",
            AgeCount::Nominal => "虚岁",
            AgeCount::Either => "岁（周岁虚岁未注明）",
        };
        match self.from {
            0 => format!("不满 {YOUNGEST} {count}"),
            OLDEST.. => format!("{OLDEST} {count}以上"),
            from => format!("{from}—{} {count}", from + AGE_STEP - 1),
        }
    }
}

/// A chart of `counts`, and of those nothing is known of.
fn drawn(title: &str, mut counts: Vec<(String, usize)>, unknown: usize) -> ChartView {
    counts.extend((unknown > 0).then(|| (UNKNOWN.to_owned(), unknown)));
    let total = counts.iter().map(|(_, count)| count).sum();
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(1);
    let bar = |(label, count): (String, usize)| BarView {
        label,
        count,
        length: (count * 100).div_ceil(most),
        part: part(count, total),
    };
    ChartView { title: title.into(), bars: counts.into_iter().map(bar).collect(), total }
}

fn part(count: usize, total: usize) -> String {
    let thousandths = (count * 1000 + total / 2) / total.max(1);
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_fall_into_groups_by_how_they_are_counted() {
        let group = |said| StatedAge::read(said).map(AgeGroup::of).map(AgeGroup::words);
        let table = [
            ("14周岁", Some("不满 15 周岁")),
            ("虚岁15", Some("15—19 虚岁")),
            ("29", Some("25—29 岁（周岁虚岁未注明）")),
            ("80周岁", Some("80 周岁以上")),
            ("约28", None),
        ];
        for (said, words) in table {
            assert_eq!(group(said).as_deref(), words, "{said}");
        }
        let full = |years| AgeGroup::between(&years).map(AgeGroup::words);
        assert_eq!(full(14..=14).as_deref(), Some("不满 15 周岁"));
        assert_eq!(full(20..=24).as_deref(), Some("20—24 周岁"));
        assert_eq!(full(24..=25), None, "nobody knows which group it is");
    }
}
