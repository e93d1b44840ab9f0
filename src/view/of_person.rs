//! What a person's page says: fields with every source's words, portrait, life, people related.

use std::collections::HashSet;

use super::of_date::SaidDate;
use super::of_roll::Desk;
use super::of_roll_words::{Record, correction};
use super::roll::{FactView, PersonView, RelatedView, SaidView};
use super::shared::Shared;
use super::site::PictureView;
use crate::model::{Life, PersonId, RollField, Statement};
use crate::text::{UncertainDate, encode_address};

/// Related people who are named.
const RELATED: usize = 12;

/// Fields of a person's page, in order; the name, the id and the kind stand elsewhere.
pub(super) const FACTS: &[RollField] = &[
    RollField::OtherNames,
    RollField::Sex,
    RollField::Ethnicity,
    RollField::Birth,
    RollField::Native,
    RollField::NativeNow,
    RollField::Party,
    RollField::Joined,
    RollField::Unit,
    RollField::Post,
    RollField::Death,
    RollField::Age,
    RollField::DeathPlace,
    RollField::Battle,
    RollField::Cause,
    RollField::Merits,
    RollField::Burial,
    RollField::Moves,
    RollField::Wall,
    RollField::Period,
    RollField::Group,
    RollField::Batch,
    RollField::Status,
    RollField::Source,
    RollField::Note,
];

/// What makes people belong together.
const BONDS: &[(RollField, &str)] = &[
    (RollField::Battle, "同一战役"),
    (RollField::DeathPlace, "同一地点牺牲"),
    (RollField::Unit, "同一单位"),
    (RollField::Native, "同乡"),
];

/// Parts of a person's page that take a while to find out. A roll may have a hundred thousand such
/// pages, so what the theme does not read is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonPart {
    /// `page.person.life`
    Life,
    /// `page.person.related`
    Related,
    /// `page.person.previous`
    Previous,
    /// `page.person.next`
    Next,
    /// `page.person.row`
    Row,
    /// `page.json_ld`
    JsonLd,
    /// `page.meta`
    Meta,
    /// `page.breadcrumb`
    Breadcrumb,
}

impl PersonPart {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Life,
        Self::Related,
        Self::Previous,
        Self::Next,
        Self::Row,
        Self::JsonLd,
        Self::Meta,
        Self::Breadcrumb,
    ];

    /// What it is a field of, and what it is called there.
    pub fn field(self) -> (&'static str, &'static str) {
        match self {
            Self::Life => ("page.person", "life"),
            Self::Related => ("page.person", "related"),
            Self::Previous => ("page.person", "previous"),
            Self::Next => ("page.person", "next"),
            Self::Row => ("page.person", "row"),
            Self::JsonLd => ("page", "json_ld"),
            Self::Meta => ("page", "meta"),
            Self::Breadcrumb => ("page", "breadcrumb"),
        }
    }
}

