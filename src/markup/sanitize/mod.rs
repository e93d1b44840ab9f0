//! HTML in a text: what is harmless stays, what is not goes and is named.
//!
//! A piece of HTML that is complete in itself is cleaned as a whole by ammonia. Where a `<div>`
//! and its `</div>` stand in two pieces with Markdown between, both are cleaned one by one, and
//! the caller sees to it that they match; every other tag without its counterpart is taken out.
//! So whatever comes out is balanced, and nothing comes out that ammonia has not written.

mod allowed;
mod paper;
mod token;

use std::collections::BTreeMap;

use allowed::{clean, is_allowed, is_around, is_inline, is_open_ended, is_void, keeps};
pub(super) use paper::{Shown, shown, words};
use token::{Token, What, tokens};

/// A part of a cleaned piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// HTML that is complete in itself.
    Whole(String),
    /// An opening tag: its name and the tag.
    Open(String, String),
    /// A closing tag's name.
    Close(String),
    /// The beginning of a link; a [`Part::Close`] of `a` ends it.
    Link(Address),
    /// A picture.
    Picture(Address),
}

/// A link or picture in HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// Where it leads.
    pub destination: String,
    /// Its `title`.
    pub title: String,
    /// The words of a link, or the alternative text of a picture.
    pub words: String,
}

/// What was taken out, and how often.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Removed(BTreeMap<String, usize>);

impl Removed {
    /// Notes that `what` was taken out.
    pub fn add(&mut self, what: impl Into<String>) {
        *self.0.entry(what.into()).or_default() += 1;
    }

    /// Whether everything stayed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of what was taken out, and how often, ready to show.
    pub fn list(&self) -> String {
        let show = |(what, count): (&String, &usize)| {
            if *count == 1 { what.clone() } else { format!("{what}×{count}") }
        };
        self.0.iter().map(show).collect::<Vec<_>>().join("、")
    }
}

/// A piece of HTML between paragraphs, cleaned.
pub(super) fn block(html: &str, removed: &mut Removed) -> Vec<Part> {
    let tokens = tokens(html);
    let fates = fates(&tokens);
    let mut parts = Vec::new();
    let mut whole = String::new();
    let mut done = 0;
    for (token, fate) in tokens.iter().zip(&fates) {
        note_removed(token, removed);
        whole.push_str(&html[done..token.at.start]);
        done = token.at.end;
        let text = &html[token.at.clone()];
        match (fate, &token.what) {
            (Fate::Paired | Fate::Inside, _) => whole.push_str(text),
            (Fate::Around, What::Open(name, _)) => {
                finish_whole(&mut parts, &mut whole, removed);
                parts.push(Part::Open(name.clone(), open_tag(text, name)));
            }
            (Fate::Around, What::Close(name)) => {
                finish_whole(&mut parts, &mut whole, removed);
                parts.push(Part::Close(name.clone()));
            }
            (_, What::Open(name, _) | What::Close(name)) if is_allowed(name) => removed.add(text),
            _ => {}
        }
    }
    whole.push_str(&html[done..]);
    finish_whole(&mut parts, &mut whole, removed);
    parts
}

/// One tag among words, cleaned.
pub(super) fn inline(html: &str, removed: &mut Removed) -> Option<Part> {
    let token = tokens(html).into_iter().next()?;
    note_removed(&token, removed);
    match token.what {
        What::Open(name, _) if !is_inline(&name) => {
            if is_allowed(&name) {
                removed.add(format!("<{name}>"));
            }
            None
        }
        What::Open(name, _) => inline_tag(&name, &open_tag(html, &name)),
        What::Close(name) if is_inline(&name) && !is_void(&name) => Some(Part::Close(name)),
        What::Close(_) | What::Removed(_) | What::Comment => None,
    }
}

fn inline_tag(name: &str, tag: &str) -> Option<Part> {
    let address = || addresses(tag).pop().map(|(_, address)| address);
    Some(match name {
        "a" => Part::Link(address()?),
        "img" => Part::Picture(address()?),
        _ if is_void(name) => Part::Whole(tag.to_owned()),
        _ => Part::Open(name.to_owned(), tag.to_owned()),
    })
}

