//! Files of others: what becomes of them, and what is said of the rest. Word files are made by programs
//! that nobody here wrote.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use fengbei::import::{Arrival, Desk, Lost, OldSite, Program, import, move_site};
use fengbei::model::ItemKind;
use fengbei::source::{Content, File, SourcePath};
use fengbei::text::Moment;
use serde_json::Value;

const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/imports");

/// A folder with the Word files that python-docx and docx wrote.
static WORD: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = ours("word");
    fs::create_dir_all(&folder).expect("the folder is ours");
    let script = |name: &str| Path::new(SCRIPTS).join(name);
    succeeds(Command::new(python()).arg(script("word.py")).arg(&folder), "python3-venv");
    succeeds(Command::new("node").arg(script("word.mjs")).arg(&folder).arg(modules()), "nodejs");
    folder
});

fn ours(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("imports").join(name)
}

/// Runs `make` unless `folder` was made for these very files before.
fn once(folder: &Path, files: &[&str], make: impl FnOnce()) {
    let wanted: Vec<u8> = files
        .iter()
        .flat_map(|name| fs::read(Path::new(SCRIPTS).join(name)).expect("it is committed"))
        .collect();
    let done = folder.join("done");
    if !fs::read(&done).is_ok_and(|before| before == wanted) {
        fs::create_dir_all(folder).expect("the folder is ours");
        make();
        fs::write(done, wanted).expect("the folder is ours");
    }
}

/// A Python that has python-docx, in a folder of its own.
fn python() -> PathBuf {
    let folder = ours("python");
    let python = folder.join("bin/python");
    once(&folder, &["requirements.txt"], || {
        succeeds(Command::new("python3").args(["-m", "venv"]).arg(&folder), "python3-venv");
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
        let list = Path::new(SCRIPTS).join("requirements.txt");
        succeeds(Command::new(&python).args(pip).arg(list), "python3-venv");
    });
    python
}

/// Where `npm ci` was run.
fn modules() -> PathBuf {
    let folder = ours("modules");
    let files = ["package.json", "package-lock.json", ".npmrc"];
    once(&folder, &files, || {
        for name in files {
            fs::copy(Path::new(SCRIPTS).join(name), folder.join(name)).expect("the folder is ours");
        }
        let mut npm = Command::new("npm");
        succeeds(npm.args(["ci", "--loglevel=error"]).current_dir(&folder), "npm");
    });
    folder
}

/// Runs a program that comes from the Debian package `package`.
fn succeeds(command: &mut Command, package: &str) -> Output {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().unwrap_or_else(|error| {
        panic!("{program} does not run ({error}): `make tools` installs it (apt install {package})")
    });
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} failed: {said}");
    output
}

fn desk(kind: ItemKind) -> Desk<'static> {
    Desk { kind, today: Moment::parse("2026-11-22").expect("a day"), beside: &|_| None }
}

fn file(name: &str, bytes: &[u8]) -> File {
    File::new(SourcePath::new(name), Content::Bytes(bytes.into()))
}

fn arrival(name: &str, bytes: &[u8], kind: ItemKind) -> Arrival {
    import(&file(name, bytes), &desk(kind)).unwrap_or_else(|why| panic!("{name}: {}", why.zh))
}

fn word(name: &str, kind: ItemKind) -> Arrival {
    arrival(name, &fs::read(WORD.join(name)).expect("a script wrote it"), kind)
}

/// All that a person gets to see of an arrival.
fn shown(arrival: &Arrival) -> String {
    let files: String = arrival.files.iter().map(|(name, _)| format!("+ {name}\n")).collect();
    let losses: String =
        arrival.losses.iter().map(|loss| format!("- {}\n", loss.message().zh)).collect();
    format!("{}\n{}\n{files}{losses}", arrival.name, arrival.text)
}

#[test]
fn a_dispatch_by_python_docx() {
    insta::assert_snapshot!(shown(&word("dispatch.docx", ItemKind::Article)));
}

#[test]
fn an_official_document_by_python_docx() {
    insta::assert_snapshot!(shown(&word("document.docx", ItemKind::Document)));
}

#[test]
fn revisions_remarks_boxes_and_fields_by_python_docx() {
    insta::assert_snapshot!(shown(&word("revisions.docx", ItemKind::Article)));
}

#[test]
fn notes_links_lists_and_merged_cells_by_docx() {
    insta::assert_snapshot!(shown(&word("year.docx", ItemKind::Article)));
}

