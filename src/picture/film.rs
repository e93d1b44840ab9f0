//! Whether a film tells where it was taken. Reads the tables of an MP4 or MOV and never its pictures.

use std::io::{self, Read, Seek, SeekFrom};

use memchr::memmem;

/// Bytes of the largest tables that are looked through: those of many hours.
const LARGEST: u64 = 64 << 20;

/// What phones write before a place: `QuickTime`'s `©xyz` and its key, 3GPP's `loci` (TS 26.244, 8.10).
const PLACES: [&[u8]; 3] = [b"\xA9xyz", b"com.apple.quicktime.location", b"loci"];

/// Whether the film (ISO/IEC 14496-12) tells the place where it was taken. What is no such film tells none.
///
/// # Errors
/// When the film cannot be read.
///
/// ```
/// use fengbei::picture::film_tells_place;
/// let film = b"\0\0\0\x0Cmdat....\0\0\0\x10moov\0\0\0\x08\xA9xyz";
/// assert!(film_tells_place(&mut std::io::Cursor::new(film))?);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn film_tells_place<R: Read + Seek>(film: &mut R) -> io::Result<bool> {
    let end = film.seek(SeekFrom::End(0))?;
    let mut at = 0;
    while at + 8 <= end {
        film.seek(SeekFrom::Start(at))?;
        let mut head = [0; 8];
        film.read_exact(&mut head)?;
        let [a, b, c, d, kind @ ..] = head;
        let (header, size) = match u32::from_be_bytes([a, b, c, d]) {
            0 => (8, end - at),
            1 => {
                film.read_exact(&mut head)?;
                (16, u64::from_be_bytes(head))
            }
            short => (8, u64::from(short)),
        };
        if size < header {
            return Ok(false);
        }
        if &kind == b"moov" {
            let mut tables = Vec::new();
            film.by_ref().take((size - header).min(LARGEST)).read_to_end(&mut tables)?;
            return Ok(PLACES.iter().any(|place| memmem::find(&tables, place).is_some()));
        }
        at = at.saturating_add(size);
    }
    Ok(false)
}
