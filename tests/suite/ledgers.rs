//! The ledgers of figures and of honours: what quotes them, what finds them, what is taken away.

use std::collections::BTreeMap;
use std::sync::Arc;

use fengbei::load::{Audience, Memory, Options, Showing};
use fengbei::prepare;
use fengbei::source::SourcePath;
use fengbei::text::Moment;

use super::draft::{Draft, TODAY};
use super::example::build;

const FIGURES: &str = "[[数字]]\n编号 = \"cards\"\n名称 = \"优待证\"\n别名 = [\"退役军人优待证\"]\n数值 = 12306\n\
     单位 = \"张\"\n截至 = 2026-06-30\n口径 = \"补办的，不重复计\"\n历次 = [{ 截至 = \"2025年12月\", 数值 = 11000 }]\n\n\
     [[数字]]\n名称 = \"满意度\"\n数值 = 98.5\n单位 = \"%\"\n目标 = 100\n";
const HONOURS: &str = "[[命名]]\n地方 = \"示例市\"\n级别 = \"国家级\"\n称号 = \"全国双拥模范城\"\n日期 = 2020-10-20\n连冠 = 3\n\n\
     [[命名]]\n地方 = \"示例市\"\n级别 = \"国家级\"\n称号 = \"全国双拥模范城\"\n日期 = 2025-04-23\n";

/// A site with both ledgers and a roll, of which one person has a life that quotes them.
fn site() -> Draft {
    let roll = "+++\ntitle = \"英名录\"\ncolumn_type = \"数据发布\"\nkind = \"page\"\n[roll]\nsource = \"roll.csv\"\n+++\n";
    let column = |title: &str| {
        format!("+++\ntitle = \"{title}\"\ncolumn_type = \"数据发布\"\nkind = \"page\"\n+++\n")
    };
    Draft::new()
        .with("content/figures/_index.md", &column("数字台账"))
        .with("content/figures/a.toml", FIGURES)
        .with("content/honours/_index.md", &column("荣誉"))
        .with("content/honours/a.toml", HONOURS)
        .with("content/martyrs/_index.md", roll)
        .with("content/martyrs/roll.csv", "编号,姓名\nA1,甲一\nA2,乙二\n")
        .with(
            "content/martyrs/people/A1.md",
            "家乡发放优待证{{ 数字(优待证) }}，是{{ 荣誉(示例市) }}的城市。\n",
        )
}

#[test]
fn a_life_quotes_the_ledger_and_changes_with_it() {
    let options = Options {
        config: SourcePath::new("site.toml"),
        now: Moment::parse(TODAY).expect("a date"),
        showing: Showing::default(),
        audience: Audience::Office,
    };
    let mut memory = Memory::default();
    let mut said = |site: &Draft| {
        let work = prepare(&Arc::new(site.sources()), &options, &mut memory).expect("a theme");
        let life = work.site.rolls[0].lives.values().next().expect("a life");
        (life.body.plain_text(), work.report.iter().map(|d| d.rule.name).collect::<Vec<_>>())
    };
    let (text, found) = said(&site());
    assert_eq!(text.trim(), "家乡发放优待证12\u{202F}306张，是四连冠的城市。");
    assert!(!found.contains(&"unknown-figure"), "{found:?}");
    let changed = site().with("content/figures/a.toml", &FIGURES.replace("12306", "12400"));
    assert!(said(&changed).0.contains("12\u{202F}400张"));
    let gone = changed.with("content/figures/a.toml", "");
    assert!(said(&gone).1.contains(&"unknown-figure"), "what is quoted in a life must be there");
    assert!(said(&site()).0.contains("12\u{202F}306张"), "and it may come back");
}

#[test]
fn a_figure_says_which_lives_quote_it() {
    let built = build("ledgers", site().sources());
    let page = built.text("figures/cards.html");
    assert!(page.contains("martyrs/people/A1.html\">甲　一</a>"), "{page}");
}

