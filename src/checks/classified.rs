//! Documents that may not be seen by everybody.

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::Site;
use crate::say;

/// A document with a 密级 in a website's folder.
pub static CLASSIFIED: Rule = Rule {
    name: "classified",
    severity: Severity::Error,
    zh: "公文写着密级（公开、主动公开、无、非密一类的字样除外）。这样的公文不生成网页，也不进搜索、列表和附件；\
         涉密文件本来就不能放进连着互联网的电脑（《保守国家秘密法》）。",
    en: "A document has a 密级 that does not say it is public. No page, list, search or attachment of the site has it; \
         classified files may not be on a computer that is connected to the internet at all.",
};

pub fn check(site: &Site, report: &mut Report) {
    for item in &site.withheld {
        let Some(document) = item.document().filter(|it| it.is_classified()) else { continue };
        let word = document.secrecy.as_deref().unwrap_or_default();
        report.push(
            Diagnostic::new(
                &CLASSIFIED,
                Place::span(&item.source, item.place("secrecy")),
                say!(
                    "密级是“{word}”的公文不能上网，没有生成",
                    "a document whose 密级 is “{word}” may not be published, and was not made"
                ),
            )
            .help(say!(
                "确是涉密文件的，从这台电脑上删去并报告保密部门；可以公开的，删去“密级”或写“公开”",
                "when it is classified, remove it from this computer and tell your security office; when it is \
                 public, remove secrecy or write 公开"
            )),
        );
    }
}
