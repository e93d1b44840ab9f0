//! Sets of characters, to be found in long texts. Never knows what they mean.

/// A set of characters. Looking for its members reads a text once, a few steps a character.
#[derive(Debug, Clone)]
pub struct Characters {
    /// A bit for each character up to U+FFFF.
    bits: [u64; 0x1_0000 / 64],
    /// Whether one above is in it; then all of them may be.
    has_above: bool,
}

impl Characters {
    /// The set of nothing.
    pub const NONE: Self = Self { bits: [0; 0x1_0000 / 64], has_above: false };

    /// The set and `c`.
    #[must_use]
    pub const fn with(mut self, c: char) -> Self {
        let code = c as usize;
        if code < 0x1_0000 {
            self.bits[code / 64] |= 1 << (code % 64);
        } else {
            self.has_above = true;
        }
        self
    }

    /// The place of the first character at or after byte `from` of `text` that may be in the set:
    /// those up to U+FFFF are, those above may be. What is left of a character in which `from` lies
    /// is passed over.
    #[inline]
    pub fn seek(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let bits = |byte: u8, mask: u8| usize::from(byte & mask);
        let mut at = from;
        loop {
            let (code, width) = match *bytes.get(at..)? {
                [first @ 0xE0..=0xEF, second, third, ..] => {
                    (bits(first, 0xF) << 12 | bits(second, 0x3F) << 6 | bits(third, 0x3F), 3)
                }
                [first @ ..0x80, ..] => (bits(first, 0x7F), 1),
                [first @ 0xC0..0xE0, second, ..] => {
                    (bits(first, 0x1F) << 6 | bits(second, 0x3F), 2)
                }
                [0xF0..=0xFF, ..] if self.has_above => return Some(at),
                [_, ..] => {
                    at += 1;
                    continue;
                }
                [] => return None,
            };
            if self.bits[code / 64] >> (code % 64) & 1 == 1 {
                return Some(at);
            }
            at += width;
        }
    }
}

impl FromIterator<char> for Characters {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Self {
        characters.into_iter().fold(Self::NONE, Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_is_found_and_nothing_else() {
        let text = "a，é双\u{1F600}拥𠮷ｂ1";
        let places = |set: &Characters| {
            let next = |from: usize| set.seek(text, from);
            let all = std::iter::successors(next(0), |at| next(at + 1));
            all.map(|at| text[at..].chars().next().expect("a character")).collect::<String>()
        };
        for c in text.chars().filter(|c| c.len_utf8() < 4) {
            assert_eq!(places(&Characters::NONE.with(c)), c.to_string());
        }
        assert_eq!(places(&"拥é1b".chars().collect()), "é拥1");
        assert_eq!(places(&"𠮷".chars().collect()), "\u{1F600}𠮷", "all above may be");
        assert_eq!(places(&Characters::NONE), "");
    }
}
