//! Every command and flag in both languages: the one table behind parsing, help, completions and the
//! man page. Never parses.

/// A word in Chinese and English.
pub(super) type Words = (&'static str, &'static str);

/// A command.
pub(super) struct Verb {
    pub name: &'static str,
    pub about: Words,
    pub takes: &'static [Input],
    /// The commands it is made of, when it is none by itself.
    pub below: &'static [Verb],
}

/// A flag, an option or a place.
#[derive(Clone, Copy)]
pub(super) struct Input {
    pub name: &'static str,
    pub form: Form,
    pub about: Words,
}

#[derive(Clone, Copy)]
pub(super) enum Form {
    /// `--name`
    Flag,
    /// `-c`, `--name`
    ShortFlag(char),
    /// `--name VALUE`
    Value(Words),
    /// `-c`, `--name VALUE`
    ShortValue(char, Words),
    /// `--name VALUE`, several times
    Values(Words),
    /// `--name NUMBER`
    Port(Words),
    /// `VALUE`, which may be left out.
    Place(Words),
    /// `VALUE`, which may not.
    Must(Words),
    /// `VALUE…`, one at least.
    Several(Words),
    /// One of these words, which may not be left out.
    MustBe(Words, &'static [&'static str]),
    /// `--name` with one of these words.
    OneOf(Words, &'static [&'static str]),
    /// `-h`, `--help`
    Help,
}

const fn input(name: &'static str, form: Form, about: Words) -> Input {
    Input { name, form, about }
}

const FOLDER: Words = ("文件夹", "FOLDER");

/// What every command may be told.
pub(super) const GLOBAL: &[Input] = &[
    input(
        "root",
        Form::Value(FOLDER),
        ("网站文件夹，默认为当前文件夹", "the site folder; the present one by default"),
    ),
    input(
        "config",
        Form::Value(("文件", "FILE")),
        ("网站设置文件，默认为 site.toml", "the settings file; site.toml by default"),
    ),
    input(
        "lang",
        Form::OneOf(("语言", "LANGUAGE"), &["zh", "en"]),
        ("界面语言：zh 或 en，默认随系统", "language: zh or en; the system's by default"),
    ),
    input(
        "json",
        Form::Flag,
        ("在标准输出给出机器可读的结果", "machine output on standard output"),
    ),
    input("quiet", Form::ShortFlag('q'), ("只在有错误时说话", "speak only of errors")),
    input("help", Form::Help, ("显示帮助", "show help")),
];

const TODAY: Input = input(
    "today",
    Form::Value(("日期", "DATE")),
    (
        "当作这一天（可带时刻）来做，默认为现在",
        "the day, with or without a time, to work for; now by default",
    ),
);
const DRAFTS: Input = input("drafts", Form::Flag, ("也显示草稿", "show drafts too"));
const FUTURE: Input =
    input("future", Form::Flag, ("也显示未到发布时间的内容", "show what is not due yet too"));

const TABLE: Words = ("表格", "TABLE");
const HEADER: Input = input(
    "header",
    Form::Values(("列名=字段", "COLUMN=FIELD")),
    (
        "本单位自己的列名是什么字段，可写多次",
        "what a column of your own is; may be given several times",
    ),
);

const ROLL: &[Verb] = &[
    Verb {
        name: "compare",
        about: (
            "比对新旧两版名录，列出一致、疑似、增减和差异",
            "compare two editions of a roll: matches, near matches, who is new, what differs",
        ),
        takes: &[
            input(
                "old",
                Form::Must(("旧版表格", "OLD")),
                ("旧版名录的表格", "the old edition's table"),
            ),
            input(
                "new",
                Form::Must(("新版表格", "NEW")),
                ("新版名录的表格", "the new edition's table"),
            ),
            input(
                "output",
                Form::ShortValue('o', FOLDER),
                (
                    "报告放到哪个文件夹，默认在新版表格旁边",
                    "the folder of the reports; one beside NEW by default",
                ),
            ),
            input(
                "decisions",
                Form::Value(("文件", "FILE")),
                (
                    "核对结论表（.csv），默认在报告的文件夹里",
                    "the table of decisions (.csv); with the reports by default",
                ),
            ),
            HEADER,
            TODAY,
        ],
        below: &[],
    },
    Verb {
        name: "normalize",
        about: (
            "把一张名录表格整理规范，另存新表和修改记录",
            "write a clean copy of a roll's table with a log of every change",
        ),
        takes: &[
            input(
                "table",
                Form::Must(TABLE),
                ("名录的表格，不会改动它", "the roll's table; it is never changed"),
            ),
            input(
                "output",
                Form::ShortValue('o', ("文件", "FILE")),
                (
                    "新表格（.xlsx 或 .csv），默认在原表旁边",
                    "the new table (.xlsx or .csv); beside the original by default",
                ),
            ),
            HEADER,
        ],
        below: &[],
    },
];

