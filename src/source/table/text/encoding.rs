//! Which encoding a text table is in, found by reading all of it once.

use std::io::{BufRead, Seek as _};

use encoding_rs::Decoder;

use super::super::TableFault;
use crate::source::{Encoding, File, Reader};

/// How much of a file is looked at for zeros, in bytes.
const LOOKED_AT: usize = 64 * 1024;

/// The encoding of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Detected {
    pub(super) told: Encoding,
    pub(super) decoder: &'static encoding_rs::Encoding,
    /// How many bytes the mark at the beginning has.
    pub(super) mark: usize,
    /// Whether some bytes make no sense even so.
    pub(super) broken: bool,
}

/// The encoding of `file`: by its mark; UTF-8 when all of it is; UTF-16 when every other byte of
/// its ASCII characters is zero; GB 18030; Big5 when that makes better sense.
pub(super) fn detect(file: &File) -> Result<Detected, TableFault> {
    let mut reader = file.reader()?;
    let start = reader.fill_buf()?;
    let start = &start[..start.len().min(LOOKED_AT)];
    let marked = encoding_rs::Encoding::for_bom(start);
    let zeros = sixteen_bits(start);
    if let Some((decoder, mark)) = marked {
        let told = if mark == 3 { Encoding::Utf8Mark } else { Encoding::Utf16 };
        let broken = count_errors(&mut reader, decoder, mark)?.bad > 0;
        return Ok(Detected { told, decoder, mark, broken });
    }
    let detected = |told, decoder, broken| Ok(Detected { told, decoder, mark: 0, broken });
    if let Some(decoder) = zeros
        && count_errors(&mut reader, decoder, 0)?.bad == 0
    {
        return detected(Encoding::Utf16, decoder, false);
    }
    reader.rewind()?;
    if is_utf8(&mut reader)? {
        return detected(Encoding::Utf8, encoding_rs::UTF_8, false);
    }
    let gb = count_errors(&mut reader, encoding_rs::GB18030, 0)?;
    if gb.bad > 0 || !gb.is_plausible_gb() {
        let big5 = count_errors(&mut reader, encoding_rs::BIG5, 0)?;
        if big5.bad == 0 && (gb.bad > 0 || big5.is_plausible_big5()) {
            return detected(Encoding::Big5, encoding_rs::BIG5, false);
        }
    }
    if gb.bad == 0 {
        return detected(Encoding::Gb18030, encoding_rs::GB18030, false);
    }
    let utf8 = count_errors(&mut reader, encoding_rs::UTF_8, 0)?;
    if utf8.bad <= gb.bad {
        return detected(Encoding::Utf8, encoding_rs::UTF_8, true);
    }
    detected(Encoding::Gb18030, encoding_rs::GB18030, true)
}

/// UTF-16 without a mark shows by the zeros of its line breaks and separators: all at odd places,
/// or all at even ones.
fn sixteen_bits(start: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let zeros = |first: usize| start.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    match (zeros(0), zeros(1)) {
        (0, 1..) => Some(encoding_rs::UTF_16LE),
        (1.., 0) => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

fn is_utf8(reader: &mut Reader<'_>) -> Result<bool, TableFault> {
    let mut cut = Vec::new();
    loop {
        let piece = reader.fill_buf()?;
        let length = piece.len();
        if length == 0 {
            return Ok(cut.is_empty());
        }
        let whole = whole_characters(piece);
        let sound = if cut.is_empty() {
            simdutf8::basic::from_utf8(&piece[..whole]).is_ok()
        } else {
            // The first bytes complete the character that was cut.
            let rest = piece.iter().take_while(|b| is_within(**b)).count();
            cut.extend_from_slice(&piece[..rest.min(4)]);
            let rest = rest.min(whole);
            std::str::from_utf8(&cut).is_ok()
                && simdutf8::basic::from_utf8(&piece[rest..whole]).is_ok()
        };
        if !sound {
            return Ok(false);
        }
        cut.clear();
        cut.extend_from_slice(&piece[whole..]);
        reader.consume(length);
    }
}

/// Whether a byte is one of a character in UTF-8, but not its first.
fn is_within(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// How many bytes of `piece` are whole characters when the last may have been cut.
fn whole_characters(piece: &[u8]) -> usize {
    let tail = piece.iter().rev().take(4).take_while(|b| is_within(**b)).count();
    let Some(first) = piece.len().checked_sub(tail + 1) else { return piece.len() };
    let length = match piece[first] {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xff => 4,
        _ => 1,
    };
    if tail + 1 < length { first } else { piece.len() }
}

/// What decoding a whole file showed.
#[derive(Debug, Default)]
struct Count {
    /// How often bytes made no sense.
    bad: u64,
    /// Pairs of bytes, and those of them that are frequent characters of GB 2312 or Big5.
    pairs: u64,
    frequent_gb: u64,
    frequent_big5: u64,
}

impl Count {
    /// Nearly all of Chinese in GB 18030 are the characters of GB 2312.
    fn is_plausible_gb(&self) -> bool {
        self.frequent_gb * 10 >= self.pairs * 7
    }

    fn is_plausible_big5(&self) -> bool {
        self.frequent_big5 * 10 >= self.pairs * 9
    }

    /// Counts pairs of bytes above ASCII; pairs across two pieces may be missed.
    fn add(&mut self, piece: &[u8]) {
        let mut rest = piece.iter();
        while let Some(&lead) = rest.next() {
            if lead < 0x81 {
                continue;
            }
            let Some(&trail) = rest.next() else { return };
            self.pairs += 1;
            let (gb, big5) = (0xa1..=0xf7, 0xa1..=0xc6);
            self.frequent_gb += u64::from(gb.contains(&lead) && trail >= 0xa1);
            self.frequent_big5 +=
                u64::from(big5.contains(&lead) && (trail >= 0xa1 || (0x40..0x7f).contains(&trail)));
        }
    }
}

fn count_errors(
    reader: &mut Reader<'_>,
    encoding: &'static encoding_rs::Encoding,
    mark: usize,
) -> Result<Count, TableFault> {
    reader.rewind()?;
    reader.fill_buf()?;
    reader.consume(mark);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut count, mut room) = (Count::default(), vec![0; LOOKED_AT]);
    loop {
        let piece = reader.fill_buf()?;
        let (length, last) = (piece.len(), piece.is_empty());
        count.add(piece);
        count.bad += errors(&mut decoder, piece, &mut room, last);
        reader.consume(length);
        if last {
            return Ok(count);
        }
    }
}

fn errors(decoder: &mut Decoder, mut piece: &[u8], room: &mut [u8], last: bool) -> u64 {
    use encoding_rs::DecoderResult as End;
    let mut bad = 0;
    loop {
        let (end, read, _) = decoder.decode_to_utf8_without_replacement(piece, room, last);
        piece = &piece[read..];
        match end {
            End::InputEmpty => return bad,
            End::OutputFull => {}
            End::Malformed(..) => bad += 1,
        }
    }
}
