//! How old somebody was, as far as two uncertain dates tell. Never picks one number out of several.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::UncertainDate;

impl UncertainDate {
    /// 周岁: whole years from this date of birth to `later`, at least and at most. `None` when
    /// either has no bounds, or `later` comes first for certain.
    ///
    /// ```
    /// use fengbei::text::UncertainDate;
    /// let date = |typed| UncertainDate::parse(typed).unwrap();
    /// assert_eq!(date("1932-10-08").full_age_at(date("1947-01-12")), Some(14..=14));
    /// assert_eq!(date("1932").full_age_at(date("1947")), Some(14..=15));
    /// assert_eq!(date("1932").full_age_at(date("不详")), None);
    /// assert_eq!(date("1932").full_age_at(date("1931")), None);
    /// ```
    pub fn full_age_at(self, later: Self) -> Option<RangeInclusive<i16>> {
        let (birth, birth_last) = (self.earliest()?, self.latest()?);
        let (first, last) = (later.earliest()?, later.latest()?);
        let most = full_years(birth, last);
        (last >= birth).then(|| full_years(birth_last, first).max(0)..=most)
    }

    /// 虚岁: one at birth and one more at every new year, at least and at most. Whether the new
    /// year of the old calendar or 1 January counts differs by source, so both are allowed for.
    ///
    /// ```
    /// use fengbei::text::UncertainDate;
    /// let date = |typed| UncertainDate::parse(typed).unwrap();
    /// assert_eq!(date("1932-10-08").nominal_age_at(date("1947-05-12")), Some(16..=16));
    /// assert_eq!(date("1932-10-08").nominal_age_at(date("1947-01-12")), Some(15..=16));
    /// ```
    pub fn nominal_age_at(self, later: Self) -> Option<RangeInclusive<i16>> {
        let (birth, birth_last) = (self.earliest()?, self.latest()?);
        let (first, last) = (later.earliest()?, later.latest()?);
        let lowest = lunar_year(first) - birth_last.year() + 1;
        let most = last.year() - lunar_year(birth) + 1;
        (last >= birth).then(|| lowest.max(1)..=most)
    }
}

fn full_years(from: Date, to: Date) -> i16 {
    let before_birthday = (to.month(), to.day()) < (from.month(), from.day());
    to.year() - from.year() - i16::from(before_birthday)
}

/// The year of the old calendar `day` is in, the earlier one when it may be either.
fn lunar_year(day: Date) -> i16 {
    let before_new_year = (day.month(), day.day()) < (2, 21);
    day.year() - i16::from(before_new_year)
}
