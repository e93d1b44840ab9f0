//! The day on which a figure was counted (截至). Never knows what was counted.

use jiff::civil::Date;

use super::{Certainty, UncertainDate};

/// A day, a month or a year at whose end something was counted.
///
/// ```
/// use fengbei::text::AsOf;
/// let month = AsOf::parse("2026年6月").unwrap();
/// assert_eq!(month.last_day().to_string(), "2026-06-30");
/// assert_eq!(month.chinese(), "2026年6月");
/// assert_eq!(AsOf::parse("约2026年"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    said: UncertainDate,
    last_day: Date,
}

impl AsOf {
    /// A date that is certain, as precise as a day, a month or a year: `2026-06-30`, `2026年6月`,
    /// `2026`. None for anything else.
    pub fn parse(typed: &str) -> Option<Self> {
        let said = UncertainDate::parse(typed.trim().trim_end_matches('底').trim()).ok()?;
        let last_day = said.latest()?;
        (said.certainty() == Certainty::Stated).then_some(Self { said, last_day })
    }

    /// The day at whose end it was counted.
    pub fn last_day(self) -> Date {
        self.last_day
    }

    /// As machines write it (ISO 8601-2): `2026-06-30`, `2026-06`, `2026`.
    pub fn iso(self) -> String {
        self.said.edtf()
    }

    /// Whether `day` lies in the day, the month or the year that is said.
    pub fn holds(self, day: Date) -> bool {
        self.said.earliest().is_some_and(|first| first <= day && day <= self.last_day)
    }

    /// Whether this, or `other`, names the other's time less exactly: 2016 and 2016-07-29.
    pub fn is_within(self, other: Self) -> bool {
        self.holds(other.last_day) || other.holds(self.last_day)
    }

    /// As a person would write it: `2026年6月30日`, `2026年6月`, `2026年`.
    pub fn chinese(self) -> String {
        self.said.chinese()
    }
}

impl PartialOrd for AsOf {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for AsOf {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.last_day.cmp(&other.last_day)
    }
}
