//! What the table of a book says of a person: its columns, its cells, the notes below a row. Never
//! sets them.

use serde::Serialize;

use super::lines::lines;
use super::places::below_province;
use crate::model::{PersonId, Roll, RollField};
use crate::text::padded_name;
use crate::view::of_person::alternatives;
use crate::view::of_roll::Desk;

/// The whole width, in letters of the table.
const WIDTH: u32 = 5030;
/// What stays free between two columns.
const GAP: u32 = 70;

/// A column of the table.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    title: &'static str,
    /// In hundredths of the table's letters.
    width: u32,
    #[serde(skip)]
    kind: Kind,
}

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Name,
    Sex,
    Birth,
    Death,
    Native,
    Post,
    DeathPlace,
}

/// How wide a column is.
#[derive(Debug, Clone, Copy)]
enum Width {
    /// In hundredths of letters, its gap included.
    Fixed(u32),
    /// A part of what the others leave.
    Part(u32),
}

/// Every column, in order.
const COLUMNS: [(Kind, &str, Width, &[RollField]); 7] = [
    (Kind::Name, "姓名", Width::Fixed(560), &[RollField::Name]),
    (Kind::Sex, "性别", Width::Fixed(270), &[RollField::Sex]),
    (Kind::Birth, "出生", Width::Fixed(840), &[RollField::Birth]),
    (Kind::Death, "牺牲", Width::Fixed(840), &[RollField::Death]),
    (Kind::Native, "籍贯", Width::Part(4), &[RollField::Native]),
    (Kind::Post, "单位与职务", Width::Part(5), &[RollField::Unit, RollField::Post]),
    (Kind::DeathPlace, "牺牲地点", Width::Part(4), &[RollField::DeathPlace]),
];

impl Kind {
    fn fields(self) -> &'static [RollField] {
        COLUMNS.iter().find(|(kind, ..)| *kind == self).map_or(&[], |(.., fields)| *fields)
    }
}

/// The columns that somebody of `roll` has something for.
pub fn columns(roll: &Roll) -> Vec<Column> {
    let is_filled = |fields: &[RollField]| fields.iter().any(|field| roll.people.has(*field));
    let shown: Vec<_> = COLUMNS.iter().filter(|(.., fields)| is_filled(fields)).collect();
    let (mut left, mut parts) = (WIDTH, 0);
    for (_, _, width, _) in &shown {
        match width {
            Width::Fixed(width) => left -= width,
            Width::Part(part) => parts += part,
        }
    }
    let column = |(kind, title, width, _): &&(Kind, &'static str, Width, &[RollField])| Column {
        title,
        width: match width {
            Width::Fixed(width) => *width,
            Width::Part(part) => left * part / parts,
        },
        kind: *kind,
    };
    shown.iter().map(column).collect()
}

/// The cells of a person, in lines.
pub fn cells(desk: &Desk<'_>, person: PersonId, columns: &[Column]) -> Vec<Vec<String>> {
    columns.iter().map(|it| lines(&said(desk, person, it.kind), it.width - GAP)).collect()
}

fn said(desk: &Desk<'_>, person: PersonId, kind: Kind) -> String {
    match kind {
        Kind::Name => padded_name(desk.roll.name(person)).into_owned(),
        Kind::Native => below_province(desk.said(person, RollField::Native)).to_owned(),
        Kind::Sex | Kind::Birth | Kind::Death | Kind::Post | Kind::DeathPlace => {
            let fields = kind.fields().iter();
            let all = fields.flat_map(|field| alternatives(*field, desk.said(person, *field)));
            all.collect::<Vec<_>>().join(if kind == Kind::Post { " " } else { "／" })
        }
    }
}

/// What else the roll says of a person, in lines of at most `room`.
pub fn notes(desk: &Desk<'_>, person: PersonId, columns: &[Column], room: u32) -> Vec<String> {
    let is_shown = |title: &str| {
        let mut shown = columns.iter().flat_map(|column| column.kind.fields());
        shown.any(|field| field.title() == title)
    };
    let carved = desk.said(person, RollField::Name);
    let carved = (carved != desk.roll.name(person)).then(|| format!("原刻姓名：{carved}"));
    let facts = desk.facts(person, None).into_iter().filter(|fact| !is_shown(&fact.title));
    let facts = facts.map(|fact| {
        let says: Vec<&str> = fact.says.iter().map(|said| said.text.as_str()).collect();
        format!("{}：{}", fact.title, says.join("／"))
    });
    let all: Vec<String> = carved.into_iter().chain(facts).collect();
    lines(&all.join("　"), room)
}