/// What becomes of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Its counterpart is in the same piece.
    Paired,
    /// It needs no counterpart.
    Inside,
    /// It stands by itself and may.
    Around,
    /// It stands by itself and may not.
    Gone,
}

/// What becomes of each token: whether its counterpart is here, too.
fn fates(tokens: &[Token<'_>]) -> Vec<Fate> {
    let mut fates = vec![Fate::Inside; tokens.len()];
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut lone = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match &token.what {
            What::Open(name, _) if !is_void(name) => open.push((name, index)),
            What::Close(name) => match counterpart(&open, name) {
                Some(depth) => {
                    lone.extend(open.drain(depth + 1..).filter(|(name, _)| !is_open_ended(name)));
                    fates[index] = Fate::Paired;
                    fates[open.pop().expect("the counterpart is the last").1] = Fate::Paired;
                }
                None => lone.push((name, index)),
            },
            _ => {}
        }
    }
    lone.extend(open.into_iter().filter(|(name, _)| !is_open_ended(name)));
    for (_, index) in &lone {
        fates[*index] = Fate::Gone;
    }
    keep_around(tokens, &mut fates);
    fates
}

/// The place among the open tags of the one that a closing tag belongs to. It is looked for a
/// little way up only: who nests deeper has made a mistake anyhow.
fn counterpart(open: &[(&str, usize)], name: &str) -> Option<usize> {
    const FAR: usize = 64;
    let near = open.len().saturating_sub(FAR);
    open[near..].iter().rposition(|(open, _)| *open == name).map(|at| near + at)
}

/// Tags that stand by themselves may stay where they cut through no complete element.
fn keep_around(tokens: &[Token<'_>], fates: &mut [Fate]) {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match (&token.what, fates[index]) {
            (What::Open(..), Fate::Paired) => depth += 1,
            (What::Close(_), Fate::Paired) => depth = depth.saturating_sub(1),
            (What::Open(name, _) | What::Close(name), Fate::Gone)
                if depth == 0 && is_around(name) && has_summary(name, tokens, index) =>
            {
                fates[index] = Fate::Around;
            }
            _ => {}
        }
    }
}

/// Whether a `<details>` has the `<summary>` that it needs; others need none.
fn has_summary(name: &str, tokens: &[Token<'_>], index: usize) -> bool {
    let is_summary =
        |token: &Token<'_>| matches!(&token.what, What::Open(name, _) if name == "summary");
    name != "details"
        || matches!(tokens[index].what, What::Close(_))
        || tokens.get(index + 1).is_some_and(is_summary)
}

/// Notes what of the token itself is not allowed.
fn note_removed(token: &Token<'_>, removed: &mut Removed) {
    match &token.what {
        What::Open(name, _) if !is_allowed(name) => removed.add(format!("<{name}>")),
        What::Removed(name) => removed.add(format!("<{name}>")),
        What::Open(name, attributes) => {
            for (attribute, _) in attributes.iter().filter(|(a, value)| !keeps(name, a, value)) {
                removed.add(attribute.as_str());
            }
        }
        What::Close(_) | What::Comment => {}
    }
}

/// Cleans what has come together and begins anew. A tag that does not survive because it stands
/// where it cannot (`<td>` without a table) is named.
fn finish_whole(parts: &mut Vec<Part>, whole: &mut String, removed: &mut Removed) {
    let cleaned = clean(whole);
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for token in tokens(whole) {
        if let What::Open(name, _) = token.what {
            *names.entry(name).or_default() += 1;
        }
    }
    for (name, count) in names {
        if is_allowed(&name) && !cleaned.contains(&format!("<{name}")) {
            (0..count).for_each(|_| removed.add(format!("<{name}>")));
        }
    }
    whole.clear();
    if !cleaned.trim().is_empty() {
        parts.push(Part::Whole(cleaned));
    }
}

/// The opening tag `tag` of the element `name`, cleaned.
fn open_tag(tag: &str, name: &str) -> String {
    let cleaned = clean(tag);
    cleaned.strip_suffix(&format!("</{name}>")).unwrap_or(&cleaned).to_owned()
}

/// The `<a …>` and `<img …>` tags of HTML that was cleaned, each with what it leads to. A tag
/// without a destination leads nowhere.
pub(super) fn addresses(html: &str) -> Vec<(std::ops::Range<usize>, Address)> {
    let mut found = Vec::new();
    for token in tokens(html) {
        let What::Open(name, attributes) = &token.what else { continue };
        let value = |wanted: &str| {
            let found = attributes.iter().find(|(name, _)| name == wanted);
            found.map(|(_, value)| unescape(value))
        };
        let (destination, words) = match name.as_str() {
            "a" => (value("href"), words_until(&html[token.at.end..], "</a>")),
            "img" => (Some(value("src").unwrap_or_default()), value("alt").unwrap_or_default()),
            _ => continue,
        };
        if let Some(destination) = destination {
            let title = value("title").unwrap_or_default();
            found.push((token.at, Address { destination, title, words }));
        }
    }
    found
}

/// The value of an attribute of `tag`, which was cleaned.
pub(super) fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let What::Open(_, attributes) = tokens(tag).into_iter().next()?.what else { return None };
    attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| unescape(value))
}

