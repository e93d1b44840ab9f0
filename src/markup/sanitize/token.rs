//! Tags in HTML, read strictly: what is no tag by `CommonMark`'s grammar is text.

use std::ops::Range;

use super::allowed::WHOLLY_REMOVED;

/// A tag, comment or declaration in a piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'h> {
    /// Its bytes.
    pub at: Range<usize>,
    /// What it is.
    pub what: What<'h>,
}

/// What a token is. Names are in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What<'h> {
    /// An opening tag and its attributes.
    Open(String, Vec<(String, &'h str)>),
    /// A closing tag.
    Close(String),
    /// An element of which nothing may stay, from its first to its last character.
    Removed(String),
    /// A comment or declaration.
    Comment,
}

/// The tokens of `html`, in order.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(step) = html[at..].find('<') {
        let start = at + step;
        let token = token(&html[start..]).map(|(what, length)| (what, start + length));
        let Some((what, end)) = token else {
            at = start + 1;
            continue;
        };
        tokens.push(wholly(html, start..end, what));
        at = tokens.last().map_or(end, |token| token.at.end);
    }
    tokens
}

/// A token that begins an element of which nothing may stay becomes the whole element.
fn wholly<'h>(html: &'h str, at: Range<usize>, what: What<'h>) -> Token<'h> {
    match what {
        What::Open(name, _) if WHOLLY_REMOVED.contains(&name.as_str()) => {
            let end = at.end + end_of_element(&html[at.end..], &name);
            Token { at: at.start..end, what: What::Removed(name) }
        }
        what => Token { at, what },
    }
}

/// Where in `html` the closing tag of the element `name` ends, or `html` does.
fn end_of_element(html: &str, name: &str) -> usize {
    let closes = |(at, _): &(usize, &str)| {
        let written = html.as_bytes().get(at + 2..at + 2 + name.len());
        written.is_some_and(|written| written.eq_ignore_ascii_case(name.as_bytes()))
    };
    let close = html.match_indices("</").find(closes).map(|(at, _)| at);
    close.and_then(|at| html[at..].find('>').map(|end| at + end + 1)).unwrap_or(html.len())
}

/// The token that `html` begins with, and its length.
fn token(html: &str) -> Option<(What<'_>, usize)> {
    if let Some(rest) = html.strip_prefix("<!--") {
        return Some((What::Comment, 4 + rest.find("-->").map_or(rest.len(), |end| end + 3)));
    }
    if html.starts_with("<!") || html.starts_with("<?") {
        return Some((What::Comment, html.find('>').map_or(html.len(), |end| end + 1)));
    }
    if let Some(rest) = html.strip_prefix("</") {
        let name = name(rest)?;
        let after = rest[name.len()..].trim_start();
        after.starts_with('>').then_some(())?;
        let length = html.len() - after.len() + 1;
        return Some((What::Close(name.to_ascii_lowercase()), length));
    }
    let rest = html.strip_prefix('<')?;
    let name = name(rest)?;
    let (attributes, after) = attributes(&rest[name.len()..])?;
    let length = html.len() - after.len();
    Some((What::Open(name.to_ascii_lowercase(), attributes), length))
}

fn name(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len());
    text.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| &text[..end])
}

/// A name and a value.
type Attribute<'h> = (String, &'h str);

/// The attributes up to the `>` of a tag, and what follows it.
fn attributes(text: &str) -> Option<(Vec<Attribute<'_>>, &str)> {
    let mut attributes = Vec::new();
    let mut rest = text;
    loop {
        let spaced = rest.trim_start();
        if let Some(after) = spaced.strip_prefix("/>").or_else(|| spaced.strip_prefix('>')) {
            return Some((attributes, after));
        }
        (spaced.len() < rest.len()).then_some(())?;
        let belongs = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '.' | '-');
        let end = spaced.find(|c| !belongs(c)).filter(|end| *end > 0)?;
        let (name, after) = spaced.split_at(end);
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(value) => attribute_value(value.trim_start())?,
            None => ("", after),
        };
        attributes.push((name.to_ascii_lowercase(), value));
        rest = after;
    }
}

/// The value at the start of `text`, and what follows it.
fn attribute_value(text: &str) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote);
        }
    }
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '=' | '<' | '>' | '`');
    let end = text.find(ends).filter(|end| *end > 0)?;
    Some(text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tags_and_nothing_else() {
        let html = "<A href='x' b=c D>1 < 2</a ><!-- <b> --><Script>if (a<b)</script><br/><a\"b>";
        let found: Vec<_> = tokens(html).into_iter().map(|token| token.what).collect();
        let attributes = [("href", "x"), ("b", "c"), ("d", "")];
        let attributes = attributes.map(|(name, value)| (name.to_owned(), value)).to_vec();
        let expected = [
            What::Open("a".into(), attributes),
            What::Close("a".into()),
            What::Comment,
            What::Removed("script".into()),
            What::Open("br".into(), Vec::new()),
        ];
        assert_eq!(found, expected);
    }
}
