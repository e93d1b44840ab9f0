//! Whether a file that is handed out as it is says where it was taken. Never changes one.

use memchr::memmem;

/// The tag of a directory that leads to the directory of the place.
const GPS: u16 = 0x8825;

/// Whether the file tells the place where it was taken: a TIFF, or what cameras put into HEIC, AVIF and others.
///
/// ```
/// use fengbei::picture::tells_place;
/// let mut photo = b"MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a".to_vec();
/// assert!(tells_place(&photo));
/// photo[11] = 0x24;
/// assert!(!tells_place(&photo));
/// ```
pub fn tells_place(bytes: &[u8]) -> bool {
    let inside = memmem::find_iter(bytes, b"Exif\0\0").map(|at| at + 6);
    [0].into_iter().chain(inside).any(|at| names_place(&bytes[at..]).unwrap_or(false))
        || memmem::find(bytes, b"exif:GPSLatitude").is_some()
}

/// Whether the first directory of a TIFF leads to one of the place.
fn names_place(tiff: &[u8]) -> Option<bool> {
    let order: fn([u8; 4]) -> u32 = match tiff.first_chunk()? {
        b"II*\0" => u32::from_le_bytes,
        b"MM\0*" => u32::from_be_bytes,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let pair: [u8; 2] = *tiff.get(at..)?.first_chunk()?;
        Some(if tiff[0] == b'I' { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let directory = usize::try_from(order(*tiff.get(4..)?.first_chunk()?)).ok()?;
    let entries = usize::from(short(directory)?);
    let tag = |entry: usize| short(directory.checked_add(2 + entry * 12)?);
    Some((0..entries).map_while(tag).any(|tag| tag == GPS))
}
