//! Which half-width marks of a block are slips. When in doubt, none is.

use std::ops::Range;

use super::letters::{Block, Letter, OTHER};
use super::{Doubt, Slip};
use crate::text::{is_cjk, is_wide};

impl Block {
    /// Every slip of the block. A mark that was set right counts as Chinese for those beside it.
    pub(super) fn slips(&mut self) -> Vec<Slip> {
        let mut slips = Vec::new();
        self.quotations(&mut slips);
        self.brackets(&mut slips);
        self.stops(&mut slips);
        self.marks(&mut slips);
        slips
    }

    fn char(&self, index: usize) -> Option<char> {
        self.letters.get(index).map(|letter| letter.c)
    }

    fn before(&self, index: usize) -> Option<char> {
        self.char(index.checked_sub(1)?)
    }

    /// The last character before `index` that is no space.
    fn left(&self, index: usize) -> Option<char> {
        self.letters[..index].iter().rev().map(|letter| letter.c).find(|c| *c != ' ')
    }

    /// The first character after `index` that is no space.
    fn right(&self, index: usize) -> Option<char> {
        self.letters[index + 1..].iter().map(|letter| letter.c).find(|c| *c != ' ')
    }

    fn may_change(&self, index: usize) -> bool {
        self.letters[index].at.is_some()
    }

    fn has_chinese(&self, range: Range<usize>) -> bool {
        self.letters[range].iter().any(|letter| is_cjk(letter.c))
    }

    /// Straight quotation marks with Chinese inside and around. An odd number of them does not tell
    /// which belong together.
    fn quotations(&mut self, slips: &mut Vec<Slip>) {
        let is_quote = |index: &usize| self.letters[*index].c == '"';
        let quotes: Vec<usize> = (0..self.letters.len()).filter(is_quote).collect();
        if !quotes.len().is_multiple_of(2) {
            return;
        }
        for pair in quotes.chunks_exact(2) {
            if self.is_chinese_quotation(pair[0], pair[1]) {
                self.swap(pair[0], '“', slips);
                self.swap(pair[1], '”', slips);
            }
        }
    }

    fn is_chinese_quotation(&self, open: usize, close: usize) -> bool {
        let is_edge = |c: Option<char>| c.is_none_or(|c| c == '\n' || is_cjk(c) || is_wide(c));
        let left = self.left(open);
        let left = if left.is_some_and(is_mark) {
            let marks = self.letters[..open].iter().rev().map(|letter| letter.c);
            marks.into_iter().find(|c| *c != ' ' && !is_mark(*c))
        } else {
            left
        };
        let right = self.right(close);
        self.may_change(open)
            && self.may_change(close)
            && self.has_chinese(open + 1..close)
            && self.char(open + 1) != Some(' ')
            && self.before(close) != Some(' ')
            && is_edge(left)
            && (is_edge(right) || right.is_some_and(is_mark))
    }

    /// Round brackets, in pairs, with Chinese inside and around.
    fn brackets(&mut self, slips: &mut Vec<Slip>) {
        let mut open = Vec::new();
        for index in 0..self.letters.len() {
            match self.letters[index].c {
                '(' => open.push(index),
                ')' => {
                    if let Some(open) = open.pop()
                        && self.is_chinese_pair(open, index)
                    {
                        self.swap_pair(open, index, slips);
                    }
                }
                '\n' => open.clear(),
                _ => {}
            }
        }
    }

    /// Whether what is between the brackets begins and ends in Chinese, and so does the text on one
    /// side of them; or Chinese is somewhere between them, and on both sides.
    fn is_chinese_pair(&self, open: usize, close: usize) -> bool {
        let (left, right) = (self.left(open), self.right(close));
        // After `]`, a bracket was meant for a link.
        let is_other = |c: char| c.is_ascii_alphanumeric() || c == OTHER || c == ']';
        let is_latin = |c: Option<char>| c.is_some_and(is_other);
        if !self.may_change(open) || !self.may_change(close) || is_latin(left) || is_latin(right) {
            return false;
        }
        let inside = self.right(open).is_some_and(is_cjk)
            && self.left(close).is_some_and(|c| is_cjk(c) || c == '”');
        let beside = left.is_some_and(ends_chinese) || right.is_some_and(begins_chinese);
        let alone = left.is_none() && right.is_none();
        let goes_on = |c: char| is_cjk(c) || is_mark(c);
        let among = left.is_some_and(ends_chinese) && right.is_none_or(goes_on);
        inside && (beside || alone) || among && self.has_chinese(open + 1..close)
    }

