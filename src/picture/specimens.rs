//! Small pictures for tests, made on the spot, with everything in them that cameras and programs
//! put into theirs.

use image::{DynamicImage, Rgb, RgbImage};

use super::encode;

pub(super) const RED: [u8; 3] = [200, 30, 30];
pub(super) const GREEN: [u8; 3] = [30, 180, 30];
pub(super) const BLUE: [u8; 3] = [30, 30, 200];
pub(super) const WHITE: [u8; 3] = [250, 250, 250];

/// A picture whose quarters are red, green (above), blue and white (below).
pub(super) fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => WHITE,
        })
    })
}

/// A picture that no palette holds.
pub(super) fn gradient(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let byte = |n: u32| u8::try_from(n % 256).expect("below 256");
        Rgb([byte(x * 3), byte(y * 5), byte(x * y / 7)])
    })
}

pub(super) fn stored(picture: &DynamicImage, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a format that can be written");
    bytes.into_inner()
}

/// A JPEG with these segments, each a marker's number and content, in front.
pub(super) fn jpeg(picture: &RgbImage, segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_1_1);
    for (number, content) in segments {
        encoder.add_app_segment(*number, content.to_vec()).expect("a short segment");
    }
    let side = |n: u32| u16::try_from(n).expect("a small picture");
    encoder
        .encode(
            picture,
            side(picture.width()),
            side(picture.height()),
            jpeg_encoder::ColorType::Rgb,
        )
        .expect("a picture");
    bytes
}

/// An EXIF block: orientation, and a place in a GPS directory.
pub(super) fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    block.extend(b"\x01\x12\0\x03\0\0\0\x01\0");
    block.extend([orientation, 0, 0]);
    block.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0");
    block.extend(b"\0\x01\0\x1d\0\x02\0\0\0\x0bGPSDateStamp\0\0\0\0");
    block
}

pub(super) fn exif_segment(orientation: u8) -> Vec<u8> {
    [b"Exif\0\0".as_slice(), &exif(orientation)].concat()
}

/// Puts a PNG chunk behind the header chunk.
pub(super) fn with_chunk(png: &[u8], name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = u32::try_from(content.len()).expect("short").to_be_bytes().to_vec();
    chunk.extend(name);
    chunk.extend(content);
    chunk.extend(crc32(&chunk[4..]).to_be_bytes());
    [&png[..33], &chunk, &png[33..]].concat()
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 }
        })
    })
}

/// A WebP of the extended kind with an EXIF and an XMP chunk.
pub(super) fn webp(picture: &RgbImage, exif: &[u8]) -> Vec<u8> {
    let plain = stored(&picture.clone().into(), image::ImageFormat::WebP);
    let mut chunks = b"VP8X\x0a\0\0\0\x0c\0\0\0".to_vec();
    chunks.extend(&(picture.width() - 1).to_le_bytes()[..3]);
    chunks.extend(&(picture.height() - 1).to_le_bytes()[..3]);
    chunks.extend(&plain[12..]);
    for (name, content) in
        [(b"EXIF", exif), (b"XMP ", b"http://ns.adobe.com/xap/1.0/ GPS".as_slice())]
    {
        chunks.extend(name);
        chunks.extend(u32::try_from(content.len()).expect("short").to_le_bytes());
        chunks.extend(content);
        chunks.extend(vec![0; content.len() % 2]);
    }
    let length = u32::try_from(chunks.len() + 4).expect("short").to_le_bytes();
    [b"RIFF".as_slice(), &length, b"WEBP", &chunks].concat()
}

/// A GIF of `frames` pictures of one pixel, with a comment and an XMP block.
pub(super) fn gif(frames: usize) -> Vec<u8> {
    let mut gif = b"GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\0\0\xff".to_vec();
    gif.extend(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0");
    gif.extend(b"\x21\xfe\x0dGPS was here.\0");
    gif.extend(b"\x21\xff\x0bXMP DataXMP\x1chttp://ns.adobe.com/xap/1.0/\0");
    for _ in 0..frames {
        gif.extend(b"\x21\xf9\x04\0\x0a\0\0\0");
        gif.extend(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
    }
    gif.push(0x3b);
    gif
}

/// Small pictures of every kind, with everything in them that a walk must step over.
pub(super) fn specimens() -> Vec<Vec<u8>> {
    let (few, many) = (quarters(20, 20), gradient(20, 20));
    let png = stored(&many.clone().into(), image::ImageFormat::Png);
    vec![
        jpeg(&many, &[(1, &exif_segment(6)), (2, b"ICC_PROFILE\0\x01\x01x")]),
        encode::jpeg(&many.clone().into(), 80).expect("a progressive one"),
        with_chunk(&with_chunk(&png, *b"eXIf", &exif(8)), *b"iCCP", b"a\0\0x\x9c\x03\0\0\0\0\x01"),
        stored(&few.clone().into(), image::ImageFormat::Gif),
        gif(3),
        webp(&many, &exif(3)),
        encode::webp(&few.into(), 80, encode::Drawn::Photograph).expect("a lossy one"),
        stored(&many.into(), image::ImageFormat::Bmp),
        b"<svg viewBox='0 0 4 4'><style>a{fill:url(#b)}</style><use href='#b'/></svg>".to_vec(),
    ]
}
