//! The fields of a record, of which texts are the difficult ones: they may go on in continuations,
//! each of which says anew how wide characters are.

use super::record::Record;

/// How texts without a width of their own are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Charset {
    /// Whether texts say how wide their characters are, as they do since 1997.
    pub(super) wide: bool,
    page: &'static encoding_rs::Encoding,
}

impl Default for Charset {
    fn default() -> Self {
        Self { wide: true, page: encoding_rs::GB18030 }
    }
}

impl Charset {
    /// Takes the number of a code page of Windows.
    pub(super) fn set_page(&mut self, number: u16) {
        self.page = match number {
            932 => encoding_rs::SHIFT_JIS,
            949 => encoding_rs::EUC_KR,
            950 => encoding_rs::BIG5,
            1251 => encoding_rs::WINDOWS_1251,
            1252 => encoding_rs::WINDOWS_1252,
            65001 => encoding_rs::UTF_8,
            _ => encoding_rs::GB18030,
        };
    }
}

/// The rest of a record. All that is read from it is none when it ends too early.
pub(super) struct Field<'r> {
    record: &'r Record,
    at: usize,
}

impl<'r> Field<'r> {
    pub(super) fn new(record: &'r Record) -> Self {
        Self { record, at: 0 }
    }

    fn take(&mut self, length: usize) -> Option<&'r [u8]> {
        let end = self.at.checked_add(length)?;
        let bytes = self.record.data.get(self.at..end)?;
        self.at = end;
        Some(bytes)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub(super) fn skip(&mut self, length: usize) -> Option<()> {
        self.take(length).map(drop)
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.record.data.len() - self.at
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// A text whose length is one byte.
    pub(super) fn short_text(&mut self, charset: Charset) -> Option<String> {
        let length = self.u8()?.into();
        self.text(length, charset)
    }

    /// A text whose length is two bytes.
    pub(super) fn long_text(&mut self, charset: Charset) -> Option<String> {
        let length = self.u16()?.into();
        self.text(length, charset)
    }

    fn text(&mut self, length: usize, charset: Charset) -> Option<String> {
        if charset.wide {
            return self.wide_text(length);
        }
        Some(charset.page.decode_without_bom_handling(self.take(length)?).0.into_owned())
    }

    /// All texts that the cells of a workbook share.
    pub(super) fn shared_texts(&mut self) -> Option<Vec<String>> {
        self.skip(4)?;
        let count = self.u32()?;
        let mut texts = Vec::new();
        for _ in 0..count {
            if self.left() == 0 {
                break;
            }
            let length = self.u16()?.into();
            texts.push(self.wide_text(length)?);
        }
        Some(texts)
    }

    /// A text of `length` characters of 16 bits, which are written with 8 where they can be.
    fn wide_text(&mut self, length: usize) -> Option<String> {
        let flags = self.u8()?;
        let runs = if flags & 8 > 0 { usize::from(self.u16()?) } else { 0 };
        let readings = if flags & 4 > 0 { usize::try_from(self.u32()?).ok()? } else { 0 };
        let (mut units, mut wide) = (Vec::new(), flags & 1 > 0);
        while units.len() < length {
            let left = self.until_break();
            if left == 0 {
                wide = self.u8()? & 1 > 0;
                continue;
            }
            let width = 1 + usize::from(wide);
            let count = (left / width).min(length - units.len());
            let bytes = self.take(count * width)?;
            if wide {
                units.extend(bytes.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])));
            } else {
                units.extend(bytes.iter().map(|b| u16::from(*b)));
            }
            if count == 0 {
                return None;
            }
        }
        self.skip(runs.checked_mul(4)?.checked_add(readings)?)?;
        Some(String::from_utf16_lossy(&units))
    }

    /// How many bytes there are up to the next continuation, or to the end; 0 at a continuation
    /// that begins here, and at the end.
    fn until_break(&mut self) -> usize {
        let breaks = &self.record.breaks;
        let next = breaks.partition_point(|b| *b < self.at);
        breaks.get(next).map_or(self.left(), |next| next - self.at)
    }
}
