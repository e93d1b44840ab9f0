//! Bytes to text: UTF-8 with or without a mark, UTF-16 with a mark, and GB 18030.

/// The encoding a text was stored in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a mark.
    Utf8,
    /// UTF-8 with a byte order mark, as Windows Notepad writes it.
    Utf8Mark,
    /// UTF-16 with a byte order mark.
    Utf16,
    /// GB 18030, which includes GBK and GB 2312.
    Gb18030,
}

/// The text in `bytes` and its encoding, or the offset of the first byte that fits none.
///
/// UTF-8 is tried first because GB 18030 accepts nearly anything; bytes that are not UTF-8 are
/// GB 18030 only when they decode without one error. A few words in GB 18030 can look like UTF-8
/// of foreign letters (双拥 like ˫ӵ): where the letters would all be of two bytes and the other
/// reading is nothing but Chinese, it is Chinese.
///
/// ```
/// use fengbei::source::{Encoding, decode};
/// assert_eq!(decode(b"\xcb\xab\xd3\xb5"), Ok(("双拥".into(), Encoding::Gb18030)));
/// assert_eq!(decode(b"\xef\xbb\xbfabc"), Ok(("abc".into(), Encoding::Utf8Mark)));
/// ```
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), usize> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let kind =
            if encoding == encoding_rs::UTF_8 { Encoding::Utf8Mark } else { Encoding::Utf16 };
        let (text, errors) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return if errors { Err(mark) } else { Ok((text.into_owned(), kind)) };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(disguised(text).unwrap_or_else(|| (text.to_owned(), Encoding::Utf8))),
        Err(error) => decode_gb18030(bytes).ok_or(error.valid_up_to()),
    }
}

fn decode_gb18030(bytes: &[u8]) -> Option<(String, Encoding)> {
    if bytes.contains(&0) {
        return None;
    }
    let text = encoding_rs::GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)?
        .into_owned();
    Some((text, Encoding::Gb18030))
}

/// The Chinese behind a text whose only letters outside ASCII are of two bytes.
fn disguised(text: &str) -> Option<(String, Encoding)> {
    let foreign = |c: &char| !c.is_ascii();
    if text.is_ascii() || text.chars().filter(foreign).any(|c| c.len_utf8() != 2) {
        return None;
    }
    let (chinese, encoding) = decode_gb18030(text.as_bytes())?;
    chinese.chars().filter(foreign).all(crate::text::is_cjk).then_some((chinese, encoding))
}
