//! From what is written to what it says. Never repairs: what cannot be read is refused with the
//! reason.

use jiff::civil::Date;

use super::common::common;
use super::numeral::number;
use super::point::{DatePart, DatePoint};
use super::{DateForm, UncertainDate};

/// Why something written is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// Nothing is written. (Write 不详 for a date that is not known.)
    Empty,
    /// There is no year of four digits, nor one of a reign or the republic.
    NoYear,
    /// The year is written with two digits and may be of any century, or of the republic.
    ShortYear(u8),
    /// The year is none of 1000 to 2999, or none of the reign named.
    NoSuchYear(u32),
    /// There is no such month.
    NoSuchMonth(u32),
    /// The month has no such day.
    NoSuchDay {
        /// The year.
        year: i16,
        /// The month.
        month: u8,
        /// The day written.
        day: u32,
    },
    /// A spreadsheet's number of a day stands for the day itself.
    SpreadsheetNumber(Date),
    /// More than three alternatives.
    TooManyAlternatives,
    /// A range ends before it starts.
    EndBeforeStart,
    /// The date in brackets contradicts the one before them; the years of both.
    TwoDates(i16, i16),
    /// Something after the date is no part of one.
    NotADate,
}

type Parsed<T> = Result<T, DateFault>;

/// Words for "unknown".
const UNKNOWN: [&str; 18] = [
    "不详", "未详", "不明", "不知", "未知", "无考", "失考", "待考", "待查", "缺", "无", "?", "??",
    "-", "--", "—", "——", "XXXX",
];

impl UncertainDate {
    /// Reads a date as it is typed or stated in a source: see the table of the module.
    ///
    /// ```
    /// use fengbei::text::{DateFault, UncertainDate};
    /// let fault = |typed| UncertainDate::parse(typed).unwrap_err();
    /// assert_eq!(fault("32年10月"), DateFault::ShortYear(32));
    /// assert_eq!(fault("1932-13"), DateFault::NoSuchMonth(13));
    /// assert_eq!(fault("1940—1937"), DateFault::EndBeforeStart);
    /// assert_eq!(fault("腊月初八"), DateFault::NoYear);
    /// ```
    pub fn parse(typed: &str) -> Result<Self, DateFault> {
        common(typed).map_or_else(|| Self::by_grammar(typed), Ok)
    }

    pub(super) fn by_grammar(typed: &str) -> Result<Self, DateFault> {
        let text = tidied(typed);
        if text.is_empty() {
            return Err(DateFault::Empty);
        }
        if UNKNOWN.contains(&text.as_str()) {
            return Ok(Self::UNKNOWN);
        }
        match text.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
            Some(set) => self::set(set),
            None => alternatives(&text, &["|", "(一说", ",一说", ";一说", "一说", ",一作", "或"]),
        }
    }
}

/// Without spaces and the midnight of spreadsheets, signs half-width.
fn tidied(typed: &str) -> String {
    let text: String = typed.trim().chars().map(crate::text::half_width).collect();
    let clock = |rest: &str| {
        rest.contains(':') && rest.bytes().all(|b| matches!(b, b'0'..=b'9' | b':' | b'.' | b'Z'))
    };
    let day = match text.split_once([' ', 'T']) {
        Some((day, rest)) if clock(rest.trim()) => day,
        _ => &text,
    };
    day.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '·' { '.' } else { c }).collect()
}

/// A set in brackets, as machines write it: `1915,1916`, `1937..1940`, `..1937`, `1937..`.
fn set(text: &str) -> Parsed<UncertainDate> {
    match text.split_once("..") {
        Some(("", end)) => Ok(UncertainDate::of(DateForm::Until, &[point(end)?])),
        Some((start, "")) => Ok(UncertainDate::of(DateForm::Since, &[point(start)?])),
        Some((start, end)) => range(start, end),
        None => alternatives(text, &[","]),
    }
}

