//! Pictures and films of other sites.

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::markup::LinkKind;
use crate::model::{Site, Target};
use crate::reach::web_address;
use crate::say;

/// A picture or a film that lies on another site.
pub static OUTSIDE_MEDIA: Rule = Rule {
    name: "outside-media",
    severity: Severity::Error,
    zh: "图片、视频在别的网站上。本站的网页不从外面加载任何东西，读者那里是空白。下载下来（征得对方同意，注明来源），\
         放到稿件旁边，只写文件名；或者写成普通的链接：[看视频](网址)。",
    en: "A picture or a film lies on another site. Pages load nothing from outside, so readers see a blank. Download it \
         (with the other's consent, and name the source), put it beside the text, and write its name alone; or write a \
         plain link: [watch the film](address).",
};

pub fn check(site: &Site, report: &mut Report) {
    for (source, text) in site.texts() {
        for link in text.links() {
            let destination = &link.destination;
            let (zh, en) = match link.kind {
                LinkKind::Picture => ("图片", "picture"),
                LinkKind::Video => ("视频", "film"),
                LinkKind::Page | LinkKind::Attachment => continue,
            };
            if web_address(destination).is_none()
                || site.target(source, destination) != Target::Elsewhere
            {
                continue;
            }
            let finding = Diagnostic::new(
                &OUTSIDE_MEDIA,
                Place::span(source, link.span.clone()),
                say!(
                    "{zh}“{destination}”在别的网站上，读者看不到",
                    "the {en} “{destination}” lies on another site; readers do not see it"
                ),
            );
            report.push(finding.help(say!(
                "下载下来，放到本文件旁边，只写文件名；或者写成普通的链接",
                "download it, put it beside this file, and write its name alone; or write a plain link"
            )));
        }
    }
}
