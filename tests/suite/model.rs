//! How content behaves: from texts to what is published, in which order and on which pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fengbei::load::{Memory, Options, Showing};
use fengbei::model::{ColumnId, Item, Kind, Taxonomy, Unpublished};
use fengbei::source::{Encoding, SourcePath, encode, read_folder};
use fengbei::text::Moment;
use fengbei::{Work, prepare};

use crate::addresses::{ITEMS, three};
use crate::draft::{
    Draft, NEWS, SETTINGS, TODAY, address, broken, builder, id, item, page, redirects, titles, work,
};

#[test]
fn what_is_published_on_a_day() {
    let show = |drafts, future| Showing { drafts, future };
    let (nothing, all) = (show(false, false), show(true, true));
    let table: [(&str, &str, Showing, Option<Unpublished>); 14] = [
        ("2026-08-01 23:59", "", nothing, None),
        ("2026-08-02", "", nothing, Some(Unpublished::Future)),
        ("2026-08-02", "", show(true, false), Some(Unpublished::Future)),
        ("2026-08-02", "", show(false, true), None),
        ("2026-07-01", "draft = true", nothing, Some(Unpublished::Draft)),
        ("2026-07-01", "draft = true", show(false, true), Some(Unpublished::Draft)),
        ("2026-07-01", "draft = true", show(true, false), None),
        ("2026-07-01", "draft = false", nothing, None),
        ("2026-07-01", "expires = 2026-08-01", nothing, Some(Unpublished::Expired)),
        ("2026-07-01", "expires = 2026-08-01", all, Some(Unpublished::Expired)),
        ("2026-07-01", "expires = 2026-08-02", nothing, None),
        ("2026-07-01", "withdrawn = \"数字有误\"", nothing, Some(Unpublished::Withdrawn)),
        ("2026-07-01", "withdrawn = \"数字有误\"\ndraft = true", all, Some(Unpublished::Withdrawn)),
        ("2026-07-01", "withdrawn = \"\"", nothing, None),
    ];
    for (day, more, showing, expected) in table {
        let path = "content/news/a.md";
        let work = Draft::new().item(path, "甲", day, more).work_showing(showing);
        let why = work.site.unpublished.get(path).copied();
        assert_eq!(why, expected, "{day} {more} {showing:?}");
        assert_eq!(why.is_none(), work.site.by_source.contains_key(path));
    }
}

#[test]
fn the_clock_decides_on_the_day_itself() {
    let path = "content/news/a.md";
    let table = [
        ("\"2026-08-01 09:30\"", "", Some(Unpublished::Future)),
        ("\"2026-08-01 09:00\"", "", None),
        ("2026-08-01", "", None),
        ("2026-07-01", "expires = \"2026-08-01 09:00\"", Some(Unpublished::Expired)),
        ("2026-07-01", "expires = \"2026-08-01 17:00\"", None),
    ];
    for (day, more, expected) in table {
        let draft = Draft::new().item(path, "甲", day, more);
        let site = draft.work_at("2026-08-01 09:00").site;
        assert_eq!(site.unpublished.get(path).copied(), expected, "{day} {more}");
    }
}

#[test]
fn what_is_not_published_leaves_no_trace_in_the_site() {
    let draft = Draft::new()
        .item("content/news/a.md", "公开", "2026-07-01", "")
        .item("content/news/b.md", "草稿", "2026-07-01", "draft = true\nkeywords = [\"密\"]")
        .item("content/news/c.md", "预告", "2026-09-01", "aliases = [\"/old.html\"]");
    let work = draft.work();
    assert_eq!(titles(&work, "news"), ["公开"]);
    assert!(work.site.terms(Taxonomy::Keyword).is_empty());
    assert_eq!(redirects(&work), BTreeMap::new());
    let paths: BTreeSet<_> = work.plan.outputs.iter().map(|o| o.path.as_str()).collect();
    let dated: Vec<_> = paths.iter().filter(|path| path.contains("/t2026")).collect();
    assert_eq!(dated.len(), 1, "{dated:?}");
}