const PAGE: &str = r#"<!DOCTYPE html><html><head><meta charset="gb2312">
<meta name="ArticleTitle" content="八一走访慰问活动"><meta name="PubDate" content="2024-08-01 09:19">
<meta name="ContentSource" content="示例日报"><title>八一走访慰问活动_示例市政府</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/news/">要闻</a></div>
<div class="main"><h1>八一走访慰问活动</h1>
<p>发布时间：2024-08-01 09:19　作者：甲某　来源：示例日报　浏览次数：</p>
<div class="TRS_Editor"><p>　　8月1日，示例市走访慰问驻地部队，送去节日问候，听取意见。</p>
<p style="text-align:center"><img src="a_files/red.png" alt="慰问现场"></p>
<p><strong>军地携手</strong></p><p>双方表示，要把实事办好，<a href="list.html">清单</a>按月公开。</p>
<table><tr><th>项目</th><th>件数</th></tr><tr><td rowspan="2">办实事</td><td>12</td></tr><tr><td>8</td></tr></table>
<script>alert(1)</script><iframe src="x"></iframe></div>
<p>【打印】【关闭】</p><p>上一条：无</p><p>下一条：无</p></div>
<div>版权所有：示例市人民政府办公室　蒙ICP备00000000号</div></body></html>"#;

#[test]
fn a_saved_page_in_an_old_encoding() {
    let (bytes, _, _) = encoding_rs::GBK.encode(PAGE);
    let png = fs::read(WORD.join("red.png")).expect("a script wrote it");
    let beside = |path: &str| (path == "a_files/red.png").then(|| png.clone());
    let desk = Desk { beside: &beside, ..desk(ItemKind::Article) };
    let page = import(&file("a.html", &bytes), &desk).expect("a page");
    insta::assert_snapshot!(shown(&page));
}

const SCANNED: &str = "军民同心谱新篇\n我市双拥工作综述\n发布时间:2024-08-01 09:19:37 作者:甲某 来源:示例日报 浏览次数:\n\n\
    \u{3000}\u{3000}大街小巷，随处可见双拥宣传阵地，启动“百佳机构”学\n\n— 3 —\n\n习宣传活动，营造浓厚氛围。\n\n\
    一、高位推动\n\n\u{3000}\u{3000}运用“互联网十双拥”阵地,推出作品。\n\n关闭\n打印\n上一条：\n\n网站地图|设为首页\n";

#[test]
fn a_scanned_text_is_put_together_and_left_as_it_is() {
    insta::assert_snapshot!(shown(&arrival("b.txt", SCANNED.as_bytes(), ItemKind::Article)));
}

#[test]
fn tables_become_rolls_presets_and_datasets() {
    let roll = "编号,姓名,牺牲日期,籍贯\nX1,甲一,1937-09-25,示例省\n";
    let tasks = "序号,任务,责任单位,完成时限,备考\n1,修路,甲局,2026年9月,无\n";
    let own = "编号,树种,株数,联系电话\n1,松,300,00000000\n2,柏,5,00000001\n";
    let text = |table: &str| arrival("植树 表.csv", table.as_bytes(), ItemKind::Article).text;
    insta::assert_snapshot!([roll, tasks, own].map(text).join("\n"));
}

#[test]
fn sites_of_other_programs_move_with_their_addresses_and_pictures() {
    let site = |files: &[(&str, &str)]| -> OldSite {
        let entry = |(path, text): &(&str, &str)| ((*path).to_owned(), file(path, text.as_bytes()));
        files.iter().map(entry).collect()
    };
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

/// A Word file of these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("memory takes it");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

fn body(inside: &str) -> Vec<u8> {
    format!("<w:document xmlns:w=\"w\"><w:body>{inside}</w:body></w:document>").into_bytes()
}

#[test]
fn hostile_files_are_refused_in_words() {
    let sound = archive(&[("word/document.xml", &body("<w:p><w:r><w:t>正文。</w:t></w:r></w:p>"))]);
    let entity = b"<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:document><w:body/></w:document>";
    let deep = body(&("<w:p>".repeat(9_000) + &"</w:p>".repeat(9_000)));
    let bomb = body(&" ".repeat(65 << 20));
    let many = body(&"<w:p/>".repeat(1_100_000));
    let mut locked = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes it");
    locked.create_stream("/EncryptedPackage").expect("memory takes it");
    let locked = locked.into_inner().into_inner();
    let divs = "<div>".repeat(50_000);
    let table: [(&str, Vec<u8>, &str); 16] = [
        ("a.docx", Vec::new(), "空"),
        ("a.docx", b"words".to_vec(), "坏"),
        ("a.docx", sound[..sound.len() / 2].to_vec(), "坏"),
        ("a.docx", archive(&[("a.txt", b"x")]), "坏"),
        ("a.docx", archive(&[("word/styles.xml", b"<a/>")]), "坏"),
        ("a.docx", archive(&[("word/document.xml", entity)]), "坏"),
        ("a.docx", archive(&[("word/document.xml", &deep)]), "坏"),
        ("a.docx", archive(&[("word/document.xml", &bomb)]), "大"),
        ("a.docx", archive(&[("word/document.xml", &many)]), "大"),
        ("a.docx", archive(&[("word/document.xml", &body(""))]), "没有文字"),
        ("a.docx", locked, "密码"),
        ("a.doc", b"x".to_vec(), "另存为 .docx"),
        ("a.pdf", b"%PDF".to_vec(), "PDF"),
        ("a.html", divs.into_bytes(), "层次"),
        ("a.txt", vec![0, 1, 2], "不是文字"),
        ("a.xlsx", b"not a workbook".to_vec(), "另存为 .xlsx"),
    ];
    for (name, bytes, said) in table {
        let why = import(&file(name, &bytes), &desk(ItemKind::Article)).expect_err(said);
        assert!(why.zh.contains(said), "{name}: {} has no {said}", why.zh);
        assert!(!why.en.is_empty(), "{name}");
    }
}

#[test]
fn a_file_of_a_gigabyte_is_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a.docx", "a.html", "a.txt"] {
        let path = folder.path().join(name);
        fs::File::create(&path).and_then(|it| it.set_len(1 << 30)).expect("a file with a hole");
        let file = fengbei::source::read_file(&path).expect("it is there");
        let why = import(&file, &desk(ItemKind::Article)).expect_err("it is too large");
        assert!(why.zh.contains("没有打开"), "{}", why.zh);
    }
}

