//! Percent-encoding of addresses.

/// `path` with everything outside the unreserved characters and `/` encoded, so that it is a valid
/// relative reference in HTML, XML and headers alike.
///
/// ```
/// assert_eq!(fengbei::text::percent_encode("英名录/a b.html"), "%E8%8B%B1%E5%90%8D%E5%BD%95/a%20b.html");
/// ```
pub fn percent_encode(path: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    if path.bytes().all(stays) {
        return path.to_owned();
    }
    let mut out = Vec::with_capacity(3 * path.len());
    for part in path.as_bytes().chunk_by(|one, other| stays(*one) == stays(*other)) {
        if stays(part[0]) {
            out.extend_from_slice(part);
        } else {
            let digit = |number: u8| DIGITS[usize::from(number)];
            out.extend(part.iter().flat_map(|byte| [b'%', digit(byte >> 4), digit(byte & 0xF)]));
        }
    }
    String::from_utf8(out).expect("everything in it is ASCII")
}

fn stays(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/')
}

/// `reference` with `%XX` decoded; returned as it is when the result would not be text.
///
/// ```
/// assert_eq!(fengbei::text::percent_decode("%E8%8B%B1/a%20b"), "英/a b");
/// assert_eq!(fengbei::text::percent_decode("100%"), "100%");
/// ```
pub fn percent_decode(reference: &str) -> String {
    let bytes = reference.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%').then(|| reference.get(at + 1..at + 3)).flatten();
        if let Some(byte) = code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| reference.to_owned())
}
