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

/// `text` with the edits of `fixes` that touch `file` made, leaving out every fix that overlaps an
/// earlier one (a second run of `check --fix` makes those). Also how many fixes were made.
pub fn apply<'a>(
    file: &SourcePath,
    text: &str,
    fixes: impl IntoIterator<Item = &'a Fix>,
) -> (String, usize) {
    let mut chosen: Vec<&Edit> = Vec::new();
    let mut made = 0;
    for fix in fixes {
        let edits: Vec<&Edit> = fix.edits.iter().filter(|e| e.file == *file).collect();
        let fits = edits.iter().all(|e| fits(e, text, &chosen));
        if fits && !edits.is_empty() {
            chosen.extend(edits);
            made += 1;
        }
    }
    chosen.sort_by_key(|e| e.range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in chosen {
        out.push_str(&text[at..edit.range.start]);
        out.push_str(&edit.text);
        at = edit.range.end;
    }
    out.push_str(&text[at..]);
    (out, made)
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
        let (text, made) = apply(&SourcePath::new("a"), "abcdef", &fixes);
        assert_eq!((text.as_str(), made), ("一bc+df", 2));
    }
}
