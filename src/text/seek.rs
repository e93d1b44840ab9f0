//! Finding rare bytes in long texts.

/// The place of the first byte at or after `from` that is one of `wanted`, comparing sixteen at
/// once.
///
/// ```
/// use fengbei::text::seek;
/// assert_eq!(seek("双拥*模范城*".as_bytes(), 7, [b'*']), Some(16));
/// assert_eq!(seek("双拥".as_bytes(), 0, [b'*', b'~']), None);
/// ```
#[expect(clippy::needless_bitwise_bool, reason = "without lazy operators it is a few instructions")]
pub fn seek<const N: usize>(bytes: &[u8], from: usize, wanted: [u8; N]) -> Option<usize> {
    const AT_ONCE: usize = 16;
    let is_wanted = |byte: u8| wanted.iter().fold(false, |found, wanted| found | (byte == *wanted));
    let mut at = from;
    while let Some(chunk) = bytes.get(at..at + AT_ONCE) {
        if chunk.iter().fold(false, |found, byte| found | is_wanted(*byte)) {
            break;
        }
        at += AT_ONCE;
    }
    let step = bytes.get(at..)?.iter().position(|byte| is_wanted(*byte))?;
    Some(at + step)
}
