//! The line a finding stands in, for whoever draws it elsewhere than on a terminal.

/// Characters kept on either side of what is pointed at, and of that itself.
const KEPT: usize = 48;

/// A line of a text, cut where it is pointed at. Long lines are shortened with `…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Number of the line, from 1.
    pub line: usize,
    /// The first character pointed at, counted from 1.
    pub column: usize,
    /// What stands before it in the line.
    pub before: String,
    /// What is pointed at, as far as it is in this line; empty for a place between characters.
    pub marked: String,
    /// What stands after it in the line.
    pub after: String,
}

impl Excerpt {
    /// The line of `text` in which bytes `start..end` begin.
    ///
    /// ```
    /// use fengbei::diag::Excerpt;
    /// let excerpt = Excerpt::of("一\n双拥模范城\n", 10, 16);
    /// assert_eq!((excerpt.line, excerpt.column), (2, 3));
    /// assert_eq!([excerpt.before, excerpt.marked, excerpt.after], ["双拥", "模范", "城"]);
    /// ```
    pub fn of(text: &str, start: usize, end: usize) -> Self {
        let start = text.floor_char_boundary(start.min(text.len()));
        let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let rest = text[start..].lines().next().unwrap_or_default();
        let end = text.floor_char_boundary(end.clamp(start, start + rest.len()));
        let (line, column) = line_column(text, start);
        Self {
            line,
            column,
            before: last_of(&text[first..start]),
            marked: first_of(&text[start..end]),
            after: first_of(&rest[end - start..]),
        }
    }
}

/// Line and column of byte `at`, both from 1, the column in characters.
pub(super) fn line_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at.min(text.len()))];
    let line_start = before.rfind('\n').map_or(0, |n| n + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

fn first_of(text: &str) -> String {
    match text.char_indices().nth(KEPT) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn last_of(text: &str) -> String {
    match text.char_indices().nth_back(KEPT) {
        Some((at, left_out)) => format!("…{}", &text[at + left_out.len_utf8()..]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, start: usize, end: usize) -> (usize, usize, String) {
        let Excerpt { line, column, before, marked, after } = Excerpt::of(text, start, end);
        (line, column, format!("{before}[{marked}]{after}"))
    }

    #[test]
    fn only_the_line_it_begins_in_is_shown() {
        assert_eq!(excerpt("", 0, 0), (1, 1, "[]".into()));
        assert_eq!(excerpt("ab\r\ncd", 1, 5), (1, 2, "a[b]".into()));
        assert_eq!(excerpt("ab\ncd", 2, 2), (1, 3, "ab[]".into()));
        assert_eq!(excerpt("ab\ncd", 3, 99), (2, 1, "[cd]".into()));
        assert_eq!(excerpt("ab", 9, 3), (1, 3, "ab[]".into()));
        assert_eq!(excerpt("双拥", 4, 5), (1, 2, "双[]拥".into()), "inside of a character");
    }

    #[test]
    fn long_lines_are_shortened_on_both_sides() {
        let text = "双".repeat(100) + "拥" + &"模".repeat(100);
        let wanted = format!("…{}[拥]{}…", "双".repeat(KEPT), "模".repeat(KEPT));
        assert_eq!(excerpt(&text, 300, 303), (1, 101, wanted));
    }
}
