//! One number of a text, from its first digit to its unit.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::numeral::{decimal_by_value, is_numeral, weight, whole_by_value};
use super::{Precision, Quantity, Role, Script, UNITS};
use crate::text::{Amount, Scale, half_width};

/// The units by their first character, in their order.
static BY_FIRST: LazyLock<HashMap<char, Vec<&str>>> = LazyLock::new(|| {
    let mut by_first: HashMap<char, Vec<&str>> = HashMap::new();
    for unit in UNITS {
        by_first.entry(unit.chars().next().expect("units are words")).or_default().push(unit);
    }
    by_first
});
/// Words before a number that make it less than exact.
const BEFORE: [&str; 16] = [
    "近",
    "约",
    "逾",
    "超",
    "超过",
    "将近",
    "大约",
    "不足",
    "至少",
    "不低于",
    "不少于",
    "高于",
    "低于",
    "多达",
    "突破",
    "上",
];
/// The characters that they end with: most numbers have none of them before.
const BEFORE_ENDS: [char; 11] = ['近', '约', '逾', '超', '过', '足', '少', '于', '达', '破', '上'];
/// The same behind its unit.
const BEHIND: [&str; 6] = ["以上", "左右", "以内", "以下", "上下", "多"];
/// The characters that they begin with.
const BEHIND_STARTS: [char; 4] = ['以', '左', '上', '多'];

pub(super) fn first(text: &str) -> char {
    text.chars().next().unwrap_or('\0')
}

pub(super) fn is_digit(c: char) -> bool {
    half_width(c).is_ascii_digit()
}

/// A number under way.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub start: usize,
}

/// What stands between the digits and the unit.
struct Tail {
    end: usize,
    scale: Option<Scale>,
    factor: Decimal,
    precision: Precision,
}

