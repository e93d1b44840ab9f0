//! Numbers and homes of private persons in texts: of columns, articles, documents and topics. Lives
//! and rolls are looked through while they are read. Never shows a number or its line.

use crate::diag::{Diagnostic, Message, Place, Report, Rule, Severity};
use crate::model::Site;
use crate::say;
use crate::source::SourcePath;
use crate::text::{PrivateKind, PrivateNumber, homes, may_tell_homes, private_numbers};

/// A number of a private person in a text.
pub static PRIVATE_DATA: Rule = Rule {
    name: "private-data",
    severity: Severity::Warning,
    zh: "稿件里有身份证号、手机号、银行卡号，或者写明的家庭住址，标题、摘要和正文都查。身份证号是错误；其余是警告，单位公布的\
         值班手机可以留着。座机不查，单位都要公布；写着局、馆、中心一类字的句子里的地址也不算。提示里只写打码后的样子，不显示那一行。",
    en: "A text holds a citizen's number, a mobile phone, a bank card, or a home that is stated as one, in its head or its \
         body. A citizen's number is an error; the others are warnings, since an office may publish the phone of who is on \
         duty. Landlines are not looked for: offices publish theirs; nor is an address in a sentence that names an office. \
         Findings show it masked only, and never its line.",
};

pub fn check(site: &Site, report: &mut Report) {
    for (file, text) in site.texts() {
        let source = text.source();
        let found = private_numbers(source).into_iter().filter(|n| !is_in_address(source, n));
        for number in found {
            let line = 1 + source[..number.range.start].matches('\n').count();
            report.push(finding(file, line, Leak::Number(number.kind), &number.masked));
        }
        let lines = if may_tell_homes(source) { source } else { "" }.lines();
        for (line, said) in (1..).zip(lines) {
            report.extend(homes(said).iter().map(|home| finding(file, line, Leak::Home, home)));
        }
    }
}

/// Whether the number is a part of an address or a path, where articles of portals have theirs.
fn is_in_address(source: &str, number: &PrivateNumber) -> bool {
    let before = &source[..number.range.start];
    let starts = |c: char| !c.is_ascii_graphic() || matches!(c, '"' | '\'' | '(' | '<' | '[');
    let word = before.rsplit(starts).next().unwrap_or(before);
    word.contains('/') && (word.contains("//") || word.starts_with(['/', '.']))
}

/// What belongs to a private person.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Leak {
    /// A number.
    Number(PrivateKind),
    /// Where somebody lives.
    Home,
    /// Not a person's: the mark of a secret of the state.
    Secrecy,
}

impl Leak {
    /// What it is called.
    pub fn name(self) -> Message {
        match self {
            Self::Number(PrivateKind::CitizenId) => say!("身份证号", "a citizen's number"),
            Self::Number(PrivateKind::OldCitizenId) => {
                say!("旧身份证号", "an old citizen's number")
            }
            Self::Number(PrivateKind::MobilePhone) => say!("手机号", "a mobile phone"),
            Self::Number(PrivateKind::Landline) => say!("座机号", "a landline"),
            Self::Number(PrivateKind::BankCard) => say!("银行卡号", "a bank card"),
            Self::Home => say!("家庭住址", "somebody's home"),
            Self::Secrecy => say!("密级标志", "the mark of a state secret"),
        }
    }

    /// How much it matters; without a check digit it may be something else.
    pub fn severity(self) -> Severity {
        match self {
            Self::Number(PrivateKind::CitizenId) | Self::Secrecy => Severity::Error,
            Self::Number(
                PrivateKind::OldCitizenId
                | PrivateKind::MobilePhone
                | PrivateKind::Landline
                | PrivateKind::BankCard,
            )
            | Self::Home => Severity::Warning,
        }
    }
}

fn finding(file: &SourcePath, line: usize, leak: Leak, masked: &str) -> Diagnostic {
    let what = leak.name();
    let message = Message::new(
        format!("第 {line} 行有{}（{masked}）", what.zh),
        format!("line {line} holds {} ({masked})", what.en),
    );
    let mut finding = Diagnostic::new(&PRIVATE_DATA, Place::File(file.clone()), message);
    finding.severity = leak.severity();
    finding.help(say!(
        "个人的请删去，或者改成“{masked}”这样",
        "delete it if it is a person's, or write it as “{masked}”"
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
