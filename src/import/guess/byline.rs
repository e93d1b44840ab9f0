//! Bylines: `■ 记者 张某 通讯员 李某`. Never takes a sentence for one.

use crate::text::is_han;

/// Words for what people did, longer ones before those they contain, and how they are kept.
const ROLES: [(&str, &str); 14] = [
    ("特约通讯员", "通讯员"),
    ("见习记者", "记者"),
    ("实习记者", "记者"),
    ("特约记者", "记者"),
    ("本报记者", "记者"),
    ("本网记者", "记者"),
    ("本台记者", "记者"),
    ("记者", "记者"),
    ("通讯员", "通讯员"),
    ("撰稿", "撰稿"),
    ("摄影", "摄影"),
    ("作者", "作者"),
    ("文", "作者"),
    ("图", "摄影"),
];

type People = Vec<(String, Option<&'static str>)>;

/// The people that a line names, when it is a byline and nothing else.
pub(in crate::import) fn byline(line: &str) -> Option<People> {
    const LONGEST: usize = 60;
    let bare = line.trim_matches(|c: char| c.is_whitespace() || "■□●○◆◇▲△（）()【】[]".contains(c));
    if bare.chars().count() > LONGEST || bare.contains(['。', '；', '“']) {
        return None;
    }
    let signed = line.trim_start().starts_with(['■', '□', '●', '○', '◆', '◇']);
    let mut people = People::new();
    let mut rest = bare;
    while !rest.is_empty() {
        let (role, after) =
            role(rest).or_else(|| (signed && people.is_empty()).then_some((None, rest)))?;
        let end = next_role(after);
        let (names, next) = after.split_at(end);
        let mut any = false;
        for name in names.split(|c: char| c.is_whitespace() || "、，,/：:".contains(c)) {
            if name.is_empty() {
                continue;
            }
            if !is_name(name) {
                return None;
            }
            people.push((name.to_owned(), role));
            any = true;
        }
        // `文/图 张某`: two roles of one person.
        if !any && next.is_empty() {
            return None;
        }
        rest = next;
    }
    (!people.is_empty()).then_some(people)
}

/// The people that a sentence names in brackets: `本报讯（记者 张某 通讯员 李某）`.
pub(super) fn within(sentence: &str) -> Option<People> {
    sentence.split(['（', '(']).skip(1).find_map(|part| {
        let inside = part.split(['）', ')']).next()?;
        role(inside.trim())?;
        byline(inside)
    })
}

/// The role that `text` begins with, and what follows.
fn role(text: &str) -> Option<(Option<&'static str>, &str)> {
    ROLES.iter().find_map(|(word, kept)| {
        let rest = text.strip_prefix(word)?;
        let short = word.chars().count() == 1;
        let parted = rest.starts_with(|c: char| c.is_whitespace() || "：:/、".contains(c));
        (parted || !short && rest.chars().count() <= 16).then_some((Some(*kept), rest))
    })
}

/// Where the next role begins in `text`.
fn next_role(text: &str) -> usize {
    text.char_indices()
        .skip(1)
        .map(|(at, _)| at)
        .find(|at| role(&text[*at..]).is_some())
        .unwrap_or(text.len())
}

fn is_name(name: &str) -> bool {
    let count = name.chars().count();
    (2..=14).contains(&count) && name.chars().all(|c| is_han(c) || c == '·')
}
