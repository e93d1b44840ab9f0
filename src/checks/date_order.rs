//! Dates that contradict each other.

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{Item, Kind, Site};
use crate::say;
use crate::text::Moment;

/// A date before one that must come first.
pub static DATE_ORDER: Rule = Rule {
    name: "date-order",
    severity: Severity::Warning,
    zh: "日期前后矛盾：更新早于发布、发布早于成文、失效早于发布，或废止早于施行。多半有一个日期写错了。",
    en: "Dates contradict each other: updated before published, published before written, expired before \
         published, or repealed before in force. One of them is probably wrong.",
};

pub fn check(site: &Site, report: &mut Report) {
    for item in &site.items {
        let mut pairs = vec![
            ("date", item.date, "updated", item.updated),
            ("date", item.date, "expires", item.expires),
        ];
        if let Kind::Document(document) = &item.kind {
            pairs.push(("written", document.written, "date", item.date));
            pairs.push(("effective", document.effective, "repealed", document.repealed));
        }
        for (first, early, second, late) in pairs {
            if let (Some(early), Some(late)) = (early, late)
                && late.date < early.date
            {
                report.push(finding(item, (first, early), (second, late)));
            }
        }
    }
}

fn finding(
    item: &Item,
    (first, early): (&str, Moment),
    (second, late): (&str, Moment),
) -> Diagnostic {
    let zh = |key| match key {
        "date" => "发布时间",
        "updated" => "更新时间",
        "expires" => "失效时间",
        "written" => "成文日期",
        "effective" => "施行日期",
        _ => "废止日期",
    };
    let (first_zh, second_zh) = (zh(first), zh(second));
    Diagnostic::new(
        &DATE_ORDER,
        Place::span(&item.source, item.place(second)),
        crate::diag::Message::new(
            format!("{second_zh}（{late}）早于{first_zh}（{early}）"),
            format!("{second} ({late}) is before {first} ({early})"),
        ),
    )
    .note(Place::span(&item.source, item.place(first)), crate::diag::Message::new(first_zh, first))
    .help(say!("核对这两个日期", "look at both dates"))
}
