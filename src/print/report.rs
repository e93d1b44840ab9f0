//! What came of printing, in plain data: for the terminal, for JSON and for findings.

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Place, Rule, Severity};
use crate::say;
use crate::source::SourcePath;

/// A print template that cannot be used.
pub static BROKEN_PRINT: Rule = Rule {
    name: "broken-print",
    severity: Severity::Error,
    zh: "版式模板有错，或者图片不能排版，PDF 没有生成。版式模板是主题里 print 文件夹的 .typ 文件。",
    en: "A print template has a mistake, or a picture cannot be set, so the PDF was not made. Print templates are the \
         .typ files in the folder print of a theme.",
};

/// A character that no font has.
pub static MISSING_GLYPH: Rule = Rule {
    name: "missing-glyph",
    severity: Severity::Warning,
    zh: "本机字体里没有这个字，PDF 上用说明、图片或者写着编码的小框代替。装上收字更多的字体，或者在 site.toml 的 \
         [[print.glyphs]] 里写明这个字的部件，或者用哪张图片。",
    en: "No font on this computer has the character, so the PDF shows what was stated for it, or a small box with its \
         number. Install a font with more characters, or say in [[print.glyphs]] of site.toml which parts it has, or \
         which drawing stands for it.",
};

/// A picture with too few pixels for its size on paper.
pub static COARSE_PICTURE: Rule = Rule {
    name: "coarse-picture",
    severity: Severity::Warning,
    zh: "图片按版面上的大小不足 200 dpi，印出来会发虚。换一张像素更多的，或者排小一些。",
    en: "At its size on paper the picture has fewer than 200 dots an inch and will look soft. Use one with more \
         pixels, or print it smaller.",
};

/// Words that found no place.
pub static OVERFULL: Rule = Rule {
    name: "overfull",
    severity: Severity::Warning,
    zh: "文字排不下，或者超出了纸边。删短一些，或者换到更大的版面。",
    en: "Words found no place, or stand beyond the edge of the paper. Cut them, or give them more room.",
};

/// A PDF and what came of making it.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// The file.
    pub pdf: Vec<u8>,
    /// What came of it.
    pub report: Report,
    /// Its pages as pictures, when the job asked for them.
    pub pages: Vec<DrawnPage>,
}

/// A page as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnPage {
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Red, green and blue of each pixel, line by line.
    pub pixels: Vec<u8>,
}

/// What came of printing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Pages.
    pub pages: usize,
    /// What the file conforms to.
    pub standard: String,
    /// The fonts in the file, most used first.
    pub fonts: Vec<FontUse>,
    /// Characters that no font has.
    pub missing: Vec<Missing>,
    /// Pictures under 200 dpi.
    pub coarse: Vec<Coarse>,
    /// What the template says of itself.
    pub told: Vec<Told>,
    /// Values of the layout that a standard rules, or that are practice.
    pub values: Vec<RuleValue>,
    /// Bytes of the file.
    pub bytes: usize,
    /// Where the pieces of an issue stand, in the order of reading.
    pub areas: Vec<Area>,
}

/// Where a piece, or a part of it, stands on its page; all in percent of the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// What the view calls the piece.
    pub piece: String,
    /// The page, from 1.
    pub page: usize,
    /// From the left edge.
    pub left: f64,
    /// From the top edge.
    pub top: f64,
    /// How wide.
    pub width: f64,
    /// How high.
    pub height: f64,
}

/// A font in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FontUse {
    /// Its family.
    pub family: String,
    /// Its weight, 400 for regular.
    pub weight: u16,
    /// How many glyphs are set in it.
    pub glyphs: usize,
    /// What it was used for, such as 仿宋; more than one when it stands in for others.
    pub roles: Vec<String>,
}

/// A character without a glyph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The character.
    pub character: char,
    /// The page it stands on first, from 1.
    pub page: usize,
    /// The words it stands in, such as a name; the first few.
    pub near: Vec<String>,
}

/// A picture with too few pixels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coarse {
    /// What it shows.
    pub alt: String,
    /// The page, from 1.
    pub page: usize,
    /// Pixels an inch.
    pub dpi: u32,
}

/// What a template says of itself, as `#metadata((kind: "…", …)) <report>`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Told {
    /// Words found no place.
    Overfull {
        /// Which words.
        what: String,
        /// The page, from 1.
        page: usize,
        /// How many characters are too many; 0 where something is too wide.
        #[serde(default)]
        characters: usize,
        /// What would help.
        #[serde(default)]
        help: String,
    },
    /// There is room left.
    Short {
        /// What is short.
        what: String,
        /// The page, from 1.
        page: usize,
        /// How many lines are empty.
        #[serde(default)]
        lines: usize,
    },
    /// The template departed from the rule to make things fit.
    Fitted {
        /// What was done.
        what: String,
        /// The page, from 1.
        #[serde(default)]
        page: usize,
    },
}

/// A value of the layout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleValue {
    /// What it is.
    pub name: String,
    /// Its value, with its unit.
    pub value: String,
    /// The clause it comes from.
    #[serde(default)]
    pub clause: String,
    /// `rule` or `practice`.
    pub force: String,
}

impl Report {
    /// The findings an editor should see of the sheet of `source`: `find` says where a character was
    /// typed.
    pub fn findings(
        &self,
        source: &SourcePath,
        find: impl Fn(char) -> Option<Place>,
    ) -> Vec<Diagnostic> {
        let whole = || Place::File(source.clone());
        let missing =
            self.missing.iter().map(|it| it.finding(find(it.character).unwrap_or_else(whole)));
        let coarse = self.coarse.iter().map(|it| it.finding(source));
        let told = self.told.iter().filter_map(|it| it.finding(source));
        missing.chain(coarse).chain(told).collect()
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
    fn finding(&self, source: &SourcePath) -> Diagnostic {
        let Self { alt, page, dpi } = self;
        Diagnostic::new(
            &COARSE_PICTURE,
            Place::File(source.clone()),
            say!(
                "PDF 第 {page} 页的图片“{alt}”只有 {dpi} dpi，不足 200",
                "the picture “{alt}” on page {page} of the PDF has {dpi} dpi, less than 200"
            ),
        )
    }
}

impl Told {
    fn finding(&self, source: &SourcePath) -> Option<Diagnostic> {
        let Self::Overfull { what, page, characters, help } = self else { return None };
        let message = if *characters == 0 {
            say!(
                "第 {page} 页的“{what}”超出了纸边或栏边",
                "“{what}” on page {page} stands beyond the edge of its column or paper"
            )
        } else {
            say!(
                "第 {page} 页的“{what}”排不下，多出 {characters} 字",
                "“{what}” on page {page} does not fit: {characters} characters too many"
            )
        };
        let finding = Diagnostic::new(&OVERFULL, Place::File(source.clone()), message);
        Some(if help.is_empty() { finding } else { finding.help(say!("{help}", "{help}")) })
    }
}
