//! Numbers that an office program made something else of. What it lost cannot be found again, so
//! nothing is put back: the cell is told, with what was probably typed.

use jiff::civil::date;

use crate::diag::{Diagnostic, Place, Rule, Severity};
use crate::model::RollField;
use crate::say;

/// A number that is not the one that was typed.
pub static ROLL_NUMBER: Rule = Rule {
    name: "roll-number",
    severity: Severity::Warning,
    zh: "表格软件自作主张改了数字：长编号变成 1.4E+17 或第 15 位以后全是 0，编号前面的 0 丢了（0012 变成 12），\
         墙位 3-12 变成“3月12日”，年龄变成 1900 年的日期。丢了的找不回来，请把这一列设为“文本”格式，照原件重新录入。",
    en: "An office program changed a number by itself: a long one became 1.4E+17 or has nothing but noughts after its \
         fifteenth digit, an id lost the noughts before it (0012 became 12), the place 3-12 on the wall became a day of \
         March, an age a day of 1900. What is lost cannot be found again: format the column as text and type it anew.",
};

/// What became of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// It is written with an exponent, and its later digits are lost.
    Exponent,
    /// All digits after the fifteenth are noughts.
    Cut,
    /// It is a day; what was probably typed, when that can be told.
    Day(Option<String>),
}

/// Digits that office programs keep.
const KEPT: usize = 15;

impl Changed {
    /// What became of the number in `cell`, which holds `field`. `counted` says that the table
    /// itself knows its numbers and has told those that were cut.
    pub fn find(field: RollField, cell: &str, counted: bool) -> Option<Self> {
        /// Bytes of the longest number or day.
        const LONGEST: usize = 32;
        if cell.len() > LONGEST {
            return None;
        }
        if is_exponent(cell) {
            return Some(Self::Exponent);
        }
        let is_number = cell.len() > KEPT + 1 && cell.bytes().all(|b| b.is_ascii_digit());
        if is_number && !counted && cell.bytes().skip(KEPT).all(|b| b == b'0') {
            return Some(Self::Cut);
        }
        let may_be_day =
            matches!(field, RollField::Id | RollField::Wall | RollField::Age | RollField::Division);
        let day = may_be_day.then(|| Shown::read(cell)).flatten();
        day.filter(|day| day.is_out_of_place(field)).map(|day| Self::Day(day.typed(field)))
    }

    /// The finding at `place`; of what was cut, which may be somebody's number, nothing is shown.
    pub fn finding(&self, place: Place, field: RollField, cell: &str) -> Diagnostic {
        let (zh, en) = (field.title(), field.key());
        let message = match self {
            Self::Exponent => say!(
                "“{zh}”写着“{cell}”：长数字被改成了科学记数法，后面的位数已经丢了",
                "{en} says “{cell}”: a long number was written with an exponent and lost its later digits"
            ),
            Self::Cut => say!(
                "“{zh}”里的数字第 15 位以后全是 0，像是被表格软件丢了后面的位数",
                "the number in {en} has nothing but noughts after its fifteenth digit, as if an office program had cut it"
            ),
            Self::Day(Some(typed)) => say!(
                "“{zh}”写着日期“{cell}”，像是表格软件把“{typed}”当成了日期",
                "{en} holds the day “{cell}”, as if an office program had taken “{typed}” for one"
            ),
            Self::Day(None) => say!(
                "“{zh}”写着日期“{cell}”，像是表格软件把数字当成了日期",
                "{en} holds the day “{cell}”, as if an office program had taken a number for one"
            ),
        };
        Diagnostic::new(&ROLL_NUMBER, place, message).help(type_anew())
    }
}

/// What to do about a number that was changed.
pub fn type_anew() -> crate::diag::Message {
    say!(
        "先把这一列设为“文本”格式，再照原件重新录入",
        "format the column as text first, then type it anew from the original"
    )
}

