//! The text of a page: paragraphs, tables, pictures. Never looks outside of its element.

use super::dom::{At, Page};
use super::find::is_furniture;
use crate::import::Beside;
use crate::import::loss::{Loss, Lost};
use crate::import::manuscript::{
    Block, Face, Height, Look, Manuscript, Mark, Paragraph, Picture, Piece, Placed, Role, Style,
    Weight, Words, is_blank, tidy,
};
use crate::picture::Format;
use crate::source::paper::PaperSpot;

/// How deep the reading goes; what is deeper is read as plain words.
const DEEPEST: usize = 200;

/// The way through a page.
pub(super) struct Reading<'p> {
    pub(super) page: &'p Page,
    beside: Beside<'p>,
    base: Option<url::Url>,
    pub(super) out: Manuscript,
    paragraphs: u32,
    pub(super) tables: u32,
    open: Open,
    depth: usize,
    pub(super) cell: Option<PaperSpot>,
}

/// The paragraph that is read.
#[derive(Debug, Default)]
struct Open {
    words: Words,
    role: Option<Role>,
    placed: Placed,
    face: Face,
    link: Option<String>,
    style: Style,
    lists: Vec<Option<u32>>,
}

impl<'p> Reading<'p> {
    pub fn new(page: &'p Page, beside: Beside<'p>, base: Option<&str>) -> Self {
        Self {
            page,
            beside,
            base: base.and_then(|base| url::Url::parse(base).ok()),
            out: Manuscript::default(),
            paragraphs: 0,
            tables: 0,
            open: Open::default(),
            depth: 0,
            cell: None,
        }
    }

    /// The manuscript in the element at `at`.
    pub fn read(mut self, at: At) -> Manuscript {
        self.within(at);
        self.end();
        self.out
    }

    fn spot(&self) -> PaperSpot {
        self.cell.unwrap_or(PaperSpot::Paragraph(self.paragraphs + 1))
    }

    pub(super) fn lose(&mut self, what: Lost, words: &str) {
        let loss = Loss::at(what, self.spot(), words.trim());
        if self.out.losses.last() != Some(&loss) {
            self.out.losses.push(loss);
        }
    }

    pub(super) fn within(&mut self, at: At) {
        for inner in self.page.below(at).to_vec() {
            self.node(inner);
        }
    }

