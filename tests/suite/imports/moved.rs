//! Sites of other programs.

use fengbei::import::{OldSite, Program, move_site};
use fengbei::model::ItemKind;

use super::{arrival, desk, file, shown};

#[test]
fn sites_of_other_programs_move_with_their_addresses_and_pictures() {
    let hugo = site(&[
        ("content/news/_index.md", "---\ntitle: 要闻\n---\n"),
        (
            "content/news/visit.md",
            "+++\ntitle = \"走访\"\ndate = 2024-08-01T09:00:00+08:00\ntags = [\"双拥\"]\naliases = [\"/old/\"]\nseries = \"a\"\n+++\n\
             正文。![图](/img/a%20b.png)\n\n{{< figure src=\"/img/a b.png\" caption=\"现场\" >}}\n\n{{< video x >}}\n",
        ),
        (
            "content/news/pack/index.md",
            "---\ntitle: 包\ndate: 2024-08-02\n---\n见[表](list.csv)。\n",
        ),
        ("content/news/pack/list.csv", "a,b\n"),
        ("static/img/a b.png", "png"),
    ]);
    let hexo = site(&[
        (
            "source/_posts/hello.md",
            "---\ntitle: 你好\ndate: 2024-08-01 09:00:00\ncategories:\n  - 要闻\n---\n前言。\n<!-- more -->\n{% asset_img a.png 现场 %}\n",
        ),
        ("source/_posts/hello/a.png", "png"),
    ]);
    let zola = site(&[(
        "content/blog/2024-08-03-tree.md",
        "+++\ntitle = \"植树\"\n[taxonomies]\ntags = [\"植树\"]\n[extra]\nauthor = \"甲某\"\n+++\n{{ youtube(id=\"x\") }}正文。\n",
    )]);
    let mut all = String::new();
    for (program, site) in [(Program::Hugo, hugo), (Program::Hexo, hexo), (Program::Zola, zola)] {
        for moved in move_site(program, &site, desk(ItemKind::Article).today) {
            let arrival = moved.arrival.expect("a text");
            all.push_str(&format!("{} → {:?}\n{}\n", moved.from, moved.column, shown(&arrival)));
        }
    }
    insta::assert_snapshot!(all);
}

fn site(files: &[(&str, &str)]) -> OldSite {
    let entry = |(path, text): &(&str, &str)| ((*path).to_owned(), file(path, text.as_bytes()));
    files.iter().map(entry).collect()
}

/// The heads of everything that moved, or why a text did not.
fn heads(program: Program, files: &[(&str, &str)]) -> String {
    let mut all = String::new();
    for moved in move_site(program, &site(files), desk(ItemKind::Article).today) {
        let head = match moved.arrival {
            Ok(arrival) => arrival.text,
            Err(why) => format!("{}\n", why.zh),
        };
        all.push_str(&format!("{} → {}\n{head}\n", moved.from, moved.column));
    }
    all
}

