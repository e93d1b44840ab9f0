//! The size an SVG takes on a page, from its `width`, `height` and `viewBox`.

/// What a browser gives a drawing that says nothing.
const DEFAULT: (f64, f64) = (300.0, 150.0);

/// Width and height in whole pixels, at least one, from the attributes of the outermost element.
pub(super) fn size(width: Option<&str>, height: Option<&str>, view: Option<&str>) -> (u32, u32) {
    let (width, height) = (width.and_then(pixels), height.and_then(pixels));
    let view = view.and_then(view_box);
    let (width, height) = match (width, height, view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some(view)) => (width, width * view.1 / view.0),
        (None, Some(height), Some(view)) => (height * view.0 / view.1, height),
        (None, None, Some(view)) => view,
        (width, height, None) => (width.unwrap_or(DEFAULT.0), height.unwrap_or(DEFAULT.1)),
    };
    (whole(width), whole(height))
}

/// A length in pixels; one in percent depends on the page and counts as none.
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let digits = length.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let each = match &length[digits.len()..] {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" | "em" | "rem" => 16.0,
        "in" => 96.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        _ => return None,
    };
    positive(digits).map(|number| number * each)
}

fn view_box(text: &str) -> Option<(f64, f64)> {
    let mut numbers = text.split([' ', ',', '\t', '\n', '\r']).filter(|part| !part.is_empty());
    Some((positive(numbers.nth(2)?)?, positive(numbers.next()?)?))
}

fn positive(digits: &str) -> Option<f64> {
    digits.trim().parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0)
}

fn whole(length: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "rounded and kept between 1 and 100 000"
    )]
    let pixels = length.round().clamp(1.0, 100_000.0) as u32;
    pixels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_what_a_browser_would_take() {
        let cases = [
            ((Some("20"), Some("10px"), None), (20, 10)),
            ((Some("210mm"), Some("297mm"), None), (794, 1123)),
            ((Some("100%"), Some("100%"), Some("0 0 64 32")), (64, 32)),
            ((Some("100"), None, Some("0,0,64,32")), (100, 50)),
            ((None, Some("100"), Some("-1 -1  64 32")), (200, 100)),
            ((None, None, Some("0 0 24.4 24.6")), (24, 25)),
            ((None, None, None), (300, 150)),
            ((Some("7"), None, None), (7, 150)),
            ((Some("NaN"), Some("1e999"), Some("0 0 0 5")), (300, 150)),
            ((Some("1e30"), Some("0.001"), None), (100_000, 1)),
            ((Some("-5"), Some("12 px"), Some("0 0")), (300, 12)),
        ];
        for ((width, height, view), expected) in cases {
            assert_eq!(size(width, height, view), expected, "{width:?} {height:?} {view:?}");
        }
    }
}
