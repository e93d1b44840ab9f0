//! Changes that are safe to make by machine, and making them.

use std::ops::Range;

use super::Message;
use crate::source::SourcePath;

/// One replacement in one file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Edit {
    /// The file.
    pub file: SourcePath,
    /// The bytes to replace, in the decoded text.
    pub range: Range<usize>,
    /// What to put there.
    pub text: String,
}

/// A named set of edits that belong together.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fix {
    /// What the fix does.
    pub title: Message,
    /// The edits; all are made or none.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix of a single replacement.
    pub fn replace(
        title: Message,
        file: &SourcePath,
        range: Range<usize>,
        text: impl Into<String>,
    ) -> Self {
        Self { title, edits: vec![Edit { file: file.clone(), range, text: text.into() }] }
    }
}

/// A change that was made, with a few characters around it by which an editor knows the place again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub file: SourcePath,
    /// The line in which the change begins, from 1, as it was counted before the change.
    pub line: usize,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// `text` with the edits of `fixes` that touch `file` made, leaving out every fix that overlaps an
/// earlier one (a second run of `check --fix` makes those). Also every change, in reading order.
pub fn apply<'a>(
    file: &SourcePath,
    text: &str,
    fixes: impl IntoIterator<Item = &'a Fix>,
) -> (String, Vec<Change>) {
    let mut chosen: Vec<&Edit> = Vec::new();
    for fix in fixes {
        let edits: Vec<&Edit> = fix.edits.iter().filter(|e| e.file == *file).collect();
        if edits.iter().all(|e| fits(e, text, &chosen)) {
            chosen.extend(edits);
        }
    }
    chosen.sort_by_key(|e| e.range.start);
    let changes = chosen.chunk_by(|one, next| is_near(text, one, next));
    let changes = changes.map(|edits| change(file, text, edits)).collect();
    (edited(text, 0..text.len(), &chosen), changes)
}

/// How many characters on both sides of a change are shown with it.
const AROUND: usize = 6;

/// Whether two edits are shown as one change: they stand in one line, and close together.
fn is_near(text: &str, one: &Edit, next: &Edit) -> bool {
    let between = &text[one.range.end..next.range.start];
    between.chars().count() <= 2 * AROUND && !between.contains('\n')
}

fn change(file: &SourcePath, text: &str, edits: &[&Edit]) -> Change {
    let (first, last) = (&edits[0].range, &edits[edits.len() - 1].range);
    let line = text[..first.start].rfind('\n').map_or(0, |at| at + 1);
    let before = text[line..first.start].char_indices().rev().nth(AROUND - 1);
    let start = before.map_or(line, |(at, _)| line + at);
    let rest = &text[last.end..];
    let end = rest.char_indices().nth(AROUND).map_or(rest.len(), |(at, _)| at);
    let end = last.end + rest[..end].find(['\r', '\n']).unwrap_or(end);
    Change {
        file: file.clone(),
        line: text[..line].matches('\n').count() + 1,
        before: text[start..end].to_owned(),
        after: edited(text, start..end, edits),
    }
}

/// The part `range` of `text` with `edits` made, which lie in it, in order.
fn edited(text: &str, range: Range<usize>, edits: &[&Edit]) -> String {
    let mut out = String::with_capacity(range.len());
    let mut at = range.start;
    for edit in edits {
        out.push_str(&text[at..edit.range.start]);
        out.push_str(&edit.text);
        at = edit.range.end;
    }
    out.push_str(&text[at..range.end]);
    out
}

fn fits(edit: &Edit, text: &str, chosen: &[&Edit]) -> bool {
    text.get(edit.range.clone()).is_some()
        && chosen.iter().all(|c| edit.range.end <= c.range.start || c.range.end <= edit.range.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say;

    fn fix(edits: &[(&str, Range<usize>, &str)]) -> Fix {
        let edit = |(file, range, text): &(&str, Range<usize>, &str)| Edit {
            file: SourcePath::new(file),
            range: range.clone(),
            text: (*text).into(),
        };
        Fix { title: say!("改", "mend"), edits: edits.iter().map(edit).collect() }
    }

    #[test]
    fn fixes_are_made_whole_or_not_at_all() {
        let fixes = [
            fix(&[("a", 0..1, "一"), ("a", 4..5, "")]),
            fix(&[("a", 2..3, "x"), ("a", 0..1, "overlaps the first")]),
            fix(&[("b", 1..2, "another file")]),
            fix(&[("a", 3..3, "+")]),
            fix(&[("a", 5..99, "beyond the end")]),
        ];
        let (text, changes) = apply(&SourcePath::new("a"), "abcdef", &fixes);
        assert_eq!((text.as_str(), changes.len()), ("一bc+df", 1), "{changes:?}");
    }

    #[test]
    fn changes_are_told_with_their_line_and_what_stands_around() {
        let text = "一\n子丑寅卯辰巳午未,申酉!戌亥\r\n二,三四五六七八九十一二三四五六,七";
        let at = |mark: &str| text.find(mark).expect("it is there");
        let last = text.rfind(',').expect("it is there");
        let fixes = [
            fix(&[("a", at(",")..at(",") + 1, "，"), ("a", at("!")..at("!") + 1, "！")]),
            fix(&[("a", last..last + 1, "，")]),
            fix(&[("a", at("二,") + 3..at("二,") + 4, "，")]),
        ];
        let (_, changes) = apply(&SourcePath::new("a"), text, &fixes);
        let told: Vec<_> =
            changes.iter().map(|c| (c.line, c.before.as_str(), c.after.as_str())).collect();
        let expected = [
            (2, "寅卯辰巳午未,申酉!戌亥", "寅卯辰巳午未，申酉！戌亥"),
            (3, "二,三四五六七八", "二，三四五六七八"),
            (3, "一二三四五六,七", "一二三四五六，七"),
        ];
        assert_eq!(told, expected);
    }
}
