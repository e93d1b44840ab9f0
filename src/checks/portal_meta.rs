//! The portal's mandatory tags (国办发〔2017〕47号, annex on page design).

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{ColumnId, Site};
use crate::say;

/// A mandatory tag that would be empty or wrong.
pub static PORTAL_META: Rule = Rule {
    name: "portal-meta",
    severity: Severity::Error,
    zh: "门户网站的必填标签不能为空：每页要有 SiteName、SiteDomain、SiteIDCode，栏目页另有 ColumnType 等 4 项，\
         文章页另有 ArticleTitle、PubDate、ContentSource（国办发〔2017〕47号附件）。标识码是 10 位数字，或 bm 加 8 位，\
         或 N 加 9 位；域名只写主机名。",
    en: "The portal's mandatory tags must not be empty: SiteName, SiteDomain and SiteIDCode on every page, four \
         more on column pages such as ColumnType, three more on articles (State Council office, 2017 no. 47, \
         annex). The code is ten digits, or bm and eight, or N and nine; the domain is the bare host.",
};

/// The listed values of `ColumnType`; the list is open.
const COLUMN_TYPES: [&str; 18] = [
    "首页",
    "概况信息",
    "机构职能",
    "负责人信息",
    "工作动态",
    "政策文件",
    "信息公开指南",
    "信息公开目录",
    "信息公开年报",
    "依法申请公开",
    "数据发布",
    "数据开放",
    "政策解读",
    "回应关切",
    "办事服务",
    "咨询投诉",
    "征集调查",
    "在线访谈",
];

pub fn check(site: &Site, report: &mut Report) {
    if !site.has_settings() {
        return;
    }
    let portal = &site.config.portal;
    if !is_code(&portal.code) {
        report.push(setting(site, "SiteIDCode", "code", "1400000001", &portal.code));
    }
    if !is_host(&portal.domain) {
        report.push(setting(site, "SiteDomain", "domain", "www.example.gov.cn", &portal.domain));
    }
    for (_, column) in site.columns().filter(|(id, _)| *id != ColumnId::HOME) {
        let Some(source) = &column.source else { continue };
        let place = Place::span_or_file(source, column.place("column_type"));
        let typed = column.column_type.as_str();
        if typed.is_empty() || typed == "null" {
            report.push(
                Diagnostic::new(
                    &PORTAL_META,
                    place,
                    say!(
                        "栏目“{}”没有写栏目类别，ColumnType 会是空的",
                        "the column “{}” has no column_type, so ColumnType would be empty",
                        column.title
                    ),
                )
                .help(say!(
                    "加一行：栏目类别 = \"工作动态\"",
                    "add a line: column_type = \"工作动态\""
                ))
                .help(say!(
                    "常用的有：{}",
                    "the usual ones: {}",
                    COLUMN_TYPES.join("、")
                )),
            );
        } else if !COLUMN_TYPES.contains(&typed) {
            let mut finding = Diagnostic::new(
                &PORTAL_META,
                place,
                say!(
                    "栏目类别“{typed}”不在常用的 18 种之内",
                    "the column_type “{typed}” is none of the 18 that are listed"
                ),
            )
            .help(say!("常用的有：{}", "the usual ones: {}", COLUMN_TYPES.join("、")));
            finding.severity = Severity::Warning;
            report.push(finding);
        }
    }
}

fn setting(site: &Site, tag: &str, key: &str, example: &str, typed: &str) -> Diagnostic {
    let message = if typed.is_empty() {
        say!(
            "没有写 {tag}，每一页的必填标签都会是空的",
            "{tag} is not set, so a mandatory tag would be empty on every page"
        )
    } else {
        say!("“{typed}”不能作 {tag}", "“{typed}” cannot be {tag}")
    };
    let place = site.config.place(&format!("portal.{key}"));
    let place = Place::span_or_file(&site.config_file, place);
    Diagnostic::new(&PORTAL_META, place, message).help(say!(
        "在 site.toml 的 [portal] 下写：{key} = \"{example}\"",
        "in site.toml below [portal], write {key} = \"{example}\""
    ))
}

/// `^(\d{10}|bm\d{8}|N\d{9})$`, which fits every code seen.
fn is_code(code: &str) -> bool {
    let digits =
        |rest: &str, count| rest.len() == count && rest.bytes().all(|b| b.is_ascii_digit());
    digits(code, 10)
        || code.strip_prefix("bm").is_some_and(|rest| digits(rest, 8))
        || code.strip_prefix('N').is_some_and(|rest| digits(rest, 9))
}

fn is_host(domain: &str) -> bool {
    domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_hosts_are_told_from_what_only_looks_like_them() {
        assert_eq!(["1400000001", "bm12345678", "N123456789"].map(is_code), [true; 3]);
        assert_eq!(["", "null", "140000000", "BM12345678", "14000000010"].map(is_code), [false; 5]);
        assert_eq!(["www.example.gov.cn", "a.cn"].map(is_host), [true; 2]);
        assert_eq!(["", "https://a.cn", "a.cn/", "localhost"].map(is_host), [false; 4]);
    }
}
