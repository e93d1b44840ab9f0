//! The man page, from the table of commands. Never prints.

use std::fmt::Write as _;

use clap::{Arg, Command};

use super::verbs::Words;
use super::words;
use crate::diag::Language;

/// What the exit codes mean, as in the README.
const CODES: [(&str, Words); 3] = [
    ("0", ("完成", "done")),
    ("1", ("内容有错误", "the content has errors")),
    ("2", ("没有做成：命令打错、磁盘满了等", "the world failed: disk, theme, arguments")),
];

/// One page with every command and its options, in the words of the help.
pub fn page(language: Language) -> String {
    let say = |both: Words| words::of(both, language);
    let mut command = words::command(language);
    command.build();
    let mut out = format!(".TH fengbei 1 \"\" \"fengbei {}\"\n", env!("CARGO_PKG_VERSION"))
        .replace('-', "\\-");
    section(&mut out, say(("名称", "NAME")));
    line(&mut out, &format!("fengbei \u{2013} {}", about(&command)));
    section(&mut out, say(("用法", "SYNOPSIS")));
    line(&mut out, &usage(&mut command));
    section(&mut out, say(("通用选项", "OPTIONS EVERYWHERE")));
    options(&mut out, command.get_arguments());
    section(&mut out, say(("命令", "COMMANDS")));
    commands(&mut out, &command);
    section(&mut out, say(("退出码", "EXIT STATUS")));
    for (code, meaning) in CODES {
        item(&mut out, code, say(meaning));
    }
    out
}

/// Every command below `above`, and those below it.
fn commands(out: &mut String, above: &Command) {
    for command in above.get_subcommands() {
        writeln!(out, ".SS \"{}\"", safe(&usage(&mut command.clone())))
            .expect("a string takes all");
        line(out, &about(command));
        options(out, command.get_arguments().filter(|arg| !arg.is_global_set()));
        commands(out, command);
    }
}

fn options<'a>(out: &mut String, args: impl Iterator<Item = &'a Arg>) {
    for arg in args {
        item(out, &shown(arg), &arg.get_help().map(ToString::to_string).unwrap_or_default());
    }
}

/// `-o, --output <FOLDER>`, as the help shows it.
fn shown(arg: &Arg) -> String {
    let short = arg.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
    format!("{short}{arg}")
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

/// The usage without the word in front of it.
fn usage(command: &mut Command) -> String {
    let usage = command.render_usage().to_string();
    usage.split_once(": ").map_or(usage.as_str(), |(_, usage)| usage).trim().to_owned()
}

fn section(out: &mut String, title: &str) {
    writeln!(out, ".SH {}", safe(title)).expect("a string takes all");
}

fn item(out: &mut String, term: &str, words: &str) {
    out.push_str(".TP\n");
    line(out, term);
    line(out, words);
}

fn line(out: &mut String, words: &str) {
    writeln!(out, "{}", safe(words)).expect("a string takes all");
}

/// Words that are no request to the typesetter.
fn safe(words: &str) -> String {
    let words = words.replace('\\', "\\e").replace('-', "\\-");
    if words.starts_with(['.', '\'']) { format!("\\&{words}") } else { words }
}
