//! How alike two people are: relations of what is said of them, a score, and the reasons in words.

use super::date::{self, DateRelation};
use super::facts::Facts;
use super::locality::PlaceRelation;
use super::name::NameRelation;
use crate::diag::Message;
use crate::model::{PersonId, RollField};
use crate::say;

/// From this score on two people with one name may be the same.
const SAME_NAME: u8 = 50;
/// From this score on two people whose names are alike may be the same.
const ALIKE_NAME: u8 = 55;

/// How alike two people are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    /// Their names.
    pub name: NameRelation,
    /// Their native places.
    pub place: PlaceRelation,
    /// Their births.
    pub birth: DateRelation,
    /// Their deaths.
    pub death: DateRelation,
    /// Whether their units are the same.
    pub unit: bool,
    /// Whether their ids are the same.
    pub id: bool,
    /// Whether one is a man and the other a woman.
    pub sexes: bool,
}

impl Likeness {
    /// How alike `a` of one edition and `b` of the other are.
    pub fn of(old: &Facts<'_>, a: PersonId, new: &Facts<'_>, b: PersonId) -> Self {
        let both = |field| (old.get(a, field), new.get(b, field));
        let same = |field| {
            let (a, b) = both(field);
            !a.is_empty() && a == b
        };
        let dates = |field| date::relation(old.date(a, field), new.date(b, field));
        let (one, other) = both(RollField::Sex);
        Self {
            name: names(old, a, new, b),
            place: places(old, a, new, b),
            birth: dates(RollField::Birth),
            death: dates(RollField::Death),
            unit: same(RollField::Unit),
            id: same(RollField::Id),
            sexes: matches!((one, other), ("男", "女") | ("女", "男")),
        }
    }

    /// From 0, nothing, to 100, everything.
    pub fn score(&self) -> u8 {
        let name = match self.name {
            NameRelation::Same => 40,
            NameRelation::Variant => 38,
            NameRelation::OtherName => 36,
            NameRelation::Sound | NameRelation::Illegible => 30,
            NameRelation::OneCharacter => 24,
            NameRelation::NearlySound => 18,
            NameRelation::Surname => 12,
            NameRelation::Different => 6,
        };
        let place = match self.place {
            PlaceRelation::Same => 20,
            PlaceRelation::Shorter | PlaceRelation::Renamed => 16,
            PlaceRelation::ProvinceAlone => 8,
            PlaceRelation::Unknown => 6,
            PlaceRelation::OneProvince => 4,
            PlaceRelation::Different => 0,
        };
        let (unit, id) = (if self.unit { 6 } else { 0 }, if self.id { 8 } else { 0 });
        let against = if self.sexes { 15 } else { 0 };
        let sum =
            name + place + date_score(self.birth) + date_score(self.death) + unit + id - against;
        u8::try_from(sum.clamp(0, 100)).expect("at most 100")
    }

    /// Whether nothing speaks against them being the same.
    pub fn is_compatible(&self) -> bool {
        let dates = [self.birth, self.death];
        let bad = |date| matches!(date, DateRelation::OnePart | DateRelation::Different);
        let place = matches!(self.place, PlaceRelation::Different | PlaceRelation::OneProvince);
        !dates.into_iter().any(bad) && !place && !self.sexes
    }

    /// Whether they may be the same, so that somebody should look.
    pub fn is_near(&self) -> bool {
        self.id || self.is_likely()
    }

    /// Whether enough speaks for them being the same.
    pub fn is_likely(&self) -> bool {
        let least = match self.name {
            NameRelation::Same | NameRelation::Variant | NameRelation::OtherName => SAME_NAME,
            NameRelation::Sound
            | NameRelation::Illegible
            | NameRelation::OneCharacter
            | NameRelation::NearlySound
            | NameRelation::Surname
            | NameRelation::Different => ALIKE_NAME,
        };
        self.score() >= least
    }

    /// Why they may be the same, and what is against it.
    pub fn reasons(&self) -> Vec<Message> {
        let mut reasons = vec![name_reason(self.name)];
        if self.id {
            reasons.push(say!("编号相同", "the same id"));
        }
        reasons.extend(place_reason(self.place));
        reasons.extend(date_reason(RollField::Birth, self.birth));
        reasons.extend(date_reason(RollField::Death, self.death));
        if self.unit {
            reasons.push(say!("单位相同", "the same unit"));
        }
        if self.sexes {
            reasons.push(say!("性别不同", "different sexes"));
        }
        reasons
    }
}

