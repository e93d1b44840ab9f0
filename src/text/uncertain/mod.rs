//! Dates of which only part is known, as rolls of honour state them. Never guesses what is not
//! written: the text as stated stays with the caller, this is what it says.
//!
//! # What may be written
//!
//! | written | understood |
//! |---|---|
//! | `1932-10-08` `1932/10/8` `1932.10.8` `1932年10月8日` `19321008` `一九三二年十月八日` | a day |
//! | `1932-10` `1932.10` `1932年10月` `193210` `1932-10-00` `1932年10月×日` | a month |
//! | `1932` `1932年` | a year |
//! | `1932年春` `1932年底` `1932年上半年` `1932年10月下旬` `1932年10月初` | part of a year or month |
//! | `1930年代` `20世纪30年代初` `193X` | ten years |
//! | `约1932` `1932年左右` `1932年前后` `1932~` | about |
//! | `1932?` `1932年（存疑）` | stated, but doubtful |
//! | `1915\|1916` `1915年，一说1916年` `1915或1916` `[1915,1916]` | one of at most three |
//! | `1937—1940` `1937-1940` `1937~1940` `1937年7月至12月` `[1937..1940]` | some time within |
//! | `1937年以前` `1937年后` `[..1937]` | some time until, some time since |
//! | `不详` `待考` `?` | unknown |
//! | `民国二十一年十月八日` `光绪三十一年` | a year of the republic (solar), of a reign (lunar) |
//! | `农历1932年八月初三` `1932年腊月初八` `1932年闰五月` | the old calendar, kept as stated |
//!
//! A year may have another in brackets that says the same: `民国二十一年（1932年）`. Spaces are
//! skipped, full-width digits and signs are read, the midnight that spreadsheets add is dropped.
//!
//! ```
//! use fengbei::text::UncertainDate;
//! let says = |typed| UncertainDate::parse(typed).unwrap().chinese();
//! assert_eq!(says("1932/10/8"), "1932年10月8日");
//! assert_eq!(says("1932.10"), "1932年10月");
//! assert_eq!(says("约1932"), "约1932年");
//! assert_eq!(says("1932?"), "1932年（存疑）");
//! assert_eq!(says("1915|1916"), "1915年，一说1916年");
//! assert_eq!(says("1937~1940"), "1937—1940年间");
//! assert_eq!(says("民国二十一年十月八日"), "1932年10月8日");
//! assert_eq!(says("民国二十一年腊月初八"), "农历1932年腊月初八");
//! assert_eq!(says("待考"), "不详");
//! ```
//!
//! # Days of the old calendar
//!
//! Lunar months are not converted. A lunar month holds its own point of the sun's course (雨水 the
//! first, 大寒 the twelfth), which bounds every lunar day to a span of some five weeks: enough to
//! find a death before a birth, and honest about the rest.

mod ages;
mod common;
pub(super) mod numeral;
mod parse;
mod point;
mod show;

use jiff::civil::Date;

pub(super) use numeral::number;
pub use parse::DateFault;
pub use point::{DatePart, DatePoint};

/// What is known of a date: sixteen bytes, never on the heap.
///
/// ```
/// use fengbei::text::UncertainDate;
/// let birth = UncertainDate::parse("1915|1916").unwrap();
/// let death = UncertainDate::parse("1932年10月").unwrap();
/// assert!(birth.certainly_before(death));
/// assert_eq!(birth.earliest().unwrap().to_string(), "1915-01-01");
/// assert_eq!(death.latest().unwrap().to_string(), "1932-10-31");
/// assert_eq!(birth.full_age_at(death), Some(15..=17));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UncertainDate {
    form: DateForm,
    points: [DatePoint; 3],
}

/// How the stated points of time make one date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateForm {
    /// Nothing is known.
    Unknown,
    /// One point of time.
    Single,
    /// Some time from the first to the second.
    Range,
    /// The first or the second.
    EitherOfTwo,
    /// The first, the second or the third.
    EitherOfThree,
    /// Some time until the first, or in it.
    Until,
    /// Some time since the first, or in it.
    Since,
}

/// Whether a date may be taken as it is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// One day, month, year or part of it, stated without reserve.
    Stated,
    /// Ranges, alternatives, "until" and "since".
    Narrowed,
    /// Marked as about (约).
    About,
    /// Marked as doubtful (存疑).
    Doubtful,
    /// Unknown.
    Unknown,
}

impl UncertainDate {
    /// A date nothing is known of.
    pub const UNKNOWN: Self = Self { form: DateForm::Unknown, points: [DatePoint::NONE; 3] };

    /// A single day.
    ///
    /// ```
    /// use fengbei::text::UncertainDate;
    /// let day = UncertainDate::day(jiff::civil::date(1932, 10, 8));
    /// assert_eq!(day.edtf(), "1932-10-08");
    /// ```
    pub fn day(date: Date) -> Self {
        Self::of(DateForm::Single, &[DatePoint::day(date)])
    }

    fn of(form: DateForm, stated: &[DatePoint]) -> Self {
        let mut points = [DatePoint::NONE; 3];
        points[..stated.len()].copy_from_slice(stated);
        Self { form, points }
    }

    /// How the points make one date.
    pub fn form(self) -> DateForm {
        self.form
    }