impl Desk<'_> {
    /// A part of a person's page as `make` makes it, or nothing when the theme does not read it.
    pub(super) fn made<T: Default>(&self, part: PersonPart, make: impl FnOnce() -> T) -> T {
        if self.builder.assets.reads(part) { make() } else { T::default() }
    }

    /// What the page of a person, at `path`, says.
    pub(super) fn person(&self, person: PersonId, path: &str) -> PersonView {
        let roll = self.roll;
        let life_of = roll.lives.get(&person);
        let at = self.plan.position(person);
        let beside =
            |at: Option<usize>| at.and_then(|at| roll.order.get(at)).map(|p| self.link(*p));
        let name = roll.name(person);
        let carved = self.said(person, RollField::Name);
        let is_group = crate::model::is_group(self.said(person, RollField::Kind));
        let group = roll.groups.iter().find(|group| group.entry == Some(person));
        let members = group.map_or(&[][..], |group| group.members.as_slice());
        PersonView {
            id: roll.id(person).to_owned(),
            name: name.to_owned(),
            carved: if carved == name { String::new() } else { carved.to_owned() },
            life: self.made(PersonPart::Life, || self.life(person)),
            is_group,
            facts: self.facts(person, life_of),
            members: members.iter().map(|member| self.link(*member)).collect(),
            portrait: self.portrait(person),
            portrait_licence: life_of
                .and_then(|life| life.portrait_licence.clone())
                .unwrap_or_default(),
            body: life_of
                .map_or_else(String::new, |life| self.builder.html(&life.source, path, &life.body)),
            related: self.made(PersonPart::Related, || self.related(person, members)),
            previous: self.made(PersonPart::Previous, || beside(at.checked_sub(1))),
            next: self.made(PersonPart::Next, || beside(Some(at + 1))),
            row: self.made(PersonPart::Row, || encode_address(&self.plan.row(roll, person))),
            correction: roll.settings.correction.as_deref().map(|to| {
                let address = self.permanent(person);
                correction(to, Some(Record { id: roll.id(person), name, address }))
            }),
        }
    }

    /// Birth and death in few characters.
    pub(super) fn life(&self, person: PersonId) -> String {
        self.life_until(person, &self.date(person, RollField::Death))
    }

    /// Birth and `death` in few characters; of a group, which nobody bore, the death of its members.
    pub(super) fn life_until(&self, person: PersonId, death: &SaidDate) -> String {
        if self.roll.is_group(person) {
            return death.years().to_owned();
        }
        let birth = self.date(person, RollField::Birth);
        match (birth.years(), death.years()) {
            ("", "") => String::new(),
            (birth, "") => [birth, "—？"].concat(),
            ("", death) => ["？—", death].concat(),
            (birth, death) => [birth, "—", death].concat(),
        }
    }

    /// The portrait of a person, when there is one.
    pub(super) fn portrait(&self, person: PersonId) -> Option<PictureView> {
        let life = self.roll.lives.get(&person)?;
        let alt = life.portrait_alt.clone();
        let alt = alt.unwrap_or_else(|| format!("{}像", self.roll.name(person)));
        self.builder.picture(life.portrait.as_deref()?, &alt)
    }

    pub(super) fn facts(&self, person: PersonId, life: Option<&Life>) -> Vec<FactView> {
        let statements = life.map_or(&[][..], |life| life.statements.as_slice());
        let fact = |field: &RollField| {
            let own = self.said(person, *field);
            let mut says: Vec<SaidView> = alternatives(*field, own)
                .map(|text| SaidView { text, source: String::new() })
                .collect();
            for statement in statements.iter().filter(|s| s.field == *field) {
                state(&mut says, *field, statement);
            }
            (!says.is_empty()).then(|| FactView { title: field.title().into(), says })
        };
        FACTS.iter().filter_map(fact).collect()
    }

    /// Who belongs together with `person`, whose own page names `members` already.
    fn related(&self, person: PersonId, members: &[PersonId]) -> Vec<Shared<RelatedView>> {
        let fellows: Vec<_> = self.fellows(person).collect();
        let named = fellows.iter().flat_map(|(_, all)| all).chain(members).copied();
        let named: HashSet<PersonId> = named.chain([person]).collect();
        let groups = fellows.iter().map(|(name, all)| {
            let people: Vec<_> = all.iter().take(RELATED).map(|p| self.shared_link(*p)).collect();
            let more = all.len() - people.len();
            Shared::new(RelatedView { title: format!("同一群体：{name}"), people, more })
        });
        groups.chain(BONDS.iter().filter_map(|bond| self.bound(person, *bond, &named))).collect()
    }

    /// Those who have the same words in a field as `person`, unless all of them are `named`.
    fn bound(
        &self,
        person: PersonId,
        (field, title): (RollField, &str),
        named: &HashSet<PersonId>,
    ) -> Option<Shared<RelatedView>> {
        let text = self.roll.people.text(person, field);
        let all = self.plan.together.with(self.roll, field, text);
        if all.len() <= named.len() && all.iter().all(|one| named.contains(one)) {
            return None;
        }
        let view = || {
            let others = all.iter().filter(|other| **other != person);
            let people: Vec<_> = others.take(RELATED).map(|p| self.shared_link(*p)).collect();
            let more = all.len().saturating_sub(1 + people.len());
            Shared::new(RelatedView { title: title.into(), people, more })
        };
        // Who is not among the first sees what all others see.
        let kept = self.kept().filter(|_| !all.iter().take(RELATED).any(|one| *one == person));
        Some(match kept {
            Some(kept) => kept.related.get((field, text), view),
            None => view(),
        })
    }

    /// Those of each group that a person belongs to, the group's own entry before them.
    fn fellows(&self, person: PersonId) -> impl Iterator<Item = (&str, Vec<PersonId>)> {
        let said = self.roll.people.get(person, RollField::Group);
        let names = said.split(['、', '；', ';']).map(str::trim).filter(|name| !name.is_empty());
        names.filter_map(move |name| {
            let group = self.roll.groups.iter().find(|group| group.name == name)?;
            let others = group.entry.iter().chain(&group.members);
            let others: Vec<PersonId> = others.copied().filter(|other| *other != person).collect();
            (!others.is_empty()).then_some((name, others))
        })
    }
}

/// What a field says, its alternatives apart, dates as people write them.
pub(super) fn alternatives(field: RollField, said: &str) -> impl Iterator<Item = String> {
    let is_date = matches!(field, RollField::Birth | RollField::Death | RollField::Joined);
    said.split('|').map(str::trim).filter(|part| !part.is_empty()).map(move |part| {
        let date = is_date.then(|| UncertainDate::parse(part).ok()).flatten();
        date.map_or_else(|| part.to_owned(), UncertainDate::chinese)
    })
}

/// Adds what a source says: to the same words, or as words of its own.
fn state(says: &mut Vec<SaidView>, field: RollField, statement: &Statement) {
    let text = alternatives(field, &statement.says).next().unwrap_or_default();
    let source = match &statement.seen {
        Some(seen) => format!("{}（{seen}查阅）", statement.source),
        None => statement.source.clone(),
    };
    match says.iter_mut().find(|said| said.text == text) {
        Some(said) if said.source.is_empty() => said.source = source,
        Some(said) => said.source = format!("{}；{source}", said.source),
        None => says.push(SaidView { text, source }),
    }
}
