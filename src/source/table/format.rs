//! Number formats: which cells are dates, and how much of a date the editor has seen.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::number::{write_number, write_stored};

/// How the number in a cell is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// As a number, in whatever colour and with however many places.
    Number,
    /// As a percentage.
    Percent,
    /// With zeros in front, so many digits at least: numbers of certificates.
    Zeros(usize),
    /// As a date, a time, or both.
    Moment(Shown),
}

/// The parts of a date or time that are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each part is there or not, by itself")]
pub(super) struct Shown {
    pub(super) year: bool,
    pub(super) month: bool,
    pub(super) day: bool,
    pub(super) clock: bool,
    /// Hours that go on counting beyond a day.
    elapsed: bool,
}

/// The day that counts as 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Epoch {
    /// The end of 1899, with a 29 February 1900 that never was.
    Y1900,
    /// 1 January 1904, as office programs for the Macintosh count.
    Y1904,
}

impl Format {
    /// The format that has the number `id` in every workbook, for Chinese office programs.
    pub(super) fn built_in(id: u32) -> Self {
        let parts = match id {
            9 | 10 => return Self::Percent,
            14..=16 | 30 | 31 => "ymd",
            17 | 27 | 36 | 50 | 52 | 57 => "ym",
            28 | 29 | 51 | 53 | 54 | 58 => "md",
            18..=21 | 32..=35 | 45 | 47 | 55 | 56 => "c",
            22 => "ymdc",
            46 => "ce",
            _ => return Self::Number,
        };
        Self::Moment(Shown::of(parts))
    }

    /// The format that `code` describes, such as `yyyy"年"m"月"` or `[$-804]0.00%`.
    pub(super) fn parse(code: &str) -> Self {
        let bare = bare(code);
        if bare.contains("general") || bare.contains("g/通用格式") {
            return Self::Number;
        }
        let shown = Shown::parse(&bare);
        if shown != Shown::default() {
            return Self::Moment(shown);
        }
        if bare.contains('%') {
            return Self::Percent;
        }
        let zeros = bare.trim();
        if zeros.len() > 1 && zeros.bytes().all(|b| b == b'0') {
            return Self::Zeros(zeros.len().min(32));
        }
        Self::Number
    }

    /// Appends a date that is stored as one, such as `1932-10-08`, with what is shown of it. None
    /// when it is no date.
    pub(super) fn write_date(self, text: &mut String, stored: &str) -> Option<()> {
        let shown = match self {
            Self::Moment(shown) => shown,
            Self::Number | Self::Percent | Self::Zeros(_) => Shown::of("ymd"),
        };
        shown.write_written(text, stored)
    }

    /// Appends the number `stored` as it would be typed. None when it is no number; false when
    /// digits were lost.
    pub(super) fn write(self, text: &mut String, stored: &str, epoch: Epoch) -> Option<bool> {
        let value = || stored.trim().parse::<f64>().ok().filter(|value| value.is_finite());
        match self {
            Self::Number => write_stored(text, stored),
            Self::Percent => {
                let whole = write_number(text, value()? * 100.0);
                text.push('%');
                Some(whole)
            }
            Self::Zeros(width) => {
                let mut digits = String::new();
                let whole = write_stored(&mut digits, stored)?;
                let zeros = if digits.starts_with('-') { 0 } else { width };
                write!(text, "{digits:0>zeros$}").expect("a string takes everything");
                Some(whole)
            }
            Self::Moment(shown) => {
                let value = value()?;
                match shown.write(text, value, epoch) {
                    Some(()) => Some(true),
                    None => Some(write_number(text, value)),
                }
            }
        }
    }
}

