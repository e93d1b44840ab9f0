//! PNG: chunks of length, name, content and checksum, up to `IEND`.

use super::{Pieces, Role, within};

const SIGNATURE: usize = 8;

/// The chunks that change what is seen. All others are texts, dates, EXIF, or unknown.
const SHOWN: [&[u8; 4]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP",
    b"sBIT", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

pub(super) fn walk(bytes: &[u8]) -> Option<Pieces> {
    let mut pieces = Pieces::default();
    pieces.push(Role::Shown, within(bytes, 0..SIGNATURE)?);
    let mut at = SIGNATURE;
    let mut animated = false;
    loop {
        let (name, content) = chunk(bytes, at)?;
        let end = within(bytes, content.end..content.end + 4)?.end;
        let role = if SHOWN.contains(&name) { Role::Shown } else { Role::Told };
        pieces.push(role, at..end);
        match name {
            b"eXIf" => pieces.exif = Some(content),
            b"acTL" => animated = true,
            b"fcTL" if animated => pieces.frames += 1,
            b"IEND" => return Some(pieces),
            _ => {}
        }
        at = end;
    }
}

fn chunk(bytes: &[u8], at: usize) -> Option<(&[u8; 4], std::ops::Range<usize>)> {
    let length = u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?);
    let name = bytes.get(at + 4..)?.first_chunk()?;
    let start = at + 8;
    let end = start.checked_add(usize::try_from(length).ok()?)?;
    Some((name, within(bytes, start..end)?))
}