    fn node(&mut self, at: At) {
        let name = self.page.name(at);
        if name.is_empty() {
            return self.say(self.page.words(at));
        }
        if is_furniture(self.page, at) {
            if matches!(
                name,
                "iframe" | "video" | "audio" | "object" | "embed" | "form" | "canvas" | "svg"
            ) {
                self.lose(Lost::Embedded, name);
            }
            return;
        }
        if self.depth == DEEPEST {
            let words = self.page.line(at);
            return self.say(&words);
        }
        self.depth += 1;
        match name {
            "br" => self.line_break(),
            "hr" => self.end(),
            "img" => self.picture(at),
            "table" => self.table(at),
            "a" => self.link(at),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                self.block(at, Some(Role::Heading(level)));
            }
            "ul" => self.list(at, None),
            "ol" => {
                let start = self.page.get(at, "start").and_then(|it| it.parse().ok()).unwrap_or(1);
                self.list(at, Some(start));
            }
            "li" => self.entry(at),
            "blockquote" => self.block(at, Some(Role::Quotation)),
            "figcaption" => self.block(at, Some(Role::Caption)),
            "p" | "div" | "section" | "article" | "main" | "center" | "figure" | "dd" | "dt"
            | "pre" | "tr" | "td" | "th" | "caption" | "address" | "tbody" => self.block(at, None),
            _ => self.inline(at),
        }
        self.depth -= 1;
    }

    /// Reads an element that is a paragraph or holds some.
    pub(super) fn block(&mut self, at: At, role: Option<Role>) {
        self.end();
        let outer = (self.open.role, self.open.placed, self.open.face);
        self.open.role = role.or(outer.0);
        let style = self.page.get(at, "style").unwrap_or_default().to_lowercase();
        let says = |word: &str| {
            style.contains(word)
                || self.page.get(at, "align").is_some_and(|it| it.eq_ignore_ascii_case(word))
        };
        if says("center") || self.page.name(at) == "center" {
            self.open.placed = Placed::Centre;
        } else if style.contains("text-align:right")
            || style.contains("text-align: right")
            || self.page.get(at, "align") == Some("right")
        {
            self.open.placed = Placed::Right;
        }
        let (bold, face) = (self.open.style, self.open.face);
        self.look(at);
        self.within(at);
        self.end();
        (self.open.style, self.open.face) = (bold, face);
        (self.open.role, self.open.placed, self.open.face) = outer;
    }

    fn inline(&mut self, at: At) {
        let (outer, face) = (self.open.style, self.open.face);
        let style = &mut self.open.style;
        match self.page.name(at) {
            "b" | "strong" => style.bold = true,
            "i" | "em" => style.italic = true,
            "u" => style.underlined = true,
            "s" | "del" | "strike" => style.struck = true,
            "sup" => style.height = Height::Raised,
            "sub" => style.height = Height::Lowered,
            _ => {}
        }
        self.look(at);
        self.within(at);
        (self.open.style, self.open.face) = (outer, face);
    }

    /// What the style of an element says of its words.
    fn look(&mut self, at: At) {
        let said = self.page.get(at, "style").unwrap_or_default().to_lowercase();
        let said: String = said.chars().filter(|c| !c.is_whitespace()).collect();
        if said.contains("font-weight:bold") || said.contains("font-weight:7") {
            self.open.style.bold = true;
        } else if said.contains("font-weight:normal") || said.contains("font-weight:4") {
            self.open.style.bold = false;
        }
        let font = self.page.get(at, "face").unwrap_or_default();
        let family = said.split("font-family:").nth(1).and_then(|it| it.split(';').next());
        let family = family.unwrap_or(font);
        if family.contains("黑体") || family.contains("simhei") {
            self.open.face = Face::Hei;
        } else if family.contains("楷体") || family.contains("kaiti") {
            self.open.face = Face::Kai;
        } else if !family.is_empty() {
            self.open.face = Face::Body;
        }
    }

    fn say(&mut self, words: &str) {
        let mut squeezed = String::with_capacity(words.len());
        let indent = words.starts_with(['\u{3000}', '\u{a0}']);
        // A line that begins with an indent is a paragraph, however it was made.
        if indent && matches!(self.open.words.last(), Some(Piece::Break)) {
            self.end();
        }
        for c in words.chars() {
            match c {
                '\u{a0}' | '\n' | '\r' | '\t' | ' ' => {
                    if !squeezed.ends_with(' ') {
                        squeezed.push(' ');
                    }
                }
                '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
                c => squeezed.push(c),
            }
        }
        let piece = Piece::Text(squeezed, self.open.style);
        match self.open.link.clone() {
            None => self.open.words.push(piece),
            Some(address) => self.open.words.push(Piece::Link { address, words: vec![piece] }),
        }
    }

    fn line_break(&mut self) {
        if matches!(self.open.words.last(), Some(Piece::Break)) && self.cell.is_none() {
            return self.end();
        }
        if !self.open.words.is_empty() {
            self.open.words.push(Piece::Break);
        }
    }

    /// Ends the paragraph.
    pub(super) fn end(&mut self) {
        let words = join_lines(tidy(std::mem::take(&mut self.open.words)));
        if is_blank(&words) {
            return;
        }
        let bold = words.iter().all(|piece| match piece {
            Piece::Text(text, style) => style.bold || text.trim().is_empty(),
            Piece::Break => true,
            Piece::Picture(_) | Piece::Note(_) | Piece::Link { .. } => false,
        });
        let spot = self.spot();
        self.paragraphs += u32::from(self.cell.is_none());
        let look = Look {
            placed: self.open.placed,
            weight: if bold { Weight::Bold } else { Weight::Plain },
            face: self.open.face,
            size: 0,
        };
        let role = self.open.role.unwrap_or(Role::Text);
        self.out.blocks.push(Block::Paragraph(Paragraph { role, words, look, spot }));
    }

    fn list(&mut self, at: At, start: Option<u32>) {
        self.end();
        self.open.lists.push(start);
        self.within(at);
        self.end();
        self.open.lists.pop();
    }

    fn entry(&mut self, at: At) {
        let depth = u8::try_from(self.open.lists.len().saturating_sub(1)).unwrap_or(8);
        let mark = match self.open.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                Mark::Number(*number - 1)
            }
            Some(None) | None => Mark::Bullet,
        };
        let outer = self.open.role;
        self.end();
        self.open.role = Some(Role::Entry { depth, mark });
        self.within(at);
        self.end();
        self.open.role = outer;
    }

    fn link(&mut self, at: At) {
        let typed = self.page.get(at, "href").unwrap_or_default().trim().to_owned();
        let words = self.page.line(at);
        let address = self.address(&typed, &words);
        let idle = typed.is_empty() || typed.starts_with('#') || typed.starts_with("javascript");
        if address.is_none() && !idle && !words.is_empty() {
            self.lose(Lost::Link, &words);
        }
        let outer = std::mem::replace(&mut self.open.link, address);
        self.within(at);
        self.open.link = outer;
    }

    /// Where a link leads: a file that lies beside the page, or an address of the web.
    fn address(&mut self, typed: &str, words: &str) -> Option<String> {
        const KINDS: [&str; 13] = [
            "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "rar", "csv", "wps", "et",
            "ofd",
        ];
        let path = typed.split(['?', '#']).next().unwrap_or(typed);
        let kind = path.rsplit_once('.').map_or("", |(_, kind)| kind).to_lowercase();
        if KINDS.contains(&kind.as_str())
            && let Some(bytes) = (self.beside)(&crate::text::percent_decode(path))
        {
            let name = format!("{}.{kind}", crate::import::name::of_words(words));
            self.out.attached.push((name.clone(), bytes));
            return Some(name);
        }
        let absolute = match (&self.base, url::Url::parse(typed)) {
            (_, Ok(url)) => url,
            (Some(base), Err(_)) if !typed.is_empty() => base.join(typed).ok()?,
            (_, Err(_)) => return None,
        };
        matches!(absolute.scheme(), "http" | "https" | "mailto").then(|| absolute.to_string())
    }

    fn picture(&mut self, at: At) {
        let get = |name| self.page.get(at, name).unwrap_or_default();
        let small = |name| get(name).trim_end_matches("px").parse::<u32>().is_ok_and(|n| n <= 24);
        if small("width") && small("height") {
            return;
        }
        let source = get("src").to_owned();
        let alt = get("alt").split_whitespace().collect::<Vec<_>>().join(" ");
        let bytes = match source.strip_prefix("data:") {
            Some(data) => data.split_once(";base64,").and_then(|(_, data)| {
                use base64::Engine as _;
                base64::engine::general_purpose::STANDARD.decode(data.trim()).ok()
            }),
            None => (self.beside)(&crate::text::percent_decode(
                source.split(['?', '#']).next().unwrap_or_default(),
            )),
        };
        let shown = if source.starts_with("data:") { "data:" } else { &source };
        match bytes.as_deref().map(Format::guess) {
            None => self.lose(Lost::PictureMissing, shown),
            Some(Err(_)) => self.lose(Lost::PictureKind, shown),
            Some(Ok(format)) => {
                let is_file = alt
                    .rsplit_once('.')
                    .is_some_and(|(_, kind)| crate::picture::is_picture(&kind.to_lowercase()));
                let alt = if is_file { String::new() } else { alt };
                self.open.words.push(Piece::Picture(self.out.pictures.len()));
                let bytes = bytes.unwrap_or_default();
                self.out.pictures.push(Picture { bytes, extension: format.extension(), alt });
            }
        }
    }
}

/// Neighbouring pieces of one link are one.
fn join_lines(words: Words) -> Words {
    let mut out = Words::new();
    for piece in words {
        match (out.last_mut(), piece) {
            (Some(Piece::Link { address, words }), Piece::Link { address: same, words: more })
                if *address == same =>
            {
                words.extend(more);
            }
            (_, piece) => out.push(piece),
        }
    }
    out
}
