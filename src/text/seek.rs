//! Finding rare bytes in long texts.

use memchr::{memchr, memchr2, memchr3};

/// The place of the first byte at or after `from` that is one of `wanted`.
///
/// ```
/// use fengbei::text::seek;
/// assert_eq!(seek("双拥*模范城*".as_bytes(), 7, [b'*']), Some(16));
/// assert_eq!(seek("双拥".as_bytes(), 0, [b'*', b'~']), None);
/// assert_eq!(seek(b"?,!;:(", 1, [b'(', b':', b';', b'!']), Some(2));
/// ```
pub fn seek<const N: usize>(bytes: &[u8], from: usize, wanted: [u8; N]) -> Option<usize> {
    let mut rest = bytes.get(from..)?;
    let mut found = None;
    for some in wanted.chunks(3) {
        let at = match *some {
            [a] => memchr(a, rest),
            [a, b] => memchr2(a, b, rest),
            [a, b, c] => memchr3(a, b, c, rest),
            _ => unreachable!("chunks of up to three"),
        };
        if let Some(at) = at {
            // The others matter only when they come earlier.
            rest = &rest[..at];
            found = Some(from + at);
        }
    }
    found
}
