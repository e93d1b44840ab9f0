//! An official document as its print template sees it (GB/T 9704-2012).

use std::ops::ControlFlow;

use serde::Serialize;

use super::surroundings::{SheetFile, SheetSurroundings};
use super::{Head, SheetView, day_of, head};
use crate::markup::print::{Block, Inline, Picture, Table, blocks};
use crate::model::{Attachment, Document, DocumentForm, Item, ItemId, Kind, Seal};
use crate::print::{Fonts, Purpose};
use crate::source::File;
use crate::source::table::{TableOptions, read_table};
use crate::text::{Moment, break_headline};
use crate::view::Builder;

/// The print template.
const TEMPLATE: &str = "document.typ";
/// Characters of the title in a line, at most: 156 mm in 22 pt, with white at both ends.
const TITLE_LINE: usize = 18;
/// Files that are set as tables on pages of their own.
const TABLES: [&str; 6] = ["csv", "tsv", "xlsx", "xls", "ods", "et"];
/// Rows of an attachment that are printed; a longer table is named and left to the reader's computer.
const ATTACHED_ROWS: usize = 400;

#[derive(Debug, Serialize)]
struct DocumentSheet {
    #[serde(flatten)]
    head: Head,
    /// `downward`, `upward`, `letter`, `order`, `minutes`.
    form: &'static str,
    /// 发文机关标志, one organ a line where several issue it together.
    mark: Vec<String>,
    /// 发文字号
    number: String,
    /// 签发人
    signers: Vec<String>,
    /// 份号
    copies: Option<String>,
    /// 密级和保密期限
    secrecy: Option<String>,
    /// 紧急程度
    urgency: Option<String>,
    /// 标题, broken by sense.
    title_lines: Vec<String>,
    /// 主送机关
    recipients: Vec<String>,
    /// 正文
    body: Vec<Block>,
    /// 印发的文件
    issued: Vec<Issued>,
    /// 附件
    attachments: Vec<Attached>,
    /// 发文机关署名
    signatures: Vec<String>,
    /// 成文日期
    written: String,
    /// `hand`, `without`, `picture`
    sealed: &'static str,
    /// 印章
    seal: Option<Picture>,
    /// 附注
    note: Option<String>,
    /// 抄送机关
    copied: Vec<String>,
    /// 印发机关
    office: Option<String>,
    /// 印发日期
    printed: Option<String>,
}

/// A text that the document issues, on pages behind signature and date.
#[derive(Debug, Serialize)]
struct Issued {
    /// Its title, broken by sense.
    title_lines: Vec<String>,
    body: Vec<Block>,
}

/// 附件
#[derive(Debug, Serialize)]
struct Attached {
    /// Its name.
    title: String,
    /// What stands on its pages; nothing when it is only named.
    body: Vec<Block>,
}

impl Builder<'_> {
    pub(super) fn document_sheet(&self, id: ItemId, fonts: &Fonts, purpose: Purpose) -> SheetView {
        let item = self.site.item(id);
        let nothing = Document::default();
        let document = match &item.kind {
            Kind::Document(document) => document,
            // An article is set as a document without particulars.
            Kind::Article | Kind::Topic(_) | Kind::Page | Kind::Bulletin(_) => &nothing,
        };
        let mut files: Vec<(String, SheetFile)> = Vec::new();
        let mut around = SheetSurroundings::new(*self, &item.source, &mut files);
        let mut body = blocks(&item.body, &mut around);
        let issued = issued(item, &mut body);
        let seal = match &document.seal {
            Seal::Picture(path) => Some(around.keep(path, "印章")),
            Seal::ByHand | Seal::Without => None,
        };
        let day = document.written.or(item.date);
        let names = (item.title.clone(), document.issuer.clone());
        let sheet = DocumentSheet {
            head: head("document", names, item.keywords.clone(), day, fonts, purpose),
            form: document.form.name(),
            mark: mark(document),
            number: document.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            signers: document.signers.clone(),
            copies: document.copies.clone(),
            secrecy: document.secrecy.clone(),
            urgency: document.urgency.clone(),
            title_lines: title_lines(item),
            recipients: document.recipients.clone(),
            body,
            issued,
            attachments: self.attached(id),
            signatures: document.issuers().map(str::to_owned).collect(),
            written: day.map(Moment::chinese_date).unwrap_or_default(),
            sealed: match &document.seal {
                Seal::ByHand => "hand",
                Seal::Without => "without",
                Seal::Picture(_) => "picture",
            },
            seal,
            note: document.note.clone(),
            copied: document.copied.clone(),
            office: document.office.clone().or_else(|| self.site.config.print.office.clone()),
            printed: document.printed.or(day).map(Moment::chinese_date),
        };
        SheetView {
            template: TEMPLATE,
            view: serde_json::to_string(&sheet).expect("views are plain data"),
            files,
            stand_ins: Vec::new(),
            day: day_of(day),
            purpose,
            drawn: None,
            source: item.source.clone(),
            texts: Vec::new(),
            blocks: Vec::new(),
        }
    }

    fn attached(&self, id: ItemId) -> Vec<Attached> {
        let attached = |attachment: &Attachment| {
            let file = self.site.sources.get(attachment.file.as_str());
            let body = file.and_then(|file| table(file)).into_iter().collect();
            Attached { title: attachment.title.clone(), body }
        };
        self.site.attachments(id).iter().map(attached).collect()
    }
}

