//! What the editions say differently of one person, field by field.

use super::date::read_date;
use super::facts::Facts;
use super::locality::{Locality, PlaceRelation};
use super::pairing::Pair;
use crate::diag::Message;
use crate::model::{PersonId, RollField};
use crate::say;
use crate::text::{canonical, half_width};

/// What kind of difference it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// They say different things.
    Content,
    /// They say the same in another way.
    Form,
    /// The new edition says something that the old one left open.
    Added,
    /// The new edition leaves open what the old one said.
    Dropped,
}

impl Kind {
    /// In words.
    pub fn word(self) -> Message {
        match self {
            Self::Content => say!("内容不同", "different"),
            Self::Form => say!("写法不同", "written differently"),
            Self::Added => say!("新版补充", "added"),
            Self::Dropped => say!("新版缺失", "dropped"),
        }
    }

    /// The word for machines.
    pub fn key(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Form => "form",
            Self::Added => "added",
            Self::Dropped => "dropped",
        }
    }
}

/// One field of one person, of which the editions say different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// Who it is in the old edition.
    pub old: PersonId,
    /// Who it is in the new edition.
    pub new: PersonId,
    /// The field.
    pub field: RollField,
    /// What kind of difference it is.
    pub kind: Kind,
}

/// Every difference of the `pairs` in `fields`, in order.
pub fn differences(
    old: &Facts<'_>,
    new: &Facts<'_>,
    fields: &[RollField],
    pairs: &[Pair],
) -> Vec<Difference> {
    let mut found = Vec::new();
    for pair in pairs {
        for field in fields {
            let (was, is) = (old.get(pair.old, *field), new.get(pair.new, *field));
            if was != is {
                let kind = kind(*field, was, is);
                found.push(Difference { old: pair.old, new: pair.new, field: *field, kind });
            }
        }
    }
    found
}

fn kind(field: RollField, was: &str, is: &str) -> Kind {
    match (was.is_empty(), is.is_empty()) {
        (true, _) => Kind::Added,
        (_, true) => Kind::Dropped,
        _ if same_meaning(field, was, is) => Kind::Form,
        _ => Kind::Content,
    }
}

fn same_meaning(field: RollField, was: &str, is: &str) -> bool {
    let folded = |text: &str| -> String {
        let plain = text.chars().map(half_width).filter(|c| !c.is_whitespace());
        plain.map(canonical).collect()
    };
    match field {
        RollField::Birth | RollField::Death | RollField::Joined => {
            matches!((read_date(was), read_date(is)), (Some(was), Some(is)) if was == is)
        }
        RollField::Native | RollField::NativeNow | RollField::DeathPlace => {
            Locality::of(was).relation(&Locality::of(is)) == PlaceRelation::Same
        }
        // A name is what it is: 劉 and 刘 differ on a stone.
        RollField::Name | RollField::Corrected | RollField::Id => false,
        _ => folded(was) == folded(is),
    }
}
