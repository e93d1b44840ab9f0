//! Numbers that stand beside their names in tables and strips. Never compares them with the ledger's.

use std::collections::BTreeMap;

use super::beside::{Typed, is_exact};
use crate::checks::prose::{Part, Passage, StripPiece, Text};
use crate::text::{Quantity, Role};

/// A number of a table or a strip, and what stands around it.
#[derive(Debug)]
pub struct Entry<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Where it stands.
    passage: &'a Passage,
    /// The number.
    pub quantity: &'a Quantity,
    /// The unit that stands beside it; empty where there is none.
    unit: &'a str,
    /// The head of its column, or the note to it.
    pub around: String,
    /// Whether it is the only number of its row.
    pub is_alone: bool,
}

impl<'a> Entry<'a> {
    /// What it is counted in.
    pub fn unit(&self) -> &'a str {
        match (self.quantity.role, self.quantity.unit) {
            (Role::Percent, _) => "%",
            (Role::Count | Role::Ordinal | Role::Year, "") => self.unit,
            (Role::Count | Role::Ordinal | Role::Year, unit) => unit,
        }
    }

    /// The number beside its name.
    pub fn typed(&self) -> Typed<'a> {
        let Self { name, passage, quantity, .. } = *self;
        Typed { passage, marked: 0..0, name, quantity }
    }
}

/// Every number of the tables and strips of `text` that has a name.
pub fn entries<'a>(text: &'a Text<'_>) -> Vec<Entry<'a>> {
    let mut rows: BTreeMap<(u32, u32), BTreeMap<u32, &Passage>> = BTreeMap::new();
    let mut strips: BTreeMap<u32, Vec<(StripPiece, &Passage)>> = BTreeMap::new();
    for passage in &text.passages {
        match passage.part {
            Part::Cell { table, row, column } => {
                rows.entry((table, row)).or_default().insert(column, passage);
            }
            Part::Strip { figure, piece } => {
                strips.entry(figure).or_default().push((piece, passage));
            }
            Part::Title
            | Part::Line
            | Part::Summary
            | Part::Heading(_)
            | Part::Paragraph
            | Part::Item { .. }
            | Part::BoxTitle
            | Part::Caption
            | Part::Footnote => {}
        }
    }
    let of_rows = rows.iter().filter(|((_, row), _)| *row > 0).flat_map(|((table, _), cells)| {
        let head = rows.get(&(*table, 0));
        of_row(head, cells)
    });
    of_rows.chain(strips.values().filter_map(|pieces| of_strip(pieces))).collect()
}

/// The numbers of a row whose first cell is their name.
fn of_row<'a>(
    head: Option<&BTreeMap<u32, &'a Passage>>,
    cells: &BTreeMap<u32, &'a Passage>,
) -> Vec<Entry<'a>> {
    let Some(name) = cells.get(&0) else { return Vec::new() };
    let (name, unit) = named(&name.words);
    let numbers: Vec<(u32, &Passage, &Quantity)> =
        cells.iter().skip(1).filter_map(|(at, cell)| Some((*at, *cell, number(cell)?))).collect();
    let is_alone = numbers.len() == 1;
    let entry = |(column, passage, quantity)| {
        let head = head.and_then(|head| head.get(&column)).map_or("", |head| head.words.as_str());
        let (_, of_column) = named(head);
        let unit = if unit.is_empty() { of_column } else { unit };
        Entry { name, passage, quantity, unit, around: head.to_owned(), is_alone }
    };
    numbers.into_iter().map(entry).collect()
}

/// The number of a part of a strip.
fn of_strip<'a>(pieces: &[(StripPiece, &'a Passage)]) -> Option<Entry<'a>> {
    let one = |wanted| pieces.iter().find(|(piece, _)| *piece == wanted).map(|(_, it)| *it);
    let notes = pieces.iter().filter(|(piece, _)| *piece == StripPiece::Note);
    let passage = one(StripPiece::Value)?;
    let (name, of_name) = named(&one(StripPiece::Label)?.words);
    let unit = one(StripPiece::Unit).map_or(of_name, |unit| unit.words.trim());
    let around = notes.map(|(_, it)| it.words.as_str()).collect();
    Some(Entry { name, passage, quantity: number(passage)?, unit, around, is_alone: true })
}

/// The one exact number that a passage is, typed by the office itself.
fn number(passage: &Passage) -> Option<&Quantity> {
    let [quantity] = &passage.quantities[..] else { return None };
    let is_all = passage.words.trim().len() == quantity.place.len();
    let is_ours = !passage.is_from_ledger(quantity.digits.start) && !passage.is_quoted(0);
    (is_all && is_ours && is_exact(quantity)).then_some(quantity)
}

/// A name and the unit in brackets at its end: 优待证（张）.
fn named(words: &str) -> (&str, &str) {
    let words = words.trim();
    let inside = words.strip_suffix(['）', ')']).and_then(|words| words.rsplit_once(['（', '(']));
    inside.map_or((words, ""), |(name, unit)| (name.trim(), unit.trim()))
}
