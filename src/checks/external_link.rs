//! Links to other sites that lead nowhere: which addresses there are, and what their answers mean.
//! Never asks anybody by itself.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Message, Place, Report, Rule, Severity};
use crate::model::{Site, Target};
use crate::reach::{Answer, web_address};
use crate::say;

/// A link to another site that leads nowhere.
pub static EXTERNAL_LINK: Rule = Rule {
    name: "external-link",
    severity: Severity::Warning,
    zh: "链接指向的外网页面打不开。只在 fengbei check --external 时查，要联网；查过能打开的，七天内不再问。对方说没有这一页、\
         没有这个网站、没有回音，是警告；对方要求登录、拒绝程序访问或者一时有故障，是提示，请人点开看一看。\
         检查政府网站时，十五秒打不开的算死链。",
    en: "A link leads to a page of another site that does not open. This is looked at with fengbei check --external only, \
         which needs a network; what opened is not asked for again within seven days. No such page, no such site and no \
         answer are warnings; a site that asks who one is, turns programs away or has trouble is a note: somebody should \
         look. In inspections of government sites, what takes longer than fifteen seconds is a dead link.",
};

/// Every address of other sites that a published text links to, with the places of the links.
pub fn addresses(site: &Site) -> BTreeMap<String, Vec<Place>> {
    let own = site.config.address.as_deref();
    let mut found: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (file, text) in site.texts() {
        for link in text.links() {
            let is_own = own.is_some_and(|own| link.destination.starts_with(own));
            if is_own || site.target(file, &link.destination) != Target::Elsewhere {
                continue;
            }
            if let Some(address) = web_address(&link.destination) {
                found.entry(address).or_default().push(Place::span(file, link.span.clone()));
            }
        }
    }
    found
}

/// The key under which the answer for `address` is kept.
pub fn key(address: &str) -> blake3::Hash {
    blake3::Hasher::new_derive_key("fengbei external link 1").update(address.as_bytes()).finalize()
}

/// What the answers say of the links at these places.
pub fn findings(
    links: &BTreeMap<String, Vec<Place>>,
    answers: &BTreeMap<String, Answer>,
    report: &mut Report,
) {
    for (address, places) in links {
        let Some((severity, message)) = answers.get(address).and_then(judged) else { continue };
        for place in places {
            let mut finding = Diagnostic::new(&EXTERNAL_LINK, place.clone(), message.clone());
            finding.severity = severity;
            report.push(finding.help(match severity {
                Severity::Note => say!(
                    "用浏览器点开看一看；确实能打开的，用 check --dismiss 记下",
                    "open it in a browser; if it opens, put that on record with check --dismiss"
                ),
                Severity::Error | Severity::Warning => say!(
                    "换成现在的网址；对方已经撤下的，删去链接",
                    "change it to today's address, or take the link away"
                ),
            }));
        }
    }
}

/// What an answer means; none when the page is there.
fn judged(answer: &Answer) -> Option<(Severity, Message)> {
    Some(match answer {
        Answer::There => return None,
        Answer::Gone(code) => (
            Severity::Warning,
            say!("对方网站没有这一页（{code}）", "the other site has no such page ({code})"),
        ),
        Answer::Silent => {
            (Severity::Warning, say!("对方网站没有回音", "the other site does not answer"))
        }
        Answer::NoHost => (Severity::Warning, say!("没有这个网站", "there is no such site")),
        Answer::Slow => {
            (Severity::Warning, say!("十五秒还没有打开", "it did not open within fifteen seconds"))
        }
        Answer::Refused(code) => (
            Severity::Note,
            say!(
                "对方网站没有给出这一页（{code}），可能要登录，或不让程序访问",
                "the other site did not give the page ({code}): it may ask who one is, or turn programs away"
            ),
        ),
        Answer::Odd(said) => (
            Severity::Note,
            say!(
                "连接不可靠，或者对方不是网站（{said}）",
                "the connection cannot be trusted, or no web site answered ({said})"
            ),
        ),
    })
}
