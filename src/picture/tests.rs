//! Whole pictures through all of it: what readers see, what nobody may learn, what must not break.

use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView, Rgb, RgbImage, Rgba, RgbaImage};
use proptest::prelude::*;

use super::specimens::*;
use super::*;

fn limits() -> Limits {
    Limits { widths: vec![16, 32], ..Limits::default() }
}

type Made = (Facts, Vec<Variant>, Vec<Vec<u8>>);

fn made(bytes: &[u8]) -> Result<Made, Problem> {
    let facts = inspect(bytes, &limits())?;
    let variants = variants(&facts, "picture", &limits());
    let files = make(bytes, &facts, &variants, &limits())?;
    Ok((facts, variants, files))
}

fn all_made(bytes: &[u8]) -> Made {
    made(bytes).expect("a good picture")
}

/// The colours of the four corners, each as the nearest of the four.
fn corners(picture: &DynamicImage) -> [char; 4] {
    let (right, below) = (picture.width() - 2, picture.height() - 2);
    [(1, 1), (right, 1), (1, below), (right, below)].map(|(x, y)| {
        let Rgba([r, g, b, _]) = picture.get_pixel(x, y);
        let distance = |of: [u8; 3]| -> u32 {
            [r, g, b].iter().zip(of).map(|(a, b)| u32::from(a.abs_diff(b))).sum()
        };
        let named = [('r', RED), ('g', GREEN), ('b', BLUE), ('w', WHITE)];
        let (name, colour) = named.into_iter().min_by_key(|(_, c)| distance(*c)).expect("four");
        if distance(colour) < 90 { name } else { '?' }
    })
}

#[test]
fn pictures_stand_upright() {
    let expected = [
        (1, "rgbw"),
        (2, "grwb"),
        (3, "wbgr"),
        (4, "bwrg"),
        (5, "rbgw"),
        (6, "brwg"),
        (7, "wgbr"),
        (8, "gwrb"),
    ];
    let picture = quarters(96, 48);
    let png = stored(&picture.clone().into(), image::ImageFormat::Png);
    for (orientation, corner_colours) in expected {
        let files = [
            jpeg(&picture, &[(1, &exif_segment(orientation))]),
            with_chunk(&png, *b"eXIf", &exif(orientation)),
            webp(&picture, &exif(orientation)),
            webp(&picture, &exif_segment(orientation)),
        ];
        for file in files {
            let (facts, variants, made) = all_made(&file);
            let size = if orientation < 5 { (96, 48) } else { (48, 96) };
            assert_eq!((facts.width, facts.height), size, "{orientation} of {:?}", facts.format);
            assert_eq!(variants.len(), 3);
            for (variant, bytes) in variants.iter().zip(&made) {
                let shown = image::load_from_memory(bytes).expect("what was made can be read");
                assert_eq!((shown.width(), shown.height()), (variant.width, variant.height));
                let seen: String = corners(&shown).into_iter().collect();
                assert_eq!(seen, corner_colours, "{orientation} of {}", variant.name);
            }
        }
    }
}

/// Everything a file may tell about who took it and where.
fn assert_tells_nothing(bytes: &[u8]) {
    for word in
        ["GPS", "Exif", "EXIF", "eXIf", "http://ns.adobe.com", "XMP", "tEXt", "secret", "ICC"]
    {
        let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
        assert!(!found, "{word} is in {}", bytes.escape_ascii());
    }
}

#[test]
fn nothing_is_told_about_camera_and_place() {
    let picture = quarters(40, 40);
    let png = stored(&picture.clone().into(), image::ImageFormat::Png);
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPS secret</x:xmpmeta>".as_slice();
    let telling = [
        jpeg(
            &picture,
            &[
                (1, &exif_segment(1)),
                (1, xmp),
                (13, b"Photoshop 3.0\0secret"),
                (2, b"ICC_PROFILE\0\x01\x01x"),
            ],
        ),
        with_chunk(
            &with_chunk(&png, *b"tEXt", b"Comment\0secret"),
            *b"iTXt",
            b"XML:com.adobe.xmp\0\0\0\0\0GPS",
        ),
        with_chunk(&png, *b"eXIf", &exif(1)),
        webp(&picture, &exif(1)),
        gif(1),
        gif(3),
    ];
    for file in telling {
        let (_, _, made) = all_made(&file);
        for bytes in made {
            assert_tells_nothing(&bytes);
        }
    }
}