#[test]
fn heads_in_every_notation_say_the_same() {
    let toml =
        "+++\ntitle = \"走访\"\ndate = 2024-08-01T01:00:00Z\ntags = [\"双拥\"]\n+++\n正文。\n";
    let yaml = "---\ntitle: 走访\ndate: 2024-08-01T09:00:00+08:00\ntags:\n- 双拥\n---\n正文。\n";
    let json = "{\n\t\"title\": \"\\u8d70访\",\n\t\"date\": \"2024-08-01 09:00\",\n\t\"tags\": [\"双拥\"]\n}\n正文。\n";
    let bare = "\"title\": \"走访\",\n\"date\": \"2024/8/1 9:00:00\",\n\"tags\": [\"双拥\"]\n;;;\n正文。\n";
    let marked = format!(";;;\n{bare}");
    let open = "title: 走访\ndate: 2024-08-01 09:00:00\ntags: [双拥]\n---\n正文。\n";
    let of = |program, text: &str| {
        let path = if program == Program::Hexo { "source/_posts/a.md" } else { "content/a.md" };
        let all = heads(program, &[(path, text)]);
        let lines = all.lines().skip(1).filter(|line| !line.starts_with("aliases"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let wanted = of(Program::Hugo, toml);
    assert!(wanted.contains("title = \"走访\"\ndate = \"2024-08-01 09:00\""), "{wanted}");
    let others = [(Program::Hugo, yaml), (Program::Hugo, json), (Program::Zola, toml)];
    let hexo = [yaml, json, bare, &marked, open].map(|text| (Program::Hexo, text));
    for (program, text) in others.into_iter().chain(hexo) {
        assert_eq!(of(program, text), wanted, "{text}");
    }
}

#[test]
fn a_text_that_only_looks_like_a_head_is_a_text() {
    let texts =
        ["{{< note >}}\n正文。\n", "{% note %}\n正文。\n", "---\n正文。\n", "\"引\"开头。\n"];
    for text in texts {
        let found = arrival("a.md", text.as_bytes(), ItemKind::Article);
        assert!(found.text.ends_with(text), "{}", found.text);
    }
    let broken = heads(Program::Hugo, &[("content/a.md", "{\"title\": }\n正文。\n")]);
    assert!(broken.contains("JSON"), "{broken}");
}

#[test]
fn addresses_follow_the_settings_of_the_old_site() {
    let post = "---\ntitle: 走访 慰问\ndate: 2024-08-01\naliases: [\"/old/\", near, ../up/]\n---\n正文。\n";
    let own = "---\ntitle: 走访\ndate: 2024-08-01\nurl: /own.html\n---\n正文。\n";
    let alias = "---\ntitle: 走访\ndate: 2024-08-01\nalias: gone/a.html\n---\n正文。\n";
    let addresses = |program, files: &[(&str, &str)]| {
        let all = heads(program, files);
        let line = all.lines().find(|line| line.starts_with("aliases")).unwrap_or_default();
        line.trim_start_matches("aliases = ").to_owned()
    };
    let hugo = |settings: (&str, &str), text: &str| {
        addresses(Program::Hugo, &[("content/news/a.md", text), settings])
    };
    let hexo = |settings: &str, text: &str| {
        let files = [("source/_posts/in/a.md", text), ("_config.yml", settings)];
        addresses(Program::Hexo, &files)
    };
    let rule = "[permalinks]\nnews = \"/:year/:month/:slug/\"\n";
    let page = "permalinks:\n  page:\n    news: /:section/:day-:contentbasename\n";
    let odd = "permalinks:\n  news: /:year/:yearday/\n";
    let table = [
        (hugo(("hugo.toml", "uglyURLs = true\n"), own), r#"["own.html"]"#),
        (hugo(("hugo.toml", "uglyURLs = true\n"), alias), r#"["news/a.html", "news/gone/a.html"]"#),
        (hugo(("hugo.toml", rule), post), r#"["2024/08/走访-慰问/", "old/", "news/near", "up/"]"#),
        (hugo(("config.yaml", page), own), r#"["own.html"]"#),
        (hugo(("config.yaml", page), alias), r#"["news/01-a/", "news/gone/a.html"]"#),
        (hugo(("config.yaml", odd), alias), r#"["news/a/", "news/gone/a.html"]"#),
        (
            hexo("permalink: :year/:i_month/:name.html\n", alias),
            r#"["2024/8/a.html", "gone/a.html"]"#,
        ),
        (hexo("title: 站\n", alias), r#"["2024/08/01/in/a/", "gone/a.html"]"#),
    ];
    for (found, wanted) in table {
        assert_eq!(found, wanted);
    }
}

/// The text that came from `from`, without its head, and the words that were lost in it, each with its line.
fn told(program: Program, files: &[(&str, &str)], from: &str) -> (String, Vec<String>) {
    let all = move_site(program, &site(files), desk(ItemKind::Article).today);
    let moved = all.into_iter().find(|moved| moved.from == from).expect("it is a text");
    let arrival = moved.arrival.expect("a text");
    let body = arrival.text.splitn(3, "+++\n").last().unwrap_or_default().to_owned();
    (body, arrival.losses.iter().map(|loss| loss.message().zh).collect())
}

/// A program, the paths of four texts of its, and what the first of them says with what becomes of it.
type Forms = (Program, [&'static str; 4], &'static [(&'static str, &'static str)]);

#[test]
fn links_between_texts_lead_to_where_they_are_now() {
    let text = |title: &str, body: &str| {
        format!("+++\ntitle = \"{title}\"\ndate = 2024-08-01\n+++\n{body}\n")
    };
    let post =
        |title: &str, body: &str| format!("---\ntitle: {title}\ndate: 2024-08-01\n---\n{body}\n");
    let cases: [Forms; 3] = [
        (
            Program::Zola,
            [
                "content/news/a.md",
                "content/news/b.md",
                "content/pack/c/index.md",
                "content/pack/_index.md",
            ],
            &[
                ("[乙](@/news/b.md)。", "[乙](2024-08-01-yi.md)。"),
                ("[乙](@/news/b.md#yi)", "[乙](2024-08-01-yi.md#yi)"),
                ("[丙](<@/pack/c/index.md>)", "[丙](../pack/2024-08-01-bing/index.md)"),
                ("[栏](@/pack/_index.md)", "[栏](../pack/_index.md)"),
                ("[**乙**][b]\n\n[b]: @/news/b.md", "[**乙**][b]\n\n[b]: 2024-08-01-yi.md"),
                ("[乙](/news/b/)", "[乙](2024-08-01-yi.md)"),
                ("[外](https://example.org/news/b.md)", "[外](https://example.org/news/b.md)"),
                ("```\n[乙](@/news/b.md)\n```", "```\n[乙](@/news/b.md)\n```"),
            ],
        ),
        (
            Program::Hugo,
            [
                "content/news/a.md",
                "content/news/b.md",
                "content/pack/c/index.md",
                "content/pack/_index.md",
            ],
            &[
                ("[乙]({{< ref \"b.md\" >}})", "[乙](2024-08-01-yi.md)"),
                ("[乙]({{% relref \"/news/b\" %}})", "[乙](2024-08-01-yi.md)"),
                ("[乙]({{< relref b.md >}} \"题\")", "[乙](2024-08-01-yi.md \"题\")"),
                ("[乙]({{< ref path=\"news/b.md\" lang=\"zh\" >}})", "[乙](2024-08-01-yi.md)"),
                ("[丙]({{< ref \"../pack/c#yi\" >}})", "[丙](../pack/2024-08-01-bing/index.md#yi)"),
                ("[丙]({{< ref \"c\" >}})", "[丙](../pack/2024-08-01-bing/index.md)"),
                ("[栏]({{< ref \"/pack\" >}})", "[栏](../pack/_index.md)"),
                ("[此]({{< ref \"#yi\" >}})", "[此](#yi)"),
                ("[乙](b.md)、[乙](/news/b.md)", "[乙](2024-08-01-yi.md)、[乙](2024-08-01-yi.md)"),
                ("[丙](/pack/c/)", "[丙](../pack/2024-08-01-bing/index.md)"),
                ("<a href=\"{{< ref \"b\" >}}\">乙</a>", "<a href=\"2024-08-01-yi.md\">乙</a>"),
            ],
        ),
        (
            Program::Hexo,
            [
                "source/_posts/a.md",
                "source/_posts/2024-08-01-b.md",
                "source/_posts/in/c.md",
                "source/_posts/in/d.md",
            ],
            &[
                ("{% post_link b %}。", "[乙](2024-08-01-yi.md)。"),
                ("{% post_link 2024-08-01-b '乙 文' %}", "[乙 文](2024-08-01-yi.md)"),
                ("{% post_link in/c 丙文 false %}", "[丙文](../in/2024-08-01-bing.md)"),
                ("{% post_link in/c#yi \"丙\" %}", "[丙](../in/2024-08-01-bing.md#yi)"),
                ("[丙]({% post_path in/c %})", "[丙](../in/2024-08-01-bing.md)"),
                ("{% post_link 丙 %}", "[丙](../in/2024-08-01-bing.md)"),
                ("[乙](/2024/08/01/b/)", "[乙](2024-08-01-yi.md)"),
            ],
        ),
    ];
    for (program, paths, forms) in cases {
        for (typed, wanted) in forms {
            let write = |title, body| {
                if program == Program::Hexo { post(title, body) } else { text(title, body) }
            };
            let [a, b, c, d] = [("甲", *typed), ("乙", ""), ("丙", "![](p.png)"), ("栏", "")]
                .map(|(title, body)| write(title, body));
            let mut files =
                vec![(paths[0], a.as_str()), (paths[1], &b), (paths[2], &c), (paths[3], &d)];
            files.push(("content/pack/c/p.png", "png"));
            let (body, lost) = told(program, &files, paths[0]);
            assert_eq!((body.trim_end(), lost), (*wanted, Vec::new()), "{typed}");
        }
    }
}

#[test]
fn a_link_to_a_text_that_did_not_come_is_told_with_its_line_and_leaves_its_words() {
    let forms = [
        (Program::Zola, "见[乙[1]文](@/news/gone.md \"题\")。", "见乙[1]文。", "@/news/gone.md"),
        (Program::Hugo, "见[乙]({{< ref \"gone.md\" >}})。", "见乙。", "{{< ref \"gone.md\" >}}"),
        (Program::Hugo, "见[乙](../gone.md)。", "见乙。", "../gone.md"),
        (Program::Hexo, "见{% post_link gone 乙 %}。", "见乙。", "{% post_link gone 乙 %}"),
        (Program::Hexo, "见[乙]({% post_path gone %})。", "见乙。", "{% post_path gone %}"),
    ];
    for (program, typed, wanted, words) in forms {
        let path =
            if program == Program::Hexo { "source/_posts/a.md" } else { "content/news/a.md" };
        let text = format!("---\ntitle: 甲\ndate: 2024-08-01\n---\n{typed}\n");
        let (body, lost) = told(program, &[(path, &text)], path);
        let message = format!("第5行：链接指向的稿件没有一起搬来，请核对这个链接（“{words}”）");
        assert_eq!((body.trim_end(), lost), (wanted, vec![message]), "{typed}");
    }
}

#[test]
fn texts_with_one_day_and_title_are_linked_apart() {
    let one =
        "---\ntitle: 简报\ndate: 2024-08-01\n---\n[一]({{< ref \"a\" >}})[二]({{< ref \"b\" >}})\n";
    let files = [("content/news/a.md", one), ("content/news/b.md", one)];
    for from in ["content/news/a.md", "content/news/b.md"] {
        let (body, _) = told(Program::Hugo, &files, from);
        assert_eq!(body, "[一](2024-08-01-jian-bao.md)[二](2024-08-01-jian-bao-2.md)\n");
    }
}

#[test]
fn files_of_a_post_come_along_however_it_names_them() {
    let forms = [
        ("{% asset_img tu.png 500 400 \"现场 合影\" %}", "![现场 合影](tu.png)"),
        ("{% asset_link 名单.PDF %}", "[名单.PDF](ming-dan.pdf)"),
        ("{% asset_link 名单.PDF '名单 全文' true %}", "[名单 全文](ming-dan.pdf)"),
        ("<img src=\"{% asset_path tu.png %}\">", "<img src=\"tu.png\">"),
        ("[名单]({% asset_path 名单.PDF %})", "[名单](ming-dan.pdf)"),
        ("{% link 军网 首页 https://example.org/a true %}", "[军网 首页](https://example.org/a)"),
    ];
    let path = "source/_posts/a.md";
    for (typed, wanted) in forms {
        let text = format!("---\ntitle: 甲\ndate: 2024-08-01\n---\n{typed}\n");
        let beside = [("source/_posts/a/tu.png", "png"), ("source/_posts/a/名单.PDF", "pdf")];
        let (body, lost) = told(Program::Hexo, &[&[(path, &*text)], &beside[..]].concat(), path);
        assert_eq!((body.trim_end(), lost), (wanted, Vec::new()), "{typed}");
    }
    let (body, lost) = told(
        Program::Hexo,
        &[(path, "---\ntitle: 甲\ndate: 2024-08-01\n---\n见{% asset_link gone.pdf 名单 %}。\n")],
        path,
    );
    assert_eq!((body.as_str(), lost.len()), ("见。\n", 1), "{lost:?}");
}

#[test]
fn a_file_that_is_too_large_and_a_language_in_a_name_are_told() {
    let text = "---\ntitle: 甲\ndate: 2024-08-01\n---\n见[片](/f.mp4)。\n";
    let folder = tempfile::tempdir().expect("a folder");
    for path in ["content/news/a/index.md", "content/news/a.en.md"] {
        let mut files = site(&[(path, text)]);
        let film = folder.path().join("f.mp4");
        std::fs::File::create(&film).and_then(|it| it.set_len((128 << 20) + 1)).expect("a hole");
        files.insert("static/f.mp4".into(), fengbei::source::read_file(&film).expect("a file"));
        let moved = move_site(Program::Hugo, &files, desk(ItemKind::Article).today);
        let arrival = moved.into_iter().next().expect("a text").arrival.expect("it moves");
        assert_eq!(arrival.files.len(), 0);
        let lost: Vec<_> = arrival.losses.iter().map(|it| (it.what.name(), &*it.words)).collect();
        let language = path.ends_with(".en.md").then_some(("language", "en"));
        let wanted: Vec<_> = [("file-size", "static/f.mp4")].into_iter().chain(language).collect();
        assert_eq!(lost, wanted, "{path}");
    }
}

#[test]
fn texts_in_several_languages_keep_their_addresses_and_lead_to_their_own() {
    let text = |title: &str| {
        format!(
            "---\ntitle: {title}\ndate: 2024-08-01\n---\n[b]({{{{< ref \"b\" >}}}})[c](c/index.md)\n"
        )
    };
    let texts = ["_index", "a", "b", "c/index"].map(|name| {
        ["en", "zh"].map(|tongue| {
            (format!("content/news/{name}.{tongue}.md"), text(&format!("{name} {tongue}")))
        })
    });
    let files: Vec<(&str, &str)> =
        texts.iter().flatten().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut all = String::new();
    for moved in move_site(Program::Hugo, &site(&files), desk(ItemKind::Article).today) {
        let told = match moved.arrival {
            Ok(arrival) => {
                let of_use = |line: &&str| line.starts_with("aliases") || line.contains("](");
                let lines = arrival.text.lines().filter(of_use).collect::<Vec<_>>();
                format!("{} {}", arrival.name, lines.join(" "))
            }
            Err(why) => why.zh,
        };
        all.push_str(&format!("{} → {} {told}\n", moved.from, moved.column));
    }
    insta::assert_snapshot!(all);
}
