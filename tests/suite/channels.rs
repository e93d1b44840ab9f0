//! Copies for other channels: nothing in them that a channel takes away, nothing lost on the way.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::desk::{Desk, Said};

const TEXT: &str = r#"+++
title = "{{ 数字(光荣牌) }}送到家"
date = "2026-07-30"
source = "示例双拥办"
summary = "今年的光荣牌全部送到，家家有人。"
keywords = ["双拥", "光荣牌"]
+++
全市悬挂光荣牌{{ 数字(光荣牌) }}，见[公告](https://www.example.gov.cn/a?b=1&c=2)和[同一公告](https://www.example.gov.cn/a?b=1&c=2)。[^1]

[^1]: 据台账 <script>alert(1)</script> 统计，见[办法](https://www.example.gov.cn/ban-fa)。

## 一、怎么送

::: 看点 两点
- **早**：七月送完。
- 全：一户不漏。
:::

| 月份 | 块数 |
|---|---:|
| 六月 | 6000 |
| 七月 | 6306 |

::: 图表 柱状图 各月块数
| 月份 | 块数 |
|---|---:|
| 六月 | 6000 |
| 七月 | 6306 |
:::

![授牌](pai.png "授牌现场")
"#;

const FIGURES: &str =
    "[[数字]]\n名称 = \"光荣牌\"\n数值 = 12306\n单位 = \"块\"\n截至 = 2026-06-30\n";

/// A site with one article that has everything, and a picture.
fn desk() -> Desk {
    let desk = Desk::small();
    desk.write("content/figures/a.toml", FIGURES);
    desk.write("content/news/b/index.md", TEXT);
    let mut picture = image::RgbImage::new(1600, 1200);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        *pixel = image::Rgb([(x % 251) as u8, (y % 241) as u8, ((x * y) % 239) as u8]);
    }
    picture.save(desk.root().join("content/news/b/pai.png")).expect("a picture");
    desk
}

fn export(desk: &Desk, channel: &str) -> (Said, PathBuf) {
    let folder = desk.around().join(channel);
    let place = folder.display().to_string();
    (desk.run(&["export", channel, "news/b", "--today", "2026-08-01", "-o", &place]), folder)
}

/// What the button of the page copies.
fn copied(folder: &Path) -> String {
    let page = fs::read_to_string(folder.join("index.html")).expect("the page");
    let start = page.find("const html = ").expect("what is copied") + "const html = ".len();
    let mut values = serde_json::Deserializer::from_str(&page[start..]).into_iter::<String>();
    values.next().expect("a value").expect("a text")
}

#[test]
fn a_message_has_nothing_that_wechat_takes_away_and_loses_nothing() {
    let desk = desk();
    let (said, folder) = export(&desk, "wechat");
    assert_eq!(said.code, 0, "{said:?}");
    let html = copied(&folder);
    for taken in [
        " class=",
        " id=",
        "<script",
        "<style",
        "<div",
        "<svg",
        "var(",
        "position:",
        "grid",
        "transform",
        "href=",
    ] {
        assert!(!html.contains(taken), "{taken} in {html}");
    }
    for kept in [
        "12 306块",
        "一、怎么送",
        "看点　两点",
        "早",
        "6306",
        "授牌现场",
        "公告<span",
        "[1]",
        "注1",
        "[1] https://www.example.gov.cn/a?b=1&amp;c=2",
        "[2] https://www.example.gov.cn/ban-fa",
    ] {
        assert!(html.replace('\u{202F}', " ").contains(kept), "{kept} is not in {html}");
    }
    assert_eq!(html.matches("七月</td>").count(), 2, "a chart has its table: {html}");
    assert!(!html.contains("[3]"), "the same address has one number");
    assert_eq!(
        html.matches("[2]").count(),
        2,
        "a note's link has the number of its address: {html}"
    );
    let pictures: Vec<String> = html
        .match_indices("src=\"")
        .map(|(at, _)| html[at + 5..].split('"').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(pictures, ["images/01.png", "images/02.jpg"]);
    for picture in &pictures {
        let bytes = fs::read(folder.join(picture)).expect("it is there");
        assert!(bytes.len() <= 1_000_000 && image::load_from_memory(&bytes).is_ok(), "{picture}");
    }
    for (cover, ratio) in [("cover-2.35x1.jpg", 2.35), ("cover-1x1.jpg", 1.0)] {
        let cover = image::open(folder.join(cover)).expect("a cover");
        assert!((f64::from(cover.width()) / f64::from(cover.height()) - ratio).abs() < 0.01);
    }
    for told in ["2 links", "1 chart"] {
        assert!(said.err.contains(told), "{said:?}");
    }
}

#[test]
fn a_changed_figure_changes_the_message_and_old_pictures_go() {
    let desk = desk();
    let (_, folder) = export(&desk, "wechat");
    desk.write("content/figures/a.toml", FIGURES.replace("12306", "12888"));
    desk.write("content/news/b/index.md", TEXT.replace("![授牌](pai.png \"授牌现场\")", ""));
    let (said, _) = export(&desk, "wechat");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(copied(&folder).contains("888块"), "{}", copied(&folder));
    let left: Vec<_> = fs::read_dir(folder.join("images"))
        .expect("pictures")
        .flatten()
        .map(|it| it.file_name())
        .collect();
    assert_eq!(left, ["01.png"], "the picture that is gone is gone here, too");
}

#[test]
fn words_left_of_links_and_struck_words_are_told() {
    let desk = desk();
    let text = format!("{TEXT}\n见[甲](../a.md)、[上文](#一怎么送)，~~作废~~改期。\n");
    desk.write("content/news/b/index.md", &text);
    let (said, _) = export(&desk, "wechat");
    assert!(said.err.contains("1 link left as words"), "{said:?}");
    let (said, _) = export(&desk, "plain");
    for told in ["1 link left as words", "1 passage"] {
        assert!(said.err.contains(told), "{said:?}");
    }
    let settings = fs::read_to_string(desk.root().join("site.toml")).expect("settings");
    let settings: Vec<&str> = settings.lines().filter(|it| !it.starts_with("address")).collect();
    desk.write("site.toml", settings.join("\n"));
    let (said, _) = export(&desk, "wechat");
    assert!(said.err.contains("2 links left as words"), "{said:?}");
}

#[test]
fn what_is_over_the_limits_is_told_and_what_is_not_public_stays() {
    let desk = desk();
    desk.write("content/news/b/index.md", TEXT.replace("送到家", &"很长的标题".repeat(8)));
    let (said, _) = export(&desk, "wechat");
    assert!(said.code == 1 && said.err.contains("more than 32"), "{said:?}");
    desk.write("content/news/b/index.md", TEXT.replace("source =", "draft = true\nsource ="));
    let (said, _) = export(&desk, "plain");
    assert!(said.code == 2 && said.err.contains("draft"), "{said:?}");
    let others = desk.around().join("others");
    fs::create_dir(&others).expect("a folder");
    fs::write(others.join("01.jpg"), "别人的").expect("a file");
    let said = desk.run(&[
        "export",
        "weibo",
        "news/a",
        "--today",
        "2026-08-01",
        "-o",
        &others.display().to_string(),
    ]);
    assert!(said.code == 2 && others.join("01.jpg").is_file(), "{said:?}");
}

#[test]
fn a_post_is_within_the_limit_and_plain_words_are_whole() {
    let desk = desk();
    let (said, folder) = export(&desk, "weibo");
    assert_eq!(said.code, 0, "{said:?}");
    let post = fs::read_to_string(folder.join("weibo.txt")).expect("the post");
    assert!(
        post.starts_with("#双拥##光荣牌#【12") && post.contains("https://www.example.gov.cn/news/"),
        "{post}"
    );
    assert!(post.chars().count() <= 140 + 60 && folder.join("02.jpg").is_file());
    let (_, folder) = export(&desk, "plain");
    let text = fs::read_to_string(folder.join("b.txt")).expect("the text");
    for kept in [
        "306块送到家",
        "一、怎么送",
        "· 早：七月送完。",
        "六月\t6000",
        "〔图：授牌现场〕",
        "（注1）",
        "[1] https://www.example.gov.cn/a?b=1&c=2",
        "注1　据台账",
    ] {
        assert!(text.contains(kept), "{kept} is not in {text}");
    }
    assert_eq!(text.matches("七月\t6306").count(), 2, "a chart has its table: {text}");
}

#[test]
fn data_for_an_app_is_what_its_schema_says() {
    let desk = desk();
    let folder = desk.around().join("json");
    let said =
        desk.run(&["export", "json", "--today", "2026-08-01", "-o", &folder.display().to_string()]);
    assert_eq!(said.code, 0, "{said:?}");
    let read = |name: &str| -> Value {
        serde_json::from_slice(&fs::read(folder.join(name)).expect("a file")).expect("JSON")
    };
    let (data, schema) = (read("data.json"), read("schema.json"));
    conforms(&data, &schema, &schema, "data");
    assert_eq!(
        (data["items"].as_array().map(Vec::len), &data["figures"][0]["value"]),
        (Some(2), &"12306".into())
    );
    let items = data["items"].as_array().expect("a list");
    let texts: String = items.iter().filter_map(|item| item["text"].as_str()).collect();
    for kept in ["（注1）", "注1　据台账", "[1] https://www.example.gov.cn/a?b=1&c=2"] {
        assert!(texts.contains(kept), "{kept} is not in {texts}");
    }
}

/// Holds `value` to the words of JSON Schema that ours uses.
fn conforms(value: &Value, schema: &Value, whole: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.trim_start_matches("#/$defs/");
        return conforms(value, &whole["$defs"][name], whole, at);
    }
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "null" => value.is_null(),
        other => panic!("{other} is not used"),
    };
    match &schema["type"] {
        Value::String(kind) => assert!(is(kind), "{at} is no {kind}: {value}"),
        Value::Array(kinds) => {
            assert!(kinds.iter().any(|it| it.as_str().is_some_and(is)), "{at}: {value}");
        }
        _ => assert_eq!(value, &schema["const"], "{at}"),
    }
    for required in schema["required"].as_array().into_iter().flatten() {
        assert!(
            !value[required.as_str().expect("a name")].is_null()
                || schema["properties"][required.as_str().expect("a name")]["$ref"].is_string(),
            "{at} has no {required}"
        );
    }
    for (key, inside) in value.as_object().into_iter().flatten() {
        let of_key = &schema["properties"][key];
        assert!(!of_key.is_null(), "{at} has {key}, of which the schema does not know");
        conforms(inside, of_key, whole, &format!("{at}.{key}"));
    }
    for (index, inside) in value.as_array().into_iter().flatten().enumerate() {
        conforms(inside, &schema["items"], whole, &format!("{at}[{index}]"));
    }
}
