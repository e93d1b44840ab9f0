//! GIF: a screen, then blocks that end in runs of short sub-blocks.

use super::{Pieces, Role, le16, within};

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2c;
const TRAILER: u8 = 0x3b;
/// The extension that holds delay and transparency.
const CONTROL: u8 = 0xf9;
/// The extension that programs put their own things in.
const APPLICATION: u8 = 0xff;

pub(super) fn walk(bytes: &[u8]) -> Option<Pieces> {
    let mut pieces = Pieces::default();
    let mut at = 13 + table_length(*bytes.get(10)?);
    pieces.push(Role::Shown, within(bytes, 0..at)?);
    let mut images = 0;
    // Many programs forget the trailer, and every browser forgives them.
    while let Some(&kind) = bytes.get(at) {
        let (role, end) = match kind {
            EXTENSION => extension(bytes, at)?,
            IMAGE => {
                images += 1;
                if images == 1 {
                    pieces.frame_size = le16(bytes, at + 5).zip(le16(bytes, at + 7));
                }
                (Role::Shown, image(bytes, at)?)
            }
            TRAILER => {
                pieces.push(Role::Shown, at..at + 1);
                break;
            }
            _ => return None,
        };
        pieces.push(role, at..end);
        at = end;
    }
    pieces.frames = if images > 1 { images } else { 0 };
    (images > 0).then_some(pieces)
}

fn extension(bytes: &[u8], at: usize) -> Option<(Role, usize)> {
    let end = sub_blocks(bytes, at + 2)?;
    let needed = match *bytes.get(at + 1)? {
        CONTROL => true,
        APPLICATION => {
            let name = bytes.get(at + 3..)?;
            name.starts_with(b"NETSCAPE2.0") || name.starts_with(b"ANIMEXTS1.0")
        }
        _ => false,
    };
    Some((if needed { Role::Shown } else { Role::Told }, end))
}

fn image(bytes: &[u8], at: usize) -> Option<usize> {
    let table = table_length(*bytes.get(at + 9)?);
    sub_blocks(bytes, at + 10 + table + 1)
}

/// Past the empty sub-block that ends a run of them.
fn sub_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match *bytes.get(at)? {
            0 => return Some(at + 1),
            length => at += 1 + usize::from(length),
        }
    }
}

fn table_length(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}
