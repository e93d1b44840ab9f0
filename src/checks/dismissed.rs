//! Findings that somebody set aside, with a reason on record, and entries that fit nothing any more.
//!
//! An entry holds for a passage as it was: when its words change, the finding is back. What makes
//! content useless (an error) cannot be set aside. Never writes.

use std::ops::Range;

use super::external_link::EXTERNAL_LINK;
use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{Dismissal, Site};
use crate::say;
use crate::source::{SourcePath, Sources};

/// An entry of `dismissals.toml` that sets nothing aside.
pub static STALE_DISMISSAL: Rule = Rule {
    name: "stale-dismissal",
    severity: Severity::Note,
    zh: "dismissals.toml 里的一条已经没有用：那一处没有这样的问题了，或者文字改过，要重新看一遍。错误不能忽略，只能改正。",
    en: "An entry of dismissals.toml does nothing: there is no such finding any more, or the text was changed and wants a \
         new look. Errors cannot be set aside.",
};

/// The report with every finding that an entry fits set aside, and a note for each entry that fits
/// none. Entries for links to other sites wait until those were asked.
pub fn set_aside(site: &Site, mut report: Report) -> Report {
    let (_, entries) = parted(site);
    set_aside_by(&entries, site, &mut report);
    report
}

/// The same with the findings of links to other sites, once those were asked.
pub fn set_aside_external(site: &Site, report: &mut Report) {
    let (entries, _) = parted(site);
    set_aside_by(&entries, site, report);
}

/// The entries for links to other sites, and all others.
fn parted(site: &Site) -> (Vec<&Dismissal>, Vec<&Dismissal>) {
    site.dismissals.iter().partition(|entry| entry.rule == EXTERNAL_LINK.name)
}

fn set_aside_by(entries: &[&Dismissal], site: &Site, report: &mut Report) {
    let mut used = vec![Use::None; entries.len()];
    report.set_aside(|finding| {
        let fits: Vec<Use> =
            entries.iter().map(|entry| fits(entry, finding, &site.sources)).collect();
        for (used, fits) in used.iter_mut().zip(&fits) {
            *used = (*used).max(*fits);
        }
        let whole = fits.iter().position(|fits| *fits == Use::Whole)?;
        Some(entries[whole].reason())
    });
    let stale = entries.iter().zip(&used).filter(|(_, used)| **used != Use::Whole);
    report.extend(stale.map(|(entry, used)| stale_entry(entry, *used)));
}

/// What an entry does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    /// Nothing fits it.
    None,
    /// It fits an error, which stays.
    Error,
    /// It fits a finding whose text changed.
    Changed,
    /// It sets a finding aside.
    Whole,
}

fn fits(entry: &Dismissal, finding: &Diagnostic, sources: &Sources) -> Use {
    if entry.rule != finding.rule.name || Some(&entry.file) != finding.place.file() {
        return Use::None;
    }
    if finding.severity == Severity::Error {
        return Use::Error;
    }
    let has_words =
        entry.words.as_ref().is_none_or(|words| passage(finding, sources).contains(words.as_str()));
    let has_mark = entry.mark.as_ref().is_none_or(|known| *known == mark(finding, sources));
    // Without either, an entry would set aside what nobody has seen yet.
    let says_which = entry.words.is_some() || entry.mark.is_some();
    if has_words && has_mark && says_which { Use::Whole } else { Use::Changed }
}

/// The passage a finding stands in: the lines up to the next empty ones; of a cell or a file as a
/// whole, what the finding says.
fn passage(finding: &Diagnostic, sources: &Sources) -> String {
    match &finding.place {
        Place::Span { file, start, end } => {
            let Some(text) = sources.text(file.as_str()) else { return String::new() };
            text[lines_around(text, *start..*end)].to_owned()
        }
        Place::Site | Place::File(_) | Place::Cell { .. } => finding.message.zh.clone(),
    }
}

/// The lines around `place` up to the next empty ones. A head is taken line by line.
fn lines_around(text: &str, place: Range<usize>) -> Range<usize> {
    let at = text.floor_char_boundary(place.start.min(text.len()));
    let end = text.floor_char_boundary(place.end.min(text.len()).max(at));
    let is_head = head_end(text).is_some_and(|head| at < head);
    let (before, behind) = if is_head { ("\n", "\n") } else { ("\n\n", "\n\n") };
    let start = text[..at].rfind(before).map_or(0, |found| found + before.len());
    let end = text[end..].find(behind).map_or(text.len(), |found| end + found);
    let start = if is_head { start } else { start.max(head_end(text).unwrap_or(0).min(at)) };
    start..end.max(start)
}

/// Where the head of a Markdown file ends.
fn head_end(text: &str) -> Option<usize> {
    let fence = ["+++", "---"].into_iter().find(|fence| text.starts_with(fence))?;
    let end = text[fence.len()..].find(&format!("\n{fence}"))?;
    Some(end + 2 * fence.len() + 1)
}

/// The digest of the passage a finding stands in, and of which finding of it it is.
pub fn mark(finding: &Diagnostic, sources: &Sources) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(passage(finding, sources).replace('\r', "").trim().as_bytes());
    hasher.update(finding.message.zh.as_bytes());
    hasher.finalize().to_hex()[..16].to_owned()
}

/// A few words of the place of a finding, for people who read the entry.
pub fn words(finding: &Diagnostic, sources: &Sources) -> String {
    const MOST: usize = 24;
    let Place::Span { file, start, end } = &finding.place else { return String::new() };
    let text = sources.text(file.as_str()).map_or("", |text| &**text);
    let said = text.get(*start..*end).unwrap_or_default();
    said.lines().next().unwrap_or_default().chars().take(MOST).collect()
}

fn stale_entry(entry: &Dismissal, used: Use) -> Diagnostic {
    let Dismissal { rule, file, .. } = entry;
    let place = Place::span_or_file(&SourcePath::new(Dismissal::FILE), entry.place.clone());
    let message = match used {
        Use::None | Use::Whole => say!(
            "{file} 里已没有“{rule}”这样的问题",
            "there is no finding of “{rule}” in {file} any more"
        ),
        Use::Changed => say!(
            "{file} 里的文字改过，或没有说明是哪一处，“{rule}”重新显示",
            "the text in {file} was changed, or the entry does not say which place it means: “{rule}” is shown again"
        ),
        Use::Error => {
            say!("“{rule}”是错误，不能忽略", "“{rule}” is an error and cannot be set aside")
        }
    };
    let help = match used {
        Use::None | Use::Whole | Use::Error => say!("删去这一条", "remove the entry"),
        Use::Changed => say!(
            "再看一遍；仍然不用改的，删去这一条，用 check --dismiss 重新记下",
            "look again; when it may stay, remove the entry and write it anew with check --dismiss"
        ),
    };
    Diagnostic::new(&STALE_DISMISSAL, place, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_the_lines_up_to_the_next_empty_ones_and_a_line_of_the_head() {
        let text = "+++\ntitle = \"甲\"\ndate = 2026-01-01\n+++\n第一段\n续\n\n第二段\n";
        let of = |word: &str| {
            let at = text.find(word).expect("it is there");
            &text[lines_around(text, at..at + word.len())]
        };
        assert_eq!(of("甲"), "title = \"甲\"");
        assert_eq!(of("续").trim(), "第一段\n续");
        assert_eq!(of("第二").trim(), "第二段");
    }
}
