//! Pieces of real files, cut and put together by hand.

use super::*;
use crate::picture::specimens::{exif, jpeg, quarters, stored};

#[test]
fn a_jpeg_keeps_its_colours_and_its_way_up() {
    let picture = quarters(16, 16);
    let plain = jpeg(&picture, &[]);
    let block = [b"Exif\0\0".as_slice(), &exif(6)].concat();
    let telling = jpeg(
        &picture,
        &[
            (1, &block),
            (1, b"http://ns.adobe.com/xap/1.0/\0GPS"),
            (2, b"MPF\0secret"),
            (2, b"ICC_PROFILE\0\x01\x01profile"),
            (13, b"Photoshop 3.0\0"),
        ],
    );
    let upright = [vec![0xff, 0xd8], jpeg::exif_segment(Orientation::Rotate90)].concat();
    let profile = [b"\xff\xe2\0\x17ICC_PROFILE\0\x01\x01profile".as_slice()].concat();
    let jfif = plain[2..20].to_vec();
    let expected = [upright, jfif, profile, plain[20..].to_vec()].concat();
    let film = [telling.as_slice(), b"ftypmp4 a film the phone took as well"].concat();
    for file in [telling, film] {
        assert_eq!(strip(Format::Jpeg, &file), Ok(expected.clone()));
    }
    assert_eq!(strip(Format::Jpeg, &expected), Ok(expected.clone()));
    let pieces = Pieces::of(Format::Jpeg, &expected).expect("it is whole");
    assert_eq!(pieces.orientation(&expected), Orientation::Rotate90);
}

#[test]
fn rubbish_between_segments_is_stepped_over() {
    let plain = jpeg(&quarters(16, 16), &[]);
    let padded = [&plain[..20], b"\0\xff\xff\xff", &plain[20..]].concat();
    let shown = strip(Format::Jpeg, &padded).expect("it is whole");
    assert!(image::load_from_memory(&shown).is_ok());
}

#[test]
fn equal_neighbours_are_one_piece() {
    let restarts =
        [b"\xff\xd8".as_slice(), &b"\xff\xfe\0\x02".repeat(50_000), b"\xff\xd9"].concat();
    let pieces = Pieces::of(Format::Jpeg, &restarts).expect("it has an end");
    let end = restarts.len();
    let expected = [(Role::Shown, 0..2), (Role::Told, 2..end - 2), (Role::Shown, end - 2..end)];
    assert_eq!(pieces.list, expected);
}

#[test]
fn a_webp_promises_nothing_it_has_not() {
    let plain = stored(&quarters(4, 4).into(), image::ImageFormat::WebP);
    let picture = &plain[12..];
    let riff = |chunks: &[u8]| {
        let length = u32::try_from(chunks.len() + 4).expect("short").to_le_bytes();
        [b"RIFF".as_slice(), &length, b"WEBP", chunks].concat()
    };
    let head =
        |flags: u8| [b"VP8X\x0a\0\0\0".as_slice(), &[flags], b"\0\0\0\x03\0\0\x03\0\0"].concat();
    let told = b"EXIF\x05\0\0\0GPS..\0ODD \x02\0\0\0ab";
    let telling = riff(&[head(0x1c), picture.to_vec(), told.to_vec()].concat());
    let expected = riff(&[head(0x10), picture.to_vec()].concat());
    assert_eq!(strip(Format::WebP, &telling), Ok(expected.clone()));
    assert_eq!(strip(Format::WebP, &expected), Ok(expected));
}

#[test]
fn claims_beyond_the_end_are_refused() {
    let cases: [(Format, &[u8]); 7] = [
        (Format::Jpeg, b"\xff\xd8\xff\xe1\xff\xff"),
        (Format::Jpeg, b"\xff\xd8\xff\xe1\0\0\xff\xd9"),
        (Format::Png, b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR"),
        (Format::WebP, b"RIFF\xff\xff\xff\xffWEBP"),
        (Format::WebP, b"RIFF\x0c\0\0\0WEBPVP8L\xff\xff\xff\xff"),
        (Format::Gif, b"GIF89a\x01\0\x01\0\xf7\0\0"),
        (Format::Gif, b"GIF89a\x01\0\x01\0\0\0\0\x21\xf9\xff"),
    ];
    for (format, bytes) in cases {
        assert_eq!(Pieces::of(format, bytes), Err(Problem::Truncated), "{}", bytes.escape_ascii());
    }
}