fn alternatives(text: &str, separators: &[&str]) -> Parsed<UncertainDate> {
    // Most dates have no alternatives: no separator is without one of these.
    if !text.contains(['|', '说', '作', '或', ',']) {
        return single(text);
    }
    let mut joined = text.to_owned();
    for separator in separators {
        if separator.starts_with('(') && joined.contains(separator) {
            joined = joined.replace(')', "");
        }
        joined = joined.replace(separator, "|");
    }
    let stated: Vec<&str> = joined.split('|').collect();
    match stated[..] {
        [one] => single(one),
        [a, b] => Ok(UncertainDate::of(DateForm::EitherOfTwo, &[point(a)?, point(b)?])),
        [a, b, c] => {
            Ok(UncertainDate::of(DateForm::EitherOfThree, &[point(a)?, point(b)?, point(c)?]))
        }
        _ => Err(DateFault::TooManyAlternatives),
    }
}

/// A point, an open end, or a range.
fn single(text: &str) -> Parsed<UncertainDate> {
    let fault = match point(text) {
        Ok(point) => return Ok(UncertainDate::of(DateForm::Single, &[point])),
        Err(fault) => fault,
    };
    let open =
        [(DateForm::Until, ["以前", "之前", "前"]), (DateForm::Since, ["以后", "之后", "后"])];
    for (form, words) in open {
        if let Some(rest) = words.iter().find_map(|word| text.strip_suffix(word)) {
            return Ok(UncertainDate::of(form, &[point(rest)?]));
        }
    }
    for separator in ["——", "—", "–", "~", "〜", "至", "到", "--", "-", "/"] {
        for (at, _) in text.match_indices(separator) {
            let (start, end) = (&text[..at], &text[at + separator.len()..]);
            match range(start, end) {
                Ok(range) => return Ok(range),
                Err(DateFault::EndBeforeStart) => return Err(DateFault::EndBeforeStart),
                Err(_) => {}
            }
        }
    }
    Err(fault)
}

fn range(start: &str, end: &str) -> Parsed<UncertainDate> {
    let end = end.strip_suffix('间').unwrap_or(end);
    let mut from = point(start)?;
    let mut to = point(end).or_else(|fault| continued(from, end).ok_or(fault))?;
    // A mark at the outer edge is meant for both ends.
    if from.about() && !to.about() && !to.doubtful() {
        to = to.with_about();
    }
    if to.doubtful() && !from.about() {
        from = from.with_doubt();
    }
    if to.last() < from.first() {
        return Err(DateFault::EndBeforeStart);
    }
    Ok(UncertainDate::of(DateForm::Range, &[from, to]))
}

/// The end of a range that leaves out what it shares with the start: `至12月`, `至12日`.
fn continued(from: DatePoint, end: &str) -> Option<DatePoint> {
    let (value, _, rest) = number(end)?;
    let year = DatePoint::year_only(from.year());
    let whole = match (from.month(), rest.chars().next()?) {
        _ if from.lunar() => return None,
        (_, '月') => {
            let month = self::month(value).ok()?;
            after_month(year.with_month(month), rest.strip_prefix('月')?).ok()?
        }
        (Some(month), '日' | '号') => {
            from.day_of_month()?;
            (solar_day(year.with_month(month), value).ok()?, rest.strip_prefix(['日', '号'])?)
        }
        _ => return None,
    };
    let (point, rest) = whole;
    rest.is_empty().then_some(point)
}

/// One point of time with its marks.
fn point(text: &str) -> Parsed<DatePoint> {
    let (text, about, doubtful) = unmarked(text);
    let mut found = bare(text)?;
    if about {
        found = found.with_about();
    }
    if doubtful {
        found = found.with_doubt();
    }
    Ok(found)
}