impl Reader<'_> {
    /// A number in Arabic digits, or where to go on.
    pub fn arabic(&self) -> Result<Quantity, usize> {
        let end = self.digits_end();
        let digits = self.start..end;
        let Some(bare) = Amount::parse(&self.text[digits.clone()]) else { return Err(end) };
        let mut tail = self.tail(end);
        if let Some(percent) = self.percent_sign(tail.end) {
            let value = Amount::from(bare.decimal());
            return Ok(self.quantity(
                digits,
                value,
                &Tail { end: percent, ..tail },
                "",
                Role::Percent,
            ));
        }
        let mut value = bare.decimal().checked_mul(tail.factor).ok_or(end)?;
        if let Some(rest) = self.rest_after_scale(&tail) {
            value += rest.0;
            tail.end = rest.1;
        }
        if let Some(cheng) = self.tenths(end) {
            let value = Amount::from(bare.decimal() * Decimal::TEN);
            return Ok(self.quantity(
                digits,
                value,
                &Tail { end: cheng, ..tail },
                "",
                Role::Percent,
            ));
        }
        let unit = self.unit(tail.end);
        let is_year = unit == "年" && end - self.start == 4 && tail.end == self.skip_space(end);
        let role = match (self.has_before("第"), is_year) {
            (true, _) => Role::Ordinal,
            (false, true) if (1000..3000).contains(&bare.decimal().try_into().unwrap_or(0)) => {
                Role::Year
            }
            (false, _) => Role::Count,
        };
        Ok(self.quantity(digits, Amount::from(value), &tail, unit, role))
    }

    /// A number in Chinese numerals, or where to go on.
    pub fn chinese(&self) -> Result<Quantity, usize> {
        let rest = &self.text[self.start..];
        if let Some(share) = rest.strip_prefix("百分之") {
            let from = self.start + "百分之".len();
            let end = from + share.find(|c| !is_numeral(c) && c != '点').unwrap_or(share.len());
            let Some(value) = decimal_by_value(&self.text[from..end]) else { return Err(from) };
            let tail = Tail { end, scale: None, factor: Decimal::ONE, precision: Precision::Exact };
            let mut quantity =
                self.quantity(from..end, Amount::from(value), &tail, "", Role::Percent);
            quantity.place.start = self.start;
            return Ok(quantity);
        }
        let end = self.start + rest.find(|c| !is_numeral(c)).unwrap_or(rest.len());
        let digits = self.start..end;
        let run = &self.text[digits.clone()];
        let Some(value) = whole_by_value(run) else { return Err(end) };
        if let Some(cheng) = self.tenths(end).filter(|_| value < 10) {
            let tail =
                Tail { end: cheng, scale: None, factor: Decimal::ONE, precision: Precision::Exact };
            return Ok(self.quantity(
                digits,
                Amount::from(Decimal::from(value * 10)),
                &tail,
                "",
                Role::Percent,
            ));
        }
        let tail = self.tail(end);
        let unit = self.unit(tail.end);
        let is_ordinal = self.has_before("第");
        if unit.is_empty() && !is_ordinal {
            return Err(end);
        }
        let is_year = unit == "年" && run.chars().count() == 4 && !run.contains(['十', '百', '千']);
        let role = match (is_ordinal, is_year) {
            (true, _) => Role::Ordinal,
            (false, true) => Role::Year,
            (false, false) => Role::Count,
        };
        let value = Decimal::from(value).checked_mul(tail.factor).ok_or(end)?;
        let mut quantity = self.quantity(digits, Amount::from(value), &tail, unit, role);
        quantity.script = Script::Chinese;
        quantity.scale = run.chars().rev().find_map(Scale::of).or(quantity.scale);
        Ok(quantity)
    }

    fn quantity(
        &self,
        digits: Range<usize>,
        value: Amount,
        tail: &Tail,
        unit: &'static str,
        role: Role,
    ) -> Quantity {
        let unit_at = if unit.is_empty() { tail.end } else { self.skip_space(tail.end) };
        let end = unit_at + unit.len();
        let (before, behind) = (self.before(), &self.text[end..]);
        let is_about = tail.precision == Precision::About
            || before.ends_with(BEFORE_ENDS) && BEFORE.iter().any(|word| before.ends_with(word))
            || behind.starts_with(BEHIND_STARTS)
                && BEHIND.iter().any(|word| behind.starts_with(word));
        let start = if role == Role::Ordinal {
            self.text[..self.start].rfind('第').unwrap_or(self.start)
        } else {
            self.start
        };
        let precision = if is_about { Precision::About } else { Precision::Exact };
        let script = if is_digit(first(&self.text[self.start..])) {
            Script::Arabic
        } else {
            Script::Chinese
        };
        Quantity {
            place: start..end,
            digits,
            value,
            scale: tail.scale,
            unit,
            role,
            script,
            precision,
        }
    }

    /// One past the digits, with groups of three and a decimal point.
    fn digits_end(&self) -> usize {
        let run = |from: usize| {
            let rest = &self.text[from..];
            from + rest.find(|c| !is_digit(c)).unwrap_or(rest.len())
        };
        let count = |range: Range<usize>| self.text[range].chars().count();
        let mut end = run(self.start);
        while count(self.start..end) <= 3
            || self.text[self.start..end].contains([',', ' ', '\u{202F}'])
        {
            let gap = first(&self.text[end..]);
            if !matches!(gap, ',' | ' ' | '\u{202F}' | '\u{00A0}') {
                break;
            }
            let from = end + gap.len_utf8();
            let next = run(from);
            let is_group = count(from..next) == 3 && !self.text[next..].starts_with('.');
            if !is_group {
                break;
            }
            end = next;
        }
        let point = &self.text[end..];
        if point.starts_with(['.', '．']) {
            let from = end + first(point).len_utf8();
            let next = run(from);
            if next > from && !self.text[next..].starts_with('.') {
                return next;
            }
        }
        end
    }

    fn skip_space(&self, at: usize) -> usize {
        at + usize::from(self.text[at..].starts_with(' '))
    }

    /// Scale and words such as 多 and 余 at `end`.
    fn tail(&self, end: usize) -> Tail {
        let mut tail = Tail { end, scale: None, factor: Decimal::ONE, precision: Precision::Exact };
        for _ in 0..4 {
            let rest = &self.text[self.skip_space(tail.end)..];
            let c = first(rest);
            let is_followed = || !self.unit(self.skip_space(tail.end) + c.len_utf8()).is_empty();
            if matches!(c, '多' | '余') || matches!(c, '来' | '几') && is_followed() {
                tail.precision = Precision::About;
            } else if let Some(scale) = Scale::of(c) {
                tail.factor *= scale.factor();
                tail.scale = Some(scale);
            } else if matches!(c, '千' | '百')
                && self.unit(tail.end).is_empty()
                && !rest.starts_with("百分")
            {
                tail.factor *= Decimal::from(weight(c).expect("it has a weight"));
            } else {
                break;
            }
            tail.end = self.skip_space(tail.end) + c.len_utf8();
        }
        tail
    }

    /// The lower part of 1亿2000万 and 3万5000, and its end.
    fn rest_after_scale(&self, tail: &Tail) -> Option<(Decimal, usize)> {
        let scale = tail.scale?;
        let rest = &self.text[tail.end..];
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=4).contains(&length) {
            return None;
        }
        let value: Decimal = rest[..length].parse().ok()?;
        let behind = &rest[length..];
        match scale {
            Scale::HundredMillion if behind.starts_with('万') => {
                Some((value * Scale::TenThousand.factor(), tail.end + length + '万'.len_utf8()))
            }
            Scale::TenThousand if length == 4 => Some((value, tail.end + length)),
            Scale::HundredMillion | Scale::TenThousand => None,
        }
    }

    fn percent_sign(&self, at: usize) -> Option<usize> {
        let from = self.skip_space(at);
        let c = first(&self.text[from..]);
        matches!(c, '%' | '％').then(|| from + c.len_utf8())
    }

    /// The end of 成 as a tenth: 三成以上, 近七成，
    fn tenths(&self, at: usize) -> Option<usize> {
        let rest = self.text[at..].strip_prefix('成')?;
        let goes_on = ["以上", "左右", "多", "半", "，", "。", "、", "；", "的"];
        let is_tenths = rest.is_empty() || goes_on.iter().any(|word| rest.starts_with(word));
        is_tenths.then_some(at + '成'.len_utf8())
    }

    fn unit(&self, at: usize) -> &'static str {
        let rest = &self.text[self.skip_space(at)..];
        if rest.as_bytes().first().is_none_or(u8::is_ascii) {
            return "";
        }
        let first = rest.chars().next().and_then(|first| BY_FIRST.get(&first));
        let units = first.map(Vec::as_slice).unwrap_or_default();
        units.iter().find(|unit| rest.starts_with(**unit)).copied().unwrap_or("")
    }

    fn has_before(&self, word: &str) -> bool {
        self.before().ends_with(word)
    }

    /// The words before it.
    fn before(&self) -> &str {
        self.text[..self.start].trim_end_matches(' ')
    }
}