/// Every command, in the order of the help.
pub(super) const VERBS: &[Verb] = &[
    Verb {
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
    },
    Verb {
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
    },
    Verb {
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
    },
    Verb {
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
    },
    Verb {
        name: "serve",
        about: ("预览：边写边看", "preview the site while you write"),
        takes: &[
            TODAY,
            input(
                "port",
                Form::Port(("端口", "PORT")),
                ("端口，默认 1943", "port; 1943 by default"),
            ),
            input(
                "path",
                Form::Value(("路径", "PATH")),
                ("放在这个子路径下预览，例如 /a/b/", "preview below this path, such as /a/b/"),
            ),
            input(
                "published",
                Form::Flag,
                ("只显示会发布的内容", "show only what would be published"),
            ),
        ],
        below: &[],
    },
    Verb {
        name: "plan",
        about: ("列出每个输出文件和它的来历", "list every output and what makes it"),
        takes: &[TODAY, DRAFTS, FUTURE],
        below: &[],
    },
    Verb {
        name: "print",
        about: (
            "把一件公文、一期简报或特刊、一部名录排成 PDF",
            "set a document, bulletin, special issue or roll as PDF",
        ),
        takes: &[
            input(
                "item",
                Form::Must(("稿件", "ITEM")),
                (
                    "稿件的文件；特刊、名录写它的文件夹",
                    "the item's file; the folder of an issue or a roll",
                ),
            ),
            input(
                "output",
                Form::ShortValue('o', ("文件", "FILE")),
                ("PDF 放到哪里，默认在当前文件夹", "where to put the PDF; here by default"),
            ),
            input(
                "press",
                Form::Flag,
                ("给印厂：四色、出血、裁切线", "for the print shop: CMYK, bleed and marks"),
            ),
            TODAY,
        ],
        below: &[],
    },
    Verb {
        name: "fonts",
        about: ("看各种字体用哪一个，缺什么", "show which font serves which role"),
        takes: &[TODAY],
        below: &[],
    },
    Verb {
        name: "explain",
        about: ("解释一条检查规则", "explain a rule"),
        takes: &[input(
            "rule",
            Form::Place(("规则", "RULE")),
            ("规则名；不写则列出全部", "name of the rule; all are listed without it"),
        )],
        below: &[],
    },
    Verb {
        name: "review",
        about: (
            "登记一次审核，打印审核表，或列出还没审完的稿件",
            "put a review on record, write the approval sheet, or list what is not passed yet",
        ),
        takes: &[
            input(
                "item",
                Form::Place(("稿件", "ITEM")),
                (
                    "稿件的文件；不写则列出没审完的",
                    "the text's file; all that are not passed without it",
                ),
            ),
            input("stage", Form::Value(("审级", "STAGE")), ("审级，如 初审", "the stage")),
            input("by", Form::Value(("姓名", "NAME")), ("审核人", "who reviewed it")),
            input(
                "remark",
                Form::Value(("意见", "TEXT")),
                ("审核意见", "what the reviewer remarks"),
            ),
            input(
                "sheet",
                Form::Value(("文件", "FILE")),
                ("把审核表写成网页，供打印签字", "write the approval sheet as a page to print"),
            ),
            TODAY,
        ],
        below: &[],
    },
    Verb {
        name: "inspect",
        about: (
            "迎检自查：否决项、预警、栏目期限",
            "tell what an inspection would find: vetoes, warnings, due columns",
        ),
        takes: &[
            input(
                "on",
                Form::Value(("日期", "DATE")),
                ("按这一天来查，默认为现在", "the day to inspect for; now by default"),
            ),
            input(
                "page",
                Form::Value(("文件", "FILE")),
                ("把报告写成网页，供内部使用", "write the report as a page, for the office"),
            ),
            input(
                "calendar",
                Form::Value(("文件", "FILE")),
                ("把栏目期限写成日历（.ics）", "write when columns are due as a calendar (.ics)"),
            ),
        ],
        below: &[],
    },
    Verb {
        name: "ledger",
        about: ("核对发布台账", "verify the publishing ledger"),
        takes: &[],
        below: &[Verb {
            name: "verify",
            about: (
                "看发布台账有没有被改动，日期有没有倒填",
                "see whether the publishing ledger was tampered with, or a date falsified",
            ),
            takes: &[TODAY],
            below: &[],
        }],
    },
    Verb {
        name: "roll",
        about: ("比对、规范名录的表格", "compare and normalize tables of rolls"),
        takes: &[],
        below: ROLL,
    },
    Verb {
        name: "schema",
        about: (
            "写出各类文件的 JSON Schema，供编辑器补全和检查",
            "write the JSON Schemas that editors complete and check with",
        ),
        takes: &[input(
            "dir",
            Form::Place(FOLDER),
            ("放到哪个文件夹，默认 schema", "the folder to put them in; schema by default"),
        )],
        below: &[],
    },
    Verb {
        name: "completions",
        about: ("输出命令行补全脚本，或手册页", "print shell completions, or the man page"),
        takes: &[input(
            "shell",
            Form::MustBe(
                ("外壳", "SHELL"),
                &["bash", "zsh", "fish", "powershell", "elvish", "man"],
            ),
            (
                "bash、zsh、fish、powershell、elvish 或 man",
                "bash, zsh, fish, powershell, elvish or man",
            ),
        )],
        below: &[],
    },
];