/// `text` without its marks of doubt, and which there were.
fn unmarked(mut text: &str) -> (&str, bool, bool) {
    const ABOUT: [&str; 5] = ["大约", "约于", "约", "大概", "~"];
    const ABOUT_AFTER: [&str; 4] = ["左右", "前后", "许", "~"];
    const DOUBT: [&str; 3] = ["可能", "疑", "似"];
    const DOUBT_AFTER: [&str; 5] = ["(存疑)", "(?)", "存疑", "?", "(待考)"];
    let (mut about, mut doubtful) = (false, false);
    loop {
        let cut = |before: &[&str], after: &[&str]| {
            let front = before.iter().find_map(|word| text.strip_prefix(word));
            front.or_else(|| after.iter().find_map(|word| text.strip_suffix(word)))
        };
        if let Some(rest) = cut(&ABOUT, &ABOUT_AFTER) {
            (text, about) = (rest, true);
        } else if let Some(rest) = cut(&DOUBT, &DOUBT_AFTER) {
            (text, doubtful) = (rest, true);
        } else if let Some(rest) = text.strip_suffix('%') {
            (text, about, doubtful) = (rest, true, true);
        } else {
            return (text, about, doubtful);
        }
    }
}

/// A point without marks, which may say its year twice: 民国二十一年(1932年).
fn bare(text: &str) -> Parsed<DatePoint> {
    let Some((before, inner)) = text.strip_suffix(')').and_then(|rest| rest.split_once('(')) else {
        return plain(text);
    };
    let (point, other) = (plain(before)?, plain(inner)?);
    let agree = point.first() <= other.last() && other.first() <= point.last();
    if !agree {
        return Err(DateFault::TwoDates(point.year(), other.year()));
    }
    // A solar date beside a lunar one is the source's own conversion.
    let finer = other.month().is_some() || point.month().is_none();
    let converted = point.lunar() || point.month().is_none();
    Ok(if !other.lunar() && finer && converted { other } else { point })
}

