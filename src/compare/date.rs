//! How two uncertain dates are alike.

use crate::text::{DateForm, DatePart, DatePoint, UncertainDate};

/// How two dates are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRelation {
    /// They say the same day.
    SameDay,
    /// They say the same month, or part of a year.
    SameMonth,
    /// They say the same year.
    SameYear,
    /// Both can be true: one is less exact.
    Compatible,
    /// The year, the month or the day differs, the rest is the same.
    OnePart,
    /// One or both are not known.
    Unknown,
    /// They cannot both be true.
    Different,
}

/// The date that `typed` says; none when nothing is known or understood.
pub fn read_date(typed: &str) -> Option<UncertainDate> {
    UncertainDate::parse(typed).ok().filter(|date| !date.is_unknown())
}

/// How `a` and `b` are alike.
pub fn relation(a: Option<UncertainDate>, b: Option<UncertainDate>) -> DateRelation {
    let (Some(a), Some(b)) = (a, b) else { return DateRelation::Unknown };
    if a == b {
        return same(a);
    }
    match (plain(a), plain(b)) {
        (Some(a), Some(b)) => of_points(a, b),
        _ if a.certainly_before(b) || b.certainly_before(a) => DateRelation::Different,
        _ => DateRelation::Compatible,
    }
}

fn same(date: UncertainDate) -> DateRelation {
    match date.points() {
        [point] if point.day_of_month().is_some() => DateRelation::SameDay,
        [point] if point.month().is_some() => DateRelation::SameMonth,
        _ => DateRelation::SameYear,
    }
}

/// The one point of a solar date without marks.
fn plain(date: UncertainDate) -> Option<DatePoint> {
    match (date.form(), date.points()) {
        (DateForm::Single, [point])
            if !point.lunar()
                && !point.about()
                && !point.doubtful()
                && point.part() == DatePart::Whole =>
        {
            Some(*point)
        }
        _ => None,
    }
}

fn of_points(a: DatePoint, b: DatePoint) -> DateRelation {
    let differs = |a: Option<u8>, b: Option<u8>| matches!((a, b), (Some(a), Some(b)) if a != b);
    let year = a.year() != b.year();
    let month = differs(a.month(), b.month());
    let day = differs(a.day_of_month(), b.day_of_month());
    match (year, month, day) {
        (false, false, false) => DateRelation::Compatible,
        (false, true, false) | (false, false, true) => DateRelation::OnePart,
        // Of years alone, only those that are mistaken for each other.
        (true, false, false) if a.month().is_some() && b.month().is_some() => DateRelation::OnePart,
        (true, false, false) if mistaken(a.year(), b.year()) => DateRelation::OnePart,
        _ => DateRelation::Different,
    }
}

/// Whether two years are two apart at most, or differ in one digit.
fn mistaken(a: i16, b: i16) -> bool {
    let digits = |year: i16| [year / 1000, year / 100 % 10, year / 10 % 10, year % 10];
    let unlike = digits(a).into_iter().zip(digits(b)).filter(|(a, b)| a != b).count();
    a.abs_diff(b) <= 2 || unlike == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_alike_by_their_parts() {
        use DateRelation as R;
        let table = [
            ("1932-10-08", "1932年10月8日", R::SameDay),
            ("1932-10", "1932年10月", R::SameMonth),
            ("1932", "1932年", R::SameYear),
            ("1932", "1932-10-08", R::Compatible),
            ("约1932", "1934", R::Compatible),
            ("1932-10-08", "1932-10-18", R::OnePart),
            ("1932-10-08", "1933-10-08", R::OnePart),
            ("1932", "1942", R::OnePart),
            ("1932", "1949", R::Different),
            ("1932-10-08", "1932-11-09", R::Different),
            ("不详", "1932", R::Unknown),
            ("", "1932", R::Unknown),
        ];
        for (a, b, expected) in table {
            assert_eq!(relation(read_date(a), read_date(b)), expected, "{a} {b}");
        }
    }
}
