//! The people of a volume as pages: names in columns, or a table. Never numbers what comes after.

use serde::Serialize;

use super::lines::{EM, lines, width};
use super::pages::{LINE, Piece, ROW, pages};
use super::particulars::{Column, cells, columns, notes};
use super::places::Place;
use crate::model::{PersonId, RollBook};
use crate::text::padded_name;
use crate::view::of_roll::Desk;

/// Names in a row, beside what they stand under.
pub const NAMES: usize = 6;
/// Room of a column of names, in its letters; between two columns stays a gap.
const NAME_COLUMN: u32 = 540;
const NAME_GAP: u32 = 60;
/// Room of the place beside names, in its letters.
const LABEL: u32 = 900;
/// Room of a note below a row, in its letters: the table without its first column.
pub const NOTE: u32 = 4400;
/// Units of the name of a province.
const PROVINCE: u32 = 10;
/// Lines of one piece of a row, so that even a long one can go on on the next page.
const PIECE_LINES: usize = 12;

/// A page of the body.
#[derive(Debug, Serialize)]
pub struct BookPage {
    /// Its number.
    number: usize,
    /// What it holds, for the running head.
    head: String,
    rows: Vec<SetRow>,
}

/// A row with its height in units.
#[derive(Debug, Serialize)]
struct SetRow {
    units: u32,
    #[serde(flatten)]
    row: Row,
}

/// A row of a page.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub enum Row {
    /// A province opens.
    Province {
        /// Its name.
        title: String,
        /// How many people are from there.
        people: usize,
    },
    /// What goes on from the page before.
    Again {
        /// The place.
        title: String,
    },
    /// Names side by side.
    Names {
        /// What they stand under, in lines; empty below the first row.
        label: Vec<String>,
        /// The names.
        cells: Vec<NameCell>,
    },
    /// A person in the table.
    Person {
        /// The lines of each cell.
        cells: Vec<Vec<String>>,
        /// Whether more of the same person follows.
        open: bool,
    },
    /// What else is said of a person, below the row.
    Notes {
        /// In lines.
        lines: Vec<String>,
        /// Whether more of the same person follows.
        open: bool,
    },
    /// A group (群体) opens.
    Group {
        /// Its name.
        title: String,
        /// When it fell.
        years: String,
    },
}

/// A name among names.
#[derive(Debug, Clone, Serialize)]
pub struct NameCell {
    /// Columns that it takes.
    pub span: usize,
    /// The name in lines: one, but of very long names.
    pub lines: Vec<String>,
}

/// A row with what must be known of it while pages are made.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Where it belongs: the place's number, or the group's.
    pub place: usize,
    /// Who stands in it.
    pub people: Vec<PersonId>,
    /// The row.
    pub row: Row,
}

/// The body of a volume, and the page that each person stands on.
#[derive(Debug)]
pub struct Body {
    /// Its pages.
    pub pages: Vec<BookPage>,
    /// Who stands where.
    pub found: Vec<(PersonId, usize)>,
    /// Each province of the volume with its first page.
    pub provinces: Vec<(String, usize)>,
    /// The columns of its table; none when it has names alone.
    pub columns: Vec<Column>,
}

/// Sets the people of `places` as `book` says.
pub fn body(desk: &Desk<'_>, places: &[Place], book: RollBook) -> Body {
    let columns = match book {
        RollBook::Names => Vec::new(),
        RollBook::Table | RollBook::Full => columns(desk.roll),
    };
    let mut pieces = Vec::new();
    for (number, place) in places.iter().enumerate() {
        if number == 0 || places[number - 1].province != place.province {
            pieces.push(province(places, number));
        }
        match book {
            RollBook::Names => name_rows(desk, &place.title, &place.people, number, &mut pieces),
            RollBook::Table | RollBook::Full => {
                table(desk, place, number, (&columns, book), &mut pieces);
            }
        }
    }
    let again = |kept: &Kept| {
        let place = &places[kept.place];
        let title = || format!("{}{}", place.province, place.title);
        match &kept.row {
            Row::Province { .. } | Row::Again { .. } | Row::Group { .. } => None,
            Row::Names { label, .. } if !label.is_empty() => None,
            Row::Names { .. } | Row::Person { .. } | Row::Notes { .. } => Some(Piece {
                units: ROW,
                leads: true,
                it: Kept {
                    place: kept.place,
                    people: Vec::new(),
                    row: Row::Again { title: title() },
                },
            }),
        }
    };
    let set = pages(pieces, again);
    let found = found(&set, 1);
    let provinces = provinces(&set);
    let head = |page: &[Piece<Kept>]| {
        let of = |kept: &Piece<Kept>| &places[kept.it.place];
        let (Some(first), Some(last)) = (page.first().map(of), page.last().map(of)) else {
            return String::new();
        };
        match (first.province == last.province, first.title == last.title) {
            (true, true) if first.title.is_empty() => first.province.clone(),
            (true, true) => format!("{}　{}", first.province, first.title),
            (true, false) => format!("{}　{}—{}", first.province, first.title, last.title),
            (false, _) => {
                format!("{}{}—{}{}", first.province, first.title, last.province, last.title)
            }
        }
    };
    Body { pages: numbered(set, 1, head), found, provinces, columns }
}

