//! Uncertain dates in the words of people and of machines. Never drops a mark of doubt.

use std::fmt;

use jiff::civil::Date;

use super::numeral::chinese;
use super::point::{DatePart, DatePoint};
use super::{Certainty, DateForm, UncertainDate};

impl UncertainDate {
    /// As a page shows it: `1932年10月8日`, `约1932年`, `1937—1940年间`, `1915年，一说1916年`,
    /// `1932年（存疑）`, `1937年以前`, `农历1932年腊月初八`, `不详`. [`UncertainDate::parse`] reads all
    /// of these back.
    pub fn chinese(self) -> String {
        match self.form {
            DateForm::Unknown => "不详".to_owned(),
            DateForm::Single => words(self.points[0]),
            DateForm::EitherOfTwo | DateForm::EitherOfThree => {
                self.points().iter().map(|point| words(*point)).collect::<Vec<_>>().join("，一说")
            }
            DateForm::Until => words(self.points[0]) + "以前",
            DateForm::Since => words(self.points[0]) + "以后",
            DateForm::Range => self.chinese_range(),
        }
    }

    fn chinese_range(self) -> String {
        let [from, to, _] = self.points;
        // A mark on both ends is said once.
        let about = if from.about() && to.about() { "约" } else { "" };
        let doubt = if from.doubtful() && to.doubtful() { "（存疑）" } else { "" };
        let unmarked = |point: DatePoint, about: bool, doubt: bool| {
            let mut text = words(point.without_marks());
            if !about && point.about() {
                text.insert(0, '约');
            }
            if !doubt && point.doubtful() {
                text.push_str("（存疑）");
            }
            text
        };
        let [from_text, to_text] =
            [from, to].map(|point| unmarked(point, !about.is_empty(), !doubt.is_empty()));
        let plain = |point: DatePoint| {
            point.month().is_none() && point.part() == DatePart::Whole && !point.lunar()
        };
        if plain(from) && plain(to) && !from_text.ends_with('）') {
            let start = from_text.trim_end_matches('年');
            return format!("{about}{start}—{to_text}间{doubt}").replace("）间", "间）");
        }
        format!("{about}{from_text}—{to_text}{doubt}")
    }

    /// The form of ISO 8601-2 (EDTF) for machines: `1932-10-08`, `1932~` (about), `1932?`
    /// (doubtful), `193X`, `1932-21` (spring), `[1915,1916]`, `[1937..1940]` (some time within),
    /// `[..1937]`, `XXXX`. What has no form there, days of the old calendar and parts of months,
    /// is given by the days that bound it.
    ///
    /// ```
    /// use fengbei::text::UncertainDate;
    /// let edtf = |typed| UncertainDate::parse(typed).unwrap().edtf();
    /// assert_eq!(edtf("约1932年10月"), "1932-10~");
    /// assert_eq!(edtf("1937—1940"), "[1937..1940]");
    /// assert_eq!(edtf("1932年10月上旬"), "[1932-10-01..1932-10-10]");
    /// ```
    pub fn edtf(self) -> String {
        let list = |points: &[DatePoint]| {
            points.iter().map(|point| machine(*point)).collect::<Vec<_>>().join(",")
        };
        match self.form {
            DateForm::Unknown => "XXXX".to_owned(),
            DateForm::Single => match bounds(self.points[0]) {
                Some(_) => format!("[{}]", machine(self.points[0])),
                None => machine(self.points[0]),
            },
            DateForm::EitherOfTwo | DateForm::EitherOfThree => format!("[{}]", list(self.points())),
            DateForm::Range => {
                format!("[{}..{}]", edge(self.points[0], false), edge(self.points[1], true))
            }
            DateForm::Until => format!("[..{}]", edge(self.points[0], true)),
            DateForm::Since => format!("[{}..]", edge(self.points[0], false)),
        }
    }
}

