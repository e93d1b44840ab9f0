//! People who are on a roll twice.
//!
//! People whose names sound alike and who come from one county, or died on one day, stand together
//! once they are sorted; each is compared with the few before. That is every pair of names that are
//! written alike, too: variants of a character sound alike.

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::known::{Known, dates};
use super::name_key::{Characters, NameKey};
use super::{Judged, each_roll, place};
use crate::diag::{Diagnostic, Message, Place, Report, Rule, Severity};
use crate::model::{People, PersonId, Roll, RollField, Site, TextId};
use crate::say;
use crate::text::Division;

/// Two rows that seem to be one person.
pub static ROLL_SAME_PERSON: Rule = Rule {
    name: "roll-same-person",
    severity: Severity::Warning,
    zh: "两行像是同一个人。姓名、籍贯相同，生卒日期不矛盾，是警告；姓名只是字形不同（繁简、异体）或者同音，\
         而籍贯或牺牲日期相同，是提示，请对照档案。确是两个人的不必改，最好把籍贯写到村，或补上日期，程序就能分清。",
    en: "Two rows seem to be one person. Same name, same native place and dates that do not contradict are a warning; \
         names that differ in variants of characters only, or sound alike, with the same place or the same day of \
         death are a note, to be compared with the files. Two people indeed need no change; with the village or the \
         dates filled in they are told apart.",
};

/// How many of those before somebody is compared with.
const BEFORE: usize = 16;

pub fn check(site: &Site, report: &mut Report) {
    each_roll(site, report, |roll, found| {
        let desk = Desk::new(roll);
        let mut verdicts = desk.look_through(Desk::by_place, |a, b| desk.same_place(a, b));
        verdicts.extend(desk.look_through(Desk::by_day, |a, b| desk.same_day(a, b)));
        verdicts.sort_by_key(|(late, verdict)| (*late, verdict.rank()));
        for (late, verdict) in verdicts {
            found.add_as(&ROLL_SAME_PERSON, verdict.severity(), || desk.told(late, verdict));
        }
    });
}

/// What is compared of a native place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PlaceKey {
    /// Of the county; none when it is not named.
    county: Option<u64>,
    /// The county's length in `whole`.
    county_length: usize,
    /// All of it, without 省, 县 and what stands in brackets.
    whole: String,
}

impl PlaceKey {
    fn of(place: &str) -> Self {
        let plain = &place[..place.find(['（', '(', '；', ';', '，', '|']).unwrap_or(place.len())];
        let division = Division::of(place);
        let is_coarse = division.county.is_empty() && !division.province.is_empty();
        let county = bare(if division.county.is_empty() { plain } else { division.county });
        let is_known = !is_coarse && !county.is_empty() && !plain.contains("不详");
        Self {
            county: is_known.then(|| xxh3_64(county.as_bytes())),
            county_length: county.len(),
            whole: bare(plain),
        }
    }

    /// Whether both may be one village: one says no more than the other.
    fn fits(&self, other: &Self) -> bool {
        self.whole.starts_with(&other.whole) || other.whole.starts_with(&self.whole)
    }

    fn names_village(&self) -> bool {
        self.whole.len() > self.county_length
    }
}

/// A place without the words for kinds of places, which registers write or leave out.
fn bare(place: &str) -> String {
    place.chars().filter(|c| !c.is_whitespace() && !"省市县区旗乡镇村".contains(*c)).collect()
}

/// How much two names are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Same,
    /// In variants of characters.
    Variant,
    Sound,
}

/// Somebody with what people are sorted by.
type Entry = (u64, u64, u32, PersonId);

/// A roll and what is compared of it.
struct Desk<'a> {
    roll: &'a Roll,
    people: &'a People,
    names: Judged<NameKey>,
    places: Judged<PlaceKey>,
    dates: Judged<Known>,
}

impl<'a> Desk<'a> {
    fn new(roll: &'a Roll) -> Self {
        let people = &*roll.people;
        let characters = Characters::new();
        let names = [RollField::Name, RollField::Corrected];
        Self {
            roll,
            people,
            names: Judged::new(people, &names, |name| characters.key(name)),
            places: Judged::new(people, &[RollField::Native], PlaceKey::of),
            dates: dates(people, &[RollField::Birth, RollField::Death]),
        }
    }

    fn name_field(&self, person: PersonId) -> RollField {
        match self.people.text(person, RollField::Corrected) {
            TextId::EMPTY => RollField::Name,
            _ => RollField::Corrected,
        }
    }

    fn name_text(&self, person: PersonId) -> TextId {
        self.people.text(person, self.name_field(person))
    }

    fn name(&self, person: PersonId) -> NameKey {
        *self.names.of(self.people, person, self.name_field(person))
    }

    fn place(&self, person: PersonId) -> &PlaceKey {
        self.places.of(self.people, person, RollField::Native)
    }

    fn date(&self, person: PersonId, field: RollField) -> &Known {
        self.dates.of(self.people, person, field)
    }

    fn by_place(&self, person: PersonId) -> Option<u64> {
        self.place(person).county
    }

    /// The day of death, when it is known to the day.
    fn by_day(&self, person: PersonId) -> Option<u64> {
        let death = self.date(person, RollField::Death);
        let is_day = death.first.is_some() && death.first == death.last;
        is_day.then(|| death.date.sort_key())
    }

