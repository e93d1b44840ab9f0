//! Honours (荣誉): who was named in which round, and what follows from it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diag::Place;
use crate::text::{AsOf, chinese_number};

/// Index of a holder in [`Honours`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HolderId(pub u32);

/// A place that was named (命名) in a round.
#[derive(Debug, Clone)]
pub struct Naming {
    /// 地方: the city or county.
    pub holder: String,
    /// 级别: national, provincial, municipal, as the office writes it.
    pub level: String,
    /// 称号: the title given, such as 全国双拥模范城.
    pub title: Option<String>,
    /// 日期
    pub date: AsOf,
    /// 届次: the number of the round.
    pub round: Option<u32>,
    /// 命名机关
    pub body: Option<String>,
    /// 文件: the document that named it.
    pub document: Option<String>,
    /// 依据: where this is known from.
    pub evidence: Option<String>,
    /// 连冠 as the source states it on this day, when earlier rounds are not recorded one by one.
    pub stated_running: Option<u32>,
    /// 次数 as the source states it on this day.
    pub stated_times: Option<u32>,
    /// Where it is typed.
    pub place: Place,
}

/// A round (届) of a level that is known, whoever was named in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Round {
    /// When.
    pub date: AsOf,
    /// Its number, when it is known.
    pub number: Option<u32>,
}

/// What a holder has achieved by a day.
#[derive(Debug, Clone, Copy)]
pub struct HonourStanding<'a> {
    /// The last naming.
    pub last: &'a Naming,
    /// 次数: how often it was named (累计).
    pub times: u32,
    /// 连冠: in how many rounds running, the last included.
    pub running: u32,
    /// Whether there may be more times than are known: a source states a row and not what was before.
    pub has_unknown_times: bool,
    /// Whether the row may be longer: a source states times and not which were in a row.
    pub has_unknown_row: bool,
    /// Whether a later round is known in which nothing is recorded of it. That a naming is not
    /// recorded does not say that there was none.
    pub is_earlier: bool,
}

impl HonourStanding<'_> {
    /// As people say it: `四连冠` of rounds running, `累计2次` when the row was broken, else
    /// `首次命名`.
    pub fn said(&self) -> String {
        match (self.running, self.times) {
            (2.., _) => format!("{}连冠", chinese_number(self.running)),
            (_, 2..) => format!("累计{}次", self.times),
            _ => "首次命名".to_owned(),
        }
    }

    /// Whether it may be of `count` rounds running, by what is known.
    pub fn may_run(&self, count: u32) -> bool {
        count == self.running
            || self.has_unknown_row && (self.running..=self.times).contains(&count)
    }

    /// Whether it may have been named `count` times, by what is known.
    pub fn may_count(&self, count: u32) -> bool {
        count == self.times || self.has_unknown_times && count > self.times
    }
}

/// A holder of honours with its namings by level, oldest first.
#[derive(Debug, Clone)]
pub struct Holder {
    /// 地方
    pub name: String,
    /// Level → namings.
    pub levels: BTreeMap<String, Vec<Naming>>,
}

impl Holder {
    /// The name without the rank of a place behind it: 福州 of 福州市.
    pub fn short_name(&self) -> &str {
        let short = self.name.trim_end_matches(['市', '县', '区', '州', '盟', '旗']);
        if short.chars().count() < 2 { &self.name } else { short }
    }
}

/// Every honour that is recorded.
#[derive(Debug, Clone, Default)]
pub struct Honours {
    holders: Vec<Holder>,
    rounds: BTreeMap<String, Vec<Round>>,
}

impl Honours {
    /// Path of the column that shows them.
    pub const COLUMN: &'static str = "honours";

