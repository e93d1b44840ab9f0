//! Every command and flag in both languages: the one table behind parsing, help, completions and
//! the man page.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use crate::diag::{Language, Message};
use crate::say;

/// The language asked for with `--lang`, else that of the locale.
pub fn language(typed: &[OsString]) -> Language {
    let words: Vec<String> = typed.iter().map(|w| w.to_string_lossy().into_owned()).collect();
    let asked = words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix("--lang") {
        Some("") => words.get(at + 1).cloned(),
        Some(rest) => rest.strip_prefix('=').map(str::to_owned),
        None => None,
    });
    match asked.or_else(sys_locale::get_locale).as_deref() {
        Some(tag) if tag.to_ascii_lowercase().starts_with("zh") => Language::Zh,
        _ => Language::En,
    }
}

/// The whole command line.
pub fn command(language: Language) -> Command {
    let t = |message: Message| message.get(language).to_owned();
    Command::new("fengbei")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t(say!(
            "丰碑：把双拥宣传办公室的文章、公文和名录做成网站",
            "Fengbei: an office's articles, documents and rolls become a publicity website"
        )))
        .help_template(t(say!(
            "{{about}}\n\n用法：{{usage}}\n\n{{all-args}}",
            "{{about}}\n\nUsage: {{usage}}\n\n{{all-args}}"
        )))
        .subcommand_help_heading(t(say!("命令", "Commands")))
        .subcommand_value_name(t(say!("命令", "COMMAND")))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args(global(language))
        .subcommands(subcommands(language))
}

fn global(language: Language) -> Vec<Arg> {
    let heading = say!("通用选项", "Options everywhere").get(language).to_owned();
    let all = vec![
        value(
            "root",
            say!("文件夹", "FOLDER"),
            say!("网站文件夹，默认为当前文件夹", "the site folder; the present one by default"),
            language,
        ),
        value(
            "config",
            say!("文件", "FILE"),
            say!("网站设置文件，默认为 site.toml", "the settings file; site.toml by default"),
            language,
        ),
        value(
            "lang",
            say!("语言", "LANGUAGE"),
            say!("界面语言：zh 或 en，默认随系统", "language: zh or en; the system's by default"),
            language,
        )
        .value_parser(["zh", "en"])
        .hide_possible_values(true),
        flag(
            "json",
            say!("在标准输出给出机器可读的结果", "machine output on standard output"),
            language,
        ),
        flag("quiet", say!("只在有错误时说话", "speak only of errors"), language).short('q'),
        flag("help", say!("显示帮助", "show help"), language).short('h').action(ArgAction::Help),
        flag("version", say!("显示版本", "show the version"), language)
            .short('V')
            .action(ArgAction::Version),
    ];
    all.into_iter()
        .map(|arg| if arg.get_id() == "version" { arg } else { arg.global(true) })
        .map(|arg| arg.help_heading(heading.clone()))
        .collect()
}

