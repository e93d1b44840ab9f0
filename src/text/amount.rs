//! Exact numbers as an office types and shows them. Never knows what is counted.

use std::fmt;

use rust_decimal::Decimal;

use super::half_width;

/// Between groups of three digits: a narrow no-break space, as Chinese standards write numbers
/// (GB/T 15835-2011, 5.1.3).
const GAP: char = '\u{202F}';

/// An exact number: what was typed, to its last decimal place.
///
/// ```
/// use fengbei::text::{Amount, Scale};
/// let people = Amount::parse("12 306").unwrap();
/// assert_eq!(people.to_string(), "12\u{202F}306");
/// assert_eq!(people.shown_in(Scale::TenThousand), "1.23万");
/// assert_eq!(people.plain(), "12306");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

/// A unit of ten thousand or more that stands behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// 万
    TenThousand,
    /// 亿
    HundredMillion,
}

impl Scale {
    /// The character.
    pub fn character(self) -> char {
        match self {
            Self::TenThousand => '万',
            Self::HundredMillion => '亿',
        }
    }

    /// What it multiplies by.
    pub fn factor(self) -> Decimal {
        match self {
            Self::TenThousand => Decimal::from(10_000),
            Self::HundredMillion => Decimal::from(100_000_000),
        }
    }

    /// The scale of a character.
    pub fn of(character: char) -> Option<Self> {
        [Self::TenThousand, Self::HundredMillion].into_iter().find(|s| s.character() == character)
    }
}

impl Amount {
    /// The number `typed`: digits of either width, with `,` or spaces between groups of three, a
    /// decimal point, a sign in front, 万 or 亿 behind. None for anything else, digits over the 28
    /// that can be kept included.
    pub fn parse(typed: &str) -> Option<Self> {
        // Most numbers are a few plain digits.
        if (1..=18).contains(&typed.len()) && typed.bytes().all(|b| b.is_ascii_digit()) {
            return typed.parse::<u64>().ok().map(|value| Self(value.into()));
        }
        let typed: String = typed.trim().chars().map(half_width).collect();
        let scale = typed.chars().next_back().and_then(Scale::of);
        let bare = match scale {
            Some(scale) => typed.trim_end_matches(scale.character()).trim_end(),
            None => &typed,
        };
        let bare = bare.replace('−', "-");
        let (sign, digits) = match bare.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", bare.strip_prefix('+').unwrap_or(&bare)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let whole = ungrouped(whole)?;
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !is_digits(&whole) || !is_digits(fraction) {
            return None;
        }
        let point = if digits.contains('.') { "." } else { "" };
        let fraction = if point.is_empty() { "" } else { fraction };
        let value: Decimal =
            Decimal::from_str_exact(&format!("{sign}{whole}{point}{fraction}")).ok()?;
        let value = match scale {
            Some(scale) => value.checked_mul(scale.factor())?,
            None => value,
        };
        Some(Self(value))
    }

    /// The number itself.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// As machines write it: `12306`, `-3.50`.
    pub fn plain(self) -> String {
        self.0.to_string()
    }

    /// In 万 or 亿, with at most two decimal places and none that is a zero at the end: `1.23万`.
    pub fn shown_in(self, scale: Scale) -> String {
        let scaled = (self.0 / scale.factor()).round_dp(2).normalize();
        format!("{}{}", Self(scaled), scale.character())
    }

    /// The scale in which a reader takes the number in at once; none below ten thousand.
    pub fn natural_scale(self) -> Option<Scale> {
        let reaches = |scale: &Scale| self.0.abs() >= scale.factor();
        [Scale::HundredMillion, Scale::TenThousand].into_iter().find(reaches)
    }
}

impl From<Decimal> for Amount {
    fn from(value: Decimal) -> Self {
        Self(value)
    }
}

impl From<usize> for Amount {
    fn from(value: usize) -> Self {
        Self(Decimal::from(value))
    }
}

impl fmt::Display for Amount {
    /// For people: groups of three from five digits on.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.0.abs().to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        if self.0.is_sign_negative() && !self.0.is_zero() {
            f.write_str("-")?;
        }
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && whole.len() > 4 && (whole.len() - at).is_multiple_of(3) {
                write!(f, "{GAP}")?;
            }
            write!(f, "{digit}")?;
        }
        if fraction.is_empty() { Ok(()) } else { write!(f, ".{fraction}") }
    }
}

/// The digits of `whole` without what stands between groups of three; none when a group is short.
fn ungrouped(whole: &str) -> Option<String> {
    let is_gap = |c: char| matches!(c, ',' | ' ' | GAP | '\u{2009}' | '\u{00A0}');
    if !whole.contains(is_gap) {
        return Some(whole.to_owned());
    }
    let groups: Vec<&str> = whole.split(is_gap).collect();
    let is_whole =
        groups[1..].iter().all(|group| group.len() == 3) && (1..=3).contains(&groups[0].len());
    is_whole.then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_offices_type_them() {
        let table = [
            ("9360", "9360"),
            ("9 360", "9360"),
            ("12,306", "12306"),
            ("１２３０６", "12306"),
            ("1,234,567.50", "1234567.50"),
            ("-3.5", "-3.5"),
            ("2.5亿", "250000000.0"),
            ("1.2 万", "12000.0"),
            (" 0 ", "0"),
        ];
        for (typed, plain) in table {
            assert_eq!(Amount::parse(typed).map(Amount::plain).as_deref(), Some(plain), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for typed in [
            "",
            "一百",
            "12人",
            "1,23",
            "1,2345",
            "12 3",
            ".5",
            "5.",
            "1.2.3",
            "--5",
            "万",
            "1e5",
            "99999999999999999999999999999999",
        ] {
            assert_eq!(Amount::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn people_see_groups_and_large_units() {
        let amount = |typed| Amount::parse(typed).expect("a number");
        assert_eq!(amount("9360").to_string(), "9360");
        assert_eq!(amount("-1234567.50").to_string(), "-1\u{202F}234\u{202F}567.50");
        assert_eq!(amount("250000000").shown_in(Scale::HundredMillion), "2.5亿");
        assert_eq!(amount("12306").shown_in(Scale::TenThousand), "1.23万");
        assert_eq!(amount("9999").natural_scale(), None);
        assert_eq!(amount("-20000").natural_scale(), Some(Scale::TenThousand));
    }
}
