//! The bottom zone (国办发〔2017〕47号): every item that is set is shown, nothing else.

use super::tags::{Piece, pieces};
use crate::example::{all, build};
use fengbei::source::Sources;

/// What is typed, and what the reader sees of it: words and links.
const ITEMS: [(&str, &str); 13] = [
    ("[bottom]\nhost = \"甲单位\"", "主办：甲单位"),
    ("[bottom]\nmaintainer = \"乙单位\"", "承办：乙单位"),
    ("[bottom]\naddress = \"一号街\"", "地址：一号街"),
    ("[bottom]\npostcode = \"000001\"", "邮编：000001"),
    ("[bottom]\nphone = \"0000-1\"", "电话：0000-1"),
    ("[bottom]\nemail = \"a@example.gov.cn\"", "邮箱：[mailto:a@example.gov.cn]a@example.gov.cn"),
    ("[bottom]\nreport = \"0000-2\"", "有害信息举报电话：0000-2"),
    ("[portal]\ncode = \"1400000001\"", "政府网站标识码：1400000001"),
    ("[bottom]\nicp = \"示ICP备1号\"", "[https://beian.miit.gov.cn/]示ICP备1号"),
    (
        "[bottom]\npolice = \"示公网安备14000002000001号\"",
        "[https://beian.mps.gov.cn/#/query/webSearch?code=14000002000001]示公网安备14000002000001号",
    ),
    (
        "[bottom]\nconac = { kind = \"institution\", link = \"https://c.example/\" }",
        "[https://c.example/]事业单位",
    ),
    (
        "[bottom]\nfind_error = { link = \"https://f.example/\" }",
        "[https://f.example/]我为政府网站找错",
    ),
    ("[bottom]\ncounter = { link = \"https://v.example/\" }", "[https://v.example/]访问统计"),
];

/// The words of a page's bottom zone, links before them in brackets.
fn bottom(html: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for piece in pieces(html) {
        match piece {
            Piece::Open(tag) if tag.name == "footer" && tag.get("class") == Some("foot") => {
                inside = true;
            }
            Piece::Close(name) if name == "footer" => inside = false,
            Piece::Open(tag) if inside && tag.name == "a" => {
                words.extend(["[", tag.get("href").unwrap_or_default(), "]"]);
            }
            Piece::Text(text) if inside => words += text.trim(),
            _ => {}
        }
    }
    words
}

fn site(theme: &str, settings: &str) -> Sources {
    let settings = format!("title = \"小站\"\ntheme = \"{theme}\"\n{settings}\n");
    Sources::from_texts([
        ("site.toml", settings.as_str()),
        ("content/_index.md", "+++\ntitle = \"首页\"\n+++\n"),
        ("content/about/_index.md", "+++\ntitle = \"关于\"\nkind = \"page\"\n+++\n"),
        ("content/about/us.md", "+++\ntitle = \"我们\"\n+++\n正文。\n"),
    ])
}

#[test]
fn what_is_set_is_shown_and_nothing_else() {
    for theme in fengbei::theme::built_in() {
        for (typed, shown) in ITEMS {
            let built = build(&theme, site(&theme, typed));
            for (path, html) in built.pages() {
                let bottom = bottom(html);
                for (other, words) in ITEMS {
                    let wanted = words == shown;
                    assert_eq!(
                        bottom.contains(words),
                        wanted,
                        "{theme} {path}, {typed} ({other}): {bottom}"
                    );
                }
                let label = ["主办", "承办", "地址", "邮编", "电话", "邮箱", "标识码"];
                let labels = label.iter().filter(|l| bottom.contains(&format!("{l}："))).count();
                let wanted = label.iter().filter(|l| shown.contains(&format!("{l}："))).count();
                assert_eq!(labels, wanted, "{theme} {path}, {typed}: {bottom}");
            }
        }
    }
}

#[test]
fn every_page_of_the_example_has_the_whole_bottom_zone() {
    let wanted = [
        "主办：",
        "承办：",
        "地址：",
        "邮编：",
        "电话：",
        "邮箱：",
        "有害信息举报电话：",
        "政府网站标识码：",
        "网站地图",
        "beian.miit.gov.cn",
        "beian.mps.gov.cn",
        "党政机关",
        "我为政府网站找错",
    ];
    for built in all().filter(|built| built.name.ends_with("example")) {
        for (path, html) in
            built.pages().filter(|(_, html)| !html.contains("http-equiv=\"refresh\""))
        {
            let bottom = bottom(html);
            for words in wanted {
                assert!(
                    bottom.contains(words),
                    "{} {path}: {words} is not in {bottom}",
                    built.name
                );
            }
        }
    }
}
