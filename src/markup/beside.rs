//! Strings that a source does not hold as they read: words with escapes undone, titles, HTML.

use std::num::NonZeroU32;

use super::document::{Words, offset};

/// Strings that the source does not hold as they read, in one allocation. Number 0 is empty.
#[derive(Debug, Clone, Default)]
pub(super) struct Beside {
    text: String,
    ends: Vec<u32>,
}

impl Beside {
    /// Keeps `text` and says under which number.
    pub fn keep(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        self.text.push_str(text);
        self.ends.push(offset(self.text.len()));
        offset(self.ends.len())
    }

    /// Keeps the words of a node.
    pub fn keep_words(&mut self, words: &str) -> Words {
        self.text.push_str(words);
        self.ends.push(offset(self.text.len()));
        Words::Beside(NonZeroU32::new(offset(self.ends.len())).expect("one was just pushed"))
    }

    /// The string kept under `number`.
    pub fn get(&self, number: u32) -> &str {
        let Some(last) = (number as usize).checked_sub(1) else { return "" };
        let start = last.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[start..self.ends[last] as usize]
    }

    /// Bytes of memory beside the struct itself.
    pub fn size(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * size_of::<u32>()
    }

    /// Gives back memory that is not needed once a document is complete.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_beside_the_source() {
        let mut beside = Beside::default();
        let numbers = ["甲", "", "乙丙"].map(|text| beside.keep(text));
        assert_eq!(numbers, [1, 0, 2]);
        assert_eq!(numbers.map(|n| beside.get(n)), ["甲", "", "乙丙"]);
    }
}
