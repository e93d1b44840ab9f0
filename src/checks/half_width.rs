//! Half-width punctuation between Chinese characters.

use std::collections::BTreeMap;
use std::ops::Range;

use super::texts;
use crate::diag::{Diagnostic, Edit, Fix, Place, Report, Rule, Severity};
use crate::markup::{Document, Kind, Node, Words};
use crate::model::Site;
use crate::say;
use crate::source::SourcePath;
use crate::text::{is_cjk, seek};

/// A half-width mark where Chinese needs a full-width one.
pub static HALF_WIDTH_PUNCTUATION: Rule = Rule {
    name: "half-width-punctuation",
    severity: Severity::Warning,
    zh: "汉字之间用了半角标点。中文标点占一个字的位置（GB/T 15834—2011，5.1），半角的会挤在一起，也断不对行。\
         数字、英文、时刻、网址和代码里的半角标点不算。",
    en: "Half-width punctuation between Chinese characters. A Chinese mark takes the place of one character \
         (GB/T 15834-2011, 5.1); a half-width one stands too close and breaks lines in the wrong place. Numbers, \
         Latin words, times, addresses and code keep theirs.",
};

pub fn check(site: &Site, report: &mut Report) {
    for (source, document) in texts(site) {
        text(source, document, report);
    }
}

fn text(source: &SourcePath, document: &Document, report: &mut Report) {
    let mut slips = Vec::new();
    for mut block in blocks(document) {
        block.brackets(&mut slips);
        block.marks(&mut slips);
    }
    let mut lines: BTreeMap<usize, Vec<Slip>> = BTreeMap::new();
    for slip in slips {
        let line = document.source()[..slip.place.start].rfind('\n').map_or(0, |at| at + 1);
        lines.entry(line).or_default().push(slip);
    }
    report.extend(lines.into_values().map(|slips| finding(source, slips)));
}

/// All slips of one line, because they are mended together.
fn finding(source: &SourcePath, mut slips: Vec<Slip>) -> Diagnostic {
    slips.sort_by_key(|slip| slip.place.start);
    let mut pairs: Vec<(char, char)> = Vec::new();
    for pair in slips.iter().map(|slip| (slip.typed, slip.right)) {
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    let typed: String = pairs.iter().flat_map(|(typed, _)| ['“', *typed, '”']).collect();
    let right: String = pairs.iter().flat_map(|(_, right)| ['“', *right, '”']).collect();
    let count = slips.len();
    let message = match count {
        1 => say!(
            "汉字之间用了半角标点{typed}",
            "half-width punctuation between Chinese characters: {typed}"
        ),
        _ => say!(
            "这一行的汉字之间有 {count} 处半角标点{typed}",
            "half-width punctuation between Chinese characters in {count} places of this line: {typed}"
        ),
    };
    let place = Place::span(source, slips[0].place.clone());
    let edit =
        |slip: Slip| Edit { file: source.clone(), range: slip.place, text: slip.right.to_string() };
    let title = say!("改为{right}", "change to {right}");
    Diagnostic::new(&HALF_WIDTH_PUNCTUATION, place, message)
        .fix(Fix { title, edits: slips.into_iter().map(edit).collect() })
}

/// A mark and what it should be.
struct Slip {
    typed: char,
    right: char,
    /// The mark, and the space that made up for its width.
    place: Range<usize>,
}

/// A character of a text, with its place when it may be changed.
#[derive(Clone, Copy)]
struct Letter {
    c: char,
    at: Option<usize>,
}

/// The characters that are read as one run: a paragraph, a heading, a cell.
#[derive(Default)]
struct Block {
    letters: Vec<Letter>,
}

/// Stands for what is no word: code, a picture, a footnote mark.
const OTHER: char = '\u{FFFC}';

/// The blocks with a mark in them; in most texts there are few.
fn blocks(document: &Document) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(node) = document.nodes().get(at) {
        if !is_part(node.kind) {
            blocks.extend(Block::read(document, start..at));
            start = after(document, at);
        }
        at = after(document, at);
    }
    blocks.extend(Block::read(document, start..at));
    blocks
}

/// The node after the one at `index`, which is read with all that is inside when none of it is prose.
fn after(document: &Document, index: usize) -> usize {
    let node = &document.nodes()[index];
    let is_closed = matches!(node.kind, Kind::CodeBlock(_) | Kind::Picture(_));
    if is_closed { node.next() } else { index + 1 }
}

/// Whether such a node stands among the words of a block.
fn is_part(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Text(_)
            | Kind::Link(_)
            | Kind::SoftBreak
            | Kind::Join
            | Kind::Emphasis
            | Kind::Strong
            | Kind::Strikethrough
            | Kind::Group
            | Kind::Code(_)
            | Kind::Picture(_)
            | Kind::FootnoteReference(_)
            | Kind::QrCode
    )
}

impl Block {
    /// The block of these nodes; none without a mark.
    fn read(document: &Document, nodes: Range<usize>) -> Option<Self> {
        let has_mark = |node: &Node| {
            let marks = [b',', b';', b':', b'?', b'!', b'('];
            matches!(node.kind, Kind::Text(_))
                && seek(document.words(node).as_bytes(), 0, marks).is_some()
        };
        if !document.nodes()[nodes.clone()].iter().any(has_mark) {
            return None;
        }
        let mut block = Self::default();
        let mut link_end = 0;
        let mut at = nodes.start;
        while at < nodes.end {
            let node = &document.nodes()[at];
            match node.kind {
                Kind::Text(words) => {
                    let may_change = words == Words::Verbatim && at >= link_end;
                    block.add(document, node, may_change);
                }
                Kind::Link(_) => link_end = link_end.max(node.next()),
                Kind::SoftBreak | Kind::Join => block.letters.push(Letter { c: '\n', at: None }),
                Kind::Emphasis | Kind::Strong | Kind::Strikethrough | Kind::Group => {}
                _ => block.letters.push(Letter { c: OTHER, at: None }),
            }
            at = after(document, at);
        }
        Some(block)
    }

