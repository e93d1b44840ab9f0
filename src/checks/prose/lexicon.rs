//! The words that rules look for in every passage, all found in one reading of it. Never judges.

use std::cmp::Reverse;
use std::ops::Range;

use aho_corasick::automaton::Automaton;
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, MatchKind};

use crate::text::Characters;

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Wrong words of look-alikes.
    Slips,
    /// 曰
    Said,
    /// Those who are helped.
    Helped,
    /// Places of the forces.
    Barracks,
    /// 北纬, 东经
    Coordinates,
    /// Words of the lunar calendar.
    Lunar,
    /// What parts of a whole follow.
    Parts,
    /// Names of the registry, in the order of its forms.
    Registry,
    /// Wordings of the ledger of figures.
    Figures,
}

/// A word of a list that stands in a passage.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Whose word it is.
    pub list: List,
    /// Which word of the list.
    pub word: usize,
    /// Its bytes in the words of the passage.
    pub place: Range<usize>,
}

/// All lists, ready to be looked for. Every text is read and the words are few, so the fastest
/// automaton pays.
pub struct Lexicon {
    /// What words begin with: most characters begin none, and the automaton need not see them.
    starts: Characters,
    finder: DFA,
    words: Vec<(List, usize)>,
}

impl Lexicon {
    /// The lexicon of these lists.
    pub fn new<'a>(lists: impl IntoIterator<Item = (List, Vec<&'a str>)>) -> Self {
        let (mut words, mut patterns) = (Vec::new(), Vec::new());
        for (list, own) in lists {
            words.extend((0..own.len()).map(|word| (list, word)));
            patterns.extend(own);
        }
        let starts = patterns.iter().filter_map(|word| word.chars().next()).collect();
        let finder = DFA::builder()
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .build(patterns)
            .expect("a registry and a ledger are small");
        Self { starts, finder, words }
    }

    /// Every word of every list that stands in `text`, also inside others: those that begin first
    /// before the others, the longer of two that begin together first.
    pub fn read(&self, text: &str) -> Vec<Hit> {
        let mut found = Vec::new();
        let start = self.finder.start_state(Anchored::No);
        let start = start.expect("an automaton for words anywhere");
        let (mut state, mut at) = (start, 0);
        while at < text.len() {
            if state == start {
                let Some(next) = self.starts.seek(text, at) else { break };
                at = next;
            }
            state = self.finder.next_state(Anchored::No, state, text.as_bytes()[at]);
            at += 1;
            if self.finder.is_match(state) {
                found.extend((0..self.finder.match_len(state)).map(|index| {
                    let pattern = self.finder.match_pattern(state, index);
                    let (list, word) = self.words[pattern.as_usize()];
                    Hit { list, word, place: at - self.finder.pattern_len(pattern)..at }
                }));
            }
        }
        found.sort_by_key(|hit| (hit.place.start, Reverse(hit.place.end)));
        found
    }
}

/// Of `hits` in their order those that overlap none before them.
pub fn apart<'a>(hits: impl Iterator<Item = &'a Hit>) -> impl Iterator<Item = &'a Hit> {
    let mut end = 0;
    hits.filter(move |hit| {
        let is_apart = hit.place.start >= end;
        if is_apart {
            end = hit.place.end;
        }
        is_apart
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_inside_others_are_found_and_the_longest_first() {
        let lexicon = Lexicon::new([
            (List::Registry, vec!["退役军人事务部", "退役军人事务部门", "部门"]),
            (List::Parts, vec!["其中"]),
        ]);
        let text = "其中退役军人事务部门";
        let found = lexicon.read(text);
        let said = |hits: Vec<&Hit>| -> Vec<String> {
            hits.into_iter().map(|hit| text[hit.place.clone()].to_owned()).collect()
        };
        assert_eq!(
            said(found.iter().collect()),
            ["其中", "退役军人事务部门", "退役军人事务部", "部门"]
        );
        assert_eq!(said(apart(found.iter()).collect()), ["其中", "退役军人事务部门"]);
        assert!(matches!(
            &found[..2],
            [Hit { list: List::Parts, word: 0, .. }, Hit { word: 1, .. }]
        ));
    }
}