    /// Compares everybody with those before who sound alike and have the same `key`.
    fn look_through(
        &self,
        key: impl Fn(&Self, PersonId) -> Option<u64>,
        judge: impl Fn(PersonId, PersonId) -> Option<Verdict>,
    ) -> Vec<(PersonId, Verdict)> {
        let people = self.roll.order.iter().filter(|person| !self.roll.is_group(**person));
        let mut entries: Vec<Entry> = people
            .filter_map(|person| {
                let text = u32::try_from(People::number(self.name_text(*person))).ok()?;
                Some((self.name(*person).sound?, key(self, *person)?, text, *person))
            })
            .collect();
        entries.par_sort_unstable();
        let mut verdicts = Vec::new();
        for group in entries.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            for (at, (.., person)) in group.iter().enumerate() {
                let before = group[at.saturating_sub(BEFORE)..at].iter().rev();
                let judged = before.filter_map(|(.., other)| {
                    let (early, late) = (*person.min(other), *person.max(other));
                    Some((late, judge(early, late)?))
                });
                verdicts.extend(judged.min_by_key(|(_, verdict)| verdict.rank()));
            }
        }
        verdicts
    }

    fn likeness(&self, one: PersonId, other: PersonId) -> Likeness {
        if self.name_text(one) == self.name_text(other) {
            Likeness::Same
        } else if self.name(one).written == self.name(other).written {
            Likeness::Variant
        } else {
            Likeness::Sound
        }
    }

    /// Whether nothing in the dates of two people contradicts, and whether a date of both agrees.
    fn dates_agree(&self, one: PersonId, other: PersonId) -> Option<bool> {
        let mut agree = false;
        for field in [RollField::Birth, RollField::Death] {
            let (one, other) = (self.date(one, field), self.date(other, field));
            if !one.fits(other) {
                return None;
            }
            agree |= one.first.is_some() && other.first.is_some();
        }
        Some(agree)
    }

    /// What two people of one county who sound alike seem to be.
    fn same_place(&self, early: PersonId, late: PersonId) -> Option<Verdict> {
        let (one, other) = (self.place(early), self.place(late));
        let agree = self.dates_agree(early, late).filter(|_| one.fits(other))?;
        let likeness = self.likeness(early, late);
        let is_certain = agree || one.names_village() && other.names_village();
        match likeness {
            Likeness::Sound if !agree => None,
            _ => Some(Verdict { early, likeness, bond: Bond::Place { is_certain } }),
        }
    }

    /// What two people who died on one day and sound alike seem to be, when their places do not
    /// tell already.
    fn same_day(&self, early: PersonId, late: PersonId) -> Option<Verdict> {
        let (one, other) = (self.place(early), self.place(late));
        self.dates_agree(early, late)?;
        let likeness = self.likeness(early, late);
        let both_known = one.county.is_some() && other.county.is_some();
        let told = both_known && one.county == other.county && one.fits(other);
        // Elsewhere somebody else of a like name may well have died on the same day.
        let is_other = both_known && likeness != Likeness::Same;
        (!told && !is_other).then_some(Verdict { early, likeness, bond: Bond::Day })
    }

    fn told(&self, late: PersonId, verdict: Verdict) -> Diagnostic {
        let Verdict { early, likeness, bond } = verdict;
        let row = self.roll.cell(early, RollField::Name).row;
        let (name, other) = (self.roll.name(late), self.roll.name(early));
        let message = match likeness {
            Likeness::Same => say!(
                "“{name}”和第 {row} 行的“{other}”像是同一个人",
                "“{name}” and “{other}” of row {row} seem to be one person"
            ),
            Likeness::Variant => say!(
                "“{name}”和第 {row} 行的“{other}”只是字形不同，可能是同一个人",
                "“{name}” and “{other}” of row {row} differ in variants of characters only and may be one person"
            ),
            Likeness::Sound => say!(
                "“{name}”和第 {row} 行的“{other}”同音，可能是同一个人",
                "“{name}” and “{other}” of row {row} sound alike and may be one person"
            ),
        };
        let why = bond.why();
        let message = Message { zh: message.zh + "：" + &why.zh, en: message.en + ": " + &why.en };
        Diagnostic::new(&ROLL_SAME_PERSON, self.cell(late), message)
            .note(self.cell(early), say!("另一行在这里", "the other row is here"))
            .help(say!(
                "对照档案：是同一个人，留一行，另一行的资料并进来；是两个人，把籍贯写到村，或补上日期",
                "compare the files: of one person keep one row with what both say; of two fill in the village or the dates"
            ))
    }

    fn cell(&self, person: PersonId) -> Place {
        place(self.roll, person, self.name_field(person))
    }
}

/// What two people have in common beside their name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bond {
    /// The native place; for certain when dates agree, too, or the village is named.
    Place { is_certain: bool },
    /// The day of death.
    Day,
}

impl Bond {
    fn why(self) -> Message {
        match self {
            Self::Place { is_certain: true } => say!(
                "籍贯相同，生卒日期不矛盾",
                "their native place is the same and their dates do not contradict"
            ),
            Self::Place { is_certain: false } => say!(
                "籍贯在同一个县，没有日期可以分清",
                "they are of the same county and no date tells them apart"
            ),
            Self::Day => say!("牺牲在同一天", "they died on the same day"),
        }
    }
}

/// What a person seems to be.
#[derive(Debug, Clone, Copy)]
struct Verdict {
    /// The other, who stands before.
    early: PersonId,
    likeness: Likeness,
    bond: Bond,
}

impl Verdict {
    fn severity(self) -> Severity {
        match (self.likeness, self.bond) {
            (Likeness::Same, Bond::Place { is_certain: true }) => Severity::Warning,
            _ => Severity::Note,
        }
    }

    /// The more certain, the less.
    fn rank(self) -> (Severity, u8) {
        (self.severity(), self.likeness as u8)
    }
}