/// Appends a duration such as `PT12H30M00S` as `12:30`; none when it is none.
pub(super) fn write_duration(text: &mut String, written: &str) -> Option<()> {
    let (mut seconds, mut digits) = (0.0, String::new());
    for c in written.strip_prefix("PT")?.chars() {
        let unit = match c {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            c => {
                digits.push(if c == ',' { '.' } else { c });
                continue;
            }
        };
        let value = std::mem::take(&mut digits).parse::<f64>().ok()?;
        seconds += unit * value;
    }
    let sound = digits.is_empty() && (0.0..1e12).contains(&seconds);
    #[expect(clippy::cast_possible_truncation, reason = "below 10^12")]
    sound.then(|| write_clock(text, seconds.round() as i64))
}

/// The first section of a format in lower case, without quoted and escaped characters, colours and
/// conditions; `[h]` and its like become `E`.
fn bare(code: &str) -> String {
    let (mut bare, mut rest) = (String::new(), code.chars());
    while let Some(c) = rest.next() {
        match c {
            ';' => break,
            '"' => rest.by_ref().take_while(|c| *c != '"').for_each(drop),
            '\\' | '_' | '*' => drop(rest.next()),
            '[' => {
                let inner: String = rest.by_ref().take_while(|c| *c != ']').collect();
                if !inner.is_empty() && inner.chars().all(|c| "hmsHMS".contains(c)) {
                    bare.push('E');
                }
            }
            c => bare.extend(c.to_lowercase()),
        }
    }
    bare
}

impl Shown {
    fn of(parts: &str) -> Self {
        let has = |part: char| parts.contains(part);
        Self { year: has('y'), month: has('m'), day: has('d'), clock: has('c'), elapsed: has('e') }
    }

    /// What a format without its quoted parts shows.
    fn parse(bare: &str) -> Self {
        let mut shown = Self::default();
        let mut before = ' ';
        let letters: Vec<char> = bare.chars().filter(|c| "ymdhsE".contains(*c)).collect();
        for (at, c) in letters.iter().enumerate() {
            match c {
                'y' => shown.year = true,
                'd' => shown.day = true,
                'h' | 's' => shown.clock = true,
                'E' => (shown.clock, shown.elapsed) = (true, true),
                _ => {
                    let after = letters[at..].iter().find(|c| **c != 'm');
                    let minute = matches!(before, 'h' | 'E') || after == Some(&'s');
                    shown.clock |= minute;
                    shown.month |= !minute;
                }
            }
            if *c != 'm' {
                before = *c;
            }
        }
        shown
    }

    /// Appends the moment `value` days after the epoch; none when no calendar knows it.
    fn write(self, text: &mut String, value: f64, epoch: Epoch) -> Option<()> {
        if !(0.0..2_958_466.0).contains(&value) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "below 2 958 466 × 86 400")]
        let seconds = (value * 86_400.0).round() as i64;
        if !self.year && !self.month && !self.day && (self.elapsed || value < 1.0) {
            write_clock(text, seconds);
            return Some(());
        }
        let (days, clock) = (seconds / 86_400, seconds % 86_400);
        if !(self.year || self.month || self.day) {
            write_clock(text, clock);
            return Some(());
        }
        self.write_day(text, civil(days, epoch)?)?;
        if clock > 0 {
            text.push(' ');
            write_clock(text, clock);
        }
        Some(())
    }

    /// Appends a moment such as `1932-10-08` or `1932-10-08T06:00:00`; none when it is none.
    fn write_written(self, text: &mut String, written: &str) -> Option<()> {
        let (date, clock) = written.split_once('T').unwrap_or((written, ""));
        let date: Date = date.parse().ok()?;
        self.write_day(text, (date.year(), date.month(), date.day()))?;
        let clock = clock.split(['.', 'Z', '+']).next().unwrap_or_default();
        let mut parts = clock.split(':').map(|part| part.parse::<i64>().ok().filter(|n| *n < 61));
        let mut part = || parts.next().flatten().unwrap_or(0);
        let seconds = part() * 3600 + part() * 60 + part();
        if seconds > 0 {
            text.push(' ');
            write_clock(text, seconds);
        }
        Some(())
    }

    /// Appends what is shown of a day: of a date typed as `1932年10月` the office program made the
    /// first of that month, and of `10月8日` one of the year it was typed in.
    fn write_day(self, text: &mut String, (year, month, day): (i16, i8, i8)) -> Option<()> {
        let written = match (self.year, self.month, self.day) {
            (true, true, false) => write!(text, "{year:04}-{month:02}"),
            (true, false, false) => write!(text, "{year:04}"),
            (false, true, true) => write!(text, "{month}月{day}日"),
            (false, true, false) => write!(text, "{month}月"),
            (false, false, true) => write!(text, "{day}日"),
            _ => write!(text, "{year:04}-{month:02}-{day:02}"),
        };
        written.ok()
    }
}