/// Pages with their numbers, from `first` on.
pub fn numbered(
    set: Vec<Vec<Piece<Kept>>>,
    first: usize,
    head: impl Fn(&[Piece<Kept>]) -> String,
) -> Vec<BookPage> {
    let row = |piece: Piece<Kept>| SetRow { units: piece.units, row: piece.it.row };
    set.into_iter()
        .zip(first..)
        .map(|(page, number)| {
            let head = head(&page);
            BookPage { number, head, rows: page.into_iter().map(row).collect() }
        })
        .collect()
}

/// Who stands on which page.
pub fn found(set: &[Vec<Piece<Kept>>], first: usize) -> Vec<(PersonId, usize)> {
    let on = |(page, number): (&Vec<Piece<Kept>>, usize)| {
        let people = page.iter().flat_map(|piece| &piece.it.people);
        people.map(|person| (*person, number)).collect::<Vec<_>>()
    };
    set.iter().zip(first..).flat_map(on).collect()
}

fn provinces(set: &[Vec<Piece<Kept>>]) -> Vec<(String, usize)> {
    let mut provinces = Vec::new();
    for (page, number) in set.iter().zip(1..) {
        for piece in page {
            if let Row::Province { title, .. } = &piece.it.row {
                provinces.push((title.clone(), number));
            }
        }
    }
    provinces
}

fn province(places: &[Place], number: usize) -> Piece<Kept> {
    let title = places[number].province.clone();
    let same = places[number..].iter().take_while(|place| place.province == title);
    let people = same.map(|place| place.people.len()).sum();
    let row = Row::Province { title, people };
    Piece { units: PROVINCE, leads: true, it: Kept { place: number, people: Vec::new(), row } }
}

/// Names in rows; `title` stands beside the first.
pub fn name_rows(
    desk: &Desk<'_>,
    title: &str,
    people: &[PersonId],
    place: usize,
    out: &mut Vec<Piece<Kept>>,
) {
    let mut label = lines(title, LABEL);
    let mut rows: Vec<(Vec<PersonId>, Vec<NameCell>)> = Vec::new();
    let mut room = 0;
    for person in people {
        let cell = name_cell(&padded_name(desk.roll.name(*person)));
        if cell.span > room {
            rows.push((Vec::new(), Vec::new()));
            room = NAMES;
        }
        room -= cell.span;
        let (people, cells) = rows.last_mut().expect("a row was begun");
        people.push(*person);
        cells.push(cell);
    }
    for (people, cells) in rows {
        let label = std::mem::take(&mut label);
        let most = cells.iter().map(|cell| cell.lines.len()).chain([label.len()]).max();
        let units = ROW.max(height(most.unwrap_or(1)) + 1);
        let it = Kept { place, people, row: Row::Names { label, cells } };
        out.push(Piece { units, leads: false, it });
    }
}

fn name_cell(name: &str) -> NameCell {
    let columns = (width(name) + NAME_GAP).div_ceil(NAME_COLUMN);
    let span = usize::try_from(columns).expect("names are short").clamp(1, NAMES);
    let room = NAME_COLUMN * u32::try_from(span).expect("a few columns") - NAME_GAP;
    NameCell { span, lines: lines(name, room.max(EM)) }
}

fn table(
    desk: &Desk<'_>,
    place: &Place,
    number: usize,
    (columns, book): (&[Column], RollBook),
    out: &mut Vec<Piece<Kept>>,
) {
    let kept = |people: Vec<PersonId>, row: Row| Kept { place: number, people, row };
    for person in &place.people {
        let notes = match book {
            RollBook::Full => notes(desk, *person, columns, NOTE),
            RollBook::Names | RollBook::Table => Vec::new(),
        };
        let cells = cells(desk, *person, columns);
        let parts = row_parts(&cells, !notes.is_empty());
        let last = parts.len() - 1;
        for (at, (units, row)) in parts.into_iter().enumerate() {
            let people = if at == 0 { vec![*person] } else { Vec::new() };
            // No page ends between a person and what is said below.
            let leads = at == last && !notes.is_empty();
            out.push(Piece { units, leads, it: kept(people, row) });
        }
        for (units, row) in note_rows(&notes) {
            out.push(Piece { units, leads: false, it: kept(Vec::new(), row) });
        }
    }
}

/// A row of the table in pieces that a page has room for.
fn row_parts(cells: &[Vec<String>], has_notes: bool) -> Vec<(u32, Row)> {
    let most = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let parts = most.div_ceil(PIECE_LINES);
    let part = |number: usize| {
        let cut = |cell: &Vec<String>| {
            cell.iter().skip(number * PIECE_LINES).take(PIECE_LINES).cloned().collect()
        };
        let cells: Vec<Vec<String>> = cells.iter().map(cut).collect();
        let most = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let open = has_notes || number + 1 < parts;
        (height(most) + 2, Row::Person { cells, open })
    };
    (0..parts).map(part).collect()
}

/// Notes in pieces that a page has room for.
pub fn note_rows(notes: &[String]) -> Vec<(u32, Row)> {
    let parts = notes.len().div_ceil(PIECE_LINES);
    let row = |(number, lines): (usize, &[String])| {
        let open = number < parts;
        let units = height(lines.len()) + u32::from(!open);
        (units, Row::Notes { lines: lines.to_vec(), open })
    };
    (1..).zip(notes.chunks(PIECE_LINES)).map(row).collect()
}

fn height(lines: usize) -> u32 {
    LINE * u32::try_from(lines).expect("a page has few lines")
}
