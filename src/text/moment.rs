//! Dates as editors type them, with an optional time to the minute.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::{Date, Time};

/// A day, and the time of day when it was given. Times are Chinese standard time (+08:00).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time of day to the second, when stated.
    pub time: Option<Time>,
}

impl Moment {
    /// Midnight-less moment of a day.
    pub fn day(date: Date) -> Self {
        Self { date, time: None }
    }

    /// Whether this moment is past at `now`. A day counts from its first minute; a `now` without a
    /// time stands for the whole day, so that everything of that day has come.
    pub fn has_come(self, now: Self) -> bool {
        self.date < now.date
            || self.date == now.date
                && now.time.is_none_or(|now| self.time.unwrap_or_default() <= now)
    }

    /// Reads `2024-08-01`, `2024-08-01 09:19`, `2024/8/1`, `2024.8.1`, `2024年8月1日 09:19` and
    /// RFC 3339 (whose offset is converted to +08:00). Full-width digits and signs are accepted.
    ///
    /// ```
    /// use fengbei::text::Moment;
    /// let moment = Moment::parse("2024年8月1日 9:19").unwrap();
    /// assert_eq!(moment.to_string(), "2024-08-01 09:19");
    /// assert_eq!(Moment::parse("2024-08-01T20:00:00Z").unwrap().to_string(), "2024-08-02 04:00");
    /// assert_eq!(Moment::parse("2024-02-30"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let half: Cow<'_, str> = if text.is_ascii() {
            text.into()
        } else {
            text.chars().map(super::half_width).collect()
        };
        let (date, rest) = parse_date(&half)?;
        let rest = rest.trim_start_matches(['T', 't', ' ']);
        if rest.is_empty() {
            return Some(Self::day(date));
        }
        let (time, zone) = parse_time(rest)?;
        let shift = parse_zone(zone.trim())?;
        let moved =
            date.to_datetime(time).checked_add(jiff::SignedDuration::from_mins(shift)).ok()?;
        Some(Self { date: moved.date(), time: Some(moved.time()) })
    }

    /// `09:19`, or `00:00` when no time was given: the form the portal's `PubDate` wants.
    pub fn clock(self) -> String {
        let time = self.time.unwrap_or_default();
        numbers([(time.hour().into(), 2, ":"), (time.minute().into(), 2, "")])
    }

    /// `2024-08-01`
    pub fn iso_date(self) -> String {
        let date = self.date;
        numbers([(date.year(), 4, "-"), (date.month().into(), 2, "-"), (date.day().into(), 2, "")])
    }

    /// `2024-08-01T09:19:00+08:00`, for feeds and machine-readable tags.
    pub fn rfc3339(self) -> String {
        let (date, time) = (self.date, self.time.unwrap_or_default());
        numbers([
            (date.year(), 4, "-"),
            (date.month().into(), 2, "-"),
            (date.day().into(), 2, "T"),
            (time.hour().into(), 2, ":"),
            (time.minute().into(), 2, ":"),
            (time.second().into(), 2, "+08:00"),
        ])
    }

    /// `2024年8月1日`: arabic numerals without leading zeros (GB/T 9704-2012, 7.3.5.4).
    pub fn chinese_date(self) -> String {
        let date = self.date;
        numbers([
            (date.year(), 1, "年"),
            (date.month().into(), 1, "月"),
            (date.day().into(), 1, "日"),
        ])
    }

    /// `Thu, 01 Aug 2024 09:19:00 +0800`, for RSS.
    pub fn rfc2822(self) -> String {
        const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let day = DAYS[usize::from(self.date.weekday().to_monday_zero_offset().unsigned_abs())];
        let month = MONTHS[usize::from(self.date.month().unsigned_abs()) - 1];
        let (number, year, clock) = (self.date.day(), self.date.year(), self.clock());
        let second = self.time.unwrap_or_default().second();
        format!("{day}, {number:02} {month} {year} {clock}:{second:02} +0800")
    }
}

impl fmt::Display for Moment {
    /// `2024-08-01 09:19`, or the day alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso_date())?;
        if self.time.is_some() {
            f.write_str(" ")?;
            f.write_str(&self.clock())?;
        }
        Ok(())
    }
}

