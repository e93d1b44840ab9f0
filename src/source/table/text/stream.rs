//! A text table as UTF-8, piece by piece.

use std::io::BufRead as _;

use encoding_rs::Decoder;

use super::super::TableFault;
use super::encoding::Detected;
use crate::source::{File, Reader};

/// How much is decoded at once, in bytes.
const ROOM: usize = 128 * 1024;

/// The bytes of a file as UTF-8. Pieces end anywhere, even within a character.
pub(super) struct Stream<'f> {
    reader: Reader<'f>,
    /// None for UTF-8 that was found to be sound.
    decoder: Option<Decoder>,
    room: Vec<u8>,
    /// Bytes of the reader's last piece that were given out and must be consumed.
    given: usize,
    ended: bool,
}

impl<'f> Stream<'f> {
    /// The text of `file`, which is in the encoding `detected`.
    pub(super) fn open(file: &'f File, detected: &Detected) -> Result<Self, TableFault> {
        let mut reader = file.reader()?;
        reader.fill_buf()?;
        reader.consume(detected.mark);
        let sound = detected.decoder == encoding_rs::UTF_8 && !detected.doubtful;
        let decoder = (!sound).then(|| detected.decoder.new_decoder_without_bom_handling());
        let room = if sound { Vec::new() } else { vec![0; ROOM] };
        Ok(Self { reader, decoder, room, given: 0, ended: false })
    }

    /// The next piece; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<&[u8]>, TableFault> {
        self.reader.consume(std::mem::take(&mut self.given));
        let Some(decoder) = &mut self.decoder else {
            let piece = self.reader.fill_buf()?;
            self.given = piece.len();
            return Ok((!piece.is_empty()).then_some(piece));
        };
        loop {
            if self.ended {
                return Ok(None);
            }
            let piece = self.reader.fill_buf()?;
            let last = piece.is_empty();
            let (end, read, written, _) = decoder.decode_to_utf8(piece, &mut self.room, last);
            self.ended = last && end == encoding_rs::CoderResult::InputEmpty;
            self.reader.consume(read);
            if written > 0 {
                return Ok(Some(&self.room[..written]));
            }
        }
    }
}
