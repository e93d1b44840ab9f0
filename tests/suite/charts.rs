//! Charts that editors write in their texts.

use std::sync::Arc;

use fengbei::chart::ChartKind;
use fengbei::markup::html::{Nowhere, write_html};
use fengbei::markup::{Dialect, Document, parse};
use fengbei::source::SourcePath;
use fengbei::text::Amount;

use crate::draft::Draft;
use crate::example::{build, examples};

fn document(markdown: &str) -> Document {
    let text: Arc<str> = markdown.into();
    let file = SourcePath::new("content/a.md");
    let (document, report) = parse(&file, &text, 0..text.len(), &Dialect::default());
    assert!(report.is_empty(), "{:#?}", report.sorted());
    document
}

fn html(document: &Document) -> String {
    let mut html = String::new();
    write_html(document, &mut Nowhere, &mut html);
    html
}

/// The page without its drawings, of which only the form is left.
fn around(html: &str) -> String {
    let mut parts = html.split("<svg ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let form = if part.contains("chart-wide") { "wide" } else { "narrow" };
        out.push_str(&format!("<svg {form}>"));
        out.push_str(part.split_once("</svg>").expect("it ends").1);
    }
    out
}

#[test]
fn a_table_in_a_chart_stays_as_its_data() {
    let text = document(
        "::: 图表 堆叠图 三年的接收与安置 {说明=示例数据}\n\
         | 年份 | 接收（人） | 安置（人） | 合计 |\n| --- | ---: | ---: | ---: |\n\
         | 2023年 | 1 200 | **9** | 1209 |\n| 2024年 | 1.2万 | — | 1.2万 |\n| 合计 | 13200 | 9 | 13209 |\n\n\
         数据截至年底。\n:::\n",
    );
    assert_eq!(
        around(&html(&text)),
        "<figure class=\"chart\">\n<figcaption>三年的接收与安置</figcaption>\n\
         <svg wide>\n<svg narrow>\n\
         <details class=\"chart-data\">\n<summary>数据表</summary>\n\
         <div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"表格：年份、接收（人）、安置（人）、合计\">\n\
         <table>\n<caption>三年的接收与安置（单位：人）</caption>\n\
         <thead>\n<tr><th scope=\"col\">年份</th><th scope=\"col\" class=\"right\">接收（人）</th>\
         <th scope=\"col\" class=\"right\">安置（人）</th><th scope=\"col\" class=\"right\">合计</th></tr>\n</thead>\n<tbody>\n\
         <tr><th scope=\"row\">2023年</th><td class=\"right\">1 200</td><td class=\"right\"><strong>9</strong></td><td class=\"right\">1209</td></tr>\n\
         <tr><th scope=\"row\">2024年</th><td class=\"right\">1.2万</td><td class=\"right\">—</td><td class=\"right\">1.2万</td></tr>\n\
         <tr><th scope=\"row\">合计</th><td class=\"right\">13200</td><td class=\"right\">9</td><td class=\"right\">13209</td></tr>\n\
         </tbody>\n</table>\n</div>\n</details>\n<p>数据截至年底。</p>\n</figure>\n"
    );
    let [chart] = text.charts() else { panic!("one chart") };
    assert_eq!((chart.kind, chart.unit.as_str()), (ChartKind::Stacked, "人"));
    assert_eq!(chart.labels, ["2023年", "2024年"], "sums are not drawn");
    let numbers = |at: usize| {
        chart.series[at]
            .values
            .iter()
            .map(|v| v.map(|v| v.decimal().normalize().to_string()))
            .collect::<Vec<_>>()
    };
    assert_eq!(chart.series.len(), 2);
    assert_eq!(numbers(0), [Some("1200".into()), Some("12000".into())]);
    assert_eq!(numbers(1), [Some("9".into()), None]);
}

