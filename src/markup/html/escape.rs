//! Text in HTML.

use std::fmt::Write as _;

use crate::text::seek;

/// Writes `text` as the content of an element.
pub(in super::super) fn text(text: &str, out: &mut String) {
    escape(text, out, [b'&', b'<', b'>']);
}

/// Writes `text` as the value of an attribute, which is in double quotation marks, to the end of `out`.
pub fn attribute(text: &str, out: &mut String) {
    escape(text, out, [b'&', b'<', b'>', b'"']);
}

/// Writes an address as the value of an attribute: what may not stand in an address is written
/// in percent signs, and so is every `#` after the first.
pub(super) fn address(address: &str, out: &mut String) {
    let fragment = address.find('#').unwrap_or(address.len());
    for (at, byte) in address.bytes().enumerate() {
        match byte {
            b'#' if at > fragment => out.push_str("%23"),
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#x27;"),
            _ if byte.is_ascii_alphanumeric() || b"!#$%()*+,-./:;=?@_~".contains(&byte) => {
                out.push(char::from(byte));
            }
            _ => write!(out, "%{byte:02X}").expect("a string takes all"),
        }
    }
}

/// Writes `text` with every byte of `special` escaped.
fn escape<const N: usize>(text: &str, out: &mut String, special: [u8; N]) {
    let mut done = 0;
    while let Some(at) = seek(text.as_bytes(), done, special) {
        out.push_str(&text[done..at]);
        out.push_str(match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    #[test]
    fn escapes() {
        let mut out = String::new();
        super::text("<甲 & \"乙\">", &mut out);
        out.push('|');
        super::attribute("<甲 & \"乙\">", &mut out);
        out.push('|');
        super::address("甲 b.md?a=1&b='[2]'#%20#", &mut out);
        assert_eq!(
            out,
            "&lt;甲 &amp; \"乙\"&gt;|&lt;甲 &amp; &quot;乙&quot;&gt;|%E7%94%B2%20b.md?a=1&amp;b=&#x27;%5B2%5D&#x27;#%20%23"
        );
    }
}