    /// Honours of `namings`; `rounds` are those known beside them, by level.
    pub fn new(namings: Vec<Naming>, mut rounds: BTreeMap<String, Vec<Round>>) -> Self {
        let mut by_name: BTreeMap<String, BTreeMap<String, Vec<Naming>>> = BTreeMap::new();
        let mut order = Vec::new();
        for naming in namings {
            let round = Round { date: naming.date, number: naming.round };
            let known = rounds.entry(naming.level.clone()).or_default();
            if !known.iter().any(|other| other.is(round)) {
                known.push(round);
            }
            if !by_name.contains_key(&naming.holder) {
                order.push(naming.holder.clone());
            }
            let levels = by_name.entry(naming.holder.clone()).or_default();
            levels.entry(naming.level.clone()).or_default().push(naming);
        }
        for rounds in rounds.values_mut() {
            rounds.sort();
        }
        let holder = |name: String| {
            let mut levels = by_name.remove(&name).unwrap_or_default();
            for namings in levels.values_mut() {
                namings.sort_by_key(|naming| naming.date);
            }
            Holder { name, levels }
        };
        Self { holders: order.into_iter().map(holder).collect(), rounds }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.holders.is_empty()
    }

    /// Every holder, in the order they were first named in the files.
    pub fn holders(&self) -> impl Iterator<Item = (HolderId, &Holder)> {
        (0u32..).map(HolderId).zip(&self.holders)
    }

    /// The holder `id`.
    pub fn holder(&self, id: HolderId) -> &Holder {
        &self.holders[id.0 as usize]
    }

    /// The holder called `name`.
    pub fn find(&self, name: &str) -> Option<HolderId> {
        self.holders().find(|(_, holder)| holder.name == name).map(|(id, _)| id)
    }

    /// The rounds of a level that are known, oldest first.
    pub fn rounds(&self, level: &str) -> &[Round] {
        self.rounds.get(level).map_or(&[], Vec::as_slice)
    }

    /// What `holder` has achieved at `level` by the end of `day`; none when it was not named by then.
    ///
    /// Rounds running are counted over the rounds that are known: every naming that follows the one
    /// in the round before continues the row. What a source states counts for the rounds before it.
    pub fn standing(&self, holder: HolderId, level: &str, day: Date) -> Option<HonourStanding<'_>> {
        let namings = self.holder(holder).levels.get(level)?;
        let (mut times, mut running) = (0, 0);
        let (mut has_unknown_times, mut has_unknown_row) = (false, false);
        let mut before: Option<&Naming> = None;
        for naming in namings.iter().filter(|naming| naming.date.last_day() <= day) {
            let follows = before.is_some_and(|before| self.follows(level, before, naming));
            let (stated_row, stated_times) = (naming.stated_running, naming.stated_times);
            let hides_times = stated_row.is_some_and(|row| row > times + 1);
            has_unknown_times = stated_times.is_none() && (has_unknown_times || hides_times);
            let hides_row = stated_times.is_some_and(|stated| stated > times + 1);
            has_unknown_row = stated_row.is_none() && (hides_row || follows && has_unknown_row);
            running = stated_row.unwrap_or(if follows { running + 1 } else { 1 });
            times = stated_times.unwrap_or(times + 1).max(running);
            before = Some(naming);
        }
        let last = before?;
        let known = self.rounds(level).iter().rev().find(|round| round.date.last_day() <= day);
        let is_earlier = known.is_some_and(|round| {
            !round.is(Round { date: last.date, number: last.round }) && round.date > last.date
        });
        Some(HonourStanding {
            last,
            times,
            running,
            has_unknown_times,
            has_unknown_row,
            is_earlier,
        })
    }

    /// Whether no round of `level` lies between two namings.
    fn follows(&self, level: &str, before: &Naming, naming: &Naming) -> bool {
        if let (Some(before), Some(now)) = (before.round, naming.round) {
            return now == before + 1;
        }
        let round_of = |naming: &Naming| Round { date: naming.date, number: naming.round };
        let ends = [round_of(before), round_of(naming)];
        let mut others =
            self.rounds(level).iter().filter(|round| !ends.iter().any(|e| round.is(*e)));
        !others.any(|round| before.date < round.date && round.date < naming.date)
    }
}