#[test]
fn names_in_an_archive_lead_nowhere_and_macros_never_run() {
    let picture = "<w:p><w:r><w:t>正文。</w:t><w:drawing><a:blip r:embed=\"r1\" xmlns:a=\"a\" xmlns:r=\"r\"/></w:drawing></w:r></w:p>";
    let relations = b"<R><Relationship Id=\"r1\" Target=\"../../../../etc/hostname\"/></R>";
    let bytes = archive(&[
        ("word/document.xml", &body(picture)),
        ("word/_rels/document.xml.rels", relations),
        ("word/vbaProject.bin", b"Sub AutoOpen()"),
        ("../../evil.txt", b"x"),
    ]);
    let arrival = arrival("CON.docm", &bytes, ItemKind::Article);
    let lost: Vec<Lost> = arrival.losses.iter().map(|loss| loss.what).collect();
    assert_eq!(arrival.files.len(), 0);
    assert!(lost.contains(&Lost::PictureMissing) && lost.contains(&Lost::Macro), "{lost:?}");
}

#[test]
fn what_looks_like_markdown_reads_back_as_the_same_words() {
    let lines = [
        "*重点*",
        "1. 第一",
        "1) 第一",
        "- 甲",
        "+ 甲",
        "# 甲",
        "> 甲",
        ": 甲",
        "::: 看点",
        "| 甲 |",
        "---",
        "===",
        "[甲](乙)",
        "`甲`",
        "~~甲~~",
        "10~20~30",
        "甲\\乙",
        "&amp;",
        "<b>甲</b>",
        "{{ 目录 }}",
        "_甲_ a_b_c",
        "甲 #",
        "![甲](乙)",
        "[^1]",
        "```",
        "2021. ",
        "a*b*c",
        "**甲**",
        "甲{#乙}",
    ];
    for line in lines {
        let escaped = line.replace('&', "&amp;").replace('<', "&lt;");
        let inside = format!(
            "<w:p><w:r><w:t>标题</w:t></w:r></w:p><w:p><w:r><w:t>{escaped}，这一段很长，有逗号，也有句号。</w:t></w:r></w:p>"
        );
        let bytes = archive(&[("word/document.xml", &body(&inside))]);
        let text: std::sync::Arc<str> = arrival("a.docx", &bytes, ItemKind::Article).text.into();
        let start = text.rfind("+++\n").expect("a head") + 4;
        let path = SourcePath::new("content/a.md");
        let (document, report) = fengbei::markup::parse(
            &path,
            &text,
            start..text.len(),
            &fengbei::markup::Dialect::default(),
        );
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let wanted = format!("{line}，这一段很长，有逗号，也有句号。");
        assert_eq!(squeezed(&document.plain_text()), squeezed(&wanted), "{text}");
        assert!(report.is_empty(), "{line}: {report:?}");
    }
}

/// The example site's settings with two columns, in a folder.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        (
            "site.toml",
            "title = \"示例\"\naddress = \"https://www.example.gov.cn/a/\"\n[portal]\ndomain = \"www.example.gov.cn\"\ncode = \"1400000001\"\n",
        ),
        ("content/news/_index.md", "+++\ntitle = \"要闻\"\ncolumn_type = \"工作动态\"\n+++\n"),
        (
            "content/documents/_index.md",
            "+++\ntitle = \"发文\"\ncolumn_type = \"政策文件\"\nkind = \"document\"\n+++\n",
        ),
    ];
    for (path, text) in files {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder is made");
        fs::write(place, text).expect("a file is written");
    }
    folder
}

