//! Links and pictures.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::super::document::offset;
use super::super::{Kind, LinkKind};
use super::{Builder, Flavour, Link, rules};
use crate::say;

impl Builder<'_> {
    pub(super) fn start_link(
        &mut self,
        link_type: LinkType,
        destination: &str,
        title: &str,
        at: &Range<usize>,
    ) -> Kind {
        self.drop_open_raw_links();
        let mut destination = self.marks.restore(destination).into_owned();
        if link_type == LinkType::Email {
            destination.insert_str(0, "mailto:");
        }
        let span = self.marks.place(at);
        let title = self.filled(&self.marks.restore(title), &span);
        let kind = self.link(LinkKind::Page, destination, title, span);
        if kind != Kind::Group {
            self.literal += 1;
        }
        kind
    }

    pub(super) fn start_picture(
        &mut self,
        destination: &str,
        title: &str,
        at: &Range<usize>,
    ) -> Kind {
        let destination = self.marks.restore(destination).into_owned();
        let span = self.marks.place(at);
        let title = self.filled(&self.marks.restore(title), &span);
        let kind = self.link(LinkKind::Picture, destination, title, span);
        if kind != Kind::Group {
            self.literal += 1;
        }
        kind
    }

    /// Enters a link in the list, unless following it would run a program.
    pub(super) fn link(
        &mut self,
        kind: LinkKind,
        destination: String,
        title: String,
        span: Range<usize>,
    ) -> Kind {
        if self.flavour == Flavour::House && is_unsafe(&destination) {
            let shown: String = destination.chars().take(40).collect();
            self.find(
                &rules::UNSAFE_LINK,
                &span,
                say!(
                    "链接“{shown}”会在读者的浏览器里运行程序，已去掉",
                    "the link “{shown}” would run a program in the reader's browser and was taken out"
                ),
                say!(
                    "请改为网页地址（https://…）或站内文件的路径",
                    "use the address of a page (https://…) or the path of a file of this site"
                ),
            );
            return Kind::Group;
        }
        self.links.push(Link {
            kind,
            destination: destination.into(),
            title: title.into(),
            span,
            words: "".into(),
        });
        let link = offset(self.links.len() - 1);
        if kind == LinkKind::Picture { Kind::Picture(link) } else { Kind::Link(link) }
    }

    /// A link or picture is complete: its words are known, and its destination can be pointed at.
    /// Of pictures in the description of a picture in a description, nobody asks for the words.
    pub(super) fn end_link(&mut self, node: usize, link: u32) {
        self.literal -= 1;
        if self.literal > 1 {
            return;
        }
        let inside = super::super::plain::words(&self.nodes[node + 1..], self.source, &self.beside);
        let whole = self.nodes[node].span();
        let after_words = self.nodes[node + 1..].iter().map(|n| n.end as usize).max();
        let span = destination_span(self.source, &whole, after_words.unwrap_or(whole.start));
        let link = &mut self.links[link as usize];
        link.words = inside.trim().into();
        link.span = span.unwrap_or(whole);
    }
}

/// The destination of a link that spans `whole` and whose words end at `after_words`.
fn destination_span(
    source: &str,
    whole: &Range<usize>,
    after_words: usize,
) -> Option<Range<usize>> {
    let written = &source[whole.clone()];
    if written.starts_with('<') {
        return Some(whole.start + 1..whole.end - 1);
    }
    let tail = source.get(after_words..whole.end)?.strip_suffix(')')?;
    let start = tail.find("](")? + 2;
    let spaces = tail[start..].len() - tail[start..].trim_start().len();
    let start = start + spaces;
    let rest = &tail[start..];
    let (start, length) = match rest.strip_prefix('<') {
        Some(inside) => (start + 1, inside.find('>')?),
        None => (start, rest.find(char::is_whitespace).unwrap_or(rest.len())),
    };
    let start = after_words + start;
    (length > 0).then_some(start..start + length)
}

/// Whether following `destination` would run a program. Browsers ignore white space and control
/// characters in front of a scheme and line ends inside it, so they are ignored here, too.
pub(in super::super) fn is_unsafe(destination: &str) -> bool {
    const SAFE_DATA: [&str; 4] =
        ["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"];
    let plain = destination.chars().filter(|c| *c > ' ').take(40).collect::<String>();
    let plain = plain.to_ascii_lowercase();
    let scheme = plain.split_once(':').map_or("", |(scheme, _)| scheme);
    match scheme {
        "javascript" | "vbscript" => true,
        "data" => !SAFE_DATA
            .iter()
            .any(|kind| plain.strip_prefix(kind).is_some_and(|rest| rest.starts_with([';', ',']))),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsafe_destinations() {
        let bad = [
            "javascript:alert(1)",
            " JaVa\nScript:x",
            "\u{1}vbscript:x",
            "data:text/html,x",
            "data:image/svg+xml,x",
            "data:image/pngx,x",
        ];
        let good =
            ["data:image/png;base64,AA", "javascript.html", "a/javascript:x", "https://a.cn", ""];
        assert_eq!(bad.map(is_unsafe), [true; 6]);
        assert_eq!(good.map(is_unsafe), [false; 5]);
    }

    #[test]
    fn destinations_are_pointed_at() {
        let spans =
            [("[甲](a.md \"题\")", 4), ("[](<a b>)", 1), ("![甲]( a.md )", 5), ("[甲][乙]", 4)];
        let found = spans
            .map(|(text, after)| destination_span(text, &(0..text.len()), after).map(|s| &text[s]));
        assert_eq!(found, [Some("a.md"), Some("a b"), Some("a.md"), None]);
    }
}
