//! Characters, words and marks that were typed twice.

use std::ops::Range;

use super::{Part, Passage, Text, with_fix};
use crate::diag::{Report, Rule, Severity};
use crate::say;
use crate::text::is_han;

/// Something that was typed twice.
pub static DOUBLED_CHARACTER: Rule = Rule {
    name: "doubled-character",
    severity: Severity::Warning,
    zh: "多打了一遍：虚词叠字（的的、了了、是是）、词语重叠（开展开展）、标点重叠（，，）。\
         常常、刚刚、人人这样的叠词，为了了解、现在在这样恰好相邻的，研究研究、一步一步这样的重叠，都不算。",
    en: "Typed twice: a particle (的的, 了了, 是是), a word (开展开展) or a mark (，，). Words that are doubled by nature \
         (常常, 人人), neighbours by chance (为了了解, 现在在) and reduplication (研究研究, 一步一步) do not count.",
};

/// A character that is doubled by a slip only: what before or behind it makes the pair right.
struct Particle {
    character: char,
    before: &'static str,
    behind: &'static str,
}

const fn particle(character: char, before: &'static str, behind: &'static str) -> Particle {
    Particle { character, before, behind }
}

/// Characters that are hardly ever doubled, with what stands before or behind when they are.
const PARTICLES: &[Particle] = &[
    particle('的', "目有标中靶众", "确士"),
    particle('了', "为除罢", "解结不却断事然如望无得"),
    particle('是', "于但可只就若正也凡要倒不总国", "非否"),
    particle('在', "现存所正实好旨内潜外自健", "在握"),
    particle('和', "", "平谐睦解好善缓约美气田县蔼顺衷煦音声"),
    particle('与', "参给赋授", "会此日时众共其"),
    particle('对', "面针反绝相核应校敌派一", "象方策手称立比抗应话接于待口照联"),
    particle('为', "作因成以认行称视定列分变改命评誉尊", "了何民期人止主之数"),
    particle('将', "即", "军士领帅来要会近"),
    particle('把', "一", "手握关脉柄戏"),
    particle('被', "棉", "子褥服告动迫"),
    particle('从', "", "容事业严重未此小前来而不属军政"),
    particle('向', "方一面志走导意取去定倾动转趋", "导往上下前"),
    particle('及', "以涉普波顾", "时格早其"),
    particle('以', "可所予加得足难借用给致", "及来上往下后前内外色便至免身德人"),
    particle('也', "", ""),
    particle('就', "成造", "业地是此近任读医义"),
    particle('并', "合", "且非不购存列举肩"),
    particle('但', "不非", "是凡愿"),
    particle('或', "", "许者"),
    particle('给', "供补自发送交", "予力养付"),
    particle('使', "即促致", "用命馆得者"),
    particle('我', "自", ""),
    particle('他', "其", ""),
    particle('这', "", ""),
    particle('该', "应", ""),
    particle('很', "", ""),
    particle('由', "自理缘", "于此来"),
    particle('让', "", ""),
    particle('们', "", ""),
    particle('到', "", ""),
    particle('市', "", "场民区政县长直委"),
    particle('元', "", "旦宵素首件气"),
];

/// Words that are said twice on purpose.
const REDUPLICATED: &[&str] = &[
    "研究", "讨论", "学习", "商量", "考虑", "休息", "了解", "锻炼", "打听", "参观", "体验", "交流",
    "比较", "认识", "活动", "介绍", "热闹", "高兴", "轻松", "放松", "调查", "整理", "收拾", "打扫",
    "教育", "指导", "帮助", "谢谢", "永远", "许多", "很多", "非常", "努力", "加油", "前进", "胜利",
    "吉林", "海南", "点点", "万岁", "团结", "冲啊", "向前", "哈哈", "妈妈", "祖国", "再见", "感谢",
    "特别", "同志", "快点", "慢慢", "彼此", "你好", "咨询", "沟通", "琢磨", "反思", "思考",
];