/// Numbers, each with its least number of digits and what stands after it. Lists show thousands of
/// dates.
fn numbers<const N: usize>(parts: [(i16, usize, &str); N]) -> String {
    const DIGITS: &str = "0123456789";
    let mut out = String::with_capacity(28);
    for (number, least, after) in parts {
        let mut rest = usize::from(number.unsigned_abs());
        let mut digits = [0; 5];
        let mut first = digits.len();
        while rest > 0 || digits.len() - first < least {
            first -= 1;
            digits[first] = rest % 10;
            rest /= 10;
        }
        for &digit in &digits[first..] {
            out.push_str(&DIGITS[digit..=digit]);
        }
        out.push_str(after);
    }
    out
}

fn parse_date(text: &str) -> Option<(Date, &str)> {
    let (year, rest) = number(text, 4)?;
    let rest = rest.strip_prefix(['-', '/', '.', '年'])?;
    let (month, rest) = number(rest, 2)?;
    let rest = rest.strip_prefix(['-', '/', '.', '月'])?;
    let (day, rest) = number(rest, 2)?;
    let rest = rest.strip_prefix(['日', '号']).unwrap_or(rest);
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    (year >= 1000).then_some((date, rest))
}

fn parse_time(text: &str) -> Option<(Time, &str)> {
    let (hour, rest) = number(text, 2)?;
    let rest = rest.strip_prefix([':', '时', '点'])?;
    let (minute, rest) = number(rest, 2)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => number(rest, 2)?,
        None => (0, rest.strip_prefix('分').unwrap_or(rest)),
    };
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let time =
        Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?, 0)
            .ok()?;
    Some((time, rest))
}

/// Minutes to add to reach +08:00.
fn parse_zone(zone: &str) -> Option<i64> {
    const CHINA: i64 = 8 * 60;
    if zone.is_empty() {
        return Some(0);
    }
    if zone.eq_ignore_ascii_case("z") {
        return Some(CHINA);
    }
    let sign = match zone.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let (hours, rest) = number(&zone[1..], 2)?;
    let (minutes, rest) = number(rest.strip_prefix(':').unwrap_or(rest), 2)?;
    let offset = sign * (i64::from(hours) * 60 + i64::from(minutes));
    (rest.is_empty() && offset.abs() <= 18 * 60).then_some(CHINA - offset)
}

/// Up to `most` digits at the start of `text`, and the rest.
fn number(text: &str, most: usize) -> Option<(i16, &str)> {
    let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    Some((text[..length].parse().ok()?, &text[length..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_form_is_read() {
        let table = [
            ("2024-08-01", "2024-08-01"),
            ("2024-08-01 09:19", "2024-08-01 09:19"),
            ("2024-08-01 09:19:37", "2024-08-01 09:19"),
            ("2024年8月1日", "2024-08-01"),
            ("2024年8月1日9时5分", "2024-08-01 09:05"),
            ("2024/8/1 9:19", "2024-08-01 09:19"),
            ("２０２４．８．１", "2024-08-01"),
            ("2024-08-01T09:19:00+08:00", "2024-08-01 09:19"),
            ("2024-08-01T01:19:00Z", "2024-08-01 09:19"),
            ("2024-08-01T00:00:00.5-01:30", "2024-08-01 09:30"),
        ];
        for (typed, meant) in table {
            assert_eq!(
                Moment::parse(typed).map(|m| m.to_string()).as_deref(),
                Some(meant),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for typed in [
            "",
            "2024",
            "2024-13-01",
            "2024-02-30",
            "2024-08-01 25:00",
            "2024-08-01 x",
            "八月一日",
            "24-08-01",
            "2024-08-01T00:00:00+99:00",
        ] {
            assert_eq!(Moment::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn feeds_get_their_forms() {
        let moment = Moment::parse("2024-08-01 09:19").expect("a date");
        assert_eq!(moment.rfc3339(), "2024-08-01T09:19:00+08:00");
        assert_eq!(moment.rfc2822(), "Thu, 01 Aug 2024 09:19:00 +0800");
        assert_eq!(moment.chinese_date(), "2024年8月1日");
    }
}