impl UncertainDate {
    /// The form of ISO 8601 that every program reads: `1932-10-08`, `1932-10`, `1932`. None of what
    /// is not one day, month or year of the common calendar stated without reserve: programs
    /// would take a part of it for the whole.
    ///
    /// ```
    /// use fengbei::text::UncertainDate;
    /// let iso = |typed| UncertainDate::parse(typed).unwrap().iso();
    /// assert_eq!(iso("民国二十一年十月八日").as_deref(), Some("1932-10-08"));
    /// assert_eq!(iso("1932年").as_deref(), Some("1932"));
    /// for typed in ["约1932", "1932?", "1915|1916", "1937—1940", "1932年春", "1930年代", "农历1932年八月初三", "不详"] {
    ///     assert_eq!(iso(typed), None, "{typed}");
    /// }
    /// ```
    pub fn iso(self) -> Option<String> {
        let point = self.points[0];
        let is_plain = self.certainty() == Certainty::Stated
            && point.part() == DatePart::Whole
            && !point.lunar();
        is_plain.then(|| machine(point))
    }
}

impl fmt::Display for UncertainDate {
    /// The Chinese form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.chinese())
    }
}

fn words(point: DatePoint) -> String {
    let mut out = String::with_capacity(32);
    if point.about() {
        out.push('约');
    }
    if point.lunar() {
        out.push_str("农历");
    }
    out.push_str(&point.year().to_string());
    out.push('年');
    let part = DatePart::WORDS[point.part() as usize].1;
    match point.month() {
        Some(month) if point.lunar() => lunar_month(point, month, &mut out),
        Some(month) => {
            out.push_str(&month.to_string());
            out.push('月');
            if let Some(day) = point.day_of_month() {
                out.push_str(&day.to_string());
                out.push('日');
            }
        }
        None => {}
    }
    out.push_str(part);
    if point.doubtful() {
        out.push_str("（存疑）");
    }
    out
}

fn lunar_month(point: DatePoint, month: u8, out: &mut String) {
    if point.leap() {
        out.push('闰');
    }
    match month {
        1 => out.push('正'),
        11 => out.push('冬'),
        12 => out.push('腊'),
        _ => out.push_str(&chinese(month)),
    }
    out.push('月');
    if let Some(day) = point.day_of_month() {
        out.push_str(if day <= 10 { "初" } else { "" });
        out.push_str(&chinese(day));
    }
}

/// The days that stand for a point that machines have no form for.
fn bounds(point: DatePoint) -> Option<(Date, Date)> {
    let known = match point.part() {
        DatePart::Whole => true,
        DatePart::Spring
        | DatePart::Summer
        | DatePart::Autumn
        | DatePart::Winter
        | DatePart::Decade => point.month().is_none(),
        DatePart::Start
        | DatePart::Middle
        | DatePart::End
        | DatePart::FirstHalf
        | DatePart::SecondHalf
        | DatePart::FirstTen
        | DatePart::SecondTen
        | DatePart::LastTen
        | DatePart::DecadeStart
        | DatePart::DecadeMiddle
        | DatePart::DecadeEnd => false,
    };
    (!known || point.lunar()).then(|| (point.earliest(), point.latest()))
}

fn machine(point: DatePoint) -> String {
    if let Some((first, last)) = bounds(point) {
        return format!("{first}..{last}");
    }
    let year = point.year();
    let day = match (point.part(), point.month(), point.day_of_month()) {
        (DatePart::Spring, ..) => format!("{year}-21"),
        (DatePart::Summer, ..) => format!("{year}-22"),
        (DatePart::Autumn, ..) => format!("{year}-23"),
        (DatePart::Winter, ..) => format!("{year}-24"),
        (DatePart::Decade, ..) => format!("{}X", year / 10),
        (_, Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (_, Some(month), None) => format!("{year}-{month:02}"),
        (_, None, _) => year.to_string(),
    };
    let mark = match (point.about(), point.doubtful()) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    };
    format!("{day}{mark}")
}

/// One end of a range: the outer day of what has no form.
fn edge(point: DatePoint, end: bool) -> String {
    match bounds(point) {
        Some((first, last)) => if end { last } else { first }.to_string(),
        None => machine(point),
    }
}
