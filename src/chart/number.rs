//! Numbers as a chart words them: exact beside what is drawn, in 万 and 亿 on axes. Never rounds what
//! stands beside a bar.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::text::Amount;

/// Units that stand right behind every number; any other is said once.
const SIGNS: [&str; 5] = ["%", "％", "‰", "℃", "°"];
/// Units of thousands upon thousands, largest first.
const SCALES: [(f64, &str); 3] = [(1e12, "万亿"), (1e8, "亿"), (1e4, "万")];

/// The number as drawings measure it.
pub(super) fn real(amount: Amount) -> f64 {
    amount.decimal().to_f64().unwrap_or_default()
}

/// A count as drawings measure it.
pub(super) fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// The exact number, with its unit when that is a sign.
pub(super) fn exact(amount: Amount, unit: &str) -> String {
    format!("{amount}{}", sign(unit))
}

/// The unit when it is a sign to write behind every number, or nothing.
pub(super) fn sign(unit: &str) -> &str {
    if SIGNS.contains(&unit) { unit } else { "" }
}

/// What says the unit once for all numbers; nothing for signs and where there is none.
pub(super) fn unit_note(unit: &str) -> Option<String> {
    (!unit.is_empty() && sign(unit).is_empty()).then(|| format!("单位：{unit}"))
}

/// The exact sum; none when it has more digits than can be kept.
pub(super) fn sum(amounts: impl Iterator<Item = Amount>) -> Option<Amount> {
    let total = |total: Decimal, amount: Amount| total.checked_add(amount.decimal());
    let mut amounts = amounts;
    amounts.try_fold(Decimal::ZERO, total).map(Amount::from)
}

/// Labels of an axis whose marks are `step` apart, all in the unit that suits the largest.
pub(super) fn axis_labels(ticks: &[f64], step: f64, unit: &str) -> Vec<String> {
    let largest = ticks.iter().fold(0.0, |most: f64, tick| most.max(tick.abs()));
    // A unit such as 万元 says 万 already.
    let is_scaled = unit.starts_with(['万', '亿']);
    let scale = SCALES.into_iter().find(|(factor, _)| !is_scaled && largest >= *factor);
    let (factor, word) = scale.unwrap_or((1.0, ""));
    let places = decimals(step / factor);
    let label = |tick: &f64| {
        let plain = format!("{:.places$}", tick / factor);
        let shown = Amount::parse(&plain)
            .map_or(plain, |amount| Amount::from(amount.decimal().normalize()).to_string());
        if *tick == 0.0 {
            format!("0{}", sign(unit))
        } else {
            format!("{shown}{word}{}", sign(unit))
        }
    };
    ticks.iter().map(label).collect()
}

/// How many decimal places tell apart numbers that are `step` apart.
fn decimals(step: f64) -> usize {
    (0..9)
        .find(|places| step * 10_f64.powi(*places) >= 0.999)
        .map_or(9, |places| usize::try_from(places).expect("counted from zero"))
}

/// `part` of one as a percentage with one decimal place, never rounded to all or to nothing.
pub(super) fn percentage(part: f64) -> String {
    let tenths = (part * 1000.0).round() / 10.0;
    if part > 0.0 && tenths == 0.0 {
        return "不足0.1%".into();
    }
    let tenths = if part < 1.0 && tenths >= 100.0 { 99.9 } else { tenths };
    if tenths.fract() == 0.0 { format!("{tenths:.0}%") } else { format!("{tenths:.1}%") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_count_in_ten_thousands_and_hundred_millions() {
        let labels = |ticks: &[f64], step| axis_labels(ticks, step, "").join(" ");
        assert_eq!(labels(&[0.0, 50.0, 100.0], 50.0), "0 50 100");
        assert_eq!(labels(&[0.0, 2000.0, 4000.0], 2000.0), "0 2000 4000");
        assert_eq!(labels(&[0.0, 5000.0, 10_000.0, 15_000.0], 5000.0), "0 0.5万 1万 1.5万");
        assert_eq!(labels(&[-2e8, 0.0, 2e8], 2e8), "-2亿 0 2亿");
        assert_eq!(labels(&[0.0, 5e12], 5e12), "0 5万亿");
        assert_eq!(axis_labels(&[0.0, 0.2], 0.2, "%").join(" "), "0% 0.2%");
        let many = [0.0, 10_000.0, 20_000.0];
        assert_eq!(axis_labels(&many, 1e4, "人").join(" "), "0 1万 2万");
        assert_eq!(axis_labels(&many, 1e4, "万元").join(" "), "0 10\u{202F}000 20\u{202F}000");
    }

    #[test]
    fn percentages_never_claim_all_or_nothing() {
        let table = [
            (1.0, "100%"),
            (0.9999, "99.9%"),
            (0.0001, "不足0.1%"),
            (0.0, "0%"),
            (1.255, "125.5%"),
        ];
        for (part, shown) in table {
            assert_eq!(percentage(part), shown, "{part}");
        }
    }

    #[test]
    fn sums_beyond_all_digits_are_none() {
        let largest = Amount::from(Decimal::MAX);
        assert_eq!(sum([largest, largest].into_iter()), None);
        assert_eq!(sum([1_usize, 2].into_iter().map(Amount::from)), Some(Amount::from(3)));
    }
}
