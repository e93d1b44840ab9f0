//! Numbers in running text, with what they count. Never decides whether one is right.

mod numeral;
mod reader;
mod units;

use std::ops::Range;

use super::{Amount, Scale};
use reader::{Reader, first, is_digit};

pub use units::UNITS;

/// What a number does where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It counts or measures.
    Count,
    /// It says which one: 第七届.
    Ordinal,
    /// It is a share of a hundred: 90%, 百分之九十, 三成.
    Percent,
    /// It is a year: 2021年, 二〇二一年.
    Year,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// 2021
    Arabic,
    /// 二〇二一
    Chinese,
}

/// Whether a number is meant to the last digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// It is.
    Exact,
    /// 多, 余, 近, 约, 以上 …
    About,
}

/// A number of a text.
///
/// ```
/// use fengbei::text::{Precision, Role, quantities};
/// let found = quantities("第七届评选共收到1.2万余名群众的９ ３６０条意见，满意率百分之九十");
/// let read: Vec<_> =
///     found.iter().map(|q| (q.value.decimal().normalize().to_string(), q.unit, q.role)).collect();
/// assert_eq!(read[0], ("7".into(), "届", Role::Ordinal));
/// assert_eq!(read[1], ("12000".into(), "名", Role::Count));
/// assert_eq!(read[2], ("9360".into(), "条", Role::Count));
/// assert_eq!(read[3], ("90".into(), "", Role::Percent));
/// assert_eq!(found[1].precision, Precision::About);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Bytes of the number with its scale and its unit; of an ordinal, with 第.
    pub place: Range<usize>,
    /// Bytes of its digits alone.
    pub digits: Range<usize>,
    /// Its worth, scale included.
    pub value: Amount,
    /// The 万 or 亿 it is written with.
    pub scale: Option<Scale>,
    /// The word after it, of [`UNITS`]; empty when there is none.
    pub unit: &'static str,
    /// What it does.
    pub role: Role,
    /// How it is written.
    pub script: Script,
    /// Whether it is exact.
    pub precision: Precision,
}

impl Quantity {
    /// The value as a whole number; none when it is none.
    pub fn whole(&self) -> Option<i64> {
        let value = self.value.decimal();
        value.is_integer().then(|| i64::try_from(value).ok()).flatten()
    }

    /// The value when it is exact and counts something.
    pub fn exact_count(&self) -> Option<Amount> {
        (self.role == Role::Count && self.precision == Precision::Exact).then_some(self.value)
    }
}

/// Every number of `text`, in order. A Chinese numeral counts as a number only where a unit follows
/// it or 第 stands before it: 一 is part of too many words.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while let Some(start) = numeral::STARTS.seek(text, at) {
        let read = if is_digit(first(&text[start..])) {
            Reader { text, start }.arabic()
        } else {
            Reader { text, start }.chinese()
        };
        match read {
            Ok(quantity) => {
                at = quantity.place.end.max(quantity.digits.end);
                found.push(quantity);
            }
            Err(end) => at = end,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, &'static str, Role, Precision)> {
        let whole =
            |q: Quantity| (q.value.decimal().normalize().to_string(), q.unit, q.role, q.precision);
        quantities(text).into_iter().map(whole).collect()
    }

    #[test]
    fn one_number_in_every_writing() {
        use Precision::{About, Exact};
        use Role::{Count, Ordinal, Percent, Year};
        let table = [
            ("办理优待证10834张", "10834", "张", Count, Exact),
            ("烈士9 360名", "9360", "名", Count, Exact),
            ("烈士10,834名", "10834", "名", Count, Exact),
            ("烈士９３６０名", "9360", "名", Count, Exact),
            ("投入 767 万元", "7670000", "元", Count, Exact),
            ("近5.4亿元", "540000000", "元", Count, About),
            ("25000多万元", "250000000", "元", Count, About),
            ("1500余篇", "1500", "篇", Count, About),
            ("18000多人次", "18000", "人次", Count, About),
            ("1.2万余名", "12000", "名", Count, About),
            ("1亿2000万元", "120000000", "元", Count, Exact),
            ("3万5000人", "35000", "人", Count, Exact),
            ("3千人", "3000", "人", Count, Exact),
            ("30千瓦", "30", "千瓦", Count, Exact),
            ("三百二十户", "320", "户", Count, Exact),
            ("二十余人", "20", "人", Count, About),
            ("两个", "2", "个", Count, Exact),
            ("一万二千人", "12000", "人", Count, Exact),
            ("第七届", "7", "届", Ordinal, Exact),
            ("第 12 次", "12", "次", Ordinal, Exact),
            ("2021年", "2021", "年", Year, Exact),
            ("二〇二一年", "2021", "年", Year, Exact),
            ("连续5年", "5", "年", Count, Exact),
            ("100%", "100", "", Percent, Exact),
            ("62.5 %", "62.5", "", Percent, Exact),
            ("百分之九十五点五", "95.5", "", Percent, Exact),
            ("三成以上", "30", "", Percent, About),
            ("20人左右", "20", "人", Count, About),
            ("5个百分点", "5", "个百分点", Count, Exact),
        ];
        for (text, value, unit, role, precision) in table {
            assert_eq!(read(text), [(value.to_owned(), unit, role, precision)], "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in
            ["统一领导", "万一", "八一建军节", "千家万户", "三三两两", "第一时间", "十分", "百年"]
        {
            let found: Vec<_> = read(text).into_iter().filter(|q| q.2 != Role::Ordinal).collect();
            let is_word = found.is_empty() || text == "十分";
            assert!(is_word, "{text}: {found:?}");
        }
    }
}