#[test]
fn the_same_picture_makes_the_same_bytes() {
    for picture in [quarters(50, 40), gradient(50, 40)] {
        let png = stored(&picture.into(), image::ImageFormat::Png);
        assert_eq!(made(&png), made(&png));
    }
}

#[test]
fn any_part_of_the_variants_can_be_made() {
    let png = stored(&gradient(50, 40).into(), image::ImageFormat::Png);
    let (facts, variants, all) = all_made(&png);
    for (at, variant) in variants.iter().enumerate() {
        let one = make(&png, &facts, std::slice::from_ref(variant), &limits());
        assert_eq!(one, Ok(vec![all[at].clone()]), "{}", variant.name);
    }
}

#[test]
fn every_kind_of_pixel_is_read() {
    let picture = DynamicImage::from(gradient(40, 30));
    let kinds = [
        ("rgb8", DynamicImage::from(picture.to_rgb8()), "Rgb8"),
        ("rgba8", DynamicImage::from(picture.to_rgba8()), "Rgba8"),
        ("l8", DynamicImage::from(picture.to_luma8()), "Rgb8"),
        ("la8", DynamicImage::from(picture.to_luma_alpha8()), "Rgba8"),
        ("rgb16", DynamicImage::from(picture.to_rgb16()), "Rgb8"),
        ("rgba16", DynamicImage::from(picture.to_rgba16()), "Rgba8"),
        ("l16", DynamicImage::from(picture.to_luma16()), "Rgb8"),
    ];
    for (name, picture, fallback) in kinds {
        let png = stored(&picture, image::ImageFormat::Png);
        let (_, variants, made) = all_made(&png);
        let at = variants.iter().position(|v| v.role == Role::Fallback).expect("one");
        let shown = image::load_from_memory(&made[at]).expect("what was made can be read");
        assert_eq!(format!("{:?}", shown.color()), fallback, "{name}");
        let original = picture.resize_exact(32, 24, image::imageops::FilterType::Lanczos3);
        let wrong = mean_difference(&shown.to_rgb8(), &original.to_rgb8());
        assert!(wrong < 8, "{name} is off by {wrong} on average");
    }
}

fn mean_difference(one: &RgbImage, other: &RgbImage) -> u64 {
    assert_eq!(one.dimensions(), other.dimensions());
    let sum: u64 = one.iter().zip(other.iter()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum / one.len() as u64
}

#[test]
fn printing_inks_become_light() {
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    let paper_white = vec![0; 40 * 30 * 4];
    encoder.encode(&paper_white, 40, 30, jpeg_encoder::ColorType::Cmyk).expect("a picture");
    let (facts, variants, made) = all_made(&bytes);
    assert_eq!((facts.format, facts.alpha), (Format::Jpeg, false));
    let at = variants.iter().position(|v| v.format == Format::Jpeg).expect("one");
    let shown = image::load_from_memory(&made[at]).expect("what was made can be read");
    assert!(shown.to_rgb8().iter().all(|&byte| byte > 245), "{:?}", shown.get_pixel(5, 5));
}

#[test]
fn a_cameras_own_colours_become_srgb() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().expect("a profile");
    let segment = [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile].concat();
    let picture = RgbImage::from_pixel(40, 30, Rgb([128, 160, 128]));
    let (_, variants, made) = all_made(&jpeg(&picture, &[(2, &segment)]));
    let at = variants.iter().position(|v| v.format == Format::Jpeg).expect("one");
    let shown = image::load_from_memory(&made[at]).expect("what was made can be read").to_rgb8();
    // Display P3 128 160 128 is 119 161 126 in sRGB.
    let Rgb([r, g, b]) = *shown.get_pixel(10, 10);
    let near = |value: u8, wanted: u8| value.abs_diff(wanted) <= 3;
    assert!(near(r, 119) && near(g, 161) && near(b, 126), "{r} {g} {b}");
    assert_tells_nothing(&made[at]);
}

