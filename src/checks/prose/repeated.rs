//! Sentences and paragraphs that are there twice.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_128;

use super::{Part, Passage, Text, Voice};
use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::say;
use crate::text::is_cjk;

/// A sentence that is twice in a text.
pub static REPEATED_SENTENCE: Rule = Rule {
    name: "repeated-sentence",
    severity: Severity::Warning,
    zh: "同一句话（15 个字以上）在一篇文章里出现两次，多半是粘贴时重了。摘要、引语、表格、“责任单位：……”这样的栏目不算。",
    en: "A sentence of 15 characters or more is twice in a text, mostly pasted twice. Summaries, quotations, tables and \
         lines such as 责任单位：… do not count.",
};

/// A paragraph that is in two texts.
pub static REPEATED_PARAGRAPH: Rule = Rule {
    name: "repeated-paragraph",
    severity: Severity::Note,
    zh: "同一段文字（60 个字以上）在两篇文章里一字不差。转发、通稿难免，也可能是把别的稿件粘进来忘了改。",
    en: "A paragraph of 60 characters or more is word for word in two texts. It may be meant, or pasted from another text \
         and never changed.",
};

/// Characters of a sentence that is worth telling.
const SENTENCE: usize = 15;
/// Characters of a paragraph that is worth telling.
const PARAGRAPH: usize = 60;

pub fn look(text: &Text<'_>, report: &mut Report) {
    let mut seen: HashMap<u128, (&Passage, usize)> = HashMap::new();
    for passage in text.running().filter(|passage| passage.voice == Voice::Own) {
        for range in passage.sentences() {
            let words = &passage.words[range.clone()];
            let start = range.start + (words.len() - words.trim_start().len());
            let sentence = words.trim();
            if sentence.len() < SENTENCE * 3 {
                continue;
            }
            let digest = xxh3_128(sentence.as_bytes());
            let Some((first, at)) = seen.get(&digest) else {
                seen.insert(digest, (passage, start));
                continue;
            };
            if is_label(sentence) || !is_long(sentence, SENTENCE) {
                continue;
            }
            let place = start..start + sentence.len();
            let there = text.place(first, *at..*at + sentence.len());
            let message = say!("这句话前面已经有了", "this sentence was there before");
            report.push(
                text.finding(&REPEATED_SENTENCE, passage, place, message)
                    .note(there, say!("前面在这里", "before, it is here"))
                    .help(say!("多余的删去一处", "remove one of them")),
            );
        }
    }
}

/// Whether it is a line with a label, which plans have in every item: 责任单位：…
fn is_label(sentence: &str) -> bool {
    sentence.chars().take(9).any(|c| c == '：')
}

/// Whether there are `least` Chinese characters in `words`.
fn is_long(words: &str, least: usize) -> bool {
    // Most characters are known by their first byte, and few texts hold many others.
    let start = &words.as_bytes()[..words.len().min(4 * least)];
    start.iter().map(|byte| usize::from(matches!(byte, 0xE4..=0xE9))).sum::<usize>() >= least
        || words.chars().filter(|c| is_cjk(*c)).nth(least - 1).is_some()
}

/// A paragraph, to be compared with those of other texts.
#[derive(Debug)]
pub struct Paragraph {
    digest: u128,
    place: Place,
}

/// The long paragraphs of `text`.
pub fn paragraphs(text: &Text<'_>) -> Vec<Paragraph> {
    let long = |passage: &&Passage| {
        let is_own = passage.voice == Voice::Own && passage.part == Part::Paragraph;
        is_own && passage.words.len() >= PARAGRAPH * 3 && is_long(&passage.words, PARAGRAPH)
    };
    let paragraph = |passage: &Passage| Paragraph {
        digest: xxh3_128(passage.words.trim().as_bytes()),
        place: text.place(passage, 0..passage.words.len()),
    };
    text.running().filter(long).map(paragraph).collect()
}

/// Compares the paragraphs of all texts.
pub fn compare<'a>(paragraphs: impl Iterator<Item = &'a Paragraph>, report: &mut Report) {
    let mut seen: HashMap<u128, &Place> = HashMap::new();
    for paragraph in paragraphs {
        let first = *seen.entry(paragraph.digest).or_insert(&paragraph.place);
        if first.file() == paragraph.place.file() {
            continue;
        }
        let message =
            say!("这一段和另一篇文章一字不差", "another text has this paragraph word for word");
        report.push(
            Diagnostic::new(&REPEATED_PARAGRAPH, paragraph.place.clone(), message)
                .note(first.clone(), say!("另一篇在这里", "the other text is here"))
                .help(say!(
                    "转发的不必改；粘贴来的改成自己的话",
                    "leave it when it is meant, else say it in other words"
                )),
        );
    }
}
