//! How content is read: notations and languages, dates, encodings, what is wrong with a file, and what
//! was read before.

use std::sync::Arc;

use fengbei::load::{Audience, Memory, Options, Showing};
use fengbei::model::{Item, Kind, Unpublished};
use fengbei::source::{Encoding, SourcePath, encode, read_folder};
use fengbei::text::Moment;
use fengbei::{Work, prepare};

use crate::addresses::{ITEMS, three};
use crate::draft::{Draft, NEWS, SETTINGS, TODAY, address, broken, id, item, titles, work};

const TOML: &str = r#"+++
标题 = "关于|走访的通知"
副题 = "副题"
发布时间 = 2026-07-02 09:30
发文字号 = "示拥办发〔2026〕1号"
发文机关 = "示例办"
成文日期 = 2026-07-01
主送 = ["各成员单位"]
效力 = "有效"
关键词 = ["双拥", "走访"]
置顶 = true
作者 = ["市双拥办", { 身份 = "编辑", 姓名 = "某某" }]
审核 = [{ 审级 = "初审", 审核人 = "某某", 日期 = 2026-07-01 }]
次序 = -3
+++
正文。
"#;
const YAML: &str = r#"---
title: 关于|走访的通知
deck: "副题"
date: 2026年7月2日 9时30分
number: 示拥办发〔2026〕1号
issuer: 示例办
written: 2026/7/1
recipients: 各成员单位
validity: valid
keywords:
  - 双拥
  - 走访
pinned: 是
authors:
  - 市双拥办
  - role: 编辑
    name: 某某
reviews:
  - { stage: 初审, by: 某某, date: 2026-07-01 }
order: -3
---
正文。
"#;

/// An item without the places of its fields, which differ.
fn said(item: &Item) -> String {
    let Kind::Document(document) = &item.kind else { panic!("a document") };
    let head = (&item.title, &item.deck, item.date, &item.keywords, item.pinned, item.order);
    format!("{head:?}\n{document:?}\n{:?}\n{:?}", item.authors, item.reviews)
}

#[test]
fn both_notations_and_languages_say_the_same() {
    let column = "内容类型 = \"公文\"";
    let path = "content/documents/a.md";
    let site = |text: &str| Draft::new().column("documents", column).with(path, text).work();
    let crlf = TOML.replace('\n', "\r\n");
    let (toml, yaml, windows) = (site(TOML), site(YAML), site(&crlf));
    let clean = |work: &Work| broken(work).into_iter().filter(|b| b.contains("documents")).count();
    assert_eq!([&toml, &yaml, &windows].map(clean), [0; 3], "{:?}", broken(&yaml));
    assert_eq!(said(item(&toml, path)), said(item(&yaml, path)));
    assert_eq!(said(item(&toml, path)), said(item(&windows, path)));
    assert_eq!(item(&toml, path).title, "关于走访的通知", "the headline's break is no word");
    assert_eq!(address(&toml, path), address(&yaml, path));
}

#[test]
fn dates_are_read_in_every_form() {
    let forms = [
        ("2026-07-02", "2026-07-02"),
        ("2026-07-02 09:30", "2026-07-02 09:30"),
        ("2026-07-02 09:30:15", "2026-07-02 09:30"),
        ("2026-07-02T09:30:00+08:00", "2026-07-02 09:30"),
        ("2026-07-02T01:30:00Z", "2026-07-02 09:30"),
        ("\"2026年7月2日\"", "2026-07-02"),
        ("\"2026/7/2 9:30\"", "2026-07-02 09:30"),
        ("\"２０２６－０７－０２\"", "2026-07-02"),
    ];
    for (typed, meant) in forms {
        for text in [
            format!("+++\ntitle = \"甲\"\ndate = {typed}\n+++\n正文。\n"),
            format!("---\n标题: 甲\n发布时间: {}\n---\n正文。\n", typed.trim_matches('"')),
        ] {
            let work = Draft::new().with("content/news/a.md", &text).work();
            assert_eq!(broken(&work), Vec::<String>::new(), "{text}");
            let date = item(&work, "content/news/a.md").date.expect("a date");
            assert_eq!(date.to_string(), meant, "{text}");
        }
    }
}

