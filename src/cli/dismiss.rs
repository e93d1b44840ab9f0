//! `fengbei check --dismiss`: sets findings aside, with a reason on record.

use clap::ArgMatches;

use super::Global;
use super::printer::Printer;
use crate::Work;
use crate::checks::dismissed;
use crate::diag::{Diagnostic, Place, Severity};
use crate::error::{Error, Result};
use crate::load::{DismissalEntry, DismissalKey, Options, dismissal_entry};
use crate::model::Dismissal;
use crate::source::{self, SourcePath, Sources};
use crate::{say, write};

/// Writes an entry for every finding of the rule at the place that was typed.
pub fn dismiss(
    global: &Global,
    args: &ArgMatches,
    options: &Options,
    work: &Work,
    printer: &Printer,
) -> Result<()> {
    let typed =
        |name: &str| args.get_one::<String>(name).map(|text| text.trim()).filter(|t| !t.is_empty());
    let (Some(rule), Some(at), Some(reason), Some(by)) =
        (typed("dismiss"), typed("at"), typed("reason"), typed("by"))
    else {
        return Err(Error::Other(say!(
            "忽略一处要写全：--dismiss 规则 --at 文件:行 --reason 理由 --by 经手人",
            "to set a finding aside say all of --dismiss RULE --at FILE:LINE --reason WHY --by WHO"
        )));
    };
    let (file, line) = place(at);
    let sources = &work.site.sources;
    let fits = |finding: &&Diagnostic| {
        finding.rule.name == rule
            && finding.place.file() == Some(&file)
            && line.is_none_or(|line| line_of(finding, sources) == Some(line))
    };
    let found: Vec<&Diagnostic> = work.report.iter().filter(fits).collect();
    if found.is_empty() {
        return Err(Error::Other(say!(
            "{at} 没有“{rule}”这样的问题，没有写入。规则名和行号照 fengbei check 显示的写",
            "there is no finding of “{rule}” at {at}, so nothing was written. Take rule and line from fengbei check"
        )));
    }
    if found.iter().any(|finding| finding.severity == Severity::Error) {
        return Err(Error::Other(say!(
            "“{rule}”是错误，不能忽略，只能改正",
            "“{rule}” is an error: it cannot be set aside, only mended"
        )));
    }
    let key = DismissalKey::of(sources.text(Dismissal::FILE).map_or("", |text| &**text));
    let entries: String = found
        .iter()
        .map(|finding| {
            let (words, mark) =
                (dismissed::words(finding, sources), dismissed::mark(finding, sources));
            dismissal_entry(&DismissalEntry {
                key,
                rule,
                file: &file,
                words: &words,
                reason,
                by,
                on: options.now,
                mark: &mark,
            })
        })
        .collect();
    append(global, sources, &entries)?;
    let count = found.len();
    printer.note(&say!(
        "已在 {} 记下 {count} 处忽略。",
        "set aside in {}: {count}.",
        Dismissal::FILE
    ));
    Ok(())
}

/// The file and the line of `FILE:LINE`.
fn place(typed: &str) -> (SourcePath, Option<usize>) {
    let typed = typed.replace('\\', "/");
    let split = typed.rsplit_once([':', '：']);
    match split.and_then(|(file, line)| Some((file, line.parse().ok()?))) {
        Some((file, line)) => (SourcePath::new(file), Some(line)),
        None => (SourcePath::new(&typed), None),
    }
}

fn line_of(finding: &Diagnostic, sources: &Sources) -> Option<usize> {
    match &finding.place {
        Place::Span { file, start, .. } => {
            let text = sources.text(file.as_str())?;
            Some(text.get(..*start)?.matches('\n').count() + 1)
        }
        Place::Cell { row, .. } => usize::try_from(*row).ok(),
        Place::Site | Place::File(_) => None,
    }
}

/// Puts `entries` at the end of the file of dismissals, in its own encoding.
fn append(global: &Global, sources: &Sources, entries: &str) -> Result<()> {
    const HEAD: &str = "# 看过而不用改的地方，每条写明理由和经手人；文字一改就重新显示。\n\
                        # Findings that may stay, each with a reason and a name; a changed text is shown again.\n";
    let root = sources.root().unwrap_or(&global.root);
    let file = root.join(Dismissal::FILE);
    let Some(known) = sources.get(Dismissal::FILE) else {
        return write::write_file(&file, format!("{HEAD}{entries}").as_bytes());
    };
    let source::Content::Text { text, encoding } = &known.content else {
        return Err(changed());
    };
    let gap = if text.ends_with('\n') { "" } else { "\n" };
    let old = source::encode(text, *encoding);
    let new = source::encode(&format!("{text}{gap}{entries}"), *encoding);
    if write::replace_bytes(&file, &old, &new)? { Ok(()) } else { Err(changed()) }
}

fn changed() -> Error {
    Error::Other(say!(
        "{} 刚刚变动过或读不出来，没有写入，请再试一次",
        "{} changed meanwhile or cannot be read; nothing was written, please try again",
        Dismissal::FILE
    ))
}
