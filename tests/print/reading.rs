//! All four kinds of print as those read them who do not see the pages: sound files, tags, words in
//! their order.

use fengbei::Work;
use fengbei::load::Showing;
use fengbei::model::{Kind, RollId};
use fengbei::plan::Sheet;
use fengbei::print::Purpose;
use fengbei::render::{NoStore, Studio};
use serde_json::Value;

use super::proof::{EXAMPLE, Reader, in_order, is_archive, issue, made, structure};
use super::{is_sound, kept};
use crate::draft::{Draft, SETTINGS, id};

/// Everything that the example prints, with a name for its file.
fn sheets(work: &Work) -> Vec<(String, Sheet)> {
    let items = work.site.items().filter_map(|(id, item)| {
        let sheet = match item.kind {
            Kind::Document(_) => Sheet::Document(id),
            Kind::Bulletin(_) => Sheet::Bulletin(id),
            Kind::Article | Kind::Topic(_) | Kind::Page => return None,
        };
        Some((item.short_name().to_owned(), sheet))
    });
    let others = [("issue".to_owned(), issue(work)), ("book".to_owned(), book())];
    items.chain(others).collect()
}

fn book() -> Sheet {
    Sheet::Book(RollId(0), 1)
}

#[test]
fn every_kind_can_be_read_by_all() {
    let work = &*EXAMPLE;
    let sheets = sheets(work);
    let kinds: std::collections::HashSet<_> =
        sheets.iter().map(|(_, sheet)| std::mem::discriminant(sheet)).collect();
    assert_eq!(kinds.len(), 4, "documents, bulletins, an issue and a book");
    for (name, sheet) in sheets {
        let place = kept(&format!("reading-{name}"), &made(work, sheet, Purpose::Archive));
        is_sound(&place);
        is_archive(&place);
        let found = structure(&place);
        assert_eq!(found.language, "zh-CN", "{name}");
        assert!(found.shows_title, "{name}");
        assert!(found.tags["H1"] > 0 && found.tags["P"] > 0, "{name}: {:?}", found.tags);
        assert!(!found.outline.is_empty(), "{name} has an outline");
        let pictures = found.tags.get("Figure").copied().unwrap_or_default();
        assert_eq!(found.alts.len(), pictures, "{name}: each picture has its words");
        let tables = found.tags.get("Table").copied().unwrap_or_default();
        let heads = found.tags.get("TH").copied().unwrap_or_default();
        assert!(heads >= tables, "{name}: a table has heads");
    }
}

#[test]
fn lists_tables_and_pictures_are_what_they_are() {
    let body = "- 甲\n- 乙\n\n1. 丙\n2. 丁\n\n|项目|件数|\n|---|---:|\n|戊|12|\n\n![山](/images/a.svg)\n\n![](/images/a.svg)\n";
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"160\" height=\"90\"><path d=\"M0 0h9v9z\"/></svg>";
    let head = |more: &str| format!("+++\ntitle = \"示例\"\ndate = 2026-03-10\n{more}+++\n{body}");
    let document = "number = \"示办发〔2026〕2号\"\nissuer = \"示例办\"\n";
    let column = |kind: &str| format!("+++\ntitle = \"{kind}\"\nkind = \"{kind}\"\n+++\n");
    let issue_text = "名称 = \"示例特刊\"\n日期 = 2026-08-01\n[[版]]\n版名 = \"要闻\"\n\
        [[版.块]]\n类型 = \"稿件\"\n稿件 = \"/news/a.md\"\n";
    let site = Draft::new()
        .with("content/documents/_index.md", &column("公文"))
        .with("content/documents/one.md", &head(document))
        .with("content/bulletins/_index.md", &column("简报"))
        .with("content/bulletins/one.md", &head("number = 1\n"))
        .with("content/news/a.md", &head(""))
        .with("content/specials/1/issue.toml", issue_text)
        .with("content/images/a.svg", svg);
    let work = site.work_showing(Showing::default());
    let sheets = [
        ("document", Sheet::Document(id(&work, "content/documents/one.md"))),
        ("bulletin", Sheet::Bulletin(id(&work, "content/bulletins/one.md"))),
        ("issue", issue(&work)),
    ];
    for (name, sheet) in sheets {
        let place = kept(&format!("reading-parts-{name}"), &made(&work, sheet, Purpose::Archive));
        is_sound(&place);
        let found = structure(&place);
        for (tag, count) in
            [("L", 2), ("LI", 4), ("LBody", 4), ("Table", 1), ("TR", 2), ("TH", 2), ("TD", 2)]
        {
            assert_eq!(found.tags.get(tag), Some(&count), "{name} {tag}: {:?}", found.tags);
        }
        // A picture without words is an ornament, not a figure.
        assert_eq!(found.alts, ["山"], "{name}");
    }
}

