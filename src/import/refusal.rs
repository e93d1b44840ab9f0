//! Why a file cannot become an item, and what its owner can do. Never blames.

use crate::diag::Message;
use crate::say;
use crate::source::paper::PaperFault;
use crate::source::table::TableFault;

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

/// A text that is larger than `most` bytes.
pub(super) fn too_large(most: u64) -> Message {
    let most = most >> 20;
    say!(
        "文件超过 {most} MB，不像一篇稿子，没有打开",
        "the file is larger than {most} MB, which no text is, and was not opened"
    )
}

/// A page that is nested too deeply.
pub(super) fn too_deep() -> Message {
    say!(
        "网页的层次深得不像人写的，没有打开；请把正文复制出来存成 .txt",
        "the page is nested deeper than people write and was not opened; save its words as .txt"
    )
}

/// A file of bytes that are no text.
pub(super) fn no_text() -> Message {
    say!(
        "文件不是文字，或编码认不出；请另存为 UTF-8 编码的文本",
        "the file is no text, or in an unknown encoding; save it as UTF-8"
    )
}

/// A table that cannot be read.
pub(super) fn of_table(fault: &TableFault) -> Message {
    match fault {
        TableFault::Encrypted => say!(
            "表格加了密码，请去掉密码再导入",
            "the table needs a password; take it off and import again"
        ),
        TableFault::Empty => say!("表格是空的", "the table is empty"),
        TableFault::TooLarge(_) => {
            say!("表格大得不像人做的，没有打开", "the table is too large and was not opened")
        }
        TableFault::OtherKind(_) => say!(
            "内容与扩展名不符，请用表格软件另存为 .xlsx 再导入",
            "the file is something else than its name says; save it as .xlsx and import that"
        ),
        TableFault::Unreadable(_)
        | TableFault::NoTable
        | TableFault::NoSheet { .. }
        | TableFault::Encoding { .. }
        | TableFault::OpenQuote { .. }
        | TableFault::Broken { .. } => say!(
            "表格坏了或读不懂，请用表格软件另存为 .xlsx 再导入",
            "the table is damaged or not understood; save it as .xlsx and import that"
        ),
    }
}

/// A table without columns.
pub(super) fn no_table() -> Message {
    say!(
        "没有找到表头：至少要有一行写着两个以上的列名",
        "no headers were found: a row with two names of columns at least is needed"
    )
}

/// The words on a column in another language.
pub(super) fn other_tongue() -> Message {
    say!(
        "栏目说明只有一份，另一种语言的没有搬",
        "a column has one description; the one in another language was left out"
    )
}

/// A head that is not understood.
pub(super) fn of_head(fault: &Message) -> Message {
    let Message { zh, en } = fault;
    say!("文件头读不懂：{zh}", "the front matter is not understood: {en}")
}
