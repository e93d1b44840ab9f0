//! The HTML that a text may have: a short list of tags and attributes, and ammonia to enforce it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

/// Tags that stand among words.
const INLINE: [&str; 29] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
    "wbr", "ruby",
];

/// Tags that stand between paragraphs.
const BLOCK: [&str; 33] = [
    "aside",
    "blockquote",
    "caption",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "rt",
];

/// Tags that may begin in one piece of HTML and end in another, with Markdown between.
const AROUND: [&str; 6] = ["aside", "blockquote", "details", "div", "figure", "section"];

/// Tags without an end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Tags whose end may be left out.
const OPEN_ENDED: [&str; 11] =
    ["colgroup", "dd", "dt", "li", "p", "rt", "tbody", "td", "tfoot", "th", "tr"];

/// Tags that go with everything in them.
pub(super) const WHOLLY_REMOVED: [&str; 14] = [
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
];

/// The attributes of every tag.
const COMMON: [&str; 4] = ["class", "dir", "lang", "title"];

/// The further attributes of single tags.
const OWN: [(&str, &[&str]); 13] = [
    ("a", &["href"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("img", &["alt", "height", "src", "width"]),
    ("ins", &["datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start", "type"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
    ("bdo", &["dir"]),
];

const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Whether the tag `name` may be used at all.
pub(super) fn is_allowed(name: &str) -> bool {
    INLINE.contains(&name) || BLOCK.contains(&name)
}

/// Whether the tag `name` may stand among words.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name) || name == "rt"
}

/// Whether Markdown may stand between the beginning and the end of the tag `name`.
pub(super) fn is_around(name: &str) -> bool {
    AROUND.contains(&name)
}

/// Whether the tag `name` has no end.
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether the end of the tag `name` may be left out.
pub(super) fn is_open_ended(name: &str) -> bool {
    OPEN_ENDED.contains(&name)
}

/// Whether `attribute` of the tag `name` may have this `value`.
pub(super) fn keeps(name: &str, attribute: &str, value: &str) -> bool {
    let own = OWN.iter().find(|(tag, _)| *tag == name).map_or(&[][..], |(_, own)| own);
    if !COMMON.contains(&attribute) && !own.contains(&attribute) {
        return false;
    }
    let is_number = |value: &str| !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
    match attribute {
        "href" | "src" => is_harmless(value),
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "lang" => value.len() > 1 && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'),
        "colspan" | "rowspan" | "span" => is_number(value) && value.len() < 4 && value != "0",
        "height" | "width" | "value" | "start" => is_number(value) && value.len() < 6,
        "scope" => matches!(value, "col" | "row" | "colgroup" | "rowgroup"),
        "type" => matches!(value, "1" | "a" | "A" | "i" | "I"),
        "datetime" => value.len() >= 4 && value.bytes().all(|b| b"0123456789-:TZ+. ".contains(&b)),
        _ => true,
    }
}

/// Whether the address leads to a page, a file, a mailbox or a telephone.
fn is_harmless(address: &str) -> bool {
    let plain: String = address.chars().filter(|c| *c > ' ').collect();
    let scheme = plain.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
    scheme.is_none_or(|(scheme, _)| SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()))
}

/// `html` with everything taken out that is not allowed; what comes out is balanced, and every
/// attribute stands in double quotation marks.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    let own = OWN.iter().map(|(tag, names)| (*tag, names.iter().copied().collect()));
    cleaner
        .tags(INLINE.into_iter().chain(BLOCK).collect())
        .clean_content_tags(HashSet::from(WHOLLY_REMOVED))
        .generic_attributes(HashSet::from(COMMON))
        .tag_attributes(own.collect::<HashMap<_, _>>())
        .url_schemes(HashSet::from(SCHEMES))
        .link_rel(None)
        .attribute_filter(|name, attribute, value| {
            keeps(name, attribute, value).then_some(Cow::Borrowed(value))
        });
    cleaner
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes() {
        let kept = [
            ("a", "href", "../a.md"),
            ("a", "href", "https://a.cn"),
            ("td", "colspan", "2"),
            ("p", "class", "x"),
        ];
        let dropped = [
            ("a", "href", "java\nscript:x"),
            ("a", "onclick", "x"),
            ("td", "colspan", "x"),
            ("p", "href", "a"),
            ("p", "style", "color:red"),
            ("p", "id", "a"),
        ];
        assert_eq!(kept.map(|(n, a, v)| keeps(n, a, v)), [true; 4]);
        assert_eq!(dropped.map(|(n, a, v)| keeps(n, a, v)), [false; 6]);
    }
}