/// The words up to `end`, without tags.
fn words_until(html: &str, end: &str) -> String {
    words(&html[..html.find(end).unwrap_or(0)]).trim().to_owned()
}

/// Undoes the five escapes that ammonia writes.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(html: &str) -> (Vec<Part>, String) {
        let mut removed = Removed::default();
        let parts = block(html, &mut removed);
        (parts, removed.list())
    }

    fn whole(html: &str) -> Part {
        Part::Whole(html.to_owned())
    }

    #[test]
    fn complete_html_is_cleaned_as_a_whole() {
        assert_eq!(
            cleaned(
                "<p style='color:red' onclick=x>甲<script>alert(1)</script><font>乙</font></p>"
            ),
            (vec![whole("<p>甲乙</p>")], "<font>、<script>、onclick、style".to_owned())
        );
        assert_eq!(
            cleaned("<ul><li>甲<li>乙</ul><!-- 注 -->"),
            (vec![whole("<ul><li>甲</li><li>乙</li></ul>")], String::new())
        );
    }

    #[test]
    fn a_tag_around_markdown_stays() {
        let (parts, removed) = cleaned("<p>甲</p><div class='x' style=y>");
        let open = Part::Open("div".into(), "<div class=\"x\">".into());
        assert_eq!((parts, removed), (vec![whole("<p>甲</p>"), open], "style".to_owned()));
        assert_eq!(cleaned("</div>"), (vec![Part::Close("div".into())], String::new()));
    }

    #[test]
    fn other_lone_tags_go() {
        assert_eq!(cleaned("<b>甲"), (vec![whole("甲")], "<b>".to_owned()));
        assert_eq!(cleaned("<td>甲</td>"), (vec![whole("甲")], "<td>".to_owned()));
        assert_eq!(cleaned("<p><div></p>甲"), (vec![whole("<p></p>甲")], "<div>".to_owned()));
        assert_eq!(cleaned("<details>"), (vec![], "<details>".to_owned()));
    }

    #[test]
    fn tags_among_words() {
        let mut removed = Removed::default();
        let parts =
            ["<u class=a>", "</u>", "<br/>", "<div>", "<a href='b&amp;c' title=t>", "<!-- -->"]
                .map(|html| inline(html, &mut removed));
        let address =
            Address { destination: "b&c".into(), title: "t".into(), words: String::new() };
        let expected = [
            Some(Part::Open("u".into(), "<u class=\"a\">".into())),
            Some(Part::Close("u".into())),
            Some(whole("<br>")),
            None,
            Some(Part::Link(address)),
            None,
        ];
        assert_eq!(parts, expected);
        assert_eq!(removed.list(), "<div>");
    }
}
