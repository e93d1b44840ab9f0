//! HTML that was cleaned, as what paper can show of it: lines, pictures, tables. Never writes HTML.

use super::token::{Token, What, tokens};
use super::{Address, addresses, unescape};

/// A part of a piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::markup) enum Shown {
    /// Words on a line of their own.
    Line(String),
    /// A picture.
    Picture(Address),
    /// The rows of a table, and whether the first one names the columns. A cell that reaches over
    /// others has its words in the first place; the others are empty, so that figures stay in
    /// their columns.
    Table(Vec<Vec<String>>, bool),
}

/// Wider and higher than any table an office writes.
const MOST: usize = 64;

/// What `html` shows, in order.
pub(in crate::markup) fn shown(html: &str) -> Vec<Shown> {
    let mut reader = Reader::default();
    let mut done = 0;
    for token in tokens(html) {
        reader.words(&html[done..token.at.start]);
        done = token.at.end;
        reader.token(html, &token);
    }
    reader.words(&html[done..]);
    reader.end_table();
    reader.end_line();
    reader.out
}

/// The words of HTML that was cleaned: what stands on a line of its own does so, and cells are apart.
pub(in crate::markup) fn words(html: &str) -> String {
    let line = |shown: Shown| match shown {
        Shown::Line(words) => words,
        Shown::Picture(_) => String::new(),
        Shown::Table(rows, _) => {
            let row = |row: Vec<String>| row.join(" ").trim_end().to_owned();
            rows.into_iter().map(row).collect::<Vec<_>>().join("\n")
        }
    };
    shown(html).into_iter().map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Reads tokens one after the other. A piece may end what another began, or begin what it does not end.
#[derive(Default)]
struct Reader {
    out: Vec<Shown>,
    line: String,
    /// The outermost table that is open; what a table in it holds are words of its cell.
    table: Option<Rows>,
    tables: usize,
}

#[derive(Default)]
struct Rows {
    /// What was read so far; the last row may go on.
    read: Vec<Vec<String>>,
    /// Of each column, how many more rows a cell above reaches down.
    reach: Vec<usize>,
    /// Columns that the cell being read reaches over beyond its own, and rows.
    over: (usize, usize),
    /// Whether the first row names the columns.
    heads: bool,
}

impl Reader {
    fn words(&mut self, text: &str) {
        let words = unescape(text);
        let is_white = words.trim().is_empty();
        if !is_white || !self.line.is_empty() {
            self.line.push_str(&words);
        }
    }

    fn token(&mut self, html: &str, token: &Token<'_>) {
        let is_cell = |name: &str| matches!(name, "td" | "th");
        match &token.what {
            What::Open(name, _) if name == "table" => {
                self.end_line();
                self.tables += 1;
                self.table.get_or_insert_default();
            }
            What::Close(name) if name == "table" => {
                self.tables = self.tables.saturating_sub(1);
                self.end_line();
                if self.tables == 0 {
                    self.end_table();
                }
            }
            What::Open(name, _) if name == "img" => self.picture(&html[token.at.clone()]),
            What::Open(name, attributes) if self.tables == 1 && is_cell(name) => {
                let Some(table) = &mut self.table else { return };
                table.begin(name == "th", |wanted| {
                    let value = attributes.iter().find(|(name, _)| name == wanted)?.1;
                    value.parse().ok()
                });
                self.line.clear();
            }
            What::Close(name) if self.tables == 1 && is_cell(name) => {
                let words = std::mem::take(&mut self.line);
                if let Some(table) = &mut self.table {
                    table.end(words.trim());
                }
            }
            What::Open(name, _) if self.tables == 1 && name == "tr" => {
                self.table.get_or_insert_default().read.push(Vec::new());
            }
            What::Close(name) if self.tables == 1 && name == "tr" => {
                self.table.get_or_insert_default().skip();
            }
            What::Close(name) if self.tables == 1 && name == "caption" => {
                let words = std::mem::take(&mut self.line);
                self.out.push(Shown::Line(words.trim().to_owned()));
            }
            What::Open(name, _) | What::Close(name) if stands_alone(name) => self.end_line(),
            _ => {}
        }
    }

    fn end_table(&mut self) {
        self.out.extend(self.table.take().map(|it| Shown::Table(it.read, it.heads)));
    }

    fn end_line(&mut self) {
        if self.table.is_some() {
            // In a cell, lines are parted by a space.
            if self.line.ends_with(|c: char| !c.is_whitespace()) {
                self.line.push(' ');
            }
            return;
        }
        let line = std::mem::take(&mut self.line);
        let lines = line.lines().map(str::trim).filter(|line| !line.is_empty());
        self.out.extend(lines.map(|line| Shown::Line(line.to_owned())));
    }

    fn picture(&mut self, tag: &str) {
        let Some((_, address)) = addresses(tag).pop() else { return };
        if self.table.is_some() {
            self.line.push_str(&address.words);
        } else {
            self.end_line();
            self.out.push(Shown::Picture(address));
        }
    }
}

impl Rows {
    fn begin(&mut self, is_name: bool, said: impl Fn(&str) -> Option<usize>) {
        let span = |wanted| said(wanted).unwrap_or(1).clamp(1, MOST) - 1;
        self.over = (span("colspan"), span("rowspan"));
        self.skip();
        if self.read.len() == 1 {
            let is_first = self.read.first().is_some_and(Vec::is_empty);
            self.heads = is_name && (is_first || self.heads);
        }
    }

    fn end(&mut self, words: &str) {
        self.put(words.to_owned(), self.over.1);
        for _ in 0..self.over.0 {
            self.put(String::new(), self.over.1);
        }
    }

    /// Leaves the places empty that cells above reach down to.
    fn skip(&mut self) {
        let Some(row) = self.read.last_mut() else { return };
        while let Some(left) = self.reach.get_mut(row.len()).filter(|left| **left > 0) {
            *left -= 1;
            row.push(String::new());
        }
    }

    fn put(&mut self, words: String, down: usize) {
        let Some(row) = self.read.last_mut() else { return };
        if self.reach.len() <= row.len() {
            self.reach.resize(row.len() + 1, 0);
        }
        self.reach[row.len()] = down;
        row.push(words);
    }
}

/// Whether an element begins and ends lines.
fn stands_alone(name: &str) -> bool {
    !super::allowed::is_inline(name) || name == "br"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_lines_are_apart() {
        let html = "<div>甲<br>乙 <b>丙</b></div><table><caption>表</caption><tbody>\n\
                    <tr><th>项</th><th colspan=\"2\">数</th></tr>\
                    <tr><td rowspan=\"2\">丁</td><td>12</td><td><p>3</p><p>4</p></td></tr>\n\
                    <tr><td>5</td><td><img src=\"a.png\" alt=\"图\"></td></tr></tbody></table>戊\
                    <img src=\"b.png\" alt=\"己\">";
        let rows = [["项", "数", ""], ["丁", "12", "3 4"], ["", "5", "图"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
        let line = |words: &str| Shown::Line(words.to_owned());
        let picture =
            Address { destination: "b.png".into(), title: String::new(), words: "己".into() };
        assert_eq!(
            shown(html),
            [
                line("甲"),
                line("乙 丙"),
                line("表"),
                Shown::Table(rows, true),
                line("戊"),
                Shown::Picture(picture)
            ]
        );
        assert_eq!(words(html), "甲\n乙 丙\n表\n项 数\n丁 12 3 4\n 5 图\n戊");
    }

    #[test]
    fn pieces_of_tables_are_told() {
        let cell = Shown::Table(vec![vec!["乙".to_owned()]], false);
        assert_eq!(shown("</table>甲<table><tr><td>乙</td>"), [Shown::Line("甲".into()), cell]);
        assert_eq!(shown("</td></tr></table></table>丙"), [Shown::Line("丙".into())]);
        assert_eq!(words("<table><tr><td>乙"), "乙");
    }

    #[test]
    fn tables_in_tables_are_words_of_their_cell() {
        let html = "<table><tbody><tr><td>甲<table><tbody><tr><td>1</td><td>2</td></tr></tbody>\
                    </table></td><td>乙</td></tr></tbody></table>";
        let rows = vec![vec!["甲 1 2".to_owned(), "乙".to_owned()]];
        assert_eq!(shown(html), [Shown::Table(rows, false)]);
    }
}