#[test]
fn charts_are_called_in_both_languages_and_read_their_units() {
    let table = "\n| 县 | 申领率 |\n| --- | --- |\n| 甲县 | 98.6% |\n| 乙县 | 91% |\n:::\n";
    let chinese = document(&format!("::: 图表 进度 申领率 {{目标=95%}}{table}"));
    let english = document(&format!("::: chart progress 申领率 {{target=95}}{table}"));
    assert_eq!(chinese.charts(), english.charts());
    let chart = &chinese.charts()[0];
    assert_eq!((chart.kind, chart.unit.as_str()), (ChartKind::Progress, "%"));
    assert_eq!(chart.target, Amount::parse("95"));
    let plain = document(&format!("::: 图表 申领率{table}"));
    assert_eq!(plain.charts()[0].kind, ChartKind::Bar);
    for kind in ChartKind::ALL {
        assert_eq!(ChartKind::named(kind.word()), Some(kind), "a kind's own word names it");
    }
}

#[test]
fn search_finds_the_words_of_a_chart() {
    let text = document(
        "::: 图表 环形图 谁来过\n| 谁 | 人次 |\n| --- | --- |\n| 学生 | 12 |\n| 官兵 | 30 |\n:::\n",
    );
    assert_eq!(text.plain_text(), "谁来过\n谁 人次\n学生 12\n官兵 30");
}

#[test]
fn only_pages_with_charts_load_what_charts_need() {
    let built = &examples()[0];
    let (mut with, mut without) = (0, 0);
    for (path, html) in built.pages() {
        let draws = html.contains("class=\"chart-svg");
        assert_eq!(draws, html.contains("/assets/chart-"), "{path}");
        if draws { with += 1 } else { without += 1 }
    }
    assert!(with >= 2 && without > with, "{with} with charts, {without} without");
}

#[test]
fn the_ids_of_all_charts_of_a_page_differ() {
    let table = "\n| 县 | 数 |\n| --- | --- |\n| 甲县 | 3 |\n:::\n\n";
    let html = html(&document(&format!("::: 图表 一{table}::: 图表 一{table}")));
    let mut ids: Vec<&str> =
        html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((ids.len(), all), (8, 8), "title and description of two forms of two charts");
}

/// A site with a ledger of two figures, one of which has a past, and an article that draws both.
fn with_ledger() -> Draft {
    Draft::new()
        .column("figures", "")
        .with(
            "content/figures/a.toml",
            "[[数字]]\n编号 = \"cards\"\n名称 = \"优待证\"\n数值 = 12306\n单位 = \"张\"\n截至 = 2026-06-30\n目标 = 13000\n\
             历次 = [{ 截至 = \"2025年12月\", 数值 = 11000 }]\n\n[[数字]]\n编号 = \"plaques\"\n名称 = \"光荣牌\"\n数值 = 9360\n单位 = \"张\"\n",
        )
        .with(
            "content/news/a.md",
            "+++\ntitle = \"图\"\ndate = 2026-07-02\n+++\n::: 图表 两项数字\n| 项目 | 数量（张） |\n| --- | --- |\n\
             | 优待证 | {{ 数字(cards) }} |\n| 光荣牌 | {{ 数字(plaques) }} |\n:::\n",
        )
}

#[test]
fn what_is_quoted_from_the_ledger_is_drawn() {
    let built = build("ledger", with_ledger().sources());
    let text = built.work.site.items.iter().find(|item| item.title == "图").expect("it is there");
    let [chart] = text.body.charts() else { panic!("one chart") };
    assert_eq!(chart.series[0].values, [Amount::parse("12306"), Amount::parse("9360")]);
    let about_charts = built.work.report.iter().filter(|d| d.rule.name == "container-content");
    assert_eq!(about_charts.count(), 0);
}

#[test]
fn a_figure_with_a_past_is_drawn_on_its_page() {
    let built = build("ledger", with_ledger().sources());
    let page = |id: &str| built.text(&format!("figures/{id}.html")).to_owned();
    let cards = page("cards");
    assert!(cards.contains("<title id=\"chart1-") && cards.contains("/assets/chart-"), "{cards}");
    for words in ["11\u{202F}000", "12\u{202F}306", "2025年12月", "目标 13\u{202F}000", "单位：张"]
    {
        assert!(cards.contains(&format!(">{words}</text>")), "{words}");
    }
    assert!(!page("plaques").contains("chart"), "nothing to compare");
}
