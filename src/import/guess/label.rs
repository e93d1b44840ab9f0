//! Lines that say what follows: `发布时间：… 来源：…`. Never guesses a name without its label.

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Label {
    Date,
    Source,
    /// A person; the word for what the person did.
    Person(&'static str),
    /// Nothing that is kept: how often a page was read, the size of its letters.
    Idle,
}

/// Labels as pages and dispatches write them; longer ones before those they contain.
const LABELS: [(&str, Label); 35] = [
    ("发布时间", Label::Date),
    ("发布日期", Label::Date),
    ("发稿时间", Label::Date),
    ("更新时间", Label::Idle),
    ("发表时间", Label::Date),
    ("时间", Label::Date),
    ("日期", Label::Date),
    ("信息来源", Label::Source),
    ("稿件来源", Label::Source),
    ("文章来源", Label::Source),
    ("内容来源", Label::Source),
    ("来源", Label::Source),
    ("责任编辑", Label::Person("责任编辑")),
    ("责编", Label::Person("责任编辑")),
    ("编辑", Label::Person("编辑")),
    ("作者", Label::Person("作者")),
    ("撰稿", Label::Person("撰稿")),
    ("供稿", Label::Source),
    ("本报记者", Label::Person("记者")),
    ("记者", Label::Person("记者")),
    ("通讯员", Label::Person("通讯员")),
    ("摄影", Label::Person("摄影")),
    ("校对", Label::Person("校对")),
    ("审核", Label::Idle),
    ("初审", Label::Idle),
    ("复审", Label::Idle),
    ("终审", Label::Idle),
    ("浏览次数", Label::Idle),
    ("浏览量", Label::Idle),
    ("阅读次数", Label::Idle),
    ("阅读量", Label::Idle),
    ("点击数", Label::Idle),
    ("点击量", Label::Idle),
    ("访问量", Label::Idle),
    ("字体", Label::Idle),
];

/// The labels of a line with what they say; none when the line is no line of labels.
///
/// ```text
/// 发布时间:2024-08-01 09:19 来源:示例日报 → [(Date, "2024-08-01 09:19"), (Source, "示例日报")]
/// ```
pub(in crate::import) fn labels(line: &str) -> Option<Vec<(Label, String)>> {
    const LONGEST: usize = 160;
    if line.chars().count() > LONGEST || line.contains('。') {
        return None;
    }
    let mut found: Vec<(usize, usize, Label)> = Vec::new();
    for (word, label) in LABELS {
        for (start, _) in line.match_indices(word) {
            let rest = &line[start + word.len()..];
            let blank = rest.len() - rest.trim_start().len();
            let Some(colon) = rest.trim_start().chars().next().filter(|c| "：:".contains(*c))
            else {
                continue;
            };
            let end = start + word.len() + blank + colon.len_utf8();
            if !found.iter().any(|(from, to, _)| start < *to && *from < end) {
                found.push((start, end, label));
            }
        }
    }
    found.sort_by_key(|(start, ..)| *start);
    let (first, ..) = found.first()?;
    let lead = line[..*first].trim_matches(|c: char| c.is_whitespace() || "（(【[|".contains(c));
    if !lead.is_empty() {
        return None;
    }
    let ends = found.iter().skip(1).map(|(start, ..)| *start).chain([line.len()]);
    let said = found.iter().zip(ends).map(|((_, from, label), to)| {
        let words =
            line[*from..to].trim_matches(|c: char| c.is_whitespace() || "）)】]|（([".contains(c));
        (*label, words.to_owned())
    });
    Some(said.collect())
}