#[test]
fn the_search_finds_figures_and_holders_by_every_name() {
    let built = build("ledgers", site().sources());
    let texts = built.text("search/rows1/t0.js");
    for words in [
        "[\"优待证\",\"\",\"12 306张 12306张 退役军人优待证 截至2026年6月30日 口径：补办的，不重复计\",\"\",\"figures/cards.html\"]",
        "[\"示例市\",\"\",\"国家级四连冠 2020年10月20日全国双拥模范城 2025年4月23日全国双拥模范城\",\"\",\"honours/%E7%A4%BA%E4%BE%8B%E5%B8%82.html\"]",
    ] {
        assert!(texts.contains(words), "{words}\n{texts}");
    }
}

#[test]
fn the_data_of_a_ledger_makes_the_same_ledger() {
    let first = build("ledgers", site().sources());
    for file in ["figures/data.csv", "figures/data.json", "honours/data.csv", "honours/data.json"] {
        let column = file.split('/').next().expect("a folder");
        let page = first.text(&format!("{column}/index.html"));
        assert!(page.contains(&format!("href=\"../{file}\" download")), "{file}");
        assert!(first.files.contains_key(file), "{file}");
    }
    let again = site()
        .without("content/figures/a.toml")
        .without("content/honours/a.toml")
        .with("content/figures/a.csv", first.text("figures/data.csv"))
        .with("content/honours/a.csv", first.text("honours/data.csv"));
    let again = build("ledgers", again.sources());
    let data = |built: &super::example::Built| {
        let files = built.files.iter().filter(|(path, _)| path.contains("/data."));
        files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(data(&again), data(&first));
    let json: serde_json::Value =
        serde_json::from_str(first.text("figures/data.json")).expect("JSON");
    assert_eq!(json["figures"][0]["values"][0]["as_of"], "2025-12");
    assert_eq!(json["figures"][0]["values"][1]["value"], "12306");
    let json: serde_json::Value =
        serde_json::from_str(first.text("honours/data.json")).expect("JSON");
    assert_eq!(
        (&json["namings"][1]["running"], &json["namings"][1]["times"]),
        (&4.into(), &4.into())
    );
}

#[test]
fn a_site_without_a_ledger_offers_no_data_of_it() {
    let bare = Draft::new().column("figures", "").column("honours", "");
    let built = build("ledgers", bare.sources());
    assert!(!built.files.keys().any(|path| path.contains("data.")));
    assert!(!built.text("figures/index.html").contains("download"));
}

#[test]
fn titles_of_boxes_and_charts_and_words_under_pictures_quote_the_ledger() {
    let text = "::: 看点 共{{ 数字(优待证) }}\n要点\n:::\n\n::: 提醒 到{{ 数字(优待证) }}为止\n提醒\n:::\n\n\
                ::: 图表 柱状图 优待证{{ 数字(优待证) }} {说明=已发{{ 数字(优待证) }} 目标={{ 数字(满意度, 目标, 无单位) }}}\n\
                | 县 | 张 |\n| --- | ---: |\n| 甲县 | 3 |\n| 乙县 | 5 |\n:::\n\n\
                ![图](../a.svg \"题{{ 数字(优待证) }}\")\n";
    let site = site()
        .with("content/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"/>")
        .column("news", "");
    let head = "+++\ntitle = \"稿件\"\ndate = \"2026-07-01\"\n+++\n";
    let built = build("titles", site.with("content/news/x.md", &format!("{head}{text}")).sources());
    let page = built.files.keys().find(|path| path.starts_with("news/2026")).expect("a page");
    let page = built.text(page);
    for words in [
        "共12\u{202F}306张",
        "提醒 到12\u{202F}306张为止",
        "优待证12\u{202F}306张</figcaption>",
        "目标 100",
        "题12\u{202F}306张</figcaption>",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert_eq!(page.matches("{{ 数字").count(), 0);
}