/// Marks that never stand beside one another.
const MARKS: [char; 6] = ['，', '。', '、', '；', '：', '．'];

pub fn look(text: &Text<'_>, report: &mut Report) {
    let mut seen = Pairs::default();
    for passage in
        text.passages.iter().filter(|passage| !matches!(passage.part, Part::Strip { .. }))
    {
        let mut told = 0;
        for at in seen.second_times(&passage.words) {
            if at == 0 || at < told {
                continue;
            }
            let (letters, index) = around(&passage.words, at);
            if let Some((first, second)) = doubled(passage, &letters, index) {
                tell(text, passage, &first, &second, report);
                told = second.end + 1;
            }
        }
    }
}

fn is_mark(c: char) -> bool {
    MARKS.contains(&c)
}

/// How far a word may stand from where it was typed first.
const NEAR: usize = 6;

/// When two characters were last seen side by side. Pairs may share a place, which only makes them
/// seem nearer.
struct Pairs {
    last: [usize; Self::PLACES],
    now: usize,
}

impl Default for Pairs {
    fn default() -> Self {
        Self { last: [0; Self::PLACES], now: 0 }
    }
}

impl Pairs {
    const PLACES: usize = 1024;

    /// Where in `words` something may begin that stands right before it, too: a character, a mark
    /// after a mark, a word. Most characters are no second time of anything, which is seen before
    /// words are compared.
    fn second_times(&mut self, words: &str) -> Vec<usize> {
        let bytes = words.as_bytes();
        let mut found = Vec::new();
        // Nothing before counts as near.
        self.now += NEAR + 1;
        let (mut before, mut at) = (0, 0);
        while let Some(first) = bytes.get(at) {
            let width = match first {
                ..0xC0 => 1,
                0xC0..0xE0 => 2,
                0xE0..0xF0 => 3,
                0xF0.. => 4,
            };
            let end = at + width;
            self.now += 1;
            // Two Chinese characters have six bytes at least, and marks have three.
            if width >= 3
                && let Some(pair) = end.checked_sub(6).map(|start| &bytes[start..end])
                && let [a, b, c, d, e, f] = *pair
            {
                let code = u64::from_le_bytes([a, b, c, d, e, f, 0, 0]);
                let place = code.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54;
                let last = std::mem::replace(&mut self.last[place as usize], self.now);
                if self.now - last <= NEAR && stands_twice(words, before) {
                    found.push(before);
                }
                let is_mark = |first: u8| matches!(first, 0xE3 | 0xEF);
                if [a, b, c] == [d, e, f] || is_mark(a) && is_mark(d) {
                    found.push(at);
                }
            }
            before = at;
            at = end;
        }
        found
    }
}

/// Whether the bytes before `at` stand there once more, as many as some word has.
fn stands_twice(words: &str, at: usize) -> bool {
    let (before, behind) = words.as_bytes().split_at(at);
    let shortest = 2 * '一'.len_utf8();
    (shortest..=NEAR * char::MAX_LEN_UTF8)
        .any(|length| behind.len() >= length && before.ends_with(&behind[..length]))
}

/// The characters around byte `at` of `words` that tell whether something stands twice, and which of
/// them is the one at `at`.
fn around(words: &str, at: usize) -> (Vec<(usize, char)>, usize) {
    let mut letters: Vec<(usize, char)> = words[..at].char_indices().rev().take(NEAR + 1).collect();
    letters.reverse();
    let before = letters.len();
    let behind = words[at..].char_indices().map(|(offset, c)| (at + offset, c));
    letters.extend(behind.take(2 * NEAR + 1));
    (letters, before)
}

