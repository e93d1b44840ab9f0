//! What came of printing, in plain data: for the terminal, for JSON and for findings.

use serde::{Deserialize, Serialize};

use super::Remedy;
use crate::diag::{Rule, Severity};

/// A print template that cannot be used.
pub static BROKEN_PRINT: Rule = Rule {
    name: "broken-print",
    severity: Severity::Error,
    zh: "版式模板有错，或者图片不能排版，PDF 没有生成；或者模板把内容放在了排不出来的地方，PDF 上少了它。版式模板是主题里 print 文件夹的 .typ 文件。",
    en: "A print template has a mistake, or a picture cannot be set, so the PDF was not made; or a template puts \
         content where nothing can be set, and the PDF lacks it. Print templates are the .typ files in the folder print of \
         a theme.",
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

/// A picture that is no picture to the engine.
pub static UNPRINTABLE_PICTURE: Rule = Rule {
    name: "unprintable-picture",
    severity: Severity::Warning,
    zh: "排版程序读不了这张图片，PDF 上是空白。用别的软件打开，重新存成 PNG、JPEG，或者有宽有高的 SVG。",
    en: "The picture cannot be read for print, so the PDF has white in its place. Open it in another program and save \
         it as PNG, JPEG, or an SVG with a width and a height.",
};

/// Words that none of the chosen fonts has.
pub static STRANGE_LETTERS: Rule = Rule {
    name: "strange-letters",
    severity: Severity::Note,
    zh: "为公文、简报、特刊选定的字体里没有这些字，由本机别的字体代排，换一台计算机可能就排成别的样子。从右到左的文字\
         （阿拉伯文、希伯来文）按它自己的方向排，换行处请懂这种文字的人看一遍。",
    en: "None of the fonts chosen for print has these letters, so another font of this computer stands in; elsewhere \
         they may look different. Arabic and Hebrew run from right to left as they should; let somebody who reads \
         them look at the ends of lines.",
};

/// A sheet that could not be made as an archive wants it.
pub static NOT_ARCHIVAL: Rule = Rule {
    name: "not-archival",
    severity: Severity::Warning,
    zh: "这个 PDF 不能做成存档格式（PDF/A、PDF/UA），已改存为普通 PDF，内容不少。",
    en: "The PDF could not be made in the form for archives (PDF/A, PDF/UA); it is a plain PDF with the same content.",
};

/// Words that found no place.
pub static OVERFULL: Rule = Rule {
    name: "overfull",
    severity: Severity::Warning,
    zh: "文字排不下，或者超出了纸边。删短一些，或者换到更大的版面。",
    en: "Words found no place, or stand beyond the edge of the paper. Cut them, or give them more room.",
};

/// Room that found no words.
pub static SHORT_PAGE: Rule = Rule {
    name: "short-page",
    severity: Severity::Note,
    zh: "特刊的版面空着一截。加一篇稿件、一块年表或者方框，换一张大些的图片，或者把版式换一换。",
    en: "Part of a page of a special issue is empty. Add a story, a timeline or a box, set a larger picture, or choose \
         another layout.",
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
    /// Words in fonts that nobody chose.
    pub strange: Vec<Strange>,
    /// Pictures under 200 dpi.
    pub coarse: Vec<Coarse>,
    /// Pictures in whose place there is white.
    pub unusable: Vec<Unusable>,
    /// What a template put where the engine sets nothing.
    pub dropped: Vec<Dropped>,
    /// Pictures of a sheet for the press that are still in the colours of the screen.
    pub rgb: usize,
    /// Why it is not what an archive takes.
    pub plain: Option<String>,
    /// What the template says of itself.
    pub told: Vec<Told>,
    /// Values of the layout that a standard rules, or that are practice.
    pub values: Vec<RuleValue>,
    /// Bytes of the file.
    pub bytes: usize,
    /// Where the pieces of an issue stand, in the order of reading.
    pub areas: Vec<Area>,
}

/// Content that the engine left out, because a template put it where it cannot stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// What the engine says.
    pub said: String,
    /// The template and the line.
    pub at: String,
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

/// Words in a font that nobody chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strange {
    /// The first of them.
    pub words: String,
    /// The page, from 1.
    pub page: usize,
    /// The font that stands in.
    pub family: String,
}

/// A picture that the engine cannot read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unusable {
    /// Its name among the files of the job.
    pub file: String,
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
        /// The block they stand in, where the sheet has blocks.
        #[serde(default)]
        id: Option<String>,
        /// What would help, any of them.
        #[serde(default)]
        remedies: Vec<Remedy>,
    },
    /// A block found no place and was left out.
    Left {
        /// Which block.
        what: String,
        /// The page, from 1.
        page: usize,
        /// Its name in the view.
        id: String,
        /// What would help, any of them.
        #[serde(default)]
        remedies: Vec<Remedy>,
    },
    /// A table with more columns than anybody can read.
    Wide {
        /// Words of its first row.
        near: String,
        /// The page, from 1.
        page: usize,
        /// How many columns.
        columns: usize,
    },
    /// A title in more lines than anybody reads.
    Tall {
        /// Its first line.
        near: String,
        /// The page, from 1.
        page: usize,
        /// How many lines.
        lines: usize,
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
        /// How many characters would fill them.
        #[serde(default)]
        characters: usize,
        /// The block that is short; none when it is the page.
        #[serde(default)]
        id: Option<String>,
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
