//! The words of a paragraph of a Word file: runs, links, revisions, fields, pictures. Never knows what
//! the paragraph is.

use super::body::{Notes, Seen, Walk};
use super::element::Element;
use super::field::{Fate, fate};
use super::media::Look;
use super::style::Run;
use crate::import::loss::Lost;
use crate::import::manuscript::{Height, Picture, Piece, Style};
use crate::source::paper::PaperFault;

/// What all pictures of a file may weigh, in bytes.
const HEAVIEST: u64 = 512 << 20;

impl Walk<'_, '_> {
    /// Reads what stands within a paragraph, a link or a revision.
    pub(super) fn inline(
        &mut self,
        parent: &Element,
        above: &Run,
        seen: &mut Seen,
    ) -> Result<(), PaperFault> {
        for child in &parent.children {
            match child.name.as_str() {
                "r" => self.run(child, above, seen)?,
                "hyperlink" => self.link(child, above, seen)?,
                "ins" | "moveTo" => {
                    let words = child.texts("t");
                    if !words.trim().is_empty() {
                        self.lose(Lost::Inserted, &words);
                    }
                    self.inline(child, above, seen)?;
                }
                "del" | "moveFrom" => {
                    let words = child.texts("delText") + &child.texts("t");
                    self.lose(Lost::Deleted, &words);
                }
                "smartTag" | "customXml" | "dir" | "bdo" => self.inline(child, above, seen)?,
                "sdt" => {
                    if let Some(content) = child.child("sdtContent") {
                        self.inline(content, above, seen)?;
                    }
                }
                "fldSimple" => self.simple_field(child, above, seen)?,
                "commentReference" => self.comment(child),
                "oMath" | "oMathPara" => self.equation(child, seen),
                // Some programs put these beside the runs instead of into one.
                "drawing" | "pict" | "object" => self.in_run(child, above, seen)?,
                "AlternateContent" => {
                    if let Some(choice) = child.child("Choice").or_else(|| child.child("Fallback"))
                    {
                        self.inline(choice, above, seen)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn simple_field(
        &mut self,
        field: &Element,
        above: &Run,
        seen: &mut Seen,
    ) -> Result<(), PaperFault> {
        match fate(field.get("instr").unwrap_or_default()) {
            Fate::Kept => self.inline(field, above, seen)?,
            Fate::Link(address) => self.wrapped(field, above, seen, Some(address))?,
            Fate::Number => self.lose(Lost::Field, &field.texts("t")),
            Fate::Contents => self.lose_contents(),
        }
        Ok(())
    }

    fn equation(&mut self, equation: &Element, seen: &mut Seen) {
        let words = equation.texts("t");
        self.lose(Lost::Equation, &words);
        seen.words.push(Piece::Text(words, Style::default()));
    }

    fn link(&mut self, link: &Element, above: &Run, seen: &mut Seen) -> Result<(), PaperFault> {
        let address = link.get("id").and_then(|id| self.relations.address(id));
        let address = address.filter(|address| is_safe(address)).map(str::to_owned);
        if address.is_none() && link.get("anchor").is_none() {
            self.lose(Lost::Link, &link.texts("t"));
        }
        self.wrapped(link, above, seen, address)
    }

    /// The words within `element` as a link, when there is an address.
    fn wrapped(
        &mut self,
        element: &Element,
        above: &Run,
        seen: &mut Seen,
        address: Option<String>,
    ) -> Result<(), PaperFault> {
        let start = seen.words.len();
        // A link's own looks are not the writer's.
        let plain = Run { underlined: Some(false), ..*above };
        self.inline(element, &plain, seen)?;
        if let Some(address) = address {
            let mut words: Vec<Piece> = seen.words.split_off(start);
            words.iter_mut().for_each(unlined);
            seen.words.push(Piece::Link { address, words });
        }
        Ok(())
    }

    fn run(&mut self, run: &Element, above: &Run, seen: &mut Seen) -> Result<(), PaperFault> {
        let says = self.styles.run(above, run.child("rPr"));
        if says.hidden == Some(true) {
            let words = run.texts("t");
            if !words.is_empty() {
                self.lose(Lost::Hidden, &words);
            }
            return Ok(());
        }
        for child in &run.children {
            self.in_run(child, &says, seen)?;
        }
        Ok(())
    }

    fn in_run(&mut self, child: &Element, says: &Run, seen: &mut Seen) -> Result<(), PaperFault> {
        match child.name.as_str() {
            "t" => self.say(&child.text, says, seen),
            "tab" | "ptab" => self.say(" ", says, seen),
            "noBreakHyphen" => self.say("-", says, seen),
            "cr" => seen.words.push(Piece::Break),
            "br" if matches!(child.get("type"), None | Some("textWrapping"))
                && self.fields.shows() =>
            {
                seen.words.push(Piece::Break);
            }
            "sym" => self.sign(child, says, seen),
            "instrText" => self.fields.code(&child.text),
            "fldChar" => match self.fields.step(child) {
                Some((Fate::Number, code)) => self.lose(Lost::Field, &code),
                Some((Fate::Contents, _)) => self.lose_contents(),
                Some((Fate::Kept | Fate::Link(_), _)) | None => {}
            },
            "delText" => self.lose(Lost::Deleted, &child.text),
            "footnoteReference" => self.note(Notes::Foot, child, seen),
            "endnoteReference" => self.note(Notes::End, child, seen),
            "commentReference" => self.comment(child),
            "drawing" | "pict" => self.drawing(child, seen)?,
            "contentPart" => self.lose(Lost::Drawing, ""),
            "object" => self.lose(Lost::Object, object_name(child)),
            "AlternateContent" => {
                let choice = child.child("Choice").or_else(|| child.child("Fallback"));
                for inner in choice.map(|it| it.children.as_slice()).unwrap_or_default() {
                    self.in_run(inner, says, seen)?;
                }
            }
            "ruby" => {
                let reading = child.child("rt").map(|it| it.texts("t")).unwrap_or_default();
                if let Some(base) = child.child("rubyBase") {
                    self.inline(base, says, seen)?;
                }
                if !reading.is_empty() {
                    self.say(&format!("（{reading}）"), says, seen);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds words to the paragraph.
    fn say(&mut self, text: &str, says: &Run, seen: &mut Seen) {
        if !self.fields.shows() {
            return;
        }
        // Blanks that only push words to the right, and soft hyphens, are looks.
        let text = text.replace('\u{ad}', "").replace(['\u{a0}', '\t'], " ");
        let count = text.chars().filter(|c| !c.is_whitespace()).count();
        seen.count += count;
        seen.bold += if says.bold == Some(true) { count } else { 0 };
        if count > 0 && seen.look.is_none() {
            seen.look = Some((says.face.unwrap_or_default(), says.size.unwrap_or(0)));
        }
        let style = Style {
            bold: says.bold == Some(true),
            italic: says.italic == Some(true),
            underlined: says.underlined == Some(true),
            struck: says.struck == Some(true),
            height: says.height.unwrap_or(Height::Line),
        };
        let piece = Piece::Text(text, style);
        match self.fields.address().filter(|address| is_safe(address)) {
            None => seen.words.push(piece),
            Some(address) => {
                let Piece::Text(text, style) = piece else { return };
                let piece = Piece::Text(text, Style { underlined: false, ..style });
                match seen.words.last_mut() {
                    Some(Piece::Link { address: same, words }) if *same == address => {
                        words.push(piece);
                    }
                    _ => seen.words.push(Piece::Link { address, words: vec![piece] }),
                }
            }
        }
    }

    /// A character of a font of signs: ticks and boxes are kept.
    fn sign(&mut self, sign: &Element, says: &Run, seen: &mut Seen) {
        let code = sign.get("char").unwrap_or_default().to_uppercase();
        let known = match code.trim_start_matches("F0") {
            "FC" => Some("✓"),
            "FE" | "52" => Some("☑"),
            "A8" | "A3" | "6F" => Some("□"),
            "B7" | "6C" => Some("●"),
            "D8" | "E8" => Some("➢"),
            _ => None,
        };
        // The signs of such fonts lie at F000 to F0FF, or below 100; others are characters.
        let plain = u32::from_str_radix(&code, 16).ok().filter(|code| *code > 0xFF);
        let plain = plain.filter(|code| code & 0xFF00 != 0xF000).and_then(char::from_u32);
        match (known, plain) {
            (_, Some(plain)) => self.say(plain.encode_utf8(&mut [0; 4]), says, seen),
            (Some(known), None) => self.say(known, says, seen),
            (None, None) => self.lose(Lost::Sign, &code),
        }
    }

    fn note(&mut self, notes: Notes, reference: &Element, seen: &mut Seen) {
        let Some(id) = reference.get("id") else { return };
        // A note that is referred to again is the same: notes may refer to each other without end.
        let before = self.noted.iter().position(|it| it.0 == notes && it.1 == id);
        seen.words.push(Piece::Note(before.unwrap_or(self.noted.len())));
        if before.is_none() {
            self.noted.push((notes, id.to_owned()));
        }
    }

    /// A picture, a box of text, or what cannot be kept.
    fn drawing(&mut self, drawing: &Element, seen: &mut Seen) -> Result<(), PaperFault> {
        let mut kept = self.pictures(drawing, seen)?;
        let mut boxes = Vec::new();
        text_boxes(drawing, &mut boxes);
        for content in boxes {
            kept = true;
            let (fields, outer) =
                (std::mem::take(&mut self.fields), std::mem::take(&mut self.boxes));
            // Paragraphs of a box are not counted: nobody counts them on the page.
            let spot = self.spot;
            let blocks = self.within(spot, content)?;
            self.fields = fields;
            self.boxes = outer;
            if !blocks.is_empty() {
                self.lose(Lost::TextBox, &content.texts("t"));
                self.boxes.extend(blocks);
            }
        }
        if !kept {
            if drawing.find("chart").is_some() {
                self.lose(Lost::Chart, "");
            } else if !is_line(drawing) {
                self.lose(Lost::Drawing, "");
            }
        }
        Ok(())
    }

    /// The pictures of a drawing; whether it is made of pictures.
    fn pictures(&mut self, drawing: &Element, seen: &mut Seen) -> Result<bool, PaperFault> {
        let mut ids = Vec::new();
        picture_ids(drawing, &mut ids);
        let described = drawing.find("docPr").or_else(|| drawing.find("shape"));
        let alt = described.map(described_as).unwrap_or_default();
        for id in &ids {
            let name = || described.and_then(|it| it.get("name")).unwrap_or_default();
            let part = self.relations.part(id).unwrap_or_default();
            if let Some(taken) = self.taken.get(part) {
                seen.words.push(Piece::Picture(*taken));
                continue;
            }
            match self.relations.picture(id, self.package)? {
                Look::Picture(bytes, _) if self.weight + bytes.len() as u64 > HEAVIEST => {
                    self.lose(Lost::PictureSize, name());
                }
                Look::Picture(bytes, extension) => {
                    self.weight += bytes.len() as u64;
                    self.taken.insert(part.to_owned(), self.out.pictures.len());
                    seen.words.push(Piece::Picture(self.out.pictures.len()));
                    self.out.pictures.push(Picture { bytes, extension, alt: alt.clone() });
                }
                Look::Missing => self.lose(Lost::PictureMissing, name()),
                Look::TooLarge => self.lose(Lost::PictureSize, name()),
                Look::OtherKind(kind) => self.lose(Lost::PictureKind, &kind),
            }
        }
        Ok(!ids.is_empty())
    }
}

/// What somebody wrote about a picture; not what a program made up from a file's name.
fn described_as(element: &Element) -> String {
    let words = element.get("descr").or_else(|| element.get("alt")).unwrap_or_default().trim();
    let is_file = crate::picture::is_picture(
        &words.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase(),
    );
    let made_up = ["图片", "Picture ", "图像", "IMG_", "形状", "图形用户界面", "说明:"];
    if is_file || made_up.iter().any(|start| words.starts_with(start)) {
        return String::new();
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names of the pictures in a drawing. A drawing that is also there as SVG is taken as PNG.
fn picture_ids<'e>(element: &'e Element, ids: &mut Vec<&'e str>) {
    for child in &element.children {
        match child.name.as_str() {
            "blip" => ids.extend(child.get("embed").or_else(|| child.get("link"))),
            "imagedata" => ids.extend(child.get("id")),
            "txbxContent" | "object" => {}
            _ => picture_ids(child, ids),
        }
    }
}

fn text_boxes<'e>(element: &'e Element, found: &mut Vec<&'e Element>) {
    for child in &element.children {
        match child.name.as_str() {
            "txbxContent" => found.push(child),
            "Fallback" => {}
            _ => text_boxes(child, found),
        }
    }
}

/// Whether a drawing is a mere line, as the red rule of a document is.
fn is_line(drawing: &Element) -> bool {
    let preset = drawing.find("prstGeom").and_then(|it| it.get("prst"));
    matches!(preset, Some("line" | "straightConnector1")) || drawing.child("line").is_some()
}

fn object_name(object: &Element) -> &str {
    object.find("OLEObject").and_then(|it| it.get("ProgID")).unwrap_or_default()
}

fn unlined(piece: &mut Piece) {
    if let Piece::Text(_, style) = piece {
        style.underlined = false;
    }
}

/// Whether a page may lead to `address`.
pub(super) fn is_safe(address: &str) -> bool {
    let scheme = address.split(':').next().unwrap_or_default().to_ascii_lowercase();
    matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") && address.contains(':')
}