impl Round {
    /// Whether two rounds are one: of one number, or of one day.
    pub fn is(self, other: Self) -> bool {
        match (self.number, other.number) {
            (Some(one), Some(other)) => one == other,
            _ => self.date == other.date || self.date.is_within(other.date),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn naming(holder: &str, date: &str) -> Naming {
        Naming {
            holder: holder.into(),
            level: "国家级".into(),
            title: None,
            date: AsOf::parse(date).expect("a date"),
            round: None,
            body: None,
            document: None,
            evidence: None,
            stated_running: None,
            stated_times: None,
            place: Place::Site,
        }
    }

    fn standing(honours: &Honours, name: &str, day: &str) -> Option<(u32, u32, bool)> {
        let holder = honours.find(name).expect("a holder");
        let standing = honours.standing(holder, "国家级", day.parse().expect("a day"))?;
        Some((standing.times, standing.running, standing.is_earlier))
    }

    #[test]
    fn times_and_rounds_running_are_two_things() {
        let honours = Honours::new(
            vec![
                naming("甲市", "2012"),
                naming("甲市", "2016-07-29"),
                naming("甲市", "2020-10-20"),
                naming("乙市", "2012"),
                naming("乙市", "2020-10-20"),
                Naming { stated_running: Some(9), ..naming("丙市", "2020-10-20") },
                naming("丙市", "2025-04-23"),
                Naming { stated_times: Some(7), ..naming("丁县", "2016") },
            ],
            BTreeMap::new(),
        );
        let table = [
            ("甲市", "2011-12-31", None),
            ("甲市", "2020-10-20", Some((3, 3, false))),
            ("甲市", "2025-04-23", Some((3, 3, true))),
            ("乙市", "2021-01-01", Some((2, 1, false))),
            ("丙市", "2020-12-31", Some((9, 9, false))),
            ("丙市", "2025-12-31", Some((10, 10, false))),
            ("丁县", "2017-01-01", Some((7, 1, false))),
        ];
        for (name, day, expected) in table {
            assert_eq!(standing(&honours, name, day), expected, "{name} {day}");
        }
    }

    #[test]
    fn what_a_source_leaves_open_stays_open() {
        let honours = Honours::new(
            vec![
                Naming { stated_running: Some(9), ..naming("甲市", "2020") },
                Naming { stated_times: Some(7), ..naming("乙县", "2025") },
                naming("丙市", "2020"),
                naming("丙市", "2025"),
            ],
            BTreeMap::new(),
        );
        let at = |name: &str| {
            let holder = honours.find(name).expect("a holder");
            let day = "2026-01-01".parse().expect("a day");
            honours.standing(holder, "国家级", day).expect("it was named")
        };
        let runs = |name| [1, 2, 7, 8, 9, 10].map(|count| at(name).may_run(count));
        let counts = |name| [1, 2, 7, 8, 9, 10].map(|count| at(name).may_count(count));
        assert_eq!(runs("甲市"), [false, false, false, false, true, false]);
        assert_eq!(counts("甲市"), [false, false, false, false, true, true]);
        assert_eq!(runs("乙县"), [true, true, true, false, false, false]);
        assert_eq!(counts("乙县"), [false, false, true, false, false, false]);
        assert_eq!(runs("丙市"), [false, true, false, false, false, false]);
        assert_eq!(counts("丙市"), [false, true, false, false, false, false]);
    }

    #[test]
    fn numbers_of_rounds_decide_where_they_are_known() {
        let numbered = |date, round| Naming { round: Some(round), ..naming("甲市", date) };
        let honours = Honours::new(
            vec![numbered("2008", 7), numbered("2012", 8), numbered("2020", 10)],
            BTreeMap::new(),
        );
        assert_eq!(standing(&honours, "甲市", "2013-01-01"), Some((2, 2, false)));
        assert_eq!(standing(&honours, "甲市", "2021-01-01"), Some((3, 1, false)));
    }
}
