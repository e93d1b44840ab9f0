//! The volumes (分册) of a roll's book. Never knows what stands on a page.

use super::RollPlan;
use crate::model::{Roll, RollBook};

/// People in a volume, at most: what a binding holds, and what is set within a gigabyte or two.
const fn most(book: RollBook) -> usize {
    match book {
        RollBook::Names => 50_000,
        RollBook::Table => 8_000,
        RollBook::Full => 4_000,
    }
}

/// Into how many volumes a book is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Volumes {
    /// How many there are.
    pub count: usize,
    /// People in each; the last may have fewer.
    pub people: usize,
}

/// The volumes of the book of `roll`, as even as can be; none when it is not printed.
pub fn book_volumes(roll: &Roll) -> Option<Volumes> {
    Some(Volumes::of(roll.order.len(), most(roll.settings.book?)))
}

impl Volumes {
    fn of(people: usize, most: usize) -> Self {
        let count = people.div_ceil(most).max(1);
        Self { count, people: people.div_ceil(count).max(1) }
    }
}

impl RollPlan {
    /// Path of volume `volume`, from 1, of `count`.
    pub(super) fn book(&self, volume: usize, count: usize) -> String {
        if count == 1 {
            format!("{}book.pdf", self.folder)
        } else {
            format!("{}book-{volume}.pdf", self.folder)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes_are_even_and_none_has_more_than_a_binding_holds() {
        let table = [
            (0, Volumes { count: 1, people: 1 }),
            (50_000, Volumes { count: 1, people: 50_000 }),
            (50_001, Volumes { count: 2, people: 25_001 }),
            (100_000, Volumes { count: 2, people: 50_000 }),
            (197_653, Volumes { count: 4, people: 49_414 }),
        ];
        for (people, volumes) in table {
            assert_eq!(Volumes::of(people, most(RollBook::Names)), volumes, "{people}");
        }
        let tables = Volumes::of(9_360, most(RollBook::Table));
        assert_eq!(tables, Volumes { count: 2, people: 4_680 });
    }
}
