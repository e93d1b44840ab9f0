//! What an office says of printing.

use crate::print::FontSettings;

/// What `[print]` in `site.toml` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintSettings {
    /// Whether every official document is printed when the site is built.
    pub documents: bool,
    /// Whether every bulletin is printed when the site is built.
    pub bulletins: bool,
    /// Where fonts are looked for, and which serve which role.
    pub fonts: FontSettings,
    /// What stands for characters that no font has.
    pub glyphs: Vec<Glyph>,
    /// 印发机关: the office that prints documents, unless a document names its own.
    pub office: Option<String>,
}

/// What an office says of a character that its fonts may lack (缺字).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Glyph {
    /// The character.
    pub character: char,
    /// Its ideographic description (拆字), such as `⿰王景`.
    pub parts: Option<String>,
    /// A drawing of it: a picture of the site folder.
    pub picture: Option<String>,
}
