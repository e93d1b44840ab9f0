//! Word files that other programs wrote, as Markdown with what was lost.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use fengbei::model::ItemKind;
use fengbei::source::SourcePath;

use super::{SCRIPTS, archive, arrival, body, shown, word};

#[test]
fn a_dispatch_by_python_docx() {
    insta::assert_snapshot!(shown(&word("dispatch.docx", ItemKind::Article)));
}

#[test]
fn an_official_document_by_python_docx() {
    insta::assert_snapshot!(shown(&word("document.docx", ItemKind::Document)));
}

#[test]
fn revisions_remarks_boxes_and_fields_by_python_docx() {
    insta::assert_snapshot!(shown(&word("revisions.docx", ItemKind::Article)));
}

#[test]
fn notes_links_lists_and_merged_cells_by_docx() {
    insta::assert_snapshot!(shown(&word("year.docx", ItemKind::Article)));
}

#[test]
fn lists_that_begin_anew_by_python_docx() {
    insta::assert_snapshot!(shown(&word("lists.docx", ItemKind::Article)));
}

#[test]
fn words_of_a_page_that_were_copied_by_python_docx() {
    insta::assert_snapshot!(shown(&word("pasted.docx", ItemKind::Article)));
}

#[test]
fn charts_objects_and_old_pictures_by_python_docx() {
    insta::assert_snapshot!(shown(&word("objects.docx", ItemKind::Article)));
}

#[test]
fn lists_within_lists_signs_boxes_and_tables_within_tables_by_docx() {
    insta::assert_snapshot!(shown(&word("parts.docx", ItemKind::Article)));
}

/// A Word file that `LibreOffice` made of a document of another kind.
fn office(name: &str) -> String {
    let path = Path::new(SCRIPTS).join("office").join(name);
    shown(&arrival(name, &fs::read(path).expect("it is committed"), ItemKind::Article))
}

#[test]
fn an_open_document_by_libreoffice() {
    insta::assert_snapshot!(office("article.docx"));
}

/// What an old `.doc` keeps: the second list goes on where the first was, as its program shows it.
#[test]
fn an_old_document_by_libreoffice() {
    insta::assert_snapshot!(office("old.docx"));
}

#[test]
fn a_rich_text_by_libreoffice() {
    insta::assert_snapshot!(office("minutes.docx"));
}

#[test]
fn a_page_by_libreoffice() {
    insta::assert_snapshot!(office("page.docx"));
}

fn notes(entries: &[&str]) -> Vec<u8> {
    let note =
        |(id, inside): (usize, &&str)| format!("<w:n w:id=\"{id}\"><w:p>{inside}</w:p></w:n>");
    let all: String = entries.iter().enumerate().map(note).collect();
    format!("<w:notes xmlns:w=\"w\" xmlns:r=\"r\">{all}</w:notes>").into_bytes()
}

#[test]
fn notes_within_notes_and_notes_of_a_title() {
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let foot = |id: u8| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let end = |id: u8| format!("<w:r><w:endnoteReference w:id=\"{id}\"/></w:r>");
    let paragraph = |inside: String| format!("<w:p>{inside}</w:p>");
    let text = paragraph(run("标题") + &foot(0))
        + &paragraph(run("正文一，有话。") + &foot(1))
        + &paragraph(run("正文二，有话。") + &end(0) + &foot(1));
    let link = "<w:hyperlink r:id=\"r1\"><w:r><w:t>年报</w:t></w:r></w:hyperlink>";
    let footnotes = notes(&[&run("题注。"), &(run("据") + link + &end(1))]);
    // The second note leads to the first one, which leads back.
    let endnotes = notes(&[&run("尾注一。"), &(run("尾注二") + &foot(1) + &end(0))]);
    let relations = b"<R><Relationship Id=\"r1\" Target=\"https://www.example.gov.cn/nb\" TargetMode=\"External\"/></R>";
    let bytes = archive(&[
        ("word/document.xml", &body(&text)),
        ("word/footnotes.xml", &footnotes),
        ("word/endnotes.xml", &endnotes),
        ("word/_rels/footnotes.xml.rels", relations),
    ]);
    insta::assert_snapshot!(shown(&arrival("a.docx", &bytes, ItemKind::Article)));
}

#[test]
fn what_looks_like_markdown_reads_back_as_the_same_words() {
    let lines = [
        "*重点*",
        "1. 第一",
        "1) 第一",
        "- 甲",
        "+ 甲",
        "# 甲",
        "> 甲",
        ": 甲",
        "::: 看点",
        "| 甲 |",
        "---",
        "===",
        "[甲](乙)",
        "`甲`",
        "~~甲~~",
        "10~20~30",
        "甲\\乙",
        "&amp;",
        "<b>甲</b>",
        "{{ 目录 }}",
        "_甲_ a_b_c",
        "甲 #",
        "![甲](乙)",
        "[^1]",
        "```",
        "2021. ",
        "a*b*c",
        "**甲**",
        "甲{#乙}",
    ];
    for line in lines {
        let escaped = line.replace('&', "&amp;").replace('<', "&lt;");
        let inside = format!(
            "<w:p><w:r><w:t>标题</w:t></w:r></w:p><w:p><w:r><w:t>{escaped}，这一段很长，有逗号，也有句号。</w:t></w:r></w:p>"
        );
        let bytes = archive(&[("word/document.xml", &body(&inside))]);
        let text: Arc<str> = arrival("a.docx", &bytes, ItemKind::Article).text.into();
        let start = text.rfind("+++\n").expect("a head") + 4;
        let path = SourcePath::new("content/a.md");
        let (document, report) = fengbei::markup::parse(
            &path,
            &text,
            start..text.len(),
            &fengbei::markup::Dialect::default(),
        );
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let wanted = format!("{line}，这一段很长，有逗号，也有句号。");
        assert_eq!(squeezed(&document.plain_text()), squeezed(&wanted), "{text}");
        assert!(report.is_empty(), "{line}: {report:?}");
    }
}
