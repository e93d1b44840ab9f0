//! Bits as text: 13 bits in two characters of printable ASCII.
//!
//! The alphabet leaves out the quotation mark and the backslash, so the text stands in a script as
//! it is. A byte of file carries 6.5 bits; in base64 it would carry 6.

/// The characters from the space to the tilde without `"` and `\`.
const SYMBOLS: u32 = 93;
/// Bits in two characters.
const PAIR: u32 = 13;
/// Quotients of this size and more are written in full, so that one far number stays short.
const FAR: u32 = 24;
/// Enough bits for any number that is written in full.
const FULL: u32 = 21;

/// Bits of the largest count: a volume of a quarter of a million articles.
const COUNT: u32 = 18;

/// Bits being written.
#[derive(Debug, Default)]
pub(super) struct Bits {
    text: String,
    waiting: u32,
    count: u32,
}

impl Bits {
    /// The lowest `width` bits of `value`, highest first.
    pub(super) fn put(&mut self, value: u32, mut width: u32) {
        while width > 0 {
            let taken = width.min(PAIR - self.count);
            width -= taken;
            self.waiting = self.waiting << taken | value >> width & ((1 << taken) - 1);
            self.count += taken;
            if self.count == PAIR {
                self.flush();
            }
        }
    }

    /// `value` in about twice its bits: for counts, which are mostly small. (Elias gamma of one
    /// more.)
    pub(super) fn put_count(&mut self, value: u32) {
        let width = (value + 1).ilog2();
        assert!(width <= COUNT, "the client reads no larger counts: {value}");
        self.put_ones(width);
        self.put(value + 1, width);
    }

    /// `value`, which is about `1 << scale` on average. (Rice.)
    pub(super) fn put_gap(&mut self, value: u32, scale: u32) {
        let quotient = value >> scale;
        if quotient < FAR {
            self.put_ones(quotient);
            self.put(value, scale);
        } else {
            self.put((1 << FAR) - 1, FAR);
            self.put(value, FULL);
        }
    }

    /// `count` ones and a zero.
    fn put_ones(&mut self, count: u32) {
        self.put((1 << (count + 1)) - 2, count + 1);
    }

    /// The text, the last bits filled up with zeros.
    pub(super) fn finish(mut self) -> String {
        if self.count > 0 {
            self.put(0, PAIR - self.count);
        }
        self.text
    }

    fn flush(&mut self) {
        for symbol in [self.waiting / SYMBOLS, self.waiting % SYMBOLS] {
            self.text.push(character(symbol));
        }
        self.waiting = 0;
        self.count = 0;
    }
}

fn character(symbol: u32) -> char {
    let skipped = u32::from(symbol >= 2) + u32::from(symbol >= 59);
    char::from_u32(32 + symbol + skipped).expect("symbols are printable ASCII")
}

/// The scale for the gaps of `count` different numbers below `range`: half to all of the mean gap,
/// in powers of two.
pub(super) fn scale(range: u32, count: u32) -> u32 {
    count.leading_zeros().saturating_sub(range.leading_zeros() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_those_a_script_can_hold() {
        let alphabet: String = (0..SYMBOLS).map(character).collect();
        let expected: String = (' '..='~').filter(|c| !matches!(c, '"' | '\\')).collect();
        assert_eq!(alphabet, expected);
    }

    #[test]
    fn numbers_take_the_bits_they_should() {
        let mut bits = Bits::default();
        bits.put_count(0); // 0
        bits.put_count(4); // 110 01
        bits.put_gap(5, 1); // 110 1
        bits.put(0b10, 2); // and one bit to fill up
        assert_eq!(bits.finish(), {
            let word = 0b0_1100_1110_1100;
            [word / SYMBOLS, word % SYMBOLS].map(character).iter().collect::<String>()
        });
    }

    #[test]
    fn scales_follow_the_mean_gap() {
        assert_eq!([1, 10, 100, 1000].map(|count| scale(1000, count)), [8, 5, 2, 0]);
    }
}