#[test]
fn transparent_edges_do_not_darken() {
    let picture = RgbaImage::from_fn(64, 64, |x, _| {
        if x < 32 { Rgba([255, 0, 0, 255]) } else { Rgba([0, 0, 0, 0]) }
    });
    let (_, variants, made) = all_made(&stored(&picture.into(), image::ImageFormat::Png));
    let at = variants.iter().position(|v| v.format == Format::Png).expect("one");
    let shown = image::load_from_memory(&made[at]).expect("what was made can be read").to_rgba8();
    let dark = shown.pixels().filter(|p| p.0[3] > 8 && p.0[0] < 230).count();
    assert_eq!((shown.dimensions(), dark), ((32, 32), 0));
}

#[test]
fn signs_are_exact_and_photographs_small() {
    let sign = stored(&quarters(32, 32).into(), image::ImageFormat::Png);
    let (_, _, made) = all_made(&sign);
    let widest = &made[1];
    assert!(widest.windows(4).any(|name| name == b"VP8L"), "a sign is stored without loss");
    let photograph = stored(&gradient(32, 32).into(), image::ImageFormat::Png);
    let (_, _, made) = all_made(&photograph);
    let widest = &made[1];
    assert!(widest.windows(4).any(|name| name == b"VP8 "), "a photograph is stored lossily");
}

#[test]
fn odd_shapes_are_made() {
    for (width, height) in [(1, 1), (1, 3000), (3000, 1), (2, 17_000), (33, 5)] {
        let png = stored(&gradient(width, height).into(), image::ImageFormat::Png);
        let (_, variants, made) = all_made(&png);
        for (variant, bytes) in variants.iter().zip(&made) {
            let shown = image::load_from_memory(bytes).expect("what was made can be read");
            let size = (shown.width(), shown.height());
            assert_eq!(size, (variant.width, variant.height), "{}", variant.name);
        }
    }
    let tall = stored(&gradient(1, 60_000).into(), image::ImageFormat::Png);
    let names: Vec<Format> = all_made(&tall).1.iter().map(|v| v.format).collect();
    assert_eq!(names, [Format::Jpeg]);
}

#[test]
fn animations_pass_with_all_their_frames() {
    for frames in [2, 10_000] {
        let (facts, variants, made) = all_made(&gif(frames));
        assert_eq!((facts.animated, variants.len()), (true, 1));
        let kept = pieces::Pieces::of(Format::Gif, &made[0]).expect("it is whole");
        assert_eq!(kept.frames, frames);
        assert_tells_nothing(&made[0]);
    }
    let still = inspect(&gif(1), &limits()).expect("a good picture");
    assert_eq!((still.animated, still.palette), (false, true));
}

#[test]
fn animated_webp_passes() {
    let still = stored(&quarters(2, 2).into(), image::ImageFormat::WebP);
    let mut chunks = b"VP8X\x0a\0\0\0\x0a\0\0\0\x01\0\0\x01\0\0ANIM\x06\0\0\0\0\0\0\0\0\0".to_vec();
    let frame = [b"\0\0\0\0\0\0\x01\0\0\x01\0\0\x0a\0\0\0".as_slice(), &still[12..]].concat();
    for _ in 0..10_000 {
        chunks.extend(b"ANMF");
        chunks.extend(u32::try_from(frame.len()).expect("short").to_le_bytes());
        chunks.extend(&frame);
    }
    let block = exif(6);
    chunks.extend(b"EXIF");
    chunks.extend(u32::try_from(block.len()).expect("short").to_le_bytes());
    chunks.extend(&block);
    let length = u32::try_from(chunks.len() + 4).expect("short").to_le_bytes();
    let webp = [b"RIFF".as_slice(), &length, b"WEBP", &chunks].concat();
    let (facts, variants, made) = all_made(&webp);
    assert_eq!((facts.animated, facts.width, variants.len()), (true, 2, 1));
    assert_eq!(facts.orientation, Orientation::NoTransforms);
    assert_tells_nothing(&made[0]);
    let again = inspect(&made[0], &limits()).expect("it is whole");
    assert!(again.animated);
}

