//! Private persons in what readers take away: attachments, and files that go out as they are. Most
//! leaks are there, where nobody looks. Never shows a number, nor the words around it.

mod kept;
mod look;

use rayon::prelude::*;

use super::private_data::Leak;
use crate::diag::{Capped, Diagnostic, Message, Place, Report, Rule, Severity};
use crate::model::Site;
use crate::plan;
use crate::say;
use crate::source::paper::{PaperFault, PaperSpot};
use crate::source::{Content, File, SourcePath};

pub use kept::keys;
use look::{Found, Looked, Spot};

/// Something of a private person in a file that readers take away.
pub static PRIVATE_ATTACHMENT: Rule = Rule {
    name: "private-attachment",
    severity: Severity::Warning,
    zh: "供下载的附件里有身份证号、手机号、银行卡号、家庭住址，或“机密★1年”这样的密级标志。查 Word（.docx，含页眉、脚注、批注、删掉还留着痕迹的字）、\
         表格（.xlsx、.xls、.ods、.csv，含隐藏的工作表）、幻灯片（.pptx）、PDF 里的文字和 .txt。身份证号、密级标志是错误，其余是警告。\
         提示说明在第几页、哪张表、哪一格、第几段，号码只写打码后的样子。检查中被通报的泄露大多在附件里。",
    en: "A file that readers take away holds a citizen's number, a mobile phone, a bank card, somebody's home, or the mark of a state secret. Word files \
         (.docx, with margins, notes, remarks and words that were deleted and left their trace), tables (.xlsx, .xls, .ods, \
         .csv, with hidden sheets), slides (.pptx), the text of PDFs and plain text are looked through. A citizen's number \
         and such a mark are errors, the others are warnings. Findings name the page, the sheet, the cell or the paragraph, and show the \
         number masked only. Most leaks that inspections tell of are in attachments.",
};

/// A file that readers take away and nobody looked into.
pub static UNREAD_ATTACHMENT: Rule = Rule {
    name: "unread-attachment",
    severity: Severity::Note,
    zh: "供下载的附件没能查：旧的 .doc、.wps，压缩包，加了密码的、损坏的文件，只有扫描图片的 PDF。里面有没有个人信息，\
         要请人打开看一遍；能另存为 .docx、.xlsx 或带文字的 PDF 的，存了再查。",
    en: "A file that readers take away could not be looked into: old .doc and .wps, archives, files with a password, \
         damaged ones, PDFs that are scanned pictures. Somebody must open it and look for personal data; what can be saved \
         as .docx, .xlsx or a PDF with text is looked into then.",
};

pub fn check(site: &Site, report: &mut Report) {
    let looked: Vec<(SourcePath, Looked)> = files(site)
        .into_par_iter()
        .map(|file| (file.path.clone(), kept::look(site, file)))
        .collect();
    for (file, looked) in looked {
        let mut all = Capped::default();
        for found in &looked.found {
            all.push(finding(&file, found));
        }
        if let Some(fault) = &looked.fault {
            all.push(unread(&file, fault));
        }
        report.absorb(all.finish());
    }
}

/// Every file that goes out as it is and is a paper or a table, in path order.
fn files(site: &Site) -> Vec<&File> {
    let mut paths: Vec<SourcePath> = plan::offered(site).into_values().collect();
    paths.sort();
    paths.dedup();
    let files = paths.iter().filter(|path| look::can_hold_words(path));
    let files = files.filter_map(|path| Some(&**site.sources.get(path.as_str())?));
    // A file that is not there to be read is told of once, as such.
    files.filter(|file| !matches!(file.content, Content::Unreadable(_))).collect()
}

fn finding(file: &SourcePath, found: &Found) -> Diagnostic {
    let (what, masked) = (found.leak.name(), &found.masked);
    let (place, message) = match &found.spot {
        Spot::Cell { sheet, row, column } => {
            let (sheet, row, column) = (sheet.clone(), *row, *column);
            let place = Place::Cell { file: file.clone(), sheet, row, column };
            let message = Message::new(
                format!("附件的这一格有{}（{masked}）", what.zh),
                format!("this cell of an attachment holds {} ({masked})", what.en),
            );
            (place, message)
        }
        Spot::Paper(spot) => (Place::File(file.clone()), in_paper(*spot, &what, masked)),
    };
    let mut finding = Diagnostic::new(&PRIVATE_ATTACHMENT, place, message);
    finding.severity = found.leak.severity();
    finding.help(help(found.leak))
}