#[test]
fn columns_keep_their_order() {
    let orders = [
        ("newest", vec!["置顶", "丙", "乙", "甲"]),
        ("oldest", vec!["置顶", "甲", "乙", "丙"]),
        ("order", vec!["置顶", "乙", "丙", "甲"]),
        ("title", vec!["置顶", "丙", "乙", "甲"]),
    ];
    for (sort, expected) in orders {
        let work = Draft::new()
            .column("news", &format!("sort = \"{sort}\""))
            .item("content/news/a.md", "甲", "2026-07-01", "order = 3")
            .item("content/news/b.md", "乙", "2026-07-02 08:00", "order = 1")
            .item("content/news/c.md", "丙", "2026-07-02 09:00", "order = 2")
            .item("content/news/d.md", "置顶", "2026-06-01", "order = 9\npinned = true")
            .work();
        assert_eq!(titles(&work, "news"), expected, "{sort}");
        let around = |source| {
            let (before, after) = work.site.neighbours(id(&work, source)).expect("an order");
            [before, after].map(|id| id.map(|id| work.site.item(id).title.as_str()))
        };
        assert_eq!(around("content/news/d.md"), [None, Some(expected[1])], "{sort}");
        let last = work.site.items.iter().find(|i| i.title == expected[3]).expect("the last");
        assert_eq!(around(last.source.as_str()), [Some(expected[2]), None], "{sort}");
    }
}

#[test]
fn items_of_one_moment_have_an_order_of_their_own() {
    let work = Draft::new()
        .item("content/news/b.md", "乙", "2026-07-01", "")
        .item("content/news/a.md", "甲", "2026-07-01", "")
        .item("content/news/c.md", "丙", "2026-07-01 00:01", "")
        .work();
    assert_eq!(titles(&work, "news"), ["丙", "甲", "乙"]);
}

#[test]
fn related_items_share_topics_words_and_places() {
    let work = Draft::new()
        .column("topics", "kind = \"topic\"")
        .with("content/topics/qingming.md", "+++\ntitle = \"清明祭英烈\"\n+++\n正文。\n")
        .item(
            "content/news/a.md",
            "甲",
            "2026-07-01",
            "keywords = [\"双拥\", \"走访\"]\ntopics = [\"清明祭英烈\"]\nplace = [\"吕梁\"]",
        )
        .item("content/news/one.md", "一词", "2026-07-09", "keywords = [\"双拥\"]")
        .item(
            "content/news/place.md",
            "一词一地",
            "2026-07-02",
            "keywords = [\"双拥\"]\nplace = \"吕梁\"",
        )
        .item("content/news/topic.md", "同专题", "2026-07-01", "topics = [\"qingming\"]")
        .item("content/news/two.md", "两词", "2026-06-01", "keywords = [\"双拥\", \"走访\"]")
        .item(
            "content/news/other.md",
            "无关",
            "2026-07-08",
            "keywords = [\"别的\"]\nplace = \"吕梁\"",
        )
        .work();
    let related = work.site.related(id(&work, "content/news/a.md"));
    let titles: Vec<_> = related.iter().map(|id| work.site.item(*id).title.as_str()).collect();
    assert_eq!(titles, ["两词", "一词一地", "同专题", "一词"]);
    let in_topic = &work.site.in_topic[&id(&work, "content/topics/qingming.md")];
    let titles: Vec<_> = in_topic.iter().map(|id| work.site.item(*id).title.as_str()).collect();
    assert_eq!(titles, ["甲", "同专题"], "a topic is named by its title or its file");
}

#[test]
fn lists_are_cut_into_pages_with_jumps() {
    let table = [(1, 1), (20, 1), (21, 2), (401, 21)];
    for (count, pages) in table {
        let mut draft = Draft::new();
        for number in 0..count {
            let path = format!("content/news/{number:03}.md");
            draft = draft.item(&path, &format!("第{number}条"), "2026-07-01", "");
        }
        let work = draft.work();
        let list = |number: usize| {
            let path = work.plan.addresses.column(ColumnId(1), number);
            page(&work, &path).list.expect("a list")
        };
        let lists: Vec<_> = (1..=pages).map(list).collect();
        let shown: usize = lists.iter().map(|list| list.items.len()).sum();
        assert_eq!((shown, lists[0].pages, lists[0].total), (count, pages, count));
        assert!(work.plan.output(&format!("news/index_{}.html", pages + 1)).is_none());
        assert_eq!(lists[0].previous, None);
        assert_eq!(lists[pages - 1].next, None);
        if pages > 1 {
            assert_eq!(lists[0].next.as_deref(), Some("news/index_2.html"));
            assert_eq!(lists[1].previous.as_deref(), Some("news/index.html"));
        }
        if pages == 21 {
            let jumps = |number: usize| -> String {
                let jumps = lists[number - 1].jumps.iter();
                let shown = jumps.map(|jump| match (jump.current, jump.path.is_empty()) {
                    (true, _) => format!("[{}]", jump.title),
                    (false, true) => "…".into(),
                    (false, false) => jump.title.clone(),
                });
                shown.collect::<Vec<_>>().join(" ")
            };
            insta::assert_snapshot!([1, 2, 5, 11, 20, 21].map(jumps).join("\n"));
        }
    }
}

