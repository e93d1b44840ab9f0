//! What reading a table tells, in words.

use super::{ROLL_CELL, ROLL_TABLE};
use crate::diag::{Capped, Diagnostic, Message, Place, Rule, Severity};
use crate::say;
use crate::source::table::{Found, Oddity, SheetState, Spot, TableFault, Told, TooLarge};
use crate::source::{Encoding, File};

/// Under which rules a kind of table is told of.
pub struct Telling {
    /// Of a table that could not be read.
    pub table: &'static Rule,
    /// Of what is odd in one.
    pub cell: &'static Rule,
    /// What a row above the header is, in Chinese and English.
    pub title_row: (&'static str, &'static str),
}

/// How tables of rolls are told of.
pub static OF_ROLLS: Telling = Telling {
    table: &ROLL_TABLE,
    cell: &ROLL_CELL,
    title_row: (
        "这一行当作表的标题，没有当作人",
        "this row was taken for the table's title, not for a person",
    ),
};

/// What is odd in a table that was read.
pub fn notes(file: &File, told: &Told, telling: &Telling, found: &mut Capped) {
    if let Some(finding) = told.encoding.and_then(|found| old_encoding(file, found, telling)) {
        found.push(finding);
    }
    for sheet in told.sheets.iter().filter(|sheet| sheet.state == SheetState::Hidden) {
        let place = cell(file, &sheet.name, Spot { row: 1, column: None });
        let name = &sheet.name;
        found.push(
            Diagnostic::new(
                telling.cell,
                place,
                say!(
                    "工作表“{name}”是隐藏的，没有读",
                    "the sheet “{name}” is hidden and was not read"
                ),
            )
            .help(say!("要读就取消隐藏，不要就删去", "unhide it to have it read, or delete it")),
        );
    }
    for sheet in &told.sheets {
        for merged in sheet.merged.iter().filter(|merged| merged.last_row > merged.first_row) {
            let spot = Spot { row: merged.first_row, column: Some(merged.first_column) };
            let (first, last) = (merged.first_row, merged.last_row);
            found.push(Diagnostic::new(
                telling.cell,
                cell(file, &sheet.name, spot),
                say!(
                    "第 {first}—{last} 行的单元格合并了，内容只算第 {first} 行的",
                    "cells of rows {first} to {last} are merged; what they say counts for row {first} alone"
                ),
            ).help(say!("取消合并，每一行都填上", "split them and fill in every row")));
        }
    }
    for note in &told.notes {
        let (message, severity) = oddity(note.oddity, telling);
        for spot in &note.spots {
            let mut finding =
                Diagnostic::new(telling.cell, cell(file, &note.sheet, *spot), message.clone());
            finding.severity = severity;
            found.push(finding);
        }
    }
}

/// That a text was in an encoding that had to be guessed.
fn old_encoding(file: &File, encoding: Encoding, telling: &Telling) -> Option<Diagnostic> {
    let name = match encoding {
        Encoding::Utf8 | Encoding::Utf8Mark | Encoding::Utf16 => return None,
        Encoding::Gb18030 => "GB 18030 (GBK)",
        Encoding::Big5 => "Big5",
    };
    let mut finding = Diagnostic::new(
        telling.cell,
        Place::File(file.path.clone()),
        say!("文字编码看来是 {name}，照它读了", "the text seems to be in {name} and was read so"),
    )
    .help(say!(
        "姓名没有乱码就不必管；有乱码，用表格软件另存为 UTF-8 的 CSV 或 .xlsx",
        "nothing needs to be done unless names are garbled; if so, save it as CSV in UTF-8 or as .xlsx"
    ));
    finding.severity = Severity::Note;
    Some(finding)
}

fn oddity(oddity: Oddity, telling: &Telling) -> (Message, Severity) {
    let (zh, en) = telling.title_row;
    match oddity {
        Oddity::TitleRow => (say!("{zh}", "{en}"), Severity::Note),
        Oddity::HiddenRow => (
            say!(
                "这一行在表格里是隐藏的，也读了；不该公开的请删去",
                "this row is hidden in the table and was read all the same; delete it if it is not public"
            ),
            Severity::Warning,
        ),
        Oddity::DigitsLost => (
            say!(
                "数字超过 15 位，表格软件已经丢了后面的位数，请以文本重新录入",
                "a number of more than 15 digits has lost those after the fifteenth; type it anew as text"
            ),
            Severity::Warning,
        ),
        Oddity::ErrorValue => (
            say!("单元格显示的是错误值，当作空的", "the cell shows an error and counts as empty"),
            Severity::Warning,
        ),
        Oddity::NoResult => (
            say!(
                "公式的结果没有保存，当作空的；用表格软件打开，重新保存一次",
                "the result of the formula was never saved, so the cell counts as empty; open and save the table once more"
            ),
            Severity::Warning,
        ),
        Oddity::ControlCharacter => (
            say!(
                "单元格里有看不见的控制符，已去掉",
                "control characters were left out of the cell"
            ),
            Severity::Warning,
        ),
        Oddity::InnerMark => (
            say!(
                "单元格里夹着文件开头的标记（两个文件拼在一起时会这样），已去掉",
                "a byte order mark within the cell was left out, as when files are put together"
            ),
            Severity::Warning,
        ),
        Oddity::StrayQuote => (
            say!(
                "引号后面还有文字，多半多了或少了一个英文引号",
                "text follows a closing quote: a quote too many or too few"
            ),
            Severity::Warning,
        ),
    }
}

