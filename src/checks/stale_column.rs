//! Columns that have waited too long for something new.

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::Site;
use crate::say;

/// A column without anything new for longer than it allows.
pub static STALE_COLUMN: Rule = Rule {
    name: "stale-column",
    severity: Severity::Warning,
    zh: "栏目超过“更新期限”没有新内容。按 2019 年检查指标的通行说法，首页两周不更新即单项否决，\
         动态类栏目两周、通知政策类栏目六个月不更新计入逾期。",
    en: "A column has had nothing new for longer than its `update_within`. As the 2019 inspection indicators are \
         commonly restated, a home page without news for two weeks fails outright, and news columns are overdue \
         after two weeks, notices and policies after six months.",
};

pub fn check(site: &Site, report: &mut Report) {
    for (id, column) in site.columns() {
        let (Some(within), Some(source)) = (column.update_within, &column.source) else { continue };
        let newest =
            site.newest(id).iter().filter_map(|id| site.item(*id).date).map(|m| m.date).max();
        let Some(newest) = newest else { continue };
        let days = i64::from((site.today - newest).get_days());
        if days > within {
            let title = &column.title;
            let place = Place::span(source, column.place("update_within"));
            report.push(
                Diagnostic::new(
                    &STALE_COLUMN,
                    place,
                    say!(
                        "栏目“{title}”已 {days} 天没有更新（期限 {within} 天，最新一篇 {newest}）",
                        "the column “{title}” has had nothing new for {days} days (allowed {within}, newest {newest})"
                    ),
                )
                .help(say!("发布新内容；不要改旧文章的日期", "publish something new; do not change the date of an old item")),
            );
        }
    }
}
