//! A site that does not know where it will be published.

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::Site;
use crate::say;

/// No or no usable `address` in the settings.
pub static SITE_ADDRESS: Rule = Rule {
    name: "site-address",
    severity: Severity::Note,
    zh: "site.toml 没有写网站的网址。网页照常生成，但 sitemap.xml、订阅和二维码需要完整网址，所以没有做。",
    en: "site.toml does not say where the site will be published. Pages are made as usual, but sitemap.xml, feeds \
         and QR codes need full addresses and are left out.",
};

pub fn check(site: &Site, report: &mut Report) {
    if !site.has_settings() {
        return;
    }
    let place = Place::span_or_file(&site.config_file, site.config.place("address"));
    let example = say!(
        "在 site.toml 顶部写：address = \"https://www.example.gov.cn/shuangyong/\"",
        "at the top of site.toml, write address = \"https://www.example.gov.cn/shuangyong/\""
    );
    match &site.config.address {
        None => report.push(
            Diagnostic::new(
                &SITE_ADDRESS,
                place,
                say!(
                    "没有写网址，sitemap.xml、订阅和二维码没有做",
                    "there is no address, so sitemap.xml, feeds and QR codes were left out"
                ),
            )
            .help(example),
        ),
        Some(address) if !is_web(address) => {
            let mut finding = Diagnostic::new(
                &SITE_ADDRESS,
                place,
                say!(
                    "网址“{address}”要以 https:// 或 http:// 开头",
                    "the address “{address}” must begin with https:// or http://"
                ),
            )
            .help(example);
            finding.severity = Severity::Error;
            report.push(finding);
        }
        Some(_) => {}
    }
}

fn is_web(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.len() > 1 && !rest.starts_with('/') && !rest.contains([' ', '?', '#', '"', '<'])
    })
}
