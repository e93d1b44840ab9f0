//! The boxes of a page for the print shop. The engine tells the paper with its marks and the trimmed
//! page; how far the ink runs beyond the trim is written between them. Never moves what is drawn.

use typst_layout::PagedDocument;

use super::survey;

/// What the engine writes on each page, and the end of it.
const TRIM: (&[u8], u8) = (b"/TrimBox[", b']');

/// `pdf` with a bleed box on every page, as wide as the template says under `<bleed>` in points; as it
/// is when it says nothing.
pub fn with_bleed(pdf: Vec<u8>, document: &PagedDocument) -> Vec<u8> {
    let bleed = survey::told_as::<f64>(document, "bleed").into_iter().next();
    bleed.and_then(|bleed| written(&pdf, bleed)).unwrap_or(pdf)
}

/// The file with the boxes put in and its table of places mended.
fn written(pdf: &[u8], bleed: f64) -> Option<Vec<u8>> {
    let table = place_of(pdf, b"\nxref\n")? + 1;
    let (body, tail) = pdf.split_at(table);
    let mut out = Vec::with_capacity(pdf.len() + 1024);
    // Where something was put in, and how much.
    let mut put: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    while let Some(at) = place_of(&body[from..], TRIM.0).map(|at| from + at) {
        let start = at + TRIM.0.len();
        let end = start + body[start..].iter().position(|byte| *byte == TRIM.1)?;
        let trim: Vec<f64> = std::str::from_utf8(&body[start..end])
            .ok()?
            .split_whitespace()
            .map(|number| number.parse().ok())
            .collect::<Option<_>>()?;
        let [left, bottom, right, top] = trim[..] else { return None };
        let (left, bottom, right, top) = (left - bleed, bottom - bleed, right + bleed, top + bleed);
        let text = format!("/BleedBox[{left:.4} {bottom:.4} {right:.4} {top:.4}]");
        out.extend_from_slice(&body[from..=end]);
        out.extend_from_slice(text.as_bytes());
        put.push((end, text.len()));
        from = end + 1;
    }
    out.extend_from_slice(&body[from..]);
    let moved = |place: usize| {
        place
            + put.iter().take_while(|(at, _)| *at < place).map(|(_, length)| length).sum::<usize>()
    };
    out.extend_from_slice(mended(std::str::from_utf8(tail).ok()?, &moved)?.as_bytes());
    Some(out)
}

/// The table at the end with every place moved.
fn mended(tail: &str, moved: &impl Fn(usize) -> usize) -> Option<String> {
    let mut lines = Vec::new();
    let mut after_start = false;
    for line in tail.split('\n') {
        let entry = line.strip_suffix(" n\r").or_else(|| line.strip_suffix(" n "));
        if let Some((place, generation)) = entry.and_then(|entry| entry.split_once(' ')) {
            let place = moved(place.parse().ok()?);
            lines.push(format!("{place:010} {generation}{}", &line[line.len() - 3..]));
        } else if after_start && !line.is_empty() {
            lines.push(moved(line.parse().ok()?).to_string());
            after_start = false;
        } else {
            after_start = line == "startxref";
            lines.push(line.to_owned());
        }
    }
    Some(lines.join("\n"))
}

fn place_of(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, wanted)
}
