//! Finding what the parser must be helped with, in one pass over the source.
//!
//! Four things: runs of `*` and `~` that touch Chinese, bare addresses, our `{{ … }}`, and the
//! `:::` lines of containers. Whether they count (they do not in code) is for the parser to say.

use std::ops::Range;

use super::Dialect;
use super::quote::{BLANKS, argument, quotation};
use crate::text::{is_cjk, is_wide, seek};

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its bytes in the source; empty for a [`What::Stop`].
    pub span: Range<usize>,
    /// What it is.
    pub what: What,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A place between a run of `*` or `~` and a punctuation mark, where the run would wrongly be
    /// taken for no stress at all.
    Stop,
    /// A `:::` line, from its first colon to its last character.
    Fence,
    /// A bare `http://` or `https://` address.
    Address,
    /// `{{ 目录 }}`
    Contents,
    /// `{{ 二维码(…) }}`, with the place of its text.
    QrCode(Range<usize>),
    /// `{{ 数字(…) }}` and its like.
    Quote,
}

/// Everything in `body`, which is a range of `source`, in order and without overlaps.
pub(super) fn scan(source: &str, body: Range<usize>, dialect: &Dialect) -> Vec<Found> {
    let mut scan = Scan { text: &source[..body.end], begin: body.start, found: Vec::new() };
    let bytes = scan.text.as_bytes();
    let mut from = body.start;
    while let Some(at) = seek(bytes, from, [b'*', b'~', b'{', b':']) {
        let end = match bytes[at] {
            b'*' | b'~' if dialect.cjk => Some(scan.run(at)),
            b'{' if dialect.additions => scan.shortcode(at),
            b':' if dialect.additions => scan.fence(at).or_else(|| scan.address(at)),
            _ => None,
        };
        from = end.unwrap_or(at + 1);
    }
    scan.found
}

struct Scan<'a> {
    text: &'a str,
    begin: usize,
    found: Vec<Found>,
}

impl Scan<'_> {
    /// The run of `*` or `~` at `at`; returns its end.
    ///
    /// `CommonMark` lets `**` close only where no punctuation stands before it, or punctuation or a
    /// space after it, which fails on `**“拥军”**是`. Where a Chinese character touches the run
    /// that condition is void; a [`What::Stop`] hides the punctuation mark from the parser.
    fn run(&mut self, at: usize) -> usize {
        let mark = self.text.as_bytes()[at];
        let length = self.text.as_bytes()[at..].iter().take_while(|b| **b == mark).count();
        let end = at + length;
        let start = if self.is_escaped(at) { at + 1 } else { at };
        if start == end || (mark == b'~' && end - start < 2) {
            return end;
        }
        let mut before = self.text[self.begin..start].chars().rev();
        let mut after = self.text[end..].chars();
        let (previous, following) = (before.next(), after.next());
        if is_chinese(previous, before.next()) || is_chinese(following, after.next()) {
            if previous.is_some_and(is_mark) {
                self.push(start..start, What::Stop);
            }
            if following.is_some_and(is_mark) {
                self.push(end..end, What::Stop);
            }
        }
        end
    }

    /// One of our `{{ … }}` at `at`; returns its end.
    fn shortcode(&mut self, at: usize) -> Option<usize> {
        let inside = self.text[at..].strip_prefix("{{")?.trim_start_matches(BLANKS);
        let end_of = |rest: &str| self.text.len() - rest.len();
        if let Some((_, rest)) = quotation(&self.text[at..]) {
            (!self.is_escaped(at)).then_some(())?;
            self.push(at..end_of(rest), What::Quote);
            return Some(end_of(rest));
        }
        let (what, rest) = if let Some(rest) = after_name(inside, ["目录", "toc"]) {
            (What::Contents, rest)
        } else {
            let call = after_name(inside, ["二维码", "qrcode"])?;
            let (text, rest) = argument(call)?;
            let start = end_of(call) + (text.as_ptr() as usize - call.as_ptr() as usize);
            (What::QrCode(start..start + text.len()), rest)
        };
        let end = end_of(rest.trim_start_matches(BLANKS).strip_prefix("}}")?);
        (!self.is_escaped(at)).then_some(())?;
        self.push(at..end, what);
        Some(end)
    }

    /// A `:::` line whose first colon is at `at`; returns its end.
    fn fence(&mut self, at: usize) -> Option<usize> {
        self.text[at..].starts_with(":::").then_some(())?;
        let before = self.text[self.begin..at].trim_end_matches([' ', '\t', '>']);
        (before.is_empty() || before.ends_with('\n')).then_some(())?;
        let line = self.text[at..].split('\n').next()?.trim_end();
        let end = at + line.len();
        self.push(at..end, What::Fence);
        Some(end)
    }

    /// A bare address whose `:` is at `colon`; returns its end.
    fn address(&mut self, colon: usize) -> Option<usize> {
        let rest = self.text[colon..].strip_prefix("://")?;
        let start = self.scheme_start(colon)?;
        rest.starts_with(|c: char| c.is_ascii_alphanumeric()).then_some(())?;
        let length = rest.bytes().position(|b| !is_address_byte(b)).unwrap_or(rest.len());
        let end = colon + 3 + address_length(&rest[..length]);
        self.push(start..end, What::Address);
        Some(end)
    }

    /// Where `http` or `https` before the colon begins, unless it is part of a word, of an
    /// `<autolink>`, of a destination or of a label.
    fn scheme_start(&self, colon: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let letters = bytes[self.floor()..colon].iter().rev().take(6);
        let letters = letters.take_while(|b| b.is_ascii_alphanumeric()).count();
        let start = colon - letters;
        let scheme = &bytes[start..colon];
        let is_web = scheme.eq_ignore_ascii_case(b"http") || scheme.eq_ignore_ascii_case(b"https");
        let before = &bytes[self.begin..start];
        let is_taken = [&b"<"[..], b"[", b"]("].iter().any(|end| before.ends_with(end));
        (is_web && !is_taken).then_some(start)
    }

    /// Where the last find ends.
    fn floor(&self) -> usize {
        self.found.last().map_or(self.begin, |last| last.span.end)
    }

    /// Whether an odd number of backslashes stands before `at`.
    fn is_escaped(&self, at: usize) -> bool {
        let before = self.text.as_bytes()[self.begin..at].iter().rev();
        before.take_while(|b| **b == b'\\').count() % 2 == 1
    }

    fn push(&mut self, span: Range<usize>, what: What) {
        self.found.push(Found { span, what });
    }
}

