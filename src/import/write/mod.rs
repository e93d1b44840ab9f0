//! A manuscript as Markdown that reads back as the same text. Never decides what a paragraph is.

mod head;
mod inline;

pub(super) use head::{Entry, Head, Value};

use self::inline::{Spot, link_address, words_in};
use super::manuscript::{Block, Manuscript, Mark, Paragraph, Piece, Role, Table, text};

/// The Markdown of the text, and the notes that it does not lead to; `names` are the files of its
/// pictures.
pub(super) fn body(manuscript: &Manuscript, names: &[String]) -> (String, Vec<usize>) {
    let mut writer = Writer { manuscript, names, out: String::new(), noted: Vec::new() };
    writer.blocks(&manuscript.blocks);
    writer.notes();
    let left = (0..manuscript.notes.len()).filter(|note| !writer.noted.contains(note)).collect();
    (writer.out, left)
}

/// What stands before a paragraph of this role in a place without lists.
pub(super) fn sign(role: Role) -> String {
    match role {
        Role::Entry { mark: Mark::Number(number), .. } => format!("{number}."),
        Role::Entry { mark: Mark::Bullet, .. } => "· ".to_owned(),
        Role::Text | Role::Title | Role::Heading(_) | Role::Caption | Role::Quotation => {
            String::new()
        }
    }
}

struct Writer<'m> {
    manuscript: &'m Manuscript,
    names: &'m [String],
    out: String,
    /// The notes that were referred to, in order.
    noted: Vec<usize>,
}