/// What stands twice, the second time from letter `at` on.
fn doubled(
    passage: &Passage,
    letters: &[(usize, char)],
    at: usize,
) -> Option<(Range<usize>, Range<usize>)> {
    let c = letters[at].1;
    let one = |start: usize, count: usize| {
        let end = letters.get(start + count).map_or(passage.words.len(), |(at, _)| *at);
        letters[start].0..end
    };
    if c == letters[at - 1].1 {
        let is_slip =
            if is_mark(c) { is_mark_slip(letters, at) } else { is_particle_slip(letters, at) };
        return (is_slip && !passage.is_quoted(letters[at].0))
            .then(|| (one(at - 1, 1), one(at, 1)));
    }
    if is_mark(c) && is_mark(letters[at - 1].1) {
        return Some((one(at - 1, 1), one(at, 1)));
    }
    if !is_han(c) {
        return None;
    }
    let near = &letters[at.saturating_sub(NEAR)..at - 1];
    let same = near.iter().enumerate().rev().filter(|(_, before)| before.1 == c);
    same.map(|(index, _)| near.len() - index + 1)
        .find(|length| is_word_slip(letters, at, *length))
        .filter(|_| !passage.is_quoted(letters[at].0))
        .map(|length| (one(at - length, length), one(at, length)))
}

/// Three full stops are an ellipsis of a kind, and no business of ours.
fn is_mark_slip(letters: &[(usize, char)], at: usize) -> bool {
    let c = letters[at].1;
    let other =
        |index: Option<usize>| index.and_then(|i| letters.get(i)).is_none_or(|(_, o)| *o != c);
    other(at.checked_sub(2)) && other(Some(at + 1))
}

fn is_particle_slip(letters: &[(usize, char)], at: usize) -> bool {
    let c = letters[at].1;
    let Some(particle) = PARTICLES.iter().find(|particle| particle.character == c) else {
        return false;
    };
    let before = at.checked_sub(2).map(|index| letters[index].1);
    let behind = letters.get(at + 1).map(|(_, c)| *c);
    let is_name = c == '们' || c == '到';
    let is_right = before.is_some_and(|b| particle.before.contains(b))
        || behind.is_some_and(|b| particle.behind.contains(b))
        || before == Some(c)
        || behind == Some(c);
    !is_right && (!is_name || before.is_some())
}

/// Whether `length` characters stand twice, the second time from `at` on, and no more often.
fn is_word_slip(letters: &[(usize, char)], at: usize, length: usize) -> bool {
    let Some(start) = at.checked_sub(length) else { return false };
    let Some(second) = letters.get(at..at + length) else { return false };
    let first = &letters[start..at];
    let same = first.iter().zip(second).all(|(a, b)| a.1 == b.1);
    if !same || !first.iter().all(|(_, c)| is_han(*c)) {
        return false;
    }
    let word: String = first.iter().map(|(_, c)| *c).collect();
    let is_counted = word.contains(|c| "一二三四五六七八九十百千万两第几每某多".contains(c));
    let is_single = first.iter().all(|(_, c)| *c == first[0].1);
    let thrice = letters
        .get(at + length..at + 2 * length)
        .is_some_and(|third| third.iter().zip(second).all(|(a, b)| a.1 == b.1));
    !is_counted && !is_single && !thrice && !REDUPLICATED.contains(&word.as_str())
}

fn tell(
    text: &Text<'_>,
    passage: &Passage,
    first: &Range<usize>,
    second: &Range<usize>,
    report: &mut Report,
) {
    let said = &passage.words[first.clone()];
    let both = first.start..second.end;
    if *said != passage.words[second.clone()] {
        let marks = &passage.words[both.clone()];
        let message = say!("两个标点“{marks}”连在一起", "the marks “{marks}” stand side by side");
        let finding = text.finding(&DOUBLED_CHARACTER, passage, both, message);
        report.push(finding.help(say!("删去一个", "remove one")));
        return;
    }
    let message = say!("“{said}”写了两遍", "“{said}” is written twice");
    let is_mark = said.chars().all(is_mark);
    let fix = is_mark.then(|| text.fix(passage, both.clone(), said)).flatten();
    let finding = text.finding(&DOUBLED_CHARACTER, passage, both, message);
    report.push(with_fix(finding.help(say!("删去一个", "remove one")), fix));
}
