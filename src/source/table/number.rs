//! Numbers as a person would type them.

use std::fmt::Write as _;

/// From here on a whole number has more than fifteen digits, which is what office programs keep.
const KEPT: f64 = 1e15;

/// Appends `value` with at most fifteen digits and without an exponent. False when it has more
/// digits than are kept, so that some of them were lost.
pub(super) fn write_number(text: &mut String, value: f64) -> bool {
    if value.fract() == 0.0 && value.abs() < KEPT {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 10^15")]
        let whole = value as i64;
        write!(text, "{whole}").expect("a string takes everything");
        return true;
    }
    let rounded = format!("{value:.14e}").parse().unwrap_or(value);
    write!(text, "{rounded}").expect("a string takes everything");
    value.abs() < KEPT
}

/// Appends a number that is stored as text, such as `12`, `1.42E+17` or `0.30000000000000004`.
/// None when it is no number; false when digits were lost.
pub(super) fn write_stored(text: &mut String, stored: &str) -> Option<bool> {
    let digits = stored.strip_prefix('-').unwrap_or(stored);
    let plain = digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.is_empty()
        && (digits == "0" || !digits.starts_with('0'));
    if plain {
        text.push_str(stored);
        return Some(digits.len() <= 15);
    }
    let value: f64 = stored.trim().parse().ok()?;
    value.is_finite().then(|| write_number(text, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_typed() {
        let cases = [
            ("12", "12", true),
            ("12.0", "12", true),
            ("-0.5", "-0.5", true),
            ("0.30000000000000004", "0.3", true),
            ("1.1000000000000001", "1.1", true),
            ("1E-3", "0.001", true),
            ("1.4210000000000001E+17", "142100000000000000", false),
            ("110101193210080012", "110101193210080012", false),
            ("999999999999999", "999999999999999", true),
            ("-0", "-0", true),
            ("007", "7", true),
        ];
        for (stored, typed, whole) in cases {
            let mut text = String::new();
            assert_eq!(write_stored(&mut text, stored), Some(whole), "{stored}");
            assert_eq!(text, typed, "{stored}");
        }
        for none in ["", "-", "NaN", "inf", "1e999", "x", "1,5"] {
            assert_eq!(write_stored(&mut String::new(), none), None, "{none}");
        }
    }
}
