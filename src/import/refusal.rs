//! Why a file cannot become an item, and what its owner can do. Never blames.

use crate::diag::Message;
use crate::say;
use crate::source::paper::PaperFault;

/// A kind of file that is not read.
pub(super) fn of_kind(extension: &str) -> Message {
    match extension {
        "doc" | "wps" | "dot" | "wpt" | "rtf" | "odt" => say!(
            ".{extension} 是旧格式，请用 Word 或 WPS 另存为 .docx 再导入",
            ".{extension} is an old format; save it as .docx and import that"
        ),
        "pdf" => say!(
            "PDF 没有段落和表格，请找原来的 .docx；只有 PDF 的，复制文字存成 .txt 再导入",
            "a PDF has no paragraphs and tables; import the .docx it was made of, or its text as .txt"
        ),
        "" => say!("文件名没有扩展名，看不出是什么文件", "the file's name has no extension"),
        _ => say!(
            "不会导入 .{extension} 文件，可以导入 .docx、.html、.txt、.md、.xlsx、.csv",
            ".{extension} files are not imported; .docx, .html, .txt, .md, .xlsx and .csv are"
        ),
    }
}

/// A Word file that cannot be read.
pub(super) fn of_word(fault: &PaperFault, extension: &str) -> Message {
    match fault {
        PaperFault::Encrypted => say!(
            "文件加了密码，请去掉密码再导入",
            "the file needs a password; take it off and import again"
        ),
        PaperFault::TooLarge => say!(
            "文件或其中一部分大得不像一篇稿子，没有打开；请压缩图片或拆成几个文件",
            "the file, or a part of it, is too large for a text and was not opened; make its pictures smaller or split it"
        ),
        PaperFault::NoWords => say!("文件是空的", "the file is empty"),
        PaperFault::Unreadable(words) => {
            say!("文件打不开：{words}", "the file cannot be opened: {words}")
        }
        PaperFault::Broken | PaperFault::Sealed | PaperFault::UnknownLetters => say!(
            "文件坏了，或者不是真正的 .{extension}；请用 Word 或 WPS 打开，另存为 .docx 再导入",
            "the file is damaged, or is no real .{extension}; open it in an office program, save it as .docx and import that"
        ),
    }
}

/// A file in which nothing was found.
pub(super) fn empty() -> Message {
    say!("文件里没有文字，也没有图片", "there are neither words nor pictures in the file")
}
