//! Chinese numerals of running text, by value and by place. Never reads a unit.

use rust_decimal::Decimal;

use crate::text::Characters;
use crate::text::uncertain::numeral::digit;

pub(super) const fn is_numeral(c: char) -> bool {
    digit(c).is_some() || matches!(c, '两') || weight(c).is_some()
}

/// What a number may begin with: a digit, a full-width digit, a numeral.
pub(super) static STARTS: Characters = {
    let mut starts = Characters::NONE;
    let mut code = 0;
    while code < 0x1_0000 {
        if let Some(c) = char::from_u32(code)
            && (c.is_ascii_digit() || matches!(c, '０'..='９') || is_numeral(c))
        {
            starts = starts.with(c);
        }
        code += 1;
    }
    starts
};

/// What a character multiplies the digit before it by.
pub(super) const fn weight(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// A run of numerals with a decimal point 点.
pub(super) fn decimal_by_value(run: &str) -> Option<Decimal> {
    let (whole, fraction) = run.split_once('点').unwrap_or((run, ""));
    let digits: Option<String> =
        fraction.chars().map(|c| digit(c).map(|d| d.to_string())).collect();
    format!("{}.{}", whole_by_value(whole)?, digits.filter(|d| !d.is_empty()).unwrap_or("0".into()))
        .parse()
        .ok()
}

/// A run of numerals: by value when it has tens (三百二十), by place when it has none (二〇二一).
pub(super) fn whole_by_value(run: &str) -> Option<u64> {
    let count = run.chars().count();
    let has_weight = run.chars().any(|c| weight(c).is_some());
    if !has_weight {
        let digit = |c| if c == '两' { Some(2) } else { digit(c) };
        let is_short = (1..=8).contains(&count);
        return is_short
            .then(|| run.chars().try_fold(0, |sum, c| Some(sum * 10 + u64::from(digit(c)?))))?;
    }
    if run.starts_with(['百', '千', '万', '亿', '佰', '仟']) {
        return None;
    }
    let (mut total, mut section, mut open) = (0u64, 0u64, None);
    for c in run.chars() {
        match weight(c) {
            None => {
                let value = if c == '两' { 2 } else { u64::from(digit(c)?) };
                if open.is_some_and(|digit| digit > 0) {
                    return None;
                }
                open = Some(value);
            }
            Some(weight) if weight < 10_000 => section += open.take().unwrap_or(1) * weight,
            Some(weight) => {
                total = (total + section + open.take().unwrap_or(0)).checked_mul(weight)?;
                section = 0;
            }
        }
    }
    Some(total + section + open.unwrap_or(0))
}
