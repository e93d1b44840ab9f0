//! The fields of an official document.

use super::record::{BAD_VALUE, Record};
use crate::diag::{Diagnostic, Fix, Place, Report, Severity};
use crate::model::{Document, DocumentForm, DocumentNumber, Seal, Validity};
use crate::say;
use crate::source::SourcePath;

/// What only documents have.
pub fn load_document(file: &SourcePath, head: &Record<'_>, report: &mut Report) -> Document {
    Document {
        number: number(file, head, report),
        issuer: head.text("issuer").unwrap_or_default(),
        recipients: head
            .texts("recipients")
            .iter()
            // The page writes the colon itself.
            .map(|typed| typed.trim_end_matches(['：', ':']).to_owned())
            .collect(),
        written: head.moment("written"),
        index: head.text("index"),
        validity: match head.choice("validity") {
            Some("expired") => Validity::Expired,
            Some("repealed") => Validity::Repealed,
            Some("amended") => Validity::Amended,
            _ => Validity::Valid,
        },
        effective: head.moment("effective"),
        repealed: head.moment("repealed"),
        signers: head.texts("signers"),
        copied: head.texts("cc"),
        note: head.text("note"),
        copies: head.text("copies"),
        secrecy: head.text("secrecy"),
        urgency: head.text("urgency"),
        form: match head.choice("form") {
            Some("upward") => DocumentForm::Upward,
            Some("letter") => DocumentForm::Letter,
            Some("order") => DocumentForm::Order,
            Some("minutes") => DocumentForm::Minutes,
            _ => DocumentForm::Downward,
        },
        mark: head.text("mark"),
        joint: head.texts("joint"),
        seal: seal(file, head),
        office: head.text("office"),
        printed: head.moment("printed"),
    }
}

/// `无` is a document without a seal; anything else is the picture of one.
fn seal(file: &SourcePath, head: &Record<'_>) -> Seal {
    match head.text("seal").as_deref() {
        None => Seal::ByHand,
        Some("无" | "none") => Seal::Without,
        Some(picture) => Seal::Picture(file.resolve(picture).unwrap_or_else(|| picture.to_owned())),
    }
}

fn number(file: &SourcePath, head: &Record<'_>, report: &mut Report) -> Option<DocumentNumber> {
    let typed = head.text("number")?;
    let place = head.place("number").expect("has a text, so has a place");
    let Some(number) = DocumentNumber::parse(&typed) else {
        report.push(
            Diagnostic::new(
                &BAD_VALUE,
                Place::span(file, place),
                say!("“{typed}”不是发文字号", "“{typed}” is no document number"),
            )
            .help(say!(
                "写成 机关代字〔年份〕顺序号号，例如 示拥办发〔2021〕4号",
                "write agency code, year in 〔 〕, serial and 号, such as 示拥办发〔2021〕4号"
            )),
        );
        return None;
    };
    let right = number.to_string();
    if right != typed {
        let mut finding = Diagnostic::new(
            &BAD_VALUE,
            Place::span(file, place.clone()),
            say!("发文字号应写成“{right}”", "the document number is written “{right}”"),
        )
        .help(say!(
            "年份用六角括号〔〕，顺序号不加“第”、不编虚位（GB/T 9704-2012，7.2.5）",
            "the year stands in 〔 〕, the serial has no 第 and no leading zero (GB/T 9704-2012, 7.2.5)"
        ))
;
        if place.len() == typed.len() || place.len() == typed.len() + 2 {
            let title = say!("改为“{right}”", "change it to “{right}”");
            finding = finding.fix(Fix::replace(title, file, place, format!("\"{right}\"")));
        }
        finding.severity = Severity::Warning;
        report.push(finding);
    }
    Some(number)
}
