//! Texts that a special issue or a bulletin gathers and that are not published: they are left out of
//! it. Never looks at links.

use std::ops::Range;

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{Kind, Site, Unpublished};
use crate::say;
use crate::source::SourcePath;

/// A text of an issue or a bulletin that is not published.
pub static UNPUBLISHED_PIECE: Rule = Rule {
    name: "unpublished-piece",
    severity: Severity::Warning,
    zh: "特刊、简报里写到的稿件没有发布（草稿、未到时间、已失效、已撤下或有错误），印出来没有它。发布它，或者换一篇。",
    en: "A special issue or a bulletin names a text that is not published (a draft, not yet due, expired, withdrawn or \
         broken), so it is not printed. Publish it, or name another.",
};

pub fn check(site: &Site, report: &mut Report) {
    for item in &site.items {
        if let Kind::Bulletin(bulletin) = &item.kind {
            for (path, place) in &bulletin.articles {
                report.extend(finding(site, path, &item.source, place));
            }
        }
    }
    for issue in &site.issues {
        for piece in issue.items() {
            report.extend(finding(site, &piece.path, &issue.source, &piece.place));
        }
    }
}

fn finding(
    site: &Site,
    path: &str,
    source: &SourcePath,
    place: &Range<usize>,
) -> Option<Diagnostic> {
    let (zh, en) = match site.unpublished.get(path)? {
        Unpublished::Draft => ("是草稿", "is a draft"),
        Unpublished::Future => ("未到发布时间", "is not yet due"),
        Unpublished::Expired => ("已失效", "has expired"),
        Unpublished::Withdrawn => ("已撤下", "was withdrawn"),
        Unpublished::Classified => ("有密级", "is classified"),
        Unpublished::Unapproved => ("没有通过审校", "was not passed by its reviewers"),
        Unpublished::Broken => ("有错误", "has errors"),
    };
    let place = Place::span_or_file(source, place.clone());
    let message = say!("{path} {zh}，没有排", "{path} {en} and is not printed");
    Some(
        Diagnostic::new(&UNPUBLISHED_PIECE, place, message)
            .help(say!("发布它，或者换一篇", "publish it, or name another")),
    )
}