/// The list that is open: of each level its mark, the column of its words, and whether it is
/// written `1)` instead of `1.`, which begins a list anew.
#[derive(Default)]
struct Open(Vec<(Mark, usize, char)>);

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        let mut open = Open::default();
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            at += 1;
            match block {
                Block::Paragraph(Paragraph {
                    role: Role::Entry { depth, mark }, words, ..
                }) => {
                    self.entry(&mut open, usize::from(*depth), *mark, words);
                    continue;
                }
                Block::Paragraph(paragraph) => match paragraph.only_pictures() {
                    Some(pictures) => {
                        let caption = blocks.get(at).and_then(caption);
                        at += usize::from(caption.is_some());
                        self.figures(&pictures, caption.as_deref());
                    }
                    None => self.paragraph(paragraph),
                },
                Block::Table(table) => self.table(table),
            }
            open = Open::default();
        }
    }

    /// Begins a block below a blank line.
    fn part(&mut self) {
        if !self.out.is_empty() {
            self.out.push_str(if self.out.ends_with('\n') { "\n" } else { "\n\n" });
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let spot = match paragraph.role {
            Role::Heading(_) | Role::Title => Spot::Heading,
            Role::Text | Role::Caption | Role::Quotation | Role::Entry { .. } => Spot::Paragraph,
        };
        let (words, pictures) = apart(&paragraph.words);
        let words = words_in(&words, spot, &mut self.noted);
        if !words.is_empty() {
            self.part();
            match paragraph.role {
                Role::Heading(level) => {
                    let sign = "#".repeat(usize::from(level).clamp(2, 6));
                    self.out.push_str(&format!("{sign} {words}\n"));
                }
                Role::Quotation => {
                    let lines = words.lines().map(|line| format!("> {line}\n"));
                    self.out.extend(lines);
                }
                Role::Text | Role::Title | Role::Caption | Role::Entry { .. } => {
                    self.out.push_str(&words);
                    self.out.push('\n');
                }
            }
        }
        if !pictures.is_empty() {
            self.figures(&pictures, None);
        }
    }

    fn figures(&mut self, pictures: &[usize], caption: Option<&str>) {
        for (at, picture) in pictures.iter().enumerate() {
            let last = at + 1 == pictures.len();
            self.part();
            let line = self.picture(*picture, caption.filter(|_| last));
            self.out.push_str(&line);
            self.out.push('\n');
        }
    }

    fn picture(&self, at: usize, caption: Option<&str>) -> String {
        let (Some(name), Some(picture)) = (self.names.get(at), self.manuscript.pictures.get(at))
        else {
            return String::new();
        };
        let alt = if picture.alt.is_empty() { caption.unwrap_or_default() } else { &picture.alt };
        let alt = inline::escaped(alt, Spot::Heading);
        let address = link_address(name);
        match caption {
            Some(caption) => {
                let caption = caption.replace('\\', "\\\\").replace('"', "”");
                format!("![{alt}]({address} \"{caption}\")")
            }
            None => format!("![{alt}]({address})"),
        }
    }

    fn entry(&mut self, open: &mut Open, depth: usize, mark: Mark, words: &[Piece]) {
        let depth = depth.min(open.0.len());
        let before = open.0.get(depth).map(|(before, _, end)| (*before, *end));
        let outermost = open.0.is_empty();
        open.0.truncate(depth);
        // Another sign behind the number begins another list.
        let end = match before {
            Some((Mark::Number(_), end)) if goes_on(before, mark) => end,
            Some((Mark::Number(_), '.')) => ')',
            Some((Mark::Number(_) | Mark::Bullet, _)) | None => '.',
        };
        // A list that does not begin with 1 begins below a blank line only.
        let same = before.is_some_and(|(kept, sign)| {
            sign == end && goes_on(before, mark) || kept == Mark::Bullet && mark == Mark::Bullet
        });
        let first = matches!(mark, Mark::Bullet | Mark::Number(1));
        if outermost || before.is_some() && !same || before.is_none() && !first {
            self.part();
        }
        let indent = open.0.last().map_or(0, |(_, column, _)| *column);
        let sign = match mark {
            Mark::Bullet => "- ".to_owned(),
            Mark::Number(number) => format!("{number}{end} "),
        };
        open.0.push((mark, indent + sign.len(), end));
        let (words, pictures) = apart(words);
        let words = words_in(&words, Spot::Paragraph, &mut self.noted);
        let blank = " ".repeat(indent + sign.len());
        let words = words.replace('\n', &format!("\n{blank}"));
        self.out.push_str(&format!("{}{sign}{words}\n", " ".repeat(indent)));
        for picture in pictures {
            let picture = self.picture(picture, None);
            self.out.push_str(&format!("\n{blank}{picture}\n"));
        }
    }

    fn table(&mut self, table: &Table) {
        let Some(width) = table.rows.iter().map(Vec::len).max() else { return };
        self.part();
        for (number, row) in table.rows.iter().enumerate() {
            self.out.push('|');
            for column in 0..width {
                let cell = row.get(column).map(Vec::as_slice).unwrap_or_default();
                let words = self.cell(cell);
                self.out.push_str(&format!(" {words}{}|", if words.is_empty() { "" } else { " " }));
            }
            self.out.push('\n');
            if number == 0 {
                self.out.push('|');
                self.out.push_str(&" --- |".repeat(width));
                self.out.push('\n');
            }
        }
    }

    fn cell(&mut self, cell: &[Piece]) -> String {
        let mut words = String::new();
        let mut run: Vec<Piece> = Vec::new();
        for piece in cell {
            if let Piece::Picture(at) = piece {
                words.push_str(&words_in(&run, Spot::Cell, &mut self.noted));
                run.clear();
                words.push_str(&self.picture(*at, None));
            } else {
                run.push(piece.clone());
            }
        }
        words.push_str(&words_in(&run, Spot::Cell, &mut self.noted));
        words.trim().to_owned()
    }

    fn notes(&mut self) {
        let mut at = 0;
        while let Some(note) = self.noted.get(at).copied() {
            at += 1;
            self.part();
            let manuscript = self.manuscript;
            let words = manuscript.notes.get(note).map(Vec::as_slice).unwrap_or_default();
            // A note may lead to another, which is written after it.
            let words = self.cell(words);
            let words =
                if words.is_empty() { "（原文没有注文）".to_owned() } else { words };
            self.out.push_str(&format!("[^{at}]: {words}\n"));
        }
    }
}

/// The words without pictures, and the pictures, which stand below them.
fn apart(words: &[Piece]) -> (Vec<Piece>, Vec<usize>) {
    let mut pictures = Vec::new();
    let mut rest = Vec::new();
    for piece in words {
        match piece {
            Piece::Picture(at) => pictures.push(*at),
            Piece::Text(..) | Piece::Break | Piece::Note(_) | Piece::Link { .. } => {
                rest.push(piece.clone());
            }
        }
    }
    (super::manuscript::tidy(rest), pictures)
}

/// Whether a numbered entry goes on the list of the one before.
fn goes_on(before: Option<(Mark, char)>, mark: Mark) -> bool {
    match (before, mark) {
        (Some((Mark::Number(before), _)), Mark::Number(number)) => {
            number == before.saturating_add(1)
        }
        (Some((Mark::Number(_) | Mark::Bullet, _)) | None, Mark::Number(_) | Mark::Bullet) => false,
    }
}

/// The words of a caption.
fn caption(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph(it) if it.role == Role::Caption && it.only_pictures().is_none() => {
            Some(text(&it.words).split_whitespace().collect::<Vec<_>>().join(" "))
        }
        Block::Paragraph(_) | Block::Table(_) => None,
    }
}
