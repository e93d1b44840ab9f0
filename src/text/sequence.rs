//! The order of things that are numbered: 第二批 before 第十批, 第9团 before 第10团.

use super::uncertain::number;

/// A sort key of `text` in which a number counts as one, Chinese numbers included. Keys compare
/// byte by byte.
///
/// ```
/// use fengbei::text::sequence_key;
/// let mut units = ["第十批", "第二批", "第115师", "第2批", "第20师第9团"];
/// units.sort_by_key(|unit| sequence_key(unit));
/// assert_eq!(units, ["第二批", "第2批", "第十批", "第20师第9团", "第115师"]);
/// ```
pub fn sequence_key(text: &str) -> Vec<u8> {
    /// The first byte of a number: before every character but a control.
    const NUMBER: u8 = 0x20;
    let mut key = Vec::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match number(rest) {
            Some((value, _, after)) if after.len() < rest.len() => {
                key.push(NUMBER);
                key.extend(value.to_be_bytes());
                rest = after;
            }
            _ => {
                key.extend(c.encode_utf8(&mut [0; 4]).as_bytes());
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    key
}
