//! Quotation marks, book marks and brackets that do not pair.

use std::ops::Range;

use super::{Part, Passage, Text};
use crate::diag::{Message, Report, Rule, Severity};
use crate::say;

/// A mark without its partner, or pairs in the wrong order.
pub static MIXED_QUOTES: Rule = Rule {
    name: "mixed-quotes",
    severity: Severity::Warning,
    zh: "引号、书名号、括号不成对，或者套反了：有“没有”、有《没有》、有（没有）；两层引号都用“”（里层用‘’，GB/T 15834—2011，4.8.3.3）。\
         一段引语分成几段、每段开头都用“而只在最后用”的，是对的；“1）”这样的编号也不算。",
    en: "Quotation marks, book marks or brackets that do not pair: “ without ”, 《 without 》, （ without ）; or “” inside \
         “” (inside, use ‘’: GB/T 15834-2011, 4.8.3.3). A quotation over several paragraphs, each of which opens with “ and \
         only the last closes, is right; so is a number such as 1）.",
};

const PAIRS: [(char, char); 6] =
    [('“', '”'), ('‘', '’'), ('《', '》'), ('（', '）'), ('〈', '〉'), ('【', '】')];

/// What is wrong with a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It opens, and nothing closes it.
    Open,
    /// It closes what was never opened.
    Close,
    /// It opens inside its like.
    Inside,
}

pub fn look(text: &Text<'_>, report: &mut Report) {
    for (index, passage) in text.passages.iter().enumerate() {
        let next = text.passages.get(index + 1);
        for (place, fault) in faults(passage) {
            if fault == Fault::Open && goes_on(passage, &place, next) {
                continue;
            }
            let mark = passage.words[place.clone()].chars().next().unwrap_or_default();
            report.push(
                text.finding(&MIXED_QUOTES, passage, place, message(mark, fault))
                    .help(help(mark, fault)),
            );
        }
    }
}

fn partner(mark: char) -> char {
    let pair = PAIRS.iter().find(|(open, close)| *open == mark || *close == mark);
    pair.map_or(mark, |(open, close)| if *open == mark { *close } else { *open })
}

fn message(mark: char, fault: Fault) -> Message {
    let other = partner(mark);
    match fault {
        Fault::Open => say!("有 {mark} 没有对应的 {other}", "{mark} has no {other}"),
        Fault::Close => say!("{mark} 前面没有 {other}", "there is no {other} before {mark}"),
        Fault::Inside => say!("{mark} 里面又用了 {mark}", "{mark} stands inside {mark}"),
    }
}

fn help(mark: char, fault: Fault) -> Message {
    match (fault, mark) {
        (Fault::Inside, '《') => say!("里层的书名号用〈〉", "use 〈〉 inside"),
        (Fault::Inside, _) => say!(
            "里层的引号用‘’；方向打反的改过来",
            "use ‘’ inside; turn a mark that faces the wrong way"
        ),
        (Fault::Open | Fault::Close, _) => {
            say!("补上缺的一半，或改正方向", "add the other half, or turn the mark")
        }
    }
}

/// Marks of a passage that are wrong.
fn faults(passage: &Passage) -> Vec<(Range<usize>, Fault)> {
    let words = &passage.words;
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut found = Vec::new();
    for &(at, typed) in &passage.signs {
        // A half-width bracket is the partner of a full-width one, and other rules tell it.
        let c = match typed {
            '(' => '（',
            ')' => '）',
            _ => typed,
        };
        let place = at..at + typed.len_utf8();
        if matches!(c, '，' | '。' | '、' | '：' | '；') {
            continue;
        }
        if PAIRS.iter().any(|(mark, _)| *mark == c) {
            // Two brackets, and book marks that hold the name of another paper, are in use.
            if c == '“' && open.last().is_some_and(|(mark, _)| *mark == c) {
                found.push((place, Fault::Inside));
            }
            open.push((c, at));
        } else if PAIRS.iter().any(|(_, mark)| *mark == c) {
            match open.iter().rposition(|(mark, _)| *mark == partner(c)) {
                Some(index) => found.extend(unclosed(words, &open.split_off(index)[1..])),
                None if typed != ')'
                    && !is_number(words, at, c)
                    && !is_apostrophe(words, at, c) =>
                {
                    found.push((place, Fault::Close));
                }
                None => {}
            }
        }
    }
    found.extend(unclosed(words, &open));
    found.sort_by_key(|(place, _)| place.start);
    // One that was never closed makes all behind it look wrong.
    let is_inside = found.iter().any(|(_, fault)| *fault == Fault::Inside);
    if is_inside && found.iter().any(|(_, fault)| *fault != Fault::Inside) {
        found.retain(|(_, fault)| *fault != Fault::Inside);
    }
    found.truncate(1);
    found
}

/// Those of the marks that nothing closed which are Chinese and no apostrophes.
fn unclosed<'a>(
    words: &'a str,
    open: &'a [(char, usize)],
) -> impl Iterator<Item = (Range<usize>, Fault)> + 'a {
    let is_told = |(mark, at): &&(char, usize)| {
        words[*at..].starts_with(*mark) && !is_apostrophe(words, *at, *mark)
    };
    open.iter().filter(is_told).map(|(mark, at)| (*at..*at + mark.len_utf8(), Fault::Open))
}

/// `1）` and `a）` number things.
fn is_number(words: &str, at: usize, mark: char) -> bool {
    mark == '）'
        && words[..at]
            .ends_with(|c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c))
}

/// ’ among Latin letters is an apostrophe.
fn is_apostrophe(words: &str, at: usize, mark: char) -> bool {
    matches!(mark, '’' | '‘')
        && (words[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
            || words[at + mark.len_utf8()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// Whether a quotation goes on in the next paragraph, which then opens with the same mark.
fn goes_on(passage: &Passage, place: &Range<usize>, next: Option<&Passage>) -> bool {
    let mark = &passage.words[place.clone()];
    let is_quotation = mark == "“" || mark == "‘";
    let is_paragraph = |part: Part| matches!(part, Part::Paragraph | Part::Item { .. });
    is_quotation
        && next.is_some_and(|next| {
            is_paragraph(next.part) && next.words.trim_start().starts_with(mark)
        })
}
