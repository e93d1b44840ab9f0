//! The text as the parser reads it, and the way back to the source.
//!
//! The parser is helped by small changes to the text (see `scan`): a mark, which is a private-use
//! character that the source does not have, hides a punctuation mark; a numbered token stands for
//! an address, a shortcode or a `:::` line. Everything the parser returns comes back through here,
//! so that nothing of this is ever seen outside, and every place is a place in the source.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::Dialect;
use super::scan::{What, scan};
use crate::text::seek;

/// A text that is ready to be parsed.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    source: &'a str,
    begin: usize,
    text: Cow<'a, str>,
    edits: Vec<Edit>,
    mark: char,
}

/// A change to the text.
#[derive(Debug)]
pub(super) struct Edit {
    /// Its bytes in the text as parsed.
    at: Range<usize>,
    /// The bytes of the source it stands for.
    pub span: Range<usize>,
    /// What is there.
    pub what: What,
}

/// A part of what the parser took for plain words.
#[derive(Debug)]
pub(super) enum Piece<'m> {
    /// Words: bytes of the source.
    Words(Range<usize>),
    /// Something that is more than words, unless it stands in a link or a description.
    Edit(&'m Edit),
}

impl<'a> Marks<'a> {
    /// The text `body` of `source` for the parser.
    pub fn new(source: &'a str, body: Range<usize>, dialect: &Dialect) -> Self {
        let whole = Cow::Borrowed(&source[body.clone()]);
        let mut marks =
            Self { source, begin: body.start, text: whole, edits: Vec::new(), mark: '\0' };
        if !dialect.cjk && !dialect.additions {
            return marks;
        }
        let found = scan(source, body.clone(), dialect);
        if found.is_empty() {
            return marks;
        }
        let Some(mark) = unused_character(&source[body.clone()]) else { return marks };
        marks.mark = mark;
        let mut text = String::with_capacity(body.len() + 16 * found.len());
        let mut done = body.start;
        for found in found {
            text.push_str(&source[done..found.span.start]);
            let start = text.len();
            push_token(&mut text, mark, &found.what, marks.edits.len());
            done = found.span.end;
            marks.edits.push(Edit { at: start..text.len(), span: found.span, what: found.what });
        }
        text.push_str(&source[done..body.end]);
        marks.text = Cow::Owned(text);
        marks
    }

    /// What the parser reads.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place in the source of bytes of the parsed text.
    pub fn place(&self, parsed: &Range<usize>) -> Range<usize> {
        self.back(parsed.start, |edit| edit.span.start)..self.back(parsed.end, |edit| edit.span.end)
    }

    fn back(&self, offset: usize, inside: impl Fn(&Edit) -> usize) -> usize {
        let before = self.edits.partition_point(|edit| edit.at.start < offset);
        match before.checked_sub(1).map(|last| &self.edits[last]) {
            None => self.begin + offset,
            Some(edit) if offset < edit.at.end => inside(edit),
            Some(edit) => edit.span.end + (offset - edit.at.end),
        }
    }