/// Why a table was not read, or not to its end.
pub fn fault(file: &File, fault: &TableFault, telling: &Telling) -> Diagnostic {
    let whole = || Place::File(file.path.clone());
    let (place, message, help) = match fault {
        TableFault::Unreadable(cause) => (
            whole(),
            say!("表格读不出来：{cause:?}", "the table cannot be read: {cause:?}"),
            say!(
                "检查文件是否完好、是否有读取权限",
                "check that the file is intact and may be read"
            ),
        ),
        TableFault::NoTable => (
            whole(),
            say!("这不是表格文件", "this is no table"),
            say!("用 .xlsx、.xls、.ods 或 .csv 文件", "use an .xlsx, .xls, .ods or .csv file"),
        ),
        TableFault::OtherKind(other) => (
            whole(),
            otherwise(&kind(*other)),
            say!(
                "用表格软件打开，“另存为” .xlsx 再用",
                "open it with a spreadsheet program and save it as .xlsx"
            ),
        ),
        TableFault::Encrypted => (
            whole(),
            say!("表格有密码，打不开", "the table has a password"),
            say!("用表格软件打开，去掉密码后重新保存", "open it, remove the password and save it"),
        ),
        TableFault::Empty => (
            whole(),
            say!("表格是空的", "the table is empty"),
            say!("检查是不是存错了文件", "check that it is the right file"),
        ),
        TableFault::NoSheet { asked, there } => (
            whole(),
            say!("没有名为“{asked}”的工作表", "there is no sheet “{asked}”"),
            say!("现有的工作表：{}", "the sheets there are: {}", there.join("、")),
        ),
        TableFault::Encoding { rows, count, .. } => (
            cell(file, "", Spot { row: rows.first().copied().unwrap_or(1), column: None }),
            Message::new(
                format!("有 {count} 行的文字编码和其余的不一样，整个文件没有读"),
                format!(
                    "{count} {} in another encoding than the rest, so the file was not read",
                    if *count == 1 { "row is" } else { "rows are" }
                ),
            ),
            say!(
                "用表格软件打开，核对无乱码，另存为 UTF-8 的 CSV 或 .xlsx",
                "open it in a spreadsheet program, look for garbled text and save it as UTF-8 CSV or .xlsx"
            ),
        ),
        TableFault::OpenQuote { row, column } => (
            cell(file, "", Spot { row: *row, column: Some(*column) }),
            say!(
                "这里的英文引号没有配对，后面的行分不清，没有读",
                "the quote that opens here is never closed, so what follows was not read"
            ),
            say!("补上或删去这个引号", "close the quote or remove it"),
        ),
        TableFault::TooLarge(what) => (
            match what {
                TooLarge::Row(row) | TooLarge::Reach { row } => {
                    cell(file, "", Spot { row: *row, column: None })
                }
                _ => whole(),
            },
            say!(
                "表格里有一处大得不像人做的，没有读",
                "something in the table is larger than any made by people, so it was not read"
            ),
            say!(
                "检查文件是否损坏；确是这么大的，拆成几个文件",
                "check that the file is intact; split it if it really is that large"
            ),
        ),
        TableFault::Broken { part } => (
            whole(),
            match part.as_str() {
                "" => say!("表格文件损坏了", "the workbook is damaged"),
                part => say!("表格文件损坏了（{part}）", "the workbook is damaged ({part})"),
            },
            say!(
                "用表格软件打开修复后重新保存，或换一份完好的",
                "open it in a spreadsheet program to mend and save it, or use an intact copy"
            ),
        ),
    };
    Diagnostic::new(telling.table, place, message).help(help)
}

fn otherwise(kind: &Message) -> Message {
    Message::new(
        format!("文件名说是表格，内容其实是{}", kind.zh),
        format!("its name says a table, but it is {}", kind.en),
    )
}

fn kind(found: Found) -> Message {
    match found {
        Found::Text => say!("纯文本", "plain text"),
        Found::Html => say!("网页", "a web page"),
        Found::Xml => say!("XML 表格", "an XML table"),
        Found::Xlsx => say!(".xlsx 工作簿", "an .xlsx workbook"),
        Found::Xlsb => say!(".xlsb 工作簿", "an .xlsb workbook"),
        Found::Xls => say!(".xls 工作簿", "an .xls workbook"),
        Found::OldXls => say!("1995 年以前的工作簿", "a workbook from before 1995"),
        Found::Ods => say!(".ods 表格", "an .ods table"),
        Found::Document => say!("文字文档", "a text document"),
        Found::Pdf => say!("PDF", "a PDF"),
        Found::Picture => say!("图片", "a picture"),
        Found::Archive => say!("压缩包", "an archive"),
        _ => say!("不认识的格式", "something unknown"),
    }
}

fn cell(file: &File, sheet: &str, spot: Spot) -> Place {
    Place::Cell {
        file: file.path.clone(),
        sheet: sheet.to_owned(),
        row: spot.row,
        column: spot.column.unwrap_or(1),
    }
}
