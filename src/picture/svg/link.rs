//! What `href` may point to: a place in the same drawing, or a picture inside it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::value;
use crate::picture::{Format, Limits, inspect, pieces};

/// The address to write for `address` in element `name`, or none if it leads out.
pub(super) fn checked(name: &str, address: &str) -> Option<String> {
    if let Some(target) = value::fragment(address) {
        return Some(format!("#{target}"));
    }
    match name {
        "image" | "feImage" => embedded(address),
        _ => None,
    }
}

/// A `data:` address of a JPEG, PNG, GIF or WebP within the usual limits, without what the
/// camera wrote into it.
fn embedded(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_at_checked("data:".len())?;
    let (kind, digits) = rest.split_once(',')?;
    let kind = kind.to_ascii_lowercase();
    if !scheme.eq_ignore_ascii_case("data:") || !kind.starts_with("image/") {
        return None;
    }
    kind.strip_suffix(";base64")?;
    let digits: Vec<u8> = digits.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    let bytes = STANDARD.decode(digits).ok()?;
    let format = match inspect(&bytes, &Limits::default()).ok()?.format {
        format @ (Format::Jpeg | Format::Png | Format::Gif | Format::WebP) => format,
        Format::Bmp | Format::Svg => return None,
    };
    let clean = pieces::strip(format, &bytes).ok()?;
    Some(format!("data:{};base64,{}", format.media_type(), STANDARD.encode(clean)))
}