fn date_score(date: DateRelation) -> i32 {
    match date {
        DateRelation::SameDay => 13,
        DateRelation::SameMonth => 11,
        DateRelation::SameYear => 9,
        DateRelation::Compatible => 7,
        DateRelation::OnePart => 5,
        DateRelation::Unknown => 3,
        DateRelation::Different => -14,
    }
}

fn names(old: &Facts<'_>, a: PersonId, new: &Facts<'_>, b: PersonId) -> NameRelation {
    let relation = old.name(a).relation(new.name(b));
    if relation <= NameRelation::Variant {
        return relation;
    }
    let lists = |facts: &Facts<'_>, person, name: &str| {
        other_names(facts.get(person, RollField::OtherNames)).any(|other| other == name)
    };
    let corrected = |one: Option<&super::name::NameForm>, other: &super::name::NameForm| {
        one.is_some_and(|one| one.relation(other) <= NameRelation::Variant)
    };
    let other = corrected(old.corrected(a), new.name(b))
        || corrected(new.corrected(b), old.name(a))
        || lists(old, a, &new.name(b).stored)
        || lists(new, b, &old.name(a).stored);
    if other { NameRelation::OtherName } else { relation }
}

/// The names in a cell of other names.
pub fn other_names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['、', '；', ';', '，', ',', '/'])
        .map(|name| name.trim().trim_start_matches(['字', '号']).trim())
        .filter(|name| name.chars().nth(1).is_some())
}

fn places(old: &Facts<'_>, a: PersonId, new: &Facts<'_>, b: PersonId) -> PlaceRelation {
    let was = (old.locality(a, RollField::Native), new.locality(b, RollField::Native));
    let relation = match was {
        (Some(a), Some(b)) => a.relation(b),
        _ => PlaceRelation::Unknown,
    };
    if !matches!(relation, PlaceRelation::OneProvince | PlaceRelation::Different) {
        return relation;
    }
    let now = |facts: &Facts<'_>, person, other: Option<&super::locality::Locality>| {
        let now = facts.locality(person, RollField::NativeNow);
        let relation = now.zip(other).map(|(now, other)| now.relation(other));
        matches!(relation, Some(PlaceRelation::Same | PlaceRelation::Shorter))
    };
    if now(old, a, was.1) || now(new, b, was.0) { PlaceRelation::Renamed } else { relation }
}

fn name_reason(name: NameRelation) -> Message {
    match name {
        NameRelation::Same => say!("姓名相同", "the same name"),
        NameRelation::Variant => {
            say!("姓名只是繁简异体之别", "names differ in variants of characters")
        }
        NameRelation::OtherName => {
            say!("是对方的更正姓名或别名", "one is a corrected or other name of the other")
        }
        NameRelation::Sound => say!("姓名同音", "names are read alike"),
        NameRelation::Illegible => {
            say!("一方缺字，其余相同", "a character is illegible, the others are the same")
        }
        NameRelation::OneCharacter => say!("姓名差一个字", "one character of the name differs"),
        NameRelation::NearlySound => {
            say!("姓名差一个字，其余同音", "one character differs, the others are read alike")
        }
        NameRelation::Surname => say!("只有姓相同", "only the surname is the same"),
        NameRelation::Different => say!("姓名不同", "names are different"),
    }
}

fn place_reason(place: PlaceRelation) -> Option<Message> {
    Some(match place {
        PlaceRelation::Same => say!("籍贯相同", "the same native place"),
        PlaceRelation::Shorter => say!("籍贯一方写得简略", "one native place is written shorter"),
        PlaceRelation::Renamed => say!("籍贯改了名称", "the native place was renamed"),
        PlaceRelation::ProvinceAlone => {
            say!("籍贯一方只写到省", "one native place is a province alone")
        }
        PlaceRelation::OneProvince => say!("籍贯同省不同县", "native places are in one province"),
        PlaceRelation::Different => say!("籍贯不同", "native places differ"),
        PlaceRelation::Unknown => return None,
    })
}

fn date_reason(field: RollField, date: DateRelation) -> Option<Message> {
    let (zh, en) =
        if field == RollField::Birth { ("出生", "birth") } else { ("牺牲", "death") };
    Some(match date {
        DateRelation::SameDay => say!("{zh}同日", "{en} on the same day"),
        DateRelation::SameMonth => say!("{zh}同月", "{en} in the same month"),
        DateRelation::SameYear => say!("{zh}同年", "{en} in the same year"),
        DateRelation::Compatible => say!("{zh}时间不矛盾", "{en} dates agree"),
        DateRelation::OnePart => say!("{zh}时间有一处不同", "one part of the {en} dates differs"),
        DateRelation::Different => say!("{zh}时间矛盾", "{en} dates contradict"),
        DateRelation::Unknown => return None,
    })
}
