//! The publishing ledger (发布台账): what was first published, changed and withdrawn, and when. Every
//! line holds a digest of the line before, so that a line that is changed or taken out shows.

use std::collections::BTreeMap;

/// What happened to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishingEvent {
    /// It was there when the ledger was begun; when it was first published nobody recorded.
    Found,
    /// 首次发布
    First,
    /// 修改
    Changed,
    /// 撤下
    Withdrawn,
}

impl PublishingEvent {
    const ALL: [Self; 4] = [Self::Found, Self::First, Self::Changed, Self::Withdrawn];

    /// Its word in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Found => "存量",
            Self::First => "首发",
            Self::Changed => "修改",
            Self::Withdrawn => "撤下",
        }
    }
}

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishingEntry {
    /// When it was published, as `2026-11-22 09:30`.
    pub time: String,
    /// What happened.
    pub event: PublishingEvent,
    /// The text, by its file.
    pub item: String,
    /// The date that the text states of itself; empty when it has none.
    pub dated: String,
    /// What was published: the digest a reviewer passes, too; empty for what was withdrawn.
    pub digest: String,
}

/// The ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublishingLedger {
    entries: Vec<PublishingEntry>,
    /// The chain after each entry.
    chains: Vec<String>,
    /// The first line whose chain is not what the lines before it make it, from 1.
    broken: Option<usize>,
}

/// What the site has now: by file, the date each text states and its digest.
pub type Published = BTreeMap<String, (String, String)>;

impl PublishingLedger {
    /// The ledger's file in the site folder.
    pub const FILE: &'static str = "publishing.lock";

    /// Reads the ledger. A line that is no entry breaks the chain like one that was changed.
    pub fn parse(text: &str) -> Self {
        let mut ledger = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            let parsed = parse_line(line);
            let is_whole = parsed
                .as_ref()
                .is_some_and(|(entry, chain)| *chain == link(ledger.seal(), &written(entry)));
            if !is_whole && ledger.broken.is_none() {
                ledger.broken = Some(number);
            }
            if let Some((entry, chain)) = parsed {
                ledger.entries.push(entry);
                ledger.chains.push(chain);
            }
        }
        ledger
    }

    /// The first line, from 1, at which the chain is broken.
    pub fn broken(&self) -> Option<usize> {
        self.broken
    }

    /// The seal of the last entry, which holds all before it; empty without entries. Whoever wrote it
    /// down elsewhere can tell later that nothing was cut off.
    pub fn seal(&self) -> &str {
        self.chains.last().map_or("", String::as_str)
    }

    /// Whether an entry has this seal, or one that begins so.
    pub fn has_seal(&self, seal: &str) -> bool {
        self.chains.iter().any(|chain| chain.starts_with(seal))
    }

    /// Every entry, oldest first.
    pub fn entries(&self) -> &[PublishingEntry] {
        &self.entries
    }

    /// The first entry of a text since it was last withdrawn.
    pub fn first_of(&self, item: &str) -> Option<&PublishingEntry> {
        let of_item = self.entries.iter().filter(|entry| entry.item == item);
        of_item.fold(None, |first, entry| match entry.event {
            PublishingEvent::Withdrawn => None,
            PublishingEvent::Found | PublishingEvent::First => Some(entry),
            PublishingEvent::Changed => first.or(Some(entry)),
        })
    }

    /// The lines to be added at `time` for what the site has `now`; empty when nothing happened.
    pub fn lines(&self, now: &Published, time: &str) -> String {
        let mut known: BTreeMap<&str, &PublishingEntry> = BTreeMap::new();
        for entry in &self.entries {
            known.insert(&entry.item, entry);
        }
        let is_there = |entry: &PublishingEntry| entry.event != PublishingEvent::Withdrawn;
        let new =
            if self.entries.is_empty() { PublishingEvent::Found } else { PublishingEvent::First };
        let entry = |event, item: &str, dated: &str, digest: &str| PublishingEntry {
            time: time.to_owned(),
            event,
            item: item.to_owned(),
            dated: dated.to_owned(),
            digest: digest.to_owned(),
        };
        let published = now.iter().filter_map(|(item, (dated, digest))| {
            match known.get(item.as_str()).filter(|entry| is_there(entry)) {
                None => Some(entry(new, item, dated, digest)),
                Some(last) if last.digest == *digest => None,
                Some(_) => Some(entry(PublishingEvent::Changed, item, dated, digest)),
            }
        });
        let gone = known.iter().filter(|(item, last)| is_there(last) && !now.contains_key(**item));
        let gone =
            gone.map(|(item, last)| entry(PublishingEvent::Withdrawn, item, &last.dated, ""));
        let mut chain = self.seal().to_owned();
        let mut text = String::new();
        for entry in published.chain(gone) {
            let line = written(&entry);
            chain = link(&chain, &line);
            text.push_str(&format!("{line}\t{chain}\n"));
        }
        text
    }
}

