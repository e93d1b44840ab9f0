//! `style` attributes and style sheets, cut down to plain rules of known properties.
//!
//! Written out again in one form, so that what was checked is what a browser reads.

use super::{allow, value};

/// A style that was looked through.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// What is left.
    pub text: String,
    /// What was taken out and would have done something.
    pub removed: Vec<String>,
}

/// `name:value;…` of known properties with safe values.
pub(super) fn declarations(css: &str) -> Style {
    let mut style = Style { text: String::new(), removed: Vec::new() };
    keep_declarations(&without_comments(css), &mut style);
    style
}

/// Rules `selector{name:value;…}`. Rules that begin with `@` are taken out, all of them.
pub(super) fn sheet(css: &str) -> Style {
    let css = without_comments(css);
    let mut style = Style { text: String::new(), removed: Vec::new() };
    let mut rest = css.trim_start();
    while !rest.is_empty() {
        rest = match rest.strip_prefix('@') {
            Some(rule) => at_rule(rule, &mut style),
            None => rule(rest, &mut style),
        }
        .trim_start();
    }
    style
}

fn rule<'a>(text: &'a str, style: &mut Style) -> &'a str {
    let Some((selector, rest)) = text.split_once('{') else {
        style.removed.push(beginning(text));
        return "";
    };
    let (body, rest) = rest.split_once('}').unwrap_or((rest, ""));
    let selector = selector.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_plain_selector(&selector) && !body.contains('{') {
        let mut inner = Style { text: String::new(), removed: Vec::new() };
        keep_declarations(body, &mut inner);
        style.removed.append(&mut inner.removed);
        if !inner.text.is_empty() {
            style.text.extend([selector.as_str(), "{", &inner.text, "}"]);
        }
    } else {
        style.removed.push(beginning(&selector));
    }
    rest
}

/// Past an `@` rule: to its semicolon, or to the end of its block.
fn at_rule<'a>(text: &'a str, style: &mut Style) -> &'a str {
    if !text.starts_with("charset") {
        style.removed.push(format!("@{}", beginning(text)));
    }
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            ';' if depth == 0 => return &text[at + 1..],
            '{' => depth += 1,
            '}' if depth <= 1 => return &text[at + 1..],
            '}' => depth -= 1,
            _ => {}
        }
    }
    ""
}

fn keep_declarations(body: &str, style: &mut Style) {
    for declaration in body.split(';') {
        let declaration = declaration.trim();
        let Some((name, value)) = declaration.split_once(':') else {
            if !declaration.is_empty() {
                style.removed.push(beginning(declaration));
            }
            continue;
        };
        let (name, value) = (name.trim().to_ascii_lowercase(), one_line(value));
        match allow::property(&name) {
            Some(name) if value::is_safe(&value) => push(&mut style.text, name, &value),
            // What a drawing program notes for itself: -inkscape-font-specification.
            None if value::is_safe(&value) => {}
            Some(_) | None => style.removed.push(beginning(&name)),
        }
    }
}

fn push(text: &mut String, name: &str, value: &str) {
    if !text.is_empty() {
        text.push(';');
    }
    text.push_str(name);
    text.push(':');
    text.push_str(value);
}

/// Classes, names, elements and their combinations; nothing with quotes or functions in it.
fn is_plain_selector(selector: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || " .#*>+~,:-_".contains(c) || !c.is_ascii();
    !selector.is_empty() && selector.chars().all(plain)
}

fn without_comments(css: &str) -> String {
    let mut left = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        left.push_str(before);
        left.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    left.push_str(rest);
    left
}

fn one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Enough of it to be recognised.
fn beginning(text: &str) -> String {
    let end = |c: char| c.is_whitespace() || matches!(c, '{' | ';' | '(' | '"');
    text.split(end).next().unwrap_or_default().chars().take(24).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(css: &str) -> (String, Vec<String>) {
        let style = sheet(css);
        (style.text, style.removed)
    }

    #[test]
    fn what_drawing_programs_write_stays() {
        let css = "\n .cls-1 , #a > path { fill : #b01d23 ; stroke-width:2px;}\n\
                   /* note */ text{font-family:'Noto Sans SC',serif;-inkscape-font:x}";
        let expected = ".cls-1 , #a > path{fill:#b01d23;stroke-width:2px}\
                        text{font-family:'Noto Sans SC',serif}";
        assert_eq!(kept(css), (expected.to_owned(), vec![]));
    }

    #[test]
    fn what_reaches_out_goes() {
        let cases = [
            ("@import url(//e.example);a{fill:red}", "a{fill:red}", vec!["@import"]),
            ("@import 'x'", "", vec!["@import"]),
            ("@font-face{src:url(x)}b{fill:red}", "b{fill:red}", vec!["@font-face"]),
            ("@media print{a{fill:red}}b{fill:red}", "b{fill:red}", vec!["@media"]),
            ("a{fill:url(http://e)}", "", vec!["fill"]),
            ("a{fill:url(#b)}", "a{fill:url(#b)}", vec![]),
            ("a{fill:red;behavior:url(x)}", "a{fill:red}", vec!["behavior"]),
            ("a{fi/**/ll:red}", "", vec![]),
            ("a{fill:u/**/rl(x)}", "", vec!["fill"]),
            ("a[href^='x']{fill:red}", "", vec!["a[href^='x']"]),
            ("a{b{fill:red}}c{fill:red}", "", vec!["a", "}c"]),
            ("</style><script>{}", "", vec!["</style><script>"]),
            ("a{fill:red", "a{fill:red}", vec![]),
            ("rubbish", "", vec!["rubbish"]),
            ("/* never closed a{fill:red}", "", vec![]),
        ];
        for (css, text, removed) in cases {
            let removed: Vec<String> = removed.into_iter().map(str::to_owned).collect();
            assert_eq!(kept(css), (text.to_owned(), removed), "{css}");
        }
    }

    #[test]
    fn attributes_keep_known_properties() {
        let style = declarations("fill:red;;x-y:1;stroke:url(//e); opacity : .5 ");
        assert_eq!(style.text, "fill:red;opacity:.5");
        assert_eq!(style.removed, ["stroke"]);
    }
}
