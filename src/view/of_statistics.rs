//! Views of a roll's statistics. Groups (群体) are entries and no people: no chart counts them.

use std::collections::BTreeMap;

use super::chart::{ChartRowView, ChartView};
use super::of_roll::Desk;
use crate::chart::{Chart, ChartKind, Series};
use crate::model::{People, PersonId, RollField};
use crate::text::{AgeCount, Amount, Division, StatedAge, UncertainDate};

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
        self.statistics().into_iter().zip(1..).map(|(it, number)| it.view(number)).collect()
    }

    /// What is counted, where there is something to count.
    pub(super) fn statistics(&self) -> Vec<Statistic> {
        let year = |said: &str| {
            let date = UncertainDate::parse(said).ok()?;
            Some(date.year()?.to_string())
        };
        let place = |said: &str| {
            let province = Division::province_name(said.trim());
            (!province.is_empty()).then(|| province.to_owned())
        };
        let plain = |said: &str| (!said.is_empty()).then(|| said.to_owned());
        let counted = [
            (ChartKind::Bar, self.counts("牺牲年份", RollField::Death, &year, Sorting::OfKinds)),
            (ChartKind::Bar, self.counts("时期", RollField::Period, &plain, Sorting::ByCount)),
            (
                ChartKind::Bar,
                self.counts("籍贯所在省份", RollField::Native, &place, Sorting::ByCount),
            ),
            (ChartKind::Donut, self.counts("性别", RollField::Sex, &plain, Sorting::ByCount)),
            (ChartKind::Bar, self.ages()),
            (ChartKind::Bar, self.counts("民族", RollField::Ethnicity, &plain, Sorting::ByCount)),
        ];
        let known = counted.iter().filter(|(_, counts)| !counts.known.is_empty());
        known.map(|(kind, counts)| Statistic::of(*kind, counts)).collect()
    }

    fn counted(&self) -> impl Iterator<Item = PersonId> {
        self.roll.order.iter().copied().filter(|entry| !self.roll.is_group(*entry))
    }

    /// How many people there are of each kind that `kind` tells from the words of `field`: in the
    /// kinds' own order, or the most frequent first.
    fn counts(
        &self,
        title: &'static str,
        field: RollField,
        kind: &dyn Fn(&str) -> Option<String>,
        sorting: Sorting,
    ) -> Counts {
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
        let mut known: Vec<(String, usize)> = counts.into_iter().collect();
        if sorting == Sorting::ByCount {
            known.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            let rest: usize = known.iter().skip(BARS).map(|(_, count)| count).sum();
            known.truncate(BARS);
            known.extend((rest > 0).then(|| ("其他".to_owned(), rest)));
        }
        Counts { title, known, unknown }
    }

    /// Ages at death in groups, those counted differently apart: as stated, else from the dates when
    /// these leave one group only.
    fn ages(&self) -> Counts {
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
        let known = counts.into_iter().map(|(group, count)| (group.words(), count)).collect();
        Counts { title: "牺牲时年龄", known, unknown }
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

/// In which order kinds stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sorting {
    /// Their own, as of years.
    OfKinds,
    /// The most frequent first.
    ByCount,
}

/// How many people there are of each kind.
struct Counts {
    title: &'static str,
    known: Vec<(String, usize)>,
    /// How many nothing is known of.
    unknown: usize,
}

/// A chart with the part that each of its numbers is of all.
pub(super) struct Statistic {
    /// The chart; who nothing is known of stands last.
    pub(super) chart: Chart,
    /// For each of its labels.
    parts: Vec<String>,
    total: usize,
}

impl Statistic {
    fn of(kind: ChartKind, counts: &Counts) -> Self {
        let mut all = counts.known.clone();
        all.extend((counts.unknown > 0).then(|| (UNKNOWN.to_owned(), counts.unknown)));
        let total: usize = all.iter().map(|(_, count)| count).sum();
        let values = all.iter().map(|(_, count)| Some(Amount::from(*count))).collect();
        let chart = Chart {
            title: counts.title.into(),
            description: String::new(),
            kind,
            unit: "人".into(),
            labels: all.iter().map(|(label, _)| label.clone()).collect(),
            series: vec![Series { name: "人数".into(), values }],
            target: None,
        };
        let parts = all.iter().map(|(_, count)| part(*count, total)).collect();
        Self { chart, parts, total }
    }

    /// The view, the `number`th of its page from 1.
    fn view(self, number: usize) -> ChartView {
        let mut view = ChartView::of(&self.chart, number);
        view.table.head = [&self.chart.title, "人数", "占比"].map(str::to_owned).into();
        for (row, part) in view.table.rows.iter_mut().zip(self.parts) {
            row.cells.push(part);
        }
        let cells = vec![Amount::from(self.total).to_string(), "100%".into()];
        view.table.sum = vec![ChartRowView { label: "合计".into(), cells }];
        view
    }
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