#[test]
fn words_that_only_differ_in_case_or_signs_have_pages_of_their_own() {
    let words = ["APP", "app", "军民/共建", "军民?共建", "CON", "…", "café", "cafe\u{301}"];
    let list = words.map(|word| format!("\"{word}\"")).join(", ");
    let work = Draft::new()
        .item("content/news/a.md", "甲", "2026-07-01", &format!("keywords = [{list}]"))
        .work();
    assert_eq!(broken(&work), Vec::<String>::new());
    let paths: Vec<String> = words
        .iter()
        .map(|word| work.plan.addresses.term(Taxonomy::Keyword, word, 1).expect("a page"))
        .collect();
    let folded: BTreeSet<String> = paths.iter().map(|path| path.to_lowercase()).collect();
    assert_eq!(folded.len(), words.len(), "{paths:?}");
    for path in &paths {
        assert!(work.plan.output(path).is_some(), "{path} is planned");
    }
}

#[test]
fn folders_without_a_head_belong_to_the_column_above() {
    let work = Draft::new()
        .column("news/local", "")
        .item("content/news/2024/a.md", "年份文件夹", "2024-07-01", "")
        .item("content/news/2024/07/b.md", "年月文件夹", "2024-07-01", "")
        .item("content/news/local/c.md", "下级栏目", "2026-07-01", "")
        .item("content/news/local/2025/d/index.md", "下级栏目的文件夹", "2025-07-01", "")
        .with("content/stray/e.md", "+++\ntitle = \"没有栏目的页面\"\n+++\n正文。\n")
        .work();
    assert_eq!(titles(&work, "news"), ["年月文件夹", "年份文件夹"]);
    assert_eq!(titles(&work, "news/local"), ["下级栏目", "下级栏目的文件夹"]);
    assert_eq!(titles(&work, ""), ["没有栏目的页面"]);
    let news = work.site.column_at("news").expect("a column");
    assert_eq!(work.site.newest(news).len(), 4, "the column and what is below it");
    assert!(address(&work, "content/news/2024/07/b.md").starts_with("news/202407/t20240701_"));
    let breadcrumb = page(&work, &address(&work, "content/news/local/c.md")).breadcrumb;
    let way: Vec<_> = breadcrumb.iter().map(|step| step.title.as_str()).collect();
    assert_eq!(way, ["首页", "要闻", "news/local", "下级栏目"]);
}

