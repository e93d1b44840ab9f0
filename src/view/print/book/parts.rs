//! What follows the body of a book: groups, lives, statistics. Never numbers pages of flowing text.

use serde::Serialize;

use super::body::{BookPage, Kept, NOTE, Row, found, name_rows, note_rows, numbered};
use super::pages::{Piece, pages};
use crate::chart::Format;
use crate::markup::print::{Block, Picture, PrintSurroundings, blocks};
use crate::model::{Group, Life, PersonId};
use crate::view::of_roll::Desk;
use crate::view::print::surroundings::{SheetFile, SheetSurroundings};

/// Units of the name of a group.
const GROUP: u32 = 10;

/// A longer life, set as text.
#[derive(Debug, Serialize)]
pub struct LifePart {
    name: String,
    /// Birth and death, such as `1932—1947`.
    years: String,
    portrait: Option<Picture>,
    /// Whose the portrait is.
    portrait_licence: String,
    facts: Vec<Fact>,
    body: Vec<Block>,
}

#[derive(Debug, Serialize)]
struct Fact {
    title: String,
    says: Vec<String>,
}

/// A chart of the statistics.
#[derive(Debug, Serialize)]
pub struct StatisticPart {
    title: String,
    /// The same in words.
    about: String,
    /// The drawing.
    file: String,
}

/// The groups (群体) as pages that follow page `last`, and who stands where.
pub fn groups(desk: &Desk<'_>, last: usize) -> (Vec<BookPage>, Vec<(PersonId, usize)>) {
    let roll = desk.roll;
    let alone = |person: &&PersonId| {
        roll.is_group(**person) && !roll.groups.iter().any(|group| group.entry == Some(**person))
    };
    let alone = roll.order.iter().filter(alone).map(|person| Group {
        name: roll.name(*person).to_owned(),
        entry: Some(*person),
        members: Vec::new(),
    });
    let all: Vec<Group> = roll.groups.iter().cloned().chain(alone).collect();
    let mut pieces = Vec::new();
    for (number, group) in all.iter().enumerate() {
        group_rows(desk, number, group, &mut pieces);
    }
    let set = pages(pieces, |_| None);
    // Members stand among the people of the body; here only the groups are looked for.
    let found = found(&set, last + 1).into_iter().filter(|(person, _)| roll.is_group(*person));
    let found = found.collect();
    (numbered(set, last + 1, |_| "英雄群体".into()), found)
}

fn group_rows(desk: &Desk<'_>, number: usize, group: &Group, out: &mut Vec<Piece<Kept>>) {
    let kept = |people: Vec<PersonId>, row: Row| Kept { place: number, people, row };
    let years = group.entry.map(|entry| desk.life(entry)).unwrap_or_default();
    let title = Row::Group { title: group.name.clone(), years };
    let people = group.entry.into_iter().collect();
    out.push(Piece { units: GROUP, leads: true, it: kept(people, title) });
    let facts = group.entry.map(|entry| super::particulars::notes(desk, entry, &[], NOTE));
    for (units, row) in note_rows(&facts.unwrap_or_default()) {
        out.push(Piece { units, leads: false, it: kept(Vec::new(), row) });
    }
    let label = format!("成员 {} 人", group.members.len());
    name_rows(desk, &label, &group.members, number, out);
}

/// The lives of `people`, who have one, in their order.
pub fn lives(
    desk: &Desk<'_>,
    people: &[PersonId],
    files: &mut Vec<(String, SheetFile)>,
) -> Vec<LifePart> {
    let life = |person: &PersonId| Some((*person, desk.roll.lives.get(person)?));
    let mut notes = 0;
    people
        .iter()
        .filter_map(life)
        .map(|(person, life)| {
            let around = SheetSurroundings::new(*desk.builder, &life.source, files);
            life_part(desk, person, life, around.numbered_on(&mut notes, &life.body))
        })
        .collect()
}

fn life_part(
    desk: &Desk<'_>,
    person: PersonId,
    life: &Life,
    mut around: SheetSurroundings<'_>,
) -> LifePart {
    let name = desk.roll.name(person).to_owned();
    let alt = life.portrait_alt.clone().unwrap_or_else(|| format!("{name}像"));
    let said = |text: String, source: String| {
        if source.is_empty() { text } else { format!("{text}（{source}）") }
    };
    let facts = desk.facts(person, Some(life)).into_iter().map(|fact| Fact {
        title: fact.title,
        says: fact.says.into_iter().map(|it| said(it.text, it.source)).collect(),
    });
    LifePart {
        years: desk.life(person),
        portrait: life.portrait.as_deref().map(|path| around.keep(path, &alt)),
        portrait_licence: life.portrait_licence.clone().unwrap_or_default(),
        facts: facts.collect(),
        body: blocks(&life.body, &mut around),
        name,
    }
}

/// The charts of the whole roll.
pub fn statistics(desk: &Desk<'_>, around: &mut SheetSurroundings<'_>) -> Vec<StatisticPart> {
    let part = |(it, number): (crate::view::of_statistics::Statistic, usize)| StatisticPart {
        title: it.chart.title.clone(),
        about: it.chart.sentence(),
        file: around.drawing(it.chart.svg(Format::Wide, number)),
    };
    desk.statistics().into_iter().zip(1..).map(part).collect()
}
