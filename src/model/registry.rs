//! Names that must be written right: organs, leaders, posts, places of one's own.

use jiff::civil::Date;

/// A name of the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredName {
    /// 正确: how it is written.
    pub right: String,
    /// 错误: how it is not.
    pub wrong: Vec<String>,
    /// 起: the first day it is so called; none when it always was.
    pub since: Option<Date>,
    /// 止: the last day; none when it still is.
    pub until: Option<Date>,
    /// 今名: what came after it.
    pub successor: Option<String>,
}
