//! The compiled program as a person uses it: typed words in, words and an exit code out.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

/// The day of every run.
const TODAY: [&str; 2] = ["--today", "2026-08-01"];

/// What came of a run.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    /// Standard output as one JSON value and nothing else.
    fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{error} in standard output: {}", self.out))
    }

    /// Everything a person sees, to compare.
    fn shown(&self) -> String {
        format!("{}{}exit {}\n", self.out, self.err, self.code)
    }
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fengbei"));
    for name in ["LANG", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANGUAGE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

fn finish(command: &mut Command) -> Ran {
    let output = command.stdin(Stdio::null()).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    Ran {
        code: output.status.code().expect("the program ends by itself"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// Runs the program in `folder`.
fn run(folder: &Path, args: &[&str]) -> Ran {
    finish(program().current_dir(folder).args(args))
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let place = folder.path().join(path);
        std::fs::create_dir_all(place.parent().expect("a folder")).expect("a folder is made");
        std::fs::write(place, text).expect("a file is written");
    }
    folder
}

const SETTINGS: &str = "title = \"示例\"\naddress = \"https://www.example.gov.cn/a/\"\n\
                        [portal]\ndomain = \"www.example.gov.cn\"\ncode = \"1400000001\"\n";
const COLUMN: &str = "+++\ntitle = \"要闻\"\ncolumn_type = \"工作动态\"\n+++\n";
const GOOD: &str = "+++\ntitle = \"消息\"\ndate = 2026-07-01\nkeywords = [\"双拥\"]\n+++\n正文。\n";
const BAD: &str = "+++\ntitle = \"消息\"\ndate = \"2026-13-01\"\n+++\n正文。\n";
const WARNED: &str = "+++\ntitle = \"消息\"\ndate = 2026-07-01\n+++\n甲,乙\n";

/// A site with one item.
fn site(item: &str) -> tempfile::TempDir {
    folder(&[
        ("site.toml", SETTINGS),
        ("content/news/_index.md", COLUMN),
        ("content/news/a.md", item),
    ])
}

fn commands() -> Vec<String> {
    let help = run(Path::new("."), &["--help", "--lang", "en"]).out;
    let list = help.split("Commands:\n").nth(1).expect("a list of commands");
    let list = list.split("\n\n").next().expect("the list ends");
    list.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn every_help(language: &str) -> String {
    let mut shown = run(Path::new("."), &["--help", "--lang", language]).shown();
    for command in commands() {
        shown.push_str(&format!("──── {command}\n"));
        shown.push_str(&run(Path::new("."), &[&command, "--help", "--lang", language]).shown());
    }
    for command in ["compare", "normalize"] {
        shown.push_str(&format!("──── roll {command}\n"));
        let words = ["roll", command, "--help", "--lang", language];
        shown.push_str(&run(Path::new("."), &words).shown());
    }
    shown
}

#[test]
fn help_in_chinese() {
    insta::assert_snapshot!(every_help("zh"));
}

#[test]
fn help_in_english() {
    insta::assert_snapshot!(every_help("en"));
}

#[test]
fn each_help_speaks_one_language() {
    let is_chinese = |c: char| ('\u{3000}'..='\u{9fff}').contains(&c);
    let english = every_help("en");
    let strays: Vec<_> = english.lines().filter(|line| line.contains(is_chinese)).collect();
    assert_eq!(strays, Vec::<&str>::new());
    // Names of commands, options, files and programs are the same in every language.
    let fixed: BTreeSet<&str> =
        "fengbei site toml public schema JSON Schema SARIF portal memorial \
         root config lang json quiet help version theme output today drafts future \
         keep foreign fix sarif port path published zh en bash zsh fish powershell elvish man exit \
         a b dir rule shell q h V o compare normalize decisions header csv xlsx target office live \
         external item stage by remark sheet verify on page calendar ics dismiss at reason PDF press \
         pages single spreads imposed wechat weibo plain Word docx html txt md into content hugo hexo zola \
         from dry run files yes allow restore url fragment usb"
            .split_whitespace()
            .collect();
    let chinese = every_help("zh");
    let commands = commands();
    let strays: BTreeSet<&str> = chinese
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| !word.is_empty() && !fixed.contains(word))
        .filter(|word| !commands.iter().any(|command| command == word))
        .collect();
    assert_eq!(strays, BTreeSet::new());
}

#[test]
fn help_stands_in_columns() {
    for language in ["zh", "en"] {
        for block in every_help(language).split("\n\n") {
            let rows = block.lines().filter(|line| line.starts_with("  "));
            let starts: BTreeSet<usize> = rows
                .map(|row| {
                    let gap = row.trim_start().find("  ").expect("two spaces before the words");
                    let left = row.len() - row.trim_start().len() + gap;
                    let words = row[left..].trim_start();
                    row[..row.len() - words.len()].width()
                })
                .collect();
            assert!(starts.len() <= 1, "{block}");
        }
    }
}

#[test]
fn what_is_typed_wrong_is_told_in_both_languages() {
    let typed: [&[&str]; 14] = [
        &[],
        &["biuld"],
        &["发布"],
        &["build", "--ouput", "x"],
        &["check", "--sarf"],
        &["build", "extra"],
        &["build", "--output"],
        &["build", "-o", "a", "-o", "b"],
        &["serve", "--port", "八千"],
        &["serve", "--port", "70000"],
        &["completions", "tcsh"],
        &["completions"],
        &["new"],
        &["--lang", "fr", "check"],
    ];
    let mut shown = String::new();
    for words in typed {
        for language in ["zh", "en"] {
            let ran = finish(
                program()
                    .env("LC_ALL", if language == "zh" { "zh_CN.UTF-8" } else { "C" })
                    .args(words),
            );
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{words:?}");
            // The list of commands is in the help's own snapshot.
            let said = ran.err.lines().take(3).collect::<Vec<_>>().join("\n");
            shown.push_str(&format!("$ fengbei {}\n{said}\n", words.join(" ")));
        }
        shown.push('\n');
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn a_day_that_is_none_is_refused() {
    let ran = run(site(GOOD).path(), &["check", "--today", "明天", "--lang", "zh"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (2, "错误：--today 明天 不是日期，请写成 2026-08-01\n")
    );
}

#[test]
fn a_folder_that_is_no_site_is_told_from_an_empty_one() {
    let empty = tempfile::tempdir().expect("a folder");
    let ran = run(empty.path(), &["check", "--lang", "zh", TODAY[0], TODAY[1]]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.shown());
    let ran = run(empty.path(), &["build", "--lang", "zh"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("没有找到网站设置文件 site.toml"), "{}", ran.err);
    let ran = run(empty.path(), &["check", "--lang", "en", "--root", "nowhere"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.starts_with("error: cannot read nowhere"), "{}", ran.err);
}

#[test]
fn the_site_folder_and_the_settings_can_be_named() {
    let site = site(GOOD);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let root = site.path().to_str().expect("a plain path");
    let ran = run(elsewhere.path(), &["build", "--root", root, "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(site.path().join("public/index.html").exists());
    assert!(!elsewhere.path().join("public").exists());

    let other = SETTINGS.replace("示例", "另一个名字");
    std::fs::write(site.path().join("other.toml"), other).expect("a file is written");
    let ran = run(site.path(), &["build", "--config", "other.toml", "-o", "elsewhere"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let home = std::fs::read_to_string(site.path().join("elsewhere/index.html")).expect("a page");
    assert!(home.contains("另一个名字"), "{home}");
}

#[test]
fn exit_codes_tell_done_from_errors_from_failure() {
    let check = |item| run(site(item).path(), &["check", TODAY[0], TODAY[1]]).code;
    assert_eq!([check(GOOD), check(WARNED), check(BAD)], [0, 0, 1]);
    let build = |item| run(site(item).path(), &["build", TODAY[0], TODAY[1]]).code;
    assert_eq!([build(GOOD), build(WARNED), build(BAD)], [0, 0, 1]);
    let full = site(GOOD);
    std::fs::create_dir(full.path().join("public")).expect("a folder is made");
    std::fs::write(full.path().join("public/mine.txt"), "我的").expect("a file is written");
    let ran = run(full.path(), &["build"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(full.path().join("public/mine.txt").exists());
}

#[test]
fn json_is_alone_on_standard_output() {
    let site = site(BAD);
    for command in ["check", "build"] {
        let ran = run(site.path(), &[command, "--json", "--lang", "zh", TODAY[0], TODAY[1]]);
        let findings = ran.json()["findings"].as_array().expect("a list").clone();
        let bad = findings.iter().find(|f| f["rule"] == "bad-value").expect("the finding");
        assert_eq!(
            bad["place"],
            serde_json::json!({
                "file": "content/news/a.md", "start": 28, "end": 40,
                "line": 3, "column": 8, "end_line": 3, "end_column": 20,
            })
        );
        assert_eq!(bad["message"]["zh"], "“date”不能写成“2026-13-01”");
        assert_eq!((ran.code, bad["severity"].as_str()), (1, Some("error")));
        assert!(ran.err.contains("错误[bad-value]"), "{}", ran.err);
    }
    let ran = run(site.path(), &["bogus", "--json", "--lang", "zh"]);
    assert_eq!((ran.code, ran.err.lines().count()), (2, 2), "{}", ran.err);
    assert!(ran.json()["error"]["zh"].as_str().expect("a sentence").starts_with("没有“bogus”"));
    for command in [&["new", "other"][..], &["schema"]] {
        let files = run(site.path(), &[command, &["--json"]].concat()).json()["files"].clone();
        assert!(files.as_array().is_some_and(|files| files.len() > 5), "{files}");
    }
    let ran = run(site.path(), &["check", "--json", "--root", "nowhere", "--lang", "zh"]);
    assert_eq!(ran.code, 2);
    assert!(ran.json()["error"]["zh"].as_str().expect("a sentence").starts_with("无法读取"));
}

#[test]
fn a_template_that_cannot_be_read_is_shown_in_its_place() {
    let site = site(GOOD);
    let place = site.path().join("templates/404.html");
    std::fs::create_dir_all(place.parent().expect("a folder")).expect("a folder is made");
    std::fs::write(&place, "<p>找不到页面</p>\n<p>{{ 标题 }}</p>\n").expect("a file is written");
    let ran = run(site.path(), &["build", "--lang", "zh", TODAY[0], TODAY[1]]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains(" --> templates/404.html:2:7\n"), "{}", ran.err);
    assert!(!site.path().join("public").exists());
    let ran = run(site.path(), &["check", "--json", TODAY[0], TODAY[1]]);
    let found = ran.json();
    assert_eq!(found["findings"][0]["place"]["line"], 2);
    assert!(found["error"]["zh"].as_str().expect("a sentence").starts_with("模板有错"));
}

/// A file of the site folder that is a link to somewhere else.
#[cfg(unix)]
#[test]
fn links_that_lead_out_of_the_site_are_not_followed() {
    let site = site(GOOD);
    let outside = folder(&[("secret.md", GOOD)]);
    let news = site.path().join("content/news");
    let link = std::os::unix::fs::symlink::<std::path::PathBuf, std::path::PathBuf>;
    link(outside.path().join("secret.md"), news.join("out.md")).expect("a link is made");
    link(outside.path().to_path_buf(), news.join("folder")).expect("a link is made");
    link(news.join("a.md"), news.join("inside.md")).expect("a link is made");
    link(news.join("nowhere.md"), news.join("dangling.md")).expect("a link is made");
    let ran = run(site.path(), &["check", "--json", TODAY[0], TODAY[1]]);
    let found = ran.json();
    let named: Vec<_> = found["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|f| format!("{} {}", f["rule"], f["place"]["file"]))
        .collect();
    assert_eq!(
        named,
        ["dangling.md", "folder", "out.md"]
            .map(|name| format!("\"unreadable-file\" \"content/news/{name}\""))
    );
}

#[test]
fn quiet_speaks_of_errors_only() {
    let quiet = |item| {
        let ran = run(site(item).path(), &["check", "-q", "--lang", "zh", TODAY[0], TODAY[1]]);
        (ran.out, ran.err)
    };
    assert_eq!(quiet(GOOD), (String::new(), String::new()));
    assert_eq!(quiet(WARNED), (String::new(), String::new()));
    let (out, err) = quiet(BAD);
    assert_eq!(out, "");
    assert!(err.starts_with("错误[bad-value]"), "{err}");
    assert!(!err.contains("blank-column"), "{err}");
}

/// Every file below `folder` with `/` between parts.
fn below(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let path = path.strip_prefix(folder).expect("below").to_string_lossy();
                found.insert(path.replace('\\', "/"));
            }
        }
    }
    found
}

#[test]
fn the_plan_is_what_is_built() {
    let site = site(GOOD);
    let machine = run(site.path(), &["plan", "--json", TODAY[0], TODAY[1]]).json();
    let planned: BTreeSet<String> = machine["outputs"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|output| output["path"].as_str().expect("a path").to_owned())
        .collect();
    let human = run(site.path(), &["plan", TODAY[0], TODAY[1]]).out;
    let shown: BTreeSet<String> =
        human.lines().map(|line| line.split('\t').next().expect("a path").to_owned()).collect();
    assert_eq!(shown, planned);
    assert_eq!(run(site.path(), &["build", TODAY[0], TODAY[1]]).code, 0);
    let mut built = below(&site.path().join("public"));
    assert!(built.contains("search/2026/v.js"), "{built:?}");
    // A volume of the search is one output of many files; the note of what was written is our own.
    built.retain(|path| !path.starts_with("search/2026/") && !path.starts_with('.'));
    let mut planned = planned;
    assert!(planned.remove("search/2026"), "{planned:?}");
    assert_eq!(built, planned);
}

#[test]
fn rules_are_explained_one_by_one_and_all_together() {
    let here = Path::new(".");
    let one = run(here, &["explain", "site-address", "--lang", "zh"]);
    assert_eq!(one.code, 0);
    insta::assert_snapshot!(one.shown());
    let english = run(here, &["explain", "site-address", "--lang", "en"]);
    assert!(english.out.starts_with("site-address (note)\n"), "{}", english.out);
    let names: Vec<_> = fengbei::checks::rules().iter().map(|rule| rule.name).collect();
    for language in ["zh", "en"] {
        let list = run(here, &["explain", "--lang", language]).out;
        let lines: Vec<_> = list.lines().collect();
        assert_eq!(lines.len(), names.len(), "{list}");
        for (line, name) in lines.iter().zip(&names) {
            let (first, about) = line.split_once("  ").expect("a name and what it is about");
            assert_eq!(first.trim(), *name);
            assert!(about.trim().ends_with(['。', '.']), "a whole sentence: {line}");
        }
    }
    let all = run(here, &["explain", "--json"]).json();
    let listed = all["rules"].as_array().expect("a list");
    assert_eq!(listed.iter().map(|rule| rule["rule"].clone()).collect::<Vec<_>>(), names);
    let unknown = run(here, &["explain", "blank-colum", "--lang", "zh"]);
    assert_eq!(
        (unknown.code, unknown.err.as_str()),
        (2, "错误：没有规则“blank-colum”。是不是“blank-column”？\n")
    );
    let far = run(here, &["explain", "不知道", "--lang", "en"]);
    assert_eq!(far.code, 2);
    assert!(far.err.contains("fengbei explain lists them all"), "{}", far.err);
}

#[test]
fn completions_and_the_manual_page_are_well_formed() {
    let here = Path::new(".");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish", "man"] {
        for language in ["zh", "en"] {
            let ran = run(here, &["completions", shell, "--lang", language]);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}");
            for command in commands() {
                assert!(ran.out.contains(&command), "{shell} lacks {command}");
            }
            match shell {
                "bash" => well_formed("bash", &["-n"], &ran.out),
                "zsh" => well_formed("zsh", &["-n"], &ran.out),
                "fish" => well_formed("fish", &["--no-execute"], &ran.out),
                "man" => {
                    assert!(ran.out.contains(".TH fengbei 1"), "{}", ran.out);
                    // Options of every command stand there, and no page is named that is nowhere.
                    for words in ["\\-\\-dry\\-run\n", "\\-o, \\-\\-output <", "roll compare"] {
                        assert!(ran.out.contains(words), "no {words}: {}", ran.out);
                    }
                    assert!(!ran.out.contains("fengbei\\-new(1)"), "{}", ran.out);
                    well_formed("groff", &["-man", "-Tutf8", "-ww", "-z", "-k"], &ran.out);
                }
                _ => {}
            }
        }
    }
}

/// Lets `shell` look at `script`, where it is installed.
fn well_formed(shell: &str, args: &[&str], script: &str) {
    let file = folder(&[("script", script)]);
    let looked = Command::new(shell).args(args).arg(file.path().join("script")).output();
    if let Ok(output) = looked {
        assert!(output.status.success(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_reader_who_leaves_early_is_no_accident() {
    let site = site(GOOD);
    for args in
        [&["plan"][..], &["explain"], &["completions", "bash"], &["check", "--json"], &["--help"]]
    {
        let mut child = program()
            .current_dir(site.path())
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code().is_some_and(|code| code < 2), "{args:?}: {said}");
        assert!(!said.contains("panicked"), "{args:?}: {said}");
    }
}

/// Variables, words typed, and whether the answer is Chinese.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str], bool);

#[test]
fn the_language_is_that_of_the_system_unless_asked_for() {
    let speaks_chinese = |set: &[(&str, &str)], args: &[&str]| {
        finish(program().envs(set.iter().copied()).args(args).arg("--help")).out.contains("用法")
    };
    let table: [Case<'_>; 9] = [
        (&[("LANG", "zh_CN.UTF-8")], &[], true),
        (&[("LANG", "zh_CN.GB18030")], &[], true),
        (&[("LANG", "en_US.UTF-8")], &[], false),
        (&[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")], &[], true),
        (&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")], &[], false),
        (&[], &[], false),
        (&[("LANG", "zh_CN.UTF-8")], &["--lang", "en"], false),
        (&[("LANG", "C")], &["--lang=zh"], true),
        (&[("LC_MESSAGES", "zh_CN.UTF-8"), ("LANG", "en_US.UTF-8")], &[], true),
    ];
    for (set, args, chinese) in table {
        assert_eq!(speaks_chinese(set, args), chinese, "{set:?} {args:?}");
    }
}

#[test]
fn sarif_is_what_the_standard_says() {
    let site = folder(&[
        ("site.toml", SETTINGS),
        ("content/news/_index.md", COLUMN),
        ("content/news/逗号 1.md", WARNED),
        ("content/news/b.md", &BAD.replace("date", "日期")),
        ("content/news/c.md", &WARNED.replace("逗号", "又一处逗号")),
    ]);
    let aside = ["check", "--dismiss", "half-width-punctuation", "--at", "content/news/c.md:5"];
    let why = ["--reason", "原文如此", "--by", "示例编辑", TODAY[0], TODAY[1]];
    run(site.path(), &[aside.as_slice(), &why].concat());
    let ran = run(site.path(), &["check", "--sarif", "--lang", "zh", TODAY[0], TODAY[1]]);
    let log = ran.json();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules").clone();
    for result in run["results"].as_array().expect("results") {
        let index =
            usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
        let uri = place["artifactLocation"]["uri"].as_str().expect("a URI");
        assert!(uri.is_ascii() && !uri.contains(' '), "{uri}");
    }
    let results = run["results"].as_array().expect("results").iter();
    let aside: Vec<_> = results.filter(|result| !result["suppressions"].is_null()).collect();
    assert_eq!(aside.len(), 1);
    let said = &aside[0]["suppressions"][0];
    assert_eq!(said["justification"], "原文如此（示例编辑）");
    insta::assert_snapshot!(format!("{:#}", run["results"]));
}

#[test]
fn a_build_names_the_old_texts_that_keep_the_figure_of_their_day() {
    let ledger = "[[数字]]\n名称 = \"优待证\"\n数值 = 12306\n单位 = \"张\"\n截至 = 2026-06-30\n\
                  历次 = [{ 截至 = \"2025年12月\", 数值 = 11000 }]\n";
    let site = folder(&[
        ("site.toml", SETTINGS),
        ("content/news/_index.md", COLUMN),
        ("content/figures/a.toml", ledger),
        (
            "content/news/old.md",
            &GOOD.replace("2026-07-01", "2025-12-31").replace("正文", "已发{{ 数字(优待证) }}"),
        ),
        ("content/news/new.md", &GOOD.replace("正文", "已发{{ 数字(优待证) }}")),
    ]);
    let build = |more: &[&str]| run(site.path(), &[&["build", TODAY[0], TODAY[1]], more].concat());
    let told = "  content/news/old.md：优待证 11\u{202F}000张，现在是 12\u{202F}306张\n";
    let first = build(&["--lang", "zh"]);
    assert!(first.err.contains("旧稿里有 1 处"), "{}", first.err);
    assert!(first.err.contains(told) && !first.err.contains("new.md："), "{}", first.err);
    let again = build(&["--lang", "zh"]);
    assert!(
        again.err.contains(told),
        "a build that had nothing to do tells it again: {}",
        again.err
    );
    assert_eq!(build(&["--json"]).json()["pinned"][0]["then"], "11\u{202F}000张");
}

#[test]
fn printing_tells_what_a_sheet_names_and_is_not_there() {
    let issue = "名称 = \"示例特刊\"\n日期 = 2026-08-01\n[[版]]\n版名 = \"要闻\"\n\
                 [[版.块]]\n类型 = \"图表\"\n稿件 = \"/news/none.md\"\n";
    let site = folder(&[
        ("site.toml", crate::draft::SETTINGS),
        ("content/news/_index.md", crate::draft::NEWS),
        ("content/specials/1/issue.toml", issue),
    ]);
    let ran = run(site.path(), &["--lang", "en", "print", "content/specials/1", "-o", "one.pdf"]);
    assert!(
        ran.err.contains("unknown-reference") && ran.err.contains("none.md"),
        "{}",
        ran.shown()
    );
    assert!(site.path().join("one.pdf").is_file(), "{}", ran.shown());
}