fn subcommands(language: Language) -> Vec<Command> {
    let command = |name: &'static str, about: Message| {
        let template = say!(
            "{{about}}\n\n用法：{{usage}}\n\n{{all-args}}",
            "{{about}}\n\nUsage: {{usage}}\n\n{{all-args}}"
        );
        Command::new(name)
            .about(about.get(language).to_owned())
            .help_template(template.get(language).to_owned())
            .next_help_heading(say!("选项", "Options").get(language).to_owned())
            .disable_help_flag(true)
            .disable_version_flag(true)
    };
    let today = || {
        value(
            "today",
            say!("日期", "DATE"),
            say!("当作这一天来做，默认为今天", "the day to build for; today by default"),
            language,
        )
    };
    let drafts = || flag("drafts", say!("也显示草稿", "show drafts too"), language);
    let future = || {
        flag("future", say!("也显示未到发布时间的内容", "show what is not due yet too"), language)
    };
    let output = || {
        value(
            "output",
            say!("文件夹", "FOLDER"),
            say!(
                "输出文件夹，默认为网站文件夹下的 public",
                "the output folder; public in the site folder by default"
            ),
            language,
        )
        .short('o')
    };
    vec![
        command("new", say!("新建一个小而完整的网站", "start a small complete site"))
            .arg(
                place(
                    "dir",
                    say!("文件夹", "FOLDER"),
                    say!(
                        "新网站的文件夹，须不存在或为空",
                        "folder of the new site, empty or not there"
                    ),
                    language,
                )
                .required(true),
            )
            .arg(value(
                "theme",
                say!("主题", "THEME"),
                say!("主题样式：portal 或 memorial", "theme: portal or memorial"),
                language,
            )),
        command("build", say!("生成网站", "build the site"))
            .args([output(), today(), drafts(), future()])
            .arg(flag(
                "keep-foreign",
                say!(
                    "输出文件夹里有别人的文件时，保留它们并继续",
                    "keep files in the output folder that are not ours, and go on"
                ),
                language,
            )),
        command("check", say!("检查内容，不生成网站", "check the content, build nothing"))
            .args([today(), drafts(), future()])
            .arg(flag(
                "fix",
                say!("改好可以放心改的地方", "make the changes that are safe"),
                language,
            ))
            .arg(flag("sarif", say!("在标准输出给出 SARIF", "SARIF on standard output"), language)),
        command("serve", say!("预览：边写边看", "preview the site while you write"))
            .args([today()])
            .arg(
                value(
                    "port",
                    say!("端口", "PORT"),
                    say!("端口，默认 1943", "port; 1943 by default"),
                    language,
                )
                .value_parser(clap::value_parser!(u16)),
            )
            .arg(value(
                "path",
                say!("路径", "PATH"),
                say!("放在这个子路径下预览，例如 /a/b/", "preview below this path, such as /a/b/"),
                language,
            ))
            .arg(flag(
                "published",
                say!("只显示会发布的内容", "show only what would be published"),
                language,
            )),
        command("plan", say!("列出每个输出文件和它的来历", "list every output and what makes it"))
            .args([today(), drafts(), future()]),
        command("explain", say!("解释一条检查规则", "explain a rule")).arg(place(
            "rule",
            say!("规则", "RULE"),
            say!("规则名；不写则列出全部", "name of the rule; all are listed without it"),
            language,
        )),
        command(
            "schema",
            say!(
                "写出各类文件的 JSON Schema，供编辑器补全和检查",
                "write the JSON Schemas that editors complete and check with"
            ),
        )
        .arg(place(
            "dir",
            say!("文件夹", "FOLDER"),
            say!("放到哪个文件夹，默认 schema", "the folder to put them in; schema by default"),
            language,
        )),
        command(
            "completions",
            say!("输出命令行补全脚本，或手册页", "print shell completions, or the man page"),
        )
        .arg(
            place(
                "shell",
                say!("外壳", "SHELL"),
                say!(
                    "bash、zsh、fish、powershell、elvish 或 man",
                    "bash, zsh, fish, powershell, elvish or man"
                ),
                language,
            )
            .required(true)
            .value_parser(["bash", "zsh", "fish", "powershell", "elvish", "man"])
            .hide_possible_values(true),
        ),
    ]
}

fn flag(name: &'static str, help: Message, language: Language) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.get(language).to_owned())
}

fn value(name: &'static str, what: Message, help: Message, language: Language) -> Arg {
    place(name, what, help, language).long(name)
}

fn place(name: &'static str, what: Message, help: Message, language: Language) -> Arg {
    Arg::new(name).value_name(what.get(language).to_owned()).help(help.get(language).to_owned())
}

/// What was typed wrong, in our own words.
pub fn mistake(error: &clap::Error) -> Message {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(list)) => list.join("、"),
        _ => String::new(),
    };
    let typed = context(ContextKind::InvalidArg);
    let mut message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let typed = context(ContextKind::InvalidSubcommand);
            say!("没有“{typed}”这个命令", "there is no command “{typed}”")
        }
        ErrorKind::UnknownArgument => say!("没有“{typed}”这个选项", "there is no option “{typed}”"),
        ErrorKind::MissingRequiredArgument => say!("还要写上 {typed}", "{typed} is missing"),
        ErrorKind::MissingSubcommand => say!("还要写上一个命令", "a command is missing"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue);
            say!("{typed} 不能是“{value}”", "{typed} cannot be “{value}”")
        }
        ErrorKind::ArgumentConflict => say!(
            "{typed} 只能写一次，或与别的选项冲突",
            "{typed} can stand only once, or not with another option"
        ),
        _ => say!("这条命令看不懂", "this command is not understood"),
    };
    let near =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().map(context).find(|near| !near.is_empty()) {
        message.zh.push_str(&format!("。是不是“{near}”？"));
        message.en.push_str(&format!(". Did you mean “{near}”?"));
    }
    message.zh.push_str("\n用 fengbei --help 看全部命令。");
    message.en.push_str("\nfengbei --help lists all commands.");
    message
}