fn write_clock(text: &mut String, seconds: i64) {
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    write!(text, "{hour:02}:{minute:02}").expect("a string takes everything");
    if second > 0 {
        write!(text, ":{second:02}").expect("a string takes everything");
    }
}

/// Year, month and day of a day's number.
fn civil(days: i64, epoch: Epoch) -> Option<(i16, i8, i8)> {
    let first = match epoch {
        Epoch::Y1904 => Date::constant(1904, 1, 1),
        Epoch::Y1900 if days == 60 => return Some((1900, 2, 29)),
        Epoch::Y1900 if days < 60 => Date::constant(1899, 12, 31),
        Epoch::Y1900 => Date::constant(1899, 12, 30),
    };
    let date = first.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    Some((date.year(), date.month(), date.day()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, stored: &str) -> String {
        let mut text = String::new();
        Format::parse(code).write(&mut text, stored, Epoch::Y1900).expect("a number");
        text
    }

    #[test]
    fn formats_show_what_was_typed() {
        let cases = [
            ("yyyy-mm-dd", "11970", "1932-10-08"),
            ("yyyy\"年\"m\"月\"d\"日\";@", "11970", "1932-10-08"),
            ("[$-804]yyyy年m月d日", "11970", "1932-10-08"),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"", "11963", "1932-10"),
            ("yyyy", "11963", "1932"),
            ("m\"月\"d\"日\"", "11970", "10月8日"),
            ("yyyy/m/d h:mm", "11970.5", "1932-10-08 12:00"),
            ("yyyy/m/d", "11970.25", "1932-10-08 06:00"),
            ("h:mm:ss", "0.5", "12:00"),
            ("mm:ss", "0.0007", "00:01"),
            ("[h]:mm", "1.5", "36:00"),
            ("上午/下午h\"时\"mm\"分\"", "0.75", "18:00"),
            ("0.00%", "0.125", "12.5%"),
            ("00000", "123", "00123"),
            ("0", "123", "123"),
            ("General", "123", "123"),
            ("G/通用格式", "12.50", "12.5"),
            ("[红色]#,##0.00", "1234.5", "1234.5"),
            ("0.00E+00", "1234.5", "1234.5"),
            ("@", "12", "12"),
            ("\"日期\"0", "12", "12"),
            ("yyyy-mm-dd", "60", "1900-02-29"),
            ("yyyy-mm-dd", "59", "1900-02-28"),
            ("yyyy-mm-dd", "61", "1900-03-01"),
            ("yyyy-mm-dd", "-1", "-1"),
            ("yyyy-mm-dd", "2958465", "9999-12-31"),
            ("yyyy-mm-dd", "2958466", "2958466"),
        ];
        for (code, stored, text) in cases {
            assert_eq!(shown(code, stored), text, "{stored} as {code}");
        }
    }

    #[test]
    fn the_macintosh_counts_from_another_day() {
        let mut text = String::new();
        let format = Format::built_in(14);
        assert_eq!(format.write(&mut text, "10508", Epoch::Y1904), Some(true));
        assert_eq!(text, "1932-10-08");
    }

    #[test]
    fn chinese_built_in_formats_are_dates() {
        let shown = |id| {
            let mut text = String::new();
            Format::built_in(id).write(&mut text, "11970", Epoch::Y1900).expect("a number");
            text
        };
        assert_eq!([31, 57, 58, 0].map(shown), ["1932-10-08", "1932-10", "10月8日", "11970"]);
    }
}