/// The three kinds of print that take a text, each with `body` as a text.
fn three_kinds(body: &str) -> (Work, [(&'static str, Sheet); 3]) {
    let head = |more: &str| format!("+++\ntitle = \"示例\"\ndate = 2026-03-10\n{more}+++\n{body}");
    let column = |kind: &str| format!("+++\ntitle = \"{kind}\"\nkind = \"{kind}\"\n+++\n");
    let work = Draft::new()
        .with("content/documents/_index.md", &column("公文"))
        .with(
            "content/documents/one.md",
            &head("number = \"示办发〔2026〕2号\"\nissuer = \"示例办\"\n"),
        )
        .with("content/bulletins/_index.md", &column("简报"))
        .with(
            "content/bulletins/one.md",
            "+++\ntitle = \"简报\"\ndate = 2026-03-10\nnumber = 1\n\
             articles = [\"/news/b.md\", \"/news/a.md\"]\n+++\n按[^1]。\n\n[^1]: 按的注。\n",
        )
        .with("content/news/a.md", &head(""))
        .with(
            "content/news/b.md",
            "+++\ntitle = \"乙\"\ndate = 2026-03-10\n+++\n文[^1]。\n\n[^1]: 乙的注。\n",
        )
        .with("content/news/film.mp4", "film")
        .with("content/documents/film.mp4", "film")
        .with(
            "content/specials/1/issue.toml",
            "名称 = \"示例特刊\"\n日期 = 2026-08-01\n开本 = \"对开\"\n[[版]]\n版名 = \"要闻\"\n\
             [[版.块]]\n类型 = \"稿件\"\n稿件 = \"/news/a.md\"\n",
        )
        .work_showing(Showing::default());
    let sheets = [
        ("document", Sheet::Document(id(&work, "content/documents/one.md"))),
        ("bulletin", Sheet::Bulletin(id(&work, "content/bulletins/one.md"))),
        ("issue", issue(&work)),
    ];
    (work, sheets)
}

#[test]
fn what_the_page_says_is_on_paper() {
    let rows: String = (1..40).map(|at| format!("|第{at}|{at}|\n")).collect();
    let body = format!(
        "甲[^1]乙[^2]再甲[^1]。\n\n{{{{ 目录 }}}}\n\n## 一、节\n\n### （一）小节\n\n> [!CAUTION]\n> 当心的话。\n\n\
         ::: 数字 框名\n- **12** 名 | 人数 | 截至三月\n:::\n\n::: 盘点 盘\n框里[^3]。\n:::\n\n\
         ::: 视频\n[片](film.mp4)\n:::\n\n\
         <table><tr><th>项</th><th colspan=\"2\">数</th></tr><tr><td>丙</td><td>12</td><td>34</td></tr></table>\n\n\
         <div>上行<br>下行</div>\n\n|表头[^4]|数|\n|---|---|\n{rows}\n\
         [^1]: 注一。\n[^2]: 注二。\n\n    - 注二之列\n\n    注二之尾。\n[^3]: 注三。\n[^4]: 注四。\n"
    );
    let (work, sheets) = three_kinds(&body);
    for (name, sheet) in sheets {
        let printed = made(&work, sheet, Purpose::Archive);
        assert_eq!(printed.report.standard, Purpose::Archive.standard(), "{name}");
        let place = kept(&format!("reading-whole-{name}"), &printed);
        let said = in_order(&place);
        for wanted in [
            "注意",
            "当心的话",
            "框名",
            "截至三月",
            "注一",
            "注二之列",
            "注二之尾",
            "注三",
            "注四",
            "film.mp4",
        ] {
            assert!(said.contains(wanted), "{name} says {wanted}: {said}");
        }
        assert!(!super::words(&place).contains("1234"), "{name}: cells are apart");
        // A note is numbered where it is mentioned, each time, as it is where it stands.
        let numbers = match name {
            "issue" => ["甲〔1〕乙〔2〕再甲〔1〕", "〔3〕注三", "〔4〕注四"],
            "bulletin" => ["甲3乙4再甲3", "5注三", "6注四"],
            _ => ["甲1乙2再甲1", "3注三", "4注四"],
        };
        for wanted in numbers {
            assert!(said.contains(wanted), "{name} says {wanted}: {said}");
        }
        let entries = structure(&place).tags.get("LI").copied().unwrap_or_default();
        let contents = match name {
            "issue" => 0,
            "bulletin" => 4,
            _ => 2,
        };
        assert_eq!(entries, contents, "{name}: contents are a list");
    }
}

#[test]
fn an_ear_that_says_nothing_names_the_pages() {
    let text = "名称 = \"示例特刊\"\n日期 = 2026-08-01\n报头 = \"传统\"\n\
                [[版]]\n版名 = \"甲版\"\n[[版.块]]\n类型 = \"稿件\"\n稿件 = \"/news/a.md\"\n\
                [[版]]\n版名 = \"乙版\"\n[[版.块]]\n类型 = \"稿件\"\n稿件 = \"/news/a.md\"\n";
    let work = Draft::new()
        .with("site.toml", &format!("theme = \"portal\"\n{SETTINGS}"))
        .item("content/news/a.md", "示例", "2026-03-10", "")
        .with("content/specials/1/issue.toml", text)
        .work_showing(Showing::default());
    let said =
        |work: &Work| in_order(&kept("reading-ear", &made(work, issue(work), Purpose::Archive)));
    assert!(said(&work).contains("1甲版2乙版"), "{}", said(&work));
}

#[test]
fn documents_and_bulletins_read_in_their_order() {
    let work = &*EXAMPLE;
    let (mut texts, mut paragraphs) = (0, 0);
    for (_, item) in work.site.items() {
        let sheet = match item.kind {
            Kind::Document(_) => Sheet::Document(id(work, item.source.as_str())),
            Kind::Bulletin(_) => Sheet::Bulletin(id(work, item.source.as_str())),
            Kind::Article | Kind::Topic(_) | Kind::Page => continue,
        };
        let name = format!("reading-order-{}", item.short_name());
        let printed = made(work, sheet, Purpose::Archive);
        let is_ruled = printed.report.values.iter().any(|value| value.force == "rule");
        assert_eq!(is_ruled, matches!(item.kind, Kind::Document(_)), "a bulletin is practice");
        assert_eq!(printed.report.dropped, [], "everything of {name} is on the paper");
        let said = in_order(&kept(&name, &printed));
        let mut reader = Reader::new(&said);
        // A bulletin's own words, then the texts that it gathers, one after the other.
        paragraphs += reader.reads(work, item);
        if let Kind::Bulletin(bulletin) = &item.kind {
            for (path, _) in &bulletin.articles {
                let item = work.site.item(work.site.by_source[path.as_str()]);
                reader.finds(&item.title);
                paragraphs += reader.reads(work, item);
                texts += 1;
            }
        }
    }
    assert!(texts >= 4 && paragraphs > 20, "{texts} texts, {paragraphs} paragraphs");
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// All words of a value, in order.
fn words(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        Value::Array(values) => values.iter().map(words).collect(),
        Value::Object(fields) => fields.values().map(words).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => String::new(),
    }
}

#[test]
fn a_book_reads_in_its_order() {
    let work = &*EXAMPLE;
    let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, &NoStore);
    let view = studio.sheet(book(), Purpose::Archive);
    let seen: Value = serde_json::from_str(&view.view).expect("views are JSON");
    let said = in_order(&kept("reading-book", &made(work, book(), Purpose::Archive)));
    let mut reader = Reader::new(&said);
    for title in ["前言", "编例", "目录"] {
        reader.finds(title);
    }
    let mut people = 0;
    for page in list(&seen, "pages") {
        for row in list(page, "rows") {
            match row["t"].as_str() {
                Some("person") => {
                    for cell in list(row, "cells") {
                        reader.finds(&words(cell));
                    }
                    people += 1;
                }
                Some("notes") => reader.finds(&words(&row["lines"])),
                _ => reader.finds(&words(&row["title"])),
            }
        }
    }
    assert!(people > 60, "{people} people");
    for life in list(&seen, "lives") {
        reader.finds(&words(&life["name"]));
    }
    let ends = list(&seen, "statistics").iter().chain(list(&seen, "indexes"));
    ends.for_each(|part| reader.finds(&words(&part["title"])));
    reader.finds(&words(&seen["colophon"]["title"]));
}
