//! What a text quotes from a ledger: `{{ 数字(优待证, 万) }}`. Never knows the ledger.

use std::borrow::Cow;
use std::fmt;
use std::num::NonZeroU32;
use std::ops::Range;

/// The ledgers, each with the names of its shortcode.
const LEDGERS: [(QuoteLedger, [&str; 2]); 2] =
    [(QuoteLedger::Figures, ["数字", "figure"]), (QuoteLedger::Honours, ["荣誉", "honour"])];
/// What may stand inside `{{ }}` beside the name: spaces, full-width ones, too.
pub(super) const BLANKS: [char; 3] = [' ', '\t', '\u{3000}'];

/// What may be quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteLedger {
    /// `{{ 数字(…) }}`
    Figures,
    /// `{{ 荣誉(…) }}`
    Honours,
}

impl QuoteLedger {
    /// The Chinese name of its shortcode.
    pub fn shortcode(self) -> &'static str {
        match self {
            Self::Figures => "数字",
            Self::Honours => "荣誉",
        }
    }
}

/// What a quotation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteCall<'a> {
    /// Where it is looked for.
    pub ledger: QuoteLedger,
    /// What is quoted.
    pub name: &'a str,
    /// How, one word each.
    pub options: Vec<&'a str>,
}

impl<'a> QuoteCall<'a> {
    /// Parts what stands in the brackets at its commas.
    fn parse(ledger: QuoteLedger, inside: &'a str) -> Self {
        let mut parts = inside.split([',', '，']).map(str::trim);
        let name = parts.next().unwrap_or_default();
        Self { ledger, name, options: parts.filter(|part| !part.is_empty()).collect() }
    }
}

impl fmt::Display for QuoteCall<'_> {
    /// As it is typed in Chinese: `{{ 数字(优待证, 万) }}`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ledger, name, options } = self;
        write!(f, "{{{{ {}({name}", ledger.shortcode())?;
        for option in options {
            write!(f, ", {option}")?;
        }
        f.write_str(") }}")
    }
}

/// What a quotation stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The ledger.
    pub ledger: QuoteLedger,
    /// The number of what is quoted in it.
    pub entry: u32,
    /// What the reader sees.
    pub words: String,
    /// The exact value, for machines.
    pub exact: String,
}

/// Who knows what quotations stand for.
pub trait Quotes {
    /// What `call`, written at `place` of the file, stands for; none when nothing is known by that
    /// name, and then the text keeps what was typed.
    fn quote(&self, call: &QuoteCall<'_>, place: Range<usize>) -> Option<Quote>;
}

/// Nobody: every quotation stays as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoQuotes;

impl Quotes for NoQuotes {
    fn quote(&self, _: &QuoteCall<'_>, _: Range<usize>) -> Option<Quote> {
        None
    }
}

/// A quotation in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The number of its words beside the source.
    pub(super) words: NonZeroU32,
    /// The ledger.
    pub ledger: QuoteLedger,
    /// The number of what is quoted in it.
    pub entry: u32,
    /// The exact value, for machines.
    pub exact: Box<str>,
    /// Where it is written.
    pub span: Range<usize>,
}

/// The quotation that `text` begins with, and what comes after it.
pub(super) fn quotation(text: &str) -> Option<(QuoteCall<'_>, &str)> {
    let inside = text.strip_prefix("{{")?.trim_start_matches(BLANKS);
    let named = |(ledger, names): &(QuoteLedger, [&str; 2])| {
        Some((*ledger, names.iter().find_map(|name| inside.strip_prefix(name))?))
    };
    let (ledger, call) = LEDGERS.iter().find_map(named)?;
    let (argument, rest) = argument(call)?;
    let rest = rest.trim_start_matches(BLANKS).strip_prefix("}}")?;
    Some((QuoteCall::parse(ledger, argument), rest))
}

/// The text of `(text)`, full-width brackets will do, and what follows it. It goes up to the last
/// bracket before `}}`, on one line.
pub(super) fn argument(call: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 2048;
    let call = call.trim_start_matches(BLANKS);
    let line = call.bytes().take(LONGEST).position(|b| b == b'\n').unwrap_or(call.len());
    let line = &call[..call.floor_char_boundary(line.min(LONGEST))];
    let inside = line[..line.find("}}")?].trim_end();
    let text = inside.strip_prefix(['(', '（'])?.strip_suffix([')', '）'])?.trim();
    (!text.is_empty()).then_some((text, &call[inside.len()..]))
}

/// Whether `text` begins with a quotation from a ledger, be it one that is known there or not.
pub fn is_quotation(text: &str) -> bool {
    quotation(text).is_some()
}

/// A field of a front matter that stands at `place`, with its quotations filled in.
///
/// ```
/// use fengbei::markup::{NoQuotes, fill};
/// assert_eq!(fill("双拥{{ 数字(优待证) }}", 0..0, &NoQuotes), "双拥{{ 数字(优待证) }}");
/// ```
pub fn fill<'t>(text: &'t str, place: Range<usize>, quotes: &dyn Quotes) -> Cow<'t, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("{{") {
        let Some((call, after)) = quotation(&rest[at..]) else {
            out.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        out.push_str(&rest[..at]);
        match quotes.quote(&call, place.clone()) {
            Some(quote) => out.push_str(&quote.words),
            None => out.push_str(&rest[at..rest.len() - after.len()]),
        }
        rest = after;
    }
    if out.is_empty() {
        return Cow::Borrowed(text);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Twelve;

    impl Quotes for Twelve {
        fn quote(&self, call: &QuoteCall<'_>, _: Range<usize>) -> Option<Quote> {
            (call.name == "优待证").then(|| Quote {
                ledger: call.ledger,
                entry: 0,
                words: format!("12{}", call.options.concat()),
                exact: "12".into(),
            })
        }
    }

    #[test]
    fn quotations_in_fields_are_filled_in() {
        let table = [
            ("发放{{ 数字(优待证) }}张", "发放12张"),
            ("{{数字（优待证， 万）}}{{figure(优待证)}}", "12万12"),
            ("{{ 数字(别的) }}和{{ 目录 }}", "{{ 数字(别的) }}和{{ 目录 }}"),
            ("{{ 数字( }}", "{{ 数字( }}"),
            ("没有", "没有"),
        ];
        for (typed, filled) in table {
            assert_eq!(fill(typed, 0..0, &Twelve), filled, "{typed}");
        }
    }
}
