//! Which characters the fonts of a site have. Fonts of the reader's computer nobody knows.

use std::collections::BTreeSet;
use std::io::Read as _;

use ttf_parser::cmap;

use crate::model::Site;
use crate::source::File;

/// Those of `wanted` that a font of the site has. A font counts when a style sheet or a template
/// names its file.
pub fn covered(site: &Site, wanted: &BTreeSet<char>) -> BTreeSet<char> {
    let mut covered = BTreeSet::new();
    for file in fonts(site) {
        // A font that cannot be read is told where files are read.
        let Ok(bytes) = file.bytes() else { continue };
        for table in character_maps(&bytes) {
            covered.extend(wanted.iter().filter(|c| has(&table, **c)));
        }
    }
    covered
}

/// Folders that may hold fonts and what names them.
const FOLDERS: [&str; 3] = ["static/", "templates/", "themes/"];

fn fonts(site: &Site) -> Vec<&File> {
    let all = || FOLDERS.iter().flat_map(|folder| site.sources.below(folder)).map(|file| &**file);
    let is_font = |file: &&File| {
        matches!(file.path.extension().as_str(), "ttf" | "otf" | "ttc" | "otc" | "woff2")
    };
    let mut texts = None;
    let mut named = |font: &&File| {
        let texts = texts.get_or_insert_with(|| all().filter_map(text).collect::<Vec<_>>());
        texts.iter().any(|text| text.contains(font.path.name()))
    };
    all().filter(is_font).filter(|font| named(font)).collect()
}

/// The text of a style sheet or a template. Those of `static/` are copied as they are and were not
/// read as text.
fn text(file: &File) -> Option<String> {
    let extension = file.path.extension();
    if !matches!(extension.as_str(), "css" | "html") {
        return None;
    }
    Some(String::from_utf8_lossy(&file.bytes().ok()?).into_owned())
}

fn has(table: &[u8], c: char) -> bool {
    let Some(table) = cmap::Table::parse(table) else { return false };
    let glyph = |map: cmap::Subtable<'_>| map.glyph_index(c.into());
    table.subtables.into_iter().any(|map| map.is_unicode() && glyph(map).is_some_and(|g| g.0 > 0))
}

/// The tables that say which characters a font file has, one for each font in it.
fn character_maps(bytes: &[u8]) -> Vec<Vec<u8>> {
    if bytes.starts_with(b"wOF2") {
        return Packed::read(bytes).and_then(|packed| packed.unpack()).into_iter().collect();
    }
    let count = ttf_parser::fonts_in_collection(bytes).unwrap_or(1);
    let fonts = (0..count).filter_map(|at| ttf_parser::RawFace::parse(bytes, at).ok());
    fonts.filter_map(|font| font.table(CMAP)).map(<[u8]>::to_vec).collect()
}

const CMAP: ttf_parser::Tag = ttf_parser::Tag::from_bytes(b"cmap");

/// Where the table is in a WOFF2 file (W3C, WOFF File Format 2.0, sections 4.1 and 5): all tables
/// are one Brotli stream.
struct Packed<'a> {
    stream: &'a [u8],
    start: usize,
    length: usize,
}

impl<'a> Packed<'a> {
    /// Bytes of the header.
    const HEADER: usize = 48;
    /// Bytes before the table and of it that are unpacked at most: no font has more.
    const MOST: usize = 128 << 20;
    /// The number of `cmap` among known tables, and those of `glyf` and `loca`, which alone are
    /// transformed unless marked otherwise.
    const CMAP: u8 = 0;
    const TRANSFORMED: [u8; 2] = [10, 11];

    fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut rest = bytes.get(Self::HEADER..)?;
        let tables = u16::from_be_bytes(bytes.get(12..14)?.try_into().ok()?);
        let (mut found, mut start) = (None, 0_usize);
        for _ in 0..tables {
            let flags = take(&mut rest, 1)?[0];
            let (tag, version) = (flags & 0x3F, flags >> 6);
            if tag == 0x3F {
                take(&mut rest, 4)?;
            }
            let mut length = number(&mut rest)?;
            let as_it_is = if Self::TRANSFORMED.contains(&tag) { 3 } else { 0 };
            if version != as_it_is {
                length = number(&mut rest)?;
            }
            if tag == Self::CMAP {
                found = Some((start, length));
            }
            start = start.checked_add(length)?;
        }
        let (start, length) = found?;
        let fits = start.checked_add(length)? <= Self::MOST;
        // Of a collection, whose directory follows, nothing is said.
        let is_single = bytes.get(4..8)? != b"ttcf";
        (fits && is_single).then_some(Self { stream: rest, start, length })
    }

    fn unpack(&self) -> Option<Vec<u8>> {
        let mut stream = brotli_decompressor::Decompressor::new(self.stream, 4096);
        let before = u64::try_from(self.start).ok()?;
        std::io::copy(&mut stream.by_ref().take(before), &mut std::io::sink()).ok()?;
        let mut table = vec![0; self.length];
        stream.read_exact(&mut table).ok()?;
        Some(table)
    }
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(count)?;
    *rest = left;
    Some(taken)
}

/// A number of one to five bytes, seven bits each, the highest first (`UIntBase128`).
fn number(rest: &mut &[u8]) -> Option<usize> {
    let mut value = 0_u32;
    for _ in 0..5 {
        let byte = take(rest, 1)?[0];
        value = value.checked_mul(128)? | u32::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            return usize::try_from(value).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table that has glyphs for `from` and so many characters after it.
    fn table(from: char, more: u32) -> Vec<u8> {
        let mut out = [0, 0, 0, 1, 0, 3, 0, 10].to_vec();
        let group = [u32::from(from), u32::from(from) + more, 1];
        for number in [12_u32, 0x000C_0000, 28, 0, 1].into_iter().chain(group) {
            out.extend(number.to_be_bytes());
        }
        out
    }

    fn sfnt(table: &[u8]) -> Vec<u8> {
        let mut out = [0, 1, 0, 0, 0, 1, 0, 16, 0, 0, 0, 0].to_vec();
        out.extend(b"cmap");
        for number in [0, 28, table.len()] {
            out.extend(u32::try_from(number).expect("small").to_be_bytes());
        }
        [out, table.to_vec()].concat()
    }

    /// A file with another table before this one, in a Brotli stream of one piece as it is.
    fn woff2(table: &[u8]) -> Vec<u8> {
        let mut out = vec![0; Packed::HEADER];
        out[..4].copy_from_slice(b"wOF2");
        out[13] = 2;
        out.extend([10, 5, 3]);
        out.extend([0, u8::try_from(table.len()).expect("small")]);
        let data = [b"abc", table].concat();
        let length = u32::try_from(data.len() - 1).expect("small");
        out.extend(&((length << 4) | 1 << 20).to_le_bytes()[..3]);
        [out, data, vec![3]].concat()
    }

    #[test]
    fn fonts_say_which_characters_they_have() {
        let table = table('\u{20000}', 9);
        for font in [sfnt(&table), woff2(&table)] {
            let maps = character_maps(&font);
            assert_eq!(maps, std::slice::from_ref(&table));
            assert_eq!(
                ['\u{20000}', '\u{20009}', '\u{2000A}', '一'].map(|c| has(&maps[0], c)),
                [true, true, false, false]
            );
            for end in 0..font.len() {
                assert!(!character_maps(&font[..end]).iter().any(|map| has(map, '一')));
            }
        }
        assert_eq!(character_maps(b""), Vec::<Vec<u8>>::new());
    }
}
