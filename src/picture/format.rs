//! Which kind of picture some bytes are, told by their first bytes and never by the file's name.

use super::Problem;

/// The kinds of picture that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// JPEG, what cameras write.
    Jpeg,
    /// PNG, also its animated form.
    Png,
    /// GIF.
    Gif,
    /// WebP, lossy or lossless.
    WebP,
    /// Windows bitmap; read, never written.
    Bmp,
    /// SVG, a drawing made of shapes.
    Svg,
}

/// Beginnings of kinds that offices do send and no browser shows, with the name people know.
const UNSUPPORTED: [(usize, &[u8], &str); 11] = [
    (4, b"ftypheic", "HEIC"),
    (4, b"ftypheix", "HEIC"),
    (4, b"ftypmif1", "HEIF"),
    (4, b"ftypmsf1", "HEIF"),
    (4, b"ftypavif", "AVIF"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"8BPS", "PSD"),
    (0, b"%PDF", "PDF"),
    (0, b"\xd7\xcd\xc6\x9a", "WMF"),
    (0, b"\0\0\x01\0", "ICO"),
];

impl Format {
    /// The kind of picture `bytes` begin as.
    ///
    /// ```
    /// use fengbei::picture::{Format, Problem};
    /// assert_eq!(Format::guess(b"GIF89a"), Ok(Format::Gif));
    /// assert_eq!(Format::guess(b"8BPS"), Err(Problem::Unsupported("PSD")));
    /// ```
    pub fn guess(bytes: &[u8]) -> Result<Self, Problem> {
        if let Some(format) = Self::by_signature(bytes) {
            return Ok(format);
        }
        for (at, signature, name) in UNSUPPORTED {
            if bytes.get(at..).is_some_and(|rest| rest.starts_with(signature)) {
                return Err(Problem::Unsupported(name));
            }
        }
        if is_markup(bytes) { Ok(Self::Svg) } else { Err(Problem::Unknown) }
    }

    fn by_signature(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some(Self::Bmp),
            _ => None,
        }
    }

    /// The extension of a file of this kind, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::WebP => "webp",
            Self::Bmp => "bmp",
            Self::Svg => "svg",
        }
    }

    /// The media type, as `<source type>` and `data:` addresses want it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
            Self::Bmp => "image/bmp",
            Self::Svg => "image/svg+xml",
        }
    }

    /// The name by which the decoder knows it; an SVG is no grid of pixels and has none.
    pub(super) fn decoder(self) -> Option<image::ImageFormat> {
        match self {
            Self::Jpeg => Some(image::ImageFormat::Jpeg),
            Self::Png => Some(image::ImageFormat::Png),
            Self::Gif => Some(image::ImageFormat::Gif),
            Self::WebP => Some(image::ImageFormat::WebP),
            Self::Bmp => Some(image::ImageFormat::Bmp),
            Self::Svg => None,
        }
    }
}

/// Markup of some kind, in UTF-8 or, with its mark, in UTF-16; whether it is an SVG is seen when
/// it is read.
fn is_markup(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    text.starts_with(b"<") || bytes.starts_with(b"\xff\xfe<\0") || bytes.starts_with(b"\xfe\xff\0<")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_first_bytes() {
        let cases: [(&[u8], Result<Format, Problem>); 14] = [
            (b"\xff\xd8\xff\xe0", Ok(Format::Jpeg)),
            (b"\x89PNG\r\n\x1a\n", Ok(Format::Png)),
            (b"GIF87a", Ok(Format::Gif)),
            (b"RIFF\0\0\0\0WEBPVP8L", Ok(Format::WebP)),
            (b"BM\x3a\0\0\0\0\0\0\0", Ok(Format::Bmp)),
            (b"\xef\xbb\xbf <?xml", Ok(Format::Svg)),
            (b"\xff\xfe<\0s\0", Ok(Format::Svg)),
            (b"\0\0\0\x18ftypheic", Err(Problem::Unsupported("HEIC"))),
            (b"II*\0", Err(Problem::Unsupported("TIFF"))),
            (b"%PDF-1.7", Err(Problem::Unsupported("PDF"))),
            (b"", Err(Problem::Unknown)),
            (b"\xff\xd8", Err(Problem::Unknown)),
            (b"BMW is a car", Err(Problem::Unknown)),
            (b"hello", Err(Problem::Unknown)),
        ];
        for (bytes, expected) in cases {
            assert_eq!(Format::guess(bytes), expected, "{}", bytes.escape_ascii());
        }
    }
}
