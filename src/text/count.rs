//! 字数, as office software counts it.

use super::{is_cjk_punctuation, is_wide};

/// Counts characters over any number of pieces of one text: every Han character, kana and Chinese
/// punctuation mark is one, and so is every run of other characters between spaces.
///
/// ```
/// let mut count = fengbei::text::CharacterCount::default();
/// count.add("2024年，共 148 个 Wi-");
/// count.add("Fi 站。");
/// assert_eq!(count.total(), 9);
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct CharacterCount {
    total: usize,
    in_word: bool,
}

impl CharacterCount {
    /// Counts `piece`, which continues the text so far.
    pub fn add(&mut self, piece: &str) {
        let mut at = 0;
        while let Some(rest @ [_, ..]) = piece.as_bytes().get(at..) {
            // Nearly every character of a text, three bytes each: U+4000 to U+9FFF, 、。, and the
            // full-width marks from U+FF00 on.
            if matches!(rest, [0xE4..=0xE9, ..] | [0xE3, 0x80, 0x81 | 0x82, ..] | [0xEF, 0xBC, ..])
            {
                self.total += 1;
                self.in_word = false;
                at += 3;
                continue;
            }
            let c = piece[at..].chars().next().expect("there is a first byte");
            at += c.len_utf8();
            if counts_alone(c) {
                self.total += 1;
                self.in_word = false;
            } else if c.is_whitespace() {
                self.in_word = false;
            } else if !self.in_word {
                self.total += 1;
                self.in_word = true;
            }
        }
    }

    /// Ends a word here: a paragraph, cell or line is over.
    pub fn end_word(&mut self) {
        self.in_word = false;
    }

    /// The count so far.
    pub fn total(self) -> usize {
        self.total
    }
}

/// Circled digits, Roman numerals, arrows and the like stand alone in Chinese text, too.
fn counts_alone(c: char) -> bool {
    !c.is_ascii()
        && (is_wide(c) || is_cjk_punctuation(c) || matches!(u32::from(c), 0x2100..=0x2BFF))
        && !c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        let mut count = CharacterCount::default();
        count.add(text);
        count.total()
    }

    #[test]
    fn every_kind_of_character() {
        let counts = [
            "双拥工作",
            "“双拥”——",
            "148 个",
            "2024年8月1日",
            "a b-c, d",
            "①甲・乙·丙",
            " \u{3000}",
            "𠮷𬭩",
        ];
        assert_eq!(counts.map(count), [4, 6, 2, 6, 3, 6, 0, 2]);
    }
}
