//! Which files a picture becomes, and what they are called, known before any is made.

use super::{Facts, Format, Limits};

/// What is hashed into every name besides the picture itself: the programs that make the files.
/// A test compares it with `Cargo.lock`, so that an update gives the files new names and no cache
/// serves what an older program made. Raise the last number when `make` itself changes.
const RECIPE: &str = "image 0.25.10, fast_image_resize 6.1.0, webp 0.3.1, libwebp-sys 0.9.6, \
                      jpeg-encoder 0.7.1, moxcms 0.8.1, quick-xml 0.38.4; 1";

/// WebP cannot be larger than this in any direction.
const WEBP_MOST: u32 = 16_383;
/// JPEG cannot be larger than this in any direction.
const JPEG_MOST: u32 = 65_535;

/// What an `<img>` does with a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// One of the widths a browser may choose from (`srcset`).
    Choice,
    /// The one that stands in `src`. There is exactly one; where it has the format of the choices,
    /// it is one of them too.
    Fallback,
}

/// One file that a picture becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// File name: safe stem, ten digits of the key, and the width, as in
    /// `qingming-3f9a1c22d0-960.webp`. It changes when the picture or the way it is made changes,
    /// so it may be cached for ever.
    pub name: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Its kind.
    pub format: Format,
    /// What it is for.
    pub role: Role,
    /// Digest of everything its bytes depend on: the key for caching them.
    pub key: blake3::Hash,
}

/// The files that a picture with these facts becomes, narrow ones first.
///
/// ```
/// use fengbei::picture::{Limits, inspect, variants};
/// let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>"#;
/// let limits = Limits::default();
/// let facts = inspect(svg, &limits).expect("a drawing");
/// let made = variants(&facts, "徽标 Logo", &limits);
/// assert!(made[0].name.starts_with("logo-") && made[0].name.ends_with(".svg"));
/// ```
pub fn variants(facts: &Facts, stem: &str, limits: &Limits) -> Vec<Variant> {
    let stem = safe_stem(stem);
    let namer = Namer { facts, stem: &stem, quality: limits.quality };
    if facts.animated || facts.format == Format::Svg {
        return vec![namer.variant(facts.width, facts.format, Role::Fallback)];
    }
    let widths = widths(facts.width, &limits.widths);
    let (choice, fallback) = formats(facts, &widths);
    let middle = widths[widths.len() / 2];
    let mut list = Vec::with_capacity(widths.len() + 1);
    for width in widths {
        if choice != fallback || width != middle {
            list.push(namer.variant(width, choice, Role::Choice));
        }
        if width == middle {
            list.push(namer.variant(width, fallback, Role::Fallback));
        }
    }
    list
}

/// The widest picture that is printed: 420 mm at 300 dots an inch.
const PRINT_MOST: u32 = 4960;

/// The file that a picture with these facts becomes on paper: as many pixels as it has, up to what
/// the largest sheet can show, and nothing that only the camera knew.
pub fn print_variant(facts: &Facts, stem: &str, limits: &Limits) -> Variant {
    plain_variant(facts, stem, PRINT_MOST, limits)
}

/// The file, of a kind that every program reads, that a picture with these facts becomes at no more
/// than `most` pixels across, with nothing that only the camera knew.
pub fn plain_variant(facts: &Facts, stem: &str, most: u32, limits: &Limits) -> Variant {
    let stem = safe_stem(stem);
    let namer = Namer { facts, stem: &stem, quality: limits.quality };
    let width = facts.width.min(most);
    let format = match facts.format {
        Format::Svg => Format::Svg,
        _ if facts.animated => facts.format,
        _ => formats(facts, &[width]).1,
    };
    namer.variant(width, format, Role::Fallback)
}

/// The wanted widths below the original's, and the original's, but no more than the largest
/// wanted. Never empty.
fn widths(original: u32, wanted: &[u32]) -> Vec<u32> {
    let largest = wanted.iter().copied().filter(|&w| w > 0).max().unwrap_or(original);
    let mut widths: Vec<u32> = wanted.iter().copied().filter(|&w| 0 < w && w < original).collect();
    widths.push(largest.min(original));
    widths.sort_unstable();
    widths.dedup();
    widths
}

/// The format to choose from, and the one for old browsers.
fn formats(facts: &Facts, widths: &[u32]) -> (Format, Format) {
    let tallest = widths.last().map_or(facts.height, |&w| scaled_height(facts, w));
    let longest = tallest.max(widths.last().copied().unwrap_or(facts.width));
    let fallback = if facts.alpha || facts.palette || longest > JPEG_MOST {
        Format::Png
    } else {
        Format::Jpeg
    };
    (if longest > WEBP_MOST { fallback } else { Format::WebP }, fallback)
}

fn scaled_height(facts: &Facts, width: u32) -> u32 {
    let (width, original) = (u64::from(width), u64::from(facts.width.max(1)));
    let height = (u64::from(facts.height) * width + original / 2) / original;
    u32::try_from(height).unwrap_or(u32::MAX).max(1)
}

struct Namer<'a> {
    facts: &'a Facts,
    stem: &'a str,
    quality: u8,
}

impl Namer<'_> {
    fn variant(&self, width: u32, format: Format, role: Role) -> Variant {
        let height = scaled_height(self.facts, width);
        let key = self.key(width, height, format);
        let digits = key.to_hex();
        let (stem, digits, extension) = (self.stem, &digits[..10], format.extension());
        let name = match format {
            Format::Svg => format!("{stem}-{digits}.{extension}"),
            _ => format!("{stem}-{digits}-{width}.{extension}"),
        };
        Variant { name, width, height, format, role, key }
    }

    fn key(&self, width: u32, height: u32, format: Format) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.facts.digest.as_bytes());
        hasher.update(&width.to_le_bytes());
        hasher.update(&height.to_le_bytes());
        hasher.update(&[self.quality]);
        hasher.update(format.extension().as_bytes());
        hasher.update(RECIPE.as_bytes());
        hasher.finalize()
    }
}

