//! Cells that nothing was to be said of: the same words in the same field need no second look. Most
//! cells of a large table (places, units, periods) repeat others.

use crate::model::{People, RollField, TextId};

/// For each text, by its number, the fields in which it is plain, a bit each.
#[derive(Debug, Default)]
pub struct Plain(Vec<u32>);

const _: () = assert!(RollField::ALL.len() <= 32, "a field is a bit");

impl Plain {
    /// Whether `text` was read in `field` and nothing was to be said of it.
    pub fn has(&self, field: RollField, text: TextId) -> bool {
        self.0.get(People::number(text)).is_some_and(|fields| fields & bit(field) != 0)
    }

    /// Remembers that nothing is to be said of `text` in `field`.
    pub fn add(&mut self, field: RollField, text: TextId) {
        let at = People::number(text);
        self.0.resize(self.0.len().max(at + 1), 0);
        self.0[at] |= bit(field);
    }
}

fn bit(field: RollField) -> u32 {
    1 << field as u32
}
