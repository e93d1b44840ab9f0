//! The fields of a bulletin.

use super::record::Record;
use crate::model::Bulletin;
use crate::source::SourcePath;

/// What only bulletins have.
pub fn load_bulletin(file: &SourcePath, head: &Record<'_>) -> Bulletin {
    let count = |key| head.count(key).and_then(|count| u32::try_from(count).ok());
    // As with the items of a block, the content folder may be left out.
    let article = |(typed, place): (String, _)| {
        let path = file.resolve(&typed)?;
        Some((path, place))
    };
    Bulletin {
        name: head.text("name"),
        number: count("number").unwrap_or(1),
        total: count("total"),
        unit: head.text("unit"),
        articles: head.placed_texts("articles").into_iter().filter_map(article).collect(),
        report_to: head.texts("report_to"),
        send_to: head.texts("send_to"),
        issue_to: head.texts("issue_to"),
        copies: count("copies"),
    }
}
