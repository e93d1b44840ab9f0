//! Text tables as office programs open them. Never writes a cell that they would take for a
//! formula.

/// What a cell begins with that office programs take for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Whether office programs would take `text`, typed or read from a file, for a formula.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(FORMULA)
}

/// A cell as it was before an apostrophe guarded it.
pub fn without_guard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// A text table under way.
#[derive(Debug)]
pub struct Writer {
    text: String,
    /// How many cells were guarded.
    pub guarded: usize,
}

impl Writer {
    /// An empty table. Its mark lets office programs read it as UTF-8.
    pub fn new() -> Self {
        Self { text: "\u{feff}".to_owned(), guarded: 0 }
    }

    /// Adds a row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            self.cell(cell);
        }
        self.text.push_str("\r\n");
    }

    fn cell(&mut self, cell: &str) {
        let guard = is_formula(cell);
        self.guarded += usize::from(guard);
        if guard || cell.contains(['"', ',', ';', '\n', '\r', '\t']) {
            self.text.push('"');
            self.text.push_str(if guard { "'" } else { "" });
            self.text.push_str(&cell.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(cell);
        }
    }

    /// The whole table.
    pub fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_found_again() {
        let mut table = Writer::new();
        table.row(["=1+1", "a,\"b\"", "甲一", "-", "'quoted"]);
        assert_eq!(table.guarded, 2);
        assert_eq!(table.finish(), "\u{feff}\"'=1+1\",\"a,\"\"b\"\"\",甲一,\"'-\",'quoted\r\n");
        assert_eq!(["'=1", "'甲", "=1"].map(without_guard), ["=1", "'甲", "=1"]);
    }
}
