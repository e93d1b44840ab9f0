//! Names of files and folders for what arrives: letters, digits and dashes, on every system. Never
//! looks whether a name is taken.

use super::write::Head;
use crate::text::readings;

/// How many syllables of a title stand in a name.
const SYLLABLES: usize = 6;

/// The name of an item: its day, and the beginning of its title as it is read.
pub(super) fn of_item(head: &Head) -> String {
    let day = head
        .text("written")
        .or_else(|| head.text("date"))
        .map(|it| it.split(' ').next().unwrap_or(it));
    let title = of_words(head.text("title").unwrap_or_default());
    match day {
        Some(day) => format!("{day}-{title}"),
        None => title,
    }
}

/// Words as they are read, in letters: `双拥工作 2026` is `shuang-yong-gong-zuo-2026`.
pub(super) fn of_words(words: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in words.chars().chain([' ']) {
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
            continue;
        }
        if !word.is_empty() {
            parts.push(std::mem::take(&mut word));
        }
        parts.extend(readings(c).first().map(|syllable| syllable.as_str().to_owned()));
        if parts.len() >= SYLLABLES {
            break;
        }
    }
    parts.truncate(SYLLABLES);
    let mut name = parts.join("-");
    name.truncate(60);
    if name.is_empty() { "item".to_owned() } else { name }
}
