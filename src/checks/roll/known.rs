//! Dates of people with their bounds, which are worked out once a text.

use jiff::civil::Date;

use super::Judged;
use crate::model::{People, RollField};
use crate::text::UncertainDate;

/// A date and the days it can be.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// The date.
    pub date: UncertainDate,
    /// The first day it can be.
    pub first: Option<Date>,
    /// The last day it can be.
    pub last: Option<Date>,
}

impl Known {
    /// What is known of `date`.
    pub fn new(date: UncertainDate) -> Self {
        Self { date, first: date.earliest(), last: date.latest() }
    }

    /// Whether every day it can be comes before every day `other` can be, as
    /// [`UncertainDate::certainly_before`] has it.
    pub fn is_before(&self, other: &Self) -> bool {
        matches!((self.last, other.first), (Some(last), Some(first)) if last < first)
    }

    /// Whether both can be one day. What is not known contradicts nothing.
    pub fn fits(&self, other: &Self) -> bool {
        !self.is_before(other) && !other.is_before(self)
    }
}

/// The dates that `fields` hold; what is no date is unknown.
pub fn dates(people: &People, fields: &[RollField]) -> Judged<Known> {
    Judged::new(people, fields, |said| {
        Known::new(UncertainDate::parse(said).unwrap_or(UncertainDate::UNKNOWN))
    })
}
