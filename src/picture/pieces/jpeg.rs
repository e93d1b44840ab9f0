//! JPEG: segments with a marker and a length, then scans that end where the next marker begins.

use std::ops::Range;

use image::metadata::Orientation;

use super::{Pieces, Role, be16, within};

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;
const APP15: u8 = 0xef;
const COMMENT: u8 = 0xfe;

/// Up to the end marker; whatever phones put behind it (a film, a second picture) is left out.
pub(super) fn walk(bytes: &[u8]) -> Option<Pieces> {
    let mut pieces = Pieces::default();
    follow(bytes, &mut pieces)?;
    Some(pieces)
}

/// As far as a file goes that ends before its picture does.
pub(super) fn walk_cut(bytes: &[u8]) -> Pieces {
    let mut pieces = Pieces::default();
    if follow(bytes, &mut pieces).is_none() {
        let told = pieces.list.last().map_or(0, |(_, last)| last.end);
        // A scan that is cut shows what it holds; a cut segment of another kind is lost.
        if next_marker(bytes, told).is_some_and(|(_, marker)| marker == SCAN) {
            pieces.push(Role::Shown, told..bytes.len());
        }
    }
    pieces
}

fn follow(bytes: &[u8], pieces: &mut Pieces) -> Option<()> {
    pieces.push(Role::Shown, within(bytes, 0..2)?);
    let mut at = 2;
    loop {
        let (start, marker) = next_marker(bytes, at)?;
        match marker {
            END => {
                pieces.push(Role::Shown, start..start + 2);
                return Some(());
            }
            START => at = start + 2,
            SCAN => {
                let header = segment(bytes, start)?;
                at = end_of_scan(bytes, header.end)?;
                pieces.push(Role::Shown, start..at);
            }
            _ => {
                let whole = segment(bytes, start)?;
                at = whole.end;
                note(pieces, bytes, marker, whole);
            }
        }
    }
}

fn note(pieces: &mut Pieces, bytes: &[u8], marker: u8, whole: Range<usize>) {
    let body = whole.start + 4..whole.end;
    let content = &bytes[body.clone()];
    if marker == APP1 && content.starts_with(b"Exif\0") && pieces.exif.is_none() {
        pieces.exif = Some(body);
    }
    pieces.push(role(marker, content), whole);
}

/// Of the application segments, the density, the colour profile and the colour model change how
/// the picture looks; all others talk.
fn role(marker: u8, content: &[u8]) -> Role {
    let needed = match marker {
        APP0 => content.starts_with(b"JFIF\0"),
        APP2 => content.starts_with(b"ICC_PROFILE\0"),
        APP14 => content.starts_with(b"Adobe"),
        APP1..=APP15 | COMMENT => false,
        _ => true,
    };
    if needed { Role::Shown } else { Role::Told }
}

/// The next marker at or after `at`, skipping fill bytes and rubbish as browsers do.
fn next_marker(bytes: &[u8], at: usize) -> Option<(usize, u8)> {
    let pairs = bytes.get(at..)?.windows(2);
    let found = pairs.clone().position(|pair| pair[0] == 0xff && is_marker(pair[1]))?;
    Some((at + found, bytes[at + found + 1]))
}

/// Not fill, not an escaped `ff` of a scan, not a restart inside one.
fn is_marker(code: u8) -> bool {
    !matches!(code, 0x00 | 0x01 | 0xd0..=0xd7 | 0xff)
}

fn segment(bytes: &[u8], start: usize) -> Option<Range<usize>> {
    let length = be16(bytes, start + 2)?;
    if length < 2 { None } else { within(bytes, start..start + 2 + length) }
}

fn end_of_scan(bytes: &[u8], from: usize) -> Option<usize> {
    next_marker(bytes, from).map(|(at, _)| at)
}

/// Puts an EXIF block with nothing but the orientation behind the start marker.
pub(super) fn with_orientation(mut jpeg: Vec<u8>, orientation: Orientation) -> Vec<u8> {
    if orientation != Orientation::NoTransforms {
        jpeg.splice(2..2, exif_segment(orientation));
    }
    jpeg
}

/// A segment holding one directory of one entry: tag 0x0112, a short.
pub(super) fn exif_segment(orientation: Orientation) -> Vec<u8> {
    let mut segment = vec![0xff, APP1, 0, 34];
    segment.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend([orientation.to_exif(), 0, 0, 0, 0, 0, 0]);
    segment
}
