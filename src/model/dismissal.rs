//! Findings that somebody looked at and set aside, with the reason on record.

use std::ops::Range;

use crate::source::SourcePath;

/// An entry of `dismissals.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dismissal {
    /// 规则: the rule's name.
    pub rule: String,
    /// 文件: the file of the finding.
    pub file: SourcePath,
    /// 文字: a few words of the passage, when the file has several findings of the rule.
    pub words: Option<String>,
    /// 指纹: a digest of the passage as it was; another text brings the finding back.
    pub mark: Option<String>,
    /// 理由: why it may stay.
    pub why: String,
    /// 姓名: who decided so.
    pub by: String,
    /// Where the entry stands in `dismissals.toml`.
    pub place: Range<usize>,
}

impl Dismissal {
    /// The file of all dismissals, in the site folder.
    pub const FILE: &str = "dismissals.toml";

    /// Why it may stay, and by whose decision.
    pub fn reason(&self) -> String {
        format!("{}（{}）", self.why, self.by)
    }
}