#[test]
fn files_of_old_programs_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let news = folder.path().join("content/news");
    std::fs::create_dir_all(&news).expect("a folder is made");
    let write = |name: &str, text: &str, encoding| {
        std::fs::write(news.join(name), encode(text, encoding)).expect("a file is written");
    };
    std::fs::write(folder.path().join("site.toml"), SETTINGS).expect("a file is written");
    write("_index.md", NEWS, Encoding::Utf8Mark);
    let text = "+++\r\ntitle = \"𠮷林双拥\"\r\ndate = 2026-07-01\r\n+++\r\n第一行\r\n第二行\r\n";
    for (name, encoding) in [
        ("utf8.md", Encoding::Utf8),
        ("mark.md", Encoding::Utf8Mark),
        ("gbk.md", Encoding::Gb18030),
        ("utf16.md", Encoding::Utf16),
    ] {
        write(name, text, encoding);
    }
    let sources = read_folder(folder.path(), "site.toml").expect("a readable folder");
    let work = work(sources, TODAY, Showing::default());
    assert_eq!(broken(&work), Vec::<String>::new());
    for name in ["utf8", "mark", "gbk", "utf16"] {
        let item = item(&work, &format!("content/news/{name}.md"));
        let words = (item.title.as_str(), item.body.plain_text());
        assert_eq!(words, ("𠮷林双拥", "第一行第二行".to_owned()), "{name}");
    }
}

#[test]
fn nothing_is_dropped_in_silence() {
    let table = [
        "只有正文。\n",
        "",
        "+++\ntitle = \"没有时间\"\n+++\n正文。\n",
        "---\n发布时间: 2026-07-01\n---\n没有标题。\n",
        "---\n标题:\n发布时间: 2026-07-01\n---\n标题是空的。\n",
        "+++\ntitle = 没有引号\ndate = 2026-07-01\n+++\n正文。\n",
        "+++\ntitle = \"没有结尾\"\ndate = 2026-07-01\n",
        "+++\ntitle = \"坏日期\"\ndate = \"明天\"\n+++\n正文。\n",
        "---\n- 标题\n- 发布时间\n---\n正文。\n",
        "---\n---\n正文。\n",
        "+++\n+++\n正文。\n",
    ];
    for text in table {
        let path = "content/news/a.md";
        let work = Draft::new().with(path, text).work();
        assert_eq!(work.site.unpublished.get(path), Some(&Unpublished::Broken), "{text}");
        let named = |d: &&fengbei::diag::Diagnostic| {
            d.severity == fengbei::diag::Severity::Error
                && d.place.file().is_some_and(|file| file.as_str() == path)
        };
        assert!(work.report.iter().any(|d| named(&d)), "{text}");
    }
}

#[test]
fn a_site_without_settings_is_a_site_with_a_finding() {
    let work =
        Draft::new().without("site.toml").item("content/news/a.md", "甲", "2026-07-01", "").work();
    assert_eq!(titles(&work, "news"), ["甲"]);
    let rules: Vec<_> = work.report.iter().map(|d| d.rule.name).collect();
    assert_eq!(rules, ["missing-required"], "what follows from it is not told as well");
}

#[test]
fn what_was_read_before_is_not_read_again() {
    let draft = three();
    let options = Options {
        config: SourcePath::new("site.toml"),
        now: Moment::parse("2026-08-01").expect("a date"),
        showing: Showing::default(),
        audience: Audience::Office,
    };
    let mut memory = Memory::default();
    let first = draft.sources();
    let before = prepare(&Arc::new(first.clone()), &options, &mut memory).expect("a site");
    let edited = first.with_text(ITEMS[0], &draft.0[ITEMS[0]].replace('甲', "新"));
    let after = prepare(&Arc::new(edited.clone()), &options, &mut memory).expect("a site");
    let same = |path: &str| {
        let of = |work: &Work| Arc::as_ptr(&work.site.items[id(work, path).0 as usize]);
        of(&before) == of(&after)
    };
    assert_eq!(ITEMS.map(same), [false, true, true]);
    let fresh = work(edited, TODAY, Showing::default());
    assert_eq!(broken(&after), broken(&fresh));
    assert_eq!(titles(&after, "news"), titles(&fresh, "news"));
    assert_eq!(after.plan.outputs, fresh.plan.outputs);
}