#[test]
fn bombs_are_refused_by_their_header() {
    let small = stored(&quarters(2, 2).into(), image::ImageFormat::Png);
    let claims = |width: u32, height: u32| {
        let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &small[24..29]].concat();
        let plain = [&small[..8], &small[33..]].concat();
        with_chunk(&[&plain[..8], &[0; 25], &plain[8..]].concat(), *b"IHDR", &header)
            .into_iter()
            .enumerate()
            .filter(|(at, _)| !(8..33).contains(at))
            .map(|(_, byte)| byte)
            .collect::<Vec<u8>>()
    };
    assert_eq!(inspect(&claims(2, 2), &limits()).map(|f| f.width), Ok(2));
    for (width, height) in [(60_000, 60_000), (0x7fff_ffff, 0x7fff_ffff), (80_000_001, 1)] {
        let problem = Problem::TooLarge { width, height, limit: 80_000_000 };
        assert_eq!(inspect(&claims(width, height), &limits()), Err(problem));
    }
    assert!(matches!(inspect(&claims(0, 5), &limits()), Err(Problem::Broken(_))));
    // Within the limit, but there is nothing behind the claim.
    assert!(matches!(made(&claims(8000, 9000)), Err(Problem::Broken(_))));
    let mut bmp = stored(&quarters(2, 2).into(), image::ImageFormat::Bmp);
    bmp[18..26].copy_from_slice(&[0, 0, 0, 0x70, 0, 0, 0, 0x90]);
    let problem = Problem::TooLarge { width: 0x7000_0000, height: 0x7000_0000, limit: 80_000_000 };
    assert_eq!(inspect(&bmp, &limits()), Err(problem));
    let mut gif = gif(1);
    let at =
        gif.windows(10).position(|bytes| bytes == b"\x2c\0\0\0\0\x01\0\x01\0\0").expect("a frame");
    gif[at + 5..at + 9].fill(0xff);
    let most = Problem::TooLarge { width: 65_535, height: 65_535, limit: 80_000_000 };
    assert_eq!(inspect(&gif, &limits()), Err(most.clone()));
    let mut webp =
        encode::webp(&quarters(16, 16).into(), 80, encode::Drawn::Photograph).expect("a lossy one");
    webp[26..30].fill(0xff);
    let problem = Problem::TooLarge { width: 16_383, height: 16_383, limit: 80_000_000 };
    assert_eq!(inspect(&webp, &limits()), Err(problem));
    let mut jpeg = jpeg(&quarters(16, 16), &[]);
    let at = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).expect("a frame header");
    jpeg[at + 5..at + 9].fill(0xff);
    assert_eq!(inspect(&jpeg, &limits()), Err(most));
}

#[test]
fn the_memory_a_picture_takes_is_known_beforehand() {
    let facts = inspect(&jpeg(&gradient(400, 300), &[]), &limits()).expect("a good picture");
    // Four times three bytes for what is stored, twenty for each of 32 × 24 pixels made.
    assert_eq!(facts.memory(&limits()), 400 * 300 * 12 + 32 * 24 * 20);
    assert_eq!(facts.memory(&Limits::default()), 400 * 300 * (12 + 20));
}

#[test]
fn drawings_are_cleaned() {
    let svg = "<svg viewBox='0 0 40 20'><script>x()</script><path d='M0 0'/></svg>".as_bytes();
    let (facts, variants, made) = all_made(svg);
    assert_eq!((facts.width, facts.height, variants.len()), (40, 20, 1));
    let clean = sanitize_svg(std::str::from_utf8(svg).expect("text")).expect("a drawing");
    assert_eq!(made, [clean.text.into_bytes()]);
    assert_eq!(made_error(b"<html><body/></html>"), Problem::Unknown);
    assert_eq!(made_error(b"<svg><path"), Problem::Truncated);
}

fn made_error(bytes: &[u8]) -> Problem {
    made(bytes).expect_err("a bad picture")
}