fn plain(text: &str) -> Parsed<DatePoint> {
    let text = ["公元", "公历", "阳历", "新历"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let (text, lunar) = without_lunar(text);
    let (point, rest) = year(text)?;
    let point = if lunar { point.with_lunar() } else { point };
    let (point, rest) = after_year(point, rest)?;
    if rest.is_empty() { Ok(point) } else { Err(DateFault::NotADate) }
}

fn without_lunar(text: &str) -> (&str, bool) {
    let rest = ["农历", "阴历", "旧历", "夏历"].iter().find_map(|word| text.strip_prefix(word));
    (rest.unwrap_or(text), rest.is_some())
}

/// Reigns: the year before their first, how long they lasted, and whether their months are lunar.
const REIGNS: [(&str, u32, u32, bool); 8] = [
    ("中华民国", 1911, 38, false),
    ("民国", 1911, 38, false),
    ("宣统", 1908, 3, true),
    ("光绪", 1874, 34, true),
    ("同治", 1861, 13, true),
    ("咸丰", 1850, 11, true),
    ("道光", 1820, 30, true),
    ("嘉庆", 1795, 25, true),
];

fn year(text: &str) -> Parsed<(DatePoint, &str)> {
    let text = text.strip_prefix('清').unwrap_or(text);
    for (name, before, length, lunar) in REIGNS {
        let Some(rest) = text.strip_prefix(name) else { continue };
        let (value, _, rest) = number(rest).ok_or(DateFault::NoYear)?;
        rest.starts_with('年').then_some(()).ok_or(DateFault::NoYear)?;
        if !(1..=length).contains(&value) {
            return Err(DateFault::NoSuchYear(value));
        }
        let point = four_digits(before + value)?;
        return Ok((if lunar { point.with_lunar() } else { point }, rest));
    }
    if let Some(decade) = century(text) {
        return decade;
    }
    match number(text).ok_or(DateFault::NoYear)? {
        // Years that nobody has seen yet are numbers of days from 1905 on.
        (value @ 2101.., 4 | 5, rest) if is_hour(rest) => Err(spreadsheet(value)),
        (value, 4, rest) => Ok((four_digits(value)?, rest)),
        (value, 3, rest) if rest.starts_with('X') => {
            Ok((four_digits(value * 10)?.with_part(DatePart::Decade), &rest[1..]))
        }
        (value, 6, "") => compact(value * 100),
        (value, 8, "") => compact(value),
        (value @ 10..=99, _, rest) if rest.starts_with(['年', '-', '/', '.']) => {
            Err(DateFault::ShortYear(small(value)))
        }
        (value, 3 | 5.., _) => Err(DateFault::NoSuchYear(value)),
        _ => Err(DateFault::NoYear),
    }
}

/// Whether `rest` is nothing, or what a spreadsheet puts behind a day's number for the hour: `.25`.
fn is_hour(rest: &str) -> bool {
    let hour = rest.strip_prefix('.').unwrap_or(rest);
    hour.bytes().all(|b| b.is_ascii_digit())
}

fn four_digits(year: u32) -> Parsed<DatePoint> {
    match i16::try_from(year) {
        Ok(short @ 1000..=2999) => Ok(DatePoint::year_only(short)),
        _ => Err(DateFault::NoSuchYear(year)),
    }
}

/// `20世纪30年代`: the rest begins with 代.
fn century(text: &str) -> Option<Parsed<(DatePoint, &str)>> {
    let (century, _, rest) = number(text)?;
    let (decade, digits, rest) = number(rest.strip_prefix("世纪")?)?;
    let rest = rest.strip_prefix('年').filter(|rest| rest.starts_with('代'))?;
    let tens = decade % 10 == 0 && decade < 100 && digits <= 2 && (11..=21).contains(&century);
    tens.then(|| Ok((four_digits((century - 1) * 100 + decade)?, rest)))
}

/// `19321008`; `00` for what is not known.
fn compact(value: u32) -> Parsed<(DatePoint, &'static str)> {
    let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
    let point = four_digits(year)?;
    if month == 0 {
        return Ok((point, ""));
    }
    let point = point.with_month(self::month(month)?);
    Ok((if day == 0 { point } else { solar_day(point, day)? }, ""))
}

/// The day that a spreadsheet means by a number, counted from 30 December 1899.
fn spreadsheet(value: u32) -> DateFault {
    let start = Date::constant(1899, 12, 30);
    let day = start.checked_add(jiff::SignedDuration::from_hours(i64::from(value) * 24));
    day.map_or(DateFault::NoYear, DateFault::SpreadsheetNumber)
}

fn month(value: u32) -> Parsed<u8> {
    match u8::try_from(value) {
        Ok(month @ 1..=12) => Ok(month),
        _ => Err(DateFault::NoSuchMonth(value)),
    }
}

/// What follows the digits of the year.
fn after_year(point: DatePoint, text: &str) -> Parsed<(DatePoint, &str)> {
    let Some(rest) = text.strip_prefix(['年', '-', '/', '.']) else {
        return Ok(part_of_year(point, text).unwrap_or((point, text)));
    };
    if left_open(rest) {
        return Ok((point, ""));
    }
    let (rest, lunar) = without_lunar(rest);
    let point = if lunar { point.with_lunar() } else { point };
    if let Some((number, after)) = named_month(rest) {
        return after_month(point.with_lunar().with_month(number), after);
    }
    if let Some(found) = part_of_year(point, rest) {
        return Ok(found);
    }
    let leap = rest.strip_prefix('闰');
    let point = if leap.is_some() { point.with_leap() } else { point };
    match number(leap.unwrap_or(rest)) {
        None => Ok((point, rest.strip_prefix('间').unwrap_or(rest))),
        // Zeros stand for what is not known in tables of old systems.
        Some((0, _, after)) => {
            Ok((point, after.trim_start_matches(['-', '/', '.', '0', '月', '日'])))
        }
        Some((season @ 21..=24, _, "")) if text.starts_with('-') => {
            let season = match season {
                21 => DatePart::Spring,
                22 => DatePart::Summer,
                23 => DatePart::Autumn,
                _ => DatePart::Winter,
            };
            Ok((point.with_part(season), ""))
        }
        Some((value, _, after)) => after_month(point.with_month(month(value)?), after),
    }
}

/// Whether only marks for what is not known follow: `?月?日`, `××`, `-XX`, `月日`.
fn left_open(rest: &str) -> bool {
    rest.contains(['?', '×', '□', 'X', '*', '月', '日'])
        && rest
            .chars()
            .all(|c| matches!(c, '?' | '×' | '□' | 'X' | '*' | '月' | '日' | '-' | '.' | '/'))
}

/// Months of the old calendar that have names.
fn named_month(text: &str) -> Option<(u8, &str)> {
    [("正月", 1), ("冬月", 11), ("腊月", 12)]
        .iter()
        .find_map(|(name, number)| Some((*number, text.strip_prefix(name)?)))
}

fn part_of_year<'a>(point: DatePoint, word: &str) -> Option<(DatePoint, &'a str)> {
    let season = word.strip_prefix(['初', '早', '仲', '暮', '晚', '深', '盛', '隆']);
    let word = season.filter(|word| matches!(*word, "春" | "夏" | "秋" | "冬")).unwrap_or(word);
    let part = match word {
        "春" | "春季" | "春天" | "春间" => DatePart::Spring,
        "夏" | "夏季" | "夏天" | "夏间" => DatePart::Summer,
        "秋" | "秋季" | "秋天" | "秋间" => DatePart::Autumn,
        "冬" | "冬季" | "冬天" | "冬间" => DatePart::Winter,
        "初" => DatePart::Start,
        "中" => DatePart::Middle,
        "底" | "末" => DatePart::End,
        "上半年" => DatePart::FirstHalf,
        "下半年" => DatePart::SecondHalf,
        "代" => DatePart::Decade,
        "代初" | "代初期" | "代前期" => DatePart::DecadeStart,
        "代中" | "代中期" => DatePart::DecadeMiddle,
        "代末" | "代末期" | "代后期" => DatePart::DecadeEnd,
        _ => return None,
    };
    let decade = word.starts_with('代');
    (!decade || point.year() % 10 == 0).then_some((point.with_part(part), ""))
}

