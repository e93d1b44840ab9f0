//! Every command and flag in both languages: the one table behind parsing, help, completions and the
//! man page. Never parses.

mod desk;
mod office;
mod out;

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

/// Every command, in the order of the help.
pub(super) const VERBS: &[Verb] = &[
    desk::NEW,
    desk::BUILD,
    desk::CHECK,
    desk::IMPORT,
    desk::SERVE,
    desk::PLAN,
    out::PUBLISH,
    out::VERIFY,
    out::ROLLBACK,
    out::KEY,
    out::PACKAGE,
    out::PRINT,
    out::EXPORT,
    out::FONTS,
    office::EXPLAIN,
    office::REVIEW,
    office::INSPECT,
    office::LEDGER,
    office::ROLL,
    office::SCHEMA,
    office::COMPLETIONS,
];