#[test]
fn a_file_cut_anywhere_is_a_problem_and_not_a_crash() {
    for whole in specimens() {
        let (facts, ..) = all_made(&whole);
        for length in 0..whole.len() {
            let cut = &whole[..length];
            // Only what is missing nothing but its last sign may pass: a GIF's trailer, a pad byte.
            if made(cut).is_ok() {
                let told = format!("{:?} cut to {length} of {}", facts.format, whole.len());
                assert!(length + 2 >= whole.len() || facts.format == Format::Gif, "{told}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_damaged_file_never_crashes(
        specimen in 0..9_usize,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = specimens().swap_remove(specimen);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let limits = Limits { max_pixels: 1_000_000, ..limits() };
        if let Ok(facts) = inspect(&bytes, &limits) {
            prop_assert!(u64::from(facts.width) * u64::from(facts.height) <= 1_000_000 || facts.format == Format::Svg);
            let variants = variants(&facts, "x", &limits);
            if let Ok(files) = make(&bytes, &facts, &variants, &limits) {
                prop_assert_eq!(files.len(), variants.len());
                prop_assert!(files.iter().all(|file| Format::guess(file).is_ok()));
            }
        }
    }

    #[test]
    fn rubbish_never_crashes(bytes in prop::collection::vec(any::<u8>(), 0..200), kind in 0..9_usize) {
        let head = specimens().swap_remove(kind);
        let mixed = [&head[..head.len().min(16)], &bytes].concat();
        let _ = made(&bytes);
        let _ = made(&mixed);
    }

    #[test]
    fn strip_is_idempotent(kind in 0..7_usize) {
        let bytes = specimens().swap_remove(kind);
        let format = Format::guess(&bytes).expect("a good picture");
        let once = pieces::strip(format, &bytes).expect("a good picture");
        prop_assert_eq!(&pieces::strip(format, &once).expect("still good"), &once);
    }
}

#[test]
fn what_readers_download_tells_of_no_place_and_keeps_every_pixel() {
    let photo = gradient(40, 30);
    let told = jpeg(&photo, &[(1, &exif_segment(6)), (13, b"Photoshop 3.0")]);
    let png =
        with_chunk(&stored(&photo.clone().into(), image::ImageFormat::Png), *b"eXIf", &exif(6));
    for whole in [told, png] {
        let clean = downloaded(whole.as_slice().into(), "jpg");
        assert!(clean.len() < whole.len());
        assert!(!clean.windows(3).any(|bytes| bytes == b"GPS"));
        let pixels = |bytes| image::load_from_memory(bytes).expect("a picture").to_rgb8();
        assert!(pixels(&clean) == pixels(&whole));
    }
    assert_eq!(downloaded(b"%PDF-1.7".as_slice().into(), "pdf").as_ref(), b"%PDF-1.7");
}

#[test]
fn a_photograph_that_is_cut_tells_of_no_place_and_shows_what_it_did() {
    let block = [b"Exif\0\0".as_slice(), &exif(6)].concat();
    let whole = jpeg(&gradient(40, 30), &[(1, &block), (13, b"Photoshop 3.0 GPS")]);
    let clean = downloaded(whole.as_slice().into(), "jpg").into_owned();
    for lost in [2, 40] {
        let cut = &whole[..whole.len() - lost];
        let shown = downloaded(cut.into(), "jpg");
        assert!(!shown.windows(3).any(|bytes| bytes == b"GPS"));
        assert_eq!(shown.as_ref(), &clean[..clean.len() - lost]);
    }
    let inside_the_block = downloaded(whole[..60].into(), "jpg");
    assert!(!inside_the_block.windows(3).any(|bytes| bytes == b"GPS"));
}

#[test]
fn drawings_that_readers_download_run_nothing() {
    let told = b"<svg onload='x()'><script>x()</script><path d='M0 0'/></svg>";
    let clean = downloaded(told.as_slice().into(), "svg");
    assert!(clean.ends_with(b"<path d=\"M0 0\"/></svg>"), "{}", clean.escape_ascii());
    let removed = downloaded_without(told, "svg").expect("a drawing");
    assert_eq!(removed.iter().map(|it| &*it.name).collect::<Vec<_>>(), ["onload", "script"]);
    let broken = b"<svg><script>x()</script>";
    assert!(!downloaded(broken.as_slice().into(), "svg").windows(6).any(|it| it == b"script"));
    assert!(downloaded_without(broken, "svg").is_err());
    let page = b"<html><script>x()</script></html>";
    assert_eq!(downloaded(page.as_slice().into(), "html").as_ref(), page);
}
