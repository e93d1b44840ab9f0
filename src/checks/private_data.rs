//! Numbers of private persons in texts: of columns, articles, documents and topics. Lives and rolls
//! are looked through while they are read.

use crate::diag::{Diagnostic, Message, Place, Report, Rule, Severity};
use crate::model::Site;
use crate::say;
use crate::source::SourcePath;
use crate::text::{PrivateKind, PrivateNumber, private_numbers};

/// A number of a private person in a text.
pub static PRIVATE_DATA: Rule = Rule {
    name: "private-data",
    severity: Severity::Warning,
    zh: "稿件里有身份证号、手机号或银行卡号，标题、摘要和正文都查。身份证号是错误；手机号、银行卡号是警告，单位公布的值班手机\
         可以留着。座机不查，单位都要公布。提示里只写打码后的样子，不显示那一行。",
    en: "A text holds a citizen's number, a mobile phone or a bank card, in its head or its body. A citizen's number is an \
         error; phones and cards are warnings, since an office may publish the phone of who is on duty. Landlines are not \
         looked for: offices publish theirs. Findings show the number masked only, and never its line.",
};

pub fn check(site: &Site, report: &mut Report) {
    for (file, text) in site.texts() {
        let source = text.source();
        let found = private_numbers(source).into_iter().filter(|n| !is_in_address(source, n));
        report.extend(found.map(|number| finding(file, source, &number)));
    }
}

/// Whether the number is a part of an address or a path, where articles of portals have theirs.
fn is_in_address(source: &str, number: &PrivateNumber) -> bool {
    let before = &source[..number.range.start];
    let starts = |c: char| !c.is_ascii_graphic() || matches!(c, '"' | '\'' | '(' | '<' | '[');
    let word = before.rsplit(starts).next().unwrap_or(before);
    word.contains('/') && (word.contains("//") || word.starts_with(['/', '.']))
}

fn finding(file: &SourcePath, source: &str, number: &PrivateNumber) -> Diagnostic {
    let line = 1 + source[..number.range.start].matches('\n').count();
    let (severity, what) = match number.kind {
        PrivateKind::CitizenId => (Severity::Error, say!("身份证号", "a citizen's number")),
        // Without a check digit it may be something else.
        PrivateKind::OldCitizenId => {
            (Severity::Warning, say!("旧身份证号", "an old citizen's number"))
        }
        PrivateKind::MobilePhone => (Severity::Warning, say!("手机号", "a mobile phone")),
        PrivateKind::Landline => (Severity::Warning, say!("座机号", "a landline")),
        PrivateKind::BankCard => (Severity::Warning, say!("银行卡号", "a bank card")),
    };
    let masked = &number.masked;
    let message = Message::new(
        format!("第 {line} 行有{}（{masked}）", what.zh),
        format!("line {line} holds {} ({masked})", what.en),
    );
    let mut finding = Diagnostic::new(&PRIVATE_DATA, Place::File(file.clone()), message);
    finding.severity = severity;
    finding.help(say!(
        "个人的号码请删去，或者改成“{masked}”这样；附件里也要查一遍",
        "delete it if it is a person's, or write it as “{masked}”; look through the attachments, too"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages_are_no_phones() {
        let found = |text: &str| {
            let numbers = private_numbers(text).into_iter();
            numbers.filter(|number| !is_in_address(text, number)).count()
        };
        for text in
            ["https://a.example/col/13800138000/", "[甲](/a/13800138000/)", "(../13800138000/)"]
        {
            assert_eq!(found(text), 0, "{text}");
        }
        for text in ["010-65432100/13800138000", "电话13800138000", "（13800138000）"] {
            assert_eq!(found(text), 1, "{text}");
        }
    }
}
