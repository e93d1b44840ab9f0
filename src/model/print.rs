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
    /// 印发机关: the office that prints documents, unless a document names its own.
    pub office: Option<String>,
}
