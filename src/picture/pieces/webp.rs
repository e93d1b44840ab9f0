//! WebP: RIFF chunks of name, length and content, padded to even lengths.

use std::ops::Range;

use super::{Pieces, Role, le16, within};

const HEADER: usize = 12;
/// In front of the chunks of an animation's frame.
const FRAME_HEADER: usize = 16;
/// Bits of `VP8X` that promise an EXIF and an XMP chunk.
const PROMISES: u8 = 0x08 | 0x04;

pub(super) fn walk(bytes: &[u8]) -> Option<Pieces> {
    let length = usize::try_from(length_at(bytes, 4)?).ok()?;
    let whole = within(bytes, 0..length.checked_add(8)?)?;
    let mut pieces = Pieces::default();
    pieces.push(Role::Shown, within(bytes, 0..HEADER)?);
    let mut at = HEADER;
    while at < whole.end {
        let (name, content, end) = chunk(bytes, at, whole.end)?;
        match name {
            b"ANMF" => {
                pieces.frames += 1;
                frame(&mut pieces, bytes, at, content, end)?;
            }
            b"EXIF" => {
                pieces.push(Role::Told, at..end);
                pieces.exif = Some(content);
            }
            _ => {
                pieces.push(role(*name), at..end);
                if name == b"VP8 " {
                    pieces.frame_size = lossy_size(bytes, content.start);
                }
            }
        }
        at = end;
    }
    Some(pieces)
}

fn role(name: [u8; 4]) -> Role {
    match &name {
        b"VP8X" | b"VP8 " | b"VP8L" | b"ALPH" | b"ICCP" | b"ANIM" => Role::Shown,
        _ => Role::Told,
    }
}

/// A frame holds chunks of its own, of which unknown ones may tell things as well; a frame with
/// such a chunk in it is not one any known program writes, so the whole file is refused.
fn frame(
    pieces: &mut Pieces,
    bytes: &[u8],
    start: usize,
    content: Range<usize>,
    end: usize,
) -> Option<()> {
    let mut at = content.start.checked_add(FRAME_HEADER)?;
    while at < content.end {
        let (name, _, next) = chunk(bytes, at, content.end)?;
        if !matches!(name, b"VP8 " | b"VP8L" | b"ALPH") {
            return None;
        }
        at = next;
    }
    pieces.push(Role::Shown, start..end);
    Some(())
}

fn chunk(bytes: &[u8], at: usize, limit: usize) -> Option<(&[u8; 4], Range<usize>, usize)> {
    let name = bytes.get(at..)?.first_chunk()?;
    let start = at.checked_add(8)?;
    let end = start.checked_add(usize::try_from(length_at(bytes, at + 4)?).ok()?)?;
    // The last chunk's padding is sometimes forgotten.
    let padded = (end + (end & 1)).min(limit);
    (end <= limit).then_some((name, start..end, padded))
}

/// Fourteen bits each, behind a tag of three bytes and a start code of three.
fn lossy_size(bytes: &[u8], at: usize) -> Option<(u32, u32)> {
    let side = |at| le16(bytes, at).map(|side| side & 0x3fff);
    side(at + 6).zip(side(at + 8))
}

fn length_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Makes the header agree with the chunks that are left.
pub(super) fn with_lengths(mut webp: Vec<u8>) -> Vec<u8> {
    if webp.len() % 2 == 1 {
        webp.push(0);
    }
    if webp.get(HEADER..HEADER + 4) == Some(b"VP8X") && webp.len() > HEADER + 8 {
        webp[HEADER + 8] &= !PROMISES;
    }
    let length = u32::try_from(webp.len() - 8).expect("it was shorter than its own 32-bit length");
    webp[4..8].copy_from_slice(&length.to_le_bytes());
    webp
}