/// What follows the number of the month.
fn after_month(point: DatePoint, text: &str) -> Parsed<(DatePoint, &str)> {
    let rest = text.strip_prefix('月').unwrap_or(text);
    let rest = rest.strip_prefix(['份', '-', '/', '.']).unwrap_or(rest);
    let part = match rest {
        "上旬" => Some(DatePart::FirstTen),
        "中旬" => Some(DatePart::SecondTen),
        "下旬" => Some(DatePart::LastTen),
        "初" => Some(DatePart::Start),
        "中" => Some(DatePart::Middle),
        "底" | "末" => Some(DatePart::End),
        _ => None,
    };
    if let Some(part) = part {
        return Ok((point.with_part(part), ""));
    }
    if left_open(rest) {
        return Ok((point, ""));
    }
    // Only the old calendar counts its days so.
    let point = if rest.starts_with(['初', '廿']) { point.with_lunar() } else { point };
    let Some((value, _, after)) = number(rest.strip_prefix('初').unwrap_or(rest)) else {
        return Ok((point, rest));
    };
    let after = after.strip_prefix(['日', '号']).unwrap_or(after);
    match value {
        0 => Ok((point, after)),
        1..=30 if point.lunar() => Ok((point.with_day(small(value)), after)),
        _ => Ok((solar_day(point, value)?, after)),
    }
}

fn small(value: u32) -> u8 {
    u8::try_from(value).expect("at most two digits")
}

/// `point` with its day, when its month has such a day.
fn solar_day(point: DatePoint, value: u32) -> Parsed<DatePoint> {
    let (year, month) = (point.year(), point.month().unwrap_or(1));
    let fault = DateFault::NoSuchDay { year, month, day: value };
    let first = Date::new(year, i8::try_from(month).expect("a month"), 1).expect("a month");
    let days = if point.lunar() { 30 } else { u32::from(first.days_in_month().unsigned_abs()) };
    if (1..=days).contains(&value) { Ok(point.with_day(small(value))) } else { Err(fault) }
}