    /// The parts of words that the parser returned for bytes of its text, unless it changed them.
    pub fn pieces(&self, parsed: &Range<usize>, words: &str) -> Option<Vec<Piece<'_>>> {
        (self.text.get(parsed.clone()) == Some(words)).then_some(())?;
        let mut pieces = Vec::new();
        let mut start = self.place(parsed).start;
        for edit in self.edits_in(parsed).iter().filter(|edit| edit.what != What::Stop) {
            if start < edit.span.start {
                pieces.push(Piece::Words(start..edit.span.start));
            }
            pieces.push(Piece::Edit(edit));
            start = edit.span.end;
        }
        let end = self.place(parsed).end;
        if start < end {
            pieces.push(Piece::Words(start..end));
        }
        Some(pieces)
    }

    /// Whether words that the parser returned for bytes of its text are the source's, as they are.
    pub fn is_untouched(&self, parsed: &Range<usize>, words: &str) -> bool {
        self.edits_in(parsed).is_empty() && self.text.get(parsed.clone()) == Some(words)
    }

    fn edits_in(&self, parsed: &Range<usize>) -> &[Edit] {
        let first = self.edits.partition_point(|edit| edit.at.end <= parsed.start);
        let rest = &self.edits[first..];
        &rest[..rest.partition_point(|edit| edit.at.start < parsed.end)]
    }

    /// The `:::` line that a piece of raw HTML stands for.
    pub fn fence(&self, parsed: &Range<usize>, html: &str) -> Option<&Edit> {
        html.strip_prefix("<?")?.starts_with(self.mark).then_some(())?;
        self.edits_in(parsed).first().filter(|edit| edit.what == What::Fence)
    }

    /// `text`, which the parser made from its text, as if it had made it from the source.
    pub fn restore<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.edits.is_empty() || !text.contains(self.mark) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(self.mark) {
            out.push_str(before);
            rest = match self.token(after) {
                Some((edit, after)) if edit.what == What::Fence => {
                    out.truncate(out.strip_suffix("<?").map_or(out.len(), str::len));
                    out.push_str(&self.source[edit.span.clone()]);
                    after.strip_prefix("?>").unwrap_or(after)
                }
                Some((edit, after)) => {
                    out.push_str(&self.source[edit.span.clone()]);
                    after
                }
                None => after,
            };
        }
        out.push_str(rest);
        Cow::Owned(out)
    }

    /// The edit whose token continues with `after` its first mark, and what follows the token.
    fn token<'t>(&self, after: &'t str) -> Option<(&Edit, &'t str)> {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = after.split_at(digits);
        Some((self.edits.get(number.parse::<usize>().ok()?)?, rest.strip_prefix(self.mark)?))
    }
}

/// What stands in the parsed text for something found. The line of a container becomes a
/// processing instruction: a block of its own wherever one may begin, and of all such blocks the
/// one that does not end an HTML comment around it.
fn push_token(text: &mut String, mark: char, what: &What, number: usize) {
    use std::fmt::Write as _;
    match what {
        What::Stop => text.push(mark),
        What::Fence => write!(text, "<?{mark}{number}{mark}?>").expect("a string takes all"),
        What::Address | What::Contents | What::QrCode(_) | What::Quote => {
            write!(text, "{mark}{number}{mark}").expect("a string takes all");
        }
    }
}

/// A private-use character that `text` neither has nor names by number.
fn unused_character(text: &str) -> Option<char> {
    const USUAL: char = '\u{10FFFD}';
    // Characters of the last two planes begin with these bytes; `&` may name one by number.
    if seek(text.as_bytes(), 0, [0xF3, 0xF4, b'&']).is_none() {
        return Some(USUAL);
    }
    let private = |c: &char| *c >= '\u{F0000}';
    let named = text.split("&#").skip(1).filter_map(named_character).filter(private);
    let used: BTreeSet<char> = text.chars().filter(private).chain(named).collect();
    ('\u{F0000}'..=USUAL).rev().find(|c| !used.contains(c))
}

/// The character that `&#` and `rest` name.
fn named_character(rest: &str) -> Option<char> {
    let (digits, radix) = match rest.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => (hexadecimal, 16),
        None => (rest, 10),
    };
    let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    char::from_u32(u32::from_str_radix(&digits[..end], radix).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Marks<'_> {
        Marks::new(text, 0..text.len(), &Dialect::default())
    }

    #[test]
    fn a_character_of_the_writer_is_never_taken() {
        let texts = ["文", "\u{10FFFD}", "&#x10FFFD;", "&#1114109; \u{10FFFC}"];
        let taken = texts.map(|text| unused_character(text).expect("one of many"));
        assert_eq!(taken, ['\u{10FFFD}', '\u{10FFFC}', '\u{10FFFC}', '\u{10FFFB}']);
    }

    #[test]
    fn places_come_back() {
        let text = "他说**“甲”**是{{ 目录 }}乙";
        let marks = marks(text);
        let parsed = marks.text();
        let places = ["甲", "是", "乙"].map(|word| {
            let at = parsed.find(word).expect("the words are kept");
            &text[marks.place(&(at..at + word.len()))]
        });
        assert_eq!(places, ["甲", "是", "乙"]);
        assert_eq!(marks.restore(parsed), text);
    }

    #[test]
    fn the_parser_reads() {
        let text = "::: 看点\n甲**“乙”**丙";
        let parsed = marks(text).text().replace('\u{10FFFD}', "^");
        assert_eq!(parsed, "<?^0^?>\n甲**^“乙”^**丙");
    }
}
