//! Percent-encoding of addresses.

/// `path` with everything outside the unreserved characters and `/` encoded, so that it is a valid
/// relative reference in HTML, XML and headers alike.
///
/// ```
/// assert_eq!(fengbei::text::percent_encode("英名录/a b.html"), "%E8%8B%B1%E5%90%8D%E5%BD%95/a%20b.html");
/// ```
pub fn percent_encode(path: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    if path.bytes().all(|byte| STAYS[usize::from(byte)]) {
        return path.to_owned();
    }
    let mut out = String::with_capacity(3 * path.len());
    for byte in path.bytes() {
        if STAYS[usize::from(byte)] {
            out.push(char::from(byte));
        } else {
            let digit = |number: u8| char::from(DIGITS[usize::from(number)]);
            out.extend(['%', digit(byte >> 4), digit(byte & 0xF)]);
        }
    }
    out
}

/// An address that may end with an anchor, both encoded.
///
/// ```
/// assert_eq!(fengbei::text::encode_address("list/1.html#p-甲"), "list/1.html#p-%E7%94%B2");
/// ```
pub fn encode_address(address: &str) -> String {
    match address.split_once('#') {
        Some((page, anchor)) => [&percent_encode(page), "#", &percent_encode(anchor)].concat(),
        None => percent_encode(address),
    }
}

/// Whether a byte stands for itself.
static STAYS: [bool; 256] = {
    let mut stays = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        let is_mark = matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
        stays[byte as usize] = byte.is_ascii_alphanumeric() || is_mark;
        byte += 1;
    }
    stays
};

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
