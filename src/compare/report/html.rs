//! The report as one page that needs nothing else: it opens from a disk and prints well.

use super::{LISTED, batch_name};
use crate::compare::questions::reason;
use crate::compare::{Comparison, Edition};
use crate::model::{PersonId, RollField};

/// Rows of one list; the workbook has them all.
const SHOWN: usize = 500;

const STYLE: &str = include_str!("report.css");

/// The page of a comparison, made on `day`.
pub fn html(comparison: &Comparison<'_>, day: &str) -> String {
    let mut page = Page::default();
    let (old, new) = (escaped(&comparison.old.name), escaped(&comparison.new.name));
    page.text(&format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>名录比对报告</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>名录比对报告</h1>\n<p class=\"lead\">旧版 <b>{old}</b>　新版 <b>{new}</b>　比对日期 {day}</p>\n"
    ));
    overview(&mut page, comparison);
    near(&mut page, comparison);
    differences(&mut page, comparison);
    alone(&mut page, "仅旧版有", "仅旧版", comparison.old, &comparison.only_old);
    supplement(&mut page, comparison);
    page.text("</main>\n</body>\n</html>\n");
    page.text
}

/// A page under way.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A table of the first rows; says where the others are.
    fn table<'a>(
        &mut self,
        sheet: &str,
        headers: &[&str],
        rows: impl ExactSizeIterator<Item = Vec<String>> + 'a,
    ) {
        let count = rows.len();
        if count == 0 {
            self.text("<p class=\"none\">没有。</p>\n");
            return;
        }
        self.text("<div class=\"wide\"><table>\n<thead><tr>");
        for header in headers {
            self.text(&format!("<th scope=\"col\">{}</th>", escaped(header)));
        }
        self.text("</tr></thead>\n<tbody>\n");
        for row in rows.take(SHOWN) {
            let cells = row.iter().map(|cell| format!("<td>{}</td>", escaped(cell)));
            let cells = cells.collect::<String>();
            self.text(&format!("<tr>{cells}</tr>\n"));
        }
        self.text("</tbody>\n</table></div>\n");
        if count > SHOWN {
            let rest = count - SHOWN;
            self.text(&format!(
                "<p class=\"more\">这里列出前 {SHOWN} 行，其余 {rest} 行见工作簿的“{sheet}”表。</p>\n"
            ));
        }
    }
}

fn overview(page: &mut Page, comparison: &Comparison<'_>) {
    page.text("<h2>概况</h2>\n");
    let rows = comparison.overview().into_iter();
    let rows: Vec<_> = rows
        .map(|(what, old, new)| vec![what.to_owned(), old.to_string(), new.to_string()])
        .collect();
    page.table("概况", &["项目", "旧版", "新版"], rows.into_iter());
    let all = |edition: &Edition, only: usize| {
        let (matched, near) = (comparison.matched.len(), comparison.near.len());
        let rows = edition.totals.rows - edition.totals.rejected;
        format!("{rows} = 一致 {matched} + 疑似 {near} + 只在这一版 {only}")
    };
    let fields: Vec<_> = comparison.fields.iter().map(|field| field.title()).collect();
    page.text(&format!(
        "<p>旧版 {}；新版 {}。</p>\n<p>比对的字段：{}。另一版没有的列不比对；亲属一类的内部资料不比对、不写进报告。</p>\n",
        all(comparison.old, comparison.only_old.len()),
        all(comparison.new, comparison.only_new.len()),
        fields.join("、")
    ));
    for note in &comparison.notes {
        page.text(&format!("<p>{}。</p>\n", escaped(note.zh.trim_end_matches('。'))));
    }
}

fn near(page: &mut Page, comparison: &Comparison<'_>) {
    let count = comparison.near.len();
    page.text(&format!(
        "<h2>疑似同一人，请核对（{count}）</h2>\n<p>在核对结论表的“结论”一栏写 同一人、不是同一人 或 待查，存盘后再比对一次。</p>\n"
    ));
    let (old, new) = (comparison.old, comparison.new);
    let mut pairs: Vec<_> = comparison.near.iter().collect();
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.likeness.score()), pair.old));
    let rows = pairs.into_iter().map(|pair| {
        vec![
            pair.likeness.score().to_string(),
            old.row(pair.old),
            old.get(pair.old, RollField::Name).to_owned(),
            old.about(pair.old),
            new.row(pair.new),
            new.get(pair.new, RollField::Name).to_owned(),
            new.about(pair.new),
            reason(pair).zh,
        ]
    });
    let headers = ["相似度", "旧行", "旧姓名", "旧情况", "新行", "新姓名", "新情况", "理由"];
    page.table("疑似", &headers, rows);
}

fn differences(page: &mut Page, comparison: &Comparison<'_>) {
    let count = comparison.differences.len();
    page.text(&format!("<h2>同一人而内容有差异（{count} 处）</h2>\n"));
    let (old, new) = (comparison.old, comparison.new);
    let rows = comparison.differences.iter().map(|found| {
        vec![
            new.get(found.new, RollField::Name).to_owned(),
            old.row(found.old),
            new.row(found.new),
            found.field.title().to_owned(),
            old.get(found.old, found.field).to_owned(),
            new.get(found.new, found.field).to_owned(),
            found.kind.word().zh,
        ]
    });
    page.table("差异", &["姓名", "旧行", "新行", "字段", "旧版", "新版", "性质"], rows);
}

fn alone(page: &mut Page, title: &str, sheet: &str, edition: &Edition, people: &[PersonId]) {
    page.text(&format!("<h2>{title}（{}）</h2>\n", people.len()));
    people_table(page, sheet, edition, people);
}

fn people_table(page: &mut Page, sheet: &str, edition: &Edition, people: &[PersonId]) {
    let fields = LISTED.iter().map(|(field, _)| *field);
    let headers: Vec<_> =
        std::iter::once("行").chain(fields.clone().map(RollField::title)).collect();
    let rows = people.iter().map(|person| {
        let said = fields.clone().map(|field| edition.get(*person, field).to_owned());
        std::iter::once(edition.row(*person)).chain(said).collect()
    });
    page.table(sheet, &headers, rows);
}

fn supplement(page: &mut Page, comparison: &Comparison<'_>) {
    page.text(&format!("<h2>仅新版有：增补名单（{}）</h2>\n", comparison.only_new.len()));
    let batches = comparison.supplement();
    if batches.is_empty() {
        page.text("<p class=\"none\">没有。</p>\n");
    }
    for batch in &batches {
        let name = escaped(batch_name(batch.name));
        page.text(&format!("<h3>{name}（{}）</h3>\n", batch.people.len()));
        people_table(page, "增补", comparison.new, &batch.people);
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
