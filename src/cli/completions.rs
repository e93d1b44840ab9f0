//! `fengbei completions`

use clap::ArgMatches;
use clap_complete::Shell;

use super::Outcome;
use super::printer::Printer;
use super::{manual, words};

/// Prints the completions of a shell, or the man page.
pub fn run(args: &ArgMatches, printer: &Printer) -> Outcome {
    let mut command = words::command(printer.language);
    let mut out = Vec::new();
    let shell = match args.get_one::<String>("shell").map(String::as_str) {
        Some("bash") => Shell::Bash,
        Some("zsh") => Shell::Zsh,
        Some("fish") => Shell::Fish,
        Some("powershell") => Shell::PowerShell,
        Some("elvish") => Shell::Elvish,
        _ => {
            printer.result(&manual::page(printer.language));
            return Outcome::Done;
        }
    };
    clap_complete::generate(shell, &mut command, "fengbei", &mut out);
    printer.result(&String::from_utf8_lossy(&out));
    Outcome::Done
}
