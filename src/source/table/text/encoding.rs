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
    /// Whether some rows may be in another encoding, or in none.
    pub(super) doubtful: bool,
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
        let doubtful = count_errors(&mut reader, decoder, mark)?.bad > 0;
        return Ok(Detected { told, decoder, mark, doubtful });
    }
    if let Some(decoder) = zeros
        && count_errors(&mut reader, decoder, 0)?.bad == 0
    {
        return Ok(Detected { told: Encoding::Utf16, decoder, mark: 0, doubtful: false });
    }
    reader.rewind()?;
    if is_utf8(&mut reader)? {
        let (told, decoder) = (Encoding::Utf8, encoding_rs::UTF_8);
        return Ok(Detected { told, decoder, mark: 0, doubtful: false });
    }
    detect_eastern(&mut reader)
}

/// The encoding of a file that is not UTF-8, at least not all of it.
fn detect_eastern(reader: &mut Reader<'_>) -> Result<Detected, TableFault> {
    let gb = count_errors(reader, encoding_rs::GB18030, 0)?;
    if gb.bad > 0 || !gb.is_plausible_gb() {
        let big5 = count_errors(reader, encoding_rs::BIG5, 0)?;
        if big5.bad == 0 && big5.is_plausible_big5() {
            let (told, decoder) = (Encoding::Big5, encoding_rs::BIG5);
            return Ok(Detected { told, decoder, mark: 0, doubtful: false });
        }
    }
    let (told, decoder) = (Encoding::Gb18030, encoding_rs::GB18030);
    Ok(Detected { told, decoder, mark: 0, doubtful: gb.bad > 0 || gb.utf8 > 0 })
}

/// UTF-16 without a mark shows by the zeros beside its line breaks and separators, at odd places or
/// at even ones. 一 has a zero at the other; a few stray zeros in another text do not look so.
fn sixteen_bits(start: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let signs = |half: usize| {
        let is_sign = |unit: &[u8]| unit[half] == 0 && b"\n\r\t,;".contains(&unit[1 - half]);
        start.chunks_exact(2).filter(|unit| is_sign(unit)).count()
    };
    let (high, low) = (signs(0), signs(1));
    let is_sixteen = high.max(low) > 1 && high.max(low) * 128 >= start.len();
    is_sixteen.then_some(if low > high { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE })
}

fn is_utf8(reader: &mut Reader<'_>) -> Result<bool, TableFault> {
    // The bytes of a character that the end of a piece has cut.
    let mut cut = Vec::new();
    loop {
        let piece = reader.fill_buf()?;
        let length = piece.len();
        if length == 0 {
            return Ok(cut.is_empty());
        }
        let within = |count: usize| piece.iter().take(count).take_while(|b| is_within(**b)).count();
        let rest = if cut.is_empty() { 0 } else { within(3) };
        cut.extend_from_slice(&piece[..rest]);
        if rest < length || whole_characters(&cut) == cut.len() {
            let whole = rest + whole_characters(&piece[rest..]);
            let sound = std::str::from_utf8(&cut).is_ok()
                && simdutf8::basic::from_utf8(&piece[rest..whole]).is_ok();
            if !sound {
                return Ok(false);
            }
            cut.clear();
            cut.extend_from_slice(&piece[whole..]);
        }
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
    /// How many runs of bytes above ASCII can only be meant as UTF-8.
    utf8: u64,
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
        let runs = piece.split(u8::is_ascii);
        self.utf8 += runs.filter(|run| run.len() > 2 && is_meant_as_utf8(run)).count() as u64;
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

/// Whether bytes are Chinese in UTF-8, which those of another encoding are as good as never.
pub(super) fn is_meant_as_utf8(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let mut some = false;
    text.chars().filter(|c| !c.is_ascii() && *c != '·').all(|c| {
        some = true;
        c >= '\u{800}'
    }) && some
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

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::source::{Content, SourcePath};

    fn told(bytes: &[u8]) -> (Encoding, bool) {
        let file = File::new(SourcePath::new("a.csv"), Content::Bytes(bytes.into()));
        let detected = detect(&file).expect("it is in memory");
        (detected.told, detected.doubtful)
    }

    #[test]
    fn encodings_are_found() {
        let text = "姓名,籍贯\n张三,湖北省黄安县\n李四,河南省新县\n";
        let big5 = "姓名,籍貫\n張三,湖北省黃安縣\n李四,河南省新縣\n王五,臺灣省臺北市\n";
        let wide = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<_>>();
        let cases = [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), Encoding::Utf8Mark),
            (wide(u16::to_le_bytes), Encoding::Utf16),
            (wide(u16::to_be_bytes), Encoding::Utf16),
            ([b"\xff\xfe".to_vec(), wide(u16::to_le_bytes)].concat(), Encoding::Utf16),
            (encoding_rs::GB18030.encode(text).0.into_owned(), Encoding::Gb18030),
            (encoding_rs::GB18030.encode("镕𠮷㐂").0.into_owned(), Encoding::Gb18030),
            (encoding_rs::BIG5.encode(big5).0.into_owned(), Encoding::Big5),
            (b"a,b\n1,2\n".to_vec(), Encoding::Utf8),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(told(&bytes), (encoding, false), "{bytes:x?}");
        }
        assert_eq!(told("张三\n李四\n\u{ff}".as_bytes()), (Encoding::Utf8, false));
        assert_eq!(told(b"\xe5\xbc\xa0\xff\n"), (Encoding::Gb18030, true));
    }

    #[test]
    fn characters_that_a_piece_cuts_are_whole() {
        for shift in 0..4 {
            let text = format!("{}{}", "a".repeat(shift), "张𠮷".repeat(100_000));
            let mut place = tempfile::NamedTempFile::new().expect("a file");
            place.write_all(text.as_bytes()).expect("written");
            let path = place.path().to_path_buf();
            let content = Content::Disk { path, length: 0, modified: 0, changed: 0 };
            let file = File::new(SourcePath::new("a.csv"), content);
            let detected = detect(&file).expect("it is there");
            assert_eq!((detected.told, detected.doubtful), (Encoding::Utf8, false), "{shift}");
        }
    }
}