/// Whether `c` is Chinese. The quotation marks and dashes that Chinese shares with Latin are when
/// the character `beyond` them, away from the run, is.
fn is_chinese(c: Option<char>, beyond: Option<char>) -> bool {
    c.is_some_and(|c| is_cjk(c) || is_wide(c) && beyond.is_some_and(is_cjk))
}

/// Whether the parser might take `c` for punctuation. Too many are no harm.
fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

/// What follows one of the names of a shortcode.
fn after_name<'t>(text: &'t str, names: [&str; 2]) -> Option<&'t str> {
    names.iter().find_map(|name| text.strip_prefix(name))
}

fn is_address_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()+,;=%".contains(&byte)
}

/// How much of `address` is meant: not the full stop of the sentence, nor the bracket around it,
/// nor the `~~` after it.
fn address_length(address: &str) -> usize {
    let address = address.split("~~").next().unwrap_or(address);
    let count = |bracket| address.bytes().filter(|b| *b == bracket).count();
    let mut unopened = count(b')').saturating_sub(count(b'('));
    let mut length = address.len();
    for byte in address.bytes().rev() {
        match byte {
            b')' if unopened > 0 => unopened -= 1,
            b'?' | b'!' | b'.' | b',' | b':' | b';' | b'\'' | b'~' | b'_' | b'&' => {}
            _ => break,
        }
        length -= 1;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(text: &str) -> Vec<(&str, &str)> {
        let dialect = Dialect::default();
        let found = scan(text, 0..text.len(), &dialect).into_iter();
        found.map(|f| (name(&f.what), &text[f.span])).collect()
    }

    fn name(what: &What) -> &'static str {
        match what {
            What::Stop => "stop",
            What::Fence => "fence",
            What::Address => "address",
            What::Contents => "contents",
            What::QrCode(_) => "qrcode",
            What::Quote => "quote",
        }
    }

    #[test]
    fn addresses_end_where_chinese_begins() {
        let texts = [
            "见https://a.cn/b_c?d=1&e=2。谢谢",
            "（http://a.cn/x(1)）",
            "(https://a.cn/).",
            "访问https://a.cn，HTTPS://B.cn；",
            "**https://a.cn/**后",
            "~~https://a.cn~~",
        ];
        let all: Vec<_> = texts.iter().map(|text| finds(text)).collect();
        let expected: [&[(&str, &str)]; 6] = [
            &[("address", "https://a.cn/b_c?d=1&e=2")],
            &[("address", "http://a.cn/x(1)")],
            &[("address", "https://a.cn/")],
            &[("address", "https://a.cn"), ("address", "HTTPS://B.cn")],
            &[("address", "https://a.cn/"), ("stop", "")],
            &[("address", "https://a.cn")],
        ];
        assert_eq!(all, expected);
    }

    #[test]
    fn no_addresses() {
        let texts = [
            "<https://a.cn>",
            "[x](https://a.cn)",
            "xhttp://a.cn",
            "https://",
            "://a.cn",
            "ftp://a.cn",
        ];
        assert_eq!(texts.map(|text| finds(text).len()), [0; 6]);
    }

    #[test]
    fn shortcodes() {
        let texts = [
            "{{ 目录 }}",
            "{{toc}} {{ 别的 }} {{目录x}} {{\u{3000}目录\u{3000}}}",
            "{{ 二维码（https://a.cn/_b_） }}",
            "\\{{ 目录 }}",
            "{{ qrcode() }}",
            "{{ 目录\n}}",
        ];
        let all: Vec<_> = texts.iter().map(|text| finds(text)).collect();
        let expected: [&[(&str, &str)]; 6] = [
            &[("contents", "{{ 目录 }}")],
            &[("contents", "{{toc}}"), ("contents", "{{\u{3000}目录\u{3000}}}")],
            &[("qrcode", "{{ 二维码（https://a.cn/_b_） }}")],
            &[],
            &[],
            &[],
        ];
        assert_eq!(all, expected);
    }

    #[test]
    fn fences() {
        let text = "::: 看点\n> :::: 盘点  \r\n文 :::\n  :::";
        assert_eq!(finds(text), [("fence", "::: 看点"), ("fence", ":::: 盘点"), ("fence", ":::")]);
    }
}
