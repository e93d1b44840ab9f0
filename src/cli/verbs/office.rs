//! The commands for reviews, inspections, rolls and what belongs to the program. Words only.

use super::{FOLDER, Form, Input, TODAY, Verb, Words, input};

const TABLE: Words = ("表格", "TABLE");
const HEADER: Input = input(
    "header",
    Form::Values(("列名=字段", "COLUMN=FIELD")),
    (
        "本单位自己的列名是什么字段，可写多次",
        "what a column of your own is; may be given several times",
    ),
);

const OF_ROLLS: &[Verb] = &[
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

pub(super) const EXPLAIN: Verb = Verb {
    name: "explain",
    about: ("解释一条检查规则", "explain a rule"),
    takes: &[input(
        "rule",
        Form::Place(("规则", "RULE")),
        ("规则名；不写则列出全部", "name of the rule; all are listed without it"),
    )],
    below: &[],
};

pub(super) const REVIEW: Verb = Verb {
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
        input("remark", Form::Value(("意见", "TEXT")), ("审核意见", "what the reviewer remarks")),
        input(
            "sheet",
            Form::Value(("文件", "FILE")),
            ("把审核表写成网页，供打印签字", "write the approval sheet as a page to print"),
        ),
        TODAY,
    ],
    below: &[],
};

pub(super) const INSPECT: Verb = Verb {
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
};

pub(super) const LEDGER: Verb = Verb {
    name: "ledger",
    about: ("核对发布台账", "verify the publishing ledger"),
    takes: &[],
    below: &[Verb {
        name: "verify",
        about: (
            "看发布台账有没有被改动，日期有没有倒填",
            "see whether the publishing ledger was tampered with, or a date falsified",
        ),
        takes: &[
            input(
                "seal",
                Form::Value(("封号", "SEAL")),
                (
                    "以前抄下的封号，看那一条还在不在",
                    "a seal that was written down before: is its entry still there",
                ),
            ),
            TODAY,
        ],
        below: &[],
    }],
};

pub(super) const ROLL: Verb = Verb {
    name: "roll",
    about: ("比对、规范名录的表格", "compare and normalize tables of rolls"),
    takes: &[],
    below: OF_ROLLS,
};

pub(super) const SCHEMA: Verb = Verb {
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
};

pub(super) const COMPLETIONS: Verb = Verb {
    name: "completions",
    about: ("输出命令行补全脚本，或手册页", "print shell completions, or the man page"),
    takes: &[input(
        "shell",
        Form::MustBe(("外壳", "SHELL"), &["bash", "zsh", "fish", "powershell", "elvish", "man"]),
        (
            "bash、zsh、fish、powershell、elvish 或 man",
            "bash, zsh, fish, powershell, elvish or man",
        ),
    )],
    below: &[],
};
