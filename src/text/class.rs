//! Classes of characters that decide how Chinese text is parsed, joined and counted.

/// Whether `c` is a CJK character or a CJK punctuation mark: Han with all extensions, kana,
/// bopomofo, CJK symbols, compatibility and full-width forms. Hangul is not (Korean puts spaces
/// between words).
pub fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x30FF | 0x3100..=0x312F | 0x31A0..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFD)
}

/// Whether `c` is a punctuation mark as Chinese text uses it, the quotation marks, dashes and
/// ellipses that Chinese shares with Latin included.
pub fn is_cjk_punctuation(c: char) -> bool {
    matches!(u32::from(c),
        0xB7 | 0x2013..=0x2026 | 0x3001..=0x3003 | 0x3008..=0x3011 | 0x3014..=0x301F | 0x3030
        | 0x30FB | 0xFE30..=0xFE4F | 0xFF01..=0xFF0F | 0xFF1A..=0xFF20 | 0xFF3B..=0xFF40
        | 0xFF5B..=0xFF60)
}

/// Whether a line break beside `c` is no word break in Chinese: CJK and the shared quotation
/// marks, dashes and ellipsis, which are full-width in Chinese type.
pub fn is_wide(c: char) -> bool {
    is_cjk(c) || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—')
}

/// The half-width form of a full-width letter, digit, sign or space; any other character as it is.
///
/// ```
/// assert_eq!(fengbei::text::half_width('２'), '2');
/// assert_eq!(fengbei::text::half_width('双'), '双');
/// ```
pub fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(c) - 0xFEE0).expect("the block maps to ASCII")
        }
        '\u{3000}' => ' ',
        _ => c,
    }
}
