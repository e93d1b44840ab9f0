//! Bulletins (简报): numbered issues of a series, made of texts of the site and of their own.

use std::ops::Range;

/// What a bulletin has beside what every item has. Its own text goes before the texts it gathers.
#[derive(Debug, Clone, Default)]
pub struct Bulletin {
    /// 简报名称; when it is not said, the column's title.
    pub name: Option<String>,
    /// 期号, which begins anew every year.
    pub number: u32,
    /// 总期号
    pub total: Option<u32>,
    /// 编印单位; when it is not said, the host of the site.
    pub unit: Option<String>,
    /// The texts it gathers: files of the site folder, with the places that name them.
    pub articles: Vec<(String, Range<usize>)>,
    /// 报
    pub report_to: Vec<String>,
    /// 送
    pub send_to: Vec<String>,
    /// 发
    pub issue_to: Vec<String>,
    /// 印数
    pub copies: Option<u32>,
}
