//! A report → the findings an editor should see, at the places where they can be mended. Never looks
//! at a PDF.

use super::remedy::{Remedy, remedies};
use super::report::{
    BROKEN_PRINT, COARSE_PICTURE, Coarse, Dropped, MISSING_GLYPH, Missing, NOT_ARCHIVAL, OVERFULL,
    Report, SHORT_PAGE, STRANGE_LETTERS, Strange, Told, UNPRINTABLE_PICTURE, Unusable,
};
use crate::diag::{Diagnostic, Place};
use crate::say;
use crate::source::SourcePath;

/// What a finding is about, to be looked for in the editor's files.
#[derive(Debug, Clone, Copy)]
pub enum Sought<'a> {
    /// Words that an editor wrote.
    Words(&'a str),
    /// A block of the view, by its name there.
    Block(&'a str),
    /// A picture, by its name among the files of the job.
    File(&'a str),
}

impl Report {
    /// The findings an editor should see. `find` says where in the files something stands, if that is
    /// known; else they are told of `source`.
    pub fn findings(
        &self,
        source: &SourcePath,
        find: impl Fn(Sought<'_>) -> Option<Place>,
    ) -> Vec<Diagnostic> {
        let place =
            |sought: Sought<'_>| find(sought).unwrap_or_else(|| Place::File(source.clone()));
        let words = |words: &str| place(Sought::Words(words));
        let mut found = Vec::new();
        for it in self.missing.iter().filter(|it| is_seen(it.character)) {
            found.push(it.finding(words(&it.character.to_string())));
        }
        found.extend(self.strange.iter().map(|it| it.finding(words(&it.words))));
        found.extend(self.coarse.iter().map(|it| it.finding(words(&it.alt))));
        found.extend(
            self.unusable.iter().map(|it| Unusable::finding(place(Sought::File(&it.file)))),
        );
        found.extend(
            self.told.iter().filter_map(|it| Some(it.finding(place(it.sought()?)))).flatten(),
        );
        found.extend(self.dropped.iter().map(|it| it.finding(Place::File(source.clone()))));
        found.extend(self.plain.as_deref().map(|why| not_archival(place(Sought::Words("")), why)));
        found
    }
}

/// Whether a box would show for the character: joiners and marks of direction are never seen.
pub(super) fn is_seen(character: char) -> bool {
    !matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
    )
}

fn not_archival(place: Place, why: &str) -> Diagnostic {
    Diagnostic::new(
        &NOT_ARCHIVAL,
        place,
        say!("没有做成存档格式：{why}", "it was not made in the form for archives: {why}"),
    )
}

impl Strange {
    fn finding(&self, place: Place) -> Diagnostic {
        let Self { words, page, .. } = self;
        Diagnostic::new(
            &STRANGE_LETTERS,
            place,
            say!(
                "选定的字体里没有“{words}”，PDF 第 {page} 页由本机别的字体代排",
                "no chosen font has “{words}”; on page {page} of the PDF another font of this computer stands in"
            ),
        )
    }
}

impl Unusable {
    fn finding(place: Place) -> Diagnostic {
        Diagnostic::new(
            &UNPRINTABLE_PICTURE,
            place,
            say!(
                "排版程序读不了这张图片，PDF 上是空白",
                "this picture cannot be read for print, the PDF has white in its place"
            ),
        )
        .help(say!(
            "用别的软件打开，重新存成 PNG、JPEG，或者有宽有高的 SVG",
            "open it in another program and save it as PNG, JPEG, or an SVG with a width and a height"
        ))
    }
}

impl Dropped {
    fn finding(&self, place: Place) -> Diagnostic {
        let Self { said, at } = self;
        Diagnostic::new(
            &BROKEN_PRINT,
            place,
            say!(
                "PDF 上少了内容，版式模板 {at}：{said}",
                "content is missing from the PDF, print template {at}: {said}"
            ),
        )
    }
}

impl Missing {
    fn finding(&self, place: Place) -> Diagnostic {
        let Self { character, page, near } = self;
        let code = format!("U+{:04X}", u32::from(*character));
        let near = near.join("、");
        Diagnostic::new(
            &MISSING_GLYPH,
            place,
            say!(
                "没有字体收“{character}”（{code}），PDF 第 {page} 页起用别的代替：{near}",
                "no font has “{character}” ({code}); from page {page} of the PDF on something stands for it: {near}"
            ),
        )
        .help(say!(
            "装上收字更多的字体，例如 apt install fonts-hanazono；或在 site.toml 里用 [[print.glyphs]] 写明这个字",
            "install a font with more characters, such as apt install fonts-hanazono, or describe the character in \
             [[print.glyphs]] of site.toml"
        ))
    }
}

impl Coarse {
    fn finding(&self, place: Place) -> Diagnostic {
        let Self { alt, page, dpi } = self;
        Diagnostic::new(
            &COARSE_PICTURE,
            place,
            say!(
                "PDF 第 {page} 页的图片“{alt}”只有 {dpi} dpi，不足 200",
                "the picture “{alt}” on page {page} of the PDF has {dpi} dpi, less than 200"
            ),
        )
    }
}

fn short(place: Place, what: &str, (page, lines, characters): (usize, usize, usize)) -> Diagnostic {
    let message = say!(
        "第 {page} 页的“{what}”空出 {lines} 行，还能排约 {characters} 字",
        "“{what}” on page {page} leaves {lines} lines empty: about {characters} characters more would fit"
    );
    Diagnostic::new(&SHORT_PAGE, place, message).help(say!(
        "加一篇稿件或者一块内容，或者换一张大些的图片",
        "add a story or a block, or set a larger picture"
    ))
}

impl Told {
    /// What to look for, if it is to be told as a finding.
    fn sought(&self) -> Option<Sought<'_>> {
        match self {
            Self::Overfull { id: Some(id), .. }
            | Self::Short { id: Some(id), .. }
            | Self::Left { id, .. } => Some(Sought::Block(id)),
            Self::Overfull { what, id: None, .. } | Self::Short { what, id: None, .. } => {
                Some(Sought::Words(what))
            }
            Self::Wide { near, .. } | Self::Tall { near, .. } => Some(Sought::Words(near)),
            Self::Fitted { .. } => None,
        }
    }

    fn finding(&self, place: Place) -> Option<Diagnostic> {
        let (message, ways) = match self {
            Self::Overfull { what, page, characters: 0, remedies, .. } => (
                say!(
                    "第 {page} 页的“{what}”超出了纸边或栏边",
                    "“{what}” on page {page} stands beyond the edge of its column or paper"
                ),
                remedies,
            ),
            Self::Overfull { what, page, characters, remedies, .. } => (
                say!(
                    "第 {page} 页的“{what}”排不下，多出 {characters} 字",
                    "“{what}” on page {page} does not fit: {characters} characters too many"
                ),
                remedies,
            ),
            Self::Left { what, page, remedies, .. } => (
                say!(
                    "第 {page} 页放不下“{what}”，没有排",
                    "page {page} has no room for “{what}”, which was left out"
                ),
                remedies,
            ),
            Self::Wide { page, columns, .. } => (
                say!(
                    "第 {page} 页的表格有 {columns} 栏，每栏排不下两个字",
                    "the table on page {page} has {columns} columns, each too narrow for two characters"
                ),
                &vec![Remedy::SplitTable],
            ),
            Self::Tall { page, lines, .. } => (
                say!(
                    "第 {page} 页的标题排了 {lines} 行",
                    "the title on page {page} takes {lines} lines"
                ),
                &vec![Remedy::ShortenTitle],
            ),
            Self::Short { what, page, lines, characters, .. } => {
                return Some(short(place, what, (*page, *lines, *characters)));
            }
            Self::Fitted { .. } => return None,
        };
        let finding = Diagnostic::new(&OVERFULL, place, message);
        Some(match remedies(ways) {
            Some(help) => finding.help(help),
            None => finding,
        })
    }
}
