//! QR codes as inline SVG.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};

/// The QR code of `text` as one SVG path, with the quiet zone of four modules that scanners need
/// (ISO/IEC 18004, 5.3.8); empty when the text is too long.
pub fn qrcode(text: &str) -> String {
    const QUIET: usize = 4;
    let Ok(code) = QRBuilder::new(text).ecl(ECL::M).build() else { return String::new() };
    let width = code.size;
    let mut path = String::new();
    for (row, line) in code.data[..width * width].chunks(width).enumerate() {
        let mut column = 0;
        while column < width {
            let run = line[column..].iter().take_while(|module| module.value()).count();
            if run > 0 {
                write!(path, "M{} {}h{run}v1h-{run}z", column + QUIET, row + QUIET)
                    .expect("writing to a string cannot fail");
            }
            column += run.max(1);
        }
    }
    let side = width + 2 * QUIET;
    format!(
        "<svg class=\"qrcode\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" \
         aria-label=\"本页网址的二维码\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg>"
    )
}