fn help(leak: Leak) -> Message {
    match leak {
        Leak::Number(_) => say!(
            "在原文件里删去或打码，重新存一份；打码要改掉数字本身，盖一个色块、设成白字、隐藏列都还能看到",
            "delete or mask it in the file itself and save it anew; a coloured box, white letters or a hidden column leave it there"
        ),
        Leak::Home => say!(
            "住址只写到乡镇、街道；单位的地址请写“办公地址”",
            "give a home no further than the town; call an office's address 办公地址"
        ),
        Leak::Secrecy => say!(
            "确是涉密文件的，从这台电脑上删去并报告保密部门；已经解密、可以公开的，换成没有密级标志的文本",
            "when it is classified, remove it from this computer and tell your security office; when it may be \
             public, offer a text without the mark"
        ),
    }
}

fn in_paper(spot: PaperSpot, what: &Message, masked: &str) -> Message {
    let (zh, en) = match spot {
        PaperSpot::Paragraph(number) => (format!("第 {number} 段"), format!("paragraph {number}")),
        PaperSpot::Cell { table, row, column } => (
            format!("第 {table} 个表格第 {row} 行第 {column} 格"),
            format!("row {row}, cell {column} of table {table}"),
        ),
        PaperSpot::Margin => ("页眉或页脚".into(), "a header or footer".into()),
        PaperSpot::NumberedNote(number) => (format!("第{number}个注"), format!("note {number}")),
        PaperSpot::Note => ("脚注或尾注".into(), "a footnote or endnote".into()),
        PaperSpot::Comment => ("批注".into(), "a remark in the margin".into()),
        PaperSpot::Slide(number) => (format!("第 {number} 张幻灯片"), format!("slide {number}")),
        PaperSpot::Page(number) => (format!("第 {number} 页"), format!("page {number}")),
        PaperSpot::Line(number) => (format!("第 {number} 行"), format!("line {number}")),
    };
    Message::new(
        format!("附件的{zh}有{}（{masked}）", what.zh),
        format!("{en} of an attachment holds {} ({masked})", what.en),
    )
}

fn unread(file: &SourcePath, fault: &PaperFault) -> Diagnostic {
    let message = match fault {
        PaperFault::Sealed => say!(
            "附件里有没有个人信息没有查：看不到这种文件里的字",
            "nobody looked for personal data in this attachment: files of its kind cannot be looked into"
        ),
        PaperFault::Encrypted => say!(
            "附件里有没有个人信息没有查：文件加了密码",
            "nobody looked for personal data in this attachment: it has a password"
        ),
        PaperFault::Broken => say!(
            "附件里有没有个人信息没有查：文件损坏了，或者不是扩展名说的那种文件",
            "nobody looked for personal data in this attachment: it is damaged, or no file of the kind that its name says"
        ),
        PaperFault::TooLarge => say!(
            "附件里有没有个人信息没有查完：文件太大，或者太费时间",
            "the search of this attachment for personal data was given up: it is too large, or takes too long"
        ),
        PaperFault::NoWords => say!(
            "附件里有没有个人信息没有查：里面没有文字，多半是扫描的图片",
            "nobody looked for personal data in this attachment: there is no text in it; scanned pictures, most likely"
        ),
        PaperFault::UnknownLetters => say!(
            "附件里有没有个人信息没有查全：有的页面的字认不出来",
            "this attachment was not searched for personal data as a whole: the letters of some pages cannot be told"
        ),
        PaperFault::Unreadable(said) => say!(
            "附件里有没有个人信息没有查：文件打不开（{said}）",
            "nobody looked for personal data in this attachment: it cannot be opened ({said})"
        ),
    };
    Diagnostic::new(&UNREAD_ATTACHMENT, Place::File(file.clone()), message).help(say!(
        "打开看一遍；能另存的，存为 .docx、.xlsx 或带文字的 PDF 再查",
        "open it and look; where you can, save it as .docx, .xlsx or a PDF with text"
    ))
}