/// 发文机关标志, a line for each organ: the issuer with 文件 behind it, the issuer alone for a letter,
/// with 令 for an order (GB/T 9704-2012, 7.2.4, 10.1–10.3).
pub fn mark(document: &Document) -> Vec<String> {
    if let Some(mark) = &document.mark {
        return vec![mark.clone()];
    }
    let mut organs: Vec<String> = document.issuers().map(str::to_owned).collect();
    let ending = match document.form {
        DocumentForm::Downward | DocumentForm::Upward => "文件",
        DocumentForm::Letter => "",
        DocumentForm::Order => "令",
        DocumentForm::Minutes => "会议纪要",
    };
    if let [only] = organs.as_mut_slice() {
        only.push_str(ending);
    }
    organs
}

fn title_lines(item: &Item) -> Vec<String> {
    let marked: Vec<&str> = item.title_lines().collect();
    break_headline(&marked, TITLE_LINE)
}

/// Takes what the document issues from its `body`. Its headings begin under its title, whatever their
/// level was in the whole.
fn issued(item: &Item, body: &mut Vec<Block>) -> Vec<Issued> {
    let take = |at: usize| {
        let heading = &item.body.headings()[at];
        let begins = |block: &Block| matches!(block, Block::H { id, .. } if **id == *heading.id);
        let mut body = body.split_off(body.iter().position(begins)?);
        body.remove(0);
        let ranks = body.iter_mut().filter_map(|block| match block {
            Block::H { depth, level, .. } => Some((depth, level)),
            _ => None,
        });
        let mut ranks: Vec<(&mut u8, &mut u8)> = ranks.collect();
        let highest = ranks.iter().map(|(depth, level)| (**depth, **level)).min();
        let (top_depth, top_level) = highest.unwrap_or((1, 1));
        for (depth, level) in &mut ranks {
            **depth -= top_depth - 1;
            **level = level.saturating_sub(top_level - 1).max(1);
        }
        Some(Issued { title_lines: break_headline(&[&*heading.text], TITLE_LINE), body })
    };
    let mut issued: Vec<Issued> = item.issued().into_iter().rev().filter_map(take).collect();
    issued.reverse();
    issued
}

/// The first sheet of a table as a block; none when the file is no table, or too long a one.
fn table(file: &File) -> Option<Block> {
    if !TABLES.contains(&file.path.extension().as_str()) {
        return None;
    }
    let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
    let mut sheet: Option<String> = None;
    let read = read_table(file, &TableOptions::default(), &mut |row| {
        if sheet.get_or_insert_with(|| row.sheet.to_owned()) != row.sheet {
            return ControlFlow::Break(());
        }
        let mut cells = Vec::new();
        for (number, cell) in row.cells.iter() {
            cells.resize((number as usize).max(cells.len()), Vec::new());
            cells[number as usize - 1] = vec![Inline::words(cell.trim())];
        }
        rows.push(cells);
        if rows.len() > ATTACHED_ROWS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if read.is_err() || rows.is_empty() || rows.len() > ATTACHED_ROWS {
        return None;
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    for row in &mut rows {
        row.resize(width, Vec::new());
    }
    let head = rows.remove(0);
    Some(Block::Table(Table { align: vec!['-'; width], head, rows }))
}
