//! Tables of a Word file. Markdown has no cells that are one, so these are taken apart, and said. Never
//! reads a paragraph itself.

use super::body::Walk;
use super::element::Element;
use super::notes::joined;
use crate::import::loss::Lost;
use crate::import::manuscript::{Block, Paragraph, Table, Words, is_blank, text};
use crate::source::paper::{PaperFault, PaperSpot};

/// The widest table that is read, in columns.
const WIDEST: usize = 256;

/// A cell as it stands in the file.
struct Cell {
    blocks: Vec<Block>,
    wide: usize,
    /// Whether it goes on from the cell above.
    goes_on: bool,
    spot: PaperSpot,
}

impl Walk<'_, '_> {
    /// The blocks that a table becomes.
    pub(super) fn table(&mut self, element: &Element) -> Result<Vec<Block>, PaperFault> {
        let nested = matches!(self.spot, PaperSpot::Cell { .. });
        if nested {
            self.lose(Lost::NestedTable, &element.texts("t"));
        }
        let outer = self.spot;
        self.tables += 1;
        let table = self.tables;
        let mut rows = Vec::new();
        let mut all = Vec::new();
        gather(element, "tr", &mut all);
        for (row, number) in all.into_iter().zip(1..) {
            let mut cells = Vec::new();
            let skipped = row.child("trPr").and_then(|it| it.number("gridBefore")).unwrap_or(0);
            for _ in 0..usize::try_from(skipped).unwrap_or(0).min(WIDEST) {
                cells.push(Cell { blocks: Vec::new(), wide: 1, goes_on: false, spot: outer });
            }
            let mut found = Vec::new();
            gather(row, "tc", &mut found);
            for (cell, column) in found.into_iter().zip(1..) {
                let spot = PaperSpot::Cell { table, row: number, column };
                let spot = if nested { outer } else { spot };
                cells.push(self.cell(cell, spot)?);
            }
            rows.push(cells);
        }
        let blocks = self.arranged(rows);
        self.spot = outer;
        Ok(blocks)
    }

    fn cell(&mut self, cell: &Element, spot: PaperSpot) -> Result<Cell, PaperFault> {
        let properties = cell.child("tcPr");
        let wide = properties.and_then(|it| it.number("gridSpan")).unwrap_or(1);
        let merge = properties.and_then(|it| it.child("vMerge"));
        Ok(Cell {
            blocks: self.within(spot, cell)?,
            wide: usize::try_from(wide).unwrap_or(1).clamp(1, WIDEST),
            goes_on: merge.is_some_and(|it| it.get("val") != Some("restart")),
            spot,
        })
    }

    /// A table of one column is a frame around paragraphs; a first row of one cell is its heading.
    fn arranged(&mut self, mut rows: Vec<Vec<Cell>>) -> Vec<Block> {
        rows.retain(|row| !row.is_empty());
        let width = rows.iter().map(|row| row.iter().map(|cell| cell.wide).sum()).max();
        let Some(width) = width else { return Vec::new() };
        let width: usize = usize::min(width, WIDEST);
        if rows.iter().all(|row| row.len() == 1) {
            return rows.into_iter().flatten().flat_map(|cell| cell.blocks).collect();
        }
        let mut blocks = Vec::new();
        while rows.len() > 1 && rows[0].len() == 1 {
            blocks.extend(rows.remove(0).into_iter().flat_map(|cell| cell.blocks));
        }
        for paragraph in blocks.iter_mut().filter_map(paragraph_of) {
            paragraph.role = crate::import::manuscript::Role::Caption;
        }
        let table = self.apart(rows, width);
        blocks.push(Block::Table(table));
        blocks
    }

    /// The rows with every cell in a place of its own.
    fn apart(&mut self, rows: Vec<Vec<Cell>>, width: usize) -> Table {
        let mut table = Table::default();
        for row in rows {
            let mut out: Vec<Words> = Vec::with_capacity(width);
            for cell in row {
                let at = out.len();
                let above = table.rows.last().and_then(|row: &Vec<Words>| row.get(at));
                let mut words = joined(cell.blocks);
                let merged = cell.wide > 1 || cell.goes_on;
                if cell.goes_on && is_blank(&words) {
                    words = above.filter(|words| is_said_again(words)).cloned().unwrap_or_default();
                }
                if merged {
                    self.spot = cell.spot;
                    self.lose(Lost::Merged, &text(&words).replace('\n', " "));
                }
                let again = if is_said_again(&words) { words.clone() } else { Words::new() };
                out.push(words);
                for _ in 1..cell.wide {
                    out.push(again.clone());
                }
            }
            if out.len() > width {
                let words: Vec<String> = out[width..].iter().map(|words| text(words)).collect();
                self.lose(Lost::Wide, &words.join(" "));
            }
            out.resize(width, Words::new());
            table.rows.push(out);
        }
        table
    }
}

/// Words are said again in each of the cells that were one; a number would be counted twice, but for
/// that of a year.
fn is_said_again(words: &Words) -> bool {
    let words = text(words);
    !words.chars().any(|c| c.is_ascii_digit()) || words.contains('年')
}

fn paragraph_of(block: &mut Block) -> Option<&mut Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    }
}

/// The elements `name` below `element`, through what only wraps them.
fn gather<'e>(element: &'e Element, name: &str, found: &mut Vec<&'e Element>) {
    for child in &element.children {
        match child.name.as_str() {
            own if own == name => found.push(child),
            "sdt" | "sdtContent" | "customXml" | "ins" | "smartTag" => gather(child, name, found),
            _ => {}
        }
    }
}