fn written(entry: &PublishingEntry) -> String {
    let PublishingEntry { time, event, item, dated, digest } = entry;
    format!("{time}\t{}\t{item}\t{dated}\t{digest}", event.word())
}

/// The chain after `line`, when it was `before`.
fn link(before: &str, line: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(before.as_bytes()).update(b"\n").update(line.as_bytes());
    hasher.finalize().to_hex()[..32].to_owned()
}

fn parse_line(line: &str) -> Option<(PublishingEntry, String)> {
    let parts: Vec<&str> = line.split('\t').collect();
    let [time, event, item, dated, digest, chain] = parts[..] else { return None };
    let event = PublishingEvent::ALL.into_iter().find(|known| known.word() == event)?;
    let entry = PublishingEntry {
        time: time.into(),
        event,
        item: item.into(),
        dated: dated.into(),
        digest: digest.into(),
    };
    Some((entry, chain.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(items: &[(&str, &str, &str)]) -> Published {
        items.iter().map(|(item, d, h)| ((*item).into(), ((*d).into(), (*h).into()))).collect()
    }

    /// A ledger of three days.
    fn text() -> String {
        let mut text = String::new();
        for (time, site) in [
            ("2026-08-01 09:00", now(&[("a.md", "2026-07-01", "1"), ("b.md", "", "2")])),
            ("2026-08-02 09:00", now(&[("a.md", "2026-07-01", "3"), ("b.md", "", "2")])),
            ("2026-08-03 09:00", now(&[("a.md", "2026-07-01", "3"), ("c.md", "2026-05-01", "4")])),
        ] {
            text += &PublishingLedger::parse(&text).lines(&site, time);
        }
        text
    }

    #[test]
    fn what_happened_is_written_down_once() {
        let text = text();
        let ledger = PublishingLedger::parse(&text);
        assert_eq!(ledger.broken(), None);
        let told: Vec<_> = ledger
            .entries()
            .iter()
            .map(|entry| (&entry.time[..10], entry.event.word(), entry.item.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("2026-08-01", "存量", "a.md"),
                ("2026-08-01", "存量", "b.md"),
                ("2026-08-02", "修改", "a.md"),
                ("2026-08-03", "首发", "c.md"),
                ("2026-08-03", "撤下", "b.md"),
            ]
        );
        let same = now(&[("a.md", "2026-07-01", "3"), ("c.md", "2026-05-01", "4")]);
        assert_eq!(ledger.lines(&same, "2026-08-04 09:00"), "");
        let again =
            now(&[("a.md", "2026-07-01", "3"), ("b.md", "", "2"), ("c.md", "2026-05-01", "4")]);
        assert!(ledger.lines(&again, "2026-08-04 09:00").contains("首发\tb.md"));
    }

    #[test]
    fn a_line_that_was_changed_taken_out_or_put_in_shows() {
        let text = text();
        let lines: Vec<&str> = text.lines().collect();
        for at in 0..lines.len() {
            let changed: String = lines
                .iter()
                .enumerate()
                .map(|(n, line)| if n == at { line.replace("2026-08-0", "2026-07-0") } else { (*line).into() } + "\n")
                .collect();
            assert_eq!(PublishingLedger::parse(&changed).broken(), Some(at + 1));
            let taken: Vec<&str> =
                lines.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, line)| *line).collect();
            let expected = (at + 1 < lines.len()).then_some(at + 1);
            assert_eq!(PublishingLedger::parse(&taken.join("\n")).broken(), expected);
        }
        let torn = &text[..text.len() - 9];
        assert_eq!(PublishingLedger::parse(torn).broken(), Some(lines.len()));
    }
}
