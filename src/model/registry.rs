//! Names that must be written right: organs, leaders, posts, places of one's own.

use crate::text::UncertainDate;

/// A name of the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredName {
    /// 正确: how it is written.
    pub right: String,
    /// 错误: how it is not.
    pub wrong: Vec<String>,
    /// 起: since when it is so called, as far as it is known; none when it always was.
    pub since: Option<UncertainDate>,
    /// 止: until when, as far as it is known; none when it still is.
    pub until: Option<UncertainDate>,
    /// 今名: what came after it.
    pub successor: Option<String>,
    /// 依据: what says so.
    pub source: Option<String>,
}
