//! Pictures without a text alternative.

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::markup::LinkKind;
use crate::model::Site;
use crate::say;

/// A picture that says nothing to a reader who cannot see it.
pub static MISSING_ALT: Rule = Rule {
    name: "missing-alt",
    severity: Severity::Warning,
    zh: "图片没有文字说明。视障读者靠朗读软件听网页，没有说明的图片对他们是空白（GB/T 37668-2019）。\
         在方括号里写一句图上是什么：![战士们在植树](a.jpg)。",
    en: "A picture has no text alternative. Readers who cannot see have the page read to them, and such a picture \
         is a blank to them (GB/T 37668-2019). Say what it shows in the brackets: ![Soldiers planting trees](a.jpg).",
};

pub fn check(site: &Site, report: &mut Report) {
    for (source, text) in site.texts() {
        let pictures = text.links().iter().filter(|link| link.kind == LinkKind::Picture);
        for link in pictures.filter(|link| link.words.trim().is_empty()) {
            let destination = &link.destination;
            report.push(
                Diagnostic::new(
                    &MISSING_ALT,
                    Place::span(source, link.span.clone()),
                    say!(
                        "图片“{destination}”没有文字说明",
                        "the picture “{destination}” has no text alternative"
                    ),
                )
                .help(say!(
                    "写成 ![图上是什么]({destination})",
                    "write ![what it shows]({destination})"
                )),
            );
        }
    }
}
