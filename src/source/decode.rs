//! Bytes to text: UTF-8 with or without a mark, UTF-16 with a mark, and GB 18030.

/// The encoding a text was stored in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a mark.
    Utf8,
    /// UTF-8 with a byte order mark, as Windows Notepad writes it.
    Utf8Mark,
    /// UTF-16; in texts with a byte order mark, in tables with or without one.
    Utf16,
    /// GB 18030, which includes GBK and GB 2312.
    Gb18030,
    /// Big5, of old files from Taiwan and Hong Kong; in tables only.
    Big5,
}

/// The text in `bytes` and its encoding, or the offset of the first byte that fits none.
///
/// UTF-8 is tried first because GB 18030 accepts nearly anything; bytes that are not UTF-8 are
/// GB 18030 only when they decode without one error. A file of two
/// or three Chinese characters and nothing else may be taken for UTF-8; longer ones never are.
///
/// ```
/// use fengbei::source::{Encoding, decode};
/// let gbk = b"\xcb\xab\xd3\xb5\xb9\xa4\xd7\xf7";
/// assert_eq!(decode(gbk), Ok(("双拥工作".into(), Encoding::Gb18030)));
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
        Ok(text) => Ok((text.to_owned(), Encoding::Utf8)),
        Err(error) => decode_gb18030(bytes).ok_or(error.valid_up_to()),
    }
}

/// `text` as bytes in `encoding`: what [`decode`] undoes. UTF-16 is written as Windows does, low
/// byte first.
///
/// ```
/// use fengbei::source::{Encoding, encode};
/// assert_eq!(encode("双拥", Encoding::Gb18030), b"\xcb\xab\xd3\xb5");
/// ```
pub fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.into(),
        Encoding::Utf8Mark => ["\u{feff}", text].concat().into_bytes(),
        Encoding::Utf16 => {
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        }
        Encoding::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
        Encoding::Big5 => encoding_rs::BIG5.encode(text).0.into_owned(),
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
