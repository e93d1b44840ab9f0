//! One stated point of time, in four bytes. Never asks how points make a date.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// A day, a month, a year, or part of one, as stated: in the solar or the old calendar, with or
/// without a mark of doubt.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DatePoint(u32);

/// Which part of the stated year or month is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum DatePart {
    /// All of it.
    Whole,
    /// 春: February to May.
    Spring,
    /// 夏: May to August.
    Summer,
    /// 秋: August to November.
    Autumn,
    /// 冬: November to the next February.
    Winter,
    /// 年初 (January to March), 月初 (the first ten days).
    Start,
    /// 年中 (May to August), 月中 (the second ten days).
    Middle,
    /// 年底 (October to December), 月底 (from the 21st).
    End,
    /// 上半年.
    FirstHalf,
    /// 下半年.
    SecondHalf,
    /// 上旬.
    FirstTen,
    /// 中旬.
    SecondTen,
    /// 下旬.
    LastTen,
    /// 年代: the ten years from the stated one.
    Decade,
    /// 年代初: the first four of them.
    DecadeStart,
    /// 年代中: the fourth to the seventh.
    DecadeMiddle,
    /// 年代末: the last four.
    DecadeEnd,
}

impl DatePart {
    /// All parts with the word that follows the year or month.
    pub(super) const WORDS: [(Self, &'static str); 17] = [
        (Self::Whole, ""),
        (Self::Spring, "春"),
        (Self::Summer, "夏"),
        (Self::Autumn, "秋"),
        (Self::Winter, "冬"),
        (Self::Start, "初"),
        (Self::Middle, "中"),
        (Self::End, "底"),
        (Self::FirstHalf, "上半年"),
        (Self::SecondHalf, "下半年"),
        (Self::FirstTen, "上旬"),
        (Self::SecondTen, "中旬"),
        (Self::LastTen, "下旬"),
        (Self::Decade, "代"),
        (Self::DecadeStart, "代初"),
        (Self::DecadeMiddle, "代中期"),
        (Self::DecadeEnd, "代末"),
    ];
}

// Bits: year 12, month 4, day 5, part 5, then the marks.
const ABOUT: u32 = 1 << 26;
const DOUBTFUL: u32 = 1 << 27;
const LUNAR: u32 = 1 << 28;
const LEAP: u32 = 1 << 29;

impl DatePoint {
    /// How many years a date marked as about or doubtful may lie from the year stated.
    pub const MARGIN_YEARS: i16 = 5;

    pub(super) const NONE: Self = Self(0);

    pub(super) fn day(date: Date) -> Self {
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        Self::year_only(date.year()).with_month(month).with_day(day)
    }

    pub(super) fn year_only(year: i16) -> Self {
        Self(u32::from(year.unsigned_abs()) & 0xFFF)
    }

    pub(super) fn with_month(self, month: u8) -> Self {
        Self((self.0 & !(0xF << 12)) | (u32::from(month & 0xF) << 12))
    }

    pub(super) fn with_day(self, day: u8) -> Self {
        Self((self.0 & !(0x1F << 16)) | (u32::from(day & 0x1F) << 16))
    }

    pub(super) fn with_part(self, part: DatePart) -> Self {
        Self((self.0 & !(0x1F << 21)) | ((part as u32) << 21))
    }

    pub(super) fn with_about(self) -> Self {
        Self(self.0 | ABOUT)
    }

    pub(super) fn with_doubt(self) -> Self {
        Self(self.0 | DOUBTFUL)
    }

    pub(super) fn with_lunar(self) -> Self {
        Self(self.0 | LUNAR)
    }

    pub(super) fn with_leap(self) -> Self {
        Self(self.0 | LUNAR | LEAP)
    }

    pub(super) fn without_marks(self) -> Self {
        Self(self.0 & !(ABOUT | DOUBTFUL))
    }

    fn bits(self, shift: u32, width: u32) -> u8 {
        u8::try_from((self.0 >> shift) & ((1 << width) - 1)).expect("at most five bits")
    }

    /// The year stated: of the solar calendar, or the one the lunar year began in.
    pub fn year(self) -> i16 {
        i16::try_from(self.0 & 0xFFF).expect("twelve bits")
    }

    /// The month stated, 1 to 12.
    pub fn month(self) -> Option<u8> {
        Some(self.bits(12, 4)).filter(|month| *month > 0)
    }

    /// The day stated.
    pub fn day_of_month(self) -> Option<u8> {
        Some(self.bits(16, 5)).filter(|day| *day > 0)
    }

    /// The part of the year or month.
    pub fn part(self) -> DatePart {
        DatePart::WORDS[usize::from(self.bits(21, 5))].0
    }

    /// Whether it is marked as about (约).
    pub fn about(self) -> bool {
        self.0 & ABOUT != 0
    }

