//! Text in HTML.

use std::fmt::Write as _;

/// Writes `text` as the content of an element.
pub(in super::super) fn text(text: &str, out: &mut String) {
    escape(text, out, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    });
}

/// Writes `text` as the value of an attribute, which is in double quotation marks.
pub(super) fn attribute(text: &str, out: &mut String) {
    escape(text, out, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    });
}

/// Writes an address as the value of an attribute: what may not stand in an address is written
/// in percent signs.
pub(super) fn address(address: &str, out: &mut String) {
    for byte in address.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#x27;"),
            _ if byte.is_ascii_alphanumeric() || b"!#$%()*+,-./:;=?@_~".contains(&byte) => {
                out.push(char::from(byte));
            }
            _ => write!(out, "%{byte:02X}").expect("a string takes all"),
        }
    }
}

fn escape(text: &str, out: &mut String, name: impl Fn(u8) -> Option<&'static str>) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(name) = name(byte) {
            out.push_str(&text[done..at]);
            out.push_str(name);
            done = at + 1;
        }
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
        super::address("甲 b.md?a=1&b='[2]'#%20", &mut out);
        assert_eq!(
            out,
            "&lt;甲 &amp; \"乙\"&gt;|&lt;甲 &amp; &quot;乙&quot;&gt;|%E7%94%B2%20b.md?a=1&amp;b=&#x27;%5B2%5D&#x27;#%20"
        );
    }
}
