//! Values of attributes and properties: which may stay, and what they point to.
//!
//! A value stays only when every function in it is a known one and every address in it is a place
//! in the same drawing. Escapes are never understood, always refused: nobody draws with them.

use super::allow;

/// Whether a value is safe to keep as it is.
pub(super) fn is_safe(value: &str) -> bool {
    !value.contains(['\\', '<', '@', '{', '}'])
        && !value.contains("/*")
        && !value.to_ascii_lowercase().contains("script:")
        && brackets_match(value)
        && functions(value).all(|(name, rest)| match name.to_ascii_lowercase().as_str() {
            "url" => target(rest).is_some(),
            // Brackets without a name, as in calc((1px + 2px) * 2).
            "" => true,
            name => allow::is_function(name),
        })
}

/// The names of the places in the drawing that `value` points to with `url(#…)`.
pub(super) fn targets(value: &str) -> impl Iterator<Item = &str> {
    functions(value)
        .filter(|(name, _)| name.eq_ignore_ascii_case("url"))
        .filter_map(|(_, rest)| target(rest))
}

/// The name in `#name`.
pub(super) fn fragment(address: &str) -> Option<&str> {
    let name = address.trim().strip_prefix('#')?;
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"\\'\"()<>#".contains(c);
    (!name.is_empty() && name.chars().all(plain)).then_some(name)
}

/// Every `name(` outside quotes: the name, and what follows the bracket.
fn functions(value: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut quote = None;
    value.char_indices().filter_map(move |(at, c)| match quote {
        Some(open) => {
            if c == open {
                quote = None;
            }
            None
        }
        None if c == '"' || c == '\'' => {
            quote = Some(c);
            None
        }
        None if c == '(' => Some((name_before(&value[..at]), &value[at + 1..])),
        None => None,
    })
}

fn name_before(text: &str) -> &str {
    let part = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || !c.is_ascii();
    let start = text.trim_end_matches(part).len();
    &text[start..]
}

/// The name that the inside of `url(…)` begins with, if it is nothing but `#name`.
fn target(inside: &str) -> Option<&str> {
    let (inside, _) = inside.split_once(')')?;
    let inside = inside.trim();
    let bare = ['"', '\'']
        .iter()
        .find_map(|&quote| inside.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(inside);
    fragment(bare)
}

/// Quotes and round brackets come in pairs, so that the value ends where it seems to.
fn brackets_match(value: &str) -> bool {
    let (mut depth, mut quote) = (0_u32, None);
    for c in value.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') if depth == 0 => return false,
            (None, ')') => depth -= 1,
            (Some(_) | None, _) => {}
        }
    }
    depth == 0 && quote.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_only_draw_are_safe() {
        let safe = [
            "M0 0 L10,10 Z",
            "rgb(1, 2, 3)",
            "url(#a)",
            "url( '#渐变' ) none",
            "translate(1 2) rotate(30)",
            "'Noto Sans (SC)', serif",
            "calc((1px + 2px) * 2)",
            "",
        ];
        let refused: Vec<_> = safe.iter().filter(|v| !is_safe(v)).collect();
        assert!(refused.is_empty(), "{refused:?}");
    }

    #[test]
    fn values_that_reach_out_are_not() {
        let unsafe_values = [
            "url(http://e.example/a)",
            "url(//e.example/a)",
            "url('http://e.example/#a')",
            "url(a.svg#b)",
            "URL (x) url(x)",
            "u\\72l(#a)",
            "url/**/(x)",
            "url(#a) url(x)",
            "url(#a",
            "url(#a)) (",
            "url(data:text/html,x)",
            "expression(alert(1))",
            "image-set('x' 1x)",
            "src('x')",
            "attr(x)",
            "JavaScript:alert",
            "red;background:url(x)",
            "a}b{c",
            "'unclosed",
            "@import 'x'",
        ];
        let kept: Vec<_> = unsafe_values.iter().filter(|v| is_safe(v)).collect();
        assert!(kept.is_empty(), "{kept:?}");
    }

    #[test]
    fn targets_are_found_in_order() {
        let value = "url(#a) 'url(#no)' URL(\"#b\")";
        assert_eq!(targets(value).collect::<Vec<_>>(), ["a", "b"]);
    }
}
