//! Breaking headlines by sense.

use super::is_wide;

/// Words that begin a new thought in a headline, so that a line may well begin with them.
const OPENERS: [&str; 7] = ["关于", "暨", "在", "向", "对", "为", "以"];
/// Characters after which a line may well end.
const CLOSERS: &str = "的、，：；！？》”’）";
/// Characters that no line begins with.
const NO_START: &str = "，。、：；！？》〉”’）】〕…—·%％℃的了";
/// Characters that no line ends with.
const NO_END: &str = "《〈“‘（【〔";

/// The lines of a headline of at most `most` full-width characters each. Where its writer marked
/// places (`parts` has more than one), lines end only there as long as they fit; elsewhere the
/// lines are made about equally long, at places of sense, never within a number, a Latin word or a
/// book title, and the last is no longer than the one before (GB/T 9704-2012, 7.3.1: 词意完整).
///
/// ```
/// use fengbei::text::break_headline;
/// let lines = break_headline(&["关于进一步做好烈士褒扬纪念工作的通知"], 12);
/// assert_eq!(lines, ["关于进一步做好烈士", "褒扬纪念工作的通知"]);
/// let lines = break_headline(&["示例市", "关于做好清明祭扫工作的通知"], 18);
/// assert_eq!(lines, ["示例市", "关于做好清明祭扫工作的通知"]);
/// ```
pub fn break_headline(parts: &[&str], most: usize) -> Vec<String> {
    parts.iter().flat_map(|part| break_part(part.trim(), most)).collect()
}

/// Where the line of a headline whose writer marked nothing ends best: after its own punctuation, and before 关于;
/// never within brackets. Each part is worth keeping together on a screen of any width.
///
/// ```
/// use fengbei::text::headline_phrases;
/// let of = |title| headline_phrases(title).join("|");
/// assert_eq!(of("一个字不确定，也能查"), "一个字不确定，|也能查");
/// assert_eq!(of("示例市双拥办关于做好汇总上报的通知"), "示例市双拥办|关于做好汇总上报的通知");
/// assert_eq!(of("关于印发《要点，三条》的通知"), "关于印发《要点，三条》的通知");
/// ```
pub fn headline_phrases(title: &str) -> Vec<&str> {
    let mut phrases = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in title.char_indices() {
        let end = at + c.len_utf8();
        match c {
            '《' | '〈' | '“' | '‘' | '（' | '【' | '〔' => depth += 1,
            '》' | '〉' | '”' | '’' | '）' | '】' | '〕' => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        let rest = &title[end..];
        let ends = "，；：！？。".contains(c) && !rest.starts_with(|next| NO_START.contains(next));
        if depth == 0 && !rest.is_empty() && (ends || rest.starts_with("关于")) {
            phrases.push(&title[start..end]);
            start = end;
        }
    }
    phrases.push(&title[start..]);
    phrases
}

fn break_part(part: &str, most: usize) -> Vec<String> {
    let characters: Vec<char> = part.chars().collect();
    let length = |range: &[char]| range.iter().map(|c| if is_wide(*c) { 2 } else { 1 }).sum();
    let total: usize = length(&characters);
    let lines = total.div_ceil(most.max(1) * 2).max(1);
    if lines == 1 {
        return vec![part.to_owned()];
    }
    // The least cost of setting the first n characters in k lines, and where the last line begins.
    let even = total.div_ceil(lines);
    let mut best = vec![vec![(usize::MAX, 0); characters.len() + 1]; lines + 2];
    best[0][0].0 = 0;
    for k in 1..=lines + 1 {
        for end in 1..=characters.len() {
            for start in (0..end).rev() {
                let width: usize = length(&characters[start..end]);
                if width > most * 2 {
                    break;
                }
                let before = best[k - 1][start].0;
                if before == usize::MAX {
                    continue;
                }
                let uneven = width.abs_diff(even).pow(2);
                let cost = before + uneven + break_cost(&characters, end);
                if cost < best[k][end].0 {
                    best[k][end] = (cost, start);
                }
            }
        }
    }
    let all = characters.len();
    let count = (lines..=lines + 1).min_by_key(|k| best[*k][all].0.saturating_add(k * 40));
    let mut k = count.unwrap_or(lines);
    let mut end = all;
    let mut out = Vec::new();
    while k > 0 && end > 0 {
        let start = best[k][end].1;
        out.push(characters[start..end].iter().collect());
        (end, k) = (start, k - 1);
    }
    out.reverse();
    if out.is_empty() { vec![part.to_owned()] } else { out }
}

/// What it costs to end a line before the character at `at`.
fn break_cost(characters: &[char], at: usize) -> usize {
    let (Some(last), Some(next)) = (characters.get(at - 1), characters.get(at)) else { return 0 };
    let is_word = |c: &char| !is_wide(*c) && !c.is_whitespace();
    if NO_START.contains(*next) || NO_END.contains(*last) || is_word(last) && is_word(next) {
        return 10_000;
    }
    // A number stays with its measure.
    if last.is_ascii_digit() {
        return 2_000;
    }
    let rest: String = characters[at..].iter().take(2).collect();
    if OPENERS[..2].iter().any(|word| rest.starts_with(word)) {
        return 0;
    }
    let open = |mark: char| characters[..at].iter().filter(|c| **c == mark).count();
    if open('《') > open('》') || open('“') > open('”') {
        return 1_000;
    }
    if CLOSERS.contains(*last) {
        return 8;
    }
    if OPENERS.iter().any(|word| rest.starts_with(word)) { 20 } else { 30 }
}
