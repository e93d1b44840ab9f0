//! The forms that nearly all dates of a table are written in, read in one pass over their bytes:
//! `1932`, `1932-10`, `1932.10.8`, `1932年10月8日`. Says nothing of any other; what it says is what
//! the whole grammar says.

use jiff::civil::Date;

use super::point::DatePoint;
use super::{DateForm, UncertainDate};

/// The date, when `typed` has one of the common forms and there is such a day.
pub(super) fn common(typed: &str) -> Option<UncertainDate> {
    let (year, rest) = typed.as_bytes().split_at_checked(4)?;
    // Beyond, a spreadsheet's number of a day is meant, which the grammar tells.
    let year = digits(year).filter(|year| (1000..=2100).contains(year))?;
    let year = i16::try_from(year).ok()?;
    let point = month_and_day(DatePoint::year_only(year), year, rest)?;
    Some(UncertainDate::of(DateForm::Single, &[point]))
}

fn month_and_day(point: DatePoint, year: i16, rest: &[u8]) -> Option<DatePoint> {
    let (after_year, after_month, after_day) = match rest {
        [] => return Some(point),
        [sign @ (b'-' | b'/' | b'.'), ..] => (1, std::slice::from_ref(sign), &b""[..]),
        _ if rest.starts_with("年".as_bytes()) => ("年".len(), "月".as_bytes(), "日".as_bytes()),
        _ => return None,
    };
    let named = after_year > 1;
    let rest = &rest[after_year..];
    if rest.is_empty() {
        return named.then_some(point);
    }
    let (month, rest) = number(rest)?;
    let day_of = i8::try_from(month).ok()?;
    let first = Date::new(year, day_of, 1).ok()?;
    let point = point.with_month(month);
    let whole = if named { after_month } else { b"" };
    if rest == whole {
        return Some(point);
    }
    let (day, rest) = number(rest.strip_prefix(after_month)?)?;
    let fits = (1..=first.days_in_month().unsigned_abs()).contains(&day) && rest == after_day;
    fits.then(|| point.with_day(day))
}

/// A number of one or two digits, and what follows it.
fn number(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let length = bytes.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let (number, rest) = bytes.split_at(length);
    let value = digits(number).filter(|_| (1..=2).contains(&length))?;
    Some((u8::try_from(value).ok()?, rest))
}

fn digits(bytes: &[u8]) -> Option<u16> {
    bytes
        .iter()
        .try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u16::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn common_forms_are_read_at_once() {
        for typed in ["1932", "1932年", "1932-10", "1932.1", "1932/10/8", "1932-02-29", "1932年1月"]
        {
            assert!(common(typed).is_some(), "{typed}");
        }
        for typed in ["1932-", "1932-13", "1933-02-29", "1932-10-", "1932-21", "932", "1932-10-8x"]
        {
            assert_eq!(common(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn it_says_what_the_grammar_says(
            typed in "[12][0-9]{3}([-/.年月日?][0-9]{0,3}([-/.月日年][0-9]{0,3}[日]?)?)?"
        ) {
            if let Some(date) = common(&typed) {
                prop_assert_eq!(UncertainDate::by_grammar(&typed), Ok(date));
            }
        }
    }
}
