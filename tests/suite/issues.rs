//! What an `issue.toml` says, and what is told of one that says it wrongly.

use std::fmt::Write;

use fengbei::model::{Issue, IssueId, Piece, Story, StoryPicture};
use fengbei::plan::Sheet;
use fengbei::print::Purpose;
use fengbei::render::{NoStore, Studio};
use serde_json::Value;

use crate::draft::{Draft, broken, page};

const FILE: &str = "content/specials/2026-08-01/issue.toml";
const HEAD: &str = "名称 = \"示例特刊\"\n日期 = 2026-08-01\n";

/// A site with three articles, a picture and the issue `text`.
fn draft(text: &str) -> Draft {
    let news =
        |draft: Draft, name| draft.item(&format!("content/news/{name}.md"), name, "2026-07-01", "");
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"16\" height=\"9\"/>";
    ["a", "b", "c"]
        .into_iter()
        .fold(Draft::new(), news)
        .with("content/images/山.svg", svg)
        .with("content/figures/a.toml", "[[数字]]\n名称 = \"光荣牌\"\n数值 = 823\n单位 = \"块\"\n")
        .with(FILE, &format!("{HEAD}{text}"))
}

/// An issue as its pages with their blocks, a line each.
fn told(issue: &Issue) -> String {
    let mut out = String::new();
    for page in &issue.pages {
        let _ = writeln!(out, "{} {:?}", page.name, page.layout);
        for block in &page.blocks {
            let _ = writeln!(out, "  {} {}", block.weight, piece(&block.piece));
        }
    }
    out
}

fn piece(piece: &Piece) -> String {
    let count = |what: &str, list: usize| format!("{what} {list}");
    match piece {
        Piece::Lead(it) => format!("lead {}", story(it)),
        Piece::Story(it) => format!("story {}", story(it)),
        Piece::Continued(item) => format!("rest of {}", item.path),
        Piece::Briefs(_, items) => count("briefs", items.len()),
        Piece::Picture(picture) => format!("picture {}", picture.path),
        Piece::Essay(_, pictures) => count("essay", pictures.len()),
        Piece::Figures(panel, list) => format!("figures {}: {}", panel.title, list[0].value),
        Piece::Strip(_, list) => format!("strip {} {}", list[0].label, list[0].value),
        Piece::Honours(panel, list) => count(&panel.title, list.len()),
        Piece::Timeline(_, days) => format!("timeline {}", days[0].words),
        Piece::Chart(chart) => format!("chart {} {:?}", chart.item.path, chart.name),
        Piece::Roll(_, column, most) => format!("roll {column} {most}"),
        Piece::Box(panel, words) => format!("box {}: {words}", panel.title),
        Piece::Pull(words, by) => format!("pull {words} {by:?}"),
        Piece::Slogan(words) => format!("slogan {words}"),
        Piece::Colophon(lines) => lines.join("/"),
    }
}

fn story(story: &Story) -> String {
    let picture = match &story.picture {
        StoryPicture::Cover(_) => "cover",
        StoryPicture::Other(picture) => picture.path.as_str(),
        StoryPicture::Without => "no picture",
    };
    let title = story.headline.title.as_deref().unwrap_or("own title");
    format!("{} {title} {picture} {:?}", story.item.path, story.continued_on)
}

#[test]
fn pages_have_their_blocks_in_order_and_stories_go_on() {
    let work = draft(
        r#"
[[版]]
版名 = "要闻"
版式 = "头版"
[[版.块]]
类型 = "头条"
稿件 = "/news/a.md"
标题 = "甲|乙"
转版 = 2
[[版.块]]
类型 = "数字"
数字 = ["光荣牌"]
[[版.块]]
kind = "slogan"
words = "记得住"

[[版]]
name = "综述"
[[版.块]]
kind = "story"
item = "../../news/b.md"
picture = "/images/山.svg"
weight = 3
[[版.块]]
kind = "story"
item = "/news/c.md"
without_picture = true
continue_on = 3
[[版.块]]
kind = "timeline"
title = "年表"
entries = [{ day = "2026年", words = "挂牌{{ 数字(光荣牌) }}" }]

[[版]]
name = "末版"
layout = "achievements"
[[版.块]]
kind = "continued"
item = "/news/c.md"
[[版.块]]
kind = "colophon"
lines = ["甲", "乙"]
"#,
    )
    .work();
    assert_eq!(broken(&work), Vec::<String>::new());
    let [issue] = &work.site.issues[..] else { panic!("one issue") };
    assert_eq!((issue.paper.width, issue.paper.height), (297, 420));
    assert_eq!(
        told(issue),
        "要闻 Front\n  \
           3 lead content/news/a.md 甲|乙 cover Some(2)\n  \
           1 strip 光荣牌 823\n  \
           1 slogan 记得住\n\
         综述 Feature\n  \
           3 story content/news/b.md own title content/images/山.svg None\n  \
           2 story content/news/c.md own title no picture Some(3)\n  \
           1 timeline 挂牌823块\n  \
           1 rest of content/news/a.md\n\
         末版 Achievements\n  \
           1 rest of content/news/c.md\n  \
           1 甲/乙\n"
    );
}

