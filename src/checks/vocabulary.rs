//! Words outside the site's own vocabulary.

use crate::diag::{Diagnostic, Message, Place, Report, Rule, Severity};
use crate::model::Site;
use crate::say;

/// A subject or genre that the vocabulary does not have.
pub static VOCABULARY: Rule = Rule {
    name: "vocabulary",
    severity: Severity::Warning,
    zh: "“主题”或“体裁”用了 site.toml 词表以外的词。词表让同一件事只有一个叫法；确实需要新词时，先加进词表。",
    en: "A subject or genre is not in the vocabulary of site.toml, which keeps one name for one thing. Add the word \
         there first when it is really needed.",
};

pub fn check(site: &Site, report: &mut Report) {
    let words = &site.config.vocabulary;
    for item in &site.items {
        let fields =
            [("subject", &item.subject, &words.subjects), ("genre", &item.genre, &words.genres)];
        for (key, word, known) in fields {
            let Some(word) = word else { continue };
            if known.is_empty() || known.contains(word) {
                continue;
            }
            report.push(
                Diagnostic::new(
                    &VOCABULARY,
                    Place::span(&item.source, item.place(key)),
                    say!("词表里没有“{word}”", "the vocabulary does not have “{word}”"),
                )
                .help(Message::new(
                    format!("可用的词：{}", known.join("、")),
                    format!("words to choose from: {}", known.join(", ")),
                )),
            );
        }
    }
}
