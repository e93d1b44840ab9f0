//! Tables of a page. Markdown has no cells that are one, so these are taken apart, and said. Never reads
//! a paragraph itself.

use super::dom::At;
use super::read::Reading;
use crate::import::loss::{Loss, Lost};
use crate::import::manuscript::{Block, Piece, Table, Words, is_blank, text};
use crate::source::paper::PaperSpot;

impl Reading<'_> {
    /// A table with words in several columns; one that only arranges the page is read through.
    pub(super) fn table(&mut self, at: At) {
        self.end();
        let mut rows = Vec::new();
        self.rows(at, &mut rows);
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns < 2 || self.cell.is_some() {
            if self.cell.is_some() {
                let words = self.page.line(at);
                self.lose(Lost::NestedTable, &words);
            }
            for cell in rows.into_iter().flatten() {
                self.block(cell, None);
            }
            return;
        }
        self.tables += 1;
        let table = self.grid(&rows);
        self.out.blocks.push(Block::Table(table));
    }

    fn rows(&self, at: At, rows: &mut Vec<Vec<At>>) {
        for inner in self.page.below(at) {
            match self.page.name(*inner) {
                "tr" => {
                    let cells = self.page.below(*inner).iter().copied();
                    rows.push(
                        cells.filter(|cell| matches!(self.page.name(*cell), "td" | "th")).collect(),
                    );
                }
                "thead" | "tbody" | "tfoot" => self.rows(*inner, rows),
                _ => {}
            }
        }
    }

    /// The cells of a table, each in a place of its own.
    fn grid(&mut self, rows: &[Vec<At>]) -> Table {
        const WIDEST: usize = 64;
        let mut table = Table::default();
        // Of each column, how many more rows a cell above reaches down, and its words.
        let mut reach: Vec<(usize, Words)> = Vec::new();
        for (cells, row) in rows.iter().zip(1..) {
            let mut out: Vec<Words> = Vec::new();
            let fill = |out: &mut Vec<Words>, reach: &mut Vec<(usize, Words)>| {
                while let Some((left, words)) =
                    reach.get_mut(out.len()).filter(|(left, _)| *left > 0)
                {
                    *left -= 1;
                    out.push(words.clone());
                }
            };
            for (cell, column) in cells.iter().zip(1..) {
                fill(&mut out, &mut reach);
                let span = |name| {
                    self.page
                        .get(*cell, name)
                        .and_then(|it| it.parse().ok())
                        .unwrap_or(1_usize)
                        .clamp(1, WIDEST)
                };
                let (wide, high) = (span("colspan"), span("rowspan"));
                let spot = PaperSpot::Cell { table: self.tables, row, column };
                let words = self.cell_words(*cell, spot);
                let said = text(&words);
                if wide > 1 || high > 1 {
                    self.out.losses.push(Loss::at(Lost::Merged, spot, said.replace('\n', " ")));
                }
                let again = if said.chars().any(|c| c.is_ascii_digit()) && !said.contains('年') {
                    Words::new()
                } else {
                    words.clone()
                };
                for place in 0..wide {
                    if reach.len() <= out.len() {
                        reach.resize(out.len() + 1, (0, Words::new()));
                    }
                    reach[out.len()] = (high - 1, again.clone());
                    out.push(if place == 0 { words.clone() } else { again.clone() });
                    if out.len() >= WIDEST {
                        break;
                    }
                }
            }
            fill(&mut out, &mut reach);
            if out.iter().any(|words| !is_blank(words)) {
                table.rows.push(out);
            }
        }
        table
    }

    fn cell_words(&mut self, cell: At, spot: PaperSpot) -> Words {
        let outer = self.cell.replace(spot);
        let blocks = std::mem::take(&mut self.out.blocks);
        let bold = self.page.name(cell) == "th";
        self.within(cell);
        self.end();
        let inner = std::mem::replace(&mut self.out.blocks, blocks);
        self.cell = outer;
        let mut words = Words::new();
        for block in inner {
            if let Block::Paragraph(paragraph) = block {
                if !words.is_empty() {
                    words.push(Piece::Break);
                }
                words.extend(paragraph.words);
            }
        }
        if bold {
            for piece in &mut words {
                if let Piece::Text(_, style) = piece {
                    style.bold = false;
                }
            }
        }
        words
    }
}
