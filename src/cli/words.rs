//! What was typed, read by the table of commands, and what is said of mistakes in it.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use super::verbs::{Form, GLOBAL, Input, VERBS, Verb, Words};
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
    // On Unix, messages have a locale of their own, which the system's answer leaves out.
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    match asked.or(locale).or_else(sys_locale::get_locale).as_deref() {
        Some(tag) if tag.to_ascii_lowercase().starts_with("zh") => Language::Zh,
        _ => Language::En,
    }
}

/// The words of one language.
pub fn of(words: Words, language: Language) -> &'static str {
    match language {
        Language::Zh => words.0,
        Language::En => words.1,
    }
}

const ABOUT: Words = (
    "丰碑：把双拥宣传办公室的文章、公文和名录做成网站",
    "Fengbei: an office's articles, documents and rolls become a publicity website",
);
const TEMPLATE: Words =
    ("{about}\n\n用法：{usage}\n\n{all-args}", "{about}\n\nUsage: {usage}\n\n{all-args}");

/// The whole command line.
pub fn command(language: Language) -> Command {
    let version = Arg::new("version")
        .long("version")
        .short('V')
        .action(ArgAction::Version)
        .help(of(("显示版本", "show the version"), language));
    let heading = of(("通用选项", "Options everywhere"), language);
    let global = GLOBAL.iter().map(|input| argument(input, language).global(true)).chain([version]);
    Command::new("fengbei")
        .version(env!("CARGO_PKG_VERSION"))
        .about(of(ABOUT, language))
        .help_template(of(TEMPLATE, language))
        .override_usage(of(("fengbei <命令> [选项]", "fengbei <COMMAND> [OPTIONS]"), language))
        .subcommand_help_heading(of(("命令", "Commands"), language))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args(global.map(|arg| arg.help_heading(heading)))
        .subcommands(VERBS.iter().map(|verb| subcommand(verb, "fengbei", language)))
}

fn subcommand(verb: &Verb, above: &str, language: Language) -> Command {
    let places: String =
        verb.takes.iter().filter_map(|input| shown_place(input, language)).collect();
    let options = of((" [选项]", " [OPTIONS]"), language);
    let name = format!("{above} {}", verb.name);
    let command = match verb.below {
        [] => Command::new(verb.name),
        below => {
            let heading = of(("命令", "Commands"), language);
            Command::new(verb.name)
                .subcommands(below.iter().map(|verb| subcommand(verb, &name, language)))
                .subcommand_help_heading(heading)
                .subcommand_required(true)
                .arg_required_else_help(true)
                .disable_help_subcommand(true)
        }
    };
    let word = if verb.below.is_empty() { "" } else { of((" <命令>", " <COMMAND>"), language) };
    command
        .about(of(verb.about, language))
        .help_template(of(TEMPLATE, language))
        .override_usage(format!("{name}{word}{places}{options}"))
        .next_help_heading(of(("选项", "Options"), language))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args(
            verb.takes
                .iter()
                .zip(0..)
                .map(|(input, at)| argument(input, language).display_order(at)),
        )
}

/// How a place is shown in the usage line.
fn shown_place(input: &Input, language: Language) -> Option<String> {
    match input.form {
        Form::Place(words) => Some(format!(" [{}]", of(words, language))),
        Form::Must(words) | Form::MustBe(words, _) => Some(format!(" <{}>", of(words, language))),
        Form::Several(words) => Some(format!(" <{}>…", of(words, language))),
        Form::Flag
        | Form::ShortFlag(_)
        | Form::Value(_)
        | Form::ShortValue(..)
        | Form::Values(_)
        | Form::Port(_)
        | Form::OneOf(..)
        | Form::Help => None,
    }
}

fn argument(input: &Input, language: Language) -> Arg {
    let arg = Arg::new(input.name).help(of(input.about, language));
    let valued = |arg: Arg, words: Words| arg.value_name(of(words, language));
    let chosen = |arg: Arg, list: &'static [&'static str]| {
        arg.value_parser(list.to_vec()).hide_possible_values(true)
    };
    match input.form {
        Form::Flag => arg.long(input.name).action(ArgAction::SetTrue),
        Form::ShortFlag(short) => arg.long(input.name).short(short).action(ArgAction::SetTrue),
        Form::Value(words) => valued(arg, words).long(input.name),
        Form::ShortValue(short, words) => valued(arg, words).long(input.name).short(short),
        Form::Values(words) => valued(arg, words).long(input.name).action(ArgAction::Append),
        Form::Port(words) => {
            valued(arg, words).long(input.name).value_parser(clap::value_parser!(u16))
        }
        Form::Place(words) => valued(arg, words),
        Form::Must(words) => valued(arg, words).required(true),
        Form::Several(words) => {
            valued(arg, words).required(true).num_args(1..).action(ArgAction::Append)
        }
        Form::MustBe(words, list) => chosen(valued(arg, words).required(true), list),
        Form::OneOf(words, list) => chosen(valued(arg, words).long(input.name), list),
        Form::Help => arg.long(input.name).short('h').action(ArgAction::Help),
    }
}

/// What was typed wrong, in our own words.
pub fn mistake(error: &clap::Error) -> Message {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(list)) => list.join(", "),
        _ => String::new(),
    };
    let typed = context(ContextKind::InvalidArg);
    let mut message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let typed = context(ContextKind::InvalidSubcommand);
            say!("没有“{typed}”这个命令", "there is no command “{typed}”")
        }
        ErrorKind::UnknownArgument if !typed.starts_with('-') => {
            say!("“{typed}”是多余的", "“{typed}” is not needed here")
        }
        ErrorKind::UnknownArgument => say!("没有“{typed}”这个选项", "there is no option “{typed}”"),
        ErrorKind::MissingRequiredArgument => say!("还要写上 {typed}", "{typed} is missing"),
        ErrorKind::MissingSubcommand => say!("还要写上一个命令", "a command is missing"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue);
            let known = context(ContextKind::ValidValue);
            match (value.as_str(), known.as_str()) {
                ("", _) => say!("{typed} 没有写全", "{typed} is not complete"),
                (_, "") => say!("{typed} 不能是“{value}”", "{typed} cannot be “{value}”"),
                _ => say!(
                    "{typed} 不能是“{value}”，可以是 {known}",
                    "{typed} cannot be “{value}”; it is one of {known}"
                ),
            }
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
        let Message { zh, en } = message;
        message = say!("{zh}。是不是“{near}”？", "{en}. Did you mean “{near}”?");
    }
    let Message { zh, en } = message;
    say!("{zh}\n用 fengbei --help 看全部命令。", "{en}\nfengbei --help lists all commands.")
}
