//! What the client shows of an article: title, keywords, text, date and address.

use super::{Entry, ShardFile};
use crate::text::percent_encode;

/// How many entries share a file: more would load texts that are not shown, fewer make more files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// 文章
    Long,
    /// Rows of tables.
    Short,
}

impl Texts {
    /// Entries in one file.
    pub(super) fn together(self) -> usize {
        match self {
            Self::Long => 2,
            Self::Short => 64,
        }
    }
}

/// The file of texts number `number` of the volume `volume`.
pub(super) fn file(volume: &str, number: usize, entries: &[Entry<'_>]) -> ShardFile {
    let rows: Vec<_> = entries.iter().map(row).collect();
    ShardFile::script(&format!("{volume}/t{number}"), &literal(&rows))
}

fn row<'a>(entry: &Entry<'a>) -> (&'a str, String, String, &'a str, String) {
    let text: Vec<&str> = entry.body.split_whitespace().collect();
    (
        entry.title,
        entry.keywords.join("、"),
        text.join(" "),
        entry.date,
        match entry.address.split_once('#') {
            Some((page, anchor)) => format!("{}#{}", percent_encode(page), percent_encode(anchor)),
            None => percent_encode(entry.address),
        },
    )
}

/// `value` as a literal of every edition of JavaScript: the two line separators that JSON allows
/// in a string ended a line before 2019.
pub(super) fn literal(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_string(value).expect("texts and numbers serialise");
    if json.contains(['\u{2028}', '\u{2029}']) {
        return json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    }
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_a_script_of_rows() {
        let keywords = ["双拥".to_owned(), "八一".to_owned()];
        let entry = Entry {
            title: "“喜报”\"送\"到家",
            keywords: &keywords,
            body: "第一行\n　第二行\u{2028}\\".into(),
            date: "2024-08-01",
            column: "要闻",
            address: "news/一 1.html",
        };
        let ShardFile { name, bytes } = file("2024", 7, &[entry]);
        assert_eq!(name, "search/2024/t7.js");
        assert_eq!(
            String::from_utf8(bytes).expect("text"),
            concat!(
                r#"fengbeiSearch.add("2024/t7",[["“喜报”\"送\"到家","双拥、八一","#,
                r#""第一行 第二行 \\","2024-08-01","news/%E4%B8%80%201.html"]])"#,
                "\n"
            )
        );
    }

    #[test]
    fn separators_that_once_ended_a_line_are_escaped() {
        assert_eq!(literal(&"a\u{2028}b\u{2029}c"), r#""a\u2028b\u2029c""#);
    }
}