/// Lower-case ASCII letters, digits and single hyphens, at most forty: names that every server,
/// archive and old file manager takes. Chinese names travel badly through FTP and zip archives.
fn safe_stem(stem: &str) -> String {
    let words: Vec<String> = stem
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let mut safe = words.join("-");
    safe.truncate(40);
    let safe = safe.trim_end_matches('-');
    if safe.is_empty() { "picture".to_owned() } else { safe.to_owned() }
}

#[cfg(test)]
mod tests {
    use image::metadata::Orientation;

    use super::*;

    fn facts(format: Format, width: u32, height: u32) -> Facts {
        Facts {
            format,
            width,
            height,
            orientation: Orientation::NoTransforms,
            alpha: false,
            palette: false,
            animated: false,
            depth: 3,
            digest: blake3::hash(b"a picture"),
        }
    }

    /// Every file on a line: name without its digits, size, role.
    fn told(facts: &Facts, stem: &str) -> String {
        let list = variants(facts, stem, &Limits::default());
        let lines = list.iter().map(|v| {
            let name = v.name.replace(&format!("-{}", &v.key.to_hex()[..10]), "");
            format!("{name} {}×{} {:?}", v.width, v.height, v.role)
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_photograph_becomes_three_widths_and_a_fallback() {
        let expected = "img-20240801-480.webp 480×360 Choice\n\
                        img-20240801-960.webp 960×720 Choice\n\
                        img-20240801-960.jpg 960×720 Fallback\n\
                        img-20240801-1600.webp 1600×1200 Choice";
        assert_eq!(told(&facts(Format::Jpeg, 4000, 3000), "IMG_20240801"), expected);
    }

    #[test]
    fn nothing_is_made_larger() {
        let expected = "picture-480.webp 480×1 Choice\n\
                        picture-700.webp 700×1 Choice\n\
                        picture-700.jpg 700×1 Fallback";
        assert_eq!(told(&facts(Format::Bmp, 700, 1), "清明祭扫"), expected);
        let expected = "a-1.webp 1×1 Choice\na-1.jpg 1×1 Fallback";
        assert_eq!(told(&facts(Format::WebP, 1, 1), "a"), expected);
        let expected = "a-480.webp 480×480 Choice\na-480.jpg 480×480 Fallback";
        assert_eq!(told(&facts(Format::WebP, 480, 480), "a"), expected);
    }

    #[test]
    fn signs_and_transparent_pictures_fall_back_to_png() {
        let expected = "sign-90.webp 90×90 Choice\nsign-90.png 90×90 Fallback";
        let palette = Facts { palette: true, ..facts(Format::Png, 90, 90) };
        assert_eq!(told(&palette, "sign"), expected);
        let alpha = Facts { alpha: true, ..facts(Format::WebP, 90, 90) };
        assert_eq!(told(&alpha, "sign"), expected);
    }

    #[test]
    fn long_pictures_stay_within_what_their_format_can_hold() {
        let expected = "long-480.jpg 480×9600 Choice\n\
                        long-960.jpg 960×19200 Fallback\n\
                        long-1000.jpg 1000×20000 Choice";
        assert_eq!(told(&facts(Format::Jpeg, 1000, 20_000), "long"), expected);
        assert_eq!(told(&facts(Format::Png, 1, 70_000), "long"), "long-1.png 1×70000 Fallback");
    }

    #[test]
    fn animations_and_drawings_pass_as_one_file() {
        let moving = Facts { animated: true, ..facts(Format::Gif, 2000, 10) };
        assert_eq!(told(&moving, "flag"), "flag-2000.gif 2000×10 Fallback");
        assert_eq!(told(&facts(Format::Svg, 2000, 10), "flag"), "flag.svg 2000×10 Fallback");
    }

    #[test]
    fn names_follow_content_quality_and_size_but_not_the_clock() {
        let one = variants(&facts(Format::Jpeg, 500, 300), "a", &Limits::default());
        let again = variants(&facts(Format::Jpeg, 500, 300), "a", &Limits::default());
        assert_eq!(one, again);
        let other = Facts { digest: blake3::hash(b"b"), ..facts(Format::Jpeg, 500, 300) };
        let coarse = Limits { quality: 60, ..Limits::default() };
        let mut names: Vec<String> = one.into_iter().map(|v| v.name).collect();
        names.extend(variants(&other, "a", &Limits::default()).into_iter().map(|v| v.name));
        names.extend(
            variants(&facts(Format::Jpeg, 500, 300), "a", &coarse).into_iter().map(|v| v.name),
        );
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!((count, names.len()), (9, 9));
    }

    #[test]
    fn stems_are_safe_everywhere() {
        let long = "a".repeat(60);
        let cases = [
            ("清明", "picture"),
            ("../../etc/passwd", "etc-passwd"),
            ("A  b__C.d", "a-b-c-d"),
            ("-x-", "x"),
            ("2024年8月1日", "2024-8-1"),
            (long.as_str(), &long[..40]),
        ];
        for (stem, expected) in cases {
            assert_eq!(safe_stem(stem), expected);
        }
    }

    #[test]
    fn the_recipe_names_the_programs_in_use() {
        let lock = include_str!("../../Cargo.lock");
        let (programs, _) = RECIPE.split_once(';').expect("programs, then a number");
        for program in programs.split(", ") {
            let (name, version) = program.split_once(' ').expect("a name and a version");
            let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
            assert!(lock.contains(&entry), "{name} was updated: name its version in RECIPE");
        }
    }
}
