//! `dismissals.toml` ⇄ [`Dismissal`]s. Never decides what a finding is.

use super::data::read_toml;
use super::fields::DISMISSALS;
use super::front::broken;
use super::record::Record;
use crate::diag::Report;
use crate::model::Dismissal;
use crate::source::{SourcePath, Sources};
use crate::text::Moment;

/// Every entry that is whole.
pub fn load_dismissals(sources: &Sources, report: &mut Report) -> Vec<Dismissal> {
    let Some(text) = sources.text(Dismissal::FILE) else { return Vec::new() };
    let file = SourcePath::new(Dismissal::FILE);
    let (table, faults) = read_toml(text, 0..text.len());
    report.extend(faults.into_iter().map(|fault| broken(&file, fault)));
    let record = Record::read(&file, &table, 0..0, DISMISSALS, report);
    let one = |(entry, place): (Record<'_>, std::ops::Range<usize>)| {
        // Without a reason and a name an entry sets nothing aside.
        let (why, by) = (entry.text("reason")?, entry.text("by")?);
        Some(Dismissal {
            why,
            by,
            rule: entry.text("rule")?,
            file: SourcePath::new(&entry.text("file")?),
            words: entry.text("words"),
            mark: entry.text("mark"),
            place: entry.place("rule").unwrap_or(place),
        })
    };
    record.records(&file, "dismiss").into_iter().filter_map(one).collect()
}

/// The two names of an entry, of which a file has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// `[[dismiss]]`
    English,
    /// `[[忽略]]`
    Chinese,
}

impl Key {
    /// The one that `text` has.
    pub fn of(text: &str) -> Self {
        if text.contains("[[忽略]]") { Self::Chinese } else { Self::English }
    }
}

/// What `dismissals.toml` says of a finding that is set aside.
pub struct Entry<'a> {
    /// How the file calls its entries so far.
    pub key: Key,
    /// The rule's name.
    pub rule: &'a str,
    /// The file of the finding.
    pub file: &'a SourcePath,
    /// A few words of the place; empty for none.
    pub words: &'a str,
    /// Why.
    pub reason: &'a str,
    /// By whom.
    pub by: &'a str,
    /// When.
    pub on: Moment,
    /// The digest of the passage.
    pub mark: &'a str,
}

/// The lines of an entry, with an empty one before them.
pub fn entry(entry: &Entry<'_>) -> String {
    let Entry { key, rule, file, words, reason, by, on, mark } = entry;
    let key = match key {
        Key::English => "dismiss",
        Key::Chinese => "忽略",
    };
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let words =
        if words.is_empty() { String::new() } else { format!("words = {}\n", quoted(words)) };
    format!(
        "\n[[{key}]]\nrule = {}\nfile = {}\n{words}reason = {}\nby = {}\non = {}\nmark = {}\n",
        quoted(rule),
        quoted(file.as_str()),
        quoted(reason),
        quoted(by),
        on.iso_date(),
        quoted(mark)
    )
}
