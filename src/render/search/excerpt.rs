//! What the client shows of an article: title, keywords, text, date and address.

use super::{Entry, ShardFile};
use crate::text::percent_encode;

/// Articles in one file: more would load texts that are not shown, fewer make more files.
pub(super) const TOGETHER: usize = 2;

/// The file of texts number `number` of the volume `volume`.
pub(super) fn file(volume: &str, number: usize, entries: &[&Entry<'_>]) -> ShardFile {
    let rows: Vec<_> = entries.iter().map(|entry| row(entry)).collect();
    ShardFile::script(&format!("{volume}/t{number}"), &literal(&rows))
}

fn row<'a>(entry: &Entry<'a>) -> (&'a str, String, String, &'a str, String) {
    let text: Vec<&str> = entry.body.split_whitespace().collect();
    (
        entry.title,
        entry.keywords.join("、"),
        text.join(" "),
        entry.date,
        percent_encode(entry.address),
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
