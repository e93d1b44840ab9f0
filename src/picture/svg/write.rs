//! Writes the clean drawing: one form for everything, and every sign that XML or HTML could take
//! for something else escaped.

use super::element::Kept;

/// The outermost element says what everything in it is.
const NAMESPACES: &str =
    " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

/// The drawing as far as it is written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    out: String,
}

impl Writer {
    pub fn open(&mut self, kept: &Kept, outermost: bool, closed: bool) {
        self.out.push('<');
        self.out.push_str(kept.name);
        if outermost {
            self.out.push_str(NAMESPACES);
        }
        for (name, value) in &kept.attributes {
            self.attribute(name, value);
        }
        self.out.push_str(if closed { "/>" } else { ">" });
    }

    pub fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    pub fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' | '\t' => self.out.push(c),
                c => self.escaped(c),
            }
        }
    }

    pub fn finish(self) -> String {
        self.out
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        for c in value.chars() {
            match c {
                '\n' | '\t' | '\r' => self.out.push(' '),
                c => self.escaped(c),
            }
        }
        self.out.push('"');
    }

    fn escaped(&mut self, c: char) {
        match c {
            '<' => self.out.push_str("&lt;"),
            '>' => self.out.push_str("&gt;"),
            '&' => self.out.push_str("&amp;"),
            '"' => self.out.push_str("&quot;"),
            '`' => self.out.push_str("&#96;"),
            c if is_allowed(c) => self.out.push(c),
            _ => {}
        }
    }
}

/// XML refuses these even when escaped.
fn is_allowed(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')
}
