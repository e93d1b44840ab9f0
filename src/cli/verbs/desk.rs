//! The commands of every day at the desk. Words only.

use super::{DRAFTS, FOLDER, FUTURE, Form, TODAY, Verb, input};

pub(super) const NEW: Verb = Verb {
    name: "new",
    about: ("新建一个小而完整的网站", "start a small complete site"),
    takes: &[
        input(
            "dir",
            Form::Must(FOLDER),
            ("新网站的文件夹，须不存在或为空", "folder of the new site, empty or not there"),
        ),
        input(
            "theme",
            Form::Value(("主题", "THEME")),
            ("主题样式：portal 或 memorial", "theme: portal or memorial"),
        ),
    ],
    below: &[],
};

pub(super) const BUILD: Verb = Verb {
    name: "build",
    about: ("生成网站", "build the site"),
    takes: &[
        input(
            "output",
            Form::ShortValue('o', FOLDER),
            (
                "输出文件夹，默认为网站文件夹下的 public",
                "the output folder; public in the site folder by default",
            ),
        ),
        TODAY,
        DRAFTS,
        FUTURE,
        input(
            "target",
            Form::OneOf(("读者", "READERS"), &["office", "live"]),
            (
                "给谁看：office 本单位（默认）；live 公众，只发审完的，并记入台账",
                "office by default; live for the public: what was passed, on record",
            ),
        ),
        input(
            "keep-foreign",
            Form::Flag,
            (
                "输出文件夹里有别人的文件时，保留它们并继续",
                "keep files in the output folder that are not ours, and go on",
            ),
        ),
    ],
    below: &[],
};

pub(super) const CHECK: Verb = Verb {
    name: "check",
    about: ("检查内容，不生成网站", "check the content, build nothing"),
    takes: &[
        TODAY,
        DRAFTS,
        FUTURE,
        input("fix", Form::Flag, ("改好可以放心改的地方", "make the changes that are safe")),
        input(
            "external",
            Form::Flag,
            (
                "也查外部链接能不能打开（要联网）",
                "also ask whether links to other sites open (needs a network)",
            ),
        ),
        input("sarif", Form::Flag, ("在标准输出给出 SARIF", "SARIF on standard output")),
        input(
            "dismiss",
            Form::Value(("规则", "RULE")),
            (
                "忽略这条规则的一处，连同 --at、--reason、--by",
                "set a finding of this rule aside, with --at, --reason and --by",
            ),
        ),
        input(
            "at",
            Form::Value(("文件:行", "FILE:LINE")),
            ("忽略的是哪一处", "the place of the finding"),
        ),
        input("reason", Form::Value(("理由", "WHY")), ("为什么不用改", "why it may stay")),
        input("by", Form::Value(("姓名", "WHO")), ("谁决定的", "who decided so")),
    ],
    below: &[],
};

pub(super) const IMPORT: Verb = Verb {
    name: "import",
    about: (
        "把 Word、网页、文本、表格变成稿件，列出没带过来的东西",
        "make items of Word files, pages, texts and tables, and tell what was lost",
    ),
    takes: &[
        input(
            "files",
            Form::Several(("文件", "FILE")),
            (
                ".docx、.html、.txt、.md、.xlsx、.csv，或装着它们的文件夹",
                ".docx, .html, .txt, .md, .xlsx, .csv, or a folder of these",
            ),
        ),
        input(
            "into",
            Form::Value(("栏目", "COLUMN")),
            (
                "放进哪个栏目，即 content 里的文件夹",
                "the column to put them in: a folder below content",
            ),
        ),
        input(
            "from",
            Form::OneOf(("程序", "PROGRAM"), &["hugo", "hexo", "zola"]),
            (
                "文件夹是 hugo、hexo 或 zola 的网站，整个搬过来",
                "the folder is a site of hugo, hexo or zola that moves here",
            ),
        ),
        input(
            "dry-run",
            Form::Flag,
            ("只说会写什么，什么也不写", "tell what would be written, write nothing"),
        ),
        TODAY,
    ],
    below: &[],
};

pub(super) const SERVE: Verb = Verb {
    name: "serve",
    about: ("预览：边写边看", "preview the site while you write"),
    takes: &[
        TODAY,
        input("port", Form::Port(("端口", "PORT")), ("端口，默认 1943", "port; 1943 by default")),
        input(
            "path",
            Form::Value(("路径", "PATH")),
            ("放在这个子路径下预览，例如 /a/b/", "preview below this path, such as /a/b/"),
        ),
        input("published", Form::Flag, ("只显示会发布的内容", "show only what would be published")),
    ],
    below: &[],
};

pub(super) const PLAN: Verb = Verb {
    name: "plan",
    about: ("列出每个输出文件和它的来历", "list every output and what makes it"),
    takes: &[TODAY, DRAFTS, FUTURE],
    below: &[],
};