#[test]
fn what_lies_in_an_items_folder_belongs_to_it() {
    let head = "attachments = [\"list.csv\", { file = \"/files/rules.pdf\", title = \"办法\" }]";
    let work = Draft::new()
        .item("content/news/a/index.md", "甲", "2026-07-01", head)
        .with("content/news/a/list.csv", "姓名\n")
        .with("content/news/a/notes.txt", "说明\n")
        .with("content/news/a/linked.txt", "正文里链接的\n")
        .with("content/news/a/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .with("content/files/rules.pdf", "%PDF")
        .with("content/news/b.txt", "不在文件夹里\n")
        .item("content/news/b.md", "乙", "2026-07-01", "");
    let text = work.0["content/news/a/index.md"].replace("正文。", "见[说明](linked.txt)。");
    let work = work.with("content/news/a/index.md", &text).work();
    let attachments = |source| -> Vec<(String, String)> {
        let found = work.site.attachments(id(&work, source));
        found.into_iter().map(|a| (a.title, a.file)).collect()
    };
    let expected = [
        ("list", "content/news/a/list.csv"),
        ("办法", "content/files/rules.pdf"),
        ("notes", "content/news/a/notes.txt"),
    ];
    let expected = expected.map(|(title, file)| (title.to_owned(), file.to_owned()));
    assert_eq!(attachments("content/news/a/index.md"), expected);
    assert_eq!(attachments("content/news/b.md"), []);
    for path in ["news/a/list.csv", "files/rules.pdf", "news/a/notes.txt", "news/a/linked.txt"] {
        assert!(work.plan.output(path).is_some(), "{path} is published");
    }
    for path in ["news/b.txt", "news/a/map.svg"] {
        assert!(work.plan.output(path).is_none(), "{path} is not published");
    }
}

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
fn the_menu_is_what_the_settings_say_or_the_columns_at_the_top() {
    let draft = Draft::new()
        .column("documents", "order = 2")
        .column("about", "order = 1\nkind = \"page\"")
        .column("about/office", "")
        .with("content/about/us.md", "+++\ntitle = \"关于\"\n+++\n正文。\n");
    let menu = |work: &Work| -> Vec<(String, String, Vec<String>)> {
        let entries = builder(work).site_view().navigation.into_iter();
        let children = |entry: &fengbei::view::NavigationView| {
            entry.children.iter().map(|child| child.title.clone()).collect()
        };
        entries.map(|e| (e.title.clone(), format!("{}{}", e.path, e.href), children(&e))).collect()
    };
    let usual = menu(&draft.work());
    let usual: Vec<_> = usual.iter().map(|(t, p, c)| (t.as_str(), p.as_str(), c.len())).collect();
    assert_eq!(
        usual,
        [
            ("要闻", "news/index.html", 0),
            ("about", "about/index.html", 1),
            ("documents", "documents/index.html", 0),
        ]
    );
    let settings = format!(
        "{SETTINGS}\n[[navigation]]\ncolumn = \"news\"\n[[navigation]]\ntitle = \"我们\"\n\
         page = \"about/us.md\"\n[[navigation]]\ntitle = \"门户\"\nlink = \"https://www.example.gov.cn/\"\n"
    );
    let own = menu(&draft.with("site.toml", &settings).work());
    let own: Vec<_> = own.iter().map(|(title, path, _)| (title.as_str(), path.as_str())).collect();
    assert_eq!(
        own,
        [
            ("要闻", "news/index.html"),
            ("我们", "about/us.html"),
            ("门户", "https://www.example.gov.cn/"),
        ]
    );
}

#[test]
fn the_portals_tags_are_complete() {
    let work = Draft::new()
        .column(
            "about",
            "kind = \"page\"\ndescription = \"单位介绍\"\nkeywords = [\"机构\", \"职能\"]",
        )
        .with("content/about/us.md", "+++\ntitle = \"关于\"\n+++\n正文。\n")
        .item(
            "content/news/a.md",
            "甲",
            "2026-07-01 09:30",
            "source = \"某报\"\nauthors = [\"某某\"]",
        )
        .item("content/news/b.md", "乙", "2026-07-01", "")
        .work();
    let tags = |path: &str| -> Vec<String> {
        page(&work, path).meta.iter().map(|tag| format!("{}={}", tag.name, tag.value)).collect()
    };
    let shown = |path: &str| format!("{path}\n{}\n", tags(path).join("\n"));
    let (a, b) = (address(&work, "content/news/a.md"), address(&work, "content/news/b.md"));
    let pages = ["index.html", "news/index.html", &a, &b, "about/us.html", "about/index.html"];
    insta::assert_snapshot!(pages.map(shown).join("\n"));
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

#[test]
fn a_headline_is_cut_at_its_marks_and_a_title_has_none() {
    let table: [(&str, &str, &[&str]); 5] = [
        ("创建", "创建", &["创建"]),
        ("全市|双拥模范城|创建", "全市双拥模范城创建", &["全市", "双拥模范城", "创建"]),
        ("|全市||创建|", "全市创建", &["全市", "创建"]),
        ("Heroes |of 1949", "Heroes of 1949", &["Heroes ", "of 1949"]),
        ("“八一”|<走访>", "“八一”<走访>", &["“八一”", "<走访>"]),
    ];
    for (typed, title, lines) in table {
        let work = Draft::new().item("content/news/a.md", typed, "2026-07-01", "").work();
        let view = builder(&work).item_view(id(&work, "content/news/a.md"));
        assert_eq!(
            (view.title.as_str(), view.title_lines),
            (title, lines.iter().map(|&line| line.to_owned()).collect())
        );
    }
}
