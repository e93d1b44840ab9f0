//! Items without a text.

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{Item, Kind, Site};
use crate::say;

/// An item without a text.
pub static EMPTY_TEXT: Rule = Rule {
    name: "empty-text",
    severity: Severity::Warning,
    zh: "稿件只有标题，没有正文，读者打开是一张白页。有图片、附件的，简报里编了稿件的，另有模板的，都不算。",
    en: "An item has a title and no text, so that its readers open a blank page. One with pictures or attachments, a \
         bulletin that gathers texts, and one with a template of its own do not count.",
};

pub fn check(site: &Site, report: &mut Report) {
    for item in site.items.iter().filter(|item| is_blank(item)) {
        let title = &item.title;
        let message = say!("“{title}”没有正文", "“{title}” has no text");
        let finding = Diagnostic::new(&EMPTY_TEXT, Place::File(item.source.clone()), message);
        report.push(finding.help(say!(
            "补上正文；还没写好的，加上“草稿”",
            "write its text, or mark it as a draft"
        )));
    }
}

fn is_blank(item: &Item) -> bool {
    let shows_more = match &item.kind {
        Kind::Article | Kind::Document(_) | Kind::Page => false,
        Kind::Topic(_) => true,
        Kind::Bulletin(bulletin) => !bulletin.articles.is_empty(),
    };
    let is_bare =
        item.attachments.is_empty() && item.template.is_none() && item.withdrawn.is_none();
    is_bare && !shows_more && item.body.nodes().is_empty()
}