    fn add(&mut self, document: &Document, node: &Node, may_change: bool) {
        let words = document.words(node);
        // What looks like a shortcode is read by somebody else.
        let may_change = may_change && !words.contains("{{");
        let start = node.span().start;
        let source = document.source().as_bytes();
        self.letters.extend(words.char_indices().map(|(at, c)| {
            let at = start + at;
            let is_escaped = at > 0 && source[at - 1] == b'\\';
            Letter { c, at: (may_change && !is_escaped).then_some(at) }
        }));
    }

    fn char(&self, index: usize) -> Option<char> {
        self.letters.get(index).map(|letter| letter.c)
    }

    fn before(&self, index: usize) -> Option<char> {
        self.char(index.checked_sub(1)?)
    }

    /// Round brackets, in pairs: what is between them begins and ends in Chinese, and so does the
    /// text around them. They count as Chinese for the marks beside them.
    fn brackets(&mut self, slips: &mut Vec<Slip>) {
        let mut open = None;
        for index in 0..self.letters.len() {
            match self.letters[index].c {
                '(' => open = Some(index),
                ')' => {
                    if let Some(open) = open.take()
                        && self.is_chinese_pair(open, index)
                    {
                        self.swap(open, '（', slips);
                        self.swap(index, '）', slips);
                    }
                }
                '\n' => open = None,
                _ => {}
            }
        }
    }

    fn is_chinese_pair(&self, open: usize, close: usize) -> bool {
        let may_change = |index: usize| self.letters[index].at.is_some();
        let inside = self.char(open + 1).is_some_and(is_cjk)
            && self.before(close).is_some_and(|c| is_cjk(c) || c == '”');
        let (left, right) = (self.before(open), self.char(close + 1));
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == OTHER);
        let around = left.is_some_and(ends_chinese) || right.is_some_and(begins_chinese);
        let alone = left.is_none() && right.is_none();
        may_change(open)
            && may_change(close)
            && inside
            && (around || alone)
            && !latin(left)
            && !latin(right)
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
        let may_change = run.clone().all(|index| self.letters[index].at.is_some());
        let after = self.letters[run.end..].iter().map(|letter| letter.c);
        let mut after = after.skip_while(|c| matches!(c, ' ' | '\n'));
        may_change
            && self.before(run.start).is_some_and(ends_chinese)
            && after.next().is_none_or(begins_chinese)
    }

    fn swap(&mut self, index: usize, right: char, slips: &mut Vec<Slip>) {
        let Letter { c: typed, at } = self.letters[index];
        let at = at.expect("looked at before");
        slips.push(Slip { typed, right, place: at..at + 1 });
        self.letters[index].c = right;
    }

    /// A full-width mark needs no space after it.
    fn swallow_space(&self, index: usize, slips: &mut [Slip]) {
        let Some(last) = slips.last_mut() else { return };
        if self.char(index) == Some(' ') && self.char(index + 1).is_some_and(begins_chinese) {
            last.place.end += 1;
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::apply;
    use crate::markup::{Dialect, parse};

    /// The text after its mending.
    fn mended(markdown: &str) -> String {
        let file = SourcePath::new("a.md");
        let source: std::sync::Arc<str> = markdown.into();
        let (document, _) = parse(&file, &source, 0..markdown.len(), &Dialect::default());
        let mut report = Report::new();
        text(&file, &document, &mut report);
        apply(&file, markdown, report.iter().filter_map(|d| d.fix.as_ref())).0
    }

    #[test]
    fn slips_are_mended() {
        let table = [
            ("同志们,大家好!", "同志们，大家好！"),
            ("一是走访;二是慰问:送年货", "一是走访；二是慰问：送年货"),
            ("**重点**,其余", "**重点**，其余"),
            ("说:“好”,又走了", "说：“好”，又走了"),
            ("军人(退役)优先", "军人（退役）优先"),
            ("(一)总体要求", "（一）总体要求"),
            ("会议(扩大),听取汇报", "会议（扩大），听取汇报"),
            ("真的?!是啊", "真的？！是啊"),
            ("甲, 乙", "甲，乙"),
            ("甲,\n乙", "甲，\n乙"),
            ("| 项,目 |\n|---|\n| 甲:乙 |", "| 项，目 |\n|---|\n| 甲：乙 |"),
        ];
        for (typed, right) in table {
            assert_eq!(mended(typed), right, "{typed}");
        }
    }

    #[test]
    fn what_only_looks_like_a_slip_stays() {
        let table = [
            "时间9:30,地点201",
            "共10,000人",
            "比例3:1",
            "用`甲,乙`表示",
            "```\n甲,乙\n```",
            "[甲,乙](a,b.md)",
            "![甲,乙](a.jpg)",
            "见https://example.cn/a,b",
            "Word(文档)一份",
            "函数f(甲)值",
            "{{ 图(甲) }}",
            "甲\\,乙",
            "已是全角，不必改。",
            "甲:)乙",
            "No. 1, 甲",
        ];
        for text in table {
            assert_eq!(mended(text), text);
        }
    }
}
