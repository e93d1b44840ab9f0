//! Words on the screen. Everything goes through here, so that `--quiet`, `--json`, colours and a
//! closed pipe are treated in one place.

use std::io::{IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diag::{self, Ambiguous, Change, Language, Message, Report, Severity, Style, counted};
use crate::error::Error;
use crate::say;
use crate::source::Sources;

/// Work that is shorter than this needs no progress bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// The screen.
#[derive(Debug)]
pub struct Printer {
    /// The language of every word.
    pub language: Language,
    /// Whether results are for a machine.
    pub json: bool,
    quiet: bool,
}

impl Printer {
    /// A printer as the flags ask for it.
    pub fn new(matches: &ArgMatches, language: Language) -> Self {
        Self { language, json: matches.get_flag("json"), quiet: matches.get_flag("quiet") }
    }

    /// A printer for before the flags are known.
    pub fn before_the_flags(language: Language, json: bool) -> Self {
        Self { language, json, quiet: false }
    }

    /// Says something that a quiet run leaves out.
    pub fn note(&self, message: &Message) {
        if !self.quiet {
            self.say(message);
        }
    }

    /// Says something.
    pub fn say(&self, message: &Message) {
        self.text(message.get(self.language));
    }

    /// Writes a line to standard error. A closed pipe is nobody's mistake.
    #[expect(clippy::unused_self, reason = "everything that prints goes through a printer")]
    pub fn text(&self, text: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{}", text.trim_end());
    }

    /// Writes a result to standard output.
    #[expect(clippy::unused_self, reason = "everything that prints goes through a printer")]
    pub fn result(&self, text: &str) {
        let _ = writeln!(std::io::stdout().lock(), "{}", text.trim_end());
    }

    /// Says what was typed wrong.
    pub fn mistake(&self, message: &Message) {
        if self.json {
            let Message { zh, en } = message;
            self.result(&serde_json::json!({ "error": { "zh": zh, "en": en } }).to_string());
        }
        self.say(message);
    }

    /// Says why the world failed; of a theme that cannot be used, also where.
    pub fn failure(&self, error: &Error, sources: &Sources) {
        let report: Report = match error {
            Error::Theme(finding) => std::iter::once((**finding).clone()).collect(),
            Error::Io { .. } | Error::Other(_) => Report::new(),
        };
        let message = error.message();
        if self.json {
            let mut value = diag::to_json(&report, sources);
            value["error"] = serde_json::json!({ "zh": message.zh, "en": message.en });
            self.result(&value.to_string());
        }
        if report.is_empty() {
            let Message { zh, en } = Severity::Error.word();
            self.say(&say!("{zh}：{}", "{en}: {}", message.get(self.language)));
        } else {
            self.findings(&report, sources);
        }
    }

    /// Shows the findings.
    pub fn findings(&self, report: &Report, sources: &Sources) {
        let style = self.style();
        let shown: Report = report
            .iter()
            .filter(|d| !self.quiet || d.severity == Severity::Error)
            .cloned()
            .collect();
        if !shown.is_empty() {
            self.text(&diag::to_text(&shown, sources, style));
            self.text("");
        }
    }

    /// Shows the findings, and how many there are of each severity.
    pub fn report(&self, report: &Report, sources: &Sources) {
        self.findings(report, sources);
        if !report.is_empty() {
            let count = |severity| report.count(severity);
            let (errors, warnings, notes) =
                (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
            self.note(&Message::new(
                format!(
                    "检查结果：{errors} 个错误，{warnings} 个警告，{notes} 个提示。用 fengbei explain 规则名 看解释。"
                ),
                format!(
                    "found: {}, {}, {}. fengbei explain RULE tells more.",
                    counted(errors, "error"),
                    counted(warnings, "warning"),
                    counted(notes, "note")
                ),
            ));
        }
        self.dismissed(report);
    }

    /// Says how many findings are not shown because somebody set them aside.
    fn dismissed(&self, report: &Report) {
        let count = report.dismissed().len();
        if count > 0 {
            self.note(&Message::new(
                format!("另有 {count} 条已忽略（dismissals.toml）。"),
                format!("set aside in dismissals.toml: {}.", counted(count, "finding")),
            ));
        }
    }

    /// Shows what was changed, one line a place.
    pub fn changes(&self, changes: &[Change]) {
        if !self.quiet && !changes.is_empty() {
            self.text(&diag::changes_to_text(changes, self.style()));
        }
    }

    /// How findings are drawn on this screen.
    fn style(&self) -> Style {
        let plain = Style::plain(self.language);
        let width = terminal_size::terminal_size_of(std::io::stderr());
        Style {
            colour: std::io::stderr().is_terminal(),
            width: width.map_or(plain.width, |(width, _)| width.0.into()),
            ambiguous: self.ambiguous(),
            ..plain
        }
    }

    /// The old Windows console draws Chinese quotation marks and dashes in a Chinese font, two
    /// columns wide. Windows Terminal, which names itself, and other systems do not.
    fn ambiguous(&self) -> Ambiguous {
        let old_console = cfg!(windows) && std::env::var_os("WT_SESSION").is_none();
        match self.language {
            Language::Zh if old_console => Ambiguous::Wide,
            Language::Zh | Language::En => Ambiguous::Narrow,
        }
    }

    /// A bar of bytes to send.
    pub fn bytes(&self, total: u64) -> ByteBar {
        let shown = !self.quiet && !self.json && std::io::stderr().is_terminal();
        let line = if shown { ProgressBar::new(total) } else { ProgressBar::hidden() };
        let style = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {eta}");
        line.set_style(style.expect("a fixed template"));
        ByteBar { line }
    }

    /// A bar that appears when the work takes long enough to wonder.
    pub fn bar(&self, total: usize) -> Bar {
        let shown = !self.quiet && !self.json && std::io::stderr().is_terminal();
        Bar {
            line: ProgressBar::hidden(),
            shown,
            total,
            done: AtomicUsize::new(0),
            start: Instant::now(),
        }
    }
}

/// A bar of bytes that are sent, with the time that is left.
#[derive(Debug)]
pub struct ByteBar {
    line: ProgressBar,
}

impl ByteBar {
    /// So many more were sent.
    pub fn add(&self, bytes: u64) {
        self.line.inc(bytes);
    }
}

impl Drop for ByteBar {
    fn drop(&mut self) {
        self.line.finish_and_clear();
    }
}

/// A progress bar.
#[derive(Debug)]
pub struct Bar {
    line: ProgressBar,
    shown: bool,
    total: usize,
    done: AtomicUsize,
    start: Instant,
}

impl Bar {
    /// So many more are done.
    pub fn add(&self, more: usize) {
        let done = self.done.fetch_add(more, Ordering::Relaxed) + more;
        if !self.shown || !done.is_multiple_of(64) || self.start.elapsed() < PATIENCE {
            return;
        }
        if self.line.is_hidden() {
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}")
                .expect("a fixed template");
            self.line.set_style(style);
            self.line.set_length(self.total as u64);
            self.line.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.line.set_position(done as u64);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.line.finish_and_clear();
    }
}
