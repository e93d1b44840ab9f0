//! Characters for the reader: what a typed character is folded into, and how it is read.
//!
//! A file covers 512 code points, of rare characters 4096, and is called by the first. It holds one item
//! a code point, with `,` between: the syllable's number in base 36, after it the standard character
//! where that is another one.

use std::ops::Range;

use super::File;
use crate::text::{canonical, readings};

/// The blocks of Han characters, and code points in a file of each.
const HAN: [(u32, u32, u32); 4] = [
    (0x3400, 0x4dc0, 512),
    (0x4e00, 0xa000, 512),
    (0xf900, 0xfb00, 512),
    (0x2_0000, 0x3_3480, 4096),
];

/// Every file that says something.
pub fn files() -> Vec<File> {
    let blocks = HAN.iter().flat_map(|(from, to, size)| {
        (from / size..to.div_ceil(*size)).map(move |block| block * size..(block + 1) * size)
    });
    blocks.filter_map(file).collect()
}

fn file(codes: Range<u32>) -> Option<File> {
    let start = codes.start;
    let items: Vec<String> = codes.map(item).collect();
    let text = items.join(",");
    let text = text.trim_end_matches(',');
    let name = format!("c/{start:x}");
    (!text.is_empty())
        .then(|| (format!("{start:x}.js"), super::script(&name, &serde_json::json!(text))))
}

fn item(code: u32) -> String {
    let Some(c) = char::from_u32(code) else { return String::new() };
    let standard = canonical(c);
    let reading = readings(standard).first().map(|syllable| base36(syllable.id()));
    let standard = if standard == c { String::new() } else { standard.to_string() };
    format!("{}{standard}", reading.unwrap_or_default())
}

/// Two digits of base 36.
fn base36(number: u16) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let digit = |n: u16| char::from(DIGITS[usize::from(n % 36)]);
    [digit(number / 36), digit(number)].iter().collect()
}
