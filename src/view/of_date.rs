//! What dates of a roll say. Many people share a date, so each date is worked out once.

use std::borrow::Cow;

use super::of_roll::Desk;
use crate::model::{People, PersonId, RollField};
use crate::text::{DateForm, UncertainDate};

/// What a date says on pages.
#[derive(Debug, Clone)]
pub(super) struct SaidDate {
    /// Its years and its words, one behind the other.
    said: Box<str>,
    /// Bytes of its years.
    years: usize,
}

impl SaidDate {
    fn of(said: &str) -> Self {
        let Ok(date) = UncertainDate::parse(said) else {
            return Self { said: said.into(), years: 0 };
        };
        let mut said = years(date);
        let years = said.len();
        said.push_str(&date.chinese());
        Self { said: said.into(), years }
    }

    /// Its years in few characters; empty when it is unknown or no date.
    pub(super) fn years(&self) -> &str {
        &self.said[..self.years]
    }

    /// It in words, or as it is written.
    pub(super) fn words(&self) -> &str {
        &self.said[self.years..]
    }
}

impl Desk<'_> {
    /// The date of birth or death of a person.
    pub(super) fn date(&self, person: PersonId, field: RollField) -> Cow<'_, SaidDate> {
        let text = self.roll.people.text(person, field);
        let said = || SaidDate::of(self.roll.people.say(text));
        match self.kept() {
            Some(kept) => Cow::Borrowed(kept.dates.get(People::number(text), said)),
            None => Cow::Owned(said()),
        }
    }
}

/// The years of a date, in few characters.
fn years(date: UncertainDate) -> String {
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
        DateForm::Unknown => out.clear(),
        DateForm::Until => out.push('前'),
        DateForm::Since => out.push('后'),
        DateForm::Single | DateForm::Range | DateForm::EitherOfTwo | DateForm::EitherOfThree => {}
    }
    out
}