    /// The points of time it names, in the order they were stated.
    pub fn points(&self) -> &[DatePoint] {
        let count = match self.form {
            DateForm::Unknown => 0,
            DateForm::Single | DateForm::Until | DateForm::Since => 1,
            DateForm::Range | DateForm::EitherOfTwo => 2,
            DateForm::EitherOfThree => 3,
        };
        &self.points[..count]
    }

    /// Whether nothing is known.
    pub fn is_unknown(self) -> bool {
        self.form == DateForm::Unknown
    }

    /// How far it may be relied on: the worst mark of any of its points.
    ///
    /// ```
    /// use fengbei::text::{Certainty, UncertainDate};
    /// let of = |typed| UncertainDate::parse(typed).unwrap().certainty();
    /// assert_eq!(of("1932年10月"), Certainty::Stated);
    /// assert_eq!(of("1915|1916?"), Certainty::Doubtful);
    /// ```
    pub fn certainty(self) -> Certainty {
        let form = match self.form {
            DateForm::Unknown => Certainty::Unknown,
            DateForm::Single => Certainty::Stated,
            DateForm::Range
            | DateForm::EitherOfTwo
            | DateForm::EitherOfThree
            | DateForm::Until
            | DateForm::Since => Certainty::Narrowed,
        };
        let marks = self.points().iter().map(|point| match (point.doubtful(), point.about()) {
            (true, _) => Certainty::Doubtful,
            (false, true) => Certainty::About,
            (false, false) => Certainty::Stated,
        });
        marks.fold(form, Certainty::max)
    }

    /// The year, when everything stated lies in one calendar year: for lists by year.
    ///
    /// ```
    /// use fengbei::text::UncertainDate;
    /// let of = |typed| UncertainDate::parse(typed).unwrap().year();
    /// assert_eq!([of("约1932"), of("1915|1916"), of("1932年腊月")], [Some(1932), None, None]);
    /// ```
    pub fn year(self) -> Option<i16> {
        let (first, last) = (self.bound(DatePoint::first)?, self.bound_last(DatePoint::last)?);
        (first.year() == last.year()).then_some(first.year())
    }

    /// The first day it can be, or `None` when there is no such bound. A point marked as about or
    /// doubtful reaches [`DatePoint::MARGIN_YEARS`] further when only its year is stated, a year
    /// further when its month is, a month further when its day is.
    pub fn earliest(self) -> Option<Date> {
        self.bound(DatePoint::earliest)
    }

    /// The last day it can be, or `None` when there is no such bound.
    pub fn latest(self) -> Option<Date> {
        self.bound_last(DatePoint::latest)
    }

    fn bound(self, of: fn(DatePoint) -> Date) -> Option<Date> {
        match self.form {
            DateForm::Unknown | DateForm::Until => None,
            DateForm::Single | DateForm::Since | DateForm::Range => Some(of(self.points[0])),
            DateForm::EitherOfTwo | DateForm::EitherOfThree => {
                self.points().iter().copied().map(of).min()
            }
        }
    }

    fn bound_last(self, of: fn(DatePoint) -> Date) -> Option<Date> {
        match self.form {
            DateForm::Unknown | DateForm::Since => None,
            DateForm::Single | DateForm::Until => Some(of(self.points[0])),
            DateForm::Range => Some(of(self.points[1])),
            DateForm::EitherOfTwo | DateForm::EitherOfThree => {
                self.points().iter().copied().map(of).max()
            }
        }
    }

    /// Whether every day it can be comes before every day `other` can be. False when either is
    /// unknown: what is not known contradicts nothing.
    pub fn certainly_before(self, other: Self) -> bool {
        matches!((self.latest(), other.earliest()), (Some(last), Some(first)) if last < first)
    }

    /// A number that puts dates in order: by the last day stated, so that what is known by its
    /// month or year alone follows the days of that month or year, as chronicles have it (是月,
    /// 是年); unknown dates last.
    ///
    /// ```
    /// use fengbei::text::UncertainDate;
    /// let mut dates = ["不详", "1932", "1932年10月", "1933-01-01", "1932-10-08", "1932-12-31"]
    ///     .map(|typed| UncertainDate::parse(typed).unwrap());
    /// dates.sort_by_key(|date| date.sort_key());
    /// assert_eq!(
    ///     dates.map(|date| date.edtf()),
    ///     ["1932-10-08", "1932-10", "1932-12-31", "1932", "1933-01-01", "XXXX"]
    /// );
    /// ```
    pub fn sort_key(self) -> u64 {
        let days = |date: Date| u64::try_from(day_number(date)).unwrap_or(0);
        let (first, last) = (self.bound(DatePoint::first), self.bound_last(DatePoint::last));
        match (first, last) {
            (None, None) => u64::MAX,
            (first, last) => {
                let end = days(last.or(first).expect("one of them is there"));
                let start = first.map_or(0, days);
                let mark = self.certainty() as u64;
                // The narrower of two that end together comes first.
                (end << 28) | ((0xFF_FFFF - start) << 4) | mark
            }
        }
    }
}

/// Days since a day before all dates of this crate.
fn day_number(date: Date) -> i64 {
    let start = Date::constant(1, 1, 1);
    i64::from((date - start).get_days())
}

#[cfg(test)]
mod tests;
