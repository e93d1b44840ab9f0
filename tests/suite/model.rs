//! How content behaves: from texts to what is published, in which order and on which pages.

use std::collections::{BTreeMap, BTreeSet};

use fengbei::Work;
use fengbei::load::Showing;
use fengbei::model::{ColumnId, Taxonomy, Unpublished};

use crate::draft::{Draft, SETTINGS, address, broken, builder, id, page, redirects, titles};

#[test]
fn what_is_published_on_a_day() {
    let show = |drafts, future| Showing { drafts, future, classified: false };
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
        .with("content/news/a/linked#2.txt", "名字里有井号的\n")
        .with("content/news/a/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .with("content/files/rules.pdf", "%PDF")
        .with("content/news/b.txt", "不在文件夹里\n")
        .item("content/news/b.md", "乙", "2026-07-01", "");
    let text = work.0["content/news/a/index.md"]
        .replace("正文。", "见[说明](linked.txt)、[二](linked%232.txt)。");
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
    let shown = |path: &str| format!("{path}\n{}", page(&work, path).meta);
    let (a, b) = (address(&work, "content/news/a.md"), address(&work, "content/news/b.md"));
    let pages = ["index.html", "news/index.html", &a, &b, "about/us.html", "about/index.html"];
    insta::assert_snapshot!(pages.map(shown).join("\n"));
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
    let deck = "deck = \"军地同心，共谱新篇；全市双拥工作综述\"";
    let work = Draft::new().item("content/news/a.md", "创建", "2026-07-01", deck).work();
    let view = builder(&work).item_view(id(&work, "content/news/a.md"));
    assert_eq!(view.deck_lines, ["军地同心，", "共谱新篇；", "全市双拥工作综述"]);
}

#[test]
fn a_template_that_is_not_there_is_told_where_it_is_named() {
    let site = Draft::new()
        .column("stories", "template = \"column.html\"\nitem_template = \"no.html\"")
        .item("content/news/a.md", "甲", "2026-01-01", "template = \"article.html\"")
        .item("content/news/b.md", "乙", "2026-01-02", "template = \"没有.html\"");
    let mut told: Vec<_> = broken(&site.work());
    told.retain(|line| line.contains("broken-template"));
    assert_eq!(told.len(), 2, "{told:?}");
}