fn fengbei(folder: &Path, args: &[&str]) -> (i32, Value) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fengbei"));
    let output = command.current_dir(folder).args(args).arg("--json").output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let value = serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}"));
    (output.status.code().expect("it ends by itself"), value)
}

fn listed(folder: &Path) -> Vec<String> {
    let mut found: Vec<String> = walkdir::WalkDir::new(folder.join("content"))
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned()
        })
        .collect();
    found.sort();
    found
}

#[test]
fn an_item_is_written_once_and_the_site_is_sound() {
    let site = site();
    let before = listed(site.path());
    let from = WORD.join("dispatch.docx");
    let from = from.to_string_lossy();
    let words = ["import", &from, "--into", "news", "--today", "2026-11-22"];
    let (code, value) = fengbei(site.path(), &[&words[..], &["--dry-run"]].concat());
    assert_eq!((code, &value["written"]), (0, &Value::Bool(false)));
    assert_eq!(listed(site.path()), before, "a dry run writes nothing");
    let (code, value) = fengbei(site.path(), &words);
    assert_eq!(code, 0, "{value}");
    let item = "content/news/2026-11-22-jun-min-tong-xin-pu-xin";
    assert_eq!(
        value["imported"][0]["files"],
        serde_json::json!([format!("{item}/index.md"), format!("{item}/01.png")])
    );
    let after = listed(site.path());
    let (code, value) = fengbei(site.path(), &words);
    assert_eq!(
        (code, value["refused"].as_array().map(Vec::len)),
        (1, Some(1)),
        "it is there already"
    );
    assert_eq!(listed(site.path()), after);
    let index = site.path().join(item).join("index.md");
    fs::write(&index, "somebody's own words").expect("a file is written");
    let (code, value) = fengbei(site.path(), &words);
    assert_eq!(
        (code, &value["imported"][0]["files"][0]),
        (0, &Value::from(format!("{item}-2/index.md")))
    );
    assert_eq!(fs::read_to_string(index).expect("it is there"), "somebody's own words");
    fs::remove_dir_all(site.path().join(item)).expect("it is there");
    let (code, value) = fengbei(site.path(), &["check", "--today", "2026-11-22"]);
    let rules: Vec<_> =
        value["findings"].as_array().expect("a list").iter().map(|it| &it["rule"]).collect();
    // The column of documents was blank before.
    assert_eq!((code, rules), (0, vec![&Value::from("blank-column")]), "{value}");
}

#[test]
fn a_folder_is_imported_whole_and_columns_are_checked() {
    let site = site();
    let folder = WORD.to_string_lossy();
    let (code, value) =
        fengbei(site.path(), &["import", &folder, "--into", "documents", "--today", "2026-11-22"]);
    assert_eq!((code, value["imported"].as_array().map(Vec::len)), (0, Some(4)), "{value}");
    for column in ["nowhere", "../x", "/", ".", "news/../../x"] {
        let (code, value) = fengbei(site.path(), &["import", &folder, "--into", column]);
        assert_eq!(code, 2, "{column}");
        assert!(
            value["error"]["zh"].as_str().is_some_and(|said| said.contains("没有栏目")),
            "{value}"
        );
    }
}

#[test]
fn pictures_outside_of_a_pages_folder_stay_there() {
    let site = site();
    let page = tempfile::tempdir().expect("a folder");
    let png = fs::read(WORD.join("red.png")).expect("a script wrote it");
    fs::write(page.path().join("secret.png"), &png).expect("a file is written");
    fs::create_dir_all(page.path().join("in")).expect("a folder is made");
    fs::write(page.path().join("in/b.png"), &png).expect("a file is written");
    let html = "<h1>题目</h1><div><p>正文很长，有逗号，有句号。</p><img src=\"../secret.png\"><img src=\"./b.png\"></div>";
    fs::write(page.path().join("in/a.html"), html).expect("a file is written");
    let path = page.path().join("in/a.html");
    let (code, value) = fengbei(
        site.path(),
        &["import", &path.to_string_lossy(), "--into", "news", "--today", "2026-11-22"],
    );
    assert_eq!(
        (code, value["imported"][0]["files"].as_array().map(Vec::len)),
        (0, Some(2)),
        "{value}"
    );
    let kinds: Vec<_> = value["imported"][0]["losses"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it["kind"].clone())
        .collect();
    assert!(kinds.contains(&Value::from("picture-missing")), "{kinds:?}");
}
