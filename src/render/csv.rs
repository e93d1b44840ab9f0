//! Tables as CSV (RFC 4180) for spreadsheets. Never knows what a column means.

use std::fmt::Write as _;

/// A table in the making.
#[derive(Debug)]
pub struct Csv(String);

impl Csv {
    /// An empty table, with a byte order mark, without which Excel takes UTF-8 for something else.
    pub fn new() -> Self {
        Self(String::from("\u{feff}"))
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl Iterator<Item = impl AsRef<str>>) {
        for (at, text) in cells.enumerate() {
            if at > 0 {
                self.0.push(',');
            }
            cell(text.as_ref(), &mut self.0);
        }
        self.0.push_str("\r\n");
    }

    /// The whole table.
    pub fn finish(self) -> String {
        self.0
    }
}

/// A cell as RFC 4180 has it. What a spreadsheet would take for a formula gets an apostrophe: a
/// file from a government's site must not run anything on a reader's machine.
fn cell(text: &str, out: &mut String) {
    let is_number = text.strip_prefix('-').is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    });
    let is_formula = !is_number && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quote = text.contains(['"', ',', '\n', '\r']);
    if quote {
        out.push('"');
    }
    if is_formula {
        out.push('\'');
    }
    if quote {
        write!(out, "{}\"", text.replace('"', "\"\"")).expect("writing to a string cannot fail");
    } else {
        out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_are_text() {
        let table = [
            ("刘胡兰", "刘胡兰"),
            ("甲,乙", "\"甲,乙\""),
            ("他说\"好\"", "\"他说\"\"好\"\"\""),
            ("=cmd()", "'=cmd()"),
            ("+1,2", "\"'+1,2\""),
            ("-1+2", "'-1+2"),
            ("-12.5", "-12.5"),
        ];
        for (text, expected) in table {
            let mut out = String::new();
            cell(text, &mut out);
            assert_eq!(out, expected);
        }
    }
}