/// A cell without the form `="0012"`, in which systems hand out text so that office programs leave
/// it alone.
pub fn unwrapped(cell: &str) -> &str {
    let inner = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).unwrap_or(cell)
}

/// Whether office programs wrote the number so: `1.42E+17`. Nobody types the sign.
fn is_exponent(cell: &str) -> bool {
    let Some((number, power)) = cell.split_once('+') else { return false };
    let Some(number) = number.strip_suffix(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    digits(whole) && digits(part) && digits(power)
}

/// A day as office programs show it.
struct Shown {
    year: Option<i16>,
    month: i8,
    day: i8,
}

impl Shown {
    /// `3月12日`, `12-Mar`, `2002-01-09`, `2002/1/9`.
    fn read(cell: &str) -> Option<Self> {
        let (year, month, day) = if let Some(rest) = cell.strip_suffix('日') {
            let (month, day) = rest.split_once('月')?;
            (None, month.parse().ok()?, day.parse().ok()?)
        } else if let Some((day, name)) = cell.split_once('-').filter(|(_, name)| name.len() == 3) {
            const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
            let at = MONTHS.find(name).filter(|at| at % 3 == 0)?;
            (None, i8::try_from(at / 3 + 1).ok()?, day.parse().ok()?)
        } else {
            let mut parts = cell.split(['-', '/']);
            let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
            let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            parts.next().is_none().then_some((Some(year), month, day))?
        };
        let is_day = jiff::civil::Date::new(year.unwrap_or(2000), month, day).is_ok();
        is_day.then_some(Self { year, month, day })
    }

    /// Whether `field` is never a day. Ids of some offices are days with their year.
    fn is_out_of_place(&self, field: RollField) -> bool {
        field != RollField::Id || self.year.is_none()
    }

    /// What was probably typed.
    fn typed(&self, field: RollField) -> Option<String> {
        let Self { year, month, day } = *self;
        match (field, year) {
            (RollField::Age, Some(1900)) => {
                // Office programs count a 29 February 1900 that never was.
                let leap = i16::from(month > 2);
                Some((date(1900, month, day).day_of_year() + leap).to_string())
            }
            (_, None) => Some(format!("{month}-{day}")),
            // What was typed with two digits of a year.
            (RollField::Wall, Some(1930..=2029)) => {
                Some(format!("{}-{month}-{day}", year.unwrap_or_default() % 100))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_were_changed_are_known() {
        use RollField as F;
        let day = |typed: &str| Some(Changed::Day(Some(typed.into())));
        let table = [
            (F::Id, "1.1E+17", Some(Changed::Exponent)),
            (F::Note, "1E+05", Some(Changed::Exponent)),
            (F::Note, "1+05", None),
            (F::Id, "3E12", None),
            (F::Id, "E+5", None),
            (F::Id, "140121193200010000", Some(Changed::Cut)),
            (F::Id, "140121193200010012", None),
            (F::Id, "100000000000000", None),
            (F::Wall, "3月12日", day("3-12")),
            (F::Wall, "12-Mar", day("3-12")),
            (F::Wall, "2002-01-09", day("2-1-9")),
            (F::Wall, "2002/1/9", day("2-1-9")),
            (F::Wall, "1890-01-09", Some(Changed::Day(None))),
            (F::Wall, "2-1-9", None),
            (F::Wall, "东墙第3排", None),
            (F::Age, "1900-01-28", day("28")),
            (F::Age, "1900-03-01", day("61")),
            (F::Age, "28", None),
            (F::Id, "3月12日", day("3-12")),
            (F::Id, "2024-01-09", None),
            (F::Death, "1942-05-25", None),
            (F::Batch, "2024-04-04", None),
        ];
        for (field, cell, changed) in table {
            assert_eq!(Changed::find(field, cell, false), changed, "{cell}");
        }
        assert_eq!(Changed::find(F::Id, "140121193200010000", true), None);
        assert_eq!(["=\"0012\"", "=cmd()", "0012"].map(unwrapped), ["0012", "=cmd()", "0012"]);
    }
}
