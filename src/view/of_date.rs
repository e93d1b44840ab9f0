//! What dates of a roll say. Many people share a date, so each date is worked out once.

use std::borrow::Cow;
use std::collections::HashMap;

use super::of_roll::Desk;
use crate::model::{PersonId, Roll, RollField, TextId};
use crate::text::{DateForm, UncertainDate};

/// What a date says on pages.
#[derive(Debug, Clone)]
pub(super) struct SaidDate {
    /// Its years in few characters; none when it is unknown or no date.
    pub(super) years: Option<String>,
    /// It in words, or as it is written.
    pub(super) words: String,
}

impl SaidDate {
    fn of(said: &str) -> Self {
        let Ok(date) = UncertainDate::parse(said) else {
            return Self { years: None, words: said.to_owned() };
        };
        Self { years: years(date), words: date.chinese() }
    }
}

/// Every date of birth and death of a roll.
#[derive(Debug)]
pub(super) struct Dates(HashMap<TextId, SaidDate>);

impl Dates {
    pub(super) fn of(roll: &Roll) -> Self {
        let mut dates = HashMap::new();
        for person in &roll.order {
            for field in [RollField::Birth, RollField::Death] {
                let text = roll.people.text(*person, field);
                dates.entry(text).or_insert_with(|| SaidDate::of(roll.people.say(text)));
            }
        }
        Self(dates)
    }
}

impl Desk<'_> {
    /// The date of birth or death of a person.
    pub(super) fn date(&self, person: PersonId, field: RollField) -> Cow<'_, SaidDate> {
        let text = self.roll.people.text(person, field);
        match self.kept().and_then(|kept| kept.dates.0.get(&text)) {
            Some(date) => Cow::Borrowed(date),
            None => Cow::Owned(SaidDate::of(self.roll.people.say(text))),
        }
    }
}

/// The years of a date, in few characters.
fn years(date: UncertainDate) -> Option<String> {
    let mut out = String::with_capacity(16);
    let mut last = None;
    for point in date.points() {
        let shown = (point.about(), point.year(), point.doubtful());
        if last.replace(shown) == Some(shown) {
            continue;
        }
        if !out.is_empty() {
            out.push('/');
        }
        if point.about() {
            out.push('约');
        }
        out.push_str(&point.year().to_string());
        if point.doubtful() {
            out.push('？');
        }
    }
    match date.form() {
        DateForm::Unknown => return None,
        DateForm::Until => out.push('前'),
        DateForm::Since => out.push('后'),
        DateForm::Single | DateForm::Range | DateForm::EitherOfTwo | DateForm::EitherOfThree => {}
    }
    Some(out)
}