    /// Whether it is marked as doubtful (存疑).
    pub fn doubtful(self) -> bool {
        self.0 & DOUBTFUL != 0
    }

    /// Whether it is stated in the old calendar (农历).
    pub fn lunar(self) -> bool {
        self.0 & LUNAR != 0
    }

    /// Whether the month is a leap month of the old calendar (闰月).
    pub fn leap(self) -> bool {
        self.0 & LEAP != 0
    }

    /// The first day it can be when it is right.
    pub(super) fn first(self) -> Date {
        self.span().0
    }

    /// The last day it can be when it is right.
    pub(super) fn last(self) -> Date {
        self.span().1
    }

    /// The first day it can be with its mark of doubt.
    pub(super) fn earliest(self) -> Date {
        moved(self.first(), -self.margin())
    }

    /// The last day it can be with its mark of doubt.
    pub(super) fn latest(self) -> Date {
        moved(self.last(), self.margin())
    }

    fn margin(self) -> Span {
        match (self.about() || self.doubtful(), self.month(), self.day_of_month()) {
            (false, ..) => Span::new(),
            (true, None, _) => Self::MARGIN_YEARS.years(),
            (true, Some(_), None) => 1.year(),
            (true, Some(_), Some(_)) => 1.month(),
        }
    }

    fn span(self) -> (Date, Date) {
        if self.lunar() {
            return self.lunar_span();
        }
        let year = self.year();
        match (self.month(), self.day_of_month()) {
            (Some(month), Some(day)) => {
                let day = Date::new(year, signed(month), signed(day)).expect("checked when read");
                (day, day)
            }
            (Some(month), None) => {
                let first = Date::new(year, signed(month), 1).expect("checked when read");
                let (from, to) = self.days_of_month(first.days_in_month());
                let day = |day| Date::new(year, signed(month), day).expect("within the month");
                (day(from), day(to))
            }
            (None, _) => self.part_of_year(),
        }
    }

    fn days_of_month(self, length: i8) -> (i8, i8) {
        match self.part() {
            DatePart::Start | DatePart::FirstTen => (1, 10),
            DatePart::Middle | DatePart::SecondTen => (11, 20),
            DatePart::End | DatePart::LastTen => (21, length),
            _ => (1, length),
        }
    }

    fn part_of_year(self) -> (Date, Date) {
        // Years and months counted from the stated year's January.
        let (from, to) = match self.part() {
            DatePart::Spring => (2, 5),
            DatePart::Summer | DatePart::Middle => (5, 8),
            DatePart::Autumn => (8, 11),
            DatePart::Winter => (11, 14),
            DatePart::Start => (1, 3),
            DatePart::End => (10, 12),
            DatePart::FirstHalf => (1, 6),
            DatePart::SecondHalf => (7, 12),
            DatePart::Decade => (1, 120),
            DatePart::DecadeStart => (1, 48),
            DatePart::DecadeMiddle => (37, 84),
            DatePart::DecadeEnd => (73, 120),
            DatePart::Whole | DatePart::FirstTen | DatePart::SecondTen | DatePart::LastTen => {
                (1, 12)
            }
        };
        let month = |number: i16| {
            let month = i8::try_from((number - 1) % 12 + 1).expect("at most twelve");
            Date::new(self.year() + (number - 1) / 12, month, 1).expect("four-digit years")
        };
        (month(from), month(to).last_of_month())
    }

    /// Bounds of what is stated in the old calendar. Month `m` holds the `m`-th mid-point of the
    /// sun's course, some 30.44 days apart from 19 February on; a leap month follows its namesake.
    fn lunar_span(self) -> (Date, Date) {
        const SLACK: i64 = 3;
        let mid = |month: i64| {
            let start = Date::new(self.year(), 2, 19).expect("four-digit years");
            moved(start, ((month - 1) * 3044 / 100).days())
        };
        let days = |date, days: i64| moved(date, days.days());
        let Some(month) = self.month().map(i64::from) else {
            return (days(mid(1), -29 - SLACK), days(mid(12), 30 + SLACK));
        };
        let shift = if self.leap() { 30 } else { 0 };
        let (from, to) = match self.day_of_month() {
            Some(day) => (i64::from(day) - 1, i64::from(day) - 1),
            None => (0, 29),
        };
        (days(mid(month), shift + from - 29 - SLACK), days(mid(month), shift + to + SLACK))
    }
}

fn signed(number: u8) -> i8 {
    i8::try_from(number).expect("months and days are small")
}

/// `date` moved by `span`; the calendar's own end where it would leave it.
fn moved(date: Date, span: Span) -> Date {
    date.saturating_add(span)
}

impl std::fmt::Debug for DatePoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DatePoint")
            .field("year", &self.year())
            .field("month", &self.month())
            .field("day", &self.day_of_month())
            .field("part", &self.part())
            .field("marks", &(self.about(), self.doubtful(), self.lunar(), self.leap()))
            .finish()
    }
}
