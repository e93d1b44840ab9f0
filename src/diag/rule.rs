//! What a rule is. The rules themselves live where they are checked; `checks::RULES` lists them.

/// How much a finding matters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Severity {
    /// The content cannot be used as it stands; `build` and `check` end with exit code 1.
    Error,
    /// Something a reader or an inspector would object to.
    Warning,
    /// Worth knowing.
    Note,
}

/// A rule, with everything `fengbei explain` prints.
#[derive(Debug)]
pub struct Rule {
    /// The rule's name, as typed after `fengbei explain`.
    pub name: &'static str,
    /// How much breaking it matters.
    pub severity: Severity,
    /// What it asks for and why, in Chinese; Markdown.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}

impl Severity {
    /// The word shown before a finding.
    pub fn word(self) -> super::Message {
        match self {
            Self::Error => crate::say!("错误", "error"),
            Self::Warning => crate::say!("警告", "warning"),
            Self::Note => crate::say!("提示", "note"),
        }
    }

    /// The word in machine output.
    pub fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}