#[test]
fn the_rest_of_a_story_has_its_headline_a_chart_comes_from_its_item_and_a_box_has_its_note() {
    let drawn =
        "::: 图表 柱状图 优待证\n| 年 | 张 |\n| --- | ---: |\n| 2025 | 7 |\n| 2026 | 9 |\n:::\n";
    let item = |title: &str| format!("+++\ntitle = \"{title}\"\ndate = 2026-07-01\n+++\n{drawn}");
    let text = r#"
[[版]]
版名 = "要闻"
[[版.块]]
类型 = "头条"
稿件 = "/news/a.md"
标题 = "甲乙|丙丁"
转版 = 2
[[版.块]]
类型 = "图表"
稿件 = "/news/d.md"
图表 = "优待证"
[[版.块]]
类型 = "方框"
标题 = "己"
说明 = "据台账"
文字 = "庚"

[[版]]
版名 = "综述"
"#;
    let work = draft(text).with("content/news/d.md", &item("戊")).work();
    assert_eq!(broken(&work), Vec::<String>::new());
    let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, &NoStore);
    let sheet = studio.sheet(Sheet::Issue(IssueId(0)), Purpose::Archive);
    let view: Value = serde_json::from_str(&sheet.view).expect("views are JSON");
    let chart = &view["pages"][0]["blocks"][1];
    assert_eq!((&chart["kind"], &chart["title"]), (&"chart".into(), &"优待证".into()));
    let row = chart["chart"]["table"]["rows"][1].to_string();
    assert!(row.contains("\"2026\"") && row.contains("\"9\""), "{row}");
    assert_eq!(view["pages"][0]["blocks"][2]["note"], "据台账");
    let rest = &view["pages"][1]["blocks"][0]["head"];
    assert_eq!((&rest["kicker"], &rest["title"][0]), (&"上接第1版".into(), &"甲乙丙丁".into()));
    // A reader of the web finds it under the same words.
    let web = serde_json::to_value(page(&work, "specials/2026-08-01.html")).expect("plain data");
    let rest = &web["edition"]["pages"][1]["pieces"][0];
    assert_eq!((&rest["kind"], &rest["kicker"]), (&"continued".into(), &"上接第1版".into()));
    assert_eq!(rest["title"], "甲乙丙丁", "{rest}");
}

#[test]
fn what_is_wrong_with_an_issue_is_told() {
    let page = |block: &str| format!("[[版]]\n版名 = \"要闻\"\n[[版.块]]\n{block}\n");
    let table = [
        ("开本 = \"A3\"\n".to_owned(), "missing-required"),
        ("开本 = \"B5\"\n".to_owned() + &page("类型 = \"口号\"\n文字 = \"甲\""), "bad-value"),
        ("宽 = 300\n".to_owned() + &page("类型 = \"口号\"\n文字 = \"甲\""), "missing-required"),
        (page("类型 = \"头条\""), "missing-required"),
        (page("类型 = \"组图\"\n标题 = \"甲\""), "missing-required"),
        (page("类型 = \"指标\"\n标题 = \"甲\"\n数字 = []"), "missing-required"),
        (page("类型 = \"版权\""), "missing-required"),
        (page("类型 = \"头条\"\n稿件 = \"/news/a.md\"\n转版 = 1"), "bad-value"),
        (page("类型 = \"头条\"\n稿件 = \"/news/a.md\"\n转版 = 2"), "bad-value"),
        (page("类型 = \"头条\"\n稿件 = \"/news/z.md\""), "unknown-reference"),
        (page("类型 = \"简讯\"\n稿件列表 = [\"/news/z.md\"]"), "unknown-reference"),
        (page("类型 = \"名录\"\n标题 = \"甲\"\n名录 = \"martyrs\""), "unknown-reference"),
        (page("类型 = \"图表\""), "missing-required"),
        (page("类型 = \"图表\"\n稿件 = \"/news/a.md\""), "unknown-reference"),
        (page("类型 = \"图片\"\n图片 = \"/images/河.svg\""), "missing-file"),
        (page("类型 = \"数字\"\n数字 = [\"优待证\"]"), "unknown-figure"),
        (page("类型 = \"口号\"\n文字 = \"甲\"\n分量 = 4"), "bad-value"),
        (page("类型 = \"口号\"\n文字 = \"甲\"\n颜色 = \"红\""), "unknown-field"),
    ];
    for (text, rule) in table {
        let found = broken(&draft(&text).work());
        assert!(found.contains(&format!("{rule} {FILE}")), "{text}: {found:?}");
    }
}