    /// Full-width brackets bring their own space.
    fn swap_pair(&mut self, open: usize, close: usize, slips: &mut Vec<Slip>) {
        self.swap(open, '（', slips);
        self.swap(close, '）', slips);
        let [.., first, last] = slips.as_mut_slice() else { return };
        for space in self.letters[open + 1..close].iter().take_while(|letter| letter.c == ' ') {
            first.place.end += usize::from(space.at == Some(first.place.end));
        }
        for space in self.letters[open + 1..close].iter().rev().take_while(|l| l.c == ' ') {
            let is_next = space.at.is_some_and(|at| at + 1 == last.place.start);
            last.place.start -= usize::from(is_next);
        }
    }

    /// Full stops after Chinese that end a sentence.
    fn stops(&mut self, slips: &mut Vec<Slip>) {
        for index in 0..self.letters.len() {
            if self.letters[index].c == '.'
                && self.may_change(index)
                && self.before(index).is_some_and(ends_chinese)
                && let Some(doubt) = self.ends_sentence(index)
            {
                self.swap(index, '。', slips);
                slips.last_mut().expect("pushed just now").doubt = doubt;
            }
        }
    }

    /// Whether a full stop ends a sentence: it stands at the end of a line or a quotation, or, with
    /// some doubt, a space and more text follow a clause. `一. 目标` and `约翰. 史密斯` are none.
    fn ends_sentence(&self, stop: usize) -> Option<Doubt> {
        const CLAUSE: usize = 5;
        let is_han = |c: char| is_cjk(c) && c.is_alphanumeric();
        let clause = self.letters[..stop].iter().rev().take_while(|letter| is_han(letter.c));
        let length = clause.clone().count();
        let is_number =
            clause.into_iter().all(|letter| "第一二三四五六七八九十百".contains(letter.c));
        let is_start = stop == length || self.before(stop - length) == Some('\n');
        match self.char(stop + 1) {
            _ if is_number && is_start => None,
            None | Some('\n' | '”' | '’' | '）') => Some(Doubt::None),
            Some(' ') if length >= CLAUSE => {
                self.char(stop + 2).is_some_and(begins_chinese).then_some(Doubt::Some)
            }
            Some(_) => None,
        }
    }

    /// Commas, colons and the like, with Chinese before and Chinese or the block's end after.
    fn marks(&mut self, slips: &mut Vec<Slip>) {
        let mut index = 0;
        while index < self.letters.len() {
            let run = self.run(index);
            if !run.is_empty() && self.is_between_chinese(&run) {
                for at in run.clone() {
                    let right = full_width(self.letters[at].c).expect("a run of marks");
                    self.swap(at, right, slips);
                }
                self.swallow_space(run.end, slips);
            }
            index = run.end.max(index + 1);
        }
    }

    /// The marks from `start` on that stand together: one, or several of `?` and `!`.
    fn run(&self, start: usize) -> Range<usize> {
        let mark = |index: usize| self.char(index).filter(|c| full_width(*c).is_some());
        let strong = |index: usize| mark(index).is_some_and(|c| matches!(c, '?' | '!'));
        let mut end = start;
        while mark(end).is_some() && (end == start || strong(end) && strong(end - 1)) {
            end += 1;
        }
        start..end
    }

    fn is_between_chinese(&self, run: &Range<usize>) -> bool {
        let may_change = run.clone().all(|index| self.may_change(index));
        let after = self.letters[run.end..].iter().map(|letter| letter.c);
        let mut after = after.skip_while(|c| matches!(c, ' ' | '\n'));
        may_change
            && self.before(run.start).is_some_and(ends_chinese)
            && after.next().is_none_or(begins_chinese)
    }

    fn swap(&mut self, index: usize, right: char, slips: &mut Vec<Slip>) {
        let Letter { c: typed, at } = self.letters[index];
        let at = at.expect("looked at before");
        slips.push(Slip { typed, right, doubt: Doubt::None, place: at..at + 1 });
        self.letters[index].c = right;
    }

    /// A full-width mark needs no space after it.
    fn swallow_space(&self, index: usize, slips: &mut [Slip]) {
        let Some(last) = slips.last_mut() else { return };
        let is_space = |letter: &Letter| letter.c == ' ' && letter.at == Some(last.place.end);
        if self.letters.get(index).is_some_and(is_space)
            && self.char(index + 1).is_some_and(begins_chinese)
        {
            last.place.end += 1;
        }
    }
}

/// A half-width mark that may stand beside brackets and quotation marks.
fn is_mark(c: char) -> bool {
    ",;:.?!()".contains(c)
}

fn full_width(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        _ => return None,
    })
}

/// Whether Chinese text may end in `c` before a mark.
fn ends_chinese(c: char) -> bool {
    is_cjk(c) && !"，。；：？！、（《〈「『【〔".contains(c) || matches!(c, '”' | '’')
}

/// Whether Chinese text may go on with `c` after a mark.
fn begins_chinese(c: char) -> bool {
    is_cjk(c) && !"，。；：？！、".contains(c) || matches!(c, '“' | '‘')
}
