//! The characters of a passage in the order they are read, each with its place in the file.

use crate::checks::prose::Passage;

pub(super) use crate::checks::prose::OTHER;

/// A character of a text, with its place when it may be changed.
#[derive(Clone, Copy)]
pub(super) struct Letter {
    pub c: char,
    pub at: Option<usize>,
}

/// The characters that are read as one run: a paragraph, a heading, a cell, a field.
#[derive(Default)]
pub(super) struct Block {
    pub letters: Vec<Letter>,
}

impl Block {
    /// The characters of a passage; none when it has no mark to look at, as most have none.
    pub(super) fn read(passage: &Passage) -> Option<Self> {
        let letters = || passage.letters().into_iter().map(|(c, at)| Letter { c, at }).collect();
        has_mark(&passage.words).then(|| Self { letters: letters() })
    }
}

/// Whether there is a mark in `words` that touches Chinese, or their beginning or end.
fn has_mark(words: &str) -> bool {
    let bytes = words.as_bytes();
    let is_ascii = |at: usize| bytes.get(at).is_some_and(u8::is_ascii);
    let is_mark = |byte: u8| matches!(byte, b',' | b';' | b':' | b'?' | b'!' | b'(' | b'.' | b'"');
    let mut marks = bytes.iter().enumerate().filter(|(_, byte)| is_mark(**byte));
    marks.any(|(at, _)| at == 0 || !is_ascii(at - 1) || !is_ascii(at + 1))
}
